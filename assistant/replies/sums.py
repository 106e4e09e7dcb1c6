"""Sums and differences of figures that one notice gives side by side, shown with their terms."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Check, Statement
from assistant.evidence import DULL, Finding
from assistant.figures import facts, same_unit
from assistant.question import Question
from assistant.replies.desk import Desk
from assistant.terms import content_words, support
from assistant.units import amount
from assistant.wants import SUM_ASKED, list_size
from assistant.wording import compact, normalise

_SUM = re.compile(SUM_ASKED)
_DIFFERENCE = re.compile(r"相差|差(?:了)?(?:多少|几)|差距|还差|比[^,。?]{1,16}(?:多|少|高|低)(?:出|了|开)?[^,。?]{0,4}(?:多少|几)")
MOST = 6


@dataclass(frozen=True)
class Term:
    """One figure of a sum: its value, its unit and how it is printed."""

    value: Decimal
    unit: str
    text: str


def worked_out(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """The sum or difference asked for, when the terms are beyond doubt; else nothing."""
    norm = normalise(question.asked)
    difference, total = _DIFFERENCE.search(norm), _SUM.search(norm)
    if not (difference or total):
        return []
    terms = _terms(question, finding, 2 if difference and not total else 0)
    if len(terms) < 2:
        return []
    numbers = tuple(desk.book.cite(finding.notice, e.start, e.end) for e in finding.excerpts)
    printed = [t.text for t in terms]
    if len({re.sub(r"^[\d.,，]+", "", text) for text in printed}) > 1:
        return []  # printed on different scales: left to the reader
    if difference and not total:
        high, low = sorted(terms, key=lambda t: -t.value)
        said = f"相差{amount(high.value - low.value, printed)}"
        how = f"{high.text}-{low.text}"
    else:
        said = f"合计{amount(sum((t.value for t in terms), Decimal(0)), printed)}"
        how = "+".join(printed)
    return [Statement(f"{said}:{how}(计算得出)。", numbers, Check("computed", how))]


def _terms(question: Question, finding: Finding, wanted: int) -> list[Term]:
    """The figures meant: those beside words of the question, as many as it names."""
    named = _named(question)
    words = [w for w in (*content_words(question.topic, DULL), *named) if not w.isdigit()]
    found: list[tuple[float, Term]] = []
    for segment in _segments(finding):
        body = compact(segment)
        near = sum(support(w, body) >= 0.5 for w in words)
        figures = [f for f in facts(segment) if f.kind == "number" and f.value is not None
                   and not f.soft and f.unit not in ("第", "%") and not f.fuzz]
        if near and len(figures) == 1:
            fact = figures[0]
            found.append((near, Term(Decimal(fact.value or 0), fact.unit, fact.text)))
    groups = [[(n, t) for n, t in found if same_unit(t.unit, other.unit)] for _, other in found]
    best = max(groups, key=len, default=[])
    size = wanted or list_size(question.asked) or len(named) or (2 if len(best) == 2 else 0)
    if not size or len(best) < size or size > MOST:
        return []
    order = sorted(best, key=lambda pair: -pair[0])
    sure = len(order) == size or order[size - 1][0] > order[size][0]
    chosen = {id(t) for _, t in order[:size]}
    return [t for _, t in best if id(t) in chosen] if sure else []


def _named(question: Question) -> list[str]:
    """The things a question names for one sum (通报、诫勉、批评教育加在一起); none for one alone."""
    before = _SUM.split(normalise(question.asked))[0]
    last = re.split(r"[,。?]", before)[-1]
    names = re.split(r"[、和及与]", last)
    paired = len(names) == 2 and all(1 < len(name) <= PAIRED for name in names)
    return names if "、" in last or paired else []


PAIRED = 8
"""Characters up to which the two sides of 小学和初中学位 are names of things to be summed."""


def _segments(finding: Finding) -> list[str]:
    """What is shown, cut at every comma and enumeration mark."""
    return [s for e in finding.excerpts
            for s in re.split(r"[、,，;；。:：]", finding.notice.text[e.start : e.end]) if s.strip()]
