"""A term that heads problems in other notices and that this one never says: it is silent on it."""

import re
from collections.abc import Iterable
from functools import lru_cache

import jieba
import jieba.posseg

from assistant.absence_case import is_sure
from assistant.finding import DULL, Finding
from assistant.lexicon import known_words, synonyms
from assistant.question import Question
from assistant.terms import content_words, support
from assistant.wording import compact, normalise, words
from ingest.notice import Notice

_NO_TOPIC = re.compile(r"[完好掉到过]$|比[例率重]$|占比$|(?<!小)[区县市镇乡旗]$|党工?委$|党组$|管委会$|队伍$")
"""Words that are no topic of a problem: what was done, shares, bodies."""
_BODY = re.compile(r"(?:机关|部门|局|委|院|厅|办|组|公司|集团|银行)$")
LONG, HARDLY = 4, 0.3
"""Characters of a term that is foreign where only others say it, and how little a notice may hold of it."""
OFTEN, WIDELY = 2, 3
"""How often other notices say a term at least that heads a problem there; in how many, if it heads none."""


def unsaid_term(question: Question, finding: Finding, others: Iterable[Notice],
                counted: tuple[str, ...] = ()) -> str:
    """The foreign term that a finding's notice is silent on; "" in English and where the finding is sure."""
    if question.english or is_sure(finding):
        return ""
    return foreign_term(question.topic, finding.notice, others, counted)


def foreign_term(topic: str, notice: Notice, others: Iterable[Notice],
                 counted: tuple[str, ...] = ()) -> str:
    """The term of a topic (大班额, 低保) that only other notices are about; "" if there is none.

    For the nouns whose number is asked for (``counted``) it is enough that several others say them.

    Words of every day are none: they head no problem. Nor are verbs: things are done in many words.
    """
    whole = compact(notice.text)
    terms = [t for t in content_words(topic, DULL) if t in known_words(topic) and is_thing(t)
             and support(t, whole) < 0.5]
    if not terms:
        return ""
    rest = [other for other in others if other.id != notice.id]
    for term in terms:
        heads = [h for other in rest for h in _headings(other) if _heads(term, h)]
        said = [times for other in rest if (times := compact(other.text).count(term))]
        spoken_of = sum(said) + sum(term not in heading for heading in heads)
        if _beside(term, topic, notice):
            continue
        if heads and spoken_of >= OFTEN or term in counted and len(said) >= WIDELY:
            return term
        telling = len(term) >= LONG and not _BODY.search(term) and words(term)[-1] not in whole
        if said and telling and support(term, whole) < HARDLY:
            return term
    return ""


def said_nowhere(topic: str, notices: Iterable[Notice]) -> str:
    """The term of a topic (公车私用), where no notice says any of the things that it names; "" where one does.

    One of them is known: words that the lexicon lacks may be said in others.
    """
    things = [t for t in content_words(topic, DULL) if len(t) > 1 and is_thing(t)]
    known = [t for t in things if len(t) > 2 and t in known_words(topic)]
    texts = [compact(notice.text) for notice in notices] if known else []
    unsaid = bool(texts) and all(support(t, text) < 0.5 for t in things for text in texts)
    return max(known, key=len) if unsaid else ""


_DEED = re.compile(r"(?:整治|治理|建设|改造|管理|监管|工作|清理|处置|查处|保障|服务)$")


def _beside(term: str, topic: str, notice: Notice) -> bool:
    """Whether a term stands in a topic beside another that heads problems of the notice (扶贫、乡村振兴)."""
    others = (w for w in known_words(topic) if w not in term and term not in w and not _DEED.search(w))
    joined = (w for w in others if re.search(
        rf"{re.escape(w)}[、和与及\s]{{0,2}}{re.escape(term)}|{re.escape(term)}[、和与及\s]{{0,2}}{re.escape(w)}", normalise(topic)))
    return any(is_thing(w) and any(w in heading for heading in _headings(notice)) for w in joined)


@lru_cache(maxsize=2048)
def is_thing(word: str) -> bool:
    """Whether a word is a noun, begins one (低保金), or is a term that the dictionary lacks."""
    if _NO_TOPIC.search(word):
        return False
    longer = (other for other in synonyms().get(word, ()) if re.fullmatch(f"{re.escape(word)}(?:[金钱户费]|对象|资金)", other))
    coined = len(jieba.lcut(word)) == 1 and not jieba.dt.FREQ.get(word)
    return coined or any(part.flag[0] in "nl" for said in (word, *longer)
                         for part in jieba.posseg.lcut(normalise(said)))


def _heads(term: str, heading: str) -> bool:
    """Whether a heading says a term, or one of four characters with a word put in (食品药品安全)."""
    return term in heading or len(term) == 4 and bool(
        re.search(f"{re.escape(term[:2])}[\\u4e00-\\u9fff]{{1,2}}{re.escape(term[2:])}", heading))


def _headings(notice: Notice) -> list[str]:
    return [compact(item.heading) for item in notice.items if item.heading]
