"""Excerpts: the stretch of a sentence that bears on a question, within the room there is."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.library import clause_texts
from assistant.ranking import Scored
from assistant.terms import support
from assistant.wants import DATED, Want, fit
from assistant.wording import compact, normalise

Weight = Callable[[str], float]
"""How telling a word is."""
NARROW = 110
"""In cells up to this many characters, who holds a post is told by the clause that says so."""
SHORT, SHARE = 90, 0.6
"""Sentences up to this many characters, and this share of what may be shown, stay whole."""
FIGURE_WORTH = 0.8
POST_WORTH = 12.0
LENGTH_COST = 0.012


@dataclass(frozen=True)
class Excerpt:
    """A part of a sentence that is shown: offsets in its notice's text."""

    scored: Scored
    start: int
    end: int

    @property
    def item_id(self) -> str:
        """The item it stands in."""
        return self.scored.sentence.item_id

    @property
    def home(self) -> str:
        """The problem it stands in, or its item outside of any."""
        return self.scored.sentence.home


def excerpt(scored: Scored, terms: tuple[str, ...], wants: tuple[Want, ...], limit: int,
            weight: Weight, role: re.Pattern[str] | None = None) -> Excerpt:
    """The stretch of clauses of a sentence that bears on the question, ``limit`` at most."""
    sentence = scored.sentence
    spans = clause_texts(sentence)
    if len(sentence.text) <= min(limit * SHARE, SHORT) or len(spans) == 1:
        return Excerpt(scored, sentence.start, sentence.end)
    texts = [sentence.text[s - sentence.start : e - sentence.start] for s, e in spans]
    first, last = _window(spans, texts, terms, wants, limit, weight, role)
    while last + 1 < len(spans) and _only_dated("".join(texts[first : last + 1])):
        last += 1
    while last > first and _only_dated(texts[last]):
        last -= 1
    last = _led_up_to(texts, last)
    torn = _TORN.match("".join(texts[first : last + 1]))
    return Excerpt(scored, spans[first][0] + (torn.end() if torn else 0), spans[last][1])


def _only_dated(text: str) -> bool:
    """Whether a clause is a date and nothing else (9月16日,): what happened follows."""
    return len(re.sub(r"\W", "", DATED.sub("", normalise(text)))) < FEWEST


def _led_up_to(texts: list[str], last: int) -> int:
    """The last clause of a stretch; the next one where that only leads up to it (除3个问题外,)."""
    while last + 1 < len(texts) and _LEADS_UP.match(compact(texts[last])):
        last += 1
    return last


def finished(part: Excerpt, room: int) -> Excerpt:
    """The excerpt, with the rest of its sentence where that is short: often it is the outcome."""
    end = part.scored.sentence.end
    return replace(part, end=end) if 0 < end - part.end <= room else part


_LEADS_UP = re.compile(
    r"(?:目前|现|已)?(?:除[^,，。;；]*(?:之外|以外|外)|(?:针对|根据|按照|围绕|对于|为了?|关于|依据|结合|鉴于|由于|因)[^,，。;；]*)[,，]$")
"""A clause whose main clause is still to come."""
_TORN = re.compile(r"[^,，。;；]{0,30}?(?:成立|组建|设立|建立)了?(?=[由以][^,，。;；]{2,30}任[^,，。;；]{0,6}组长(?!的)(?!.*的[^,，。;；]{0,24}[组部会队班]))", re.DOTALL)
"""What begins a sentence whose end is not shown (成立了由区委书记任组长): who leads is told without it."""
FEWEST = 3
"""Characters beside its date that a clause has at least to say something."""


def _window(spans: list[tuple[int, int]], texts: list[str], terms: tuple[str, ...],
            wants: tuple[Want, ...], limit: int, weight: Weight,
            role: re.Pattern[str] | None) -> tuple[int, int]:
    """The run of clauses within ``limit`` characters that holds most of what is asked."""
    bodies = [compact(t) for t in texts]
    held = [[weight(t) * support(t, b) for t in terms] for b in bodies]
    types = [[fit((w,), t) for w in wants] for t in texts]
    figures = [bool(re.search(r"\d", t)) for t in texts]
    posts = [bool(role and role.search(b)) for b in bodies]
    posts = [p and not any(posts[:i]) for i, p in enumerate(posts)]
    named = any(posts) and (limit <= NARROW or not any(w.kind == "list" for w in wants))
    best, best_value = (0, 0), -1.0
    for i in range(len(spans)):
        for j in range(i, len(spans)):
            size = spans[j][1] - spans[i][0]
            if size > limit and j > i:
                break
            value = 0.0 if named else sum(
                max(column) for column in zip(*held[i : j + 1], strict=True))
            value += POST_WORTH * any(posts[i : j + 1]) - LENGTH_COST * size
            if not named:
                value += 3.0 * sum(
                    max(column) for column in zip(*types[i : j + 1], strict=True))
                value += FIGURE_WORTH * sum(figures[i : j + 1])
            if value > best_value + 1e-9:
                best, best_value = (i, j), value
    return best
