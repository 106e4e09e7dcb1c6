import os
import subprocess
import sys

from settings import ROOT


def test_the_program_serves_many_at_once_and_the_load_script_counts() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.load", "--chats", "4", "--seconds", "4", "--think", "0.2"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    said = dict(line.rsplit(maxsplit=1) for line in done.stdout.splitlines())
    assert int(said["answers"]) >= 4
    assert said["failed"] == said["gone astray"] == "0"
