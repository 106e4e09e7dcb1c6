"""PDF files: pages without their running heads, wrapped lines joined again."""

import io
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from errors import UnreadableFile, UnsafeFile
from ingest.markers import LABEL, marker_at
from ingest.readers.plain import tidy

MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*页(?:\s*[,，/共]?\s*(?:共)?\s*\d+\s*页)?|\d+\s*/\s*\d+)\s*")
_ENDS = "。!！?？;；:："


def read_pdf(data: bytes, name: str) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """Text, offsets where pages start, and warnings."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(f"{name} 有密码,请去掉密码后再导入。")
        if len(reader.pages) > MOST_PAGES:
            raise UnsafeFile(f"{name} 有 {len(reader.pages)} 页,超过 {MOST_PAGES} 页的上限,请拆分后再导入。")
        pages = [tidy(page.extract_text()).split("\n") for page in reader.pages]
    except FileNotDecryptedError as error:
        raise UnreadableFile(f"{name} 有密码,请去掉密码后再导入。") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(f"{name} 不是完好的 PDF,请重新下载或另存。") from error
    empty = sum(not "".join(p).strip() for p in pages)
    warnings = (f"{empty} 页没有文字(可能是扫描件)",) if empty else ()
    text, starts = _joined([_body(p, _running(pages)) for p in pages])
    return text, starts, warnings


def _running(pages: list[list[str]]) -> set[str]:
    """First and last lines that come back on most pages, numbers aside."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for lines in pages:
        words = [line.strip() for line in lines if line.strip()]
        edges.update({_shape(w) for w in words[:2] + words[-2:]})
    return {shape for shape, count in edges.items() if count >= max(3, len(pages) * .5) and shape}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _body(lines: list[str], running: set[str]) -> list[str]:
    """A page's lines without running heads and page numbers."""
    kept = [line for line in lines if line.strip()]
    while kept and (_PAGE_NUMBER.fullmatch(kept[0]) or _shape(kept[0]) in running):
        kept = kept[1:]
    while kept and (_PAGE_NUMBER.fullmatch(kept[-1]) or _shape(kept[-1]) in running):
        kept = kept[:-1]
    return kept


def _joined(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    """Paragraphs out of wrapped lines, and the offset of each page's first character."""
    lengths = sorted(len(line.strip()) for lines in pages for line in lines)
    full = lengths[int(len(lengths) * .8)] * .85 if lengths else 0
    text, starts, previous = "", [], ""
    for lines in pages:
        starts.append(len(text))
        for line in lines:
            words = line.strip()
            if previous:
                breaks = _opens(words) or _ends(previous, full)
                space = " " if previous[-1:].isascii() and previous[-1:].isalnum() and (
                    words[:1].isascii() and words[:1].isalpha()) else ""
                text += "\n" if breaks else space
            if starts[-1] == len(text) - 1 and text[-1:] == "\n":
                starts[-1] = len(text)
            text += words
            previous = words
    return text, tuple(starts)


def _ends(line: str, full: float) -> bool:
    """Whether a line ends its paragraph: it stops well before the margin."""
    return len(line) < full * (.98 if line[-1:] in _ENDS else .8)


def _opens(line: str) -> bool:
    """Whether a line starts a paragraph by its marker or label."""
    marker = marker_at(line, 0)
    return bool(LABEL.match(line)) or bool(
        marker and marker.family not in ("行", "1)", "关于", "一是") and not (
            marker.family in ("1.", "1、", "(1)") and line[marker.end:marker.end + 1].isdigit()))
