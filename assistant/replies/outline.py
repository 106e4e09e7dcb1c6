"""What a notice lists: its problems, or the headings above them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Bullets, Statement
from assistant.finding import DULL
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.terms import content_words, support
from assistant.wording import compact, normalise, shared_grams
from ingest.markers import number_of
from ingest.notice import Item, Notice

_COUNT = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(?:大)?(?:个)?(?:方面|类|项|条|个)?")
_OF_PROBLEMS = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|项|条)(?:具体|突出)?问题")
"""The number of all, and the number of the problems where several are given (三大方面12个问题)."""
SHOWN = 60


def outline(question: Question, desk: Desk) -> Draft | None:
    """The list of headings at the level whose number of entries was asked for."""
    units = desk.units(question)
    if len(units) != 1:
        return None
    items = below(question, units[0]) or (
        level(question, units[0]) if general(question) else problems_about(question, units[0]))
    if not items:
        return None
    shown = tuple(_told_apart(units[0].notice, items[:SHOWN], desk))
    return Draft("outline", (Bullets(shown, f"{units[0].name}通报列出{len(items)}项(按条目计数,计算得出)"),),
                 focus=tuple(i.id for i in items))


def _told_apart(notice: Notice, items: Sequence[Item], desk: Desk) -> Iterator[Statement]:
    """The entries; where their numbers begin anew in every group, each with its group's before it ((一)1.)."""
    counted = [item.marker for item in items if item.marker]
    again = len(set(counted)) < len(counted)
    for item in items:
        entry, path = desk.entry(notice, item), notice.path(item)
        above = path[-2].marker.strip(_AROUND) if again and item.marker and len(path) > 1 else ""
        yield replace(entry, text=f"{above}{entry.text}")


_AROUND = " 、.．|｜\t:："
"""What stands around the number of a group."""


def general(question: Question) -> bool:
    """Whether all problems of a notice are asked for, not those of one subject."""
    return not _BELOW_INSPECTED.search(normalise(question.asked)) and _of_no_subject(question)


def _of_no_subject(question: Question) -> bool:
    """Whether the topic says no more than that problems were found."""
    return not _ABOUT.sub("", re.sub(r"\W", "", normalise(question.topic)))


_ABOUT = re.compile(
    r"(?:中央|省委|市委)?第?[一二三四五六七八九十\d]*巡[视察]组?|给|向|对|区委?|县委?|反馈|指出|发现|列出?|查出|点出|提出|存在|通报|整改|意见|方面|大类|类|部分|大|个|项|条|问题|主要|突出|全部|所有|时|了|的|是|有|都|哪|几|多少|进行|一|二|三|四|五|六|七|八|九|十|两|\d|清单|目录|提纲|框架|结构|列表|分成|分为|聚焦|把|在|被")


def below(question: Question, unit: Unit) -> list[Item]:
    """The problems under the heading that the question is about."""
    if _of_no_subject(question):
        return []
    wanted = re.sub(r"方面|领域|这块|板块|部分|问题|指出|查出|列了|列出|存在|反馈|的|都|是|有|哪|几|个|条|项"
                    r"|(?<![\u4e00-\u9fff])[一二两三四五六七八九十]", " ", question.topic)
    best, best_score = None, 0.49
    for item in unit.notice.items:
        children = unit.notice.children(item)
        if not children or item.kind not in ("group", "section"):
            continue
        score = max(shared_grams(wanted, item.heading), shared_grams(wanted, _FRAMED.sub("", item.heading)))
        if score > best_score:
            best, best_score = children, score
    return [i for i in best or () if i.heading]


_FRAMED = re.compile(r"(?:反馈|指出|发现)?(?:的)?问题(?:的)?|整改|落实|情况|[(（][^()（）]*[)）]")
"""What the heading of a chapter says beside its subject."""


def problems_about(question: Question, unit: Unit) -> list[Item]:
    """The problems under the heading that a question is about, else those that tell of it.

    A problem tells of something by its own heading, or, where no heading does, by several of its
    sentences. Where the question is about no subject (各区都存在什么问题), the headings above all.
    """
    if not asks_problems(question):
        return []
    telling = subject(question)
    if not telling:
        above = [i for i in unit.notice.items if i.kind == "group" and i.heading]
        top = min((i.level for i in above), default=0)
        return [i for i in above if i.level == top] or list(unit.notice.problems)
    problems = unit.notice.problems
    return (below(question, unit)
            or [p for p in problems if _said(telling, p.heading) >= SAID]
            or [p for p in problems if _tellings(telling, unit.notice, p) >= OFTEN])


def asks_problems(question: Question) -> bool:
    """Whether a question asks what problems were found."""
    return bool(_PROBLEMS_ASKED.search(normalise(question.asked)))


def subject(question: Question) -> list[str]:
    """The words for what problems are asked about; none where all are asked for."""
    if _BELOW_INSPECTED.search(normalise(question.asked)):
        return ["巡察"]
    return [t for t in content_words(_FINDING.sub(" ", question.topic), DULL)
            if len(t) > 1 and _ABOUT.sub("", t)]


def _said(telling: list[str], text: str) -> float:
    """How far (0-1) a text says the words."""
    body = compact(text)
    return sum(support(t, body) for t in telling) / len(telling)


def _tellings(telling: list[str], notice: Notice, problem: Item) -> int:
    """How many sentences of a problem say all the words."""
    body = notice.text[problem.start:problem.end]
    return sum(_said(telling, s) >= NAMED for s in _SENTENCE_END.split(body))


_BELOW_INSPECTED = re.compile(r"巡察(?:工作|方面|制度|监督|利剑)|(?:开展|重视|抓)巡察")
"""Questions about the inspections that a unit itself carries out."""
_FINDING = re.compile(r"查出|存在|发现|反馈|指出|点出|提出|列出|领域|方面")
_SENTENCE_END = re.compile(r"[。;；]")
NAMED = 0.9
"""Support of words that stand in a text, themselves or by a synonym."""
OFTEN = 2
_PROBLEMS_ASKED = re.compile(
    r"(?:查出|存在|发现|反馈|指出|有)了?的?(?:都?是|有)?(?:什么|哪些|哪几[个条项])样?的?(?:主要|突出)?(?:问题|毛病)")
SAID = 0.6
"""How far the heading of a problem says what it is about."""


def level(question: Question, unit: Unit) -> list[Item]:
    """The items of the level meant: that whose size the question gives, else the problems."""
    notice = unit.notice
    by_level: dict[tuple[str, int], list[Item]] = {}
    for item in notice.items:
        if item.kind in ("group", "problem"):
            by_level.setdefault((item.kind, item.level), []).append(item)
    asked = normalise(question.asked)
    for numbers in (_OF_PROBLEMS.findall(asked), _COUNT.findall(asked)):
        sizes = {number_of(n) for n in numbers}
        if sized := next((items for items in by_level.values() if len(items) in sizes and len(items) > 1), None):
            return sized
    if re.search(r"方面|大类|几类|哪类|部分", question.asked) and by_level:
        top = min(by_level, key=lambda key: key[1])
        return by_level[top]
    return list(notice.problems)
