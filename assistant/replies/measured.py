"""The figure by which a unit is ranked or summed: the one of its excerpts that was asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.citing import tidy
from assistant.figures import Fact, facts, same_unit
from assistant.finding import Finding
from assistant.heads import counting
from assistant.question import Question
from assistant.replies.alike import HELD, SAID, of_the_thing
from assistant.replies.asked import AIM, OTHER_TIME, Asked
from assistant.replies.changes import Term, change
from assistant.replies.desk import Desk
from assistant.replies.sums import left_over, settled
from assistant.terms import support
from assistant.units import amount, measure
from assistant.wording import clauses, compact, words

NAMED = 0.45
"""How far (0–1) a clause must hold a word of the question for its figure to be ranked."""
OF_YEAR, NOW = 8.0, 5.0
"""What a figure gains that is of the year asked about, or behind the first sentence of its problem where what is now is."""
UNIT, ANCHOR, TOTAL, PART, FIRST, RATE = 2.0, 6.0, 5.0, -4.0, 3.0, -1.0
"""What a figure gains by the unit asked for, by standing behind the word asked about (立案多少件),
by being called the sum, loses by being only a part (其中…), and gains by standing in the sentence that answers best; a share where any figure will do."""
ADJACENT, NOUN, PENDING = 1.0, 6.0, -2.0
"""What it gains right behind a word asked about, by counting the very noun, and loses behind a word for what is only applied for."""
_PENDING = re.compile("申报|推荐|后备|申请|拟")
CLOSE, COUNTED, LABEL = 2.0, 8, 6
"""Points of the ranking behind the best sentence from which another answers as well; characters behind a count that
say what is counted, and before a sum or share what it is of."""
_TITLE = re.compile(r"《[^》]*》?")
"""The title of a document, whose words say nothing of what is counted beside it."""
_GOES_ON = re.compile(r"(?:得款|所得|收入|获得|同比|环比|较|比上年|比去年|比20\d\d年|占|下降|增长|上升|合计|共计|其中|共)")
"""How a clause opens whose subject is that of the clause before it."""
_GAINED = re.compile(r"得款|所得|收入|获得")
"""How a clause opens that tells the proceeds of what the clause before it tells."""
_CHANGES = re.compile(
    r"(?:[（(][^）)]{0,20}[）)])?[^\d,，。；;]{0,6}(?:(?:增|升|提高|提升|降|减|压|缩|扩|涨|上升|下降|增加|减少)"
    r"[^\d,，。；;]{0,2}(?:至|到|为|成)|到了?(?=\d))")
_TO = re.compile(r"(?:年|月|底)?(?:上?升|提高|提升|下?降|减少|增加|压缩|压减|缩短|扩大|[增涨减压缩扩])?(?:到了?|至|为)")
_ORDINAL = re.compile("规定|全会|全体|(?<=届)[\u4e00-\u9fff]")
"""Words that make the number before them one of an order (八项规定, 六次全会, 三届区纪委)."""
_MOVED = re.compile(r"(?:下降|增长|减少|上升|提高|增加|压减|降低|增幅|降幅)(?:了|为|达)?$")


@dataclass(frozen=True)
class Figure:
    """A figure chosen: its value, how it is printed, its unit.

    ``anchored`` tells that it stands behind the very word asked about, ``elsewhen`` that it is
    of another time: what a change began from (由43家增至58家), an aim, last year's. ``told`` is
    the day up to which it is told (截至2024年1月14日), of two alike the later counts. ``how`` is what it is worked out of (29个-9个), "" where stated;
    ``done`` tells that it counts the very deed asked about (减少537人 for 减的人数); ``score`` is
    how well it fits, 0 where worked out; ``off`` that its clause is not about what changed.
    """

    value: Decimal
    shown: str
    unit: str
    anchored: bool = False
    elsewhen: bool = False
    told: tuple[int, ...] = ()
    how: str = ""
    done: bool = False
    score: float = 0.0
    off: bool = False


def figure(asked: Asked, finding: Finding) -> Figure | None:
    """The figure of a finding that the question is about; None where there is none."""
    if asked.left:
        if stated := left_over(finding):
            return Figure(stated.value, tidy(stated.text), stated.unit)
        pair = settled(finding, asked.terms)
        if not pair:
            moved = change(finding, asked.terms, -1)
            return Figure(moved[1].value, tidy(moved[1].text), moved[1].unit) if moved else None
        rest = pair[0].value - pair[1].value
        return Figure(rest, amount(rest, [pair[0].text]), pair[0].unit, how=_less(*pair))
    if asked.changed:
        terms = change(finding, asked.terms, asked.changed, asked.points)
        if not terms:
            return None
        gap = abs(terms[0].value - terms[1].value)
        high, low = sorted(terms, key=lambda t: -t.value)
        return Figure(gap, amount(gap, [t.text for t in terms], True), terms[0].unit,
                      how=_less(high, low))
    scored = _fitting(asked, finding)
    if asked.fell and all(value.off for _, value in scored) and (worked := _share(asked, finding)):
        return worked
    if likeliest := _likeliest(scored):
        return likeliest[1]
    return _share(asked, finding) if asked.share else None


def _likeliest(scored: list[tuple[float, Figure]]) -> tuple[float, Figure] | None:
    """The figure that fits best, of equals the one told up to the later day; None of none."""
    return max(scored, key=lambda pair: (pair[0], pair[1].told), default=None)


def _fitting(asked: Asked, finding: Finding) -> list[tuple[float, Figure]]:
    """The figures that may be meant, those counted by the very word asked about before others."""
    scored = [pair for pair in _candidates(asked, finding) if asked.aims or not pair[1].elsewhen]
    counted = [pair for pair in scored if pair[1].anchored or pair[1].done]
    before = [pair for pair in scored if asked.before and pair[1].elsewhen]
    about = [pair for pair in scored if not pair[1].off]
    return before or counted or about or scored


def of_one_measure(asked: Asked, findings: list[Finding]) -> list[Figure | None]:
    """Each finding's figure, all of the measure (元, 人) in which they can best be compared.

    One by one, each unit's likeliest figure may be of another measure: people here, money there.
    """
    given = asked.left or asked.changed or asked.share or asked.units or asked.money
    held = [] if given else [_fitting(asked, f) for f in findings]
    measures = {value.unit for scored in held for _, value in scored}
    if not measures:
        return [figure(asked, f) for f in findings]

    def best(scored: list[tuple[float, Figure]], unit: str) -> tuple[float, Figure] | None:
        return _likeliest([pair for pair in scored if same_unit(pair[1].unit, unit)])

    def worth(unit: str) -> float:
        found = [pair for scored in held if (pair := best(scored, unit))]
        return sum(score + SHARED for score, _ in found)

    unit = max(sorted(measures), key=worth)
    return [pair[1] if (pair := best(scored, unit)) else figure(asked, f)
            for scored, f in zip(held, findings, strict=True)]


SHARED = 4.0
"""What it is worth for a measure that one more unit gives a figure in it."""


def _share(asked: Asked, finding: Finding) -> Figure | None:
    """A share that a notice gives by its terms only: settled of all, all settled, from and to."""
    if pair := settled(finding, asked.terms, though_left=True):
        return _ratio(pair[1].value, pair[0].value, f"{pair[1].text}÷{pair[0].text}")
    rates = [t[:-1] for t in asked.terms if re.fullmatch(r"[\u4e00-\u9fff]{2}率", t)]
    clauses_said = re.split("[。;；]", compact(finding.text))
    if any(re.search(f"全部(?:得到)?{rate}", c) and not _AIM_AHEAD.search(c)
           for rate in rates for c in clauses_said):
        return Figure(Decimal(100), f"全部{rates[0]}", "%")
    if asked.fell and (moved := change(finding, asked.terms)):
        gap = abs(moved[0].value - moved[1].value)
        high, low = sorted(moved, key=lambda t: -t.value)
        return _ratio(gap, moved[0].value, f"({_less(high, low)})÷{tidy(moved[0].text)}")
    return None


_AIM_AHEAD = re.compile(r"[底月日年]前|计划|力争|确保|预计|将|推进")


def _ratio(part: Decimal, whole: Decimal, how: str) -> Figure | None:
    """A share worked out, to a tenth of a per cent; None of nothing."""
    if not whole:
        return None
    share = (part * 100 / whole).quantize(Decimal("0.1"))
    return Figure(share, f"{share}%", "%", how=how)


def _less(high: Term, low: Term) -> str:
    return f"{tidy(high.text)}-{tidy(low.text)}"


def _candidates(asked: Asked, finding: Finding) -> Iterator[tuple[float, Figure]]:
    """The figures of the right kind, each with how well it fits; the first of equals leads."""
    best = max((e.scored.score for e in finding.excerpts), default=0.0)
    first = {e.home: e.start for e in sorted(finding.excerpts, key=lambda e: -e.start)}
    for excerpt in of_the_thing(asked.terms, finding):
        text = finding.notice.text[excerpt.start : excerpt.end]
        above = ""
        for start, end in clauses(text):
            piece = text[start:end]
            body = _TITLE.sub("", compact(piece))
            subject = above + body if asked.share or _GOES_ON.match(body) else body
            newly = any(support(t, body) >= SAID > support(t, above) for t in asked.terms)
            said, above = above, "" if body[-1:] in "。；;" else above + body
            named = max((support(w, subject) for t in asked.terms for w in (t, *words(t))),
                        default=1.0)
            leads = excerpt.scored.score > best - CLOSE
            if named < NAMED and not leads:
                continue
            off = asked.fell and not _tells_of(asked, subject)
            about = subject if asked.fell or _GAINED.match(body) else body
            near = sum(support(t, about) * len(t) for t in asked.terms) + FIRST * leads
            found = facts(piece)
            for before, fact, after in zip([None, *found], found, [*found[1:], None], strict=False):
                if _fits(asked, fact) and not _ORDINAL.match(piece, fact.end):
                    reach = (before.end if before else 0, after.start if after else len(piece))
                    score, anchored, done = _beside(asked, piece, fact, reach)
                    score -= PART * (newly and body.startswith("其中"))  # the part that is asked about
                    score += PART * ("其中" in re.split("[。；;]", said)[-1])  # and what is told behind it
                    since = max((f.end for f in found if f.kind == "number" and f.end <= fact.start),
                                default=0)
                    of_year = any(y in piece[since : fact.start] for y in asked.years)
                    score += OF_YEAR * of_year
                    score += NOW * (asked.after and excerpt.start > first[excerpt.home])
                    yield near + score, Figure(
                        fact.value or Decimal(0), _printed(fact), fact.unit, anchored,
                        not of_year and _elsewhen(said + piece[: fact.start], piece, fact),
                        _up_to(said + piece[: fact.start]), done=done, score=near + score, off=off)


def _tells_of(asked: Asked, subject: str) -> bool:
    """Whether a clause is about what is said to have changed: the longest term of the question."""
    things = [t for t in asked.terms if not _FELL_WORDS.search(t)]
    return not things or support(max(things, key=len), subject) >= HELD


_FELL_WORDS = re.compile(r"[升降涨跌减增]|幅度|最")


def _printed(fact: Fact) -> str:
    """The figure as printed; in digits where a notice spells a sum of money out."""
    if fact.unit == "元" and not re.search(r"\d", fact.text):
        return f"{(fact.value or Decimal(0)) / 10**4:f}".rstrip("0").rstrip(".") + "万元"
    return tidy(fact.text)


_OF_A_PLACE = frozenset(("期", "号"))


def _fits(asked: Asked, fact: Fact) -> bool:
    """Whether a figure is of the kind asked for."""
    if fact.kind != "number" or fact.value is None or fact.soft or fact.unit == "第":
        return False
    if fact.unit in _OF_A_PLACE and not asked.units:
        return False  # 二期 of a project, 3号楼
    if (fact.value, fact.unit) in asked.told or re.search("以[上下内]", fact.text):  # 56人以上 is a class
        return False
    if (asked.share and fact.unit != "%") or (asked.money and fact.unit != "元"):
        return False
    canonical = {measure(u)[0] for u in asked.units}
    if canonical == {"人"} and fact.unit == "个":
        return False  # things are not people
    return not canonical or any(same_unit(fact.unit, unit) for unit in canonical)


def _beside(asked: Asked, piece: str, fact: Fact, reach: tuple[int, int]) -> tuple[float, bool, bool]:
    """What the words around a figure say for it, whether it is anchored and counts what was done.

    ``reach`` is where the figure before it ends and the one behind it starts.
    """
    before, label = (_TITLE.sub("", compact(t)) for t in (
        piece[: fact.start], piece[reach[0] : fact.start]))
    before = _CLASS.sub("", before)  # 56人以上大班额由217个减少到84个
    if _TO.fullmatch(label):  # 由6.9%降至5.1%: both are of what stands before the first
        label = re.sub(r"[由从][^由从]*$", "", re.split(r"\d", before)[0])
    named = label.rsplit("、", 1)[-1][-LABEL:]
    if fact.unit not in ("元", "%"):
        named += " " + re.split(r"[、，,；;\t\n]|\s{2,}", piece[fact.end : reach[1]])[0][:COUNTED]
    behind = compact(piece[fact.end : reach[1]])[:LABEL]
    if shared := _ENUMERATED.match(compact(piece[fact.end :])):  # 61个老旧小区、37条背街小巷改造提升: done to both
        behind += shared["last"]
    said = max((max(_names(a, label[-LABEL:]), support(a, behind)) for a in asked.anchors),
               default=0.0)
    done = max((_names(a, label[-LABEL:]) for a in asked.deeds), default=0.0)
    summed = bool(_TOTALLED.search(before))
    score = UNIT if any(fact.text.endswith(u) for u in asked.units) else 0.0
    score += sum(support(t, named) * len(t) for t in asked.terms)
    score += ANCHOR if said == 1 else ANCHOR / 3 if said >= SAID else 0.0
    score += ANCHOR * done if done >= SAID else 0.0
    part = "其中" in before or not asked.left and _REST.match(before) or _depth(piece[: fact.start]) > 0
    score += PART if part else 0.0
    score += RATE if fact.unit == "%" and not asked.share else 0.0
    score += TOTAL if summed else 0.0
    score += ADJACENT if any(label[-2:] in t for t in asked.terms) and len(label) > 1 else 0.0
    counted = f"{label[-LABEL:]}{fact.text}{behind}"
    score += NOUN if any(counting(noun).search(counted) for noun in asked.nouns) else 0.0
    score += 2 * PART if any(f"超{t}" in before for t in asked.terms) else 0.0  # 超大班额 is not all of 大班额
    score += PENDING if _PENDING.search(label) and not any(_PENDING.search(t) for t in asked.terms) else 0.0
    return score, said == 1 or summed and bool(asked.anchors), done >= SAID


_ENUMERATED = re.compile(r"[^\d,，。;；、]{1,8}(?:、\d+[^\d,，。;；、]{1,10})*、\d+(?P<last>[^\d,，。;；、]{1,14})")
"""Things counted one behind the other; what the last of them is told with holds for all."""
_CLASS = re.compile(r"\d+[\u4e00-\u9fff]?以[上下内]")
_REST = re.compile("余下|剩余|其余|剩下|还有|尚有|仍有")
_TOTALLED = re.compile(r"(?:合计|共计)$")
_EQUAL = tuple(frozenset(words.split()) for words in ("完成 完工 竣工 建成", "新增 增加 净增", "处理 问责 追责", "办结 办完 了结", "立案 立 立案审查"))
"""Words behind which the same is counted."""


def _names(word: str, label: str) -> float:
    """How far (0–1) a label says a word, or one behind which the same is counted."""
    equal = next((words for words in _EQUAL if word in words), frozenset((word,)))
    return 1.0 if any(w in label for w in equal) else support(word, label)


def _elsewhen(before: str, piece: str, fact: Fact) -> bool:
    """Whether a figure is of another time; ``before`` is the sentence up to it."""
    label = compact(before)
    moved = _MOVED.search(label)  # 比上年同期的67件减少43.3%
    aim = AIM.search(label) or (not moved and OTHER_TIME.search(label[-COUNTED:]))
    began = _depth(piece[: fact.start]) <= 0 and _CHANGES.match(piece, fact.end)
    return bool(began or aim)


def _up_to(before: str) -> tuple[int, ...]:
    """The last day named before a figure, as numbers; () where none is."""
    days = [f.date for f in facts(before) if f.kind == "date"]
    return tuple(part or 0 for part in days[-1]) if days else ()


def _depth(text: str) -> int:
    """How many brackets of a text are still open at its end."""
    return len(re.findall("[(（]", text)) - len(re.findall("[)）]", text))


def by_measure(question: Question, asked: Asked, finding: Finding, best: Finding,
               desk: Desk) -> Finding:
    """The finding, or where it lacks the figure asked for, the sentence of its notice that has it.

    Such a sentence stands behind the very word asked about, or gives the share asked for, and is
    of the same problem or as much about the question as the best of the units.
    """
    have = figure(asked, finding)
    counted = any(f.anchored or f.done for _, f in _candidates(asked, finding))
    if have and (counted or not (asked.anchors or asked.deeds)) or not finding.excerpts:
        return finding
    terms = tuple(t for t in asked.terms if t not in asked.anchors)
    least = max(AS_NEAR * best.coverage, ABOUT, finding.coverage if have else 0.0)
    home = finding.excerpts[0].home
    for scored in finding.ranked[:LOOKED_AT]:
        sentence = scored.sentence
        if sentence.heading or any(sentence is e.scored.sentence for e in finding.excerpts):
            continue
        found = desk.finder.narrowed(question, finding, scored)
        value = figure(asked, found)
        near = desk.finder.ranker.coverage(terms, sentence.text + sentence.context)
        said = not have and desk.finder.ranker.coverage(asked.terms, sentence.text) >= WHOLLY
        if value and (value.anchored or value.done or said or asked.share and not have) and (
                sentence.home == home and not have or near >= least):
            return found
    return finding


WHOLLY = 0.9
"""Coverage of a sentence that says all that is asked about."""
LOOKED_AT = 12
"""Sentences among which the figure asked for is looked for."""
AS_NEAR, ABOUT = 0.6, 0.25
"""Share of the best unit's coverage, and coverage, from which a sentence is about the same."""
