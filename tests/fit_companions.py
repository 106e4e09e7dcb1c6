"""Learn from gold questions which sentences are needed beside the one that an answer begins with.

    python -m tests.fit_companions [QUESTIONS NOTICES]... [--folds N] [--write]

Without paths the question sets of the repository are used, all but the unseen one. Each question is put to the
notices of its gold sources. Needed are the sentences that hold a gold quote and those of its item that hold a figure
which the answer must contain and the first sentence lacks. With ``--folds`` every set is also predicted by a network
that has not seen it: the log-loss per thousand candidates, beside that of the mere share of needed ones.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant import Assistant, Turn
from assistant.companions import WEIGHTS, Beginning, Learned
from assistant.dialogue import resolve
from assistant.evaluation import overlap, read_questions, squeezed
from assistant.replies.comparison import room_of
from assistant.reranker import WIDEST, Network
from assistant.wording import compact
from tests.fit_ranking import learned_from

UNITS, DROPPED = 24, .2
"""Size of the hidden layer, and the share of it that each step of learning leaves out."""
EPOCHS, BATCH, RATE, DECAY = 20, 512, 6e-3, 1e-2
DIGITS = 4
ALONE = ("section", "meta")
"""Types of questions that are not answered by sentences beside each other."""


@dataclass
class Case:
    """The candidates beside one first sentence: features (candidates × features) and which are needed."""

    values: np.ndarray
    needed: np.ndarray


def cases(questions: Path, notices: Path) -> Iterator[Case]:
    """The cases of one question set."""
    with tempfile.TemporaryDirectory() as folder, Assistant.open(folder) as assistant:
        assistant.sync(notices)
        engine = assistant._now().engine
        for row in read_questions(questions):
            if row["type"] in ALONE or not row["sources"]:
                continue
            history: list[Turn] = []
            for turn in row["turns"][:-1]:
                history.append(Turn(turn, assistant.ask(turn, history)))
            question = resolve(row["turns"][-1], history, engine.library)
            names = sorted({s["district"] for s in row["sources"]})
            for name in names:
                unit = next((u for u in engine.library.units if u.name.endswith(name) or name.endswith(u.name)), None)
                if unit is None:
                    continue
                budget = 170 if len(names) == 1 else room_of(len(names))
                found = engine.finder.find(question, unit, budget)
                beginning = engine.finder.beginning(question, found, budget)
                if beginning and beginning.candidates:
                    yield Case(beginning.features(), needed(beginning, row, name))


def needed(beginning: Beginning, row: dict[str, Any], name: str) -> np.ndarray:
    """Which candidates hold a gold quote, or beside one a figure still missing."""
    quotes = [squeezed(s["quote"]) for s in row["sources"] if s["district"] == name]
    first, others = beginning.first.sentence, [s.sentence for s in beginning.candidates]
    gold = [max(overlap(*sorted((quote, squeezed(s.text)), key=len)) for quote in quotes) >= 0.6
            for s in (first, *others)]
    home = {s.item_id for s, held in zip((first, *others), gold, strict=True) if held}
    missing = [m for m in row["must_contain"] if any(re.search(r"\d", a) and len(a) > 1 for a in m)
               and not _holds(m, first.text)]
    return np.array([held or s.item_id in home and any(_holds(m, s.text) for m in missing)
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
    hidden, output = layers[0], layers[3]
    network = Network(mean, spread, hidden.weight.detach().numpy().T.astype(float),
                      hidden.bias.detach().numpy().astype(float), output.weight.detach().numpy()[0].astype(float))
    return Learned(network, float(output.bias.detach()))


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
    parser = argparse.ArgumentParser(prog="python -m tests.fit_companions", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="QUESTIONS NOTICES, in turn")
    parser.add_argument("--folds", type=int, default=0, help="predict every set from the others, in so many groups")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    data = [list(cases(questions, notices)) for questions, notices in learned_from(options.paths)]
    everything = [case for found in data for case in found]
    share = float(np.concatenate([case.needed for case in everything]).mean())
    for fold in range(options.folds):
        left = [case for found in data[fold :: options.folds] for case in found]
        learned = learn([case for i, found in enumerate(data) if i % options.folds != fold for case in found])
        sys.stdout.write(f"group {fold + 1}: n {len(left)}  loss {loss_of(left, None, share):.1f} -> {loss_of(left, learned):.1f}\n")
    learned = learn(everything)
    sys.stdout.write(f"learned from {len(everything)}: loss {loss_of(everything, None, share):.1f} -> "
                     f"{loss_of(everything, learned):.1f}\n")
    if options.write:
        table = {name: np.round(getattr(learned.network, name), DIGITS).tolist()
                 for name in ("mean", "spread", "hidden", "bias", "output")}
        WEIGHTS.write_text(json.dumps(table | {"base": round(learned.base, DIGITS)}) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
