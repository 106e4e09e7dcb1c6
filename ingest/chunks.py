"""Notice → passages: one item's own text each, cut only when it is long."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from ingest.notice import Notice
from vectorstore.passage import Passage

LONGEST = 600
"""Characters above which an item's text is cut."""
SHORTEST = 120
"""Characters below which a piece is not left alone."""
_POINT = re.compile(r"(?<=[。!！?？;；:：\n 　])(?=[一二三四五六七八九十]{1,3}是(?![否非]))")
_SENTENCE = re.compile(r"[。!！?？][”’》)）]*\s*|\n\s*")


def passages_of(notice: Notice) -> list[Passage]:
    """The passages of a notice in reading order; joined, they are the own texts of its items."""
    place = " ".join(filter(None, (notice.district.name, notice.district.city)))
    found = []
    paths: dict[str | None, list[str]] = {None: []}
    for item in notice.items:
        paths[item.id] = [*paths[item.parent], item.heading] if item.heading else (
            paths[item.parent])
        context = " › ".join([place or notice.title, *paths[item.id]])
        for number, (start, end) in enumerate(pieces(notice.text, item.start, item.own_end)):
            text = notice.text[start:end]
            found.append(Passage(
                _identity(notice.id, start, text), notice.id, notice.district.name, text,
                start, end, context,
                {"item_id": item.id, "kind": item.kind, "address": item.address, "part": number}))
    return found


def _identity(notice_id: str, start: int, text: str) -> str:
    return hashlib.sha256(f"{notice_id}\0{start}\0{text}".encode()).hexdigest()[:20]


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch into pieces of at most about ``LONGEST`` characters, at the best places."""
    if end - start <= LONGEST:
        return [(start, end)] if end > start else []
    points = [start + m.end() for m in _POINT.finditer(text[start:end])]
    cuts = [c for c in points if c - start >= SHORTEST and end - c >= SHORTEST // 2]
    borders = [start, *cuts, end]
    done: list[tuple[int, int]] = []
    for begin, stop in pairwise(borders):
        if done and stop - done[-1][0] <= LONGEST and (
                stop - begin < SHORTEST or done[-1][1] - done[-1][0] < SHORTEST):
            done[-1] = (done[-1][0], stop)
        else:
            done += _at_sentences(text, begin, stop)
    return done


def _at_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at sentence ends so that the pieces are of about the same length."""
    if end - start <= LONGEST:
        return [(start, end)]
    count = -(-(end - start) // LONGEST)
    target = (end - start) / count
    ends = _with_stops([start + m.end() for m in _SENTENCE.finditer(text[start:end])], start, end)
    borders = [start]
    for number in range(1, count):
        wish = start + number * target
        first = bisect_right(ends, borders[-1] + SHORTEST // 2)
        after = bisect_left(ends, end - SHORTEST // 2)
        here = min(max(bisect_left(ends, wish), first), after)
        near = ends[max(first, here - 1):min(after, here + 1)]
        if near:
            borders.append(min(near, key=lambda e: abs(e - wish)))
    return list(zip(borders, [*borders[1:], end], strict=True))


def _with_stops(ends: list[int], start: int, end: int) -> list[int]:
    """Sentence ends, with stops put into what runs on without one for twice a passage's length."""
    found: list[int] = []
    for before, after in pairwise([start, *ends, end]):
        if after - before > 2 * LONGEST:
            found += range(before + LONGEST, after - SHORTEST, LONGEST)
        found.append(after)
    return found[:-1]
