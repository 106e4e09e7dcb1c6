"""What a question says is all done, held against a notice that counts what is not."""

import re

from assistant.answer import Statement
from assistant.counts import progress_of
from assistant.figures import facts
from assistant.finding import DULL, Finding
from assistant.premise_course import NOT_ALL, SAME
from assistant.question import Question
from assistant.ranking import Scored
from assistant.replies.desk import Desk, join
from assistant.replies.sums import settled
from assistant.terms import content_words
from assistant.wording import compact, normalise
from ingest.notice import Notice

ALL_DONE = re.compile(
    r"(?:全部|全都|都|均|已经|100%|百分之?百|一[个项件]不[剩落])(?:已经?)?(?:都)?(?:全部)?(?:整改|改造|建设|治理|化解|清退|清偿|偿还|支付|兑付|处置|发放|回迁)?(?:完成|化解|清零|到位|办结|解决|销号|做完|(?:整|修)?改完|完工|完毕|[付结还]清|[收追退]回|清退|注销|拆除|取缔|关停|兑现)"
    r"|^(?!.*\bhow (?:many|much)\b).*(?:\b(?:complet|rectif|resolv|finish|settl|fix|solv)\w*\b[^?.,]{0,20}\ball\b|\ball\b[^?.,]{0,40}\b(?:completed|rectified|resolved|finished|settled|fixed|solved|done)\b)")
_TO_COME = re.compile(
    r"(?:计划|打算|预计|准备|要到|能)[^,。?]{0,6}(?:什么时候|何时|哪一?[天年月]|几月)[^,。?]{0,6}(?:全部|全都|都)"
    r"|(?:什么时候|何时|哪一?[天年月]|几月)[^,。?]{0,3}(?:能|会|才|要|可以)[^,。?]{0,3}(?:全部|全都|都)")
"""How a question asks when all will be done."""


def not_all(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """全部完成了 against a notice that counts what is not."""
    norm, notice = normalise(question.asked), finding.notice
    strict = None if _TO_COME.search(norm) else ALL_DONE.search(norm)
    done = strict or _ALL_SO.search(norm)
    if part := _part_of_them(norm, finding, desk, bool(done)):
        return part
    if not done:
        return []
    if strict and _all_problems(norm, notice):
        return whole_progress(question, notice, desk)
    if _said_so(norm, finding):
        return []
    if counted := _done_and_left(norm, finding, desk):
        return counted
    partial = [e for e in finding.excerpts if NOT_ALL.search(notice.text[e.start : e.end])]
    told = [NOT_SO, *(desk.quote(notice, e) for e in partial)]
    if strict and any(_about(question, e.scored, desk) for e in partial):
        return told
    if counted := _partly(question, finding, desk) or _fewer_done(question, finding, desk):
        return counted
    if not strict:
        return []
    return told if partial else whole_progress(question, notice, desk)


def _all_problems(norm: str, notice: Notice) -> bool:
    """Whether a question gives the number of all problems that the notice counts (31个问题已经全部改完)."""
    progress = progress_of(notice)
    told = [int(n) for n in re.findall(r"(?<![\d.])(\d{1,3})[个项条](?:具体)?(?:整改)?(?:问题|任务)", norm)]
    return bool(progress and progress.total in told and progress.done < progress.total)


def _done_and_left(norm: str, finding: Finding, desk: Desk) -> list[Statement]:
    """218处全清完了 against 整改211处 and 剩余7处: two counts of those things that make up the whole."""
    homes = {e.home for e in finding.excerpts}
    for number, unit in _COUNTED.findall(norm):
        for left in finding.ranked:
            rest = re.search(rf"(?:剩余|剩下|其余|余下|尚余|尚有|还有|另有|仍有|另外?)的?(\d{{1,4}}){unit}", compact(left.sentence.text))
            part = int(number) - int(rest.group(1)) if rest else 0
            done = next((s for s in finding.ranked if part > 0 and _counts(part, unit, compact(s.sentence.text), norm)
                         and (s.sentence.home == left.sentence.home in homes or f"{number}{unit}" in compact(s.sentence.text))), None)
            if done:
                said = sorted({(s.sentence.start, s.sentence.end) for s in (done, left)})
                return [NOT_SO, *join([desk.book.quote(finding.notice, *span) for span in said])]
    return []


def _counts(number: int, unit: str, said: str, asked: str) -> bool:
    """Whether a sentence gives the number of what is asked about: 131个小区 of 148个小区, and not 21个党支部."""
    told = re.search(rf"(?<![\d.]){number}{unit}([\u4e00-\u9fff]{{0,2}})", said)
    return told is not None and (len(told.group(1)) < 2 or told.group(1) in asked)


def _fewer_done(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """21处全部加固完了 against 加固完成15处, of the same things."""
    for number, unit in _COUNTED.findall(normalise(question.asked)):
        for scored in finding.ranked[:FIRST]:
            said = compact(scored.sentence.text)
            told = re.search(rf"(?:完成|已(?:全部)?[\u4e00-\u9fff]{{2}}|整改|改造|整治|搬迁|化解|办结|清退|兑付)(\d{{1,4}}){unit}", said)
            if told and 0 < int(told.group(1)) < int(number) and f"{number}{unit}" not in said and _about(question, scored, desk):
                return [NOT_SO, desk.book.quote(finding.notice, scored.sentence.start, scored.sentence.end)]
    return []


_COUNTED = re.compile(r"(?<![\d.])(\d{1,4})([个家所户件名处项座条辆宗笔套亩人])(?!月)")


def _part_of_them(norm: str, finding: Finding, desk: Desk, done: bool) -> list[Statement]:
    """34家养老院全都没过验收 against 34家养老机构中有13家未通过; what is ``done`` is told as such."""
    claimed = _ALL_OF.search(norm)
    if not claimed:
        return []
    number, unit = claimed.group("n"), claimed.group("of")
    told = re.compile(rf"(?<![\d.]){number}{unit}[^。；;\d]{{0,16}}?[中里,，](?:其中)?有?(\d+){unit}(?!次)")
    for scored in finding.ranked[:LOOKED_AT]:
        said = compact(scored.sentence.text)
        part = told.search(said)
        if part and int(part.group(1)) < int(number) and (not done or _DONE_OR_NOT.match(said, part.end())):
            return [_NOT_ALL_OF, desk.book.quote(finding.notice, scored.sentence.start, scored.sentence.end)]
    return []


_ALL_OF = re.compile(r"(?<![\d.])(?P<n>\d{1,4})(?P<of>[个家所户件名处项座条辆])[^,。?\d]{1,14}?(?:全都|全部|全(?=没|未|不)|都(?=没|未|不|是|被))")
_DONE_OR_NOT = re.compile(r"[^,。;]{0,12}?(?:已|完|未|没|尚|仍|正在|到位|办结|合格|达标|通过)")
"""How a sentence tells whether a part of a whole is done."""
_NOT_ALL_OF = Statement("前提与通报不符,并非全部:")


def whole_progress(question: Question, notice: Notice, desk: Desk) -> list[Statement]:
    """How many of all problems the notice counts as done, where all are said to be."""
    progress = progress_of(notice)
    topic = f"{question.topic} {question.asked}" if re.search(r"\d+[个项条](?:具体)?(?:问题|任务)", question.asked) else question.topic
    if not progress or progress.done >= progress.total or not re.search("问题|任务|整改", topic) or re.search(
            "老|旧|信访", topic):
        return []
    return [NOT_SO, desk.book.quote(notice, progress.start, progress.end)]


def _partly(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """The sentence about what is said to be all done that counts less done than there is."""
    terms = content_words(question.topic)
    for scored in finding.ranked[:LOOKED_AT]:
        found = desk.finder.narrowed(question, finding, scored)
        pair, said = settled(found, terms), compact(scored.sentence.text)
        if question.inherited and finding.excerpts and scored.sentence.home != finding.excerpts[0].home:
            continue  # a follow-up stays with the problem it is about
        short = _short_of_all(said, question) or pair and pair[1].value < pair[0].value
        if short and _about(question, scored, desk) or _left_undone(question, finding, scored, desk):
            if any(e.start <= found.excerpts[0].start < e.end for e in finding.excerpts):
                return [NOT_SO]
            return [NOT_SO, desk.quote(finding.notice, found.excerpts[0])]
    return []


def _said_so(norm: str, finding: Finding) -> bool:
    """Whether what was found says of the very deed that all of it is done (561件信访件已全部办结), and of nothing left."""
    meant = _meant(norm)
    said = [compact(finding.notice.text[e.start : e.end]) for e in finding.excerpts]
    return len(meant) == 1 and any(
        re.search(rf"(?:全部|均|都)(?:已经?)?{meant[0]}|{meant[0]}率(?:为|达到?)?100%", s) and not (NOT_ALL.search(s) or _LEFT_UNDONE.search(s))
        for s in said)


def _meant(norm: str) -> list[str]:
    """The deeds that a normalised question speaks of, as the rates of a notice are called."""
    return [kind for kind, asked in _RATES.items() if re.search(asked, norm)]


def _short_of_all(said: str, question: Question) -> bool:
    """Whether a sentence gives a rate below 100 % of what is said to be all done: 化解率67.75% says nothing of 办结."""
    meant = _meant(normalise(question.asked))
    return any(not meant or told.group("of") in meant for told in _SHORT_OF_ALL.finditer(said))


NOT_SO = Statement("前提与通报不符,并非全部完成:")


def _about(question: Question, scored: Scored, desk: Desk) -> bool:
    """Whether a sentence is about the things that a question names, whatever it says of them."""
    terms = content_words(question.topic)
    telling = tuple(t for t in terms if len(t) > 2 and not ALL_DONE.search(t)) or terms
    text = scored.sentence.text + scored.sentence.context
    claimed = {(f.value, f.unit) for f in facts(question.asked) if f.value is not None and f.value >= TELLING and not f.soft}
    if claimed & {(f.value, f.unit) for f in facts(scored.sentence.text)}:
        return True
    return desk.finder.ranker.coverage(telling, text) >= SAME


TELLING = 20
"""Value from which a figure that a sentence shares with the question shows that it is about the same."""


def _left_undone(question: Question, finding: Finding, scored: Scored, desk: Desk) -> bool:
    """Whether a sentence of the problem that answers tells what is still to be done there."""
    sentence = scored.sentence
    if not finding.excerpts or not _LEFT_UNDONE.search(compact(sentence.text)) or sentence.home != finding.excerpts[0].home:
        return False
    terms = tuple(t for t in content_words(question.topic, _ALL_WORDS) if not t.isdigit())
    covered = desk.finder.ranker.coverage(terms, sentence.text + sentence.context)
    return _about(question, scored, desk) or bool(terms) and covered >= SAME


_ALL_WORDS = DULL | {"全部", "全都"}


_ALL_SO = re.compile(
    r"(?:全部|全都|一[分件个户处]不[少剩落差]的?全?)(?:已经?)?都?[\u4e00-\u9fff]{1,8}了|(?:都|全(?!部|都))(?:已经?)?[\u4e00-\u9fff]{1,2}(?:好|完|清|齐)了")
_LEFT_UNDONE = re.compile(r"(?<![多年月])余\d|余款|尾款|其余|剩余|余下|剩下|仍在|尚未|尚有|[只仅]完成|还有\d")
"""How a sentence tells of what is still to be done."""
_SHORT_OF_ALL = re.compile(r"(?P<of>完成|整改|办结|化解|清偿|回迁|清退|到位|兑付)率[^\d]{0,3}\d{1,2}(?:\.\d+)?%")
_RATES = {"整改": "改(?!措施|任务|方案|意见|期)", "办结": "办", "化解": "化解", "清偿": "清偿|还清", "回迁": "回迁", "清退": "清退", "兑付": "兑付"}
"""What the rates of a notice are of, and how a question speaks of it."""
FIRST, LOOKED_AT = 2, 6
"""Sentences, the best, among which one that counts less done than there is, or what is done at all, is looked for."""
