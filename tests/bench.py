"""``make bench``: how long ingest, start and answers take here. Nothing depends on them."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ORIGINALS = ROOT.parent / "shared" / "notices"
NOTICES = ORIGINALS if ORIGINALS.is_dir() else ROOT / "notices"
QUESTIONS = ROOT / "tests/assistant/questions.jsonl"
PATIENCE_S = 120


def main() -> int:
    """Measure and print."""
    _say("processors", str(os.cpu_count()))
    _say("notices", f"{NOTICES.name}: {sum(1 for p in NOTICES.iterdir() if p.is_file())} files")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        _say("ingest, s", f"{_timed(_ingest, store):.1f}")
        _say("ingest again, s", f"{_timed(_ingest, store):.1f}")
        _say("start to first page, s", f"{_first_page(store):.1f}")
        times = _answers(store)
    cuts = statistics.quantiles(times, n=20)
    _say("answers", str(len(times)))
    _say("answer median, ms", f"{statistics.median(times):.0f}")
    _say("answer p95, ms", f"{cuts[18]:.0f}")
    _say("answer slowest, ms", f"{max(times):.0f}")
    return 0


def _timed(run: object, store: Path) -> float:
    begun = time.perf_counter()
    run(store)  # type: ignore[operator]
    return time.perf_counter() - begun


def _ingest(store: Path) -> None:
    """A process of its own, as a user would start it."""
    subprocess.run([sys.executable, "-m", "ingest", str(NOTICES), "--store", str(store)],
                   cwd=ROOT, check=True, capture_output=True)


def _first_page(store: Path) -> float:
    """From the start of the process to the first whole page, the store being filled."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "NOTICES": str(NOTICES), "STORE": str(store), "PORT": str(port)}
    begun = time.perf_counter()
    server = subprocess.Popen([sys.executable, "ui.py"], cwd=ROOT, env=env,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - begun < PATIENCE_S:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    page.read()
                return time.perf_counter() - begun
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise TimeoutError(f"no page within {PATIENCE_S} s")
    finally:
        server.terminate()
        server.wait()


def _answers(store: Path) -> list[float]:
    """Milliseconds of every question's answer, asked one after the other."""
    from assistant import Assistant
    from assistant.batch import answered
    from assistant.evaluation import read_questions

    with Assistant.open(store) as assistant:
        return [answered(assistant, q["turns"]).elapsed_ms for q in read_questions(QUESTIONS)]


def _say(name: str, value: str) -> None:
    sys.stdout.write(f"{name:24} {value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
