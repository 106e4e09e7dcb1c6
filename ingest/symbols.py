"""Signs that open problems in texts that number none: ❌ …, ■ …, on lines of their own."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise

from ingest.headings import is_deficiency
from ingest.markers import LABEL, PROBLEM_COLUMN, ROWS, UNNUMBERED, Marker, among

FEWEST = 3
"""Lines that a sign must open to be believed."""
SHARE = .6
"""Share of a sign's lines that name what was found wrong."""
SHARE_APART = .3
"""The same for a sign whose lines never stand one below the other: others tell what was done."""
_LINE = re.compile(r"^[^\S\n]*(\S)\ufe0f?\1{0,4}[^\S\n]*([^\n]{4,120}?)[^\S\n]*\1{0,5}$", re.MULTILINE)


def with_symbols(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the lines of the one sign that opens problems where no number does."""
    problems = _families_of_problems(text, markers)
    if problems - set(ROWS):
        return markers
    rows = [m.start for m in markers if m.family in problems]
    lines = {sign: found for sign, found in _by_sign(text, body).items() if not _hold(found, rows)}
    signs = [m.group(1) for start, end in body for m in _LINE.finditer(text, start, end)]
    doubled = {a for a, b in pairwise(signs) if a == b}
    heads = {a.start() for a, b in pairwise(m for start, end in body for m in _LINE.finditer(text, start, end))
             if a.group(1) != b.group(1) and not text[a.end() : b.start()].strip()
             and a.group(1) in lines and unicodedata.category(a.group(1)) != "Po"  # not # and *
             and lines[a.group(1)][0].start() < lines.get(b.group(1), [b])[0].start()}  # ● above ○
    shares = {sign: max(sum(is_deficiency(m.group(2)) or m.start() in heads for m in found),
                        _labelled(text, found)) / len(found)
              for sign, found in lines.items() if len(found) >= FEWEST}
    shares = {sign: share for sign, share in shares.items()
              if share >= (SHARE if sign in doubled else SHARE_APART)}
    best = max(shares, key=lambda sign: shares[sign], default="")
    numbered = {m.start for m in markers if m.number}
    if not best or sum(m.start(1) in numbered for m in lines[best]) > len(lines[best]) / 2:
        return markers
    return among(markers, [Marker("符号", 0, m.start(1), m.start(2), m.group(1))
                            for m in lines[best]])


def _labelled(text: str, lines: list[re.Match[str]]) -> int:
    """How many of a sign's lines, none of them a label, have below them what was done (怎么改的:)."""
    ends = [*(m.start() for m in lines[1:]), len(text)]
    return sum(bool(LABEL.search(text, m.end(), end)) and not LABEL.match(text, m.start(2))
               for m, end in zip(lines, ends, strict=True))


def _by_sign(text: str, body: list[tuple[int, int]]) -> dict[str, list[re.Match[str]]]:
    """The lines that begin with a sign, by the sign."""
    lines: dict[str, list[re.Match[str]]] = defaultdict(list)
    for start, end in body:
        for line in _LINE.finditer(text, start, end):
            if unicodedata.category(line.group(1)) in ("So", "Sm", "Po"):
                lines[line.group(1)].append(line)
    return lines


def with_signed_sections(text: str, markers: list[Marker],
                         body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the short lines of the one sign that heads the parts of a text (★ 后续安排)."""
    heads = {sign: found for sign, found in _by_sign(text, body).items()
             if len(found) >= FEWEST_PARTS and all(map(_is_head, found))
             and any(text[a.end():b.start()].strip() for a, b in pairwise(found))
             and len({m.group(2).strip() for m in found}) > 1
             and any(_PART.search(m.group(2)) for m in found)}
    if len(heads) != 1:
        return markers
    (found,) = heads.values()
    inner = {m.start: m for m in markers}
    parts = []
    for line in found:
        here = inner.get(line.start(1))
        parts.append(Marker("节", here.number if here else 0, line.start(1),
                            here.end if here and here.number else line.start(2), line.group(1)))
    return among(markers, parts)


FEWEST_PARTS = 2
"""Lines of a sign that head parts."""
_PART = re.compile(r"组织|总体|牵头|台账|移交|后续|下一?步|往后|安排|打算|反馈|监督|情况$|[(（]共?\d+[笔项个条件]"
    r"(?:问题)?[)）]$")


def with_plain_rows(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the rows of tables whose first column is that of the problems and that number none."""
    rows = []
    for start, end in body:
        for header in _PROBLEM_COLUMN.finditer(text, start, end):
            below = text[header.end():end].split("\n\n", 1)[0].split("\n")
            at = header.end()
            for line in below:
                if line.count("\t") == header.group().count("\t"):
                    rows.append(Marker("符号", 0, at, at, ""))
                at += len(line) + 1
    numbered = {m.start for m in markers if m.number}
    return markers if len(rows) < FEWEST or any(r.start in numbered for r in rows) else among(markers, rows)


_PROBLEM_COLUMN = re.compile(rf"^[^\S\n]*{PROBLEM_COLUMN}\t[^\n\t]+\t[^\n]+\n", re.MULTILINE)


def with_bare_sections(text: str, markers: list[Marker],
                       body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the bare lines that head the parts of a text whose problems are short sentences."""
    sentences = {m.start for m in markers if m.family in SENTENCES}
    others = {m.family for m in markers if m.family not in UNNUMBERED and m.family != "一是" and m.number == 1}
    if len(sentences) < FEWEST or others or any(m.family == "节" for m in markers):
        return markers
    lines = [line for start, end in body for line in _BARE.finditer(text, start, end)]
    heads = [line.end() in sentences for line in lines]
    if sum(heads) < FEWEST_PARTS:
        return markers
    return among(markers, [Marker("节", 0, line.start(1), line.start(1), "")
                            for line in lines[heads.index(True):]])


SENTENCES = ("短句", "关于")
"""Families of problems that no number opens."""
_BARE = re.compile(r"^[^\S\n]*\n[^\S\n]*([\u4e00-\u9fff“][^\n。；;：:，,！？?|｜\t\d]{3,19})[^\S\n]*\n[^\S\n]*(?=\S)", re.MULTILINE)
"""A short line without a sentence, below a blank one."""


def _is_head(line: re.Match[str]) -> bool:
    """Whether a line is as short as a heading and holds no sentence."""
    return len(line.group(2).strip()) <= HEAD and not re.search(r"[。；;,，]", line.group(2))


HEAD = 26
"""Characters of a line that heads a part."""


_CELL_END = re.compile(r"[\t|｜。]")


def _hold(lines: list[re.Match[str]], rows: list[int]) -> bool:
    """Whether the rows of a table stand below a line that another of the same sign follows."""
    firsts = (bisect_right(rows, a.end()) for a in lines[:-1])
    return any(i < len(rows) and rows[i] < b.start() for i, b in zip(firsts, lines[1:], strict=True))


def _families_of_problems(text: str, markers: list[Marker]) -> set[str]:
    """The families of numbers that open lines most of which name a problem."""
    families = defaultdict(list)
    for marker in markers:
        if marker.family not in UNNUMBERED:
            line = text[marker.end:].split("\n", 1)[0]
            cell = _CELL_END.split(line, maxsplit=1)[0] if marker.family in ROWS else line
            families[marker.family].append(is_deficiency(cell))
    return {name for name, found in families.items() if len(found) >= FEWEST and sum(found) >= SHARE * len(found)}
