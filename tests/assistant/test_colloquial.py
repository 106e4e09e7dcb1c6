"""Spoken question words become written ones; everything else stays as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.colloquial import written


@pytest.mark.parametrize(("spoken", "plain"), [
    ("查了几多回", "查了多少回"),
    ("发了好多钱", "发了多少钱"),
    ("啥时候通车", "什么时候通车"),
    ("究竟什呢辰光能走", "究竟什么时候能走"),
    ("那个专家姓甚名谁", "那个专家叫什么名字"),
    ("为啥停工", "为什么停工"),
    ("咋整改的", "怎么整改的"),
    ("寄到啥地方", "寄到哪里"),
    ("证还冇办下来", "证还没有办下来"),
])
def test_spoken_words_are_written(spoken: str, plain: str) -> None:
    assert written(spoken) == plain


@pytest.mark.parametrize("text", ["喊了好多年的路", "苏仙区化解了多少个大班额", "how many schools"])
def test_what_is_written_stays(text: str) -> None:
    assert written(text) == text


@given(st.text(alphabet="啥咋几多少为么子冇得怎", max_size=12))
def test_writing_twice_changes_nothing(text: str) -> None:
    assert written(written(text)) in (written(text), written(written(written(text))))
