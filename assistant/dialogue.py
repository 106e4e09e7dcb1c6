"""Follow-ups: what an elliptical question means after the turns before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn
from assistant.fields import COUNTS, fields_asked, of_the_notice
from assistant.finding import label
from assistant.item_turns import of_the_item
from assistant.library import Library
from assistant.question import Question, Scope, understand
from assistant.wants import MEASURED, wants_of
from assistant.wording import compact, normalise, shared_grams
from ingest.markers import number_of

_PRONOUN = re.compile(
    r"它|他们|她|这个区|那个区|该区|这个县|那个县|该县|当地|那儿|那里|那边|这里(?!有)|这儿|本区|前者|后者|刚才|上面|上述|其中|这(?:项|条|些|一)|那(?:项|条|些|一)|这个|那个")


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
    if whole := of_the_item(question, before, frozenset(state.get("focus", ())), library):
        return whole
    if not (_depends(question, text) or _of_an_office(question, before)):
        return replace(question, along=_along(question, before, text))
    return _complete(question, before, state, library, only)


def _along(question: Question, before: Question, text: str) -> tuple[str, ...]:
    """The units that the turns before asked the same of as a question of one unit does."""
    same = normalise(text).rstrip("?").endswith("呢") or (
        shared_grams(question.topic, before.topic) >= ALIKE)
    if len(question.units) != 1 or not same:
        return ()
    return tuple(n for n in _asked_so_far(before) if n not in question.units)


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
    spoken = _asked_so_far(before)
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
    if _adds_nothing(rest, before):
        if question.superlative:
            return _ranked(question, before, units, library)
        return replace(_swap(before, units, library), asked=question.asked, inherited=True)
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
    return replace(whole, own_topics=own, own_asked=tuple((name, then[name].asked) for name, _ in own))


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
_SHAPE = re.compile(r"(?:刚才|上面|前面)(?:的|说的|问的)?(?:那个|那家|这个)?|百分点|加(?:在一)?起来|合计|一共|总共|人数|数量|数字|数额|数目|金额|比例|幅度|情况|一点|一些|[和与跟同比谁哪更最个家的了得多少高低大小快慢差相数是有呢几,。?]")
"""Words of a question that only say that things are measured against each other."""


def _adds_nothing(rest: str, before: Question) -> bool:
    """Whether words ask for nothing but to measure what the turn before asked for."""
    kinds = {w.kind for w in wants_of(rest) if w.kind != "count" or w.unit} & MEASURED
    if kinds and not kinds & {w.kind for w in before.wants}:
        return False
    said = compact(f"{before.topic}{before.asked}")
    left = _SHAPE.sub("", compact(rest))
    return not any(c not in said for c in left)


def _one_more(text: str, before: Question, library: Library) -> Question | None:
    """The earlier question asked of another unit or year, and one thing more (那惠济呢?邮编也给我)."""
    split = _ELLIPSIS.match(normalise(text))
    if not split:
        return None
    first, rest = understand(split["who"], library), understand(split["rest"], library)
    year = re.search(r"20\d\d年", split["who"])
    if rest.units or rest.unknown or first.unknown:
        return None
    if len(first.units) == 1 and _bare(first):
        if rest.superlative and _adds_nothing(split["rest"], before):
            units = tuple(dict.fromkeys((*_asked_so_far(before), *first.units)))
            return _ranked(rest, before, units, library) if len(units) > 1 else None
        whole = _swap(before, first.units, library)
    elif not first.units and year and re.search(r"20\d\d年", before.text):
        then = replace(before, text=re.sub(r"20\d\d年", year.group(), normalise(before.text)),
                       topic=re.sub(r"20\d\d年", year.group(), before.topic))
        whole = _swap(then, before.units, library)
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
        return bool(_PRONOUN.search(norm))
    if question.scope == "none":
        return question.intent != "library"
    if len(question.units) > 1 and not _bare(question):
        return bool(re.search("刚才|上面|上述", norm))
    return _bare(question) or bool(
        re.search(r"刚才|上面|前者|后者|比(?!例|重|率).{0,6}(?:高|低|多|少)|^(?:跟|和|与|同)[^,。?]{2,24}相?比(?!例|重|率)", norm)) or bool(
        norm.startswith("那") and len(question.topic) <= 4)


def _bare(question: Question) -> bool:
    """Whether little but a unit is left of it (姜堰区的呢, 那惠济区呢)."""
    rest = re.sub(r"情况|怎么样|如何|[的那么呢换成看至于同样再还有又,。? ]", "", question.topic)
    return len(rest) <= 1 and not fields_asked(question.text, question.topic) and not question.refs


_ASKS = re.compile(r"还有(?:什么|哪些|啥)|(?:怎么|如何)(?!样)")
"""Words by which a short question asks for something of its own (还有什么处理)."""
def _of_an_office(question: Question, before: Question) -> bool:
    """Whether a question names but an office of a unit after a field was asked for (市委整改办的呢)."""
    return (normalise(question.asked).rstrip("?。").endswith("呢") and of_the_notice(question.topic)
            and bool(fields_asked(before.text, before.topic)) and not question.wants
            and not fields_asked(question.text, question.topic))


_AGAINST = re.compile(r"刚才|比(?!例|重|率)")
"""How a unit is set against those of the turn before."""


def _complete(question: Question, before: Question, state: dict, library: Library,
              only: tuple[str, ...]) -> Question:
    focus = frozenset(state.get("focus", ()))
    against = _AGAINST.search(normalise(question.asked)) and set(question.units) - set(before.units)
    if question.units and (_bare(question) or _of_an_office(question, before)) and not against:
        whole = _swap(before, question.units, library)
        return replace(whole, asked=question.asked, inherited=True)
    units = question.units or before.units
    scope: Scope = "units" if units else "none"
    if question.units and before.units and _AGAINST.search(normalise(question.asked)):
        units = tuple(dict.fromkeys((*before.units, *question.units)))
        if _bare(question) or question.superlative and _adds_nothing(question.topic, before):
            return _ranked(question, before, units, library)
        if question.superlative and len(before.units) == len(question.units) == 1 and len(units) == 2:
            return _measured_against(question, before, units)
    if not question.units and question.superlative and before.along and _thin(question):
        return _ranked(question, before, _asked_so_far(before), library)
    if picked := _picked(question, state, library):
        units, scope = picked, "units"
    fields = fields_asked(question.text, question.topic)
    earlier = f"{before.background} {before.topic}".strip()
    within = not question.units and earlier and not of_the_notice(earlier)
    asks_field = any(not within or f.name not in COUNTS for f in fields)
    norm, thin = normalise(question.asked), _thin(question)
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
    return replace(question, units=units, scope="units", own_topics=own, inherited=True, intent="aggregate",
                   own_asked=((units[0], before.asked), (units[1], question.asked)), wants=question.wants or before.wants)


_COMPARISON = re.compile(r"[,]?(?:和|跟|与|同)?(?:刚才|上面|前面)(?:的|说的|问的)?(?:那个|那家|这个)?(?:区|县|市|单位)?(?:相?比)?|^(?:和|跟|与|同)|相?比(?!例|重|率)|(?:谁|哪个)")
"""Words that set what is asked against what was asked before."""


def _ranked(question: Question, before: Question, units: tuple[str, ...],
            library: Library) -> Question:
    """The earlier question asked of several units, to be ranked."""
    return replace(_swap(before, units, library), asked=question.asked, inherited=True, intent="aggregate",
                   superlative=question.superlative or "高", own_asked=tuple((name, before.asked) for name in units))


def _asked_so_far(before: Question) -> tuple[str, ...]:
    """The units that the turns before asked the same of."""
    return tuple(dict.fromkeys((*before.along, *before.units)))


def _thin(question: Question) -> bool:
    """Whether a question says next to nothing itself."""
    return len(re.sub(rf"\W|^那么?|其中|还有|都|{_PRONOUN.pattern}", "", question.topic)) < 4


def _swap(before: Question, units: tuple[str, ...], library: Library) -> Question:
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
    along = tuple(name for name in _asked_so_far(before) if name not in units)
    return replace(whole, units=units, scope="units", topic=before.topic, wants=before.wants,
                   along=along, background=before.background, refs=before.refs,
                   quoted=before.quoted, intent=intent)


def _names_of(before: Question, library: Library) -> list[str]:
    """What the units of a question may be called in it, the longest first, slips included."""
    aliases = [a for a, names in library.aliases.items() if set(names) & set(before.units)]
    shorts = [short for short, name in library.short_names.items() if name in before.units]
    slips = [typed for typed, meant in before.corrected if meant in before.units]
    return sorted((*aliases, *shorts, *slips), key=len, reverse=True)


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
    if topic:
        parts.append(topic)
    labels = {"compare": "比较", "aggregate": "排序", "section": "整条", "outline": "列问题",
              "library": "资料库", "which": "哪些区"}
    if question.intent in labels:
        parts.append(labels[question.intent])
    for typed, meant in question.corrected:
        parts.append(f"“{typed}”按“{meant}”理解")
    return " · ".join(parts)
