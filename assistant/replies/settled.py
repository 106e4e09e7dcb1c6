"""Units ranked by the share of their problems, tasks or measures that is settled."""

import re

from assistant.answer import Check, Statement
from assistant.counts import MEASURES, TASKS, Progress, carried_out, progress_of
from assistant.fields import of_the_notice
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.replies.ranked import Ranked, ranking
from assistant.wording import normalise

_DONE = "完成|整改|办结|落实|落地|到位"
_RATIO = re.compile(rf"(?:{_DONE})[^,。]{{0,20}}(?:比例|比率|比重|占|率)|(?:比例|占比|率)[^,。]{{0,10}}(?:{_DONE})")
_SETTLED = re.compile(r"完成|整改率|落实|落地|到位")
_UNITS_OF = {MEASURES: "条", TASKS: "项", "": "项"}
"""What measures, tasks and problems are counted in."""


def by_share(question: Question, desk: Desk) -> Draft | None:
    """The units by the share settled, shown with its terms; None where it is not asked for or fewer than two tell it."""
    text = normalise(question.asked)
    if not (_RATIO.search(text) and _SETTLED.search(text) and of_the_notice(_OF_DEEDS.sub("", question.topic))):
        return None
    things = next((t for t in (MEASURES, TASKS) if re.search(t, text)), "")
    ranked, quiet = [], []
    for unit in desk.units(question):
        told = _told(unit, things)
        if not told or not told.total:
            quiet.append(unit)
            continue
        number = desk.book.cite(unit.notice, told.start, told.end)
        counted = _UNITS_OF[things]
        shown = f"{told.total}{counted}完成{told.done}{counted},{told.said}"
        check = Check("computed", f"{told.done}÷{told.total}")
        ranked.append(Ranked(unit, told.share, Statement(shown, (number,), check), told.said, "%"))
    if len(ranked) < 2:
        return None
    return Draft("aggregate", ranking(question, "已落实措施" if things == MEASURES else "已完成整改", ranked, quiet))


_OF_DEEDS = re.compile("落实|落地|到位")


def _told(unit: Unit, things: str) -> Progress | None:
    """How much of its measures, tasks or problems a unit has settled; tasks may be all that it counts, or not told apart."""
    told = carried_out(unit.notice, things) if things else None
    return told if told or things == MEASURES else progress_of(unit.notice)
