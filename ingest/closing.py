"""Bare lines that head what follows the last problem: matters handed over, next steps, a summary."""

import re
from itertools import pairwise

from ingest.markers import UNNUMBERED, Marker

CLOSING = re.compile(r"移[交送]|信访|线索|立行立改|下一?步|下一?阶段|后续|往后|举一反三|(?:状态|情况)汇总|^附件?[一二三四五六\d]?[:：]")
"""What the parts are called that notices close with."""
_BARE = re.compile(
    r"^[^\S\n]*(?=[^\n]{4,30}$)((?:附件?[一二三四五六\d]{0,2}[:：][^\S\n]*)?[^\n。；;：:，,！？?|｜\t]+)[^\S\n]*"
    r"\n(?=(?:[^\S\n]*\n)?[^\S\n]*(\S[^\n]*))", re.MULTILINE)
"""A short line without a sentence, and the one below it."""
LONG = 20
"""Characters of the line below one that only its place shows to be a head."""
_ABOVE = re.compile(r"[。；;:：\n][^\S\n]*\n[^\S\n]*$")
"""What stands above such a line: the end of a sentence, or a blank line."""
FEWEST = 3
"""Numbered items above such a line: a text's last part follows its problems."""


def with_closing_heads(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the bare lines behind the last problem that head the text's closing parts."""
    numbered = [m for m in markers if m.family not in (*UNNUMBERED, "一是", "第一,")]
    if any(m.family in ("节", "【节】") for m in markers):
        return markers
    opened = {m.start for m in numbered}
    heads = [line for start, end in body for line in _BARE.finditer(text, start, end)
             if _ABOVE.search(text, max(0, line.start() - 40), line.start())
             and line.start(1) not in opened and _closes(line.start(1), numbered)]
    first = next((i for i, line in enumerate(heads) if CLOSING.search(line.group(1))), len(heads))
    taken = {line.start(1) for line in heads[first:]
             if len(line.group(2)) >= LONG or CLOSING.search(line.group(1))}
    found = [Marker("节", 0, start, start, "") for start in sorted(taken)]
    return sorted((*(m for m in markers if m.start not in taken), *found), key=lambda m: m.start)


def _closes(start: int, numbered: list[Marker]) -> bool:
    """Whether enough numbers stand above an offset and those below only count from 1 again."""
    below = [m for m in numbered if m.start > start]
    runs = all(b.number in (1, a.number + 1) for a, b in pairwise(below))
    return len(numbered) - len(below) >= FEWEST and runs and (not below or below[0].number == 1)
