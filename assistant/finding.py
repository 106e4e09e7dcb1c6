"""What one unit's notice says to a question."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistant.excerpts import Excerpt
from assistant.library import Unit
from assistant.question import Question
from assistant.ranking import Scored
from assistant.wants import role_of
from ingest.notice import Notice

DULL = frozenset(
    "整改 情况 状况 现状 局面 情形 问题 通报 巡视 方面 进行 工作 进展 措施 开展 落实 分别 目前 现在 当地 那边 这个 那个 他们 事情 里面 "
    "这次 本次 此次 这回 全区 本区 区里 区委 区政府 有关 相关 相应 以及 还有 已经 数量 数字 数据 具体 内容 时候 做法 期间 其中 同志 "
    "how many much what which the and has had been were was did does for with from that this are its".split())
"""Words that tell nothing of what a question is about."""


@dataclass(frozen=True)
class Finding:
    """What one unit's notice says to a question.

    ``coverage`` is the share (0–1) of the question's telling words found in what was chosen and
    its heading path; ``fit`` the share of wanted answer types; ``cosine`` the best raw similarity,
    ``answering`` the best one of the bi-encoder. ``doubts`` are what speaks against it as an answer, each with what is
    missing; ``chance`` (0–1) is how likely it answers.
    """

    unit: Unit
    notice: Notice
    excerpts: tuple[Excerpt, ...]
    ranked: tuple[Scored, ...]
    coverage: float
    item_coverage: float
    fit: float
    cosine: float
    answering: float = 0.0
    missing: tuple[str, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)
    chance: float = 0.0

    @property
    def found(self) -> bool:
        """Whether anything was chosen at all."""
        return bool(self.excerpts)

    @property
    def text(self) -> str:
        """What is shown: the excerpts' text."""
        return " ".join(self.notice.text[e.start : e.end] for e in self.excerpts)

    @property
    def item_text(self) -> str:
        """The text of the problems that the excerpts stand in, or of their items outside of any."""
        return text_around(self.notice, self.excerpts)


def text_around(notice: Notice, excerpts: Iterable[Excerpt]) -> str:
    """The text of the problems that excerpts stand in, or of their items outside of any."""
    homes = {e.home for e in excerpts}
    return " ".join(notice.text[i.start : i.extent] for i in notice.items if i.id in homes)


def role_in(question: Question) -> re.Pattern[str] | None:
    """What a sentence that says who holds the post asked for looks like; None when none is asked for."""
    who = question.english and any(w.kind == "person" for w in question.wants)
    return role_of(question.asked, question.topic if who else "")


def own(question: Question, unit: Unit) -> Question:
    """The question as it is put to one unit, where each is asked something else."""
    topic = dict(question.own_topics).get(unit.name)
    if not topic:
        return question
    quoted = tuple(q for q in question.quoted if q in topic)
    return replace(question, topic=topic, text=f"{unit.name}{topic}", quoted=quoted)
