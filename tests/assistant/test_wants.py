"""The answer types of questions, and sentences that hold them."""

import pytest

from assistant.wants import Want, anchored, anchors_of, fit, hard_fit, holds, role_of, wants_of


@pytest.mark.parametrize(("question", "want"), [
    ("追回多少钱", Want("money")),
    ("选派多少年轻干部", Want("count")),
    ("投入资金多少", Want("money")),
    ("化解率是多少", Want("percent")),
    ("占多大比例", Want("percent")),
    ("什么时候公布的", Want("date")),
    ("用了多久", Want("span")),
    ("查处多少起", Want("count", "起")),
    ("几名干部被处理", Want("count", "名")),
    ("铺了几公里管网", Want("count", "公里")),
    ("有哪些措施", Want("list")),
    ("出台了什么办法", Want("title")),
    ("区委书记叫什么名字", Want("person")),
    ("为什么没有完成", Want("reason")),
    ("哪家公司中标", Want("org")),
    ("How many schools were built", Want("count")),
    ("When was it published", Want("date")),
    ("how much money was recovered", Want("money")),
])
def test_what_a_question_wants(question: str, want: Want) -> None:
    assert want in wants_of(question)


@pytest.mark.parametrize("question", ["信访积案整改情况", "公车管理混乱"])
def test_keywords_want_no_type(question: str) -> None:
    assert wants_of(question) == () and fit((), question) == 0.0


@pytest.mark.parametrize(("want", "holding", "lacking"), [
    (Want("money"), "追缴费用36.8万元", "清理公车11辆"),
    (Want("percent"), "化解率85.4%", "化解41件"),
    (Want("date"), "2021年6月15日反馈", "反馈意见312条"),
    (Want("span"), "压缩到3小时以内", "清理公车11辆"),
    (Want("title"), "印发《公务接待办法》", "查处19起"),
    (Want("person"), "区长罗维安主持会议", "区长主持会议"),
    (Want("list"), "道路、管网、路灯", "道路改造"),
])
def test_a_sentence_holds_a_type_or_not(want: Want, holding: str, lacking: str) -> None:
    assert holds(want, holding) > 0 == holds(want, lacking)


def test_the_measure_asked_for_beats_another() -> None:
    wanted = (Want("count", "起"),)
    assert fit(wanted, "查处19起") > fit(wanted, "清理11辆") > fit(wanted, "整章建制") == 0
    assert fit((Want("count", "名"),), "处理26人") == 1.0


def test_several_wants_share_the_fit() -> None:
    both = (Want("count", "件"), Want("percent"))
    assert fit(both, "化解41件") == 0.5 and fit(both, "化解41件,化解率85.4%") == 1.0
    assert hard_fit((Want("list"), Want("count", "件")), "化解41件") == 1.0


def test_the_word_before_how_many_anchors_the_figure() -> None:
    anchors = anchors_of("立案多少件")
    assert anchors == ("立案",)
    assert anchored(anchors, "立案19件") == 1.0
    assert anchored(anchors, "立案审查调查工作扎实推进,处分26人") == 0.0


def test_who_holds_a_post() -> None:
    found = role_of("第一副组长是谁")
    assert found and found.search("区长任第一副组长".replace("第一", ""))
    leader = role_of("领导小组组长是谁")
    assert leader and leader.search("区委书记任组长") and not leader.search("区长任副组长")
    assert role_of("组长办公室在哪里") is None


def test_an_amount_of_money_is_not_a_count() -> None:
    assert wants_of("合同金额是多少") == (Want("money"),)
    assert Want("count") in wants_of("花了多少钱,惠及多少群众")


@pytest.mark.parametrize(("text", "told"), [
    ("区委书记覃志远同志带队", True), ("镇长隆巧云主持会议", True), ("由区委书记任组长,区长任副组长", True),
    ("区委书记约谈、提醒14人次", False), ("有关同志作检讨", False),
])
def test_who_it_was(text: str, told: bool) -> None:
    assert bool(holds(Want("person"), text)) is told
