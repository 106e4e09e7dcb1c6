"""What a question asks for that a text does not say."""

import inspect

import pytest

from assistant import absence, absence_figures, absence_names
from assistant.absence import (
    RULES,
    absent,
    missing_crime,
    missing_form,
    missing_punishment,
    other_treatment,
)
from assistant.absence_case import Case
from assistant.absence_figures import missing_type, other_year
from assistant.absence_names import (
    unlisted_members,
    unnamed_kind,
    unnamed_person,
    unnamed_things,
)
from assistant.wants import wants_of


def case(asked: str, text: str, around: str = "", year: str = "2022") -> Case:
    return Case(asked, text, asked, wants_of(asked), around=around or text, notice=text, year=year,
                years=frozenset({year}), coverage=1.0)


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("党校教授叫什么名字", "区委书记带头讲党课,并邀请党校教授系统宣讲", "教授的姓名"),
    ("党校教授叫什么名字", "邀请党校教授罗一鸣作专题辅导", None),
    ("整改办的组长叫什么", "由周敬川同志任领导小组组长", None),
    ("书记姓什么", "约谈党委书记14人次", "书记的姓名"),
    ("书记说了什么", "约谈党委书记14人次", None),
    ("书记什么时候调走的", "约谈党委书记14人次", None),
    ("区委书记是谁", "区委书记约谈14人次,区委书记任组长", "书记的姓名"),
    ("区委书记是谁", "区委书记闻溪同志主持会议", None),
    ("镇长是哪位", "约谈镇长隆巧云,责令检查", None),
    ("整改领导小组组长是谁", "由区委书记任组长", None),
    ("整改领导小组组长叫什么名字", "由区委书记任组长", "组长的姓名"),
])
def test_a_person_is_named_beside_the_post(asked: str, body: str, missing: str | None) -> None:
    assert unnamed_person(case(asked, body)) == missing


@pytest.mark.parametrize(("asked", "lacking", "holding"), [
    ("方案的文号是多少", "印发整改方案", "印发整改方案(云委〔2021〕12号)"),
    ("供水热线号码是多少", "开通24小时供水热线", "开通供水热线0735-2880001"),
    ("窗口几点开门", "设立窗口12个", "窗口上午9点开门"),
    ("专家是哪个国家的人", "引进国际专家1人", "引进德国专家1人"),
    ("路面多宽", "道路于9月底完成", "路面拓宽至24米"),
])
def test_a_thing_of_its_own_form(asked: str, lacking: str, holding: str) -> None:
    assert missing_form(case(asked, lacking)) and missing_form(case(asked, holding)) is None


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("2021年搞了多少场巡诊", "今年以来,开展专家巡诊13场", "2021年的情况"),
    ("2022年搞了多少场巡诊", "今年以来,开展专家巡诊13场", None),
    ("2022年处罚几次", "处罚由2021年的8起降为2023年的1起", "2022年的情况"),
    ("2021年以来开了几次会", "今年以来,开会26次", None),
    ("2021年开了几次会", "先后开会26次", None),
])
def test_a_figure_of_another_year(asked: str, body: str, missing: str | None) -> None:
    item = f"2021年以来,情况好转。{body}"
    assert other_year(case(asked, body, item)) == missing


def test_a_year_that_the_item_never_names() -> None:
    assert other_year(case("2021年开了几次会", "先后开会26次")) == "2021年的情况"
    assert other_year(case("2022年开了几次会", "先后开会26次")) is None


def test_the_first_thing_missing_is_told() -> None:
    assert absent(case("热线号码是多少", "开通热线")) == "相应的号码"
    assert absent(case("开通了几条热线", "开通热线2条")) is None


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
    assert absent(case(asked, body)) == missing


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("停招的5个专业叫什么", "撤销专业7个,停招专业5个", True),
    ("停招的2个专业叫什么", "停招“茶学”“蚕学”2个专业", False),
    ("那处煤矿叫什么名字", "停产整顿煤矿3处、关闭1处", True),
    ("那处煤矿叫什么名字", "关闭红岩、白石两处煤矿", False),
    ("16个老旧小区是哪些小区", "16个老旧小区改造项目均已完工,完工率100%", True),
    ("那两名干部叫什么", "对2名干部给予警告", False),
])
def test_things_that_are_counted_and_not_named(asked: str, body: str, missing: bool) -> None:
    assert bool(unnamed_things(case(asked, body))) is missing


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("是哪个学校收的钱", "约谈涉事学校负责人", "学校的名称"),
    ("是哪个学校收的钱", "约谈云浦一中学校负责人", None),
    ("交给哪家公司运营", "交由第三方运营", "公司的名称"),
    ("交给哪家公司运营", "交由云浦城投运营", None),
    ("污水处理厂是哪家公司建的", "污水处理厂建成投用", "公司的名称"),
])
def test_one_of_a_kind_has_a_name(asked: str, body: str, missing: str | None) -> None:
    assert unnamed_kind(case(asked, body)) == missing


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("是哪3个单位", "约谈3个单位", True),
    ("是哪3个单位", "约谈住建局、教育局、水利局3个单位", False),
    ("那几家单位是哪几家", "通报批评4家履责不力单位", True),
    ("三个再具体是什么", "落实三个再,再压责任,再严标准,再抓进度", False),
])
def test_members_are_listed_and_not_only_counted(asked: str, body: str, missing: bool) -> None:
    assert bool(unlisted_members(case(asked, body))) is missing


def test_a_name_is_more_than_a_post() -> None:
    asked = "整改工作由哪位领导牵头,叫什么名字"
    assert missing_type(case(asked, "由区委书记任组长")) == "相应的姓名"
    assert missing_type(case(asked, "由区委书记覃志远任组长")) is None


def test_a_charge_and_a_treatment_are_told() -> None:
    assert missing_crime(case("他犯了什么罪", "已移送司法机关")) == "案情"
    assert missing_crime(case("他犯了什么罪", "因受贿移送司法机关")) is None
    assert other_treatment(case("谁被开除了", "给予2人警告")) == "这一内容"
    assert other_treatment(case("谁被开除了", "王某被开除")) is None


@pytest.mark.parametrize(("asked", "lacking", "holding"), [
    ("没办结的2件反映的是什么事", "38件已办结36件,其余2件正在办理", "其余2件反映征地补偿"),
    ("赌窝都在哪条街", "捣毁娱乐场所窝点3个", "捣毁河西路窝点3个"),
    ("明天会不会下雨", "建成湿地公园1处", "明天起开放"),
])
def test_what_is_said_of_nothing_shown(asked: str, lacking: str, holding: str) -> None:
    assert missing_form(case(asked, lacking)) and missing_form(case(asked, holding)) is None


def test_a_figure_of_another_class_of_the_year() -> None:
    said = "2024年,毕业生落实率86.1%"
    assert other_year(case("2025届毕业生的落实率是多少", said, f"{said}。服务2025届毕业生", "2024"))


def test_every_rule_is_in_the_list() -> None:
    written = {rule for module in (absence, absence_figures, absence_names)
               for name, rule in vars(module).items() if inspect.isfunction(rule)
               and name == name.lstrip("_") and list(inspect.signature(rule).parameters) == ["case"]}
    assert written - {absent} == set(RULES) and len(RULES) == len(set(RULES))


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("牌匾那件事最后处分了哪些干部", "开展“回头看”,发现问题46个,均已整改到位", "处分情况"),
    ("牌匾那件事谁被免职了", "开展“回头看”,发现问题46个,均已整改到位", "处分情况"),
    ("牌匾那件事处分了哪些干部", "开展“回头看”,给予2名干部党内警告", None),
    ("牌匾那件事发现了哪些问题", "开展“回头看”,发现问题46个", None),
])
def test_punishment_is_told_or_missing(asked: str, body: str, missing: str | None) -> None:
    assert missing_punishment(case(asked, body)) == missing


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("大班额在哪几所学校", "80个大班额已化解,公办幼儿园已达标准", "学校的名称"),
    ("大班额在哪几所学校", "大班额集中在城关小学和江畔中学", None),
    ("大班额在哪几所学校", "全区中小学大班额已化解", "学校的名称"),
])
def test_schools_are_named(asked: str, body: str, missing: str | None) -> None:
    assert unnamed_kind(case(asked, body)) == missing


@pytest.mark.parametrize(("asked", "body", "missing"), [
    ("领导小组常务副组长是谁", "区委副书记任常务副组长", None),
    ("领导小组常务副组长叫什么名字", "区委副书记任常务副组长", "组长的姓名"),
])
def test_who_holds_a_post_may_be_told_by_another(asked: str, body: str, missing: str | None) -> None:
    assert unnamed_person(case(asked, body)) == missing


@pytest.mark.parametrize(("asked", "text"), [
    ("到2025年底实际有多少张床位?", "计划2025年底达到35张。"),
    ("2022年全年最后实际化解了多少亿元?", "力争2022年底前化解9.5亿元。")])
def test_what_was_still_to_come_is_not_told(asked: str, text: str) -> None:
    assert "情况" in (absent(case(asked, text)) or "")


def test_what_is_planned_for_a_year_is_told() -> None:
    assert absence_figures.not_come_yet(case("2025年底要达到多少张床位?", "计划2025年底达到35张。")) is None


def test_another_rank_answers_nothing() -> None:
    found = absence_figures.other_rank(case("处级干部被查了多少人?", "立案查处科级干部28人。"))
    assert found == "“处级干部”的数字"
    assert absence_figures.other_rank(case("科级干部被查了多少人?", "立案查处科级干部28人。")) is None


def test_a_token_without_a_figure_of_its_own() -> None:
    text = "PM2.5实际值52微克/立方米,圆满完成PM10目标。"
    assert absence_figures.other_measured(case("pm10的浓度是多少微克?", text)) == "“PM10”的数字"
    assert absence_figures.other_measured(case("pm2.5的浓度是多少微克?", text)) is None


def test_one_of_several_summed_has_no_sum_of_its_own() -> None:
    text = "新建沂河路小学、东关初中2所学校,总投资5.9亿元。"
    assert absence_figures.of_one_alone(case("沂河路小学单独花了多少投资?", text))
    assert absence_figures.of_one_alone(case("两所学校总投资多少钱?", text)) is None
