"""Refusing what a notice does not say, and only that."""

import pytest

from assistant.confidence import answers
from assistant.engine import Engine
from assistant.question import understand
from tests.assistant.conftest import SHILING, Ask, engine_of


def verdict(engine: Engine, text: str) -> tuple[bool, str]:
    question = understand(text, engine.library)
    found = engine.finder.find(question, engine.library.unit(question.units[0]))
    told = answers(question, found)
    return told.ok, told.reason


@pytest.mark.parametrize("text", [
    "云浦区新增多少学位", "云浦区聘了多少老师", "云浦区公车追回多少钱", "云浦区帮助多少户零就业家庭找到工作",
    "云浦区查处违反中央八项规定精神问题多少起", "云浦区出台了哪些制度", "石泠区污水管网建了几公里", "石泠区退了多少违规津贴",
    "石泠区信访积案化解率是多少", "墨川县书记是谁", "墨川县审计了多少个村", "石泠区清退津贴涉及多少个单位",
])
def test_what_is_stated_is_answered(text: str, engine: Engine) -> None:
    assert verdict(engine, text) == (True, "")


@pytest.mark.parametrize("text", [
    "云浦区的常住人口是多少", "云浦区的工业园区税收是多少", "墨川县改造低产茶园花了多少钱", "云浦区清理的公车什么时候拍卖",
    "石泠区区长叫什么名字", "石泠区挂职的年轻干部多少岁", "石泠区聘用教师平均年龄",
    "石泠区清退津贴涉及的14个单位是哪些", "云浦区查处的26人判了几年",
])
def test_what_is_not_stated_is_refused(text: str, engine: Engine) -> None:
    assert not verdict(engine, text)[0]


@pytest.mark.parametrize("text", [
    "云浦区发射了几颗卫星", "云浦区的地铁修了几条线?", "云浦区2030年会怎么样",
])
def test_what_is_far_off_is_refused(text: str, engine: Engine) -> None:
    assert not verdict(engine, text)[0]


@pytest.mark.parametrize("text", ["石泠区封堵排污口花了几个月", "墨川县盘活民宿投入资金多少"])
def test_a_figure_of_something_else_is_no_answer(text: str, engine: Engine) -> None:
    assert not verdict(engine, text)[0]


def test_a_post_without_a_name_is_refused(engine: Engine) -> None:
    assert not verdict(engine, "云浦区书记叫什么")[0]


def test_a_post_of_another_body_is_not_the_one_asked_for() -> None:
    engine = engine_of(SHILING.replace("区委常委会召开会议11次", "成立由区委书记邵启明任组长的领导小组,从区纪委监委、区委组织部抽调21名干部。区委常委会召开会议11次"))
    assert not verdict(engine, "石泠区纪委书记是谁?")[0]
    assert verdict(engine, "石泠区委书记是谁?")[0]


def test_a_refusal_says_what_kind_of_thing_is_missing(engine: Engine) -> None:
    assert "金额" in verdict(engine, "墨川县改造低产茶园花了多少钱")[1]
    assert "时间" in verdict(engine, "墨川县盘活民宿什么时候开工")[1]


@pytest.mark.parametrize("text", [
    "云浦区的常住人口是多少", "石泠区区长叫什么名字", "石泠区第9个问题", "武侯区的联系电话", "今天天气怎么样",
])
def test_a_refusal_cites_nothing_and_says_what_was_searched(text: str, ask: Ask) -> None:
    answer = ask(text)
    assert answer.refused and not answer.citations and answer.searched
    assert not any(s.citations for s in answer.statements())


def test_a_refusal_shows_the_nearest_items(ask: Ask, engine: Engine) -> None:
    nearest = ask("石泠区封堵的排污口什么时候开工").nearest
    assert nearest and nearest[0].heading == "关于“污水直排”问题"
    for near in nearest:
        assert near.district == "石泠区"
        item = engine.library.notice(near.notice_id).item(near.item_id)
        assert item.start <= near.start < near.end <= item.end


def test_a_term_that_the_notice_never_uses_is_refused() -> None:
    engine = engine_of(SHILING.replace("复查谈话函询件33件", "追回多发的资金126.3万元,复查谈话函询件33件"))
    assert not verdict(engine, "石泠区追回了多少医保基金")[0]


def test_what_is_told_of_another_thing_is_no_answer() -> None:
    engine = engine_of(SHILING.replace("清退违规发放津贴补贴58.6万元", "东岭头水厂二期尚未开工,已报请属地政府协调。清退违规发放津贴补贴58.6万元"))
    assert not verdict(engine, "石泠区东岭头水厂投入资金多少万元")[0]
    assert verdict(engine, "石泠区新建污水管网投入资金多少万元")[0]


def test_what_is_unlike_the_question_and_says_none_of_its_things_is_no_answer(ask: Ask) -> None:
    answer = ask("墨川县公车私用处理了多少人?")
    assert answer.refused and not answer.citations


@pytest.mark.parametrize("text", ["云浦区社区工作者值夜班多少小时?", "云浦区建了多少公里?", "云浦区接待了多少人次?"])
def test_a_measure_that_nothing_stands_behind_is_asked_without_harm(text: str, ask: Ask) -> None:
    assert ask(text).text


def test_a_word_that_the_notice_lacks_is_no_reason_to_refuse_what_answers() -> None:
    engine = engine_of(SHILING.replace("清退违规发放津贴补贴58.6万元", "关闭机关内部“隐形食堂”2处,清退违规发放津贴补贴58.6万元"))
    assert verdict(engine, "石泠区机关里头偷偷开的小灶有几处,关了没有?")[0]


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.answerability.Network.chance", lambda self, reading: 0.12)


@pytest.mark.usefixtures("unsure")
def test_what_may_not_answer_is_told_as_the_nearest_there_is(ask: Ask) -> None:
    answer = ask("云浦区新增多少学位")
    assert answer.text.startswith("无法确定通报是否写明这一点") and "2160个" in answer.text
    assert not answer.refused and answer.citations
    assert "无法确定" not in ask("云浦区信访积案").text  # key words are not judged by the network


def test_a_refusal_quotes_the_nearest_sentence(ask: Ask) -> None:
    answer = ask("石泠区聘用教师平均年龄")
    assert answer.refused and "最接近的一句" in answer.text and "64名" in answer.text
