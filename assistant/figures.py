"""Facts stated in Chinese text: numbers with units, dates, 《titles》, phones and e-mails.

Every fact keeps its span in the text as written and a normalised value, so that 3.26万管 and
32600管, 百分之八十五 and 85%, 二〇二一年四月一日 and 2021-04-01 compare as the same.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.units import WRITTEN, measure, same_unit

DIGITS = r"(?<!\d)(?<!\d[.,])\d(?:[\d.]|,(?=\d{3}))*"
"""A number in digits, with a comma before each three of them or without (1,128)."""
COMMA = r"(?:，|(?<!\d),|,(?!\d{3}(?!\d)))"
"""A comma that is no part of a number."""
CLAUSE_END, PIECE_END = re.compile(rf"{COMMA}|[;；。:：]"), re.compile(rf"{COMMA}|[;；。:：、]")
"""Where a clause ends; where a clause or a member of an enumeration does."""
FactKind = Literal["number", "date", "name"]
PartialDate = tuple[int | None, int | None, int | None]
"""(year, month, day), None where not stated."""


@dataclass(frozen=True)
class Fact:
    """One fact of a text: ``text[start:end]`` as written, and what it means.

    number: ``value`` in ``unit`` (canonical: 元, 公斤, 米, 平方米, %, 人, 个, …; "" when bare, "第"
    for an ordinal), ``step`` the value of its last written digit, ``fuzz`` over, under, about or
    "". ``soft`` marks a numeral that often is no figure (一个, 百姓). date: ``date`` and, where it
    begins a range, ``until``. name: ``name`` folded, ``unit`` one of title, phone, email.
    """

    kind: FactKind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    unit: str = ""
    fuzz: Literal["", "over", "under", "about"] = ""
    step: Decimal = Decimal(1)
    soft: bool = False
    date: PartialDate = (None, None, None)
    until: PartialDate | None = None
    name: str = ""


_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "拾": 10, "佰": 100,
          "仟": 1000}
_DIGIT = {c: i for i, row in enumerate(("〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆",
                                        "七柒", "八捌", "九玖")) for c in row}
_UNIT = "|".join("里(?![面头边])" if unit == "里" else re.escape(unit) for unit in WRITTEN)
_HAN_NUM = "[〇零○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_BEFORE = "(?P<before>将近|接近|近|大约|约|超过|超|逾|不少于|至少|不低于|不足|不到|不超过|最多)?"
_AFTER = "(?P<after>以上|以下|以内|左右)?"
_NUMBER = re.compile(
    rf"{_BEFORE}(?:(?P<per>百分之|千分之|(?P<base>{_HAN_NUM})分之)(?P<pv>{_ARABIC}|{_HAN_NUM}"
    rf"(?:点{_HAN_NUM})?)"
    rf"|(?P<ord>第)\s*\(?(?P<ov>\d+|{_HAN_NUM})\)?(?=\s*(?:巡视|巡察|督导|督查|检查|调查)?组|轮|批|季"
    rf"|届|条|款|号|期|项|次|章|页)"
    rf"|(?<![A-Za-z.\d])(?P<num>{_ARABIC})(?:\s*[-—~–]+\s*(?P<num2>{_ARABIC}))?(?![A-Za-z\d])\s?"
    rf"(?P<some>余|多|几)?(?P<scale>万亿|亿|万|千|百)?(?P<some2>余|多)?\s?(?P<unit>{_UNIT})?"
    rf"|(?:党的)?(?P<congress>十[六七八九]|二十[一二]?)大(?![类项方问重点])"
    rf"|(?P<han>{_HAN_NUM}(?:点{_HAN_NUM})?)(?P<some3>余|多)?(?P<scale3>万亿|亿|万)?"
    rf"(?P<unit2>{_UNIT})){_AFTER}"
)
_Y = r"(?P<{0}>(?:1[89]|20)\d{{2}}|[一二]\s?[〇零○九八][〇零○一二三四五六七八九]{{2}})\s?年"
_M = r"(?P<{0}>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份)?"
_D = r"(?P<{0}>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号]"
_DATE = re.compile(
    r"(?<![\d.])(?P<iso>(?P<iy>(?:1[89]|20)\d{2})[-./](?P<im>1[0-2]|0?[1-9])"
    r"(?:[-./](?P<id>3[01]|[12]\d|0?[1-9]))?)(?![\d.%]|\s?[万亿])"
    rf"|(?<!\d)(?:{_Y.format('y')}(?:度)?(?:\s?{_M.format('m')}(?:\s?{_D.format('d')})?)?"
    rf"|(?<![个\d]){_M.format('m2')}(?:\s?{_D.format('d2')})?)"
    r"|(?<!\d)(?P<from>(?:1[89]|20)\d{2})(?=\s?[-—~–至]+\s?(?:1[89]|20)\d{2}\s?年)"
)
_JOIN = re.compile(r"\s*(?:至|到|[-—~–]+)\s*")
_TAIL_DAY = re.compile(rf"{_D.format('d')}(?!内|以内|起)")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9][\w-]*(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(
    r"(?<![\d.])(?:\(0\d{2,3}\)\s?\d{7,8}|0\d{2,3}\s?[-—–]+\s?\d{7,8}|0\d{9,11}|1[3-9]\d{9}"
    r"|(?<=电话:)\d{5,8})(?![\d.]|\s?[余多]?[万亿元])"
)
_NO_NUMBER = re.compile(r"十分|万分|百分[^之点]|千方百计|百花|万一|统一|唯一|一起|一面|一路|一带|一级|一号|一大|队伍|退伍"
                        r"|(?m:^\s*\d{1,3}(?=[.、](?!\d)))|(?<!第)\((?:\d{1,3})\)")


def fold(text: str) -> str:
    """The text with full-width and variant characters folded, one for one, so offsets hold."""
    return text.translate(_FOLDS)


def _folds() -> dict[int, str]:
    table = {0x3000: " ", ord("笫"): "第", ord("﹪"): "%", ord("﹑"): "、", 0xA0: " "}
    for code in range(0xFF01, 0xFF5F):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    return table


_FOLDS = _folds()


def han_value(word: str) -> Decimal | None:
    """The value of a Chinese numeral (三百二十, 二〇二一, 三点五, 两万亿); None if it is none."""
    whole, _, part = word.partition("点")
    if part:
        left = han_value(whole)
        if left is None or not all(c in _DIGIT for c in part):
            return None
        return left + Decimal("0." + "".join(str(_DIGIT[c]) for c in part))
    if not whole or not all(c in _DIGIT or c in _SCALE for c in whole):
        return None
    if all(c in _DIGIT for c in whole):
        return Decimal("".join(str(_DIGIT[c]) for c in whole))
    total = section = digit = last = 0
    for i, c in enumerate(whole):
        if c in _DIGIT:
            digit = digit * 10 + _DIGIT[c] if i and whole[i - 1] in _DIGIT else _DIGIT[c]
        elif _SCALE[c] < 10**4:
            section, digit, last = section + (digit or 1) * _SCALE[c], 0, _SCALE[c]
            continue
        else:
            section += digit
            total = (total + section or 1) * _SCALE[c] if _SCALE[c] == 10**8 else (
                total + (section or 1) * _SCALE[c])
            section = digit = 0
            last = _SCALE[c]
            continue
    if digit and last > 10 and whole[-2] in _SCALE and whole[-1] in _DIGIT:
        digit *= last // 10  # 三百五 is 350, 一万二 is 12000
    return Decimal(total + section + digit)


def _amount(word: str, scale: str | None) -> tuple[Decimal, Decimal] | None:
    """Value and step of a written amount and its 万/亿; None when it is no numeral."""
    factor = Decimal(1)
    for c in scale or "":
        factor *= _SCALE[c]
    plain = word.replace(",", "")
    if plain[0].isdigit():
        _, _, decimals = plain.partition(".")
        return Decimal(plain) * factor, factor.scaleb(-len(decimals))
    value = han_value(word)
    if value is None:
        return None
    for c in reversed(word):  # 三百二十万: the last scale carries the step
        if c not in _SCALE:
            break
        factor_step = Decimal(_SCALE[c])
        return value * factor, factor * factor_step
    return value * factor, factor


def _fuzz(m: re.Match[str]) -> Literal["", "over", "under", "about"]:
    before, after = m["before"] or "", m["after"] or ""
    if before in ("超过", "超", "逾", "不少于", "至少", "不低于") or after == "以上":
        return "over"
    if m["some"] or m["some2"] or m["some3"]:
        return "over"
    if before in ("不足", "不到", "不超过", "最多") or after in ("以下", "以内"):
        return "under"
    return "about" if before or after else ""


def _number_facts(text: str, m: re.Match[str]) -> list[Fact]:
    """The facts of one match of ``_NUMBER`` (two for a range)."""
    whole = text[m.start():m.end()]
    if m["per"]:
        amount = _amount(m["pv"], None)
        base = {"百分之": Decimal(100), "千分之": Decimal(1000)}.get(m["per"])
        base = base or han_value(m["base"] or "") or Decimal(0)
        if amount is None or not base:
            return []
        percent = amount[0] * 100 / base
        return [Fact("number", whole, m.start(), m.end(), percent, "%", _fuzz(m), amount[1])]
    if m["ord"] or m["congress"]:
        amount = _amount(m["ov"] or m["congress"], None)
        unit = "第" if m["ord"] else "大会"
        return [Fact("number", whole, m.start(), m.end(), amount[0], unit)] if amount else []
    word, scale, written = ((m["num"], m["scale"], m["unit"]) if m["num"] else
                            (m["han"], m["scale3"], m["unit2"]))
    unit, factor = measure(written)
    if unit in ("立方米", "分", "米") and written in ("方", "分", "里") and not m["num"]:
        return []  # 三方, 十分, 千里: words, not measures
    found = []
    for part in filter(None, (word, m["num2"])):
        amount = _amount(part, scale)
        if amount is None:
            return []
        soft = not m["num"] and (word == "一" or all(c in _SCALE and c != "十" for c in word))
        found.append(Fact("number", whole, m.start(), m.end(), amount[0] * factor, unit, _fuzz(m),
                          amount[1] * factor, soft))
    return found


def _int(word: str | None) -> int | None:
    value = None if word is None else (
        Decimal(word) if word.isdigit() else han_value(word.replace(" ", "")))
    return None if value is None else int(value)


def _date_facts(text: str, folded: str) -> list[Fact]:
    """All dates of a text; the second end of a range takes the year and month of the first."""
    found: list[Fact] = []
    position = 0
    while m := _DATE.search(folded, position):
        day: PartialDate = (_int(m["iy"] or m["y"] or m["from"]), _int(m["im"] or m["m"] or m["m2"]),
                            _int(m["id"] or m["d"] or m["d2"]))
        start, end = m.span()
        if m["m2"] and not m["m2"].isdigit() and not m["d2"]:
            position = end  # 每月一月报: a lone Chinese month is mostly no date
            continue
        joined = bool(found) and bool(_JOIN.fullmatch(folded, found[-1].end, start))
        if joined:
            first = found[-1].date
            if day[0] is None and first[0] and (day[1] or 0) >= (first[1] or 0):
                day = (first[0], *day[1:])
            found[-1] = replace(found[-1], until=day)
        found.append(Fact("date", text[start:end], start, end, date=day))
        position = end
        join = _JOIN.match(folded, end)
        tail = day[2] and join and _TAIL_DAY.match(folded, join.end())
        if tail:  # 9月8日至10日
            until = (day[0], day[1], _int(tail["d"]))
            found[-1] = replace(found[-1], until=until)
            found.append(Fact("date", text[tail.start():tail.end()], *tail.span(), date=until))
            position = tail.end()
    return found


def _name_facts(text: str, folded: str) -> list[Fact]:
    found = [Fact("name", m[0], m.start(), m.end(), unit="title", name=plain(m[1]))
             for m in _TITLE.finditer(text)]
    found += [Fact("name", m[0], *m.span(), unit="email", name=m[0].lower())
              for m in _EMAIL.finditer(folded)]
    found += [Fact("name", m[0], *m.span(), unit="phone", name=re.sub(r"\D", "", m[0]))
              for m in _PHONE.finditer(folded)]
    return found


def plain(text: str) -> str:
    """Letters, digits and Han only, folded and in lower case: for comparing names and quotes."""
    return "".join(c for c in fold(text).lower() if c.isalnum())


@lru_cache(maxsize=4096)
def _facts(text: str, nested: bool) -> tuple[Fact, ...]:
    folded = fold(text)
    names = _name_facts(text, folded)
    taken = [(f.start, f.end) for f in names if not (nested and f.unit == "title")]
    dates = [f for f in _date_facts(text, folded) if _free(f.start, f.end, taken)]
    taken += [(f.start, f.end) for f in dates]
    taken += [m.span() for m in _NO_NUMBER.finditer(folded)]
    numbers: list[Fact] = []
    position = 0
    while m := _NUMBER.search(folded, position):
        clash = [end for start, end in taken if start < m.end() and m.start() < end]
        if clash:
            position = max(m.start() + 1, min(clash)) if min(clash) > m.start() else m.start() + 1
            continue
        numbers += [replace(f, text=text[f.start:f.end]) for f in _number_facts(folded, m)]
        position = m.end()
    numbers = _joined(text, folded, numbers)
    return tuple(sorted([*names, *dates, *numbers], key=lambda f: (f.start, f.end)))


def _joined(text: str, folded: str, numbers: list[Fact]) -> list[Fact]:
    """Neighbours made one (1亿2000万元), and the unit of a range's end given to its start."""
    found: list[Fact] = []
    for fact in numbers:
        last = found[-1] if found else None
        if last and not last.unit and last.value is not None and fact.value is not None:
            between = folded[last.end:fact.start]
            if not between and last.text.endswith("亿") and fact.value < last.value:
                found[-1] = replace(fact, start=last.start, text=text[last.start:fact.end],
                                    value=last.value + fact.value)
                continue
            if _JOIN.fullmatch(between) and last.value <= fact.value:
                factor = measure(_unit_of(folded, fact))[1]
                found[-1] = replace(last, unit=fact.unit, value=last.value * factor)
        found.append(fact)
    return found


def _unit_of(folded: str, fact: Fact) -> str:
    written = _NUMBER.match(folded, fact.start)
    return (written and (written["unit"] or written["unit2"])) or ""


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(a < end and start < b for a, b in taken)


def facts(text: str, nested: bool = False) -> list[Fact]:
    """Every fact of the text in reading order; ``nested`` also looks inside 《titles》."""
    return list(_facts(text, nested))


def gives_figure(text: str) -> bool:
    """Whether a text gives a figure that counts or measures something."""
    return any(f.kind == "number" and not f.soft for f in facts(text))


def same_date(stated: PartialDate, source: PartialDate) -> bool:
    """Whether the source bears the stated date: what both give agrees, month and day are given."""
    agree = all(s is None or t is None or s == t for s, t in zip(stated, source, strict=True))
    return agree and all(s is None or t is not None
                         for s, t in zip(stated[1:], source[1:], strict=True))


def same(stated: Fact, source: Fact) -> bool:
    """Whether the source's fact bears out the stated one.

    Units are compared by what they measure; 约36.4万元 is borne out by 364273元 (it rounds to
    it); a stated date may leave out the year, or give a year that the source leaves out.
    """
    if stated.kind != source.kind:
        return False
    if stated.kind == "date":
        return same_date(stated.date, source.date)
    if stated.kind == "name":
        return stated.unit == source.unit and stated.name == source.name
    if stated.value is None or source.value is None or not same_unit(stated.unit, source.unit):
        return False
    if {stated.fuzz, source.fuzz} == {"over", "under"}:
        return False
    if stated.value == source.value:
        return True
    gap = source.value - stated.value
    if stated.fuzz == "about":
        return abs(gap) <= stated.step / 2
    return stated.fuzz == "over" and 0 < gap < stated.step
