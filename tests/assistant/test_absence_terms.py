"""A term that only other notices are about is one that a notice is silent on."""

import pytest

from assistant.absence_terms import foreign_term, is_thing
from assistant.library import Library
from tests.assistant.conftest import MOCHUAN, YUNPU, engine_of


@pytest.mark.parametrize(("word", "thing"), [
    ("大班额", True), ("低保", True), ("公车", True), ("公务接待", True), ("农民工", True), ("食品安全", True), ("化解", False), ("改完", False),
    ("比例", False), ("高新区", False), ("党委", False), ("清退", False),
])
def test_what_a_term_is(word: str, thing: bool) -> None:
    assert is_thing(word) == thing


def test_a_term_that_heads_another_notices_problem(library: Library) -> None:
    own, other = library.unit("墨川县").notice, library.unit("云浦区").notice
    assert foreign_term("大班额 化解", own, [other]) == "大班额"
    assert foreign_term("大班额 化解", other, [own]) == ""
    assert foreign_term("大班额 化解", own, []) == ""
    assert foreign_term("教师 招聘", own, [other]) == ""  # said, but no problem's name


@pytest.mark.parametrize("question", ["墨川县化解了多少个大班额?", "墨川县清理了多少辆公车?"])
def test_a_unit_is_refused_what_only_others_tell(question: str) -> None:
    answer = engine_of(YUNPU.replace("化解大班额37个", "化解大班额37个,公车11辆"), MOCHUAN).answer(question)
    assert answer.refused and "未提及" in answer.text and not answer.citations


def test_a_heading_may_put_a_word_into_the_term() -> None:
    yunpu = YUNPU.replace("中小学大班额问题突出", "食品药品安全监管不严").replace("化解大班额37个", "食品安全培训2场")
    answer = engine_of(yunpu, MOCHUAN).answer("墨川县的食品安全问题整改了吗?")
    assert answer.refused and "食品安全" in answer.text
