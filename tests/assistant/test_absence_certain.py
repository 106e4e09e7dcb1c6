"""What a text lacks for certain."""

import inspect
from collections.abc import Callable

import pytest

from assistant import absence_certain
from assistant.absence_case import Case
from assistant.absence_certain import (
    CERTAIN,
    each_of_several,
    later_than_told,
    of_the_most,
    one_of_several,
    other_gain,
    other_level,
    recommended,
    unlisted_counted,
    unnamed_office,
    unnamed_role,
    unsaid_statistic,
    whole_year,
)
from assistant.wants import wants_of


def case(asked: str, text: str) -> Case:
    return Case(asked, text, asked, wants_of(asked), around=text, notice=text, year="2024", coverage=1.0)


@pytest.mark.parametrize(("asked", "lacking", "holding"), [
    ("还没办结的那8件,反映的是什么事", "移交举报212件,办结204件", "移交举报212件,办结204件,其余8件反映山林权属"),
    ("没处置的6家闲置企业是哪些公司", "收回、拍卖、转让31家,其余6家因诉讼尚未处置", "其余6家即桐木公司、竹编公司等因诉讼尚未处置"),
    ("进了“黑名单”的3家企业叫什么", "将3家企业列入“黑名单”", "将清禾、远桥、石台3家企业列入“黑名单”"),
    ("“持续推进”的那1个是哪个问题", "完成整改14个、基本完成3个、持续推进1个", "持续推进1个(河道采砂)"),
    ("没化解的12件积案涉及哪些方面", "对未化解的12件逐件明确责任", "对未化解的12件逐件明确责任,其中涉及征地5件、房产4件、改制3件"),
])
def test_members_behind_a_count(asked: str, lacking: str, holding: str) -> None:
    assert unlisted_counted(case(asked, lacking)) and unlisted_counted(case(asked, holding)) is None


@pytest.mark.parametrize(("rule", "asked", "lacking", "holding"), [
    (unnamed_role, "那个低保专干叫什么", "1名低保专干为亲属办理低保", "低保专干罗某为亲属办理低保"),
    (unnamed_role, "被立案审查的那名责任人是谁", "正在对1名责任人立案审查", "正在对责任人罗某立案审查"),
    (unnamed_office, "他们原来当的什么官", "2人已被开除公职", "2名原副局长已被开除公职"),
    (other_gain, "那个会计贪了多少钱", "清退津贴41万元,会计被立案", "会计侵占集体资金41万元"),
    (other_gain, "食堂一年能赚多少钱", "投入86万元改造食堂", "食堂年利润86万元"),
    (one_of_several, "双桥卫生院一家就套了多少钱", "双桥卫生院等7家卫生院虚记诊疗,涉及89万元", "双桥卫生院套取12万元"),
    (each_of_several, "单个签约额是多少", "与5家企业签约,总签约额60亿元", "与5家企业签约,每家12亿元"),
    (of_the_most, "交得最多的一位交了多少钱", "73人上交186万元", "73人上交186万元,最多的一人9万元"),
    (whole_year, "2023年全年花了多少钱", "2023年上半年36万元", "2023年上半年36万元,全年71万元"),
    (later_than_told, "2024年秋季实际还剩几个大班额", "2023年秋季还剩6个", "2024年秋季还剩2个"),
    (other_level, "被处理的人里处级干部有几个", "处理47人", "处理47人,其中处级干部3人"),
    (other_level, "初中大班额还有几个", "小学大班额减至37个", "初中大班额减至7个"),
    (unsaid_statistic, "2023年gdp增长了几个百分点", "签约率提高19.5个百分点", "生产总值增长5.2个百分点"),
    (unsaid_statistic, "摊位费涨了多少", "市场改造投入680万元", "摊位费每月降30元"),
    (recommended, "有什么好吃的推荐", "引进食堂5家", "推荐菜品5道"),
])
def test_what_is_told_of_something_else(
        rule: Callable[[Case], str | None], asked: str, lacking: str, holding: str) -> None:
    assert rule(case(asked, lacking)) and rule(case(asked, holding)) is None


def test_every_rule_is_in_the_list() -> None:
    written = {rule for name, rule in vars(absence_certain).items() if inspect.isfunction(rule)
               and not name.startswith("_") and list(inspect.signature(rule).parameters) == ["case"]}
    assert written == set(CERTAIN)
