"""The reranker: a small network that orders the best sentences by what the linear score cannot weigh together."""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.features import Evidence
from assistant.sentence_index import Column, SentenceIndex
from assistant.wording import normalise

WEIGHTS = Path(__file__).with_name("reranker_weights.json")
"""The network, as ``python -m tests.fit_reranking`` learns it from gold questions."""
FIRST = 15
"""Sentences, the best by the linear score, that are put in order anew."""
SHARE = 0.75
"""How much the network has to say beside the linear score, which the rules for answers were made with."""
WIDEST = 5.0
"""Deviations from the mean beyond which a feature says no more."""
_KINDS = ("percent", "money", "date", "count", "list")
"""Answer types whose being asked for weighs the other features."""


@dataclass(frozen=True)
class Network:
    """One hidden layer (features × units, tanh) over features set to mean 0 and spread 1; one output."""

    mean: np.ndarray
    spread: np.ndarray
    hidden: np.ndarray
    bias: np.ndarray
    output: np.ndarray

    def __call__(self, features: np.ndarray) -> Column:
        """The score of every row, on the scale of the linear score."""
        plain = np.clip((features - self.mean) / self.spread, -WIDEST, WIDEST)
        return np.asarray(np.tanh(plain @ self.hidden + self.bias) @ self.output)


@lru_cache(maxsize=1)
def learned_network() -> Network:
    """The network in use."""
    table = json.loads(WEIGHTS.read_text("utf-8"))
    return Network(**{name: np.array(values) for name, values in table.items()})


class Reranker:
    """Orders the first sentences of a notice anew; what it needs of each notice is counted once."""

    def __init__(self) -> None:
        self._counted: dict[str, _Counted] = {}

    def reorder(self, evidence: Evidence, values: np.ndarray, linear: Column, score: Column) -> Column:
        """The scores, those of the first sentences by the network; the best of them keeps the best score.

        ``values`` are the ranking features (sentences × features), ``linear`` their weighted sum.
        """
        first, features = self.candidates(evidence, values, linear)
        if len(first) < 2:
            return score
        found = SHARE * learned_network()(features) + (1 - SHARE) * linear[first]
        changed = score.copy()
        changed[first] = linear[first].max() + found - found.max()
        return changed

    def candidates(self, evidence: Evidence, values: np.ndarray, linear: Column) -> tuple[np.ndarray, np.ndarray]:
        """The places of the first sentences, best first, and their features (sentences × features)."""
        counted = self._of(evidence.index)
        places = np.flatnonzero(evidence.index.candidate)
        first = places[np.argsort(-linear[places], kind="stable")[:FIRST]]
        query, items = evidence.query, evidence.index.item_of
        kinds = [w.kind for w in query.wants]
        asked = [len(query.asked), len(query.terms), len(kinds), *(kind in kinds for kind in _KINDS)]
        own = linear[first]
        return first, np.column_stack([
            values[first], counted.lengths[first], counted.positions[first], counted.figures[first],
            counted.shares(query.asked, first), own, own - own.max(initial=0.0), np.arange(len(first)),
            items[first] == items[first[:1]], evidence.cosine[first],
            np.tile(np.array(asked, float), (len(first), 1))])

    def _of(self, index: SentenceIndex) -> "_Counted":
        if index.notice.id not in self._counted:
            self._counted[index.notice.id] = _Counted(index)
        return self._counted[index.notice.id]


class _Counted:
    """Lengths, figures and places of one notice's sentences, and how rare their bigrams are in it."""

    def __init__(self, index: SentenceIndex) -> None:
        texts = [s.text for s in index.sentences]
        self.lengths = np.array([len(t) for t in texts], float)
        self.figures = np.array([len(re.findall(r"\d+", t)) for t in texts], float)
        self._pairs = [pairs_of(t) for t in texts]
        kept = np.flatnonzero(index.candidate)
        self._held = Counter(pair for i in kept for pair in self._pairs[i])
        self._size = len(kept)
        sizes = Counter(index.item_of[kept].tolist())
        seen: Counter[int] = Counter()
        self.positions = np.zeros(len(texts))
        for i in kept:
            item = int(index.item_of[i])
            self.positions[i] = seen[item] / max(1, sizes[item] - 1)
            seen[item] += 1

    def shares(self, asked: str, places: np.ndarray) -> Column:
        """The share (0–1) of a question's bigrams, by their rarity in the notice, that each sentence holds."""
        pairs = pairs_of(asked)
        rare = {p: math.log(1 + (self._size - self._held[p] + .5) / (self._held[p] + .5)) for p in pairs}
        total = math.fsum(rare.values()) or 1.0
        return np.array([math.fsum(rare[p] for p in pairs & self._pairs[i]) / total for i in places])


def pairs_of(text: str) -> set[str]:
    """The bigrams of a text's letters, digits and per cent signs."""
    plain = re.sub(r"[^\w%]", "", normalise(text))
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
