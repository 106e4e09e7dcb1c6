"""What a question takes for granted, held against the notices: said first when it is wrong."""

import re
from itertools import accumulate

from assistant.answer import Statement
from assistant.citing import tidy
from assistant.counts import progress, progress_of
from assistant.fields import of_the_notice
from assistant.figures import Fact, facts, same
from assistant.finding import Finding
from assistant.heads import is_name
from assistant.library import ROLE_NAME, Sentence, Unit
from assistant.people import POST
from assistant.premise_course import otherwise, set_right
from assistant.premise_whole import ALL_DONE, not_all, whole_progress
from assistant.question import Question
from assistant.replies.desk import Desk
from assistant.terms import content_words, support
from assistant.wording import compact, normalise, words

_GROUP = re.compile(r"((?:中央|省委|自治区党委|市委|区委|县委)?第([一二三四五六七八九十\d]{1,3})巡([视察])组)")
_IGNORED_UNITS = frozenset(("第", "年", "届", "月", "日", "天", ""))


def corrections(question: Question, unit: Unit, finding: Finding | None,
                desk: Desk) -> list[Statement]:
    """Cited statements that set right what the question wrongly takes for granted."""
    said = _wrong_group(question, unit, desk) or _wrong_year(question, unit, desk)
    said += _wrong_person(question, unit, desk)
    if finding:
        said += _wrong_figure(question, unit, finding, desk)
        said += not_all(question, finding, desk)
        said = said or _wrong_progress(question, unit, desk) or otherwise(question, finding, desk)
    elif ALL_DONE.search(normalise(question.asked)):
        said += whole_progress(question, unit.notice, desk)
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


def _wrong_year(question: Question, unit: Unit, desk: Desk) -> list[Statement]:
    """是2021年被巡视的吧, of a unit that was inspected in another year."""
    claimed, told = _INSPECTED_IN.search(normalise(question.asked)), unit.notice.inspected
    if not claimed or not told or told.value.startswith(next(filter(None, claimed.groups()))):
        return []
    return [set_right(unit.notice, told.start, told.end, desk)]


_INSPECTED_IN = re.compile(
    r"(?:是|在)?(20\d\d)年(?:\d{1,2}月)?(?:被|接受|进行|开展)(?:省委|中央|市委)?的?巡[视察](?!整改|反馈)的?(?:[吧吗]|,?(?:是|对)不?(?:是|对)?[吧吗]?[?。]*$)|(?:被|接受)巡[视察](?:的时间)?是?在?(20\d\d)年[^,。?]{0,3}(?:[吧吗]|,?对)")


def _wrong_progress(question: Question, unit: Unit, desk: Desk) -> list[Statement]:
    """完成整改的有21个 of a unit that counts 14 as settled (and 21 as nearly so)."""
    claimed = _SETTLED.search(normalise(question.asked))
    told = progress_of(unit.notice) if claimed else None
    if not (claimed and told) or int(claimed.group(1)) in (told.done, told.total) or not of_the_notice(
            re.sub(r"\d+[个项条]?|[对是没真][吧吗错的]?", "", question.topic)):
        return []
    return [set_right(unit.notice, told.start, told.end, desk)]


_SETTLED = re.compile(
    r"(?<!基本)(?<!阶段性)(?<![未没])(?:完成整改|整改完成|整改到位|改完|完成)(?:了|的)?(?:问题|任务)?(?:一?共?有|是|为|达到?)?(\d{1,3})[个项条](?:具体)?(?:问题|任务)?(?![\u4e00-\u9fff]{2,})")


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
        return [named_elsewhere(name, unit, other, sentence, desk), *_own_person(question, unit, desk)]
    return []


def named_elsewhere(name: str, unit: Unit, other: Unit, sentence: Sentence, desk: Desk) -> Statement:
    """That a person is not in one unit's notice but in another's, cited to the sentence there."""
    number = desk.book.cite(other.notice, sentence.start, sentence.end)
    return Statement(f"前提与通报不符:{unit.name}的通报没有出现“{name}”,这一姓名见于{other.name}的通报。", (number,))


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
    if said := _wrong_total(question, unit, [c for c in wrong if not any(same(c, f) for f in whole)], desk):
        return said
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


def _wrong_total(question: Question, unit: Unit, absent: list[Fact], desk: Desk) -> list[Statement]:
    """巡视反馈38个问题 of a unit that counts 43: whose 38 are, and how many of its own it counts as settled."""
    norm = normalise(question.asked)
    claim = next((c for c in absent if re.search(
        rf"(?:反馈|巡[视察]|整改|指出)[^,。?]{{0,8}}?{c.text}(?:具体)?(?:问题|任务)|(?<![\d.]){c.text}(?:具体)?整改(?:问题|任务)", norm)), None)
    own = progress(unit.notice) if claim else []
    if claim is None or not own:
        return []
    said = Statement(f"前提与通报不符:{unit.name}的通报没有“{claim.text}”这一说法。")
    for other in desk.library.units:
        told = progress_of(other.notice) if other.name != unit.name else None
        if told and told.total == claim.value:
            number = desk.book.cite(other.notice, told.start, told.end)
            said = Statement(f"{said.text[:-1]},它见于{other.name}的通报。", (number,))
            break
    mine = desk.book.quote(unit.notice, own[0].start, own[0].end)
    return [said, Statement(f"{unit.name}的通报写的是:{mine.text.rstrip('。;；')}。", mine.citations)]


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


def _around(unit: Unit, place: int, desk: Desk) -> Sentence:
    for sentence in desk.library.sentences(unit.notice):
        if sentence.start <= place < sentence.end:
            return sentence
    return Sentence(unit.notice.id, "", place, place + 2, unit.notice.text[place : place + 2], "")
