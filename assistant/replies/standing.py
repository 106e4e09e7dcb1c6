"""How far one unit is, worked out of what its notice counts: what is left, and the share settled."""

import re

from assistant.answer import Check, Paragraph, Statement
from assistant.counts import MEASURES, carried_out, progress_of
from assistant.field_values import half_width
from assistant.fields import of_the_notice
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.wording import normalise

_PROBLEMS = re.compile(r"问题|任务|整改|措施")
_LEFT = re.compile(
    r"(?:还有|还剩|剩下?|余下)[^,。?]{0,10}(?:多少|几)|(?:多少|几)[个项条][^,。?]{0,8}(?:没有?|未|尚未)[^,。?]{0,6}(?:完|改|到位|销号)"
    r"|(?:没有?|未|尚未)[^,。?]{0,6}(?:完|改|到位|销号)[^,。?]{0,6}(?:多少|几)")
_SHARE = re.compile(r"(?:完成|整改|销号|到位)[^,。?]{0,8}(?:比例|比率|率|百分之|几成|占)|(?:比例|占比|几成)[^,。?]{0,8}(?:完成|整改)")
_ASIDE = re.compile(r"还有|还剩|剩下?|余下|没有?|未|尚未|彻底|完全|全部|总共|一共|整改|改|完|到位|销号|是|占|了|的|几|多少|比例|比率|率|百分之|\d+")


_OWN_ROUNDS = re.compile("委?巡察")
"""What a follow-up goes on from that is no standing of the unit itself: what its own inspectors found."""
_NOT_THAT = re.compile(r"(?:不是|不要|不算)[^,。?]*")
"""What a question sets aside (不是问题完成率)."""
_LEFT_STATED = re.compile(r"(?:未|没有?|尚未)(?:完成|到位|销号)(?:整改)?(?:的)?\s*\d+")
"""How a notice states itself what is left."""


def standing(question: Question, desk: Desk) -> Draft | None:
    """What is left of one unit's problems, or the share settled; None where neither is asked for."""
    norm = normalise(question.text if question.inherited else question.asked)
    left, share = _LEFT.search(norm), _SHARE.search(norm)
    if len(question.units) != 1 or question.refs or not (left or share) or not _PROBLEMS.search(norm):
        return None
    if not of_the_notice(_ASIDE.sub("", question.topic)) or _OWN_ROUNDS.search(question.background):
        return None
    notice = desk.units(question)[0].notice
    of_measures = bool(re.search(MEASURES, _NOT_THAT.sub("", norm)))
    progress = carried_out(notice, MEASURES) if of_measures else progress_of(notice)
    if not progress or progress.total <= progress.done:
        return None
    told = desk.book.quote(notice, progress.start, progress.end)
    whole, done = progress.total, progress.done
    what, counted = ("措施", "条") if of_measures else ("", "个")
    if (left and _LEFT_STATED.search(half_width(told.text))) or (not left and progress.rate):
        return Draft("fact", (Paragraph((told,)),))
    if left:
        said, how = f"没有完成{what or '整改'}的还有{whole - done}{counted}:{whole}{counted}-{done}{counted}", f"{whole}-{done}"
    else:
        said, how = f"已完成{what or '整改'}的占{progress.said}:{done}{counted}÷{whole}{counted}", f"{done}÷{whole}"
    first = Statement(f"{said}(计算得出)。", told.citations, Check("computed", how))
    return Draft("fact", (Paragraph((first, told)),))
