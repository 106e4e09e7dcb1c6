"""Several units side by side: a table whose every cell is cited or says 通报未提及."""

import re
from collections.abc import Sequence

from assistant.absence_terms import said_nowhere
from assistant.answer import Check, Paragraph, Statement, Table
from assistant.figures import gives_figure
from assistant.finding import Finding
from assistant.labels import label
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.asked import Asked
from assistant.replies.desk import SILENT, Desk, Draft, focus_of, refuse
from assistant.replies.filling import filled
from assistant.replies.fitting import fitted
from assistant.replies.measured import by_measure
from assistant.replies.outline import problems_about
from assistant.replies.then_and_now import with_both
from assistant.silence import silent
from assistant.wants import role_of
from assistant.wording import compact
from ingest.notice import Item

CELL = 110
NARROW_CELL = 75
"""Characters of a cell, for two units and for more."""
ROW = 95
"""Characters of a row's cell where nothing is ranked: room for one more short sentence."""
ALIKE = 0.6
"""Share of the best unit's coverage from which another has the same thing, where that is asked."""
FEW = 2
"""Problems up to which their headings are told with more than their names."""
LISTED = 4
"""Problems named in one cell."""
NOT_AMONG = "通报所列问题中未提及"
WIDE = 3
"""From this many units on, the units are the rows."""


def compare(question: Question, desk: Desk) -> Draft:
    """The same question put to each unit, in one table."""
    units = desk.units(question)
    room = room_of(len(units))
    findings, best = found_for_each(question, units, room, desk)
    if not question.english and (term := said_nowhere(question.topic, (u.notice for u in units))):
        return refuse(question, best, desk, f"“{term}”")
    asked = Asked.of(question, findings)
    if asked.deeds and not question.own_topics:
        findings = [by_measure(question, asked, f, best, desk) for f in findings]
    listed = [problems_about(question, unit) for unit in units]
    if any(listed):
        cells = [_headings(items, finding, desk) if items else Statement(NOT_AMONG)
                 for items, finding in zip(listed, findings, strict=True)]
    else:
        cells = _fitted_cells(question, findings, best, room, desk)
    if all(not c.citations for c in cells):
        return refuse(question, best, desk, "")
    shown = table(label(question), [u.name for u in units], [cells])
    return Draft("compare", (*number_of_units(question, [u.name for u in units], cells), shown),
                 focus=sum((focus_of(f) for f in findings), ()))


def _fitted_cells(question: Question, findings: list[Finding], best: Finding, room: int, desk: Desk) -> list[Statement]:
    """What each unit's notice says, together made to fit one table."""
    mute = [silent(question, f, best, tuple(findings)) for f in findings]
    told = [with_both(question, desk.finder.accompanied(question, f, room), desk.library)
            for f, quiet in zip(findings, mute, strict=True) if not quiet]
    taken = sum(len(f.unit.name) + len(SILENT) for f, quiet in zip(findings, mute, strict=True) if quiet)
    short = iter(filled(question, fitted(question, told, taken), room, taken, desk))
    return [Statement(SILENT) if quiet else _told_cell(question, f, best, desk, findings, next(short))
            for f, quiet in zip(findings, mute, strict=True)]


def found_for_each(question: Question, units: Sequence[Unit], room: int, desk: Desk) -> tuple[list[Finding], Finding]:
    """What each unit says, the others looked through once more for what says the same as the surest, and that one."""
    findings = [desk.finder.find(question, unit, room) for unit in units]
    best = max(findings, key=lambda f: (f.coverage, f.cosine))
    return [f if f is best else desk.finder.echoing(question, f, best.text, room) for f in findings], best


def _headings(items: list[Item], finding: Finding, desk: Desk) -> Statement:
    """The headings of problems in one cell; where they are many, the first and their number.

    Where they are few, what answers best is added if one of them says it.
    """
    entries = [desk.entry(finding.notice, item) for item in items[:LISTED]]
    more = f"等{len(items)}项(按条目计数,计算得出)" if len(items) > LISTED else ""
    if len(items) <= FEW:
        entries += [desk.quote(finding.notice, e) for e in finding.excerpts
                    if any(i.body_start <= e.start < i.end for i in items)]
    return in_a_cell(entries, more)


_HOW_MANY = re.compile(
    r"(?:几|多少)(?:个|家|份)(?:区|县|市|地方|单位|通报|学校)(?![域块])(?!.*(?:多少|几|哪|怎|什么|各|分别|一一))")
"""A question for the number of units; 几个区县各追回多少 asks for something else."""


def number_of_units(question: Question, names: list[str],
                    cells: list[Statement]) -> tuple[Paragraph, ...]:
    """How many units have something, and which, where that is asked; else nothing."""
    have = [(name, c) for name, c in zip(names, cells, strict=True) if c.citations]
    if not _HOW_MANY.search(question.asked) or not have:
        return ()
    said = f"{len(have)}个:{'、'.join(name for name, _ in have)}"
    cited = tuple(n for _, c in have for n in c.citations[:1])
    return (Paragraph((Statement(said, cited, Check("computed", "按有无记载计数")),)),)


def room_of(units: int) -> int:
    """How many characters are looked for to fill a cell beside so many others."""
    return ROW if units >= WIDE else CELL


def cell_length(units: Sequence[Unit]) -> int:
    """How many characters a cell may hold beside so many others."""
    return CELL if len(units) < WIDE else NARROW_CELL


def cell(question: Question, finding: Finding, best: Finding, desk: Desk,
         findings: list[Finding], told: Finding) -> Statement:
    """What one unit's notice says, as it is ``told`` in a cell, or that it is silent by its ``finding``."""
    if silent(question, finding, best, tuple(findings)):
        return Statement(SILENT)
    return _told_cell(question, finding, best, desk, findings, told)


def _told_cell(question: Question, finding: Finding, best: Finding, desk: Desk,
               findings: list[Finding], told: Finding) -> Statement:
    """The cell of a unit that is not silent."""
    if question.intent == "which" and finding.coverage < ALIKE * best.coverage:
        return Statement(SILENT)
    role = role_of(question.asked)
    if role and not role.search(compact(told.text)):
        return Statement("通报未写明姓名")
    quotes = [desk.quote(told.notice, e) for e in told.excerpts]
    if uncounted(question, told) and any(not uncounted(question, f) for f in findings):
        return Statement(f"通报未写明数量,只写:{quotes[0].text}", quotes[0].citations)
    return in_a_cell(quotes)


def in_a_cell(said: Sequence[Statement], more: str = "", trail: str = "。;；") -> Statement:
    """Several statements in one cell, each without its ``trail``, and ``more`` behind them."""
    return Statement(";".join(s.text.rstrip(trail) for s in said) + more,
                     tuple(dict.fromkeys(n for s in said for n in s.citations)))


def uncounted(question: Question, finding: Finding) -> bool:
    """Whether a figure is asked for and the excerpts hold none at all."""
    wanted = any(w.kind in ("count", "money", "percent") for w in question.wants) and bool(
        re.search(r"多少|几|数字|率", question.asked))
    return wanted and not gives_figure(finding.text)


def table(heading: str, names: list[str], rows: list[list[Statement]],
          labels: list[str] | None = None) -> Table:
    """Units as columns for two, as rows from three on; ``rows`` holds one list per aspect."""
    labels = labels or [heading]
    if len(names) < WIDE:
        body = tuple((Statement(name), *row) for name, row in zip(labels, rows, strict=True))
        return Table(("", *names), body)
    body = tuple((Statement(name), *(row[i] for row in rows)) for i, name in enumerate(names))
    return Table(("", *labels), body)
