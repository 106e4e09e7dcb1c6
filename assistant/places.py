"""Which places a question names: units held, regions, typing slips, places not held."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.library import Library
from assistant.short_names import only_of_its_kind
from assistant.strangers import leading_stranger, other_body, slips, strange_places
from ingest.markers import number_of

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
    if body := other_body(norm, library):
        start, end = body
        at = {name: place for name, place in at.items() if not start <= place < end}
        masked = masked[:start] + " " * (end - start) + masked[end:]
    region, members = _region(masked, library)
    corrected: list[tuple[str, str]] = []
    if not at:
        for slip, name in slips(masked, library):
            at.setdefault(name, masked.find(slip))
            corrected.append((slip, name))
            masked = masked.replace(slip, " " * len(slip))
        for name, place, end in _english(norm, library):
            at.setdefault(name, place)
            masked = masked[:place] + " " * (end - place) + masked[end:]
    unknown = tuple(dict.fromkeys(strange_places(masked, library)))
    unknown += (norm[slice(*body)],) if body else ()
    unknown = unknown or (() if at else leading_stranger(masked, library))
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


_BESIDE_UNIT = re.compile(r"\s[和与跟、]$")
"""What joins a unit meant by its kind to one named before it (桐峪县和医院)."""
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


def _english(norm: str, library: Library) -> Iterable[tuple[str, int, int]]:
    """The units named in Latin letters, each with where its name begins and ends."""
    text = re.sub(r"[^a-z]", " ", norm)
    if len(text.strip()) < 4:
        return
    for pinyin, name in library.pinyin.items():
        for match in re.finditer(rf"\b{pinyin}\b", text):
            yield name, *match.span()


