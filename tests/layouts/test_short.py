"""Short invented notices in two hundred and six layouts: whose they are, their dates, problems and figures.

``missed`` and ``lost`` in an ``expected.jsonl`` name what is known not to be read.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.evaluation import contains, squeezed
from assistant.field_values import EMAIL, phones, reader
from ingest.notice import Notice
from ingest.parse import parse_file

ROOT = Path(__file__).parent / "short"
FOLDERS = sorted(p for p in ROOT.iterdir() if p.is_dir())
ROWS = [(folder, json.loads(line)) for folder in FOLDERS
        for line in (folder / "expected.jsonl").read_text("utf-8").splitlines()]
ANSWERED = .95
"""Share of the questions on the notices that are answered with the right figure."""


def read(folder: Path, doc: str) -> Notice:
    (notice, *_) = parse_file(folder / "notices" / f"{doc}.txt")
    return notice


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", squeezed(text))


@pytest.mark.parametrize(("folder", "row"), ROWS, ids=[f"{f.name}-{r['doc']}" for f, r in ROWS])
def test_the_frame_is_read(folder: Path, row: dict) -> None:
    notice = read(folder, row["doc"])
    dates = {"from": notice.inspected and notice.inspected.value,
             "to": notice.inspected and notice.inspected.until,
             "feedback": notice.feedback and notice.feedback.value,
             "published": notice.published and notice.published.value}
    known = {"unit": notice.district.name, "group": notice.group, **dates}
    expected = {k: row[k] for k in known if k in row and k not in row.get("missed", ())}
    assert {k: known[k] or "" for k in expected} == expected


@pytest.mark.parametrize(("folder", "row"), ROWS, ids=[f"{f.name}-{r['doc']}" for f, r in ROWS])
def test_contacts_are_read(folder: Path, row: dict) -> None:
    notice = read(folder, row["doc"])
    numbers = [re.sub(r"\D", "", re.split("[(（](?!0)", v.text)[0]) for v in phones(notice)]
    addresses = [v.text for v in reader(EMAIL)(notice)]
    missed = row.get("missed", ())
    assert "phone" in missed or not row.get("phone") or row["phone"] in numbers
    assert "email" in missed or not row.get("email") or row["email"] in addresses


@pytest.mark.parametrize(("folder", "row"), ROWS, ids=[f"{f.name}-{r['doc']}" for f, r in ROWS])
def test_each_problem_opens_an_item_of_its_own(folder: Path, row: dict) -> None:
    notice = read(folder, row["doc"])
    items = [letters(notice.text[i.start:i.end]) for i in notice.problems]
    for problem in row["problems"]:
        said = letters(problem)
        opened = [text for text in items if said in text[:2 * len(said) + 100]]
        assert len(opened) == 1 or problem in row.get("lost", ()), problem


@pytest.fixture(scope="module", params=sorted({home for home, row in ROWS if row["facts"]}), ids=lambda f: f.name)
def answered(request: pytest.FixtureRequest,
             tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[bool]]:
    """Whether each question on the ten notices of a folder is answered with its figure."""
    folder = request.param
    rows = [row for home, row in ROWS if home == folder]
    with Assistant.open(tmp_path_factory.mktemp("store")) as assistant:
        assistant.sync(folder / "notices")
        yield [_told(assistant.ask(fact["question"]).text, fact)
               for row in rows for fact in row["facts"]]


def _told(answer: str, fact: dict) -> bool:
    return all(contains(squeezed(answer), needle) for needle in fact["must_contain"])


def test_questions_on_ten_layouts_at_once_are_answered(answered: list[bool]) -> None:
    assert sum(answered) >= ANSWERED * len(answered)
