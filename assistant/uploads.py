"""Uploaded files, kept beside the store under their content's hash and their own name."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path


class Uploads:
    """A folder of uploads: ``<hash>/<name>``, so that equal names do not collide."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, path: Path) -> Path:
        """The kept copy of a file; what is no plain file is given back as it is."""
        if not path.is_file():
            return path
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        kept = self.folder / digest / path.name
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
