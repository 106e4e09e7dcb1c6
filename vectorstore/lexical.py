"""The lexical leg: BM25 over characters, bigrams and words, one immutable segment per notice.

A segment is committed with its notice in one SQLite row, so that the leg is persistent,
incremental and never half there. Scores of a few notices cost nothing for the others, which is
what a question about one district needs.
"""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from .passage import Passage
from .text import item_number_term, question_terms, term_code, terms

SATURATION = 0.9
"""BM25's k1."""
LENGTH_WEIGHT = 0.3
"""BM25's b: low, since a long item is long because it says more, not because it repeats."""
CONTEXT_WEIGHT = 2
"""How often a term of the district and heading path counts."""
_MARKER_LETTERS = 8

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Segment:
    """The postings of one notice.

    ``codes`` (T, ascending) are the terms; the postings of term t are ``places`` and
    ``weights`` [``starts[t]:starts[t + 1]``]: positions of passages in the notice and weighted
    counts. ``lengths`` (P) are the weighted lengths of the passages; ``bare`` (P) marks those
    that are a heading and nothing more.
    """

    codes: NDArray[np.int64]
    starts: NDArray[np.int32]
    places: NDArray[np.int32]
    weights: NDArray[np.float32]
    lengths: NDArray[np.float32]
    bare: NDArray[np.bool_]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "Segment":
        """The segment of a notice's passages in reading order."""
        counts = [_weighted_terms(passage) for passage in passages]
        rows = sorted(
            (code, place, weight)
            for place, counter in enumerate(counts)
            for code, weight in counter.items()
        )
        all_codes = np.array([row[0] for row in rows], dtype=np.int64)
        codes, first = np.unique(all_codes, return_index=True)
        return cls(
            codes=codes,
            starts=np.append(first, len(rows)).astype(np.int32),
            places=np.array([row[1] for row in rows], dtype=np.int32),
            weights=np.array([row[2] for row in rows], dtype=np.float32),
            lengths=np.array([sum(c.values()) for c in counts], dtype=np.float32),
            bare=np.array([_is_bare(passage) for passage in passages], dtype=np.bool_),
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "Segment":
        """The segment that :meth:`to_bytes` wrote; ValueError if it is damaged."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return cls(**{name: arrays[name] for name in cls.__dataclass_fields__})
        except (BadZipFile, EOFError, KeyError, OSError, TypeError) as error:
            raise ValueError(str(error)) from error

    def to_bytes(self) -> bytes:
        """The arrays as one ``.npz``."""
        buffer = io.BytesIO()
        np.savez(buffer, **{name: getattr(self, name) for name in self.__dataclass_fields__})
        return buffer.getvalue()

    def document_frequencies(self) -> list[tuple[int, int]]:
        """(term code, number of passages that hold it) for every term."""
        return list(zip(self.codes.tolist(), np.diff(self.starts).tolist(), strict=True))

    def scores(self, query: "Query") -> Scores:
        """BM25 of every passage (P)."""
        if not len(self.codes) or not len(query.codes):
            return np.zeros(len(self.lengths), dtype=np.float32)
        at = np.minimum(np.searchsorted(self.codes, query.codes), len(self.codes) - 1)
        found = self.codes[at] == query.codes
        at, gains = at[found], query.gains[found]
        sizes = self.starts[at + 1] - self.starts[at]
        offsets = np.repeat(self.starts[at] - np.cumsum(sizes) + sizes, sizes)
        rows = offsets + np.arange(sizes.sum())
        places, weights = self.places[rows], self.weights[rows]
        norm = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * self.lengths / query.mean_length
        share = weights * (SATURATION + 1) / (weights + SATURATION * norm[places])
        total = np.bincount(places, share * np.repeat(gains, sizes), minlength=len(self.lengths))
        return total.astype(np.float32)


@dataclass(frozen=True)
class Query:
    """A question's terms, ready to be scored against segments.

    ``gains`` are idf × weight. ``coverage`` (0–1) is the share of the question's weight in
    terms that the store knows at all: near 0 for a question in another language.
    """

    codes: NDArray[np.int64]
    gains: NDArray[np.float32]
    mean_length: float
    coverage: float

    @classmethod
    def of(
        cls, weights: dict[int, float], frequencies: dict[int, int], passages: int, length: float
    ) -> "Query":
        """From weighted term codes and each one's document frequency among so many passages.

        ``length`` is the mean weighted length of the passages.
        """
        codes = np.array(sorted(weights), dtype=np.int64)
        df = np.array([frequencies.get(int(code), 0) for code in codes], dtype=np.float32)
        idf = np.log1p(np.maximum(passages - df + 0.5, 0.5) / (df + 0.5))
        gains = idf * np.array([weights[int(code)] for code in codes], dtype=np.float32)
        coverage = float(gains[df > 0].sum() / gains.sum()) if len(codes) else 0.0
        return cls(codes, gains.astype(np.float32), max(length, 1.0), coverage)


def query_weights(text: str) -> dict[int, float]:
    """The weights of a question's term codes."""
    return {term_code(term): weight for term, weight in question_terms(text).items()}


def _weighted_terms(passage: Passage) -> Counter[int]:
    counts = Counter(map(term_code, terms(passage.text)))
    for term in terms(passage.context):
        counts[term_code(term)] += CONTEXT_WEIGHT
    if number := item_number_term(passage.text):
        counts[term_code(number)] += CONTEXT_WEIGHT
    return counts


def _is_bare(passage: Passage) -> bool:
    """Whether the text is no more than its heading and a marker such as （三） or 第二部分."""
    letters = sum(map(str.isalnum, passage.text))
    return letters - sum(map(str.isalnum, passage.heading)) < _MARKER_LETTERS
