"""What a question is understood to ask: units, item numbers, intent, topic."""

import pytest

from assistant.library import Library
from assistant.question import ItemRef, number_of, understand


@pytest.mark.parametrize(("typed", "number", "shape"), [
    ("第15个问题", 15, ""),
    ("第15项", 15, ""),
    ("第 15 条", 15, ""),
    ("第十五条", 15, ""),
    ("第二十三项", 23, ""),
    ("(15)", 15, "(1)"),
    ("（15）", 15, "(1)"),
    ("第(15)项", 15, "(1)"),
    ("15.", 15, "1."),
    ("问题15", 15, ""),
    ("第十五号", 15, ""),
    ("(二)", 2, "(一)"),
])
def test_an_item_is_named_by_number_in_any_form(
        typed: str, number: int, shape: str, library: Library) -> None:
    question = understand(f"云浦区{typed}的整改情况", library)
    assert question.refs == (ItemRef(number, shape),)
    assert question.intent == "section"


def test_the_part_an_item_stands_in_goes_with_its_number(library: Library) -> None:
    question = understand("石泠区第三部分第二项怎么整改的", library)
    assert ItemRef(2, "", 3) in question.refs


@pytest.mark.parametrize("text", [
    "云浦区2021年3月8日发生了什么", "云浦区省委第七巡视组是谁", "云浦区化解率85.4%对吗", "云浦区新建小学2所吗",
    "石泠区第一副组长是谁", "云浦区第一批整改多少",
])
def test_other_numbers_name_no_item(text: str, library: Library) -> None:
    assert understand(text, library).refs == ()


def test_a_count_of_problems_names_no_item(library: Library) -> None:
    assert understand("云浦区查处违反八项规定问题33起吗", library).refs == ()


@pytest.mark.parametrize(("token", "value"), [
    ("15", 15), ("十", 10), ("十五", 15), ("二十", 20), ("二十三", 23), ("两", 2), ("一百零二", 102), ("项", 0),
])
def test_numerals(token: str, value: int) -> None:
    assert number_of(token) == value


@pytest.mark.parametrize(("text", "intent"), [
    ("你好", "greeting"),
    ("谢谢!", "greeting"),
    ("你能做什么", "ability"),
    ("库里有哪些通报?", "library"),
    ("有哪些通报?", "library"),
    ("一共有几份通报?", "library"),
    ("这些通报是从哪儿来的?", "library"),
    ("通报都是哪几年的?", "library"),
    ("云浦区想入党的苗子库里储备了多少人?", "fact"),
    ("云浦区“清风”行动定了多少条整改措施?", "fact"),
    ("收录了哪些区", "library"),
    ("江岭省的通报你收了几份,是哪儿的?", "library"),
    ("库里有桐州市的通报吗?是哪个县,什么时候公布的?", "library"),
    ("云浦区的通报里有新增学位吗", "fact"),
    ("这批材料里有大学的吗?哪个学校", "library"),
    ("云浦区和石泠区新增学位加一块儿是几个", "aggregate"),
    ("云浦区反馈了哪些问题", "outline"),
    ("云浦区第3项的整改情况", "section"),
    ("云浦区“公车管理混乱”怎么整改的", "section"),
    ("云浦区和石泠区新增学位各多少", "compare"),
    ("哪些区清退了津贴", "which"),
    ("哪个区新增学位最多", "aggregate"),
    ("云浦区和石泠区新增学位相差多少", "aggregate"),
    ("三个区新增学位合计多少", "aggregate"),
    ("云浦区新增了多少学位", "fact"),
])
def test_the_kind_of_answer_asked_for(text: str, intent: str, library: Library) -> None:
    assert understand(text, library).intent == intent


def test_scopes(library: Library) -> None:
    assert understand("各区的学位", library).units == ("云浦区", "石泠区", "墨川县")
    assert understand("各区的学位", library, ("石泠区",)).units == ("石泠区",)
    assert understand("新增学位多少", library).scope == "none"
    assert understand("云浦区新增学位多少", library, ("石泠区",)).units == ("云浦区",)


def test_the_topic_has_the_content_words_only(library: Library) -> None:
    topic = understand("请问一下云浦区一共新增学位多少个呢?", library).topic
    assert "新增学位" in topic
    assert not any(word in topic for word in ("请问", "云浦", "多少", "呢", "?"))


@pytest.mark.parametrize(("text", "topic"), [
    ("云浦区在建项目", "在建项目"), ("云浦区和谐社区", "和谐社区"), ("云浦区都市农业", "都市农业"),
    ("云浦区跟踪督办", "跟踪督办"), ("云浦区及时办结", "及时办结"),
    ("云浦区和石泠区的大班额", "大班额"), ("云浦区、石泠区在全区开展整治", "全区开展整治"),
    ("云浦区都办结了多少积案", "办结了 积案"),
])
def test_only_a_word_that_joins_is_cut_behind_a_place(
        text: str, topic: str, library: Library) -> None:
    assert understand(text, library).topic == topic


@pytest.mark.parametrize(("text", "month"), [
    ("Which problems may Yunpu have?", ""), ("May I ask how many schools were built in Yunpu?", ""),
    ("How many schools were built in Yunpu in May?", "5月"),
    ("How many schools were built in Yunpu by May 2021?", "2021年5月"),
    ("What was rectified in Yunpu before 5 May?", "5月"), ("What was done in Yunpu on May 5?", "5月"),
    ("How many schools were built in Yunpu since March 2021?", "2021年3月"),
])
def test_may_is_a_month_only_where_a_time_is_said(
        text: str, month: str, library: Library) -> None:
    topic = understand(text, library).topic.split()
    assert [word for word in topic if "月" in word] == month.split()


def test_units_asked_for_different_things_have_their_own_topics(library: Library) -> None:
    own = dict(understand("云浦区的公车和石泠区的污水管网,各是多少", library).own_topics)
    assert "公车" in own["云浦区"] and "污水" not in own["云浦区"]
    assert "污水管网" in own["石泠区"] and "公车" not in own["石泠区"]
    assert understand("云浦区和石泠区的污水管网", library).own_topics == ()


def test_quotations_and_english_are_noticed(library: Library) -> None:
    assert understand("云浦区“公车管理混乱”", library).quoted == ("公车管理混乱",)
    assert understand("How many schools were built in Yunpu?", library).english
    assert not understand("云浦区的GDP是多少", library).english


@pytest.mark.parametrize("text", ["云浦区第17个问题的第(3)条", "云浦区17(3)讲什么", "云浦区第十七项里的(3)"])
def test_an_item_within_an_item(text: str, library: Library) -> None:
    assert understand(text, library).refs == (ItemRef(3, "(1)", 17),)


def test_of_several_units_the_most_is_a_figure(library: Library) -> None:
    several = understand("云浦区、石泠区两家里,移交线索哪家最多", library)
    assert {w.kind for w in several.wants} == {"count"}
    assert "org" in {w.kind for w in understand("云浦区移交线索哪家最多", library).wants}


@pytest.mark.parametrize("told", ["没写的请说没写", "通报里没写次数的请注明", "有日期的把日期标出来"])
def test_what_the_answerer_is_told_is_no_topic(told: str, library: Library) -> None:
    question = understand(f"云浦区和石泠区的常委会各开了几次?{told}", library)
    assert question.topic == understand("云浦区和石泠区的常委会各开了几次?", library).topic


@pytest.mark.parametrize(("text", "code"), [
    ("云浦区编号2-5那条讲了什么", "2-5"), ("云浦区表一中A09是什么问题", "a09"), ("云浦区第1-3条怎么整改的", "1-3"),
    ("云浦区2-5这条怎么改的", "2-5"),
])
def test_a_number_of_several_parts_names_an_item(text: str, code: str, library: Library) -> None:
    question = understand(text, library)
    assert code in question.titles and not question.refs and question.intent == "section"


@pytest.mark.parametrize("text", [
    "云浦区1-9月空气优良率多少", "云浦区3-5年内要消化多少", "云浦区PM10降了多少", "云浦区2021-2023年改造了多少小区"])
def test_a_range_or_a_measure_names_none(text: str, library: Library) -> None:
    assert understand(text, library).intent != "section"


@pytest.mark.parametrize(("text", "numbers"), [
    ("云浦区专项检查那张表第4行写的什么问题", [4]), ("云浦区通报里编号【10】的问题讲什么", [10]),
    ("How many beds did No. 2 People's Hospital of 云浦区 add?", []),
])
def test_rows_and_brackets_name_items_and_hospitals_do_not(text: str, numbers: list[int], library: Library) -> None:
    assert [ref.number for ref in understand(text, library).refs] == numbers


def test_a_question_is_english_though_it_names_its_unit_in_chinese(library: Library) -> None:
    question = understand("How much wage-arrears money was paid back in 澜州市云浦区 (Yunpu)?", library)
    assert question.english and "欠薪" in question.topic
