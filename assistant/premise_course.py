"""What a question says has come about, held against what a notice tells of the course of it."""

import re

from assistant.answer import Statement
from assistant.citing import tidy
from assistant.figures import facts
from assistant.finding import Finding
from assistant.question import Question
from assistant.replies.desk import Desk
from assistant.terms import content_words
from assistant.wording import clauses, normalise
from ingest.markers import number_of
from ingest.notice import Notice

NOT_ALL = re.compile(r"除.{1,20}外|其余|基本完成|长期整改|正在(?:整改|推进)|未完成|尚未|剩余|余下|达到序时")
SAME = 0.3
"""Coverage from which an excerpt is about what the question takes for granted."""


def otherwise(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """The sentence that tells otherwise than the question takes for granted, cited; else none."""
    return (_told_otherwise(question, finding, desk) or _beyond(question, finding, desk)
            or _goes_on_again(question, finding, desk)
            or _turned_round(question, finding, desk) or _not_yet(question, finding, desk))


_RANK = re.compile(r"(?:排|名列|位居|位列|名次|考核)[^,。;?]{0,14}?第([一二三四五六七八九十\d]{1,3})(?![次届批轮季])")
_UNFINISHED = re.compile(
    r"(?:还有|还剩|剩下?|仍有)[^,。?]{0,6}?(?:\d+|[一二两三四五六七八九十]+)(?:个|项|件|处|家|户|名|条)[^,。?]{0,8}"
    r"(?:没|未)有?(?:整?改|完成|办结|解决|完工|到位|销号)(?![^,。?]{0,4}(?:是|有)(?:哪|什么|谁))"
    r"|(?:为什么|为何|为啥|怎么|什么原因|凭什么)[^,。?]{0,8}(?:没|未)有?(?:全部|都)?(?:整?改|办|完成|解决|完工|到位|销号|化解)")
_WHY_MORE = re.compile(r"(?:为什么|为何|为啥|怎么|凭什么)[^,。?]{0,16}(?:涨|上升|增加|增长|提高|调高|变多|反弹|恶化|更?多了|更?高了)"
    r"|(?:涨|上升|增加|增长|恶化)[^。?]{0,16}(?:为什么|为何|为啥|怎么回事|凭什么)")
_WHY_LESS = re.compile(r"(?:为什么|为何|为啥|怎么|凭什么)[^,。?]{0,16}(?:降|减少|下滑|变少|更?少了|更?低了)")
_FELL = re.compile(r"(?:下降|减少|降低|降到|降至|降为|减到|减至|压减)[^,。;]{0,8}\d")
_ROSE = re.compile(r"(?:上升|增加|增长|提高|升到|升至|增到|增至)[^,。;]{0,8}\d")
_FINISHED = re.compile(r"(?:已|均|全部|都)[^,。;]{0,4}(?:整改|办结|完成|到位|销号|清零|解决)")
_ALL = re.compile(r"全部|均|都")


def _told_otherwise(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """A rank, or something left undone, against a clause that says otherwise of the same thing."""
    norm, notice = normalise(question.asked), finding.notice
    rank, undone = _RANK.search(norm), _UNFINISHED.search(norm)
    against = _FELL if _WHY_MORE.search(norm) else _ROSE if _WHY_LESS.search(norm) else None
    if against and (turned := _moved_otherwise(finding, against, desk)):
        return turned
    if finding.coverage < SAME or not (rank or undone or against):
        return []
    for excerpt in finding.excerpts:
        left = NOT_ALL.search(notice.text[excerpt.start : excerpt.end])
        for start, end in clauses(notice.text[excerpt.start : excerpt.end], excerpt.start):
            clause = normalise(notice.text[start:end])
            told = _RANK.search(clause)
            other = rank and told and number_of(told.group(1)) != number_of(rank.group(1))
            moved = against and against.search(clause) and desk.finder.ranker.coverage(
                content_words(question.topic), clause) >= SAME
            if other or moved or (undone and not left and _FINISHED.search(clause) and _ALL.search(clause)):
                number = desk.book.cite(notice, excerpt.start, excerpt.end)
                quote = tidy(notice.text[excerpt.start : excerpt.end]).rstrip("。;；")
                return [Statement(f"前提与通报不符,通报写的是:“{quote}”。", (number,))]
    return []


def _moved_otherwise(finding: Finding, against: re.Pattern[str], desk: Desk) -> list[Statement]:
    """The one sentence shown, where all that it tells of is a change the other way."""
    other = _ROSE if against is _FELL else _FELL
    told = [e for e in finding.excerpts if against.search(normalise(finding.notice.text[e.start : e.end]))]
    if finding.coverage < ALIKE or len(told) != 1 or other.search(normalise(told[0].scored.sentence.text)):
        return []
    return [set_right(finding.notice, told[0].start, told[0].end, desk)]


ALIKE = 0.22
"""Coverage from which a sentence that tells of nothing but one change tells of the one asked about."""


def _beyond(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """A share said to be above or below a bound (超过九成), against the one share that is told."""
    norm, notice = normalise(question.asked), finding.notice
    claims = [f for f in facts(norm) if f.unit == "%" and f.fuzz in ("over", "under")]
    told = [(e, f) for e in finding.excerpts
            for f in facts(notice.text[e.start : e.end]) if f.unit == "%" and not f.fuzz]
    if len(claims) != 1 or len(told) != 1 or not _DOUBTED.search(norm):
        return []
    (claim,), ((excerpt, fact),) = claims, told
    if claim.value is None or fact.value is None or (
            fact.value > claim.value) == (claim.fuzz == "over"):
        return []
    number = desk.book.cite(notice, excerpt.start, excerpt.end)
    return [Statement(f"前提与通报不符,通报写的是{tidy(fact.text)}。", (number,))]


_DOUBTED = re.compile(r"对[吧吗]|是[吗吧]|是不是|真的|属实|听说|[吗吧][?。!]*$")
"""How a question asks whether what it says is so."""


def _goes_on_again(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """现在还停着工, where the notice tells that work has begun again or is finished."""
    if not _STOPPED.search(normalise(question.asked)):
        return []
    terms = tuple(t for t in content_words(question.topic) if len(t) > 1)
    for scored in finding.ranked[:LOOKED_AT]:
        sentence = scored.sentence
        if not sentence.heading and _RESUMED.search(sentence.text) and (
                desk.finder.ranker.coverage(terms, sentence.text) >= SURELY):
            return [set_right(finding.notice, sentence.start, sentence.end, desk)]
    return []


_STOPPED = re.compile(r"(?:还|仍|一直|至今)[^,。?]{0,4}(?:停着?工|没有?复工|烂尾|没有?开工|没有?动工)")
_RESUMED = re.compile(r"(?:已|均|全部)[^,。;]{0,6}(?:复工|竣工|建成|开工|完工|交付)")


def _turned_round(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """从4家变成9家, where the notice tells of 9 that became 4."""
    asked = [f for f in facts(normalise(question.asked)) if f.kind == "number" and f.value is not None]
    if len(asked) != 2 or asked[0].value == asked[1].value or not _BECAME.search(question.asked):
        return []
    first, last = asked
    for scored in finding.ranked[:LOOKED_AT]:
        told = [(f.value, f.unit) for f in facts(scored.sentence.text)]
        if ((last.value, last.unit), (first.value, first.unit)) in zip(told, told[1:], strict=False):
            sentence = scored.sentence
            return [set_right(finding.notice, sentence.start, sentence.end, desk)]
    return []


_BECAME = re.compile(r"变成|变为|增[加至到]|涨|升|减|降|到了?|扩|压|缩")
LOOKED_AT = 6
"""Sentences among which one that tells of the same two figures is looked for."""


def _not_yet(question: Question, finding: Finding, desk: Desk) -> list[Statement]:
    """X是哪天建成的, where the sentence about X tells that it is still under way."""
    if not _WHEN_DONE.search(normalise(question.asked)) or not any(
            w.kind == "date" for w in question.wants):
        return []
    terms = tuple(t for t in content_words(question.topic) if len(t) > 1)
    for scored in finding.ranked[:LOOKED_AT]:
        sentence = scored.sentence
        under_way = not sentence.heading and _UNDER_WAY.search(sentence.text)
        if under_way and desk.finder.ranker.coverage(terms, sentence.text) >= SURELY:
            return [set_right(finding.notice, sentence.start, sentence.end, desk)]
    return []


_WHEN_DONE = re.compile(
    r"(?:是|在)?(?:哪[一]?[天年日]|哪个?月|几月(?:份)?(?:几号)?|什么时候|何时|几号)[^,。?]{0,10}(?:的(?:事)?|了)[?。]*$")
_UNDER_WAY = re.compile(r"尚未|还未|仍未|正在|处于[^,。;]{0,4}阶段|目前(?:正|仍|还)|力争|争取|适时启动|未能")
SURELY = 0.35
"""Coverage from which a sentence is about the very thing that a question says is done."""


def set_right(notice: Notice, start: int, end: int, desk: Desk) -> Statement:
    """What a notice says in the place of what a question wrongly takes for granted."""
    quote = desk.book.quote(notice, start, end)
    return Statement(f"前提与通报不符,通报写的是:{quote.text}", quote.citations)
