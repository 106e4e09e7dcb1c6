"""The model-free answerer: from an understood question to a draft with its citations."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Block, Bullets, Paragraph, Turn
from assistant.bi_encoder import BiEncoder
from assistant.citing import CitationBook, in_order
from assistant.counts import progress_of
from assistant.dialogue import resolve, restated
from assistant.evidence import EvidenceFinder
from assistant.fields import COUNTS, Field, fields_asked, of_the_notice
from assistant.library import Library
from assistant.premise import corrections
from assistant.question import Question
from assistant.ranking import Encode, Ranker, SentenceVectors
from assistant.replies.aggregate import aggregate
from assistant.replies.chapter_lists import chapter_list
from assistant.replies.comparison import compare
from assistant.replies.desk import Desk, Draft, note
from assistant.replies.documents import documents
from assistant.replies.fact import fact
from assistant.replies.holdings import greeting, holdings, judged, not_held
from assistant.replies.item_names import by_heading, by_subject
from assistant.replies.marked import marked
from assistant.replies.outline import outline
from assistant.replies.plans import plans
from assistant.replies.profile import office, profile
from assistant.replies.section import section
from assistant.replies.standing import standing
from assistant.replies.summary import summary
from assistant.replies.tabled import tabled
from assistant.replies.two_counts import two_counts
from assistant.replies.which import which


class Engine:
    """Answers questions over one library; made anew when the store changes."""

    def __init__(self, library: Library, encode: Encode, vectors: SentenceVectors, towers: BiEncoder) -> None:
        self.library = library
        self.finder = EvidenceFinder(library, Ranker(library, encode, vectors, towers))

    def answer(self, text: str, history: Sequence[Turn] = (), only: tuple[str, ...] = ()) -> Answer:
        """The draft answer to a question, its statements not yet judged."""
        question = resolve(text, history, self.library, only)
        if only and not question.units:
            question = question.about(only)
        desk = Desk(self.library, self.finder, CitationBook(self.library))
        draft = _told_apart(question, self._set_right(question, self.draft(question, desk), desk))
        blocks, citations = in_order(draft.blocks, desk.book.citations)
        return Answer(
            question=text, kind=draft.kind, blocks=blocks, refused=draft.refused,
            citations=() if draft.refused else citations, understood=restated(question, self.library),
            resolved_question=question.text, searched=draft.searched, nearest=draft.nearest,
            choices=draft.choices, note=two_counts(question, draft, desk),
            state={"question": question, "focus": draft.focus,
                   "units": tuple(dict.fromkeys(c.district for c in citations))},
        )

    def _set_right(self, question: Question, draft: Draft, desk: Desk) -> Draft:
        """The draft with what the question wrongly takes for granted said first."""
        if len(question.units) != 1 or draft.kind in ("fact", "premise", "refusal", "library"):
            return draft
        wrong = corrections(question, self.library.unit(question.units[0]), None, desk)
        if not wrong:
            return draft
        shown = [_shortened(block) for block in draft.blocks]
        return replace(draft, blocks=(Paragraph(tuple(wrong)), *shown))

    def draft(self, question: Question, desk: Desk) -> Draft:
        """The reply of the kind the question asks for."""
        if draft := (self._aside(question, desk) or standing(question, desk)
                     or marked(question, desk) or summary(question, desk)):
            return draft
        fields = tuple(f for f in fields_asked(question.text, question.topic)
                       if not (question.background and f.name in COUNTS))
        asks_contact = any(f.name in _CONTACTS for f in fields)
        if question.intent == "library" and not asks_contact:
            return holdings(question, desk)
        if len(question.units) < 2 and any(f.name == "progress" for f in fields):
            fields = self._of_one(question, fields)
        if len(question.units) == 1 and not asks_contact and (
                draft := tabled(question, self.library.unit(question.units[0]), desk)):
            return draft
        if question.intent == "aggregate" or (question.superlative and len(question.units) > 1):
            return aggregate(question, fields, desk)
        if draft := profile(question, fields, desk) if fields and not question.refs else office(question, desk):
            return draft
        itemised = question.intent == "section" or (len(question.units) == 1 and (
            question.refs or by_heading(question, self.library.unit(question.units[0]))
            or by_subject(question, self.library.unit(question.units[0]), self.finder)))
        if itemised and (draft := section(question, desk)):
            return draft
        if draft := (plans(question, desk) or documents(question, desk) or chapter_list(question, desk)):
            return draft
        if question.intent == "outline" and (draft := outline(question, desk)):
            return draft
        if question.intent == "which":
            return which(question, desk)
        if len(question.units) > 1:
            return compare(question, desk)
        return fact(question, desk)


    def _aside(self, question: Question, desk: Desk) -> Draft | None:
        """The reply to what no notice can answer: a greeting, a place not held, a verdict."""
        if question.intent in ("greeting", "ability"):
            return greeting(question, desk)
        if question.unknown and (not question.units or question.scope == "all"):
            return not_held(question, desk)
        return judged(question, desk)

    def _of_one(self, question: Question, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """The fields to answer one unit's question about its progress from.

        How many are settled is no count of all; where the notice does not say so in one place,
        its own sentence answers better.
        """
        if not of_the_notice(question.topic):
            return tuple(f for f in fields if f.name != "progress")
        units = [self.library.unit(name) for name in question.units]
        if units and progress_of(units[0].notice):
            return tuple(f for f in fields if f.name != "total")
        return tuple(f for f in fields if f.name not in ("progress", "total"))


_CONTACTS = ("phone", "email", "postcode", "address")
FIRST = 10
"""Entries of a list shown behind a correction; the whole list answers the right question."""


def _shortened(block: Block) -> Block:
    if not isinstance(block, Bullets) or len(block.entries) <= FIRST:
        return block
    return replace(block, entries=block.entries[:FIRST], lead=f"{block.lead},前{FIRST}项是")


def _told_apart(question: Question, draft: Draft) -> Draft:
    """The draft, with a place named beside a unit held said not to be held."""
    if not question.unknown or not question.units or draft.kind == "library":
        return draft
    names = "、".join(question.unknown)
    return replace(draft, blocks=(note(f"资料库没有收录{names}的通报,以下只答库里有的:"), *draft.blocks))
