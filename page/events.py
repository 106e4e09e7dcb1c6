"""What happens on the page, without Gradio: every handler takes plain data and gives HTML."""

import logging
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.answer import Answer, Delta, Event, Step, Turn
from errors import AssistantError
from ingest.notice import Item, Notice

from . import frame, library, render, sources
from .chat import Chat, Exchange, Shelf
from .markup import Html, el, join
from .stream import pump
from .texts import Language

log = logging.getLogger(__name__)

REDRAW_S = 0.08
KEPT_LENGTHS = 4
"""A question too long is refused by the engine, and kept up to so many times the longest there may
be: enough to be shortened by whoever asked it, without a pasted book in every drawing of the chat."""


class Engine(Protocol):
    """What the page needs of :class:`assistant.Assistant`."""

    @property
    def makers(self) -> Sequence[str]:
        """Who can answer, the default last."""

    def ask(self, question: str, history: Sequence[Turn] = (),
            districts: Sequence[str] | None = None) -> Answer:
        """Answer at once."""

    def stream(self, question: str, history: Sequence[Turn] = (),
               districts: Sequence[str] | None = None, maker: str | None = None,
               cancelled: threading.Event | None = None) -> Iterator[Event]:
        """Answer as it happens; the last event is the Answer."""

    def notices(self) -> list[Notice]:
        """List the notices that answer."""

    def notice(self, notice_id: str) -> Notice:
        """Give one notice; KeyError if it is not held."""

    def ingest(self, paths: list[Path], progress: Any) -> Any:
        """Take files in; the report has ``entries`` (see :class:`library.Entry`)."""


class Page:
    """The page's handlers over one engine; all state of a person is in their chat."""

    def __init__(self, engine: Engine, *, question_limit: int, upload_mb: int):
        self.engine = engine
        self.shelf = Shelf()
        self.question_limit = question_limit
        self.upload_mb = upload_mb

    # whose chat

    def hello(self, data: Mapping[str, Any]) -> Chat:
        """A tab has opened: its chat by the token it held, or a new one.

        An answer under way when a tab was reloaded has nobody left to tell, so it is stopped.
        """
        language: Language = "en" if data.get("language") == "en" else "zh"
        chat = self.shelf.open(str(data.get("chat") or ""), language)
        if chat.exchanges and chat.exchanges[-1].state == "working":
            self.stop(chat.token)
            chat.exchanges[-1].state = "stopped"
        return chat

    def chat(self, token: str) -> Chat:
        """The chat of a tab; a new one if the server no longer has it."""
        return self.shelf.open(token, "zh")

    def switch_language(self, token: str) -> Chat:
        """The same chat in the other language."""
        chat = self.chat(token)
        chat.language = "zh" if chat.language == "en" else "en"
        return chat

    def clear(self, token: str) -> Chat:
        """A new chat in the same language; the old one's answer stops."""
        self.stop(token)
        return self.shelf.open("", self.chat(token).language)

    def stop(self, token: str) -> None:
        """Stop the chat's running answer."""
        self.shelf.stop(token)

    # what is shown

    def bar(self, chat: Chat) -> Html:
        """The top bar."""
        return frame.bar(chat, self.engine.notices(), self.engine.makers)

    def library(self, chat: Chat) -> Html:
        """The rail of notices."""
        return library.rail(self.engine.notices(), chat.districts, chat.texts)

    def composer(self, chat: Chat) -> Html:
        """The question box."""
        return frame.composer(chat.texts)

    def past(self, chat: Chat) -> Html:
        """Every exchange but the last."""
        return join(render.exchange(chat, i) for i in range(len(chat.exchanges) - 1))

    def current(self, chat: Chat) -> Html:
        """The last exchange, or the first visit's welcome."""
        if not chat.exchanges:
            return frame.welcome(chat.texts, self.engine.notices())
        return render.exchange(chat, len(chat.exchanges) - 1)

    # asking

    def ask(self, chat: Chat, data: Mapping[str, Any]) -> Iterator[Exchange]:
        """Answer a question, yielding its exchange whenever it should be drawn again."""
        question = str(data.get("question") or "").strip()
        if not question:
            return
        chat.districts = self._ticked(data.get("districts"))
        maker = str(data.get("maker") or "")
        chat.maker = maker if maker in self.engine.makers else ""
        signal = self.shelf.start(chat)
        kept = question[: KEPT_LENGTHS * self.question_limit]
        exchange = chat.begin(kept, replace=bool(data.get("replace")))
        history = chat.turns()
        yield exchange
        try:
            yield from self._answer(question, exchange, history, chat, signal)
        except AssistantError as error:
            exchange.state, exchange.error = "failed", str(error)
        except Exception:  # the reader is told, the log has the rest
            log.exception("answering failed")
            exchange.state, exchange.error = "failed", chat.texts("failed_why")
        finally:
            self.shelf.finish(chat, signal)
            if exchange.state == "working":
                exchange.state = "stopped"
        yield exchange

    def _answer(self, question: str, exchange: Exchange, history: list[Turn], chat: Chat,
                signal: threading.Event) -> Iterator[Exchange]:
        def produce() -> Iterator[Event]:
            return self.engine.stream(question, history, chat.districts,
                                      maker=chat.maker or None, cancelled=signal)

        drawn = 0.0
        for event in pump(produce, signal):
            if isinstance(event, Step):
                exchange.steps.append((event.name, event.detail))
                if event.name == "fallback":
                    exchange.answer, exchange.draft = None, ""
            elif isinstance(event, Answer):  # what is settled so far; the last one is the whole
                exchange.answer, exchange.draft = event, ""
            else:
                exchange.draft += event.text
            if not isinstance(event, Delta) or time.monotonic() - drawn > REDRAW_S:
                drawn = time.monotonic()
                yield exchange
        if not signal.is_set():
            exchange.state, exchange.draft = "done", ""

    def _ticked(self, sent: object) -> tuple[str, ...] | None:
        """The districts ticked; None when that is all or none of them."""
        if not isinstance(sent, list):
            return None
        known = {n.district.name for n in self.engine.notices()}
        ticked = tuple(sorted(known.intersection(str(s) for s in sent)))
        return None if not ticked or len(ticked) == len(known) else ticked

    def rate(self, chat: Chat, data: Mapping[str, Any]) -> None:
        """Keep a like or dislike with its answer; the same one again takes it back."""
        exchange = chat.exchange(_number(data.get("turn")))
        rating = data.get("rating")
        if exchange and rating in ("like", "dislike"):
            exchange.rating = "" if exchange.rating == rating else rating

    # sources

    def show(self, chat: Chat, act: str, data: Mapping[str, Any]) -> Html:
        """Open something in the source panel: ``act`` is cite, item, full or notice."""
        kept = ("turn", "number", "notice", "item", "start", "end")
        chat.shown = (act, {k: str(data[k]) for k in kept if k in data})
        return self.panel(chat)

    def show_first(self, chat: Chat) -> Html:
        """The panel after an answer: its first source, or that it cites nothing."""
        turn = len(chat.exchanges) - 1
        answer = chat.exchanges[turn].answer if chat.exchanges else None
        chat.shown = ("none", {}) if answer else ("", {})
        if answer and answer.citations:
            chat.shown = ("cite", {"turn": str(turn), "number": str(answer.citations[0].number)})
        return self.panel(chat)

    def panel(self, chat: Chat) -> Html:
        """The source panel as it was last opened."""
        act, data = chat.shown
        if act in ("", "none"):
            return sources.empty(chat.texts, "sources_none" if act else "sources_empty")
        if act == "notice":
            notice = self._notice(data.get("notice", ""))
            return (library.understood(notice, chat.texts) if notice
                    else sources.empty(chat.texts, "gone"))
        place = self._cited(chat, data) or self._linked(chat, data)
        if place is None:
            return sources.empty(chat.texts, "gone")
        return (sources.full if act == "full" else sources.source)(place, chat.texts)

    def _cited(self, chat: Chat, data: Mapping[str, str]) -> sources.Place | None:
        turn = _number(data.get("turn"))
        exchange = chat.exchange(turn)
        citation = exchange.citation(_number(data.get("number"))) if exchange else None
        notice = self._notice(citation.notice_id) if citation else None
        if exchange is None or citation is None or notice is None:
            return None
        chat.walking = turn
        span = (citation.start, citation.end)
        item = _item(notice, citation.item_id, citation.start)
        return sources.Place(notice, item, span, exchange, turn, citation) if item else None

    def _linked(self, chat: Chat, data: Mapping[str, str]) -> sources.Place | None:
        notice = self._notice(data.get("notice", ""))
        if notice is None:
            return None
        start, end = _number(data.get("start")), _number(data.get("end"))
        span = (start, end) if 0 <= start < end <= len(notice.text) else None
        item = _item(notice, data.get("item", ""), start)
        walked = chat.exchange(chat.walking)
        return sources.Place(notice, item, span, walked, chat.walking) if item else None

    def _notice(self, notice_id: str) -> Notice | None:
        try:
            return self.engine.notice(notice_id)
        except (KeyError, AssistantError):
            return None

    # files

    def upload(self, chat: Chat, paths: list[Path]) -> Iterator[Html]:
        """Take files in, yielding the bar and at the end the report."""
        news: queue.SimpleQueue[tuple[int, int, str]] = queue.SimpleQueue()
        done: list[Any] = []

        def run() -> None:
            try:
                done.append(self.engine.ingest(
                    paths, progress=lambda at, total, label: news.put((at, total, label))))
            except Exception as error:  # noqa: BLE001  shown below
                done.append(error)

        worker = threading.Thread(target=run, name="upload")
        worker.start()
        yield library.progress(0, len(paths), paths[0].name if paths else "", chat.texts)
        while worker.is_alive():
            worker.join(REDRAW_S)
            latest = None
            while not news.empty():
                latest = news.get()
            if latest:
                yield library.progress(*latest, chat.texts)
        result = done[0]
        if isinstance(result, AssistantError):
            yield library.failed(str(result), chat.texts)
        elif isinstance(result, Exception):
            log.error("upload failed", exc_info=result)
            yield library.failed(chat.texts("failed_why"), chat.texts)
        else:
            yield library.report(result.entries, chat.texts)

    def upload_hint(self, chat: Chat) -> Html:
        """What can be uploaded."""
        return el("p", chat.texts("add_hint", mb=self.upload_mb), class_="quiet upload-hint")


def _number(value: object) -> int:
    """A whole number sent by the page; -1 for anything else."""
    try:
        return int(str(value))
    except ValueError:
        return -1


def _item(notice: Notice, item_id: str, offset: int) -> Item | None:
    """The item of that id, else the one at that offset, else the first."""
    for item in notice.items:
        if item.id == item_id:
            return item
    return notice.item_at(offset) or next(iter(notice.items), None)
