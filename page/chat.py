"""One person's conversation, and the shelf that keeps it over a reload."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Literal

from assistant.answer import Answer, Citation, Turn

from .texts import Language, Texts

KEPT_CHATS = 500
KEPT_TURNS = 50


@dataclass
class Exchange:
    """A question with what has come back so far."""

    question: str
    maker: str = ""
    steps: list[tuple[str, str]] = field(default_factory=list)
    draft: str = ""
    answer: Answer | None = None
    state: Literal["working", "done", "stopped", "failed"] = "working"
    error: str = ""
    rating: Literal["", "like", "dislike"] = ""

    def citation(self, number: int) -> Citation | None:
        """The citation of that number; None if the answer has none."""
        found = (c for c in self.answer.citations if c.number == number) if self.answer else ()
        return next(iter(found), None)


@dataclass
class Chat:
    """A browser tab's state. Never shared.

    ``districts`` is the narrowing of the last question; ``shown`` what the source panel shows (a
    handler's name and its data); ``walking`` the turn whose sources j and k walk.
    """

    token: str = ""
    language: Language = "zh"
    exchanges: list[Exchange] = field(default_factory=list)
    districts: tuple[str, ...] | None = None
    maker: str = ""
    shown: tuple[str, dict[str, str]] = ("", {})
    walking: int = -1

    @property
    def texts(self) -> Texts:
        """The words of this chat's language."""
        return Texts(self.language)

    def turns(self) -> list[Turn]:
        """The answered questions so far, as the engine takes them."""
        return [Turn(e.question, e.answer) for e in self.exchanges if e.answer]

    def begin(self, question: str, *, replace: bool) -> Exchange:
        """Add a question; ``replace`` takes the last one away first."""
        if replace and self.exchanges:
            self.exchanges.pop()
        exchange = Exchange(question, self.maker)
        self.exchanges = [*self.exchanges[-(KEPT_TURNS - 1):], exchange]
        return exchange

    def exchange(self, turn: int) -> Exchange | None:
        """The exchange at that place; None if there is none."""
        return self.exchanges[turn] if 0 <= turn < len(self.exchanges) else None


class Shelf:
    """Chats of this process by their secret token, the least used dropped first.

    A reload gets its chat back by the token that its tab holds; nothing else leads to it.
    """

    def __init__(self, size: int = KEPT_CHATS, make_token: Callable[[], str] | None = None):
        self._chats: OrderedDict[str, Chat] = OrderedDict()
        self._running: dict[str, Event] = {}
        self._size = size
        self._lock = Lock()
        self._make_token = make_token or (lambda: secrets.token_urlsafe(24))

    def open(self, token: str, language: Language) -> Chat:
        """The chat of that token, or a new one under a new token."""
        with self._lock:
            chat = self._chats.get(token)
            if chat is None:
                chat = Chat(self._make_token(), language)
                self._chats[chat.token] = chat
                while len(self._chats) > self._size:
                    self._chats.popitem(last=False)
            self._chats.move_to_end(chat.token)
            return chat

    def start(self, chat: Chat) -> Event:
        """A fresh stop signal for the chat's next answer; an answer still running is stopped."""
        signal = Event()
        with self._lock:
            before = self._running.get(chat.token)
            self._running[chat.token] = signal
        if before:
            before.set()
        return signal

    def stop(self, token: str) -> None:
        """Signal that chat's running answer, if any, to stop."""
        with self._lock:
            signal = self._running.get(token)
        if signal:
            signal.set()

    def finish(self, chat: Chat, signal: Event) -> None:
        """Forget a stop signal once its answer is over."""
        with self._lock:
            if self._running.get(chat.token) is signal:
                del self._running[chat.token]
