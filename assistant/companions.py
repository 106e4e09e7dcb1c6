"""Companions: the sentences told beside the one that an answer begins with, by what a small network learned."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from assistant.outcome import ASKED, BEFORE, measures_begin
from assistant.question import Question
from assistant.question_parts import ASK_WORD, parts
from assistant.ranking import Ranker, Scored
from assistant.reranker import Network, pairs_of
from assistant.sentence_index import SCRAP, Column
from assistant.wants import LEFT, LEFT_TOLD
from assistant.wording import compact, normalise, shared_grams
from ingest.notice import Item, Notice

WEIGHTS = Path(__file__).with_name("companion_weights.json")
"""The network, as ``python -m tests.fit_companions`` learns it from gold questions."""
OUTSIDE, FAR, APART, LONG = 15, 6, 7, 200
"""The rank of what is not among the best; the distance (in sentences) and the length (in characters) beyond which
more says nothing; the distance of what stands in another problem."""
WIDE = 10.0
"""Points behind the first sentence beyond which more says nothing."""
WHOLE = 150
"""Budgets below this are cells of a table, which have no room for more."""
_PROBLEM = re.compile("指出|查出|发现|点名|反馈的|有问题|问题|毛病|欠|隐患|挪用|违规|超")
_MENDED = re.compile("怎么样|退回|追回|追缴|收回|清退|化解|解决|处分|处理|办结|办完|完成|降|减|改|付|还|清|消化")
_COURSE = re.compile("前后|从.{0,8}到|从多少|由多少|降到|减到|升到|对比|变化|跟以前|原来.*现在|各.*(?:降|减|升)")
"""How a question asks for what was found, for what came of it, for both."""
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True)
class Beginning:
    """The sentence that an answer begins with, and all that its companions are weighed by.

    ``pool`` are the best sentences in their order, ``ranked`` all of the notice, ``budget`` the characters of the
    answer.
    """

    question: Question
    terms: tuple[str, ...]
    first: Scored
    pool: Sequence[Scored]
    ranked: Sequence[Scored]
    notice: Notice
    ranker: Ranker
    budget: int

    @cached_property
    def home(self) -> Item:
        """The problem that the first sentence stands in, with its measures; the sentence's item outside of any."""
        return self.notice.item(self.first.sentence.home)

    def holds(self, scored: Scored) -> bool:
        """Whether a sentence stands in the first one's problem."""
        return scored.sentence.home == self.first.sentence.home

    @cached_property
    def candidates(self) -> list[Scored]:
        """The best sentences and all those of the first one's problem, without the first."""
        best = {s.sentence.start for s in self.pool}
        beside = [s for s in self.ranked if self.holds(s) and not s.sentence.heading
                  and len(s.sentence.text) >= SCRAP and s.sentence.start not in best]
        return [s for s in (*self.pool, *beside) if s.sentence.start != self.first.sentence.start]

    @cached_property
    def asked(self) -> str:
        """The question as it was typed, normalised."""
        return normalise(self.question.asked)

    @cached_property
    def said(self) -> str:
        """The first sentence, compact."""
        return compact(self.first.sentence.text)

    @cached_property
    def pairs(self) -> tuple[set[str], set[str]]:
        """The bigrams of the question and those of the first sentence."""
        return pairs_of(self.question.asked), pairs_of(self.first.sentence.text)

    @cached_property
    def numbers(self) -> set[str]:
        """The numbers of the first sentence."""
        return set(_NUMBER.findall(self.said))

    @cached_property
    def coverage(self) -> float:
        """The share (0–1) of the terms that the first sentence holds."""
        return self.ranker.coverage(self.terms, self.first.sentence.text)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where each sentence of the first one's problem stands in it, by its offset."""
        starts = sorted(s.sentence.start for s in self.ranked if self.holds(s) and not s.sentence.heading)
        return {start: place for place, start in enumerate(starts)}

    @cached_property
    def mended_from(self) -> int | None:
        """Where the text of the first one's problem goes on to what was done; None if not told apart."""
        return measures_begin(self.notice, self.home)

    def chances(self) -> Column:
        """The chance (0–1) of each candidate to be needed beside the first sentence."""
        if not self.candidates:
            return np.zeros(0)
        return np.asarray(1 / (1 + np.exp(-learned()(self.features()))))

    def features(self) -> np.ndarray:
        """What speaks for each candidate (candidates × features)."""
        return np.array([self._row(scored) for scored in self.candidates], float)

    def _row(self, scored: Scored) -> list[float]:
        pair = _Pair(self, scored)
        return [*(float(value(pair)) for value in _OF_THE_PAIR.values()), *self.of_the_question]

    @cached_property
    def of_the_question(self) -> list[float]:
        """What the question alone is like: the same for every candidate."""
        asked, question = self.asked, self.question
        kinds = [w.kind for w in question.wants]
        return [bool(_PROBLEM.search(asked) or BEFORE.search(asked)), bool(_MENDED.search(asked) or ASKED.search(asked)),
                bool(_COURSE.search(asked)), len(kinds), len(ASK_WORD.findall(asked)), bool(question.superlative),
                len(parts(question)), "list" in kinds, question.english, bool(re.search("各|分别", asked)),
                len(re.findall("[、和及与]", question.topic)), len(question.units), self.budget < WHOLE]


@dataclass(frozen=True)
class _Pair:
    """A candidate beside the first sentence."""

    of: Beginning
    other: Scored

    @cached_property
    def text(self) -> str:
        return compact(self.other.sentence.text)

    @cached_property
    def gap(self) -> float:
        return self.of.first.score - self.other.score

    @cached_property
    def same(self) -> bool:
        """Whether it stands in the first one's problem."""
        return self.of.holds(self.other)

    @cached_property
    def steps(self) -> int:
        """Sentences from the first one to the candidate, in their problem; 0 from another."""
        places = self.of.places
        here, there = places.get(self.of.first.sentence.start), places.get(self.other.sentence.start)
        return there - here if self.same and here is not None and there is not None else 0

    @cached_property
    def rank(self) -> int:
        return next((i for i, s in enumerate(self.of.pool) if s is self.other), OUTSIDE)

    @cached_property
    def gain(self) -> float:
        """The share (0–1) of the terms' weight that the candidate adds to what the first sentence says."""
        return self.of.ranker.gain(self.of.terms, self.text, self.of.said)

    @cached_property
    def echoed(self) -> float:
        """The share (0–1) of the question's bigrams that the candidate has and the first sentence lacks."""
        asked, said = self.of.pairs
        return len(asked & pairs_of(self.other.sentence.text) - said) / max(1, len(asked))

    @cached_property
    def numbers(self) -> set[str]:
        return set(_NUMBER.findall(self.text))

    @cached_property
    def comes_of_it(self) -> bool:
        """Whether the first sentence states the problem and the candidate gives a figure of what was done."""
        begins, first, other = self.of.mended_from, self.of.first.sentence, self.other.sentence
        return (begins is not None and self.same and first.start < begins <= other.start
                and bool(re.search(r"\d", self.text)))


def _figures(text: str, most: int) -> int:
    return min(most, len(re.findall(r"\d+", text)))


def _left(pair: _Pair, text: str) -> bool:
    return bool(LEFT.search(pair.of.asked) and LEFT_TOLD.search(text))


_OF_THE_PAIR: Mapping[str, Callable[[_Pair], float]] = {
    "gap": lambda p: p.gap, "rank": lambda p: p.rank, "same": lambda p: p.same, "after": lambda p: p.steps > 0,
    "before": lambda p: p.steps < 0, "next": lambda p: p.steps == 1, "previous": lambda p: p.steps == -1,
    "distance": lambda p: min(FAR, abs(p.steps)) if p.same else APART,
    "length": lambda p: min(LONG, len(p.other.sentence.text)) / 100,
    "figures": lambda p: _figures(p.other.sentence.text, 6),
    "first_length": lambda p: min(LONG, len(p.of.first.sentence.text)) / 100,
    "first_figures": lambda p: _figures(p.of.first.sentence.text, 8),
    "shared_numbers": lambda p: bool(p.numbers & p.of.numbers),
    "new_numbers": lambda p: min(4, len(p.numbers - p.of.numbers)),
    "coverage": lambda p: p.of.ranker.coverage(p.of.terms, p.other.sentence.text),
    "first_coverage": lambda p: p.of.coverage,
    "left": lambda p: _left(p, p.text), "first_left": lambda p: _left(p, p.of.said),
    "echoed": lambda p: p.echoed,
    "alike": lambda p: shared_grams(p.other.sentence.text, p.of.first.sentence.text),
    "comes_of_it": lambda p: p.comes_of_it, "gap_here": lambda p: p.same * min(WIDE, p.gap),
    "gap_elsewhere": lambda p: (not p.same) * min(WIDE, p.gap),
    "gap_of_best": lambda p: (p.rank < OUTSIDE) * min(WIDE, p.gap),
    "answering": lambda p: p.other.answering, "first_answering": lambda p: p.of.first.answering,
    "fit_here": lambda p: p.same * p.other.fit, "gain_here": lambda p: p.same * p.gain,
}
_OF_THE_QUESTION = ("found", "mended", "course", "wants", "ask_words", "superlative", "parts", "list", "english",
                    "each", "joined", "units", "cell")
FEATURES = (*_OF_THE_PAIR, *_OF_THE_QUESTION)
"""The names of what speaks for a candidate beside the first sentence, and of what the question is like."""


@dataclass(frozen=True)
class Learned:
    """The network and what its output is of nothing."""

    network: Network
    base: float

    def __call__(self, features: np.ndarray) -> Column:
        """The log-odds of every row."""
        return self.network(features) + self.base


@lru_cache(maxsize=1)
def learned() -> Learned:
    """The network in use."""
    table = json.loads(WEIGHTS.read_text("utf-8"))
    base = table.pop("base")
    return Learned(Network(**{name: np.array(values) for name, values in table.items()}), base)
