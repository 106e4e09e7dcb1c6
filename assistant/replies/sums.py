"""Sums, differences and remainders of figures that one notice gives, shown with their terms."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from assistant.answer import Check, Statement
from assistant.figures import CLAUSE_END, DIGITS, same_unit
from assistant.finding import DULL, Finding
from assistant.heads import asked_nouns
from assistant.question import Question
from assistant.replies.alike import alike, extremes
from assistant.replies.changes import Term, change, only, surest, term_of
from assistant.replies.derived import derived
from assistant.replies.desk import Desk
from assistant.replies.quantities import Reckoned
from assistant.replies.reckoning import reckoned
from assistant.replies.then_and_now import course
from assistant.terms import content_words, support
from assistant.units import amount
from assistant.wants import LEFT, SUM_ASKED, list_size, unit_asked
from assistant.wording import compact, normalise

_SUM = re.compile(SUM_ASKED)
_DIFFERENCE = re.compile(r"相差|差(?:了)?(?:多少|几)|差距|还差|比[^,。?]{1,16}(?:多|少|高|低)(?:出|了|开)?[^,。?]{0,4}(?:多少|几)")
_EACH = re.compile(r"(?:合计|总共|一共|加起来)[^,。?]{0,4}各|各[^,。?]{0,4}(?:合计|总共|一共)")
"""How a question asks for a sum of each of several things, which one sum does not answer."""
_AND = re.compile(r"加上|再加")
_ONE_AND_OTHER = re.compile(r"[^,。?增]加(?!起|在|一|总|快|强|大|入|装|固|工|班|急)[^,。?]{2,}(?:一共|总共|合计|多少)")
"""How a question names two things to be summed (实物安置加货币化安置一共多少)."""
_CHANGED = re.compile(
    r"(?:多(?:出来|出|了)|少了|增加?了?|增长了?|涨了?|提高了?|上升了?|升了?|降低?了?|下降了?|减少?了?|缩短了?|压缩了?|压减了?|压降了?|降掉了?|超了?|省(?:下|了)?|少花|多花)[掉去了]?(?:多少|几)")
"""How a question asks for the change from one figure to another."""
_OF_SORTS = re.compile(r"[两二三四五六]类|[两二三四五六](?:个专项|所学校|家|年|笔|部分)|[和与及、][^,。?]{1,10}(?:一共|总共|拢共)")
"""How a question names several things whose figures it wants together."""
MOST = 6
_One = TypeVar("_One")


def worked_out(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """The sum or difference asked for, when the terms are beyond doubt; else nothing."""
    norm = normalise(question.asked)
    numbers = tuple(desk.book.cite(finding.notice, e.start, e.end) for e in finding.excerpts)
    if found := reckoned(question, finding):
        return [_said(one, numbers) for one in found]
    several = len(_named(question)) > 1 or list_size(norm) > 1 or bool(_OF_SORTS.search(norm))
    total = not _EACH.search(norm) and bool(_SUM.search(norm)) or several and bool(re.search(_IN_ALL, norm))
    terms = _terms_asked(norm, question, finding, total)
    if len(terms) < 2 and (told := course(question, finding, desk.library)):
        spans = tuple(desk.book.cite(finding.notice, *span) for span in told.spans)
        return [_gap("相差", [term_of(told.then), term_of(told.now)], spans)]
    if len(terms) < 2:
        implied = derived(question, finding)
        return [_said(implied, numbers)] if implied else []
    printed = [t.text for t in terms]
    if len({re.sub(r"^[\d.,，]+", "", text) for text in printed}) > 1:
        return []  # printed on different scales: left to the reader
    if not total:
        left = "还差" in norm or LEFT.search(norm) and not _DIFFERENCE.search(norm)
        return [_gap("还剩" if left else "相差", terms, numbers)]
    summed = amount(sum((t.value for t in terms), Decimal(0)), printed)
    return [_said(Reckoned(f"合计{summed}", "+".join(printed)), numbers)]


def _terms_asked(norm: str, question: Question, finding: Finding, total: bool) -> list[Term]:
    """The figures of which a question asks the sum (``total``), the difference, what is left or how far they moved."""
    difference = _DIFFERENCE.search(norm)
    if not total and (difference or _CHANGED.search(norm)) and (years := _same_words(question, finding)):
        return years
    if not total and "还差" in norm and (left := _total_and_settled(question, finding)):
        return left
    if total or difference:
        two = difference and not total or _AND.search(norm)
        terms = _terms(question, finding, 2 if two else 0)
        if not terms and not total:
            terms = [term_of(f) for f in extremes(question, finding)] or _before_and_after(question, finding)
        if total and len(terms) < 2 and not two and not _ONE_AND_OTHER.search(norm):
            terms = [term_of(f) for f in alike(question, finding)]
        return terms
    if LEFT.search(norm):
        return _total_and_settled(question, finding)
    if _CHANGED.search(norm):
        return _before_and_after(question, finding) or _of_years(norm, finding)
    return []


def _said(one: Reckoned, numbers: tuple[int, ...]) -> Statement:
    """What was worked out as a statement, with its terms."""
    return Statement(f"{one.said}:{one.how}(计算得出)。", numbers, Check("computed", one.how))


def _gap(said: str, terms: list[Term], numbers: tuple[int, ...]) -> Statement:
    """The difference of two terms, the greater first."""
    high, low = sorted(terms, key=lambda t: -t.value)
    gap = amount(high.value - low.value, [t.text for t in terms])
    return _said(Reckoned(f"{said}{gap}", f"{high.text}-{low.text}"), numbers)


def _of_years(norm: str, finding: Finding) -> list[Term]:
    """The one figure of each of the two years that a question compares; none if not sure."""
    years = list(dict.fromkeys(re.findall(r"20\d\d年", norm)))
    terms: list[Term] = []
    for year in years if len(years) == 2 else ():
        said = [t for s in _segments(finding) if year in s and (t := only(s, ("第", "%")))]
        if len(said) != 1:
            return []
        terms += said
    return terms if len(terms) == 2 and same_unit(terms[0].unit, terms[1].unit) else []


def _same_words(question: Question, finding: Finding) -> list[Term]:
    """The figures that the sentences of two years give behind the same words (当年付息3120万元, 当年付息2680万元)."""
    years = list(dict.fromkeys(re.findall(r"20\d\d年", normalise(question.asked))))
    texts = [finding.notice.text[e.start : e.end] for e in sorted(finding.excerpts, key=lambda e: e.start)]
    told = [[t for t in texts if year in t] for year in years]
    if len(years) != 2 or any(len(found) != 1 for found in told) or told[0] == told[1]:
        return []
    first, second = ({re.sub(r"[\d.,，万亿]", "", compact(s)): term for s in CLAUSE_END.split(found[0]) if (term := only(s, ("第", "%")))}
                     for found in told)
    wanted = [w for w in content_words(question.topic, DULL) if not w.isdigit()]
    wanted += content_words(question.topic.split("比")[0], DULL)[-1:]  # what is compared counts twice
    shared = [(sum(support(w, said) >= 0.5 for w in wanted), (first[said], second[said]))
              for said in first if len(said) >= ALIKE and said in second and same_unit(first[said].unit, second[said].unit)]
    best = max((near for near, _ in shared), default=0)
    fitting = [pair for near, pair in shared if near == best]
    return list(fitting[0]) if len(fitting) == 1 else []


ALIKE = 3
"""Characters of the words that two sentences must have in common before their figures."""
_SETTLED = re.compile(
    r"^(?:其中)?(?:(?:20\d\d年)?[上下]半年|截至目前|到目前)?(?P<of>[\u4e00-\u9fff]{2,6}?(?=已))?(?:现|目前|均)?(?:已|完成|办结|整改|销号|解决|化解|偿还|支付|清偿|兑付|收回|追回|拨付|兑现|处置|消化|盘活|清退|归还|建成|完工)")
_STATED = re.compile(r"(?:还有|剩余?|余下?|尚有|尚未|未[^\d]{0,6}|其余)[^\d,。;]{0,8}(?!20\d\d年)\d")
BACK = 3
"""Segments back in which the whole of what is settled is looked for."""


def _total_and_settled(question: Question, finding: Finding) -> list[Term]:
    """A whole and how much of it is settled, where what is left is not stated."""
    words = tuple(w for w in content_words(question.topic, DULL) if not w.isdigit())
    return list(settled(finding, words))


def settled(finding: Finding, words: tuple[str, ...],
            though_left: bool = False) -> tuple[Term, ...]:
    """A whole and how much of it is settled, side by side, for which the words stand; else ().

    Nor where what is left is stated too, but with ``though_left``.
    """
    if not though_left and any(_STATED.search(compact(e.scored.sentence.text)) for e in finding.excerpts):
        return ()
    pairs: list[tuple[tuple[int, ...], tuple[Term, ...]]] = []
    segments = _segments(finding)
    for place, second in enumerate(segments):
        told, done = _SETTLED.match(compact(second)), only(second)
        if not (told and done):
            continue
        for back, first in enumerate(reversed(segments[max(0, place - BACK) : place]), 1):
            whole = only(first)
            if not (whole and same_unit(whole.unit, done.unit) and whole.value >= done.value) or whole.unit == "%":
                continue
            if back == 1 and not told["of"] or told["of"] and told["of"] in compact(first):
                near = sum(support(w, compact(first)) >= 0.5 for w in words)
                pairs.append(((near,), (whole, done)))
                break
    return surest(pairs) or (pairs[0][1] if len(pairs) == 1 else ())


_REST = re.compile(
    r"(?:还有|另有|尚有|尚余|[正仍]在办理?|剩余?|余下|其余|尚未[^\d,，。;；]{1,6}|未[^\d,，。;；]{1,4})的?[^\d,，。;；]{0,2}(" + DIGITS + r"[万亿]?[\u4e00-\u9fff]{1,3})"
    r"|(?:未|没有?)(?:真正|彻底|完全)?(?:整?改到位|完成|办结)的(?:问题)?有?(" + DIGITS + r"[个项件处户家])"
    r"|(" + DIGITS + r"[个项件处户家])(?:问题)?(?:尚未|没有?|未)能?(?:彻底|完全)?(?:整改|改|完成|办结|解决|到位|销号|化解)")


def left_over(finding: Finding) -> Term | None:
    """What is left of a whole where the sentence that fits best of those stating it does so once; else None."""
    for e in sorted(finding.excerpts, key=lambda e: -e.scored.score):
        said = [left for m in _REST.finditer(e.scored.sentence.text)
                if (left := next(filter(None, m.groups()))) in finding.notice.text[e.start : e.end]]
        if said:
            return only(said[0]) if len(said) == 1 else None
    return None


def _before_and_after(question: Question, finding: Finding) -> list[Term]:
    """The two figures of the one clause shown that tells of a change (由1.86亿元增至2.31亿元)."""
    terms = change(finding, content_words(question.topic, DULL))
    return [] if any(t.unit == "%" for t in terms) else list(terms)


def _terms(question: Question, finding: Finding, wanted: int) -> list[Term]:
    """The figures meant: those beside words of the question, as many as it names."""
    named = _named(question)
    first = max(finding.excerpts, key=lambda e: e.scored.score)
    asked = unit_asked(question.wants) or _unit_of(named)
    exact = (_of_names(named, replace(finding, excerpts=(first,))) or _of_names(named, finding)
             or _of_names(named, finding, asked) if named else [])
    if exact or len(named) == 2:
        return exact or _all_counted(question, finding, asked)
    words = [w for w in (*content_words(question.topic, DULL), *named) if not w.isdigit()]
    found: list[tuple[float, Term]] = []
    for clause in _clauses(finding):
        around = sum(support(w, compact(clause)) >= 0.5 for w in words)
        for segment in clause.split("、"):
            near = sum(support(w, compact(segment)) >= 0.5 for w in words)
            if near and (term := only(segment, ("第", "%"))):
                found.append((near + AROUND * around, term))
    groups = [[(n, t) for n, t in found if same_unit(t.unit, other.unit)] for _, other in found]
    best = max(groups, key=len, default=[])
    size = wanted or list_size(question.asked) or len(named) or (2 if len(best) == 2 else 0)
    if not size or len(best) < size or size > MOST:
        return []
    order = sorted(best, key=lambda pair: -pair[0])
    sure = len(order) == size or order[size - 1][0] > order[size][0]
    chosen = {id(t) for _, t in order[:size]}
    return [t for _, t in best if id(t) in chosen] if sure else []


def _unit_of(named: list[str]) -> str:
    """The unit in which things are counted whose names end alike (新纳入的人, 清退的人)."""
    ends = {m.group(1) for name in named if (m := _COUNTED_IN.search(name))}
    return {"钱": "元"}.get(unit := ends.pop(), unit) if len(ends) == 1 and len(named) == 2 else ""


_COUNTED_IN = re.compile("的?([人户件钱])数?$")


def _all_counted(question: Question, finding: Finding, unit: str) -> list[Term]:
    """Two figures in the unit asked for, where there are just two: of the very noun, or one an excerpt.

    (小学学位1350个,初中学位810个)
    """
    nouns = asked_nouns(question.asked)
    terms = [term for s in _segments(finding) if any(n in compact(s) for n in nouns)
             and (term := only(s, ("第", "%"), unit))]
    if not nouns and len(finding.excerpts) == 2:
        terms = [term for e in finding.excerpts
                 if (term := only(finding.notice.text[e.start : e.end], ("第", "%"), unit))]
    alike = len(terms) == 2 and same_unit(terms[0].unit, terms[1].unit)
    return terms if alike and terms[0].text != terms[1].text and unit else []


def _of_names(names: list[str], finding: Finding, unit: str = "") -> list[Term]:
    """The one figure beside each of the names, all of a unit; none if that of one is not sure."""
    terms: list[Term] = []
    said = [tuple(w for w in content_words(name, DULL) if w not in finding.unit.name) or (name,)
            for name in names]
    for words in ([w for w in own if not all(w in other for other in said)] for own in said):
        if not words:
            return []
        held = [(sum(support(w, compact(s)) for w in words) / len(words), term)
                for s in _segments(finding) if (term := only(s, ("第", "%"), unit))]
        best = max((share for share, _ in held), default=0.0)
        found = [term for share, term in held if share == best]
        if best < BESIDE or len(found) != 1:
            return []
        terms += found
    alike = all(same_unit(t.unit, terms[0].unit) for t in terms) and len(set(map(id, terms))) > 1
    return terms if alike and len({t.text for t in terms}) == len(terms) else []


BESIDE = 0.6
"""How far a segment must hold a name for its figure to be meant."""


def _named(question: Question) -> list[str]:
    """The things a question names for one sum (通报、诫勉、批评教育加在一起); none for one alone."""
    norm = normalise(question.asked)
    if more := _MORE_THAN.search(norm):
        return [re.sub(r"^.*(?:里|中|[,、])|的$", "", name) for name in more.groups()]
    for unit in question.units:
        norm = norm.replace(normalise(unit), "")
    before = re.split(f"{SUM_ASKED}|{_IN_ALL}", norm)[0].rstrip(",")
    last = re.split(r"[,。?]", before)[-1]
    names = re.split(r"[、和及与]|(?<!增)加上?(?!大|强|快|装|固|工)", last)
    paired = len(names) == 2 and all(1 < len(name) <= PAIRED for name in names)
    return names if "、" in last or paired else []


_IN_ALL = "总共|一共|拢共"
_MORE_THAN = re.compile(r"([^,。?]{2,16}?)比([^,。?]{2,14}?)(?:(?<!增)多|(?<!减)少|(?<!提)高|(?<!降)低)(?:出|了|开)?(?:多少|几)")
PAIRED = 8
"""Characters up to which the two sides of 小学和初中学位 are names of things to be summed."""


AROUND = 0.5
"""What a word counts for that stands in the clause of a figure but not beside it."""


def _clauses(finding: Finding) -> list[str]:
    """What is shown, cut at every comma."""
    return [s for e in finding.excerpts
            for s in CLAUSE_END.split(finding.notice.text[e.start : e.end]) if s.strip()]


def _segments(finding: Finding) -> list[str]:
    """What is shown, cut at every comma and enumeration mark."""
    return [s for clause in _clauses(finding) for s in clause.split("、") if s.strip()]
