"""Run a slow producer in a thread so that the page stays in charge of time."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
_POLL_S = 0.1
_PATIENCE_S = 0.5


class _End:
    """Marks the end of a stream, with the error that ended it, if any."""

    def __init__(self, error: BaseException | None = None):
        self.error = error


def pump(produce: Callable[[], Iterator[T]], cancelled: threading.Event) -> Iterator[T]:
    """Yield what ``produce()`` yields; end within 0.6 s of ``cancelled`` even if it stalls.

    An error of the producer is raised here. Closing this iterator sets ``cancelled``.
    """
    events: queue.Queue[T | _End] = queue.Queue()

    def run() -> None:
        try:
            for event in produce():
                events.put(event)
                if cancelled.is_set():
                    break
            events.put(_End())
        except Exception as error:  # noqa: BLE001  carried over to the reader and raised there
            events.put(_End(error))

    threading.Thread(target=run, daemon=True, name="answer").start()
    try:
        while True:
            patience = _PATIENCE_S if cancelled.is_set() else _POLL_S
            try:
                event = events.get(timeout=patience)
            except queue.Empty:
                if cancelled.is_set():
                    return
                continue
            if isinstance(event, _End):
                if event.error:
                    raise event.error
                return
            yield event
    finally:
        cancelled.set()
