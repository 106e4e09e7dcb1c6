"""Uploaded files, kept beside the store under their content's hash and their own name."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from ingest.limits import FILE_BYTES
from ingest.names import fitting


class Uploads:
    """A folder of uploads: ``<hash>/<name>``, so that equal names do not collide."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, path: Path) -> Path:
        """The kept copy of a file.

        What will be refused anyway (no plain file, too large, unreadable) is given back as it is.
        """
        try:
            if not path.is_file() or path.stat().st_size > FILE_BYTES:
                return path
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        except (OSError, ValueError):
            return path
        kept = self.folder / digest / fitting(path.name)
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)
        return kept

    def prune(self, held: Iterable[str]) -> None:
        """Delete the copies that no notice comes from: refused, or replaced by a newer one."""
        wanted = {Path(p).resolve() for p in held if p}
        for copy in self.folder.glob("*/*"):
            if copy.resolve() not in wanted:
                copy.unlink()
        for home in self.folder.glob("*"):
            if not any(home.iterdir()):
                home.rmdir()
