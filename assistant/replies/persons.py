"""What notices say of persons: who somebody is, who holds several posts, who is spoken of by name."""

import re

from assistant.answer import Bullets, Paragraph, Statement
from assistant.library import ROLE_NAME, Sentence, Unit, clause_texts
from assistant.people import CALLED, NAME, POST, SURNAMES, is_person
from assistant.premise import named_elsewhere
from assistant.question import Question
from assistant.replies.desk import SILENT, Desk, Draft, join, refuse
from assistant.wording import compact, normalise

_WHO = re.compile(rf"({NAME})(?:同志)?(?:是谁|是什么人|是?何许人|是(?:干|做)什么的|什么来头)")
_POST_OF = re.compile(
    rf"({NAME})(?:同志)?(?:是|担任|任|当|的)?(?:的是)?(?:(?:什么|啥|何|哪个)(?:职务|职位|职|官|身份|岗位)|职务(?:是|$|[?。]))")
_FATE_OF = re.compile(
    rf"({NAME})(?:同志)?(?:怎么(?:了|回事)|咋了|出了?(?:什么|啥)事|(?:干|做|搞)了(?:什么|啥|些什么)|(?:有|犯了?)(?:什么|啥)(?:问题|事|错))")
_POSTS = re.compile(
    rf"({POST})(?:、|和|与|及|以及|跟)[\u4e00-\u9fff]{{0,4}}?({POST})(?:分别|都|各自?|到底|又)*(?:是|叫)(?:谁|什么名字|啥名字|哪位|什么)(?:[?。]|$)")
_NAMED_ASKED = re.compile(
    r"点[了到过]?(?:(?:哪些|哪几个?|什么)(?:人|干部|领导)|谁)的?名|被?点名[^。?]{0,24}(?:有谁|哪些人|是谁)|(?:提到|提及|写到|出现|写出|说到)了?(?:哪些|哪[几两三四五六七八九十\d]个?|什么)(?:人名|人的(?:名字|姓名)|人(?=[?。]|$)|案[子件])")
_BY_NAME = re.compile(r"点[^,。?]{0,8}名|人名|名字|姓名")
_CASES_ASKED = re.compile("案[子件]")
_CASE = re.compile(rf"({NAME})(?<![方办立查图预备草提档])(?=(?:等人?)?案(?![例情发卷]))|({NAME})(?=等人?[\u4e00-\u9fff]{{0,8}}案(?![例情发卷]))|([{SURNAMES}]某某?)(?=[\u4e00-\u9fff]{{0,10}}案)")
_SOMEBODY = re.compile(
    rf"(?:{CALLED})({NAME})(?=同志|任|、|,|，|主持|第一|为|亲自|带|和|搞|违|涉|受贿|因|严重|利用|被|案|等|;|；|。|$)|({NAME})(?=同志)"
    rf"|({NAME})(?<![方办立查图预备草提档])(?=案[、,，。;；深]|等(?:人|案))|([{SURNAMES}]某某?)(?=等|、|因|涉|挪|受|案|,|，|。|被|$)")
"""How a notice speaks of a person by name, with whatever it calls him or by his case."""
_DEALT_WITH = re.compile(
    rf"(?:处理|处分|查处|处置|问责|开除|免职|追究|抓|对)\s*({NAME})(?=[\s的了,。?]|同志|案|$)|({NAME})\s*(?=同志|怎么|被|犯|案|是谁|是什么人|的?(?:职务|案子|处分|下场))")
"""How a question speaks of somebody whom it names."""
NAME_LENGTH = 3
"""Characters from which a name that no notice knows is surely one."""
SHOWN, MOST = 3, 12
"""Sentences shown of what is said of one person, and persons named at most."""
WHOLE = 90
"""Characters up to which a sentence is shown whole, not by the clause that names the person."""


def persons(question: Question, desk: Desk) -> Draft | None:
    """What is said of the persons that a question asks about; None where it asks about none."""
    return _about(question, desk) or _holders(question, desk) or _named(question, desk) or _stranger(question, desk)


def _about(question: Question, desk: Desk) -> Draft | None:
    """What the notices say of a person whom a question names (袁卫祥是谁, 钱军是什么职务)."""
    asked = normalise(question.asked)
    if found := _WHO.search(asked):
        return _spoken_of(question, found.group(1), desk, "")
    if found := _POST_OF.search(asked):
        return _spoken_of(question, found.group(1), desk, rf"(?:{CALLED}){found.group(1)}")
    if found := _FATE_OF.search(asked):
        name = found.group(1)
        return _spoken_of(question, name, desk, rf"(?:{CALLED}|原|对|、){name}|{name}(?:案|同志|等人)")
    return None


def _spoken_of(question: Question, name: str, desk: Desk, form: str) -> Draft | None:
    """The sentences that name somebody, where one does in the form given."""
    blocks, focus = [], []
    for unit in desk.units(question):
        said = [s for s in desk.library.sentences(unit.notice) if name in compact(s.text)]
        said = [s for s in said if not form or re.search(form, compact(s.text))][:SHOWN]
        if said:
            told = [_clause(name, s, unit, desk) if form else desk.book.quote(unit.notice, s.start, s.end) for s in said]
            blocks.append(Paragraph(tuple(join(told)), unit.name))
            focus += [s.item_id for s in said]
    return Draft("fact", tuple(blocks), focus=tuple(focus)) if blocks else None


def _clause(name: str, sentence: Sentence, unit: Unit, desk: Desk) -> Statement:
    """The sentence that names somebody, or, of a long one, its clauses from the one that does."""
    spans = clause_texts(sentence)
    start, end = sentence.start, sentence.end
    if len(sentence.text) > WHOLE:
        start = next((s for s, e in spans if name in compact(unit.notice.text[s:e])), start)
        end = next((e for s, e in spans if e > start and e - start >= WHOLE // 3), end)
    return desk.book.quote(unit.notice, start, end)


def _holders(question: Question, desk: Desk) -> Draft | None:
    """Who holds each of two posts (书记和区长是谁), where the notice names one of them at least."""
    asked = _POSTS.search(normalise(question.asked))
    if not asked or len(question.units) != 1:
        return None
    unit, told, focus, lacking = desk.units(question)[0], [], [], []
    for post in asked.groups():
        held = _holder(post, unit, desk)
        if held is None:
            lacking.append(f"{post}的姓名")
            continue
        sentence, start, end = held
        told.append(desk.book.quote(unit.notice, start, end))
        focus.append(sentence.item_id)
    if not told:
        return None
    silent = [Statement(f"{SILENT}{'、'.join(lacking)}。")] if lacking else []
    return Draft("fact", (Paragraph((*join(told), *silent)),), focus=tuple(dict.fromkeys(focus)))


def _holder(post: str, unit: Unit, desk: Desk) -> tuple[Sentence, int, int] | None:
    """The first clause that names who holds a post itself, no 副 of it."""
    for sentence in desk.library.sentences(unit.notice):
        for start, end in clause_texts(sentence):
            text = unit.notice.text[start:end]
            if any(m.group(1) == post and text[: m.start()][-1:] != "副" for m in ROLE_NAME.finditer(text)):
                return sentence, start, end
    return None


def _named(question: Question, desk: Desk) -> Draft | None:
    """Whom a notice speaks of by name, or by whose case, each with the clause that does."""
    norm = normalise(question.asked)
    if len(question.units) != 1 or question.inherited or not _NAMED_ASKED.search(norm):
        return None
    form = _CASE if _CASES_ASKED.search(norm) else _SOMEBODY
    unit = desk.units(question)[0]
    found: dict[str, tuple[Sentence, int, int]] = {}
    for sentence in desk.library.sentences(unit.notice):
        for start, end in clause_texts(sentence):
            told = form.finditer(compact(unit.notice.text[start:end]))
            for name in (n for m in told if is_person(n := next(filter(None, m.groups())))):
                found.setdefault(name, (sentence, start, end))
    spans = list(dict.fromkeys((s, e) for _, s, e in found.values()))[:MOST]
    if not spans:
        lacking = _BY_NAME.search(norm) and form is _SOMEBODY
        return refuse(question, desk.finder.find(question, unit), desk, "任何人的姓名") if lacking else None
    entries = tuple(desk.book.quote(unit.notice, s, e) for s, e in spans)
    return Draft("fact", (Bullets(entries, f"{unit.name}通报写明的有"),),
                 focus=tuple(dict.fromkeys(s.item_id for s, _, _ in found.values())))


def _stranger(question: Question, desk: Desk) -> Draft | None:
    """The refusal where one unit's notice never names the person that a question is about, and who names him instead."""
    names = (next(filter(None, m.groups())) for m in _DEALT_WITH.finditer(normalise(question.topic)))
    name = next((n for n in names if len(n) >= NAME_LENGTH and is_person(n)), "")
    if len(question.units) != 1 or not name:
        return None
    unit = desk.units(question)[0]
    if any(name in compact(n.text) for n in unit.notices):
        return None
    for other in desk.library.units:
        told = next((s for s in desk.library.sentences(other.notice) if name in compact(s.text)), None)
        if told:
            return Draft("premise", (Paragraph((named_elsewhere(name, unit, other, told, desk),)),))
    return refuse(question, desk.finder.find(question, unit), desk, f"“{name}”")
