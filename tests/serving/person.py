"""People who use a served page without a browser."""

import json
import secrets
import socket
from pathlib import Path
from typing import Any

import httpx

PASSWORD = "correct horse battery"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Person:
    """Somebody's browser: a session of their own, and the page's acts as calls."""

    def __init__(self, url: str, timeout: float = 120) -> None:
        self.http = httpx.Client(base_url=url, timeout=timeout)
        self.session = secrets.token_hex(6)
        self.token = ""
        self._acts: dict[str, int] = {}

    def login(self, name: str, password: str = PASSWORD) -> httpx.Response:
        """Sign in; the session keeps the cookie."""
        return self.http.post("/login", data={"username": name, "password": password})

    def acts(self) -> dict[str, int]:
        """The number of the function behind each act of the page."""
        if not self._acts:
            config = self.http.get("/config").json()
            self._acts = {target[1]: d["id"] for d in config["dependencies"]
                          for target in d["targets"]}
        return self._acts

    def join(self, act: str, data: list[Any], event: dict[str, Any] | None = None
             ) -> httpx.Response:
        """Put a call into the queue."""
        return self.http.post("/gradio_api/queue/join", json={
            "fn_index": self.acts()[act], "data": data, "session_hash": self.session,
            "event_data": event})

    def outcome(self) -> list[Any]:
        """All that the session's calls have given when they are done."""
        seen = []
        with self.http.stream("GET", "/gradio_api/queue/data",
                              params={"session_hash": self.session}) as lines:
            for line in lines.iter_lines():
                if line.startswith("data:"):
                    message = json.loads(line[5:])
                    seen.append(message)
                    if message["msg"] in ("process_completed", "close_stream"):
                        break
        return seen

    def hello(self) -> str:
        """Open the page; returns the chat's token."""
        reply = self.http.post("/gradio_api/run/predict", json={
            "fn_index": self.acts()["hello"], "data": [], "session_hash": self.session,
            "event_data": {"chat": self.token, "language": "zh"}})
        bar = json.dumps(reply.json()["data"])
        self.token = bar.partition('data-chat=\\"')[2].partition("\\")[0]
        return self.token

    def ask(self, question: str) -> str:
        """Ask in the chat; returns all of the conversation that came back, as one text."""
        assert self.join("ask", [self.token], {"question": question}).status_code == 200
        seen = self.outcome()
        settled = self.http.post("/gradio_api/run/predict", json={
            "fn_index": self.after("ask"), "data": [self.token], "session_hash": self.session})
        return json.dumps([*seen, settled.json()], ensure_ascii=False)

    def after(self, act: str) -> int:
        """The number of the function that the page calls once an act is over."""
        config = self.http.get("/config").json()
        return next(int(d["id"]) for d in config["dependencies"]
                    if d.get("trigger_after") == self.acts()[act])

    def upload(self, *files: tuple[str, bytes]) -> httpx.Response:
        """Send files, not yet taken in."""
        return self.http.post("/gradio_api/upload",
                              files=[("files", (name, data)) for name, data in files])

    def take_in(self, paths: list[str]) -> httpx.Response:
        """Take uploaded files in."""
        return self.join("upload", [self.token, [
            {"path": path, "orig_name": Path(path).name, "meta": {"_type": "gradio.FileData"}}
            for path in paths]])

    def call_ask(self, question: str) -> httpx.Response:
        """Ask through the endpoint for programs."""
        return self.http.post("/gradio_api/run/ask", json={"data": [question, None]})
