"""A false premise is set right first, cited; a true one is left in peace."""

import pytest

from assistant.answer import Answer, Paragraph
from tests.assistant.conftest import SHILING, YUNPU, Ask, engine_of

WRONG = "前提与通报不符"


def first(answer: Answer) -> str:
    (block, *_) = answer.blocks
    assert isinstance(block, Paragraph)
    return block.statements[0].text


def test_a_figure_of_another_unit_is_said_first_with_both_cited(ask: Ask) -> None:
    answer = ask("云浦区新增学位1890个,对吧")
    assert first(answer).startswith(WRONG) and "石泠区" in first(answer)
    assert {c.district for c in answer.citations} == {"云浦区", "石泠区"}
    assert "2160个" in answer.text and answer.text.index(WRONG) < answer.text.index("2160个")


def test_a_figure_that_no_notice_gives_is_contradicted_with_the_right_one(ask: Ask) -> None:
    answer = ask("石泠区新建污水管网99公里,对吗")
    assert "没有“99公里”" in first(answer) and "23.5公里" in answer.text
    assert {c.district for c in answer.citations} == {"石泠区"}


def test_a_wrong_group_is_set_right_with_both_notices_cited(ask: Ask) -> None:
    answer = ask("省委第四巡视组巡视云浦区是什么时候")
    assert first(answer).startswith(WRONG) and "省委第七巡视组" in first(answer)
    assert {c.district for c in answer.citations} == {"云浦区", "石泠区"}
    assert "2021年3月8日" in answer.text


def test_all_done_is_contradicted_with_the_counts(ask: Ask) -> None:
    answer = ask("云浦区6个问题全部完成整改了吧")
    assert first(answer).startswith(WRONG) and "并非全部完成" in first(answer)
    assert "长期整改1个" in answer.text and answer.citations


def test_a_person_of_another_unit(ask: Ask) -> None:
    answer = ask("石泠区县委书记罗维安领办了什么问题")
    assert first(answer).startswith(WRONG) and "墨川县" in first(answer)
    assert "墨川县" in {c.district for c in answer.citations}


def test_a_word_behind_a_post_is_no_person(ask: Ask) -> None:
    assert WRONG not in ask("石泠区谁任组长?").text


@pytest.mark.parametrize("question", [
    "云浦区新增学位2160个,对吧", "云浦区信访积案化解率85.4%对吗", "省委第七巡视组什么时候巡视云浦区",
    "石泠区208件信访件全部办结了吗", "墨川县书记罗维安领办了什么", "云浦区追缴费用36.8万元吗",
    "云浦区新增了多少学位", "石泠区信访积案化解率是多少",
])
def test_a_true_premise_is_not_contradicted(question: str, ask: Ask) -> None:
    answer = ask(question)
    assert not answer.refused and "不符" not in answer.text and "没有“" not in answer.text


@pytest.mark.parametrize(("question", "wrong"), [
    ("云浦区的违规资金全部追回了吧", True), ("云浦区的违规资金是不是一分不少全追回来了", True),
    ("云浦区的违规资金追回了多少", False), ("石泠区208件信访件全部办结了吗", False),
])
def test_what_the_same_problem_leaves_contradicts_all(question: str, wrong: bool) -> None:
    engine = engine_of(YUNPU.replace(
        "举办招聘会14场,", "违规使用资金320万元。已追回违规资金301.5万元,余款正在司法追缴。举办招聘会14场,"), SHILING)
    answer = engine.answer(question)
    assert (WRONG in answer.text) == wrong
    assert not wrong or "301.5万元" in answer.text


def test_a_rank_and_something_left_undone_are_set_right() -> None:
    engine = engine_of(YUNPU.replace(
        "举办招聘会14场,", "就业考核排名全市第一,排查重大隐患10项,已全部整改完成,"), SHILING)
    ranked = engine.answer("云浦区就业考核只排到全市第三,原因是什么?")
    assert "前提与通报不符" in ranked.text and "全市第一" in ranked.text
    undone = engine.answer("云浦区排查的重大隐患10项还有3项没整改,为什么?")
    assert "前提与通报不符" in undone.text and "已全部整改完成" in undone.text
    assert "前提与通报不符" not in engine.answer("云浦区就业考核排到全市第几?").text


@pytest.mark.parametrize("question", ["云浦区还有几个问题没完成?", "云浦区还有2个没完成的是哪两个?"])
def test_what_is_left_may_be_asked_for(question: str) -> None:
    engine = engine_of(YUNPU.replace("办结297件。", "办结297件。立行立改问题9个,已全部整改到位。"), SHILING)
    assert "前提与通报不符" not in engine.answer(question).text


@pytest.mark.parametrize(("question", "wrong"), [
    ("石泠区信访积案化解率超过95%,对吧?", True), ("石泠区信访积案化解率超过九成,对吧?", False),
    ("听说石泠区信访积案化解率不到九成,是真的吗?", True),
])
def test_a_bound_is_held_against_the_share_that_is_told(
        ask: Ask, question: str, wrong: bool) -> None:
    answer = ask(question)
    assert (WRONG in answer.text) == wrong and "91.2%" in answer.text


def test_all_done_is_contradicted_by_what_is_counted_as_done(ask: Ask) -> None:
    answer = ask("云浦区的信访积案已经全部化解完成了,用了多久?")
    assert first(answer).startswith(WRONG) and "化解41件" in answer.text


def test_what_fell_did_not_rise() -> None:
    engine = engine_of(YUNPU.replace("区领导接访73次", "全区信访总量由534件下降到398件"), SHILING)
    answer = engine.answer("云浦区信访总量为什么涨了?")
    assert first(answer).startswith(WRONG) and "398件" in answer.text


def test_what_is_all_settled_was_not_left_undone(ask: Ask) -> None:
    answer = ask("石泠区那208件信访件为什么还没办完?")
    assert first(answer).startswith(WRONG) and "全部办结" in first(answer)


@pytest.mark.parametrize(("told", "question", "right"), [
    ("平台公司由9家整合为4家,管理费用下降26.8%。", "云浦区的平台公司为什么越改越多,从4家变成了9家?", "由9家整合为4家"),
    ("编外人员由214人减至147人。", "听说云浦区编外人员从147人涨到了214人,是真的吗?", "由214人减至147人"),
    ("陈埠港黑臭水体目前已截流到位,处于验收阶段。", "云浦区陈埠港黑臭水体通过验收是几月份的事?", "处于验收阶段"),
])
def test_what_has_not_come_about_so(told: str, question: str, right: str) -> None:
    answer = engine_of(YUNPU.replace("持续抓好长期整改事项,巩固整改成果。", told), SHILING).answer(question)
    assert first(answer).startswith(WRONG) and right in first(answer) and answer.citations
    assert answer.text.count(right) == 1


def test_what_has_come_about_so_is_left_in_peace() -> None:
    engine = engine_of(YUNPU.replace("持续抓好长期整改事项,巩固整改成果。", "平台公司由9家整合为4家。"), SHILING)
    assert WRONG not in engine.answer("云浦区的平台公司从9家变成了4家,是吗?").text


def test_a_full_share_is_not_looked_for_elsewhere() -> None:
    engine = engine_of(YUNPU, SHILING.replace("一、加强领导", "老旧小区改造完工率100%。\n一、加强领导"))
    assert "石泠区" not in engine.answer("云浦区信访积案化解率100%了吗?").text


def test_a_change_the_other_way_is_set_right() -> None:
    engine = engine_of(YUNPU.replace("清理超标公车11辆,追缴费用36.8万元。", "2021年公车运行费398万元,2020年为534万元,下降25.5%。"), SHILING)
    answer = engine.answer("云浦区2021年公车运行费为什么比上一年还涨了?")
    assert first(answer).startswith(WRONG) and "下降25.5%" in answer.text


def test_work_that_goes_on_again_is_set_right() -> None:
    engine = engine_of(YUNPU.replace("清理超标公车11辆", "城中村改造项目已复工,清理公车11辆"), SHILING)
    answer = engine.answer("云浦区城中村改造项目现在还停着工吗?停了多久?")
    assert "已复工" in answer.text and not answer.refused


def test_when_all_will_be_done_takes_nothing_for_granted() -> None:
    engine = engine_of(YUNPU.replace("化解41件,化解率85.4%。", "化解41件,剩余7件计划2022年底前全部化解。"), SHILING)
    assert WRONG not in engine.answer("云浦区信访积案计划什么时候全部化解完成?").text


def test_a_part_of_them_is_not_all_of_them() -> None:
    engine = engine_of(YUNPU.replace("清理超标公车11辆", "34家养老机构中有13家未通过消防验收,清理超标公车11辆"), SHILING)
    answer = engine.answer("云浦区34家养老机构全都没通过消防验收,为什么这么多?")
    assert answer.text.startswith("前提与通报不符,并非全部:") and "13家" in answer.text and answer.citations


def test_what_was_taken_back_is_not_all_of_it() -> None:
    engine = engine_of(YUNPU.replace(
        "清理超标公车11辆", "违规发放津补贴128.3万元,已清退121.9万元,余下6.4万元仍在追缴。清理超标公车11辆"), SHILING)
    answer = engine.answer("云浦区违规发放的津补贴128.3万元已全部收回,最后一笔是哪天退的?")
    assert "并非全部完成" in answer.text and "余下6.4万元" in answer.text


@pytest.mark.parametrize("question", [
    "云浦区148个小区的二次供水全都改好了,是哪个月完工的?", "云浦区已经把148个小区的二次供水全改完了,什么时候完的?"])
def test_two_counts_that_make_up_the_whole_contradict_all(question: str) -> None:
    told = "对148个小区的二次供水分三批改造。已改造131个小区,惠及居民4.3万户。剩余17个小区因产权争议计划2022年底前完工。"
    answer = engine_of(YUNPU.replace("举办招聘会14场,", told + "举办招聘会14场,"), SHILING).answer(question)
    assert first(answer).startswith(WRONG) and "131个" in answer.text and "17个" in answer.text


def test_fewer_done_than_are_said_to_be_contradict_all() -> None:
    told = "21处弃渣场没有防护。弃渣场复绿加固完成15处,位于水源上游的7处全部完成。"
    answer = engine_of(YUNPU.replace("举办招聘会14场,", told + "举办招聘会14场,"), SHILING).answer("云浦区21处弃渣场全部复绿加固完了吗?")
    assert first(answer).startswith(WRONG) and "完成15处" in answer.text


def test_what_is_not_all_done_is_told_though_its_time_is_asked_for() -> None:
    engine = engine_of(YUNPU.replace("化解41件,化解率85.4%。", "化解41件,化解率85.4%,剩余7件涉法涉诉。"), SHILING)
    answer = engine.answer("云浦区的信访积案已经百分之百化解了,最后一件是什么时候办完的?")
    assert first(answer).startswith(WRONG) and "剩余7件" in answer.text and not answer.refused


def test_the_number_of_problems_of_another_unit_is_set_right_with_its_own_counts() -> None:
    engine = engine_of(YUNPU, SHILING.replace("6个具体问题已完成整改5个、基本完成整改1个", "36个具体问题已完成整改29个、基本完成整改7个"))
    answer = engine.answer("云浦区巡视反馈36个问题,整改完了29个,对不对?")
    assert first(answer).startswith(WRONG) and "石泠区" in first(answer)
    assert "长期整改1个" in answer.text and {c.district for c in answer.citations} == {"云浦区", "石泠区"}


def test_the_sum_of_money_of_another_unit_is_set_right_with_its_own() -> None:
    engine = engine_of(YUNPU.replace("清理超标公车11辆", "清退违规发放津补贴34.6万元,涉及7个单位。清理超标公车11辆"),
                       SHILING.replace("58.6万元", "43.6万元"))
    answer = engine.answer("云浦区清退的违规津补贴43.6万元,涉及哪7个单位?")
    assert first(answer).startswith(WRONG) and "34.6万元" in answer.text


def test_what_is_told_of_the_figure_is_said_where_the_reason_is_not() -> None:
    told = "政府工程拖欠的1128万元已于2021年春节前全部结清。"
    answer = engine_of(YUNPU.replace("举办招聘会14场,", told + "举办招聘会14场,"), SHILING).answer(
        "云浦区欠农民工的1128万元为什么到现在一分没付?")
    assert "1128万元已于2021年春节前全部结清" in answer.text


RATES = YUNPU.replace("巡视移交信访件312件,办结297件。", "巡视移交的312件信访件,已全部办结。巡视交办信访件265件,办结率100%,化解率67.5%。")


@pytest.mark.parametrize("question", ["云浦区的信访件都办结了吗?", "云浦区移交的信访件都办完了吗?"])
def test_a_rate_counts_against_the_deed_that_it_is_of(question: str) -> None:
    engine = engine_of(RATES)
    assert WRONG not in engine.answer(question).text and "312件" in engine.answer(question).text
    assert WRONG in engine.answer("云浦区的信访件全部化解了吗?").text


def test_the_highest_of_several_counts_is_the_whole() -> None:
    text = engine_of(RATES).answer("云浦区的信访件一共多少件?").text
    assert "312件" in text and (text.index("312件") < text.index("265件") if "265件" in text else True)
