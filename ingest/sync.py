"""Files → store: a folder is mirrored, files from elsewhere stay."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from errors import IngestError, UnreadableFile
from ingest.chunks import passages_of
from ingest.library import PARSER, notice_of, record_of, superseded
from ingest.names import brief, stored
from ingest.notice import DateFact, Notice
from ingest.offers import Offer, exists, is_folder, offers, resolved, unpacked
from ingest.parse import notices_of
from ingest.readers import read_bytes
from ingest.report import Entry, Report
from vectorstore import PassageStore, Record

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, what is being done)."""
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
           MemoryError)
"""What a file nobody thought of may raise in a reader; it must not stop the other files."""


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
    offered = list(offers(paths))
    entries = _vanished(shelf, {stored(resolved(p)) for p in paths if is_folder(p)}, offered)
    for done, offer in enumerate(offered):
        if progress:
            progress(done, len(offered), offer.name)
        parts = unpacked(offer)
        entries += _gone_members(shelf, offer, parts)
        for part in parts:
            entries += _take(part, shelf, _within(progress, done, len(offered), part.name))
    if progress:
        progress(len(offered), len(offered), "")
    entries = _step_back(shelf, entries)
    return Report(tuple(entries), sum(r.active for r in store.records()), store.count(),
                  time.monotonic() - begun)


def _vanished(shelf: _Shelf, folders: set[str], offered: list[Offer]) -> list[Entry]:
    """Remove the notices whose files are gone from the folders.

    What lies in a folder that cannot be opened, or in an archive, is not known to be gone.
    """
    keys = {o.key for o in offered}
    closed = {o.key for o in offered if o.is_container}

    def is_gone(key: tuple[str, str]) -> bool:
        within = (origin == key[0] and (name == "." or key[1].startswith(f"{name}/"))
                  for origin, name in closed)
        return key[0] in folders and key not in keys and not any(within)
    return _removed(shelf, [r for r in shelf.records.values() if is_gone(_key(r))])


def _gone_members(shelf: _Shelf, offer: Offer, parts: list[Offer]) -> list[Entry]:
    """Remove the notices whose files are gone from an archive that could be opened."""
    if not any(p.member for p in parts):
        return []
    keys = {p.key for p in parts}
    origin, name = offer.key
    return _removed(shelf, [r for r in shelf.records.values() if _key(r) not in keys
                            and _key(r)[0] == origin and _key(r)[1].startswith(f"{name}/")])


def _removed(shelf: _Shelf, gone: list[Record]) -> list[Entry]:
    for record in gone:
        shelf.remove(record)
    return [Entry(r.source, "removed", notice=notice_of(r)) for r in gone]


def _take(offer: Offer, shelf: _Shelf, progress: Callable[[int, int], None] | None) -> list[Entry]:
    """Read one file and write what is new in it."""
    if offer.skip:
        return [Entry(offer.name, "skipped", offer.skip)]
    held = shelf.of_file(offer.key)
    try:
        data = offer.load()
        if held and _unchanged(data, held):
            notices = [notice_of(r) for r in held]
            return [Entry(offer.name, "unchanged", notice=n, passages=len(passages_of(n)))
                    for n in notices]
        notices = _read(data, offer)
    except IngestError as error:
        return [Entry(offer.name, "refused", str(error))]
    entries = []
    seen: set[str] = set()
    units = len({n.id for n in notices})
    for notice in notices:
        if notice.id in seen:
            entries.append(Entry(offer.name, "duplicate", "与本文件前面的一份内容相同", notice))
            continue
        seen.add(notice.id)
        entries.append(_put(_signed(notice, offer, units), held, shelf, progress))
        held = [r for r in held if r.notice_id in shelf.records]
    for record in held:
        if record.notice_id not in seen:
            shelf.remove(record)
    return entries


def _read(data: bytes, offer: Offer) -> list[Notice]:
    """The notices of a file; IngestError whatever goes wrong with it."""
    try:
        return notices_of(read_bytes(data, offer.name), offer.name)
    except _FAULTS as error:
        raise UnreadableFile(f"{brief(offer.name)} 的内容无法处理({type(error).__name__}),"
                             f"请复制成 txt 后再导入。") from error


def _put(notice: Notice, held: list[Record], shelf: _Shelf,
         progress: Callable[[int, int], None] | None) -> Entry:
    """Write one notice in place of its earlier text, unless the store has it from elsewhere."""
    twin = shelf.records.get(notice.id)
    if twin and _key(twin) != tuple(notice.extra["key"]) and exists(_file_of(twin)):
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
                            "path": stored(resolved(offer.path))}
    return replace(notice, extra=extra)


def _key(record: Record) -> tuple[str, str]:
    first, second = record.payload["extra"].get("key", ("", record.source))
    return first, second


def _file_of(record: Record) -> Path:
    return Path(record.payload["extra"].get("path", record.source))


def _unchanged(data: bytes, held: list[Record]) -> bool:
    """Whether the file's bytes and the way they are read are those of the records held."""
    digest = sha256(data).hexdigest()
    extras = [r.payload["extra"] for r in held]
    return len(held) == extras[0].get("units") and all(
        r.sha256 == digest and e.get("parser") == PARSER
        for r, e in zip(held, extras, strict=True))


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
