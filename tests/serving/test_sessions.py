"""Two people's chats never mix, and an ingest meanwhile breaks no answer: over real HTTP."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.browser.fake_assistant import FakeAssistant
from tests.crash.notices_made import write_notice
from tests.serving.person import Person

PEOPLE = 6
TURNS = 3
Serve = Callable[..., str]


def word(person: int, turn: int) -> str:
    """What nobody else says."""
    return f"甲{person}乙{turn}丙"


def test_what_one_asks_no_other_sees(serve: Serve) -> None:
    url = serve(FakeAssistant())

    def talk(number: int) -> str:
        person = Person(url)
        person.hello()
        return "".join(person.ask(f"{word(number, turn)}改造了多少个小区?")
                       for turn in range(TURNS))

    with ThreadPoolExecutor(PEOPLE) as people:
        talks = list(people.map(talk, range(PEOPLE)))
    for number, seen in enumerate(talks):
        for other in range(PEOPLE):
            for turn in range(TURNS):
                assert (word(other, turn) in seen) == (other == number), (number, other)


def test_a_chat_is_opened_by_its_own_token_only(serve: Serve) -> None:
    url = serve(FakeAssistant())
    one, other = Person(url), Person(url)
    one.hello()
    one.ask(f"{word(1, 1)}改造了多少个小区?")
    for token in ("", "x", one.token[:-1], one.token + "x", one.token.swapcase()):
        other.token = token
        assert other.hello() != one.token
        assert word(1, 1) not in other.ask("还有呢?")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Any, Path]]:
    """An assistant over a folder of six made-up notices."""
    from assistant import Assistant
    from settings import Settings

    folder = tmp_path / "notices"
    folder.mkdir()
    for number in range(6):
        write_notice(folder, number)
    with Assistant.open(tmp_path / "store", Settings()) as assistant:
        assistant.sync(folder)
        yield assistant, folder


def test_an_ingest_meanwhile_breaks_no_answer(serve: Serve, made: tuple[Any, Path]) -> None:
    assistant, folder = made
    url = serve(assistant)
    name = assistant.notices()[0].district.name
    question = f"{name}追回资金多少元?"
    begun, done = threading.Event(), threading.Event()
    wrong: list[Any] = []

    def ask() -> int:
        person, asked = Person(url), 0
        begun.wait()
        while not done.is_set() or not asked:
            reply = person.call_ask(question)
            answer = reply.json().get("data", [{}])[0]
            if reply.status_code != 200 or answer.get("error") or not answer["citations"]:
                wrong.append((reply.status_code, answer))
            asked += 1
        return asked

    with ThreadPoolExecutor(3) as people:
        asking = [people.submit(ask) for _ in range(3)]
        for number in range(6, 36):
            write_notice(folder, number)
        begun.set()
        try:
            assistant.sync(folder)
        finally:
            done.set()
        assert all(each.result() for each in asking)
    assert not wrong
    assert len(assistant.notices()) == 36
    assert assistant.store.doctor().sound
