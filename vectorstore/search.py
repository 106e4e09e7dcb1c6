"""One search over a snapshot of the store: both legs, exact where few notices are asked."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from .dense import DenseLeg, Sentence
from .embeddings import Vectors
from .fusion import Scores, fused, z_scores
from .lexical import Query, Segment, query_weights
from .manifest import Catalogue, Entry, Manifest
from .passage import Hit
from .text import normalised

MOST_EXACT = 20_000
"""Up to so many sentences every vector is compared; above, Chroma's index proposes."""
CANDIDATES = 100
"""How many passages each leg proposes where not every vector is compared."""
_MOST_CACHED = 120_000


class Gone(Exception):
    """A notice of the snapshot was replaced while it was searched; the store searches anew."""


@dataclass
class Shelf:
    """What is held in memory of one notice: S sentences of P passages.

    ``districts`` (P), ``places`` (S, each sentence's passage), ``vectors`` (S × dimension) once
    they are needed.
    """

    segment: Segment
    districts: NDArray[np.str_]
    sentences: list[Sentence]
    places: NDArray[np.int64]
    vectors: Vectors | None = None


@dataclass(frozen=True)
class Near:
    """Sentences compared with a question: whose each is (``owners``), and how near (S)."""

    sentences: list[Sentence]
    owners: NDArray[np.int64]
    similarities: Scores

    def best_of(self, count: int) -> Scores:
        """For each of ``count`` passages its nearest sentence's similarity; -1 if none."""
        best = np.full(count, -1, dtype=np.float32)
        np.maximum.at(best, self.owners, self.similarities)
        return best

    def sentence_of(self, owner: int) -> tuple[int, int] | None:
        """Offsets of a passage's nearest sentence."""
        rows = np.flatnonzero(self.owners == owner)
        if not len(rows):
            return None
        best = self.sentences[rows[np.argmax(self.similarities[rows])]]
        return best.start, best.end


class Searcher:
    """Searches the notices of a store; threads may share it."""

    def __init__(self, manifest: Manifest, dense: DenseLeg) -> None:
        self._manifest = manifest
        self._dense = dense
        self._lock = Lock()
        self._shelves: OrderedDict[int, Shelf] = OrderedDict()

    def search(
        self,
        query: str,
        k: int,
        catalogue: Catalogue,
        entries: Sequence[Entry],
        districts: frozenset[str] | None,
    ) -> list[Hit]:
        """The ``k`` best passages of those entries (and districts), best first; may raise Gone."""
        shelves = [self._shelf(entry) for entry in entries]
        allowed = np.flatnonzero(np.concatenate([_mask(s, districts) for s in shelves]))
        if not len(allowed):
            return []
        terms = self._terms(query, catalogue)
        lexical = np.concatenate([shelf.segment.scores(terms) for shelf in shelves])
        vector = self._dense.embeddings.query_vector(normalised(query))
        first = np.cumsum([0] + [len(s.districts) for s in shelves])
        if sum(len(s.sentences) for s in shelves) <= MOST_EXACT:
            near = self._compare_all(vector, shelves, first)
        else:
            every = len(entries) == len(catalogue.entries)
            names = None if every else [entry.notice_id for entry in entries]
            near_ids = self._dense.nearest(vector, CANDIDATES, names)
            allowed = self._candidates(near_ids, entries, first, lexical, allowed)
            near = self._compare(vector, shelves, first, allowed)
        lex = z_scores(lexical[allowed])
        den = z_scores(near.best_of(int(first[-1]))[allowed])
        bare = np.concatenate([shelf.segment.bare for shelf in shelves])[allowed]
        total = fused(lex, den, bare, terms.coverage)
        hits = []
        for i in np.argsort(-total, kind="stable")[:k]:
            owner = int(allowed[i])
            at = int(np.searchsorted(first, owner, side="right")) - 1
            place = owner - int(first[at])
            passage = self._manifest.passages(entries[at].key, [place]).get(place)
            if passage is None:
                raise Gone(entries[at].notice_id)
            scores = float(total[i]), float(lex[i]), float(den[i])
            hits.append(Hit(passage, *scores, sentence=near.sentence_of(owner)))
        return hits

    def forget(self, keys: Sequence[int]) -> None:
        """Drop notices from memory."""
        with self._lock:
            for key in keys:
                self._shelves.pop(key, None)

    def _terms(self, query: str, catalogue: Catalogue) -> Query:
        weights = query_weights(query)
        frequencies = self._manifest.frequencies(list(weights))
        return Query.of(weights, frequencies, catalogue.passages, catalogue.mean_length)

    def _compare_all(
        self, vector: Vectors, shelves: Sequence[Shelf], first: NDArray[np.int64]
    ) -> Near:
        """Every sentence of the shelves against the question."""
        return Near(
            [sentence for shelf in shelves for sentence in shelf.sentences],
            np.concatenate([s.places + at for s, at in zip(shelves, first, strict=False)]),
            np.concatenate([self._vectors(shelf) @ vector for shelf in shelves]),
        )

    def _compare(
        self, vector: Vectors, shelves: Sequence[Shelf], first: NDArray[np.int64],
        wanted: NDArray[np.int64],
    ) -> Near:
        """The sentences of some passages against the question."""
        found, owners = [], []
        for owner in wanted.tolist():
            at = int(np.searchsorted(first, owner, side="right")) - 1
            shelf = shelves[at]
            for row in np.flatnonzero(shelf.places == owner - first[at]):
                found.append(shelf.sentences[row])
                owners.append(owner)
        near = self._dense.vectors([s.id for s in found]) @ vector
        return Near(found, np.array(owners, dtype=np.int64), near)

    def _candidates(
        self, near: Sequence[str], entries: Sequence[Entry], first: NDArray[np.int64],
        lexical: Scores, allowed: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """The passages that either leg proposes: the best by words, those of the near sentences."""
        best = allowed[np.argsort(-lexical[allowed], kind="stable")[:CANDIDATES]]
        starts = {entry.key: int(at) for entry, at in zip(entries, first, strict=False)}
        places = self._manifest.places(near)
        proposed = [starts[key] + place for key, place in places.values() if key in starts]
        return np.intersect1d(np.union1d(best, np.array(proposed, dtype=np.int64)), allowed)

    def _shelf(self, entry: Entry) -> Shelf:
        with self._lock:
            if shelf := self._shelves.get(entry.key):
                self._shelves.move_to_end(entry.key)
                return shelf
        segment = self._manifest.segment(entry.key)
        districts = self._manifest.districts(entry.key)
        found = self._manifest.sentences(entry.key)
        if segment is None or (len(districts), len(found)) != (entry.passages, entry.sentences):
            raise Gone(entry.notice_id)
        places = np.array([s.place for s in found], dtype=np.int64)
        shelf = Shelf(segment, np.array(districts, dtype=np.str_), found, places)
        with self._lock:
            self._shelves[entry.key] = shelf
        return shelf

    def _vectors(self, shelf: Shelf) -> Vectors:
        vectors = shelf.vectors
        if vectors is None:
            vectors = shelf.vectors = self._dense.vectors([s.id for s in shelf.sentences])
            self._trim()
        return vectors

    def _trim(self) -> None:
        """Let go of the vectors of the notices searched longest ago."""
        with self._lock:
            held = [s for s in self._shelves.values() if s.vectors is not None]
            excess = sum(len(s.sentences) for s in held) - _MOST_CACHED
            for shelf in held:
                if excess <= 0:
                    break
                excess -= len(shelf.sentences)
                shelf.vectors = None


def _mask(shelf: Shelf, districts: frozenset[str] | None) -> NDArray[np.bool_]:
    if districts is None:
        return np.ones(len(shelf.districts), dtype=bool)
    return np.isin(shelf.districts, list(districts))
