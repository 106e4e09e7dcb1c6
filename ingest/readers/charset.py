"""Bytes → text in any Chinese encoding, told by the bytes alone."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from errors import UnreadableFile
from ingest.limits import MB, TEXT_BYTES
from ingest.readers.quality import likeness

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
          (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"))
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 65_536
_READABLE = .05
"""Likeness to Chinese prose below which a decoding is not believed."""
_DAMAGED = .01
"""Share of undecodable bytes up to which a text is taken, with a warning."""
_REPLACED = "\ufffd"


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of bytes in any Chinese encoding, and a warning where some bytes were damaged."""
    if len(data) > TEXT_BYTES:
        raise UnreadableFile(f"{name} 有 {len(data) // MB} MB 文字,超过 {TEXT_BYTES // MB} MB 的上限,"
                             f"不像一份通报,请拆分后再导入。")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data = data[len(mark):]
            if text := _strictly(data, encoding):
                return _checked(text, name), ()
            break
    utf8 = _strictly(data, "utf-8")
    if utf8 and not _is_hz(data) and (utf8.count("\0") <= len(utf8) * .02):
        return _checked(utf8, name), ()
    best = max(_readings(data, _CANDIDATES), key=lambda found: likeness(found[0]), default=("", ""))
    if likeness(best[0]) > _READABLE:
        return _checked(best[0], name), ()
    return _damaged(data, name)


def _damaged(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of bytes of which a few are lost, or in some rarer encoding."""
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5hkscs"):
        text = data.decode(encoding, errors="replace")
        lost = text.count(_REPLACED)
        if 0 < lost <= max(2, len(text) * _DAMAGED) and likeness(text) > _READABLE:
            return _checked(text, name), (f"有 {lost} 处字节损坏,已用 {_REPLACED} 代替",)
    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is not None and likeness(str(guess)) > _READABLE:
        text = data.decode(guess.encoding, errors="replace")
        return _checked(text, name), (f"编码按 {guess.encoding} 猜测",)
    if text := _strictly(data, "utf-8"):
        return _checked(text, name), ()
    raise UnreadableFile(f"{name} 不是文本文件或编码无法识别,请另存为 UTF-8 后再导入。")


def _readings(data: bytes, encodings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The text and its encoding, for every encoding that the bytes fit."""
    for encoding in ("hz", *encodings) if _is_hz(data) else encodings:
        if text := _strictly(data, encoding):
            yield text, encoding


def _strictly(data: bytes, encoding: str) -> str:
    """The text; "" where the bytes do not fit the encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_hz(data: bytes) -> bool:
    """Whether seven-bit bytes hold HZ (RFC 1843), as old mail and news did."""
    return b"~{" in data and data.isascii() and bool(re.search(rb"~\{(?:[!-w][!-~])+~\}", data))


def _checked(text: str, name: str) -> str:
    """The text, unless it decodes but is no text."""
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text))
    if controls > len(text) * .02 + 4:
        raise UnreadableFile(f"{name} 是二进制文件,请换成 txt、md、html、csv、docx 或 pdf。")
    return text
