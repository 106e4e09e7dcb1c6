"""Lists of problems by the status or the body that a notice marks them with."""

import pytest

from assistant import Turn
from assistant.engine import Engine
from tests.assistant.conftest import SHILING, YUNPU, engine_of
from tests.ingest.invented import FAULTS, HEAD, TAIL

BODIES = ("区委办", "区财政局", "区住建局", "区信访局", "区财政局", "区档案馆")
STATUSES = ("已完成", "基本完成", "未完成", "已完成", "基本完成", "已完成")


def rows() -> str:
    """A table with tabs, a row for each problem."""
    table = "".join(f"{n}\t{fault}\t开展整治{n}次\t{status}\t{body}\n" for n, (fault, status, body)
                    in enumerate(zip(FAULTS, STATUSES, BODIES, strict=True), 1))
    return HEAD + "序号\t反馈问题\t整改情况\t完成情况\t责任单位\n" + table + TAIL


def lines() -> str:
    """Numbered problems, each closed by a line with its status and body."""
    items = "".join(f"问题{n}:{fault}\n整改情况:开展整治{n}次。\n整改状态:{status}  责任单位:{body}\n"
                    for n, (fault, status, body)
                    in enumerate(zip(FAULTS, STATUSES, BODIES, strict=True), 1))
    return HEAD + items + TAIL


@pytest.fixture(scope="module", params=[rows, lines])
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_of(request.param(), SHILING)


@pytest.mark.parametrize(("question", "places"), [
    ("青岭区状态写“基本完成”的是哪几个问题?", (1, 4)),
    ("青岭区标注为“基本完成”或“未完成”的问题都有哪些?", (1, 2, 4)),
    ("青岭区还没改完的是哪些问题?", (1, 2, 4)),
    ("青岭区责任单位是区财政局的问题有哪些?", (1, 4)),
    ("青岭区财政局牵头整改的是哪几项问题?", (1, 4)),
    ("青岭区没改完的问题有哪些(不含基本完成的)?", (1, 2, 4)),
    ("青岭区哪些问题写的是“基本完成”而不是已完成?", (1, 4)),
    ("青岭区还没改完的问题一共哪几个?记者核稿用,请列全。", (1, 2, 4)),
])
def test_all_problems_with_the_mark_and_no_others(
        engine: Engine, question: str, places: tuple[int, ...]) -> None:
    answer = engine.answer(question)
    for place, fault in enumerate(FAULTS):
        assert (fault in answer.text) == (place in places)
    assert len(answer.citations) == len(places)


@pytest.mark.parametrize("question", [
    "青岭区责任单位是区公安局的问题有哪些?", "石泠区状态写“基本完成”的是哪几个问题?"])
def test_without_such_marks_there_is_no_such_list(engine: Engine, question: str) -> None:
    assert engine.answer(question).kind != "outline"


@pytest.mark.parametrize("told", [
    "尚未完成的3个问题分别是:污水厂改造,推迟到2022年3月;欠款兑付;改制职工安置。",
    "污水厂改造、欠款兑付、改制职工安置3个问题尚未完成。",
    "对3个没有完成的问题(污水厂改造、欠款兑付、改制职工安置)每月调度。",
    "没办结的3个,念一下:污水厂改造、欠款兑付、改制职工安置。",
    "对尚未完成的“污水厂改造”“欠款兑付”“改制职工安置”3个问题逐项验收。",
])
@pytest.mark.parametrize("question", ["云浦区到现在还没改完的是哪三件事?", "云浦区到底还剩哪些问题没整改完?"])
def test_a_sentence_that_lists_what_is_left(told: str, question: str) -> None:
    answer = engine_of(YUNPU.replace("举办招聘会14场,", told + "举办招聘会14场,"), SHILING).answer(question)
    assert not answer.refused and answer.citations
    assert all(thing in answer.text for thing in ("污水厂改造", "欠款兑付", "改制职工安置"))
    assert "招聘会" not in answer.text


@pytest.mark.parametrize("question", [
    "巡视组在云浦区当场交办、马上就改的那3件事都是什么?", "云浦区立行立改的3件事分别是什么?"])
def test_what_was_set_right_at_once(question: str) -> None:
    told = "巡视期间交办立行立改事项3件:修复供水管道2公里;退还收费18.4万元;拆除棚屋11处。"
    engine = engine_of(YUNPU.replace("举办招聘会14场,", told + "举办招聘会14场,"), SHILING)
    answer = engine.answer(question)
    assert all(thing in answer.text for thing in ("2公里", "18.4万元", "11处"))
    assert "招聘会" not in answer.text


@pytest.fixture(scope="module")
def behind() -> Engine:
    """A table, one of whose problems is behind its schedule and says until when."""
    states = ["已完成"] * 5 + ["未达序时进度(延至2025年9月)"]
    table = "".join(f"{n}\t{fault}\t开展整治{n}次\t{state}\n"
                    for n, (fault, state) in enumerate(zip(FAULTS, states, strict=True), 1))
    return engine_of(HEAD + "序号\t反馈问题\t整改情况\t进度\n" + table + TAIL, SHILING)


def test_what_is_behind_is_listed_with_its_new_date(behind: Engine) -> None:
    answer = behind.answer("青岭区还有哪些问题没赶上进度?各推迟到什么时候?")
    assert FAULTS[5] in answer.text and "延至2025年9月" in answer.text and FAULTS[0] not in answer.text


def test_a_status_quoted_in_a_follow_up(engine: Engine) -> None:
    first = engine.answer("青岭区还没改完的是哪些问题?")
    answer = engine.answer("那“基本完成”的是哪几个?", [Turn("青岭区还没改完的是哪些问题?", first)])
    assert FAULTS[1] in answer.text and FAULTS[4] in answer.text and FAULTS[2] not in answer.text


def test_a_chapter_of_its_own_lists_what_stands_so() -> None:
    left = "二、需长期推进的整改事项\n(一)湖水水质达标。牵头单位:区生态环境分局。\n(二)隐性债务化解。牵头单位:区财政局。\n"
    text = HEAD + "一、反馈问题整改情况\n" + "".join(
        f"{n}.{fault}。\n整改情况:开展整治{n}次。\n" for n, fault in enumerate(FAULTS, 1)) + left + TAIL
    answer = engine_of(text, SHILING).answer("青岭区要长期推进的是哪几件事,谁牵头?")
    for told in ("湖水水质达标", "生态环境分局", "隐性债务化解", "财政局"):
        assert told in answer.text
    assert not any(fault in answer.text for fault in FAULTS)


def test_what_is_left_is_told_with_its_times_where_one_place_gives_them() -> None:
    told = "正在推进的3个问题,完成时限为:欠款兑付2025年3月底;闲置土地2025年6月底;职工安置、厂房修缮2025年9月底。"
    engine = engine_of(YUNPU.replace("举办招聘会14场,", told + "举办招聘会14场,"), SHILING)
    answer = engine.answer("云浦区还在推进的3项分别是什么,各自期限?")
    assert all(month in answer.text for month in ("3月底", "6月底", "9月底"))
