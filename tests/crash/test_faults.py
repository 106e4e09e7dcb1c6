"""A full disk, a read-only folder, a second writer, a damaged file: one sentence, nothing lost."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from errors import StoreDamaged, StoreError
from ingest.sync import sync
from tests.crash import worker
from tests.crash.legs import legs
from tests.crash.notices_made import write_notice
from vectorstore import open_store
from vectorstore.__main__ import main as look_after

HELD = 6
OFFERED = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "notices"
    path.mkdir()
    for number in range(HELD):
        write_notice(path, number)
    return path


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Path:
    with open_store(tmp_path / "store") as opened:
        sync([folder], opened)
    return tmp_path / "store"


def attempt(folder: Path, store: Path, prepare: Callable[[Any], None], argument: Any = None
            ) -> tuple[str, str]:
    """The kind and sentence of the error that ends an ingest under ``prepare``; "" if none."""
    process, pipe = worker.run(worker.attempt, folder, store, prepare, argument)
    outcome = pipe.recv()
    process.join()
    return outcome


@pytest.mark.parametrize("beyond", [0, 8_192, 100_000, 400_000])
def test_a_full_disk_is_told_and_what_was_held_still_answers(
    folder: Path, store: Path, beyond: int
) -> None:
    largest = max(p.stat().st_size for p in store.rglob("*") if p.is_file())
    for number in range(HELD, OFFERED):
        write_notice(folder, number)
    write_notice(folder, 0, state=1)
    kind, sentence = attempt(folder, store, worker.small_files, largest + beyond)
    assert kind in ("StoreError", "StoreDamaged") and str(store) in sentence
    assert sentence.count("\n") == 0
    with open_store(store) as opened:
        assert opened.doctor().sound
        assert len(opened.records()) >= HELD
        assert opened.search("追回资金")
        sync([folder], opened)
        assert opened.doctor().sound
        assert len(opened.records()) == OFFERED


def test_a_folder_without_rights_is_told(tmp_path: Path, folder: Path, store: Path) -> None:
    with open_store(store) as opened:
        before = legs(opened)
    paths = [store, *store.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        if parent.owner() == Path.home().owner():
            parent.chmod(parent.stat().st_mode | 0o055)
    kind, sentence = attempt(folder, store, worker.nobody)
    assert kind == "StoreError" and str(store) in sentence and "权限" in sentence
    kind, sentence = attempt(folder, store / "new", worker.nobody)
    assert kind == "StoreError" and "建不起来" in sentence
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)
    with open_store(store) as opened:
        assert legs(opened) == before


def test_a_second_writer_is_told_at_once_and_by_whom_it_is_held(
    folder: Path, store: Path
) -> None:
    with open_store(store):
        kind, sentence = attempt(folder, store, nothing)
    assert kind == "StoreBusy" and str(os.getpid()) in sentence
    assert attempt(folder, store, nothing)[0] == ""


def nothing(_: Any) -> None:
    """Nothing to prepare."""


def spoil(path: Path) -> None:
    """Overwrite the middle of a file."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 4)
        file.write(b"\xa5" * (size // 2))


def test_a_damaged_library_is_named_with_what_to_do(store: Path, folder: Path) -> None:
    spoil(store / "library.sqlite3")
    with pytest.raises(StoreDamaged, match="移走"), open_store(store) as opened:
        sync([folder], opened)
        opened.search("追回资金")


def test_damaged_vectors_are_named_and_mended_by_the_command(store: Path) -> None:
    spoil(store / "chroma" / "chroma.sqlite3")
    with pytest.raises(StoreError, match="doctor --store .* --repair"), open_store(store) as opened:
        opened._dense.nearest(opened.encode("追回资金"), 3)
        raise AssertionError("the damage went unnoticed")
    assert look_after(["doctor", "--store", str(store), "--repair"]) == 0
    with open_store(store) as opened:
        assert opened.doctor().sound
        assert len(opened.records()) == HELD
        assert opened.search("追回资金")


def test_a_write_that_fails_in_the_middle_leaves_the_store_usable(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(store) as opened:
        write_notice(folder, 0, state=1)
        before = opened.records()
        with monkeypatch.context() as patch:
            patch.setattr(opened._manifest, "insert", _no_space)
            with pytest.raises(StoreError, match="No space left"):
                sync([folder], opened)
        assert opened.records() == before
        assert opened.search("追回资金")
        sync([folder], opened)
        assert opened.doctor().sound


def _no_space(*_: Any) -> None:
    raise OSError(28, "No space left on device")
