"""What a table tells beside the sentence of each unit that answers best."""

from dataclasses import replace

from assistant.citing import CitationBook
from assistant.engine import Engine
from assistant.finding import Finding
from assistant.question import Question, understand
from assistant.replies.desk import Desk
from assistant.replies.filling import MOST, filled
from assistant.replies.fitting import TABLE, length_of
from tests.assistant.conftest import SHILING, YUNPU, engine_of

POSTS = YUNPU.replace(
    "整改情况:清理超标公车11辆,追缴费用36.8万元。",
    "巡视指出,核定科级领导职数152名,实际配备169名,超配17名。"
    "整改情况:通过退休和转岗消化11名,尚余6名,计划2022年底前全部消化。出台科级干部选任办法,严把职数关口。")
KEPT = SHILING.replace(
    "选派42名年轻干部到乡镇(街道)挂职,储备优秀年轻干部120名。",
    "巡视发现,核定处级领导职数131名,实际配备145名,超配14名。整改成效:已消化9名,还剩5名,计划2023年底前消化完毕。")
ASKED = "超配干部的清理,云浦区和石泠区各超了多少名,如今各剩多少?"


def alone(engine: Engine, said: str) -> tuple[Question, list[Finding], Desk]:
    """The question, and of each unit the one sentence that says ``said``."""
    question = understand(ASKED, engine.library)
    desk = Desk(engine.library, engine.finder, CitationBook(engine.library))
    found = [engine.finder.find(question, unit, 110) for unit in desk.units(question)]
    return question, [engine.finder.narrowed(question, f, next(s for s in f.ranked if said in s.sentence.text)) for f in found], desk


def test_what_was_found_is_told_beside_what_is_left_while_there_is_room() -> None:
    question, told, desk = alone(engine_of(POSTS, KEPT), "消化")
    assert not any("超配" in f.text for f in told)
    both = filled(question, told, 110, 0, desk)
    assert "超配17名" in both[0].text and "超配14名" in both[1].text and "选任办法" not in both[0].text
    assert length_of(both) <= TABLE and all(len(f.excerpts) <= MOST for f in both)
    assert filled(question, told, 110, TABLE, desk) == told


def test_nothing_is_told_beside_a_sentence_without_the_figure_asked_for() -> None:
    question, told, desk = alone(engine_of(POSTS.replace("消化11名,尚余6名,计划2022年底前", "")), "消化")
    assert filled(question, told, 110, 0, desk) == told
    assert filled(replace(question, wants=()), told, 110, 0, desk) != told
