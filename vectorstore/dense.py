"""The dense leg: a Chroma collection of sentence vectors, through langchain-chroma."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from errors import AssistantError, StoreDamaged

from .embeddings import SentenceEmbeddings, Vectors
from .faults import unusable
from .passage import Passage
from .text import normalised, sentence_spans

_COLLECTION = "sentences"
_BATCH = 64
# Chroma takes at most 5,461 records a write and 32,766 ids a read.
_MOST_IDS = 5000


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage as the dense leg holds it.

    ``id`` is derived from all that makes the vector and its place; ``place`` is the passage's
    position in its notice, ``start``–``end`` are offsets in the notice's text.
    """

    id: str
    place: int
    start: int
    end: int


def sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """The sentences of a notice's passages, in reading order."""
    found = []
    for place, passage in enumerate(passages):
        for start, end in sentence_spans(passage.text):
            key = "\x1f".join(
                (passage.notice_id, passage.id, passage.district, str(place), str(start),
                 passage.heading, passage.text[start:end])
            )
            digest = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
            found.append(Sentence(digest, place, passage.start + start, passage.start + end))
    return found


class DenseLeg:
    """The vectors of a store's sentences, in one Chroma folder of its own."""

    def __init__(self, folder: Path, embeddings: SentenceEmbeddings) -> None:
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        self.folder = folder
        self.embeddings = embeddings
        options = Settings(anonymized_telemetry=False, is_persistent=True)
        with self._told():
            self._client: Any = chromadb.PersistentClient(str(folder), settings=options)
            self._chroma = Chroma(
                client=self._client,
                collection_name=_COLLECTION,
                embedding_function=embeddings,
                collection_configuration={"hnsw": {"space": "cosine"}},
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Chroma's errors as one sentence; those of the embedding model pass."""
        try:
            yield
        except AssistantError:
            raise
        except Exception as error:  # Chroma's Rust core raises bare exceptions of its own
            if _is_full(error):
                raise unusable(self.folder.parent, error) from error
            raise StoreDamaged(
                f"文件夹 {self.folder} 里的向量不能读写({error}):请运行 "
                f"python -m vectorstore doctor --store {self.folder.parent} --repair 修复。"
            ) from error

    def add(
        self,
        found: Sequence[Sentence],
        passages: Sequence[Passage],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Embed and write sentences of one notice's passages; what is there is overwritten."""
        for first in range(0, len(found), _BATCH):
            batch = found[first : first + _BATCH]
            with self._told():
                self._chroma.add_texts(
                    texts=[_embedded(passages[s.place], s) for s in batch],
                    metadatas=[
                        {"notice_id": passages[s.place].notice_id,
                         "district": passages[s.place].district}
                        for s in batch
                    ],
                    ids=[s.id for s in batch],
                )
            if progress:
                progress(first + len(batch), len(found))

    def delete(self, ids: Sequence[str]) -> None:
        """Delete vectors; unknown ids are passed over."""
        with self._told():
            for batch in _batches(ids):
                self._chroma.delete(ids=list(batch))

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        found: set[str] = set()
        while True:
            with self._told():
                batch = self._chroma.get(include=[], limit=_MOST_IDS, offset=len(found))["ids"]
            found.update(batch)
            if len(batch) < _MOST_IDS:
                return found

    def count(self) -> int:
        """How many vectors are held."""
        with self._told():
            return int(self._client.get_collection(_COLLECTION).count())

    def check(self) -> str:
        """What is wrong with the vectors held, each of which is read; "" if nothing."""
        try:
            ids = sorted(self.ids())
            for batch in _batches(ids):
                lengths = np.linalg.norm(self.vectors(batch), axis=1)
                if not np.allclose(lengths, 1, atol=0.01):
                    return "向量与写入时不一致"
            if ids and not self.nearest(self.vectors(ids[:1])[0], 1):
                return "索引查不到任何向量"
        except StoreDamaged as error:
            return str(error)
        return ""

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The vectors (n × dimension) of ids, in their order; a row of zeros for a missing one."""
        rows: dict[str, Any] = {}
        for batch in _batches(ids):
            with self._told():
                got = self._chroma.get(ids=list(batch), include=["embeddings"])
            rows.update(zip(got["ids"], got["embeddings"], strict=True))
        none = np.zeros(self.embeddings.dimension, dtype=np.float32)
        stacked = [rows.get(id_, none) for id_ in ids]
        return np.array(stacked, dtype=np.float32).reshape(len(ids), -1)

    def nearest(
        self, vector: Vectors, n: int, notices: Sequence[str] | None = None
    ) -> list[str]:
        """Ids of the nearest vectors (of those notices) by the approximate index, best first."""
        where: dict[str, Any] | None = None
        if notices is not None:
            where = {"notice_id": {"$in": list(notices)}}
        with self._told():
            found = self._chroma.similarity_search_by_vector_with_relevance_scores(
                vector.tolist(), k=n, filter=where
            )
        return [str(document.id) for document, _ in found]

    def close(self) -> None:
        """Release the folder."""
        self._client.close()


def _embedded(passage: Passage, sentence: Sentence) -> str:
    """What is embedded of a sentence: the heading next above it, and its words.

    The whole heading path in front costs recall, no heading costs a little.
    """
    words = passage.text[sentence.start - passage.start : sentence.end - passage.start]
    return normalised(f"{passage.heading} {words}")


def _is_full(error: Exception) -> bool:
    """Whether Chroma failed for want of space or rights; it says so in SQLite's words only."""
    words = ("disk is full", "readonly database", "disk I/O error", "unable to open database",
             "os error")
    return any(word in str(error) for word in words)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[i : i + _MOST_IDS] for i in range(0, len(ids), _MOST_IDS))
