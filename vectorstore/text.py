"""Text as it is searched: normalised characters, terms, and the sentences of a passage.

What is shown to a reader is never normalised; see :class:`vectorstore.passage.Passage`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

SENTENCE_SIZE = 120
"""Sentences are merged while together they stay within this many characters."""

_HAN = "㐀-鿿豈-﫿〇"
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_RUN = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+|\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]*[”’」』）)]*")


def normalised(text: str) -> str:
    """Width, case, script and spacing evened out (NFKC, lower, simplified), for search only."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).lower())
    return _GAP.sub("", _simplified(text))


def terms(text: str) -> list[str]:
    """The search terms of a text: Han characters and bigrams, other words and numbers whole."""
    found: list[str] = []
    for match in _RUN.finditer(normalised(text)):
        run = match.group()
        if _is_han(run[0]):
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(run)
    return found


@lru_cache(maxsize=1 << 17)
def term_code(term: str) -> int:
    """A term as a stable 63-bit integer, the same on every machine and in every run."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big") >> 1


def sentence_spans(text: str, size: int = SENTENCE_SIZE) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences of a text, short neighbours merged; blanks are left out."""
    start = end = 0
    for match in _SENTENCE.finditer(text):
        if match.end() - start > size and text[start:end].strip():
            yield start, end
            start = end
        end = match.end()
    if text[start:end].strip():
        yield start, end


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿" or "豈" <= char <= "﫿" or char == "〇"


def _simplified(text: str) -> str:
    """Traditional characters as simplified ones; GB 2312 holds none, so most text is skipped."""
    try:
        "".join(c for c in text if _is_han(c)).encode("gb2312")
    except UnicodeEncodeError:
        return str(_converter().convert(text))
    return text


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # 20 ms, and rarely needed

    return OpenCC("t2s")
