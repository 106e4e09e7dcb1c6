"""The store as a LangChain retriever."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from .passage import Hit


class PassageRetriever(BaseRetriever):
    """Documents of the passages found; their metadata says where each stands and its scores.

    ``store`` is any :class:`vectorstore.interface.PassageStore`; ``arguments`` go to its
    ``search``.
    """

    store: Any
    arguments: dict[str, Any] = Field(default_factory=dict)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [document(hit) for hit in self.store.search(query, **self.arguments)]


def document(hit: Hit) -> Document:
    """A hit as a LangChain document."""
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            **passage.metadata,
            "notice_id": passage.notice_id,
            "district": passage.district,
            "context": passage.context,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
            "lexical": hit.lexical,
            "dense": hit.dense,
            "sentence": hit.sentence,
        },
    )
