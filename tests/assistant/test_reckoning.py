"""Figures worked out of one passage or of sentences apart; several measures of one ranking."""

import pytest

from assistant.question import understand
from assistant.replies.aspects import aspects
from tests.assistant.conftest import MOCHUAN, SHILING, YUNPU, engine_of
from tests.assistant.test_replies import closing_with


@pytest.mark.parametrize(("text", "question", "said"), [
    ("22家零税收企业已清零16家,19家30亩以上闲置用地已经盘活11家。",
     "云浦区零税收企业还剩几家没清零,30亩以上闲置用地还有几家没盘活?", ("还剩6家:22家-16家", "还剩8家:19家-11家")),
    ("运用监督执纪“四种形态”处理党员干部58人次,其中运用前三种形态53人。",
     "云浦区用第四种形态处理的党员干部有多少人次?", ("其余5人次:58人次-53人",)),
    ("全区56人以上大班额43个,其中县城37个。", "云浦区的大班额里,不在县城的有几个?", ("其余6个:43个-37个",)),
    ("新增幼儿园学位1540个,其中实验学校1000个,陈庄幼儿园360个,三水幼儿园180个。",
     "云浦区新增的1540个学位里,幼儿园的占多少个?", ("幼儿园合计540个:360个+180个",)),
    ("新增小学学位13050个、初中学位4200个,2021年计划再新增小学学位7830个、初中学位2400个。",
     "云浦区已新增的初中学位加上2021年计划再增的,合计多少个?", ("合计6600个:4200个+2400个",)),
    ("为160名劳动者追回工资364273元。", "云浦区帮劳动者讨薪,平均每个人追回来多少钱?", ("平均每人约2276.7元",)),
    ("发生欠薪案件367起,涉及2,204人、金额3,915万元,其中政府投资工程6个、金额1,128万元。",
     "云浦区的欠薪里,扣掉政府投资工程,其余多少钱?", ("其余2787万元:3,915万元-1,128万元",)),
    ("公车由1,228辆减至967辆。", "云浦区公车减少了多少辆?", ("相差261辆:1,228辆-967辆",)),
    ("3所学校分别可提供学位2400个、1350个、900个。", "云浦区三所学校一共能多出多少个学位?", ("合计4650个:2400个+1350个+900个",)),
    ("巡视时批而未供土地3416亩。实行一地一策,处置批而未供土地2238亩,处置率65.5%。", "云浦区批而未供的土地还有多少亩没处置?",
     ("批而未供土地还剩1178亩:3416亩-2238亩",)),
    ("26个小区9418套房屋具备办证条件,其中7065套拿到产权证。", "云浦区具备办证条件但还没拿到手的房屋有多少套?", ("其余2353套:9418套-7065套",)),
    ("2022年贷款余额6.84亿元,当年付息3120万元。2023年贷款余额6.21亿元,当年付息2680万元。", "云浦区2023年贷款付息比2022年少了多少?",
     ("相差440万元:3120万元-2680万元",)),
    ("清退不符合条件的低保对象163户257人。新纳入低保208户394人。", "云浦区低保新纳入的人比清退的人多了多少?", ("相差137人:394人-257人",)),
    ("新登记企业4303户,个体工商户5323户。", "云浦区新登记的企业和个体工商户加起来多少户?哪一类多,多多少?",
     ("合计9626户", "相差1020户")),
    ("2022年养老预算25600万元,2022年1—6月支出养老资金18300万元。", "云浦区2022年上半年支出的养老资金占全年养老预算的百分之几?",
     ("占71.5%:18300万元÷25600万元",)),
    ("400家规上企业中有317家企业达到节能目标。", "云浦区的规上企业里,还有多少家没达到节能目标?", ("还剩83家:400家-317家",)),
    ("追缴死亡人员领取的低保金9.6万元。清退不符合条件对象84户131人,追回27.4万元(不含上述9.6万元)。",
     "云浦区低保追缴死亡人员的钱和清退对象追回的钱,两笔合计多少?", ("合计37万元:9.6万元+27.4万元",)),
    ("2022年平均住院费用9240元,比全省平均高1310元。", "云浦区说的2022年全省平均住院费用是多少元?", ("全省平均为7930元:9240元-1310元",)),
    ("2023年计划化解隐性债务3.2亿元,上半年已化解1.9亿元。", "云浦区2023年化解隐性债务的计划,过了上半年还差多少?", ("还剩1.3亿元:3.2亿元-1.9亿元",)),
])
def test_what_one_passage_gives_by_reckoning(text: str, question: str, said: tuple[str, ...]) -> None:
    answer = closing_with(text).answer(question)
    assert all(one in answer.text for one in said) and "计算得出" in answer.text


def test_what_was_found_and_what_it_became_stand_apart() -> None:
    engine = engine_of(YUNPU.replace(
        "整改情况:新建小学2所,新增学位2160个,化解大班额37个。",
        "巡视时全区56人以上大班额195个,占11.6%。整改情况:新建小学2所。2023年秋季大班额降为21个。"), SHILING)
    answer = engine.answer("云浦区大班额整改后比巡视时少了多少个?")
    assert "相差174个:195个-21个" in answer.text


def test_each_clause_of_a_sum_is_a_measure() -> None:
    engine = engine_of(YUNPU, SHILING, MOCHUAN)
    asked = understand("云浦区和石泠区排查的信访积案一共多少件,其中化解总共多少件?", engine.library)
    assert [one.topic.split()[-1] for one in aspects(asked)][1:] == ["化解"]
    answer = engine.answer(asked.text)
    assert "合计105件" in answer.text and "合计93件" in answer.text


def test_measures_of_one_thing_are_each_added_up() -> None:
    engine = engine_of(YUNPU.replace("清理超标公车11辆", "清退超标办公用房47间1260平方米"), SHILING.replace("封堵排污口17处", "清退超标办公用房19间418平方米"))
    answer = engine.answer("两个区一共清退了多少间、多少平方米超标办公用房?")
    assert "合计66间" in answer.text and "合计1678平方米" in answer.text


def test_a_clause_that_only_compares_is_none() -> None:
    library = engine_of(YUNPU, SHILING).library
    assert len(aspects(understand("两个区新增学位最多的是谁?最多的比最少的多出多少?", library))) == 1
    assert not aspects(understand("两个区信访积案化解率谁高?", library))


def test_changes_of_rates_are_ranked_in_points() -> None:
    engine = engine_of(YUNPU.replace("清理超标公车11辆,追缴费用36.8万元。", "平台公司平均融资成本由7.1%降到5.3%。"),
                       SHILING.replace("复查谈话函询件33件,重新处置5件。", "平台公司平均融资成本由6.9%降到5.2%。"))
    answer = engine.answer("云浦区和石泠区平台公司的平均融资成本谁降得多?")
    assert "云浦区(1.8个百分点:7.1%-5.3%)" in answer.text


def test_a_unit_in_brackets_is_no_limit() -> None:
    engine = engine_of(YUNPU, SHILING, MOCHUAN)
    asked = understand("三地(包括石泠区的)新增学位合计多少个?", engine.library)
    assert asked.scope == "all" and len(asked.units) == 3
