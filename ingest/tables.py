"""Where a table pasted as text ends and prose goes on: what stands behind is no part of its last row."""

import re
from dataclasses import replace

from ingest.frame import Block
from ingest.markers import PROBLEM_COLUMN, marker_at

ROWS, HEADED = 4, 2
"""Numbered lines with cells from which they are a table of problems; below the head of a column of problems."""
_COLUMN = re.compile(rf"[\t|｜][^\S\n]*{PROBLEM_COLUMN}[^\S\n]*[\t|｜]")
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
    numbered = [row for row in rows if marker_at(text, _opens(row), ("行",))]
    if len(numbered) < ROWS and not _lists_problems(text, rows, numbered):
        return None
    stop = _BEHIND.search(text, rows[-1].end(), block.end)
    if not stop or not _PROSE.search(text, stop.end(), block.end):
        return None
    return stop.end()


def _lists_problems(text: str, rows: list[re.Match[str]], numbered: list[re.Match[str]]) -> bool:
    """Whether the last table has a column of problems and numbered rows below its head."""
    last = next((i for i in range(len(rows) - 1, 0, -1) if text[rows[i - 1].end():rows[i].start()].strip("\n")
                 or text.count("\n", rows[i - 1].end(), rows[i].start()) > 1), 0)
    head = next((row for row in rows[last:] if _COLUMN.search(row.group())), None)
    return head is not None and sum(row.start() > head.start() for row in numbered) >= HEADED


def _opens(row: re.Match[str]) -> int:
    """Where the words of a line begin."""
    return row.end() - len(row.group().lstrip())
