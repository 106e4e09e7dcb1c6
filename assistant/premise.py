"""What a question takes for granted, held against the notices: said first when it is wrong."""

import re
from itertools import accumulate

from assistant.answer import Statement
from assistant.citing import tidy
from assistant.counts import progress_of
from assistant.figures import Fact, facts, same
from assistant.finding import DULL, Finding
from assistant.heads import is_name
from assistant.library import ROLE_NAME, Sentence, Unit
from assistant.people import POST
from assistant.premise_course import NOT_ALL, SAME, otherwise
from assistant.question import Question
from assistant.ranking import Scored
from assistant.replies.desk import Desk
from assistant.replies.sums import settled
from assistant.terms import content_words, support
from assistant.wording import compact, normalise, words
from ingest.notice import Notice

_GROUP = re.compile(r"((?:中央|省委|自治区党委|市委|区委|县委)?第([一二三四五六七八九十\d]{1,3})巡([视察])组)")
_ALL_DONE = re.compile(
    r"(?:全部|全都|都|均|已经|100%|百分之?百|一[个项件]不[剩落])(?:已经?)?(?:都)?(?:全部)?(?:整改|改造|建设|治理|化解|清退|清偿|偿还|支付|兑付|处置|发放|回迁)?(?:完成|化解|清零|到位|办结|解决|销号|做完|(?:整|修)?改完|完工|完毕|[付结还]清|[收追退]回|清退|注销|拆除|取缔|关停|兑现)")
_TO_COME = re.compile(
    r"(?:计划|打算|预计|准备|要到|能)[^,。?]{0,6}(?:什么时候|何时|哪一?[天年月]|几月)[^,。?]{0,6}(?:全部|全都|都)"
    r"|(?:什么时候|何时|哪一?[天年月]|几月)[^,。?]{0,3}(?:能|会|才|要|可以)[^,。?]{0,3}(?:全部|全都|都)")
"""How a question asks when all will be done."""
_IGNORED_UNITS = frozenset(("第", "年", "届", "月", "日", "天", ""))


def corrections(question: Question, unit: Unit, finding: Finding | None,
                desk: Desk) -> list[Statement]:
    """Cited statements that set right what the question wrongly takes for granted."""
    said = _wrong_group(question, unit, desk)
    said += _wrong_person(question, unit, desk)
    if finding:
        said += _wrong_figure(question, unit, finding, desk)
        said += _not_all(question, unit, finding, desk)
        said = said or otherwise(question, finding, desk)
    elif _ALL_DONE.search(normalise(question.asked)):
        said += _whole_progress(question, unit.notice, desk)
    return said


def _wrong_group(question: Question, unit: Unit, desk: Desk) -> list[Statement]:
    notice = unit.notice
    claimed = _GROUP.search(normalise(question.asked))
    if not claimed or not notice.group or not notice.group_span:
        return []
    name, held = claimed.group(1), normalise(notice.group)
    if name in held:
        return []
    number = desk.book.cite(notice, notice.group_span.start, notice.group_span.end)
    verb = "巡察" if "巡察" in notice.group else "巡视"
    said = [Statement(f"前提与通报不符:{verb}{unit.name}的是{notice.group}。", (number,))]
    others = [u for u in desk.library.units
              if u.name != unit.name and name in normalise(u.notice.group)]
    for other in others[:2]:
        span = other.notice.group_span
        if span:
            cited = desk.book.cite(other.notice, span.start, span.end)
            said.append(Statement(f"{name}对应的是{other.name}。", (cited,)))
    return said


def _wrong_person(question: Question, unit: Unit, desk: Desk) -> list[Statement]:
    """A person named in the question who stands in another unit's notice only."""
    norm = normalise(question.asked)
    for name, units in desk.library.people.items():
        if name not in norm:
            continue
        if name in unit.notice.text:
            if said := _wrong_post(name, norm, unit, desk):
                return said + _own_person(question, unit, desk)
            continue
        other = desk.library.unit(units[0])
        sentence = _around(other, other.notice.text.find(name), desk)
        number = desk.book.cite(other.notice, sentence.start, sentence.end)
        said = [Statement(
            f"前提与通报不符:{unit.name}的通报没有出现“{name}”,这一姓名见于{other.name}的通报。",
            (number,))]
        return said + _own_person(question, unit, desk)
    return []


def _wrong_post(name: str, norm: str, unit: Unit, desk: Desk) -> list[Statement]:
    """The post that the notice gives a person to whom the question gives another."""
    asked = re.search(rf"({POST})(?:是|叫)?{name}", norm)
    if not asked or f"{asked.group(1)}{name}" in unit.notice.text:
        return []
    for match in ROLE_NAME.finditer(unit.notice.text):
        if match.group(2) == name:
            number = desk.book.cite(unit.notice, match.start(), match.end())
            return [Statement(f"前提与通报不符:通报写的是“{match.group(0)}”。", (number,))]
    return []


def _own_person(question: Question, unit: Unit, desk: Desk) -> list[Statement]:
    asked = re.search(POST, normalise(question.asked))
    if not asked:
        return []
    for match in ROLE_NAME.finditer(unit.notice.text):
        if match.group(1) == asked.group(0):
            number = desk.book.cite(unit.notice, match.start(), match.end())
            return [Statement(f"{unit.name}的通报写的{match.group(1)}是{match.group(2)}。", (number,))]
    return []


def _wrong_figure(question: Question, unit: Unit, finding: Finding,
                  desk: Desk) -> list[Statement]:
    """A figure of the question that the unit's notice does not give for this."""
    claims = [f for f in facts(question.asked) if f.kind == "number" and not f.soft
              and f.unit not in _IGNORED_UNITS and f.value is not None and not f.fuzz
              and (f.value >= 10 or f.unit == "%") and (f.value, f.unit) != (100, "%")]
    own = facts(finding.item_text)
    wrong = [c for c in claims if not any(same(c, f) for f in own)]
    if not wrong or question.english:
        return []
    whole = facts(unit.notice.text)
    terms = [t for t in content_words(question.topic) if not re.search(r"\d", t)]
    others = [other for other in desk.library.units if other.name != unit.name]
    for claim in wrong:
        for other in others:
            if sentence := _states(claim, terms, other, desk):
                return [_seen(f"{unit.name}的通报没有“{claim.text}”这一说法", other, sentence, desk)]
    absent = [claim for claim in wrong if not any(same(claim, f) for f in whole)]
    for claim in absent:
        if elsewhere := _elsewhere(claim, unit, desk):
            return [elsewhere]
    return [Statement(f"{unit.name}的通报没有“{c.text}”这一说法,通报写的是:") for c in absent[:1]]


def wrong_owner(question: Question, unit: Unit, desk: Desk) -> list[Statement]:
    """A thing of its own name (溱湖簖蟹, “平安铜鼎”) that only another unit's notice speaks of."""
    mine, topic = compact(unit.notice.text), compact(question.topic)
    names = [q for q in map(compact, question.quoted) if own_name(q) and q not in mine]
    for other in desk.library.units:
        theirs = compact(other.notice.text) if other.name != unit.name else ""
        for name in (*names, _proper_run(topic, theirs, mine)):
            if not name or name not in theirs:
                continue
            ranked = desk.finder.find(question, other).ranked
            sentence = next((s.sentence for s in ranked if name in compact(s.sentence.text)), None)
            if sentence:
                return [_seen(f"{unit.name}的通报没有提到“{name}”", other, sentence, desk)]
    return []


OWN_NAME = 4
"""Characters from which a run of a question can be the name of something."""


def own_name(quoted: str) -> bool:
    """Whether what a question puts in quotation marks can be the name of something."""
    return len(quoted) >= OWN_NAME or bool(re.search(r"[@#a-z]", quoted))


def _proper_run(topic: str, theirs: str, mine: str) -> str:
    """The longest run of a topic that only the other text has and that is no dictionary phrase."""
    cuts = {0, *accumulate(map(len, words(topic)))}
    for size in range(min(len(topic), 12), OWN_NAME - 1, -1):
        for i in (c for c in sorted(cuts) if c + size in cuts):
            run = topic[i : i + size]
            plain = re.fullmatch(r"(?:(?![的了是和与在有个])[\u4e00-\u9fff])+", run)
            if plain and run in theirs and support(run, mine) < 0.5 and is_name(words(run)):
                return run
    return ""


def _seen(lack: str, other: Unit, sentence: Sentence, desk: Desk, where: str = "") -> Statement:
    """A correction that quotes the other unit's sentence; ``where`` says how it stands there."""
    number = desk.book.cite(other.notice, sentence.start, sentence.end)
    quote = tidy(sentence.text).rstrip("。;；")
    place = where or f"它见于{other.name}的通报"
    return Statement(f"前提与通报不符:{lack},{place}:“{quote}”。", (number,))


def _elsewhere(claim: Fact, unit: Unit, desk: Desk) -> Statement | None:
    """Where a telling figure (96.6%, 3405个) stands that the unit's notice does not give."""
    if len(re.sub(r"\D", "", claim.text)) < 3:
        return None
    for other in desk.library.units:
        for sentence in desk.library.sentences(other.notice) if other.name != unit.name else ():
            if any(same(claim, f) for f in facts(sentence.text)):
                return _seen(f"{unit.name}的通报没有“{claim.text}”这一说法", other, sentence, desk,
                             f"{other.name}的通报在别处写到它")
    return None


def _states(claim: Fact, terms: list[str], unit: Unit, desk: Desk) -> Sentence | None:
    """The unit's sentence that gives the claimed figure for something alike."""
    best, best_cover = None, 0.3
    for sentence in desk.library.sentences(unit.notice):
        if any(same(claim, f) for f in facts(sentence.text)):
            cover = desk.finder.ranker.coverage(terms, sentence.text + sentence.context)
            if cover > best_cover:
                best, best_cover = sentence, cover
    return best


def _not_all(question: Question, unit: Unit, finding: Finding, desk: Desk) -> list[Statement]:
    """全部完成了 against a notice that counts what is not."""
    norm, notice = normalise(question.asked), finding.notice
    if part := _part_of_them(norm, finding, desk):
        return part
    strict = None if _TO_COME.search(norm) else _ALL_DONE.search(norm)
    if not (strict or _ALL_SO.search(norm)):
        return []
    partial = [e for e in finding.excerpts if NOT_ALL.search(notice.text[e.start : e.end])]
    if strict and any(_about(question, e.scored, desk) for e in partial):
        return [_NOT_SO]
    if counted := _partly(question, finding, desk):
        return counted
    if not strict:
        return []
    if partial:
        return [_NOT_SO]
    return _whole_progress(question, notice, desk)


def _part_of_them(norm: str, finding: Finding, desk: Desk) -> list[Statement]:
    """34家养老院全都没过验收 against 34家养老机构中有13家未通过."""
    claimed = _ALL_OF.search(norm)
    if not claimed:
        return []
    number, unit = claimed.group("n"), claimed.group("of")
    told = re.compile(rf"(?<![\d.]){number}{unit}[^。；;\d]{{0,16}}?[中里,，](?:其中)?有?(\d+){unit}(?!次)")
    for scored in finding.ranked[:LOOKED_AT]:
        part = told.search(compact(scored.sentence.text))
        if part and int(part.group(1)) < int(number):
            return [_NOT_ALL_OF, desk.book.quote(finding.notice, scored.sentence.start, scored.sentence.end)]
    return []


_ALL_OF = re.compile(r"(?<![\d.])(?P<n>\d{1,4})(?P<of>[个家所户件名处项座条辆])[^,。?\d]{1,14}?(?:全都|全部|全(?=没|未|不)|都(?=没|未|不|是|被))")
_NOT_ALL_OF = Statement("前提与通报不符,并非全部:")


def _whole_progress(question: Question, notice: Notice, desk: Desk) -> list[Statement]:
    """How many of all problems the notice counts as done, where all are said to be."""
    progress = progress_of(notice)
    topic = f"{question.topic} {question.asked}" if re.search(r"\d+[个项条](?:具体)?(?:问题|任务)", question.asked) else question.topic
    if not progress or progress.done >= progress.total or not re.search("问题|任务|整改", topic) or re.search(
            "老|旧|信访", topic):
        return []
    return [_NOT_SO, desk.book.quote(notice, progress.start, progress.end)]


def _partly(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """The sentence about what is said to be all done that counts less done than there is."""
    terms = content_words(question.topic)
    for scored in finding.ranked[:LOOKED_AT]:
        found = desk.finder.narrowed(question, finding, scored)
        pair, said = settled(found, terms), compact(scored.sentence.text)
        if question.inherited and finding.excerpts and (
                _problem(finding.notice, scored.sentence.item_id)
                != _problem(finding.notice, finding.excerpts[0].item_id)):
            continue  # a follow-up stays with the problem it is about
        short = _SHORT_OF_ALL.search(said) or pair and pair[1].value < pair[0].value
        if short and _about(question, scored, desk) or _left_undone(question, finding, scored, desk):
            if any(e.start <= found.excerpts[0].start < e.end for e in finding.excerpts):
                return [_NOT_SO]
            return [_NOT_SO, desk.quote(finding.notice, found.excerpts[0])]
    return []


_NOT_SO = Statement("前提与通报不符,并非全部完成:")


def _problem(notice: Notice, item_id: str) -> str:
    """The item of the problem that an item belongs to; itself if it is in none."""
    path = notice.path(notice.item(item_id))
    return next((i.id for i in path if i.kind == "problem"), item_id)


def _about(question: Question, scored: Scored, desk: Desk) -> bool:
    """Whether a sentence is about the things that a question names, whatever it says of them."""
    terms = content_words(question.topic)
    telling = tuple(t for t in terms if len(t) > 2 and not _ALL_DONE.search(t)) or terms
    text = scored.sentence.text + scored.sentence.context
    claimed = {(f.value, f.unit) for f in facts(question.asked) if f.value is not None and f.value >= TELLING and not f.soft}
    if claimed & {(f.value, f.unit) for f in facts(scored.sentence.text)}:
        return True
    return desk.finder.ranker.coverage(telling, text) >= SAME


TELLING = 20
"""Value from which a figure that a sentence shares with the question shows that it is about the same."""


def _left_undone(question: Question, finding: Finding, scored: Scored, desk: Desk) -> bool:
    """Whether a sentence of the problem that answers tells what is still to be done there."""
    notice, sentence = finding.notice, scored.sentence
    if not finding.excerpts or not _LEFT_UNDONE.search(compact(sentence.text)) or (
            _problem(notice, sentence.item_id) != _problem(notice, finding.excerpts[0].item_id)):
        return False
    terms = tuple(t for t in content_words(question.topic, _ALL_WORDS) if not t.isdigit())
    covered = desk.finder.ranker.coverage(terms, sentence.text + sentence.context)
    return _about(question, scored, desk) or bool(terms) and covered >= SAME


_ALL_WORDS = DULL | {"全部", "全都"}


_ALL_SO = re.compile(
    r"(?:全部|全都|一[分件个户处]不[少剩落差]的?全?)(?:已经?)?都?[\u4e00-\u9fff]{1,8}了|都(?:已经?)?[\u4e00-\u9fff]{1,2}(?:好|完|清|齐)了")
_LEFT_UNDONE = re.compile(r"(?<![多年月])余\d|余款|尾款|其余|剩余|余下|剩下|仍在|尚未|尚有|[只仅]完成|还有\d")
"""How a sentence tells of what is still to be done."""
_SHORT_OF_ALL = re.compile(r"(?:完成|整改|办结|化解|清偿|回迁|清退|到位|兑付)率[^\d]{0,3}\d{1,2}(?:\.\d+)?%")
LOOKED_AT = 6
"""Sentences among which one that counts what is done is looked for."""


def _around(unit: Unit, place: int, desk: Desk) -> Sentence:
    for sentence in desk.library.sentences(unit.notice):
        if sentence.start <= place < sentence.end:
            return sentence
    return Sentence(unit.notice.id, "", place, place + 2, unit.notice.text[place : place + 2], "")
