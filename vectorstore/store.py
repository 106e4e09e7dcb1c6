"""The local store: a manifest in SQLite, sentence vectors in Chroma, in one folder."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, replace
from threading import RLock
from types import TracebackType
from typing import Any, Self

from errors import StoreDamaged, StoreError

from .dense import DenseLeg, sentences
from .doctor import examine, mend
from .embeddings import SentenceEmbeddings, Vectors
from .faults import told
from .files import StoreFiles, remembered
from .interface import DoctorReport, Progress, Record
from .lexical import Segment
from .manifest import Manifest
from .passage import Hit, Passage
from .retriever import PassageRetriever
from .search import Gone, Searcher
from .text import normalised

_ATTEMPTS = 5


class LocalStore:
    """A store on this machine's disk, owned by this process; threads may share it.

    SQLite is the truth. A write embeds into Chroma first and commits second, and sweeps what it
    replaced third; a search works on a snapshot, so it neither waits for a write nor sees half
    of one.
    """

    def __init__(
        self,
        files: StoreFiles,
        embedding_model: str,
        read_only: bool = False,
        repair: bool = False,
    ) -> None:
        self._files = files
        self._read_only = read_only
        self._writing = RLock()
        self._closed = False
        with ExitStack() as undo:
            undo.callback(files.release)
            self._manifest = Manifest(files.library)
            undo.callback(self._manifest.close)
            meta = remembered(self._manifest, embedding_model)
            self.embeddings = SentenceEmbeddings(embedding_model, meta.dimension)
            self._dense = self._open_dense(meta.vectors, repair)
            undo.callback(self._dense.close)
            self._searcher = Searcher(self._manifest, self._dense)
            self._catalogue = self._manifest.catalogue()
            if not read_only:
                files.sweep(self._dense.folder.name)
                self._recover()
            undo.pop_all()

    @property
    def generation(self) -> int:
        """A number that grows with every write."""
        return self._catalogue.generation

    @property
    def embedding_model(self) -> str:
        """The name of the model that makes the vectors."""
        return self.embeddings.model

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
        with self._change():
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
        with self._change():
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
        with self._change():
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

    def encode(self, query: str) -> Vectors:
        """The unit vector (dimension) of a question."""
        return self.embeddings.query_vector(normalised(query))

    def sentence_vectors(self, notice_id: str) -> tuple[list[tuple[int, int]], Vectors]:
        """The spans of a notice's sentences and their unit vectors (S × dimension).

        Spans are offsets in the notice's text, in reading order; none for an unknown id.
        """
        entry = self._catalogue.entries.get(notice_id)
        found = self._manifest.sentences(entry.key) if entry else []
        return [(s.start, s.end) for s in found], self._dense.vectors([s.id for s in found])

    def search(
        self,
        query: str,
        k: int = 10,
        notices: Collection[str] | None = None,
        districts: Collection[str] | None = None,
    ) -> list[Hit]:
        """The ``k`` best passages of active notices, best first, within the filters given.

        Raises StoreError if notices are replaced faster than they can be searched.
        """
        if not query.strip() or k <= 0:
            return []
        within = None if districts is None else frozenset(districts)
        for attempt in range(_ATTEMPTS):
            # Between a write's commit and its refresh only the manifest knows what is there.
            catalogue = self._manifest.catalogue() if attempt else self._catalogue
            entries = [
                entry for entry in catalogue.entries.values()
                if entry.active and entry.passages
                and (notices is None or entry.notice_id in notices)
                and (within is None or not within.isdisjoint(entry.districts))
            ]
            if not entries:
                return []
            with suppress(Gone):
                return self._searcher.search(query, k, catalogue, entries, within)
        raise StoreError(
            f"检索库 {self._files.folder} 里的通报一直在更替,没能检索完:请等收录完再问,仍不行请运行 "
            f"python -m vectorstore doctor --store {self._files.folder} --repair 修复。"
        )

    def as_retriever(self, **search: Any) -> PassageRetriever:
        """A LangChain retriever that searches with those arguments."""
        return PassageRetriever(store=self, arguments=search)

    def doctor(self, repair: bool = False) -> DoctorReport:
        """Hold every leg against the manifest, and mend what is off when asked to."""
        with self._writing:
            report = examine(self._manifest, self._dense, self._catalogue)
        if repair and not report.sound:
            with self._change():
                mend(self._manifest, self._dense, self._catalogue)
                self._refresh([entry.key for entry in self._catalogue.entries.values()])
                report = examine(self._manifest, self._dense, self._catalogue)
                report = replace(report, repaired=True)
        return report

    def close(self) -> None:
        """Release the store; it cannot be used afterwards."""
        if self._closed:
            return
        self._closed = True
        self._dense.close()
        self._manifest.close()
        self._files.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open_dense(self, vectors: str, repair: bool) -> DenseLeg:
        """The dense leg; a damaged one is replaced by an empty one when asked to repair."""
        try:
            dense = DenseLeg(self._files.folder / vectors, self.embeddings)
            if not repair or not dense.check():
                return dense
            dense.close()
        except StoreDamaged:
            if not repair:
                raise
        fresh = self._files.fresh_vectors()
        dense = DenseLeg(self._files.folder / fresh, self.embeddings)
        self._manifest.set_meta(vectors=fresh)
        return dense

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One write at a time; after a failed one, searches see what was committed."""
        with self._writing, told(self._files.folder):
            self._writable()
            try:
                yield
            except BaseException:
                with suppress(StoreError):
                    self._refresh([])
                raise

    def _writable(self) -> None:
        if self._read_only:
            raise StoreError(
                f"检索库 {self._files.folder} 是以只读方式打开的,不能改动:请不带 read_only 打开后再改。"
            )

    def _refresh(self, gone: Sequence[int]) -> None:
        """Let searches see what was committed."""
        self._catalogue = self._manifest.catalogue()
        self._searcher.forget(gone)

    def _sweep(self) -> None:
        """Delete the vectors that no sentence vouches for."""
        pending = self._manifest.pending()
        if pending:
            vouched = self._manifest.places(list(pending))
            self._dense.delete([id_ for id_ in pending if id_ not in vouched])
            self._manifest.set_pending(pending, False)

    def _recover(self) -> None:
        """Finish what an earlier process was cut off at, and fetch back vectors that were lost."""
        self._sweep()
        if self._dense.count() != sum(e.sentences for e in self._catalogue.entries.values()):
            mend(self._manifest, self._dense, self._catalogue)


def _check(record: Record, passages: Sequence[Passage]) -> None:
    """Refuse passages that are not their record's."""
    wrong = [
        p.id for p in passages
        if p.notice_id != record.notice_id or p.text != record.text[p.start : p.end]
    ]
    if wrong or len({p.id for p in passages}) != len(passages):
        raise StoreError(
            f"通报 {record.notice_id} 的段落({wrong[0] if wrong else '编号重复'})与原文对不上:"
            "请重新切分这份通报。"
        )


def _digest(record: Record, passages: Sequence[Passage]) -> str:
    """Equal for equal content, whether active or not."""
    content = [{**asdict(record), "active": True}, [asdict(passage) for passage in passages]]
    data = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()
