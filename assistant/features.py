"""What speaks for a sentence as the answer to a query: one column of numbers per feature."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.library import Sentence
from assistant.sentence_index import Column, SentenceIndex, WordStatistics
from assistant.terms import support
from assistant.wants import Want, anchored, fit, hard_fit, holds, members
from assistant.wording import compact
from ingest.notice import Notice

_SETTLED = re.compile(r"已经?(?:建成|投|完成|用上|新增|开工|办)")
_PLANNED = re.compile(r"计划|预计|拟于|力争|争取")
_TO_COME = re.compile(
    r"(?:什么时候|何时|哪天|哪年|几月|哪个月)[^,。?]{0,4}(?:能|会|才|可以)|(?:最晚|最迟|保证|承诺|答应|打算|预计|计划|说好)[^?]{0,12}(?:什么时候|何时|哪天|哪年|几月|哪个月)"
    r"|(?:什么时候|何时|哪天|哪个月)(?:之前|以前|前)|目标(?!责任|考核|任务)|(?:要|争取|打算|计划)(?:降|升|达|提高|增加?|减)到?多少")
_PROMISED = re.compile(r"确保|预计|计划|力争|拟于|争取|承诺|目标|将于|(?:月|年|春节|底)(?:底|末|初)?(?:之)?前")
_PROBLEM_MEANT = re.compile(r"指出|点名|查出|反馈的|有问题|整改(?:之)?前|巡[视察](?:之)?前|原来|原先|当初|以前")
_ROW = re.compile(r"\s*(?:[|｜]\s*)?[A-Za-z]{0,4}-?\d{1,3}\s*[\t|｜]")
_STATES_PROBLEM = re.compile(r"[\s【\[]*(?:存在|反馈|具体)?问题")


@dataclass(frozen=True)
class Query:
    """What is searched: ``topic`` has the content words only, ``text`` the whole question.

    ``terms`` are the topic's telling words, ``background`` is the topic of the turn before,
    ``favoured`` the items that turn was about, ``size`` that of the list asked for (0 for none),
    ``asked`` the question as it was typed.
    """

    text: str
    topic: str
    terms: tuple[str, ...] = ()
    wants: tuple[Want, ...] = ()
    favoured: frozenset[str] = frozenset()
    tied: bool = False
    background: str = ""
    anchors: tuple[str, ...] = ()
    english: bool = False
    quoted: tuple[str, ...] = ()
    role: re.Pattern[str] | None = None
    size: int = 0
    asked: str = ""


@dataclass(frozen=True)
class Evidence:
    """A query held against one notice: what the features are computed from.

    ``cosine`` is of the sentence embeddings, ``answering`` of the bi-encoder's vectors.
    """

    query: Query
    index: SentenceIndex
    statistics: WordStatistics
    lexical: Column
    cosine: Column
    answering: Column

    @cached_property
    def z_lexical(self) -> Column:
        """``lexical`` as deviations from its mean."""
        return z_score(self.lexical)

    @cached_property
    def z_dense(self) -> Column:
        """``cosine`` as deviations from its mean."""
        return z_score(self.cosine)

    @cached_property
    def z_background(self) -> Column:
        """How well each sentence fits the turn before, as deviations; zeros without one."""
        if not self.query.background:
            return np.zeros(len(self.index.sentences))
        return z_score(self.statistics.bm25(self.query.background, self.index))

    def each(self, value: Callable[[str], float | bool]) -> Column:
        """The value of every sentence's compact text."""
        return np.array([float(value(text)) for text in self.index.texts])


def _lexical(e: Evidence) -> Column:
    return e.z_lexical


def _lexical_share(e: Evidence) -> Column:
    return e.lexical / max(float(e.lexical.max(initial=0.0)), 1e-9)


def _dense(e: Evidence) -> Column:
    return e.z_dense


def _answering(e: Evidence) -> Column:
    return e.answering


def _item(e: Evidence) -> Column:
    return e.index.item_best(e.z_lexical + 0.7 * e.z_dense)


def _item_lexical(e: Evidence) -> Column:
    return e.index.item_best(e.z_lexical, 1)


def _item_dense(e: Evidence) -> Column:
    return e.index.item_best(e.z_dense, 1)


def _fit(e: Evidence) -> Column:
    return np.array([fit(e.query.wants, s.text) for s in e.index.sentences])


def _hard_fit(e: Evidence) -> Column:
    return np.array([hard_fit(e.query.wants, s.text) for s in e.index.sentences])


def _bare(e: Evidence) -> Column:
    return e.index.bare.astype(float)


def _quoted(e: Evidence) -> Column:
    return e.each(lambda text: any(q in text for q in e.query.quoted))


def _background(e: Evidence) -> Column:
    return e.index.item_best(e.z_background, 1)


def _background_here(e: Evidence) -> Column:
    return e.z_background


def _anchored(e: Evidence) -> Column:
    return e.each(lambda text: anchored(e.query.anchors, text) if e.query.anchors else 0.0)


def _only_planned(e: Evidence) -> Column:
    settled = bool(_SETTLED.search(e.query.text))
    return e.each(lambda text: settled and bool(_PLANNED.search(text)))


def _promised(e: Evidence) -> Column:
    """Whether a sentence tells what is to come, where that is asked (什么时候能通车)."""
    coming = bool(_TO_COME.search(e.query.text))
    return e.each(lambda text: coming and bool(_PROMISED.search(text)))


def _role(e: Evidence) -> Column:
    role = e.query.role
    return e.each(lambda text: bool(role and role.search(text)))


def _heading(e: Evidence) -> Column:
    return e.statistics.heading_match(e.query.topic, e.index)


def _favoured(e: Evidence) -> Column:
    notice = e.index.notice
    homes = {notice.problem_of(i).id for i in notice.items if i.id in e.query.favoured} if e.query.favoured else ()
    return np.array([float(s.home in homes) for s in e.index.sentences])


def _tied(e: Evidence) -> Column:
    return _favoured(e) * e.query.tied


def _context_coverage(e: Evidence) -> Column:
    return np.array([coverage(e.query.terms, s.text + s.context, e.statistics)
                     for s in e.index.sentences])


def _figure(e: Evidence) -> Column:
    return e.each(lambda text: bool(re.search(r"\d", text)))


def _nearby(e: Evidence) -> Column:
    """The best clause that holds a wanted type: its share of the terms, with the clause before."""
    wants = [w for w in e.query.wants if w.kind not in ("reason", "name", "place")]
    weights = {t: e.statistics.weight(t) ** 2 for t in e.query.terms}
    total = sum(weights.values()) or 1.0
    values = []
    for pieces in e.index.clauses:
        best = 0.0
        for i, piece in enumerate(pieces) if wants else ():
            held = max(holds(want, piece) for want in wants)
            if held > 0:
                around = compact(" ".join(pieces[max(0, i - 1) : i + 1]))
                share = sum(w * support(t, around) for t, w in weights.items()) / total
                best = max(best, held * share)
        values.append(best)
    return np.array(values)


def _states_problem(e: Evidence) -> Column:
    """Whether a sentence only states the problem, where that is not what is asked for."""
    meant = bool(_PROBLEM_MEANT.search(e.query.text))
    index = e.index
    return np.array([float(not meant and (
        bool(_STATES_PROBLEM.match(text)) or _in_problem_cell(index.notice, sentence)))
        for text, sentence in zip(index.texts, index.sentences, strict=True)])


def _in_problem_cell(notice: Notice, sentence: Sentence) -> bool:
    """Whether a sentence stands in the first cell of a table's row, which tells the problem."""
    start = notice.item(sentence.item_id).start
    row = _ROW.match(notice.text, start)
    return row is not None and not re.search(r"[\t|｜]", notice.text[row.end() : sentence.end])


def _counted(e: Evidence) -> Column:
    """Whether a sentence gives the size of the list that is asked for (哪五个: 5个工作组)."""
    if not e.query.size:
        return np.zeros(len(e.index.sentences))
    spelled = "零一二三四五六七八九十"[e.query.size] if e.query.size <= 10 else "(?!)"
    named = re.compile(rf"(?<![\d.])(?:{e.query.size}(?![\d.%])|{spelled}{'|两' * (e.query.size == 2)})"
                       r"(?:大|个|种|项|方面|类|名|位|家|条|级|张|处|所|件|份|支|点|步|本|批|不|坚持)")
    return e.each(lambda text: bool(named.search(text)))


def _members(e: Evidence) -> Column:
    """How far (0–1) a sentence lists as many members as are asked for."""
    if not e.query.size:
        return np.zeros(len(e.index.sentences))
    return e.each(lambda text: min(1.0, members(text) / e.query.size))


FEATURES: Mapping[str, Callable[[Evidence], Column]] = {
    "lexical": _lexical, "lexical_share": _lexical_share, "dense": _dense, "item": _item,
    "item_lexical": _item_lexical, "item_dense": _item_dense, "fit": _fit,
    "hard_fit": _hard_fit, "bare": _bare, "quoted": _quoted, "background": _background,
    "background_here": _background_here, "anchored": _anchored, "only_planned": _only_planned, "promised": _promised,
    "role": _role, "heading": _heading, "favoured": _favoured, "tied": _tied,
    "context_coverage": _context_coverage, "figure": _figure, "nearby": _nearby,
    "states_problem": _states_problem, "counted": _counted, "members": _members, "answering": _answering,
}
"""By name; each a column (one value per sentence) that grows with the evidence or against it."""


def matrix(evidence: Evidence, names: tuple[str, ...]) -> np.ndarray:
    """The features named, as columns (sentences × names)."""
    return np.stack([FEATURES[name](evidence) for name in names], axis=1)


def coverage(terms: tuple[str, ...], text: str, statistics: WordStatistics) -> float:
    """Share (0–1) of the terms that the text holds, by the square of their idf.

    Squared, so that a question's one telling word outweighs its verbs.
    """
    body = compact(text)
    total = found = 0.0
    for word in terms:
        weight = statistics.weight(word) ** 2
        total += weight
        found += weight * support(word, body)
    return found / total if total else 1.0


def z_score(values: Column) -> Column:
    """Values as deviations from their mean; zeros where all are alike."""
    spread = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)
