"""Follow-ups on one item of a notice: what was done about it, the one before it, the next."""

import re
from dataclasses import replace

from assistant.library import Library
from assistant.question import Question
from assistant.wording import normalise
from ingest.notice import Item, Notice

_NEXT_TO = re.compile(r"^(?:那么?|再看)?(?P<way>上|前|下|后)(?:面|边)?(?:的)?一(?:个|条|项)(?:问题)?(?:呢|是什么|讲什么|说什么|怎么(?:整改|改)的?|的整改(?:情况)?)?[?。]*$")
_WHOLE = re.compile(
    r"^(?:那么?|它|这个?|该|此)?(?:一?[条项个])?(?:问题)?(?:的)?(?:都|是|又|具体|后来|最后|到底|究竟|现在|目前)*(?:怎么|如何|怎样|咋)(?:整改|改|解决|处理|办|做|落实)的?(?:呢|啊|呀)?(?:效果如何)?[?。]*$"
    r"|^(?:那么?|它|这个?|该|此)?(?:一?[条项个])?(?:问题)?(?:的)?(?:具体)?(?:整改)?(?:措施|成效|情况|进展|结果|效果|内容|举措)(?:呢|是什么|如何|怎么样|有哪些|怎样)?[?。]*$"
    r"|^(?:那么?)?(?:整改|改)(?:了|得|到)(?:怎么样|如何|什么|哪些|没有|没)[了吗呢]*[?。]*$")


def of_the_item(question: Question, before: Question, focus: frozenset[str],
                library: Library) -> Question | None:
    """The question put to the one item that the turn before was about; None where none is meant."""
    if before.intent != "section" or len(before.units) != 1 or question.refs or (
            question.units and question.units != before.units):
        return None
    notice = library.unit(before.units[0]).notice
    shown = [i for i in notice.problems if i.id in focus]
    if len(shown) != 1:
        return None
    asked = normalise(question.asked)
    if beside := _NEXT_TO.match(asked):
        item = _neighbour(notice, shown[0], -1 if beside["way"] in "上前" else 1)
    else:
        item = shown[0] if _WHOLE.match(asked) else None
    if item is None:
        return None
    return replace(before, asked=asked, text=f"{before.units[0]}“{item.heading}”", topic=item.heading,
                   refs=(), quoted=(), titles=(item.heading,), wants=(), inherited=True)


def _neighbour(notice: Notice, item: Item, step: int) -> Item | None:
    """The problem before or behind one."""
    place = notice.problems.index(item) + step
    return notice.problems[place] if 0 <= place < len(notice.problems) else None
