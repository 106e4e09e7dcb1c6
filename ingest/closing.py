"""Bare lines that head what follows the last problem: matters handed over, next steps, a summary."""

import re
from itertools import pairwise

from ingest.markers import PROBLEM_COLUMN, UNNUMBERED, Marker, among

CLOSING = re.compile(r"移[交送]|信访|线索|立行立改|下一?步|下一?阶段|后续|往后|举一反三|(?:状态|情况)汇总|^附[件表录]?[一二三四五六\d]{0,2}[:： \u3000]")
"""What the parts are called that notices close with."""
_BARE = re.compile(
    r"^[^\S\n]*(?=[^\n]{4,30}$)((?:附件?[一二三四五六\d]{0,2}[:：][^\S\n]*)?[^\n。；;：:，,！？?|｜\t]+)[^\S\n]*"
    r"\n(?=(?:[^\S\n]*\n)?[^\S\n]*(\S[^\n]*))", re.MULTILINE)
"""A short line without a sentence, and the one below it."""
LONG = 20
"""Characters of the line below one that only its place shows to be a head."""
_ABOVE = re.compile(r"[。；;:：\n][^\S\n]*\n[^\S\n]*$")
"""What stands above such a line: the end of a sentence, or a blank line."""
_ABOVE_ANNEX = re.compile(r"[。；;:：|｜\n][^\S\n]*\n[^\S\n]*$")
"""The same above an annex, where a table may end too."""
FEWEST = 3
"""Numbered items above such a line: a text's last part follows its problems."""


_ANNEX = re.compile(
    r"^[^\S\n]*(附[件表录]?[^\S\n]?[一二三四五六\d]{0,2}(?:(?:[:：]|[ \u3000]+)(?=[^\n]{4,50}$)|[^\S\n]*\n\s*(?P<below>))"
    r"(?=[^\n]{0,40}(?:检查|巡[视察]|整改|问题))[^\n。；;\t|｜]{4,50})[^\S\n]*\n(?=\s*\S)", re.MULTILINE)
"""The head of an annex that tells of more problems (附件2 选人用人专项检查整改情况)."""
_OTHER_ANNEX = re.compile(r"统计|汇总|制度|移[交送]|信访|线索|立行立改|指标|一览|对照|名单")
"""What annexes are called that hold no problems."""
_OF_AN_ANNEX = re.compile(
    r"^[^\S\n]*((?:[2-9]\s*[.．、]\s*)?[^\n。；;：:，,\t|｜\d]{2,30}(?:检查|巡[视察]|整改|问题|情况)[^\n。；;：:，,\t|｜]{0,12})[^\S\n]*\n(?=(?P<gap>\s*)\S)",
    re.MULTILINE)
"""The head of another part of an annex."""


def with_annexes(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the lines that head annexes with more problems."""
    numbered = _numbered(markers)
    heads = [head for start, end in body for head in _ANNEX.finditer(text, start, end)]
    named = {head.start(1) for head in heads}
    numbered = [m for m in numbered if m.start not in named]
    heads = [head for head in heads if _ends(head.start(), numbered) and _ABOVE_ANNEX.search(text, max(0, head.start() - 40), head.start())]
    if not heads:
        return markers
    first = heads[0].end()
    opened = {m.start for m in markers if m.number == 1}
    starts = {head.start(1): max(head.start(1), head.start("below")) for head in heads}
    for start, end in body:
        for head in _OF_AN_ANNEX.finditer(text, max(start, first), max(end, first)):
            if head.end("gap") in opened and _ABOVE.search(text, max(0, head.start() - 40), head.start()):
                starts[head.start(1)] = head.start(1)
    return among(markers, [Marker("节", 0, start, words, "") for start, words in starts.items()])


_BLANK = r"[^\S\n]{0,12}"  # bounded: a text of nothing but blanks is no table
_OF_A_TABLE = re.compile(
    rf"^{_BLANK}(\S[^\n。；;：:，,！？?|｜\t]{{3,39}}){_BLANK}\n(?:{_BLANK}\n)?{_BLANK}(?:[序编]号|代码){_BLANK}[\t|｜]{_BLANK}"
    rf"{PROBLEM_COLUMN}{_BLANK}[\t|｜][^\n]*\n(?=[^\n]*\d[^\n]*[\t|｜])", re.MULTILINE)
"""The line above a table that numbers problems."""


def with_table_heads(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the bare lines behind numbered problems that head a table of more of them."""
    numbered = [m for m in _numbered(markers) if m.family not in ("行", "组行")]
    opened = {m.start for m in markers}
    heads = [line.start(1) for start, end in body for line in _OF_A_TABLE.finditer(text, start, end)]
    annexes = [m.start for m in markers if m.family == "节"]
    named = [at for at in heads if any(text.count("\n", start, at) <= 1 for start in annexes if start < at)]
    taken = [at for at in heads if at not in (*opened, *named) and _ends(at, numbered)]
    return among(markers, [Marker("节", 0, at, at, "") for at in taken])


def _ends(start: int, numbered: list[Marker]) -> bool:
    """Whether enough numbers stand above an offset and none of their lists goes on below it."""
    above = [m for m in numbered if m.start < start]
    last = {m.family: m.number for m in above}
    for marker in numbered[len(above):]:
        if marker.number > 1 and last.get(marker.family) == marker.number - 1:
            return False
        last[marker.family] = 0
    return len(above) >= FEWEST


def is_annex(text: str, marker: Marker) -> bool:
    """Whether a marker heads an annex that may tell of problems."""
    annex = marker.family == "节" and not marker.text and _ANNEX.match(text, marker.start)
    return bool(annex and not _OTHER_ANNEX.search(annex.group()))


def with_closing_heads(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the bare lines behind the last problem that head the text's closing parts."""
    numbered = _numbered(markers)
    if any(m.family in ("节", "【节】") for m in markers):
        return markers
    opened = {m.start for m in numbered}
    heads = [line for start, end in body for line in _BARE.finditer(text, start, end)
             if _ABOVE.search(text, max(0, line.start() - 40), line.start())
             and line.start(1) not in opened and _closes(line.start(1), numbered)]
    first = next((i for i, line in enumerate(heads) if CLOSING.search(line.group(1))), len(heads))
    taken = {line.start(1) for line in heads[first:]
             if len(line.group(2)) >= LONG or CLOSING.search(line.group(1))}
    return among(markers, [Marker("节", 0, start, start, "") for start in sorted(taken)])


def _numbered(markers: list[Marker]) -> list[Marker]:
    """The markers that number items, spoken numbers aside."""
    return [m for m in markers if m.family not in (*UNNUMBERED, "一是", "第一,")]


def _closes(start: int, numbered: list[Marker]) -> bool:
    """Whether enough numbers stand above an offset and those below only count from 1 again."""
    below = [m for m in numbered if m.start > start]
    runs = all(b.number in (1, a.number + 1) for a, b in pairwise(below))
    return len(numbered) - len(below) >= FEWEST and runs and (not below or below[0].number == 1)
