"""Which markers are real, and how they nest: evidence from order, runs and restarts."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cmp_to_key
from itertools import pairwise

from ingest.markers import RANK, ROWS, UNNUMBERED, Marker

GAP = 3
"""Numbers that a printed sequence may skip before a marker is taken for running text."""


@dataclass(frozen=True)
class Ranked:
    """A marker with its level (0 at the top) and its family's place in the text's order."""

    marker: Marker
    level: int
    depth: int


def ranked(markers: list[Marker], strict: bool) -> tuple[list[Ranked], list[str]]:
    """The markers that open items, with their levels, and warnings about their numbers.

    ``strict`` is for markers found inside running text: only numbers that run are believed.
    """
    markers = _merged(_parted(_without_inserted(markers)))
    if strict:
        markers = _running(markers)
    order = family_order(markers)
    level = {family: depth for depth, family in enumerate(order)}
    stack: list[Marker] = []
    last: dict[str, int] = {}
    kept: list[Ranked] = []
    warnings: list[str] = []
    coded = _coded(markers)
    closed = _preface(markers)
    for place, marker in enumerate(markers):
        open_ones = [m for m in stack if level[m.family] <= level[marker.family]]
        if place == closed:
            open_ones = []
        here = next((m for m in open_ones if m.family == marker.family), None)
        expected = {1, last.get(marker.family, 0) + 1, (here.number if here else 0) + 1}
        if marker.family not in (*UNNUMBERED, *coded) and marker.number not in expected:
            behind = last.get(marker.family, 0)
            if not 0 <= marker.number - behind <= GAP or not behind or strict:
                continue
            if marker.family != "一是":
                warnings.append(f"编号不连续:{marker.text}(上一个是 {behind})")
        stack = [m for m in open_ones if m.family != marker.family] + [marker]
        last[marker.family] = marker.number
        kept.append(Ranked(marker, len(stack) - 1, level[marker.family]))
    return kept, warnings


def _without_inserted(markers: list[Marker]) -> list[Marker]:
    """The markers without the rows of a table that belong to the one above by their code (8-1 behind 8)."""
    kept: list[Marker] = []
    for marker in markers:
        code = marker.text.strip("|｜ \u3000").partition("-")[0] if marker.family == "行" else ""
        row = kept[-1] if kept and kept[-1].family == "行" else None
        if not (row and row.text.endswith(("|", "｜")) and "-" in marker.text and row.text.strip("|｜ \u3000") == code):
            kept.append(marker)
    return kept


def _preface(markers: list[Marker]) -> int:
    """Where the numbers begin behind two or more signed sections that hold none; -1 if nowhere.

    Such sections (■ 总体情况, ■ 立行立改) stand beside the chapters that follow, not above them.
    """
    signed = [m.family in SIGNED for m in markers]
    first = signed.index(False) if False in signed else -1
    return first if first >= 2 and not any(signed[first:]) and markers[first].number == 1 else -1


SIGNED = ("节", "【节】")
CODES, CODED = ("码", "问题1"), 4
"""Families that may carry the numbers of another list (【清单4】), and how many of them show it."""
LISTED = ("码", "A.1", "行", "序行")
"""Families whose codes, each its own and with a part before the number (二-5), leave gaps."""


def _coded(markers: list[Marker]) -> tuple[str, ...]:
    """The families whose numbers, each its own, are those of a list that is told in another order."""
    numbers = {f: [m.number for m in markers if m.family == f] for f in CODES}
    codes = {f: [m.text.strip() for m in markers if m.family == f] for f in LISTED}
    return (*(f for f, seen in numbers.items()
              if len(seen) >= CODED and len(set(seen)) == len(seen) and seen != sorted(seen)),
            *(f for f, seen in codes.items() if len(seen) >= CODED and len(set(seen)) == len(seen)
              and not any(code.strip("|｜〔〕【】[] ").isdigit() for code in seen)))


def family_order(markers: list[Marker]) -> list[str]:
    """The families, outermost first: A holds B if a 1 of B follows an A and A goes on.

    The last of the signs need not go on where the rows of a table stand below it.
    """
    if not markers:
        return []
    holds: Counter[tuple[str, str]] = Counter()
    opened: dict[str, tuple[int, str]] = {}
    for marker, after in zip(markers, [*markers[1:], None], strict=True):
        number, inner = opened.pop(marker.family, (0, ""))
        if inner and marker.number in (number + 1, 0):
            holds[marker.family, inner] += 1
        if after and after.family != marker.family and after.number == 1:
            opened[marker.family] = (marker.number, after.family)
    headed = {(sign, rows) for sign, (_, rows) in opened.items() if sign in ("符号", *SIGNED) and rows in ROWS}
    families = list(dict.fromkeys(m.family for m in markers))

    def compare(a: str, b: str) -> int:
        return holds[b, a] - holds[a, b] or ((b, a) in headed) - ((a, b) in headed) or RANK[a] - RANK[b]

    return sorted(families, key=cmp_to_key(compare))


SPARE = {"1.": "1)", "1、": "1)", "(1)": "⑴", "(一)": "㈠"}
"""Families that stand in for the inner ones where a family holds itself."""
SELF_HELD = 3
"""Numbers that hold a list of their own family from which on that is believed."""


def _parted(markers: list[Marker]) -> list[Marker]:
    """The markers, those apart that count within another of their own family (1. 1. 2. 2. 1. …)."""
    for family, spare in SPARE.items():
        outer: list[int] = []
        last, chapter = 0, False
        for place, (marker, after) in enumerate(pairwise(markers)):
            chapter = chapter or RANK[marker.family] < RANK[family]  # in which they may begin again
            if marker.family == after.family == family and after.number == 1 and (
                    marker.number == last + 1 or chapter and marker.number == 1):
                outer.append(place)
                last, chapter = marker.number, False
        if len(outer) < SELF_HELD or any(m.family == spare for m in markers):
            continue
        inner = [replace(m, family=spare) if m.family == family and i not in outer else m
                 for i, m in enumerate(markers)]
        runs = all(b.number == a.number + 1 or a.family != spare and b.number == 1
                   for a, b in pairwise(inner) if b.family == spare)
        if runs:
            markers = inner
    return markers


def _merged(markers: list[Marker]) -> list[Marker]:
    """One family where a text mixes two spellings of it (1. and 2、): the one that has a 1."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for marker in markers:
        numbers[marker.family].add(marker.number)
    aliases: dict[str, str] = {}
    groups: tuple[tuple[str, ...], ...] = (
        ("1.", "1、", "⒈"), ("(1)", "⑴", "1)"), ("(一)", "㈠"), ("一、", "壹、"),
        ("第一部分", "第一章"))
    for group in groups:
        present = [f for f in group if f in numbers]
        main = next((f for f in present if 1 in numbers[f]), None)
        aliases.update({f: main for f in present if main and 1 not in numbers[f]})
    return [replace(m, family=aliases.get(m.family, m.family)) for m in markers]


def _running(markers: list[Marker]) -> list[Marker]:
    """Markers whose family counts on: a lone (1) or 一、 in running text opens nothing."""
    numbers = defaultdict(set)
    for marker in markers:
        numbers[marker.family].add(marker.number)
    runs = {f for f, seen in numbers.items() if {1, 2} <= seen or f in UNNUMBERED}
    return [m for m in markers if m.family in runs]
