"""The places and bodies that a question names and no notice is held of."""

import pytest

from assistant.library import Library
from assistant.places import mentions
from assistant.wording import normalise


@pytest.mark.parametrize(("question", "stranger"), [
    ("澜州市中医院的药占比降到多少", "澜州市中医院"),
    ("澜州师范学院反馈了哪些问题", "澜州师范学院"),
    ("请问冀北医科大学学生食堂整改得怎么样", "冀北医科大学"),
    ("澜州市本级的巡视整改完成了多少", "澜州市本级"),
    ("澜州市委接受巡视,整改完成了多少", "澜州市委"),
    ("汲水县委的巡视整改完成率", "汲水县"),
    ("清平县柳溪镇退出低保多少户", "柳溪镇"),
    ("这里能查到砾川市的巡视整改通报吗", "砾川市"),
    ("砾川市本级的巡视反馈了多少个问题", "砾川市"),
    ("江岭青石区自己的巡视整改完成了多少", "江岭青石区"),
    ("澜州市澄园区退出低保多少户", "澜州市澄园区"),
])
def test_a_body_that_no_notice_is_of_is_a_stranger(question: str, stranger: str, library: Library) -> None:
    found = mentions(normalise(question), library)
    assert stranger in found.unknown and not found.units


@pytest.mark.parametrize("question", [
    "澜州单看县道,优良路占多少", "澜州市民营医院罚了多少", "澜州两个区的电话", "江岭省委巡视组什么时候进驻云浦区",
    "澜州市委巡察组什么时候进驻", "云浦区中医院新增了多少床位",
    "澜州市工业园区的税收"])
def test_what_only_reads_like_one_is_none(question: str, library: Library) -> None:
    assert not mentions(normalise(question), library).unknown
