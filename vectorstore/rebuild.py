"""A store made anew with another model: new beside old, verified, then switched."""

from pathlib import Path

from errors import StoreDamaged

from .files import NextFiles, StoreFiles, remembered
from .interface import DoctorReport, Progress
from .manifest import Manifest
from .store import LocalStore


def rebuild(folder: Path, embedding_model: str, progress: Progress | None = None) -> DoctorReport:
    """Embed every notice of a store again with that model.

    The old store answers until the new one is complete and sound; the switch is one rename of
    the library, which names its folder of vectors. ``progress`` counts notices.
    """
    files = StoreFiles(folder, must_exist=True)
    try:
        report = _build(files, embedding_model, progress)
        NextFiles(files).library.replace(files.library)
        manifest = Manifest(files.library)
        files.sweep(manifest.meta()["vectors"])
        manifest.close()
    finally:
        files.release()
    return report


def _build(files: StoreFiles, model: str, progress: Progress | None) -> DoctorReport:
    old = Manifest(files.library)
    try:
        files.sweep(old.meta().get("vectors", ""))
        beside = NextFiles(files)
        blank = Manifest(beside.library)
        remembered(blank, model, files.fresh_vectors())
        blank.close()
        entries = old.catalogue().entries
        with LocalStore(beside, model) as new:
            for done, record in enumerate(old.records(), start=1):
                passages = old.passages(entries[record.notice_id].key)
                new.put(record, list(passages.values()))
                if progress:
                    progress(done, len(entries))
            report = new.doctor()
    finally:
        old.close()
    if not report.sound:
        raise StoreDamaged(
            f"检索库 {files.folder} 重建后不完整,已保留原来的库:请检查磁盘后重新运行 rebuild。"
        )
    return report
