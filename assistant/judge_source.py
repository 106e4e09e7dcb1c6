"""What a citation can bear out: its passage, cut into windows, with the facts of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answer import Citation
from assistant.figures import Fact, facts, fold, plain
from assistant.judge_text import gives_orders

_WINDOW = re.compile(r"[^。;!?\n]*[。;!?\n]?")
_SUFFIX = re.compile(r"(?:自治县|自治州|新区|地区|区|县|市|旗|盟|州)$")


@dataclass(frozen=True)
class Source:
    """One cited stretch of a notice, with sentences that give a model orders left out.

    All text is folded to half width. ``text`` is the quote and the passage it stands in;
    ``about`` the words that place it (headings, title, item number, publication date), which
    bear facts out but not content.
    """

    number: int
    district: str
    notice_id: str
    text: str
    quote: str
    about: str
    item: str

    @classmethod
    def of(cls, citation: Citation) -> "Source":
        """The source that a citation is."""
        return _source(citation)

    @cached_property
    def plain(self) -> str:
        """Its letters and digits only."""
        return plain(self.text)

    @cached_property
    def tight(self) -> str:
        """Its text without spaces."""
        return self.text.replace(" ", "")

    @cached_property
    def windows(self) -> tuple[str, ...]:
        """The sentences of the text, cut at 。 and ;."""
        return tuple(w for w in _WINDOW.findall(self.text) if w.strip())

    @cached_property
    def facts(self) -> tuple[tuple[Fact, str], ...]:
        """Every fact with the window it stands in; a date takes the year said before it."""
        found: list[tuple[Fact, str]] = []
        year: int | None = None
        for window in self.windows:
            for fact in facts(window, nested=True):
                if fact.kind == "date":
                    year = fact.date[0] or year
                found.append((fact, window))
        return tuple(found)

    @cached_property
    def setting(self) -> tuple[Fact, ...]:
        """The facts of headings, title, publication date and item number."""
        numbers = " ".join(f"第{n}项" for n in re.findall(r"\d+|[一二三四五六七八九十]+", self.item))
        return tuple(facts(f"{self.about}。{numbers}", nested=True))

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that the text or its setting names."""
        every = (*(f for f, _ in self.facts), *self.setting)
        return frozenset(f.date[0] for f in every if f.date[0])

    def year_before(self, fact: Fact, window: str) -> int | None:
        """The year said last before a date that has none of its own."""
        year: int | None = None
        for other, place in self.facts:
            if place == window and other == fact:
                return year
            year = other.date[0] or year
        return year

    def holds(self, text: str) -> bool:
        """Whether the text stands in the source word for word (width, spaces, marks aside)."""
        return plain(text) in self.plain


_PLACED = {"落款": "\n落款日期、公布日期", "联系方式": "\n联系电话、电子邮箱、邮编、通讯地址"}
"""What the end of a notice holds without always naming it: its address tells."""


@lru_cache(maxsize=4096)
def _source(citation: Citation) -> Source:
    return Source(
        citation.number, citation.district, citation.notice_id,
        _body(fold(citation.quote), fold(citation.passage)) + _PLACED.get(citation.address, ""),
        fold(citation.quote),
        fold("。".join((*citation.path, citation.notice, citation.published,
                       _PLACED.get(citation.address, "").strip()))),
        f"{citation.item} {citation.address}",
    )


@lru_cache(maxsize=4096)
def _body(quote: str, passage: str) -> str:
    text = passage if quote in passage else f"{quote}\n{passage}"
    if not gives_orders(text):
        return text
    return "".join(w for w in _WINDOW.findall(text) if not gives_orders(w))


def windows(text: str) -> list[tuple[int, int]]:
    """The (start, end) offsets of the text's sentences, white space left out."""
    spans = ((m.start(), m[0]) for m in _WINDOW.finditer(fold(text)) if m[0].strip())
    return [(at + len(w) - len(w.lstrip()), at + len(w.rstrip())) for at, w in spans]


class Places:
    """The districts an answer may speak of, and where a text names them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._forms: dict[str, str] = {}
        for name in names:
            for form in (name, _SUFFIX.sub("", name)):
                if len(form) >= 2:
                    self._forms.setdefault(form, name)
        forms = sorted(self._forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, forms))) if forms else None

    def mentions(self, text: str) -> list[tuple[int, str]]:
        """(offset, district) of every district named, in order."""
        if self._pattern is None:
            return []
        return [(m.start(), self._forms[m[0]]) for m in self._pattern.finditer(text)]

    def named(self, text: str) -> frozenset[str]:
        """The districts named anywhere in the text."""
        return frozenset(name for _, name in self.mentions(text))

    def without(self, text: str) -> str:
        """The text without the districts it names."""
        return self._pattern.sub("", text) if self._pattern else text
