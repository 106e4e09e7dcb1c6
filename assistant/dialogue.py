"""Follow-ups: what an elliptical question means after the turns before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn
from assistant.fields import COUNTS, OFFICE, contact_asked, fields_asked, of_the_notice
from assistant.item_turns import of_the_item
from assistant.labels import label
from assistant.library import Library
from assistant.question import Question, Scope, understand
from assistant.short_turns import (
    PRONOUN,
    adds_nothing,
    as_put,
    asked_so_far,
    is_bare,
    is_thin,
    of_a_kind,
    of_a_time,
    swapped,
)
from assistant.wants import MEASURED, wants_measured
from assistant.wording import normalise, shared_grams
from ingest.markers import number_of


def resolve(text: str, history: Sequence[Turn], library: Library,
            only: tuple[str, ...] = ()) -> Question:
    """The question made whole by its history; one that stands alone is left as it is."""
    question = understand(text, library, only)
    if not history or question.intent in ("greeting", "ability"):
        return question
    last = history[-1]
    state = last.answer.state if last.answer else {}
    before = state.get("question") or understand(last.question, library, only)
    if whole := _together(question, before, history, library, only):
        return _each_its_own(whole, before, history)
    if whole := _one_more(text, before, library):
        return whole
    if whole := of_a_time(question, before, library):
        return whole
    if whole := of_a_kind(question, before, library):
        return whole
    if whole := _another_office(question, before, library):
        return whole
    if whole := of_the_item(question, before, frozenset(state.get("focus", ())), library):
        return whole
    if not (_depends(question, text) or _of_an_office(question, before)):
        return replace(question, along=_along(question, before, text))
    return _complete(question, before, history, library, only)


def _along(question: Question, before: Question, text: str) -> tuple[str, ...]:
    """The units that the turns before asked the same of as a question of one unit does."""
    same = normalise(text).rstrip("?").endswith("呢") or (
        shared_grams(question.topic, before.topic) >= ALIKE)
    if len(question.units) != 1 or not same:
        return ()
    return tuple(n for n in asked_so_far(before) if n not in question.units)


ALIKE = 0.4
"""Share of a topic's bigrams in the topic before from which both ask the same."""


def _together(question: Question, before: Question, history: Sequence[Turn], library: Library,
              only: tuple[str, ...]) -> Question | None:
    """The question asked of the units spoken of (这两个地方哪个多) or of the others (另外两个县呢).

    None where it names units itself or means none.
    """
    norm = normalise(question.asked)
    if question.units or question.unknown:
        return None
    spoken = asked_so_far(before)
    if said := _OTHERS.search(norm):
        units = tuple(n for n in library.names if n not in (before.units or spoken))
    elif said := _BOTH.search(norm):
        units = spoken
    else:
        return None
    number = next((n for n in said.groupdict().values() if n), "")
    size = number_of(number.replace("俩", "二")) or 0 if number else 0
    if size > len(units) and said.re is _BOTH:
        units = tuple(_asked_apart(history))[-size:]
    if len(units) < 2 or (size and size > len(units)):
        return None
    units = units[-size:] if size else units
    rest = f"{norm[: said.start()]}{norm[said.end() :]}"
    if adds_nothing(rest, before):
        if question.superlative:
            return _ranked(question, before, units, library)
        return replace(swapped(before, units, library), asked=question.asked, inherited=True)
    named = f"{norm[: said.start()]}{'和'.join(units)}{norm[said.end() :]}"
    return replace(understand(named, library, only), inherited=True,
                   background=f"{before.background} {before.topic}".strip())


def _each_its_own(whole: Question, before: Question, history: Sequence[Turn]) -> Question:
    """The question put to each unit in the words that the turn on it used (床位使用率, 入住率)."""
    if whole.topic != before.topic or len(whole.units) != 2:
        return whole
    then = _asked_apart(history)
    own = tuple((name, f"{then[name].background} {then[name].topic}".strip()) for name in whole.units if name in then)
    if len(own) < len(whole.units) or shared_grams(own[0][1], own[1][1]) >= LIKE:
        return whole
    return replace(whole, own_topics=own, own_asked=tuple((name, as_put(then[name])) for name, _ in own))


def _asked_apart(history: Sequence[Turn]) -> dict[str, Question]:
    """The last question put to each unit alone, the unit spoken of last behind the others."""
    found: dict[str, Question] = {}
    for turn in history:
        then = (turn.answer.state if turn.answer else {}).get("question")
        if then and len(then.units) == 1 and then.topic:
            found.pop(then.units[0], None)
            found[then.units[0]] = then
    return found


LIKE = 0.7
"""Share of bigrams from which two topics are the same words."""
_BOTH = re.compile(
    r"(?:这|那|上述|前面|刚才)?(?P<n>两|俩|二|三)(?:(?:个|家)(?:地方|单位|地区|[区县市地])(?![委域内里级])"
    r"|个(?=[的,。?里中都各比相谁哪加合差之]|$)|[家边地者](?![企公单医学机工店银养民农社方区点块铁级]))"
    r"|(?:这|那|上面|刚才)(?:几|(?P<m>两|俩|二|三|四|五))个(?:数字?|数据|比例|金额)[里中]?"
    r"|(?:它们|他们|她们)俩?|双方|(?<!哥)俩(?=[的,。?都各谁])")
"""Words for the units that were spoken of; 两个支部 are none."""
_OTHERS = re.compile(
    r"(?:另外?|其[他它余]|剩下)的?(?P<n>两|俩|二|三|四)?(?:几)?(?:(?:个|家)?(?:地方|单位|地区|[区县市家])|个)(?=[的,。?里中都各比相谁哪呢分]|$)")
def _one_more(text: str, before: Question, library: Library) -> Question | None:
    """The earlier question asked of another unit or year, and one thing more (那惠济呢?邮编也给我)."""
    split = _ELLIPSIS.match(normalise(text))
    if not split:
        return None
    more = _BOTH.sub("", split["rest"])
    first, rest = understand(split["who"], library), understand(more, library)
    year = re.search(r"20\d\d年", split["who"])
    if rest.units and more == split["rest"] or rest.unknown or first.unknown:
        return None
    if len(first.units) == 1 and is_bare(first):
        if rest.superlative and adds_nothing(more, before):
            units = tuple(dict.fromkeys((*asked_so_far(before), *first.units)))
            return _ranked(rest, before, units, library) if len(units) > 1 else None
        whole = swapped(before, first.units, library)
    elif not first.units and year and re.search(r"20\d\d年", before.text):
        then = replace(before, text=re.sub(r"20\d\d年", year.group(), normalise(before.text)),
                       topic=re.sub(r"20\d\d年", year.group(), before.topic))
        whole = swapped(then, before.units, library)
    else:
        return None
    return replace(whole, asked=normalise(text), text=f"{whole.text},{split['rest']}",
                   topic=f"{whole.topic} {rest.topic}", inherited=True,
                   wants=tuple(dict.fromkeys((*whole.wants, *rest.wants))))


_ELLIPSIS = re.compile(r"(?:那么?|然后|再问)?(?P<who>[^,。?]{1,24}?)(?:的|那边|那里)*呢[,。?;!]\s*(?P<rest>[^,。?].+)$")


def _depends(question: Question, text: str) -> bool:
    """Whether a question needs its history: no unit, or a pronoun, or nothing but a unit."""
    norm = normalise(text)
    if question.scope == "all":
        return False
    if question.unknown:
        return bool(PRONOUN.search(norm))
    if question.scope == "none":
        return question.intent != "library"
    if len(question.units) > 1 and not is_bare(question):
        return bool(re.search("刚才|上面|上述", norm))
    return is_bare(question) or bool(
        re.search(r"刚才|上面|前者|后者|比(?!例|重|率).{0,6}(?:高|低|多|少)|^(?:跟|和|与|同)[^,。?]{2,24}相?比(?!例|重|率)", norm)) or bool(
        norm.startswith("那") and len(question.topic) <= 4)


_ASKS = re.compile(r"还有(?:什么|哪些|啥)|(?:怎么|如何)(?!样)")
"""Words by which a short question asks for something of its own (还有什么处理)."""
def _of_an_office(question: Question, before: Question) -> bool:
    """Whether a question names but an office of a unit after a field was asked for (市委整改办的呢)."""
    return (normalise(question.asked).rstrip("?。").endswith("呢") and of_the_notice(question.topic)
            and bool(fields_asked(before.text, before.topic)) and not question.wants
            and not fields_asked(question.text, question.topic))


def _another_office(question: Question, before: Question, library: Library) -> Question | None:
    """The number asked for of one office asked of another (那纪检监察室的呢)."""
    field = contact_asked(before.text)
    units = question.units or before.units
    named = re.sub(r"^那|(?:那边|那里|这边)?的?$", "", question.topic)
    if field is None or len(units) != 1 or question.wants or not re.fullmatch(OFFICE, named) or (
            question.units and _of_an_office(question, before)):
        return None
    kind = re.match(_UNIT_ITSELF, named)  # 学院纪委 of 汝岳职业学院
    named = named[kind.end() :] if kind and units[0].endswith(kind.group()) else named
    whole = understand(f"{units[0]}{named}的{field.label}是多少?", library)
    return replace(whole, asked=question.asked, inherited=True)


_UNIT_ITSELF = r"学院|大学|学校|医院|集团|公司|[区县市旗镇乡局厅]"
_AGAINST = re.compile(r"刚才|比(?!例|重|率)")
"""How a unit is set against those of the turn before."""


def _complete(question: Question, before: Question, history: Sequence[Turn], library: Library,
              only: tuple[str, ...]) -> Question:
    state = history[-1].answer.state if history[-1].answer else {}
    focus = frozenset(state.get("focus", ()))
    against = _AGAINST.search(normalise(question.asked)) and set(question.units) - set(before.units)
    if question.units and (is_bare(question) or _of_an_office(question, before)) and not against:
        whole = swapped(before, question.units, library)
        return replace(whole, asked=question.asked, inherited=True)
    units = question.units or before.units
    scope: Scope = "units" if units else "none"
    if question.units and before.units and _AGAINST.search(normalise(question.asked)):
        units = tuple(dict.fromkeys((*before.units, *question.units)))
        if is_bare(question) or question.superlative and adds_nothing(question.topic, before):
            return _ranked(question, before, units, library)
        if question.superlative and len(before.units) == len(question.units) == 1 and len(units) == 2:
            return _measured_against(question, _measured(before, history), units)
    if not question.units and question.superlative and before.along and (
            is_thin(question) or adds_nothing(question.topic, before)):
        return _ranked(question, before, asked_so_far(before), library)
    if picked := _picked(question, state, library):
        units, scope = picked, "units"
    fields = fields_asked(question.text, question.topic)
    earlier = f"{before.background} {before.topic}".strip()
    within = not question.units and earlier and not of_the_notice(earlier)
    asks_field = any(not within or f.name not in COUNTS for f in fields)
    norm, thin = normalise(question.asked), is_thin(question)
    named = "、".join(units)
    text = question.text if question.units else f"{named}{question.text}"
    intent = question.intent
    if len(units) > 1 and intent == "fact":
        intent = "compare"
    wants = question.wants or (before.wants if thin and not _ASKS.search(norm) else ())
    return replace(question, text=text, units=units, scope=scope,
                   favoured=focus if units == before.units else frozenset(), tied=thin,
                   background="" if asks_field else earlier,
                   inherited=True, intent=intent, wants=wants)


def _measured_against(question: Question, before: Question, units: tuple[str, ...]) -> Question:
    """A question of one unit to be ranked with what was asked of another, each in its own words."""
    own = ((units[0], f"{before.background} {before.topic}".strip()),
           (units[1], _COMPARISON.sub("", question.topic).strip() or before.topic))
    wants = wants_measured(question.wants or before.wants, question.asked)
    return replace(question, units=units, scope="units", own_topics=own, inherited=True, intent="aggregate",
                   own_asked=((units[0], as_put(before)), (units[1], question.asked)), wants=wants)


def _measured(before: Question, history: Sequence[Turn]) -> Question:
    """The last question on the same unit that asked for a figure; the one before where none did."""
    asked = [q for turn in history if (q := (turn.answer.state if turn.answer else {}).get("question"))
             and q.units == before.units and any(w.kind in MEASURED for w in q.wants)]
    return asked[-1] if asked else before


_COMPARISON = re.compile(r"[,]?(?:和|跟|与|同)?(?:刚才|上面|前面)(?:的|说的|问的)?(?:那个|那家|这个)?(?:区|县|市|单位)?(?:相?比)?|^(?:和|跟|与|同)|相?比(?!例|重|率)|(?:谁|哪个)")
"""Words that set what is asked against what was asked before."""


def _ranked(question: Question, before: Question, units: tuple[str, ...],
            library: Library) -> Question:
    """The earlier question asked of several units, to be ranked."""
    return replace(swapped(before, units, library), asked=question.asked, inherited=True, intent="aggregate",
                   superlative=question.superlative or "高", own_asked=tuple((name, as_put(before)) for name in units))


def _picked(question: Question, state: dict, library: Library) -> tuple[str, ...]:
    """One of several units the last answer named, picked by year, order or group."""
    shown: tuple[str, ...] = tuple(state.get("units", ()))
    if len(shown) < 2:
        return ()
    norm = normalise(question.asked)
    if m := re.search(r"(20\d\d)年(?:的)?(?:那|这)", norm):
        held = [n for n in shown if _year(library, n) == m.group(1)]
        if len(held) == 1:
            return (held[0],)
    if order := re.search(r"第([一二三四五六七八九十\d]+)个(?!问题|方面)", norm):
        place = number_of(order.group(1))
        return (shown[place - 1],) if 0 < place <= len(shown) else ()
    if "前者" in norm:
        return (shown[0],)
    if re.search(r"后者|最后一个", norm):
        return (shown[-1],)
    return ()


def _year(library: Library, name: str) -> str:
    notice = library.unit(name).notice
    return notice.inspected.value[:4] if notice.inspected else ""


_ONLY_NUMBERED = re.compile(r"(?:通报)?第?[(\[【]?[\d一二三四五六七八九十.]+[)\]】]?[个项条号]?(?:具体|反馈)?(?:问题)?(?:的?整改)?(?:情况)?")
"""A topic that is but the number of an item."""


def restated(question: Question, library: Library) -> str:
    """The line 理解为…: what was understood of a question."""
    parts = []
    if question.scope == "all":
        some = len(question.units) < len(library.names)
        parts.append(f"勾选的{len(question.units)}家" if some else "全部通报")
    elif question.units:
        parts.append("、".join(question.units))
    topic = label(question, "")
    if question.refs:
        parts.append("、".join(f"第{r.number}{r.chapter or '项'}" for r in question.refs))
    if topic and not (question.refs and _ONLY_NUMBERED.fullmatch(topic)):
        parts.append(topic)
    labels = {"compare": "比较", "aggregate": "排序", "section": "整条", "outline": "列问题",
              "library": "资料库", "which": "哪些区"}
    if question.intent in labels:
        parts.append(labels[question.intent])
    for typed, meant in question.corrected:
        parts.append(f"“{typed}”按“{meant}”理解")
    return " · ".join(parts)
