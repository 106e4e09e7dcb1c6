"""Which of the sentences chosen belong together: the one referred to, those of the time asked for."""

import re

from assistant.excerpts import Excerpt
from assistant.question import Question
from assistant.ranking import Scored
from assistant.wants import Want, hard_fit
from assistant.wording import normalise

LEAD_IN = 30
"""Excerpts up to this many characters without what is wanted are dropped beside better ones."""
_THESE = re.compile(r"(?:这|上述|以上)(?:[二两三四五六七八九十\d]{1,2})?(?:[项个件条些点类]|问题)")
"""How a sentence begins that speaks of what the one before it lists."""


def referred_to(first: Scored, ranked: list[Scored]) -> Excerpt | None:
    """The sentence before one that begins 这三项…: what they are is said there."""
    here = first.sentence
    if not _THESE.match(here.text):
        return None
    before = max((s for s in ranked if s.sentence.home == here.home
                  and not s.sentence.heading and s.sentence.end <= here.start),
                 key=lambda s: s.sentence.end, default=None)
    if before is None or here.start - before.sentence.end > 4:
        return None
    return Excerpt(before, before.sentence.start, before.sentence.end)


def telling(chosen: list[Excerpt], wants: tuple[Want, ...]) -> list[Excerpt]:
    """The excerpts without short lead-ins that lack the answer type another one holds."""
    def holds(excerpt: Excerpt) -> bool:
        return hard_fit(wants, excerpt.scored.sentence.text) > 0

    if not any(map(holds, chosen)):
        return chosen
    return [e for e in chosen if holds(e) or e.end - e.start > LEAD_IN]


_PERIOD = re.compile(r"(\d{1,2})(?:月份?)?[-—–~至到](\d{1,2})月|([上下]半年|[一二三四]季度|全年)")


def of_the_period(excerpts: list[Excerpt], question: Question) -> list[Excerpt]:
    """The excerpts of the months asked for (1到7月), where one tells them and others do not."""
    asked = set(_PERIOD.findall(normalise(question.asked)))
    told = [e for e in excerpts
            if asked & set(_PERIOD.findall(normalise(e.scored.sentence.text)))]
    return told or excerpts


def follows(first: Scored, other: Scored) -> bool:
    """Whether the other sentence goes on where the first broke off at a semicolon."""
    a, b = sorted((first.sentence, other.sentence), key=lambda s: s.start)
    return a.text[-1:] in ";；" and 0 <= b.start - a.end <= 60
