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
    known = entries()
    words = [_singular(part) for w in _WORD.findall(text.lower())
             for part in ([w] if "-" not in w or _singular(w) in known else w.split("-"))]  # wage-arrears
    found: dict[str, None] = {}
    i = 0
    while i < len(words):
        for size in range(min(4, len(words) - i), 0, -1):
            phrase = " ".join(words[i : i + size])
            if phrase in known:
                found.update(dict.fromkeys(known[phrase]))
                i += size - 1
                break
        i += 1
    return tuple(found)


def _singular(word: str) -> str:
    """A plural made singular, roughly: the same is done to the glossary's own words."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
