"""How far a problem is, by what its notice marks it with."""

import pytest

from assistant.statuses import Standing, standing_of, status_of
from ingest import parse_text
from tests.ingest.invented import FAULTS, HEAD, TAIL


@pytest.mark.parametrize(("words", "standing"), [
    ("已完成", "done"), ("整改到位", "done"), ("已销号", "done"), ("改完了", "done"),
    ("基本完成", "basic"), ("阶段性完成", "basic"), ("基本完成整改的问题", "basic"),
    ("长期坚持", "lasting"), ("持续推进", "lasting"), ("一时改不完", "lasting"),
    ("未完成", "open"), ("尚未完成", "open"), ("正在整改", "open"), ("还没改完", "open"),
    ("已完成并长期坚持", "done"), ("还在推进", "open"),
    ("责任单位", None), ("2023年3月底", None), ("长期借调、在编不在岗", None), ("坚持问题导向,逐项落实", None),
])
def test_what_a_status_means(words: str, standing: Standing | None) -> None:
    assert standing_of(words) == standing


def test_brackets_in_a_heading_and_at_the_end_of_an_item() -> None:
    text = HEAD + "".join(
        f"问题{n}:关于“{fault}”的问题{'〔基本完成〕' if n < 4 else ''}\n整改情况:开展整治{n}次。"
        f"{'' if n < 4 else '(持续推进)'}\n" for n, fault in enumerate(FAULTS, 1)) + TAIL
    (notice,) = parse_text(text)
    assert [status_of(notice, p) for p in notice.problems] == ["基本完成"] * 3 + ["持续推进"] * 3


@pytest.mark.parametrize(("line", "status"), [
    ("【进展】基本完成", "基本完成"), ("进度:未达序时进度,原定2024年12月完成,现调整到2025年6月。牵头部门:建设部。", "未达序时进度"),
    ("整改状态:达到序时进度", "达到序时进度"), ("改到哪一步:基本完成。牵头:信访局。", "基本完成"), ("【基本完成】", "基本完成"),
    ("正在推进。隐患整改率99.0%,其余5处已明确时限。", "正在推进"), ("二期明年才能交付,此项基本完成。\n以上两方面另有说明。", "基本完成")])
def test_a_status_behind_its_label(line: str, status: str) -> None:
    text = HEAD + "".join(f"问题{n}:{fault}\n整改情况:开展整治{n}次。\n{line}\n" for n, fault in enumerate(FAULTS, 1)) + TAIL
    (notice,) = parse_text(text)
    assert [status_of(notice, p) for p in notice.problems] == [status] * len(FAULTS)
    assert standing_of(status) in ("basic", "open")


def test_the_first_clause_of_a_last_cell_is_the_status() -> None:
    text = HEAD + "序号\t反馈问题\t整改情况\t进度\n" + "".join(
        f"{n}\t{fault}\t开展整治{n}次。\t未达序时进度(延至2025年9月)\n" for n, fault in enumerate(FAULTS, 1)) + TAIL
    (notice,) = parse_text(text)
    assert {status_of(notice, p) for p in notice.problems} == {"未达序时进度"}


def test_the_chapter_tells_where_the_item_does_not() -> None:
    chapters = ("已完成整改的问题(2个)", "基本完成整改的问题(2个)", "需长期坚持的问题(2个)")
    text = HEAD + "".join(
        f"{'一二三'[k]}、{chapter}\n" + "".join(
            f"{n}.{FAULTS[2 * k + n - 1]}。\n整改情况:开展整治{n}次。\n" for n in (1, 2))
        for k, chapter in enumerate(chapters)) + TAIL
    (notice,) = parse_text(text)
    assert [standing_of(status_of(notice, p)) for p in notice.problems] == [
        "done", "done", "basic", "basic", "lasting", "lasting"]


def test_a_closing_sentence_may_be_the_status() -> None:
    text = HEAD + "".join(
        f"{n}.{fault}。\n整改情况:开展整治{n}次。{'正在推进。' if n < 3 else ''}\n"
        for n, fault in enumerate(FAULTS, 1)) + TAIL
    (notice,) = parse_text(text)
    assert [status_of(notice, p) for p in notice.problems] == ["正在推进"] * 2 + [""] * (len(FAULTS) - 2)


def test_a_chapter_about_something_else_is_no_status() -> None:
    text = HEAD + "一、推动持续发展的任务完成得不好\n" + "".join(
        f"{n}.{fault}。\n整改情况:开展整治{n}次。\n" for n, fault in enumerate(FAULTS, 1)) + TAIL
    (notice,) = parse_text(text)
    assert {status_of(notice, p) for p in notice.problems} == {""}
