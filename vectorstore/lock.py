"""One owner per store: two processes writing one Chroma folder corrupt it silently."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from errors import StoreBusy

from .faults import unusable


class OwnerLock:
    """A lock on a store folder, held by one process until released or until it dies."""

    def __init__(self, folder: Path) -> None:
        self._owner = folder / "owner.pid"
        self._lock = FileLock(folder / "owner.lock", timeout=0, thread_local=False)
        try:
            self._lock.acquire()
            self._owner.write_text(str(os.getpid()), encoding="ascii")
        except Timeout as error:
            raise StoreBusy(
                f"检索库 {folder} 正由进程 {self._pid()} 使用:请停掉那个进程,"
                "或用 STORE 或 --store 换一个检索库。"
            ) from error
        except OSError as error:
            self._lock.release()
            raise unusable(folder, error.strerror) from error

    def release(self) -> None:
        """Let the next process have the store."""
        self._owner.unlink(missing_ok=True)
        self._lock.release()

    def _pid(self) -> str:
        try:
            return self._owner.read_text(encoding="ascii") or "(未知)"
        except OSError:
            return "(未知)"
