"""What a notice lists: its problems, or the headings above them."""

import re

from assistant.answer import Bullets, Statement
from assistant.library import Unit
from assistant.question import Question, number_of
from assistant.replies.desk import Desk, Draft, heading_of
from assistant.wording import normalise
from ingest.notice import Item

_COUNT = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(?:大)?(?:个)?(?:方面|类|项|条|个)?")
SHOWN = 60


def outline(question: Question, desk: Desk) -> Draft | None:
    """The list of headings at the level whose number of entries was asked for."""
    units = desk.units(question)
    if len(units) != 1:
        return None
    items = level(question, units[0])
    if not items:
        return None
    entries = tuple(
        desk.book.quote(i_notice, item.start, max(item.body_start, item.start + 1),
                        heading_of(item))
        for i_notice, item in ((units[0].notice, i) for i in items[:SHOWN]))
    shown = tuple(Statement(e.text, e.citations) for e in entries)
    return Draft("outline", (Bullets(shown, f"{units[0].name}通报列出{len(items)}项"),),
                 focus=tuple(i.id for i in items))


def level(question: Question, unit: Unit) -> list[Item]:
    """The items of the level meant: that whose size the question gives, else the problems."""
    notice = unit.notice
    by_level: dict[tuple[str, int], list[Item]] = {}
    for item in notice.items:
        if item.kind in ("group", "problem"):
            by_level.setdefault((item.kind, item.level), []).append(item)
    numbers = {number_of(n) for n in _COUNT.findall(normalise(question.asked))}
    for items in by_level.values():
        if len(items) in numbers and len(items) > 1:
            return items
    if re.search(r"方面|大类|几类|哪类|部分", question.asked) and by_level:
        top = min(by_level, key=lambda key: key[1])
        return by_level[top]
    return list(notice.problems)
