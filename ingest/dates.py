"""Dates as notices print them: ranges, Chinese numerals, years left out."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ingest.markers import number_of

_YEAR = r"(?P<y{0}>(?:19|20)\d{{2}}|[一二][〇○零OoＯ0一二三四五六七八九]{{3}})\s*年"
_MONTH = r"(?P<m{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*月(?:份)?"
_DAY = r"(?P<d{0}>\d(?:[ ]?\d)?|[一二三四五六七八九十]{{1,3}})\s*[日号]"
_TO = r"\s*(?:至|到|[-—–－~～]+)\s*"
_DATE = re.compile(
    rf"(?:{_YEAR.format(1)}\s*)?{_MONTH.format(1)}(?:\s*{_DAY.format(1)})?"
    rf"(?:{_TO}(?:(?:{_YEAR.format(2)}\s*)?{_MONTH.format(2)}(?:\s*{_DAY.format(2)})?|"
    rf"{_DAY.format(3)}))?"
    r"|(?P<iso>(?P<iy>(?:19|20)\d{2})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2}))"
    r"(?:\s*[至到—–－~～-]{1,2}\s*(?P<ey>(?:19|20)\d{2})[-/.](?P<em>\d{1,2})[-/.](?P<ed>\d{1,2}))?")


@dataclass(frozen=True)
class Found:
    """A printed date or range; year 0 when it is not printed."""

    year: int
    month: int
    day: int
    until: tuple[int, int, int] | None
    start: int
    end: int


def aligned(text: str) -> str:
    """The text with full-width letters, digits and signs made half-width, offset for offset."""
    return "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" or c == "　" else c
                   for c in text)


_ONE = re.compile(r"(?<=[\d年月])[lI|](?=[\d月日号])")
_SUN = re.compile(r"(?<=[\doO])( ?)曰")
_NOUGHT = re.compile(r"(?<=\d)[oOО](?=\d| ?日)")


def legible(text: str) -> str:
    """The aligned text with the digits of dates that scanners misread (7月l0日, 2O24年) mended."""
    return _NOUGHT.sub("0", _ONE.sub("1", _SUN.sub(r"\1日", aligned(text))))


def dates_in(text: str) -> list[Found]:
    """Every date of a text, ranges as one."""
    return [found for m in _DATE.finditer(legible(text)) if (found := _read(m))]


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """ISO form, cut to what is known; "" without a year."""
    if not year:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else
        "")


def _read(match: re.Match[str]) -> Found | None:
    get = {k: v and v.replace(" ", "") for k, v in match.groupdict().items()}
    if get["iso"]:
        year, month, day = int(get["iy"]), int(get["im"]), int(get["id"])
        until = (int(get["ey"]), int(get["em"]), int(get["ed"])) if get["ey"] else None
    else:
        year, month, day = _year(get["y1"]), number_of(get["m1"]), number_of(get["d1"] or "")
        until = None
        if get["d3"]:
            until = (0, 0, number_of(get["d3"]))
        elif get["m2"]:
            until = (_year(get["y2"]), number_of(get["m2"]), number_of(get["d2"] or ""))
    if not on_calendar(year, month, day):
        return None
    if until and not on_calendar(until[0] or year, until[1] or month, until[2]):
        until = None
    return Found(year, month, day, until, match.start(), match.end())


def on_calendar(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day (0: none printed), in some year if none is printed."""
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True


def _year(printed: str | None) -> int:
    if not printed:
        return 0
    digits = "".join(str(int(unicodedata.numeric(c, 0))) for c in printed)
    return int(digits)
