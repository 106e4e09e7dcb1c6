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


@pytest.mark.parametrize("text", ["喊了好多年的路", "为什么子女入学难", "发生了什么事故", "怎么子公司还没清理", "交通共享单车", "新建码头一个", "苏仙区化解了多少个大班额", "how many schools"])
def test_what_is_written_stays(text: str) -> None:
    assert written(text) == text


WORDS = st.sampled_from(
    "啥 啥子 么子 么事 什呢 什么 什么事 几多 好多钱 多少 几时 啥时候 哪天 咋样 咋整改 怎么 为啥 为么子 为什么 子女 冇 没有 通车 钱 证".split())


@given(st.lists(WORDS, max_size=6), st.sampled_from(["", ","]))
def test_writing_twice_changes_nothing(words: list[str], between: str) -> None:
    once = written(between.join(words))
    assert written(once) == once
