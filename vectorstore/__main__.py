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

_LEGS = {"manifest": "清单", "lexical": "检索词", "dense": "向量"}


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """Run the command line; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "rebuild":
            report = rebuild(
                options.store,
                options.model,
                lambda done, total: _write(out, f"{done}/{total} 份通报"),
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
        _write(out, f"请运行 python -m vectorstore doctor --store {options.store} --repair 修复。")
    return 0 if report.sound else 1


def lines(report: DoctorReport) -> list[str]:
    """A report as lines of text."""
    head = f"{report.notices} 份通报,{report.passages} 个段落,编码器 {report.model}"
    rows = [
        f"{_LEGS[leg.leg]}:{'完好' if leg.sound else '有问题'},现有 {leg.held},缺 {leg.missing},"
        f"多余 {leg.orphaned}{',' + leg.note if leg.note else ''}"
        for leg in report.legs
    ]
    return [head, *rows, *(["已修复"] if report.repaired else [])]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m vectorstore", description="检查和重建检索库。")
    commands = parser.add_subparsers(dest="command", required=True)
    doctor = commands.add_parser("doctor", help="逐项核对检索库")
    doctor.add_argument("--repair", action="store_true", help="修复查出的问题")
    again = commands.add_parser("rebuild", help="用另一个编码器重新建库,完成后切换")
    for command in (doctor, again):
        command.add_argument("--store", type=Path, default=settings().store, help="检索库所在文件夹")
        command.add_argument("--model", default=settings().embedding_model, help="编码器")
    return parser


def _write(out: TextIO, line: str) -> None:
    out.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
