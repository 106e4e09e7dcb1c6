"""Run a slow producer in a thread so that the page stays in charge of time."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
_POLL_S = 0.1
_GRACE_S = 1.0


class _End:
    """Marks the end of a stream, with the error that ended it, if any."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


def pump(produce: Callable[[], Iterator[T]], cancelled: threading.Event) -> Iterator[T]:
    """Yield what ``produce()`` yields, and end even if it stalls.

    Once ``cancelled`` is set the producer has one second for its last words. Its error is raised
    here. Closing this iterator early sets ``cancelled``.
    """
    events: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    left = threading.Event()

    def run() -> None:
        try:
            for event in produce():
                events.put(event)
                if left.is_set():
                    return
            events.put(_End())
        except Exception as error:  # noqa: BLE001  carried over to the reader and raised there
            events.put(_End(error))

    threading.Thread(target=run, daemon=True, name="answer").start()
    try:
        deadline = None
        while deadline is None or time.monotonic() < deadline:
            if cancelled.is_set() and deadline is None:
                deadline = time.monotonic() + _GRACE_S
            try:
                event = events.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if isinstance(event, _End):
                if event.error:
                    raise event.error
                return
            yield event
    except GeneratorExit:
        cancelled.set()
        raise
    finally:
        left.set()
