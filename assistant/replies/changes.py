"""Figures from which and to which something changed, and the terms that sums are made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from assistant.figures import DIGITS, Fact, same_unit
from assistant.finding import Finding
from assistant.replies.alike import only_figure
from assistant.terms import support
from assistant.wording import compact
from assistant.wording import words as word_list

_One = TypeVar("_One")

_FROM_TO = re.compile(
    r"(" + DIGITS + r"[^\d。；;]{1,16}?)(?:、占\d[\d.]*[%％][,，](?:20\d\d年)?[^\d,，。；;]{0,8}?)?"
    r"(?:增至|增加到|增加至|提高到|提高至|提升到|提升至|升至|升到|上升到|涨到|降至|降到|降为|减为|增为|升为|下降到|减至|减到|减少到|压到|压减到|压缩到|压缩至|缩短到|缩短至|缩至|缩到|扩至|扩大到)"
                      r"[^,，。；;\d]{0,4}(?:20\d\d年[^,，。；;\d]{0,4})?(" + DIGITS + r"[^\d,，。；;]{1,5})")
_THAN_BEFORE = re.compile(
    r"(\d[\d.,，]*\d?[万亿]?[\u4e00-\u9fff]{1,2})[,，]?(?:比|较)(?:上一?年|去年|前一?年|上一?年同期|去年同期|20\d\d年)(?:同期)?的?"
    r"(\d[\d.,，]*\d?[万亿]?[\u4e00-\u9fff]{1,2}?)(?=下降|减少|压减|增长|增加|上升|多|少)"
    r"|(\d[\d.,，]*\d?[万亿]?[\u4e00-\u9fff]{1,2})[,，](?:而)?(?:上一?年|去年|前一?年|20\d\d年)(?:同期)?(?:为|是|有)?(\d[\d.,，]*\d?[万亿]?[\u4e00-\u9fff]{1,2})(?=[,，。;；（(])")
"""A figure and that of the year before, as notices set them side by side (1136万元,比上年的1402万元下降19%)."""
_BECAME = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:已|现)?(?:压|下|再)?(?:降|减|升|增|压缩|压降|提高|上升)(?:至|到|为)了?(" + DIGITS + r"(?:[%％]|[万亿]?[\u4e00-\u9fff]{1,3}))")
"""What a figure became (有息负债降至287亿元); what it was stands in another sentence."""
_RATED = re.compile(r"\d[\d.,，]*[\u4e00-\u9fff]{1,2}[（(](?:占比?)?(\d[\d.]*[%％])[)）]")
"""A number with the share that it is, in brackets (41名（占6.9%）)."""
_PART = re.compile(r"\s*其中[，,]?(?:\d+[人件户]?以[上下])?([\u4e00-\u9fff]{2,10}?)(?=[由从]|\d)")


@dataclass(frozen=True)
class Term:
    """One figure of a sum: its value, its unit and how it is printed."""

    value: Decimal
    unit: str
    text: str


def term_of(fact: Fact) -> Term:
    """A figure as a term."""
    return Term(fact.value or Decimal(0), fact.unit, fact.text)


def only(segment: str, aside: tuple[str, ...] = ("第",), unit: str = "") -> Term | None:
    """The one figure of a segment as a term, as ``only_figure`` finds it."""
    found = only_figure(segment, unit, aside)
    return term_of(found) if found else None


def surest(scored: Sequence[tuple[tuple[int, ...], _One]]) -> _One | None:
    """The one that most words of the question stand by; None where none or several are."""
    best = max((near for near, _ in scored), default=(0,))
    fitting = [one for near, one in scored if near == best]
    return fitting[0] if best[0] and len(fitting) == 1 else None


def change(finding: Finding, words: tuple[str, ...], way: int = 0, rates: bool = False) -> tuple[Term, ...]:
    """The figures from which and to which something changed, for which the words stand; else ().

    ``way`` is 1 for what rose, -1 for what fell, 0 for either; with ``rates`` only shares are meant.
    """
    words = tuple(w for w in words if not w.isdigit())
    said = []
    for e in finding.excerpts:
        for part in re.split(r"[；;。]", finding.notice.text[e.start:e.end]):
            part = _RATED.sub(r"\1", part) if rates else part
            for found in (*_FROM_TO.finditer(part), *_THAN_BEFORE.finditer(part)):
                given = [g for g in found.groups() if g]
                groups = given if found.re is _FROM_TO else given[::-1]
                terms = tuple(t for group in groups if (t := only(group)))
                if len(terms) == 2 and same_unit(terms[0].unit, terms[1].unit) and (terms[0].unit == "%" or not rates) and (
                        not way or (terms[1].value - terms[0].value) * way > 0):
                    clause = re.split("[，,]", part[: found.start()])[-1] + found.group()
                    if _of_a_part(clause, words):
                        continue
                    near = (sum(support(w, compact(text)) >= 0.5 for w in words)
                            for text in (part, clause))
                    said.append((tuple(near), terms))
    return surest(said) or _then_and_now(finding, words, way)


def _of_a_part(clause: str, asked: tuple[str, ...]) -> bool:
    """Whether a clause tells of a part of what is asked about (其中超大班额…), by words that are not asked."""
    part = _PART.match(clause)
    return part is not None and not all(any(support(w, other) >= 0.5 for other in asked) for w in word_list(part.group(1)))


def _then_and_now(finding: Finding, words: tuple[str, ...], way: int) -> tuple[Term, ...]:
    """The figure of a thing in one sentence and what it became in a later one, if but one of each is told."""
    texts = [finding.notice.text[e.start : e.end] for e in finding.excerpts]
    said = []
    for place, text in enumerate(texts):
        for found in _BECAME.finditer(compact(text)):
            noun, later = found.group(1), only(found.group(2))
            near = sum(support(w, noun) >= 0.5 or w.endswith(noun) for w in words)
            before = [t for one in texts[:place] for m in re.finditer(rf"(?<!超){noun}(?:余额)?(?:为|达|有)?({DIGITS}(?:[%％]|[万亿]?[\u4e00-\u9fff]{{1,3}}))", compact(one))
                      if (t := only(m.group(1)))]
            if later and len(before) == 1 and same_unit(before[0].unit, later.unit) and (
                    not way or (later.value - before[0].value) * way > 0):
                said.append(((near,), (before[0], later)))
    return surest(said) or ()
