"""The real notices, where they are, and a store that keeps records in memory."""

from collections.abc import Collection
from pathlib import Path

import pytest

from ingest import parse_file
from ingest.notice import Notice
from vectorstore import Passage, Record

REAL = Path(__file__).resolve().parents[3] / "shared" / "notices"


@pytest.fixture(scope="session")
def real() -> dict[str, Notice]:
    """The five real notices by district."""
    files = sorted(REAL.glob("*.txt"))
    if not files:
        pytest.skip("the real notices are not part of the repository")
    return {n.district.name: n for f in files for n in parse_file(f)}


class MemoryStore:
    """The part of a store that the sync uses, counting its writes."""

    def __init__(self) -> None:
        self.kept: dict[str, Record] = {}
        self.held: dict[str, list[Passage]] = {}
        self.writes = 0

    def records(self) -> list[Record]:
        return list(self.kept.values())

    def put(self, record: Record, passages: Collection[Passage], replaces: str | None = None,
            progress: object = None) -> bool:
        if replaces:
            self.kept.pop(replaces, None)
            self.held.pop(replaces, None)
        self.kept[record.notice_id] = record
        self.held[record.notice_id] = list(passages)
        self.writes += 1
        return True

    def remove(self, notice_id: str) -> bool:
        self.writes += 1
        self.held.pop(notice_id, None)
        return self.kept.pop(notice_id, None) is not None

    def set_active(self, notice_id: str, active: bool) -> None:
        self.writes += 1
        record = self.kept[notice_id]
        self.kept[notice_id] = Record(record.notice_id, record.source, record.sha256,
                                      record.payload, record.text, active)

    def count(self) -> int:
        return sum(map(len, self.held.values()))


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()
