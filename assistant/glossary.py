"""English words of a question in the Chinese that notices use, longest phrase first."""

import re
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("glossary.txt")
_WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*")


@lru_cache(maxsize=1)
def entries() -> dict[str, tuple[str, ...]]:
    """Each English phrase (lower case, singular) → the Chinese words for it."""
    table = {}
    for line in FILE.read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            english, chinese = line.split("=", 1)
            table[" ".join(map(_singular, _WORD.findall(english.lower())))] = tuple(chinese.split())
    return table


def chinese(text: str) -> tuple[str, ...]:
    """The Chinese words for the phrases of an English text, in order, each once."""
    return tuple(dict.fromkeys(word for words in _phrases(text) for word in words))


def whole(text: str) -> str:
    """An English noun phrase in Chinese, the most official word for each part; "" where a part is not known."""
    found = _phrases(text)
    return "".join(words[0] for words in found) if all(found) else ""


def _phrases(text: str) -> list[tuple[str, ...]]:
    """The Chinese words for each phrase of an English text, longest phrases first; () for a word not known."""
    known = entries()
    words = [_singular(part) for w in _WORD.findall(text.lower())
             for part in ([w] if "-" not in w or _singular(w) in known else w.split("-"))]  # wage-arrears
    found: list[tuple[str, ...]] = []
    i = 0
    while i < len(words):
        sizes = range(min(4, len(words) - i), 0, -1)
        size = next((n for n in sizes if " ".join(words[i : i + n]) in known), 1)
        found.append(known.get(" ".join(words[i : i + size]), ()))
        i += size
    return found


def _singular(word: str) -> str:
    """A plural made singular, roughly: the same is done to the glossary's own words."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
