"""PDF files: pages without their running heads, wrapped lines joined again."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from errors import UnreadableFile, UnsafeFile
from ingest.limits import PDF_MEMORY, PDF_PAGES, PDF_SECONDS, TEXT_CHARACTERS
from ingest.readers.glyphs import mended
from ingest.readers.lines import body, joined, running
from ingest.readers.plain import tidy

_WORKER = Path(__file__).with_name("pdf_pages.py")
_PATIENCE = 3
"""Times the processor time that the worker may take on a busy machine."""
_SCANNED = 15
"""Characters a page below which a document of pictures is a scan (a watermark, a page number)."""


def read_pdf(data: bytes, name: str) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """Text, offsets where pages start, and warnings."""
    found = _extracted(data, name)
    pages = [mended(tidy(text)).split("\n") for text in found["pages"]]
    words = [sum(c.isalnum() for line in page for c in line) for page in pages]
    if sum(words) < _SCANNED * len(pages) and (any(found["pictures"]) or not sum(words)):
        raise UnreadableFile(f"{name} 是扫描件或图片({len(pages)} 页都没有文字层),"
                             f"请先做文字识别(OCR),或找文字版。")
    empty = [str(k) for k, count in enumerate(words, 1) if not count]
    warnings = (f"第 {'、'.join(empty[:10])} 页{'等' * (len(empty) > 10)}没有文字(可能是扫描件),"
                f"未收录",) if empty else ()
    heads = running(pages)
    text, starts = joined([body(p, heads) for p in pages])
    return text, starts, warnings


def _extracted(data: bytes, name: str) -> dict[str, Any]:
    """What the worker read; an error that says why it could not."""
    limits = (PDF_PAGES, PDF_SECONDS, PDF_MEMORY, TEXT_CHARACTERS)
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_WORKER), *map(str, limits)], input=data,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
            timeout=PDF_SECONDS * _PATIENCE)
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UnsafeFile(f"{name} 处理时用的时间或内存超过上限,已放弃,请重新打印成 PDF 或另存为 .docx。"
                         ) from error
    reason = found.get("refused")
    if reason == "encrypted":
        raise UnreadableFile(f"{name} 有密码或加了密,请去掉密码(例如重新打印成 PDF)后再导入。")
    if reason == "pages":
        raise UnsafeFile(f"{name} 有 {found['count']} 页,超过 {PDF_PAGES} 页的上限,请拆分后再导入。")
    if reason or not found["pages"]:
        raise UnreadableFile(f"{name} 不是完好的 PDF(已损坏或不完整),请重新下载或另存。")
    return found
