import json
import os
import subprocess
import sys
from pathlib import Path

from settings import ROOT
from tests.crash.notices_made import notice_text, write_notice
from tests.serving.person import free_port


def test_start_ingest_ask_and_upload_without_any_other_machine(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    for number in range(3):
        write_notice(tmp_path / "notices", number)
    (tmp_path / "more.txt").write_text(notice_text(9), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.serving.offline_session", str(tmp_path), str(free_port())],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found == {"tried": [], "ingested": 3, "held": 4, "citations": found["citations"],
                     "chat": True, "taken": 200}
    assert found["citations"]
