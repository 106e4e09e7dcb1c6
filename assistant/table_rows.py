"""Rows of tables pasted as text: where each ends, what its head calls the cells, how a row reads aloud."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.markers import PROBLEM_COLUMN

_GAP = re.compile(r"[ \u3000]*[\t|｜][ \u3000]*|[ \u3000]{2,}")
_NARROW = re.compile(r"[ \u3000]*[\t|｜][ \u3000]*|[ \u3000]{2,}|\u3000")
_SINGLE = re.compile(r"[ \u3000]+")
"""What stands between the cells of a row; where one wide blank is enough, or any, as between a name and its figures."""
_ANY = re.compile(r"[ \t\u3000|｜]")
_EDGE = " \t\u3000|｜"
FEWEST, SPACED = 2, 3
"""Cells from which a line is a row; from which one is whose cells have but a blank between them."""
HEAD, SHORT = 14, 24
"""Characters of a cell that heads a column; of the cells of a row that is read aloud."""
_FIGURE = re.compile(r"[\d,.]+%?$")
_LISTED = re.compile(rf"(?:[序编]号|代码|{PROBLEM_COLUMN})")


@dataclass(frozen=True)
class Row:
    """One row: its cells and what the head of the table calls them."""

    heads: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether all cells are short and the row is none of a numbered list of problems."""
        listed = any(_LISTED.fullmatch(head) for head in self.heads)
        return not listed and all(len(cell) <= SHORT for cell in self.cells)

    def aloud(self) -> str:
        """The row as a sentence (金坪镇:移交59,办结55)."""
        named = (_read(head, cell) for head, cell in zip(self.heads[1:], self.cells[1:], strict=True) if cell)
        return f"{self.cells[0]}:{','.join(named)}"


def _read(head: str, cell: str) -> str:
    """A cell read with its head (积案数(件), 24 → 积案数24件)."""
    if not _FIGURE.match(cell):
        return f"{head}:{cell}"
    return f"{bare(head)}{cell}{counted_in(head)}" if counted_in(head) else head + cell


def counted_in(head: str) -> str:
    """What the column below a head counts in (积案数(件) → 件); "" where it does not tell."""
    counted = _COUNTED_IN.search(head)
    return counted[1] if counted else ""


def bare(head: str) -> str:
    """A head without what stands in brackets behind it."""
    return re.sub(r"[(（].*", "", head)


_COUNTED_IN = re.compile(r"[(（](?:单位[:：])?([\u4e00-\u9fff]{1,3}|%)[)）]$")
"""The end of a head that tells what its column counts in."""


def cells_of(line: str, gap: re.Pattern[str] = _GAP) -> list[str]:
    """The cells of a line, the bars at its edges aside; one cell if it is no row."""
    return [cell.strip() for cell in gap.split(line.strip(_EDGE))]


def is_row_end(text: str, end: int) -> bool:
    """Whether the line end at an offset stands between two rows of as many cells."""
    above = text[text.rfind("\n", 0, end) + 1 : end]
    stop = text.find("\n", end + 1)
    below = text[end + 1 : len(text) if stop < 0 else stop]
    count = len(cells_of(above))
    if count >= FEWEST and count == len(cells_of(below)):
        return True
    counted = cells_of(below, _SINGLE)
    return _all_counted(counted) and len(counted) == len(cells_of(above, _SINGLE))


def is_head_next(text: str, end: int) -> bool:
    """Whether the line below the line end at an offset is the first row of a table."""
    stop = text.find("\n", end + 1)
    return stop > 0 and not is_row_end(text, end) and is_row_end(text, stop)


def _all_counted(cells: list[str]) -> bool:
    """Whether cells are a name and figures, at least two."""
    return len(cells) >= SPACED and all(_FIGURE.match(cell) for cell in cells[1:])


def row_at(text: str, start: int, end: int) -> Row | None:
    """The row that is all of ``text[start:end]``, with its head; None if that is no row below one."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", max(start, end - 1))
    line = text[begin : len(text) if stop < 0 else stop]
    if line.strip(_EDGE + "。;；") != text[start:end].strip(_EDGE + "。;；\n"):
        return None
    if set(line) <= _RULED:
        return None
    for gap in (_GAP, _NARROW, _SINGLE):
        cells = cells_of(line.rstrip("。;；"), gap)
        if len(cells) < FEWEST or gap is _SINGLE and not _all_counted(cells):
            continue  # prose, above which no head is looked for
        heads = _heads_of(text, gap).get(begin, ())
        plain = not any("\u3000" in cell for cell in (*heads, *cells))
        if plain and len(heads) == len(cells) and not any(
                re.search(r"\d", head) or len(head) > HEAD for head in heads):
            return Row(heads, tuple(cells))
    return None


@lru_cache(maxsize=6)
def _heads_of(text: str, gap: re.Pattern[str]) -> dict[int, tuple[str, ...]]:
    """By the offset of each line below the first of a table: the cells of that first line, which has as many."""
    heads: dict[int, tuple[str, ...]] = {}
    first: tuple[str, ...] = ()
    begin = 0
    for line in text.split("\n"):
        if not line or not set(line) <= _RULED:
            own = cells_of(line, gap)
            if len(own) != len(first):
                first = tuple(own)
            elif len(first) >= FEWEST:
                heads[begin] = first
        begin += len(line) + 1
    return heads


_RULED = set("|-: ")
"""What a line that only parts the head of a table from its rows is made of."""


@dataclass(frozen=True)
class Table:
    """A table pasted as text: the line above it, what its columns are called, its rows with their offsets."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, int, Row], ...]


def tables_of(text: str) -> Iterator[Table]:
    """The tables of a text whose rows below the head are read aloud, totals aside."""
    rows: list[tuple[int, int, Row]] = []
    begin, title, above = 0, "", ["", ""]  # the last lines: that of the head and the one before it
    for line in [*text.split("\n"), ""]:
        end = begin + len(line)
        row = row_at(text, begin, end) if _ANY.search(line.strip(_EDGE)) else None
        if row and rows and row.heads != rows[-1][2].heads or not row and rows and line.strip(_EDGE + "-:"):
            yield Table(title, rows[0][2].heads, tuple(r for r in rows if not _TOTAL.match(r[2].cells[0])))
            rows = []
        if row:
            title = title if rows else above[0]
            rows.append((begin, end, row))
        elif line.strip() and not _IN_UNITS.match(line.strip()):
            above = [above[1], line.strip()]
        begin = end + 1
    if rows:
        yield Table(title, rows[0][2].heads, tuple(r for r in rows if not _TOTAL.match(r[2].cells[0])))


_IN_UNITS = re.compile(r"[(（]?单位[:：][^\n]*$")
"""The line above a table that tells what it counts in."""
_TOTAL = re.compile(r"[合总小]\s*计")
