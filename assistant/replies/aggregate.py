"""Highest, lowest, earliest, total: ranked values with their citations, comparable bases only."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Block, Check, Paragraph, Statement
from assistant.counts import progress_of
from assistant.evidence import Finding, label
from assistant.fields import Field, of_the_notice
from assistant.figures import same_unit
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.comparison import cell, cell_length, table
from assistant.replies.desk import SILENT, Desk, Draft, focus_of, refuse
from assistant.replies.measured import Asked, by_measure, of_one_measure
from assistant.replies.profile import COMPUTED, profile
from assistant.units import amount
from assistant.wants import SUM_ASKED
from assistant.wording import normalise

_FIRST, _LAST = "早少低短小先快差", "晚多高长大后慢好"
_OPPOSITE = dict(zip(_FIRST + _LAST, _LAST + _FIRST, strict=True))
_LOW = frozenset(_FIRST)
"""Words that put the smallest value first; of the dates and spans ranked, 快 is the shortest."""
_WORDS = frozenset({*_OPPOSITE, "久", "新", "狠", "猛", "厉害"})
_ORDER = re.compile(rf"(?:[最更]|谁|哪[个家边]|从(?=.到))([{''.join(_WORDS)}])(?![学区])")
_BOTH = re.compile(r"分别|排(?:[名序行队个]|(?=[,。?]|$))")
"""Where both ends of an order are of use; 排查 is none."""
_RATIO = re.compile(r"(?:完成|整改|办结)[^,。]{0,12}(?:比例|比率|占|率)|(?:比例|占比|率)[^,。]{0,10}(?:完成|整改)")
_SUM = re.compile(SUM_ASKED + "|一共|总共")
_DIFFERENCE = re.compile(r"相差|(?<!还)差(?:了)?(?:多少|几)|差距|(?:高|多|少|低|早|晚)(?:出|了)?(?:多少|几)|比[^,。?]{1,12}[多少高低][^,。?比]{0,6}(?:多少|几)")


_SUMMABLE = ("total", "measures", "stay")
"""Fields whose values of several units may be added up."""


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


def aggregate(question: Question, fields: tuple[Field, ...], desk: Desk) -> Draft:
    """The units ranked by a field, by their progress, or by a figure found in each notice."""
    if _RATIO.search(normalise(question.asked)) and re.search("已?完成|整改率|完成率", question.asked):
        counts = of_the_notice(question.topic) and not re.search("措施|举措", question.asked)
        draft = _by_progress(question, desk) if counts else None
        if draft:
            return draft
    if fields and _SUM.search(normalise(question.asked)) and fields[0].name not in _SUMMABLE:
        return profile(question, fields, desk)  # dates and shares add up to nothing
    if fields:
        return _by_field(question, fields[0], desk)
    return _by_figure(question, desk)


def _by_field(question: Question, field: Field, desk: Desk) -> Draft:
    ranked, quiet = [], []
    for unit in desk.units(question):
        values = [v for v in field.read(unit.notice) if v.key is not None]
        if not values:
            quiet.append(unit)
            continue
        spans = (*values[0].also, (values[0].start, values[0].end))
        numbers = tuple(desk.book.cite(unit.notice, *span) for span in spans)
        check = Check("computed", "由通报所载日期推算") if field.name in COMPUTED else Check()
        counted = {"total": "个", "measures": "条"}.get(field.name)
        shown = f"{values[0].key:.0f}{counted}" if counted else values[0].text
        ranked.append(Ranked(unit, Decimal(values[0].key or 0),
                             Statement(values[0].text, numbers, check), shown))
    if not ranked:  # nothing to rank by: the values side by side
        return profile(question, (field,), desk)
    return Draft("aggregate", _ranking(question, field.label, ranked, quiet))


def _by_progress(question: Question, desk: Desk) -> Draft | None:
    ranked, quiet = [], []
    for unit in desk.units(question):
        progress = progress_of(unit.notice)
        if not progress or not progress.total:
            quiet.append(unit)
            continue
        number = desk.book.cite(unit.notice, progress.start, progress.end)
        shown = f"{progress.total}项完成{progress.done}项,{progress.said}"
        check = Check("computed", f"{progress.done}÷{progress.total}")
        ranked.append(Ranked(unit, progress.share, Statement(shown, (number,), check),
                             progress.said))
    if len(ranked) < 2:
        return None
    return Draft("aggregate", _ranking(question, "已完成整改", ranked, quiet))


def _by_figure(question: Question, desk: Desk) -> Draft:
    units = desk.units(question)
    findings = [desk.finder.find(question, unit, cell_length(units)) for unit in units]
    best = max(findings, key=lambda f: (f.coverage, f.cosine))
    asked = Asked.of(question, findings)
    findings = [by_measure(question, asked, f, best, desk) for f in findings]
    ranked: list[Ranked] = []
    rest: list[tuple[Finding, Statement]] = []
    shown_cells = [cell(question, f, best, desk, findings) for f in findings]
    telling = [f for f, shown in zip(findings, shown_cells, strict=True) if shown.citations]
    values = {f.unit.name: v for f, v in zip(telling, of_one_measure(asked, telling), strict=True)}
    for finding, shown in zip(findings, shown_cells, strict=True):
        value = values.get(finding.unit.name)
        if value is None:
            rest.append((finding, shown))
        else:
            ranked.append(Ranked(finding.unit, value.value, shown, value.shown, value.unit,
                                 value.anchored, value.how, value.score))
    ranked, unlike = comparable(ranked)
    rest += [(f, r.cell) for r in unlike for f in findings if f.unit.name == r.unit.name]
    focus = sum((focus_of(f) for f in findings), ())
    if len(ranked) < 2:
        if ranked:
            rest += [(f, r.cell) for r in ranked for f in findings if f.unit.name == r.unit.name]
        if all(not c.citations for _, c in rest):
            return refuse(question, best, desk, "")
        held = {f.unit.name: c for f, c in rest}
        cells = [held[u.name] for u in units]
        return Draft("compare", (table(label(question), [u.name for u in units], [cells]),),
                     focus=focus)
    blocks = _ranking(question, label(question), ranked,
                      [f.unit for f, c in rest if not c.citations],
                      [(f.unit, c) for f, c in rest if c.citations])
    return Draft("aggregate", blocks, focus=focus)


def comparable(ranked: list[Ranked]) -> tuple[list[Ranked], list[Ranked]]:
    """The values of the measure that most share, and those that cannot be ranked with them.

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
    alike = max(groups, key=len, default=[])
    best = [r for r in alike if r.anchored] or alike
    first = max(best, key=lambda r: r.score, default=None)
    best = [r for r in best if not first or not r.score or r.score >= FITTING * first.score
            or r.unit_of_measure == first.unit_of_measure != "%"]
    return best, [*(r for r in ranked if r not in alike), *(r for r in alike if r not in best)]


FITTING = 0.34
"""Share of the best figure's fit from which another counts the same thing."""


def _ranking(question: Question, heading: str, ranked: list[Ranked], quiet: list[Unit],
             others: list[tuple[Unit, Statement]] | None = None) -> tuple[Block, ...]:
    text = normalise(question.asked)
    word = _order(question)
    ranked = sorted(ranked, key=lambda r: r.key, reverse=word not in _LOW)
    summed = bool(_SUM.search(text))
    computed = summed or bool(_DIFFERENCE.search(text))
    without = [u.name for u, _ in others or []]
    lines = [_top(text, ranked, word or "高", without)] if word or not computed else []
    summed = summed and len(ranked) > 1 and all(r.unit_of_measure != "%" for r in ranked)
    if summed:
        lines.append(_sum(ranked, without))
    if _DIFFERENCE.search(text) and len(ranked) > 1:
        lines.append(_difference(ranked))
    names = [r.unit.name for r in ranked] + without
    cells = [r.cell for r in ranked] + [c for _, c in others or []]
    names += [u.name for u in quiet]
    cells += [Statement(SILENT) for _ in quiet]
    shown = table(heading, names, [cells])
    return (Paragraph(tuple(lines)), shown) if lines else (shown,)


def _order(question: Question) -> str:
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
    most = "最" if len(ranked) > 2 or "最" in text else "更"
    said = f"{most}{word}的是{first.unit.name}({first.told})"
    numbers = first.cell.citations
    if len(ranked) == 2:
        said += f",{last.unit.name}为{last.shown}" + (f"({last.how})" if last.how else "")
        numbers += last.cell.citations
    ends = [w for w in re.findall(r"最(.)", text) if w in _OPPOSITE and (w in _LOW) != (word in _LOW)]
    opposite = ends[0] if ends else _OPPOSITE.get(word, "") if _BOTH.search(text) else ""
    if len(ranked) > 2 and opposite:
        said += f",{most}{opposite}的是{last.unit.name}({last.told})"
        numbers += last.cell.citations
    less = f"({'、'.join(without)}没有可比的数字)" if without else ""
    return Statement(f"{said}{less}。", numbers, Check("computed", "按通报所载数值排序"))


def _sum(ranked: list[Ranked], without: list[str]) -> Statement:
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
