"""The bi-encoder: what answers lies near the question, whatever its words."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bi_encoder import BiEncoder, learned, telling
from assistant.evaluation import gold_held, read_questions, single_district
from assistant.library import Library
from ingest.parse import parse_file
from vectorstore.embeddings import encode_bundled

UNSEEN = Path(__file__).parents[1] / "unseen"
SENTENCES = [
    "清偿拖欠民营企业账款1.2亿元,涉及企业36家。", "建成社区老年食堂12家,日均就餐860人次。",
    "借调教师34名全部返回原学校任教。", "公开拍卖超编车辆15辆,得款88万元。", "新建污水管网12.6公里。",
]


def test_it_adds_to_what_the_embeddings_tell() -> None:
    """On notices and questions that nothing was learned from. It was learned beside the other features, not to stand
    alone: together the two find the sentence that answers far more often than the embeddings do.
    """
    notices = {n.district.name: n for path in sorted(UNSEEN.glob("notices/*.txt")) for n in parse_file(path)}
    library, towers = Library(notices.values()), learned()
    together = by_embeddings = 0
    for row in filter(single_district, read_questions(UNSEEN / "questions.jsonl")):
        sentences = [s.text for s in library.sentences(notices[row["sources"][0]["district"]])]
        asked, embeddings = row["turns"][0], encode_bundled(sentences)
        embedding = encode_bundled([asked])[0]
        near, alike = towers.told(sentences, embeddings) @ towers.asked(asked, embedding), embeddings @ embedding
        together += gold_held(row, sentences[int(np.argmax(near + alike))])
        by_embeddings += gold_held(row, sentences[int(np.argmax(alike))])
    assert together > 1.2 * by_embeddings, (together, by_embeddings)


@given(texts=st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_vectors_are_of_unit_length_or_nothing(texts: list[str]) -> None:
    lengths = np.linalg.norm(learned().told(texts, encode_bundled(texts)), axis=1)
    assert all(abs(length - 1) < 1e-4 or length < 1e-4 for length in lengths)


def test_a_saved_encoder_is_loaded_as_it_was(tmp_path: Path) -> None:
    learned().save(tmp_path / "towers.npz")
    again = BiEncoder.load(tmp_path / "towers.npz")
    assert again.places == learned().places
    assert np.array_equal(again.table, learned().table) and np.array_equal(again.question, learned().question)


def test_another_models_embeddings_are_left_out() -> None:
    towers, other = learned().by_words(), np.ones(768, np.float32)
    same = towers.asked("社区老年食堂开了几家", other)
    assert np.array_equal(same, towers.asked("社区老年食堂开了几家", other * 2))
    told = towers.told(SENTENCES, np.ones((len(SENTENCES), 768), np.float32))
    assert int(np.argmax(told @ same)) == 1


def test_to_blank_towers_all_sentences_are_alike() -> None:
    assert not (BiEncoder.blank().told(SENTENCES, encode_bundled(SENTENCES))).any()


def test_a_word_of_a_question_that_was_never_learned_has_a_vector_all_the_same() -> None:
    towers, strange = learned().by_words(), "饔飧不继"
    assert not telling(strange) & set(towers.places)
    assert np.linalg.norm(towers.asked(strange, encode_bundled([strange])[0])) == pytest.approx(1, abs=1e-4)


def test_figures_have_no_vectors_of_their_own() -> None:
    assert "15" not in telling("公开拍卖15辆") and "拍卖" in telling("公开拍卖15辆")
