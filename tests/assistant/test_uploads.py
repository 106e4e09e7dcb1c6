"""Uploaded files: kept whole or not at all, and only as long as a notice comes from them."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.uploads import Uploads

TEXT = "青溪区委关于巡视整改进展情况的通报。" * 100


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "通报.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_copy_is_kept_under_its_own_name(uploads: Uploads, sent: Path) -> None:
    kept = uploads.keep(sent)
    assert kept.name == "通报.txt" and kept.read_text(encoding="utf-8") == TEXT
    assert uploads.keep(sent) == kept
    assert list(uploads.folder.glob("*/*")) == [kept]


@pytest.mark.parametrize("failure", [OSError("no space"), KeyboardInterrupt()])
def test_a_copy_cut_off_midway_is_made_anew(
    uploads: Uploads, sent: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    def half(file: Any, out: Any) -> None:
        out.write(file.read(50))
        out.flush()
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfileobj", half)
        with pytest.raises(type(failure)):
            uploads.keep(sent)
    assert not list(uploads.folder.glob("*/*"))
    assert uploads.keep(sent).read_text(encoding="utf-8") == TEXT


def test_what_a_killed_process_left_is_pruned(uploads: Uploads, sent: Path) -> None:
    kept = uploads.keep(sent)
    (kept.parent / "abc.part").write_bytes(b"half")
    uploads.prune([str(kept)])
    assert list(uploads.folder.glob("*/*")) == [kept]
    uploads.prune([])
    assert not list(uploads.folder.iterdir())


def test_pruning_passes_over_what_is_no_upload(uploads: Uploads, sent: Path) -> None:
    kept = uploads.keep(sent)
    stray, inner = uploads.folder / ".DS_Store", kept.parent / "folder"
    stray.write_bytes(b"x")
    inner.mkdir()
    uploads.prune([])
    assert stray.exists() and inner.is_dir() and not kept.exists()


def test_what_will_be_refused_is_given_back(uploads: Uploads, tmp_path: Path) -> None:
    assert uploads.keep(tmp_path) == tmp_path
    assert not uploads.folder.exists()
