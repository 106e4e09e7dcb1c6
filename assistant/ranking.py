"""Which sentences of a notice answer a query: the features' evidence, weighed and added, the first put in order anew."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.bi_encoder import BiEncoder
from assistant.features import Evidence, Query, coverage, matrix
from assistant.library import Library, Sentence
from assistant.reranker import Reranker
from assistant.sentence_index import WordStatistics, indexes_of
from assistant.terms import support
from ingest.notice import Notice

Encode = Callable[[str], np.ndarray]
SentenceVectors = Callable[[Notice, tuple[Sentence, ...]], np.ndarray]

WEIGHTS = Path(__file__).with_name("ranking_weights.json")
"""Feature → weight, as ``python -m tests.fit_ranking`` learns them from gold questions. Two came later and stand by
themselves: ``promised`` (learned with all the others it is 10, and they change for the worse) and ``answering``, whose
weight is the one that the bi-encoder was learned with beside the sum of the others."""
HEADING_PENALTY = 6.0
"""Headings of items are shown as such; as sentences they rarely answer."""


@dataclass(frozen=True)
class Scored:
    """A sentence with its score and the evidence behind it.

    ``lexical`` and ``dense`` are z-scores within the notice, ``fit`` is the share of wanted
    answer types that the sentence holds, ``cosine`` the raw similarity, ``answering`` that of the bi-encoder.
    """

    sentence: Sentence
    score: float
    lexical: float
    dense: float
    fit: float
    cosine: float
    answering: float


class Ranker:
    """Ranks a notice's sentences for a query; indexes are built once per notice."""

    def __init__(self, library: Library, encode: Encode, vectors: SentenceVectors, towers: BiEncoder) -> None:
        self.encode = encode
        self._vectors = vectors
        self._towers = towers
        self._embedded: dict[str, np.ndarray] = {}
        self._told: dict[str, np.ndarray] = {}
        self._indexes = indexes_of(library)
        self._reranker = Reranker()
        self.statistics = WordStatistics(list(self._indexes.values()))

    def weight(self, word: str) -> float:
        """How telling a word is: the idf of its rarest bigram (nats)."""
        return self.statistics.weight(word)

    def evidence(self, query: Query, notice: Notice) -> Evidence:
        """The query held against a notice, for its features."""
        index = self._indexes[notice.id]
        return Evidence(query, index, self.statistics,
                        lexical=self.statistics.bm25(query.topic, index),
                        cosine=self.embeddings(notice) @ self.encode(query.text),
                        answering=self._towered(notice) @ self._towers.asked(query.asked, self.encode(query.asked)))

    def rank(self, query: Query, notice: Notice) -> list[Scored]:
        """All sentences of the notice, best first."""
        index = self._indexes[notice.id]
        if not index.sentences:
            return []
        evidence = self.evidence(query, notice)
        names, weights = learned_weights()
        values = matrix(evidence, names)
        linear = values @ weights
        score = self._reranker.reorder(evidence, values, linear, linear - HEADING_PENALTY * index.heading)
        lexical, dense = evidence.z_lexical, evidence.z_dense
        fits = values[:, names.index("fit")]
        return [
            Scored(index.sentences[i], float(score[i]), float(lexical[i]), float(dense[i]),
                   float(fits[i]), float(evidence.cosine[i]), float(evidence.answering[i]))
            for i in np.argsort(-score, kind="stable")
        ]

    def coverage(self, terms: Collection[str], text: str) -> float:
        """Share (0–1) of the terms that the text holds, by the square of their idf."""
        return coverage(tuple(terms), text, self.statistics)

    def gain(self, terms: Collection[str], text: str, said: str) -> float:
        """The share (0–1) of the terms' weight that one compact text adds to what another says."""
        total = sum(self.weight(t) for t in terms) or 1.0
        return sum(self.weight(t) * max(0.0, support(t, text) - support(t, said)) for t in terms) / total

    def embeddings(self, notice: Notice) -> np.ndarray:
        """The sentence embeddings (sentences × embedding) of a notice."""
        if notice.id not in self._embedded:
            self._embedded[notice.id] = self._vectors(notice, self._indexes[notice.id].sentences)
        return self._embedded[notice.id]

    def _towered(self, notice: Notice) -> np.ndarray:
        if notice.id not in self._told:
            texts = [s.text for s in self._indexes[notice.id].sentences]
            self._told[notice.id] = self._towers.told(texts, self.embeddings(notice))
        return self._told[notice.id]


@lru_cache(maxsize=1)
def learned_weights() -> tuple[tuple[str, ...], np.ndarray]:
    """The features in use and their weights."""
    table = json.loads(WEIGHTS.read_text("utf-8"))
    return tuple(table), np.array(list(table.values()))
