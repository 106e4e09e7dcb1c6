"""Citations: from a span of a notice to the numbered reference that a reader can open."""

import re
from dataclasses import replace

from assistant.answer import Block, Citation, Statement, mapped
from assistant.library import Library
from assistant.table_rows import row_at
from ingest.notice import Item, Notice


def in_order(blocks: tuple[Block, ...],
             citations: tuple[Citation, ...]) -> tuple[tuple[Block, ...], tuple[Citation, ...]]:
    """Blocks and citations renumbered by first use; citations that nothing uses are dropped."""
    numbers: dict[int, int] = {}

    def renumbered(statement: Statement) -> Statement:
        cited = tuple(numbers.setdefault(n, len(numbers) + 1) for n in statement.citations)
        return replace(statement, citations=cited)

    fresh = tuple(mapped(block, renumbered) for block in blocks)
    kept = {c.number: c for c in citations}
    return fresh, tuple(replace(kept[old], number=new) for old, new in numbers.items())


KIND_LABELS = {
    "title": "标题", "opening": "引言", "contact": "联系方式", "signature": "落款", "other": "正文",
}


class CitationBook:
    """Numbers the citations of one answer from 1, the same span once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []

    def cite(self, notice: Notice, start: int, end: int) -> int:
        """The number of the citation of ``notice.text[start:end]``."""
        start, end = trimmed(notice.text, start, end)
        key = (notice.id, start, end)
        if key not in self._numbers:
            number = len(self._citations) + 1
            self._numbers[key] = number
            self._citations.append(make_citation(notice, start, end, number))
        return self._numbers[key]

    def quote(self, notice: Notice, start: int, end: int, text: str = "") -> Statement:
        """A statement that says what the span says, cited to it; a row of figures is read with its head."""
        row = None if text else row_at(notice.text, start, end)
        said = row.aloud() if row and row.is_plain else text or notice.text[start:end]
        return Statement(tidy(said), (self.cite(notice, start, end),))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations made so far, by number."""
        return tuple(self._citations)


def make_citation(notice: Notice, start: int, end: int, number: int) -> Citation:
    """The citation of ``notice.text[start:end]``; the passage is the whole item it stands in.

    Behind the passage of a table's row of figures stands, in brackets, what each of them is.
    """
    start, end = trimmed(notice.text, start, end)
    item = notice.item_at(start)
    begin, stop = (item.start, max(item.own_end, end)) if item else (start, end)
    row = row_at(notice.text, start, end)
    beside = f"\n〔按表头读:{row.aloud()}〕" if row and row.is_plain else ""
    return Citation(
        number=number,
        notice_id=notice.id,
        district=notice.district.name,
        notice=notice.title or notice.digest_of,
        item=item_label(item) if item else "",
        item_id=item.id if item else "",
        address=item.address if item else "",
        path=tuple(i.heading for i in notice.path(item) if i.heading) if item else (),
        quote=notice.text[start:end],
        passage=notice.text[begin:stop].strip() + beside,
        start=start,
        end=end,
        source=notice.source,
        edition=notice.edition,
        published=notice.published.value if notice.published else "",
        page=_page(notice, start),
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends; as it is where it holds nothing else."""
    held = text[start:end]
    if not held.strip():
        return start, end
    return start + len(held) - len(held.lstrip()), start + len(held.rstrip())


def item_label(item: Item) -> str:
    """The item's own number as printed, or what kind of part it is."""
    return item.marker.strip() or KIND_LABELS.get(item.kind, item.address)


def tidy(text: str) -> str:
    """A quotation fit to stand as a sentence: trimmed, no dangling comma or colon."""
    return " ".join(_WRAP.sub("", text).split()).strip(" |｜").rstrip(",，、:：;；")


_WRAP = re.compile(r"(?<=[^\x00-\x40A-Za-z])\s*\n\s*|(?<=\d)\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")
"""A line end within a sentence, where a scan or a PDF broke it: Chinese knows no blank there."""


def _page(notice: Notice, offset: int) -> int | None:
    if not notice.pages:
        return None
    return sum(start <= offset for start in notice.pages)
