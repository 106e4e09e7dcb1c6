"""The chat-model maker against a real OpenAI-protocol server on loopback."""

import logging
import threading
import time

import pytest

from assistant.answer import Answer, Delta
from assistant.chat import ChatMaker
from assistant.chat_wire import Limits
from settings import Settings
from tests.assistant.chat_models import FAILURES, ModelServer
from tests.assistant.test_chat import CITED, LOCAL, QUESTION

KEY = "sk-secret-123"
LIMITS = Limits(first_s=1, total_s=2, retries=1, pause_s=0.01)


def chat_with(url: str, limits: Limits = LIMITS) -> ChatMaker:
    made = ChatMaker.from_settings(
        Settings(chat_model="qwen2.5", chat_base_url=url, chat_api_key=KEY, _env_file=None),
        limits)
    assert made is not None
    return made


def test_a_reply_over_the_wire_is_streamed_and_checked() -> None:
    with ModelServer("青溪区共化解信访积案96件,化解率百分之八十。") as server:
        events = list(chat_with(server.url).stream(QUESTION, LOCAL, CITED[1:]))
        body = server.bodies[0]
    answer = events[-1]
    assert isinstance(answer, Answer) and answer.maker == "qwen2.5"
    assert [s.check.state for s in answer.statements()] == ["verified"]
    assert answer.citations[0].district == "青溪区"
    assert sum(isinstance(e, Delta) for e in events) > 1
    assert body["stream"] is True and body["model"] == "qwen2.5"


@pytest.mark.parametrize("how", FAILURES)
def test_every_failure_ends_in_the_cited_model_free_answer(
        how: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    begun = time.monotonic()
    with ModelServer(how) as server:
        chat = chat_with(server.url)
        *_, answer = chat.stream(QUESTION, LOCAL, CITED[1:])
        calls = server.calls
    assert isinstance(answer, Answer)
    assert (answer.blocks, answer.citations, answer.maker) == (LOCAL.blocks, LOCAL.citations,
                                                              "local")
    assert FAILURES[how] in answer.note and answer.note.endswith("。")
    assert calls <= 1 + LIMITS.retries
    assert time.monotonic() - begun < 15
    assert KEY not in answer.note + repr(chat) + repr(chat._model) + caplog.text


def test_no_server_at_all() -> None:
    *_, answer = chat_with("http://127.0.0.1:9/v1").stream(QUESTION, LOCAL, CITED[1:])
    assert isinstance(answer, Answer)
    assert answer.blocks == LOCAL.blocks and "连不上" in answer.note


def test_a_stall_and_a_stop_hang_up_on_the_server() -> None:
    with ModelServer("stall") as server:
        list(chat_with(server.url).stream(QUESTION, LOCAL, CITED[1:]))
        assert server.aborted.wait(5)
    stop = threading.Event()
    with ModelServer("stall midway") as server:
        chat = chat_with(server.url, Limits(first_s=30, total_s=60))
        threading.Timer(0.3, stop.set).start()
        begun = time.monotonic()
        *_, answer = chat.stream(QUESTION, LOCAL, CITED[1:], cancelled=stop)
        assert server.aborted.wait(5)
    assert time.monotonic() - begun < 10
    assert isinstance(answer, Answer) and "已停止" in answer.note
