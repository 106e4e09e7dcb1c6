"""Who somebody is, who holds two posts, who is spoken of by name, and what a notice says as a whole."""

import pytest

from assistant.engine import Engine
from tests.assistant.conftest import MOCHUAN, SHILING, YUNPU, Ask, engine_of

NAMED = YUNPU.replace(
    "区委书记任组长,区长任第一副组长。", "由区委书记梁承安任组长,区委副书记、区长骆文静任第一副组长。").replace(
    "查处违反中央八项规定精神问题19起,处理26人。", "查处违反中央八项规定精神问题19起,处理26人。原副区长谭守业搞“饭局圈”,带头违规吃喝。侦办了邹某某等人涉恶案件。")


@pytest.fixture(scope="module")
def named() -> Engine:
    return engine_of(NAMED, SHILING, MOCHUAN)


@pytest.mark.parametrize(("question", "said"), [
    ("云浦区的书记和区长分别是谁?", ("梁承安", "骆文静")),
    ("云浦区骆文静是什么职务?", ("区委副书记、区长骆文静",)),
    ("云浦区谭守业怎么了?", ("饭局圈",)),
    ("云浦区通报里点了哪些人的名?", ("谭守业", "邹某某")),
])
def test_persons_are_told_by_the_clause_that_names_them(named: Engine, question: str, said: tuple[str, ...]) -> None:
    answer = named.answer(question)
    assert all(name in answer.text for name in said) and answer.citations and not answer.refused


def test_a_person_of_another_notice_is_said_to_be_there(named: Engine) -> None:
    answer = named.answer("石泠区怎么处理谭守业的?")
    assert "没有出现“谭守业”" in answer.text and "云浦区" in answer.text


def test_names_of_things_are_no_persons(named: Engine) -> None:
    assert "谭守业" not in named.answer("云浦区新建的小学通报里点了哪几个名?").text


@pytest.mark.parametrize("question", ["总结一下云浦区的通报", "云浦区通报的主要内容是什么?", "云浦区的概况"])
def test_a_summary_gives_the_dates_the_standing_and_the_heads(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "2021年3月8日至4月30日" in text and "已完成整改4个" in text and "民生保障有差距" in text and "管党治党宽松" in text


def test_a_count_that_is_another_one_is_set_right(ask: Ask) -> None:
    text = ask("云浦区完成整改的有5个,对吧?").text
    assert text.startswith("前提与通报不符,通报写的是:") and "已完成整改4个" in text
    assert "不符" not in ask("云浦区完成整改的有4个,对吧?").text


def test_who_was_first_of_two_is_told(ask: Ask) -> None:
    assert ask("云浦区和石泠区谁先被巡视?").text.startswith("更早的是云浦区(2021年3月8日至4月30日)")


@pytest.mark.parametrize("question", ["石泠区是2021年被巡视的吗?", "石泠区是2021年接受省委巡视的,对吗?"])
def test_a_wrong_year_of_inspection_is_set_right(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("前提与通报不符,通报写的是:2022年2月21日") and "未提及" not in answer.text
    assert "不符" not in ask(question.replace("2021", "2022")).text
