"""Files → store: a folder is mirrored, files from elsewhere stay."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from errors import IngestError, UnreadableFile, UnsafeFile
from ingest.chunks import passages_of
from ingest.library import PARSER, notice_of, record_of, superseded
from ingest.notice import DateFact, Notice
from ingest.parse import parse_file
from ingest.report import Entry, Report
from vectorstore import PassageStore, Record

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, what is being done)."""


@dataclass(frozen=True)
class Offer:
    """A file offered: where it is, the folder it mirrors ("" for a single file), its shown name."""

    path: Path
    origin: str
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells files apart between runs."""
        return (self.origin, self.name) if self.origin else ("", str(self.path.resolve()))


class _Shelf:
    """The store and its records, read once and kept in step with what is written."""

    def __init__(self, store: PassageStore) -> None:
        self.store = store
        self.records = {r.notice_id: r for r in store.records()}

    def of_file(self, key: tuple[str, str]) -> list[Record]:
        """The records of one file."""
        return [r for r in self.records.values() if _key(r) == key]

    def put(self, notice: Notice, old: Record | None,
            progress: Callable[[int, int], None] | None) -> int:
        """Write a notice in place of an old record; returns how many passages it has."""
        record = record_of(notice)
        passages = passages_of(notice)
        self.store.put(record, passages, replaces=old.notice_id if old else None,
                       progress=progress)
        if old:
            self.records.pop(old.notice_id, None)
        self.records[record.notice_id] = record
        return len(passages)

    def remove(self, record: Record) -> None:
        """Take a record out."""
        self.store.remove(record.notice_id)
        self.records.pop(record.notice_id, None)


def sync(paths: Iterable[Path], store: PassageStore, progress: Progress | None = None) -> Report:
    """Take files and folders into the store; what is gone from a folder is removed.

    A file that cannot be read is reported and leaves what the store holds of it as it was.
    """
    begun = time.monotonic()
    paths = [Path(p) for p in paths]
    shelf = _Shelf(store)
    offers = list(_offers(paths))
    entries = _vanished(shelf, {str(p.resolve()) for p in paths if p.is_dir()},
                        {o.key for o in offers})
    for done, offer in enumerate(offers):
        if progress:
            progress(done, len(offers), offer.name)
        entries += _take(offer, shelf, _within(progress, done, len(offers), offer.name))
    if progress:
        progress(len(offers), len(offers), "")
    entries = _step_back(shelf, entries)
    return Report(tuple(entries), sum(r.active for r in store.records()), store.count(),
                  time.monotonic() - begun)


def _offers(paths: Iterable[Path]) -> Iterator[Offer]:
    """Every file under the paths, hidden files and read-me files aside."""
    for path in paths:
        if not path.is_dir():
            yield Offer(path, "", path.name)
            continue
        for file in sorted(path.rglob("*")):
            name = file.relative_to(path)
            hidden = any(part.startswith((".", "~$")) for part in name.parts)
            if not hidden and (file.is_file() or file.is_symlink()) and file.stem != "README":
                yield Offer(file, str(path.resolve()), name.as_posix())


def _vanished(shelf: _Shelf, folders: set[str], offered: set[tuple[str, str]]) -> list[Entry]:
    """Remove the notices whose files are gone from the folders."""
    gone = [r for r in shelf.records.values() if _key(r)[0] in folders and _key(r) not in offered]
    for record in gone:
        shelf.remove(record)
    return [Entry(r.source, "removed", notice=notice_of(r)) for r in gone]


def _take(offer: Offer, shelf: _Shelf, progress: Callable[[int, int], None] | None) -> list[Entry]:
    """Read one file and write what is new in it."""
    held = shelf.of_file(offer.key)
    try:
        _check_link(offer)
        if held and _unchanged(offer, held):
            notices = [notice_of(r) for r in held]
            return [Entry(offer.name, "unchanged", notice=n, passages=len(passages_of(n)))
                    for n in notices]
        notices = parse_file(offer.path, offer.name)
    except IngestError as error:
        return [Entry(offer.name, "refused", str(error))]
    entries = []
    for notice in notices:
        entries.append(_put(_signed(notice, offer, len(notices)), held, shelf, progress))
        held = [r for r in held if r.notice_id in shelf.records]
    for record in held:
        if record.notice_id not in {n.id for n in notices}:
            shelf.remove(record)
    return entries


def _put(notice: Notice, held: list[Record], shelf: _Shelf,
         progress: Callable[[int, int], None] | None) -> Entry:
    """Write one notice in place of its earlier text, unless the store has it from elsewhere."""
    twin = shelf.records.get(notice.id)
    if twin and _key(twin) != tuple(notice.extra["key"]) and _file_of(twin).exists():
        return Entry(notice.source, "duplicate", f"与 {twin.source} 内容相同", notice)
    old = twin or _earlier(notice, held, shelf)
    passages = shelf.put(notice, old, progress)
    if twin:
        return Entry(notice.source, "unchanged", notice=notice, passages=passages)
    return Entry(notice.source, "updated" if old else "ingested", notice=notice, passages=passages)


def _earlier(notice: Notice, held: list[Record], shelf: _Shelf) -> Record | None:
    """The record that a changed notice takes the place of: of its file, or of a file sent again."""
    for record in held:
        if len(held) == 1 or notice_of(record).district == notice.district:
            return record
    if notice.extra["key"][0]:
        return None
    again = (r for r in shelf.records.values() if r.source == notice.source and not _key(r)[0])
    return next((r for r in again if _identity(notice_of(r)) == _identity(notice)), None)


def _identity(notice: Notice) -> tuple[str, ...]:
    """What two states of one edition have in common."""
    return (notice.district.name, notice.title, notice.edition, _value(notice.inspected),
            _value(notice.published))


def _value(fact: DateFact | None) -> str:
    return fact.value if fact else ""


def _signed(notice: Notice, offer: Offer, units: int) -> Notice:
    """The notice with what the next run needs to know of its file."""
    extra = notice.extra | {"key": list(offer.key), "parser": PARSER, "units": units,
                            "path": str(offer.path.resolve())}
    return replace(notice, extra=extra)


def _key(record: Record) -> tuple[str, str]:
    first, second = record.payload["extra"].get("key", ("", record.source))
    return first, second


def _file_of(record: Record) -> Path:
    return Path(record.payload["extra"].get("path", record.source))


def _unchanged(offer: Offer, held: list[Record]) -> bool:
    """Whether the file's bytes and the way they are read are those of the records held."""
    try:
        digest = sha256(offer.path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableFile(f"{offer.name} 打不开({error.strerror}),请检查路径和权限。") from error
    extras = [r.payload["extra"] for r in held]
    return len(held) == extras[0].get("units") and all(
        r.sha256 == digest and e.get("parser") == PARSER
        for r, e in zip(held, extras, strict=True))


def _check_link(offer: Offer) -> None:
    """Refuse what is not there and links that lead out of the folder."""
    if not offer.path.exists():
        raise UnreadableFile(f"{offer.name} 不存在,请检查路径。")
    if offer.origin and not offer.path.resolve().is_relative_to(offer.origin):
        raise UnsafeFile(f"{offer.name} 是指向文件夹之外的链接,已拒绝,请把文件本身放进来。")
    if not offer.path.is_file():
        raise UnreadableFile(f"{offer.name} 不是普通文件,请换成 txt、md、html、docx 或 pdf。")


def _step_back(shelf: _Shelf, entries: list[Entry]) -> list[Entry]:
    """Digests step back where their original is held, and come back where it is gone."""
    behind = superseded(list(shelf.records.values()))
    for record in shelf.records.values():
        active = record.notice_id not in behind
        if record.active != active:
            shelf.store.set_active(record.notice_id, active)
    ahead = {original: shelf.records[digest].source for digest, original in behind.items()}
    return [_told(entry, behind, ahead, shelf) for entry in entries]


def _told(entry: Entry, behind: dict[str, str], ahead: dict[str, str], shelf: _Shelf) -> Entry:
    """The entry with what it has to do with a digest or an original."""
    if entry.notice is None or entry.outcome not in ("ingested", "updated", "unchanged"):
        return entry
    if original := behind.get(entry.notice.id):
        return replace(entry, outcome="superseded",
                       reason=f"原文见 {shelf.records[original].source}")
    if digest := ahead.get(entry.notice.id):
        return replace(entry, reason=f"摘编 {digest} 退居其后")
    return entry


def _within(progress: Progress | None, done: int, total: int,
            name: str) -> Callable[[int, int], None] | None:
    """The store's progress over sentences, told as the file's."""
    if progress is None:
        return None
    return lambda at, of: progress(done, total, f"{name} 向量 {at}/{of}")
