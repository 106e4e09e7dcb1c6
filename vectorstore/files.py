"""The files of a store in its folder, who owns them, and what they were made with."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from errors import StoreError, StoreMismatch

from .embeddings import SentenceEmbeddings
from .lock import OwnerLock
from .manifest import Manifest

LIBRARY = "library.sqlite3"
NEXT_LIBRARY = "library.next.sqlite3"
VECTORS = "chroma"
SCHEMA = 1
"""Changes with the tables, the terms, or what is embedded: a store of another one is rebuilt."""


@dataclass(frozen=True)
class Remembered:
    """What a store was made with; ``vectors`` names its folder of vectors."""

    dimension: int
    vectors: str


class StoreFiles:
    """A store's folder, owned by this process until it is released."""

    def __init__(self, folder: Path, must_exist: bool = False) -> None:
        self.folder = folder
        self.library = folder / LIBRARY
        if must_exist and not self.library.is_file():
            raise StoreError(
                f"There is no store in '{folder}': make one with "
                f"'python -m ingest notices --store {folder}'."
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The store's folder '{folder}' cannot be made ({error.strerror}): give another "
                "one with STORE or --store."
            ) from error
        self._lock = OwnerLock(folder)

    def release(self) -> None:
        """Let the next process have the store."""
        self._lock.release()

    def sweep(self, vectors: str) -> None:
        """Delete what an unfinished rebuild or an earlier library left behind."""
        for path in self.folder.glob(f"{NEXT_LIBRARY}*"):
            path.unlink()
        for path in self.folder.glob(f"{VECTORS}*"):
            if path.is_dir() and path.name != vectors:
                shutil.rmtree(path, ignore_errors=True)

    def fresh_vectors(self) -> str:
        """A name for a folder of vectors that is not there yet."""
        taken = {path.name for path in self.folder.glob(f"{VECTORS}*")}
        names = (VECTORS if n == 1 else f"{VECTORS}-{n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)


class NextFiles(StoreFiles):
    """A second library in a folder that is owned already, to be built beside the first."""

    def __init__(self, files: StoreFiles) -> None:
        self.folder = files.folder
        self.library = files.folder / NEXT_LIBRARY

    def release(self) -> None:
        """Nothing: the folder's owner releases it."""

    def sweep(self, vectors: str) -> None:
        """Nothing: the first library still needs its vectors."""


def remembered(manifest: Manifest, model: str, vectors: str = VECTORS) -> Remembered:
    """What the store was made with; a new store remembers ``model`` and ``vectors`` from now on.

    Raises StoreMismatch if it was made with another model or schema.
    """
    meta = manifest.meta()
    if "schema" not in meta:
        dimension = SentenceEmbeddings(model).dimension
        with manifest.transaction():
            manifest.set_meta(
                schema=SCHEMA, model=model, dimension=dimension, vectors=vectors, generation=0
            )
        return Remembered(dimension, vectors)
    folder = manifest.path.parent
    if meta["schema"] != str(SCHEMA):
        raise StoreMismatch(
            f"The store '{folder}' has schema {meta['schema']} but this version needs {SCHEMA}: "
            f"move it away and run 'python -m ingest notices --store {folder}'."
        )
    if meta["model"] != model:
        raise StoreMismatch(
            f"The store '{folder}' was made with the embedding model '{meta['model']}', not with "
            f"'{model}': set EMBEDDING_MODEL back, or run 'python -m vectorstore rebuild "
            f"--store {folder} --model {model}'."
        )
    return Remembered(int(meta["dimension"]), meta["vectors"])
