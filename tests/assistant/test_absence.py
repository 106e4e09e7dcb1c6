"""What a question asks for that a text does not say."""

import pytest

from assistant.absence import (
    absent,
    missing_form,
    other_part,
    other_year,
    undated,
    unnamed_person,
    unnamed_things,
)


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("党校教授叫什么名字", "区委书记带头讲党课,并邀请党校教授系统宣讲", "教授的姓名"),
    ("党校教授叫什么名字", "邀请党校教授罗一鸣作专题辅导", None),
    ("整改办的组长叫什么", "由周敬川同志任领导小组组长", None),
    ("书记姓什么", "约谈党委书记14人次", "书记的姓名"),
    ("书记说了什么", "约谈党委书记14人次", None),
])
def test_a_person_is_named_beside_the_post(asked: str, body: str, missing: str | None) -> None:
    assert unnamed_person(asked, body) == missing


@pytest.mark.parametrize(("asked", "lacking", "holding"), [
    ("方案的文号是多少", "印发整改方案", "印发整改方案(云委〔2021〕12号)"),
    ("供水热线号码是多少", "开通24小时供水热线", "开通供水热线0735-2880001"),
    ("窗口几点开门", "设立窗口12个", "窗口上午9点开门"),
    ("专家是哪个国家的人", "引进国际专家1人", "引进德国专家1人"),
    ("路面多宽", "道路于9月底完成", "路面拓宽至24米"),
])
def test_a_thing_of_its_own_form(asked: str, lacking: str, holding: str) -> None:
    assert missing_form(asked, lacking) and missing_form(asked, holding) is None


def test_a_part_that_no_figure_is_about() -> None:
    body = "新建和修订制度72项,其中投资管理类11项"
    assert other_part("这些制度里,管人事的有几项", body) == "“管人事”的数字"
    assert other_part("这些制度里,投资类的有几项", body) is None
    assert other_part("县里的队伍有几支", body) is None


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("2021年搞了多少场巡诊", "今年以来,开展专家巡诊13场", "2021年的情况"),
    ("2022年搞了多少场巡诊", "今年以来,开展专家巡诊13场", None),
    ("2022年处罚几次", "处罚由2021年的8起降为2023年的1起", "2022年的情况"),
    ("2021年以来开了几次会", "今年以来,开会26次", None),
    ("2021年开了几次会", "先后开会26次", None),
])
def test_a_figure_of_another_year(asked: str, body: str, missing: str | None) -> None:
    assert other_year(asked, body, "2022") == missing


def test_a_day_stands_beside_what_happened_on_it() -> None:
    body = "2022年8月组织农产品参加展销活动,签约8家,发放资料,接待客商,精加工项目建成"
    assert undated("精加工项目哪一天投产", body) == "相应的时间"
    assert undated("哪一天参加展销", body) is None
    assert undated("项目什么时候投产", body) is None


def test_the_first_thing_missing_is_told() -> None:
    assert absent("热线号码是多少", "开通热线", "2022") == "相应的号码"
    assert absent("开通了几条热线", "开通热线2条", "2022") is None


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("调整的那3名常委是谁", "已对原岗位较久的3名常委的岗位分工及时调整", "相应的姓名"),
    ("被约谈的2名科长是谁", "约谈王某、李某2名科长", None),
    ("另外4家物业是哪几家,除了凤凰园、香溪", "对凤凰园、香溪等6家物业约谈", "另外4家的名称"),
    ("养殖场一共赔了多少补偿款", "投资1.36亿元实施污水管网工程", "相应的金额"),
    ("养殖场一共赔了多少补偿款", "关闭养殖场13家,发放补偿86万元", None),
    ("打算去哪家法院旁听", "组织1200名党员干部旁听职务犯罪庭审", "法院的名称"),
    ("巡视组组长叫什么名字", "县委书记周敬川任领导小组组长", "巡视组组长的姓名"),
])
def test_people_members_sums_and_kinds(asked: str, body: str, missing: str | None) -> None:
    assert absent(asked, body, "2022") == missing


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("停招的5个专业叫什么", "撤销专业7个,停招专业5个", True),
    ("停招的2个专业叫什么", "停招“茶学”“蚕学”2个专业", False),
    ("那处煤矿叫什么名字", "停产整顿煤矿3处、关闭1处", True),
    ("那处煤矿叫什么名字", "关闭红岩、白石两处煤矿", False),
    ("16个老旧小区是哪些小区", "16个老旧小区改造项目均已完工,完工率100%", True),
    ("那两名干部叫什么", "对2名干部给予警告", False),
])
def test_things_that_are_counted_and_not_named(asked: str, body: str, missing: bool) -> None:
    assert bool(unnamed_things(asked, body)) is missing


@pytest.mark.parametrize(("asked", "lacking", "holding"), [
    ("没办结的2件反映的是什么事", "38件已办结36件,其余2件正在办理", "其余2件反映征地补偿"),
    ("赌窝都在哪条街", "捣毁娱乐场所窝点3个", "捣毁河西路窝点3个"),
    ("明天会不会下雨", "建成湿地公园1处", "明天起开放"),
])
def test_what_is_said_of_nothing_shown(asked: str, lacking: str, holding: str) -> None:
    assert missing_form(asked, lacking) and missing_form(asked, holding) is None


def test_a_figure_of_another_class_of_the_year() -> None:
    assert other_year("2025届毕业生的落实率是多少", "2024年,毕业生落实率86.1%", "2024")
