"""What the rules of absence weigh: a question put to one unit, and the text shown for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.finding import Finding
from assistant.question import Question
from assistant.wants import Want, hard_fit
from assistant.wording import clauses, compact, normalise

HALF = 0.4
"""Support from which a text speaks of a word: half of its bigrams."""


@dataclass(frozen=True)
class Case:
    """A question as asked (normalised) and the text shown (as written), with what they are of.

    ``around`` is the text with the sentences it is cut from and the headings above them, ``item``
    the items it stands in, ``notice`` the whole. ``year`` is the one that the notice calls 今年,
    ``years`` are those of its own dates. ``coverage`` and ``cosine`` are the finding's; ``answering`` is the
    bi-encoder's cosine of the sentence that holds what is wanted; ``sure`` tells that the best sentence fits the
    question far better than others do.
    """

    asked: str
    text: str
    topic: str = ""
    wants: tuple[Want, ...] = ()
    english: bool = False
    inherited: bool = False
    around: str = ""
    item: str = ""
    notice: str = ""
    year: str = ""
    years: frozenset[str] = frozenset()
    coverage: float = 0.0
    cosine: float = 0.0
    answering: float = 0.0
    sure: bool = False

    @classmethod
    def of(cls, question: Question, finding: Finding) -> "Case":
        """The case of a question and what was found for it in one notice."""
        notice = finding.notice
        dates = [d for d in (notice.published, notice.feedback, notice.inspected) if d]
        years = {d.value[:4] for d in dates} | {d.until[:4] for d in dates if d.until}
        return cls(
            normalise(question.asked), finding.text, question.topic, question.wants,
            question.english, question.inherited, in_context(finding), finding.item_text,
            notice.text, notice.year, frozenset(years), finding.coverage, finding.cosine,
            _typed(question, finding), bool(question.units) and is_sure(finding))

    @cached_property
    def body(self) -> str:
        """The text shown, normalised."""
        return normalise(self.text)

    @cached_property
    def told(self) -> str:
        """The text shown, without white space, as words are looked for in it."""
        return compact(self.text)

    @cached_property
    def whole(self) -> str:
        """The notice without white space."""
        return compact(self.notice)

    def near(self, wanted: Callable[[str], object], before: int, after: int) -> list[str]:
        """The clauses that hold what is wanted, each with some before and behind it, compact."""
        pieces = [self.body[s:e] for s, e in clauses(self.body)]
        return [compact("".join(pieces[max(0, i - before) : i + after + 1]))
                for i, piece in enumerate(pieces) if wanted(piece)]


def _typed(question: Question, finding: Finding) -> float:
    shown = ((e.scored.answering, finding.notice.text[e.start : e.end]) for e in finding.excerpts)
    return max((near for near, text in shown if hard_fit(question.wants, text) >= HALF), default=0.0)


def is_sure(finding: Finding) -> bool:
    """Whether the best sentence holds what is wanted and says the question's words as no other does."""
    best = next((s for s in finding.ranked if not s.sentence.heading), None)
    return best is not None and best.fit >= FIT and best.lexical >= LEXICAL and best.score >= SCORE


FIT, LEXICAL, SCORE = 0.8, 6.5, 15.0


def in_context(finding: Finding) -> str:
    """What is shown, with the sentences it is of and the headings above them."""
    around = (e.scored.sentence.text + e.scored.sentence.context for e in finding.excerpts)
    return " ".join((finding.text, *around))
