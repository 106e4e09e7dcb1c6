"""Layouts seen late: numbered 第一个问题：, paragraphs that say how they were mended, tables behind the last problem."""

from ingest.parse import parse_text
from ingest.readers.lines import joined

HEAD = "中共云浦区委关于巡视整改进展情况的通报\n2021年3月8日至4月30日,省委第七巡视组对云浦区进行了巡视。现将整改情况通报如下。\n"


def problems(text: str) -> list[str]:
    (notice,) = parse_text(text, "test.txt")
    return [p.heading for p in notice.problems]


def test_problems_numbered_in_words_with_a_tag_behind_each() -> None:
    text = HEAD + "".join(
        f"{chapter}、{name}方面(2个问题)\n第一个问题:{one}。\n巡视时发现12处。已整改10处。\n【尚未完成】\n"
        f"第二个问题:{two}。\n巡视时发现8处。已整改8处。\n【已完成】\n"
        for chapter, name, one, two in (("一", "决策部署", "撂荒整治不彻底", "债务化解不力"), ("二", "作风", "低保动态管理不精准", "信访件积压不办")))
    assert problems(text) == ["撂荒整治不彻底", "债务化解不力", "低保动态管理不精准", "信访件积压不办"]


def test_paragraphs_that_say_how_they_were_mended_are_problems() -> None:
    told = ("毕业生就业数据掺水。学校上报去向落实率91.6%,电话抽查有37人系“被就业”。整改措施:逐人核查,据实更正为84.7%。此项已完成。",
            "师德失范查处失之于宽。2019年以来受理举报23件,只作口头提醒的14件。整改措施:全部重新核查,处分9人。此项已完成。",
            "科研经费沉淀与套取并存。结题未结账的项目312个,沉淀经费6418万元。整改措施:结账281个,收回4973万元。此项已完成。")
    text = HEAD + "【人才培养方面】\n" + "\n".join(told) + "\n【风险防控方面】\n" + "\n".join(told)
    assert problems(text)[:3] == ["毕业生就业数据掺水", "师德失范查处失之于宽", "科研经费沉淀与套取并存"]


def test_a_table_behind_the_last_problem_is_a_chapter_of_its_own() -> None:
    listed = "".join(f"问题{n}\u3000{name}\n整改措施:制定制度{n}项,处分{n}人。\n" for n, name in enumerate(
        ("漏损率居高不下", "水质检测走过场", "陈欠清收不力"), 1))
    table = ("招标采购专项检查反馈问题整改情况表\n编号\t反馈问题\t整改措施及成效\t状态\n"
             "专项1\t拆分项目、规避招标\t已停止同类直接委托,给予3人党纪处分\t已完成\n"
             "专项2\t供应商关联、围标串标\t解除合同2份,列入黑名单\t已完成\n"
             "专项3\t工程变更随意、超概算\t复审核减1874万元\t已完成\n")
    assert problems(HEAD + listed + table) == [
        "漏损率居高不下", "水质检测走过场", "陈欠清收不力", "拆分项目、规避招标", "供应商关联、围标串标", "工程变更随意、超概算"]


def test_an_indented_line_behind_a_bracket_opens_a_paragraph() -> None:
    full = "普惠覆盖率提高到百分之八十八点四,保教费每生每月平均降低三百二十元。(已完成)"
    lines = [full, "\u3000\u3000校外培训换马甲,预收费监管有漏洞。学科类机构以高端家政名义隐形开班,", *["甲" * len(full)] * 8]
    text, _ = joined([lines])
    assert "(已完成)\n校外培训" in text


def test_the_sentence_that_states_a_problem_is_no_part_of_its_heading() -> None:
    listed = "".join(
        f"第{n}条\u3000关于{name}的问题。巡视指出,2022年查出{10 * (k + 1)}处,涉及{k + 2}个镇。区委整改如下:\n(一)逐一核查,已整改{9 * (k + 1)}处;\n(二)处分{k + 1}人。\n"
        for k, (n, name) in enumerate((("四", "撂荒整治不彻底"), ("五", "低保动态管理不到位"), ("六", "校园食堂监管缺失"))))
    whole = "第一章\u3000集中整改总体情况\n第一条\u3000区委成立领导小组,专题研究整改9次。\n第二条\u3000反馈的3个问题中已完成整改3个。\n第三条\u3000整改期间处分6人。\n第二章\u3000突出问题方面\n"
    (notice,) = parse_text(HEAD + whole + listed, "test.txt")
    first = notice.problems[0]
    assert [p.heading for p in notice.problems] == ["关于撂荒整治不彻底的问题", "关于低保动态管理不到位的问题", "关于校园食堂监管缺失的问题"]
    assert notice.text[first.body_start : first.own_end].startswith("巡视指出,2022年查出10处")
    measure = next(i for i in notice.items if "已整改9处" in notice.text[i.start : i.own_end])
    assert notice.problem_of(measure) == first and first.start < measure.start < first.extent


def test_paragraphs_that_a_label_follows_are_problems() -> None:
    def told(name: str, n: int) -> str:
        return f"{name},抽查发现{n}个单位存在此类情形。\n整改落实情况:逐个核查,已整改{n}个。制定办法1项,处分{n}人,其余正在推进。\n\n"
    text = HEAD + ("整改工作总体情况\n区委召开常委会会议13次,书记专题会6次,领导小组会议10次,对整改任务逐项调度推进、逐项销号。\n\n"
                   "高质量发展方面\n\n" + told("拖欠账款问题突出", 3) + told("闲置土地处置缓慢", 4)
                   + "民生保障方面\n\n" + told("校园餐管理混乱", 5) + told("医保基金监管宽松", 6))
    assert [h[:6] for h in problems(text)] == ["拖欠账款问题", "闲置土地处置", "校园餐管理混", "医保基金监管"]


def test_a_number_of_two_parts_may_stand_before_any_word() -> None:
    text = HEAD + "".join(f"{a}\u3000关于{name}方面\n" + "".join(f"{a}.{b} {one}\n存在问题:查出{b}处。\n整改进展:已整改{b}处。\n" for b, one in enumerate(own, 1))
                          for a, (name, own) in enumerate((("作风", ("公务用车管理松散", "公务接待超标准")), ("民生", ("人居环境脏乱差", "家庭医生签约不实"))), 1))
    assert problems(text) == ["公务用车管理松散", "公务接待超标准", "人居环境脏乱差", "家庭医生签约不实"]


def mended(title: str, k: int) -> str:
    """One problem by its title, with what was found and what was done."""
    return f"{title}\n反馈指出：2022年查出{10 * k}处，涉及{k}个镇。\n整改措施：①逐一核查；②建立台账。\n整改成效：已整改{9 * k}处，处分{k}人。\n\n"


NAMES = ("撂荒整治不彻底", "债务化解不力", "低保动态管理不精准", "信访件积压不办", "公车管理松弛", "校园食堂监管缺失")


def test_problems_keep_the_numbers_of_a_list_that_is_told_in_another_order() -> None:
    listed = "".join(mended(f"清单第{n}项  关于{name}的问题", k + 1)
                     for k, (n, name) in enumerate(zip((1, 5, 6, 2, 4, 3), NAMES, strict=True)))
    (notice,) = parse_text(HEAD + "甲  已完成整改的问题（6个）\n\n" + listed, "test.txt")
    assert [(p.number, p.heading) for p in notice.problems] == [
        (n, f"关于{name}的问题") for n, name in zip((1, 5, 6, 2, 4, 3), NAMES, strict=True)]


def test_a_sign_may_stand_before_the_number() -> None:
    text = HEAD + "第一部分 已完成整改的问题\n" + "".join(mended(f"◆问题{k}:{name}。", k) for k, name in enumerate(NAMES, 1))
    (notice,) = parse_text(text, "test.txt")
    assert [(p.number, p.heading) for p in notice.problems] == list(enumerate(NAMES, 1))


def test_numbers_in_black_brackets_number_problems() -> None:
    text = HEAD + "第一部分 完成整改的问题\n" + "".join(
        mended(f"【{k:02}】关于{name}的问题", k).replace("反馈指出", "问题表现") for k, name in enumerate(NAMES, 1))
    (notice,) = parse_text(text, "test.txt")
    assert [(p.number, p.heading) for p in notice.problems] == [(k, f"关于{name}的问题") for k, name in enumerate(NAMES, 1)]


def test_a_table_below_the_last_of_the_signs_stands_in_it() -> None:
    prose = "".join(f"◆{part}建设篇\n\n" + "".join(
        f"{name}。\n问题在哪：2022年抽查发现问题{k}处，涉及乡镇{k}个、资金{k}万元，有的拖了多年没有解决，群众反映强烈。\n怎么改：逐一核查，制定制度{k}项。\n改得怎样：已整改{k}处，追回资金{k}万元。\n\n" for k, name in enumerate(names, 2))
        for part, names in (("民生", NAMES[:3]), ("作风", NAMES[3:])))
    table = "◆专项检查篇\n\n序号\t反馈问题\t整改措施\t进度\n" + "".join(
        f"{k}\t{name}\t核查{k}处，处分{k}人\t完成\n" for k, name in enumerate(("超职数配备干部", "档案造假查处不力", "党费少缴"), 1))
    (notice,) = parse_text(HEAD + prose + table, "test.txt")
    assert [p.heading for p in notice.problems] == [*NAMES, "超职数配备干部", "档案造假查处不力", "党费少缴"]
    assert notice.path(notice.problems[-1])[0].heading == "专项检查篇"


def test_a_short_sentence_within_a_paragraph_opens_no_problem() -> None:
    told = "".join(f"{name}。\n{'全市' if k % 2 else '全局'}查出{k * 7}处，涉及资金{k}万元，其中超期未办的{k}处、最长的超过{k}年，有的反复出现，群众反映强烈。\n"
                   f"{'局党组把这件事列为专项整治项目。' if k == 2 else ''}一是逐一核查，建立台账{k}本。二是处分{k}人，追回{k}万元，建立制度{k}项。\n\n"
                   for k, name in enumerate(NAMES, 1))
    assert problems(HEAD + "◇聚焦民生方面\n\n" + told) == list(NAMES)


def test_ordinals_before_a_comma_of_lists_number_problems() -> None:
    names = ("理论学习不系统", "公平竞争审查刚性不足", "特种设备监管有漏洞", "食品监管存在盲点")
    told = "".join(f"{part}、{aspect}方面\n" + "".join(
        f"第{'一二三四'[k]}、关于“{names[k]}”的问题\n（1）组织学习{k + 2}次。\n（2）建立制度{k + 3}项，处分{k + 1}人。\n〔整改状态：已完成〕\n" for k in rows)
        for part, aspect, rows in (("壹", "履行职责", (0, 1)), ("贰", "管党治党", (2, 3))))
    assert problems(HEAD + "第二部分  反馈问题整改情况\n" + told) == [f"关于“{name}”的问题" for name in names]


def test_a_point_of_the_general_part_is_no_problem_though_it_counts_them() -> None:
    general = ("1.高位推动部署。成立由党委书记任组长的领导小组，下设4个组。\n\n"
               "2.逐项分解任务。党委将反馈的2个方面4个问题细化为44项具体任务，制定整改措施158条，明确责任领导9名。\n\n"
               "3.总体进展情况。截至2022年7月20日，4个问题已完成整改3个、长期坚持1个，完成率93.0%。\n\n")
    told = "".join(f"{k}.{name}\n\n反馈指出存在差距。①核查{k}处；②处分{k}人，追回{k}万元。整改状态：已完成。\n\n" for k, name in enumerate(NAMES, 1))
    assert problems(HEAD + "组织实施情况\n\n" + general + "反馈问题整改情况\n\n" + told) == list(NAMES)
