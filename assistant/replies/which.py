"""Which units have something: those whose notices state it, cited, and those silent on it."""

import re

from assistant.answer import Check, Paragraph, Statement
from assistant.labels import label
from assistant.library import Unit, clause_texts
from assistant.question import Question
from assistant.replies.comparison import compare, number_of_units, table
from assistant.replies.desk import SILENT, Desk, Draft, heading_of
from assistant.terms import support
from assistant.wording import compact, normalise, shared_grams
from ingest.notice import Item

TITLE_MATCH = 0.8


def which(question: Question, desk: Desk) -> Draft:
    """The units among whose items one carries the title asked for; else a comparison."""
    if draft := mentioned(question, desk):
        return draft
    found = [(unit, titled(question, unit)) for unit in desk.units(question)]
    if not any(item for _, item in found):
        return compare(question, desk)
    cells = []
    for unit, item in found:
        if item is None:
            cells.append(Statement(f"{SILENT}(没有单列)"))
            continue
        number = desk.book.cite(unit.notice, item.start, max(item.body_start, item.start + 1))
        cells.append(Statement(heading_of(item), (number,)))
    heading = "、".join(question.quoted) or label(question)
    names = [u.name for u, _ in found]
    return Draft("which", (*number_of_units(question, names, cells), table(heading, names, [cells])),
                 focus=tuple(i.id for _, i in found if i))


_MENTION = re.compile(
    r"(?:提到|提及|说到|说起|写到|讲到|谈到|涉及|出现)(?:了|过)?(?P<a>[^,。?]{2,16}?)(?:的(?:字眼|说法|内容))?(?:[呢吗了]|[?。]|$)"
    r"|用(?:了|过|到)(?P<b>[“\"'‘][^,。?]{2,16}[”\"'’])")
_NOT = re.compile(r"(?:没有?|未|不)(?:曾|有)?(?:提|说|写|讲|谈|涉及|出现)")
_MARKS = re.compile(r"[“”\"'‘’]")


def mentioned(question: Question, desk: Desk) -> Draft | None:
    """The units whose notices use a word, each with a sentence that does; None for other questions."""
    asked = normalise(question.asked)
    found = _MENTION.search(asked)
    if not found or len(question.units) < 2:
        return None
    word = _bare(found["a"] or found["b"])
    cells = {u.name: _using(word, u, desk) for u in desk.units(question)}
    have = [name for name, cell in cells.items() if cell.citations]
    lack = [name for name in cells if name not in have]
    if not have:
        return None
    told = lack if _NOT.search(asked) else have
    said = f"{'没有提到' if _NOT.search(asked) else '提到'}“{word}”的有{len(told)}个"
    line = Statement(said + (f":{'、'.join(told)}" if told else "") + "。",
                     tuple(n for name in have for n in cells[name].citations[:1]),
                     Check("computed", "在各通报全文中查找这个词"))
    shown = table(word, list(cells), [list(cells.values())])
    return Draft("which", (Paragraph((line,)), shown))


def _using(word: str, unit: Unit, desk: Desk) -> Statement:
    """The first sentence of a unit's notice that uses a word, or its clauses from there on."""
    for sentence in desk.library.sentences(unit.notice):
        if support(word, _bare(sentence.text)) < USED:
            continue
        start, end = sentence.start, sentence.end
        if len(sentence.text) > WHOLE:
            spans = clause_texts(sentence)
            start = next((s for s, e in spans
                          if support(word, _bare(unit.notice.text[s:e])) >= USED), spans[0][0])
            end = next((e for _, e in spans if e - start >= ENOUGH), end)
        return desk.book.quote(unit.notice, start, end)
    return Statement(SILENT)


def _bare(text: str) -> str:
    """A text as words are looked for in it: without space and quotation marks."""
    return _MARKS.sub("", compact(text))


USED = 0.9
"""Support of a word that a text uses, itself or one that stands for it."""
WHOLE, ENOUGH = 70, 30
"""Characters up to which a sentence is shown whole, and from which a part of one is enough."""


def titled(question: Question, unit: Unit) -> Item | None:
    """The unit's problem whose heading carries the title quoted or asked for."""
    wanted = [compact(q) for q in question.quoted] or [compact(question.topic)]
    best, best_score = None, TITLE_MATCH
    for item in unit.notice.items:
        if item.kind not in ("problem", "group"):
            continue
        score = max(shared_grams(w, item.heading) for w in wanted)
        if score >= best_score and (best is None or score > best_score):
            best, best_score = item, score
    return best
