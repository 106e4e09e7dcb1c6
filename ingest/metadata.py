"""What a notice says about itself: whose it is, who inspected, and when."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.dates import Found, aligned, dates_in, iso
from ingest.notice import DateFact, District, Item, Span
from ingest.owner import ORG, owner
from ingest.places import district_of, gazetteer, split, with_address

_GROUP = re.compile(
    r"(?:中央|(?:[\u4e00-\u9fff]{0,12}?(?:党委|党组|委|总局|部)))(?:巡[视察](?:工作领导小组)?)"
    r"?(?:[\u4e00-\u9fff]{2,4}系统)?(?:巡[视察])?\s?[第笫]?\s*"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:巡[视察]|督[察导]|审计)?组")
_ANY_GROUP = re.compile(r"(?:中央|[\u4e00-\u9fff]{0,6}?(?:党委|党组|委))(?:巡[视察]|督察|审计)组")
_LEAD = re.compile(r"^(?:根据|按照|由|经|据|被|向|对|在|的|接受|了|和|日|月|年|并|于|近日|"
                   r"统一部署)+")
_OF_A_BODY = re.compile(r"(?:公司|集团|社|行|局|厅|大学|学院|医院)(?:党委|党组)?$")
_INSPECTION = re.compile(r"巡[视察]|督察|审计|检查|进驻时间")


@dataclass(frozen=True)
class Facts:
    """What was found; fields as in :class:`ingest.notice.Notice`."""

    title: str
    title_printed: bool
    district: District
    publisher: str
    group: str
    group_span: Span | None
    inspected: DateFact | None
    feedback: DateFact | None
    published: DateFact | None


def facts(text: str, items: tuple[Item, ...], furniture: tuple[Span, ...]) -> Facts:
    """Read a notice's facts from its title, opening, signature and body."""
    part = {kind: "\n".join(text[i.start:i.own_end] for i in items if i.kind == kind)
            for kind in ("title", "opening", "signature")}
    title = " ".join(i.heading for i in items if i.kind == "title")
    place, others = owner(title, part, text)
    opening = _opening(text, items)
    group, group_span = _group(text, opening)
    if "审计" in title and not re.search("巡[视察]", title):
        group, group_span = "", None
    published = _published(text, items, furniture)
    inspected = _inspected(text, opening, published)
    feedback = _feedback(text, opening, inspected, published)
    publisher = _publisher(title, part["signature"], text, place)
    district = district_of(place, text, others) if place else District("")
    contact = "\n".join(text[i.start:i.own_end] for i in items if i.kind == "contact")
    district = with_address(district, contact, text[-TAIL:])
    made_up = f"{publisher or district.name or '未具名单位'}关于巡视整改进展情况的通报"
    return Facts(title or made_up, bool(title), district, publisher, group, group_span,
                 inspected, feedback, published)


def _opening(text: str, items: tuple[Item, ...]) -> list[Span]:
    """The sentences to read dates from: the opening's, else the first ones of the text."""
    openings = [i for i in items if i.kind == "opening"]
    first = openings[0].start if openings else 0
    last = openings[-1].own_end if openings else min(len(text), 600)
    spans = sentences(text, first, last)
    told = [d for s in spans if _INSPECTION.search(text[s.start:s.end])
            for d in dates_in(text[s.start:s.end])]
    if any(d.until or d.year for d in told):
        return spans
    later = sentences(text, last, min(len(text), last + 1500))
    return spans + [s for s in later if not told or any(
        d.until for d in dates_in(text[s.start:s.end]))]


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences between two offsets, blanks aside."""
    found: list[Span] = []
    for match in re.finditer(r"[^。!！?？\n]+[。!！?？]?[”’]?", text[start:end]):
        words = match.group().strip()
        if words:
            begin = start + match.start() + match.group().index(words)
            end = begin + len(words)
            if found and _wraps(text, found[-1], begin):
                begin = found.pop().start
            found.append(Span(begin, end))
    return found


WRAPPED = 18
"""Characters from which a line that breaks off without a stop goes on in the next one."""


def _wraps(text: str, last: Span, begin: int) -> bool:
    """Whether a line is only a scanner's continuation of the one before."""
    line = text[text.rfind("\n", 0, last.end) + 1:last.end].strip()
    return (text[last.end:begin] == "\n" and len(line) >= WRAPPED
            and bool(re.match(r"[\u4e00-\u9fff\d,，、]", line[-1])))


def _group(text: str, opening: list[Span]) -> tuple[str, Span | None]:
    for pattern in (_GROUP, _ANY_GROUP):
        for span in [*opening, Span(0, len(text))]:
            for found in pattern.finditer(text, span.start, span.end):
                if _INSPECTION.search(found.group()):
                    name = _group_name(found.group())
                    if span.end - span.start == len(text):
                        span = next(s for s in sentences(text, 0, len(text)) if s.end >= found.end())
                    return name, Span(span.start, span.end, name)
    return "", None


def _group_name(printed: str) -> str:
    """The group's name from the committee on: what ran into it in front is cut."""
    name = re.sub(r"\s", "", printed).replace("笫", "第")
    name = re.sub(r"^.*(?:党组|党委|委)[对就](?=.*(?:党组|党委|委))", "", name)
    committee = [m.start() for m in re.finditer(
        r"中央|(?:自治区|兵团|集团|公司|[省市区县州盟旗校院部局])?(?:党委|党组|委)", name)]
    start = committee[0] if committee else 0
    if owned := _OF_A_BODY.search(_LEAD.sub("", name[:start + 2])):
        return _LEAD.sub("", name[:start]) + name[start:] if owned else name
    named = (name[k:] for k in range(start) if name[k:start + 1] in gazetteer())
    return _LEAD.sub("", next(named, name[start:]))


def _inspected(text: str, opening: list[Span], published: DateFact | None) -> DateFact | None:
    """The days of the inspection; a year left out is told from when the notice came out."""
    return (_dated_stay(text, opening, None)
            or (_dated_stay(text, opening, published) if published else None))


def _dated_stay(text: str, opening: list[Span], published: DateFact | None) -> DateFact | None:
    for ranges in (True,) if published else (True, False):
        for span in opening:
            sentence = text[span.start:span.end]
            if not _INSPECTION.search(sentence):
                continue
            if stay := _labelled_stay(sentence):
                return DateFact(*stay, span.start, span.end)
            for printed in dates_in(sentence):
                date = _with_year(printed, sentence, published)
                told = sentence.find("反馈")
                if bool(date.until) == ranges and date.year and not (
                        not ranges and told >= 0 and told - date.end < 40 and "巡" not in
                        sentence[date.end:told].replace("巡视组", "").replace("巡察组", "")):
                    return DateFact(iso(date.year, date.month, date.day), _until(date),
                                    span.start, span.end)
    return None


_ENTERED = re.compile(r"进驻[^\d]{0,6}$")
_LEFT = re.compile(r"[^\d]{0,8}(?:撤离|撤出|结束|离开)[^\d]{0,6}$")


def _labelled_stay(sentence: str) -> tuple[str, str] | None:
    """The days behind 进驻: and 撤离:."""
    found = [d for d in dates_in(sentence) if not d.until]
    for first, following in pairwise(found):
        last = following if following.year else replace(following, year=first.year)
        if not first.year:
            continue
        labelled = _ENTERED.search(sentence[:first.start]) and _LEFT.search(
            sentence[first.end:last.start])
        told = "进驻" in sentence[first.end:last.start] and re.match(
            "(?:撤离|撤出|结束|离开)", sentence[last.end:])
        if labelled or told:
            return (iso(first.year, first.month, first.day), iso(last.year, last.month, last.day))
    return None


def _with_year(date: Found, sentence: str, published: DateFact | None) -> Found:
    """A date with the year that 去年 or 今年 gives it, else the last one before the publication."""
    if date.year or not published or len(published.value) < 10:
        return date
    year, month, day = map(int, published.value.split("-"))
    ago = {"前年": 2, "去年": 1, "今年": 0}.get(sentence[max(0, date.start - 2):date.start])
    if ago is None:
        ago = int((date.month, date.day) > (month, day))
    return replace(date, year=year - ago)


def _until(date: Found) -> str:
    if not date.until:
        return ""
    year, month, day = date.until
    month = month or date.month
    year = year or (date.year + 1 if month < date.month else date.year)
    return iso(year, month, day)


def _feedback(text: str, opening: list[Span], inspected: DateFact | None,
              published: DateFact | None) -> DateFact | None:
    """The date of the feedback; a year left out is the first one after the inspection."""
    for span in opening:
        sentence = aligned(text[span.start:span.end])
        for told in re.finditer("反馈", sentence):
            before = [d for d in dates_in(sentence[:told.start()]) if not d.until]
            labelled = re.match(r"反馈(?:时间|日期)?[:：\t|｜]\s*(?=\d)", sentence[told.start():])
            if labelled and (after := dates_in(sentence[told.start():])):
                before = [replace(after[0], end=told.start())]
            if not before or told.start() - before[-1].end > 60:
                continue
            date = before[-1]
            if inspected is None or sentence[max(0, date.start - 2):date.start] in ("去年", "今年"):
                date = _with_year(date, sentence, published)
            year = date.year or _year_after(inspected, date.month)
            if year:
                return DateFact(iso(year, date.month, date.day), "", span.start, span.end)
    return None


def _year_after(inspected: DateFact | None, month: int) -> int:
    if not inspected:
        return 0
    last = inspected.until or inspected.value
    year, last_month = int(last[:4]), int(last[5:7] or 0)
    return year + 1 if month < last_month else year


def _published(text: str, items: tuple[Item, ...], furniture: tuple[Span, ...]) -> DateFact | None:
    """The date that a page prints above the text, else the one under the signature."""
    signed = [(i.start, i.own_end) for i in items if i.kind == "signature"]
    first = min((i.start for i in items if i.kind in ("opening", "section", "problem")), default=0)
    above = [(f.start, f.end) for f in furniture if f.start < first]
    above += [(i.start, i.own_end) for i in items if i.kind == "title"]
    drafted: DateFact | None = None
    for start, end in above + signed:
        for date in dates_in(text[start:end]):
            before = text[start:start + date.start]
            if not date.year or date.until or re.search(r"(?:截[至止]|今天(?:是)?|现在(?:是)?|当前(?:时间|日期)?[:：]?)\s*$", before):
                continue
            fact = DateFact(iso(date.year, date.month, date.day), "",
                            start + date.start, start + date.end)
            if not _DRAFTED.search(before):
                return fact
            drafted = drafted or fact
    return drafted or _stamped(text)


_DRAFTED = re.compile(r"(?:成文|生成|制发)(?:日期|时间)\s*[:：]?\s*$")
"""What stands before the date on which a notice was written rather than published."""


_STAMP = re.compile(r"\d\d?:\d\d|[印刊]?发布?$|发表|刊发|原载|刊[载登]|[印编]发|审核|编辑")


def _stamped(text: str) -> DateFact | None:
    """The date beside an editor's or a printer's stamp in the last lines of a text."""
    for line in re.finditer(r"[^\n]+", text[-TAIL:]):
        for date in dates_in(line.group()) if _STAMP.search(line.group().strip("()（） ")) else ():
            start = max(0, len(text) - TAIL) + line.start()
            if date.year and date.day and not date.until:
                return DateFact(iso(date.year, date.month, date.day), "",
                                start + date.start, start + date.end)
    return None


TAIL = 250
"""Characters at the end of a text in which a stamp may stand."""


def _publisher(title: str, signature: str, text: str, place: str) -> str:
    lines = [line.strip() for line in signature.split("\n") if line.strip()]
    names = [n for n in (re.sub(r"(?:(?:19|20)\d\d|[一二][〇○零]).*$", "", x).strip() for x in lines) if n]
    if names:
        return "、".join(names)
    if found := re.match(r"(.{4,60}?)关于", title):
        return found.group(1)
    bodies = Counter(m.group() for m in ORG.finditer(text) if place and split(place)[2] in m.group())
    return max(bodies, key=lambda b: (bodies[b], -len(b))) if bodies else ""
