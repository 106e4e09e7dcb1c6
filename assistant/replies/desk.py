"""What every reply is made with, and the draft it makes."""

import re
from dataclasses import dataclass, replace

from assistant.answer import Block, Choice, Kind, Nearest, Paragraph, Statement
from assistant.citing import CitationBook, item_label, tidy
from assistant.evidence import EvidenceFinder
from assistant.excerpts import Excerpt
from assistant.finding import Finding
from assistant.labels import label
from assistant.library import Library, Unit
from assistant.question import Question
from assistant.wording import normalise
from ingest.notice import Item, Notice

SILENT = "通报未提及"
MANY = 8
"""Units named one by one in a refusal."""


@dataclass(frozen=True)
class Draft:
    """An answer before it is checked and timed."""

    kind: Kind
    blocks: tuple[Block, ...]
    refused: bool = False
    nearest: tuple[Nearest, ...] = ()
    choices: tuple[Choice, ...] = ()
    searched: str = ""
    focus: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """The library, the finder and the citations of the answer in the making."""

    library: Library
    finder: EvidenceFinder
    book: CitationBook

    def units(self, question: Question) -> tuple[Unit, ...]:
        """The units a question is asked of; all of them when it names none."""
        units = tuple(self.library.unit(name) for name in question.units)
        return tuple(_edition(unit, question) for unit in units or self.library.units)

    def quote(self, notice: Notice, excerpt: Excerpt) -> Statement:
        """An excerpt as a cited statement."""
        return self.book.quote(notice, excerpt.start, excerpt.end)

    def entry(self, notice: Notice, item: Item) -> Statement:
        """An item in a list: its number and heading, cited to where they stand."""
        quote = self.book.quote(notice, item.start, max(item.body_start, item.start + 1),
                                heading_of(item))
        return Statement(quote.text, quote.citations)

    def say(self, finding: Finding, lead: str = "") -> Paragraph:
        """A finding's excerpts as one paragraph of cited statements."""
        statements = [self.quote(finding.notice, e) for e in finding.excerpts]
        return Paragraph(tuple(join(statements)), lead)


def _edition(unit: Unit, question: Question) -> Unit:
    """The unit with the edition of the year that a question names in front (2019年的通报)."""
    year = re.search(r"(20\d\d)年(?:度|版)?(?:的)?(?:那份|那篇|这份|旧)?通报", normalise(question.asked))
    if not year or len(unit.notices) < 2:
        return unit
    wanted = [n for n in unit.notices if any(
        f and f.value.startswith(year.group(1)) for f in (n.published, n.feedback, n.inspected))]
    rest = [n for n in unit.notices if n not in wanted]
    return replace(unit, notices=(*wanted, *rest))


def join(statements: list[Statement]) -> list[Statement]:
    """Statements made to read on: each ends in a full stop or semicolon."""
    closed = []
    for statement in statements:
        text = statement.text
        if text and text[-1] not in "。！？!?；;":
            text += "。"
        closed.append(Statement(text.replace(";", ";"), statement.citations, statement.check))
    return closed


def note(text: str) -> Paragraph:
    """A paragraph of our own that states nothing of a notice."""
    return Paragraph((Statement(text),))


def nearest_items(finding: Finding, library: Library, count: int = 3) -> tuple[Nearest, ...]:
    """The items nearest to a question, for showing under a refusal."""
    shown: dict[str, Nearest] = {}
    for scored in finding.ranked:
        sentence = scored.sentence
        if sentence.item_id in shown:
            continue
        shown[sentence.item_id] = _nearest(finding, library.item(sentence), sentence.start, sentence.end)
        if len(shown) == count:
            break
    return tuple(shown.values())


def _nearest(finding: Finding, item: Item, start: int, end: int, said: str = "") -> Nearest:
    """An item of a finding's notice, shown at a span of it."""
    return Nearest(finding.notice.id, item.id, finding.unit.name, item.address or item_label(item), item.heading,
                   start, end, said)


def heading_of(item: Item) -> str:
    """An item's number and heading in one line; 关于“…”问题的整改 is told by its title alone."""
    title = _WRAPPED.match(item.heading)
    marker = item.marker.strip(" |｜\t")
    heading = title.group(1) if title else item.heading
    apart = ("、" if heading[:1].isdigit() else " ") if marker[-1:].isdigit() else ""  # a row's number has no sign of its own
    return f"{marker}{apart}{heading}"


_WRAPPED = re.compile(r"^关于[“\"]([^”\"]+)[”\"](?:的)?问题(?:的整改(?:情况)?)?$")


def refuse(question: Question, finding: Finding, desk: Desk, reason: str) -> Draft:
    """The refusal: what the notices do not say, what was searched, the nearest items."""
    names = "、".join(question.units[:MANY]) + ("等" if len(question.units) > MANY else "")
    named = names or "各区"
    both = "均" if len(question.units) > 1 else ""
    text = f"{named}的通报{both}未提及{reason or '这一内容'},无法据此回答。"
    searched = f"检索了{named}通报全文,关键词:{label(question, question.text)}"
    return Draft("refusal", (note(text),), refused=True, searched=searched,
                 nearest=_with_sentence(finding, nearest_items(finding, desk.library)),
                 focus=focus_of(finding))


def _with_sentence(finding: Finding, nearest: tuple[Nearest, ...]) -> tuple[Nearest, ...]:
    """The nearest items, in front the one whose sentence is near a question that it does not answer."""
    if not finding.found or finding.coverage < NEAR and finding.answering < NEAR_IN_MEANING:
        return nearest
    first = max(finding.excerpts, key=lambda e: e.scored.score)
    item, said = finding.notice.item(first.item_id), tidy(finding.notice.text[first.start : first.end])
    told = _nearest(finding, item, first.start, first.end, said.rstrip("。;；"))
    return (told, *(n for n in nearest if n.item_id != item.id))


NEAR, NEAR_IN_MEANING = 0.1, 0.3
"""Share of the question's words, or the bi-encoder's cosine, from which a sentence is near enough to be told under a refusal."""


def focus_of(finding: Finding) -> tuple[str, ...]:
    """The items an answer was about, for the follow-up to it."""
    return tuple(dict.fromkeys(e.item_id for e in finding.excerpts))
