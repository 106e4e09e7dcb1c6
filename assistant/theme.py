"""What a question names in front as its theme, and which problems of a notice are headed by it."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.question import Question
from assistant.terms import content_words
from assistant.wording import normalise
from ingest.notice import Notice

_THEME = re.compile(
    r"(?:^|,)(?:在|关于|针对|说到|就)?([^,。?:]{2,14}?)(?:的?问题|方面|领域|这块|这件事|这事|整治|治理)(?:上|中|里|方面|工作)?[,:]")
"""How a question names in front what it is about (公车问题上,哪家处分的人最多)."""
THEMED, FEW = 0.6, 3
"""Share of a theme's words that the headings of a notice's problems hold, and of how many, for it to be theirs."""


def themed(question: Question, notice: Notice, coverage: Callable[[tuple[str, ...], str], float],
           dull: frozenset[str]) -> Question:
    """The question, tied to the problems that it names in front; ``coverage`` tells how far a text says words."""
    theme = _THEME.search(normalise(question.asked))
    if not theme or question.favoured:
        return question
    terms = content_words(theme.group(1), dull)
    named = [(coverage(terms, i.heading), i.id) for i in notice.problems] if terms else []
    best = max(named, default=(0.0, ""))[0]
    about = frozenset(item for share, item in named if share >= max(best - 0.05, THEMED))
    return replace(question, favoured=about, tied=True) if 0 < len(about) <= FEW else question
