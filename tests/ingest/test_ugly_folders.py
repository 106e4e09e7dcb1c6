"""Links, pipes, absurd names, closed folders and archives: nothing let in, nothing silent."""

import os
import zipfile
from pathlib import Path

import pytest

from ingest import limits
from ingest.names import brief, fitting, shown
from ingest.sync import sync
from tests.ingest.files_made import locked, word, zipped
from tests.ingest.invented import LAYOUTS
from tests.ingest.test_sync import outcomes

TEXT = LAYOUTS["running"]


def text_of(place: int) -> bytes:
    return TEXT.replace("青岭", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"[place] + "水").encode()


def reasons(report) -> dict[str, str]:
    return {e.file: e.reason for e in report.entries}


def test_links_lead_nowhere_outside(tmp_path, store) -> None:
    folder, outside = tmp_path / "n", tmp_path / "n-outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_bytes(text_of(0))
    (folder / "good.txt").write_bytes(text_of(1))
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "folder").symlink_to(outside)
    (folder / "up").symlink_to("..")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nothing")
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "inside").symlink_to(".")
    report = sync([folder], store)
    assert outcomes(report) == {"good.txt": "ingested", **dict.fromkeys(
        ("file.txt", "folder", "up", "loop.txt", "gone.txt", "passwd.txt", "inside"), "refused")}
    for name in ("file.txt", "folder", "up", "passwd.txt"):
        assert "文件夹之外" in reasons(report)[name]
    assert "失效" in reasons(report)["gone.txt"]
    assert "水区" in store.records()[0].text


def test_what_is_no_file(tmp_path, store) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "a.txt").write_bytes(text_of(0))
    (tmp_path / ".hidden.txt").write_bytes(text_of(1))
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_bytes(text_of(2))
    (tmp_path / "README.md").write_bytes(text_of(3))
    report = sync([tmp_path], store)
    assert outcomes(report) == {
        "pipe.txt": "refused", "folder.txt/a.txt": "ingested", ".hidden.txt": "skipped",
        "~$a.docx": "skipped", ".git": "skipped", "README.md": "skipped"}
    assert "普通文件" in reasons(report)["pipe.txt"]


@pytest.mark.parametrize("path", [
    "/dev/zero", "/nowhere/a.txt", "a\0b.txt", "长" * 400 + ".txt", "a\ud800.txt", ""])
def test_absurd_paths_are_refused_by_name(path, store) -> None:
    (entry,) = sync([Path(path)], store).entries if path else sync([Path("/dev/null")], store).entries
    assert entry.outcome == "refused"
    assert entry.reason.count("。") == 1
    entry.reason.encode()
    entry.file.encode()


@pytest.mark.parametrize("name", [
    "两\n行.txt", "回\r车\t.txt", "右\u202etxt.exe.txt", "零\u200b宽.txt", "😀🀄.txt", "引'\"`$(x)&.txt",
    "<img src=x onerror=alert(1)>.txt", "..txt", "...txt.txt", " 空 格 .txt", "-rf.txt", "长" * 80 + ".txt",
    "con.txt", "a.b.c.d.txt", "100%s{0}.txt", "\\..\\x.txt"])
def test_absurd_names_go_in_under_one_visible_line(name, tmp_path, store) -> None:
    (tmp_path / name).write_bytes(text_of(0))
    (tmp_path / "other.txt").write_bytes(text_of(1))
    report = sync([tmp_path], store)
    (entry,) = (e for e in report.entries if e.file != "other.txt")
    assert entry.outcome == ("skipped" if name.startswith(".") else "ingested")
    assert entry.file.isprintable()
    assert len(report.to_text().split("\n")) == report.to_text().count("\n") + 1
    report.to_json().encode()
    again = outcomes(sync([tmp_path], store))
    assert again["other.txt"] == "unchanged"
    assert again[entry.file] in ("unchanged", "skipped")


def test_names_of_other_encodings(tmp_path, store) -> None:
    folder = os.fsencode(tmp_path)
    for name in ("通报.txt".encode("gb18030"), b"\xff\xfe\xff.txt"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(text_of(len(name)))
    report = sync([tmp_path], store)
    assert set(outcomes(report).values()) == {"ingested"}
    assert "通报.txt" in outcomes(report)
    for record in store.records():
        str(record.payload).encode()
    assert set(outcomes(sync([tmp_path], store)).values()) == {"unchanged"}


def test_names_are_cut_in_the_middle_and_fit() -> None:
    assert shown("a\u202eb\n") == "a\\u202eb\\x0a"
    assert shown(shown("a\nb")) == shown("a\nb")
    assert brief("长" * 300 + ".docx").endswith("长.docx")
    assert len(brief("x" * 5000)) <= limits.NAME_CHARACTERS
    assert len(fitting("长" * 300 + ".txt").encode()) <= 255
    assert fitting("长" * 300 + ".txt").endswith(".txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read(tmp_path, store) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_bytes(text_of(0))
    (tmp_path / "a.txt").write_bytes(text_of(1))
    sync([tmp_path], store)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "in").chmod(0)
    try:
        assert outcomes(sync([tmp_path], store)) == {"a.txt": "refused", "in": "refused"}
    finally:
        (tmp_path / "in").chmod(0o700)
    assert len(store.records()) == 2


def test_a_folder_that_cannot_be_listed_loses_nothing(tmp_path, store, monkeypatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_bytes(text_of(0))
    sync([tmp_path], store)
    listed = Path.iterdir

    def closed(path: Path):
        if path.name == "in":
            raise PermissionError(13, "Permission denied")
        return listed(path)
    monkeypatch.setattr(Path, "iterdir", closed)
    assert outcomes(sync([tmp_path], store)) == {"in": "refused"}
    assert len(store.records()) == 1


def test_a_sparse_giant_is_not_read(tmp_path, store, monkeypatch) -> None:
    with (tmp_path / "giant.txt").open("wb") as file:
        file.truncate(20 * 2 ** 30)
    report = sync([tmp_path], store)
    assert "20480 MB" in report.entries[0].reason


MEMBERS = {
    "好/a.txt": text_of(0), "b.docx": word(text_of(1).decode().split("\n")), "c.png": b"\x89PNG",
    "d.txt": b"", "../../evil.txt": text_of(2), "/etc/evil.txt": text_of(3),
    "C:\\evil.txt": text_of(4), "x\\..\\..\\evil.txt": text_of(5), "__MACOSX/._a.txt": b"\0\5",
    "inner.zip": zipped({"a.txt": text_of(6)}), ".hidden": b"x", "e.txt": text_of(0)}
EXPECTED = {
    "好/a.txt": "ingested", "b.docx": "ingested", "c.png": "refused", "d.txt": "refused",
    "../../evil.txt": "refused", "/etc/evil.txt": "refused", "C:/evil.txt": "refused",
    "x/../../evil.txt": "refused", "__MACOSX/._a.txt": "skipped", "inner.zip": "refused",
    ".hidden": "skipped", "e.txt": "duplicate"}


@pytest.mark.parametrize("alone", [True, False])
def test_an_archive_is_expanded_safely(alone, tmp_path, store) -> None:
    folder = tmp_path / "n"
    folder.mkdir()
    file = folder / "all.zip"
    file.write_bytes(zipped(MEMBERS))
    offered = file if alone else folder
    report = sync([offered], store)
    assert outcomes(report) == {f"all.zip/{k}": v for k, v in EXPECTED.items()}
    assert "压缩包之外" in reasons(report)["all.zip/../../evil.txt"]
    assert "不再展开" in reasons(report)["all.zip/inner.zip"]
    assert [p.name for p in tmp_path.rglob("*")] == ["n", "all.zip"]
    again = outcomes(sync([offered], store))
    assert (again["all.zip/好/a.txt"], again["all.zip/b.docx"]) == ("unchanged", "unchanged")
    file.write_bytes(zipped({"好/a.txt": text_of(0)}))
    assert outcomes(sync([offered], store)) == {
        "all.zip/b.docx": "removed", "all.zip/好/a.txt": "unchanged"}
    file.write_bytes(zipped(MEMBERS)[:300])
    assert outcomes(sync([offered], store)) == {"all.zip": "refused"}
    assert len(store.records()) == 1
    file.unlink()
    sync([folder], store)
    assert len(store.records()) == (1 if alone else 0)


@pytest.mark.parametrize(("data", "why"), [
    (locked(zipped({"a.txt": text_of(0)})), "密码"),
    (zipped({f"{k}.txt": b"x" for k in range(10_000)}), "上限"),
    (zipped({f"{k}.txt": b"x" for k in range(1001)}), "上限"),
    (zipped({"a.txt": bytes(300 * 2 ** 20)}), "压缩炸弹"),
    (zipped({}), "空"),
    (zipped({"a/": b""}), "空"),
    (zipped({"a.txt": text_of(0)}).replace(b"PK\x01\x02", b"PK\x01\x03"), "已损坏"),
    (text_of(0), "已损坏"),
])
def test_bad_archives_are_refused_and_the_rest_goes_in(data, why, tmp_path, store) -> None:
    (tmp_path / "bad.zip").write_bytes(data)
    (tmp_path / "good.txt").write_bytes(text_of(1))
    report = sync([tmp_path], store)
    bad = [e for e in report.entries if e.file.startswith("bad.zip")]
    assert [e.outcome for e in bad] == ["refused"]
    assert why in bad[0].reason
    assert report.count("ingested") == 1


def test_damaged_and_linked_members(tmp_path, store) -> None:
    data = zipped({"a.txt": text_of(0), "b.txt": text_of(1)}, zipfile.ZIP_STORED)
    (tmp_path / "crc.zip").write_bytes(data.replace("水区".encode(), "火区".encode(), 1))
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    found = sync([tmp_path], store)
    assert outcomes(found) == {"crc.zip/a.txt": "refused", "crc.zip/b.txt": "ingested",
                               "link.zip/link.txt": "refused"}


def test_names_in_archives_of_chinese_windows(tmp_path, store) -> None:
    data = zipped({"tongbao.txt": text_of(0)})
    (tmp_path / "a.zip").write_bytes(data.replace(b"tongbao", "通报x".encode("gbk") + b"yz"))
    assert list(outcomes(sync([tmp_path], store))) == ["a.zip/通报xyz.txt"]


def test_one_file_with_the_notice_twice_and_two_units(tmp_path, store) -> None:
    one, two = text_of(0).decode(), text_of(1).decode()
    (tmp_path / "twice.txt").write_text(f"{one}\n{one}", encoding="utf8")
    (tmp_path / "two.txt").write_text(f"{two}\n{two.replace('2021', '2023')}", encoding="utf8")
    report = sync([tmp_path], store)
    assert [(e.file, e.outcome) for e in report.entries] == [
        ("twice.txt", "ingested"), ("twice.txt", "duplicate"),
        ("two.txt", "ingested"), ("two.txt", "ingested")]
    assert report.offered == 2
    assert set(outcomes(sync([tmp_path], store)).values()) == {"unchanged"}
    assert len(store.records()) == 3


def test_a_fault_in_a_reader_stops_only_its_file(tmp_path, store, monkeypatch) -> None:
    import ingest.sync as module

    def faulty(data: bytes, name: str):
        if name == "a.txt":
            raise IndexError("oops")
        return whole(data, name)
    whole = module.read_bytes
    monkeypatch.setattr(module, "read_bytes", faulty)
    (tmp_path / "a.txt").write_bytes(text_of(0))
    (tmp_path / "b.txt").write_bytes(text_of(1))
    assert outcomes(sync([tmp_path], store)) == {"a.txt": "refused", "b.txt": "ingested"}
