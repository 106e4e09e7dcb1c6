"""Readers of what a notice prints of itself: its dates, its group, its contacts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.dates import dates_in, iso
from ingest.notice import DateFact, Item, Notice, parse_iso


@dataclass(frozen=True)
class FieldValue:
    """A value a notice states: how it is shown, where it stands, and a key to rank it by.

    ``also`` are other spans that it is read from.
    """

    text: str
    start: int
    end: int
    key: float | None = None
    also: tuple[tuple[int, int], ...] = ()


PHONE = re.compile(
    r"(?:(?:联系|举报|监督|咨询)?(?:电\s*话|方式|热线)|电话号码|tel|拨打?|[致来]电|(?<=[请就])打|☎)[^\d\n]{0,8}?"
    r"(0\d{2,3}[- ]\d{3,4} \d{4}(?!\d)|(?:\(?0\d{2,3}\)?[-—–－ ]?)?(?:\d{7,8}|\d{4}[ -]\d{3,4})(?:[-转]\d+)?|1[3-9]\d{9}|0\d{9,11}|0\d{2,3}-(?:\d ?){6,7}\d)", re.I)
_MORE = re.compile(
    r"(?P<about>\s{0,2}[(（][^()（）\n]{2,40}[)）])?(?:[、,，;；\s]{1,3}(?P<whose>(?:(?!传真|邮|手机)[\u4e00-\u9fff]){2,10}[:：]?)?(?P<next>(?:\(?0\d{2,3}\)?[-—–－ ]?)?\d{7,8})(?![\d@])(?!\s*[(（]传真))?")
"""What stands behind a number: whose it is or when it is answered (工作日8:30—17:30), and another one, perhaps of another office."""
_LANDLINE = re.compile(
    r"(?<![\d传真])(?<!传真[:： ])(\(?0\d{2,3}\)?[-—–－ ]\d{3,4}[ -]?\d{3,4}(?:/\d{3,8})?)(?!\d)")
FAX = re.compile(r"(?:传\s*真[^\d\n]{0,8}?|(?=[\d()—–－-]{10,16}\s*[(（]传真))((?:\(?0\d{2,3}\)?[-—–－ ]?)?\d{7,8})")
EMAIL = re.compile(r"(?:(?:电子)?(?:邮\s*箱|信箱|邮件)[^A-Za-z0-9\n]{0,6})?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.A)
POSTCODE = re.compile(r"(?:邮\s*编|邮政编码)[^\d\n]{0,4}(\d{6})")
ENVELOPE = re.compile(r"信封[^:：,，。\n“”\"]{0,8}(?:注明|标明|写明|标注)\s*[:：]?\s*[“\"]?([^”\"；;。)）\n]{2,40})")
ADDRESS = re.compile(
    r"(?:(?:邮政)?信箱(?=\s*[:]?\s*[\u4e00-\u9fff])|(?:通[讯信]|来信|邮寄|邮政|联系|办公|来访)?(?:地\s*址|地点)|(?:来信|信函)请?寄|写?信(?:请|可)?寄(?:到|至|往)?|邮寄(?=:)|(?:来函|来信|函件|信函)(?:请寄)?(?=[,:]))\s*[:,]?\s*([^;。\n,]{6,60})")
_DAY = r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日"
PERIOD = re.compile(
    rf"(?<!任前)(?:公示|公布(?=时间|期)|公开|公告|监督|受理|反映|联系|征求|意见)[^。,;\n\d]{{0,10}}?(?:期间?|期限|时间|为|于|(?=[至到自从]))[^。,;\n\d]{{0,6}}?"
    rf"([自从至到]?\s*{_DAY}\s*(?:起|开始)?\s*(?:(?:至|到|—|–|-|~)+\s*(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日|\d{{1,2}}个(?:工作)?日|为?止)"
    r"|(?:自公布之日起)?\d{1,2}个(?:工作)?日)")


def _contacts(notice: Notice) -> list[Item]:
    found = [i for i in notice.items if i.kind == "contact"]
    return found or [i for i in notice.items[-4:] if i.leaf]


def reader(pattern: re.Pattern[str]) -> Callable[[Notice], list[FieldValue]]:
    """A reader of what a pattern's group finds in the contact lines, each value once."""
    def read(notice: Notice) -> list[FieldValue]:
        values: dict[str, FieldValue] = {}
        contacts = _contacts(notice)
        last = [i for i in notice.items[-4:] if i.leaf]
        above = [i for i in notice.items if i.kind in ("opening", "other", "section")]
        for item in (*contacts, *last, *above):
            if values and item not in contacts:
                break
            body = half_width(notice.text[item.start : item.own_end])
            for m in pattern.finditer(body):
                start, end = item.start + m.start(), item.start + m.end()
                shown = notice.text[item.start + m.start(1) : item.start + m.end(1)].strip()
                values.setdefault(shown, FieldValue(shown, start, end))
        return list(values.values())

    return read


def phones(notice: Notice) -> list[FieldValue]:
    """The telephone numbers that are said to be such, else what has the form of one.

    Each with whose it is or when it is answered; those that follow in the same line as well.
    """
    values: list[FieldValue] = []
    for value in reader(PHONE)(notice):
        start, end = value.start, value.end
        while True:
            behind = _MORE.match(notice.text, end)
            end = behind.end("about") if behind and behind["about"] else end
            shown = f"{value.text}{' '.join(behind['about'].split())}" if behind and behind["about"] else value.text
            values.append(replace(value, text=shown, start=start, end=end))
            if not behind or not behind["next"]:
                break
            start, end = behind.start("whose") if behind["whose"] else behind.start("next"), behind.end("next")
            value = FieldValue(f"{behind['whose'] or ''}{behind['next']}", start, end)
    return values or reader(_LANDLINE)(notice)


def half_width(text: str) -> str:
    """The text with full-width forms made half-width, character for character."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


def contact_lines(notice: Notice) -> list[FieldValue]:
    """Every way to reach the unit, labelled."""
    values = []
    for label, read in (("电话", phones), ("邮箱", reader(EMAIL)), ("地址", reader(ADDRESS)),
                        ("邮编", reader(POSTCODE))):
        for v in read(notice):
            values.append(FieldValue(f"{label}:{v.text}", v.start, v.end))
    return values


def dated(pick: Callable[[Notice], DateFact | None]) -> Callable[[Notice], list[FieldValue]]:
    """A reader of one date of the notice, ranked by the day."""
    def read(notice: Notice) -> list[FieldValue]:
        fact = pick(notice)
        if not fact or not fact.value:
            return []
        day = parse_iso(fact.value)
        text = shown_date(notice, fact)
        return [FieldValue(text, fact.start, fact.end, float(day.toordinal()) if day else None)]

    return read


def signed(notice: Notice) -> DateFact | None:
    """The date under the signature; None where a notice has none."""
    for item in notice.items:
        if item.kind != "signature":
            continue
        for date in dates_in(notice.text[item.start : item.own_end]):
            if date.year and not date.until:
                return DateFact(iso(date.year, date.month, date.day), "",
                                item.start + date.start, item.start + date.end)
    return None


def group(notice: Notice) -> list[FieldValue]:
    """The group that inspected."""
    span = notice.group_span
    return [FieldValue(notice.group, span.start, span.end)] if span and notice.group else []


def gap(notice: Notice) -> list[FieldValue]:
    """The days from the end of the inspection to the feedback."""
    return _between(notice.inspected, notice.feedback)


def delay(notice: Notice) -> list[FieldValue]:
    """The days from the feedback to the notice."""
    return _between(notice.feedback, signed(notice) or notice.published)


def _between(earlier: DateFact | None, later: DateFact | None) -> list[FieldValue]:
    if not (earlier and later):
        return []
    first, second = parse_iso(earlier.until or earlier.value), parse_iso(later.value)
    if not (first and second):
        return []
    days = (second - first).days
    text = f"{say_date(earlier.until or earlier.value)}至{say_date(later.value)},{days}天"
    spans = [(earlier.start, earlier.end), (later.start, later.end)]
    near = later.start - earlier.end < NEAR
    start, end = (min(spans)[0], max(spans)[1]) if near else spans[1]
    return [FieldValue(text, start, end, float(days), () if near else (spans[0],))]


NEAR = 400
"""Characters between two dates up to which one quotation shows both."""


def stay(notice: Notice) -> list[FieldValue]:
    """The days that the group stayed."""
    fact = notice.inspected
    first, last = (parse_iso(fact.value), parse_iso(fact.until)) if fact else (None, None)
    if not (fact and first and last):
        return []
    days = (last - first).days + 1
    text = f"{say_date(fact.value)}至{say_date(fact.until, fact.value)},{days}天"
    return [FieldValue(text, fact.start, fact.end, float(days))]


def shown_date(notice: Notice, fact: DateFact) -> str:
    """A date (or its range) in Chinese; as printed where the notice writes it 2023.08.15."""
    printed = notice.text[fact.start : fact.end].strip()
    if re.fullmatch(r"[\d./-]{6,10}", half_width(printed)):
        return printed
    return say_date(fact.value) + (f"至{say_date(fact.until, fact.value)}" if fact.until else "")


def say_date(value: str, after: str = "") -> str:
    """An ISO date in Chinese (2021年4月1日); the year is left out when it is that of ``after``."""
    parts = value.split("-")
    units = ("年", "月", "日")
    said = [f"{int(p)}{u}" for p, u in zip(parts, units, strict=False)]
    if after and len(parts) > 1 and after.split("-")[0] == parts[0]:
        said = said[1:]
    return "".join(said)
