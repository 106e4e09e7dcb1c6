"""``python -m vectorstore doctor|rebuild``: look after a store.

Exit status: 0 sound, 1 something is off, 2 the store cannot be used.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from errors import StoreError
from settings import settings

from .files import StoreFiles
from .interface import DoctorReport
from .rebuild import rebuild
from .store import LocalStore


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """Run the command line; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "rebuild":
            report = rebuild(
                options.store,
                options.model,
                lambda done, total: _write(out, f"{done}/{total} notices"),
            )
        else:
            files = StoreFiles(options.store, must_exist=True)
            repair = options.repair
            with LocalStore(files, options.model, read_only=not repair, repair=repair) as store:
                report = store.doctor(repair)
    except StoreError as error:
        _write(out, str(error))
        return 2
    for line in lines(report):
        _write(out, line)
    if not report.sound and not getattr(options, "repair", True):
        _write(out, f"Mend it with: python -m vectorstore doctor --store {options.store} --repair")
    return 0 if report.sound else 1


def lines(report: DoctorReport) -> list[str]:
    """A report as lines of text."""
    head = f"{report.notices} notices, {report.passages} passages, model {report.model}"
    rows = [
        f"{leg.leg:9} {'sound' if leg.sound else 'OFF':6} {leg.held} held, "
        f"{leg.missing} missing, {leg.orphaned} orphaned{'; ' + leg.note if leg.note else ''}"
        for leg in report.legs
    ]
    return [head, *rows, *(["repaired"] if report.repaired else [])]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m vectorstore", description="Look after a store.")
    commands = parser.add_subparsers(dest="command", required=True)
    doctor = commands.add_parser("doctor", help="hold every part of the store against its manifest")
    doctor.add_argument("--repair", action="store_true", help="mend what is off")
    again = commands.add_parser("rebuild", help="embed everything again, then switch")
    for command in (doctor, again):
        command.add_argument("--store", type=Path, default=settings().store)
        command.add_argument("--model", default=settings().embedding_model)
    return parser


def _write(out: TextIO, line: str) -> None:
    out.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
