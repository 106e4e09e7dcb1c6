"""What the values of several units give: orders, ties, sums, averages, and where there is nothing to rank."""

import pytest

from assistant.judge import judge
from tests.assistant.conftest import SHILING, YUNPU, Ask, engine_of
from tests.assistant.test_measured import TAIL, ranked


@pytest.mark.parametrize(("first", "second", "question", "said"), [
    ("公务用车运行费由58.4万元降至41.2万元。公务接待支出同比下降43.5%。", "公务用车运行费比上年下降18.9%。",
     "哪家公务用车运行费降得最多?", "云浦区(29.5%:(58.4万元-41.2万元)÷58.4万元)"),
    ("公务用车拍卖得款88.6万元。", "公务用车公开拍卖5辆,得款17.9万元。",
     "云浦区和石泠区公务用车拍卖得了多少钱,差多少?", "相差70.7万元"),
    ("巡视组移交线索41条,立案26条。", "巡视组移交线索19条,立案6条。",
     "云浦区比石泠区多立案多少条?", "相差20条"),
    ("监督检查时印发《违反安全生产规定案例》1000份。", "查处违反安全生产规定问题28起。",
     "哪个区查处的违反安全生产规定问题最多?", "只有石泠区的通报写明了可比的数字(28起),无法排出名次"),
    ("中心组学习由2022年的6次增加到2023年的14次。", "2022年中心组学习9次,2023年学习11次。",
     "2022年中心组学习次数,云浦区和石泠区哪个多?", "更多的是石泠区(9次),云浦区为6次"),
])
def test_what_is_ranked_and_what_is_not(first: str, second: str, question: str, said: str) -> None:
    assert said in ranked(first, second, question)


def test_equal_values_are_told_as_equal() -> None:
    text = ranked("热线满意率为95.2%。", "热线满意率为95.2%。", "哪个区的热线满意率最高?")
    assert "并列最高的是云浦区、石泠区(95.2%)" in text or "并列最高的是石泠区、云浦区(95.2%)" in text


def test_all_settled_is_a_full_share() -> None:
    text = ranked("受理的群众来信80件,办结率97.5%。", "受理的群众来信52件,已全部办结。",
                  "受理的群众来信办结率,云浦区和石泠区哪个更高?")
    assert "更高的是石泠区(全部办结),云浦区为97.5%" in text


def test_what_is_still_to_be_settled_is_no_full_share() -> None:
    text = ranked("受理的群众来信80件,办结率97.5%。", "受理的群众来信52件,年底前全部办结。",
                  "受理的群众来信办结率,云浦区和石泠区哪个更高?")
    assert "(全部办结)" not in text


def test_two_things_summed_in_one_question() -> None:
    engine = engine_of(YUNPU.replace(TAIL, "移交问题线索42件,采取留置措施3人。"),
                       SHILING.replace("一、加强领导,推动整改\n",
                                       "一、加强领导,推动整改\n移交问题线索56件,采取留置措施4人。\n"))
    text = engine.answer("两个区移交的问题线索加起来多少件?被留置的总共几人?").text
    assert "合计98件:" in text and "合计7人:" in text


def test_counts_of_the_whole_are_summed_and_averaged(ask: Ask) -> None:
    both = ask("云浦区和石泠区一共反馈了多少个问题,已完成整改的合计多少个?").text
    assert "反馈问题合计12个" in both and "已完成整改合计9个" in both
    assert "平均每家6.0个" in ask("云浦区和石泠区平均每区多少个问题?").text


def test_units_are_ranked_by_a_date_and_not_by_who_inspected(ask: Ask) -> None:
    text = ask("三个县区分别是哪个巡视组什么时候进驻的?谁最早?").text
    assert "最早的是云浦区(2021年3月8日至4月30日)" in text


def test_nobody_is_called_the_worst(ask: Ask) -> None:
    for question in ("哪个区问题最严重?", "云浦区是不是比石泠区整改得好?"):
        assert ask(question).refused


@pytest.mark.parametrize("question", [
    "三个县区的通报落款日期分别是哪天?", "云浦区和石泠区的邮编和电话", "云浦区和石泠区一共反馈了多少个问题?",
    "云浦区和石泠区哪个信访积案化解率更高?",
])
def test_the_judge_bears_out_what_the_engine_says_of_notices(question: str, ask: Ask) -> None:
    judged = judge(ask(question), districts=("云浦区", "石泠区", "墨川县"))
    assert {s.check.state for s in judged.statements()} <= {"verified", "computed", "none"}


@pytest.mark.parametrize(("first", "second", "question", "said"), [
    ("整改措施126条已落实117条。", "制定措施95条,其中80条已经落实。",
     "按整改措施的落实比例算,云浦区和石泠区哪家高?", "更高的是云浦区(92.9%),石泠区为84.2%"),
    ("分解为61项任务、187条措施,完成任务之外的措施落实171条,其中任务完成49项。", "57项任务已完成44项,98条措施完成97条。",
     "按已完成任务占全部整改任务的比例,云浦区和石泠区谁高?", "更高的是云浦区(80.3%),石泠区为77.2%"),
])
def test_the_share_of_measures_or_tasks_carried_out_is_worked_out(first: str, second: str, question: str, said: str) -> None:
    text = engine_of(YUNPU.replace("领导小组召开专题会议9次。", first),
                     SHILING.replace("区委常委会召开会议11次研究整改工作。", second)).answer(question).text
    assert said in text


@pytest.mark.parametrize(("first", "second", "question", "said"), [
    ("查核一致率由81.2%提高到93.6%。", "查核一致率由88.5%提高到94.1%,公务接待费下降12%。",
     "查核一致率,云浦区和石泠区哪家提高的幅度更大,提高了多少个百分点?",
     "更大的是云浦区(12.4个百分点:93.6%-81.2%),石泠区为5.6个百分点"),
    ("35岁以下科级干部由41名(占6.9%)增至63名(占10.6%)。", "35岁以下科级干部占比由5.7%提高到8.7%。",
     "35岁以下科级干部占比,云浦区和石泠区哪家提升的百分点最大?", "最大的是云浦区(3.7个百分点:10.6%-6.9%)"),
])
def test_units_are_ranked_by_how_far_a_rate_moved(first: str, second: str, question: str, said: str) -> None:
    text = ranked(first, second, question)
    assert said in text and "相差" not in text


def test_a_thing_and_what_is_settled_of_it_are_both_summed() -> None:
    text = ranked("接待群众来访案件45件,化解39件。", "群众来访案件积压11件,全部化解。",
                  "云浦区和石泠区群众来访案件加起来多少件,化解了多少件?")
    assert "合计56件" in text and "化解合计50件" in text


def test_two_measures_of_one_sentence_are_both_summed() -> None:
    text = ranked("闲置的11台机床公开拍卖,所得38.6万元上缴国库。", "闲置的9台机床公开拍卖,收入46.2万元。",
                  "云浦区和石泠区处置闲置机床合计几台、共收回多少万元?")
    assert "合计20台" in text and "合计84.8万元" in text


def test_what_is_nearly_the_word_asked_about_is_summed_with_it() -> None:
    text = ranked("为612名外来工追回工资894万元。", "为463名外来工追讨工资498万元。",
                  "云浦区和石泠区一共帮外来工追回多少工资?")
    assert "合计1392万元" in text


def test_the_cells_of_a_long_ranking_show_the_figure_alone() -> None:
    more = "对辖区33个矿山逐个过筛,责令停产整改9个,关闭4个,治理废弃矿坑1.02万亩,收缴环境恢复治理基金2.3亿元,督促企业复绿边坡640亩,约谈企业负责人17名"
    text = ranked(f"挽回经济损失876.2万元,{more}。", f"{more},挽回经济损失912.8万元。",
                  "云浦区和石泠区挽回的经济损失,哪个多,哪个少,相差多少?")
    assert "相差36.6万元" in text and len(text) < 240


def test_where_nothing_can_be_ranked_that_is_said() -> None:
    text = ranked("老年食堂全部重新开放。", "老年食堂已经恢复供餐。", "老年食堂的就餐人数,云浦区和石泠区哪家多?")
    assert "没有写明可比的数字" in text or "未提及" in text


def test_what_no_notice_tells_is_not_ranked(ask: Ask) -> None:
    for question in ("云浦区和石泠区的公立医院药占比,哪个降得更多?", "云浦区和石泠区的高速公路里程哪个更长?"):
        answer = ask(question)
        assert answer.refused and not answer.citations, question
