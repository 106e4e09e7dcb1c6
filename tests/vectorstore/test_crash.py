"""A process killed at any moment leaves a store that opens and answers from what was whole."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vectorstore.notices_made import passages, record
from vectorstore import open_store

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [f"({n})第{n}项整改。追回资金{n * 37}万元。" for n in range(1, 90)]
NEW = [f"({n})第{n}项另改。拨付资金{n * 41}万元。" for n in range(1, 90)]
WRITER = """
import os, signal, sys
from pathlib import Path
from vectorstore import dense, open_store, store
from tests.vectorstore.notices_made import passages, record
from tests.vectorstore.test_crash import NEW
moment = sys.argv[2]
die = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
opened = open_store(Path(sys.argv[1]))
if moment == "between batches":
    progress = lambda done, total: die() if done < total else None
else:
    progress = None
if moment == "before the commit":
    store.Segment.of = die
if moment == "after the commit":
    store.LocalStore._sweep = die
if moment == "while sweeping":
    dense.DenseLeg.delete = die
opened.put(record("a", NEW), passages("a", NEW), progress=progress)
"""


@pytest.mark.parametrize(
    ("moment", "kept"),
    [("between batches", TEXTS), ("before the commit", TEXTS),
     ("after the commit", NEW), ("while sweeping", NEW)],
)
def test_killed_while_replacing_a_notice(tmp_path: Path, moment: str, kept: list[str]) -> None:
    with open_store(tmp_path) as store:
        store.put(record("a", TEXTS), passages("a", TEXTS))
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path), moment],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with open_store(tmp_path) as store:
        assert store.passages("a") == passages("a", kept)
        assert store.search("追回资金37万元")
        assert store.doctor().sound
        store.put(record("a", NEW), passages("a", NEW))
        assert store.doctor().sound
        assert store.passages("a") == passages("a", NEW)
