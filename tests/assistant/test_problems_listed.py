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


def test_the_number_stated_is_told_apart_from_the_problems_listed() -> None:
    engine = engine_of(YUNPU.replace("的6个具体问题", "的6类18个具体问题"), SHILING)
    note = "云浦区的通报自述18项,正文逐条列出6项"
    assert engine.answer("云浦区存在哪些问题?").note == f"{note}。这里列的是正文的条目。"
    assert engine.answer("各区各有多少个具体问题?").note == f"{note}。这里取通报自述的数。"
    assert not engine.answer("云浦区新建小学几所?").note and not engine.answer("石泠区存在哪些问题?").note


def test_few_problems_side_by_side_are_told_with_their_figures() -> None:
    engine: Engine = engine_of(YUNPU, SHILING, MOCHUAN)
    text = engine.answer("各区在信访方面查出了什么问题?").text
    assert all(told in text for told in ("漠视群众诉求", "信访积案化解不力", "信访工作不细"))
    assert "85.4%" in text or "80.6%" in text


@pytest.mark.parametrize("question", ["云浦区管党治党宽松方面查出来哪三个毛病?", "云浦区管党治党宽松方面指出了哪几个问题?"])
def test_the_problems_of_a_chapter_are_asked_for_by_their_number(question: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.kind == "outline" and "违规吃喝屡禁不止" not in answer.text.split("\n")[0] and "列出" in answer.text


def test_what_the_problems_are_divided_into(ask: Ask) -> None:
    answer = ask("石泠区的问题分成哪几个方面?")
    assert answer.kind == "outline" and answer.text.count("\n- ") == 3
    for chapter in ("落实重大决策部署", "全面从严治党", "选人用人"):
        assert chapter in answer.text


def test_a_list_in_brackets_behind_its_number() -> None:
    told = "上轮巡察遗留的3个问题(厂房超标、资产底数不清、台账缺失)于5月底前整改到位。举办招聘会14场,"
    answer = engine_of(YUNPU.replace("举办招聘会14场,", told), SHILING).answer("云浦区上轮巡察留下的3个没改到位的问题是哪些?")
    assert all(thing in answer.text for thing in ("厂房超标", "资产底数不清", "台账缺失")) and not answer.refused


def test_what_was_done_at_once_is_told_out_of_a_chapter_of_other_things_too() -> None:
    told = ("三、信访件、问题线索及立行立改事项办理情况\n移交信访件628件,已办结611件。分类如下:征地187件,补贴143件。"
            "移交立行立改事项3件(危桥通行、殡仪馆收费、敬老院消防),均已办结。\n四、下一步工作打算\n")
    engine = engine_of(YUNPU.replace("三、下一步工作打算\n", told), SHILING)
    answer = engine.answer("云浦区 立行立改 三件事 是什么")
    assert all(thing in answer.text for thing in ("危桥通行", "殡仪馆收费", "敬老院消防")) and "187件" not in answer.text


def test_the_number_of_all_notices_is_told_beside_those_of_a_place(ask: Ask) -> None:
    answer = ask("你这里总共收了几份通报?有海屿省的吗?")
    assert answer.text.startswith("共收录") and "墨川县" in answer.text and "云浦区" not in answer.text


def test_chapters_that_a_notice_does_not_name_are_no_list_of_all_problems(ask: Ask) -> None:
    assert ask("云浦区指出的4个方面分别是哪4个方面?").kind != "outline"

@pytest.mark.parametrize("question", ["石泠区发现了哪些问题?", "巡视组在石泠区发现了哪些问题?", "石泠区三大方面6个问题是哪些?"])
def test_all_problems_are_told_with_their_groups_where_numbers_begin_anew(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert text.count("\n- ") == 6 and "(一)1." in text and "(三)1." in text


def test_the_groups_are_told_where_they_are_asked_for(ask: Ask) -> None:
    assert ask("石泠区的问题分为哪三个方面?").text.count("\n- ") == 3
