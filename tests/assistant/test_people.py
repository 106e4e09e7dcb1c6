"""Surnames and posts: what a name is known by."""

import re

import pytest

from assistant.judge_text import people
from assistant.people import AMBIGUOUS, ANY_NAME, CALLED, CALLINGS, NAME, POST, POSTS, SURNAMES


def test_no_surname_or_post_is_listed_twice() -> None:
    called = (*POSTS, *CALLINGS)
    assert len(set(SURNAMES)) == len(SURNAMES) and len(set(called)) == len(called)
    assert set(SURNAMES) >= AMBIGUOUS


@pytest.mark.parametrize("post", [*POSTS, *CALLINGS])
def test_a_post_is_read_whole(post: str) -> None:
    found = re.match(CALLED, post)
    assert found and found.group() == post


@pytest.mark.parametrize("text", ["覃志远", "闻溪", "隆巧云", "马军"])
def test_a_name(text: str) -> None:
    assert re.fullmatch(NAME, text) and re.fullmatch(ANY_NAME, text)


@pytest.mark.parametrize("text", ["约谈", "任组长", "成立", "包案", "马局"])
def test_what_stands_behind_a_post_and_is_no_name(text: str) -> None:
    assert not re.fullmatch(NAME, text)
    assert not re.match(rf"{POST}{NAME}$", f"书记{text}")


@pytest.mark.parametrize(("text", "names"), [
    ("区委书记覃志远同志带队", ["覃志远"]),
    ("由晏青任副组长", ["晏青"]),
    ("旗长向明、常委柏青", ["向明", "柏青"]),
    ("蒲某被警告,书记约谈、提醒", ["蒲某"]),
])
def test_the_judge_reads_every_surname(text: str, names: list[str]) -> None:
    assert [name for _, name in people(text)] == names
