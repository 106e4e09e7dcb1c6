"""Sentences that answer come first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine import Engine
from assistant.question import understand
from assistant.terms import content_words, short_forms, support


@pytest.mark.parametrize(("unit", "question", "said"), [
    ("云浦区", "新增学位多少个", "学位2160个"),
    ("云浦区", "追缴公车费用多少", "追缴费用36.8万元"),
    ("云浦区", "聘了多少老师", "招聘教师85名"),
    ("石泠区", "退回了多少违规补助", "58.6万元"),
    ("石泠区", "函询件重新处理了几件", "重新处置5件"),
    ("墨川县", "茶园改造面积", "5300亩"),
    ("墨川县", "民宿", "闲置民宿29处"),
])
def test_the_sentence_that_answers_comes_first(
        unit: str, question: str, said: str, engine: Engine) -> None:
    finder, library = engine.finder, engine.library
    query = finder.query(understand(question, library))
    ranked = finder.ranker.rank(query, library.unit(unit).notice)
    assert said in next(s for s in ranked if not s.sentence.heading).sentence.text


def test_every_sentence_is_ranked_once_best_first(engine: Engine) -> None:
    for unit in engine.library.units:
        query = engine.finder.query(understand("信访积案化解多少件", engine.library))
        ranked = engine.finder.ranker.rank(query, unit.notice)
        held = engine.library.sentences(unit.notice)
        assert sorted(s.sentence.start for s in ranked) == sorted(s.start for s in held)
        scores = [s.score for s in ranked]
        assert scores == sorted(scores, reverse=True) and np.isfinite(scores).all()


def test_a_rare_word_weighs_more_than_a_common_one(engine: Engine) -> None:
    assert engine.finder.ranker.weight("民宿") > engine.finder.ranker.weight("整改")


@given(words=st.lists(st.sampled_from(["学位", "民宿", "信访积案", "公车"]), max_size=4),
       text=st.sampled_from(["新增学位2160个", "盘活闲置民宿29处", "无"]))
def test_coverage_is_a_share(engine: Engine, words: list[str], text: str) -> None:
    assert 0.0 <= engine.finder.ranker.coverage(words, text) <= 1.0


def test_coverage_by_telling_words(engine: Engine) -> None:
    coverage = engine.finder.ranker.coverage
    assert coverage(("学位",), "新增学位2160个") == 1.0
    assert coverage(("学位", "民宿"), "无") == 0.0
    assert coverage((), "无") == 1.0


def test_a_word_is_supported_by_itself_its_kin_or_its_parts() -> None:
    assert support("学位", "新增学位2160个") == 1.0
    assert 0.8 < support("一把手", "主要负责人述职") < 1.0
    assert 0.0 < support("污水管网", "雨水管网改造") <= 0.8
    assert support("民宿", "新增学位2160个") == 0.0


def test_short_forms_and_content_words() -> None:
    assert "高企" in short_forms("高新技术企业")
    assert content_words("新增 学位 情况", ("情况",)) == ("新增", "学位")
