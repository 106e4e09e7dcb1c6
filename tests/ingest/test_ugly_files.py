"""Every ugly file is taken in or refused as expected, alone and all together."""

import re
from pathlib import Path

import pytest

from errors import IngestError
from ingest import parse_file, passages_of
from ingest.report import Report
from ingest.sync import sync
from tests.ingest.ugly import PAGES, TEXT, TEXTS, UNIT, Ugly
from tests.ingest.ugly_packed import PDFS, PICTURES, WORDS

CORPUS = [*TEXTS, *PAGES, *WORDS, *PDFS, *PICTURES]


def notice_for(place: int) -> str:
    """The invented notice of another unit for each file."""
    stems = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    return TEXT.replace(UNIT, stems[place // 20] + stems[place % 20])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all files, each in a folder of its own number where names repeat."""
    folder = tmp_path_factory.mktemp("ugly")
    for place, ugly in enumerate(CORPUS):
        (folder / ugly.name).write_bytes(ugly.make(notice_for(place)))
    return folder


def test_the_corpus_is_large_and_its_names_differ() -> None:
    assert len(CORPUS) >= 60
    assert len({u.name for u in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("ugly", CORPUS, ids=lambda u: u.name)
def test_each_file_alone(ugly: Ugly, corpus: Path) -> None:
    file = corpus / ugly.name
    if ugly.outcome == "refused":
        with pytest.raises(IngestError) as refusal:
            parse_file(file, ugly.name)
        assert_one_sentence(str(refusal.value), ugly)
        return
    (notice,) = parse_file(file, ugly.name)
    assert ugly.fact in notice.text
    assert not ugly.stray or ugly.stray not in notice.text
    assert re.search(ugly.why, "\n".join(notice.warnings))
    own = "".join(notice.text[i.start:i.own_end] for i in notice.items)
    furniture = "".join(notice.text[s.start:s.end] for s in notice.furniture)
    assert len(own) + len(furniture) == len(notice.text)
    assert "".join(p.text for p in passages_of(notice)) == own
    assert all(len(p.text) <= 1300 for p in passages_of(notice))


def assert_one_sentence(reason: str, ugly: Ugly) -> None:
    """Its name, the reason, what to do; no second line."""
    assert reason.startswith(ugly.name)
    assert re.search(ugly.why, reason)
    assert reason.count("。") == 1
    assert reason.endswith("。")
    assert "请" in reason
    assert "\n" not in reason
    assert len(reason) < 200


def test_all_together(corpus: Path, store) -> None:
    report = sync([corpus], store)
    found = {e.file: e.outcome for e in report.entries}
    assert found == {u.name: u.outcome for u in CORPUS}
    good = sum(u.outcome == "ingested" for u in CORPUS)
    assert (report.count("ingested"), report.count("refused")) == (good, len(CORPUS) - good)
    assert report.offered == len(report.entries) == len(CORPUS)
    assert len(store.kept) == good
    assert_nothing_changes(sync([corpus], store), found)


def assert_nothing_changes(again: Report, before: dict[str, str]) -> None:
    expected = {k: "unchanged" if v == "ingested" else v for k, v in before.items()}
    assert {e.file: e.outcome for e in again.entries} == expected
