"""The manifest: one SQLite file that says what the store holds. Every leg follows it.

A notice's record, passages, sentence ids and lexical segment are committed together. Ids of
vectors that Chroma may hold without a place in ``sentences`` stand in ``pending`` from before
they are written until after they are deleted, so a store that was cut off at any moment knows
what to sweep.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock

from errors import StoreDamaged

from .dense import Sentence
from .faults import told
from .interface import Record
from .lexical import Segment
from .passage import Passage

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notices (
    key INTEGER PRIMARY KEY AUTOINCREMENT, notice_id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
    sha256 TEXT NOT NULL, payload TEXT NOT NULL, text TEXT NOT NULL, active INTEGER NOT NULL,
    digest TEXT NOT NULL, segment BLOB NOT NULL, length REAL NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
    notice INTEGER NOT NULL REFERENCES notices ON DELETE CASCADE, place INTEGER NOT NULL,
    id TEXT NOT NULL, district TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    context TEXT NOT NULL, metadata TEXT NOT NULL, PRIMARY KEY (notice, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sentences (
    id TEXT PRIMARY KEY, notice INTEGER NOT NULL REFERENCES notices ON DELETE CASCADE,
    place INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sentences_of_notice ON sentences (notice, place, start);
CREATE TABLE IF NOT EXISTS terms (code INTEGER PRIMARY KEY, passages INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pending (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_MOST_VALUES = 900


@dataclass(frozen=True)
class Entry:
    """One notice in the catalogue: its key (never reused) and what a search plans with.

    ``length`` is the summed weighted length of its passages, in terms.
    """

    key: int
    notice_id: str
    active: bool
    digest: str
    districts: tuple[str, ...]
    passages: int
    sentences: int
    length: float


@dataclass(frozen=True)
class Catalogue:
    """All entries at one generation, by notice id in the order of putting."""

    generation: int
    entries: dict[str, Entry]

    @cached_property
    def passages(self) -> int:
        """How many passages are held."""
        return sum(entry.passages for entry in self.entries.values())

    @cached_property
    def mean_length(self) -> float:
        """Mean weighted length of a passage, in terms."""
        return sum(e.length for e in self.entries.values()) / max(self.passages, 1)


class Manifest:
    """The SQLite file of a store; threads may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        with told(path.parent):
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA foreign_keys = ON")
                self._db.executescript(_TABLES)
            except sqlite3.Error:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file, its journal folded in."""
        with self._lock, told(self.path.parent):
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is committed together, or not at all."""
        with self._held():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite has rolled back by itself on a full disk
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _held(self) -> Iterator[None]:
        """The file for one thread; its failures told in a sentence."""
        with self._lock, told(self.path.parent):
            yield

    def meta(self) -> dict[str, str]:
        """What the store remembers about itself."""
        with self._held():
            return dict(self._db.execute("SELECT name, value FROM meta"))

    def set_meta(self, **values: str | int) -> None:
        """Remember values by name."""
        with self._held():
            self._db.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [(name, str(value)) for name, value in values.items()],
            )

    def grow(self) -> None:
        """Count one more generation."""
        self.set_meta(generation=int(self.meta().get("generation", "0")) + 1)

    def catalogue(self) -> Catalogue:
        """What is held now."""
        with self._held():
            places = {
                key: (count, tuple(sorted(districts.split("\x1f"))))
                for key, count, districts in self._db.execute(
                    "SELECT notice, sum(n), group_concat(district, '\x1f') FROM (SELECT notice,"
                    " district, count(*) AS n FROM passages GROUP BY notice, district)"
                    " GROUP BY notice"
                )
            }
            vectors = dict(
                self._db.execute("SELECT notice, count(*) FROM sentences GROUP BY notice")
            )
            rows = self._db.execute(
                "SELECT key, notice_id, active, digest, length FROM notices ORDER BY key"
            ).fetchall()
            generation = int(self.meta().get("generation", "0"))
        entries = {}
        for key, notice_id, active, digest, length in rows:
            count, districts = places.get(key, (0, ()))
            entries[notice_id] = Entry(
                key, notice_id, bool(active), digest, districts, count, vectors.get(key, 0), length
            )
        return Catalogue(generation, entries)

    def records(self) -> list[Record]:
        """All records in the order of putting."""
        with self._held():
            rows = self._db.execute(
                "SELECT notice_id, source, sha256, payload, text, active FROM notices ORDER BY key"
            ).fetchall()
        return [
            Record(id_, source, sha256, json.loads(payload), text, bool(active))
            for id_, source, sha256, payload, text, active in rows
        ]

    def passages(self, key: int, places: Collection[int] | None = None) -> dict[int, Passage]:
        """Passages of a notice by place: all, or those asked for."""
        wanted = "" if places is None else f" AND place IN ({','.join(map(str, places))})"
        with self._held():
            rows = self._db.execute(
                "SELECT place, id, notice_id, district, substr(text, start + 1, end - start),"
                " start, end, context, metadata FROM passages JOIN notices ON key = notice"
                f" WHERE notice = ?{wanted} ORDER BY place",
                (key,),
            ).fetchall()
        return {place: Passage(*[*row, json.loads(metadata)]) for place, *row, metadata in rows}

    def districts(self, key: int) -> list[str]:
        """The district of each passage of a notice, in reading order."""
        with self._held():
            rows = self._db.execute(
                "SELECT district FROM passages WHERE notice = ? ORDER BY place", (key,)
            ).fetchall()
        return [district for (district,) in rows]

    def sentences(self, key: int) -> list[Sentence]:
        """The sentences of a notice in reading order."""
        with self._held():
            rows = self._db.execute(
                "SELECT id, place, start, end FROM sentences WHERE notice = ?"
                " ORDER BY place, start",
                (key,),
            ).fetchall()
        return [Sentence(*row) for row in rows]

    def sentence_ids(self) -> set[str]:
        """The ids of all sentences: what the dense leg has to hold."""
        with self._held():
            return {id_ for (id_,) in self._db.execute("SELECT id FROM sentences")}

    def places(self, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """(notice key, place of the passage) of sentences by id; unknown ids are left out."""
        found = {}
        with self._held():
            for first in range(0, len(ids), _MOST_VALUES):
                batch = ids[first : first + _MOST_VALUES]
                marks = ",".join("?" * len(batch))
                for id_, key, place in self._db.execute(
                    f"SELECT id, notice, place FROM sentences WHERE id IN ({marks})", batch
                ):
                    found[id_] = (key, place)
        return found

    def segment(self, key: int) -> Segment | None:
        """The lexical segment of a notice; None if the notice is gone, StoreDamaged if unreadable."""
        with self._held():
            row = self._db.execute(
                "SELECT segment, source FROM notices WHERE key = ?", (key,)
            ).fetchone()
        try:
            return Segment.from_bytes(row[0]) if row else None
        except ValueError as error:
            folder = self.path.parent
            raise StoreDamaged(
                f"通报 {row[1]} 的检索词读不出来({error}):请运行 "
                f"python -m vectorstore doctor --store {folder} --repair 修复。"
            ) from error

    def set_segment(self, key: int, segment: Segment) -> None:
        """Replace a notice's lexical segment."""
        with self._held():
            self._db.execute(
                "UPDATE notices SET segment = ?, length = ? WHERE key = ?",
                (segment.to_bytes(), float(segment.lengths.sum()), key),
            )

    def frequencies(self, codes: Sequence[int]) -> dict[int, int]:
        """In how many passages each term occurs; absent terms are left out."""
        found: dict[int, int] = {}
        with self._held():
            for first in range(0, len(codes), _MOST_VALUES):
                batch = codes[first : first + _MOST_VALUES]
                marks = ",".join("?" * len(batch))
                found.update(
                    self._db.execute(f"SELECT * FROM terms WHERE code IN ({marks})", batch)
                )
        return found

    def all_frequencies(self) -> dict[int, int]:
        """In how many passages every term occurs."""
        with self._held():
            return dict(self._db.execute("SELECT code, passages FROM terms"))

    def set_frequencies(self, frequencies: dict[int, int]) -> None:
        """Replace all document frequencies."""
        with self._held():
            self._db.execute("DELETE FROM terms")
            self._db.executemany("INSERT INTO terms VALUES (?, ?)", frequencies.items())

    def pending(self) -> set[str]:
        """Ids of vectors that may be held although no sentence vouches for them."""
        with self._held():
            return {id_ for (id_,) in self._db.execute("SELECT id FROM pending")}

    def set_pending(self, ids: Collection[str], pending: bool) -> None:
        """Add ids to the pending ones, or take them off."""
        statement = "INSERT OR IGNORE INTO pending" if pending else "DELETE FROM pending WHERE id ="
        value = " VALUES (?)" if pending else " ?"
        with self._held():
            self._db.executemany(statement + value, [(id_,) for id_ in ids])

    def insert(
        self,
        record: Record,
        digest: str,
        passages: Sequence[Passage],
        found: Sequence[Sentence],
        segment: Segment,
    ) -> None:
        """Write a notice that is not there yet; within a transaction."""
        payload = json.dumps(record.payload, ensure_ascii=False)
        cursor = self._db.execute(
            "INSERT INTO notices (notice_id, source, sha256, payload, text, active, digest,"
            " segment, length) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (record.notice_id, record.source, record.sha256, payload, record.text,
             record.active, digest, segment.to_bytes(), float(segment.lengths.sum())),
        )
        key = cursor.lastrowid
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (key, place, p.id, p.district, p.start, p.end, p.context,
                 json.dumps(p.metadata, ensure_ascii=False))
                for place, p in enumerate(passages)
            ],
        )
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            [(s.id, key, s.place, s.start, s.end) for s in found],
        )
        self._db.executemany(
            "INSERT INTO terms VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET passages = passages + excluded.passages",
            segment.document_frequencies(),
        )

    def delete(self, key: int) -> None:
        """Delete a notice and all that hangs on it; within a transaction."""
        segment = self.segment(key)
        if segment is not None:
            self._db.executemany(
                "UPDATE terms SET passages = passages - ?2 WHERE code = ?1",
                segment.document_frequencies(),
            )
            self._db.execute("DELETE FROM terms WHERE passages <= 0")
        self._db.execute("DELETE FROM notices WHERE key = ?", (key,))

    def set_active(self, key: int, active: bool) -> None:
        """Let a notice be searched, or not."""
        with self._held():
            self._db.execute("UPDATE notices SET active = ? WHERE key = ?", (active, key))

    def check(self) -> str:
        """What SQLite finds wrong with the file; "" if nothing."""
        with self._held():
            verdict = self._db.execute("PRAGMA quick_check(1)").fetchone()[0]
        return "" if verdict == "ok" else str(verdict)
