"""What a chapter, an annex or an opened list tells one below the other, asked for by what it is called."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Bullets, Statement
from assistant.finding import DULL
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.terms import content_words
from assistant.wants import list_size
from assistant.wording import compact, normalise, sentences
from ingest.notice import Item, Notice

_ASKED = re.compile(r"哪(?:几|些|[两二三四五六七八九十\d])|都有(?:什么|啥)|分别是|(?:是|列|有)(?:了)?(?:什么|啥)|列(?:全|出)|逐[条个一]")
_ASIDE = re.compile(
    r"附[件表录]?[一二三四五六\d]?|清单|名单|列表|表格|全部|逐[条个一]|列[出全]?|请|通报|公告|公示|后面|里面?|中|查?出来?|指出|反馈|发现|的|了|事项|问题|[件条个项]|写|放|有|分别|都|各|每|什么时候|何时|期限|时限|要|办[完结]|还在|哪[几些]?")
"""What a question says of a list beside what it is of."""
_ANNEX = re.compile("附[件表录]?|清单|名单|列表|表格|时间表|一览")
_OPENED = re.compile(r"[^。；;\n]*[。；;：:]?[^。；;\n]*[：:]\s*$")
"""The sentence that opens the list below it."""
NAMED = .8
"""Share of a question's telling words, by their weight, that say what the list is called."""
FEWEST, SHOWN, WHOLE = 2, 15, 230
"""Members at least and at most; characters up to which they are told whole, not by their headings."""


def chapter_list(question: Question, desk: Desk) -> Draft | None:
    """What stands below the heading that a question names; None where it names none or asks for something else."""
    norm = normalise(question.asked)
    counted = any(w.kind in ("count", "money", "percent") for w in question.wants)
    if len(question.units) != 1 or question.refs or question.inherited or counted or not _ASKED.search(norm):
        return None
    terms = content_words(_ASIDE.sub(" ", normalise(question.topic)), DULL)
    size = list_size(norm)
    notice = desk.units(question)[0].notice
    named = [(desk.finder.ranker.coverage(terms, head), item, below) for head, item, below in _lists(notice)
             if not size or size == len(below)]
    fit, item, below = max(named, key=lambda one: one[0], default=(0.0, None, []))
    if item is None or fit < NAMED or len(terms) < (1 if _ANNEX.search(norm) else 2):
        return None
    entries = _told(notice, below, any(w.kind in ("date", "span", "org", "person") for w in question.wants), desk)
    return Draft("outline", (Bullets(entries),), focus=(item.id,))


def _lists(notice: Notice) -> Iterator[tuple[str, Item, Sequence[Item]]]:
    """The parts that are no problems, with what they are called and what stands below each."""
    for item in notice.items:
        below = notice.children(item)
        if item.kind not in ("section", "group") or len(below) < FEWEST:
            continue
        opened = _OPENED.search(notice.text, item.body_start, item.own_end)
        if item.kind == "section" and item.heading:
            yield compact(item.heading), item, below
        if opened:
            yield compact(opened.group()), item, below


def _told(notice: Notice, below: Sequence[Item], rows: bool, desk: Desk) -> tuple[Statement, ...]:
    """The members: whole where they are short or all of their rows is asked for, else by their headings or first sentences."""
    whole = [sentences(notice.text[i.start : i.end], i.start) for i in below[:SHOWN]]
    short = rows or sum(spans[-1][1] - spans[0][0] for spans in whole if spans) <= WHOLE
    told = []
    for item, spans in zip(below, whole, strict=False):
        if spans and item.heading and not short:
            told.append(desk.entry(notice, item))
        elif spans:
            told.append(desk.book.quote(notice, spans[0][0], (spans[-1] if short else spans[0])[1]))
    return tuple(told)
