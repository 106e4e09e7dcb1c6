"""python -m assistant ask | batch | evaluate."""

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.__main__ import main
from assistant.batch import CITED, answered, record

ROOT = Path(__file__).resolve().parents[2]
NOTICE = ROOT / "tests/layouts/notices/01_inline_problem.txt"
LEAST = {"accuracy": 0.92, "citation_recall": 0.93, "citation_precision": 0.9,
         "quote_recall": 0.9, "hit@1": 0.92, "hit@5": 0.96, "store_hit@5": 0.96}
"""Figures on the bundled digests, a little below what they are."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store of one notice."""
    folder = tmp_path_factory.mktemp("store")
    with Assistant.open(folder) as assistant:
        assistant.sync(NOTICE)
    return folder


@pytest.fixture(scope="module")
def name(store: Path) -> str:
    """The district of that notice."""
    with Assistant.open(store) as assistant:
        return assistant.notices()[0].district.name


def test_ask_prints_the_answer_and_its_sources(
        store: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", f"{name}的电子邮箱", "--store", str(store)]) == 0
    shown = capsys.readouterr().out
    assert "[1]" in shown and f"[1] {name}" in shown


def test_ask_as_json(store: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", f"{name}的电子邮箱", "--json", "--store", str(store)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["text"] and answer["citations"] and answer["blocks"][0]["type"]


def test_batch_answers_the_last_turn_after_the_others(
        tmp_path: Path, store: Path, name: str) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    turns = [f"{name}的联系电话是多少?", "它的电子邮箱呢?"]
    lines = [{"id": "A", "turns": turns}, {"id": "B", "turns": [""]}]
    questions.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), "utf-8")
    assert main(["batch", str(questions), "--out", str(answers), "--store", str(store)]) == 0
    first, second = (json.loads(x) for x in answers.read_text("utf-8").splitlines())
    assert set(first) == {"id", "answer", "refused", "citations", "elapsed_ms"}
    assert first["id"] == "A" and "@" in first["answer"]
    assert all(set(c) == set(CITED) for c in first["citations"])
    assert second["refused"] and not second["citations"]


@pytest.mark.parametrize(("row", "reason"), [
    ('{"question": "云浦区有哪些问题?"}', "缺少 id、turns"),
    ('{"id": "2", "turns": "云浦区有哪些问题?"}', "turns 应是依次提出的问题"),
    ('{"id": "2", "turns": []}', "turns 应是依次提出的问题"),
    ('{"id": "2", "turns": ["云浦区', "不是完整的 JSON"),
    ('["云浦区有哪些问题?"]', "不是 JSON 对象"),
])
def test_a_wrong_row_is_named_by_file_line_and_reason(
        row: str, reason: str, tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text(f'{{"id": "1", "turns": ["有哪些通报?"]}}\n\n{row}\n', "utf-8")
    assert main(["batch", str(questions), "--out", str(answers), "--store", str(store)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and f"{questions} 第 3 行" in said and reason in said and "Traceback" not in said
    assert not answers.exists()


def test_questions_without_gold_answers_cannot_be_evaluated(
        tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "1", "turns": ["有哪些通报?"]}', "utf-8")
    assert main(["evaluate", str(questions), "--store", str(store)]) == 2
    assert "第 1 行缺少 type、answer" in capsys.readouterr().err


def test_records_hold_exact_spans(digests: Assistant) -> None:
    name = digests.notices()[0].district.name
    line = record("1", answered(digests, [f"{name}有哪些问题?"]))
    texts = {n.source: n.text for n in digests.notices()}
    assert line["citations"]
    for cite in line["citations"]:
        assert texts[cite["source"]][cite["start"] : cite["end"]] == cite["quote"]


def test_evaluate_holds_the_figures_of_the_bundled_digests(
        capsys: pytest.CaptureFixture[str]) -> None:
    questions = ROOT / "tests/assistant/questions.jsonl"
    assert main(["evaluate", str(questions), "--notices", str(ROOT / "notices"), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    below = {name: figures[name] for name, least in LEAST.items() if figures[name] < least}
    assert not below
    right, unanswerable = map(int, figures["refused_right"].split("/"))
    assert right >= 11 and unanswerable == 13
    assert int(figures["refused_wrong"].split("/")[0]) <= 3
    assert figures["unsupported"] == 0
    assert figures["questions"] == len(questions.read_text("utf-8").splitlines())
    assert sum(int(v.split("/")[1]) for v in figures["by_type"].values()) == figures["questions"]


def test_a_missing_file_is_one_line_on_stderr(
        store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "missing.jsonl", "--store", str(store)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
