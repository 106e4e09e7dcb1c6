"""What a question sets aside."""

import pytest

from assistant.asides import without_aside
from assistant.library import Library
from assistant.question import understand


@pytest.mark.parametrize(("asked", "rest"), [
    ("云浦区自己排查的积案化解了多少件?不要巡视移交的。", "云浦区自己排查的积案化解了多少件?"),
    ("云浦区接待费(不是三公总额)降了多少", "云浦区接待费降了多少"),
    ("不算巡视移交的,云浦区积案化解了多少件", "云浦区积案化解了多少件"),
    ("云浦区查处了多少人,别跟移交线索的混了", "云浦区查处了多少人?"),
    ("云浦区大班额是不是都化解了", "云浦区大班额是不是都化解了"),
    ("云浦区真正化解了多少亿元?不要账面报的那个数", "云浦区真正化解了多少亿元?不要账面报的那个数"),
    ("云浦区大班额都化解了,不是吗", "云浦区大班额都化解了,不是吗"),
])
def test_only_what_is_set_aside_is_left_out(asked: str, rest: str) -> None:
    assert without_aside(asked) == rest


def test_its_words_are_not_looked_for(library: Library) -> None:
    assert "移交" not in understand("云浦区信访积案化解了多少件?不是巡视移交的。", library).topic
