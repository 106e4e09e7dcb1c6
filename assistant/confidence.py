"""Whether a notice really answers a question: what decides between answering and refusing."""

from dataclasses import dataclass, replace

from assistant import answerability
from assistant.absence import EVERY, absent
from assistant.absence_case import Case, is_sure
from assistant.absence_certain import CERTAIN
from assistant.absence_figures import named_kind
from assistant.absence_terms import said_nowhere, unsaid_term
from assistant.finding import Finding
from assistant.heads import asked_nouns
from assistant.library import Library
from assistant.question import Question
from assistant.ranking import Ranker
from assistant.reading import OFF_TOPIC, UNSAID, Reading

STRONG = 20.0
"""Score of a sentence that answers though it says none of the question's words."""
UNLIKE = 0.2
"""Cosine below which what was found is about something else, where the notice says none of the things asked about."""
UNLIKELY, DOUBTED = 0.04, 0.75
"""Chance that what was found answers, below which a question to one unit is refused; where a rule doubts it."""
UNSURE = 0.25
"""Chance below which what was found is told as the nearest there is, not as the answer."""
_CERTAIN = frozenset(rule.__name__ for rule in CERTAIN)


@dataclass(frozen=True)
class Verdict:
    """Whether to answer, and if not, what the notice fails to say; ``sure`` where the answer needs no reserve."""

    ok: bool
    reason: str = ""
    sure: bool = True


def answerable(question: Question, finding: Finding) -> Verdict:
    """Whether the excerpts of a finding answer the question put to one of several units, by rules alone."""
    if not finding.found:
        return Verdict(False)
    if _off_topic(question, finding):
        return Verdict(False)
    missing = absent(Case.of(question, finding))
    return Verdict(missing is None, missing or "")


def judged(question: Question, finding: Finding, library: Library, ranker: Ranker) -> Finding:
    """The finding, with what speaks against it as the answer and how likely it answers."""
    if not finding.found:
        return finding
    doubted = replace(finding, doubts=doubts(question, finding, library))
    return replace(doubted, chance=answerability.learned().chance(Reading.of(question, doubted, ranker, library.vocabulary)))


def answers(question: Question, finding: Finding) -> Verdict:
    """Whether a finding answers the question put to its unit alone.

    The network has learned from whole questions: key words (大气污染防治) and follow-ups are left to the rules, and what is
    certain is certain.
    """
    if question.inherited or not question.wants or _CERTAIN & finding.doubts.keys():
        ok = finding.found and not finding.doubts
    else:
        ok = finding.chance >= (DOUBTED if finding.doubts else UNLIKELY)
    if ok:
        return Verdict(True, sure=not question.wants or finding.chance >= UNSURE)
    given = (finding.doubts.get(UNSAID),) if OFF_TOPIC in finding.doubts else finding.doubts.values()
    return Verdict(False, next(filter(None, given), named_kind(question.wants) if finding.found else ""))


def doubts(question: Question, finding: Finding, library: Library) -> dict[str, str]:
    """What speaks against an answer: each doubt's name, and what is missing by it."""
    case = Case.of(question, finding)
    found = {rule.__name__: missing for rule in EVERY if (missing := rule(case))}
    if _off_topic(question, finding):
        found[OFF_TOPIC] = ""
    if term := _unsaid(question, finding, library):
        found[UNSAID] = f"“{term}”"
    return found


def _unsaid(question: Question, finding: Finding, library: Library) -> str:
    """A term of the question that the notice never says, where others are about it (大班额, 低保)."""
    others = (u.notice for u in library.units if u.name != finding.unit.name)
    term = unsaid_term(question, finding, others, asked_nouns(question.asked))
    if finding.cosine < UNLIKE and not question.english and not question.inherited:
        term = term or said_nowhere(question.topic, [finding.notice])
    return term


def _off_topic(question: Question, finding: Finding) -> bool:
    """Whether what was found is too little like the question to be about it at all."""
    if question.english or question.inherited or question.units and is_sure(finding):
        return False
    top = max(e.scored.score for e in finding.excerpts)
    if finding.coverage < 0.05 and finding.cosine < 0.2 and top < STRONG:
        return True
    far = top < 6.0 or (top < 7.0 and finding.cosine < 0.15) or only_opening(finding)
    return finding.coverage < 0.15 and far


def only_opening(finding: Finding) -> bool:
    """Whether all that was found stands in the opening, which is about the inspection itself."""
    kinds = {finding.notice.item(e.item_id).kind for e in finding.excerpts}
    return kinds == {"opening"} and finding.coverage < 0.15
