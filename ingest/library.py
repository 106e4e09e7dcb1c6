"""Notices and the store's records: one into the other, and which notices step back."""

from ingest.notice import Notice
from vectorstore import Record

PARSER = 25
"""Grows when the same file would be read differently; held notices are then read anew."""


def record_of(notice: Notice, active: bool = True) -> Record:
    """The store's record of a notice; its text is kept once, beside the payload."""
    payload = notice.to_dict()
    payload["text"] = ""
    return Record(notice.id, notice.source, notice.sha256, payload, notice.text, active)


def notice_of(record: Record) -> Notice:
    """The notice that :func:`record_of` made a record of."""
    return Notice.from_dict({**record.payload, "text": record.text})


def superseded(records: list[Record]) -> dict[str, str]:
    """Digests whose original is held: notice id of the digest → of the original."""
    notices = [notice_of(r) for r in records]
    originals = [n for n in notices if n.edition == "original"]
    found = {}
    for digest in notices:
        if digest.edition == "digest":
            match = next((o for o in originals if _same_inspection(digest, o)), None)
            if match:
                found[digest.id] = match.id
    return found


def _same_inspection(digest: Notice, original: Notice) -> bool:
    """Same unit and same inspection, by its dates or, without them, by the title printed."""
    if digest.district.name != original.district.name or not digest.district.name:
        return False
    if digest.inspected and original.inspected:
        return digest.inspected.value[:7] == original.inspected.value[:7]
    return digest.digest_of == original.title
