"""Outlines of many layouts: what is a problem, where headings end, that nothing is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from ingest import parse_text
from ingest.notice import Notice
from ingest.outline import outline
from tests.ingest.invented import FAULTS, HEAD, LAYOUTS, TAIL, restarting, running


def kinds(notice: Notice) -> Counter[str]:
    return Counter(i.kind for i in notice.items)


def partition(text: str) -> str:
    """Own texts and furniture in order, which must be the text."""
    found = outline(text)
    spans = [(i.start, i.own_end) for i in found.items] + [(f.start, f.end) for f in found.furniture]
    at = 0
    for start, end in sorted(spans):
        assert start == at
        assert end > start
        at = end
    assert at == len(text)
    return text


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_six_problems(name: str) -> None:
    (notice,) = parse_text(LAYOUTS[name])
    assert len(notice.problems) == 6
    for problem, fault in zip(notice.problems, FAULTS, strict=True):
        assert fault in problem.heading
        assert fault in notice.text[problem.start:problem.end]
    assert kinds(notice)["contact"] == kinds(notice)["signature"] == 1
    partition(notice.text)


def test_addresses_are_unique_in_every_layout() -> None:
    for text in LAYOUTS.values():
        addresses = [i.address for i in parse_text(text)[0].items]
        assert len(addresses) == len(set(addresses))


def test_restarting_numbers_have_different_addresses() -> None:
    (notice,) = parse_text(restarting("一、", "(一)", "1."))
    assert [p.address for p in notice.problems] == [
        "二(一)1", "二(一)2", "二(一)3", "二(二)1", "二(二)2", "二(二)3"]


def test_a_list_is_problems_where_most_of_its_headings_say_so() -> None:
    faults = ("理论学习不深入", "河道治理滞后", "档案管理混乱", "重购置、轻使用", "信访积案化解不力")
    text = HEAD + "".join(f"**1.{n} {fault}**\n开展整治{n}次。\n" for n, fault in enumerate(faults, 1))
    (notice,) = parse_text(text + TAIL)
    assert len(notice.problems) == 5


def test_classes_and_aspects_group_the_problems_below_them() -> None:
    for name, groups in (("named-in-prose", ["在政治建设方面", "在组织建设方面"]),
                         ("numbered-blocks", ["聚焦政治建设", "聚焦组织建设"])):
        (notice,) = parse_text(LAYOUTS[name])
        assert [i.heading for i in notice.items if i.kind == "group"] == groups
        assert [notice.path(p)[-2].heading for p in notice.problems] == [
            group for group in groups for _ in range(3)]
    assert [p.number for p in notice.problems] == [1, 2, 3, 4, 5, 6]


def test_organisation_and_next_steps_are_sections() -> None:
    (notice,) = parse_text(running("一、", "(一)", "(1)"))
    tops = [i for i in notice.items if i.level == 1 and i.marker]
    assert [i.kind for i in tops] == ["section"] * 3
    assert kinds(notice)["group"] == 2


def test_inner_numbers_that_say_what_was_done_are_parts() -> None:
    (notice,) = parse_text(LAYOUTS["inner-parts"])
    assert kinds(notice)["part"] == 6
    assert sum(p.leaf for p in notice.problems) == 3


@pytest.mark.parametrize("inside", [
    "采取(1)督查(2)约谈等方式", "召开“一、二季度”会议", "分为1.5万元和2.5万元两档",
    "落实《第一条 总则》规定", "聚焦一、二、三产业融合", "按照“1.学 2.做 3.改”要求"])
def test_markers_in_running_text_open_nothing(inside: str) -> None:
    text = running("一、", "(一)", "(1)").replace("开展专项整治4次", f"{inside},开展专项整治4次")
    (notice,) = parse_text(text)
    assert len(notice.problems) == 6
    assert inside in notice.text[notice.problems[3].start:notice.problems[3].end]


def test_a_paragraph_of_overall_counts_is_cited_by_itself() -> None:
    text = (HEAD + "一、组织整改落实情况\n(一)提高站位。区委召开会议。\n(二)加强领导。成立专班。\n"
            "截至6月30日,反馈的48个具体问题已完成整改35个。\n二、问题整改情况\n"
            "1.学习不够。\n整改情况:组织学习。\n2.作风不实。\n整改情况:开展检查。\n" + TAIL)
    (notice,) = parse_text(text)
    (counts,) = [i for i in notice.items if i.kind == "other"]
    assert text[counts.start:counts.own_end].startswith("截至6月30日")
    assert notice.path(counts)[0].address == "一"


def test_a_heading_ends_before_its_label_or_at_its_first_sentence() -> None:
    (lined,) = parse_text(running("一、", "(一)", "(1)"))
    problem = lined.problems[1]
    assert problem.heading == FAULTS[1]
    assert lined.text[problem.body_start:].startswith("整改情况:开展专项整治2次")
    (inline,) = parse_text(restarting("一、", "(一)", "1."))
    problem = inline.problems[1]
    assert problem.heading == f"关于“{FAULTS[1]}”问题"
    assert inline.text[problem.body_start:].startswith("一是开展整治3次")


def test_page_furniture_is_named_and_not_an_item() -> None:
    page = ("首页 > 信息公开\n" + HEAD.split("\n")[0] + "\n发布时间:2021-12-05 来源:区委办 浏览:"
                                                  "33\n"
            + LAYOUTS["running"].split("\n", 1)[1]
            + "责任编辑:某人\n【打印】【关闭】\n上一篇:某市召开会议\n邻省某区:巡察工作见成效\n")
    (notice,) = parse_text(page)
    furniture = "".join(page[f.start:f.end] for f in notice.furniture)
    for line in ("首页", "浏览:33", "责任编辑", "邻省某区"):
        assert line in furniture
    assert len(notice.problems) == 6
    assert notice.published is not None
    assert notice.published.value == "2021-12-05"


def test_traditional_text_is_outlined_and_quoted_as_printed() -> None:
    printed = OpenCC("s2t").convert(LAYOUTS["running"])
    (notice,) = parse_text(printed)
    assert notice.text == printed
    assert len(notice.problems) == 6
    assert notice.district.name == "青岭区"


def test_gaps_in_the_numbers_are_reported() -> None:
    (notice,) = parse_text(running("一、", "(一)", "(1)").replace("(5)年轻", "(6)年轻").replace(
        "(6)档案", "(7)档案"))
    assert len(notice.problems) == 6
    assert any("(6)" in w for w in notice.warnings)


lines = st.lists(st.sampled_from([
    "一、组织情况", "二、反馈问题整改情况", "(一)政治建设有差距", "(二)作风不实。开展整治3次。",
        "1.学习不够。", "2.整改不力",
    "(1)落实不到位。", "(2)检查。一是查。二是改。", "整改情况:一是学习。", "①开展检查。",
        "普通段落,没有编号,说了一些事情。",
    "", "  ", "【问题】不深入。", "【整改】深入。", "联系电话:0731-1234567", "中共某市某区委",
        "2021年5月6日", "【打印】【关闭】",
    "第一部分 总体情况", "一是提高认识。", "二是加强领导。", "关于“不实”的问题", "1 | 学习 | 整改",
        "\u3000\u3000三、下一步打算"]),
    max_size=25)


@settings(max_examples=150, deadline=None)
@given(lines, st.sampled_from(["\n", "\n\n", ""]))
def test_own_texts_and_furniture_are_the_text(parts: list[str], between: str) -> None:
    text = between.join(parts)
    if text.strip():
        partition(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="一二1(（)）.、。是:\n 问题整改①【】|第部分关于“”", min_size=1, max_size=80))
def test_any_text_is_partitioned(text: str) -> None:
    if text.strip():
        partition(text)


def test_real_notices_have_the_problems_they_count(real: dict[str, Notice]) -> None:
    counted = {name: (len(n.problems), kinds(n)["part"]) for name, n in real.items()}
    assert counted == {"苏仙区": (48, 0), "莲湖区": (12, 0), "天元区": (41, 0), "惠济区": (35, 0),
                       "姜堰区": (26, 58)}


def test_real_leaf_blocks_and_group_numbers(real: dict[str, Notice]) -> None:
    leaves = [i for i in real["姜堰区"].items if i.leaf and i.kind in ("problem", "part")]
    assert len(leaves) == 64
    groups = [i.number for i in real["苏仙区"].items
              if i.kind == "group" and re.match(r"\d", i.marker)]
    assert groups == list(range(1, 17))
    by_marker = {i.marker: i for i in real["苏仙区"].items}
    assert by_marker["15."].kind == "group"
    assert by_marker["(15)"].kind == "problem"


@pytest.mark.parametrize("change", [
    lambda t: re.sub(r"\s*\n\s*", "", t), lambda t: t.replace("\n", "\n\n\u3000\u3000"),
    lambda t: t.translate({ord(a): b for a, b in zip("(),:.", "（），：．", strict=True)})])
def test_real_notices_survive_lost_breaks_and_other_widths(real, change) -> None:
    for notice in real.values():
        (changed,) = parse_text(change(notice.text))
        assert len(changed.problems) == len(notice.problems)
        assert changed.district.name == notice.district.name


DECIMAL = """根据统一安排,2021年9月6日至11月5日,省委第三巡视组对澜州市望潮区开展了常规巡视,2022年1月11日反馈了意见。
1 整改组织情况
1.1 迅速部署。区委书记主持召开常委会会议研究整改。
1.2 分解任务。将反馈的问题细化为46项整改任务。
2 问题整改进展
2.1 贯彻新发展理念方面
2.1.1 关于海洋生态保护不够有力的问题。清退超规划养殖8240亩,排查
入海排污口213个。为渔船安装北斗终端
1060台,安装率100%。
2.1.2 关于债务管控不严的问题。化解债务3.2亿元。
2.2 全面从严治党方面
2.2.1 关于主体责任压得不实的问题。约谈干部12人。
3 下一步打算
3.1 紧盯剩余任务。对基本完成的问题逐一销号。
"""


def test_decimal_numbers_nest_by_their_dots() -> None:
    (notice,) = parse_text(DECIMAL)
    assert [i.marker for i in notice.problems] == ["2.1.1", "2.1.2", "2.2.1"]
    first = notice.problems[0]
    assert [a.marker for a in notice.path(first)] == ["2", "2.1", "2.1.1"]
    assert "1060台" in notice.text[first.start : first.own_end]  # a wrapped line opens no item


BARE = """中共云川省港航管理局党组关于巡视整改进展情况的通报
2023年2月27日至4月28日,省委第五巡视组对云川省港航管理局党组进行了巡视,6月19日反馈了意见。现将整改进展情况通报如下。
整改工作怎么组织的
第一,定人定责,每个问题都有一名党组成员包办,每半月检查一次,共发出提示单19份,通报批评1次。
第二,定时定量,整改办每半月检查一次,把进展情况报告党组,并向干部职工公开,接受大家的监督。
航道建设和项目管理有哪些改进
全省内河高等级航道里程由1246公里增加到1318公里,新增72公里,滞后的9个项目已有7个恢复正常进度。
安全监管怎么补漏洞
排查渡口和水上工程隐患386处,整改379处,对两家企业停业整顿,对3名责任人给予党纪政务处分。
下一步怎么办
请职工代表每季度参加一次整改评议,评议结果张榜公布,对群众不满意的事项重新整改,直到满意为止。
"""


def test_bare_heading_lines_hold_their_paragraphs() -> None:
    (notice,) = parse_text(BARE)
    headed = {i.heading: notice.text[i.start : i.own_end] for i in notice.items if i.heading}
    assert "定人定责" in headed["整改工作怎么组织的"] and "定时定量" in headed["整改工作怎么组织的"]
    assert "1318公里" in headed["航道建设和项目管理有哪些改进"]


@pytest.mark.parametrize("numeral", ["笫12项", "第12项"])
def test_a_misprinted_ordinal_is_read(numeral: str) -> None:
    text = HEAD + "".join(f"第{n}项 关于“问题{n}不到位”问题。整改情况:完成整改{n}件。\n" for n in range(1, 12))
    (notice,) = parse_text(text + f"{numeral} 关于“作风不实”问题。整改情况:处理7人。\n" + TAIL)
    assert len(notice.problems) == 12


def test_short_sentences_open_problems() -> None:
    body = "".join(f"{fault}。\n区委开展整治,一是压实各部门责任,二是修订制度{n}项,三是逐项对账销号,四是组织力量回头看,防止反弹。\n\n"
                   for n, fault in enumerate(FAULTS, 1))
    (notice,) = parse_text(HEAD + "第一章 具体问题\n\n" + body + TAIL)
    assert [p.heading for p in notice.problems] == list(FAULTS)


def test_short_sentences_in_front_of_their_text_open_problems() -> None:
    body = "".join(f"{fault}。区委开展整治,一是压实各部门责任,二是修订制度{n}项,三是逐项对账销号,四是组织力量回头看,防止反弹。\n"
                   for n, fault in enumerate(FAULTS, 1))
    (notice,) = parse_text(HEAD + "■ 已完成整改的问题\n" + body + "■ 后续安排\n区委将继续抓好整改。\n" + TAIL)
    assert [p.heading for p in notice.problems] == list(FAULTS)


@pytest.mark.parametrize("form", ["问题{n}——{fault}", "⑴ 关于“{fault}”的问题", "【清单{code}】关于{fault}的问题"])
def test_numbers_of_many_forms_open_problems(form: str) -> None:
    body = "".join(form.replace("⑴", chr(ord("⑴") + n - 1)).format(n=n, fault=fault, code=code)
                   + f"\n整改措施:开展整治{n}次。\n"
                   for n, (fault, code) in enumerate(zip(FAULTS, (1, 4, 6, 2, 9, 3), strict=True), 1))
    (notice,) = parse_text(HEAD + "一、具体问题整改情况\n" + body + TAIL)
    assert len(notice.problems) == len(FAULTS)
    assert all(fault in p.heading for p, fault in zip(notice.problems, FAULTS, strict=True))


def test_a_label_that_stands_in_every_problem_is_no_section() -> None:
    body = "".join(f"【问题{n}】{fault}\n【整改措施】①整治{n}次。\n【后续安排】继续整治。\n"
                   for n, fault in enumerate(FAULTS, 1))
    (notice,) = parse_text(HEAD + "第一部分 基本完成整改的问题\n" + body + TAIL)
    assert len(notice.problems) == len(FAULTS)


def test_tables_by_number_are_chapters() -> None:
    head = "序号\t反馈问题\t整改措施\t进展\n"
    rows = ["".join(f"{n}\t{fault}。巡视发现此事在多个部门和乡镇都有,有的已拖了三年以上无人过问。\t开展整治{n}次\t已完成\n"
                    for n, fault in enumerate(part, 1)) for part in (FAULTS[:3], FAULTS[3:])]
    (notice,) = parse_text(HEAD + f"表一 政治建设方面\n{head}{rows[0]}\n表二 组织建设方面\n{head}{rows[1]}" + TAIL)
    assert [p.heading for p in notice.problems] == list(FAULTS)
    assert [p.address for p in notice.problems] == ["表一1", "表一2", "表一3", "表二1", "表二2", "表二3"]


@pytest.mark.parametrize("form", ["〔{chapter}-{n}〕{fault}", "({chapter}-{n}){fault}", "【{chapter}.{n}】关于{fault}的问题"])
def test_compound_numbers_in_brackets_open_problems(form: str) -> None:
    body = ""
    for chapter, part in enumerate((FAULTS[:3], FAULTS[3:]), 1):
        body += f"{'壹贰'[chapter - 1]} 第{chapter}方面\n" + "".join(
            form.format(chapter=chapter, n=n, fault=fault) + f"\n巡视指出:{n}个部门有此事。\n①开展整治{n}次;②修订制度{n}项。\n"
            for n, fault in enumerate(part, 1))
    (notice,) = parse_text(HEAD + "■ 总体情况\n区委开会部署。\n■ 立行立改\n3件事均已办完。\n" + body + TAIL)
    assert len(notice.problems) == len(FAULTS)
    assert all(fault in p.heading for p, fault in zip(notice.problems, FAULTS, strict=True))
    assert [len(notice.path(p)) for p in notice.problems] == [2] * len(FAULTS)


def test_the_fields_of_each_problem_in_brackets_are_no_sections() -> None:
    problems = ("学校拥挤", "应招未招", "“带病”运行", "层层截留", "车辆管理“变形”", "长期借用人员")
    parts = ["".join(f"第{'一二三'[n]}项　{name}\n〖病灶〗抽查{n + 2}家,问题{n + 3}起。\n〖药方〗查处{n + 2}人。\n〖疗效〗费用下降。\n\n"
                     for n, name in enumerate(part)) for part in (problems[:3], problems[3:])]
    (notice,) = parse_text(HEAD + f"甲编　已经办结的问题(3个)\n\n{parts[0]}乙编　基本办结的问题(3个)\n\n{parts[1]}" + TAIL)
    assert [p.heading for p in notice.problems] == list(problems)
    assert [i.heading for i in notice.items if i.kind == "section"] == ["已经办结的问题(3个)", "基本办结的问题(3个)"]


def test_a_chapter_that_numbers_none_holds_its_paragraphs_and_an_annex_its_own_list() -> None:
    text = (HEAD + "一、党的建设方面\n1.学习走过场。\n整改情况:集中学习6次。\n2.管理不严。\n整改情况:约谈3人。\n\n"
            "二、基层组织方面\n针对“书记队伍老化”问题,调整书记7人,储备后备干部18人。\n"
            "对账务管理混乱的问题。聘请第三方清理账目14套,追缴欠款27万元。\n\n三、下一步工作\n(一)持续抓好学习。\n(二)持续抓好整改。\n\n"
            "附件\n选人用人专项检查问题整改情况\n①档案审核不严。补充材料8份。\n②轮岗交流不够。交流干部9名。\n" + TAIL)
    (notice,) = parse_text(text)
    assert [p.heading for p in notice.problems] == [
        "学习走过场", "管理不严", "书记队伍老化", "账务管理混乱", "档案审核不严", "轮岗交流不够"]


def test_tags_of_a_state_close_paragraphs_and_parts_hold_chapters() -> None:
    def chapter(*names: str) -> str:
        return "".join(f"其{'一二三'[n]}　{name}。\n　　巡视指出,抽查{n + 3}家发现问题{n + 5}起。\n　　整改中,查处{n + 2}人,追缴资金{n + 4}万元。\n【已完成】\n\n"
                       for n, name in enumerate(names))
    (notice,) = parse_text(HEAD + "第一部分　组织情况\n县委召开会议6次。\n\n第二部分　问题整改情况\n\n第一章　群众身边方面\n\n"
                           + chapter("大班额化解缓慢", "欠薪多发") + "第二章　管党治党方面\n\n" + chapter("公车管理混乱", "三资底数不清")
                           + "第三部分　专项检查和移交事项办理情况\n(一)移交问题线索44件,办结39件。\n(二)选人用人检查反馈9个问题,已整改8个。\n\n" + TAIL)
    assert [(p.number, p.heading) for p in notice.problems] == [
        (1, "大班额化解缓慢"), (2, "欠薪多发"), (1, "公车管理混乱"), (2, "三资底数不清")]
    assert not any("已完成" in (i.marker or "") for i in notice.items)


def test_bare_heads_behind_the_last_problem_close_it() -> None:
    text = HEAD + "".join(f"【问题{n}】{fault}\n整改措施:开展整治{n}次。\n\n" for n, fault in enumerate(FAULTS, 1)) + (
        "巡视移交事项办理情况\n\n(1)信访件。移交信访件312件,已办结258件。\n(2)问题线索。移交问题线索49件,立案22件。\n\n"
        "下一步打算\n持续用力,对没有办结的信访件逐件督办到底。\n") + TAIL
    (notice,) = parse_text(text)
    assert [p.heading for p in notice.problems] == list(FAULTS)
    assert "移交" not in notice.text[notice.problems[-1].start : notice.problems[-1].end]
    assert [i.heading for i in notice.items if i.heading in ("巡视移交事项办理情况", "下一步打算")] == [
        "巡视移交事项办理情况", "下一步打算"]


def test_short_sentences_on_lines_of_their_own_head_problems() -> None:
    text = HEAD + "▌民生方面\n\n" + "".join(
        f"{fault}。\n抽查发现{n}处薄弱环节,群众对此反映比较集中,个别单位整改责任没有压实到人,同类情况在多个部门都有。\n"
        f"成立专班逐项整治,完成整治{n}次,群众满意度提高到9{n}%,相关制度同步建立。\n\n"
        for n, fault in enumerate(FAULTS, 1)) + "▌举一反三情况\n\n全区对照反馈意见排查同类情况,建立台账,逐条挂号,做到立行立改,并在全区范围内通报了排查结果。\n" + TAIL
    (notice,) = parse_text(text)
    assert [p.heading for p in notice.problems] == list(FAULTS)


def test_a_sign_may_head_tables_and_codes_of_one_character() -> None:
    rows = "".join(f"{n}\t{fault}。存在短板{n}处。\t开展整治{n}次\t完成\n" for n, fault in enumerate(FAULTS[:4], 1))
    codes = "".join(f"选{n}\u3000{fault}。\n检查指出:存在短板{n}处。\n整改:开展整治{n}次。\n\n"
                    for n, fault in enumerate(FAULTS[4:], 1))
    text = HEAD + ("■ 总表\u3000反馈问题整改情况(4个)\n\n序号\t反馈问题\t整改措施\t进度\n" + rows
                   + "\n■ 附表一\u3000专项检查问题整改情况(2个)\n\n" + codes + "■ 后续计划\n持续用力。\n") + TAIL
    (notice,) = parse_text(text)
    assert [p.heading for p in notice.problems] == list(FAULTS)
    assert notice.problems[-1].marker == "选2"


OPENED = "中共澜州市云浦区委关于巡视整改进展情况的通报\n2021年3月8日至4月30日,省委第七巡视组对云浦区进行了巡视。\n"
CLOSED = "联系电话:0719-5550123。\n中共澜州市云浦区委\n2021年12月20日\n"


def test_measures_told_by_the_numbers_of_a_list_above_stand_under_its_problems() -> None:
    problems = ["学用脱节。", "债务风险高。", "老旧小区改造慢。", "公车管理混乱。"]
    listed = "".join(f"{i}.{said}\n" for i, said in enumerate(problems, 1))
    told = "".join(f"第{i}项问题:完成整改任务{i}3项,追回资金{i}7万元。\n" for i in range(1, 5))
    (notice,) = parse_text(f"{OPENED}一、巡视反馈的主要问题\n{listed}二、整改措施及成效\n{told}{CLOSED}", "a.txt")
    assert [p.heading for p in notice.problems] == [said.rstrip("。") for said in problems]
    answers = [i for i in notice.items if i.heading == "债务风险高" and i.kind == "section"]
    assert len(answers) == 1 and "27万元" in notice.text[answers[0].start : answers[0].end]
