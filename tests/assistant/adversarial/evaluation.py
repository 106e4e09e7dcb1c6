"""The judge measured on ``replies.jsonl``: bad replies caught, true statements wrongly flagged.

A line with ``passage`` defines a passage. Every other line is a reply over the passages of its
``evidence``; its markers are their keys. A reply of kind "true" says only what they bear out.
Any other is bad: nothing of it (or nothing with ``bad`` in it) may come out verified, and for
the kinds of :data:`HYGIENE` ``bad`` may not be shown at all.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation
from assistant.chat import checked
from assistant.judge import Judge
from assistant.judge_text import shingles
from prompts import load, names

CORPUS = Path(__file__).parent / "replies.jsonl"
HYGIENE = frozenset(("remote image", "raw HTML", "prompt leak", "invented marker"))


@dataclass
class Score:
    """What the judge did: bad replies and how many were caught, true statements and flags."""

    adversarial: int = 0
    caught: int = 0
    true_statements: int = 0
    flagged: int = 0
    missed: list[str] = field(default_factory=list)
    wrongly_flagged: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def evaluate_judge(corpus: Path = CORPUS) -> Score:
    """Run the judge over the whole corpus."""
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    passages = {r["passage"]: r for r in rows if "passage" in r}
    secret = shingles(line for name in names() for line in load(name).lines)
    score = Score()
    for row in (r for r in rows if "kind" in r):
        answer = _reviewed(row, passages, secret)
        if row["kind"] == "true":
            _count_true(row, answer, score)
        else:
            score.kinds[row["kind"]] += 1
            score.adversarial += 1
            if _caught(row, answer):
                score.caught += 1
            else:
                score.missed.append(f"{row['kind']}: {row['reply']}")
    return score


def _reviewed(row: dict[str, Any], passages: dict[str, Any], secret: frozenset[str]) -> Answer:
    keys = {key: number for number, key in enumerate(row["evidence"], 1)}
    citations = tuple(_citation(number, passages[key]) for key, number in keys.items())
    districts = sorted({p["district"] for p in passages.values()})
    blocks = checked(row["reply"], keys, Judge(citations, districts), secret)
    return Answer("", "", blocks, citations)


def _citation(number: int, passage: dict[str, str]) -> Citation:
    text = passage["text"]
    return Citation(number, passage["passage"], passage["district"], "", "", "", "", (),
                    text, text, 0, len(text), "")


def _caught(row: dict[str, Any], answer: Answer) -> bool:
    bad = row.get("bad", "")
    if bad and row["kind"] in HYGIENE:
        return bad not in answer.text
    return not any(s.check.state in ("verified", "computed") and bad in s.text
                   for s in answer.statements())


def _count_true(row: dict[str, Any], answer: Answer, score: Score) -> None:
    for statement in answer.statements():
        score.true_statements += 1
        if statement.check.state in ("unverified", "struck"):
            score.flagged += 1
            score.wrongly_flagged.append(f"{statement.text}  ({statement.check.reason})")
