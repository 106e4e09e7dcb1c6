"""What a store offers, whatever engine stands behind it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from .embeddings import Vectors
from .passage import Hit, Passage

if TYPE_CHECKING:
    from .retriever import PassageRetriever

Progress = Callable[[int, int], None]
"""Called with (sentences embedded, sentences to embed)."""


@dataclass(frozen=True)
class Record:
    """A notice as the store keeps it: where it came from, its text, and the caller's payload.

    ``payload`` is any JSON object; ``active`` records alone are searched.
    """

    notice_id: str
    source: str
    sha256: str
    payload: dict[str, Any]
    text: str
    active: bool = True


@dataclass(frozen=True)
class LegReport:
    """One leg held against the manifest: how much it holds, lacks, and holds without reason."""

    leg: str
    held: int
    missing: int = 0
    orphaned: int = 0
    note: str = ""

    @property
    def sound(self) -> bool:
        """Whether the leg holds exactly what the manifest lists."""
        return not (self.missing or self.orphaned or self.note)


@dataclass(frozen=True)
class DoctorReport:
    """Every leg against the manifest; ``repaired`` when what was off has been mended."""

    notices: int
    passages: int
    model: str
    legs: tuple[LegReport, ...] = field(default_factory=tuple)
    repaired: bool = False

    @property
    def sound(self) -> bool:
        """Whether every leg is sound."""
        return all(leg.sound for leg in self.legs)


class PassageStore(Protocol):
    """A store of passages, searched by words and by meaning.

    Threads may share one store. Errors: :class:`errors.StoreError` and its kinds.
    """

    @property
    def generation(self) -> int:
        """A number that grows with every write."""

    @property
    def embedding_model(self) -> str:
        """The name of the model that makes the vectors."""

    def records(self) -> list[Record]:
        """All records, active or not, in the order they were put."""

    def put(
        self,
        record: Record,
        passages: Collection[Passage],
        replaces: str | None = None,
        progress: Progress | None = None,
    ) -> bool:
        """Add a notice, or replace the one of its id and the one named, in one commit.

        False if the store holds exactly this already and nothing was written.
        """

    def remove(self, notice_id: str) -> bool:
        """Remove a notice from every leg; False if there is none of that id."""

    def set_active(self, notice_id: str, active: bool) -> None:
        """Let a notice be searched, or not; KeyError if there is none of that id."""

    def count(self) -> int:
        """How many passages are held."""

    def passages(self, notice_id: str) -> list[Passage]:
        """The passages of a notice in reading order; none for an unknown id."""

    def encode(self, query: str) -> Vectors:
        """The unit vector (dimension) of a question."""

    def sentence_vectors(self, notice_id: str) -> tuple[list[tuple[int, int]], Vectors]:
        """The spans of a notice's sentences and their unit vectors (S × dimension).

        Spans are offsets in the notice's text, in reading order; none for an unknown id.
        """

    def search(
        self,
        query: str,
        k: int = 10,
        notices: Collection[str] | None = None,
        districts: Collection[str] | None = None,
    ) -> list[Hit]:
        """The ``k`` best passages of active notices, best first, within the filters given."""

    def as_retriever(self, **search: Any) -> "PassageRetriever":
        """A LangChain retriever that searches with those arguments."""

    def doctor(self, repair: bool = False) -> DoctorReport:
        """Hold every leg against the manifest, and mend what is off when asked to."""

    def close(self) -> None:
        """Release the store; it cannot be used afterwards."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
