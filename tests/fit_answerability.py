"""Learn whether what was found answers a question, from questions that notices answer and their twins that they do not.

    python -m tests.fit_answerability [QUESTIONS NOTICES]... [--folds N] [--write]

Without paths the question sets of the repository are used, all but the unseen one, and the pairs beside them, each with a
bi-encoder that has not seen its notices. Every question put to one unit counts that no gold source answers, or
one that was found. With ``--folds`` the sets are put in the groups that the bi-encoder was learned by; each group is judged by a
network that has not seen it (how many answers would wrongly be kept back, how many wrongly given, by the rules of absence
alone and by the network), and these are kept in ``build/answerability``.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from assistant.answerability import LAYERS, WEIGHTS, Network
from assistant.confidence import DOUBTED, UNLIKELY
from assistant.dialogue import resolve
from assistant.evaluation import read_questions, squeezed
from assistant.library import Library, Unit
from assistant.reading import DOUBTS, FLAGS, SIGNALS, Reading
from tests.fit_ranking import (
    HELD_OUT_READERS,
    apart,
    before_last,
    by_frequency,
    holds_quote,
    learned_from,
    of_every_set,
    taken_in,
    unit_of,
)
from tests.fit_reranking import options_of
from vectorstore.embeddings import encode_bundled

SIZE, HIDDEN, JUDGED = 32, 48, 48
"""Length of the word vectors; units of the comparison of a word, and of the last hidden layer."""
SELDOM, ONCE = 4, 2
"""Readings that a word must be in to have a vector of its own, and to be in the table at all."""
DROPPED, WORDS_DROPPED = .3, .1
EPOCHS, BATCH, RATE, DECAY = 4, 64, 3e-3, .05
NARROWEST = .2
"""Spread that a signal is at least taken to have."""
SINGLE = {"fact", "typo", "near_miss", "multi_turn", "unanswerable", "english", "list", "keyword", "traditional"}
"""The types of questions that one unit's passages answer."""


@dataclass
class Case:
    """One question put to one unit: what is read, whether it answers, and whether the rules doubt it."""

    reading: Reading
    answers: bool
    doubted: bool


def cases(questions: Path, notices: Path) -> list[Case]:
    """The cases of one question set."""
    found = []
    with taken_in(notices) as assistant:
        engine = assistant._now().engine
        for row in read_questions(questions):
            unit = _unit_of(row, engine.library) if row["type"] in SINGLE else None
            if unit is None:
                continue
            question = resolve(row["turns"][-1], before_last(row, assistant), engine.library)
            finding = engine.finder.find(question, unit)
            if finding.found:
                quotes = [squeezed(s["quote"]) for s in row["sources"]]
                if quotes and not holds_quote(quotes, finding.text):
                    continue  # something else was found, which may answer or not
                found.append(Case(Reading.of(question, finding, engine.finder.ranker, engine.library.vocabulary), bool(quotes), bool(finding.doubts)))
    return found


def _unit_of(row: dict, library: Library) -> Unit | None:
    """The unit that a question is put to: that of its sources, else the one it is put down for or names."""
    names = {s["district"] for s in row["sources"]} or {row.get("district", "")}
    if names == {""}:
        names = set(resolve(row["turns"][-1], [], library).units)
    if len(names) != 1:
        return None
    return unit_of(names.pop(), library)


class Reader(torch.nn.Module):
    """What is learned; :class:`assistant.answerability.Network` computes the same."""

    def __init__(self, own: Sequence[str], others: Sequence[str], mean: np.ndarray, spread: np.ndarray) -> None:
        super().__init__()
        known = ["", *own, *others]  # in front the place of words that have no vector
        self.places = {word: place for place, word in enumerate(known)}
        embeddings = encode_bundled(known)
        embeddings[[i for i, word in enumerate(known) if not word or word.startswith("#")]] = 0
        self.embedded = torch.nn.Embedding.from_pretrained(torch.tensor(embeddings))
        self.table, self.parts = torch.nn.Embedding(len(own) + 1, SIZE, padding_idx=0), torch.nn.Embedding(3, SIZE, padding_idx=0)
        self.word = torch.nn.Linear(embeddings.shape[1], SIZE, bias=False)
        self.seek, self.offer = torch.nn.Linear(SIZE, SIZE), torch.nn.Linear(SIZE, SIZE)
        self.asked, self.told = torch.nn.Linear(3 * SIZE + FLAGS, HIDDEN), torch.nn.Linear(3 * SIZE + 1, HIDDEN)
        self.hidden, self.out = torch.nn.Linear(4 * HIDDEN + SIGNALS, JUDGED), torch.nn.Linear(JUDGED, 1)
        self.dropped = torch.nn.Dropout(DROPPED)
        torch.nn.init.normal_(self.table.weight, std=.02)
        torch.nn.init.normal_(self.word.weight, std=4 / embeddings.shape[1] ** .5)
        self.mean, self.spread = torch.tensor(mean), torch.tensor(spread)

    def forward(self, batch: "Batch") -> torch.Tensor:
        """The log odds (readings) that what was found answers."""
        there, here = (batch.asked >= 0).float()[..., None], (batch.told >= 0).float()[..., None]
        asked = self._vectors(batch.asked) * there
        told = (self._vectors(batch.told) + self.parts(batch.parts)) * here
        near = self.seek(asked) @ self.offer(told).transpose(1, 2) / SIZE ** .5
        to_told = near.masked_fill(here.transpose(1, 2) == 0, -1e4).softmax(2) @ told
        to_asked = near.transpose(1, 2).masked_fill(there.transpose(1, 2) == 0, -1e4).softmax(2) @ asked
        sides = (*_compared(self.asked, asked, to_told, batch.flags, there, self.dropped),
                 *_compared(self.told, told, to_asked, batch.said, here, self.dropped))
        together = torch.cat([*sides, (batch.signals - self.mean) / self.spread], 1)
        return self.out(self.dropped(self.hidden(together).relu())).squeeze(1)

    def _vectors(self, places: torch.Tensor) -> torch.Tensor:
        place = places.clamp(min=0)
        vectors = self.table(torch.where(place < self.table.num_embeddings, place, 0)) + self.word(self.embedded(place))
        return vectors * (torch.rand(places.shape) > WORDS_DROPPED)[..., None] if self.training else vectors

    def place(self, word: str) -> int:
        """The place of a word in the table."""
        return self.places.get(word, 0)

    def learned(self) -> Network:
        """The network as the assistant uses it."""
        table = self.word(self.embedded.weight)
        table[: self.table.num_embeddings] += self.table.weight
        weights = {"table": table[1:], "word": self.word.weight.T, "told_part": self.parts.weight[1], "above_part": self.parts.weight[2],
                   "mean": self.mean, "spread": self.spread}
        for name in LAYERS:
            layer = getattr(self, name)
            weights |= {name: layer.weight.T, f"{name}_bias": layer.bias}
        return Network({w: place - 1 for w, place in self.places.items() if place},
                       {name: part.detach().numpy() for name, part in weights.items()})


def _compared(layer: torch.nn.Linear, own: torch.Tensor, other: torch.Tensor, known: torch.Tensor, there: torch.Tensor,
              dropped: torch.nn.Dropout) -> tuple[torch.Tensor, torch.Tensor]:
    held = dropped(layer(torch.cat([own, other, own * other, known], 2)).relu()) * there
    return held.sum(1) / (there.sum(1) + 1) ** .5, held.max(1).values


@dataclass
class Batch:
    """Readings side by side, filled up: places of words (-1 for none), part of each told word, flags, signals."""

    asked: torch.Tensor
    told: torch.Tensor
    parts: torch.Tensor
    flags: torch.Tensor
    said: torch.Tensor
    signals: torch.Tensor

    @classmethod
    def of(cls, readings: Sequence[Reading], reader: Reader) -> "Batch":
        """The batch of some readings."""
        told = [(*r.told, *r.above) for r in readings]
        wide, long = max(len(r.asked) for r in readings), max(1, *map(len, told))
        batch = cls(torch.full((len(readings), wide), -1), torch.full((len(readings), long), -1), torch.zeros(len(readings), long, dtype=torch.long),
                    torch.zeros(len(readings), wide, FLAGS), torch.zeros(len(readings), long, 1), torch.tensor(np.stack([r.signals for r in readings])))
        for i, (reading, words) in enumerate(zip(readings, told, strict=True)):
            n, m = len(reading.asked), len(words)
            batch.asked[i, :n] = torch.tensor([reader.place(w) for w in reading.asked], dtype=torch.long)
            batch.told[i, :m] = torch.tensor([reader.place(w) for w in words], dtype=torch.long)
            batch.parts[i, :m] = torch.tensor([1] * len(reading.told) + [2] * len(reading.above), dtype=torch.long)
            batch.flags[i, :n] = torch.tensor(reading.flags)
            batch.said[i, :m, 0] = torch.tensor([float(w in reading.asked) for w in words])
        return batch


def learn(data: list[Case]) -> Reader:
    """The reader that makes what answers likely and what does not unlikely."""
    torch.manual_seed(0)
    signals = np.stack([case.reading.signals for case in data])
    mean = signals.mean(0)
    mean[: len(DOUBTS)] = 0
    reader = Reader(*_known(data), mean, np.maximum(signals.std(0), NARROWEST))
    optimiser = torch.optim.AdamW([p for p in reader.parameters() if p.requires_grad], lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * (-(-len(data) // BATCH)))
    answers = torch.tensor([float(case.answers) for case in data])
    reader.train()
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(data)).split(BATCH):
            odds = reader(Batch.of([data[i].reading for i in rows], reader))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, answers[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return reader.eval()


def _known(data: list[Case]) -> tuple[list[str], list[str]]:
    """The words that have vectors of their own, and the others of the table."""
    held: Counter[str] = Counter()
    for case in data:
        held.update({*case.reading.asked, *case.reading.told, *case.reading.above})
    own, others = by_frequency(held, SELDOM, ONCE)
    return own, [word for word in others if not word.startswith("#")]


def wrong(data: list[Case], refused: Sequence[bool]) -> str:
    """How many answers are wrongly kept back, of how many; how many wrongly given, of how many."""
    kept = sum(r and c.answers for c, r in zip(data, refused, strict=True))
    given = sum(not r and not c.answers for c, r in zip(data, refused, strict=True))
    right = sum(c.answers for c in data)
    return f"kept back {kept}/{right} given {given}/{len(data) - right}"


def main() -> int:
    """Learn, print the figures, and write the weights when asked to."""
    options = options_of("fit_answerability", __doc__ or "", WEIGHTS)
    pairs = learned_from(options.paths, beside=True)
    sets = of_every_set(cases, pairs)
    for group, left, rest in apart(sets, pairs, options.folds, HELD_OUT_READERS):
        network = learn(rest).learned()
        network.save(HELD_OUT_READERS / f"{group}.npz")
        refused = [network.chance(case.reading) < (DOUBTED if case.doubted else UNLIKELY) for case in left]
        sys.stdout.write(f"group {group}: rules {wrong(left, [c.doubted for c in left])}  network {wrong(left, refused)}\n")
        sys.stdout.flush()
    if options.write:
        learn([case for found in sets for case in found]).learned().save(WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
