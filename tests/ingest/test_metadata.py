"""Whose notice it is, who inspected, and when, from the text alone."""

import json
from pathlib import Path

import pytest

from ingest import parse_file, parse_text
from ingest.dates import dates_in
from ingest.metadata import facts
from ingest.notice import Notice
from ingest.places import district_of, split
from tests.ingest.invented import LAYOUTS

CORPUS = Path(__file__).resolve().parents[1] / "layouts"
EXPECTED = json.loads((CORPUS / "expected.json").read_text(encoding="utf8"))


def dates(notice: Notice) -> tuple[str, str, str, str]:
    inspected = notice.inspected
    return (inspected.value if inspected else "", inspected.until if inspected else "",
            notice.feedback.value if notice.feedback else "",
            notice.published.value if notice.published else "")


@pytest.mark.parametrize("name", LAYOUTS)
def test_facts_of_every_layout(name: str) -> None:
    (notice,) = parse_text(LAYOUTS[name], source="/somewhere/else/某县.txt")
    assert (notice.district.name, notice.district.city) == ("青岭区", "云浦市")
    assert "青岭" in notice.district.aliases
    assert notice.group == "省委第三巡视组"
    assert notice.group_span
    assert "省委笫三巡视组" in notice.text[notice.group_span.start:notice.group_span.end]
    assert dates(notice) == ("2021-03-01", "2021-05-20", "2021-07-09", "2021-12-03")
    assert notice.feedback
    assert "7月9日" in notice.text[notice.feedback.start:notice.feedback.end]
    assert notice.publisher == "中共云浦市青岭区委"


@pytest.mark.parametrize("name", EXPECTED)
def test_facts_of_the_invented_notices(name: str) -> None:
    notices = parse_file(CORPUS / "notices" / name)
    assert len(notices) == len(EXPECTED[name])
    for notice, expected in zip(notices, EXPECTED[name], strict=True):
        start, end = expected.get("inspected") or ("", "")
        assert notice.district.name == expected["unit"]
        assert notice.district.city == (expected["city"] or "")
        assert notice.district.province == (expected["province"] or "")
        assert notice.group == (expected["group"] or "")
        assert dates(notice) == (start, end, expected["feedback"] or "",
                                 expected["published"] or "")


@pytest.mark.parametrize(("opening", "inspected", "feedback"), [
    ("2020年11月2日至2021年1月8日,省委第一巡视组对某市某区进行了巡视。3月4日反馈了意见。",
     ("2020-11-02", "2021-01-08"), "2021-03-04"),
    ("二〇二二年九月一日至十月三十日,市委第二巡察组对某县进行了巡察,二〇二三年一月五日反馈。",
     ("2022-09-01", "2022-10-30"), "2023-01-05"),
    ("省委第五巡视组于２０２２年１１月１日至１２月２０日对某县开展巡视。１月１５日，"
     "巡视组反馈了意见。",
     ("2022-11-01", "2022-12-20"), "2023-01-15"),
    ("2021年3月至5月,中央第八巡视组对某集团党组开展了常规巡视。", ("2021-03", "2021-05"), "")])
def test_dates_without_years_and_in_other_numerals(
    opening: str, inspected: tuple[str, str], feedback: str
) -> None:
    (notice,) = parse_text(f"关于巡视整改进展情况的通报\n{opening}现将整改情况予以公布。\n一、"
                           f"整改情况\n已完成。\n")
    assert dates(notice)[:2] == inspected
    assert dates(notice)[2] == feedback


@pytest.mark.parametrize(("printed", "parts"), [
    ("湖南省郴州市苏仙区", ("湖南省", "郴州市", "苏仙区")), ("荆州市沙市区", ("", "荆州市",
        "沙市区")),
    ("云浦市青岭区", ("", "云浦市", "青岭区")), ("青岭县", ("", "", "青岭县")),
    ("东岚理工大学", ("", "", "东岚理工大学")), ("重庆市渝北区", ("重庆市", "重庆市", "渝北区")),
    ("内蒙古自治区锡林郭勒盟苏尼特左旗", ("内蒙古自治区", "锡林郭勒盟", "苏尼特左旗"))])
def test_names_split_with_and_without_the_gazetteer(
    printed: str, parts: tuple[str, str, str]
) -> None:
    assert split(printed) == parts


def test_the_text_comes_before_the_gazetteer() -> None:
    assert district_of("鼓楼区", "西安市雁塔区").city == ""
    assert district_of("鼓楼区", "徐州市委、徐州市政府").city == "徐州市"
    assert district_of("苏仙区", "").province == "湖南省"
    assert district_of("甲乙市苏仙区", "").city == "甲乙市"


def test_the_market_is_no_city() -> None:
    office = district_of("丙丁省市场监督管理局", "中共丙丁省市场监督管理局党组关于巡视整改进展情况的通报")
    assert (office.name, office.city) == ("丙丁省市场监督管理局", "")
    assert district_of("市住房和城乡建设局", "对甲乙市住房和城乡建设局党组进行了巡察").name == "甲乙市住房和城乡建设局"


def test_a_province_begins_where_a_word_does() -> None:
    assert district_of("甲乙市", "其余5卷按程序报省委组织部审批。").province == ""
    assert district_of("甲乙市", "9月3日报省委巡视办。").province == ""
    assert district_of("甲乙市", "经丙丁省委批准,8卷按程序报省委组织部审批。").province == "丙丁省"


def test_units_that_are_no_places() -> None:
    for unit in ("青岭大学", "青岭交通投资集团有限公司"):
        (notice,) = parse_text(
            f"中共{unit}委员会关于巡视整改进展情况的通报\n根据省委统一部署,2021年3月1日至5月20日,"
            f"省委第三巡视组对"
            f"{unit}党委进行了巡视。现将整改情况公布如下。\n一、整改情况\n1.学习不够。\n整改情况:"
            f"组织学习。\n"
            f"2.监管不力。\n整改情况:开展检查。\n中共{unit}委员会\n2021年12月3日\n")
        assert notice.district.name == unit


def test_nothing_is_made_up_for_a_text_that_says_nothing() -> None:
    known = facts("今天天气很好。", (), ())
    assert known.district.name == ""
    assert known.group == ""
    assert known.inspected is known.feedback is known.published is None


def test_real_notices(real: dict[str, Notice]) -> None:
    places = {n.district.name: (n.district.city, n.district.province) for n in real.values()}
    assert places == {"苏仙区": ("郴州市", "湖南省"), "莲湖区": ("西安市", "陕西省"),
                      "天元区": ("株洲市", "湖南省"), "姜堰区": ("泰州市", "江苏省"),
                      "惠济区": ("郑州市", "河南省")}
    assert {n.district.name: dates(n)[2:] for n in real.values()} == {
        "苏仙区": ("2021-04-01", ""), "莲湖区": ("2021-02-22", "2022-05-06"),
        "天元区": ("2020-07-29", "2020-11-11"), "姜堰区": ("2022-08-10", "2022-12-20"),
        "惠济区": ("2021-02-04", "")}
    assert real["苏仙区"].group == "省委第一巡视组"
    assert "株洲高新区" in real["天元区"].district.aliases


@pytest.mark.parametrize(("printed", "value", "until"), [
    ("2024.03.11—2024.05.24", (2024, 3, 11), (2024, 5, 24)),
    ("2022年3月8日至31日", (2022, 3, 8), (0, 0, 31)),
    ("2022年4月8日至31日", (2022, 4, 8), None),
])
def test_ranges_and_days_that_the_calendar_has(printed: str, value: tuple, until: tuple) -> None:
    (found,) = dates_in(printed)
    assert (found.year, found.month, found.day) == value and found.until == until


@pytest.mark.parametrize("printed", ["2021年6月31日", "2021年2月30日", "2021年13月1日"])
def test_a_day_that_no_calendar_has_is_no_date(printed: str) -> None:
    assert not any(d.day in (30, 31) or d.month > 12 for d in dates_in(printed))
