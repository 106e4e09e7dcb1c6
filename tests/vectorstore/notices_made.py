"""Small made-up notices for the store's tests."""

from vectorstore import Passage, Record


def passages(notice_id: str, texts: list[str], district: str = "青禾区") -> list[Passage]:
    """One passage a text, laid end to end with a line break between them."""
    found, at = [], 0
    for place, text in enumerate(texts):
        context = f"{district} › 第{place}个标题"
        id_ = f"{notice_id}-{place}-{text[:8]}"
        found.append(
            Passage(id_, notice_id, district, text, at, at + len(text), context, {"place": place})
        )
        at += len(text) + 1
    return found


def record(notice_id: str, texts: list[str], **changes: object) -> Record:
    """The record of those passages."""
    fields = {"source": f"{notice_id}.txt", "sha256": "0" * 64, "payload": {"n": len(texts)}}
    return Record(notice_id, text="\n".join(texts), **{**fields, **changes})
