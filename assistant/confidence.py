"""Whether a notice really answers a question: what decides between answering and refusing."""

from dataclasses import dataclass

from assistant.evidence import Finding
from assistant.library import Library
from assistant.question import Question


@dataclass(frozen=True)
class Verdict:
    """Whether to answer, and if not, what the notice fails to say."""

    ok: bool
    reason: str = ""


def answerable(question: Question, finding: Finding, library: Library) -> Verdict:
    """Whether the excerpts of a finding answer the question."""
    if not finding.found:
        return Verdict(False)
    return Verdict(True)


def silent(finding: Finding, best: Finding) -> bool:
    """Whether a unit is silent on what another one states, in a comparison."""
    return finding.coverage < 0.34 or finding.coverage < 0.62 * best.coverage
