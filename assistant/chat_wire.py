"""The wire to a chat model: one call as a stream of text, with time limits, stop and retries.

Calls run on one event loop in the background, so that stopping or running out of time cancels
the call itself and closes its connection, whatever the server does.
"""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel


@dataclass(frozen=True)
class Limits:
    """Seconds to the first token (and between tokens) and in all; retries; sizes in characters."""

    first_s: float = 30.0
    total_s: float = 120.0
    retries: int = 1
    pause_s: float = 0.5
    evidence: int = 6000
    reply: int = 6000


class Cancelled(Exception):
    """The reader pressed stop; the call is closed."""


_FINISH = ("finish_reason", "stop_reason", "done_reason")
_ENDS = frozenset("。.!?\uff01\uff1f…]】)\uff09|”」》")


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


def pieces(model: "BaseChatModel", messages: Sequence[tuple[str, str]], limits: Limits,
           cancelled: threading.Event | None = None) -> Iterator[str]:
    """The reply as it comes. ModelError on any failure, Cancelled on stop.

    A failed call is tried again only while nothing of a reply has come and time is left.
    """
    deadline = time.monotonic() + limits.total_s
    for attempt in range(limits.retries + 1):
        begun = False
        try:
            for piece in _once(model, messages, limits, deadline, cancelled):
                begun = True
                yield piece
            return
        except _Transient as problem:
            last = attempt == limits.retries or begun
            if last or time.monotonic() + limits.pause_s >= deadline:
                raise ModelError(problem.sentence) from None
            if cancelled is not None and cancelled.wait(limits.pause_s):
                raise Cancelled from None
            if cancelled is None:
                time.sleep(limits.pause_s)


class _Transient(Exception):
    """A failure that another try may get past."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _once(model: "BaseChatModel", messages: Sequence[tuple[str, str]], limits: Limits,
          deadline: float, cancelled: threading.Event | None) -> Iterator[str]:
    arrived: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    call = asyncio.run_coroutine_threadsafe(
        _collect(model, messages, limits, deadline, arrived), _loop())
    try:
        while True:
            try:
                piece = arrived.get(timeout=0.05)
            except queue.Empty:
                piece = ""
            if cancelled is not None and cancelled.is_set():
                raise Cancelled
            if piece is None:
                call.result()
                return
            if piece:
                yield piece
    finally:
        call.cancel()


async def _collect(model: "BaseChatModel", messages: Sequence[tuple[str, str]], limits: Limits,
                   deadline: float, arrived: "queue.SimpleQueue[str | None]") -> None:
    """Puts the reply's pieces on the queue, None at the end; errors become one sentence."""
    from langsmith import tracing_context

    try:
        with tracing_context(enabled=False):
            await _read(model, messages, limits, deadline, arrived)
    except (ModelError, _Transient):
        raise
    except asyncio.CancelledError:
        raise
    except Exception as problem:  # noqa: BLE001  every provider has errors of its own
        raise _explained(problem) from None
    finally:
        arrived.put(None)


async def _read(model: "BaseChatModel", messages: Sequence[tuple[str, str]], limits: Limits,
                deadline: float, arrived: "queue.SimpleQueue[str | None]") -> None:
    stream: AsyncIterator[Any] = model.astream(list(messages))
    size, tail, finish = 0, "", ""
    try:
        while (chunk := await _next(stream, limits, deadline)) is not None:
            told = chunk.response_metadata or {}
            finish = next((str(told[k]) for k in _FINISH if told.get(k)), finish)
            if text := _text(chunk.content):
                size, tail = size + len(text), (tail + text).rstrip()[-1:]
                arrived.put(text)
            if size > limits.reply:
                raise ModelError("聊天模型的回答过长")
    finally:
        close = getattr(stream, "aclose", None)
        if close is not None:
            await close()
    if finish in ("length", "max_tokens"):
        raise ModelError("聊天模型的回答没有写完就被截断")
    if not size:
        raise ModelError("聊天模型没有给出任何内容")
    if not finish and tail not in _ENDS:
        raise ModelError("聊天模型的回答中途断了")


async def _next(stream: AsyncIterator[Any], limits: Limits, deadline: float) -> Any:
    """The next chunk, None at the end; ModelError when it does not come in time."""
    left = deadline - time.monotonic()
    try:
        return await asyncio.wait_for(anext(stream), max(min(limits.first_s, left), 0.001))
    except StopAsyncIteration:
        return None
    except TimeoutError:
        if deadline - time.monotonic() <= 0.01:
            raise ModelError(f"聊天模型在 {limits.total_s:g} 秒内没有答完") from None
        raise ModelError(f"聊天模型超过 {limits.first_s:g} 秒没有回应") from None


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict))


def _explained(problem: Exception) -> Exception:
    """One sentence for a provider's error; its own text may hold the key, so none of it is kept."""
    status = getattr(problem, "status_code", None) or getattr(
        getattr(problem, "response", None), "status_code", None)
    name = type(problem).__name__
    if status in (401, 403):
        return ModelError("聊天模型服务拒绝了密钥,请检查 CHAT_API_KEY")
    if status == 404:
        return ModelError("聊天模型服务没有这个模型或地址,请检查 CHAT_MODEL 和 CHAT_BASE_URL")
    if status == 429:
        return _Transient("聊天模型服务请求过多,暂时不接")
    if isinstance(status, int) and status >= 500:
        return _Transient(f"聊天模型服务出错(状态码 {status})")
    if isinstance(status, int):
        return ModelError(f"聊天模型服务不接受这个请求(状态码 {status})")
    if "Timeout" in name:
        return _Transient("聊天模型服务没有按时回应")
    if "Connect" in name or "Connection" in name or "Protocol" in name or "ReadError" in name or (
            isinstance(problem, OSError)):
        return _Transient("连不上聊天模型服务,或连接中途断开,请检查 CHAT_BASE_URL")
    if "No generation" in str(problem):  # LangChain, where a stream brings no chunk at all
        return ModelError("聊天模型没有给出任何内容")
    return ModelError("聊天模型服务的回应无法读懂")
