"""The sentences told beside the one that an answer begins with."""

import numpy as np
import pytest

from assistant.companions import FEATURES, Beginning, learned
from assistant.engine import Engine
from assistant.evidence import MOST
from assistant.finding import Finding
from assistant.question import understand
from tests.assistant.test_replies import closing_with

WAGES = ("(3)拖欠农民工工资问题。截至2022年底,桥东安置房等4个项目拖欠农民工工资1862万元,涉及763人。"
         "整改情况:设立应急周转金5000万元。清欠专班逐个项目对账,763人的1862万元于2023年1月20日全部付清。"
         "对2名分管负责人诫勉谈话。")


def begun(engine: Engine, text: str, budget: int = 170) -> tuple[Finding, Beginning]:
    """What is found for a question on 云浦区, and what its companions are weighed by."""
    question = understand(f"云浦区{text}", engine.library)
    finding = engine.finder.find(question, engine.library.unit("云浦区"), budget)
    beginning = engine.finder.beginning(question, finding, budget)
    assert beginning is not None
    return finding, beginning


def test_candidates_are_the_best_sentences_and_those_beside_the_first(engine: Engine) -> None:
    _, beginning = begun(engine, "新增学位多少个?")
    starts = [s.sentence.start for s in beginning.candidates]
    assert len(set(starts)) == len(starts) and beginning.first.sentence.start not in starts
    here = beginning.first.sentence.item_id
    assert all(s in beginning.pool or s.sentence.item_id == here for s in beginning.candidates)


def test_each_candidate_has_every_feature_and_a_chance(engine: Engine) -> None:
    _, beginning = begun(engine, "信访积案化解率?")
    features, chances = beginning.features(), beginning.chances()
    assert features.shape == (len(beginning.candidates), len(FEATURES)) == (len(chances), len(FEATURES))
    assert np.isfinite(features).all() and ((chances > 0) & (chances < 1)).all()
    assert len(learned().network.mean) == len(FEATURES)


def test_the_nearer_of_two_candidates_is_the_likelier(engine: Engine) -> None:
    _, beginning = begun(engine, "新增学位多少个?")
    features = beginning.features()[:1].repeat(2, axis=0)
    features[:, FEATURES.index("gap")] = 0.5, 9.0
    near, far = learned()(features)
    assert near > far


@pytest.mark.parametrize("budget", [90, 170])
def test_what_is_told_beside_it_keeps_to_the_budget(engine: Engine, budget: int) -> None:
    for text in ("新增学位多少个?", "信访积案化解率?", "追回多少钱?", "污水管网几公里?"):
        finding, _ = begun(engine, text, budget)
        told = engine.finder.accompanied(understand(f"云浦区{text}", engine.library), finding, budget)
        size = sum(e.end - e.start for e in told.excerpts)
        assert size <= max(budget, sum(e.end - e.start for e in finding.excerpts))
        assert len(told.excerpts) <= max(MOST, len(finding.excerpts))
        assert (told.coverage, told.fit, told.cosine) == (finding.coverage, finding.fit, finding.cosine)



def test_what_was_found_and_what_came_of_it_are_told_together() -> None:
    answer = closing_with(WAGES).answer("云浦区拖欠农民工工资多少钱、多少人,付清了没有?")
    assert "1862万元" in answer.text and "763人" in answer.text and "全部付清" in answer.text
