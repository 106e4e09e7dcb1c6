"""The figures by which units are ranked and summed, on invented notices."""

import pytest

from tests.assistant.conftest import SHILING, YUNPU, engine_of

TAIL = "持续抓好长期整改事项,巩固整改成果。"


def ranked(first: str, second: str, question: str) -> str:
    """The answer where 云浦区 and 石泠区 say one sentence each."""
    engine = engine_of(YUNPU.replace(TAIL, first), SHILING.replace(
        "一、加强领导,推动整改\n", f"一、加强领导,推动整改\n{second}\n"))
    return engine.answer(question).text


@pytest.mark.parametrize(("first", "second", "question", "said"), [
    ("供水管网漏损率由17.6%下降到11.9%。", "供水管网漏损率由15.3%下降到12.8%。",
     "云浦区和石泠区的供水管网漏损率,哪个更低?", "更低的是云浦区(11.9%)"),
    ("为312名农民工追回工资846.2万元。", "为598名农民工追回工资431.7万元。",
     "云浦区和石泠区给农民工追回的工资加起来多少万元?", "合计1277.9万元"),
    ("全区高新技术企业由43家增至58家。", "全区高新技术企业达到85家。",
     "云浦区和石泠区的高新技术企业加起来一共多少家?", "合计143家"),
    ("给予诫勉5人、批评教育和提醒谈话37人。", "批评教育和提醒谈话22人,处分3人。",
     "云浦区和石泠区批评教育和提醒谈话加起来多少人?", "合计59人"),
    ("年收入10万元以下的村由41个减少到12个。", "年收入10万元以下的村由29个减少到9个。",
     "云浦区和石泠区年收入10万元以下的村,哪个减得最多,减了几个?", "云浦区(29个:41个-12个)"),
    ("受理的群众来信632件,办结619件。", "受理的群众来信298件,办结295件。",
     "云浦区和石泠区受理的群众来信加起来还有几件没办结?", "合计16件"),
    ("公务接待费同比下降31.6%。", "公务接待费同比下降22.4%。",
     "吃喝接待的开支,云浦区和石泠区谁砍得更狠?", "更狠的是云浦区(31.6%),石泠区为22.4%"),
    ("拖欠企业账款1.2亿元,已清偿9000万元。", "拖欠企业账款8000万元,已清偿7200万元。",
     "拖欠企业的钱,云浦区和石泠区哪个还得比例高?", "更高的是石泠区(90.0%:7200万元÷8000万元)"),
    ("56人以上大班额由43个减为0个。", "56人以上大班额由68个降到7个。",
     "云浦区和石泠区整改前56人以上大班额加起来有多少个?", "合计111个"),
    ("老旧小区44个,完工39个。", "老旧小区44个,完成改造42个。",
     "云浦和石泠的老旧小区,哪边完成得多?", "更多的是石泠区(42个),云浦区为39个"),
    ("2023年审批时限比上年同期的12天减少43.3%。", "审批时限减少34.1%。",
     "云浦区和石泠区的审批时限,哪家降幅大?", "更大的是云浦区(43.3%)"),
    ("追责问责16人,其中党纪政务处分3人,组织处理5人。", "处理34人,其中组织处理9人。",
     "云浦区和石泠区追责处理的人数加起来一共多少人?", "合计50人"),
    ("56人以上大班额由217个减少到84个,66人以上超大班额由31个减少到2个。", "大班额降至38个,超大班额全部消除。",
     "云浦区和石泠区整改后剩下的大班额加起来总共多少个?", "合计122个"),
    ("2023年4月学生满意度61.3%。2023年12月学生满意度升至84.7%。", "2022年学生满意度58.9%。2023年11月学生满意度82.4%。",
     "云浦区和石泠区整改后的学生满意度哪个更高?", "更高的是云浦区(84.7%)"),
    ("新增停车位8460个,总投资12.7亿元。", "增加停车位3150个,完成投资9860万元。",
     "云浦区和石泠区为缓解停车难合计新增了多少停车位?", "合计11610个"),
    ("截至2023年9月底清偿率39%;截至2024年1月14日清偿率80.5%。", "清偿率78.2%。",
     "云浦区和石泠区的清偿率哪个高?", "更高的是云浦区(80.5%)"),
])
def test_the_figure_of_the_kind_place_and_time_asked_for(
        first: str, second: str, question: str, said: str) -> None:
    assert said in ranked(first, second, question)


def test_the_sentence_with_the_figure_is_found_where_another_is_nearer() -> None:
    text = ranked("移交问题线索23件,立案9件。", "巡视组移交问题线索11件。问题线索办结5件,立案3件。",
                  "云浦区和石泠区根据移交的问题线索一共立案多少件?")
    assert "合计12件" in text and "立案3件" in text


def test_what_is_left_is_taken_as_stated() -> None:
    text = ranked("群众来信632件,办结619件。", "群众来信298件,办结295件,另有3件转入司法程序。",
                  "云浦区和石泠区的群众来信加起来还有几件没办结?")
    assert "云浦区13件(632件-619件)" in text and "石泠区3件" in text


def test_what_is_only_planned_is_not_ranked_with_what_is_done() -> None:
    text = ranked("建成养老驿站12家。", "2024年计划建成养老驿站30家。",
                  "云浦区和石泠区建成的养老驿站,哪个多?")
    assert "更多的是石泠区" not in text


def test_a_sum_says_whose_figure_is_not_in_it() -> None:
    engine = engine_of(YUNPU.replace(TAIL, "问责干部113人。"), SHILING)
    text = engine.answer("各区问责干部一共多少人?").text
    assert "合计" not in text or "不含" in text


@pytest.mark.parametrize(("second", "said"), [
    ("召开水利调度会研究水利工作5次,开展水利调研4次。", "合计14次"),
    ("水利调度会听取三届区纪委六次全会筹备情况汇报。", ""),
])
def test_a_meeting_is_held_and_an_ordinal_counts_nothing(second: str, said: str) -> None:
    text = ranked("召开水利调度会9次。", second, "云浦区和石泠区一共开了多少次水利调度会?")
    assert said in text and "15次" not in text and "12次" not in text
