"""How well a sentence answers a question whatever its words, by what was learned from questions and their answers.

Two towers: a question and a sentence each become a unit vector, the sum of its projected sentence embedding and of
its words' vectors. A word's vector is its own, as learned, and the projection of its embedding. Officialese and
everyday speech lie together in that space (公家欠老板的钱, 拖欠民营企业账款).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import word_table
from assistant.wording import figureless
from vectorstore.embeddings import encode_bundled

WEIGHTS = Path(__file__).with_name("bi_encoder.npz")
"""The towers, as ``python -m tests.fit_bi_encoder`` learns them from gold questions."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class BiEncoder:
    """The vectors of the words (words × dimension) and three projections (embedding × dimension).

    The projections are of the bundled model's embeddings: of questions, of sentences, and of words that have no vector
    in the table. With ``worded`` questions and sentences are told by their words alone.
    """

    places: Mapping[str, int]
    table: Vectors
    question: Vectors
    sentence: Vectors
    word: Vectors
    worded: bool = False

    @classmethod
    def load(cls, path: Path) -> "BiEncoder":
        """The towers that a file holds."""
        places, parts = word_table.load(path)
        table, question, sentence, word = (parts[name] for name in _PARTS)
        return cls(places, table, question, sentence, word)

    @classmethod
    def blank(cls) -> "BiEncoder":
        """Towers that know nothing: to them every sentence is as good as another."""
        nothing = np.zeros((0, 1), np.float32)
        return cls({}, nothing, nothing, nothing, nothing, worded=True)

    def save(self, path: Path) -> None:
        """Write the towers, in half precision."""
        word_table.save(path, self.places, {name: getattr(self, name) for name in _PARTS})

    def asked(self, text: str, embedding: Vectors) -> Vectors:
        """The vector (dimension) of a question; ``embedding`` is its sentence embedding.

        Words outside of the table are embedded here; in sentences, which are many, they have no vector.
        """
        strange = [w for w in sorted(telling(text)) if w not in self.places] if len(self.word) else []
        own = np.array([embedding_of(w) @ self.word for w in strange] or np.zeros((1, self.table.shape[1])), np.float32)
        return np.asarray(_unit(self._projected(embedding, self.question) + self._sum(text, own.sum(0), len(strange))))

    def told(self, texts: Sequence[str], embeddings: Vectors) -> Vectors:
        """The vectors (sentences × dimension) of sentences; ``embeddings`` are their sentence embeddings."""
        sums = np.zeros((len(texts), self.table.shape[1]), np.float32)
        for row, text in enumerate(texts):
            sums[row] = self._sum(text)
        return _unit(self._projected(embeddings, self.sentence) + sums)

    def by_words(self) -> "BiEncoder":
        """The towers without embeddings, where these are another model's than those that were learned from."""
        return replace(self, worded=True)

    def _projected(self, embeddings: Vectors, projection: Vectors) -> Vectors | float:
        return 0.0 if self.worded else embeddings @ projection

    def _sum(self, text: str, strange: Vectors | float = 0.0, more: int = 0) -> Vectors:
        """The sum of a text's word vectors and of those of so many words more, made smaller with their number."""
        known = places_of(text, self.places)
        return np.asarray((self.table[known].sum(0) + strange) / (len(known) + more + 1) ** 0.5)


def telling(text: str) -> set[str]:
    """The words of a text that have vectors: all but its figures."""
    return set(figureless(text))


def places_of(text: str, places: Mapping[str, int]) -> list[int]:
    """Where in a table the vectors of a text's words stand."""
    return [places[w] for w in sorted(telling(text)) if w in places]


_PARTS = ("table", "question", "sentence", "word")


@lru_cache(maxsize=4096)
def embedding_of(word: str) -> Vectors:
    """The embedding of one word, by the bundled encoder."""
    return encode_bundled([word])[0]


def _unit(vectors: Vectors) -> Vectors:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


@lru_cache(maxsize=1)
def learned() -> BiEncoder:
    """The towers in use."""
    return BiEncoder.load(WEIGHTS)
