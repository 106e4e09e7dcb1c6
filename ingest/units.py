"""One page, several units: where one notice ends and the next begins."""

import re
from itertools import pairwise

from ingest.frame import is_title

_OPENING = re.compile(
    r"[^\n]{0,60}(?:根据|按照|经|(?:19|20)\d\d年\d{1,2}月)[^\n]{10,400}(?:巡[视察]|督察|审计|反馈)")
_UNIT = re.compile(r"\s*#*\s*(?:中共|中国共产党)?([\u4e00-\u9fff（()）]{2,30}?)(?:关于|公布|通报)")


def divided(text: str) -> list[tuple[int, int]]:
    """Offsets of the notices in a text: cut where another unit's title stands above an opening.

    What a page says before its first notice goes with that notice.
    """
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text))
    starts: list[tuple[int, str]] = []
    for position, line in enumerate(lines):
        unit = _UNIT.match(line.group())
        if unit and is_title(line.group()):
            if re.search(r"[(（][^)）]*、[^)）]*[)）]\s*$", line.group()):
                continue
            below = [m.group().strip() for m in lines[position + 1:position + 5]]
            if any(_OPENING.match(b) for b in below) and all(s[1] != unit.group(1) for s in starts):
                starts.append((line.start(), unit.group(1)))
    if len(starts) < 2:
        return [(0, len(text))]
    borders = [0, *(s for s, _ in starts[1:]), len(text)]
    return list(pairwise(borders))
