"""Passages and how they are found: embeddings, Chroma, the lexical leg and their fusion."""

from pathlib import Path

from .embeddings import BUNDLED, SentenceEmbeddings
from .files import StoreFiles
from .interface import DoctorReport, LegReport, PassageStore, Progress, Record
from .passage import Hit, Passage
from .rebuild import rebuild
from .store import LocalStore

__all__ = [
    "BUNDLED",
    "DoctorReport",
    "Hit",
    "LegReport",
    "Passage",
    "PassageStore",
    "Progress",
    "Record",
    "SentenceEmbeddings",
    "open_store",
    "rebuild",
]


def open_store(
    path: Path, embedding_model: str = BUNDLED, read_only: bool = False
) -> PassageStore:
    """The store in that folder, made if there is none (unless ``read_only``).

    Raises StoreBusy if another process owns it, StoreMismatch if it was made with another model
    or schema, StoreDamaged if it cannot be read.
    """
    return LocalStore(StoreFiles(Path(path), must_exist=read_only), embedding_model, read_only)
