"""Tables pasted as text: their rows as sentences, read with their heads; rows listed, limited, ranked."""

import pytest

from assistant.table_rows import is_row_end, row_at, tables_of
from assistant.wording import sentences
from tests.assistant.test_replies import closing_with

TABLE = """附表:各乡镇低保动态调整情况
(单位:户)
乡镇\t清退\t新纳入
城关镇\t92\t61
龙坪镇\t71\t48
河口镇\t36\t29
合计\t199\t138
"""
WIDE = TABLE.replace("\t", "\u3000")


@pytest.mark.parametrize("text", [TABLE, WIDE, TABLE.replace("\t", " | ")])
def test_a_row_is_read_with_the_head_of_its_table(text: str) -> None:
    start = text.index("龙坪镇")
    row = row_at(text, start, text.index("\n", start))
    assert row and row.is_plain and row.aloud() == "龙坪镇:清退71,新纳入48"


SPACED = """整改成效:累计化解积案181件。【阶段性完成】
镇街 积案数(件) 已化解(件)
东渡街道 58 52
文昌街道 47 44
合计 105 96
"""


def test_rows_may_have_but_a_blank_between_a_name_and_figures() -> None:
    said = [SPACED[s:e] for s, e in sentences(SPACED)]
    assert said[-4:] == ["镇街 积案数(件) 已化解(件)", "东渡街道 58 52", "文昌街道 47 44", "合计 105 96"]
    start = SPACED.index("文昌街道")
    row = row_at(SPACED, start, SPACED.index("\n", start))
    assert row and row.aloud() == "文昌街道:积案数47件,已化解44件"
    assert row_at("新建 2 所学校\n投用 1 所学校", 11, 20) is None


def test_heads_and_prose_are_no_rows() -> None:
    assert row_at(TABLE, TABLE.index("乡镇\t"), TABLE.index("城关镇") - 1) is None
    assert row_at("清退92户。\n新纳入61户。", 0, 6) is None


def test_every_row_is_a_sentence_of_its_own() -> None:
    body = TABLE[TABLE.index("乡镇\t") :]
    assert [body[s:e].split("\t")[0] for s, e in sentences(body)] == ["乡镇", "城关镇", "龙坪镇", "河口镇", "合计"]
    assert is_row_end(body, body.index("\n")) and not is_row_end("甲乙丙\n丁戊己", 3)


def test_a_table_has_its_title_and_no_totals() -> None:
    (table,) = tables_of(f"前文如下。\n\n{TABLE}")
    assert table.title == "附表:各乡镇低保动态调整情况" and table.heads == ("乡镇", "清退", "新纳入")
    assert [row.cells[0] for *_, row in table.rows] == ["城关镇", "龙坪镇", "河口镇"]


def test_the_line_that_parts_head_and_rows_is_no_row() -> None:
    (table,) = tables_of("| 乡镇 | 清退 |\n|---|---|\n| 城关镇 | 92 |\n| 龙坪镇 | 71 |\n")
    assert [row.cells for *_, row in table.rows] == [("城关镇", "92"), ("龙坪镇", "71")] and table.heads == ("乡镇", "清退")


def test_a_numbered_list_of_problems_is_not_read_aloud() -> None:
    text = "序号\t反馈问题\t状态\n1\t公车管理混乱\t已完成\n2\t学位不足\t推进中\n"
    assert not any(row.is_plain for table in tables_of(text) for *_, row in table.rows)


@pytest.mark.parametrize(("question", "said", "unsaid"), [
    ("云浦区附表里哪几个乡镇清退超过50户?", "城关镇:清退92,新纳入61", "河口镇"),
    ("云浦区各乡镇新纳入分别多少?", "河口镇:清退36,新纳入29", "合计"),
    ("云浦区低保动态调整中清退最多的乡镇和最少的相差多少?", "相差56(", "龙坪镇"),
    ("云浦区附表里清退最多和最少的是哪个乡镇,差多少户?", "相差56户", "龙坪镇"),
])
def test_the_rows_asked_for(question: str, said: str, unsaid: str) -> None:
    answer = closing_with(TABLE).answer(question)
    assert said in answer.text and unsaid not in answer.text
    assert answer.citations and all("\t" in c.quote for c in answer.citations)


def test_the_passage_of_a_row_tells_what_its_figures_are() -> None:
    answer = closing_with(TABLE).answer("云浦区附表里清退最多的是哪个乡镇?")
    assert "〔按表头读:城关镇:清退92,新纳入61〕" in answer.citations[0].passage
