"""Sentences told beside those of a table as long as it has room."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.excerpts import excerpt
from assistant.figures import gives_figure
from assistant.finding import Finding
from assistant.question import Question
from assistant.ranking import Scored
from assistant.replies.desk import Desk
from assistant.replies.fitting import TABLE, length_of

LEAST = 0.02
"""Chance from which a sentence of the same problem is told where there is room."""
MOST = 4
"""Sentences of one cell."""
SHORTEST = 30
"""Characters from which a stretch of a sentence is worth looking for."""
JOINT = 1
"""Characters between two sentences of a cell."""


def filled(question: Question, told: Sequence[Finding], room: int, taken: int, desk: Desk) -> list[Finding]:
    """The findings, each with what is likely needed beside it in its problem, the likeliest first, while the table has room.

    What was found and what came of it stand in sentences apart; either may be asked for. ``room`` is that of a cell,
    ``taken`` are the characters of the table's other rows.
    """
    kept = list(told)
    entries = [entry for place, finding in enumerate(kept) for entry in _beside(question, finding, place, room, desk)]
    for _, place, scored, terms in sorted(entries, key=lambda entry: -entry[0]):
        finding = kept[place]
        free = TABLE - taken - length_of(kept) - JOINT
        part = excerpt(scored, terms, question.wants, max(SHORTEST, free), desk.finder.ranker.weight)
        if len(finding.excerpts) < MOST and part.end - part.start <= free:
            home = finding.excerpts[0].home
            kept[place] = replace(finding, excerpts=tuple(sorted((*finding.excerpts, part), key=lambda e: (e.home != home, e.start))))
    return kept


def _beside(question: Question, finding: Finding, place: int, room: int,
            desk: Desk) -> list[tuple[float, int, Scored, tuple[str, ...]]]:
    """The sentences that may be told beside a finding, each with its chance, the finding's place and the terms asked about.

    Where a figure is asked for those without one are left out; beside a finding that has none nothing is told.
    """
    figures = bool(question.wants)
    shown = {e.scored.sentence.start for e in finding.excerpts}
    beginning = desk.finder.beginning(question, finding, room)
    if beginning is None or figures and not gives_figure(finding.text):
        return []
    return [(float(chance), place, scored, beginning.terms)
            for scored, chance in zip(beginning.candidates, beginning.chances(), strict=True)
            if chance >= LEAST and beginning.holds(scored) and scored.sentence.start not in shown
            and (not figures or gives_figure(scored.sentence.text))]
