"""The words beside a question word."""

import pytest

from assistant.focus import focus_words


@pytest.mark.parametrize(("question", "focus"), [
    ("把规矩编成书给学员,这书印了多少本?", ("印",)),
    ("生产线是哪一天投产的?", ("生产线", "投产")),
    ("一共赔了多少补偿款?", ("赔", "补偿款")),
    ("学校停课,为什么?", ("学校", "停课")),
])
def test_the_words_on_both_sides(question: str, focus: tuple[str, ...]) -> None:
    assert focus_words(question) == focus


def test_no_question_word_no_focus() -> None:
    assert focus_words("信访积案") == ()
