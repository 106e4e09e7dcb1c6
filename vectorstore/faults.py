"""Failures of the disk and the databases, told in one sentence each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from errors import StoreDamaged, StoreError

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY = 0xFF
"""Extended result codes carry the primary one in their low byte."""


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Raises StoreDamaged or StoreError for what SQLite, Chroma or the disk raise within."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & _PRIMARY in _DAMAGED:
            raise damaged(folder, error) from error
        raise unusable(folder, error) from error
    except OSError as error:
        raise unusable(folder, error.strerror or error) from error


def damaged(folder: Path, reason: object) -> StoreDamaged:
    """For a library that cannot be read: nothing in it can be trusted to be mended."""
    return StoreDamaged(
        f"检索库 {folder} 的 library.sqlite3 读不出来({reason}):请把这个文件夹移走,再运行 "
        f"python -m ingest notices --store {folder} 重新建库。"
    )


def unusable(folder: Path, reason: object) -> StoreError:
    """For a disk that is full, read-only or failing: nothing is wrong with what is held."""
    return StoreError(
        f"检索库 {folder} 现在不能读写({reason}):请检查那里的剩余空间和权限后再试,"
        "库里原有的内容没有受损。"
    )
