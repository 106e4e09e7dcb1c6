"""The places and bodies that a question names and no notice is held of."""

import re
from collections.abc import Iterable
from functools import lru_cache

import jieba
import jieba.posseg

from assistant.library import SUFFIX, Library
from ingest.places import gazetteer

Span = tuple[int, int]

_GENERIC = re.compile(
    r"(?:社|小|园|校|景|片|辖|城|郊|山|灾|特|牧|库|老|新|街|市|全|我|本|各|两|该|某|这|那|哪|几|个|地|大|林|湖|矿|港|战|分|专|县|学|住宅|棚户|开发"
    r"|高新|经开|工业|示范|保护|协作|居民|功能|自治|功能|经济|高新技术|样板|核心|实验|试验|合作|居住|生活|办公|贸易|保税|旅游|重点|贫困|服务|聚集|集聚|园)区$")
_ASKED_PLACE = re.compile(
    r"(?:^|[市省县州盟旗查到有]|(?:隔壁|相邻|邻近|旁边|附近|毗邻)的?|\s)((?![哪各这那几全本到在]|.?没?有)[\u4e00-\u9fff]{2,3}(?:区|县|市|旗|镇|乡))(?=的?(?:巡[视察])?(?:整改|通报)|的?(?:巡[视察])|(?:委|自己)的巡[视察]整改)")
_PLACE_END = re.compile(r"[\u4e00-\u9fff]{2,7}(?:区|县|市|旗)$")


def other_body(norm: str, library: Library) -> Span | None:
    """Where a normalised question names a body that no notice is of: an office, a school or hospital, a region's own head."""
    return _office(norm, library) or _of_a_region(norm, library) or _school(norm, library) or _region_itself(norm, library)


_LOCAL = (r"(?:{region})[省市州县]?((?:(?![的有哪和与跟几各这那全本两在里])[\u4e00-\u9fff]){{1,8}}?"
          r"(?:医院|大学|学院|(?:区|县|旗|镇|乡|街道)(?![域级里内间委道])))")
_OF_ANY = re.compile(r"[\d一二两三四五六七八九十]个|民营|民办|公办|公立|私立|定点|基层|农村|乡镇|中小学|企业|部分|多数|一些|某")
"""What is said of bodies of a kind and names none."""


def _of_a_region(norm: str, library: Library) -> Span | None:
    """A body of a region of which another is held (乌麓市中医院, where 乌麓市人民医院 is), that these do not speak of."""
    for region, names in library.regions.items():
        if region in library.aliases and SUFFIX.search(library.aliases[region][0]):
            continue
        for found in re.finditer(_LOCAL.format(region=region), norm):
            name = found.group(1)
            own = re.compile(rf"(?<![\u4e00-\u9fff]){name}|(?:[省市州县]|{region}){name}")
            told = any(own.search(library.unit(unit).notice.text) for unit in names)
            if not (told or _OF_ANY.search(name) or _of_a_kind(name) or _held(name, library) or slips(found.group(), library)):
                return found.span()
    return None


def _of_a_kind(name: str) -> bool:
    """Whether a name is but a kind of place (老城区, 工业园区), and not one of its own that ends like one (澄园区, 明光湖区)."""
    kind = _GENERIC.search(name)
    before = name[: kind.start()] if kind else ""
    own = len(before) == 1 and before not in _PLAIN or any(w.flag[:2] in ("nr", "ns") for w in jieba.posseg.lcut(before))
    return bool(kind) and not own


_PLAIN = "老新东西南北中大小主近远内外上下城乡县市区镇全各"
"""Characters that say which part of a place is meant and name none."""
_SCHOOL = re.compile(r"(?:^|[,。?;]|请问|给|对|向)(?!请问)((?:(?![的有哪和与跟几各这那全本])[\u4e00-\u9fff]){2,10}?(?:大学|学院|医院))")


def _school(norm: str, library: Library) -> Span | None:
    """A school or hospital in front, with a name of its own, that no notice speaks of (冀北医科大学)."""
    for found in _SCHOOL.finditer(norm):
        name = found.group(1)
        first = jieba.posseg.lcut(name)[0]
        own = first.flag.startswith("ns") or not jieba.dt.FREQ.get(first.word)
        said = any(name[i:] in library.vocabulary for i in range(max(1, len(name) - TELLING + 1)))
        if own and not (said or _held(name, library)):
            return found.span(1)
    return None


_ITSELF = r"{region}(?:本级|委(?=自己|接受|的巡[视察]整改|的整改))"
_OWN = re.compile(
    r"(?:^|[,。?;]|请问)((?:(?![的有哪和与跟几各这那全本我该])[\u4e00-\u9fff]){2,6}?[省市州县区旗])(?:本级|自己)的?(?=巡[视察]|整改|反馈)")


def _region_itself(norm: str, library: Library) -> Span | None:
    """A region's own head (信溪市本级), where but units below it are held, or a place's that is not held at all."""
    for region in library.regions:
        found = None if region in library.aliases else re.search(_ITSELF.format(region=region), norm)
        if found:
            return found.span()
    own = _OWN.search(norm)
    strange = own and not any(known in own.group(1) for known in _unit_names(library))
    return own.span(1) if own and strange else None


def _held(name: str, library: Library) -> bool:
    """Whether a name is that of a unit, in full or in short, or holds one."""
    return any(name in one or one in name for one in _unit_names(library)) or any(name.startswith(region) for region in library.regions)


def _unit_names(library: Library) -> tuple[str, ...]:
    """All that the units held may be called."""
    return (*library.aliases, *library.short_names, *library.names)


_OFFICE_ASKED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[给对向]))((?:(?![的有哪和与跟几各这那给对向])[\u4e00-\u9fff]){2,12}?(?:局|委员会|医院|法院|检察院|大学|学院|集团|公司|银行))"
    r"(?=(?:党组|党委)?的?(?:巡[视察]|整改|通报|反馈))")
OFFICE, TELLING = 3, 4
"""Characters that the name of an office has at least (水利局), and from which the end of a name is telling."""


def _office(norm: str, library: Library) -> Span | None:
    """An office whose own notice is asked for, and no unit held is."""
    found = _OFFICE_ASKED.search(norm)
    if not found:
        return None
    name = found.group(1)
    for region in (*library.regions, *library.aliases):
        if len(name) - len(region) >= OFFICE and name.startswith(region):
            name = name.removeprefix(region)
            break
    name = re.sub(r"^[省市区县]", "", name)
    held = any(name in known for known in _unit_names(library))
    if held or len(name) < OFFICE or _said(name, library):
        return None
    return found.span(1)


_LEADING = re.compile(
    r"(?:^|[,。?;]|请问|查一?下|想问)((?:(?![的有哪和与跟几各这那全本一两个每按逐请])[\u4e00-\u9fff]){2,3}(?:(?<![超门楼股夜城菜上])市(?!场|民|值|级|里|内)|县(?!级|里|城)|区(?!级|域|间|里|内)|旗(?!帜|下|舰)))")
_WITHIN = r"(?:{regions})((?:(?![的有哪和与跟几各这那全本])[\u4e00-\u9fff]){{2,3}}(?:镇|乡|街道|(?:县|区)(?![域级里内间道])))"


def leading_stranger(masked: str, library: Library) -> tuple[str, ...]:
    """The place that a question is about (清平县低保…, 宁皋县城关镇…) and that no notice names."""
    leading = [found.group(1) for found in _LEADING.finditer(masked)]
    regions = "|".join(map(re.escape, (*library.regions, *leading))) or "(?!)"
    within = re.compile(_WITHIN.format(regions=regions))
    for found in (*within.finditer(masked), *_LEADING.finditer(masked)):
        name = found.group(1)
        known = name in library.aliases or any(name.startswith(r) for r in library.regions)
        if not (known or _GENERIC.search(name) or slips(name, library)
                or any(name in n.text for n in library.notices)):
            return (name,)
    return ()


def slips(masked: str, library: Library) -> list[tuple[str, str]]:
    """Windows that differ from a unit's full name in one character (莲糊区 → 莲湖区)."""
    found = []
    for unit in library.units:
        name = unit.name
        if len(name) < 3 or not SUFFIX.search(name):
            continue
        for i in range(len(masked) - len(name) + 1):
            window = masked[i : i + len(name)]
            same = sum(a == b for a, b in zip(window, name, strict=True))
            typed = [a + b for a, b in zip(window, name, strict=True) if a != b]
            close = same == len(name) - 1 and window[-1] == name[-1] and not _OPPOSED.search(typed[0])
            if close and not _known_place(window) and window not in library.vocabulary:
                found.append((window, name))
    return found


_OPPOSED = re.compile("^[东西南北中上下前后左右新老一二三四五六七八九十]{2}$")
"""Characters that tell two names apart (运东区, 运西区)."""


def strange_places(masked: str, library: Library) -> Iterable[str]:
    """Places named that the library does not hold and its notices never mention."""
    asked = set(_ASKED_PLACE.findall(masked))
    for token in _place_words(masked):
        if token in library.aliases or token in library.vocabulary and token not in asked:
            continue
        if token in library.regions or re.sub(r"[省市]$", "", token) in library.regions:
            continue
        if token in asked and not _said(token, library):
            yield token
            continue
        plain = SUFFIX.sub("", token)
        known = _known_place(token)
        if not known and (_GENERIC.search(token) or plain in library.vocabulary):
            continue
        yield token


def _said(token: str, library: Library) -> bool:
    """Whether a notice held speaks of the inspection of a place, not only in the links beside it, or of a kind of place."""
    told = re.compile(rf"{token}[^。\n]{{0,10}}巡[视察]|巡[视察][^。\n]{{0,10}}{token}")
    return bool(_GENERIC.search(token)) or any(
        item.start <= found.start() < item.extent for n in library.notices for found in told.finditer(n.text) for item in n.items)


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
