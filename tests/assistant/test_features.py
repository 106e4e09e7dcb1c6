"""The features that rank sentences: one finite number for each, and what they are for."""

import json

import numpy as np
import pytest

from assistant.engine import Engine
from assistant.features import FEATURES, matrix, z_score
from assistant.question import understand
from assistant.ranking import WEIGHTS, learned_weights


def column(engine: Engine, question: str, unit: str, feature: str) -> dict[str, float]:
    query = engine.finder.query(understand(question, engine.library))
    evidence = engine.finder.ranker.evidence(query, engine.library.unit(unit).notice)
    values = FEATURES[feature](evidence)
    return {s.text: float(v) for s, v in zip(evidence.index.sentences, values, strict=True)}


def best(values: dict[str, float]) -> str:
    return max(values, key=lambda text: values[text])


@pytest.mark.parametrize("question", ["新增学位多少个", "信访积案", "为什么", "How many schools"])
def test_every_feature_is_finite_for_every_sentence(engine: Engine, question: str) -> None:
    query = engine.finder.query(understand(question, engine.library))
    for unit in engine.library.units:
        evidence = engine.finder.ranker.evidence(query, unit.notice)
        values = matrix(evidence, tuple(FEATURES))
        assert values.shape == (len(evidence.index.sentences), len(FEATURES))
        assert np.isfinite(values).all()


def test_every_weight_is_of_a_feature() -> None:
    names, weights = learned_weights()
    assert set(names) <= set(FEATURES) and len(names) == len(weights)
    assert list(json.loads(WEIGHTS.read_text("utf-8"))) == list(names)


def test_the_figure_beside_the_words_asked_for(engine: Engine) -> None:
    assert "学位2160个" in best(column(engine, "云浦区新增学位多少个", "云浦区", "nearby"))


def test_the_heading_named_lifts_its_item(engine: Engine) -> None:
    values = column(engine, "公车管理混乱", "云浦区", "heading")
    assert max(v for t, v in values.items() if "超标公车" in t) == 1.0
    assert max(v for t, v in values.items() if "招聘教师" in t) == 0.0


def test_a_list_is_known_by_its_size(engine: Engine) -> None:
    values = column(engine, "印发了哪两个文件", "云浦区", "members")
    assert max(v for t, v in values.items() if "公务接待管理办法" in t) == 1.0
    assert max(v for t, v in values.items() if "追缴费用" in t) < 1.0


def test_z_scores_of_like_values_are_zero() -> None:
    assert not z_score(np.ones(4)).any()
    assert abs(float(z_score(np.array([1.0, 2.0, 6.0])).mean())) < 1e-9
