"""A thing counted by several units and how much of it is settled, both summed in one question."""

import re
from collections.abc import Sequence

from assistant.answer import Paragraph, Statement
from assistant.citing import tidy
from assistant.finding import Finding
from assistant.labels import label
from assistant.question import Question
from assistant.replies.asked import Asked
from assistant.replies.changes import Term, only, surest
from assistant.replies.comparison import cell_length, found_for_each, table
from assistant.replies.desk import Desk, Draft, focus_of
from assistant.replies.quantities import SAID
from assistant.replies.ranked import SUM, Ranked, sum_of
from assistant.terms import support
from assistant.wording import compact

_SETTLED = "办结|化解|完成|清偿|偿还|支付|兑付|整改|销号|处置|解决|拆除|消化|清退"
_DEED = re.compile(rf"({_SETTLED})了?(?:的?(?:有|是|共))?(?:多少|几)")


def whole_and_settled(question: Question, parts: Sequence[Question], desk: Desk) -> Draft | None:
    """The sums of the wholes and of what is settled of them; None unless every unit that tells of the one tells both."""
    deed = _DEED.search(parts[-1].asked) if len(parts) == 2 and SUM.search(question.asked) else None
    if not deed or _DEED.search(parts[0].asked):
        return None
    units = desk.units(question)
    findings, _ = found_for_each(parts[0], units, cell_length(units), desk)
    terms = tuple(t for t in Asked.of(parts[0], findings).terms if t != deed.group(1))
    wholes: list[Ranked] = []
    done: list[Ranked] = []
    cells: list[Statement] = []
    for finding in findings:
        pair = _pair(finding, deed.group(1), terms)
        if not pair:
            return None
        numbers = tuple(desk.book.cite(finding.notice, e.start, e.end) for e in finding.excerpts)
        for told, term in zip((wholes, done), pair, strict=True):
            told.append(Ranked(finding.unit, term.value, Statement(term.text, numbers), tidy(term.text), term.unit))
        cells.append(Statement(f"{tidy(pair[0].text)},{deed.group(1)}{tidy(pair[1].text)}", numbers))
    lines = [sum_of(wholes, []), sum_of(done, [])]
    lines[1] = Statement(deed.group(1) + lines[1].text, lines[1].citations, lines[1].check)
    shown = table(label(question), [u.name for u in units], [cells])
    return Draft("aggregate", (Paragraph(tuple(lines)), shown), focus=sum((focus_of(f) for f in findings), ()))


def _pair(finding: Finding, deed: str, terms: tuple[str, ...]) -> tuple[Term, Term] | None:
    """The whole and what is settled of it that a sentence shown tells together (45件,化解39件; 54件,全部办结)."""
    told = re.compile(
        rf"(?P<whole>\d[\d.,]*[万亿]?[\u4e00-\u9fff]{{1,2}}?)(?P<more>[^\d,，。;；]{{0,8}})[,，]?(?:目前|现)?(?:已经?|共)?(?:全部{deed}|{deed}了?(?P<done>\d[\d.,]*[万亿]?[\u4e00-\u9fff]{{1,2}}))")
    pairs = []
    for excerpt in finding.excerpts:
        text = compact(finding.notice.text[excerpt.start : excerpt.end])
        for found in told.finditer(text):
            whole = only(found["whole"])
            settled = only(found["done"]) if found["done"] else whole
            clause = re.split("[,，。;；]", text[: found.start()])[-1] + found["more"]
            if whole and settled and settled.value <= whole.value and settled.unit == whole.unit:
                pairs.append(((sum(support(t, clause) >= SAID for t in terms),), (whole, settled)))
    return surest(pairs) or (pairs[0][1] if len(pairs) == 1 else None)
