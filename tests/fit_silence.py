"""Learn from gold questions which of the units compared is silent on what is asked.

    python -m tests.fit_silence [QUESTIONS NOTICES]... [--folds N] [--write]

Without paths the question sets of the repository are used, all but the unseen one, each with a bi-encoder and a reader that
have not seen its notices. Of each question that is put to several units, those are silent that no gold source is of, where the
right answer says that somebody is. With ``--folds`` every set is also predicted by weights that have not seen it: how
many units are wrongly taken to be silent, and how many wrongly not.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch

from assistant import Assistant
from assistant.evaluation import read_questions
from assistant.finding import Finding
from assistant.question import Question
from assistant.replies import comparison
from assistant.silence import FEATURES, LIKELY, WEIGHTS, Compared, silent
from tests.fit_ranking import before_last, held_out_reader, learned_from, of_every_set, taken_in
from tests.fit_reranking import folded, options_of

PENALTY, STEPS = 3e-4, 200
"""What the square of a weight (of a feature of spread 1) costs, and the steps of learning."""
SILENCE = re.compile("未提及|没有提|没提|未涉及|没有披露|未披露|没写|没有写")
"""How a right answer says that a unit is silent."""


@dataclass
class Cell:
    """One unit of a comparison: features and whether it is silent."""

    values: list[float]
    silent: bool


def cases(questions: Path, notices: Path) -> list[Cell]:
    """The cells of one question set."""
    with taken_in(notices, reader=held_out_reader(notices)) as assistant:
        return [cell for row in read_questions(questions) for cell in _cells(row, assistant)]


def _cells(row: dict[str, Any], assistant: Assistant) -> Iterator[Cell]:
    history = before_last(row, assistant)
    seen: list[Compared] = []

    def noted(question: Question, finding: Finding, best: Finding, others: Sequence[Finding]) -> bool:
        seen.append(Compared(question, finding, best, others))
        return silent(question, finding, best, others)

    with patch.object(comparison, "silent", noted):
        assistant.ask(row["turns"][-1], history)
    said = any(SILENCE.search(a) for alternatives in row["must_contain"] for a in alternatives)
    speaking = {s["district"] for s in row["sources"]}
    for compared in seen:
        name = compared.finding.unit.name
        speaks = any(name in s or s in name for s in speaking)
        if row["sources"] and compared.finding.found and (speaks or said):
            yield Cell(compared.features(), not speaks)


def learn(data: list[Cell]) -> np.ndarray:
    """The weight of each feature for its raw values, and behind them the base."""
    torch.manual_seed(0)
    values = np.array([cell.values for cell in data])
    mean, spread = values.mean(0), values.std(0) + 1e-6
    inputs = torch.tensor((values - mean) / spread, dtype=torch.float64)
    answers = torch.tensor([float(cell.silent) for cell in data], dtype=torch.float64)
    weights = torch.zeros(inputs.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        odds = inputs @ weights[:-1] + weights[-1]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, answers) + PENALTY * weights[:-1].square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    found = weights.detach().numpy()
    raw = found[:-1] / spread
    return np.append(raw, found[-1] - raw @ mean)


def wrong(data: list[Cell], weights: np.ndarray) -> tuple[int, int]:
    """How many cells are wrongly taken to be silent, and how many wrongly not."""
    taken = np.array([cell.values for cell in data]) @ weights[:-1] + weights[-1] >= np.log(LIKELY / (1 - LIKELY))
    silent = np.array([cell.silent for cell in data])
    return int((taken & ~silent).sum()), int((~taken & silent).sum())


def main() -> int:
    """Learn, print the figures, and write the weights when asked to."""
    options = options_of("fit_silence", __doc__ or "", WEIGHTS)
    data = of_every_set(cases, learned_from(options.paths))
    for fold, (left, rest) in enumerate(folded(data, options.folds), 1):
        sys.stdout.write("group {}: n {}  wrongly silent {}  wrongly not {}\n".format(fold, len(left), *wrong(left, learn(rest))))
    everything = [cell for found in data for cell in found]
    weights = learn(everything)
    sys.stdout.write("learned from {}, {} of them silent: wrongly silent {}  wrongly not {}\n".format(
        len(everything), sum(cell.silent for cell in everything), *wrong(everything, weights)))
    if options.write:
        table = {name: round(float(w), 3) for name, w in zip((*FEATURES, "base"), weights, strict=True)}
        WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
