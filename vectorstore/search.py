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
from .lexical import Query, Segment, query_terms
from .manifest import Catalogue, Entry, Manifest
from .passage import Hit
from .text import normalised

MOST_EXACT = 60_000
"""Up to so many sentences every vector is compared; above, Chroma's index proposes."""
CANDIDATES = 200
"""How many passages each leg proposes where not every vector is compared."""
_MOST_CACHED = 120_000


class Gone(Exception):
    """A notice of the snapshot was replaced while it was searched."""


@dataclass
class Shelf:
    """What is held in memory of one notice; ``vectors`` (S × dimension) once they are needed."""

    segment: Segment
    districts: NDArray[np.str_]
    sentences: list[Sentence]
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
        lexical = self._lexical(query, catalogue, shelves)
        vector = self._dense.embeddings.query_vector(normalised(query))
        first = np.cumsum([0] + [len(s.districts) for s in shelves])
        if sum(len(s.sentences) for s in shelves) <= MOST_EXACT:
            near = self._compare_all(vector, shelves, first)
        else:
            allowed = self._candidates(vector, entries, first, lexical, allowed)
            near = self._compare(vector, shelves, first, allowed)
        lex = z_scores(lexical[allowed])
        den = z_scores(near.best_of(int(first[-1]))[allowed])
        total = fused(lex, den)
        hits = []
        for i in np.argsort(-total, kind="stable")[:k]:
            owner = int(allowed[i])
            at = int(np.searchsorted(first, owner, side="right")) - 1
            passage = self._manifest.passages(entries[at].key, [owner - int(first[at])])
            if not passage:
                raise Gone(entries[at].notice_id)
            scores = float(total[i]), float(lex[i]), float(den[i])
            hits.append(Hit(*passage.values(), *scores, near.sentence_of(owner)))
        return hits

    def forget(self, keys: Sequence[int]) -> None:
        """Drop notices from memory."""
        with self._lock:
            for key in keys:
                self._shelves.pop(key, None)

    def _lexical(self, query: str, catalogue: Catalogue, shelves: Sequence[Shelf]) -> Scores:
        counts = query_terms(query)
        frequencies = self._manifest.frequencies(list(counts))
        terms = Query.of(counts, frequencies, catalogue.passages, catalogue.mean_length)
        return np.concatenate([shelf.segment.scores(terms) for shelf in shelves])

    def _compare_all(
        self, vector: Vectors, shelves: Sequence[Shelf], first: NDArray[np.int64]
    ) -> Near:
        """Every sentence of the shelves against the question."""
        found = [sentence for shelf in shelves for sentence in shelf.sentences]
        owners = [s.place + at for shelf, at in zip(shelves, first, strict=False)
                  for s in shelf.sentences]
        near = [self._vectors(shelf) @ vector for shelf in shelves if shelf.sentences]
        return Near(found, np.array(owners, dtype=np.int64),
                    np.concatenate(near) if near else np.zeros(0, dtype=np.float32))

    def _compare(
        self, vector: Vectors, shelves: Sequence[Shelf], first: NDArray[np.int64],
        wanted: NDArray[np.int64],
    ) -> Near:
        """The sentences of some passages against the question."""
        found, owners = [], []
        for owner in wanted.tolist():
            at = int(np.searchsorted(first, owner, side="right")) - 1
            place = owner - int(first[at])
            for sentence in shelves[at].sentences:
                if sentence.place == place:
                    found.append(sentence)
                    owners.append(owner)
        near = self._dense.vectors([s.id for s in found]) @ vector
        return Near(found, np.array(owners, dtype=np.int64), near)

    def _candidates(
        self, vector: Vectors, entries: Sequence[Entry], first: NDArray[np.int64],
        lexical: Scores, allowed: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """The passages that either leg proposes."""
        best = allowed[np.argsort(-lexical[allowed], kind="stable")[:CANDIDATES]]
        starts = {entry.key: int(at) for entry, at in zip(entries, first, strict=False)}
        where = {"notice_id": {"$in": [entry.notice_id for entry in entries]}}
        near = self._dense.nearest(vector, CANDIDATES, where)
        places = self._manifest.places([id_ for id_, _ in near])
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
        shelf = Shelf(segment, np.array(districts, dtype=np.str_), found)
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
