"""What a notice says about itself: whose it is, who inspected, and when."""

import re
from collections import Counter
from dataclasses import dataclass

from ingest.dates import Found, aligned, dates_in, iso
from ingest.notice import DateFact, District, Item, Span
from ingest.places import district_of, gazetteer, split, with_address

_NAME = r"[\u4e00-\u9fff（()）·]"
_COMMITTEE = (r"(?:工作委员会|委员会|区工委|党工委|[工党]委|(?<=[区县市省州盟旗镇乡])委|党组|党总支)")
_ORG = re.compile(rf"(?:中共|中国共产党)({_NAME}{{2,26}}?){_COMMITTEE}")
_INSPECTED = re.compile(
    rf"对({_NAME}{{2,30}}?)(?:党委|党组|党[(（]工[)）]委|委)?(?:领导班子)?(?:及其[^,，。]{{0,12}})?"
    r"(?:[(（][^)）]{0,20}[)）])?(?:[,，])?(?:开展|进行|实施)了?")
_TOLD = re.compile(
    rf"向({_NAME}{{2,30}}?)(?:党[(（]工[)）]委|党委|党组|区?委)(?:领导班子)?(?:和[^,，。]{{0,"
    rf"12}})?[^,，。]{{0,6}}反馈")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:自治县|自治旗|[区县市旗])(?=委|人民政府|政府)")
_FULL = re.compile(r"(?:(?!省)[\u4e00-\u9fff]){2,4}(?:市|自治州|盟|地区)[\u4e00-\u9fff]{1,6}?(?:自治县|"
                   r"自治旗|[区县旗市])")
_GENERIC = re.compile(
    r"^(?:我|全|本|各|该|市|省|区|县|中央|上级|下级|国家|有关|所属|被)?(?:省|市|区|县|州|旗|盟|"
    r"校|院|集团|公司|单位|地|局|厅|党组|党委)?$|"
    r"巡[视察]|问题|中央委员|纪律检查|领导小组|[省市]委")
_GROUP = re.compile(
    r"(?:中央|(?:[\u4e00-\u9fff]{0,8}?(?:党委|党组|委|总局|部)))(?:巡[视察](?:工作领导小组)?)"
    r"?[第笫]?\s*"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:巡[视察]|督[察导]|审计)?组")
_ANY_GROUP = re.compile(r"(?:中央|[\u4e00-\u9fff]{0,6}?(?:党委|党组|委))(?:巡[视察]|督察|审计)组")
_LEAD = re.compile(r"^(?:根据|按照|由|经|据|被|向|对|在|的|接受|了|和|日|月|年|并|于|近日|"
                   r"统一部署)+")
_INSPECTION = re.compile(r"巡[视察]|督察|审计|检查")


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
    place, others = _place(title, part["opening"], part["signature"], text)
    opening = _opening(text, items)
    group, group_span = _group(text, opening)
    if "审计" in title and not re.search("巡[视察]", title):
        group, group_span = "", None
    inspected = _inspected(text, opening)
    feedback = _feedback(text, opening, inspected)
    publisher = _publisher(title, part["signature"], text, place)
    district = district_of(place, text, others) if place else District("")
    contact = "\n".join(text[i.start:i.own_end] for i in items if i.kind == "contact")
    district = with_address(district, contact)
    made_up = f"{publisher or district.name or '未具名单位'}关于巡视整改进展情况的通报"
    return Facts(title or made_up, bool(title), district, publisher, group, group_span,
                 inspected, feedback, _published(text, items, furniture))


def _place(title: str, opening: str, signature: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The name of the unit as printed most fully, and other names the notice gives it."""
    votes = _votes(title, opening, signature, text)
    if not votes:
        return "", ()
    unit = {name: split(re.sub(r"[(（].*", "", name))[2] for name in votes}
    totals: Counter[str] = Counter()
    for name, weight in votes.items():
        totals[unit[name]] += weight
    best = max(totals, key=lambda u: (totals[u], u in gazetteer()))
    fullest = max((n for n in votes if unit[n] == best), key=lambda n: (len(n), votes[n]))
    signers = (_clean(m.group(1)) for m in _ORG.finditer(signature))
    others = [*_aside_names(title), *_aside_names(opening),
              *(n for n in signers if split(n)[2] != best)]
    return re.sub(r"[(（].*", "", fullest), tuple(dict.fromkeys(others))


def _votes(title: str, opening: str, signature: str, text: str) -> Counter[str]:
    """Names that the unit may have, each with the weight of where and how it stands."""
    votes: Counter[str] = Counter()
    for source, weight in ((title, 12), (signature, 10), (opening, 6), (text, 1)):
        for found in list(_ORG.finditer(source))[:40]:
            votes[_clean(found.group(1))] += weight
    for source, weight in ((title, 8), (opening, 3), (text, 1)):
        for found in list(_FULL.finditer(source))[:20]:
            votes[_after_verb(found.group())] += weight
    if named := re.match(rf"({_NAME}{{2,30}}?)关于", title):
        votes[_clean(re.sub(rf"^(?:中共|中国共产党)|{_COMMITTEE}$", "", named.group(1)))] += 12
    for signer in re.findall(r"^\s*(?!中共)(\S+(?:公司|集团|大学|学院|医院|局|厅|政府))\s*$",
                             signature, re.MULTILINE):
        votes[_clean(signer)] += 6
    for pattern, weight in ((_INSPECTED, 8), (_TOLD, 5)):
        for found in pattern.finditer(opening):
            votes[_clean(found.group(1))] += weight
    for printed, count in Counter(m.group() for m in _PLACE.finditer(text)).items():
        votes[_known_tail(printed)] += min(count, 3)
    return Counter({n: v for n, v in votes.items() if len(n) >= 2 and not _GENERIC.search(n)})


def _clean(name: str) -> str:
    name = re.sub(r"\s|^(?:中共|中国共产党)", "", name)
    name = re.sub(r"^[(（][^)）]*[)）]", "", name)
    return re.sub(r"(?:工作委员会|党工委|工委|党委|党组|委员会|委)$", "", name)


def _after_verb(name: str) -> str:
    """A place's full name without the words that ran into it in front (对郴州市… → 郴州市…)."""
    end = re.search("市|自治州|盟|地区", name)
    city = name[:end.end()] if end else ""
    for offset in range(len(city) - 1):
        if city[offset:] in gazetteer():
            return name[offset:]
    return re.sub(r"^.*(?:[对向在的了和与由从赴到经将是为于日月年组]|中共|位于|来自)(?=.+市)", "", name)


def _known_tail(name: str) -> str:
    """The end of a run of characters that the gazetteer knows, else the run without verbs."""
    for offset in range(len(name) - 1):
        if name[offset:] in gazetteer():
            return name[offset:]
    return ""


def _aside_names(text: str) -> tuple[str, ...]:
    """Names in brackets right behind a place: 天元区(株洲高新区)."""
    found = re.findall(r"[区县市旗委][(（](?:以下)?(?:统称|简称)?[:：]?[“\"]?([\u4e00-\u9fff]{3,14}?)"
                       r"(?:党工委|工委|党委|委)?[”\"]?[)）]", text)
    return tuple(f for f in found if re.search(r"(?:区|园|县|市)$", f))


def _opening(text: str, items: tuple[Item, ...]) -> list[Span]:
    """The sentences to read dates from: the opening's, else the first ones of the text."""
    openings = [i for i in items if i.kind == "opening"]
    first = openings[0].start if openings else 0
    last = openings[-1].own_end if openings else min(len(text), 600)
    spans = sentences(text, first, last)
    if not any(_INSPECTION.search(text[s.start:s.end]) and dates_in(text[s.start:s.end]) for s in spans):
        spans += sentences(text, last, min(len(text), last + 1500))
    return spans


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
    committee = [m.start() for m in re.finditer(
        r"中央|(?:自治区|兵团|集团|公司|[省市区县州盟旗校院部局])?(?:党委|党组|委)", name)]
    start = committee[0] if committee else 0
    named = (name[k:] for k in range(start) if name[k:start + 1] in gazetteer())
    return _LEAD.sub("", next(named, name[start:]))


def _inspected(text: str, opening: list[Span]) -> DateFact | None:
    for ranges in (True, False):
        for span in opening:
            sentence = text[span.start:span.end]
            if not _INSPECTION.search(sentence):
                continue
            for date in dates_in(sentence):
                told = sentence.find("反馈")
                if bool(date.until) == ranges and date.year and not (
                        not ranges and told >= 0 and told - date.end < 40 and "巡" not in
                        sentence[date.end:told].replace("巡视组", "").replace("巡察组", "")):
                    return DateFact(iso(date.year, date.month, date.day), _until(date),
                                    span.start, span.end)
    return None


def _until(date: Found) -> str:
    if not date.until:
        return ""
    year, month, day = date.until
    month = month or date.month
    year = year or (date.year + 1 if month < date.month else date.year)
    return iso(year, month, day)


def _feedback(text: str, opening: list[Span], inspected: DateFact | None) -> DateFact | None:
    """The date of the feedback; a year left out is the first one after the inspection."""
    for span in opening:
        sentence = aligned(text[span.start:span.end])
        for told in re.finditer("反馈", sentence):
            before = [d for d in dates_in(sentence[:told.start()]) if not d.until]
            if not before or told.start() - before[-1].end > 60:
                continue
            date = before[-1]
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
    for start, end in above + signed:
        for date in dates_in(text[start:end]):
            if date.year and not date.until:
                return DateFact(iso(date.year, date.month, date.day), "",
                                start + date.start, start + date.end)
    return None


def _publisher(title: str, signature: str, text: str, place: str) -> str:
    lines = [line.strip() for line in signature.split("\n") if line.strip()]
    names = [n for n in (re.sub(r"(?:(?:19|20)\d\d|[一二][〇○零]).*$", "", x).strip() for x in lines) if n]
    if names:
        return "、".join(names)
    if found := re.match(r"(.{4,60}?)关于", title):
        return found.group(1)
    bodies = Counter(m.group() for m in _ORG.finditer(text) if place and split(place)[2] in m.group())
    return max(bodies, key=lambda b: (bodies[b], -len(b))) if bodies else ""
