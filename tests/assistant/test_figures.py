"""Facts are found where they stand, and compare as the same however they are written."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Fact, facts, fold, han_value, same, same_date
from assistant.units import amount


def only(text: str) -> Fact:
    found = facts(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.26万管", "32600管"),
        ("百分之八十五", "85%"),
        ("百分之八十五点五", "85.5 %"),
        ("三百二十万元", "320万元"),
        ("2.74万公斤", "27400公斤"),
        ("27.4吨", "27400公斤"),
        ("1亿元", "10000万元"),
        ("1亿2000万元", "1.2亿元"),
        ("1,140个", "1140个"),
        ("12 %", "12%"),
        ("二〇二一年四月一日", "2021-04-01"),
        ("2021年4月1日", "2021.4.1"),
        ("五成", "50%"),
        ("两名", "2名"),
        ("2名", "2人"),
        ("14个", "14名"),
        ("三千五百八十七件", "3587件"),
        ("一万二千人", "12000人"),
        ("3公里", "3000米"),
        ("2公顷", "30亩"),
        ("123", "123"),
        ("第三轮", "第3轮"),
        ("《甲 方案(试行)》", "《甲方案(试行)》"),
        ("约36.4万元", "364273元"),
        ("0735-2800000", "0735-2800000"),
    ],
)
def test_the_same_fact_however_written(one: str, other: str) -> None:
    assert same(only(one), only(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("320万元", "320亿元"),
        ("320万元", "320元"),
        ("35个", "35%"),
        ("35%", "35个百分点"),
        ("561件", "561人"),
        ("10万人", "10万人次"),
        ("13家", "13件"),
        ("约36.9万元", "364273元"),
        ("36.4万元", "364273元"),
        ("2021年4月1日", "2021年4月10日"),
        ("2021年4月1日", "2020年4月1日"),
        ("4月1日", "2021年4月"),
        ("第三轮", "3轮"),
        ("50人以上", "50人以下"),
        ("《甲方案》", "《乙方案》"),
        ("30亩", "30公顷"),
    ],
)
def test_different_facts(one: str, other: str) -> None:
    assert not same(only(one), only(other))


def test_dates_may_leave_out_the_year_but_not_the_day_of_the_source() -> None:
    assert same_date((None, 4, 1), (2021, 4, 1))
    assert same_date((2021, 4, 1), (None, 4, 1))
    assert same_date((2021, None, None), (2021, 4, 1))
    assert not same_date((2021, 4, 1), (2021, None, None))


@pytest.mark.parametrize(
    "text", ["十分重视", "统一部署", "一是学习二是整改", "千方百计", "第一时间", "加强队伍年轻化",
             "提高站位", "(12)整改", "1.学习不够"]
)
def test_words_and_outline_markers_are_no_figures(text: str) -> None:
    assert facts(text) == []


def test_soft_numerals_are_marked() -> None:
    assert [f.soft for f in facts("开展一次检查,查处3名干部,走进千家万户")] == [True, False, True, True]


def test_a_date_range_gives_both_ends() -> None:
    first, last = facts("2020年9月8日至11月13日进驻")
    assert (first.date, first.until, last.date) == ((2020, 9, 8), (2020, 11, 13), (2020, 11, 13))
    first, last = facts("9月8日至10日")
    assert (first.until, last.date) == ((None, 9, 10), (None, 9, 10))


def test_a_number_range_shares_its_unit() -> None:
    assert [(f.value, f.unit) for f in facts("3至5个")] == [(3, "个"), (5, "个")]
    assert [(f.value, f.unit) for f in facts("3-5万元")] == [(30000, "元"), (50000, "元")]


def test_titles_hide_their_figures_unless_asked() -> None:
    text = "印发《整治“圈子”八条禁令》,查处3人"
    assert [f.text for f in facts(text)] == ["《整治“圈子”八条禁令》", "3人"]
    assert "八条" in [f.text for f in facts(text, nested=True)]


def test_fuzz_is_kept() -> None:
    assert [f.fuzz for f in facts("近3万元,100余人,99%以上,不足50家,7个")] == [
        "about", "over", "over", "under", ""]


def test_contacts() -> None:
    found = facts("联系电话:0123-4567890;邮箱:zgb@example.com;举报13800000000")
    assert [(f.unit, f.name) for f in found] == [
        ("phone", "01234567890"), ("email", "zgb@example.com"), ("phone", "13800000000")]


@given(st.integers(min_value=0, max_value=10**12))
def test_chinese_numerals_read_as_they_are_written(value: int) -> None:
    assert han_value(cn2an.an2cn(value)) == value
    assert han_value(cn2an.an2cn(value, "up")) == value


@given(st.decimals(min_value=0, max_value=9999, places=2))
def test_scale_does_not_change_a_value(value: Decimal) -> None:
    assert same(only(f"{value}万元"), only(f"{value * 10000:.0f}元"))


@given(st.decimals(min_value=0, max_value=100, places=1))
def test_percent_forms_are_one(value: Decimal) -> None:
    written = cn2an.an2cn(str(value)) if value != value.to_integral() else cn2an.an2cn(int(value))
    assert same(only(f"百分之{written}"), only(f"{value}%"))


@given(st.text(alphabet="一二三十百万亿0123456789.,年月日至个名%元《》()“”约余第区委 -，％１", max_size=60))
def test_spans_quote_the_text_and_stay_in_order(text: str) -> None:
    found = facts(text)
    assert all(text[f.start:f.end] == f.text and f.text for f in found)
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert all(same(f, f) for f in found)


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("value", "printed", "difference", "said"), [
    ("9420", ["7830个", "1590个"], False, "9420个"),
    ("32000", ["1.2万元", "2万元"], False, "3.2万元"),
    ("40500", ["23.5公里", "17公里"], False, "40.5公里"),
    ("5000", ["2吨", "3吨"], False, "5吨"),
    ("12000", ["1.2万元", "1000元"], False, "12000元"),
    ("3.8", ["91.2%", "87.4%"], True, "3.8个百分点"),
])
def test_amounts_are_said_as_their_terms_are(
        value: str, printed: list[str], difference: bool, said: str) -> None:
    assert amount(Decimal(value), printed, difference) == said
