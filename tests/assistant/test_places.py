"""The units a question names, in any of the ways that people name them."""

import pytest

from assistant.library import Library
from assistant.places import Mention, mentions
from assistant.wording import normalise


def named(question: str, library: Library) -> Mention:
    return mentions(normalise(question), library)


@pytest.mark.parametrize(("question", "units"), [
    ("云浦区的电话", ("云浦区",)),
    ("云浦的电话", ("云浦区",)),
    ("澜州市云浦区的电话", ("云浦区",)),
    ("澜州云浦的电话", ("云浦区",)),
    ("江岭省澜州市云浦区委的电话", ("云浦区",)),
    ("雲浦區的電話", ("云浦区",)),
    ("墨川的茶园", ("墨川县",)),
    ("石泠区和云浦区的电话", ("石泠区", "云浦区")),
    ("澜州市那个区的电话", ("云浦区",)),
    ("海屿省的县有几次会议", ("墨川县",)),
    ("江岭省两个区的电话", ("云浦区", "石泠区")),
    ("江岭的两个区的电话", ("云浦区", "石泠区")),
    ("What is the phone number of Yunpu?", ("云浦区",)),
    ("How many schools did Shiling District build", ("石泠区",)),
    ("新增学位多少个", ()),
])
def test_units_are_recognised_in_the_order_of_mention(
        question: str, units: tuple[str, ...], library: Library) -> None:
    assert named(question, library).units == units


@pytest.mark.parametrize("question", [
    "澜州市水利局党组的巡察整改完成了多少", "汲水县的巡视整改完成率", "柳溪镇巡察整改完成了多少"])
def test_an_office_or_a_place_whose_own_notice_is_asked_for_is_not_held(
        question: str, library: Library) -> None:
    found = named(question, library)
    assert found.unknown and not found.units


@pytest.mark.parametrize("question", [
    "这几家各有多少学位", "每家的电话", "谁完成的比例最高", "学位最多的是哪里", "三家一共新增多少学位"])
def test_all_that_is_held_is_meant(question: str, library: Library) -> None:
    assert named(question, library).every


def test_a_slip_of_one_character_is_put_right_and_told(library: Library) -> None:
    found = named("云蒲区的联系电话", library)
    assert found.units == ("云浦区",)
    assert found.corrected == (("云蒲区", "云浦区"),)


def test_a_real_place_is_never_taken_for_a_slip(library: Library) -> None:
    found = named("青浦区的联系电话", library)
    assert found.units == () and found.corrected == ()
    assert found.unknown == ("青浦区",)


@pytest.mark.parametrize("place", ["武侯区", "义乌市", "长沙县", "广东省"])
def test_a_place_that_is_not_held_is_unknown(place: str, library: Library) -> None:
    found = named(f"{place}巡视整改的联系电话", library)
    assert found.units == () and set(found.unknown) == {place}


def test_an_unknown_place_is_told_once(library: Library) -> None:
    assert named("武侯区巡视整改的联系电话", library).unknown == ("武侯区",)


@pytest.mark.parametrize("question", [
    "社区里的大班额化解了多少", "园区的税收", "云浦区的贫困地区怎么样", "全区新增学位多少", "辖区内的企业",
])
def test_a_word_that_ends_like_a_place_is_none(question: str, library: Library) -> None:
    assert named(question, library).unknown == ()


@pytest.mark.parametrize("question", [
    "各区的电话", "所有区县的电话", "三个区的电话", "哪个区的学位最多", "每份通报的日期", "哪些区有污水问题",
    "all three districts: phone numbers", "哪个最高", "各家反馈了多少问题", "哪家反馈的问题最多",
    "三家在信访上怎么做的", "三份材料里的信访件",
])
def test_all_units_are_meant(question: str, library: Library) -> None:
    assert named(question, library).every


@pytest.mark.parametrize("question", [
    "云浦区的电话", "第三个区域的污水", "江岭省的两个区的电话", "云浦区和石泠区哪个最高",
    "云浦区、石泠区哪个区的学位多", "新增学位多少", "各家企业的税收", "哪家企业税收最多", "云浦区和石泠区两个区的电话", "云浦区、石泠区、墨川县三个区的电话",
])
def test_not_all_units_are_meant(question: str, library: Library) -> None:
    assert not named(question, library).every


def test_a_count_means_all_units_only_when_it_is_all_of_them(library: Library) -> None:
    assert named("三个区的电话", library).every
    assert not named("两个区的电话", library).every


def test_a_numeral_is_read_whole(library: Library) -> None:
    twelve = named("十二个区的电话", library)  # not two
    assert twelve.every and twelve.masked.split() == ["的电话"]
    assert not named("十三家各反馈多少问题", library).every  # not three, which is all
    assert not named("第十三个区的电话", library).every
    assert named("the three districts' phone numbers", library).every


def test_the_units_are_blanked_out_of_what_is_searched(library: Library) -> None:
    masked = named("江岭省澜州市云浦区的电话", library).masked
    assert masked.strip() == "的电话" and len(masked) == len("江岭省澜州市云浦区的电话")


@pytest.mark.parametrize(("question", "place"), [
    ("清平县新增了多少学位?", "清平县"), ("请问长沣区清退了多少津贴", "长沣区"), ("澜州市东岭区的学位", "澜州市东岭区"),
])
def test_the_place_a_question_is_about_is_not_held(
        question: str, place: str, library: Library) -> None:
    found = named(question, library)
    assert found.unknown == (place,) and not found.units


@pytest.mark.parametrize("question", [
    "农贸市场改造了几个", "城区新增学位", "各乡镇的学位", "全区域排查", "有没有区整改没完成", "没有区整改完吗"])
def test_words_that_end_like_places_are_none(question: str, library: Library) -> None:
    assert not named(question, library).unknown
