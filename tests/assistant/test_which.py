"""Which notices use a word, and which units have a thing."""

import pytest

from assistant.engine import Engine
from tests.assistant.conftest import MOCHUAN, SHILING, YUNPU, engine_of
from tests.assistant.test_measured import TAIL


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(YUNPU.replace(TAIL, "清退“僵尸”企业2家,护航十四运。"), SHILING, MOCHUAN)


@pytest.mark.parametrize(("question", "said"), [
    ("哪些区提到了十四运?", "提到“十四运”的有1个:云浦区。"),
    ("哪些通报提到了僵尸企业", "提到“僵尸企业”的有1个:云浦区。"),
    ("哪几个区用了“领导包案”?", "提到“领导包案”的有1个:石泠区。"),
    ("这几个区里谁没有提到信访积案?", "没有提到“信访积案”的有0个。"),
])
def test_a_word_is_looked_for_in_every_notice(question: str, said: str, engine: Engine) -> None:
    answer = engine.answer(question)
    assert answer.kind == "which" and said in answer.text
    assert answer.text.count("通报未提及") == 3 - len({c.district for c in answer.citations})


def test_a_thing_alike_in_one_word_alone_is_another_thing(engine: Engine) -> None:
    text = engine.answer("哪些区改造了低产茶园?").text
    assert "墨川县" in text and text.count("通报未提及") == 2
