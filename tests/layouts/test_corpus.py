"""The invented notices, their questions and their expected metadata agree with each other."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
NOTICES = {path.name: path.read_text(encoding="utf8") for path in FOLDER.glob("notices/*.txt")}
QUESTIONS = [
    json.loads(line)
    for line in (FOLDER / "questions.jsonl").read_text(encoding="utf8").splitlines()
]
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf8"))


def squeezed(text: str) -> str:
    """NFKC-normalised text without whitespace: how quotes are compared across widths."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    return folded.replace("“", '"').replace("”", '"')


def test_every_notice_has_expected_metadata() -> None:
    assert set(EXPECTED) == set(NOTICES)
    for name, units in EXPECTED.items():
        for unit in units:
            text = squeezed(NOTICES[name])
            assert unit["unit"] in text
            for field in ("city", "province", "group", "secretary"):
                stated = unit.get(field) or ""
                assert stated.removesuffix("省") in text, (name, field)


@pytest.mark.parametrize("question", QUESTIONS, ids=[q["id"] for q in QUESTIONS])
def test_gold_answer_and_quotes_hold(question: dict) -> None:
    gold = squeezed(question["answer"])
    for alternatives in question["must_contain"]:
        assert any(squeezed(item) in gold for item in alternatives)
    assert not any(squeezed(item) in gold for item in question["must_not_contain"])
    assert question["answerable"] == bool(question["sources"])
    for source in question["sources"]:
        (text,) = [text for name, text in NOTICES.items() if name.startswith(source["doc"] + "_")]
        assert squeezed(source["quote"]) in squeezed(text)
        assert source["district"] in squeezed(text)
