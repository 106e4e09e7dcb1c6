"""SIGKILL at 50 random moments of an ingest of 200 notices: nothing lost, doubled, orphaned."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from ingest.sync import sync
from tests.crash import worker
from tests.crash.legs import assert_index_finds_all, assert_same_answers, folder_texts, legs
from tests.crash.notices_made import write_notice
from vectorstore import open_store

NOTICES = 200
KILLS = 50
QUERIES = ["追回资金多少元", "白鹭甲区河道治理滞后整改", "修订制度", "第3项"]


def killed(dice: random.Random, most: int, target: Callable[..., None], *arguments: Path) -> bool:
    """Run a target and kill it after some of its messages; False if it was done before."""
    process, pipe = worker.run(target, *arguments)
    try:
        for _ in range(dice.randint(0, most)):
            if pipe.recv() == "done":
                return False
        time.sleep(dice.random() * 0.05)
        return True
    finally:
        process.kill()
        process.join()
        pipe.close()


def change_some(folder: Path, dice: random.Random, state: int, count: int) -> None:
    """Edit some notices and take one away."""
    for number in dice.sample(range(NOTICES), count):
        write_notice(folder, number, state)
    (folder / f"{dice.randrange(NOTICES):03}.txt").unlink(missing_ok=True)


def test_killed_at_random_moments_and_run_again(tmp_path: Path) -> None:
    dice = random.Random(20240607)
    folder, store = tmp_path / "notices", tmp_path / "store"
    folder.mkdir()
    for number in range(NOTICES):
        write_notice(folder, number)
    kills = rounds = 0
    known = set(folder_texts(folder).values())
    while kills < KILLS:
        rounds += 1
        kills += killed(dice, 14, worker.ingest, folder, store)
        if rounds % 10 == 0:
            with open_store(store) as opened:
                assert opened.doctor().sound
                texts = [r.text for r in opened.records()]
                assert len(texts) == len(set(texts)) and set(texts) <= known
                assert not texts or opened.search(QUERIES[0])
            change_some(folder, dice, state=rounds, count=8)
            known |= set(folder_texts(folder).values())
        assert rounds < 10 * KILLS
    assert_rerun_equals_clean(folder, store, tmp_path / "clean")


def assert_rerun_equals_clean(folder: Path, store: Path, clean: Path) -> None:
    for path in (store, clean):
        process, pipe = worker.run(worker.ingest, folder, path)
        while pipe.recv() != "done":
            pass
        process.join()
        assert process.exitcode == 0
    with open_store(store) as one, open_store(clean) as other:
        assert legs(one) == legs(other)
        assert {r.text for r in one.records()} == set(folder_texts(folder).values())
        assert one.doctor().sound and other.doctor().sound
        assert_same_answers(one, other, QUERIES)
        assert_index_finds_all(one, share=5)


def test_killed_while_rebuilding(tmp_path: Path) -> None:
    dice = random.Random(7)
    folder, store = tmp_path / "notices", tmp_path / "store"
    folder.mkdir()
    for number in range(12):
        write_notice(folder, number)
    with open_store(store) as opened:
        sync([folder], opened)
        before = legs(opened)
    assert sum(killed(dice, 12, worker.rebuild_again, store) for _ in range(10)) >= 5
    with open_store(store) as opened:
        assert legs(opened) == before
        assert opened.doctor().sound
        assert_index_finds_all(opened)
    assert len(list(store.glob("chroma*"))) == 1 and not list(store.glob("library.next*"))
