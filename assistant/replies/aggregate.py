"""Highest, lowest, earliest, total: ranked values with their citations, comparable bases only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Literal

from assistant.answer import Check, Paragraph, Statement
from assistant.counts import progress_of
from assistant.fields import Field
from assistant.figures import same_unit
from assistant.finding import Finding, own
from assistant.labels import label
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.asked import Asked
from assistant.replies.aspects import aspects
from assistant.replies.comparison import cell, cell_length, found_for_each, in_a_cell, table
from assistant.replies.desk import SILENT, Desk, Draft, focus_of, refuse
from assistant.replies.kinds import of_all_kinds
from assistant.replies.latest import latest
from assistant.replies.measured import Figure, by_measure, figure, of_one_measure
from assistant.replies.paired import whole_and_settled
from assistant.replies.profile import COMPUTED, profile
from assistant.replies.ranked import (
    SUM,
    Ranked,
    average,
    comparable,
    in_order,
    lines_of,
    order_of,
    ranking,
    sum_of,
)
from assistant.replies.settled import by_share
from assistant.replies.then_and_now import course
from assistant.terms import support
from assistant.units import amount
from assistant.wording import clauses, compact, normalise

_COUNTED = {"total": "反馈问题", "measures": "整改措施", "progress": "已完成整改"}
"""Fields that count, and how what they count is called beside its sum."""
_RANKS = re.compile(r"相差|多出|合计|总数(?=\s|$)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]得(?=\s|$)")
"""Words by which a question only ranks or sums, which say nothing of what is measured."""
_SUMMABLE = ("total", "measures", "stay")
"""Fields whose values of several units may be added up."""


def aggregate(question: Question, fields: tuple[Field, ...], desk: Desk) -> Draft:
    """The units ranked by a field, by their progress, or by a figure found in each notice."""
    text = normalise(question.asked)
    if draft := by_share(question, desk):
        return draft
    counted = fields and all(f.name in _COUNTED for f in fields) and "率" not in text
    if counted and re.search("平均|" + SUM.pattern, text):
        return _field_sums(question, fields, desk)
    if fields and SUM.search(text) and fields[0].name not in _SUMMABLE:
        return profile(question, fields, desk)  # dates and shares add up to nothing
    if fields:
        dated = [f for f in fields if f.name != "group"]
        return _by_field(question, (dated or fields)[0], desk)
    plain = replace(question, topic=_RANKS.sub(" ", question.topic))
    return _by_figures(plain, desk) or _by_figure(plain, desk)


def _field_sums(question: Question, fields: tuple[Field, ...], desk: Desk) -> Draft:
    """The sums of what notices count of themselves: their problems, measures, what is settled."""
    units = desk.units(question)
    lines, rows, labels = [], [], []
    for field in fields:
        ranked, without, cells = [], [], []
        for unit in units:
            value = _counted(field, unit, desk)
            cells.append(value.cell if value else Statement(SILENT))
            if value:
                ranked.append(value)
            else:
                without.append(unit.name)
        rows.append(cells)
        labels.append(_COUNTED[field.name])
        if len(ranked) > 1:
            said = sum_of(ranked, without)
            lines.append(replace(said, text=_COUNTED[field.name] + said.text))
            if "平均" in question.asked:
                lines.append(average(ranked))
    shown = table(labels[0], [u.name for u in units], rows, labels)
    return Draft("aggregate", (Paragraph(tuple(lines)), shown) if lines else (shown,))


def _counted(field: Field, unit: Unit, desk: Desk) -> Ranked | None:
    """One unit's count, with the cell that shows it; None where its notice gives none."""
    if field.name == "progress":
        progress = progress_of(unit.notice)
        if not progress:
            return None
        number = desk.book.cite(unit.notice, progress.start, progress.end)
        shown = f"{progress.done}个"
        return Ranked(unit, Decimal(progress.done), Statement(shown, (number,)), shown, "个")
    found = next((v for v in field.read(unit.notice) if v.key is not None), None)
    if not found:
        return None
    number = desk.book.cite(unit.notice, found.start, found.end)
    shown = f"{found.key:.0f}{'条' if field.name == 'measures' else '个'}"
    return Ranked(unit, Decimal(found.key or 0), Statement(found.text, (number,)), shown)


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
    return Draft("aggregate", ranking(question, field.label, ranked, quiet))


@dataclass(frozen=True)
class Measured:
    """Each unit's cell for one thing asked, and the values that can be ranked among them."""

    question: Question
    best: Finding
    cells: dict[str, Statement]
    ranked: list[Ranked]
    focus: tuple[str, ...]
    findings: list[Finding]

    @property
    def silent(self) -> bool:
        """Whether no notice tells anything."""
        return not any(c.citations for c in self.cells.values())

    def figures(self, names: list[str]) -> list[Statement]:
        """The bare figures of the units, cited; where one has none that counts, what it says."""
        told = {r.unit.name: r.told_cell for r in self.ranked}
        return [told.get(name, self.cells[name]) for name in names]

    def lines(self, whole: Question | None = None) -> tuple[Statement, ...]:
        """What the values give, as the question or the ``whole`` of it asks: the first, their sum, their difference."""
        without = [n for n, c in self.cells.items()
                   if c.citations and all(r.unit.name != n for r in self.ranked)]
        return lines_of(whole or self.question, self.ranked, without) if len(self.ranked) > 1 else ()


def _by_figure(question: Question, desk: Desk, measure: Question | None = None) -> Draft:
    """The units by one thing, told in the clause ``measure`` where others only rank or compare it."""
    summed = SUM.search(question.asked)  # then the clause alone tells best what is summed
    ways = iter([q for q in ((measure, question) if summed else (question, measure)) if q])
    measured = _measure(next(ways), desk)
    if len(measured.ranked) < len(measured.cells):
        measured = max([measured, *(_measure(q, desk) for q in ways)], key=lambda m: len(m.ranked))
    if measured.silent or not question.english and all(f.chance < UNANSWERED for f in measured.findings):
        return refuse(question, measured.best, desk, "")
    kind: Literal["aggregate", "compare"] = "aggregate" if len(measured.ranked) > 1 else "compare"
    lines = measured.lines(question) or _lone(question, measured)
    names = _in_order(question, measured, desk)
    shown = table(label(question), names, [[measured.cells[n] for n in names]])
    return Draft(kind, (Paragraph(lines), shown) if lines else (shown,), focus=measured.focus)


UNANSWERED = 0.1
"""Chance that what was found answers, below which for every unit none of it is told."""


def _lone(question: Question, measured: Measured) -> tuple[Statement, ...]:
    """That units cannot be ranked, where one alone or none gives a figure."""
    if not order_of(question) or SUM.search(question.asked):
        return ()
    if not measured.ranked:
        return (Statement("各通报没有写明可比的数字。"),)
    only = measured.ranked[0]
    said = f"只有{only.unit.name}的通报写明了可比的数字({only.told}),无法排出名次。"
    return (Statement(said, only.cell.citations, Check("computed", "在各通报中只找到这一个")),)


def _by_figures(question: Question, desk: Desk) -> Draft | None:
    """The units by several things: a line for each, and a row or column of cells.

    None where a question is not surely for several: each must have its own figures.
    """
    parts = aspects(question)
    if len(parts) == 1:  # the other clauses rank or compare the same
        return _by_figure(question, desk, parts[0])
    if both := whole_and_settled(question, parts, desk):
        return both
    measured = [_measure(part, desk) for part in parts]
    if SUM.search(question.asked):
        beside = [_measure(part, desk, measured[0].findings) for part in parts[1:]]
        measured[1:] = [max(pair, key=lambda m: len(m.ranked)) for pair in zip(measured[1:], beside, strict=True)]
    if len(measured) < 2 or not all(len(m.ranked) > 1 and m.lines() for m in measured):
        return None
    if not all(map(_told, measured)) and not (SUM.search(question.asked) and _apart(measured)):
        return None
    values = [{(r.unit.name, r.shown) for r in m.ranked} for m in measured]
    if any(one & other for one, other in combinations(values, 2)):
        return None
    names = [u.name for u in desk.units(question)]
    lines = tuple(line for m in measured for line in m.lines())
    labels = [label(m.question) for m in measured]
    shown = table(labels[0], names, [m.figures(names) for m in measured], labels)
    return Draft("aggregate", (Paragraph(lines), shown), focus=sum((m.focus for m in measured), ()))


def _told(measured: Measured) -> bool:
    """Whether at least two of the cells say the last word of what is asked."""
    words = measured.question.topic.split()[-1:]
    return any(sum(support(word, compact(c.text)) >= TOLD for c in measured.cells.values()) > 1 for word in words)


def _apart(measured: list[Measured]) -> bool:
    """Whether all units give each thing, and each in a measure of its own (辆, 元)."""
    counted = [m.ranked[0].unit_of_measure for m in measured]
    return all(len(m.ranked) == len(m.cells) for m in measured) and not any(
        same_unit(one, other) for one, other in combinations(counted, 2))


TOLD = 0.6


def _in_order(question: Question, measured: Measured, desk: Desk) -> list[str]:
    """The names of the units as they are listed: by rank, then the rest, the silent last."""
    names = [u.name for u in desk.units(question)]
    if len(measured.ranked) < 2:
        return names
    first = [r.unit.name for r in in_order(question, measured.ranked)]
    rest = [n for n in names if n not in first]
    return [*first, *sorted(rest, key=lambda n: not measured.cells[n].citations)]


def _measure(question: Question, desk: Desk, where: Sequence[Finding] = ()) -> Measured:
    """The figure of each unit, with its cell; looked for ``where`` something else was found, if that is given."""
    units = desk.units(question)
    room = cell_length(units)
    findings, best = found_for_each(question, units, room, desk) if not where else (
        list(where), max(where, key=lambda f: (f.coverage, f.cosine)))
    asked = Asked.of(question, findings)
    findings = findings if where else [by_measure(question, asked, f, best, desk) for f in findings]
    findings = [latest(question, asked, f, desk) for f in findings]
    told = [desk.finder.accompanied(question, f, room) for f in findings]
    cells = {f.unit.name: cell(question, f, best, desk, findings, t) for f, t in zip(findings, told, strict=True)}
    telling = [f for f in told if cells[f.unit.name].citations]
    values = _in_own_words(question, telling) or [
        of_all_kinds(asked, f, value) for f, value in zip(telling, of_one_measure(asked, telling), strict=True)]
    if not asked.changed and (moved := _courses(question, telling, desk)):
        values = [figure_of for figure_of, _ in moved]
        cells |= {f.unit.name: shown for f, (_, shown) in zip(telling, moved, strict=True)}
    ranked = [Ranked(f.unit, v.value, cells[f.unit.name], v.shown, v.unit, v.anchored, v.how, v.score)
              for f, v in zip(telling, values, strict=True) if v]
    ranked = comparable(ranked)
    size = sum(len(c.text) for c in cells.values())
    lines = lines_of(question, ranked, []) if len(ranked) > 1 else ()
    whole = size + sum(len(line.text) for line in lines) + sum(len(u.name) for u in units)
    if len(ranked) > 1 and (size + LINE * len(units) > ROOM or whole > WHOLE):
        ranked = [_narrowed(r, next(f for f in findings if f.unit == r.unit), desk, whole > WHOLE) for r in ranked]
        cells |= {r.unit.name: r.cell for r in ranked}
    return Measured(question, best, cells, ranked, sum((focus_of(f) for f in findings), ()), findings)


def _courses(question: Question, findings: list[Finding], desk: Desk) -> list[tuple[Figure, Statement]]:
    """How far each unit's figure moved, told in sentences apart, with the cell; [] unless all units tell it."""
    told = [course(question, f, desk.library) for f in findings]
    if len(told) < 2 or not all(told):
        return []
    found = []
    for finding, one in zip(findings, told, strict=True):
        if one is None or one.then.value is None or one.now.value is None:
            return []
        high, low = sorted((one.then, one.now), key=lambda f: -(f.value or Decimal(0)))
        gap = (high.value or Decimal(0)) - (low.value or Decimal(0))
        shown = in_a_cell([desk.book.quote(finding.notice, *span) for span in one.spans])
        found.append((Figure(gap, amount(gap, [high.text, low.text], True), one.now.unit, how=f"{high.text}-{low.text}"), shown))
    return found


def _in_own_words(question: Question, findings: list[Finding]) -> list[Figure | None]:
    """The figure of each unit in the words that the turn on it was asked in; [] unless each has one."""
    words = dict(question.own_asked)
    found = [figure(Asked.of(replace(own(question, f.unit), asked=words[f.unit.name]), [f]), f)
             for f in findings if f.unit.name in words]
    told = [replace(f, anchored=False) for f in found if f]  # each word is that of its own turn
    alike = all(same_unit(f.unit, told[0].unit) for f in told)
    return list(told) if alike and len(told) == len(findings) else []


ROOM, LINE, WHOLE = 220, 20, 236
"""Characters that the cells of a ranking may take together, what each unit takes above them, and what all of it may take."""


def _narrowed(value: Ranked, finding: Finding, desk: Desk, alone: bool) -> Ranked:
    """A value whose cell shows no more than the stretch of clauses that states it, if it is stated.

    ``alone`` where no other sentence is to stand beside it.
    """
    for excerpt in finding.excerpts:
        pieces = clauses(finding.notice.text[excerpt.start : excerpt.end], excerpt.start)
        texts = [compact(finding.notice.text[s:e]) for s, e in pieces]
        held = [i for i, text in enumerate(texts) if value.shown and compact(value.shown) in text]
        if len(held) == 1 and (len(pieces) > 1 or alone and len(finding.excerpts) > 1):
            first = last = held[0]
            while first and len(texts[last]) < SHORT and texts[first - 1][-1:] not in _ENDS and (
                    sum(map(len, texts[first - 1 : last + 1])) <= NARROW):
                first -= 1
            while last + 1 < len(texts) and texts[last][-1:] not in _ENDS and (
                    sum(map(len, texts[first : last + 2])) <= NARROW):
                last += 1
            told = desk.quote(finding.notice, replace(excerpt, start=pieces[first][0], end=pieces[last][1]))
            return replace(value, cell=in_a_cell([told], trail=",，。;；"))
    return value


SHORT, NARROW = 24, 56
"""A clause shorter than this is shown with those before it, and the rest of its sentence, up to so many characters."""
_ENDS = "。；;"
