"""Whether a notice really answers a question: what decides between answering and refusing."""

import re
from dataclasses import dataclass

from assistant.absence import absent, unheard_of
from assistant.absence_case import Case, in_context, is_sure
from assistant.absence_terms import is_thing, unsaid_term
from assistant.finding import DULL, Finding, own
from assistant.question import Question
from assistant.terms import content_words, support
from assistant.wording import common_run, compact, shared_grams, words

EQUAL = 0.94
"""Share of the strongest unit's score from which a unit answers a question as well as it."""
HALF, AS_LIKE, WITH_FIGURE = 0.5, (0.5, 0.42, 0.72), ((0.4, 0.39, 0.85), (0.6, 0.3, 0.85))
"""Share of the best unit's coverage, similarity, and share of the best one's, from which a unit tells of the same
thing though it lacks one of the terms; the same where it gives what is wanted."""
SECONDED = 0.2
"""Share of the best unit's coverage from which an answer worded like another's tells of the same."""
LESS, MOSTLY = 0.62, 0.75
"""Shares of the best unit's coverage from which an answer is about the same though it names nothing
of it, or not the phrase that other answers are built on."""
STRONG = 20.0
"""Score of a sentence that answers though it says none of the question's words."""
PHRASE = 5
"""Characters from which a run shared by question and answer counts as what was asked for."""


@dataclass(frozen=True)
class Verdict:
    """Whether to answer, and if not, what the notice fails to say."""

    ok: bool
    reason: str = ""


def answerable(question: Question, finding: Finding) -> Verdict:
    """Whether the excerpts of a finding answer the question put to one unit."""
    if not finding.found:
        return Verdict(False)
    if _off_topic(question, finding):
        return Verdict(False)
    missing = absent(Case.of(question, finding))
    return Verdict(missing is None, missing or "")


def silent(question: Question, finding: Finding, best: Finding,
           others: tuple[Finding, ...] = ()) -> bool:
    """Whether a unit is silent on what others state, in a comparison."""
    if not finding.found:
        return True
    if _only_opening(finding) and finding is not best and not question.wants:
        return True
    question = own(question, finding.unit)
    if (quoted := [q for q in question.quoted if len(q) <= 12]) and any(
            _quotes(quoted, f) for f in (finding, best, *others)):
        return not _quotes(quoted, finding)
    if best.coverage <= 0 and not question.english and finding.cosine < 0.25:
        return True
    if finding is best or best.coverage <= 0 or question.own_topics:
        return _off_topic(question, finding)
    share = finding.coverage / best.coverage
    seconded = (bool(question.wants) or share >= SECONDED) and _seconded(finding, others)
    if not seconded and unheard_of(Case.of(question, finding)) is not None:
        return True
    if question.units and _as_like(question, finding, best, share):
        return False
    if unsaid_term(question, finding, (o.notice for o in others)):
        return True
    by_term = _silent_on_term(question, finding, others, seconded)
    if by_term is not None:
        return by_term
    if _headed(question, finding):
        return False
    if not seconded and (
            share < MOSTLY and _never_named(question, finding, others)
            or len(others) > 2 and share < LESS and _of_other_things(question, finding, best)):
        return True
    return not (seconded or _as_telling(finding, best, share, others))


def _as_like(question: Question, finding: Finding, best: Finding, share: float) -> bool:
    """Whether a finding is so like the question that it tells of the same, whatever term it lacks."""
    tiers = (AS_LIKE, *(WITH_FIGURE if question.wants and finding.fit >= FITTING else ()))
    return any(share >= part and finding.cosine >= max(like, near * best.cosine) for part, like, near in tiers)


FITTING = 0.8
"""Share of what is wanted from which a finding gives it."""


def _as_telling(finding: Finding, best: Finding, share: float, others: tuple[Finding, ...]) -> bool:
    """Whether a finding tells about as much as the best; ``share`` is its part of the best's coverage."""
    strongest = max(o.ranked[0].score for o in (best, *others) if o.ranked)
    if share >= LESS or finding.ranked[0].score >= EQUAL * strongest:
        return True
    if share >= 0.4 and finding.fit >= FITTING and finding.cosine >= 0.75 * best.cosine:
        return True
    return finding.fit >= FITTING and finding.item_coverage >= 0.95 * best.item_coverage > 0.2


def _quotes(quoted: list[str], finding: Finding) -> bool:
    """Whether a finding or its items hold one of the phrases quoted in a question."""
    said = compact(in_context(finding) + finding.item_text)
    return max(support(compact(q), said) for q in quoted) >= 0.6


def _silent_on_term(question: Question, finding: Finding, others: tuple[Finding, ...],
                    seconded: bool) -> bool | None:
    """False if the term asked about is said, True if the notice never says it; else None."""
    terms, said = _terms_said(question, others), compact(finding.text)
    if not terms:
        return None
    if any(t in said for t in terms if len(t) == len(terms[0])):
        return False
    never = support(terms[0], compact(finding.notice.text)) < 0.5
    return True if never and not seconded and not any(t in said for t in terms) else None


def _terms_said(question: Question, others: tuple[Finding, ...]) -> list[str]:
    """The terms of the question that any unit's answer says, the longest first."""
    terms = sorted((t for t in content_words(question.topic, DULL)
                    if len(t) >= TERM and not _FRAME.search(t)), key=len, reverse=True)
    told = [compact(o.text) for o in others]
    return [t for t in terms if any(t in text for text in told)]


def _headed(question: Question, finding: Finding) -> bool:
    """Whether what was found stands in a problem whose heading says a thing that is asked about."""
    things = [t for t in content_words(question.topic, DULL) if is_thing(t) and not _FRAME.search(t)]
    heads = [compact(i.heading) for e in finding.excerpts
             for i in finding.notice.path(finding.notice.item(e.item_id)) if i.kind == "problem"]
    return any(support(t, h) >= (HEADED if len(t) < LONG else HALF) for t in things for h in heads)


HEADED, LONG = 0.9, 6
"""Support from which a heading says a thing; of terms of so many characters, half is enough."""
_FRAME = re.compile(r"巡[视察]|整改|通报|[区县市]委")
"""Words of every notice, which tell nothing of what one is about."""
TERM = 3
"""Characters from which a word is a term of the notices and not of every day."""


def _never_named(question: Question, finding: Finding, others: tuple[Finding, ...]) -> bool:
    """Whether the notice never uses the phrase of the question that other answers are built on."""
    topic = compact(question.topic)
    shared = max((common_run(topic, compact(o.text)) for o in others), key=len, default="")
    said = compact(finding.text)
    if len(shared) < PHRASE or any(
            t in said and t not in shared for t in _terms_said(question, others)):
        return False
    whole = compact(finding.notice.text)
    return any(support(word, whole) < 0.5 for word in words(shared) if len(word) > 1)


def _of_other_things(question: Question, finding: Finding, best: Finding) -> bool:
    """Whether an answer speaks of none of the things asked about that the best one speaks of."""
    told = compact(in_context(best))
    things = [t for t in content_words(question.topic, DULL)
              if len(t) > 1 and is_thing(t) and not _FRAME.search(t) and support(t, told) >= 0.9]
    said = compact(in_context(finding) + finding.item_text)
    return bool(things) and max(support(t, said) for t in things) < 0.5


def _seconded(finding: Finding, others: tuple[Finding, ...]) -> bool:
    """Whether another unit's answer is worded alike, or gives the same rate."""
    mine = [finding.notice.text[e.start : e.end] for e in finding.excerpts]
    rates = set(_RATE.findall(compact(finding.text)))
    return any(max(shared_grams(m, o.text) for m in mine) >= 0.25 or rates & set(_RATE.findall(compact(o.text)))
               for o in others if o is not finding)


_RATE = re.compile(r"[\u4e00-\u9fff]{2}率(?=[^,。;]{0,4}\d)")
"""A rate by its name, before its figure (清偿率87%)."""


def _off_topic(question: Question, finding: Finding) -> bool:
    """Whether what was found is too little like the question to be about it at all."""
    if question.english or question.inherited or question.units and is_sure(finding):
        return False
    top = finding.ranked[0].score
    if finding.coverage < 0.05 and finding.cosine < 0.2 and top < STRONG:
        return True
    far = top < 6.0 or (top < 7.0 and finding.cosine < 0.15) or _only_opening(finding)
    return finding.coverage < 0.15 and far


def _only_opening(finding: Finding) -> bool:
    """Whether all that was found stands in the opening, which is about the inspection itself."""
    kinds = {finding.notice.item(e.item_id).kind for e in finding.excerpts}
    return kinds == {"opening"} and finding.coverage < 0.15
