"""Figures that follow from those of one passage: what is left of each thing, the other part, a sum, a mean."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.figures import CLAUSE_END, DIGITS, PIECE_END, Fact, same_unit
from assistant.finding import DULL, Finding
from assistant.question import Question
from assistant.replies.proportions import means, shares
from assistant.replies.quantities import (
    SAID,
    Reckoned,
    exact_figures,
    measured_alike,
    one_like,
    only_exact,
    summed,
    telling,
    texts,
    value,
)
from assistant.terms import content_words, support
from assistant.units import amount, measure
from assistant.wants import LEFT, LEFT_TOLD, SUM_ASKED, counted_things, list_size, unit_asked
from assistant.wording import compact, normalise

_ADDED = re.compile(f"{SUM_ASKED}|一共|总共|拢共")
_AND = re.compile(r"加上|再加|(?<!增)加(?=20\d\d)")
_EACH = re.compile(r"(?:合计|总共|一共|加起来)[^,。?]{0,3}各|各[^,。?]{0,4}(?:合计|总共|一共)|分别")
_NUMBER = DIGITS + "[万亿]?"


def reckoned(question: Question, finding: Finding) -> list[Reckoned]:
    """What the sentences shown give for a question by reckoning, by the first way that is sure."""
    norm = normalise(question.asked)
    return next((found for way in _WAYS if (found := way(norm, question, finding))), [])


def _what_is_left(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """22家零税收企业已清零16家 → 6家 of each thing that a question asks the rest of."""
    if not LEFT.search(norm):
        return []
    found = []
    for clause in (c for c in re.split(r"[,;。?]", norm) if LEFT.search(c)):
        words = (*telling(clause, question), *telling(question.background, question))
        pairs = [(sum(support(w, compact(m.group())) >= SAID for w in words), m)
                 for text in texts(finding) if not LEFT_TOLD.search(text) for m in (*_SETTLED.finditer(text), *_so_far(text, clause))]
        best = max(pairs, key=lambda pair: pair[0], default=None)
        if not best or not best[0] or sum(near == best[0] for near, _ in pairs) > 1:
            return []
        whole, done = only_exact(best[1]["whole"]), only_exact(best[1]["done"])
        if not (whole and done) or not measured_alike(whole, done) or value(whole) < value(done):
            return []
        rest = amount(value(whole) - value(done), [whole.text])
        found.append(Reckoned(f"{best[1]['thing']}还剩{rest}", f"{whole.text}-{done.text}"))
    return found


def _so_far(text: str, clause: str) -> list[re.Match[str]]:
    """Where a text says how many of a whole have done what a question asks the others of (500家企业中有383家达到目标)."""
    return [m for m in _AMONG.finditer(text) if m["deed"] in clause]


_AMONG = re.compile(
    rf"(?P<whole>{_NUMBER}[\u4e00-\u9fff])(?P<thing>[^\d,，。;；、]{{1,16}}?)(?:中|里)[,，]?已?有(?P<done>{_NUMBER}[\u4e00-\u9fff])[^\d,，。;；]{{0,4}}?"
    r"(?P<deed>达到|完成|实现|建成|投用|办结|整改|化解|清偿|解决|开工|交付|参保|就业)")


def _left_of_a_thing(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """批而未供土地3416亩 of the problem, 处置批而未供土地2238亩 → 1178亩 left, where the rest is stated nowhere."""
    if not LEFT.search(norm) or not finding.excerpts:
        return []
    home = finding.notice.item(finding.excerpts[0].home)
    whole = compact(finding.notice.text[home.start : home.end])
    for text in map(compact, texts(finding)):
        for done in _DEALT_WITH.finditer(text):
            thing, part = done["thing"], only_exact(done["done"])
            totals = [t for m in re.finditer(rf"(?<!{done['verb']}){re.escape(thing)}({_NUMBER}[\u4e00-\u9fff])", whole)
                      if (t := only_exact(m.group(1)))]
            told = re.search(rf"{_REST_OF}[^,，。;；]{{0,6}}{re.escape(thing)}", whole)
            if thing not in norm.replace("的", "") or told or part is None or len(totals) != 1 or not measured_alike(totals[0], part) or (
                    value(totals[0]) <= value(part)):
                continue
            rest = amount(value(totals[0]) - value(part), [totals[0].text])
            return [Reckoned(f"{thing}还剩{rest}", f"{totals[0].text}-{part.text}")]
    return []


_REST_OF = "(?:剩余|余下|其余|尚有|还有)"
_DEALT_WITH = re.compile(
    rf"(?P<verb>处置|盘活|清退|化解|整治|整改|消化|收回|拆除|清理)了?(?P<thing>[\u4e00-\u9fff]{{4,10}}?)(?P<done>{_NUMBER}[\u4e00-\u9fff])")
"""How a notice tells how much of a thing was dealt with."""
_SETTLED = re.compile(
    rf"(?P<whole>{_NUMBER}(?:余)?[\u4e00-\u9fff])(?P<thing>(?:[^\d,，。;；、]|\d+[\u4e00-\u9fff]以[上下内]){{1,20}}?)(?:目前|现|均)?已经?[^\d,，。;；、]{{1,8}}?(?P<done>{_NUMBER}[\u4e00-\u9fff])")


def _other_part(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """58人次,其中运用前三种形态53人 → 5 of the fourth; 43个,其中县城37个 → 6 not there."""
    apart, order, undone = _APART.search(norm), _ORDINAL.search(norm), _NOT_YET.search(norm)
    if not (apart or order or undone):
        return []
    named = (apart["of"] or apart["but"] or "") if apart else ""
    words = telling(named, question) if named else (undone.group(1),) if undone and not apart else ()
    if order:
        words = (f"前{_ONE_LESS.get(order.group(1), '?')}{order.group(2)}",)
    listed = [w for w in content_words(question.topic, DULL)] if apart and not named else []
    for text in texts(finding):
        for whole, rest in _partitions(text):
            total = next(reversed(exact_figures(whole)), None)
            parts = list(_named_parts(rest, total)) if total else []
            meant = [part for piece, part in parts if any(w in compact(piece) for w in words)] or [
                part for piece, part in parts if listed and any(support(w, compact(piece)) >= SAID for w in listed)]
            gone = sum((value(part) for part in meant), Decimal(0))
            if total and meant and 0 < gone < value(total) and (listed or len(meant) == 1):
                terms = "-".join((total.text, *(part.text for part in meant)))
                return [Reckoned(f"其余{amount(value(total) - gone, [total.text])}", terms)]
    return []


def _named_parts(rest: str, total: Fact) -> Iterator[tuple[str, Fact]]:
    """The figures alike a total, each with its words and those before it that have none (政府投资工程6个、金额1128万元)."""
    named = ""
    for piece in PIECE_END.split(rest):
        named += piece
        if part := one_like(piece, total):
            yield named, part
            named = ""


def _partitions(text: str) -> Iterator[tuple[str, str]]:
    """What stands before each 其中 of a sentence, and what stands behind it up to the next."""
    for sentence in re.split("[。；;]", text):
        pieces = sentence.split("其中")
        yield from pairwise(pieces)


_APART = re.compile(
    r"(?:不属于|不在|不是|不算|不含|除了?|(?:扣|刨|减|剔)(?:掉|去|除|开)了?)(?P<of>[^,。?的]{2,12}?)(?:的|以外|之外|[,。?]|$)"
    r"|(?P<but>[^,。?的]{2,10})(?:以外|之外)的?|(?:其他|其余|另外的?|别的)[^,。?]{0,6}(?:有|是|还有)?(?:多少|几)")
_NOT_YET = re.compile(r"(?:还没有?|尚未|仍未)([\u4e00-\u9fff]{2})[^,。?]{0,4}的[^,。?]{0,6}(?:多少|几)")
"""How a question asks for those of a whole that lack what its part has (还没拿到手的有多少套)."""
_ORDINAL = re.compile(r"第([二三四五])(种形态|[\u4e00-\u9fff]{1,3})")
_ONE_LESS = {"三": "两", "四": "三", "五": "四"}


def _of_named(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """陈庄幼儿园360个,三水幼儿园分园180个 → 540个 of 幼儿园, a kind of what is listed."""
    kind = _KIND.search(norm)
    if not kind:
        return []
    for text in texts(finding):
        for sentence in re.split("[。；;]", text):
            listed = sentence.partition("其中")[2]
            parts = [(piece, part) for piece in PIECE_END.split(listed) if (part := one_like(piece, None))]
            meant = [part for piece, part in parts if kind.group(1) in compact(piece)]
            if 2 <= len(meant) < len(parts) and all(measured_alike(part, meant[0]) for part in meant):
                return [summed(meant, kind.group(1))]
    return []


_KIND = re.compile(r"(?:里面?|里头|其中|当中|中),?(?:属于|是)?([\u4e00-\u9fff]{2,6}?)的?(?:占|有|是)了?(?:多少|几)")


def _sums_across(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """All figures beside the noun asked about, over several sentences; by kinds where each is asked for."""
    if not (_ADDED.search(norm) and (_AND.search(norm) or _TOGETHER.search(norm) and len(finding.excerpts) > 1)):
        return []
    unit, words = unit_asked(question.wants), telling(norm, question)
    for noun in sorted((*words, *_kinds_of(norm, words)), key=len, reverse=True):
        pieces = [(compact(piece), one) for text in texts(finding) for piece in PIECE_END.split(text)
                  if noun in compact(piece) and (one := one_like(piece, None))]
        figures = [one for _, one in pieces if not unit or same_unit(one.unit, measure(unit)[0])]
        if len(figures) < 2 + (len(noun) < KIND) or not all(measured_alike(f, figures[0]) for f in figures):
            continue
        if not _EACH.search(norm):
            return [summed(figures)]
        kinds = [k for k in re.findall(r"小学|初中|高中|幼儿园|[\u4e00-\u9fff]{2}(?=[、和与])|(?<=[、和与])[\u4e00-\u9fff]{2}", norm) if k != noun]
        by_kind = [(k, [one for piece, one in pieces if k in piece]) for k in dict.fromkeys(kinds)]
        told = [summed(own, k) for k, own in by_kind if len(own) > 1]
        if told:
            return told
    return []


_TOGETHER = re.compile(r"的[和与及跟][^,。?]{2,16}的[^,。?]{0,6}(?:加起来|加在一起|合起来)")
"""How a question joins two sorts of one thing (已投用的和计划投用的学校加起来)."""


def _kinds_of(norm: str, words: tuple[str, ...]) -> list[str]:
    """The telling words of a question with the kind before them (初中学位)."""
    return [kind for w in words for kind in re.findall(rf"(?<![中和与及、])[\u4e00-\u9fff]{{2}}{re.escape(w)}", norm)
            if kind[:2] in words]


KIND = 4
"""Characters from which a noun names a kind, whose two figures are a sum."""


def _alike_in_one(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """Figures of one sentence that a sum is asked of: those not settled, those of a word, as many as are named."""
    if not _ADDED.search(norm) or _EACH.search(norm):
        return []
    unit, names, words = unit_asked(question.wants), _named(norm), telling(norm, question)
    text = next(iter(texts(finding)), "")
    if _UNDONE.search(norm):
        told = [one for m in _LEFT_UNDONE.finditer(text) if (one := only_exact(m.group(1)))]
        if len(told) > 1 and all(measured_alike(f, told[0]) for f in told):
            return [summed(told)]
    if told := _told_in_a_row(norm, text, words):
        return [summed(told)]
    if len(names) == 2 and (pair := _neighbours(text, words, unit)):
        return [summed(pair)]
    for word in sorted(words, key=len, reverse=True):
        same = [one for piece in PIECE_END.split(text) if word in compact(piece) and (one := one_like(piece, None))]
        if len(same) >= 3 and unit and all(f.text.endswith(unit) for f in same):
            return [summed(same)]
    counted = [f for f in exact_figures(text) if unit and f.text.endswith(unit)]
    if len(names) > 1 and len(counted) == len(names) and 2 * max(map(value, counted)) != sum(map(value, counted)):
        high, low = max(counted, key=value), min(counted, key=value)
        gap = Reckoned(f"相差{amount(value(high) - value(low), [high.text])}", f"{high.text}-{low.text}")
        return [summed(counted), gap] if len(counted) == 2 and _MORE.search(norm) else [summed(counted)]
    return []


def _told_in_a_row(norm: str, text: str, words: tuple[str, ...]) -> list[Fact]:
    """The figures that one clause tells of several things (三个项目分别提供学位2400个、1350个、900个), as many as are asked of."""
    for row in _IN_A_ROW.finditer(text):
        told, size = exact_figures(row["told"]), list_size(norm) or counted_things(norm)
        alike = len(told) > 1 and all(measured_alike(f, told[0]) for f in told)
        if alike and size in (0, len(told)) and any(w in compact(row["of"]) for w in words):
            return told
    return []


_IN_A_ROW = re.compile(
    rf"分别(?P<of>[^,，。;；\d]{{0,12}})(?P<told>(?:{DIGITS}[万亿]?[\u4e00-\u9fff]{{1,2}}[、和]){{1,5}}{DIGITS}[万亿]?[\u4e00-\u9fff]{{1,2}})")
_UNDONE = re.compile("(?:没有?|未)[^,。?]{0,3}(?:改|完成|到位|办结)")
_LEFT_UNDONE = re.compile(rf"({_NUMBER}[个项件条])(?:问题|事项)?(?:仍|尚|还)?(?:未|没有?)[^\d,，。;；]{{0,3}}(?:整?改|完成|到位|办结)")


_MORE = re.compile(r"(?:哪|谁)[^,。?]{0,6}[多少高低][^。?]{0,4}[多少高低]多少|相差|差多少")


def _named(norm: str) -> list[str]:
    """The things that a question joins for one sum (新建改建、民办转公办和小区配套)."""
    before = _ADDED.split(norm)[0].rstrip(",")
    names = re.split(r"[、和与及]|(?<=》)(?=《)|(?<!增)加上?(?!大|强|快|装|固|工)", re.split(r"[,。?]", before)[-1])
    return [n for n in names if len(n) > 1]


def _neighbours(text: str, words: tuple[str, ...], unit: str) -> list[Fact]:
    """The only two figures of a unit that 、 joins in the clause that says most words of the question."""
    scored = []
    for clause in CLAUSE_END.split(text):
        pair = [one for piece in clause.split("、") if (one := one_like(piece, None)) and (not unit or one.text.endswith(unit))]
        if len(pair) == 2 and measured_alike(*pair):
            scored.append((sum(w in compact(clause) for w in words), pair))
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best and best[0] > 1 and sum(s[0] == best[0] for s in scored) == 1 else []


def _of_two_sentences(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """拖欠284名护工工资396万元 and 拖欠137名农民工工资418万元 → 814万元, 421名, where two things are summed."""
    told_in = [_ASIDE.sub("", finding.notice.text[e.start : e.end]) for e in sorted(finding.excerpts, key=lambda e: e.start)]
    if not (_ADDED.search(norm) and _TWO.search(norm)) or _EACH.search(norm) or len(told_in) != 2:
        return []
    asked = [*("元" for w in question.wants if w.kind == "money" or "钱" in norm),
             *(measure(w.unit)[0] for w in question.wants if w.kind == "count" and w.unit)]
    sums = []
    for unit in dict.fromkeys(asked):
        told = [[f for f in exact_figures(text) if f.unit == unit] or [f for f in exact_figures(text) if same_unit(f.unit, unit)] for text in told_in]
        if any(len(figures) != 1 for figures in told):
            return []
        sums.append(summed([figures[0] for figures in told]))
    return sums


_ASIDE = re.compile("[（(](?:不含|不包括|其中|另)[^）)]*[）)]")
"""A remark on what a figure holds or not, in brackets behind it."""
_TWO = re.compile("加上|两[块项笔类部个处]|[\u4e00-\u9fff][和与及跟][\u4e00-\u9fff]")
"""How a question names two things to be summed."""


_WAYS: tuple[Callable[[str, Question, Finding], list[Reckoned]], ...] = (
    _what_is_left, _left_of_a_thing, _other_part, _of_named, _sums_across, _alike_in_one, _of_two_sentences, shares, means)
"""Every way of reckoning, the surer first."""
