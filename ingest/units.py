"""One page, several units: where one notice ends and the next begins."""

import re

from ingest.frame import is_title

_OPENING = re.compile(
    r"[^\n]{0,40}(?:根据|按照|经)[^\n]{10,300}(?:公布|通报|公开|公示|报告)如?下?[。:：]")
_LEAST = 300


def divided(text: str) -> list[tuple[int, int]]:
    """Offsets of the notices in a text: cut where a title stands right above another opening."""
    titles = []
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text))
    for position, line in enumerate(lines):
        if is_title(line.group()):
            below = [m.group() for m in lines[position + 1:position + 6]]
            if any(_OPENING.match(b) for b in below) and not any(is_title(b) for b in below[:2]):
                titles.append(line.start())
    starts = [t for k, t in enumerate(titles) if k == 0 or t - titles[k - 1] > _LEAST]
    if len(starts) < 2:
        return [(0, len(text))]
    borders = [0, *starts[1:], len(text)]
    return list(zip(borders, borders[1:], strict=False))
