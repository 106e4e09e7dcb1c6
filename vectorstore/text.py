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

CHARACTER_WEIGHT = 0.8
"""Weight of a single character of a question beside 1 for a bigram or word."""
QUESTION_WORD_WEIGHT = 0.3
ITEM_NUMBER_WEIGHT = 3.0
"""Weight of an item's number that is asked for (第15项)."""

_HAN = "㐀-鿿豈-﫿〇"
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_RUN = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+|\d+(?:\.\d+)?")
_NUMERAL = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(rf"\s*[(\[【第]?\s*({_NUMERAL})\s*[)\]】、.:](?!\d)")
_ASKED = re.compile(
    rf"第\s*\(?\s*({_NUMERAL})\s*\)?\s*[项条个点款题]|(?:item|no\.)\s*\(?(\d{{1,3}})"
)
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}
QUESTION_WORDS = frozenset(
    "多少 少个 几个 哪几 哪些 哪个 什么 怎么 怎样 如何 是多 来着 请问 说说"
    " 多 少 几 哪 些 什 么 怎 样 如 何 请 问 吗 呢 吧 啊 呀 的 了 是 有 在 和 与 及".split()
)
"""Terms that say that something is asked, not what: they count less in a question."""
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


def question_terms(text: str) -> dict[str, float]:
    """The terms of a question, each with its weight."""
    weights = {term: _question_weight(term) for term in terms(text)}
    for match in _ASKED.finditer(normalised(text)):
        weights[_number_term(match.group(1) or match.group(2))] = ITEM_NUMBER_WEIGHT
    return weights


def item_number_term(text: str) -> str | None:
    """The term for the number that a passage opens with, such as (15) or 三、; None without."""
    match = _MARKER.match(normalised(text[:24]))
    return _number_term(match.group(1)) if match else None


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


def _question_weight(term: str) -> float:
    weight = CHARACTER_WEIGHT if len(term) == 1 and _is_han(term) else 1.0
    return weight * QUESTION_WORD_WEIGHT if term in QUESTION_WORDS else weight


def _number_term(numeral: str) -> str:
    """One term for 15 and 十五, unlike any term of running text."""
    if numeral.isdigit():
        return f"#{int(numeral)}"
    tens, ten, ones = numeral.rpartition("十")
    value = (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
    return f"#{value}"


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
