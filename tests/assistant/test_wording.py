"""Matching copies, and the sentences and clauses that quotations are cut from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording import clauses, compact, grams, normalise, sentences

TEXTS = st.text(alphabet="整改完成,，。；;！\n “”《》（）()一二1234567890.、是个:", max_size=120)

LEADS = r"(?:[\W\d一二]|(?<=[一二])是|[改成](?=\s*:))*"
"""Of those letters, the numerals, the 是 of 一是 and 改: or the speaker 成: may be part of a lead."""


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in sentences(text)]


@pytest.mark.parametrize(("typed", "meant"), [
    ("雲浦區的聯繫電話", "云浦区的联系电话"),
    ("第１５个问题", "第15个问题"),
    ("云浦 区 的 电话", "云浦区的电话"),
    ("云浦\u200b区", "云浦区"),
    ("How  Many", "how many"),
    ("“学位”", '"学位"'),
])
def test_what_is_typed_differently_is_matched_alike(typed: str, meant: str) -> None:
    assert normalise(typed) == meant
    assert normalise(normalise(typed)) == normalise(typed)


def test_a_text_is_cut_at_full_stops_and_semicolons() -> None:
    assert cut("新建学校3所。聘用教师64名；开工2处！") == ["新建学校3所。", "聘用教师64名；", "开工2处！"]


def test_brackets_and_titles_are_never_cut_through() -> None:
    text = "印发《办法；细则》（含说明。共2件）。其余照旧。"
    assert cut(text) == ["印发《办法；细则》（含说明。共2件）。", "其余照旧。"]


def test_the_lead_of_a_measure_is_left_out_of_its_quotation() -> None:
    assert cut("整改情况:一是新建小学2所。") == ["新建小学2所。"]
    assert cut("孟：候诊时间缩到26分钟。") == ["候诊时间缩到26分钟。"]
    assert cut("怎么改的 | 收回土地312亩。") == ["收回土地312亩。"]
    assert cut("电话：0566-8812367。") == ["电话：0566-8812367。"]


def test_a_line_wrapped_within_a_sentence_does_not_end_it() -> None:
    wrapped = "区委常委会先后召开会议十一次专题研究整改落实工作并明\n确责任分工。"
    assert cut(wrapped) == [wrapped]


@given(TEXTS)
def test_sentences_run_in_order_and_lose_nothing_but_leads(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    assert all(text[s:e] == text[s:e].rstrip() for s, e in spans)
    ends = [0, *(e for _, e in spans)]
    starts = [*(s for s, _ in spans), len(text)]
    left_out = "".join(text[e:s] for e, s in zip(ends, starts, strict=True))
    assert re.fullmatch(LEADS, left_out)


@given(TEXTS, st.integers(0, 50))
def test_clauses_make_up_the_sentence(text: str, start: int) -> None:
    spans = clauses(text, start)
    assert "".join(text[s - start : e - start] for s, e in spans) == text


def test_a_figure_with_a_thousands_comma_stays_whole() -> None:
    text = "恢复耕地4,362亩,退还213亩。"
    assert [text[s:e] for s, e in clauses(text)] == ["恢复耕地4,362亩,", "退还213亩。"]


def test_clauses_are_not_cut_within_brackets() -> None:
    text = "印发《办法,细则》(试行,共2件),其余照旧。"
    assert [text[s:e] for s, e in clauses(text)] == [
        "印发《办法,细则》(试行,共2件),", "其余照旧。"]


def test_tokens_keep_figures_whole() -> None:
    assert {"85.4%", "化解", "解率"} <= set(grams("化解率85.4%"))
    assert compact(" 化 解 率 ") == "化解率"
