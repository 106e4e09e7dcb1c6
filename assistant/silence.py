"""Which of several units says nothing on what the others state, by what a logistic regression learned."""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.absence import unheard_of
from assistant.absence_case import Case, in_context
from assistant.absence_terms import is_thing, unsaid_term
from assistant.confidence import only_opening
from assistant.figures import facts
from assistant.finding import DULL, Finding, own
from assistant.question import Question
from assistant.terms import content_words, support
from assistant.wording import compact, shared_grams

WEIGHTS = Path(__file__).with_name("silence_weights.json")
"""The weight of each feature, as ``python -m tests.fit_silence`` learns it from gold questions."""
LIKELY = 0.5
"""Chance from which a unit is taken to be silent."""
UNLIKE = 0.25
"""Cosine below which a finding is about something else, where none says a word of the question."""
MANY = 6
"""Figures and units from which more say nothing; characters of a topic likewise, ten times as many."""
_FRAME = re.compile(r"巡[视察]|整改|通报|[区县市]委")
"""Words of every notice, which tell nothing of what one is about."""
UNSHARED = -0.3
"""Stands for how much is said of the terms of the others' answers, where they have none of the question's."""


def silent(question: Question, finding: Finding, best: Finding, others: Sequence[Finding]) -> bool:
    """Whether a unit is silent on what others state; ``others`` are the findings of all units, ``best`` the surest."""
    if not finding.found:
        return True
    nowhere = best.coverage <= 0 and finding.cosine < UNLIKE and not question.english
    if not question.wants and (nowhere or only_opening(finding)):
        return True
    return Compared(question, finding, best, others).chance >= LIKELY


@dataclass(frozen=True)
class Compared:
    """What was found in one unit's notice, beside what was found in the others'."""

    question: Question
    finding: Finding
    best: Finding
    every: Sequence[Finding]

    @property
    def chance(self) -> float:
        """The chance (0–1) that the unit is silent."""
        weights = learned()
        odds = weights["base"] + math.fsum(w * v for w, v in zip(map(weights.__getitem__, FEATURES), self.features(), strict=True))
        return 1 / (1 + math.exp(-odds))

    def features(self) -> list[float]:
        """What speaks for silence or against it, in the order of :data:`FEATURES`."""
        return [float(value(self)) for value in FEATURES.values()]

    @cached_property
    def asked(self) -> Question:
        """The question as it is put to the unit."""
        return own(self.question, self.finding.unit)

    @cached_property
    def told(self) -> str:
        """What was found, compact."""
        return compact(self.finding.text)

    @cached_property
    def found(self) -> list[Finding]:
        """The findings of all units that have any."""
        return [f for f in self.every if f.found]

    @cached_property
    def others(self) -> list[Finding]:
        """The findings of the other units that have any."""
        return [f for f in self.found if f is not self.finding]

    @cached_property
    def texts(self) -> list[str]:
        """What was found in the other units, compact."""
        return [compact(f.text) for f in self.others]

    @cached_property
    def terms(self) -> list[str]:
        """The telling words of the question."""
        return [t for t in content_words(self.asked.topic, DULL) if not _FRAME.search(t)]

    @cached_property
    def supports(self) -> list[float]:
        """How far (0–1) what was found says each of the terms."""
        return [support(t, self.told) for t in self.terms]

    @cached_property
    def shared(self) -> list[float]:
        """How far it says those terms that another unit's answer says."""
        return [held for term, held in zip(self.terms, self.supports, strict=True)
                if any(support(term, text) >= SAID for text in self.texts)]

    @property
    def echo(self) -> float:
        """How far (0–1) the answer of another unit that tells about as much as the best is worded like this one's."""
        mine = [self.finding.notice.text[e.start : e.end] for e in self.finding.excerpts]
        telling = [f for f in self.others if f.coverage >= TELLING * self.best.coverage]
        return max((shared_grams(m, f.text) for f in telling for m in mine), default=0.0)

    @property
    def lead(self) -> float:
        """Points of the ranking by which the best sentence leads the best one of another problem."""
        first, *behind = self.finding.ranked
        return first.score - next((s.score for s in behind if s.sentence.home != first.sentence.home), 0.0)

    @property
    def term_said(self) -> bool:
        """Whether it says, in so many words, a term of the question that another unit's answer says."""
        return any(len(t) >= TERM and t in self.told and any(t in text for text in self.texts) for t in self.terms)

    @property
    def other_things(self) -> bool:
        """Whether it speaks of none of the things asked about that the best answer speaks of."""
        there, here = compact(in_context(self.best)), compact(in_context(self.finding) + self.finding.item_text)
        things = [t for t in self.terms if len(t) > 1 and is_thing(t) and support(t, there) >= SAID]
        return bool(things) and max(support(t, here) for t in things) < NOT_SAID

    @property
    def headed(self) -> bool:
        """Whether what was found stands in a problem whose heading says a thing that is asked about."""
        notice = self.finding.notice
        heads = [compact(i.heading) for e in self.finding.excerpts
                 for i in notice.path(notice.item(e.item_id)) if i.kind == "problem"]
        return any(support(t, h) >= (SAID if len(t) < LONG else NOT_SAID)
                   for t in self.terms if is_thing(t) for h in heads)


TELLING = 0.5
"""Share of the best one's coverage from which a unit's answer tells of the same."""
TERM = 3
"""Characters from which a word is a term of the notices and not of every day."""
LONG = 6
"""Characters of a term from which a heading says it that says half of it."""
SAID, NOT_SAID = 0.9, 0.5
"""Support from which a text says a word, and below which it does not."""


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / len(held)


FEATURES: Mapping[str, Callable[[Compared], float]] = {
    "fit": lambda c: c.finding.fit,
    "units": lambda c: min(MANY, len(c.every)),
    "echo": lambda c: c.echo,
    "unheard": lambda c: unheard_of(Case.of(c.asked, c.finding)) is not None,
    "unsaid": lambda c: bool(unsaid_term(c.asked, c.finding, (f.notice for f in c.every))),
    "headed": lambda c: c.headed,
    "other_things": lambda c: c.other_things,
    "most_said": lambda c: max(c.supports, default=0.0),
    "longest_said": lambda c: max(zip(map(len, c.terms), c.supports, strict=True), default=(0, 0.0))[1],
    "shared_said": lambda c: _mean(c.shared) if c.shared else UNSHARED,
    "term_said": lambda c: c.term_said,
    "lead": lambda c: c.lead,
    "own_topic": lambda c: bool(c.question.own_topics),
    "inherited": lambda c: c.asked.inherited,
    "topic": lambda c: min(MANY, len(c.asked.topic) / 10),
    "figures": lambda c: min(MANY, sum(f.kind == "number" for f in facts(c.finding.text))),
    "behind": lambda c: c.finding.ranked[0].score - max(f.ranked[0].score for f in c.found),
    "share": lambda c: c.finding.item_coverage / max(0.05, *(f.item_coverage for f in c.found)),
    "answering": lambda c: c.finding.answering,
    "best_answering": lambda c: max(f.answering for f in c.found),
    "mean_answering": lambda c: _mean(f.answering for f in c.others or [c.finding]),
    "chance": lambda c: c.finding.chance,
    "best_chance": lambda c: max(f.chance for f in c.found),
    "cosine": lambda c: c.finding.cosine,
    "best_cosine": lambda c: max(f.cosine for f in c.found),
    "mean_cosine": lambda c: _mean(f.cosine for f in c.others or [c.finding]),
}
"""By name: what is weighed."""


@lru_cache(maxsize=1)
def learned() -> dict[str, float]:
    """The weights in use."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))
    return weights
