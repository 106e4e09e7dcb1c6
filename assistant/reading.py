"""What is read of a question and of what was found for it, to tell whether the one answers the other."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.absence import RULES
from assistant.finding import Finding
from assistant.question import Question
from assistant.ranking import Ranker
from assistant.short_turns import made_whole
from assistant.terms import support
from assistant.wants import WantKind
from assistant.wording import compact, figureless, normalise

Values = NDArray[np.float32]

ASKED, TOLD, ABOVE = 40, 160, 60
"""Words read at most of a question, of what was found, of the headings above it."""
_FIGURE = re.compile(r"\d[\d,.]*\s*(?:余)?([%万亿]?[万亿]?元|%|个百分点|[\u4e00-\u9fff]?)")
KINDS: tuple[WantKind, ...] = ("count", "money", "percent", "date", "span", "person", "title", "reason", "list", "org", "name")
"""The kinds of answers that are told apart."""
OFF_TOPIC, UNSAID = "off_topic", "unsaid"
"""What makes for doubt besides the rules of absence: another subject, and a term that the notice never says."""
DOUBTS: tuple[str, ...] = (*(rule.__name__ for rule in RULES), OFF_TOPIC, UNSAID)


@dataclass(frozen=True)
class Reading:
    """A question's words with what is known of each (words × flags), the words found and those above them, and signals.

    Figures stand as their units (12.3万元 is #万元). The signals are numbers of the whole: how well the ranking likes what
    was found, what kind of answer is wanted, which rules of absence doubt it.
    """

    asked: tuple[str, ...]
    flags: Values
    told: tuple[str, ...]
    above: tuple[str, ...]
    signals: Values

    @classmethod
    def of(cls, question: Question, finding: Finding, ranker: Ranker, vocabulary: str) -> "Reading":
        """The reading of a question put to one unit; ``vocabulary`` is all notices' compact text."""
        asked, last = tokens(made_whole(question))[:ASKED], compact(question.asked)
        above = " ".join(e.scored.sentence.context for e in finding.excerpts)
        bodies = [compact(text) for text in (finding.text, above, finding.item_text, finding.notice.text)]
        known = (compact(" ".join((finding.unit.name, *finding.unit.aliases))), compact(question.topic), vocabulary)
        flags = [[float(word in body) for body in bodies]
                 + [support(word, bodies[0]), support(word, bodies[3]), min(len(word), 4) / 4, ranker.weight(word) / 8]
                 + [float(word in text) for text in known] + [float(word in last)] for word in asked]
        return cls(tuple(asked), np.array(flags, np.float32).reshape(len(asked), FLAGS),
                   tuple(tokens(finding.text)[:TOLD]), tuple(tokens(above)[:ABOVE]),
                   np.array(_signals(question, finding), np.float32))


FLAGS = 12
"""What is known of a word: whether it stands in what was found, above it, in the problem, in the notice; how far these
hold it otherwise; its length and weight; whether it names the unit, is of the topic, is said by any notice, and stands in the last turn."""


def _signals(question: Question, finding: Finding) -> list[float]:
    top = max(finding.excerpts, key=lambda e: e.scored.score).scored
    behind = max((s.score for s in finding.ranked
                  if s.sentence.home != top.sentence.home and not s.sentence.heading), default=0.0)
    wanted = {w.kind for w in question.wants}
    return [
        *(float(name in finding.doubts) for name in DOUBTS),
        top.score, top.score - behind, finding.coverage, finding.item_coverage, finding.fit, finding.cosine, finding.answering,
        top.lexical, top.dense, float(len(question.wants)), float(bool(question.units)), float(question.inherited),
        float(question.english), float(len(finding.excerpts)),
        *(float(kind in wanted) for kind in KINDS),
    ]


SIGNALS = len(DOUBTS) + 14 + len(KINDS)


def tokens(text: str) -> list[str]:
    """The words of a text in their order, figures as their units."""
    plain, found, at = normalise(text), [], 0
    for figure in _FIGURE.finditer(plain):
        found += figureless(plain[at : figure.start()])
        found.append("#" + figure.group(1))
        at = figure.end()
    return found + figureless(plain[at:])

