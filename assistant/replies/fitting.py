"""What several units say, made to fit one table: the ends of what is shown that tell least of what is asked are left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.excerpts import Excerpt
from assistant.finding import DULL, Finding
from assistant.question import Question
from assistant.replies.quantities import SAID
from assistant.table_rows import row_at
from assistant.terms import content_words, support
from assistant.wants import Want, holds
from assistant.wording import clauses, compact

TABLE = 238
"""Characters that the cells and the names beside them may take together."""
BROKEN_DOWN = 0.3
"""What a clause is worth that only breaks down what is told before it (其中…, 按内容分…)."""
MOST = 2.4
"""What the end of an excerpt may be worth to be left out."""
LEADING = 1.0
"""What it is worth more that an end is of the sentence that answers best."""
_RATE = re.compile("率|[升降增涨跌减]幅|比例|占比|比重|百分")
_COUNTED = re.compile("([人户件个家亩套辆])数")
_BREAKDOWN = re.compile(r"其中|按(?:内容|类别|类型|性质)分|包括")


@dataclass(frozen=True)
class _End:
    """The end of an excerpt that can be left out: where it begins and what it is worth."""

    finding: int
    excerpt: int
    start: int
    worth: float


def fitted(question: Question, told: Sequence[Finding], taken: int = 0) -> list[Finding]:
    """The findings, shortened at the ends of their excerpts where together they are too long for a table, the longest first.

    ``taken`` are the characters of its other rows.
    """
    kept = list(told)
    while length_of(kept) + taken > TABLE:
        ends = [end for place, finding in enumerate(kept) for end in _ends(question, place, finding)]
        least = min(ends, key=lambda e: (round(e.worth, 1), -length_of(kept[e.finding : e.finding + 1])), default=None)
        if least is None or least.worth > MOST:
            return list(told)  # all of it tells of what is asked
        kept[least.finding] = _without(kept[least.finding], least)
    return kept


def length_of(findings: Sequence[Finding]) -> int:
    """Characters that the findings take in a table, the names of their units with them."""
    return sum(len(f.unit.name) + sum(map(len, (_shown(f, e) for e in f.excerpts))) for f in findings)


def _shown(finding: Finding, excerpt: Excerpt) -> str:
    """An excerpt as it is shown, compact: a row of figures is read with its head."""
    row = row_at(finding.notice.text, excerpt.start, excerpt.end)
    return compact(row.aloud() if row and row.is_plain else finding.notice.text[excerpt.start : excerpt.end])


def _ends(question: Question, place: int, finding: Finding) -> list[_End]:
    """The last clause of each excerpt, a breakdown as a whole, or an excerpt beside another."""
    found = []
    best = max((e.scored.score for e in finding.excerpts), default=0.0)
    for number, excerpt in enumerate(finding.excerpts):
        pieces = clauses(finding.notice.text[excerpt.start : excerpt.end], excerpt.start)
        texts = [compact(finding.notice.text[start:end]) for start, end in pieces]
        broken = next((i for i, text in enumerate(texts) if i and _BREAKDOWN.match(text)), len(texts))
        cut = broken if broken < len(texts) else len(texts) - 1
        if cut == 0 and len(finding.excerpts) == 1:
            continue
        worth = sum(_worth(question, text) for text in texts[cut:])
        worth *= BROKEN_DOWN if broken < len(texts) else 1
        found.append(_End(place, number, pieces[cut][0], worth + LEADING * (excerpt.scored.score >= best)))
    return found


def _worth(question: Question, text: str) -> float:
    """How much a clause tells of what is asked: its words, and figures of the kind asked for."""
    words = [w for w in content_words(question.topic, DULL) if not w.isdigit()]
    wants = (*question.wants, *(Want("count", unit) for unit in _COUNTED.findall(question.asked)))
    rate = "%" in text and bool(_RATE.search(question.asked))
    return sum(support(w, text) >= SAID for w in words) + max(rate, sum(holds(w, text) for w in wants))


def _without(finding: Finding, end: _End) -> Finding:
    """The finding without the end of one of its excerpts."""
    excerpts: list[Excerpt] = list(finding.excerpts)
    cut = excerpts[end.excerpt]
    excerpts[end.excerpt : end.excerpt + 1] = [replace(cut, end=end.start)] if end.start > cut.start else []
    return replace(finding, excerpts=tuple(excerpts))
