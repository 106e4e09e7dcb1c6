"""The sync: a folder is mirrored, nothing is written twice, digests step back."""

import json
from pathlib import Path

from ingest.library import notice_of
from ingest.report import Report
from ingest.sync import sync
from tests.ingest.invented import LAYOUTS

TEXT = LAYOUTS["running"]
OTHER = LAYOUTS["restarting"].replace("青岭", "白沙")


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf8")
    return folder


def outcomes(report: Report) -> dict[str, str]:
    return {e.file: e.outcome for e in report.entries}


def test_a_second_run_changes_nothing(tmp_path, store) -> None:
    folder = write(tmp_path / "n", a=TEXT, b=OTHER)
    assert set(outcomes(sync([folder], store)).values()) == {"ingested"}
    writes = store.writes
    assert set(outcomes(sync([folder], store)).values()) == {"unchanged"}
    assert store.writes == writes


def test_an_edited_notice_replaces_only_itself(tmp_path, store) -> None:
    folder = write(tmp_path / "n", a=TEXT, b=OTHER)
    sync([folder], store)
    kept = {i for i, r in store.kept.items() if r.source == "b.txt"}
    write(folder, a=TEXT.replace("专项整治2次", "专项整治22次"))
    assert outcomes(sync([folder], store)) == {"a.txt": "updated", "b.txt": "unchanged"}
    assert len(store.kept) == 2
    assert kept <= set(store.kept)
    assert any("专项整治22次" in r.text for r in store.kept.values())


def test_a_vanished_file_is_removed_and_others_stay(tmp_path, store) -> None:
    folder = write(tmp_path / "n", a=TEXT)
    upload = write(tmp_path / "u", b=OTHER) / "b.txt"
    sync([folder, upload], store)
    (folder / "a.txt").unlink()
    assert outcomes(sync([folder], store)) == {"a.txt": "removed"}
    assert [r.source for r in store.kept.values()] == ["b.txt"]


def test_duplicates_are_named(tmp_path, store) -> None:
    folder = write(tmp_path / "n", a=TEXT, b=TEXT)
    report = sync([folder], store)
    assert outcomes(report) == {"a.txt": "ingested", "b.txt": "duplicate"}
    assert "a.txt" in report.entries[1].reason
    (folder / "a.txt").unlink()
    assert outcomes(sync([folder], store)) == {"a.txt": "removed", "b.txt": "ingested"}


def test_a_moved_file_is_not_embedded_as_another_notice(tmp_path, store) -> None:
    file = write(tmp_path / "u", a=TEXT) / "a.txt"
    sync([file], store)
    file.rename(tmp_path / "a.txt")
    sync([tmp_path / "a.txt"], store)
    assert len(store.kept) == 1


def test_two_editions_of_one_district_both_stay(tmp_path, store) -> None:
    later = TEXT.replace("2021年", "2023年")
    sync([write(tmp_path / "n", a=TEXT, b=later)], store)
    assert [r.active for r in store.kept.values()] == [True, True]


def digest_of(text: str) -> str:
    title = text.split("\n", 1)[0]
    return (f"---\nedition: 摘编\ndistrict: 青岭区\ndigest_of: {title}\nnote: 摘编\n---\n"
            + text.replace("开展专项整治", "专项整治"))


def test_a_digest_steps_back_while_its_original_is_held(tmp_path, store) -> None:
    folder = tmp_path / "n"
    folder.mkdir()
    (folder / "d.md").write_text(digest_of(TEXT), encoding="utf8")
    sync([folder], store)
    (record,) = store.records()
    assert record.active
    assert notice_of(record).edition == "digest"
    assert "---" not in record.text
    original = write(tmp_path / "u", a=TEXT)
    report = sync([original], store)
    assert "d.md" in report.entries[0].reason
    assert {r.source: r.active for r in store.records()} == {"d.md": False, "a.txt": True}
    assert outcomes(sync([folder], store)) == {"d.md": "superseded"}
    (original / "a.txt").unlink()
    sync([original], store)
    assert [(r.source, r.active) for r in store.records()] == [("d.md", True)]


def test_every_file_offered_is_counted_and_a_bad_one_loses_nothing(tmp_path, store) -> None:
    folder = write(tmp_path / "n", a=TEXT, empty="")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    outside = write(tmp_path / "u", secret=OTHER) / "secret.txt"
    (folder / "link.txt").symlink_to(outside)
    found = outcomes(sync([folder, tmp_path / "missing.txt"], store))
    assert found == {"a.txt": "ingested", "empty.txt": "refused", "link.txt": "refused",
                     "picture.png": "refused", "missing.txt": "refused"}
    (folder / "a.txt").write_bytes(b"")
    assert outcomes(sync([folder], store))["a.txt"] == "refused"
    assert [r.source for r in store.kept.values()] == ["a.txt"]


def test_progress_ends_at_the_number_of_files(tmp_path, store) -> None:
    told: list[tuple[int, int, str]] = []
    sync([write(tmp_path / "n", a=TEXT, b=OTHER)], store, lambda *now: told.append(now))
    assert told[0][:2] == (0, 2)
    assert told[-1][:2] == (2, 2)


def test_report_in_both_forms(tmp_path, store) -> None:
    report = sync([write(tmp_path / "n", a=TEXT + "【打印】【关闭】\n")], store)
    (file,) = json.loads(report.to_json())["files"]
    assert (file["problems"], file["district"], file["published"]) == (6, "青岭区", "2021-12-03")
    assert file["furniture"] == ["【打印】【关闭】"]
    text = report.to_text()
    for words in ("青岭区(云浦市)", "问题 6", "省委第三巡视组", "2021-03-01—2021-05-20",
        "【打印】"):
        assert words in text


def test_a_record_gives_its_notice_back(tmp_path, store) -> None:
    sync([write(tmp_path / "n", a=TEXT)], store)
    (record,) = store.records()
    notice = notice_of(record)
    assert notice.text == TEXT
    assert len(notice.problems) == 6
    assert record.payload["text"] == ""
