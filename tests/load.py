"""``make bench``: many chats at once over real HTTP, while files are taken in.

Prints what came of it; exits with 1 if an answer failed or went to another chat.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.crash.notices_made import notice_text
from tests.serving.person import Person, free_port

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests/assistant/questions.jsonl"
PATIENCE_S = 120
UPLOAD_EVERY_S = 5


@dataclass
class Tally:
    """What came back: seconds of every answer, what failed, how many answers went astray."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    astray: int = 0
    uploads: int = 0


def main() -> int:
    """Serve, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--chats", type=int, default=50, help="people at once")
    parser.add_argument("--seconds", type=float, default=60, help="for how long they ask")
    parser.add_argument("--think", type=float, default=3, help="mean pause between questions, s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        env = {**os.environ, "STORE": str(Path(folder) / "store"), "PORT": str(port),
               "USERS_FILE": str(Path(folder) / "users"), "NOTICES": str(ROOT / "notices")}
        server = subprocess.Popen([sys.executable, "ui.py"], cwd=ROOT, env=env,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _await(url)
            tally = _load(url, options.chats, options.seconds, options.think)
        finally:
            server.terminate()
            server.wait()
    return _report(tally, options.chats)


def _await(url: str) -> None:
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        try:
            if httpx.get(f"{url}/health", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"no page within {PATIENCE_S} s")


def _load(url: str, chats: int, seconds: float, think: float) -> Tally:
    """Everybody asks until the time is up."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [turn for line in lines for turn in json.loads(line)["turns"][:1]]
    tally, ends = Tally(), time.monotonic() + seconds
    with ThreadPoolExecutor(chats + 1) as people:
        for number in range(chats):
            people.submit(_guarded, _chat, url, number, questions, ends, think, tally)
        people.submit(_guarded, _upload, url, ends, tally)
    return tally


def _guarded(act: object, url: str, *rest: object) -> None:
    """Whatever ends somebody's session early is a failure that is counted."""
    tally = rest[-1]
    assert isinstance(tally, Tally)
    try:
        act(url, *rest)  # type: ignore[operator]
    except Exception as error:  # noqa: BLE001  told in the report
        tally.failures.append(f"{type(error).__name__}: {error}")


def _chat(url: str, number: int, questions: list[str], ends: float, think: float,
          tally: Tally) -> None:
    """One person's questions, each marked as theirs."""
    dice, person = random.Random(number), Person(url)
    time.sleep(dice.random() * think)
    person.hello()
    while time.monotonic() < ends:
        begun = time.perf_counter()
        seen = person.ask(f"{dice.choice(questions)}〔{number:03}号〕")
        tally.seconds.append(time.perf_counter() - begun)
        if '"success": true' not in seen:
            tally.failures.append(seen[-200:])
        tally.astray += f"〔{number:03}号〕" not in seen or any(
            f"〔{other:03}号〕" in seen for other in range(1000) if other != number)
        time.sleep(dice.expovariate(1 / think) if think else 0)


def _upload(url: str, ends: float, tally: Tally) -> None:
    """Files taken in meanwhile."""
    person, stop = Person(url), threading.Event()
    person.hello()
    while time.monotonic() < ends:
        name = f"{tally.uploads:03}.txt"
        paths = person.upload((name, notice_text(tally.uploads).encode())).json()
        person.take_in(paths).raise_for_status()
        person.outcome()
        tally.uploads += 1
        stop.wait(UPLOAD_EVERY_S)


def _report(tally: Tally, chats: int) -> int:
    cuts = statistics.quantiles(tally.seconds, n=20) if len(tally.seconds) > 1 else [0.0] * 19
    for name, value in (
            ("chats at once", chats), ("answers", len(tally.seconds)),
            ("uploads meanwhile", tally.uploads), ("failed", len(tally.failures)),
            ("gone astray", tally.astray), ("answer median, ms", f"{cuts[9] * 1000:.0f}"),
            ("answer p95, ms", f"{cuts[18] * 1000:.0f}")):
        sys.stdout.write(f"{name:24} {value}\n")
    for failure in tally.failures[:3]:
        sys.stdout.write(f"failed: {failure}\n")
    return 1 if tally.failures or tally.astray or not tally.seconds else 0


if __name__ == "__main__":
    sys.exit(main())
