import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from errors import StoreError, StoreMismatch
from vectorstore.embeddings import BUNDLED_DIMENSION, SentenceEmbeddings

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = """
import socket, sys
def refuse(*a, **k): raise AssertionError("a connection was tried")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from vectorstore.embeddings import SentenceEmbeddings
embeddings = SentenceEmbeddings()
embeddings.embed_query("整改")
assert "torch" not in sys.modules, "a question waits for torch"
model = embeddings.sentence_transformer()
assert model.encode("整改").shape == (512,)
"""


def test_vectors_are_unit_vectors_of_the_dimension() -> None:
    embeddings = SentenceEmbeddings()
    vectors = embeddings.vectors(["巡视整改", "", "x" * 5000])
    assert vectors.shape == (3, embeddings.dimension) == (3, BUNDLED_DIMENSION)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert embeddings.vectors([]).shape == (0, BUNDLED_DIMENSION)


def test_an_english_question_is_nearer_to_its_chinese_passage_than_to_another() -> None:
    embeddings = SentenceEmbeddings()
    question = embeddings.query_vector("How many trees were planted along the river?")
    trees, accounts = embeddings.vectors(["沿河种植树木三千棵", "对财务账目进行了审计"])
    assert question @ trees > question @ accounts


def test_the_wrapper_encodes_as_the_direct_path_does() -> None:
    embeddings = SentenceEmbeddings()
    model = embeddings.sentence_transformer()
    texts = ["整改落实情况", "People's Park"]
    assert np.allclose(model.encode(texts), embeddings.vectors(texts), atol=1e-5)
    assert model.get_embedding_dimension() == BUNDLED_DIMENSION
    assert embeddings.sentence_transformer() is model


def test_any_sentence_transformers_folder_serves_as_the_model(local_model: str) -> None:
    local = SentenceEmbeddings(local_model)
    vectors = local.vectors(["追回工资", "种植树木"])
    assert vectors.shape == (2, local.dimension) == (2, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.argmax(vectors @ local.query_vector("工资追回")) == 0
    with pytest.raises(StoreMismatch, match="rebuild"):
        SentenceEmbeddings(local_model, dimension=7).query_vector("整改")


def test_a_model_that_is_nowhere_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="EMBEDDING_MODEL"):
        SentenceEmbeddings(str(tmp_path)).query_vector("整改")


def test_the_bundled_model_needs_no_network_and_a_question_no_torch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
