"""A write ended at its n-th step: before or after any call that changes a leg."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest

from vectorstore.dense import DenseLeg
from vectorstore.lexical import Segment
from vectorstore.manifest import Manifest
from vectorstore.store import LocalStore

STEPS: tuple[tuple[type, str], ...] = (
    (Manifest, "set_pending"), (Manifest, "insert"), (Manifest, "delete"), (Manifest, "grow"),
    (Manifest, "set_active"), (DenseLeg, "add"), (DenseLeg, "delete"), (Segment, "to_bytes"),
    (LocalStore, "_refresh"), (LocalStore, "_sweep"),
)


class Crash(BaseException):
    """Stands for the end of the process."""


def crash() -> None:
    """End as a crash does, but in this process."""
    raise Crash


def fail() -> None:
    """Fail as a full disk does."""
    raise OSError(28, "No space left on device")


def die() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def ending_at(step: int, end: Callable[[], None]) -> Iterator[None]:
    """Within, ``end`` is called at the given step, counted from 1."""
    left = [step]

    def pass_step() -> None:
        left[0] -= 1
        if left[0] == 0:
            end()

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, _with_steps(getattr(owner, name), pass_step))
        yield


def _with_steps(work: Callable[..., Any], pass_step: Callable[[], None]) -> Callable[..., Any]:
    @wraps(work)
    def stepping(*arguments: Any, **named: Any) -> Any:
        pass_step()
        done = work(*arguments, **named)
        pass_step()
        return done

    return stepping
