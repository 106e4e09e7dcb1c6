"""Names of places: how a printed name splits into province, city and unit.

The gazetteer (adcodes.csv of the package cpca, MIT) fills in what a text leaves out; a place that
it does not know is taken as the text writes it.
"""

import csv
import re
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

import jieba.posseg

from ingest.notice import District

_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|自治区)|(?:北京|天津|上海|重庆)市(?=.)|"
                       r"新疆生产建设兵团(?=.)")
_CITY = re.compile(r"(?:(?!省)[\u4e00-\u9fff]){2,10}?(?:市|自治州|地区|盟|州)(?=[\u4e00-\u9fff]{2})")
_IN_COUNTY = re.compile(r"([\u4e00-\u9fff]{2,4}[县区旗])([\u4e00-\u9fff]{2,4}(?:镇|乡|街道|苏木))")
_UNIT_END = r"(?:自治县|自治旗|自治州|林区|特区|新区|开发区|高新区|管理区|示范区|[区县市旗州盟省])"
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南"
    "|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各")
"""Peoples after whom autonomous counties are named."""
_SHORT = re.compile(rf"(?:(?:{_PEOPLES})族)*(?:自治[县旗州区]|林区|特区|(?<!高)新区|[省区县市旗州盟])$")
_NO_NAME = "全外本我各该两跨出入市区县按照据根经过接受面现就中央们以及由于通进行配合对向被在的了和是将与至往前后落实关届次省级由报"
"""Characters that stand before 省 in running text but not in a province's name."""
_OFFICE = re.compile(r"(?:局|厅|委员会|办公室|医院|法院|检察院|中心|中学|[^文]馆|研究[所院]|联合?社|协会|站)$")
_OF_THE_CITY = re.compile("市(?!场|容|民|政(?!协|府|法|务))")
"""How the name of a city's office begins that leaves out which city's (市住房和城乡建设局, not 市场监督管理局)."""
_FIRM = re.compile(r"(?:学校|学院|大学|集团|公司)$")
"""Organisations that every city has: their names say little without it (firms and schools are
named after a city, seldom after a province)."""
_ZONE = re.compile(r"(?:经济技术|经济|高新技术产业|高新技术)开发区$")
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
        else:
            known.setdefault(name, set()).add(("", name))
    return {name: tuple(sorted(pairs)) for name, pairs in known.items()}


def _as_city(province: str) -> str:
    return province if province in _MUNICIPALITIES else ""


def split(place: str) -> tuple[str, str, str]:
    """(province, city, unit) of a printed name such as 湖南省郴州市苏仙区; the unit never empty."""
    province = city = ""
    rest = place
    if (found := _PROVINCE.match(rest)) and len(rest) > found.end() + 1:
        province, rest = found.group(), rest[found.end():]
    if found := _IN_COUNTY.fullmatch(rest):
        return province, found.group(1), found.group(2)
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
    if told := re.search(rf"{re.escape(name)}(?:系|隶属于?|属于?|位于|地处)([\u4e00-\u9fff]{{2,3}}(?:省|自治区))?([\u4e00-\u9fff]{{2,4}}?(?:市|州|盟|县))", text):
        province, city = province or told.group(1) or "", city or told.group(2)
    city = city or _city_before(name, text) or _city_of_committee(name, text)
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
    province = province or _province_ahead(name) or _province_in(text)
    city = city if city != name else ""
    if _OF_THE_CITY.match(name) and (found := re.search(
            rf"(?<![\u4e00-\u9fff])(?:[对向由]|中共)?([\u4e00-\u9fff]{{2,3}}?市)(?:市)?{re.escape(name[1:4])}", text)):
        city, name = found.group(1), found.group(1) + name[1:]
    if place.endswith(name):
        owner, home, _ = split(place)
        if _OFFICE.search(name):
            name = (home or owner) + name
        elif _FIRM.search(name):
            name = home + name
    return District(name, city, province, _aliases(name, city, province, others))


def _city_before(name: str, text: str) -> str:
    """The city that a text writes right in front of a unit's name."""
    found = re.search(rf"((?:(?!省)[\u4e00-\u9fff]){{2,4}}(?:市|自治州|地区|盟)){re.escape(name)}", text)
    if not found:
        return ""
    city = after_province(found.group(1), text[: found.start(1)])
    known = [city[i:] for i in range(len(city) - 2) if city[i:] in gazetteer()]
    return known[0] if known else re.sub(r"^.*(?:[对向在的了和与由从赴到至寄经将是为于日月年组驻]|中共)"
                                         r"(?=.+(?:市|州|盟|地区))", "", city)


def after_province(city: str, before: str) -> str:
    """A city's name without the end of the province's that ran into it (内蒙|古浩勒图市)."""
    ends = ("自治区", *(re.sub("(?:省|(?:壮族|回族|维吾尔)?自治区)$", "", p) for p in _provinces()))
    cuts = [n for end in ends for n in range(1, len(end))
            if city.startswith(end[-n:]) and before.endswith(end[:-n])]
    return city[max(cuts, default=0):]


def _provinces() -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for pairs in gazetteer().values() for _, p in pairs if p))


def _city_of_committee(name: str, text: str) -> str:
    """The city whose committee sent the inspectors to a unit that the gazetteer does not know."""
    if name in gazetteer():
        return ""
    found = re.search(r"(?:(?<![\u4e00-\u9fff])|(?<=委[和、]))([\u4e00-\u9fff]{2,3}市)委"
                      r"(?=[^,，。]{0,6}(?:巡[视察]组|领导下))", text)
    return found.group(1) if found and not any(c in _NO_NAME for c in found.group(1)[:-1]) else ""


def _province_ahead(name: str) -> str:
    """The province whose short form an organisation's name begins with (安徽…集团)."""
    return next((p for p in _provinces() if name.startswith(re.sub(
        "(?:省|市|(?:壮族|回族|维吾尔)?自治区)$", "", p)) and len(name) > 6), "")


def _province_in(text: str) -> str:
    """The province a text names most, one that the gazetteer knows before all others."""
    written = re.finditer(r"(?:黑龙江|内蒙古|[\u4e00-\u9fff]{2})(?:省|自治区)(?=委|人民|政府|纪委|"
                          r"党委|[\u4e00-\u9fff]{2,4}[市州盟县])",
                          text)
    found = [m.group() for m in written if m.group() in gazetteer() or (
        not any(c in _NO_NAME for c in m.group()[:-1]) and not _is_verb(m.group()[:2])
        and _opens_word(text, m.start()))]
    return max(found, key=lambda f: (f in gazetteer(), found.count(f)), default="")


def _is_verb(word: str) -> bool:
    """Whether a word is a verb of the dictionary (邀请省… is no province)."""
    return next(iter(jieba.posseg.lcut(word))).flag == "v"


def _opens_word(text: str, start: int) -> bool:
    """Whether a word begins at that place (in 按程序报省委 none begins at 序)."""
    before = text[max(0, start - 6):start]
    ends = list(accumulate(map(len, jieba.lcut(before + text[start:start + 2]))))
    return not before or len(before) in ends


def with_address(district: District, contact: str, tail: str) -> District:
    """The district with the city of its postal address, where nothing else named one.

    The address stands in the contact lines, or with its province in the text's ``tail``.
    """
    found = re.search(r"([\u4e00-\u9fff]{2,3}省)?([\u4e00-\u9fff]{2,4}?市)", contact) or re.search(
        r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}省)([\u4e00-\u9fff]{2,4}?市)", tail)
    if not found or district.city or not district.name or re.search("[市州省盟]$", district.name):
        return district
    return replace(district, city=found.group(2), province=district.province or found.group(1) or
        "")


def short(name: str) -> str:
    """A name without its suffix (苏仙区 → 苏仙), itself if too short for that."""
    plain = _SHORT.sub("", name)
    return plain if len(plain) >= 2 else name


def _aliases(name: str, city: str, province: str, others: tuple[str, ...]) -> tuple[str, ...]:
    names = [short(name), _ZONE.sub(lambda m: "高新区" if "高新" in m.group() else "经开区", name)]
    if city and re.search(_UNIT_END + "$", name):
        names += [city + name, short(city) + name, short(city) + short(name),
                  province + city + name]
    if re.search("自治[县旗]$", name) and (plain := short(name)) != name:
        names += [plain + name[-3:], plain + name[-1]]
    for other in others:
        _, other_city, unit = split(other)
        names += [other, unit if other_city and len(unit) > 3 else "", short(other)]
    return tuple(n for n in dict.fromkeys(names) if n and n != name and len(n) >= 2)
