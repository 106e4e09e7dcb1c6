"""Uploaded files, kept beside the store under their content's hash and their own name."""

import hashlib
import os
import shutil
import tempfile
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
            _copied(path, kept)
        return kept

    def prune(self, held: Iterable[str]) -> None:
        """Delete the copies that no notice comes from: refused, replaced by a newer one, cut off.

        What somebody else put into the folder (.DS_Store, a folder in a folder) is left alone.
        """
        wanted = {Path(p).resolve() for p in held if p}
        for home in [path for path in self.folder.glob("*") if path.is_dir()]:
            for copy in list(home.iterdir()):
                if copy.resolve() not in wanted and not copy.is_dir():
                    copy.unlink()
            if not any(home.iterdir()):
                home.rmdir()


def _copied(path: Path, kept: Path) -> None:
    """Copy a file to ``kept`` at one stroke: what is there is whole, whenever this is cut off."""
    handle, draft = tempfile.mkstemp(dir=kept.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out, path.open("rb") as file:
            shutil.copyfileobj(file, out)
        Path(draft).replace(kept)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
