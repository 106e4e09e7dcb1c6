"""A fact about one unit: the clause that answers, or a plain refusal."""

from assistant.confidence import answerable
from assistant.evidence import Finding
from assistant.question import Question
from assistant.replies.desk import SILENT, Desk, Draft, nearest_items, note


def fact(question: Question, desk: Desk) -> Draft:
    """The answer from the unit named, or from the unit that fits best when none is."""
    units = desk.units(question)
    findings = [desk.finder.find(question, unit) for unit in units]
    best = max(findings, key=_fitness)
    verdict = answerable(question, best)
    if not verdict.ok:
        return refuse(question, best, desk, verdict.reason)
    lead = "" if question.units and len(units) == 1 else best.unit.name
    return Draft("fact", (desk.say(best, lead),), focus=focus_of(best))


def refuse(question: Question, finding: Finding, desk: Desk, reason: str) -> Draft:
    """The refusal: what the notice does not say, what was searched, the nearest items."""
    named = finding.unit.name if question.units else "各区"
    text = f"{named}的{SILENT}{reason or '这一内容'},无法据此回答。"
    searched = f"检索了{named}通报全文,关键词:{'、'.join(question.topic.split()) or question.text}"
    return Draft("refusal", (note(text),), refused=True, searched=searched,
                 nearest=nearest_items(finding, desk.library), focus=focus_of(finding))


def focus_of(finding: Finding) -> tuple[str, ...]:
    """The items an answer was about, for the follow-up to it."""
    return tuple(dict.fromkeys(e.item_id for e in finding.excerpts))


def _fitness(finding: Finding) -> float:
    return finding.coverage + finding.cosine + 0.3 * finding.fit
