"""The exact figures of what one notice says, and what is worked out of them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures import Fact, facts, same_unit
from assistant.finding import DULL, Finding
from assistant.question import Question
from assistant.terms import content_words
from assistant.units import amount
from assistant.wording import normalise

SAID = 0.5
"""Support from which a clause speaks of a word of the question."""


@dataclass(frozen=True)
class Reckoned:
    """What was worked out: the sentence that says so, and how."""

    said: str
    how: str


def texts(finding: Finding) -> list[str]:
    """The sentences shown, those that fit best first."""
    order = sorted(finding.excerpts, key=lambda e: -e.scored.score)
    return [finding.notice.text[e.start : e.end] for e in order]


def telling(clause: str, question: Question) -> tuple[str, ...]:
    """The telling words of a clause of the question, units' names and figures aside."""
    return tuple(w for w in content_words(clause, DULL) if len(w) > 1 and not re.search(r"\d", w)
                 and not any(w in normalise(unit) for unit in question.units))


def exact_figures(text: str) -> list[Fact]:
    """The exact figures of a text in digits, shares and numbers of an order aside."""
    return [f for f in facts(text) if f.kind == "number" and f.value is not None and not f.soft and not f.fuzz
            and f.unit not in ("第", "%", "百分点", "号") and re.search(r"\d", f.text)]


def only_exact(text: str) -> Fact | None:
    """The one exact figure of a text; None for none or more."""
    found = exact_figures(text)
    return found[0] if len(found) == 1 else None


def one_like(piece: str, like: Fact | None) -> Fact | None:
    """The one exact figure of a clause, counted as another is; None for none or more."""
    one = only_exact(piece)
    return one if one and (like is None or measured_alike(one, like)) else None


def measured_alike(one: Fact, other: Fact) -> bool:
    """Whether two figures count in the same measure; 人次 are counted with people."""
    return same_unit(one.unit, other.unit) or {one.unit[:1], other.unit[:1]} == {"人"}


def value(fact: Fact) -> Decimal:
    """The value of a figure."""
    return fact.value or Decimal(0)


def summed(figures: list[Fact], of: str = "") -> Reckoned:
    """The sum of figures, of what they count."""
    printed = [f.text for f in figures]
    return Reckoned(f"{of}合计{amount(sum(map(value, figures), Decimal(0)), printed)}", "+".join(printed))
