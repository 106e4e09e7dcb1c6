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
                f"The store '{folder}' is in use by process {self._pid()}: "
                "stop that process, or give another store with STORE or --store."
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
            return self._owner.read_text(encoding="ascii") or "(unknown)"
        except OSError:
            return "(unknown)"
