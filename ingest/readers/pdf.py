"""PDF files: pages without their running heads, wrapped lines joined again."""

import io

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from errors import UnreadableFile, UnsafeFile
from ingest.readers.glyphs import mended
from ingest.readers.lines import body, joined, running
from ingest.readers.plain import tidy

MOST_PAGES = 2000


def read_pdf(data: bytes, name: str) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """Text, offsets where pages start, and warnings."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(f"{name} 有密码,请去掉密码后再导入。")
        if len(reader.pages) > MOST_PAGES:
            raise UnsafeFile(f"{name} 有 {len(reader.pages)} 页,超过 {MOST_PAGES} 页的上限,"
                             f"请拆分后再导入。")
        pages = [mended(tidy(page.extract_text())).split("\n") for page in reader.pages]
    except FileNotDecryptedError as error:
        raise UnreadableFile(f"{name} 有密码,请去掉密码后再导入。") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(f"{name} 不是完好的 PDF,请重新下载或另存。") from error
    empty = sum(not "".join(p).strip() for p in pages)
    warnings = (f"{empty} 页没有文字(可能是扫描件)",) if empty else ()
    heads = running(pages)
    text, starts = joined([body(p, heads) for p in pages])
    return text, starts, warnings
