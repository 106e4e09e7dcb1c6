"""A fact about one unit: the clause that answers, or a plain refusal."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.absence import SITE, names_in
from assistant.absence_figures import NO_REASON
from assistant.answer import Choice, Paragraph, Statement
from assistant.confidence import answerable, answers
from assistant.figures import facts, same
from assistant.finding import Finding
from assistant.library import Unit
from assistant.premise import corrections, own_name, wrong_owner
from assistant.premise_whole import NOT_SO
from assistant.question import Question
from assistant.replies.comparison import cell_length
from assistant.replies.desk import SILENT, Desk, Draft, focus_of, join, note, refuse
from assistant.replies.enumerated import enumerated
from assistant.replies.persons import persons
from assistant.replies.sums import worked_out
from assistant.silence import silent
from assistant.wants import Want
from assistant.wording import compact

SEVERAL, HARDLY = 5, 0.35
"""Units answered side by side when a question names none, and the chance that one of them answers below which it is refused."""


def fact(question: Question, desk: Desk) -> Draft:
    """The answer from the unit named, or from the units that fit best when none is."""
    units = desk.units(question)
    if person := persons(question, desk):
        return person
    if not question.units and len(units) > 1:
        return _anywhere(question, units, desk)
    finding = desk.finder.find(question, units[0])
    wrong = corrections(question, units[0], finding, desk)
    verdict = answers(question, finding)
    whole = compact(units[0].notice.text)
    strange = any(own_name(q) and compact(q) not in whole for q in question.quoted)
    if not wrong and (strange or not verdict.ok or finding.coverage < OWN_COVERED):
        wrong = wrong_owner(question, units[0], desk)
    if not verdict.ok:
        if listed := enumerated(question, units[0], desk):
            return listed
        if any(s.citations for s in wrong):
            own = _of_the_kind(question, units[0], desk) or (finding if _states_one(question, finding) else None)
            if own and (told := _beside(wrong, desk.say(own))):
                return Draft("premise", (Paragraph(tuple(wrong)), told), focus=focus_of(own))
            silence = note(f"{units[0].name}的{SILENT}{verdict.reason or '这一内容'}。")
            told_all = "通报写的是:" in wrong[0].text or wrong[0] == NOT_SO and not verdict.reason
            return Draft("premise", (Paragraph(tuple(wrong)), *(() if told_all else (silence,))))
        if wrong and finding.coverage >= OWN_COVERED:
            return Draft("premise", (Paragraph(tuple(wrong)), desk.say(finding)),
                         focus=focus_of(finding))
        if verdict.reason == NO_REASON and (finding.coverage >= OWN_COVERED or _states_one(question, finding)):
            return Draft("fact", (note("通报没有写明原因,相关的内容是:"), desk.say(finding)), focus=focus_of(finding))
        return refuse(question, finding, desk, verdict.reason)
    alone, finding = finding, desk.finder.accompanied(question, finding)
    finding = finding if wrong else desk.finder.with_outcome(question, finding)
    said = _going_on(desk.say(finding), finding, desk)
    shown = (alone,) if finding is alone else (alone, finding)
    if total := max((worked_out(question, f, desk) for f in shown), key=len):
        return Draft("fact", (Paragraph(tuple(total)), said), focus=focus_of(finding))
    if wrong:
        more = _beside(wrong, _with_whole(said, finding, desk))
        return Draft("premise", (Paragraph(tuple(wrong)), *((more,) if more else ())), focus=focus_of(finding))
    reserve = () if verdict.sure else (note("无法确定通报是否写明这一点,最接近的内容是:"),)
    return Draft("fact", (*reserve, said), focus=focus_of(finding))


def _beside(wrong: Sequence[Statement], said: Paragraph) -> Paragraph | None:
    """What is said beside a correction that does not stand there already; None if nothing."""
    set_right = " ".join(w.text for w in wrong)
    more = tuple(s for s in said.statements if s.text.strip("。;；") not in set_right)
    while len(more) > 1 and len(set_right) + sum(len(s.text) for s in more) > BESIDE:
        more = more[:-1]
    return replace(said, statements=more) if more else None


BESIDE = 200
"""Characters of a correction and what is told beside it, where that is several sentences."""


def _going_on(said: Paragraph, finding: Finding, desk: Desk) -> Paragraph:
    """What is said, with the sentences behind it where it only names a problem."""
    notice, first = finding.notice, finding.excerpts[0]
    named = _NAMES.match(compact(notice.text[first.start : first.end]))
    if not named or any(e.item_id != first.item_id or e.start < first.start for e in finding.excerpts):
        return said
    behind = [s for s in desk.library.sentences(notice) if s.item_id == first.item_id and s.start >= first.end]
    own = list(takewhile(lambda s: not _NAMES.match(compact(s.text)), behind))
    if len(finding.excerpts) == 1:
        own = own[:BEHIND]
    elif sum(len(s.text) for s in own) > ALL_OF_IT:
        return said
    told = [desk.book.quote(notice, s.start, s.end) for s in own]
    return replace(said, statements=(said.statements[0], *join(told)))


def _with_whole(said: Paragraph, finding: Finding, desk: Desk) -> Paragraph:
    """What is said; where that begins with what is left, in front of it the sentence it is left of."""
    first, notice = finding.excerpts[0], finding.notice
    if len(finding.excerpts) > 1 or not _LEFT_OF.match(compact(notice.text[first.start : first.end])):
        return said
    before = [s for s in desk.library.sentences(notice) if s.item_id == first.item_id and s.end <= first.start]
    if not before or len(before[-1].text) > WHOLE or not re.search(r"\d", before[-1].text):
        return said
    told = desk.book.quote(notice, before[-1].start, before[-1].end)
    return replace(said, statements=(*join([told]), *said.statements))


_LEFT_OF = re.compile("剩余|其余|余下|剩下|尚余|余款|尚有|还有")
"""How a sentence begins that tells what is left of what the one before it tells."""
WHOLE = 120
"""Characters up to which that sentence is shown."""
_NAMES = re.compile(r"^[^\d]{0,60}问题(?:的整改)?[。:：]?$")
"""A sentence that does no more than name a problem (关于…问题。)."""
BEHIND, ALL_OF_IT = 2, 220
"""Sentences shown behind such a one, and characters up to which all that is told of the problem is."""


def _of_the_kind(question: Question, unit: Unit, desk: Desk) -> Finding | None:
    """What the unit does state of the figure that a question gets wrong; None if nothing."""
    claims = [f for f in facts(question.asked) if f.kind == "number" and not f.soft]
    counted = tuple(w for w in question.wants if w.kind in ("count", "percent", "money"))
    wants = counted or tuple(Want("percent") if c.unit == "%" else Want("money") for c in claims if c.unit in ("%", "元"))[:1]
    if not wants:
        return None
    topic = re.sub(r"\d[\d.,]*\S?", " ", question.topic)
    plain = replace(question, wants=wants, topic=topic, asked=topic, text=f"{unit.name}{topic}")
    finding = desk.finder.find(plain, unit, OWN_LENGTH)
    return finding if finding.coverage >= OWN_COVERED and answerable(plain, finding).ok else None


def _states_one(question: Question, finding: Finding) -> bool:
    """Whether what was found gives another figure of the question (368件信访件的办结率: 368件)."""
    told = facts(finding.text)
    return any(same(c, f) for c in facts(question.asked) if c.kind == "number" and not c.soft for f in told)


OWN_LENGTH = 90
OWN_COVERED = 0.24
"""Share of the telling words from which a clause is what the question means."""


def _anywhere(question: Question, units: tuple[Unit, ...], desk: Desk) -> Draft:
    """A question that names no unit: the units that answer it, each named, at most SEVERAL."""
    units = _naming(question.topic, units) or units
    findings = sorted((desk.finder.find(question, u, 110) for u in units),
                      key=_fitness, reverse=True)
    best = findings[0]
    good = [f for f in findings if answerable(question, f).ok
            and not silent(question, f, best, tuple(findings))
            and _fitness(f) >= 0.75 * _fitness(best)][:SEVERAL]
    if not good or max(f.chance for f in good) < HARDLY:
        return refuse(question, best, desk, answerable(question, best).reason)
    if len(good) == 1:
        finding = desk.finder.accompanied(question, desk.finder.find(question, good[0].unit))
        said = _going_on(desk.say(finding, finding.unit.name), finding, desk)
        return Draft("fact", (said,), focus=focus_of(finding))
    choices = tuple(Choice(f.unit.name, f"{f.unit.name}:{question.asked}") for f in good)
    length = cell_length([f.unit for f in good])
    blocks = tuple(desk.say(desk.finder.find(question, f.unit, length), f.unit.name)
                   for f in good)
    return Draft("fact", (note("问题没有指明是哪个区,以下通报都有相关内容:"), *blocks), choices=choices,
                 focus=sum((focus_of(f) for f in good), ()))


def _naming(topic: str, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The one unit whose notice alone says a name that stands in a topic (同康医院); () where none does."""
    for endings in names_in(topic, SITE):
        holding = next((held for name in endings if (held := [u for u in units if name in compact(u.notice.text)])), [])
        if len(holding) == 1:
            return tuple(holding)
    return ()


def _fitness(finding: Finding) -> float:
    return finding.coverage + finding.cosine + 0.3 * finding.fit
