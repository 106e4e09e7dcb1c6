"""A chapter asked for by its kind, point by point: what is to be done next, what was done at once."""

import re

from assistant.answer import Bullets, Statement
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.comparison import in_a_cell, table
from assistant.replies.desk import SILENT, Desk, Draft
from assistant.replies.enumerated import run_on, told_whole
from assistant.wants import MEASURED, list_size, members
from assistant.wording import compact, normalise, sentences
from ingest.notice import Item

_ASKED = re.compile(r"下一步|今后|接下来|往后|后续(?!产业)|还要接着|还打算|将来|未来|后头|后面(?=要|还|打算|准备|要盯|的打算)")
_AT_ONCE = re.compile(r"立行立改|立马改|边[巡查]边改|即知即改|立即(?:就)?(?:整?改|办)|当场(?:交办|就?改|就?办|解决)|马上(?:就)?(?:整?改|办)"
                      r"|还在[^,。?]{1,4}(?:的时候|时)[^?]{0,6}(?:改|办)")
"""Words for what was set right while the inspectors were still there, in questions; and in notices:"""
_AT_ONCE_TOLD = re.compile(r"立行立改|边[巡查]边改|即知即改|立知立改")
_HEADING = re.compile(r"下一步|下步|今后|后续|接下来|打算|持续(?:深化|巩固|推进)|长效|常态|久久为功|巩固")
_GENERAL = re.compile(
    r"集中|之后|以后|下一步|今后|接下来|往后|后续|后头|后面|盯|最后|末尾|结尾|还要|接着|打算|计划|准备|安排|工作|整改|巡视|继续|干|抓|做|怎么|什么|提出|说|方面|措施|持续|深化|要|从|[一二三四五六七八九十两几\d]|个|大|点|样|条|项|件|事情?|坚持|不懈|不松|任务|重点|思路|部署|方向|通报|将|会|还|在|里|的|了|都|是|有|哪|些|和|呢|吗|分别|具体|不同|区别|异同|各自?|对比|比较|努力|推进|落实|着力|区委|县委|市委|党委|集团|学校")
LENGTH = 360
POINT = 60
"""Characters of each point shown, cut at a clause."""


def plans(question: Question, desk: Desk) -> Draft | None:
    """The points of the closing section; None unless all that is planned is asked for."""
    norm = normalise(question.asked)
    if len(question.units) == 1 and _AT_ONCE.search(norm) and (draft := _at_once(question, desk)):
        return draft
    if not _ASKED.search(norm) or not question.units:
        return None
    exact = any(w.kind in MEASURED for w in question.wants)
    if exact and not list_size(norm):
        return None
    rest = re.sub(r"\W", "", _GENERAL.sub("", normalise(question.topic)))
    if len(rest) > 2 or not (list_size(norm) or re.search(r"哪|什么|怎么|打算|安排|计划", norm)):
        return None
    if len(question.units) > 1:
        return _side_by_side(desk.units(question), desk)
    unit = desk.units(question)[0]
    section = _section(unit)
    return _shown(unit, section, _points(unit, section), desk) if section else None


def _shown(unit: Unit, section: Item, points: list[tuple[int, int]], desk: Desk) -> Draft | None:
    """The points of a section, each cut so that all fit."""
    size = len(points)
    each = max(24, min(POINT, LENGTH // size)) if size > 1 else LENGTH
    entries = tuple(desk.book.quote(unit.notice, s, _cut(unit.notice.text, s, e, each))
                    for s, e in points)
    return Draft("outline", (Bullets(entries, f"{unit.name}通报的“{section.heading}”"),),
                 focus=(section.id,)) if entries else None


def _side_by_side(units: tuple[Unit, ...], desk: Desk) -> Draft | None:
    """The points of each unit's closing section in one table; None where no notice has one."""
    cells, focus = [], []
    for unit in units:
        section = _section(unit)
        if not section:
            cells.append(Statement(SILENT))
            continue
        points = _points(unit, section)[:IN_A_CELL]
        said = [desk.book.quote(unit.notice, s, _cut(unit.notice.text, s, e, CELL_POINT))
                for s, e in points]
        cells.append(in_a_cell(said, trail="。,;；，"))
        focus.append(section.id)
    if not focus:
        return None
    return Draft("compare", (table("下一步打算", [u.name for u in units], [cells]),), focus=tuple(focus))


IN_A_CELL, CELL_POINT = 4, 30
"""Points of a plan that one cell names, and characters of each."""


_MEMBERS = re.compile(r"几[件项个条][^,。?]{0,6}(?:是|有)(?:哪|什么|啥)|哪几|列(?:全|出)")
"""How a question asks which they are, not how many."""


def _at_once(question: Question, desk: Desk) -> Draft | None:
    """What was set right at once, where all of it is asked for: its section, or the sentences that list it."""
    norm = normalise(question.asked)
    listed = re.search(r"哪(?:几|些|[两二三四五六七八九十\d])|什么|分别|有啥|是啥|都是", norm)
    size = list_size(norm)
    if not listed or any(w.kind in MEASURED for w in question.wants) and not (size or _MEMBERS.search(norm)):
        return None
    unit = desk.units(question)[0]
    notice = unit.notice
    headed = [i for i in notice.items if _AT_ONCE_TOLD.search(i.heading) and i.kind != "problem"
              and i.end - i.body_start > POINT and len(i.heading) <= POINT]
    telling = [s for s in desk.library.sentences(notice) if not s.heading and _AT_ONCE_TOLD.search(s.text)
               and max(members(compact(s.text)), len(run_on(s, notice, desk))) > 1]
    if all(_WITH_OTHERS.search(i.heading) for i in headed):  # a chapter that tells of other things too
        headed = [] if any(members(compact(s.text)) >= max(size, 2) for s in telling) else headed
    for section in sorted(headed, key=lambda i: i.end - i.start):
        if len(points := _points(unit, section)) > 1 or "、" in notice.text[section.start : section.end]:
            return _shown(unit, section, points, desk)
    if not telling:
        return None
    best = max(telling, key=lambda s: max(members(compact(s.text)), len(run_on(s, notice, desk))))
    return told_whole(best, notice, desk, size)


_WITH_OTHERS = re.compile("信访|线索|、|及|和")


def _section(unit: Unit) -> Item | None:
    """The last heading of the notice that speaks of what comes next."""
    found = [i for i in unit.notice.items if i.kind in ("section", "group", "problem", "part")
             and i.heading and _HEADING.search(i.heading)]
    sure = [i for i in found if re.search(r"下一?步|今后|后续|打算", i.heading)]
    top = min((i.level for i in sure or found), default=0)
    return next((i for i in reversed(sure or found) if i.level == top), None)


def _points(unit: Unit, section: Item) -> list[tuple[int, int]]:
    """Its sub-items, else its sentences that begin a point (一是, 第一), else all of them."""
    notice = unit.notice
    children = notice.children(section)
    if len(children) > 1:
        return [(c.start, max(c.body_start, c.start + 1) if c.heading else c.own_end)
                for c in children]
    whole = sentences(notice.text[section.body_start : section.own_end], section.body_start)
    if children:
        child = children[0]
        whole += sentences(notice.text[child.start : child.own_end], child.start)
    whole = [_from_first_point(notice.text, s, e) for s, e in whole]
    marked = [s for s in whole if re.search(
        r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]|[一二三四五六七八九十]要)[,，、]?$",
        notice.text[max(0, s[0] - 4) : s[0]])]
    return marked if len(marked) > 1 else whole[:8]


def _from_first_point(text: str, start: int, end: int) -> tuple[int, int]:
    """A sentence without the words that lead up to 一是 in its middle."""
    found = re.search(r"[:：]\s*(?:一是|第一[,，])", text[start:end])
    return (start + found.end(), end) if found else (start, end)


def _cut(text: str, start: int, end: int, limit: int) -> int:
    """Where a point is cut: at the last clause end within the limit."""
    if end - start <= limit:
        return end
    ends = [start + m.end() - 1 for m in re.finditer(r"[,，;；。]", text[start : start + limit])]
    return ends[-1] if ends else end
