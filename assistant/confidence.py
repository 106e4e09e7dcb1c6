"""Whether a notice really answers a question: what decides between answering and refusing."""

from dataclasses import dataclass

from assistant.absence import absent
from assistant.absence_case import Case, is_sure
from assistant.finding import Finding
from assistant.question import Question

STRONG = 20.0
"""Score of a sentence that answers though it says none of the question's words."""


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
