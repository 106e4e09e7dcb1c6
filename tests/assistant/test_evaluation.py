"""Our figures are those that the shared scorer prints, and mean what they say."""

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation import (
    _numbers,
    contains,
    evaluate,
    gold_held,
    overlap,
    read_questions,
    single_district,
    squeezed,
    verdict,
)

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "eval" / "score.py"
QUESTIONS = read_questions(ROOT / "tests/assistant/questions.jsonl")


@pytest.fixture(scope="module")
def scorer() -> Any:
    """The shared scorer as a module."""
    if not SCORER.is_file():
        pytest.skip("the shared scorer is not part of the repository")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(question: dict[str, Any]) -> dict[str, Any]:
    """The answer that a perfect assistant gives."""
    cites = [{"number": n, "district": s["district"], "item": s["item"], "quote": s["quote"],
              "passage": s["quote"]} for n, s in enumerate(question["sources"], 1)]
    return {"id": question["id"], "answer": question["answer"], "citations": cites,
            "refused": not question["answerable"], "elapsed_ms": 1.0}


def spoilt(question: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A gold answer with something wrong in it, or another question's."""
    other = gold(rng.choice(QUESTIONS))
    answer = rng.choice([gold(question), {**other, "id": question["id"]}])
    text = rng.choice(["{}", "{}共1,234项", "{}" * 6, "{}[1]", "12. {}", "计算得出 98765:{}"])
    answer["answer"] = text.replace("{}", answer["answer"])
    answer["refused"] = rng.random() < 0.2
    if answer["citations"] and rng.random() < 0.5:
        cite = answer["citations"][0]
        cite["quote"] = cite["quote"][: len(cite["quote"]) // 2]
        cite["item"], cite["passage"] = rng.choice(["(3)", "3.", "三、"]), "整改情况" * 4
    return answer


def test_figures_are_those_of_the_shared_scorer(scorer: Any) -> None:
    rng = random.Random(1)
    for _ in range(5):
        for question in QUESTIONS:
            answer = spoilt(question, rng)
            theirs, ours = scorer.score(question, answer), verdict(question, answer)
            assert ours.correct == theirs["correct"], question["id"]
            assert ours.met == theirs["right"]
            assert list(ours.unsupported) == theirs["unsupported"]
            assert (ours.found, ours.tight, ours.gold, ours.cited, ours.precise) == tuple(
                theirs.get(k, 0) for k in ("found", "tight", "gold", "cited", "precise"))


def test_gold_answers_are_perfect() -> None:
    figures = evaluate(QUESTIONS, map(gold, QUESTIONS)).figures
    assert figures["accuracy"] == figures["citation_recall"] == figures["quote_recall"] == 1
    assert figures["citation_precision"] == 1
    assert figures["refused_wrong"].startswith("0/")


def test_no_answers_are_all_wrong() -> None:
    figures = evaluate(QUESTIONS, []).figures
    assert figures["accuracy"] == figures["citation_recall"] == 0
    assert figures["refused_right"].startswith("0/")


def test_a_dump_of_passages_is_no_answer() -> None:
    question = QUESTIONS[0]
    answer = gold(question)
    answer["answer"] += "此外还有许多话要说" * 200
    row = verdict(question, answer)
    assert row.met and not row.correct


def test_numbers_are_not_cut_out_of_longer_ones() -> None:
    assert contains("共39个", "39个")
    assert not contains("共139个", "39个")
    assert not contains("3.5%", "5%")
    assert not contains(squeezed("共10．5％"), "0.5%")


def test_full_width_figures_and_needles_are_those_of_half_width() -> None:
    question = {**QUESTIONS[0], "must_contain": [["0.5%"]], "must_not_contain": []}
    assert verdict(question, {"answer": "下降 ０．５％。"}).met
    assert not verdict(question, {"answer": "下降１０．５％。"}).met
    assert contains("下降0.5%", "０．５％")


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_overlap_is_a_share(before: str, part: str, after: str) -> None:
    assert 0 <= overlap(part, before + after) <= 1
    if part:
        assert overlap(part, before + part + after) == 1


def test_retrieval_is_asked_of_single_district_questions_only() -> None:
    asked = [q for q in QUESTIONS if single_district(q)]
    assert asked and all(len(q["turns"]) == 1 and q["answerable"] for q in asked)
    for question in asked:
        assert gold_held(question, "前文" + question["sources"][0]["quote"] + "后文")
        assert not gold_held(question, "整改情况")


def test_questions_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({"id": "甲"}, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert read_questions(path) == [{"id": "甲"}]


def test_a_circled_numeral_is_no_digit_of_the_figure_behind_it() -> None:
    assert _numbers("②2023年签约53个") == {"2023", "53"}
