"""File → text as printed: one reader a format, chosen by content before name."""

import hashlib
from pathlib import Path

from errors import UnreadableFile, UnsafeFile
from ingest.readers.document import Document
from ingest.readers.lines import unwrapped
from ingest.readers.pdf import read_pdf
from ingest.readers.plain import decoded, front_matter, tidy
from ingest.readers.web import is_page, read_html
from ingest.readers.word import read_docx

__all__ = ["SUFFIXES", "Document", "read", "read_bytes"]

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"})
"""File name endings that are read; other files are refused."""
LARGEST = 64 * 1024 * 1024
"""Bytes above which a file is refused."""
LONGEST = 5_000_000
"""Characters above which a text is refused."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = ((b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"7z\xbc\xaf",
    "压缩包"),
                (b"Rar!", "压缩包"), (b"\x1f\x8b", "压缩包"), (b"{\\rtf", "RTF 文档"), (b"\x7fELF",
                    "程序"),
                (b"MZ", "程序"))


def read(path: Path) -> Document:
    """The document of a file; :class:`errors.IngestError` says why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnsafeFile(f"{path.name} 有 {size >> 20} MB,超过 {LARGEST >> 20} MB 的上限,"
                             f"请拆分后再导入。")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name} 打不开({error.strerror}),请检查路径和权限。") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document of a file's bytes; ``name`` gives its format away where the bytes do not."""
    if not data.strip():
        raise UnreadableFile(f"{name} 是空文件,请换一个有内容的文件。")
    document = _document(data, name)
    if not document.text.strip():
        raise UnreadableFile(f"{name} 里没有可读的文字,扫描件请先做文字识别(OCR)。")
    if len(document.text) > LONGEST:
        raise UnsafeFile(f"{name} 的文字超过 {LONGEST} 字,不像一份通报,请拆分后再导入。")
    return document


def _document(data: bytes, name: str) -> Document:
    suffix = Path(name).suffix.lower()
    sha256 = hashlib.sha256(data).hexdigest()
    if data.lstrip()[:5] == b"%PDF-":
        text, pages, warnings = read_pdf(data, name)
        return Document(text, "pdf", sha256, pages, warnings=warnings)
    if data[:4] == b"PK\x03\x04":
        return Document(read_docx(data, name), "docx", sha256)
    if data[:8] == _OLD_OFFICE:
        raise UnreadableFile(f"{name} 是旧版 Office 文件或加了密码,请去掉密码、另存为 .docx "
                             f"后再导入。")
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnreadableFile(f"{name} 是{kind},不是文档,请换成 txt、md、html、docx 或 pdf。")
    if suffix not in SUFFIXES:
        raise UnreadableFile(f"{name} 的格式不认识,请换成 txt、md、html、docx 或 pdf。")
    if suffix in (".docx", ".pdf"):
        raise UnreadableFile(f"{name} 已损坏或不是真正的 {suffix} 文件,请重新下载或另存。")
    text, warnings = decoded(data, name)
    if is_page(text, suffix):
        return Document(read_html(text, name), "html", sha256, warnings=warnings)
    front: dict[str, str] = {}
    if suffix in (".md", ".markdown"):
        front, text = front_matter(text)
    text = tidy(text)
    pages = ()
    if rejoined := unwrapped(text):
        text, pages = rejoined
        warnings = (*warnings, "原文按固定宽度折行,已接回段落并去掉页码")
    return Document(text, suffix.lstrip(".").replace("markdown", "md").replace("text", "txt"),
                    sha256, pages, front, warnings)
