"""A page served over real HTTP under settings of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ui
from page.users import User, Users
from settings import Settings
from tests.serving.person import PASSWORD, free_port


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Serve an assistant under settings; gives the page's address."""
    running = []

    def start(assistant: Any, **fields: Any) -> str:
        port = free_port()
        config = Settings(**{"port": port, "users_file": tmp_path / "users",
                             "store": tmp_path / "store", **fields})
        demo = ui.build(assistant, config)
        running.append(demo)
        ui.launch(demo, assistant, config, prevent_thread_lock=True)
        return f"http://127.0.0.1:{port}"

    yield start
    for demo in running:
        demo.close(verbose=False)


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """A reader and an editor, who may upload."""
    found = Users(tmp_path / "users")
    found.add(User.of("reader", PASSWORD, may_upload=False))
    found.add(User.of("editor", PASSWORD, may_upload=True))
    return found
