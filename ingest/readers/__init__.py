"""File → text as printed: one reader a format, chosen by content before name."""

import hashlib
from dataclasses import replace
from pathlib import Path

from errors import UnreadableFile, UnsafeFile
from ingest.limits import FILE_BYTES, MB, TEXT_CHARACTERS
from ingest.names import brief
from ingest.readers.charset import decoded
from ingest.readers.document import Document
from ingest.readers.drawn import written_out
from ingest.readers.formats import (
    SUFFIXES,
    refuse_by_content,
    refuse_by_name,
    refuse_container,
    suffix_of,
)
from ingest.readers.lines import unwrapped
from ingest.readers.package import office_kind, opened
from ingest.readers.pdf import read_pdf
from ingest.readers.plain import front_matter, rows, tidy, unescaped
from ingest.readers.quality import judged
from ingest.readers.web import is_page, read_html
from ingest.readers.word import read_docx

__all__ = ["SUFFIXES", "Document", "content_of", "read", "read_bytes"]

_ZIP = b"PK\x03\x04"
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
"""Bytes that say nothing: blanks, zeros, byte order marks."""


def read(path: Path) -> Document:
    """The document of a file; :class:`errors.IngestError` says why it cannot be read."""
    return read_bytes(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """A file's bytes; IngestError for one that is too large or cannot be opened."""
    name = brief(path.name)
    try:
        if not path.is_file():
            reason = "不是普通文件" if path.exists() else "打不开(文件不存在)"
            raise UnreadableFile(f"{name} {reason},请检查路径。")
        if path.stat().st_size > FILE_BYTES:
            raise UnsafeFile(f"{name} 有 {path.stat().st_size // MB} MB,超过 {FILE_BYTES // MB} MB "
                             f"的上限,请拆分后再导入。")
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "路径不能用"
        raise UnreadableFile(f"{name} 打不开({reason}),请检查路径和权限。") from error
    if len(data) > FILE_BYTES:
        raise UnsafeFile(f"{name} 超过 {FILE_BYTES // MB} MB 的上限,请拆分后再导入。")
    return data


def read_bytes(data: bytes, name: str) -> Document:
    """The document of a file's bytes; ``name`` gives its format away where the bytes do not."""
    name = brief(name)
    if not data.strip(_BLANK):
        raise UnreadableFile(f"{name} 是空文件,请换一个有内容的文件。")
    document = _document(data, name)
    if len(document.text) > TEXT_CHARACTERS:
        raise UnsafeFile(f"{name} 的文字超过 {TEXT_CHARACTERS} 字,不像一份通报,请拆分后再导入。")
    return replace(document, warnings=(*document.warnings, *judged(document.text, name)))


def _document(data: bytes, name: str) -> Document:
    suffix = suffix_of(name)
    sha256 = hashlib.sha256(data).hexdigest()
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-") or (
            suffix == ".pdf" and b"%PDF-" in data[:1024]):
        text, pages, warnings = read_pdf(data, name)
        return Document(text, "pdf", sha256, pages, warnings=warnings)
    if not data.startswith(_ZIP):
        refuse_by_content(data, name)
    if data.startswith(_ZIP) or suffix == ".zip":
        kind = office_kind(opened(data, name).namelist())
        if kind != "docx":
            refuse_container(kind, name)
        return Document(read_docx(data, name), "docx", sha256)
    refuse_by_name(name)
    text, warnings = decoded(data, name)
    if suffix in (".docx", ".docm", ".pdf"):
        what = "其实是网页" if is_page(text, "") else "已损坏"
        raise UnreadableFile(f"{name} {what},不是真正的 {suffix} 文件,请重新下载或另存。")
    return _text_document(Document(text, "txt", sha256, warnings=warnings), suffix, name)


def _text_document(found: Document, suffix: str, name: str) -> Document:
    """A page, a table or plain paragraphs out of decoded text."""
    if is_page(found.text, suffix):
        return replace(found, text=read_html(found.text, name), format="html")
    if suffix in (".csv", ".tsv"):
        return replace(found, text=rows(found.text, suffix, name), format="csv")
    if suffix in (".md", ".markdown"):
        front, text = front_matter(found.text)
        found = replace(found, text=text, format="md", front=front)
    text = written_out(unescaped(tidy(found.text)))
    if rejoined := unwrapped(text):
        return replace(found, text=rejoined[0], pages=rejoined[1], warnings=(
            *found.warnings, "原文按固定宽度折行,已接回段落并去掉页码"))
    return replace(found, text=text)
