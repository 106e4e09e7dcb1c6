"""Problems that a chapter does not number, in a text that numbers those of other chapters."""

import re
from itertools import takewhile

from ingest.belief import opens_paragraph
from ingest.closing import CLOSING, is_annex
from ingest.frame import Block
from ingest.headings import gives_figures, is_deficiency
from ingest.levels import Ranked
from ingest.markers import FOUND, LABEL, PROBLEM_COLUMN, Marker

FAMILY = "段"
"""The family of the openings found here."""
FEWEST = 2
"""Openings of one sort from which a chapter is cut at them."""
MOST, HALF, SOME = .7, .5, .3
"""Shares of a chapter's paragraphs that open with a short sentence, of openings that name what was found wrong."""
LINE = 200
"""Characters behind a marker among which its heading stands."""
LONG = 30
"""Characters of the paragraph below a bare line that it heads."""
_TEXT = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
"""A line that is not blank."""
_LINE = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)
_ABOUT_ONE = re.compile(
    r"(?:针对|关于|对于?)(?:(?:巡[视察]组?)?(?:反馈)?(?:指出|反映|发现|提出)的)?\s*"
    rf"(?:[“\"「][^”\"」\n]{{3,60}}[”\"」]\s*(?:等|的)?问题|[^,，。；;：:\n]{{4,60}}的问题)[,，。:：]|(?:{FOUND})(?=[^\n]{{12}})")
"""How a paragraph opens that takes up one problem (对“三资”管理混乱的问题。…, 巡察指出,…)."""
_SIGNED = re.compile(r"([◎●○■□◆◇★☆▲△▶►▪•·])\s*(?=[^\n]{6})")
_SHORT = re.compile(r"(?:[^，。；：,;:\n\d]{2,12}[:：])?(?P<h>[^。；：;:\n\d]{4,50})。(?=[^\n]{20})")
"""A short sentence that opens a paragraph, with or without who it is about (果树研究所:…)."""
_BARE = re.compile(r"(?P<h>[^\n。；;：:！!？?|｜\t]{6,40})\n[^\S\n]*(?=[^\n]{40})")
_GAP = re.compile(r"\t|[ \u3000]{2,}")
"""What stands between the cells of a row."""
_COLUMN = re.compile(PROBLEM_COLUMN)
"""The head of a table's column of problems."""
_COUNTED = re.compile(r"(?:序|编)号|代码")
"""The head of a column of numbers, which open the rows by themselves."""
_OF_PROBLEMS = re.compile(r"问题|方面|整改|反馈|检查")
"""What the heading of a chapter speaks of that holds problems."""
_ITS_KIND = re.compile(r"(?:存在|反馈|发现|具体|主要|突出)*的?问题(?:的|同步|集中|逐项|逐条|整改|办理|落实|进展|完成|到位|情况)*(?:[(（][^)）]*[)）])?$")
"""The end of a heading that tells that a chapter holds problems."""
ITEMS = ("问题:", "问题1", "第一个问题", "卡", "针对", "关于", "符号", "短句", "行", "序行")
"""Families that open single problems."""
_STRETCH = ("body", "furniture")


def with_unnumbered(text: str, found: list[Ranked], blocks: list[Block], behind: frozenset[int]) -> list[Ranked]:
    """The markers, and the openings of problems in the chapters that hold no number, or in a text that holds none."""
    if not found:
        pieces = [(b.start, b.end) for b in blocks if b.role == "body" and b.start not in behind]
        return [Ranked(m, 0, 0) for m in _labelled(text, _begins(text, pieces, -1), False)]
    added: list[Ranked] = []
    for here, after in zip(found, [*found[1:], None], strict=False):
        inner = after is not None and after.level > here.level
        if inner or not _may_hold(text, here.marker):
            continue
        pieces = _pieces(here.marker, after.marker.start if after else len(text), blocks, behind)
        added += [Ranked(m, here.level + 1, here.depth + 1) for m in _openings(text, here.marker, pieces)]
    return sorted((*found, *added), key=lambda r: r.marker.start)


def _may_hold(text: str, marker: Marker) -> bool:
    """Whether what a marker opens may be a chapter of problems, and is none itself."""
    heading = _heading(text, marker)
    if marker.family in ITEMS or len(heading) > 2 * LONG or CLOSING.search(heading) and not is_annex(text, marker):
        return False
    return bool(_OF_PROBLEMS.search(heading)) and (
        heading.endswith("方面") or not is_deficiency(_ITS_KIND.sub("", heading)))


def _heading(text: str, marker: Marker) -> str:
    """The first line of what a marker opens; what stands in the brackets of one that is its own line."""
    if _is_line(text, marker):
        return marker.text.strip("【】〖〗")
    return text[marker.end:marker.end + LINE].lstrip().split("\n", 1)[0].strip(" \u3000。;；:：")


def _is_line(text: str, marker: Marker) -> bool:
    """Whether a marker is a heading in brackets that is a line of its own."""
    return marker.family == "【】" and not text[marker.end:marker.end + LINE].split("\n", 1)[0].strip()


def _pieces(marker: Marker, end: int, blocks: list[Block], behind: frozenset[int]) -> list[tuple[int, int]]:
    """The parts of the body between a marker's line and an offset, page breaks aside."""
    pieces = []
    for block in blocks:
        if block.end <= marker.start:
            continue
        if block.start >= end or block.start > marker.start and (block.role not in _STRETCH or block.start in behind):
            break
        if block.role == "body":
            pieces.append((max(block.start, marker.end), min(block.end, end)))
    return pieces


def _openings(text: str, marker: Marker, pieces: list[tuple[int, int]]) -> list[Marker]:
    """Where the problems of a chapter open, in the first way of which there are enough."""
    own = text[marker.end:marker.end + LINE]
    below = marker.end if _is_line(text, marker) else marker.end + len(own) - len(own.lstrip())  # where the heading stands
    begins = _begins(text, pieces, below)
    about = [at for at in begins if _ABOUT_ONE.match(text, at)]
    if len(about) >= FEWEST:
        return [Marker(FAMILY, 0, at, at, "") for at in about]
    if labelled := _labelled(text, begins, _heading(text, marker).endswith("方面")):
        return labelled
    told = _ITS_KIND.search(_heading(text, marker)) is not None  # the chapter says that it holds problems
    return (_rows(text, pieces, 0 if told else HALF) or _signed(text, begins, 0 if told else HALF)
            or _headed(text, begins) or _told(text, begins, pieces[-1][1] if pieces else below, SOME if told else MOST))


def _begins(text: str, pieces: list[tuple[int, int]], below: int) -> list[int]:
    """Where the paragraphs below an offset begin, those aside that a label opens."""
    lines = [line.end() for start, end in pieces for line in _LINE.finditer(text, start, end)]
    return [at for at in lines if at > below and opens_paragraph(text, at) and not LABEL.match(text, at)]


def _labelled(text: str, begins: list[int], chapter: bool) -> list[Marker]:
    """The paragraphs each of which a label follows (整改落实情况:), from the first such one on; of a chapter even one."""
    followed = [at for at in begins if (line := _TEXT.match(text, at)) and (
        below := _TEXT.search(text, line.end())) and LABEL.match(text, below.start())]
    behind = [at for at in begins if followed and at >= followed[0]]
    enough = (len(followed) >= FEWEST or chapter and followed == begins) and len(followed) >= MOST * len(behind)
    return [Marker(FAMILY, 0, at, at, "") for at in followed] if enough else []


def _signed(text: str, begins: list[int], least: float) -> list[Marker]:
    """The paragraphs that a sign opens, if they are the chapter's and name what was found wrong."""
    signs = [(at, sign) for at in begins if (sign := _SIGNED.match(text, at))]
    if len(signs) < FEWEST or len({sign.group(1) for _, sign in signs}) > 1:
        return []
    wrong = sum(is_deficiency(re.split("[。\n]", text[sign.end():sign.end() + 60])[0]) for _, sign in signs)
    return [Marker(FAMILY, 0, at, sign.end(), sign.group(1)) for at, sign in signs] if wrong >= least * len(signs) else []


def _headed(text: str, begins: list[int]) -> list[Marker]:
    """The bare lines that head the paragraphs of a chapter."""
    heads = [(at, head) for at in begins
             if (head := _BARE.match(text, at)) and re.search(r"\n[^\S\n]*\n[^\S\n]*$", text[max(0, at - 20):at])]
    wrong = sum(is_deficiency(head["h"]) for _, head in heads)
    if len(heads) < FEWEST or wrong < HALF * len(heads) or heads[0][0] != begins[0]:
        return []
    return [Marker(FAMILY, 0, at, at, "") for at, _ in heads]


def _told(text: str, begins: list[int], end: int, least: float) -> list[Marker]:
    """The paragraphs that open with a short sentence each, if most name what was found wrong or say how it was mended."""
    told = [(at, told) for at in begins if (told := _SHORT.match(text, at))]
    ends = dict(zip(begins, [*begins[1:], end], strict=False))
    wrong = sum(is_deficiency(sentence["h"]) or LABEL.search(text, sentence.end(), ends[at]) is not None
                for at, sentence in told)
    if len(told) < max(FEWEST, MOST * len(begins)) or wrong < least * len(told):
        return []
    return [Marker(FAMILY, 0, at, at, "") for at, _ in told]


def _rows(text: str, pieces: list[tuple[int, int]], least: float) -> list[Marker]:
    """The rows of a table with a column of problems and none of numbers."""
    for start, end in pieces:
        lines = [(m.start(), m.group()) for m in _TEXT.finditer(text, start, end)]
        for place, (_, head) in enumerate(lines):
            heads = [cell.strip() for cell in _GAP.split(head.strip(" \u3000"))]
            column = next((i for i, cell in enumerate(heads) if _COLUMN.fullmatch(cell)), None)
            if column is None or len(heads) <= FEWEST or any(map(_COUNTED.fullmatch, heads)):
                continue
            rows = [_row(at, line, column, len(heads)) for at, line in lines[place + 1:]]
            found = [row for row in takewhile(bool, rows) if row]
            cells = [_GAP.split(text[row.end:row.end + LINE].split("\n", 1)[0], maxsplit=1)[0] for row in found]
            wrong = sum(is_deficiency(cell) and not gives_figures(cell) for cell in cells)
            if len(found) >= FEWEST and wrong >= least * len(found):
                return found
    return []


def _row(start: int, line: str, column: int, cells: int) -> Marker | None:
    """The opening of a table's row: its cell in a column; None if the line has not so many cells."""
    begin = len(line) - len(line.lstrip(" \u3000"))
    ends = [gap.span() for gap in _GAP.finditer(line, begin)]
    if len(ends) + 1 != cells or not line[(ends[column - 1][1] if column else begin):].strip():
        return None
    cell = start + (ends[column - 1][1] if column else begin)
    return Marker(FAMILY, 0, start + begin, cell, "")
