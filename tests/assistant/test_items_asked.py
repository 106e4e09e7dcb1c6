"""Whole items asked for by their subject, number or chapter, what follows on them, and documents by title."""

import pytest

from assistant.engine import Engine
from assistant.lexicon import synonyms
from tests.assistant.conftest import SHILING, YUNPU, Ask, engine_of
from tests.ingest.invented import FAULTS, HEAD, TAIL


@pytest.mark.parametrize("question", ["云浦区大班额问题怎么整改的?", "云浦区公车管理混乱怎么解决的", "云浦区干部档案管理问题的整改"])
def test_a_problem_asked_for_by_its_subject_is_told_whole(ask: Ask, question: str) -> None:
    assert ask(question).kind == "section"


def test_a_figure_of_a_subject_is_no_whole_item(ask: Ask) -> None:
    assert ask("云浦区大班额化解了多少个?").kind == "fact"


@pytest.mark.parametrize(("follow_up", "said"), [
    ("怎么整改的", "126户"), ("整改情况呢?", "126户"), ("上一个问题呢", "2160个"), ("下一个呢", "48件")])
def test_a_follow_up_stays_with_the_item_or_goes_to_the_next(ask: Ask, follow_up: str, said: str) -> None:
    answer = ask("云浦区第(2)个问题是什么", follow_up)
    assert answer.kind == "section" and said in answer.text


def test_a_follow_up_with_a_subject_of_its_own_leaves_the_item(ask: Ask) -> None:
    assert "126户" not in ask("云浦区第(2)个问题是什么", "公车清理了多少辆?").text


@pytest.mark.parametrize(("question", "said"), [
    ("云浦区第三部分说了什么", "下一步工作打算"), ("云浦区第二方面有哪些问题", "机关作风不实"),
    ("石泠区第二部分第一方面讲什么", "学位供给不足")])
def test_a_chapter_is_listed_by_its_number(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert answer.kind == "section" and said in answer.text


@pytest.mark.parametrize(("question", "said", "unsaid"), [
    ("石泠区“关于全面从严治党方面”的第2个问题是什么,怎么改的?", "58.6万元", "污水"),
    ("石泠区“关于落实重大决策部署方面”那部分的第2个问题讲的什么?", "污水直排", "津贴")])
def test_a_number_is_of_the_chapter_that_is_named(ask: Ask, question: str, said: str, unsaid: str) -> None:
    answer = ask(question)
    assert answer.kind == "section" and said in answer.text and unsaid not in answer.text


def test_a_number_of_chapters_is_no_chapter(ask: Ask) -> None:
    assert ask("云浦区新增学位多少个,三个方面都说说").kind != "section"


def test_documents_are_listed_by_their_titles(ask: Ask) -> None:
    answer = ask("云浦区出台了哪些制度?")
    assert "制度有2件" in answer.text and "文件有2件" in ask("云浦区出台了哪些文件?").text
    assert "《云浦区公务接待管理办法》" in answer.text and "《云浦区差旅费管理细则》" in answer.text
    assert all(c.quote.startswith("《") for c in answer.citations)


@pytest.mark.parametrize(("question", "said"), [
    ("When was Yunpu inspected?", "2021年3月8日至4月30日"),
    ("How many problems did Yunpu District complete?", "4个")])
def test_fields_are_asked_for_in_english(ask: Ask, question: str, said: str) -> None:
    assert said in ask(question).text


def test_concrete_problems_are_those_of_the_notice(ask: Ask) -> None:
    assert "6个具体问题" in ask("云浦区的具体问题有多少个?").text


@pytest.fixture(scope="module")
def counting() -> Engine:
    told = ("新建小学2所,新增学位2160个,化解大班额37个。其中东山村货币化安置1077套,西山村货币化安置2538套,"
            "另有实物安置1200套。")
    return engine_of(YUNPU.replace("新建小学2所,新增学位2160个,化解大班额37个。", told), SHILING)


def test_figures_beside_the_noun_asked_for_are_summed(counting: Engine) -> None:
    assert "合计3615套:1077套+2538套" in counting.answer("云浦区货币化安置的套数加起来是多少?").text


def test_two_things_named_are_not_summed_with_others(counting: Engine) -> None:
    assert "合计" not in counting.answer("云浦区东山村实物安置加货币化安置一共多少套?").text


def test_the_most_of_a_list_against_the_least() -> None:
    listed = "新增学位5850个,其中一中2400个、龙潭小学2160个、白沙小学1290个。"
    engine = engine_of(YUNPU.replace("新增学位2160个,化解大班额37个。", listed), SHILING)
    assert "相差1110个:2400个-1290个" in engine.answer("云浦区新增学位最多的学校比最少的多出多少个?").text


def test_a_figure_is_held_against_that_of_the_year_before() -> None:
    engine = engine_of(YUNPU.replace("追缴费用36.8万元。", "2020年公车运行费1136万元,比上年的1402万元下降19.0%。"), SHILING)
    assert "相差266万元:1402万元-1136万元" in engine.answer("云浦区2020年公车运行费比前一年省了多少万元?").text


def test_statuses_in_closing_sentences_are_listed() -> None:
    text = YUNPU
    for end, status in (("招聘教师85名。", "该问题已完成整改。"), ("实现就业。", "该问题需要长期整改。"), ("接访73次。", "该问题已完成整改。")):
        text = text.replace(end, end + status)
    answer = engine_of(text, SHILING).answer("云浦区哪些问题需要长期整改?")
    assert "有1项" in answer.text and "零就业家庭帮扶不力" in answer.text


def test_synonyms_of_a_general_word_find_the_special_thing() -> None:
    assert synonyms()["大气污染防治"]
    engine = engine_of(YUNPU.replace("清理超标公车11辆", "开展“散乱污”企业摸排,检查工地4000余次"), SHILING)
    assert "4000余次" in engine.answer("云浦区大气污染防治").text


@pytest.fixture(scope="module")
def special() -> Engine:
    text = HEAD + "一、巡视反馈问题整改落实情况\n" + "".join(
        f"问题{n}:{fault}。\n整改情况:开展整治{n}次。\n" for n, fault in enumerate(FAULTS, 1)) + (
        "二、选人用人专项检查反馈问题整改落实情况\n问题1:任用程序不规范。\n整改情况:复核干部216名。\n"
        "问题2:超职数配备干部消化不彻底。\n整改情况:消化干部20名。\n") + TAIL
    return engine_of(text, SHILING)


@pytest.mark.parametrize(("question", "said", "unsaid"), [
    ("青岭区选人用人专项检查部分的“问题1”是怎么整改的?", "216名", "整治1次"),
    ("青岭区巡视反馈的问题2(招商那条)整改情况,麻烦说一下", "整治2次", "20名"),
    ("青岭区的问题2(超职数那条)整改情况", "20名", "整治2次")])
def test_items_of_one_number_are_told_apart(special: Engine, question: str, said: str, unsaid: str) -> None:
    answer = special.answer(question)
    assert answer.kind == "section" and said in answer.text and unsaid not in answer.text


def test_items_are_named_by_all_the_numbers_above_them(ask: Ask) -> None:
    answer = ask("石泠区第二部分第一方面第2个问题讲什么,怎么改的?")
    assert answer.kind == "section" and "23.5公里" in answer.text and "58.6万元" not in answer.text


def test_an_item_of_its_kind_and_number_is_no_problem_of_that_number() -> None:
    text = HEAD + "".join(f"问题{n}:{fault}。\n整改情况:开展整治{n}次。\n" for n, fault in enumerate(FAULTS, 1)) + (
        "招标采购专项检查反馈问题整改情况表\n序号\t反馈问题\t整改情况\t状态\n专项1\t拆分项目\t重新招标7次\t已完成\n"
        "专项2\t围标串标\t处罚企业9家\t已完成\n专项3\t评标不公\t处分4人\t已完成\n") + TAIL
    answer = engine_of(text, SHILING).answer("青岭区专项2的内容和整改情况")
    assert "9家" in answer.text and "整治2次" not in answer.text


@pytest.mark.parametrize(("question", "said"), [("青岭区A2这个问题的整改情况", "整治2次"), ("青岭区B3的内容", "整治6次")])
def test_an_item_is_named_by_a_letter_and_its_number(question: str, said: str) -> None:
    text = HEAD + "A.落实决策方面\n" + "".join(f"A{n}.{FAULTS[n - 1]}\n整改落实:开展整治{n}次。\n" for n in (1, 2, 3)) + (
        "B.从严治党方面\n") + "".join(f"B{n - 3}.{FAULTS[n - 1]}\n整改落实:开展整治{n}次。\n" for n in (4, 5, 6)) + TAIL
    answer = engine_of(text, SHILING).answer(question)
    assert answer.kind == "section" and said in answer.text and answer.text.count("整治") == 1
