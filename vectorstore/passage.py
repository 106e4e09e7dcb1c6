"""The nouns of the store: what is searched, and what a search brings back."""

from dataclasses import dataclass, field
from typing import Any

CONTEXT_MARK = " › "
"""Stands between the parts of a passage's context."""


@dataclass(frozen=True)
class Passage:
    """A stretch of one notice, searched as a unit and shown untouched.

    ``text`` is exactly ``notice.text[start:end]`` (offsets in characters); ``context`` is the
    district and heading path that is embedded and searched in front of it, never shown.
    """

    id: str
    notice_id: str
    district: str
    text: str
    start: int
    end: int
    context: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """The last part of the context: the heading next above the text."""
        return self.context.rpartition(CONTEXT_MARK)[2]


@dataclass(frozen=True)
class Hit:
    """A passage found, with its fused score and the score of each leg (z-scores, unitless).

    ``sentence`` is the (start, end) offsets in the notice's text of the passage's sentence
    that fits the query best in the dense leg.
    """

    passage: Passage
    score: float
    lexical: float
    dense: float
    sentence: tuple[int, int] | None = None
