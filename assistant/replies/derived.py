"""A figure that follows from two of one notice: last year's, another's rate, a share, then and now."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.figures import Fact, facts, same_unit
from assistant.finding import DULL, Finding
from assistant.question import Question
from assistant.replies.quantities import Reckoned
from assistant.terms import content_words, support
from assistant.units import amount
from assistant.wants import MEASURED
from assistant.wording import clauses, compact, normalise

_YEAR_BEFORE = re.compile(r"(?:上一?年|去年|前一?年)(?:的)?(?:同期|[上下]半年|前\d个月)?(?:\([^()]*\))?[^,。?]{0,8}(?:多少|几)|同期[^,。?]{0,6}(?:是|有|发|开)[^,。?]{0,4}(?:多少|几)")
_MOVED_BY = re.compile(
    r"[,，]?(?:[(（])?(?:较|比|同比)(?:去年|上年|上一年)?(?:同期)?的?(?P<way>减少|下降|少|增加|增长|上升|多)了?$")
_THAN = re.compile(r"[,，]?(?P<way>高于|高出|低于|低)(?P<whose>[^,，。；;\d]{2,14})$")
_MORE_THAN = re.compile(r"[,，]?(?:比|较)(?P<whose>[^,，。；;\d]{2,14}?)(?P<way>高出?|多|低|少)$")
_EQUALS = re.compile(r"相当于[^,。?]{1,16}(?:百分之|几成|多少)")
_SINCE = re.compile(r"(?:从|比|自)?[^,。?]{0,6}(?:巡[视察](?:那会儿|那时|时|前)|原来|起初|最初|整改前|当时)[^。?]*(?:多|少|增|减|涨|降)[^,。?]{0,4}(?:多少|几)")
_THEN = re.compile(r"巡[视察](?:时|前)|整改前|原来|原先|此前|当时")
_NOW = re.compile(r"累计|目前|现在|现已|截[至止]|到\d+月底|已")


def derived(question: Question, finding: Finding) -> Reckoned | None:
    """The figure asked for that the sentences shown imply beyond doubt; else None."""
    norm = normalise(question.asked)
    if not any(w.kind in MEASURED for w in question.wants):
        return None
    if _YEAR_BEFORE.search(norm) and (found := _year_before(finding)):
        return found
    if found := _of_another(norm, finding):
        return found
    if _EQUALS.search(norm):
        return _share(finding)
    return _then_and_now(question, finding) if _SINCE.search(norm) else None


def _pairs(finding: Finding) -> Iterator[tuple[Fact, str, Fact]]:
    """Neighbouring figures of what is shown, with the words between them."""
    for excerpt in finding.excerpts:
        text = finding.notice.text[excerpt.start : excerpt.end]
        numbers = [f for f in facts(text) if f.kind == "number" and not f.soft and f.value is not None
                   and re.search(r"\d", f.text)]
        for one, other in zip(numbers, numbers[1:], strict=False):
            yield one, compact(text[one.end : other.start]), other


def _year_before(finding: Finding) -> Reckoned | None:
    """93件,较去年同期减少33件 → 126件 the year before."""
    for now, between, by in _pairs(finding):
        moved = _MOVED_BY.search(between)
        if moved and now.unit != "%" and same_unit(now.unit, by.unit) and now.value and by.value:
            fell = moved["way"] in ("减少", "下降", "少")
            value = now.value + by.value if fell else now.value - by.value
            return Reckoned(f"上年同期为{amount(value, [now.text])}", f"{now.text}{'+' if fell else '-'}{by.text}")
    return None


def _of_another(norm: str, finding: Finding) -> Reckoned | None:
    """增长27.9%,高于全区平均增幅15.1个百分点 → 12.8% of the whole district, where that is asked for."""
    for mine, between, by in _pairs(finding):
        rates = mine.unit == "%" and by.unit == "百分点"
        than = _THAN.search(between) if rates else _MORE_THAN.search(between) if same_unit(mine.unit, by.unit) else None
        if not (than and mine.value and by.value):
            continue
        asked = norm.rsplit(",", 1)[-1]
        if support(compact(than["whose"]), compact(asked)) < 0.5 or than["way"] in asked:
            continue
        above = than["way"][0] in "高多"
        value = mine.value - by.value if above else mine.value + by.value
        said = f"{value.normalize():f}%" if rates else amount(value, [mine.text])
        return Reckoned(f"{than['whose']}为{said}", f"{mine.text}{'-' if above else '+'}{by.text}")
    return None


def _share(finding: Finding) -> Reckoned | None:
    """What share one of the only two sums shown is of the other."""
    sums = [f for e in finding.excerpts for f in facts(finding.notice.text[e.start : e.end])
            if f.kind == "number" and f.unit == "元" and f.value]
    if len(sums) != 2 or sums[0].value == sums[1].value:
        return None
    low, high = sorted(sums, key=lambda f: f.value or Decimal(0))
    share = ((low.value or Decimal(0)) * 100 / (high.value or Decimal(1))).quantize(Decimal("0.1"))
    return Reckoned(f"相当于{share}%", f"{low.text}÷{high.text}")


def _then_and_now(question: Question, finding: Finding) -> Reckoned | None:
    """How far something moved from what it was at the inspection (54公里) to what it is now (118.5公里)."""
    units = {w.unit for w in question.wants if w.kind == "count" and w.unit}
    words = [w for w in content_words(question.topic, DULL) if not w.isdigit()]
    then: list[Fact] = []
    now: list[Fact] = []
    for excerpt in finding.excerpts:
        text = finding.notice.text[excerpt.start : excerpt.end]
        for start, end in clauses(text):
            piece = text[start:end]
            numbers = [f for f in facts(piece) if f.kind == "number" and f.value is not None
                       and any(f.text.endswith(u) for u in units)]
            if len(numbers) != 1:
                continue
            if _THEN.search(piece):
                then += numbers
            elif _NOW.search(piece) and any(support(w, compact(piece)) >= 0.5 for w in words):
                now += numbers
    if len(then) != 1 or len(now) != 1 or not then[0].value or not now[0].value:
        return None
    high, low = sorted((then[0], now[0]), key=lambda f: -(f.value or Decimal(0)))
    gap = (high.value or Decimal(0)) - (low.value or Decimal(0))
    return Reckoned(f"相差{amount(gap, [high.text, low.text])}", f"{high.text}-{low.text}")
