"""The network that puts the first sentences in order."""

import numpy as np
import pytest

from assistant.engine import Engine
from assistant.features import Evidence, matrix
from assistant.question import understand
from assistant.ranking import learned_weights
from assistant.reranker import FIRST, Network, Reranker, learned_network

Searched = tuple[Evidence, np.ndarray, np.ndarray]


@pytest.fixture
def searched(engine: Engine) -> Searched:
    """One search: its evidence, features and linear scores."""
    finder = engine.finder
    question = understand("云浦区新增了多少学位?", engine.library)
    evidence = finder.ranker.evidence(finder.query(question), engine.library.unit("云浦区").notice)
    names, weights = learned_weights()
    values = matrix(evidence, names)
    return evidence, values, values @ weights


def test_candidates_are_the_first_by_the_linear_score(searched: Searched) -> None:
    evidence, values, linear = searched
    first, features = Reranker().candidates(evidence, values, linear)
    assert len(first) <= FIRST and len(features) == len(first)
    assert evidence.index.candidate[first].all()
    assert list(linear[first]) == sorted(linear[first], reverse=True)
    assert features.shape[1] == len(learned_network().mean)


def test_only_candidates_change_and_the_best_score_stays(searched: Searched) -> None:
    evidence, values, linear = searched
    first, _ = Reranker().candidates(evidence, values, linear)
    changed = Reranker().reorder(evidence, values, linear, linear)
    others = np.setdiff1d(np.arange(len(linear)), first)
    assert (changed[others] == linear[others]).all()
    assert changed[first].max() == pytest.approx(linear[first].max())


def test_the_sentence_that_answers_is_first(searched: Searched) -> None:
    evidence, values, linear = searched
    best = int(np.argmax(Reranker().reorder(evidence, values, linear, linear)))
    assert "新增学位2160个" in evidence.index.sentences[best].text


def test_a_network_is_bounded_by_its_widest_features() -> None:
    network = Network(np.zeros(2), np.ones(2), np.array([[1.0], [0.0]]), np.zeros(1), np.array([2.0]))
    near, far = network(np.array([[5.0, 0.0], [1e9, 1e9]]))
    assert near == pytest.approx(far)
