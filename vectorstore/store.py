"""The local store: a manifest in SQLite, sentence vectors in Chroma, in one folder."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from errors import StoreError, StoreMismatch

from .dense import DenseLeg, Sentence, sentences
from .doctor import examine, mend
from .embeddings import BUNDLED, SentenceEmbeddings
from .interface import DoctorReport, Progress, Record
from .lexical import Segment
from .lock import OwnerLock
from .manifest import Catalogue, Manifest
from .passage import Hit, Passage
from .retriever import PassageRetriever
from .search import Gone, Searcher

LIBRARY = "library.sqlite3"
SCHEMA = 1
"""Changes with the tables, the terms, or what is embedded: a store of another one is rebuilt."""
_ATTEMPTS = 5


class LocalStore:
    """A store on this machine's disk, owned by this process; threads may share it.

    SQLite is the truth. A write embeds into Chroma first and commits second, and sweeps what it
    replaced third; a search works on a snapshot, so it neither waits for a write nor sees half
    of one.
    """

    def __init__(
        self, folder: Path, embedding_model: str = BUNDLED, read_only: bool = False,
        library: str = LIBRARY, lock: OwnerLock | None = None,
    ) -> None:
        self.folder = folder
        self.read_only = read_only
        if read_only and not (folder / library).is_file():
            raise StoreError(
                f"There is no store in '{folder}': run 'python -m ingest notices --store {folder}'."
            )
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = lock or OwnerLock(folder)
        self._writing = RLock()
        try:
            self._manifest = Manifest(folder / library)
            self.embeddings = SentenceEmbeddings(embedding_model)
            vectors = self._remember(embedding_model)
            self._dense = DenseLeg(folder / vectors, self.embeddings)
            self._searcher = Searcher(self._manifest, self._dense)
            if not read_only:
                self._recover()
            self._catalogue = self._manifest.catalogue()
        except BaseException:
            self._lock.release()
            raise

    @property
    def generation(self) -> int:
        """A number that grows with every write."""
        return self._catalogue.generation

    def records(self) -> list[Record]:
        """All records, active or not, in the order they were put."""
        return self._manifest.records()

    def put(
        self,
        record: Record,
        passages: Collection[Passage],
        replaces: str | None = None,
        progress: Progress | None = None,
    ) -> bool:
        """Add a notice, or replace the one of its id and the one named, in one commit.

        False if the store holds exactly this already and nothing was written.
        """
        rows = list(passages)
        _check(record, rows)
        digest = _digest(record, rows)
        with self._writing:
            self._writable()
            entries = self._catalogue.entries
            olds = [entries[id_] for id_ in {record.notice_id, replaces} if id_ in entries]
            same = len(olds) == 1 and olds[0].notice_id == record.notice_id
            if same and olds[0].digest == digest and olds[0].active == record.active:
                return False
            held = {s.id for old in olds for s in self._manifest.sentences(old.key)}
            found = sentences(rows)
            new = [s for s in found if s.id not in held]
            with self._manifest.transaction():
                self._manifest.set_pending([s.id for s in new], True)
            self._dense.add(new, rows, progress)
            segment = Segment.of(rows)
            with self._manifest.transaction():
                for old in olds:
                    self._manifest.delete(old.key)
                self._manifest.insert(record, digest, rows, found, segment)
                self._manifest.set_pending([s.id for s in new], False)
                self._manifest.set_pending(held - {s.id for s in found}, True)
                self._manifest.grow()
            self._refresh([old.key for old in olds])
            self._sweep()
        return True

    def remove(self, notice_id: str) -> bool:
        """Remove a notice from every leg; False if there is none of that id."""
        with self._writing:
            self._writable()
            entry = self._catalogue.entries.get(notice_id)
            if entry is None:
                return False
            with self._manifest.transaction():
                held = [s.id for s in self._manifest.sentences(entry.key)]
                self._manifest.delete(entry.key)
                self._manifest.set_pending(held, True)
                self._manifest.grow()
            self._refresh([entry.key])
            self._sweep()
        return True

    def set_active(self, notice_id: str, active: bool) -> None:
        """Let a notice be searched, or not; KeyError if there is none of that id."""
        with self._writing:
            self._writable()
            entry = self._catalogue.entries[notice_id]
            if entry.active == active:
                return
            with self._manifest.transaction():
                self._manifest.set_active(entry.key, active)
                self._manifest.grow()
            self._refresh([])

    def count(self) -> int:
        """How many passages are held."""
        return self._catalogue.passages

    def passages(self, notice_id: str) -> list[Passage]:
        """The passages of a notice in reading order; none for an unknown id."""
        entry = self._catalogue.entries.get(notice_id)
        return list(self._manifest.passages(entry.key).values()) if entry else []

    def search(
        self,
        query: str,
        k: int = 10,
        notices: Collection[str] | None = None,
        districts: Collection[str] | None = None,
    ) -> list[Hit]:
        """The ``k`` best passages of active notices, best first, within the filters given."""
        if not query.strip() or k <= 0:
            return []
        within = None if districts is None else frozenset(districts)
        for attempt in range(_ATTEMPTS):
            catalogue = self._catalogue
            entries = [
                entry for entry in catalogue.entries.values()
                if entry.active and entry.passages
                and (notices is None or entry.notice_id in notices)
                and (within is None or not within.isdisjoint(entry.districts))
            ]
            if not entries:
                return []
            try:
                return self._searcher.search(query, k, catalogue, entries, within)
            except Gone:
                if attempt == _ATTEMPTS - 1:
                    raise
        return []

    def as_retriever(self, **search: Any) -> PassageRetriever:
        """A LangChain retriever that searches with those arguments."""
        return PassageRetriever(store=self, arguments=search)

    def doctor(self, repair: bool = False) -> DoctorReport:
        """Hold every leg against the manifest, and mend what is off when asked to."""
        with self._writing:
            report = examine(self._manifest, self._dense, self._catalogue)
            if repair and not report.sound:
                self._writable()
                mend(self._manifest, self._dense, self._catalogue)
                self._refresh([entry.key for entry in self._catalogue.entries.values()])
                report = examine(self._manifest, self._dense, self._catalogue, repaired=True)
        return report

    def close(self) -> None:
        """Release the store; it cannot be used afterwards."""
        self._dense.close()
        self._manifest.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
