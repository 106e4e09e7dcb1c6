"""One page, several units: where one notice ends and the next begins."""

import re
from itertools import pairwise

from ingest.frame_lines import is_title

_OPENING = re.compile(
    r"[^\n]{0,60}(?:根据|按照|经|(?:19|20)\d\d年\d{1,2}月)[^\n]{10,400}(?:巡[视察]|督察|审计|反馈)")
SHORTEST = 300
"""Characters that a notice has at least above a title of the same unit."""
_UNIT = re.compile(r"\s*#*\s*(?:中共|中国共产党)?([\u4e00-\u9fff（()）]{2,30}?)(?:关于|公布|通报)")


def divided(text: str) -> list[tuple[int, int]]:
    """Offsets of the notices in a text: cut where another title stands above an opening.

    A title of the same unit counts when the notice above it has an opening of its own (a notice
    pasted twice, or two years of one unit). What a page says before its first notice goes with
    that notice.
    """
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    starts: list[tuple[int, str]] = []
    opened = -1
    for position, line in enumerate(lines):
        unit = _UNIT.match(line.group()) if is_title(line.group()) else None
        if not unit or re.search(r"[(（][^)）]*、[^)）]*[)）]\s*$", line.group()):
            continue
        opening = next((k for k in range(position + 1, min(position + 5, len(lines)))
                        if _OPENING.match(lines[k].group().strip())), -1)
        if opening > opened and (all(s[1] != unit.group(1) for s in starts) or (
                position > opened and _is_long(text, starts[-1][0], line.start()))):
            starts.append((line.start(), unit.group(1)))
            opened = opening
    if len(starts) < 2:
        return [(0, len(text))]
    borders = [0, *(s for s, _ in starts[1:]), len(text)]
    return list(pairwise(borders))


def _is_long(text: str, start: int, end: int) -> bool:
    """Whether a stretch is long enough for a notice, not only for its title and a date line."""
    return end - start >= SHORTEST
