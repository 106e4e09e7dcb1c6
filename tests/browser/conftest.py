"""A served page and a Chromium to look at it with; skipped where there is no Chromium."""

import shutil
import socket
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

import ui
from settings import Settings
from tests.browser.fake_assistant import FakeAssistant


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium found (Debian: apt install chromium fonts-noto-cjk)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def serve() -> Iterator[Callable[[FakeAssistant], str]]:
    """Serve an assistant's page; gives its address."""
    running = []

    def start(assistant: FakeAssistant, **fields: Any) -> str:
        config = Settings(port=_free_port(), host="127.0.0.1", **fields)
        demo = ui.build(assistant, config)
        running.append(demo)
        _, url, _ = ui.launch(demo, assistant, config, prevent_thread_lock=True)
        return url

    yield start
    for demo in running:
        demo.close(verbose=False)


class Visitor:
    """A browser tab on the page, noting whatever it should not do."""

    def __init__(self, browser: Any, url: str, width: int = 1600, height: int = 1000):
        self.context = browser.new_context(viewport={"width": width, "height": height},
                                           locale="zh-CN")
        self.context.set_default_timeout(90_000)  # a busy machine is no failure
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.tab = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.tab.on("request", self._request)
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("dialog", lambda dialog: (self.errors.append("dialog"), dialog.dismiss()))
        self.tab.goto(url)
        self.tab.wait_for_selector(".welcome, .exchange")

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def ask(self, question: str, *, settled: bool = True) -> None:
        """Type a question and send it; waits for its answer unless told not to."""
        before = self.tab.locator("#talk .exchange").count()
        self.tab.fill("#question", question)
        self.tab.press("#question", "Enter")
        self.tab.wait_for_function(
            "n => document.querySelectorAll('#talk .exchange').length > n", arg=before)
        if settled:
            self.settle()

    def settle(self) -> None:
        """Wait until no answer is under way."""
        self.tab.wait_for_function("() => document.querySelector('#current [data-state]') && "
                                   "!document.querySelector('[data-state=working]')")

    def texts(self, selector: str) -> list[str]:
        """The visible texts of the elements."""
        return [t.strip() for t in self.tab.locator(selector).all_inner_texts()]


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Visitor]]:
    """Open tabs of separate people; checks at the end that none called out or broke."""
    visitors: list[Visitor] = []

    def start(url: str, **size: int) -> Visitor:
        visitors.append(Visitor(chromium, url, **size))
        return visitors[-1]

    yield start
    for visitor in visitors:
        visitor.context.close()
        assert visitor.outside == []
        assert visitor.errors == []
