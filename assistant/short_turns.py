"""Short follow-ups: what they leave out, and the question before put anew to other units and times."""

import re
from dataclasses import replace

from assistant.fields import fields_asked
from assistant.library import Library
from assistant.question import Question, understand
from assistant.wants import MEASURED, wants_of
from assistant.wording import compact, normalise

_SHAPE = re.compile(r"(?:刚才|上面|前面)(?:的|说的|问的)?(?:那个|那家|这个)?|百分点|哪[里儿]|加(?:在一)?起来|合计|一共|总共|人数|数量|数字|数额|数目|金额|比例|幅度|情况|一点|一些|[和与跟同比谁哪更最个家的了得多少高低大小快慢差相数是有呢几,。?]")
"""Words of a question that only say that things are measured against each other."""
_TIME = re.compile(r"同一?(?:年|时)期?|同期|(?:最近|上|前|近)[一两三]?[年期]|[今去前当]年|20\d\d年(?:\d+至\d+月|前\d+个月|\d+月|[上下]半年|[底末初])?")
"""A time, as a short question names it."""
PRONOUN = re.compile(
    r"它|他们|她|这个区|那个区|该区|这个县|那个县|该县|当地|那儿|那里|那边|这里(?!有)|这儿|本区|前者|后者|刚才|上面|上述|其中|这(?:项|条|些|一)|那(?:项|条|些|一)|这个|那个")


def adds_nothing(rest: str, before: Question) -> bool:
    """Whether words ask for nothing but to measure what the turn before asked for."""
    kinds = {"percent" if w.unit == "百分点" else w.kind for w in wants_of(rest) if w.kind != "count" or w.unit} & MEASURED
    if kinds and not kinds & {w.kind for w in before.wants}:
        return False
    said = compact(f"{before.topic}{before.asked}")
    left = _SHAPE.sub("", compact(rest).replace("剩下", "剩"))
    return not any(c not in said for c in left)


def of_a_time(question: Question, before: Question, library: Library) -> Question | None:
    """The earlier question asked of a unit at the same time or another (莱川市同期是多少, 2023年呢)."""
    said = _TIME.search(question.topic)
    if not said or len(question.units) != 1 or question.refs or question.superlative or not before.topic or not adds_nothing(
            _TIME.sub("", question.topic.removeprefix("那")), before):
        return None
    year = re.search(r"20\d\d年", question.topic)
    then = before
    if year and said.group() != before.topic:
        then = replace(before, text=_in_year(year.group(), normalise(before.text)), topic=_in_year(year.group(), before.topic))
    return replace(swapped(then, question.units, library), asked=question.asked, inherited=True)


def _in_year(year: str, text: str) -> str:
    """A text with its time of another year, or put into that year."""
    moved, found = _TIME.subn(year, text, count=1)
    return moved if found else f"{year}{text}"


_KINDS = ("大学|学院|学校", "医院", "集团|公司", "银行", "(?:经济技术|经济)?开发区|经开区", "高新技术产业开发区|高新区", "区", "县", "市", "旗", "镇", "乡",
          "街道", "局", "厅")
_OF_A_KIND = re.compile(rf"那?(?:这|那)?[个家所]?(?P<kind>{'|'.join(_KINDS)})(?:里|那边|那里|方面)?(?:的|也)?(?:呢|也来一[个下份]|也要|是多少)?[?。]*")
"""A unit meant by its kind, and nothing else (学院的呢, 镇里的也来一个)."""


def of_a_kind(question: Question, before: Question, library: Library) -> Question | None:
    """The earlier question asked of the only other unit of a kind."""
    said = _OF_A_KIND.fullmatch(normalise(question.asked))
    if not said or question.units:
        return None
    kind = next(kinds for kinds in _KINDS if re.fullmatch(kinds, said["kind"]))
    others = [name for name in library.names if re.search(rf"(?:{kind})$", name) and name not in before.units]
    if len(others) != 1:
        return None
    return replace(swapped(before, (others[0],), library), asked=question.asked, inherited=True)


def is_bare(question: Question) -> bool:
    """Whether little but a unit is left of it (姜堰区的呢, 那惠济区呢)."""
    rest = re.sub(r"情况|怎么样|如何|[的那么呢换成看至于同样再还有又,。? ]|这[两几些]个(?:数字?|数据|指标)", "", question.topic)
    return len(rest) <= 1 and not fields_asked(question.text, question.topic) and not question.refs


def as_put(question: Question) -> str:
    """The words that a question asks in: made whole where it was a follow-up (那惠济区呢)."""
    return question.text if question.inherited else question.asked


def made_whole(question: Question) -> str:
    """What a question asks in words that need no turn before it: those of a follow-up behind the matter it asks on about."""
    return f"{question.background} {as_put(question)}".strip()


def asked_so_far(before: Question) -> tuple[str, ...]:
    """The units that the turns before asked the same of."""
    return tuple(dict.fromkeys((*before.along, *before.units)))


def is_thin(question: Question) -> bool:
    """Whether a question says next to nothing itself."""
    return len(re.sub(rf"\W|^那么?|其中|还有|都|{PRONOUN.pattern}", "", question.topic)) < 4


def swapped(before: Question, units: tuple[str, ...], library: Library) -> Question:
    """The earlier question asked of other units."""
    named = "、".join(units)
    said = "|".join(map(re.escape, _names_of(before, library)))
    text, found = re.subn(rf"(?:{said})(?:[和与跟及同、,]+(?:{said}))*" if said else "(?!)", named,
                          normalise(before.text))
    whole = understand(text if found else f"{named}{before.text}", library)
    intent = whole.intent
    if len(units) > 1 and intent == "fact":
        intent = "compare"
    elif len(units) == 1 and before.intent not in ("compare", "which", "aggregate"):
        intent = before.intent
    along = tuple(name for name in asked_so_far(before) if name not in units)
    return replace(whole, units=units, scope="units", topic=before.topic, wants=before.wants,
                   along=along, background=before.background, refs=before.refs,
                   quoted=before.quoted, intent=intent)


def _names_of(before: Question, library: Library) -> list[str]:
    """What the units of a question may be called in it, the longest first, slips included."""
    aliases = [a for a, names in library.aliases.items() if set(names) & set(before.units)]
    shorts = [short for short, name in library.short_names.items() if name in before.units]
    slips = [typed for typed, meant in before.corrected if meant in before.units]
    return sorted((*aliases, *shorts, *slips), key=len, reverse=True)
