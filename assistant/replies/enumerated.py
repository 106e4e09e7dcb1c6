"""A list that a notice announces by its count (尚未销号的4条是:…), wherever it stands, all of it."""

import re

from assistant.answer import Paragraph
from assistant.finding import DULL
from assistant.library import Sentence, Unit
from assistant.question import Question
from assistant.replies.desk import Desk, Draft, join
from assistant.terms import content_words, support
from assistant.wants import list_size, members
from assistant.wording import compact, normalise
from ingest.markers import number_of
from ingest.notice import Notice

_ANNOUNCED = re.compile(
    r"(?<![\d.])(\d{1,2}|[二两三四五六七八九十]{1,2})(?:[个项条件家处名位类种]|方面)[^，,。；;：:\d]{0,8}"
    r"(?:(?:[是为]|即|分别是?|包括|如下|[：:])[：:]?|(?P<in>[（(]))")
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
            if number_of(m.group(1)) != size:
                continue
            listed_there = re.split("[）)]", sentence.text[m.end():])[0] if m["in"] else sentence.text[m.end():]
            many = max(members(listed_there), 0 if m["in"] else len(run_on(sentence, unit.notice, desk)))
            if many < min(size, MOST):
                continue
            announced = compact((sentence.context if m["in"] else "") + sentence.text[: m.end()])
            fit = sum(support(w, announced) >= TOLD for w in words)
            if fit and fit >= best:  # of equals the last: what is left over comes at the end
                best, listed = fit, sentence
    if listed is None:
        return None
    return told_whole(listed, unit.notice, desk, size)


def told_whole(first: Sentence, notice: Notice, desk: Desk, size: int = 0) -> Draft:
    """A sentence quoted and, where it holds less than ``size`` members, those that go on with its list."""
    whole = members(compact(first.text)) >= max(size, 2)
    told = [desk.book.quote(notice, s.start, s.end)
            for s in ([first] if whole else run_on(first, notice, desk))]
    return Draft("fact", (Paragraph(tuple(join(told))),), focus=(first.item_id,))


def run_on(first: Sentence, notice: Notice, desk: Desk) -> list[Sentence]:
    """A sentence and those that go on with its list: all but the last of them end in a semicolon."""
    found = [first]
    for sentence in desk.library.sentences(notice):
        if sentence.home == first.home and sentence.start >= found[-1].end:
            if found[-1].text.rstrip()[-1:] not in ";；":
                break
            found.append(sentence)
    return found


MOST = 4
"""Members that a sentence must name of a longer list."""
