"""The problems of one subject, by their headings or by what they tell."""

import pytest

from assistant.engine import Engine
from tests.assistant.conftest import MOCHUAN, SHILING, YUNPU, Ask, engine_of


@pytest.mark.parametrize(("question", "named"), [
    ("云浦区信访方面查出了哪些问题?", "漠视群众诉求"),
    ("石泠区津补贴方面发现了什么问题?", "违规发放津贴"),
    ("云浦区干部档案方面存在什么问题?", "干部档案管理粗放"),
])
def test_problems_of_a_subject(question: str, named: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.kind == "outline" and named in answer.text
    assert answer.text.count("\n- ") == 1


def test_all_problems_are_asked_for_by_their_number(ask: Ask) -> None:
    assert ask("云浦区的6个问题分别是什么?").text.count("\n- ") == 6


def test_few_problems_side_by_side_are_told_with_their_figures() -> None:
    engine: Engine = engine_of(YUNPU, SHILING, MOCHUAN)
    text = engine.answer("各区在信访方面查出了什么问题?").text
    for told in ("漠视群众诉求", "信访积案化解不力", "信访工作不细", "85.4%"):
        assert told in text
