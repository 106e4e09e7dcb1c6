"""The network that tells whether what was found answers the question."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.answerability import Network, learned
from assistant.dialogue import resolve
from assistant.engine import Engine
from assistant.evaluation import read_questions, single_district
from assistant.finding import Finding
from assistant.question import Question, understand
from assistant.reading import DOUBTS, FLAGS, KINDS, SIGNALS, Reading, tokens
from tests.fit_answerability import Batch, Reader

UNSEEN = Path(__file__).parents[1] / "unseen"


def reading(engine: Engine, text: str) -> Reading:
    question = understand(text, engine.library)
    finding = engine.finder.find(question, engine.library.unit(question.units[0]))
    return Reading.of(question, finding, engine.finder.ranker, engine.library.vocabulary)


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[float], list[float]]]:
    """The chances of what was found for questions that the unseen notices answer, and for such as they do not."""
    answered, unanswered = [], []
    with Assistant.open(tmp_path_factory.mktemp("unseen")) as assistant:
        assistant.sync(UNSEEN / "notices")
        engine = assistant._now().engine
        for row in read_questions(UNSEEN / "questions.jsonl"):
            question: Question = resolve(row["turns"][-1], [], engine.library)
            if len(question.units) == 1 and len(row["turns"]) == 1:
                chance = engine.finder.find(question, engine.library.unit(question.units[0])).chance
                if row["type"] == "unanswerable":
                    unanswered.append(chance)
                elif row["type"] in ("fact", "typo", "near_miss") and single_district(row):
                    answered.append(chance)
    yield answered, unanswered


def test_on_notices_never_seen_it_tells_what_answers_from_what_does_not(unseen: tuple[list[float], list[float]]) -> None:
    answered, unanswered = map(np.array, unseen)
    assert len(answered) > 30 and len(unanswered) > 5
    assert (answered[:, None] > unanswered).mean() > .8


def test_it_computes_what_was_learned(engine: Engine) -> None:
    torch.manual_seed(1)
    reader = Reader(["学位", "新增", "#个"], ["小学"], np.zeros(SIGNALS, np.float32), np.ones(SIGNALS, np.float32)).eval()
    for text in ("云浦区新增多少学位", "石泠区的污水管网花了多少钱?"):
        read = reading(engine, text)
        strange = [w for w in (*read.asked, *read.told, *read.above) if w not in reader.places]
        assert strange  # those are embedded as they come, here left out on both sides
        known = replace(read, told=tuple(w for w in read.told if w in reader.places), above=(),
                        asked=("新增", "学位"), flags=read.flags[:2])
        with torch.no_grad():
            odds = float(reader(Batch.of([known], reader))[0])
        assert reader.learned().chance(known) == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-4)


def test_a_saved_network_is_loaded_as_it_was(tmp_path: Path, engine: Engine) -> None:
    learned().save(tmp_path / "network.npz")
    again, read = Network.load(tmp_path / "network.npz"), reading(engine, "云浦区新增多少学位")
    assert again.chance(read) == pytest.approx(learned().chance(read), abs=1e-6)


@given(text=st.text(max_size=30))
def test_any_question_has_a_chance(text: str, engine: Engine) -> None:
    question = replace(understand("云浦区新增多少学位", engine.library), asked=text)
    unit = engine.library.unit("云浦区")
    read = Reading.of(question, engine.finder.find(question, unit), engine.finder.ranker, engine.library.vocabulary)
    assert read.flags.shape == (len(read.asked), FLAGS) and read.signals.shape == (SIGNALS,)
    assert 0 <= learned().chance(read) <= 1


def test_figures_are_read_as_their_units() -> None:
    assert [t for t in tokens("清退补贴12.3万元,问责15人,整改率98.5%,见2023年第4号文") if t[0] == "#"] == [
        "#万元", "#人", "#%", "#年", "#号"]


def test_signals_tell_doubts_and_what_is_wanted(engine: Engine) -> None:
    plain, doubted = (reading(engine, text) for text in ("云浦区追缴了多少钱", "云浦区2030年追缴了多少钱"))
    assert not plain.signals[: len(DOUBTS)].any() and doubted.signals[: len(DOUBTS)].any()
    assert plain.signals[-len(KINDS) :].tolist() == [float(kind == "money") for kind in KINDS]


def test_a_finding_of_nothing_has_no_chance(engine: Engine) -> None:
    found: Finding = engine.finder.find(understand("云浦区", engine.library), engine.library.unit("云浦区"))
    assert found.found or found.chance == 0
