"""The automatic numbers of a Word document's lists, as Word shows them."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

_CN = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 20
"""Styles that may rest on one another."""


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    kind: str
    shape: str
    start: int


class Numbering:
    """Counts the lists of a document in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        self.styles = {s.get("styleId", ""): s for s in styles.iter("style")} if (
            styles is not None) else {}
        if numbering is None:
            return
        for abstract in numbering.iter("abstractNum"):
            self.levels[abstract.get("abstractNumId", "")] = {
                _number(v.get("ilvl")): _level(v) for v in abstract.findall("lvl")}
        for number in numbering.iter("num"):
            link = number.find("abstractNumId")
            restarts = {_number(o.get("ilvl")): _number(_value(o, "startOverride"), 1)
                        for o in number.findall("lvlOverride") if o.find("startOverride") is not None}
            self.lists[number.get("numId", "")] = (
                "" if link is None else link.get("val", ""), restarts)

    def label(self, paragraph: Element) -> str:
        """The number that Word shows in front of a paragraph; "" for none."""
        identity, depth = self._place(paragraph)
        abstract, restarts = self.lists.get(identity, ("", {}))
        levels = self.levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(abstract, {})
        if identity not in self.begun:
            self.begun.add(identity)
            counts.update({k: start - 1 for k, start in restarts.items()})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [k for k in counts if k > depth]:
            del counts[deeper]
        if levels[depth].kind in ("bullet", "none"):
            return ""
        text = levels[depth].shape
        for k in range(depth + 1):
            level = levels.get(k, Level("decimal", "", 1))
            text = text.replace(f"%{k + 1}", printed(counts.get(k, level.start), level.kind))
        return text

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph, by its own properties or its style's."""
        own = paragraph.find("pPr")
        identity, depth = _value(own, "numPr/numId"), _value(own, "numPr/ilvl")
        style = self.styles.get(_value(own, "pStyle"))
        for _ in range(_DEEPEST):
            if identity or style is None:
                break
            identity = _value(style, "pPr/numPr/numId")
            depth = depth or _value(style, "pPr/numPr/ilvl")
            style = self.styles.get(_value(style, "basedOn"))
        return identity, _number(depth)


def _level(level: Element) -> Level:
    return Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText"),
                 _number(_value(level, "start"), 1))


def _value(element: Element | None, path: str) -> str:
    found = None if element is None else element.find(path)
    return "" if found is None else found.get("val", "")


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


def printed(number: int, kind: str) -> str:
    """A number in one of Word's number formats; plain digits for one that is not known."""
    if kind in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(number, _FORMAL, "拾佰仟")
    if kind == "ideographTraditional":
        return _STEMS[(number - 1) % 10]
    if kind == "ideographZodiac":
        return _BRANCHES[(number - 1) % 12]
    if "hinese" in kind or "apanese" in kind or "taiwanese" in kind or kind == "ideographDigital":
        return _chinese(number, _CN, "十百千")
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if kind == "decimalFullWidth":
        return "".join(chr(ord(d) + 0xFEE0) for d in str(number))
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 8 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _chinese(number: int, digits: str, units: str) -> str:
    """A number below 10,000 in Chinese; plain digits above."""
    if not 0 < number < 10_000:
        return str(number)
    text = ""
    for power in (3, 2, 1, 0):
        digit = number // 10 ** power % 10
        if digit:
            text += digits[digit] + (units[power - 1] if power else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    text = text.rstrip(digits[0])
    return text[1:] if 10 <= number < 20 and units[0] == "十" else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text
