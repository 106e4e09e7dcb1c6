"""Figures of a set of answers against a gold question set.

A question is ``{"id", "type", "turns", "answer", "must_contain", "must_not_contain", "sources":
[{"district", "item", "quote"}], "answerable"}``; an answer is what ``python -m assistant batch``
writes. ``must_contain`` is a list of lists of alternatives.
"""

import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from errors import QuestionError
from vectorstore import Hit

Row = Mapping[str, Any]
Search = Callable[[str, int], list[Hit]]

SHORTEST_LIMIT = 240
"""An answer may be this long, or four times its gold answer; a dump of passages is none."""
IN_PASSAGE, IN_QUOTE, QUOTE_WITHIN = 0.6, 0.5, 0.8
"""Shares of 6-grams: gold in a passage, gold in a quote, a quote within the gold."""

DEPTHS = (1, 5)
"""hit@1 and hit@5."""
_ACROSS = ("aggregate", "compare2", "compare_all", "meta")
"""Types that ask of several districts or of the library, whatever their answer cites."""
_MARKER = re.compile(r"[\[【](?:\d+[,,、\s]*)+[\]】]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BULLET = re.compile(r"^\s*\d+[.、]\s", re.MULTILINE)
_LEAF = re.compile(r"\(?([\d一二三四五六七八九十]+)[).、]")


@dataclass(frozen=True)
class Verdict:
    """One answer held against its gold; the counts are of gold quotes and citations."""

    id: str
    type: str
    answerable: bool
    refused: bool
    met: bool
    chars: int
    limit: int
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    gold: int = 0
    found: int = 0
    tight: int = 0
    cited: int = 0
    precise: int = 0
    unsupported: tuple[str, ...] = ()
    elapsed_ms: float | None = None

    @property
    def correct(self) -> bool:
        """Right and short enough."""
        return self.met and self.chars <= self.limit


@dataclass(frozen=True)
class Evaluation:
    """The verdicts of a run and their figures."""

    verdicts: tuple[Verdict, ...]
    retrieval: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def figures(self) -> dict[str, Any]:
        """Every figure by name; shares are of 1, times in milliseconds."""
        rows = self.verdicts
        known = [r for r in rows if r.answerable]
        unknown = [r for r in rows if not r.answerable]
        return {
            "questions": len(rows),
            "accuracy": _share(sum(r.correct for r in rows), len(rows)),
            "accuracy_any_length": _share(sum(r.met for r in rows), len(rows)),
            "answer_chars_p50": _percentile([r.chars for r in rows], 0.5),
            "citation_recall": _share(sum(r.found for r in rows), sum(r.gold for r in rows)),
            "citation_precision": _share(sum(r.precise for r in rows), sum(r.cited for r in rows)),
            "quote_recall": _share(sum(r.tight for r in rows), sum(r.gold for r in rows)),
            "refused_right": f"{sum(r.refused for r in unknown)}/{len(unknown)}",
            "refused_wrong": f"{sum(r.refused for r in known)}/{len(known)}",
            "unsupported": sum(bool(r.unsupported) for r in rows),
            "by_type": self.by_type,
            **self.retrieval,
            **self._times(),
        }

    @property
    def by_type(self) -> dict[str, str]:
        """Correct of all, per type of question."""
        groups: dict[str, list[Verdict]] = defaultdict(list)
        for row in self.verdicts:
            groups[row.type].append(row)
        return {t: f"{sum(r.correct for r in v)}/{len(v)}" for t, v in sorted(groups.items())}

    @property
    def failures(self) -> list[Verdict]:
        """The answers that are wrong or too long."""
        return [r for r in self.verdicts if not r.correct]

    def _times(self) -> dict[str, float]:
        times = [r.elapsed_ms for r in self.verdicts if r.elapsed_ms is not None]
        return {f"ms_p{p}": _percentile(times, p / 100) for p in (50, 95)} if times else {}


ASKED = ("id", "turns")
"""What a row must hold to be asked."""
GOLD = (*ASKED, "type", "answer", "must_contain", "sources", "answerable")
"""What a row must hold to be asked and its answer judged."""
EXAMPLE = '{"id": "1", "turns": ["第一问", "追问"]}'


def read_questions(path: Path, needs: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The questions of a file, one JSON object a line, each with what it ``needs``; QuestionError for a wrong row."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path} 不是 UTF-8 文本:请另存为 UTF-8。") from error
    return [_row(line, f"{path} 第 {n} 行", needs) for n, line in enumerate(lines, 1) if line.strip()]


def _row(line: str, where: str, needs: Sequence[str]) -> dict[str, Any]:
    """One row of a file of questions."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise QuestionError(f"{where}不是完整的 JSON:每行应是一个对象,如 {EXAMPLE}。") from error
    if not isinstance(row, dict):
        raise QuestionError(f"{where}不是 JSON 对象:每行应是一个对象,如 {EXAMPLE}。")
    if lacking := [name for name in needs if name not in row]:
        raise QuestionError(f"{where}缺少 {'、'.join(lacking)}:每行应有 {'、'.join(needs)},如 {EXAMPLE}。")
    turns = row.get("turns")
    if "turns" in needs and not (isinstance(turns, list) and turns and all(isinstance(t, str) for t in turns)):
        raise QuestionError(f"{where}的 turns 应是依次提出的问题,至少一个,如 {EXAMPLE}。")
    return row


def evaluate(questions: Iterable[Row], answers: Iterable[Row],
             retrieval: Mapping[str, float] | None = None) -> Evaluation:
    """The verdict on every question; one without an answer counts as wrong."""
    by_id = {a["id"]: a for a in answers}
    verdicts = tuple(verdict(q, by_id.get(q["id"], {})) for q in questions)
    return Evaluation(verdicts, retrieval or {})


def verdict(question: Row, answer: Row) -> Verdict:
    """One answer held against its gold."""
    raw = answer.get("answer") or ""
    text = squeezed(_MARKER.sub("", raw))
    missing = [a for a in question["must_contain"] if not any(contains(text, x) for x in a)]
    forbidden = [x for x in question.get("must_not_contain", []) if contains(text, x)]
    cites = answer.get("citations") or []
    return Verdict(
        id=question["id"], type=question["type"], answerable=question["answerable"],
        refused=bool(answer.get("refused")), met=not missing and not forbidden, chars=len(text),
        limit=max(SHORTEST_LIMIT, 4 * len(squeezed(question["answer"]))),
        missing=tuple(alternatives[0] for alternatives in missing), forbidden=tuple(forbidden),
        unsupported=_unsupported(question, raw, cites), elapsed_ms=answer.get("elapsed_ms"),
        **(_cited(question["sources"], cites) if question["answerable"] else {}),
    )


def _cited(sources: Sequence[Row], cites: Sequence[Row]) -> dict[str, int]:
    """How well the citations meet the gold quotes."""
    if not sources:
        return {}
    gold = [squeezed(s["quote"]) for s in sources]
    items = {(s.get("district", ""), _leaf(s.get("item"))) for s in sources}
    passages = [squeezed(c.get("passage")) for c in cites]
    quotes = list(filter(None, (squeezed(c.get("quote")) for c in cites)))
    held = [any(overlap(g, p) >= IN_PASSAGE for g in gold) for p in passages]
    return {
        "gold": len(gold),
        "found": sum(any(overlap(g, p) >= IN_PASSAGE for p in passages) for g in gold),
        "tight": sum(any(overlap(g, q) >= IN_QUOTE or overlap(q, g) >= QUOTE_WITHIN
                         for q in quotes) for g in gold),
        "cited": len(cites),
        "precise": sum(fits or (c.get("district"), _leaf(c.get("item"))) in items
                       for c, fits in zip(cites, held, strict=True)),
    }


def _unsupported(question: Row, raw: str, cites: Sequence[Row]) -> tuple[str, ...]:
    """Numbers of two digits or more that neither a citation nor the question holds."""
    if not cites:
        return ()
    lines = (x for x in _MARKER.sub("", raw).splitlines() if "计算得出" not in x)
    body = _BULLET.sub("", "\n".join(lines))
    known = _numbers(" ".join(question["turns"]))
    for cite in cites:
        parts = (str(cite.get(k) or "") for k in ("passage", "item", "address", "notice"))
        known |= _numbers(" ".join(parts))
    return tuple(sorted(n for n in _numbers(body) if n not in known and len(n) > 1))


def retrieval(assistant: Assistant, questions: Iterable[Row]) -> dict[str, float]:
    """hit@k on single-district questions, as they are asked.

    A hit is a passage among the first k that holds a gold quote. "hit" is the assistant's search,
    which keeps to the districts that a question names; "store_hit" the bare store's.
    """
    asked = [q for q in questions if single_district(q)]
    searches: dict[str, Search] = {"hit": assistant.search, "store_hit": assistant.store.search}
    figures: dict[str, float] = {"retrieval_questions": len(asked)}
    for name, search in searches.items():
        ranks = [_rank(q, search(q["turns"][0], max(DEPTHS))) for q in asked]
        for depth in DEPTHS:
            share = sum(rank <= depth for rank in ranks) / max(len(ranks), 1)
            figures[f"{name}@{depth}"] = round(share, 4)
    return figures


def _rank(question: Row, hits: Sequence[Hit]) -> float:
    """The place (from 1) of the first hit that holds a gold quote; infinity without one."""
    places = (n for n, hit in enumerate(hits, 1) if gold_held(question, hit.passage.text))
    return next(places, math.inf)


def gold_held(question: Row, passage: str) -> bool:
    """Whether a gold quote of the question stands in the passage."""
    text = squeezed(passage)
    return any(overlap(squeezed(s["quote"]), text) >= IN_PASSAGE for s in question["sources"])


def single_district(question: Row) -> bool:
    """Whether it is asked in one turn of one district's notice, and answered by it."""
    districts = {s.get("district") for s in question["sources"]}
    return (question["answerable"] and question["type"] not in _ACROSS
            and len(question["turns"]) == 1 and len(districts) == 1)


def squeezed(text: str | None) -> str:
    """NFKC, lower case, straight quotation marks, no white space."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).lower()
    return folded.replace("“", '"').replace("”", '"')


def contains(text: str, needle: str) -> bool:
    """Whether a squeezed text holds the needle, a number not cut out of a longer one."""
    sought = squeezed(needle)
    head = r"(?<![\d.])" if sought[:1].isdigit() else ""
    tail = r"(?!\d|\.\d)" if sought[-1:].isdigit() else ""
    return re.search(head + re.escape(sought) + tail, text) is not None


def overlap(part: str, whole: str) -> float:
    """Share (0–1) of the part's character 6-grams found in the whole; all or none if short."""
    if not part or not whole:
        return 0.0
    if len(part) <= 8:
        return float(part in whole)
    grams = [part[i : i + 6] for i in range(len(part) - 5)]
    return sum(g in whole for g in grams) / len(grams)


def _numbers(text: str) -> set[str]:
    text = re.sub(r"[①-⑳]", " ", text)  # squeezed, ②2023年 would read 22023年
    return set(_NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", squeezed(text))))


def _leaf(item: str | None) -> str:
    """The number of an item label without brackets and dots: "(15) 民生…" gives "15"."""
    text = squeezed(item)
    match = _LEAF.match(text)
    return match.group(1) if match else text


def _share(part: int, whole: int) -> float:
    return round(part / max(whole, 1), 4)


def _percentile(values: Sequence[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0
