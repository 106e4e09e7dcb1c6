"""About the library itself: what it holds, from when, and what the assistant can do."""

import re

from assistant.answer import Block, Bullets, Paragraph, Statement
from assistant.field_values import shown_date
from assistant.library import Sentence, Unit
from assistant.question import Question
from assistant.replies.desk import Desk, Draft, note
from assistant.wording import normalise
from ingest.notice import DateFact, Item


def holdings(question: Question, desk: Desk) -> Draft:
    """Which notices are held, of the places asked for or of all."""
    if question.unknown and not question.units:
        return not_held(question, desk)
    units = _narrowed(question, _others(question, desk) or desk.units(question))
    if not units:
        return _none(question, desk)
    count = sum(len(u.notices) for u in units)
    dated = bool(re.search(r"20\d\d年|什么时候|啥时候|哪天|何时|日期|最新|最早|最近|哪[一几]?年|几月", question.asked))
    entries = tuple(_entry(unit, desk, dated) for unit in units)
    lead = f"共收录{count}份通报(目录计数,计算得出)" if len(units) == len(desk.library.units) else f"有{count}份(目录计数,计算得出)"
    blocks: list[Block] = [Bullets(entries, lead)]
    if len(units) < len(desk.library.units) and _IN_ALL.search(question.asked):
        blocks.insert(0, note(f"共收录{sum(len(u.notices) for u in desk.library.units)}份通报(目录计数,计算得出)。"))
    if question.unknown:
        blocks.append(note(f"没有收录{'、'.join(question.unknown)}的通报。"))
    return Draft("library", tuple(blocks))


_IN_ALL = re.compile("(?:总共|一共|共|合计)[^,，。?？;；]{0,6}(?:几|多少)[份篇个家]|(?:几|多少)[份篇]通报[?？,，]")
"""How a question asks, beside the notices of a place, for the number of all that are held."""


def _others(question: Question, desk: Desk) -> tuple[Unit, ...]:
    """All units but those named, where a question leaves these aside (除了湖南的两份,还有哪些); () where it does not."""
    aside = bool(question.units) and re.search("除(?:了|去|开)|以外|之外", question.asked)
    return tuple(u for u in desk.library.units if u.name not in question.units) if aside else ()


_TYPES = ("县", "区", "市", "大学", "学院", "学校", "公司", "集团", "医院")


def _narrowed(question: Question, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units of the kind (县, 大学) or inspecting group that the question asks for."""
    norm = normalise(question.asked)
    if group := re.search(r"第[一二三四五六七八九十\d]+巡[视察]组", norm):
        units = tuple(u for u in units if group.group(0) in normalise(u.notice.group))
    if year := re.search(r"(20\d\d)年", norm):
        dated = tuple(u for u in units if u.notice.published
                      and u.notice.published.value.startswith(year.group(1)))
        units = dated if re.search(r"公布|发布|落款|印发|公开", norm) else units
    asked = [t for t in _TYPES if re.search(
        rf"(?:哪些|哪几个|几个|多少个?|有没有|有){t}(?![域县市])|{t}的?(?:通报|材料|吗)", norm)]
    if asked and question.scope != "units":
        kinds = {"学校": ("大学", "学院", "学校")}
        ends = tuple(e for t in asked for e in kinds.get(t, (t,)))
        found = tuple(u for u in units if u.name.endswith(ends))
        if found or asked != ["区"]:
            units = found
    return units


def _none(question: Question, desk: Desk) -> Draft:
    held = "、".join(desk.library.names[:30])
    return Draft("refusal", (note(f"资料库没有收录这样的通报;目前收录的是{held}。"),), refused=True,
                 searched="检索了资料库的全部通报目录")


def _entry(unit: Unit, desk: Desk, dated: bool) -> Statement:
    notice = unit.notice
    opening = notice.inspected or notice.feedback
    titled = next((i for i in notice.items if i.kind == "title"), None)
    if titled:
        numbers = [desk.book.cite(notice, titled.start, _end(notice.text, titled))]
    elif named := _named(unit, opening, desk):
        numbers = [desk.book.cite(notice, named.start, named.end)]
    elif opening:
        numbers = [desk.book.cite(notice, opening.start, opening.end)]
    else:
        numbers = [desk.book.cite(notice, 0, min(len(notice.text), 60))]
    said = unit.place + (f"({'、'.join(unit.aliases[:1])})" if _extra(unit) else "")
    if dated and notice.published and notice.published.value:
        under = notice.item_at(notice.published.start)
        kind = "落款" if under and under.kind == "signature" else "公布"
        said += f",{kind}日期{shown_date(notice, notice.published)}"
        numbers.append(desk.book.cite(notice, notice.published.start, notice.published.end))
    elif dated:
        said += ",通报未写明公布日期"
    return Statement(said, tuple(numbers))


def _named(unit: Unit, opening: DateFact | None, desk: Desk) -> Sentence | None:
    """The first sentence that names the unit, where the opening only says 我区."""
    text = unit.notice.text
    if opening and unit.name in text[opening.start : opening.end]:
        return None
    return next((s for s in desk.library.sentences(unit.notice) if unit.name in s.text), None)


def _end(text: str, item: Item) -> int:
    return item.start + len(text[item.start : item.own_end].rstrip())


def _extra(unit: Unit) -> bool:
    return bool(unit.aliases) and not any(a in unit.name or unit.name in a for a in unit.aliases[:1])


def not_held(question: Question, desk: Desk) -> Draft:
    """The refusal for a place of which no notice is held."""
    names = "、".join(question.unknown)
    held = "、".join(desk.library.names[:30])
    text = f"资料库没有收录{names}的通报,无法回答;目前收录的是{held}。"
    return Draft("refusal", (note(text),), refused=True, searched="检索了资料库的全部通报目录")


_JUDGED = re.compile(
    r"(?:整改|改|做|干|表现|工作|落实|解决|治理|化解|处理|抓|管)得?(?:情况)?(?:最|更|比较)(?:好|差|不好|到位|认真|出色|糟)|(?:哪[一]?[个家边]|谁)[^,。?]{0,6}(?:更|最|比较)(?:廉洁|清廉|干净|腐败|贪|优秀|落后|靠谱)|最大的(?:问题|毛病)|问题最(?:严重|大|突出)|比[^,。?]{2,12}(?:整改|改|做|干)得(?:更)?(?:好|差|到位)|(?:你|您)(?:觉得|认为|看)[^,。?]{0,12}(?:好|差)(?:[?。]|$)")


def judged(question: Question, desk: Desk) -> Draft | None:
    """The refusal of a verdict on the units (哪个区整改得最好): notices give counts, no marks."""
    measured = re.search("率|比例|占比|多少", question.topic + question.asked)
    if not _JUDGED.search(normalise(question.asked)) or len(question.units) == 1 or measured:
        return None
    text = ("通报没有给各单位评分排名,未提及谁好谁差,我不代为评判。可以改问能查证的数字,"
            "例如:各区已完成整改的比例分别是多少?")
    return Draft("refusal", (note(text),), refused=True, searched="检索了全部通报")


def greeting(question: Question, desk: Desk) -> Draft:
    """A short word on what can be asked."""
    names = desk.library.names
    first = names[0] if names else "某区"
    second = names[1] if len(names) > 1 else first
    lines = (
        Statement(f"问一个事实:{first}巡视移交的信访件有多少?"),
        Statement(f"看一条整改:{first}第3项的整改情况"),
        Statement(f"比较几个区:{first}和{second}的联系电话"),
        Statement("看全部:各区接受巡视的时间分别是什么时候?"),
    )
    thanks = bool(re.search(r"谢|再见", question.asked))
    opening = "不客气。" if thanks else "您好。"
    text = (f"{opening}我只依据库里的{len(desk.library.notices)}份巡视整改通报作答,每句话都注明出处;"
            "通报没有写的,我会直说未提及。可以这样问:")
    return Draft("help", (Paragraph((Statement(text),)), Bullets(lines)), refused=False)
