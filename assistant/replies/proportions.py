"""Means and shares that follow from the figures of one passage."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.figures import PIECE_END, Fact, same_unit
from assistant.finding import Finding
from assistant.question import Question
from assistant.replies.quantities import (
    SAID,
    Reckoned,
    exact_figures,
    measured_alike,
    only_exact,
    telling,
    texts,
    value,
)
from assistant.terms import support
from assistant.units import measure
from assistant.wording import compact


def means(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """364273元 for 160名 → 2276.7元 each."""
    asked = _MEAN.search(norm)
    if not asked:
        return []
    each = asked["a"] or asked["b"]
    found = []
    for text in texts(finding):
        sums = [f for f in exact_figures(text) if f.unit == "元"]
        counts = [f for f in exact_figures(text) if same_unit(f.unit, measure(each)[0]) and f.unit != "元"]
        if len(sums) == 1 and len(counts) == 1 and value(counts[0]):
            mean, tail = value(sums[0]) / value(counts[0]), "元"
            if mean >= 10**4:
                mean, tail = mean / 10**4, "万元"
            found.append(Reckoned(f"平均每{each}约{mean.quantize(Decimal('0.1')).normalize():f}{tail}", f"{sums[0].text}÷{counts[0].text}"))
    return found


_MEAN = re.compile(r"平均(?:下来)?(?:每一?个?|一个?)(?P<a>[人户件起家辆个所次名])|(?P<b>人|户)均(?:追|补|退|发|花|欠)")


def shares(norm: str, question: Question, finding: Finding) -> list[Reckoned]:
    """民生预算170968万元, 落实民生支出121798万元 → 71.2%, where it is asked what share one is of the other."""
    asked = _SHARE_OF.search(norm)
    if not asked:
        return []
    part, whole = telling(asked["part"], question), telling(asked["whole"] or "", question)
    number = _OF_NUMBER.search(asked["part"]) if not asked["whole"] else None
    for text in texts(finding):
        for sentence in re.split("[。；;]", text):
            pieces = PIECE_END.split(sentence)
            told = [(compact(piece), one) for piece, after in zip(pieces, [*pieces[1:], ""], strict=True)
                    if (one := only_exact(piece)) and not _SHARE_TOLD.match(after)]
            every = [(compact(piece), one) for piece in pieces if (one := only_exact(piece))]
            of = _same(number.group(1), exact_figures(sentence)) if number else _surest(whole, every)
            one = _surest([w for w in part if w not in whole] or part, [(said, f) for said, f in told if not of or f.text != of.text])
            if one and of and measured_alike(one, of) and 0 < value(one) < value(of):
                share = (value(one) * 100 / value(of)).quantize(Decimal("0.1"))
                return [Reckoned(f"占{share}%", f"{one.text}÷{of.text}")]
    return []


_SHARE_OF = re.compile(
    r"(?P<part>[^。]*?)占(?:了|到)?(?:比|(?P<whole>[^,。?]{0,16}?)的?)(?:是|为)?(?:百分之(?:几|多少)|几成|多大(?:的)?(?:比例|比重)|多少(?:的)?(?:比例|比重)?|比例|比重)")
_OF_NUMBER = re.compile(r"(\d+[个项条件户家人名])[^,。?\d]{0,8}?(?:里|中|当中)")
_SHARE_TOLD = re.compile(r"\s*(?:约|大约)?占")
"""How a clause opens that states the share itself."""


def _same(number: str, told: Sequence[Fact]) -> Fact | None:
    """The figure that a question gives itself as the whole (18个问题里)."""
    asked = only_exact(number)
    return next((one for one in told if asked and one.value == asked.value and measured_alike(one, asked)), None)


def _surest(words: Sequence[str], told: Sequence[tuple[str, Fact]]) -> Fact | None:
    """The figure whose clause says most of some words; None where none or several do."""
    said = [(sum(support(w, piece) >= SAID for w in words), one) for piece, one in told]
    most = max((near for near, _ in said), default=0)
    best = [one for near, one in said if near == most]
    return best[0] if most and len(best) == 1 else None
