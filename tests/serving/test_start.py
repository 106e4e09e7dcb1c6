"""``python ui.py``: whatever ends it, the store is given back."""

from pathlib import Path
from typing import Any, Self

import gradio as gr
import pytest

import assistant
import ui
from settings import Settings
from tests.browser.fake_assistant import FakeAssistant, Offered, Report
from tests.serving.person import free_port


class Held(FakeAssistant):
    """An assistant that knows whether it was given back."""

    opened: list["Held"] = []

    @classmethod
    def open(cls, store: Path) -> "Held":
        """The one that the command opens."""
        cls.opened.append(cls())
        return cls.opened[-1]

    def __enter__(self) -> Self:
        self.closed = False
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True

    def sync(self, *_: object) -> Report:
        """Refuse one file."""
        return Report([Offered("坏.txt", "refused", "文件是空的。")])

    def warm(self) -> None:
        """Nothing to load."""


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The command under a port of its own, over an assistant that is watched."""
    config = Settings(port=free_port(), store=tmp_path, users_file=tmp_path / "users")
    monkeypatch.setattr(assistant, "Assistant", Held)
    monkeypatch.setattr(ui, "settings", lambda: config)
    monkeypatch.setattr(ui, "to_lines", lambda: None)
    monkeypatch.setattr(Held, "opened", [])
    monkeypatch.setattr(gr.Blocks, "block_thread", lambda demo: demo.close(verbose=False))
    return config


def test_served_and_stopped(start: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main() == 0
    told = capsys.readouterr()
    assert f":{start.port}" in told.out and "没有收进 坏.txt: 文件是空的。" in told.err
    assert Held.opened[0].closed


def test_a_port_in_use_gives_the_store_back(
    start: Settings, serve: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(FakeAssistant(), port=start.port)
    assert ui.main() == 1
    assert f"端口 {start.port}" in capsys.readouterr().err
    assert Held.opened[0].closed


def test_an_interrupt_while_files_are_taken_in_gives_the_store_back(
    start: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Held, "sync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ui.main()
    assert Held.opened[0].closed
