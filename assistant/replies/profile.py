"""What notices say of themselves: dates, inspecting group, contacts."""

import re

from assistant.answer import Check, Paragraph, Statement
from assistant.citing import tidy
from assistant.counts import progress_of
from assistant.field_values import half_width
from assistant.fields import OFFICE, Field, contact_asked
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.comparison import number_of_units, table
from assistant.replies.desk import SILENT, Desk, Draft, note
from assistant.terms import support
from assistant.wording import compact, normalise

COMPUTED = ("gap", "delay", "stay")
"""Fields that no notice prints: told from its dates."""
DATED = ("inspected", "feedback", "signed", "published")
"""Fields that are dates, of which a notice may leave the year to what it said before."""


def profile(question: Question, fields: tuple[Field, ...], desk: Desk) -> Draft:
    """The fields asked for, of one unit in a sentence, of several in a table."""
    units = desk.units(question)
    rows = [[value(field, unit, desk) for unit in units] for field in fields]
    if len(units) > 1 and _SHARE.search(normalise(question.asked)):
        rows = [[_with_share(unit, cell) for unit, cell in zip(units, row, strict=True)] if field.name == "progress" else row
                for field, row in zip(fields, rows, strict=True)]
    if not any(cell.citations for row in rows for cell in row):
        asked = "、".join(u.name for u in units[:6])
        what = "、".join(f.label for f in fields)
        return Draft("refusal", (note(f"{asked}的{SILENT}{what}。"),), refused=True,
                     searched=f"检索了{asked}通报的引言、联系方式与落款")
    if len(units) == 1:
        statements = []
        for field, row in zip(fields, rows, strict=True):
            said = f"{field.label}:{row[0].text}。"
            statements.append(Statement(said, row[0].citations, row[0].check))
        return Draft("profile", (Paragraph(tuple(statements), units[0].name),))
    label = fields[0].label
    names = [u.name for u in units]
    count: tuple[Paragraph, ...] = ()
    if len(rows) == 1:
        count = _of_the_year(question, fields[0], names, rows[0]) or number_of_units(question, names, rows[0])
    return Draft("profile", (*count, table(label, names, rows, [f.label for f in fields])))


def _with_share(unit: Unit, cell: Statement) -> Statement:
    """A cell that counts what is settled, with the share of it where the notice states none."""
    progress = progress_of(unit.notice)
    if not progress or progress.rate or not cell.citations:
        return cell
    said = f"{cell.text},完成{progress.said}:{progress.done}÷{progress.total}(计算得出)"
    return Statement(said, cell.citations, Check("computed", f"{progress.done}÷{progress.total}"))


_SHARE = re.compile("率|比例|百分")


def _of_the_year(question: Question, field: Field, names: list[str], cells: list[Statement]) -> tuple[Paragraph, ...]:
    """How many units' dates are of the year that a question names, and which, where that is asked; else nothing."""
    year = _YEAR.search(normalise(question.asked))
    if not year or field.name not in DATED or not _WHICH.search(question.asked):
        return ()
    have = [(name, cell) for name, cell in zip(names, cells, strict=True) if year.group() in cell.text]
    said = f"{year.group()}的有{len(have)}个{':' if have else ''}{'、'.join(name for name, _ in have)}"
    cited = tuple(n for _, cell in have for n in cell.citations)
    return (Paragraph((Statement(said, cited, Check("computed", "按日期计数")),)),)


_WHICH = re.compile("[几哪]个|哪些|哪几|多少个")
_YEAR = re.compile(r"20\d\d年")


def office(question: Question, desk: Desk) -> Draft | None:
    """The number of the office that a question names, where a notice gives it with its own (党委办公室0726-…)."""
    field = contact_asked(question.text)
    if field is None or len(question.units) != 1:
        return None
    unit = desk.units(question)[0]
    named = _OFFICE.findall(field.asked.sub(" ", normalise(question.topic)))
    held = [v for v in field.read(unit.notice) for said in (compact(unit.notice.text[v.start : v.end]),)
            if named and all(support(w, said) >= SAID for w in named)]
    if not held:
        return None
    numbers = tuple(desk.book.cite(unit.notice, v.start, v.end) for v in held)
    return Draft("profile", (Paragraph((Statement(f"{field.label}:{';'.join(tidy(v.text) for v in held)}。", numbers),), unit.name),))


_OFFICE = re.compile(rf"({OFFICE})(?=的|[\s,。?]|$)")
SAID = 0.85
"""Support from which the words before a number name the office asked for."""


def value(field: Field, unit: Unit, desk: Desk) -> Statement:
    """One field of one unit as a cited cell."""
    notice = unit.notice
    values = field.read(notice)
    if not values:
        return Statement(SILENT)
    spans = [span for v in values for span in (*v.also, (v.start, v.end))]
    numbers = tuple(dict.fromkeys(desk.book.cite(notice, *span) for span in spans))
    check = Check("computed", "由通报所载日期推算") if field.name in COMPUTED else Check()
    if field.name in DATED and any(
            v.text[:4].isdigit() and v.text[:4] not in half_width(notice.text[v.start : v.end])
            for v in values):
        check = Check("computed", "年份按通报前文推定")
    return Statement(";".join(tidy(v.text) for v in values), numbers, check)
