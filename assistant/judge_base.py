"""Where a figure stands: the words beside it, and whether they belong to another figure."""

import re
from collections.abc import Sequence

from assistant.figures import Fact, facts, plain, same
from assistant.judge_source import Places
from assistant.judge_text import grams, letters, weight
from assistant.units import same_unit

_MARKS = ",。;!?、\n"
CLAUSE = re.compile(r"[^,。;!?、\n]+")
_HEDGE = re.compile(r"^[\s:]*(?:一?共|总共|共计|合计|已经?|了|为|是|达到?|约|近|超过|有|计|其中)*|"
                    r"(?:一?共|总共|共计|合计|了|为|是|达到?|约|近|超过|有|计|新增|增加|数量|个数|人数|总数|:)+$")


_COMPARED = re.compile(r"(?:其中)?最[高低多少早晚大小长短快慢](?:的?是|的)?|略[高低多少]|排名?第[一二三]|分别")


def stripped(text: str, places: Places) -> str:
    """The statement without districts, which every passage is about, and without 最高, 分别."""
    return _COMPARED.sub("", places.without(text))


def clause_at(text: str, offset: int) -> str:
    """The clause of the text around an offset."""
    begin = max(text.rfind(mark, 0, offset) for mark in _MARKS) + 1
    ends = (text.find(mark, offset) for mark in _MARKS)
    return text[begin:min((e for e in ends if e >= 0), default=len(text))]


def comparable(fact: Fact, other: Fact) -> bool:
    """Whether the other could be what the source gives where a statement gives this one."""
    if fact.kind != other.kind or fact.kind == "name" and fact.unit != other.unit:
        return False
    if fact.kind == "number":
        return same_unit(fact.unit, other.unit) and (fact.unit == other.unit or not fact.unit) and fact.value != other.value and not other.soft
    return fact.kind == "date" or fact.unit in ("phone", "email")


def context(text: str, fact: Fact, window: str, other: Fact) -> int:
    """How many characters beside two figures are the same: just before, and just after."""
    left, right = _beside(text, fact)
    other_left, other_right = _beside(window, other)
    beside = _shared(left[::-1], other_left[::-1]) + _shared(right, other_right)
    return max(beside, _meeting(left, other_right), _meeting(other_left, right))


def _meeting(left: str, right: str) -> int:
    """How much of a phrase before one figure stands right after the other (会议3次, 3次会议)."""
    return next((n for n in range(min(len(left), len(right)), 1, -1)
                 if left.endswith(right[:n])), 0)


def _beside(text: str, fact: Fact) -> tuple[str, str]:
    ends = [f.end for f in facts(text) if f.end <= fact.start]
    before = re.split(r"[,。;!?\n、(]", text[max(ends, default=0):fact.start])[-1]
    after = re.split(r"[,。;!?\n、)]", text[fact.end:])[0]
    return _HEDGE.sub("", plain(before)), plain(after)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def rival_of(text: str, fact: Fact, held: Sequence[tuple[Fact, str]],
             places: Places) -> Fact | None:
    """The source's figure that the statement's words belong to, where that is not its own.

    ``held`` are the sources' figures, each with the text it is of. None where the statement's figure
    stands among its own words, or nothing shows that it does not.
    """
    right = [(o, w) for o, w in held if same(fact, o)]
    wrong = [(o, w) for o, w in held if not same(fact, o) and comparable(fact, o)]
    if not right or not wrong or any("分别" in w[max(0, o.start - 40):o.start] for o, w in right):
        return None
    rival, window = max(wrong, key=lambda ow: context(text, fact, ow[1], ow[0]))
    if _taken(text, fact, right, rival, window, places):
        return rival
    here = grams(stripped(clause_at(text, fact.start), places))
    if weight(here & frozenset().union(*(_around(o, w) for o, w in right))) >= 0.5:
        return None
    rival, window = max(wrong, key=lambda ow: weight(here & _around(*ow)))
    return rival if weight(here & _around(rival, window)) >= 2 else None


def _around(fact: Fact, text: str) -> frozenset[str]:
    """The words of a figure's clause and of what leads up to it in its sentence."""
    begin = max(text.rfind("。", 0, fact.start), text.rfind("\n", 0, fact.start),
                fact.start - 80, 0)
    return grams(text[begin:fact.start] + "," + clause_at(text, fact.start))


def _has_own_noun(fact: Fact, text: str, clause: str) -> bool:
    """Whether a figure counts something named right behind it that the clause does not speak of."""
    noun = _beside(text, fact)[1][:4]
    return len(noun) >= 2 and not grams(noun) & grams(clause)


def _taken(text: str, fact: Fact, right: Sequence[tuple[Fact, str]], rival: Fact, window: str,
           places: Places) -> bool:
    """Whether a figure's clause has the words of a rival figure, and not of its own place."""
    near = max(context(text, fact, w, o) for o, w in right)
    far = context(text, fact, window, rival)
    clause = stripped(clause_at(text, fact.start), places)
    here, there = grams(clause), grams(clause_at(window, rival.start))
    if far >= 3 and not near and all(_has_own_noun(o, w, clause) for o, w in right):
        return True
    for other, place in right:
        own = clause_at(place, other.start)
        if here & grams(own) - there or letters(own) == letters(clause):
            return False
    owned = frozenset().union(*(grams(clause_at(w, o.start)) for o, w in right))
    if weight(here & there - owned) >= 1:
        return far > near and far >= 2
    left, after = (len(stripped(side, places)) for side in _beside(text, fact))
    return far > near and far >= max(3, left + after)
