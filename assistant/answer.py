"""The nouns of an answer: statements and tables, each with its citations and its check."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

LOCAL = "local"
"""The maker that needs no model."""
CheckState = Literal["verified", "unverified", "struck", "computed", "none"]
"""verified: every figure, date, name and title stands in the cited passage. unverified: it could
not be shown to. struck: it contradicts its source. computed: worked out from verified figures
(计算得出). none: states nothing of a notice (a greeting, 通报未提及)."""
Kind = Literal["fact", "premise", "section", "outline", "profile", "compare", "which", "aggregate",
               "library", "help", "choice", "refusal"]
"""premise: something that the question takes for granted is set right. choice: its item number
fits several items."""


@dataclass(frozen=True)
class Citation:
    """A span of a notice that a statement rests on.

    ``item`` is the cited item's own number as printed ("(15)", "3."), ``address`` its whole path
    (二(一)5(15)), ``path`` the headings from the top; ``passage`` the cited item's text and
    ``quote`` the exact span ``notice.text[start:end]``.
    """

    number: int
    notice_id: str
    district: str
    notice: str
    item: str
    item_id: str
    address: str
    path: tuple[str, ...]
    quote: str
    passage: str
    start: int
    end: int
    source: str
    edition: Literal["original", "digest"] = "original"
    published: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Check:
    """What the judge found about one statement: its state and why, in one sentence."""

    state: CheckState = "none"
    reason: str = ""
    source_value: str = ""


@dataclass(frozen=True)
class Statement:
    """One sentence or cell: plain text without markers, the numbers it cites, and its check."""

    text: str
    citations: tuple[int, ...] = ()
    check: Check = Check()


@dataclass(frozen=True)
class Paragraph:
    """Statements read one after the other, after an optional bold lead such as a district."""

    statements: tuple[Statement, ...]
    lead: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list, one statement per entry; numbered when ``ordered``."""

    entries: tuple[Statement, ...]
    lead: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A comparison: header cells, then rows of one label and one cell per column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Statement, ...], ...]
    lead: str = ""


Block = Paragraph | Bullets | Table


@dataclass(frozen=True)
class Choice:
    """A clickable reply: what the button says and the question it asks."""

    label: str
    question: str


@dataclass(frozen=True)
class Nearest:
    """An item shown under a refusal as the nearest thing found; not a citation.

    ``said`` is its sentence nearest to the question, word for word; "" where none is near.
    """

    notice_id: str
    item_id: str
    district: str
    address: str
    heading: str
    start: int
    end: int
    said: str = ""


@dataclass(frozen=True)
class Answer:
    """What the reader gets for one question."""

    question: str
    kind: Kind
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()
    refused: bool = False
    understood: str = ""
    resolved_question: str = ""
    searched: str = ""
    nearest: tuple[Nearest, ...] = ()
    choices: tuple[Choice, ...] = ()
    maker: str = LOCAL
    note: str = ""
    elapsed_ms: float = 0.0
    state: dict[str, Any] = field(default_factory=dict)

    def statements(self) -> Iterator[Statement]:
        """Every statement and cell, in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.statements
            elif isinstance(block, Bullets):
                yield from block.entries
            else:
                for row in block.rows:
                    yield from row

    @property
    def counts(self) -> tuple[int, int]:
        """How many statements say something of a notice, and how many of them are verified."""
        states = [s.check.state for s in self.statements() if s.check.state != "none"]
        return len(states), sum(state in ("verified", "computed") for state in states)

    @property
    def verdict(self) -> str:
        """The plain line under an answer: in how many statements what was checked stands in the text cited."""
        checked, good = self.counts
        return f"{checked} 句中 {good} 句的数字、日期、名称见于所引原文" if checked else ""

    @property
    def text(self) -> str:
        """The answer as plain text with [1] markers; tables as lines of 「列:格」; under a refusal what is nearest."""
        near = (f"最接近的一句在{n.address}:“{n.said}”。" for n in self.nearest if n.said)
        return "\n".join(filter(None, (*(_plain(block) for block in self.blocks), *near)))

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready copy, with ``text`` and ``verdict`` added."""
        data = asdict(self)
        data.pop("state")
        for block, copy in zip(self.blocks, data["blocks"], strict=True):
            copy["type"] = type(block).__name__.lower()
        return {**data, "text": self.text, "verdict": self.verdict}


@dataclass(frozen=True)
class Step:
    """A stage of answering, shown as it happens (理解为…, 检索…, 找到…)."""

    name: Literal["understood", "searched", "evidence", "writing", "checking", "fallback"]
    detail: str


@dataclass(frozen=True)
class Delta:
    """A piece of a model's reply, unchecked as yet (shown as provisional)."""

    text: str


Event = Step | Delta | Answer
"""What a streamed answer yields; the last event is always the whole :class:`Answer`."""


@dataclass(frozen=True)
class Turn:
    """An earlier question of the conversation and its answer."""

    question: str
    answer: Answer | None = None


def mapped(block: Block, change: Callable[[Statement], Statement]) -> Block:
    """The block with every statement changed."""
    if isinstance(block, Paragraph):
        return replace(block, statements=tuple(map(change, block.statements)))
    if isinstance(block, Bullets):
        return replace(block, entries=tuple(map(change, block.entries)))
    return replace(block, rows=tuple(tuple(map(change, row)) for row in block.rows))


def marked(statement: Statement) -> str:
    """The statement's text with its markers behind it."""
    markers = "".join(f"[{n}]" for n in statement.citations)
    if statement.check.state == "computed" and "计算得出" not in statement.text:
        return f"{statement.text}(计算得出){markers}"
    return statement.text + markers


def _plain(block: Block) -> str:
    if isinstance(block, Paragraph):
        body = "".join(marked(s) for s in block.statements)
        return f"{block.lead}:{body}" if block.lead else body
    if isinstance(block, Bullets):
        marks = [f"{i}. " if block.ordered else "- " for i in range(1, len(block.entries) + 1)]
        lines = [m + marked(s) for m, s in zip(marks, block.entries, strict=True)]
        return "\n".join([block.lead + ":" if block.lead else "", *lines]).strip("\n")
    lines = [block.lead] if block.lead else []
    if len(block.columns) == 2:
        return "\n".join([*lines, *(f"{marked(row[0])}:{marked(row[1])}" for row in block.rows)])
    for row in block.rows:
        cells = [f"{c}:{marked(s)}" for c, s in zip(block.columns[1:], row[1:], strict=True)]
        lines.append("\n".join(cells) if len(block.rows) == 1 else
                     "|".join([marked(row[0]), *cells]))
    return "\n".join(lines)
