"""Whatever is offered, time and memory stay within bounds (set by the system, in a process)."""

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")
ROOT = Path(__file__).resolve().parents[2]
SIZE = 60_000
UNITS = ["一", "区", "(", "1.", "一、", "(1)", "一是", " ", "\u3000", "《", "“", "9", "a ", "中共", "2021年", "对",
         "整改", "\n", "x\n", " \n", "一、问题\n", "1.问题不够。\n", "---\n", "①", "【", "| ", "。", "\t",
         "| 2-1 | 问题不严 | 改 |\n", "其一,\n", "【已完成】\n",
         "中共某区委关于巡视整改进展情况的通报\n"]
WORK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
from errors import IngestError
from ingest.chunks import passages_of
from ingest.parse import notices_of
from ingest.readers import read_bytes
for unit in {units!r}:
    text = "关于整改情况的通报。\\n" + unit * ({size} // len(unit))
    try:
        notices = notices_of(read_bytes(text.encode(), "a.txt"), "a.txt")
    except IngestError:
        continue
    longest = max(len(p.text) for n in notices for p in passages_of(n))
    assert longest < 1300 or not unit.strip(), (unit, longest)
sys.stdout.write("done")
"""


def test_monotonous_texts() -> None:
    """Runs of one thing are what a step quadratic in the length of a text stumbles over."""
    done = subprocess.run([sys.executable, "-c", WORK.format(units=UNITS, size=SIZE)], cwd=ROOT,
                          env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert done.stdout == b"done", done.stderr.decode()[-900:]
