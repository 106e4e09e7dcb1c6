"""Arithmetic of statements marked 计算得出: every result must follow from figures of the sources."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from assistant.figures import Fact, facts
from assistant.judge_claims import bears
from assistant.judge_source import Source

MAX_TERMS = 12
"""So many figures are summed at most; beyond it, only all of them together."""
_COUNTED = frozenset(("", "个", "项", "份", "条", "处", "家"))


def unexplained(text: str, sources: Sequence[Source]) -> list[Fact]:
    """The figures of a computed statement that neither stand in a source nor follow from some.

    Results may be a count of sources or districts, a sum, a difference, a ratio (as % or 倍) or
    a number of days between two dates, rounded as far as they are written.
    """
    figures = [f for f in facts(text) if not f.soft and f.kind != "name"]
    held = [f for f in figures if any(bears(f, s) for s in sources)]
    terms = held + [g for s in sources for g in facts(s.quote) if not g.soft]
    return [f for f in figures if f not in held and not _follows(f, terms, sources)]


def _follows(result: Fact, terms: Sequence[Fact], sources: Sequence[Source]) -> bool:
    if result.kind != "number" or result.value is None:
        return False
    counts = {len(sources), len({s.district for s in sources}), len({s.item for s in sources})}
    if result.value in counts and result.unit in _COUNTED:
        return True
    return any(abs(value - result.value) <= result.step / 2
               for value in _values(result.unit, terms))


def _values(unit: str, terms: Sequence[Fact]) -> Iterator[Decimal]:
    """Every value of that unit that the terms give."""
    if unit == "天":
        yield from _days(terms)
    if unit in ("%", "倍"):
        numbers = [t for t in terms if t.value]
        for top, base in ((a, b) for a in numbers for b in numbers if a is not b):
            ratio = (top.value or Decimal(0)) / (base.value or Decimal(1))
            yield from (ratio * 100, ratio * 100 - 100) if unit == "%" else (ratio, ratio - 1)
    alike = _distinct(t for t in terms if t.value is not None and (
        t.unit == unit or unit == "百分点" and t.unit == "%" or not unit or _loose(t.unit, unit)))
    for a, b in combinations(alike, 2):
        yield abs(a - b)
    for size in range(2, len(alike) + 1) if len(alike) <= MAX_TERMS else (2, len(alike)):
        yield from (sum(group, Decimal(0)) for group in combinations(alike, size))


def _loose(one: str, other: str) -> bool:
    return "个" in (one, other) and not {"%", "元", "第"} & {one, other}


def _distinct(terms: Iterable[Fact]) -> list[Decimal]:
    return list(dict.fromkeys(t.value for t in terms if t.value is not None))


def _days(terms: Sequence[Fact]) -> Iterator[Decimal]:
    """Days from each full date to each other, with and without the first day."""
    full = [date(y, m, d) for y, m, d in (t.date for t in terms) if y and m and d]
    for a, b in combinations(full, 2):
        gap = Decimal(abs((a - b).days))
        yield from (gap, gap + 1)
