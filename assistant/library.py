"""What the assistant knows of the notices held: units, their aliases, items and sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.people import NAME, POST
from assistant.short_names import short_names
from assistant.table_rows import row_at
from assistant.wording import clauses, compact, normalise, sentences
from ingest.notice import Item, Notice

SUFFIX = re.compile(r"(?:新区|自治县|自治州|地区|区|县|市|州|旗|盟|镇|乡|街道)$")
ROLE_NAME = re.compile(
    rf"({POST})({NAME})(?=同志|任|、|,|，|主持|第一|为|亲自|带|和|;|；|。|$)")
"""A name behind a post (书记马军)."""


def _longest_first(name: str) -> tuple[int, str]:
    """An order of names that is the same in every run."""
    return -len(name), name


@dataclass(frozen=True)
class Sentence:
    """A sentence of a notice: ``text`` is ``notice.text[start:end]``.

    ``context`` is its heading path; ``heading`` marks the heading of an item itself. ``home`` is the id of the
    problem that it stands in, with its measures, of its item outside of any.
    """

    notice_id: str
    item_id: str
    start: int
    end: int
    text: str
    context: str
    heading: bool = False
    home: str = ""


@dataclass(frozen=True)
class Unit:
    """A district (or county, university, company) and its notices, newest first."""

    name: str
    city: str
    province: str
    aliases: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def notice(self) -> Notice:
        """The edition that answers: the newest."""
        return self.notices[0]

    @property
    def place(self) -> str:
        """Province, city and name in one, as far as known."""
        city = "" if self.name.startswith(self.city or "\0") else self.city
        province = "" if self.name.startswith(self.province or "\0") else self.province
        return f"{province}{city}{self.name}"


class Library:
    """A read-only view of a set of notices, made anew when the store changes."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices = tuple(notices)
        self._by_id = {n.id: n for n in self.notices}
        self.units = _units(self.notices)
        self._sentences: dict[str, tuple[Sentence, ...]] = {}
        self._items = {n.id: {i.id: i for i in n.items} for n in self.notices}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all units."""
        return tuple(u.name for u in self.units)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all notices."""
        return frozenset(self._by_id)

    def notice(self, notice_id: str) -> Notice:
        """The notice of that id; KeyError if it is not held."""
        return self._by_id[notice_id]

    def unit(self, name: str) -> Unit:
        """The unit of that name; KeyError if it is not held."""
        for unit in self.units:
            if unit.name == name:
                return unit
        raise KeyError(name)

    def item(self, sentence: Sentence) -> Item:
        """The item a sentence stands in."""
        return self._items[sentence.notice_id][sentence.item_id]

    def sentences(self, notice: Notice) -> tuple[Sentence, ...]:
        """All sentences of a notice in reading order, headings included."""
        if notice.id not in self._sentences:
            self._sentences[notice.id] = tuple(_cut(notice))
        return self._sentences[notice.id]

    @cached_property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Normalised alias → names of the units it can mean, longest alias first."""
        table: dict[str, list[str]] = defaultdict(list)
        for unit in self.units:
            for alias in _aliases(unit):
                if unit.name not in table[alias]:
                    table[alias].append(unit.name)
        for city, name in self._only_of_its_city():
            table.setdefault(city, [name])
        return {a: tuple(table[a]) for a in sorted(table, key=_longest_first)}

    def _only_of_its_city(self) -> Iterable[tuple[str, str]]:
        """The city of an organisation, without its suffix, where it is all that is held of it."""
        for unit in self.units:
            alone = sum(unit.city in (u.city, u.name) for u in self.units) == 1
            city = normalise(SUFFIX.sub("", unit.city))
            if unit.city and alone and not SUFFIX.search(unit.name) and len(city) >= 2:
                yield city, unit.name

    @cached_property
    def short_names(self) -> dict[str, str]:
        """What people call an organisation → its name, longest first; what is ambiguous left out."""
        table: dict[str, set[str]] = defaultdict(set)
        for unit in self.units:
            for short in short_names(unit.name, (unit.province, unit.city)):
                table[short].add(unit.name)
        told = {short: next(iter(names)) for short, names in table.items()
                if len(names) == 1 and short not in self.aliases and short not in self.regions}
        return {short: told[short] for short in sorted(told, key=_longest_first)}

    @cached_property
    def regions(self) -> dict[str, tuple[str, ...]]:
        """City or province, with and without its suffix → names of its units."""
        table: dict[str, list[str]] = defaultdict(list)
        for unit in self.units:
            for region in filter(None, (unit.city, unit.province)):
                name = normalise(region)
                for alias in {name, re.sub(r"(?:省|市|自治区|地区|自治州)$", "", name)}:
                    if len(alias) >= 2 and unit.name not in table[alias]:
                        table[alias].append(unit.name)
        return {a: tuple(table[a]) for a in sorted(table, key=_longest_first)}

    @cached_property
    def pinyin(self) -> dict[str, str]:
        """Pinyin of a unit's short name ("huiji") → the unit's name, for English questions."""
        from pypinyin import lazy_pinyin  # a second to load: only when Latin letters are typed

        table = {}
        for unit in self.units:
            for alias in _aliases(unit):
                if re.fullmatch(r"[\u4e00-\u9fff]{2,}", alias):
                    table["".join(lazy_pinyin(alias))] = unit.name
            for region in (unit.city, unit.province):
                short = re.sub(r"(?:省|市)$", "", region)
                if short and sum(region in (u.city, u.province) for u in self.units) == 1:
                    table.setdefault("".join(lazy_pinyin(short)), unit.name)
        return table

    @cached_property
    def people(self) -> dict[str, tuple[str, ...]]:
        """Names that notices give behind a post (书记马军) → units whose notices do."""
        table: dict[str, list[str]] = defaultdict(list)
        for unit in self.units:
            for match in ROLE_NAME.finditer(unit.notice.text):
                if unit.name not in table[match.group(2)]:
                    table[match.group(2)].append(unit.name)
        return {name: tuple(units) for name, units in table.items()}

    @cached_property
    def vocabulary(self) -> str:
        """All notices' compact text in one string, to tell whether a term is used at all."""
        return "\n".join(compact(n.text) for n in self.notices)


def _units(notices: tuple[Notice, ...]) -> tuple[Unit, ...]:
    groups: dict[str, list[Notice]] = {}
    for notice in notices:
        groups.setdefault(notice.district.name or notice.title or notice.source, []).append(notice)
    units = []
    for name, held in groups.items():
        held.sort(key=_age, reverse=True)
        aliases = {a for n in held for a in n.district.aliases}
        units.append(Unit(
            name=name,
            city=next((n.district.city for n in held if n.district.city), ""),
            province=next((n.district.province for n in held if n.district.province), ""),
            aliases=tuple(sorted(aliases)),
            notices=tuple(held),
        ))
    return tuple(units)


def _age(notice: Notice) -> str:
    facts = (notice.published, notice.feedback, notice.inspected)
    return next((f.value for f in facts if f and f.value), "")


def _aliases(unit: Unit) -> set[str]:
    short = re.sub(r"(?:大学|学院|集团|(?:有限|股份)*公司)$", "", SUFFIX.sub("", unit.name))
    names = {unit.name, *unit.aliases}
    if len(short) >= 2:
        names.add(short)
    return {normalise(n) for n in names if len(n) >= 2}


def _cut(notice: Notice) -> Iterable[Sentence]:
    for item in notice.items:
        trail = notice.path(item)
        path = " › ".join(i.heading for i in trail if i.heading)
        above = " › ".join(i.heading for i in trail[:-1] if i.heading)
        home = notice.problem_of(item).id
        announces = item.kind in ("title", "section", "group", "problem") and (
            not item.leaf or bool(notice.text[item.body_start : item.own_end].strip()))
        spans = (
            (item.start, min(item.body_start, item.own_end), True),
            (max(item.start, item.body_start), item.own_end, False),
        )
        for begin, end, heading in spans:
            for s, e in sentences(notice.text[begin:end], begin):
                row = None if heading else row_at(notice.text, s, e)
                around = f"{path} › {' '.join(row.heads)}" if row and row.is_plain else path
                yield Sentence(
                    notice.id, item.id, s, e, notice.text[s:e],
                    above if heading else around, heading and announces, home,
                )


def clause_texts(sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses of a sentence as offsets in its notice's text."""
    return clauses(sentence.text, sentence.start)
