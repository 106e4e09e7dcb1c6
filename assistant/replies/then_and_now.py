"""How far a thing moved between what a problem says was found and what it became, in sentences apart."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.figures import COMMA, DIGITS, Fact, facts, same_unit
from assistant.finding import DULL, Finding
from assistant.library import Library, Sentence
from assistant.question import Question
from assistant.terms import content_words
from assistant.wording import clauses, compact, normalise

_MOVED_ASKED = re.compile(
    r"(?:少了|多了|减少了?|增加了?|降低?了?|下降了?|提高了?|上升了?|压减了?|压缩了?|增长了?)(?:多少|几)|相差|比(?:巡[视察]|整改|原来|最初|当初)[^,。?]{0,8}(?:多|少|高|低)")
_BOTH_ASKED = re.compile(
    r"前后[^,。?]{0,8}(?:各|分别|多少|几|变化|对比)|(?:分别|各)?[从由](?:多少|几)[^,。?]{0,8}[降升增减提压]|(?:原来|以前)[^。?]{0,8}(?:现在|如今)|(?:余额|数量|总数|比例|率)的变化")
"""How a question asks for what was before and what is now."""
_NOW = re.compile(
    r"(?<!由)(?:降|减|压|升|增|提|缩|扩|压缩|压降|提高|上升|减少|增加)(?:至|到|为)[^\d,，。;；]{0,3}(?P<now>" + DIGITS + r"(?:[%％]|[万亿]?[\u4e00-\u9fff]{1,3}))")
_RATE = re.compile("率$|占比$|比例$")
_BEGAN = re.compile(r"[由从]\D{0,8}\d")
"""How a clause opens that tells a change by itself."""


@dataclass(frozen=True)
class Course:
    """The figure found at first and the one it became, each with the span of its sentence."""

    then: Fact
    now: Fact
    spans: tuple[tuple[int, int], tuple[int, int]]


def with_both(question: Question, finding: Finding, library: Library) -> Finding:
    """The finding; where what was before and what is now are asked for and it lacks one of them, the clauses that tell them."""
    if not _BOTH_ASKED.search(normalise(question.asked)) or not finding.excerpts:
        return finding
    told = _course(question, finding, library)
    if not told or all(f.text in finding.text for f in (told.then, told.now)):
        return finding
    return replace(finding, excerpts=tuple(replace(finding.excerpts[0], start=start, end=end) for start, end in told.spans))


def course(question: Question, finding: Finding, library: Library) -> Course | None:
    """How far the one thing asked about moved, where that is asked for and but one figure of each time is told; else None."""
    if not _MOVED_ASKED.search(normalise(question.asked)) or not finding.excerpts:
        return None
    told = _course(question, finding, library)
    return told if told and told.now.unit != "%" else None  # a rate moves in points


def _course(question: Question, finding: Finding, library: Library) -> Course | None:
    """The two figures of the one thing asked about, in the problem that was found; None if not one of each is told."""
    notice = finding.notice
    home = next((i for i in reversed(notice.path(notice.item(finding.excerpts[0].item_id))) if i.kind == "problem"), None)
    if home is None:
        return None
    inside = [s for s in library.sentences(notice) if home.start <= s.start < home.end and not s.heading]
    told = {(f.value, f.unit) for f in facts(question.asked)}
    words = [w for w in content_words(question.topic, DULL) if len(w) > 1 and not re.search(r"\d", w)]
    for noun in sorted(words, key=len, reverse=True):
        if found := _of(noun, inside, told):
            return found
    return None


def _of(noun: str, inside: list[Sentence], told: set[tuple[Decimal | None, str]]) -> Course | None:
    """The course of one noun: where it is first counted, and the next sentence that tells what became of it."""
    for place, first in enumerate(inside):
        begun = _counted(noun, first.text, told)
        for after, later in enumerate(inside[place:] if begun else ()):
            for piece in re.split(COMMA, later.text):
                moved = _NOW.search(piece)
                if not moved or _BEGAN.search(piece) or not (noun in compact(later.text) or after == 1):
                    continue
                now = [f for f in facts(moved["now"]) if f.kind == "number" and f.value is not None]
                then = [f for f in begun if now and same_unit(f.unit, now[0].unit)]
                if len(then) == 1 and now and then[0].value != now[0].value:
                    return Course(then[0], now[0], (_clause_of(then[0].text, first), _clause_of(moved.group(), later)))
    return None


def _clause_of(words: str, sentence: Sentence) -> tuple[int, int]:
    """The span of the clause of a sentence that holds the words, with the one before it."""
    pieces = clauses(sentence.text, sentence.start)
    place = next((i for i, (s, e) in enumerate(pieces) if words.strip() in sentence.text[s - sentence.start : e - sentence.start]), 0)
    return pieces[max(0, place - 1)][0], pieces[place][1]


def _counted(noun: str, text: str, told: set[tuple[Decimal | None, str]]) -> list[Fact]:
    """The figures of the clauses that say a noun, what stands in brackets and what the question says aside."""
    plain = re.sub(r"[（(][^（）()]*[)）]", "", text)
    pieces = [p for p in re.split(f"{COMMA}|、", plain) if re.search(f"(?<!超){re.escape(noun)}", compact(p)) and not _NOW.search(p) and not _BEGAN.search(p)]
    return [f for p in pieces for f in facts(p) if f.kind == "number" and f.value is not None
            and not f.soft and (f.value, f.unit) not in told and f.unit != "第" and (f.unit == "%") == bool(_RATE.search(noun))
            and not re.search("以[上下内]", f.text)]
