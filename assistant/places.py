"""Which places a question names: units held, regions, typing slips, places not held."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import jieba.posseg

from assistant.library import SUFFIX, Library
from assistant.short_names import only_of_its_kind
from ingest.markers import number_of
from ingest.places import gazetteer

_EVERY = re.compile(
    r"(?:所有|全部|各个?|每个?|这[几些]个?|几个|其他|别的)(?:的)?(?:区|县|市|地方|地区|单位|通报|学校|旗)(?![域块])"
    r"|(?:各|每|几|这几|所有|全部)[份篇](?:巡视|整改)*通报|各地|[各每]家(?!单|企|机构|机关|公司|医|农)|[这那][几些]家(?!企|公司|单|医|银|学|机构)|(?<!的)几家(?=[,都各分总一加的谁哪]|单位)|这些(?:单位|地方)|哪些?(?:个|一个|几个)?(?:区|县|市|单位|地方|学校|通报)(?![域块])|库里|横向"
    r"|哪[一几]?[份篇]通报|的区里|区里哪|哪家(?!企|公司|银行|医院|学|机构|机关|店|饭)(?:单位)?(?=[^,。?]{0,14}(?:最|更))|最[^,。?]{1,6}的是(?:哪里|哪儿|哪个|谁|哪家)|哪[个份篇]最|谁(?:家|的)?(?=[^,。?]{0,8}最)|哪[里儿](?=[^,。?]{0,8}最)|all (?:the )?(?:\w+ )?(?:districts|counties|notices)|each district|every district|which district")
_ENGLISH = "two three four five six seven eight nine ten".split()
_DIGITS = "一二两三四五六七八九十百"
_NUMERAL = rf"(?<![第\d{_DIGITS}])([{_DIGITS}]+|\d{{1,3}})"
"""A whole numeral (十二, and not the 二 of it), but no ordinal."""
_COUNTED = re.compile(
    rf"{_NUMERAL}(?:个|份|篇|家)(?:不同的)?(?:区县|区|县|市|地方|地区|单位|通报|材料|学校|旗)(?![域块委])"
    rf"|(?:the )?({'|'.join(_ENGLISH)}|\d+) (?:districts|counties|notices)")
_EACH = re.compile(
    rf"(?!一[家地个份]){_NUMERAL}(?:家(?!企|公司|单|医|银|学|机构|机关|店)|地(?![方区点块铁势级])"
    r"|[家个份地](?=各|都|分别|一共|合计|加起来|里|中|在|反馈|谁|哪|的|纪检|单位|机关|党委|要|给|对))")
_GENERIC = re.compile(
    r"(?:社|小|园|校|景|片|辖|城|郊|山|灾|特|牧|库|老|新|街|市|全|我|本|各|两|该|某|这|那|哪|几|个|地|大|林|湖|矿|港|战|分|专|县|学|住宅|棚户|开发"
    r"|高新|经开|工业|示范|保护|协作|居民|功能|自治|功能|经济|高新技术|样板|核心|实验|试验|合作|居住|生活|办公|贸易|保税|旅游|重点|贫困|聚集|集聚|园)区$")
_ASKED_PLACE = re.compile(
    r"(?:^|[市省县州盟旗查到有]|(?:隔壁|相邻|邻近|旁边|附近|毗邻)的?|\s)((?![哪各这那几全本]|.?没?有)[\u4e00-\u9fff]{2,3}(?:区|县|旗|镇|乡))(?=的?(?:巡[视察])?(?:整改|通报)|的?(?:巡[视察]))")
_PLACE_END = re.compile(r"[\u4e00-\u9fff]{2,7}(?:区|县|市|旗)$")


@dataclass(frozen=True)
class Mention:
    """The places of a question: ``masked`` is the question with them blanked out.

    ``corrected`` pairs what was typed with the unit that was meant.
    """

    units: tuple[str, ...]
    every: bool
    unknown: tuple[str, ...]
    masked: str
    corrected: tuple[tuple[str, str], ...] = ()
    at: tuple[tuple[int, str], ...] = ()


def mentions(norm: str, library: Library) -> Mention:
    """The places that a normalised question names, in order of mention."""
    norm = _HEARSAY.sub(lambda m: " " * len(m.group()), norm)
    at: dict[str, int] = {}
    masked = _clean_prefix(_named(norm, library, at), library)
    if office := _other_office(norm, library):
        start, end = office
        at = {name: place for name, place in at.items() if not start <= place < end}
        masked = masked[:start] + " " * (end - start) + masked[end:]
    region, members = _region(masked, library)
    corrected: list[tuple[str, str]] = []
    if not at:
        for slip, name in _typos(masked, library):
            at.setdefault(name, masked.find(slip))
            corrected.append((slip, name))
            masked = masked.replace(slip, " " * len(slip))
        for name, place in _english(norm, library):
            at.setdefault(name, place)
    unknown = tuple(dict.fromkeys(_unknown(masked, library)))
    unknown += (norm[slice(*office)],) if office else ()
    unknown = unknown or (() if at else _elsewhere(masked, library))
    if region and not at and not unknown:
        at.update((name, masked.find(region)) for name in members)
    for named in region.split("、") if at else ():  # 莲湖区和郑州, where one unit is held of 郑州
        held = library.regions.get(named, ())
        if len(held) == 1 and re.search(r"[和与跟同比、,还]|谁|哪", masked):
            at.setdefault(held[0], masked.find(named))
    kind = only_of_its_kind(masked, library.names)
    if kind and not unknown and (not at or _BESIDE_UNIT.search(masked[: masked.find(kind[1])])):
        at.setdefault(kind[0], masked.find(kind[1]))
        masked = masked.replace(kind[1], " " * len(kind[1]))
    for known in (*region.split("、"), *unknown):
        if known and at or known in unknown:
            masked = masked.replace(known, " " * len(known))
    units = tuple(sorted(at, key=lambda n: at[n]))
    units, at = _without_aside(norm, masked, units, at, library)
    every = _wants_every(masked, library, units)
    if every:
        masked = _EVERY.sub(" ", _EACH.sub(" ", _COUNTED.sub(" ", masked)))
        every = not _limited(norm, units, region)
    order = tuple(sorted((place, name) for name, place in at.items()))
    return Mention(units, every, unknown, masked, tuple(corrected), order)


def _without_aside(norm: str, masked: str, units: tuple[str, ...], at: dict[str, int],
                   library: Library) -> tuple[tuple[str, ...], dict[str, int]]:
    """The units, but not the one that stands in brackets beside a word for all (三地(包括X的…))."""
    if len(units) != 1 or norm.count("(", 0, at[units[0]]) <= norm.count(")", 0, at[units[0]]):
        return units, at
    return ((), {}) if _wants_every(masked, library, ()) else (units, at)


_HEARSAY = re.compile(r"^(?:我?听说|据说|都说|有人说|网上说|传说|听闻|据悉)")


_OFFICE_ASKED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[给对向]))((?:(?![的有哪和与跟几各这那给对向])[\u4e00-\u9fff]){2,12}?(?:局|委员会|医院|法院|检察院|大学|学院|集团|公司|银行))"
    r"(?=(?:党组|党委)?的?(?:巡[视察]|整改|通报|反馈))")


_LEADING = re.compile(
    r"(?:^|[,。?;]|请问|查一?下|想问)((?:(?![的有哪和与跟几各这那全本一两个每按逐请])[\u4e00-\u9fff]){2,3}(?:(?<![超门楼股夜城菜上])市(?!场|民|值|级|里|内)|县(?!级|里|城)|区(?!级|域|间|里|内)|旗(?!帜|下|舰)))")
_WITHIN = r"(?:{regions})((?:(?![的有哪和与跟几各这那全本])[\u4e00-\u9fff]){{2,3}}(?:镇|乡|街道|县|区))"


def _elsewhere(masked: str, library: Library) -> tuple[str, ...]:
    """The place that a question is about (清平县低保…, 宁皋县城关镇…) and that no notice names."""
    regions = "|".join(map(re.escape, library.regions)) or "(?!)"
    within = re.compile(_WITHIN.format(regions=regions))
    for found in (*within.finditer(masked), *_LEADING.finditer(masked)):
        name = found.group(1)
        known = name in library.aliases or any(name.startswith(r) for r in library.regions)
        if not (known or _GENERIC.search(name) or _typos(name, library)
                or any(name in n.text for n in library.notices)):
            return (name,)
    return ()


def _other_office(norm: str, library: Library) -> tuple[int, int] | None:
    """Where a question names an office whose own notice it asks for and no unit held is."""
    found = _OFFICE_ASKED.search(norm)
    if not found:
        return None
    name = found.group(1)
    for region in (*library.regions, *library.aliases):
        if len(name) - len(region) >= OFFICE and name.startswith(region):
            name = name.removeprefix(region)
            break
    name = re.sub(r"^[省市区县]", "", name)
    held = any(name in known for known in (*library.aliases, *library.short_names, *library.names))
    if held or len(name) < OFFICE or _said(name, library):
        return None
    return found.span(1)


_BESIDE_UNIT = re.compile(r"\s[和与跟、]$")
"""What joins a unit meant by its kind to one named before it (桐峪县和医院)."""
OFFICE = 3
"""Characters that the name of an office has at least (水利局)."""


def _named(norm: str, library: Library, at: dict[str, int]) -> str:
    """The question with the units' names blanked out; their places are put into ``at``."""
    masked = norm
    for short, name in library.short_names.items():  # 栖岭城投, before 栖岭 alone is taken for it
        own = [a for a, names in library.aliases.items() if name in names]
        longer = any(len(a) > len(short) and a.startswith(short) and a in masked for a in own)
        if short in masked and not longer and any(len(a) < len(short) and short.startswith(a) for a in own):
            at.setdefault(name, masked.find(short))
            masked = masked.replace(short, " " * len(short))
    for alias, names in library.aliases.items():
        for match in re.finditer(re.escape(alias), masked):
            for name in names:
                at.setdefault(name, match.start())
        masked = masked.replace(alias, " " * len(alias))
    for short, name in library.short_names.items():
        place = masked.find(short)
        within = re.search(r" {2,}(?:区|县|市)?的?$", masked[:place]) if place >= 0 else None
        if place >= 0 and (not within or name in at):  # 苏仙区的水务集团 is no unit of its own
            at.setdefault(name, place)
            masked = masked.replace(short, " " * len(short))
    return masked


def _limited(norm: str, units: tuple[str, ...], region: str) -> bool:
    """Whether 各区, 哪个最… mean the units or region named and not all that is held."""
    if not units:
        return False
    if re.search(r"哪[个份篇]最|谁最|哪儿最|哪里最", norm):
        return True
    return bool(region or len(units) > 1) and not _wants_all_but(norm)


def _wants_all_but(norm: str) -> bool:
    return bool(re.search(r"其他|别的|所有|全部|各区|其余", norm))


def _wants_every(masked: str, library: Library, units: tuple[str, ...]) -> bool:
    if match := _COUNTED.search(masked):
        number = _number(match.group(1) or match.group(2))
        if number == len(library.units) or (number > 2 and not units):
            return True
    each = None if units else _EACH.search(masked)
    if each and _number(each.group(1)) == len(library.units):
        return True
    every = _EVERY.search(masked)
    schools = sum(bool(_SCHOOL.search(name)) for name in library.names)
    own = every and every.group().endswith("学校") and schools < 2  # 哪些学校: of one unit's own
    return bool(every) and not own and len(units) != 1


_SCHOOL = re.compile(r"(?:大学|学院|学校|中学|小学)$")


def _number(token: str) -> int:
    """The number that an English word or any numeral gives; 0 for none."""
    return _ENGLISH.index(token) + 2 if token in _ENGLISH else number_of(token)


def _clean_prefix(masked: str, library: Library) -> str:
    """Blank a region that only introduces a unit (西安莲湖, 湖南省郴州市苏仙区)."""
    regions = "|".join(map(re.escape, library.regions)) or "(?!)"
    return re.sub(rf"(?:{regions})(?:省|市)?(?=(?:的|那边的)?\s{{2,}})",
                  lambda m: " " * len(m.group(0)), masked)


def _region(masked: str, library: Library) -> tuple[str, tuple[str, ...]]:
    """The regions named and their units; not one that is part of a longer local name."""
    said: list[str] = []
    members: list[str] = []
    rest = masked
    for alias, names in library.regions.items():
        place = rest.find(alias)
        if place < 0:
            continue
        longer = rest[place - 1 : place + len(alias)] if place else ""
        inside = re.match(r"[\u4e00-\u9fff](?<![在是的和与跟及、省里有])", longer) and (
            longer in library.vocabulary)
        if not inside:
            said.append(alias)
            members += [n for n in names if n not in members]
        rest = rest.replace(alias, " " * len(alias))
    return "、".join(said), tuple(members)


def _english(norm: str, library: Library) -> Iterable[tuple[str, int]]:
    text = re.sub(r"[^a-z]", " ", norm)
    if len(text.strip()) < 4:
        return
    for pinyin, name in library.pinyin.items():
        for match in re.finditer(rf"\b{pinyin}\b", text):
            yield name, match.start()


def _typos(masked: str, library: Library) -> list[tuple[str, str]]:
    """Windows that differ from a unit's full name in one character (莲糊区 → 莲湖区)."""
    found = []
    for unit in library.units:
        name = unit.name
        if len(name) < 3 or not SUFFIX.search(name):
            continue
        for i in range(len(masked) - len(name) + 1):
            window = masked[i : i + len(name)]
            same = sum(a == b for a, b in zip(window, name, strict=True))
            slips = [a + b for a, b in zip(window, name, strict=True) if a != b]
            close = same == len(name) - 1 and window[-1] == name[-1] and not _OPPOSED.search(slips[0])
            if close and not _known_place(window) and window not in library.vocabulary:
                found.append((window, name))
    return found


_OPPOSED = re.compile("^[东西南北中上下前后左右新老一二三四五六七八九十]{2}$")
"""Characters that tell two names apart (运东区, 运西区)."""


def _unknown(masked: str, library: Library) -> Iterable[str]:
    """Places named that the library does not hold and its notices never mention."""
    asked = set(_ASKED_PLACE.findall(masked))
    for token in _place_words(masked):
        if token in library.aliases or token in library.vocabulary and token not in asked:
            continue
        if token in asked and not _said(token, library):
            yield token
            continue
        plain = SUFFIX.sub("", token)
        if token in library.regions or re.sub(r"[省市]$", "", token) in library.regions:
            continue
        known = _known_place(token)
        if not known and (_GENERIC.search(token) or plain in library.vocabulary):
            continue
        yield token


def _said(token: str, library: Library) -> bool:
    """Whether a notice held speaks of the inspection of a place, or of a kind of place."""
    told = re.compile(rf"{token}[^。\n]{{0,10}}巡[视察]|巡[视察][^。\n]{{0,10}}{token}")
    return bool(_GENERIC.search(token)) or any(told.search(n.text) for n in library.notices)


def _place_words(text: str) -> Iterable[str]:
    yield from _ASKED_PLACE.findall(text)
    for word in jieba.posseg.lcut(text):
        if word.flag.startswith("ns") and len(word.word) >= 2:
            if _PLACE_END.search(word.word) or _known_place(word.word):
                yield word.word
        elif len(word.word) >= 3 and _PLACE_END.search(word.word) and _known_place(word.word):
            yield word.word


@lru_cache(maxsize=1)
def _gazetteer() -> frozenset[str]:
    regions = {place for pairs in gazetteer().values() for pair in pairs for place in pair}
    return frozenset(gazetteer()) | regions


def _known_place(name: str) -> bool:
    """Whether the gazetteer has a name, or one that it ends in (上海浦东新区)."""
    return any(name[i:] in _gazetteer() for i in range(max(1, len(name) - 2)))
