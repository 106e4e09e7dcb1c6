"""Organisations by the names that people give them; districts keep theirs."""

import pytest

from assistant.short_names import only_of_its_kind, short_names


@pytest.mark.parametrize(("name", "said"), [
    ("安徽沱河水务环境集团有限公司", ("沱河水务", "沱河水务集团", "水务集团")),
    ("安徽沱河经济开发区", ("沱河经开区", "沱河开发区")),
    ("云川省港航管理局", ("港航局", "港航管理局")),
    ("衡川理工大学", ("衡川理工大学",)),
])
def test_words_of_a_name_may_be_left_out(name: str, said: tuple[str, ...]) -> None:
    assert set(said) <= short_names(name, ("安徽省", "云川省"))


@pytest.mark.parametrize("name", ["云浦区", "墨川县", "棠河市"])
def test_a_district_has_no_short_names_here(name: str) -> None:
    assert short_names(name) == frozenset()


def test_generic_words_alone_are_no_name() -> None:
    assert not {"集团", "环境集团", "有限公司"} & short_names("沱河环境集团有限公司")


def test_the_only_one_of_a_kind_is_meant_by_it() -> None:
    held = ("云浦区", "石泠区", "墨川县", "衡川理工大学")
    assert only_of_its_kind("全校开了几次会", held) == ("衡川理工大学", "全校")
    assert only_of_its_kind("县里开了几次会", held) == ("墨川县", "县里")
    assert only_of_its_kind("县里开了几次会", (*held, "石渡县")) is None
    assert only_of_its_kind("大班额化解了多少", held) is None


def test_an_office_is_known_by_its_abbreviation() -> None:
    assert "住建局" in short_names("澄浦市住房和城乡建设局", ("江西省", "澄浦市"))
    assert "卫健委" in short_names("澄浦市卫生健康委员会", ("江西省", "澄浦市"))


@pytest.mark.parametrize(("name", "said", "another"), [
    ("邯川学院附属医院", {"邯川学院附属医院", "邯川医院"}, "邯川学院"),
    ("颍淮集团水务公司", {"颍淮集团水务公司", "水务公司"}, "颍淮集团"),
])
def test_the_kind_of_a_body_is_the_last_word_of_its_name(
        name: str, said: set[str], another: str) -> None:
    found = short_names(name)
    assert said <= found
    assert not {another, "附属医院"} & found


def test_a_zone_stands_for_its_committee() -> None:
    assert {"江城经开区", "江城开发区"} <= short_names("江城经济技术开发区管理委员会")


def test_a_hospital_is_known_by_what_people_call_it() -> None:
    names = short_names("淮西医科大学附属第二医院", ("淮西市",))
    assert {"附属二院", "二附院", "医大二附院"} <= names


@pytest.mark.parametrize(("question", "meant"), [
    ("医院的公车处理了几辆", True), ("桐峪县 和医院的公车", True), ("医院呢", True),
    ("墨川县的医院建设", False), ("新建了几家医院", False),
])
def test_a_hospital_is_meant_where_it_does_something(question: str, meant: bool) -> None:
    assert bool(only_of_its_kind(question, ("墨川县", "淮西医科大学附属第二医院"))) == meant


def test_a_city_may_be_said_or_left_out_whatever_the_order() -> None:
    found = short_names("甘肃祁凉水务集团有限公司", ("甘肃省", "祁凉市"))
    assert {"祁凉水务", "祁凉水务集团", "水务集团"} <= found


def test_public_transport_is_said_in_short() -> None:
    assert "公交集团" in short_names("楚泽市公共交通集团有限公司", ("", "楚泽市"))


def test_the_kind_of_the_place_in_a_name_may_be_left_out() -> None:
    assert {"淮澄国投", "淮澄国投集团"} <= short_names("淮澄区国有资本投资集团有限公司", ("淮澄区", "江苏省"))
    assert "沂东医" not in short_names("沂东市人民医院医疗集团", ("沂东市", "山东省"))
