"""A notice as a whole: when it was inspected, how far it is, under what heads its problems stand."""

import re

from assistant.answer import Block, Bullets, Paragraph, Statement
from assistant.fields import FIELDS
from assistant.glossary import chinese
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.desk import SILENT, Desk, Draft
from assistant.replies.profile import value
from assistant.wording import normalise
from ingest.notice import Item

_ASKED = re.compile(
    r"总结|概括|概述|概况|概要|简介|梗概|大意|摘要|综述|归纳一下|主要(?:内容|讲|说|写|是?关于)|(?:总体|整体|基本|大致|大体)(?:的)?(?:整改)?情况|整体怎么样"
    r"|(?:介绍|说说|讲讲|聊聊|了解)(?:一)?下?[^,。?]{2,12}(?:通报|整改|情况)?[?。]*$|通报[^,。?]{0,3}(?:讲|说|写|谈)(?:了|的)?(?:是)?(?:些)?(?:什么|啥|哪些)"
    r"|通报的?(?:都)?(?:有|包括|是)?(?:哪些|什么|啥)?内容(?:是什么|有哪些)?[?。]*$|^(?![^,。?]*整改)[^,。?]{2,10}(?:现在)?(?:怎么样|咋样|如何)了?[?。]*$"
    r"|\bsummar|\boverview|main (?:points?|contents?)|what (?:does|do|did)[^?]*(?:notice|report) (?:say|cover|contain)|what is[^?]*(?:notice|report) about")
_ASIDE = re.compile(
    r"总结|概括|概述|概况|概要|简介|梗概|大意|摘要|综述|归纳|总体|整体|基本|大致|大体|简要|简单|简短|主要|介绍|内容|情况|通报|公告|通知|报告|巡[视察]|整改|进展|工作|落实|反馈|意见"
    r"|文件|材料|这份|那份|全文|一下|讲|说|写|谈|了解|聊|都|关于|方面|哪[些几个]*|什么|怎么样|咋样|如何|[的了是有些个请把给我用话字句段在里中几一二三两]")
_NOT_ALL = re.compile("问题|多少|(?<!哪)几[个条项件]|第|为什么|哪[里儿家位年天]|谁")
HEADS = ("inspected", "feedback", "progress")
"""What a summary says of the whole, as far as the notice tells."""
SHOWN = 30
"""Headings shown at most."""


def summary(question: Question, desk: Desk) -> Draft | None:
    """The head figures of one unit's notice and the heads of its problems; None where a part of it is asked for."""
    if len(question.units) != 1 or question.refs or question.quoted or not _whole_asked(question):
        return None
    unit = desk.units(question)[0]
    blocks: list[Block] = []
    if said := _of_the_whole(unit, desk):
        blocks.append(Paragraph(tuple(said), unit.name))
    problems, heads = unit.notice.problems, _heads(unit)
    if heads:
        entries = tuple(desk.entry(unit.notice, head) for head in heads[:SHOWN])
        more = f",前{SHOWN}项是" if len(heads) > SHOWN else ""
        lead = (f"{unit.name}通报列出{len(problems)}项(按条目计数,计算得出){more}" if heads[0].kind == "problem" else
                f"所列{len(problems)}项问题分{len(heads)}个部分(按条目计数,计算得出)")
        blocks.append(Bullets(entries, lead))
    return Draft("outline", tuple(blocks), focus=tuple(h.id for h in heads)) if blocks else None


def _whole_asked(question: Question) -> bool:
    """Whether a question asks what a notice says as a whole, and of nothing in it."""
    norm = normalise(question.text)
    if not _ASKED.search(norm) or _NOT_ALL.search(norm):
        return False
    topic = " ".join(chinese(normalise(question.asked))) if question.english else normalise(question.topic)
    return not re.sub(r"\W", "", _ASIDE.sub("", topic))


def _of_the_whole(unit: Unit, desk: Desk) -> list[Statement]:
    """When the unit was inspected, when it was told of it, how many of its problems are settled."""
    cells = [(field, value(field, unit, desk)) for field in FIELDS if field.name in HEADS]
    cells.sort(key=lambda cell: HEADS.index(cell[0].name))
    return [Statement(f"{field.label}:{cell.text}。", cell.citations, cell.check)
            for field, cell in cells if cell.text != SILENT]


def _heads(unit: Unit) -> list[Item]:
    """The headings right above the problems at their outermost; the problems themselves where none is."""
    notice = unit.notice
    above = [i for i in notice.items if i.kind == "group" and i.heading]
    top = [i for i in above if i.level == min(a.level for a in above)]
    return top if len(top) > 1 else [p for p in notice.problems if p.heading]
