"""A list that a notice announces by its count (尚未销号的4条是:…), wherever it stands."""

import re

from assistant.answer import Paragraph
from assistant.evidence import DULL
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.terms import content_words, support
from assistant.wants import list_size, members
from assistant.wording import compact, normalise
from ingest.markers import number_of

_ANNOUNCED = re.compile(
    r"(?<![\d.])(\d{1,2}|[二两三四五六七八九十]{1,2})(?:[个项条件家处名位类种]|方面)[^，,。；;：:\d]{0,8}"
    r"(?:[是为]|即|分别是?|包括|如下|[：:])[：:]?")
TOLD = 0.4
"""Support from which the sentence speaks of a word of the question."""


def enumerated(question: Question, unit: Unit, desk: Desk) -> Draft | None:
    """The sentence that lists as many members as a question asks for; None if none does."""
    size = list_size(normalise(question.asked))
    if not size:
        return None
    words = [w for w in content_words(question.topic, DULL) if not re.search(r"\d", w)]
    best, listed = 0, None
    for sentence in desk.library.sentences(unit.notice):
        for m in _ANNOUNCED.finditer(sentence.text):
            if number_of(m.group(1)) != size or members(sentence.text[m.end():]) < min(size, MOST):
                continue
            announced = compact(sentence.text[: m.end()])
            fit = sum(support(w, announced) >= TOLD for w in words)
            if fit and fit >= best:  # of equals the last: what is left over comes at the end
                best, listed = fit, sentence
    if listed is None:
        return None
    told = desk.book.quote(unit.notice, listed.start, listed.end)
    return Draft("fact", (Paragraph((told,)),), focus=(listed.item_id,))


MOST = 4
"""Members that a sentence must name of a longer list."""
