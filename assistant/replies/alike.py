"""Figures of one notice that count the same thing: of the thing asked about, found beside one word."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.excerpts import Excerpt
from assistant.figures import PIECE_END, Fact, facts, same_unit
from assistant.finding import DULL, Finding, text_around
from assistant.heads import asked_nouns
from assistant.question import Question
from assistant.terms import content_words, support
from assistant.wants import unit_asked, wants_of
from assistant.wording import compact, normalise

MOST = 8
"""Figures that a sum may have."""
_UNIT = re.compile(r"[万亿]?[元个件户人名套所亩次]+")
_EXTREMES = re.compile(r"最[多高大长]的?[^,。?]{0,8}(?:比|和|与|跟)[^,。?]{0,4}最[少低小短]|最[少低小短]的?[^,。?]{0,8}(?:比|和|与|跟)[^,。?]{0,4}最[多高大长]")


def alike(question: Question, finding: Finding) -> list[Fact]:
    """The figures beside the one word of the question that stands by two or more of a unit; else [].

    The word is the noun whose number is asked for, where there is one. A figure that is the sum of
    the others is the answer itself: then nothing is to be summed.
    """
    unit = unit_asked(question.wants or wants_of(question.asked))
    nouns = [n for n in asked_nouns(question.asked) if n not in DULL and n in normalise(question.topic)]
    words = nouns or [w for w in content_words(question.topic, DULL)
                      if len(w) > 1 and not w.isdigit() and not _UNIT.fullmatch(w)]
    best: list[Fact] = []
    for word in sorted(words, key=len, reverse=True):
        found = _beside(word, finding, unit)
        if len(found) > max(len(best), 1):
            best = found
    values = [f.value or Decimal(0) for f in best]
    if not 2 <= len(best) <= MOST or any(2 * v == sum(values) for v in values):
        return []
    return best if len({re.sub(r"^[\d.,，]+", "", f.text) for f in best}) == 1 else []


def extremes(question: Question, finding: Finding) -> list[Fact]:
    """The highest and lowest of the figures that one sentence lists, where both are asked for; else []."""
    if not _EXTREMES.search(normalise(question.asked)):
        return []
    unit = unit_asked(question.wants or wants_of(question.asked))
    for excerpt in finding.excerpts:
        for part in re.split("[。；;]", finding.notice.text[excerpt.start : excerpt.end]):
            listed = [one for piece in part.rsplit("其中", 1)[-1].split("、") if (one := only_figure(piece, unit))]
            if len(listed) > 2 and all(same_unit(f.unit, listed[0].unit) for f in listed):
                return sorted(listed, key=lambda f: -(f.value or Decimal(0)))[:: len(listed) - 1]
    return []


def _beside(word: str, finding: Finding, unit: str) -> list[Fact]:
    """The figures of the clauses that hold a word, one for each, all of one unit."""
    found: list[Fact] = []
    for excerpt in finding.excerpts:
        for piece in PIECE_END.split(finding.notice.text[excerpt.start : excerpt.end]):
            if word in compact(piece) and (one := only_figure(piece, unit)):
                found.append(one)
    first = found[0].unit if found else ""
    return found if all(same_unit(f.unit, first) for f in found) and len({f.text for f in found}) == len(found) else []


def only_figure(clause: str, unit: str, aside: tuple[str, ...] = ("第", "%")) -> Fact | None:
    """The one exact figure of a clause, those of units ``aside`` not counted; None for none or more.

    With a ``unit`` the one figure in that unit, whatever other figures there are.
    """
    found = [f for f in facts(clause) if f.kind == "number" and f.value is not None and not f.soft and not f.fuzz
             and f.unit not in aside and (not unit or same_unit(f.unit, unit))]
    return found[0] if len(found) == 1 else None


def of_the_thing(terms: Sequence[str], finding: Finding) -> list[Excerpt]:
    """The excerpts, without those of problems that never say the thing which the excerpts of another one do."""
    thing = max(terms, key=len, default="")
    says = {e.home: support(thing, compact(text_around(finding.notice, [e]))) for e in finding.excerpts}
    if len(thing) < THING or max(says.values(), default=0.0) < SAID:
        return list(finding.excerpts)
    return [e for e in finding.excerpts if says[e.home] >= HELD]


THING = 4
"""Characters of a term that names a thing by itself."""
SAID, HELD = 0.85, 0.6
"""Support from which a text says a word, or one that stands for it (完工, 完成), and below which it does not."""
