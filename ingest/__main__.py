"""``python -m ingest PATH… [--store DIR] [--json]``: take notices into the store."""

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from errors import AssistantError
from ingest.report import Report
from ingest.sync import sync
from settings import settings
from vectorstore import open_store


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0: all taken in, 1: some file refused, 2: the store cannot be used."""
    options = _options(arguments)
    try:
        with open_store(options.store, settings().embedding_model) as store:
            report = _with_bar(options.paths, store)
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(report.to_json() + "\n" if options.json else report.to_text())
    return 1 if report.count("refused") else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m ingest", description="把通报(txt、md、html、csv、docx、pdf、zip)收进检索库;"
                                             "文件夹按原样同步。")
    parser.add_argument("paths", nargs="*", type=Path, default=[settings().notices],
                        metavar="PATH", help="文件或文件夹(默认:随附的 notices)")
    parser.add_argument("--store", type=Path, default=settings().store, help="检索库所在文件夹")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出报告")
    return parser.parse_args(arguments)


def _with_bar(paths: list[Path], store) -> Report:  # type: ignore[no-untyped-def]
    """Sync with a progress bar on stderr."""
    with tqdm(total=1, unit="份", file=sys.stderr, desc="收录", leave=False) as bar:
        def show(done: int, total: int, label: str) -> None:
            bar.total, bar.n = total, done
            bar.set_postfix_str(label, refresh=True)
        return sync(paths, store, show)


if __name__ == "__main__":
    sys.exit(main())
