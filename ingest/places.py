"""Names of places: how a printed name splits into province, city and unit.

The gazetteer (adcodes.csv of the package cpca, MIT) fills in what a text leaves out; a place that
it does not know is taken as the text writes it.
"""

import csv
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from ingest.notice import District

_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|自治区)|(?:北京|天津|上海|重庆)市(?=.)|新疆生产建设兵团(?=.)")
_CITY = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:市|自治州|地区|盟|州)(?=[\u4e00-\u9fff]{2})")
_UNIT_END = r"(?:自治县|自治旗|自治州|林区|特区|新区|开发区|高新区|管理区|示范区|[区县市旗州盟省])"
_SHORT = re.compile(r"(?:[\u4e00-\u9fff]{1,4}族)*(?:自治[县旗州]|林区|特区|[区县市旗州盟])$")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


@lru_cache
def gazetteer() -> dict[str, tuple[tuple[str, str], ...]]:
    """Name of a district, county or city → its (city, province) pairs; empty without the file."""
    spec = find_spec("cpca")
    if spec is None or not spec.submodule_search_locations:
        return {}
    table = Path(next(iter(spec.submodule_search_locations))) / "resources" / "adcodes.csv"
    with table.open(encoding="utf-8", newline="") as file:
        names = {row["adcode"][:6]: row["name"] for row in csv.DictReader(file)}
    known: dict[str, set[tuple[str, str]]] = {}
    for code, name in names.items():
        province = names.get(code[:2] + "0000", "")
        city = names.get(code[:4] + "00", "") if not code.endswith("00") else ""
        city = "" if city in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划") else city
        if not code.endswith("0000"):
            known.setdefault(name, set()).add((city or _as_city(province), province))
    return {name: tuple(sorted(pairs)) for name, pairs in known.items()}


def _as_city(province: str) -> str:
    return province if province in _MUNICIPALITIES else ""


def split(place: str) -> tuple[str, str, str]:
    """(province, city, unit) of a printed name such as 湖南省郴州市苏仙区; the unit never empty."""
    province = city = ""
    rest = place
    if (found := _PROVINCE.match(rest)) and len(rest) > found.end() + 1:
        province, rest = found.group(), rest[found.end():]
    if rest not in gazetteer() and (found := _CITY.match(rest)):
        tail = rest[found.end():]
        if len(tail) >= 2 and (re.search(_UNIT_END + "$", tail) or len(tail) > 3):
            city, rest = found.group(), tail
    if province in _MUNICIPALITIES and not city:
        city = province
    return province, city, rest


def district_of(place: str, text: str, others: tuple[str, ...] = ()) -> District:
    """The district of that printed name, completed from the text, then from the gazetteer.

    ``others`` are further names the notice gives the same unit.
    """
    province, city, name = split(place)
    city = city or _city_before(name, text)
    pairs = gazetteer().get(name, ())
    fitting = [p for p in pairs if (not city or p[0] == city) and (not province or p[1] == province)]
    if not fitting and city:
        fitting = [(city, p[1]) for p in gazetteer().get(city, ())]
    if len(fitting) > 1:
        counts = [sum(text.count(part.rstrip("市省")) for part in pair if part) for pair in fitting]
        best = max(counts)
        fitting = [p for p, c in zip(fitting, counts, strict=True) if c == best and c]
    if len(fitting) == 1:
        city, province = city or fitting[0][0], province or fitting[0][1]
    if not province:
        province = _province_in(text, name)
    return District(name, city if city != name else "", province,
                    _aliases(name, city, province, others))


def _city_before(name: str, text: str) -> str:
    """The city that a text writes right in front of a unit's name."""
    found = re.search(rf"([\u4e00-\u9fff]{{2,4}}(?:市|自治州|地区|盟)){re.escape(name)}", text)
    if not found:
        return ""
    city = found.group(1)
    known = [city[i:] for i in range(len(city) - 2) if city[i:] in gazetteer()]
    return known[0] if known else re.sub(r"^(?:中共|对|向|在|的|了|和|与|由|从|赴|到)+", "", city)


def _province_in(text: str, name: str) -> str:
    """The province a text names most, when it names one; a province's own short form aside."""
    found = re.findall(r"(?<![\u4e00-\u9fff])(?:中共)?([\u4e00-\u9fff]{2,3}省)", text)
    found += re.findall(r"(?:参加|来自|位于|中共)([\u4e00-\u9fff]{2,3}省)", text)
    found = [f for f in found if not re.search("[全外本我各该两跨出入市]", f)]
    return max(set(found), key=found.count) if found else ""


def short(name: str) -> str:
    """A name without its suffix (苏仙区 → 苏仙), itself if too short for that."""
    plain = _SHORT.sub("", name)
    return plain if len(plain) >= 2 else name


def _aliases(name: str, city: str, province: str, others: tuple[str, ...]) -> tuple[str, ...]:
    names = [short(name), city + name, short(city) + name if city else "",
             short(city) + short(name) if city else "", province + city + name]
    for other in others:
        _, other_city, unit = split(other)
        names += [other, unit if other_city and len(unit) > 3 else "", short(other)]
    return tuple(n for n in dict.fromkeys(names) if n and n != name and len(n) >= 2)
