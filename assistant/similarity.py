"""How near a question is to each sentence of a notice, with the vectors the store holds."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.bi_encoder import BiEncoder, learned
from assistant.library import Sentence
from ingest.notice import Notice
from vectorstore import BUNDLED, PassageStore

Vectors = NDArray[np.float32]


class Similarity:
    """The encoder and sentence vectors of one store, as the ranker asks for them."""

    def __init__(self, store: PassageStore) -> None:
        self._store = store
        self.encode = lru_cache(maxsize=512)(store.encode)

    @property
    def towers(self) -> BiEncoder:
        """The bi-encoder on top of the store's embeddings; by words alone where these are not the bundled model's."""
        return learned() if self._store.embedding_model == BUNDLED else learned().by_words()

    def vectors(self, notice: Notice, sentences: tuple[Sentence, ...]) -> Vectors:
        """Unit vectors (n × dimension) of a notice's sentences.

        Each is that of the store's sentence which covers most of it: the store merges short
        neighbours, so several may share one. Zeros where the store no longer holds the notice.
        """
        spans, matrix = self._store.sentence_vectors(notice.id)
        if not spans:
            return np.zeros((len(sentences), self.encode(notice.title).shape[0]), np.float32)
        starts, ends = (np.array(side) for side in zip(*spans, strict=True))
        rows = [int(np.argmax(np.minimum(ends, s.end) - np.maximum(starts, s.start)))
                for s in sentences]
        return matrix[rows]
