"""What notices say of themselves: dates, inspecting group, contacts."""

from assistant.answer import Check, Paragraph, Statement
from assistant.citing import tidy
from assistant.field_values import half_width
from assistant.fields import Field
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.comparison import number_of_units, table
from assistant.replies.desk import SILENT, Desk, Draft, note

COMPUTED = ("gap", "delay", "stay")
"""Fields that no notice prints: told from its dates."""
DATED = ("inspected", "feedback", "signed", "published")
"""Fields that are dates, of which a notice may leave the year to what it said before."""


def profile(question: Question, fields: tuple[Field, ...], desk: Desk) -> Draft:
    """The fields asked for, of one unit in a sentence, of several in a table."""
    units = desk.units(question)
    rows = [[value(field, unit, desk) for unit in units] for field in fields]
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
    count = number_of_units(question, names, rows[0]) if len(rows) == 1 else ()
    return Draft("profile", (*count, table(label, names, rows, [f.label for f in fields])))


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
