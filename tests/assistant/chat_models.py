"""A scripted chat model and a small OpenAI-protocol server, for tests of the chat maker."""

import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult


class ScriptedModel(BaseChatModel):
    """Replies with what ``script`` makes of the prompt, in pieces; remembers the prompts."""

    script: Callable[[str], Sequence[str]]
    prompts: list[str] = []
    pause_s: float = 0.0
    closed: threading.Event | None = None

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None,
                  **_: Any) -> ChatResult:
        text = "".join(self.script(str(messages[-1].content)))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

    async def _astream(self, messages: list[BaseMessage], stop: Any = None,
                       run_manager: Any = None, **_: Any) -> AsyncIterator[ChatGenerationChunk]:
        import asyncio

        self.prompts.append("\n".join(str(m.content) for m in messages))
        try:
            for piece in self.script(str(messages[-1].content)):
                await asyncio.sleep(self.pause_s)
                yield ChatGenerationChunk(message=AIMessageChunk(piece))
        finally:
            if self.closed is not None:
                self.closed.set()


class ModelServer:
    """An OpenAI-protocol chat server on loopback that behaves as told.

    ``behaviour``: a reply (str), or one of the words of :data:`FAILURES`.
    """

    def __init__(self, behaviour: str) -> None:
        self.behaviour, self.calls, self.aborted = behaviour, 0, threading.Event()
        self.bodies: list[dict[str, Any]] = []
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> "ModelServer":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


FAILURES = {
    "stall": "没有回应", "stall midway": "没有回应", "wrong key": "密钥", "rate limit": "请求过多",
    "server error": "出错", "no model": "没有这个模型", "empty": "没有给出", "cut off": "截断",
    "malformed": "读懂", "not json": "没有给出", "hang up": "断", "html": "没有给出", "garbage": "核实",
    "english": "语言", "drip": "没有答完",
}
"""Each way to fail, and a word of the sentence the reader gets."""
_STATUS = {"wrong key": 401, "rate limit": 429, "server error": 503, "no model": 404}


class _Handler(BaseHTTPRequestHandler):
    owner: ModelServer

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        owner = self.owner
        owner.calls += 1
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        owner.bodies.append(body)
        try:
            self._behave(owner.behaviour, body)
        except (BrokenPipeError, ConnectionResetError):
            owner.aborted.set()

    def _behave(self, how: str, body: dict[str, Any]) -> None:
        if how in _STATUS:
            text = json.dumps({"error": {"message": "key sk-secret-123 refused", "code": how}})
            self._plain(_STATUS[how], "application/json", text)
        elif how == "html":
            self._plain(200, "text/html", "<html><body>gateway</body></html>")
        elif how == "not json":
            self._plain(200, "application/json", "{{{{")
        elif how == "stall":
            self._wait()
        else:
            self._stream(how)

    def _plain(self, status: int, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _wait(self) -> None:
        """Waits until the caller hangs up (10 s at most)."""
        self.connection.settimeout(10)
        try:
            if self.connection.recv(1) == b"":
                self.owner.aborted.set()
        except OSError:
            self.owner.aborted.set()

    def _stream(self, how: str) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self._chunk("", role="assistant")
        if how == "malformed":
            self.wfile.write(b"data: {\"choices\": [{\"delta\": {\"cont\n\n")
            self.wfile.flush()
            return
        if how in ("stall midway", "hang up"):
            self._chunk("整改")
            if how == "stall midway":
                self._wait()
            else:
                self.connection.close()
            return
        if how == "drip":
            for _ in range(200):
                self._chunk("整")
                time.sleep(0.05)
            return
        text = {"empty": "", "garbage": "苹果树在月光下跳舞,河马喜欢弹钢琴。",
                "english": "The district has completed all of its rectification work."}.get(how, how)
        for at in range(0, len(text), 7):
            self._chunk(text[at:at + 7])
        self._chunk("", finish="length" if how == "cut off" else "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def _chunk(self, text: str, role: str = "", finish: str = "") -> None:
        delta = {**({"role": role} if role else {}), "content": text}
        data = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish or None}]}
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()


def pieces_of(text: str, size: int = 5) -> Iterator[str]:
    """The text in pieces of that many characters."""
    return (text[i:i + size] for i in range(0, len(text), size))
