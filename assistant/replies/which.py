"""Which units have something: those whose notices state it, cited, and those silent on it."""

from assistant.answer import Statement
from assistant.evidence import label, shared_grams
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.comparison import compare, number_of_units, table
from assistant.replies.desk import SILENT, Desk, Draft, heading_of
from assistant.wording import compact
from ingest.notice import Item

TITLE_MATCH = 0.8


def which(question: Question, desk: Desk) -> Draft:
    """The units among whose items one carries the title asked for; else a comparison."""
    found = [(unit, titled(question, unit)) for unit in desk.units(question)]
    if not any(item for _, item in found):
        return compare(question, desk)
    cells = []
    for unit, item in found:
        if item is None:
            cells.append(Statement(f"{SILENT}(没有单列)"))
            continue
        number = desk.book.cite(unit.notice, item.start, max(item.body_start, item.start + 1))
        cells.append(Statement(heading_of(item), (number,)))
    heading = "、".join(question.quoted) or label(question)
    names = [u.name for u, _ in found]
    return Draft("which", (*number_of_units(question, names, cells), table(heading, names, [cells])),
                 focus=tuple(i.id for _, i in found if i))


def titled(question: Question, unit: Unit) -> Item | None:
    """The unit's problem whose heading carries the title quoted or asked for."""
    wanted = [compact(q) for q in question.quoted] or [compact(question.topic)]
    best, best_score = None, TITLE_MATCH
    for item in unit.notice.items:
        if item.kind not in ("problem", "group"):
            continue
        score = max(shared_grams(w, item.heading) for w in wanted)
        if score >= best_score and (best is None or score > best_score):
            best, best_score = item, score
    return best
