"""Learn from gold questions which sentences are needed beside the one that an answer begins with.

    python -m tests.fit_companions [QUESTIONS NOTICES]... [--folds N] [--write]

Without paths the question sets of the repository are used, all but the unseen one. Each question is put to the
notices of its gold sources. Needed are the sentences that hold a gold quote and those of its problem that hold a figure
which the answer must contain and the first sentence lacks. With ``--folds`` every set is also predicted by a network
that has not seen it: the log-loss per thousand candidates, beside that of the mere share of needed ones.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant.companions import WEIGHTS, Beginning, Learned
from assistant.replies.comparison import room_of
from assistant.reranker import WIDEST
from assistant.wording import compact
from tests.fit_ranking import holds_quote, learned_from, of_every_set, put
from tests.fit_reranking import DIGITS, folded, network_of, options_of, table_of

UNITS, DROPPED = 24, .2
"""Size of the hidden layer, and the share of it that each step of learning leaves out."""
EPOCHS, BATCH, RATE, DECAY = 20, 512, 6e-3, 1e-2
ALONE = ("section", "meta")
"""Types of questions that are not answered by sentences beside each other."""


@dataclass
class Case:
    """The candidates beside one first sentence: features (candidates × features) and which are needed."""

    values: np.ndarray
    needed: np.ndarray


def cases(questions: Path, notices: Path) -> list[Case]:
    """The cases of one question set."""
    return list(_cases(questions, notices))


def _cases(questions: Path, notices: Path) -> Iterator[Case]:
    for engine, question, unit, quotes, row in put(questions, notices):
        if row["type"] in ALONE:
            continue
        units = len({s["district"] for s in row["sources"]})
        budget = 170 if units == 1 else room_of(units)
        found = engine.finder.find(question, unit, budget)
        beginning = engine.finder.beginning(question, found, budget)
        if beginning and beginning.candidates:
            yield Case(beginning.features(), needed(beginning, row, quotes))


def needed(beginning: Beginning, row: dict[str, Any], quotes: list[str]) -> np.ndarray:
    """Which candidates hold a gold quote, or beside one a figure still missing."""
    first, others = beginning.first.sentence, [s.sentence for s in beginning.candidates]
    gold = [holds_quote(quotes, s.text) for s in (first, *others)]
    home = {s.home for s, held in zip((first, *others), gold, strict=True) if held}
    missing = [m for m in row["must_contain"] if any(re.search(r"\d", a) and len(a) > 1 for a in m)
               and not _holds(m, first.text)]
    return np.array([held or s.home in home and any(_holds(m, s.text) for m in missing)
                     for s, held in zip(others, gold[1:], strict=True)])


def _holds(alternatives: list[str], text: str) -> bool:
    return any(re.search(rf"(?<![\d.]){re.escape(compact(a))}(?!\d)", compact(text)) for a in alternatives)


def learn(data: list[Case]) -> Learned:
    """The network that makes the needed candidates likeliest."""
    torch.manual_seed(0)
    values = np.concatenate([case.values for case in data])
    mean, spread = values.mean(0), values.std(0) + 1e-6
    inputs = torch.tensor(np.clip((values - mean) / spread, -WIDEST, WIDEST), dtype=torch.float32)
    answers = torch.tensor(np.concatenate([case.needed for case in data]), dtype=torch.float32)
    layers = torch.nn.Sequential(torch.nn.Linear(inputs.shape[1], UNITS), torch.nn.Tanh(), torch.nn.Dropout(DROPPED),
                                 torch.nn.Linear(UNITS, 1))
    optimiser = torch.optim.AdamW(layers.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * (-(-len(answers) // BATCH)))
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(answers)).split(BATCH):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(layers(inputs[batch])[:, 0], answers[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return Learned(network_of(layers, mean, spread), float(layers[3].bias.detach()))


def loss_of(data: list[Case], learned: Learned | None, share: float = 0.5) -> float:
    """The log-loss per thousand candidates; by the mere share of needed ones without a network."""
    total, size = 0.0, 0
    for case in data:
        odds = np.full(len(case.needed), np.log(share / (1 - share))) if learned is None else learned(case.values)
        total += float(np.logaddexp(0, np.where(case.needed, -odds, odds)).sum())
        size += len(case.needed)
    return 1000 * total / max(1, size)


def main() -> int:
    """Learn, print the figures, and write the network when asked to."""
    options = options_of("fit_companions", __doc__ or "", WEIGHTS)
    data = of_every_set(cases, learned_from(options.paths))
    everything = [case for found in data for case in found]
    share = float(np.concatenate([case.needed for case in everything]).mean())
    for fold, (left, rest) in enumerate(folded(data, options.folds), 1):
        learned = learn(rest)
        sys.stdout.write(f"group {fold}: n {len(left)}  loss {loss_of(left, None, share):.1f} -> {loss_of(left, learned):.1f}\n")
    learned = learn(everything)
    sys.stdout.write(f"learned from {len(everything)}: loss {loss_of(everything, None, share):.1f} -> "
                     f"{loss_of(everything, learned):.1f}\n")
    if options.write:
        table = table_of(learned.network) | {"base": round(learned.base, DIGITS)}
        WEIGHTS.write_text(json.dumps(table) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
