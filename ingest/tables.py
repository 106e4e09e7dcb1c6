"""Where a table pasted as text ends and prose goes on: what stands behind is no part of its last row."""

import re
from dataclasses import replace

from ingest.frame import Block
from ingest.markers import marker_at

ROWS = 4
"""Numbered lines with cells from which they are a table of problems."""
_LINE = re.compile(r"^[^\S\n]*(?=\S)[^\n]*", re.MULTILINE)
_CELL = re.compile("[\t|｜]")
CELLS = 2
"""Marks between cells from which a line is a row."""
_BEHIND = re.compile(r"\n[^\S\n]*(?=\n)|\n(?=[^\S\n]*(?:填表|表后|表中|列表)?(?:备?注|说明)\d?[:：])")
_PROSE = re.compile(r"[^\t|｜\n]{20,}")


def parted(text: str, blocks: list[Block]) -> tuple[list[Block], frozenset[int]]:
    """The blocks, cut where prose follows a table, and where the pieces behind tables begin."""
    found: list[Block] = []
    behind: set[int] = set()
    for block in blocks:
        end = _end(text, block) if block.role == "body" else None
        if end is None:
            found.append(block)
            continue
        found += [replace(block, end=end), replace(block, start=end)]
        behind.add(end)
    return found, frozenset(behind)


def _end(text: str, block: Block) -> int | None:
    """Where the last table of a block ends, if prose follows it; else None."""
    rows = [line for line in _LINE.finditer(text, block.start, block.end) if len(_CELL.findall(line.group())) >= CELLS]
    if sum(marker_at(text, _opens(row), ("行",)) is not None for row in rows) < ROWS:
        return None
    stop = _BEHIND.search(text, rows[-1].end(), block.end)
    if not stop or not _PROSE.search(text, stop.end(), block.end):
        return None
    return stop.end()


def _opens(row: re.Match[str]) -> int:
    """Where the words of a line begin."""
    return row.end() - len(row.group().lstrip())
