"""Tables pasted as text, drawn or copied cell by cell, and the codes, lists and chapters of other layouts."""

import pytest

from ingest import parse_text
from ingest.notice import Notice
from ingest.readers.drawn import written_out
from ingest.readers.plain import unescaped

HEAD = ("中共澜州市云浦区委关于巡视整改进展情况的通报\n"
        "2021年3月8日至4月30日,省委第七巡视组对云浦区进行了巡视,6月15日反馈了意见。现将整改进展情况公布如下。\n")
TAIL = "\n联系电话:0719-5550123。\n中共澜州市云浦区委\n2021年12月20日\n"
WRONG = ("低保核查不严", "公车管理混乱", "大班额居高不下", "农民工工资拖欠")
DONE = ("清退不符合条件的212户,追回资金41.6万元", "拍卖超编车11辆,收入38.6万元",
        "新建学校3所,新增学位2160个", "为412名农民工追回工资1036万元")


def notice(body: str, head: str = HEAD) -> Notice:
    (found,) = parse_text(head + body + TAIL)
    return found


def headings(body: str) -> list[str]:
    return [p.heading for p in notice(body).problems]


@pytest.mark.parametrize("codes", [
    ("表1-1", "表1-2", "表2-1", "表2-2"), ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2"), ("附1-(1)", "附1-(2)", "附2-(1)", "附2-(2)"),
    ("A1", "A2", "B1", "B2"), ("G-01", "G-02", "G-03", "G-04"), ("一-1", "一-4", "二-5", "二-6")])
def test_rows_with_codes_of_any_form_are_problems(codes: tuple[str, ...]) -> None:
    rows = "".join(f"{c}\t{w}\t{d}\t已完成\n" for c, w, d in zip(codes, WRONG, DONE, strict=True))
    assert headings("编号\t反馈问题\t整改情况\t状态\n" + rows) == list(WRONG)


def test_a_table_that_numbers_no_rows() -> None:
    rows = "".join(f"{w}\t{d}\t区民政局\t已完成\n" for w, d in zip(WRONG, DONE, strict=True))
    assert headings("反馈问题\t整改情况\t牵头单位\t完成情况\n" + rows) == list(WRONG)


def test_what_follows_a_table_is_no_part_of_its_last_row() -> None:
    rows = "".join(f"{i}\t{w}\t{d}\t已完成\n" for i, (w, d) in enumerate(zip(WRONG, DONE, strict=True), 1))
    found = notice("序号\t反馈问题\t整改情况\t状态\n" + rows + "\n注:(1)状态截至11月底。\n\n"
                   "信访件办理情况。巡视组移交信访件97件,已办结93件,办结率95.9%,其余4件正在办理,预计明年3月办结。\n")
    last = found.problems[-1]
    assert len(found.problems) == 4 and "97件" not in found.text[last.start:last.end]
    assert any(i.heading == "信访件办理情况" and i.kind == "other" for i in found.items)


def test_a_table_that_lists_problems_once_more_adds_none() -> None:
    told = "".join(f"{w},群众反映强烈。\n巡视指出,这一问题多年没有解决,影响很大。整改中,{d},并建立了长效机制。\n"
                   for w, d in zip(WRONG, DONE, strict=True))
    rows = "".join(f"{i}\t{w}\t2024年12月\t区委办\n" for i, w in enumerate(WRONG, 1))
    assert len(notice(told + "\n附:尚未完成的问题\n序号\t问题\t时限\t责任单位\n" + rows).problems) == 4


def test_a_drawn_table_is_read_row_by_row() -> None:
    drawn = ("┌──┬────┬────┐\n│序号│反馈问题│整改情况│\n├──┼────┼────┤\n│ 1 │低保核查│清退212 │\n│  │不严  │户。  │\n"
             "├──┼────┼────┤\n│ 2 │公车管理│拍卖11辆│\n│  │混乱  │。   │\n└──┴────┴────┘")
    assert written_out(drawn).split("\n") == [
        "序号 | 反馈问题 | 整改情况", "1 | 低保核查不严 | 清退212户。", "2 | 公车管理混乱 | 拍卖11辆。"]
    assert written_out("一、┌ 不是表\n二、正文") == "一、┌ 不是表\n二、正文"


def test_page_code_is_taken_out_of_a_text_that_is_full_of_it() -> None:
    coded = "<p>通报</p>\n&nbsp;&nbsp;<strong>一、总体</strong><br/>\n&nbsp;&nbsp;&ldquo;三公&rdquo;经费下降"
    assert unescaped(coded).replace(" ", "") == "通报\n一、总体\n“三公”经费下降"
    assert unescaped("A&nbsp;B") == "A&nbsp;B"


def test_two_lists_of_the_same_numbers_are_one_list_of_problems() -> None:
    chapter = "{n}、{name}方面\n存在问题:\n1.{a}。\n2.{b}。\n整改情况:\n1.{x}。\n2.{y}。\n"
    found = notice(chapter.format(n="一", name="民生", a=WRONG[0], b=WRONG[2], x=DONE[0], y=DONE[2])
                   + chapter.format(n="二", name="作风", a=WRONG[1], b=WRONG[3], x=DONE[1], y=DONE[3]))
    assert [p.heading for p in found.problems] == [WRONG[0], WRONG[2], WRONG[1], WRONG[3]]
    told = next(i for i in found.items if "212户" in found.text[i.start:i.own_end])
    assert told.kind == "section" and told.heading == WRONG[0]


def test_unnumbered_problems_below_two_levels_of_numbers() -> None:
    body = "一、组织情况\n区委开会11次。\n二、整改情况\n"
    body += "".join(f"({n}){name}方面\n关于{a}的问题。巡视后,{x},并建立了台账,逐项销号。\n关于{b}的问题。巡视后,{y},并建立了台账,逐项销号。\n"
                    for n, name, a, b, x, y in (("一", "民生", WRONG[0], WRONG[2], DONE[0], DONE[2]),
                                                ("二", "作风", WRONG[1], WRONG[3], DONE[1], DONE[3])))
    assert headings(body) == [f"关于{w}的问题" for w in (WRONG[0], WRONG[2], WRONG[1], WRONG[3])]


def test_problems_told_within_paragraphs() -> None:
    body = "".join(f"({n}){name}方面。一是{a}的问题,{x}。二是{b}的问题,{y}。\n"
                   for n, name, a, b, x, y in (("一", "民生", WRONG[0], WRONG[2], DONE[0], DONE[2]),
                                               ("二", "作风", WRONG[1], WRONG[3], DONE[1], DONE[3])))
    assert headings(body) == [f"{w}的问题" for w in (WRONG[0], WRONG[2], WRONG[1], WRONG[3])]


def test_bare_titles_head_the_lists_of_their_measures() -> None:
    body = "".join(f"\n{w}\n1.{d}。\n2.建立长效机制,每季度检查一次。\n" for w, d in zip(WRONG, DONE, strict=True))
    found = notice("巡察反馈问题整改情况\n" + body)
    assert [p.heading for p in found.problems] == list(WRONG)
    assert all("\n2." in found.text[p.start:p.end] for p in found.problems)


def test_titles_set_apart_by_two_blanks() -> None:
    body = "".join(f"{w}  {d},并举一反三,在全区开展了专项检查。\n\n" for w, d in zip(WRONG, DONE, strict=True))
    assert headings("一、整改落实情况\n\n" + body + "二、下一步打算\n继续抓好后续整改。\n") == list(WRONG)


def test_chapters_without_numbers_tell_how_far_their_problems_are() -> None:
    told = [f"{w},群众反映强烈。\n巡视指出,这一问题多年没有解决,影响很大。整改中,{d},并建立了长效机制。\n"
            for w, d in zip(WRONG, DONE, strict=True)]
    found = notice("\n已经改完的问题\n" + "".join(told[:2]) + "\n需要长期抓的问题\n" + "".join(told[2:]))
    chapters = [found.path(p)[0].heading for p in found.problems]
    assert chapters == ["已经改完的问题"] * 2 + ["需要长期抓的问题"] * 2


def test_spoken_numbers_may_begin_again_in_each_chapter() -> None:
    told = [f"{n},{w}。巡察发现,这一问题多年没有解决。整改中,{d}。\n" for n, w, d in zip(
        ("第一", "第二", "第三", "第一", "第二"), (*WRONG, "文山会海反弹"), (*DONE, "发文减少三成"), strict=True)]
    body = "一、已完成整改的问题(3个)\n" + "".join(told[:3]) + "二、基本完成整改的问题(2个)\n" + "".join(told[3:])
    assert headings(body) == [*WRONG, "文山会海反弹"]


def test_the_unit_of_a_branch_is_its_own_and_not_a_kind() -> None:
    head = ("清源城乡供水有限责任公司党总支巡察反馈问题整改情况通报\n"
            "县委第三巡察组于2023年8月对县属国有企业开展提级巡察,10月17日向公司党总支反馈意见。现将情况通报如下:\n")
    body = "".join(f"{i}.{w}\n整改情况:{d}。\n" for i, (w, d) in enumerate(zip(WRONG, DONE, strict=True), 1))
    (found,) = parse_text(head + body + "\n2024年2月2日\n")
    assert found.district.name == "清源城乡供水有限责任公司"
