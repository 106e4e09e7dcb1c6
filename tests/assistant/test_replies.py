"""Replies of a kind: plans, sums, counts of units, things of another unit."""

import pytest

from assistant.engine import Engine
from tests.assistant.conftest import MOCHUAN, SHILING, YUNPU, Ask, engine_of


def closing_with(text: str) -> Engine:
    """Two units, the first of which ends with the words given."""
    return engine_of(YUNPU.replace("持续抓好长期整改事项,巩固整改成果。", text), SHILING)


@pytest.fixture(scope="module")
def planned() -> Engine:
    return closing_with(
        "下一步,区委将做到“三个不松”:一是思想认识不松,每月听取一次汇报。二是督办问效不松,12月底前销号。"
        "三是建章立制不松,编印制度汇编。")


@pytest.mark.parametrize("question", [
    "云浦区下一步打算怎么干?", "云浦区下一步的“三个不松”是哪三个?", "云浦区今后还要抓哪几样?",
    "云浦区通报最后说下一步要抓哪几件事?"])
def test_what_comes_next_point_by_point(planned: Engine, question: str) -> None:
    answer = planned.answer(question)
    assert answer.kind == "outline" and not answer.refused
    for point in ("思想认识不松", "督办问效不松", "建章立制不松"):
        assert point in answer.text


def test_one_fact_of_what_comes_next_is_a_fact(planned: Engine) -> None:
    assert planned.answer("云浦区下一步什么时候销号?").kind != "outline"


def test_plans_side_by_side(planned: Engine) -> None:
    answer = planned.answer("云浦区和石泠区下一步打算有什么不同?")
    assert answer.kind == "compare" and "思想认识不松" in answer.text and "督办问效不松" in answer.text
    assert "石泠区:通报未提及" in answer.text


@pytest.mark.parametrize(("question", "said"), [
    ("云浦区欠薪还剩多少没还清?", "尚余4个项目、182人、291万元"),
    ("云浦区和石泠区拖欠的工资各还剩多少没付?", "尚余4个项目、182人、291万元"),
])
def test_what_is_left_is_told_where_it_is_asked_for(question: str, said: str) -> None:
    engine = closing_with("对拖欠农民工工资的46个项目、2317人、3862万元建立台账。已清偿欠薪42个项目、2135人、3571万元。"
                          "尚余4个项目、182人、291万元,均已查封相应房产。")
    assert said in engine.answer(question).text


def test_a_sentence_is_not_cut_before_its_outcome() -> None:
    engine = closing_with("结合21个行业领域安全生产大检查和9个重点行业领域百日攻坚行动,8月以来全区累计排查发现问题隐患6241项,"
                          "其中一般隐患6231项,已整改5388项,重大隐患10项,已全部整改完成。")
    assert "已全部整改完成" in engine.answer("云浦区10项重大隐患整改了没有?").text


def test_a_clause_that_leads_up_to_another_is_not_the_last() -> None:
    engine = closing_with("对于上轮巡视反馈13个问题中8个未整改到位、各类审计反馈13个问题中6个未整改到位、主题教育检视发现56个"
                          "问题中8个未整改到位的问题,目前除3个审计问题正在积极推进外,其余均已全部整改,有关情况已经向市委作了专题书面报告。")
    assert "其余均已全部整改" in engine.answer("云浦区审计整改的情况").text


def test_where_units_are(ask: Ask) -> None:
    text = ask("这几个地方分属哪些省市?").text
    assert "江岭省澜州市云浦区" in text and "海屿省桐州市墨川县" in text


def test_a_sum_within_a_notice_shows_its_terms(ask: Ask) -> None:
    answer = ask("云浦区的超标公车和追缴费用是多少?")
    assert "合计" not in answer.text
    answer = ask("石泠区挂职的和储备的年轻干部加起来多少名?")
    assert "合计162名:42名+120名(计算得出)" in answer.text and answer.citations


def test_a_difference_within_a_notice(ask: Ask) -> None:
    answer = ask("石泠区排查的信访积案比化解的多多少件?")
    assert "相差5件:57件-52件(计算得出)" in answer.text


def test_figures_of_unlike_units_are_not_added(ask: Ask) -> None:
    assert "合计" not in ask("云浦区公车和追缴费用加起来多少?").text


def test_how_many_units_have_something(ask: Ask) -> None:
    answer = ask("有几个区县的通报写了邮编?")
    assert "1个:云浦区" in answer.text and "453210" in answer.text


def test_units_left_aside_are_not_listed(ask: Ask) -> None:
    answer = ask("除了云浦区,你这儿还有哪些区的通报?")
    assert "石泠区" in answer.text and "云浦区" not in answer.text


def test_how_many_units_were_inspected_in_a_year(ask: Ask) -> None:
    answer = ask("三个区里有几个是2021年接受省委巡视的?")
    assert answer.text.startswith("2021年的有1个:云浦区") and answer.citations[0].district == "云浦区"


def test_a_thing_of_another_unit_is_told_whose_it_is(ask: Ask) -> None:
    answer = ask("云浦区的“谈话函询把关不严”问题是谁提出来的?")
    assert "石泠区" in answer.text


def test_two_turns_are_compared(ask: Ask) -> None:
    answer = ask("云浦区新增学位多少个?", "石泠区呢?", "哪个多?")
    assert "2160" in answer.text and "1890" in answer.text and "云浦区" in answer.text


def test_a_place_not_held_is_told_beside_one_that_is(ask: Ask) -> None:
    answer = ask("广东省武侯区和云浦区新增学位各多少?")
    assert "没有收录" in answer.text and "2160" in answer.text


def test_a_reason_not_given_is_said_to_be_missing_beside_what_is_told(ask: Ask) -> None:
    answer = ask("石泠区为什么清退津贴补贴?")
    assert "没有写明原因" in answer.text and "58.6万元" in answer.text and answer.citations


def test_a_year_not_spoken_of_is_refused(ask: Ask) -> None:
    answer = ask("云浦区2025年新增学位多少个?")
    assert answer.refused and "2025年" in answer.text


def test_a_sum_of_lengths_is_said_in_kilometres() -> None:
    pipes = SHILING.replace("新建污水管网23.5公里", "新建污水管网23.5公里、雨水管网17公里")
    answer = engine_of(pipes).answer("石泠区新建的污水管网和雨水管网加起来多少公里?")
    assert "合计40.5公里:23.5公里+17公里(计算得出)" in answer.text


def test_a_sum_of_the_things_a_question_names() -> None:
    engine = closing_with(
        "开展庸懒散拖自查,发现问题249人次,通报30人,提醒谈话11人,书面检查4人,批评教育2人。")
    answer = engine.answer("云浦区治庸懒散拖,通报、提醒谈话、书面检查、批评教育加在一起多少人?")
    assert "合计47人:30人+11人+4人+2人(计算得出)" in answer.text


def test_a_name_asked_for_is_not_a_comrade_spoken_of() -> None:
    engine = closing_with("已约谈河口镇主要负责同志和分管同志。")
    assert engine.answer("云浦区河口镇被约谈的主要负责同志叫什么名字?").refused
    assert not engine.answer("云浦区约谈了河口镇的哪些同志?").refused


def test_an_item_within_an_item_alone() -> None:
    engine = engine_of(YUNPU.replace(
        "清理超标公车11辆,追缴费用36.8万元。",
        "\n①清理超标公车11辆,追缴费用36.8万元。\n②核定公车编制83个。\n③安装定位装置79台。"), SHILING)
    answer = engine.answer("云浦区第5个问题的第(2)条整改了什么?")
    assert "核定公车编制83个" in answer.text
    assert "36.8" not in answer.text and "79" not in answer.text


def test_shares_and_dates_are_not_summed(planned: Engine) -> None:
    assert "合计" not in planned.answer("两个区的信访积案化解率加起来是多少?").text
    assert "合计" not in planned.answer("两个区的整改完成率加起来是多少?").text
    assert "已完成整改合计9个:" in planned.answer("两个区的整改完成情况一共多少个?").text
    total = planned.answer("两个区反馈的问题一共多少个?").text
    assert "合计12个:" in total and "计算得出" in total


def test_the_months_asked_for_and_no_others() -> None:
    engine = closing_with("地方财政收入同比增长4.26%。2021年1-7月地方财政收入同比增长15.7%。")
    answer = engine.answer("云浦区2021年1到7月地方财政收入同比增长多少?")
    assert "15.7%" in answer.text and "4.26" not in answer.text


@pytest.mark.parametrize(("sentence", "question", "said"), [
    ("反映征地拆迁的168件、村级财务的121件、干部作风的97件。", "反映征地拆迁的比反映干部作风的多多少件?",
     "相差71件:168件-97件"),
    ("通过新建5所公办园,通过改建4所公办园,通过治理举办3所公办园。",
     "靠新建、改建、治理总共多出几所公办园?", "合计12所:5所+4所+3所"),
    ("2023年公务接待费43.7万元,2022年71.2万元。", "2023年公务接待费比2022年省下多少万元?",
     "相差27.5万元:71.2万元-43.7万元"),
    ("收到群众来信46件、问题线索13件;群众来信已办结44件。", "收到的群众来信还有几件没办结?",
     "还剩2件:46件-44件"),
    ("上半年县级发文93件,较去年同期减少33件。", "上半年发文比上一年少了,那上一年同期发了多少件?", "上年同期为126件:93件+33件"),
    ("十强企业开票销售增长27.9%,高于全区平均增幅15.1个百分点。", "十强企业增幅高,那全区平均增幅其实是多少?",
     "全区平均增幅为12.8%:27.9%-15.1个百分点"),
    ("2021年民生预算170968万元,占一般公共预算支出67.1%,1—6月落实民生支出121798万元。", "上半年的民生支出相当于全年民生预算的百分之多少?",
     "相当于71.2%:121798万元÷170968万元"),
    ("巡视时只更新老旧燃气管道54公里。目前累计更新燃气管道118.5公里。",
     "从巡视那会儿到现在,燃气管道又多换了多少公里?", "相差64.5公里:118.5公里-54公里"),
    ("投资1.38亿元新建敬老院,增加护理床位1350张。改扩建福利院,增加普通床位810张。",
     "新建和改扩建两所院总共多出多少张床位?", "合计2160张:1350张+810张"),
])
def test_what_is_worked_out_within_a_notice(sentence: str, question: str, said: str) -> None:
    engine = engine_of(YUNPU.replace("持续抓好长期整改事项,巩固整改成果。", sentence), SHILING)
    assert said in engine.answer(f"云浦区{question}").text


def test_progress_is_of_problems_and_not_of_measures() -> None:
    told = "截至11月30日,131条措施完成118条,其余13条按时序推进;6个问题中,已完成4个,基本完成1个,正在推进1个。"
    old = YUNPU[YUNPU.index("截至11月30日"):YUNPU.index("巡视移交信访件312件")]
    text = engine_of(YUNPU.replace(old, told), SHILING).answer("云浦区完成整改了多少个问题?").text
    assert "6个问题中,已完成4个" in text and "118条" not in text


def test_the_number_of_an_item_within_the_chapter_named() -> None:
    text = YUNPU.replace("三、下一步工作打算", "三、选人用人专项检查反馈问题\n(1)选任程序不规范。\n整改情况:复核12人。\n"
                         "(2)兼职清理不彻底。\n整改情况:清理兼职7人。\n四、下一步工作打算")
    said = engine_of(text, SHILING).answer("云浦区专项检查里第2项是什么问题?怎么改的?").text
    assert "兼职" in said and "零就业" not in said


@pytest.mark.parametrize(("question", "yunpu", "mochuan"), [
    ("云浦区和墨川县在大班额方面存在什么问题?", "(1)中小学大班额问题突出", "通报所列问题中未提及"),
    ("云浦区和墨川县在信访方面有哪些问题?", "(3)漠视群众诉求", "2.信访工作不细"),
    ("云浦区和墨川县都存在什么问题?", "管党治党宽松", "基层治理薄弱"),
])
def test_problems_side_by_side_are_named_by_their_headings(
        question: str, yunpu: str, mochuan: str) -> None:
    (table,) = engine_of(YUNPU, MOCHUAN).answer(question).blocks
    (row,) = table.rows
    assert yunpu in row[1].text and mochuan in row[2].text
    assert row[1].citations


def test_a_refusal_tells_the_nearest_sentence_and_cites_nothing(ask: Ask) -> None:
    answer = ask("云浦区清理超标公车花了多少天?")
    assert answer.refused and not answer.citations and answer.counts == (0, 0)
    assert "清理超标公车11辆" in answer.nearest[0].said and answer.nearest[0].said in answer.text


def test_what_became_of_a_problem_is_told_behind_it() -> None:
    engine = engine_of(YUNPU.replace(
        "整改情况:举办招聘会14场,帮助126户零就业家庭实现就业。",
        "巡视指出,13个村截留种粮补贴74.8万元。一是严肃处理责任人。二是追缴74.8万元,发还给516户农户。"), SHILING)
    answer = engine.answer("云浦区13个村截留的种粮补贴,退到多少户手里了?")
    assert "516户" in answer.text


def test_long_cells_of_a_ranking_show_what_states_the_figure() -> None:
    long = "区委书记包案督办,相关部门联席会商,逐件建立台账,按月通报进展情况,层层压实化解责任,"
    engine = engine_of(YUNPU.replace("整改情况:排查信访积案48件", f"整改情况:{long}排查信访积案48件"),
                       SHILING.replace("建立领导包案制度", long + "建立领导包案制度"), MOCHUAN)
    answer = engine.answer("几个地方排查的信访积案哪个最多?")
    assert "排查信访积案57件" in answer.text and len(answer.text) < 240


@pytest.mark.parametrize(("question", "said"), [
    ("我要举报云浦区的干部,打哪个号?", "0719-5550123"), ("想给云浦区提意见,往哪儿写信?", "临江路18号"),
    ("云浦区和石泠区的反馈问题加起来一共多少个?", "12个")])
def test_a_clause_asks_for_a_field_by_itself(ask: Ask, question: str, said: str) -> None:
    assert said in ask(question).text


def test_what_came_of_it_is_told_behind_the_label_that_says_so() -> None:
    engine = engine_of(YUNPU.replace(
        "整改情况:清理超标公车11辆,追缴费用36.8万元。",
        "整改措施:①查明11所学校把工作餐成本摊入伙食费,合计63.8万元;②推行统一配送。整改成效:统一配送学校增至118所。63.8万元已全部退还至学生账户。"), SHILING)
    answer = engine.answer("云浦区查出几所学校把工作餐成本摊入伙食费?退了没有?")
    assert "11所学校" in answer.text and "63.8万元已全部退还" in answer.text


def test_a_name_that_one_notice_alone_says_means_its_unit() -> None:
    engine = engine_of(YUNPU.replace("清理超标公车11辆", "同康医院退回医保基金134.7万元,清理超标公车11辆"),
                       SHILING.replace("清退违规发放", "县中医医院退回医保基金96.3万元,清退违规发放"))
    answer = engine.answer("同康医院退回医保基金多少钱?")
    assert "134.7万元" in answer.text and {c.district for c in answer.citations} == {"云浦区"}


def test_cells_that_are_too_long_together_lose_what_tells_least() -> None:
    long = "移交信访件412件,其中征地拆迁类131件、干部作风类96件、教育医疗类74件、涉法涉诉类58件、物业管理类33件、其他类20件;已办结397件,办结率96.4%,未办结的15件均为涉法涉诉类,正按法定程序办理"
    engine = engine_of(*(notice.replace(line, f"巡视{long}。") for notice, line in (
        (YUNPU, "巡视移交信访件312件,办结297件。"), (SHILING, "巡视移交信访件208件,已全部办结。"), (MOCHUAN, "县委召开整改专题会议16次,"))))
    text = engine.answer("三个县区移交的信访件各有多少,办结了多少?").text
    assert text.count("412件") == 3 and text.count("397件") == 3 and text.count("物业管理类") < 2


def test_what_was_before_and_what_is_now_are_both_told() -> None:
    course = "巡视时56人以上大班额{}个,占11.6%,其中超大班额9个。新建小学2所,招聘教师85名,分流学生1630名。秋季开学时大班额降为{}个,超大班额全部消除。"
    engine = engine_of(YUNPU.replace("整改情况:新建小学2所,新增学位2160个,化解大班额37个。", course.format(195, 21)),
                       SHILING.replace("新建、改扩建学校3所,新增学位1890个。", course.format(84, 6)))
    text = engine.answer("云浦区和石泠区的大班额整改前后各有多少个?").text
    assert all(figure in text for figure in ("195个", "21个", "84个", "6个"))
