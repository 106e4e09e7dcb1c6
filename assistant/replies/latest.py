"""The figure that the measures on a problem led to, where what is now is asked for and what was found states the problem."""

from assistant.evidence import BECAME
from assistant.finding import Finding
from assistant.outcome import measures_begin
from assistant.question import Question
from assistant.replies.asked import Asked
from assistant.replies.desk import Desk
from assistant.replies.measured import figure
from assistant.wording import compact


def latest(question: Question, asked: Asked, finding: Finding, desk: Desk) -> Finding:
    """The finding; where what is now is asked for and its figure is that of the problem stated, the last sentence on the measures that gives the same.

    2022年末负债率76.8% is what was found; 降至73.5%, further on in the same problem, is what is now.
    """
    notice = finding.notice
    have = figure(asked, finding) if asked.after and not asked.before else None
    if have is None or have.how:
        return finding
    stated = next((e for e in finding.excerpts if compact(have.shown) in compact(notice.text[e.start : e.end])), None)
    begins = stated and measures_begin(notice, notice.item(stated.home))
    if not stated or not begins or stated.end > begins or BECAME.search(notice.text[stated.start : stated.end]):
        return finding
    behind = [s for s in finding.ranked if s.sentence.home == stated.home and s.sentence.start >= begins and not s.sentence.heading]
    for scored in sorted(behind, key=lambda s: -s.sentence.start):
        told = desk.finder.narrowed(question, finding, scored)
        value = figure(asked, told)
        now = have.unit == "%" or BECAME.search(scored.sentence.text)
        if value and now and value.unit == have.unit and not (value.how or value.off or value.elsewhen):
            return told
    return finding
