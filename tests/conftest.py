"""What all tests share: no connection to the outside, and assistants over the notices at hand."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """Nothing that is tested may connect to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(
                LOCAL):
            raise AssertionError(f"a test tried to connect to {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An assistant over the bundled digests, for questions only."""
    from assistant import Assistant

    with Assistant.open(tmp_path_factory.mktemp("digests")) as assistant:
        assistant.sync(ROOT / "notices")
        yield assistant


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An assistant over the original notices, for questions only."""
    from assistant import Assistant

    if not (SHARED / "notices").is_dir():
        pytest.skip("the original notices are not part of the repository")
    with Assistant.open(tmp_path_factory.mktemp("originals")) as assistant:
        assistant.sync(SHARED / "notices")
        yield assistant
