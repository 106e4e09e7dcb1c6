"""The nouns of a notice: what is read from a file, before anything is embedded."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

ItemKind = Literal[
    "title", "opening", "section", "group", "problem", "part", "contact", "signature", "other"
]
"""What an item is.

title: the title line(s). opening: the paragraphs before the first numbered section. section: a
top-level part (一、组织整改落实情况) or a numbered part of a section that holds no problems.
group: a heading above problems ((一)反馈问题…, 5.解决群众…). problem: one problem of the inspection
with what was done about it (what the notice counts: 苏仙 48, 莲湖 12, 天元 41, 惠济 35, 姜堰 26).
part: a numbered inner part of a problem (姜堰's (1)(2)). contact: the lines that invite comments.
signature: publisher and date under the text. other: anything else that is content.
"""


@dataclass(frozen=True)
class District:
    """The unit a notice is about; a district mostly, but also a county, university or company."""

    name: str
    city: str = ""
    province: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """A stretch of a notice's text (character offsets, end exclusive), with why it matters."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True)
class DateFact:
    """A date (or a range) stated by the notice, and where it says so.

    ``value`` and ``until`` are ISO dates, possibly cut to month or year; "" when not stated.
    """

    value: str
    until: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Item:
    """A node of the outline, in reading order.

    ``start``–``end`` covers the item and everything below it; ``start``–``own_end`` is its own
    text up to its first child (all of it, for a leaf). ``body_start`` is where the heading ends.
    Own texts of all items plus the notice's furniture make up its text exactly.
    """

    id: str
    parent: str | None
    level: int
    kind: ItemKind
    marker: str
    number: int | None
    heading: str
    address: str
    start: int
    body_start: int
    own_end: int
    end: int
    leaf: bool

    @property
    def extent(self) -> int:
        """Where what is told of the item ends: a problem's measures are its own, what hangs below others is not."""
        return self.end if self.kind == "problem" else self.own_end


@dataclass(frozen=True)
class Notice:
    """One notice: its text as read, its outline, and what is known about it."""

    id: str
    title: str
    district: District
    text: str
    items: tuple[Item, ...]
    publisher: str = ""
    group: str = ""
    group_span: Span | None = None
    inspected: DateFact | None = None
    feedback: DateFact | None = None
    published: DateFact | None = None
    edition: Literal["original", "digest"] = "original"
    digest_of: str = ""
    source: str = ""
    format: str = "txt"
    sha256: str = ""
    furniture: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def item(self, item_id: str) -> Item:
        """The item of that id; KeyError if there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def item_at(self, offset: int) -> Item | None:
        """The item whose own text covers that character offset."""
        for item in self.items:
            if item.start <= offset < item.own_end:
                return item
        return None

    def path(self, item: Item) -> tuple[Item, ...]:
        """The item's ancestors from the top, the item itself last."""
        by_id = {i.id: i for i in self.items}
        trail = [item]
        while trail[0].parent:
            trail.insert(0, by_id[trail[0].parent])
        return tuple(trail)

    def problem_of(self, item: Item) -> Item:
        """The problem that an item belongs to, with its measures; the item itself outside of any."""
        return next((i for i in reversed(self.path(item)) if i.kind == "problem"), item)

    def children(self, item: Item) -> tuple[Item, ...]:
        """The items directly below that item."""
        return tuple(i for i in self.items if i.parent == item.id)

    @property
    def problems(self) -> tuple[Item, ...]:
        """The problems the notice lists, in order."""
        return tuple(i for i in self.items if i.kind == "problem")

    @property
    def year(self) -> str:
        """The year that the notice calls 今年: that of its publication, else of the inspection."""
        dated = (f.value[:4] for f in (self.published, self.feedback, self.inspected) if f)
        return next((year for year in dated if year), "")

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready copy."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Notice":
        """The notice that :meth:`to_dict` wrote."""
        fact = {k: DateFact(**data[k]) if data.get(k) else None
                for k in ("inspected", "feedback", "published")}
        district = District(**{**data["district"], "aliases": tuple(data["district"]["aliases"])})
        return cls(**{
            **data, **fact, "district": district,
            "items": tuple(Item(**i) for i in data["items"]),
            "group_span": Span(**data["group_span"]) if data.get("group_span") else None,
            "furniture": tuple(Span(**s) for s in data["furniture"]),
            **{k: tuple(data[k]) for k in ("pages", "warnings", "levels")},
        })


def parse_iso(value: str) -> date | None:
    """The date of a full ISO string; None for a partial or empty one."""
    return date.fromisoformat(value) if len(value) == 10 else None
