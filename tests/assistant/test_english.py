"""Plain English questions put in Chinese."""

import pytest

from assistant.engine import Engine
from assistant.english import in_chinese
from assistant.glossary import chinese
from tests.assistant.conftest import MOCHUAN, SHILING, YUNPU, engine_of

NAMES = {"yunpu": "云浦区"}


@pytest.mark.parametrize(("english", "chinese"), [
    ("which districts were inspected in 2021?", "哪些区是2021年被巡视的?"),
    ("how many counties were inspected during 2021", "有几个区是2021年被巡视的?"),
    ("which district has the most problems?", "哪个区的反馈问题最多?"),
    ("which district had the highest fiscal revenue?", "哪个区的财政收入最高?"),
    ("which district was inspected first?", "哪个区最早被巡视?"),
    ("how many complaints did the inspection group hand over to yunpu?", "云浦区巡视移交的信访件有多少件?"),
    ("what is the fiscal revenue of yunpu district?", "云浦区的财政收入是多少?"),
    ("what is yunpu district (云浦区)'s postcode?", "云浦区的邮政编码是什么?"),
    ("who is the district head of yunpu?", "云浦区的区长是谁?"),
])
def test_plain_questions_are_put_in_chinese(english: str, chinese: str) -> None:
    assert in_chinese(english, NAMES) == chinese


@pytest.mark.parametrize("question", [
    "which district has the most zeppelins?", "what is the meaning of yunpu?",
    "what is the fiscal revenue of yunpu, and how fast did it grow?", "云浦区的财政收入是多少?",
])
def test_what_is_not_wholly_known_is_left(question: str) -> None:
    assert in_chinese(question, NAMES) is None


def test_they_are_answered_as_the_chinese_ones_are() -> None:
    engine: Engine = engine_of(YUNPU, SHILING, MOCHUAN)
    told = engine.answer("Which districts were inspected in 2021?")
    assert told.text.startswith("2021年的有1个:云浦区")
    assert engine.answer("Which district has the most problems?").kind == "aggregate"
    assert "312件" in engine.answer("How many complaints did the inspectors hand over to Yunpu?").text
    assert engine.answer("What is the fiscal revenue of Yunpu?").refused


def test_the_name_of_a_unit_in_latin_letters_is_no_part_of_what_is_asked(engine: Engine) -> None:
    question = engine.answer("Tell me about zeppelins in Yunpu").state["question"]
    assert question.units == ("云浦区",) and "yunpu" not in question.topic


def test_plurals_in_es_are_known() -> None:
    assert chinese("How many oversized classes") == chinese("an oversized class") != ()
