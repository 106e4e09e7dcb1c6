"""What is left of a unit's problems, the share settled, and verdicts that no notice gives."""

import pytest

from tests.assistant.conftest import YUNPU, Ask, engine_of


@pytest.mark.parametrize("question", [
    "云浦区还有几个问题没有整改完?", "云浦区总共还剩多少个问题没改完?", "云浦区未完成整改的问题有多少个?"])
def test_what_is_left_is_worked_out(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "还有2个:6个-4个(计算得出)" in answer.text and answer.citations


def test_the_share_settled_is_worked_out(ask: Ask) -> None:
    assert "66.7%:4个÷6个(计算得出)" in ask("云浦区已完成整改的问题比例是多少?").text


def test_what_is_left_of_another_thing_is_not(ask: Ask) -> None:
    assert "6个-4个" not in ask("云浦区信访积案还有几件没化解?").text


@pytest.mark.parametrize("question", ["你觉得哪个区整改得最好?", "哪个区整改得最差?"])
def test_no_verdict_on_units(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.refused and not answer.citations


def test_what_is_left_of_a_whole_and_a_change_within_one_notice() -> None:
    engine = engine_of(YUNPU.replace(
        "持续抓好长期整改事项,巩固整改成果。",
        "排查一般隐患6231项,已整改5388项。图书馆概算由1.86亿元增至2.31亿元。"))
    assert "还剩843项:6231项-5388项" in engine.answer("云浦区一般隐患还剩多少项没整改?").text
    assert "相差0.45亿元" in engine.answer("云浦区图书馆的概算增加了多少?").text


def test_a_list_announced_by_its_count_is_found_wherever_it_stands() -> None:
    engine = engine_of(YUNPU.replace(
        "持续抓好长期整改事项,巩固整改成果。",
        "尚未销号的4条是:海塘加固、编外用工、房产诉讼、生态修复。"))
    answer = engine.answer("云浦区哪4条没有销号?")
    assert not answer.refused and "生态修复" in answer.text


def test_a_person_is_told_by_the_sentences_that_name_them() -> None:
    engine = engine_of(YUNPU.replace(
        "持续抓好长期整改事项,巩固整改成果。", "原区委书记袁望川搞小圈子,破坏政治生态。"))
    assert "小圈子" in engine.answer("袁望川是谁?").text


MEASURES = YUNPU.replace("已完成整改4个、基本完成整改1个、长期整改1个。", "已完成整改4个、基本完成整改1个、长期整改1个。120条整改措施已完成93条。")


@pytest.mark.parametrize("question", ["云浦区整改措施的完成率是多少?", "云浦区措施完成率是多少?不是问题完成率"])
def test_the_share_of_the_measures_is_not_that_of_the_problems(question: str) -> None:
    text = engine_of(MEASURES).answer(question).text
    assert "77.5%:93条÷120条(计算得出)" in text and "66.7%" not in text


def test_a_rate_that_the_notice_states_is_quoted() -> None:
    text = engine_of(MEASURES.replace("已完成93条", "已完成93条,完成率77.5%")).answer("云浦区整改措施的完成率是多少?").text
    assert "完成率77.5%" in text and "÷" not in text


def test_the_share_settled_is_worked_out_for_another_unit_in_turn(ask: Ask) -> None:
    assert "83.3%:5个÷6个" in ask("云浦区的整改率是多少?", "那石泠区呢?").text
