"""The values by which units are ranked, and what they give: the first of them, a sum, a difference."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Block, Check, Paragraph, Statement
from assistant.figures import same_unit
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.comparison import table
from assistant.replies.desk import SILENT
from assistant.units import amount
from assistant.wants import SUM_ASKED
from assistant.wording import normalise

_FIRST, _LAST = "早少低短小先快差", "晚多高长大后慢好"
_OPPOSITE = dict(zip(_FIRST + _LAST, _LAST + _FIRST, strict=True))
LOW = frozenset(_FIRST)
"""Words that put the smallest value first; of the dates and spans ranked, 快 is the shortest."""
_WORDS = frozenset({*_OPPOSITE, "久", "新", "狠", "猛", "厉害"})
_ORDER = re.compile(rf"(?:[最更]|谁|哪[个家边]|从(?=.到))([{''.join(_WORDS - {'新'})}])(?![学区])")
_BOTH = re.compile(r"分别|排(?:[名序行队个]|(?=[,。?]|$))")
"""Where both ends of an order are of use; 排查 is none."""
SUM = re.compile(SUM_ASKED + "|一共|总共|总[数量](?:是|有|为)(?:多少|几)")
_DIFFERENCE = re.compile(r"相差|(?<!还)差(?:了)?(?:多少|几)|差距|(?:(?<!提)高|(?<!增)多|(?<!减)少|(?<!降)低|早|晚)(?:出|了)?(?:多少|几)|比[^,。?]{1,12}[多少高低][^,。?比]{0,6}(?:多少|几)")


@dataclass(frozen=True)
class Ranked:
    """One unit's value: what it is ranked by and the cell that shows it."""

    unit: Unit
    key: Decimal
    cell: Statement
    shown: str = ""
    unit_of_measure: str = ""
    anchored: bool = False
    how: str = ""
    score: float = 0.0

    @property
    def told(self) -> str:
        """The value, with what it is worked out of where no notice states it."""
        return f"{self.shown}:{self.how}" if self.how else self.shown

    @property
    def told_cell(self) -> Statement:
        """The value as a cell of its own, marked as worked out where no notice states it."""
        if not self.how:
            return Statement(self.told, self.cell.citations)
        return Statement(f"{self.told}(计算得出)", self.cell.citations, Check("computed", self.how))


def average(ranked: list[Ranked]) -> Statement:
    """The mean of the values, to a tenth."""
    mean = sum((r.key for r in ranked), Decimal(0)) / len(ranked)
    tail = re.sub(r"^[\d.]+", "", ranked[0].shown)
    return Statement(f"平均每家{mean.quantize(Decimal('0.1'))}{tail}(计算得出)。",
                     tuple(n for r in ranked for n in r.cell.citations),
                     Check("computed", f"合计÷{len(ranked)}"))


def comparable(ranked: list[Ranked]) -> list[Ranked]:
    """The values of the measure that most share; the others cannot be ranked with them.

    Where some stand behind the very word asked about, those do that do not: 立案9件 is not ranked
    with what was only 移交. Nor is one ranked that fits the question far less than the others do,
    and is of another unit or rate.
    """
    groups: list[list[Ranked]] = []
    for value in ranked:
        for group in groups:
            if same_unit(group[0].unit_of_measure, value.unit_of_measure):
                group.append(value)
                break
        else:
            groups.append([value])
    alike = max(groups, key=lambda g: (len(g), max(r.score for r in g)), default=[])
    sure = [r for r in alike if r.anchored]
    nearly = NEARLY * max((r.score for r in sure), default=0.0)
    best = [r for r in alike if r.anchored or r.score >= nearly > 0] if sure else alike
    first = max(best, key=lambda r: r.score, default=None)
    return [r for r in best if not first or not r.score or r.score >= FITTING * first.score
            or r.unit_of_measure == first.unit_of_measure != "%"]


NEARLY = 0.75
"""Share of the fit of what stands behind the word asked about from which another figure counts the same (追讨, 清退不符合条件的)."""
FITTING = 0.34
"""Share of the best figure's fit from which another counts the same thing."""


def in_order(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """The values in the order asked for, else the greatest first."""
    return sorted(ranked, key=lambda r: r.key, reverse=order_of(question) not in LOW)


def ranking(question: Question, heading: str, ranked: list[Ranked],
             quiet: list[Unit]) -> tuple[Block, ...]:
    """The lines that the values of all units give, and their table."""
    ranked = in_order(question, ranked)
    lines = lines_of(question, ranked, [])
    names = [r.unit.name for r in ranked] + [u.name for u in quiet]
    cells = [r.cell for r in ranked] + [Statement(SILENT) for _ in quiet]
    shown = table(heading, names, [cells])
    return (Paragraph(lines), shown) if lines else (shown,)


def lines_of(question: Question, ranked: list[Ranked], without: list[str]) -> tuple[Statement, ...]:
    """The first of the values, their sum and their difference, as they are asked for."""
    text = normalise(question.asked)
    word = order_of(question)
    ranked = in_order(question, ranked)
    summed = bool(SUM.search(text))
    computed = summed or bool(_DIFFERENCE.search(text))
    ordered = word or not computed and question.superlative
    greatest = "高" if ranked[0].unit_of_measure == "%" else "多"
    said = word if word and (word in text or word in LOW) else greatest  # 和苏仙区比呢 gives no word of its own
    lines = [_top(text, ranked, said, without)] if ordered else []
    if summed and len(ranked) > 1 and all(r.unit_of_measure != "%" for r in ranked):
        lines.append(sum_of(ranked, without))
    if _DIFFERENCE.search(text) and len(ranked) > 1:
        lines.append(_difference(ranked))
    return tuple(lines)


def order_of(question: Question) -> str:
    """The word by which values are to be ordered (早 of 谁更早), "" where none is said.

    A question may ask for a sum or an order of rank first (合计多少,哪个最少; 从低到高排).
    """
    if question.superlative in _WORDS:
        return question.superlative
    said = _ORDER.search(normalise(question.asked))
    return said.group(1) if said else ""


def _top(text: str, ranked: list[Ranked], word: str, without: list[str]) -> Statement:
    """The first of the values and, where both ends are asked for, the last.

    ``without`` are units whose figures cannot be ranked with the others.
    """
    first, last = ranked[0], ranked[-1]
    level = [r for r in ranked if r.key == first.key]
    if len(level) > 1:
        names = "、".join(r.unit.name for r in level)
        numbers = tuple(n for r in level for n in r.cell.citations)
        return Statement(f"并列最{word}的是{names}({first.told})。", numbers,
                         Check("computed", "按通报所载数值排序"))
    most = "最" if len(ranked) > 2 or re.search("最(?![新近])", text) else "更"
    word = "早" if word == "先" and most == "更" else word
    said = f"{most}{word}的是{first.unit.name}({first.told})"
    numbers = first.cell.citations
    if len(ranked) == 2:
        said += f",{last.unit.name}为{last.shown}" + (f"({last.how})" if last.how else "")
        numbers += last.cell.citations
    ends = [w for w in re.findall(r"最(.)", text) if w in _OPPOSITE and (w in LOW) != (word in LOW)]
    opposite = ends[0] if ends else _OPPOSITE.get(word, "") if _BOTH.search(text) else ""
    if len(ranked) > 2 and opposite:
        said += f",{most}{opposite}的是{last.unit.name}({last.told})"
        numbers += last.cell.citations
    less = f"({'、'.join(without)}没有可比的数字)" if without else ""
    return Statement(f"{said}{less}。", numbers, Check("computed", "按通报所载数值排序"))


def sum_of(ranked: list[Ranked], without: list[str]) -> Statement:
    """The sum of the values, saying whose figures are not in it."""
    total = sum((r.key for r in ranked), Decimal(0))
    terms = "+".join(f"{r.unit.name}{r.shown}" + (f"({r.how})" if r.how else "") for r in ranked)
    less = f"(不含{'、'.join(without)})" if without else ""
    return Statement(f"合计{amount(total, [r.shown for r in ranked])}{less}:{terms}(计算得出)。",
                     tuple(n for r in ranked for n in r.cell.citations),
                     Check("computed", terms))


def _difference(ranked: list[Ranked]) -> Statement:
    low, *_, high = sorted(ranked, key=lambda r: r.key)
    gap = high.key - low.key
    said = f"{high.unit.name}{high.shown}与{low.unit.name}{low.shown}相差{amount(gap, [r.shown for r in ranked], True)}(计算得出)。"
    return Statement(said, high.cell.citations + low.cell.citations,
                     Check("computed", f"{high.shown}-{low.shown}"))
