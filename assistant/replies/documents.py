"""The documents that a notice says were drawn up: rules, plans, measures, by their titles."""

import re

from assistant.answer import Bullets, Statement
from assistant.library import Sentence
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.wording import normalise

_MADE = r"出台|制定|印发|下发|修订|建立|新建|新立|完善|健全|订立|形成|发布"
_DOCUMENTS = r"(?:规章制度|制度文件|制度|文件|办法|规定|规章|条例|细则)"
_ASKED = re.compile(
    rf"(?:{_MADE})[^,。?]{{0,8}}(?:哪些|哪几[个项部]|什么)[^,。?]{{0,8}}{_DOCUMENTS}|(?:哪些|哪几[个项部])[^,。?]{{0,8}}{_DOCUMENTS}[^,。?]{{0,6}}(?:{_MADE})"
    rf"|(?:{_MADE})的[^,。?]{{0,4}}{_DOCUMENTS}[^,。?]{{0,4}}(?:有哪些|都有什么|清单|列)")
_AROUND = re.compile(
    rf"{_MADE}|{_DOCUMENTS}|巡[视察]|整改|期间|以来|过程|中|时|为了?|通报|新|都|一共|总共|共|又|具体|有关|相关|主要|长效|机制|有|的|了|过|里|列|清单|是|什么|哪些|哪几|[个项部些]")
_TOLD = re.compile(
    r"(?:(?:出台|制定|制订|印发|下发|修订|起草|发布)|(?:建立健全|建立|健全|完善)(?=《))(?:(?!落实|贯彻|按照|根据|对照|学习)[^。；;《]){0,24}?((?:[、和及,，]?(?:以及)?《[^》]+》(?:[(（][^)）]{1,12}[)）])?)+)")
_TITLE = re.compile(r"《[^》]+》")
_RULES = re.compile("制度|办法|规定|规章|条例|细则")
_NO_RULE = re.compile(r"(?:台账|通报|简报|周报|月报|清单|反馈意见|工作提示|提示函|方案|通知|要点|计划)》$")
"""What the titles of papers end in that lay down no rule: left out where rules are asked for."""
SHOWN, FEWEST = 40, 2
"""Titles shown at most; fewer than the least are better told by the sentences themselves."""


def documents(question: Question, desk: Desk) -> Draft | None:
    """The titles of what one unit drew up; None unless all of it is asked for."""
    norm = normalise(question.asked)
    if len(question.units) != 1 or question.inherited or not _ASKED.search(norm):
        return None
    if re.sub(r"\W", "", _AROUND.sub("", normalise(question.topic))):
        return None
    notice = desk.units(question)[0].notice
    rules = "文件" not in norm and bool(_RULES.search(norm))
    titles: dict[str, tuple[Sentence, int, int]] = {}
    for sentence in desk.library.sentences(notice):
        text = notice.text[sentence.start : sentence.end]
        for told in _TOLD.finditer(text):
            for title in _TITLE.finditer(text, told.start(1), told.end(1)):
                if rules and _NO_RULE.search(title.group()):
                    continue
                key = re.sub(r"\W", "", title.group())  # the same title may be written with 、 and with a blank
                titles.setdefault(key, (sentence, sentence.start + title.start(), sentence.start + title.end()))
    if len(titles) < FEWEST:
        return None
    entries = tuple(Statement(notice.text[s:e].replace("\n", ""), (desk.book.cite(notice, s, e),))
                    for _, s, e in list(titles.values())[:SHOWN])
    lead = f"{question.units[0]}通报写明出台、制定或修订的{'制度' if rules else '文件'}有{len(titles)}件(按书名号计数,计算得出)"
    if len(titles) > SHOWN:
        lead += f",前{SHOWN}件是"
    return Draft("outline", (Bullets(entries, lead),),
                 focus=tuple(dict.fromkeys(s.item_id for s, _, _ in titles.values())))
