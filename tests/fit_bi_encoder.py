"""Learn the bi-encoder from gold questions and the sentences that answer them.

    python -m tests.fit_bi_encoder [QUESTIONS NOTICES]... [--folds N] [--write]

Without paths the question sets of the repository are used, all but the unseen one, and the pairs beside them
(``pairs.jsonl``: questions in everyday words, each with the span that answers). The towers add to the linear score,
which is held fixed, so that they learn what it does not know. With ``--folds`` the sets are put in so many groups by
their notices; each group is ranked by towers that have not seen it (the share of questions whose first sentence
answers is printed), and these are kept in ``build/bi_encoder`` for learning whatever comes after the bi-encoder.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import normalize

from assistant.bi_encoder import WEIGHTS, BiEncoder, places_of, telling
from assistant.ranking import learned_weights
from tests.fit_ranking import HELD_OUT, apart, by_frequency, learned_from, of_every_set, searches
from tests.fit_reranking import options_of
from vectorstore.embeddings import encode_bundled

SIZE, SELDOM, ONCE = 128, 3, 2
"""Length of the vectors; texts that a word must be in to have one of its own, and to be in the table at all."""
DROPPED, WORDS_DROPPED = .5, .2
"""Shares of the embedding and of the words that each step of learning leaves out."""
EPOCHS, TOGETHER, RATE, DECAY = 8, 3, 2e-3, .05
SMALL, SHARP = .02, 5.0
"""Spread of the word vectors at first, and what the cosine is multiplied by."""


@dataclass
class Searched:
    """One notice, its sentences that may answer, and the questions put to it.

    ``embeddings`` are sentences × embedding; of each question: its text, embedding, linear scores and which answer.
    """

    texts: list[str]
    embeddings: torch.Tensor
    asked: list[str] = field(default_factory=list)
    questions: list[np.ndarray] = field(default_factory=list)
    linear: list[np.ndarray] = field(default_factory=list)
    gold: list[np.ndarray] = field(default_factory=list)


def searched(questions: Path, notices: Path) -> list[Searched]:
    """The notices of one question set."""
    _, weights = learned_weights()
    found: dict[str, Searched] = {}
    for ranker, evidence, values, gold in searches(questions, notices, BiEncoder.blank()):
        index, kept = evidence.index, np.flatnonzero(evidence.index.candidate)
        if index.notice.id not in found:
            found[index.notice.id] = Searched([index.sentences[i].text for i in kept],
                                              torch.tensor(ranker.embeddings(index.notice)[kept]))
        notice = found[index.notice.id]
        notice.asked.append(evidence.query.asked)
        notice.questions.append(ranker.encode(evidence.query.asked))
        notice.linear.append((values @ weights)[kept])
        notice.gold.append(gold[kept])
    return list(found.values())


class Towers(torch.nn.Module):
    """What is learned: word vectors, three projections, and how much the towers and the linear score have to say.

    ``own`` are the words that have vectors of their own, ``others`` those that have their embeddings' projections alone.
    """

    def __init__(self, own: Sequence[str], others: Sequence[str]) -> None:
        super().__init__()
        known = [*own, *others]
        embeddings = torch.tensor(encode_bundled(known))
        self.places = {word: place for place, word in enumerate(known)}
        self.table = torch.nn.EmbeddingBag(len(own), SIZE, mode="sum", include_last_offset=True)
        self.embedded = torch.nn.EmbeddingBag.from_pretrained(embeddings, mode="sum", include_last_offset=True)
        self.question, self.sentence, self.word = (torch.nn.Linear(embeddings.shape[1], SIZE, bias=False) for _ in range(3))
        torch.nn.init.normal_(self.table.weight, std=SMALL)
        for part in (self.question, self.word):
            torch.nn.init.normal_(part.weight, std=embeddings.shape[1] ** -.5)
        self.sentence.weight.data.copy_(self.question.weight.data)
        self.linear, self.sharp = torch.nn.Parameter(torch.tensor(.3)), torch.nn.Parameter(torch.tensor(SHARP))
        self.dropped = torch.nn.Dropout(DROPPED)
        self._held: dict[str, list[int]] = {}

    def forward(self, notice: Searched, rows: Sequence[int]) -> torch.Tensor:
        """The scores (rows × sentences) of a notice's sentences for some of its questions."""
        told = self._side(self.sentence, notice.embeddings, notice.texts)
        asked = self._side(self.question, torch.tensor(np.stack([notice.questions[i] for i in rows])),
                           [notice.asked[i] for i in rows])
        linear = torch.tensor(np.stack([notice.linear[i] for i in rows]), dtype=torch.float32)
        return self.linear * linear + self.sharp * (asked @ told.T)

    def _side(self, tower: torch.nn.Linear, embeddings: torch.Tensor, texts: Sequence[str]) -> torch.Tensor:
        held = [self._places(text) for text in texts]
        if self.training:
            held = [[p for p, kept in zip(places, np.random.rand(len(places)) > WORDS_DROPPED, strict=True) if kept] for places in held]
        own = [[p for p in places if p < self.table.num_embeddings] for places in held]
        size = torch.tensor([(len(places) + 1) ** .5 for places in held])[:, None]
        words = (_bag(self.table, own) + self.word(self.dropped(_bag(self.embedded, held)))) / size
        return normalize(words + tower(self.dropped(embeddings)), dim=-1)

    def _places(self, text: str) -> list[int]:
        if text not in self._held:
            self._held[text] = places_of(text, self.places)
        return self._held[text]

    def learned(self) -> BiEncoder:
        """The towers as the assistant uses them."""
        table = self.word(self.embedded.weight)
        table[: self.table.num_embeddings] += self.table.weight
        parts = (table, self.question.weight.T, self.sentence.weight.T, self.word.weight.T)
        return BiEncoder(self.places, *(part.detach().numpy() for part in parts))


def _bag(bag: torch.nn.EmbeddingBag, held: Sequence[Sequence[int]]) -> torch.Tensor:
    """The sums of the vectors at the places that each text holds."""
    begins = np.cumsum([0, *map(len, held)])
    places = [place for text in held for place in text]
    return bag(torch.tensor(places, dtype=torch.long), torch.tensor(begins))


def learn(notices: list[Searched]) -> Towers:
    """The towers that, added to the linear score, make answering sentences likeliest (softmax over each notice)."""
    torch.manual_seed(0)
    np.random.seed(0)
    towers = Towers(*_known(notices))
    optimiser = torch.optim.AdamW([p for p in towers.parameters() if p.requires_grad], lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (-(-len(notices) // TOGETHER))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    towers.train()
    for _ in range(EPOCHS):
        for batch in np.array_split(np.random.permutation(len(notices)), steps // EPOCHS):
            together = [notices[i] for i in batch]
            loss = sum(_loss(towers, notice) for notice in together) / sum(len(n.asked) for n in together)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return towers.eval()


def _known(notices: list[Searched]) -> tuple[list[str], list[str]]:
    """The words that have vectors of their own, and the others of the table."""
    held: Counter[str] = Counter()
    for notice in notices:
        for text in (*notice.texts, *notice.asked):
            held.update(telling(text))
    return by_frequency(held, SELDOM, ONCE)


def _loss(towers: Towers, notice: Searched) -> torch.Tensor:
    scores = towers(notice, range(len(notice.asked)))
    right = scores.masked_fill(~torch.tensor(np.stack(notice.gold)), -1e4)
    return (torch.logsumexp(scores, 1) - torch.logsumexp(right, 1)).sum()


def hits(towers: Towers | None, notices: list[Searched]) -> Iterator[bool]:
    """Of each question, whether its first sentence answers; by the linear score alone without towers."""
    for notice in notices:
        with torch.no_grad():
            scores = towers(notice, range(len(notice.asked))).numpy() if towers else np.stack(notice.linear)
        for row, gold in zip(scores, notice.gold, strict=True):
            yield bool(gold[int(np.argmax(row))])


def main() -> int:
    """Learn, print the figures, and write the towers when asked to."""
    options = options_of("fit_bi_encoder", __doc__ or "", WEIGHTS)
    pairs = learned_from(options.paths, beside=True)
    sets = of_every_set(searched, pairs)
    for group, left, rest in apart(sets, pairs, options.folds, HELD_OUT):
        towers = learn(rest)
        towers.learned().save(HELD_OUT / f"{group}.npz")
        before, after = list(hits(None, left)), list(hits(towers, left))
        sys.stdout.write(f"group {group}: n {len(after)}  hit@1 {np.mean(before):.3f} -> {np.mean(after):.3f}\n")
        sys.stdout.flush()
    if options.write:
        learn([n for found in sets for n in found]).learned().save(WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
