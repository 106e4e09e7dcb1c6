"""File → notices: what a reader brings back, outlined and described."""

import hashlib
from dataclasses import replace
from pathlib import Path

from errors import UnreadableFile
from ingest.metadata import facts
from ingest.names import brief
from ingest.notice import DateFact, District, Notice
from ingest.outline import outline
from ingest.readers import Document, read
from ingest.readers.plain import tidy
from ingest.script import simplified
from ingest.spacing import Place, closed_up, placed_facts, placed_outline
from ingest.units import divided

_FULL_STOPS = str.maketrans("｡､", "。、")
"""The half-width stops of some scanners, read as the full ones."""
_MENU = 10
"""Words' characters that a page holds beside its furniture without being a notice."""


def parse_file(path: Path, source: str = "") -> list[Notice]:
    """The notices of a file, mostly one; ``source`` is the name shown for it.

    Raises :class:`errors.IngestError` for a file that cannot be taken in.
    """
    return notices_of(read(path), source or str(path))


def parse_text(text: str, source: str = "") -> list[Notice]:
    """The notices of a text."""
    text = tidy(text)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return notices_of(Document(text, "txt", sha256), source)


def notices_of(document: Document, source: str) -> list[Notice]:
    """The notices of a document: one for each unit that a page holds.

    Raises UnreadableFile for one that holds nothing but a page's furniture.
    """
    closed, at = closed_up(document.text)
    plain = simplified(closed).translate(_FULL_STOPS)
    spans = divided(plain)
    notices = [_notice(document, source, plain[start:end], start, at, len(spans))
               for start, end in spans]
    if not any(_says_something(n) for n in notices):
        raise UnreadableFile(f"{brief(source)} 里只有标题、导航、打印按钮之类的页面杂项,没有正文,"
                             f"请重新复制通报全文。")
    return _dated_by_page(_placed_by_page(notices))


def _says_something(notice: Notice) -> bool:
    """Whether there are words beside the title and, on a page with furniture, a menu's few."""
    said = sum(c.isalnum() for i in notice.items if i.kind != "title"
               for c in notice.text[i.start:i.own_end])
    return said > (_MENU if notice.furniture else 0)


def _dated_by_page(notices: list[Notice]) -> list[Notice]:
    """The date above the first of several notices on one page is the date of all."""
    first = notices[0].published
    if len(notices) < 2 or not first or first.start > notices[0].items[0].end + 200:
        return notices
    dated = DateFact(first.value, first.until)
    return [notices[0], *(replace(n, published=dated) for n in notices[1:])]


def _placed_by_page(notices: list[Notice]) -> list[Notice]:
    """Units of one city on one page are in one province."""
    known = {n.district.city: n.district.province for n in notices if n.district.province}
    return [n if n.district.province or not n.district.city else replace(
        n, district=replace(n.district, province=known.get(n.district.city, "")))
        for n in notices]


def _notice(document: Document, source: str, plain: str, start: int, at: Place,
            count: int) -> Notice:
    """The notice of a stretch of a document; ``plain`` is that stretch as it is parsed."""
    begin, end = at(start), at(start + len(plain))
    text = document.text[begin:end]

    def here(offset: int) -> int:
        return at(start + offset) - begin
    shape = outline(plain)
    known = placed_facts(facts(plain, shape.items, shape.furniture), here)
    shape = placed_outline(shape, here)
    front = document.front
    district = known.district
    if name := front.get("district"):
        same = district.name == name
        district = District(name, front.get("city") or district.city * same,
                            front.get("province") or district.province * same,
                            district.aliases if same else ())
    digest = bool(front.get("edition"))
    warnings = [*document.warnings, *shape.warnings]
    if not district.name:
        warnings.append("没有认出单位名称")
    identity = hashlib.sha256(f"{'digest' if digest else 'original'}\0{text.strip()}".encode())
    extra = {"title_printed": known.title_printed, "note": front.get("note", "")}
    return Notice(
        id=identity.hexdigest()[:16], title=known.title, district=district, text=text,
        items=shape.items, publisher=known.publisher, group=known.group,
        group_span=known.group_span, inspected=known.inspected, feedback=known.feedback,
        published=known.published, edition="digest" if digest else "original",
        digest_of=front.get("digest_of", ""), source=source, format=document.format,
        sha256=document.sha256, furniture=shape.furniture,
        pages=tuple(p - begin for p in document.pages if begin <= p < end),
        warnings=tuple(warnings), levels=shape.levels,
        extra={k: v for k, v in extra.items() if v != ""} | ({"units": count} if count > 1 else {}))
