"""Logs as JSON lines: what happened, for whom it took how long, never what was asked unless told.

Every record of the process goes through :class:`Lines`; fields stand in ``extra={"fields": …}``.
"""

import json
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event as Signal
from typing import Any, TextIO

from assistant.answer import Answer, Event, Turn
from errors import AssistantError
from ingest.notice import Notice
from page.events import Engine

log = logging.getLogger("notices")


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: time (UTC), level, event, and the record's fields."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {"time": f"{moment}.{int(record.msecs):03}Z", "level": record.levelname.lower(),
                "logger": record.name, "event": record.getMessage(),
                **getattr(record, "fields", {})}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def to_lines(stream: TextIO = sys.stderr) -> None:
    """Let every log record of this process be a line of JSON on the stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)


def tell(event: str, **fields: Any) -> None:
    """Log an event with its fields."""
    log.info(event, extra={"fields": fields})


class Observed:
    """An engine whose answers and ingests are logged."""

    def __init__(self, engine: Engine, questions: bool) -> None:
        self._engine = engine
        self._questions = questions

    @property
    def makers(self) -> Sequence[str]:
        """Who can answer, the default last."""
        return self._engine.makers

    def ask(self, question: str, history: Sequence[Turn] = (),
            districts: Sequence[str] | None = None) -> Answer:
        """Answer at once."""
        begun = time.monotonic()
        try:
            answer = self._engine.ask(question, history, districts=districts)
        except AssistantError as error:
            self._tell("refused", question, begun, why=type(error).__name__)
            raise
        self._answered(question, begun, answer)
        return answer

    def stream(self, question: str, history: Sequence[Turn] = (),
               districts: Sequence[str] | None = None, maker: str | None = None,
               cancelled: Signal | None = None) -> Iterator[Event]:
        """Answer as it happens; the last event is the Answer."""
        begun = time.monotonic()
        answer: Answer | None = None
        try:
            for event in self._engine.stream(question, history, districts, maker=maker,
                                             cancelled=cancelled):
                answer = event if isinstance(event, Answer) else answer
                yield event
        except AssistantError as error:
            self._tell("refused", question, begun, why=type(error).__name__)
            raise
        if answer and not (cancelled and cancelled.is_set()):
            self._answered(question, begun, answer)
        else:
            self._tell("stopped", question, begun)

    def notices(self) -> list[Notice]:
        """List the notices that answer."""
        return self._engine.notices()

    def notice(self, notice_id: str) -> Notice:
        """Give one notice; KeyError if it is not held."""
        return self._engine.notice(notice_id)

    def ingest(self, paths: list[Path], progress: Any = None) -> Any:
        """Take files in."""
        begun = time.monotonic()
        report = self._engine.ingest(paths, progress)
        outcomes = [entry.outcome for entry in report.entries]
        tell("ingested", files=len(paths), ms=_ms(begun),
             **{name: outcomes.count(name) for name in sorted(set(outcomes))})
        return report

    def _answered(self, question: str, begun: float, answer: Answer) -> None:
        self._tell("answered", question, begun, kind=answer.kind, citations=len(answer.citations))

    def _tell(self, event: str, question: str, begun: float, **fields: Any) -> None:
        asked = {"question": question} if self._questions else {"length": len(question)}
        tell(event, ms=_ms(begun), **fields, **asked)


def _ms(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
