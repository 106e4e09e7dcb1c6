"""The question file of the bundled corpus stays true to the digests it asks about."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).parent / "questions.jsonl").read_text("utf8").splitlines()
]
FIELDS = {
    "id", "type", "turns", "answer", "must_contain", "must_not_contain", "sources", "answerable",
}


@pytest.fixture(scope="module")
def digests() -> dict[str, str]:
    """Body of each bundled digest, keyed by the district of its front matter."""
    found = {}
    for path in sorted((ROOT / "notices").glob("*.md")):
        text = path.read_text("utf8")
        district = re.search(r"(?m)^district:\s*(.+)$", text)
        if district:
            found[district.group(1).strip()] = text.split("---", 2)[2]
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_question_is_well_formed_and_its_quotes_stand_in_the_digests(question, digests):
    assert set(question) == FIELDS
    assert question["turns"] and all(turn.strip() for turn in question["turns"])
    assert bool(question["sources"]) or not question["answerable"]
    for source in question["sources"]:
        assert source["quote"] in digests[source["district"]]


def test_ids_run_without_gaps_and_questions_are_not_repeated():
    assert [q["id"] for q in QUESTIONS] == [f"S{n:03d}" for n in range(1, len(QUESTIONS) + 1)]
    repeated = [t for t, n in Counter(tuple(q["turns"]) for q in QUESTIONS).items() if n > 1]
    assert not repeated


def test_every_kind_of_question_is_asked_at_least_four_times():
    assert min(Counter(q["type"] for q in QUESTIONS).values()) >= 4
