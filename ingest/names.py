"""File names as they are shown and stored: one line, no hidden characters, any bytes."""

import os
import unicodedata
from pathlib import Path

from ingest.limits import NAME_CHARACTERS

_LONGEST_NAME = 240


def shown(name: str) -> str:
    r"""A file's name in one visible line, the same for the same name.

    Bytes that are no UTF-8 are read as GB 18030 (archives made on Chinese Windows) or written as
    ``\xb3``; line ends, control and direction characters are written as ``\u202e``.
    """
    try:
        raw = os.fsencode(name)
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "backslashreplace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            text = raw.decode("utf-8", "backslashreplace")
    return "".join(_visible(c) for c in text)


def brief(name: str) -> str:
    """A shown name, cut in the middle when it is absurdly long."""
    name = shown(name)
    if len(name) <= NAME_CHARACTERS:
        return name
    return f"{name[:NAME_CHARACTERS - 41]}…{name[-40:]}"


def fitting(name: str) -> str:
    """A shown name that fits a file system (255 bytes), its ending kept."""
    name = shown(name)
    while len(name.encode()) > _LONGEST_NAME:
        middle = len(name) * 2 // 3
        name = name[:middle - 1] + name[middle:]
    return name


def stored(path: Path) -> str:
    """A path as text that can be stored (bytes that are no UTF-8 as surrogate escapes spelt out)."""
    text = str(path).encode("utf-8", "surrogateescape" if _is_native(path) else "backslashreplace")
    return text.decode("utf-8", "backslashreplace").replace("\0", "")


def _is_native(path: Path) -> bool:
    """Whether a path is one that the system could have given."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _visible(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
