"""Ingests in processes of their own, to be killed: forked from a server that has all imported."""

import multiprocessing
import os
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.crash.preloaded"])


def ingest(folder: Path, store: Path, pipe: Connection) -> None:
    """Sync the folder into the store, telling the pipe of every step, "done" at the end."""
    from ingest.sync import sync
    from vectorstore import open_store

    pipe.send("started")
    with open_store(store) as opened:
        sync([folder], opened, lambda *step: pipe.send(step))
    pipe.send("done")


def attempt(folder: Path, store: Path, prepare: Callable[..., None], argument: Any,
            pipe: Connection) -> None:
    """Sync after ``prepare(argument)``; sends the error's type and message, or the report."""
    from errors import AssistantError
    from ingest.sync import sync
    from vectorstore import open_store

    prepare(argument)
    try:
        with open_store(store) as opened:
            report = sync([folder], opened)
        pipe.send(("", report.to_text()))
    except AssistantError as error:
        pipe.send((type(error).__name__, str(error)))


def small_files(size: int) -> None:
    """From now on no file may grow beyond ``size`` bytes: what a full disk looks like."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def nobody(_: Any) -> None:
    """From now on without the rights of root."""
    if os.getuid() == 0:
        os.setuid(65534)


def run(target: Callable[..., None], *arguments: Any) -> tuple[Any, Connection]:
    """Start a target with the writing end of a pipe; returns the process and the reading end."""
    ours, theirs = SERVER.Pipe(duplex=False)
    process = SERVER.Process(target=target, args=(*arguments, theirs))
    process.start()
    theirs.close()
    return process, ours


def ingest_until(folder: Path, store: Path, step: int, pipe: Connection) -> None:
    """Sync the folder into the store, killed at a step of the writing if it comes that far."""
    from ingest.sync import sync
    from tests.crash.steps import die, ending_at
    from vectorstore import open_store

    with open_store(store) as opened, ending_at(step, die):
        sync([folder], opened)
    pipe.send("done")


def rebuild_again(store: Path, pipe: Connection) -> None:
    """Embed all of the store anew, telling the pipe of every notice, "done" at the end."""
    from vectorstore import BUNDLED, rebuild

    pipe.send("started")
    rebuild(store, BUNDLED, lambda *step: pipe.send(step))
    pipe.send("done")
