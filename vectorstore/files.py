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
                f"文件夹 {folder} 里没有检索库:请先运行 python -m ingest notices --store {folder} 建库。"
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"检索库的文件夹 {folder} 建不起来({error.strerror}):请用 STORE 或 --store 换一个文件夹。"
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
            f"检索库 {folder} 的结构是第 {meta['schema']} 版,本程序要第 {SCHEMA} 版:请把这个文件夹移走,"
            f"再运行 python -m ingest notices --store {folder} 重新建库。"
        )
    if meta["model"] != model:
        raise StoreMismatch(
            f"检索库 {folder} 是用编码器 {meta['model']} 建的,不是 {model}:请改回 EMBEDDING_MODEL,或运行 "
            f"python -m vectorstore rebuild --store {folder} --model {model} 换用新编码器。"
        )
    return Remembered(int(meta["dimension"]), meta["vectors"])
