"""Follow-ups are made whole by their history; what stands alone is never rewritten."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant import Turn
from assistant.dialogue import resolve, restated
from assistant.engine import Engine
from assistant.question import Question, understand
from tests.assistant.conftest import SHILING, YUNPU, Ask, engine_of

Resolve = Callable[..., Question]


@pytest.fixture
def after(engine: Engine) -> Resolve:
    """The last of several questions as understood after the others and their answers."""

    def resolved(*questions: str) -> Question:
        history: list[Turn] = []
        for question in questions[:-1]:
            history.append(Turn(question, engine.answer(question, history)))
        return resolve(questions[-1], history, engine.library)

    return resolved


@pytest.mark.parametrize("follow_up", ["那石泠区呢", "那石泠呢?", "石泠区的呢", "换成石泠区呢", "石泠区呢?"])
def test_the_earlier_question_is_asked_of_another_unit(follow_up: str, after: Resolve) -> None:
    question = after("云浦区新增了多少学位", follow_up)
    assert question.units == ("石泠区",) and question.inherited
    assert "学位" in question.topic and "云浦" not in question.text
    assert question.wants == after("云浦区新增了多少学位").wants


@pytest.mark.parametrize(("before", "text"), [
    ("云浦区和石泠区新增了多少学位?", "墨川县新增了多少学位?"),
    ("云浦、石泠区新增了多少学位?", "墨川县新增了多少学位?"),
    ("云浦区和石泠区新增学位哪个多?", "墨川县新增学位哪个多?"),
    ("云蒲区新增了多少学位?", "墨川县新增了多少学位?"),
])
def test_another_unit_takes_the_place_of_all_the_units_before(
        before: str, text: str, after: Resolve) -> None:
    question = after(before, "那墨川县呢?")
    assert question.text == text and question.units == ("墨川县",)
    assert question.intent == "fact"


def test_a_unit_named_twice_is_replaced_twice(after: Resolve) -> None:
    question = after("云浦区新增的学位和云浦化解的积案", "石泠区呢")
    assert question.text == "石泠区新增的学位和石泠区化解的积案"


def test_a_list_of_two_units_is_one_of_the_unit_after_them(ask: Ask) -> None:
    answer = ask("云浦区和石泠区的信访积案化解了多少?", "那墨川县呢?")
    assert answer.kind == "fact" and "比较" not in answer.understood
    assert "29件" in answer.text


def test_a_unit_alone_is_a_follow_up_however_long_its_words(after: Resolve) -> None:
    question = after("云浦区新增了多少学位", "那么至于江岭省砚州市的石泠区,麻烦帮我看看怎么样")
    assert question.units == ("石泠区",) and "学位" in question.topic


@pytest.mark.parametrize("follow_up", ["它的电话是多少", "该区的联系电话", "那联系电话呢", "电话呢"])
def test_a_pronoun_or_nothing_means_the_unit_before(follow_up: str, after: Resolve) -> None:
    assert after("云浦区新增了多少学位", follow_up).units == ("云浦区",)


def test_an_item_number_goes_over_to_the_other_unit(after: Resolve) -> None:
    question = after("云浦区第2个问题怎么整改的", "那石泠区呢")
    assert [r.number for r in question.refs] == [2] and question.intent == "section"


def test_the_unit_is_kept_over_several_turns(after: Resolve) -> None:
    question = after("云浦区的信访积案", "它的邮箱", "那石泠区呢", "电话呢")
    assert question.units == ("石泠区",)


def test_an_ellipsis_keeps_what_was_counted(ask: Ask) -> None:
    assert "26人" in ask("云浦区查处违反八项规定精神问题多少起", "处理了多少人").text


@pytest.mark.parametrize(("pick", "unit"), [
    ("前者的电话", "云浦区"), ("第一个的电话", "云浦区"), ("后者的电话", "石泠区"), ("最后一个的电话", "石泠区"),
    ("2022年的那个,电话呢", "石泠区"),
])
def test_one_of_the_units_shown_is_picked(pick: str, unit: str, after: Resolve) -> None:
    question = after("云浦区和石泠区什么时候接受巡视", pick)
    assert question.units == (unit,)


def test_the_second_of_three_is_picked(after: Resolve) -> None:
    assert after("三个区什么时候接受巡视", "第二个呢").units == ("石泠区",)


@pytest.mark.parametrize("follow_up", [
    "石泠区和刚才那个区比谁高",
    "和石泠区比谁高",
])
def test_a_unit_is_compared_with_the_one_before(follow_up: str, after: Resolve) -> None:
    question = after("云浦区信访积案化解率是多少", follow_up)
    assert set(question.units) == {"云浦区", "石泠区"}


@pytest.mark.parametrize("alone", [
    "石泠区的联系电话是多少", "石泠区新建污水管网多少公里", "各区什么时候接受巡视", "墨川县和石泠区的信访积案化解率哪个高",
    "石泠区第2个问题怎么整改的", "库里有哪些通报?", "你好", "武侯区的联系电话",
])
@pytest.mark.parametrize("before", ["云浦区新增了多少学位", "云浦区第3个问题怎么整改的", "三个区的联系电话"])
def test_a_question_that_stands_alone_is_never_rewritten(
        before: str, alone: str, after: Resolve, engine: Engine) -> None:
    assert replace(after(before, alone), along=()) == understand(alone, engine.library)


def test_without_history_nothing_is_inherited(engine: Engine) -> None:
    question = resolve("它的电话是多少", [], engine.library)
    assert not question.inherited and question.units == ()


def test_a_history_without_answers_is_enough(engine: Engine) -> None:
    question = resolve("那石泠区呢", [Turn("云浦区新增了多少学位")], engine.library)
    assert question.units == ("石泠区",) and "学位" in question.topic


def test_what_was_understood_is_said(engine: Engine) -> None:
    said = restated(understand("云蒲区第3项的整改情况", engine.library), engine.library)
    assert "云浦区" in said and "第3项" in said and "云蒲区" in said
    assert restated(understand("云浦区第3个问题怎么整改的?", engine.library), engine.library) == "云浦区 · 第3项 · 整条"
    assert "全部通报" in restated(understand("各区的学位", engine.library), engine.library)


def test_one_thing_more_is_asked_of_another_unit(after: Resolve) -> None:
    question = after("云浦区的联系电话", "那石泠区呢?邮箱也给我")
    assert question.units == ("石泠区",) and question.inherited
    assert "电话" in question.topic and "邮箱" in question.topic


@pytest.mark.parametrize("follow_up", ["这两个地方哪个高", "两边哪个高?", "它们俩谁更高", "那云浦区呢,哪个高?"])
def test_units_spoken_of_are_ranked_together(follow_up: str, after: Resolve) -> None:
    question = after("云浦区信访积案化解率是多少", "石泠区呢", follow_up)
    assert set(question.units) == {"云浦区", "石泠区"} and question.intent == "aggregate"


def test_units_asked_the_same_in_whole_questions_are_compared(ask: Ask) -> None:
    answer = ask("云浦区新增了多少学位?", "石泠区新增学位多少个?", "两个区差多少?")
    assert "相差270个" in answer.text


def test_the_others_are_all_that_were_not_spoken_of(after: Resolve) -> None:
    question = after("云浦区什么时候接受巡视", "另外两个的反馈时间分别是?")
    assert set(question.units) != {"云浦区"}
    question = after("云浦区什么时候接受巡视", "另外两个单位的反馈时间分别是?")
    assert set(question.units) == {"石泠区", "墨川县"}


def test_two_counted_things_are_no_units(after: Resolve) -> None:
    assert after("云浦区新增了多少学位", "这两所小学叫什么").units == ("云浦区",)


def test_each_unit_is_asked_in_the_words_of_its_own_turn(after: Resolve) -> None:
    question = after("云浦区查处违反八项规定精神问题多少起", "石泠区清退违规津贴多少万元",
                     "石泠区涉及多少个单位", "云浦区呢", "这两个地方的新增学位哪个多")
    assert set(question.units) == {"云浦区", "石泠区"} and "学位" in question.topic


def test_a_comparison_with_a_unit_named_measures_what_was_asked_before(after: Resolve) -> None:
    question = after("云浦区新增了多少学位", "跟石泠区比,谁新增的学位多?")
    assert set(question.units) == {"云浦区", "石泠区"} and question.intent == "aggregate"


@pytest.mark.parametrize(("turns", "said"), [
    (("云浦区排查了多少件信访积案?", "化解率多少?", "和石泠区的化解率比,哪个高?"), "石泠区(91.2%)"),
    (("云浦区新增了多少学位", "石泠区呢,和刚才那个比谁多?"), "云浦区(2160个)")])
def test_a_unit_is_measured_against_the_turn_before(ask: Ask, turns: tuple[str, ...], said: str) -> None:
    answer = ask(*turns)
    assert answer.kind == "aggregate" and said in answer.text


def test_the_last_questions_on_each_unit_are_measured_against_each_other(after: Resolve) -> None:
    question = after("云浦区整改期间新增学位多少个?", "石泠区信访积案化解了多少件?", "两个区相差多少?")
    assert question.units == ("云浦区", "石泠区") and question.inherited
    assert [topic for _, topic in question.own_topics] and "学位" in dict(question.own_topics)["云浦区"]
    assert dict(question.own_asked)["石泠区"].startswith("石泠区信访积案")


def test_the_unit_before_is_the_one_spoken_of(after: Resolve) -> None:
    question = after("云浦区新增了多少学位?", "那石泠区呢?", "和刚才那个比谁高?")
    assert question.units == ("云浦区", "石泠区") and question.intent == "aggregate"


@pytest.mark.parametrize(("before", "follow_up", "text"), [
    ("云浦区2021年新增了多少学位", "石泠区同期是多少", "石泠区2021年新增了多少学位"),
    ("云浦区2021年新增了多少学位", "石泠区2022年呢", "石泠区2022年新增了多少学位"),
    ("云浦区新增了多少学位", "那石泠区最近一年呢", "石泠区新增了多少学位"),
])
def test_the_earlier_question_is_asked_of_another_unit_and_time(before: str, follow_up: str, text: str, after: Resolve) -> None:
    question = after(before, follow_up)
    assert question.text == text and question.units == ("石泠区",) and question.inherited


def test_a_unit_more_is_ranked_with_those_spoken_of(after: Resolve) -> None:
    question = after("云浦区信访积案化解率多少?", "石泠区呢?", "墨川县呢?这三个地方哪里最高?")
    assert set(question.units) == {"云浦区", "石泠区", "墨川县"} and question.superlative and "化解率" in question.topic


def test_what_a_turn_was_made_of_is_ranked_in_its_own_words(after: Resolve) -> None:
    question = after("云浦区信访积案化解率多少?", "石泠区呢?", "和云浦区比,哪个高,高几个百分点?")
    assert question.intent == "aggregate" and dict(question.own_asked).keys() == {"云浦区", "石泠区"}
    assert all("化解率" in words for words in dict(question.own_asked).values())


def test_one_office_after_another() -> None:
    engine = engine_of(YUNPU.replace("联系电话:0719-5550123", "监督电话:督查科0719-5550123,监察室0719-5550456"), SHILING)
    first = engine.answer("云浦区督查科的电话是多少?")
    assert "0719-5550123" in first.text and "5550456" not in first.text
    then = engine.answer("那监察室的呢?", [Turn("云浦区督查科的电话是多少?", first)])
    assert "0719-5550456" in then.text and then.citations


def test_a_unit_is_meant_by_its_kind_where_one_is_held(after: Resolve) -> None:
    question = after("云浦区新增了多少学位", "县里的呢?")
    assert question.units == ("墨川县",) and "学位" in question.topic
    assert after("墨川县新增了多少学位", "区里的呢?").units == ("墨川县",)  # of two districts neither is meant


def test_several_numbers_are_asked_of_another_unit(after: Resolve) -> None:
    question = after("云浦区新增了多少学位", "石泠区的这两个数呢?")
    assert question.units == ("石泠区",) and "学位" in question.topic


def test_a_follow_up_is_read_with_the_matter_it_asks_on_about(after: Resolve, engine: Engine) -> None:
    question = after("云浦区新增了多少学位", "花了多少钱?")
    assert "学位" in engine.finder.query(question).asked and "花了多少钱" in engine.finder.query(question).asked
    alone = after("云浦区新增了多少学位", "石泠区清退了多少津贴?")
    assert engine.finder.query(alone).asked == alone.asked
