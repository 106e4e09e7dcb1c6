"""Arithmetic of statements marked 计算得出: every result must follow from figures of the sources."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, islice, permutations, product

from assistant.figures import Fact, facts
from assistant.judge_claims import bears
from assistant.judge_source import Source
from ingest.dates import on_calendar

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
    held += [f for f in figures if f not in held and _is_count(f, sources)]
    quoted = [[f for f in facts(s.quote) if not f.soft] for s in sources]
    return [f for f in figures if f not in held and not _follows(f, held, quoted, sources)]


def _follows(result: Fact, held: Sequence[Fact], quoted: Sequence[Sequence[Fact]],
             sources: Sequence[Source]) -> bool:
    """Whether a result follows from the terms stated beside it, or else from the quotes."""
    if result.kind != "number" or result.value is None:
        return False
    return any(abs(value - result.value) <= result.step / 2
               for terms in _terms(result.unit, held, quoted)
               for value in _values(result.unit, terms))


def _is_count(figure: Fact, sources: Sequence[Source]) -> bool:
    """Whether a figure counts sources, districts or items, or is the number of the item cited."""
    counts = {len(sources), len({s.district for s in sources}), len({s.item for s in sources}),
              *(f.value for s in sources for f in s.setting if f.unit == "第")}
    return figure.kind == "number" and figure.value in counts and figure.unit in _COUNTED


def _terms(unit: str, held: Sequence[Fact],
           quoted: Sequence[Sequence[Fact]]) -> Iterator[Sequence[Fact]]:
    """The groups of figures to reckon with.

    Those that the statement itself names; if it names none, pairs of one quote, or one figure
    of each of several.
    """
    fitting = [[f for f in quote if _fits(f, unit)] for quote in quoted]
    if len([f for f in held if _fits(f, unit)]) >= 2:
        yield held
    elif len(quoted) == 1:
        yield from combinations(fitting[0], 2)
        yield fitting[0]
    else:
        yield from islice(product(*filter(None, fitting)), 5000)
        for quote in fitting if unit in ("%", "倍") else ():
            yield from combinations(quote, 2)


def _fits(fact: Fact, unit: str) -> bool:
    """Whether a figure can be a term of a result in that unit."""
    if unit == "天":
        return fact.kind == "date"
    if fact.value is None or unit in ("%", "倍"):
        return fact.value is not None
    return fact.unit == unit or not unit or (unit == "百分点" and fact.unit == "%") or (
        _loose(fact.unit, unit))


def _values(unit: str, terms: Sequence[Fact]) -> Iterator[Decimal]:
    """What those terms give in that unit: days between, ratios, differences and sums."""
    if unit == "天":
        yield from _days(terms)
        return
    fitting = [t.value for t in terms if t.value and _fits(t, unit)]
    numbers = list(dict.fromkeys(fitting))
    if len(numbers) < len(fitting):
        yield Decimal(0)  # 167件-167件
    if unit in ("%", "倍"):
        for top, base in permutations(numbers, 2):
            yield from (100 * top / base, abs(100 * top / base - 100)) if unit == "%" else (
                top / base, top / base - 1)
        numbers = [t.value for t in terms if t.value and t.unit in (unit, "百分点")]
    for one, other in combinations(numbers, 2):
        yield abs(one - other)
    addends = numbers if unit in ("%", "倍") else fitting  # 6个+6个: equal terms count each
    sizes = range(2, len(addends) + 1) if len(addends) <= MAX_TERMS else (len(addends),)
    for size in sizes:
        yield from (sum(group, Decimal(0)) for group in combinations(addends, size))


def _loose(one: str, other: str) -> bool:
    return "个" in (one, other) and not {"%", "元", "第"} & {one, other}


def _days(terms: Sequence[Fact]) -> Iterator[Decimal]:
    """Days from each full date to each other, with and without the first day."""
    full = [date(y, m, d) for y, m, d in (t.date for t in terms)
            if y and m and d and on_calendar(y, m, d)]
    for a, b in combinations(full, 2):
        gap = Decimal(abs((a - b).days))
        yield from (gap, gap + 1)
