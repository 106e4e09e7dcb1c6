"""Words that stand for one another: official, colloquial and short forms of the same thing."""

import re
from functools import lru_cache
from pathlib import Path

from assistant.wording import normalise

FILE = Path(__file__).with_name("lexicon.txt")


@lru_cache(maxsize=1)
def synonyms() -> dict[str, tuple[str, ...]]:
    """Each word of the lexicon (normalised) → the others of its groups; behind > stand words for it that it is none for."""
    table: dict[str, dict[str, None]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        general, _, special = map(str.strip, line.partition(">"))
        group = [normalise(word) for word in general.split()]
        below = [normalise(word) for word in special.split()]
        for word in group:
            others = table.setdefault(word, {})
            others.update(dict.fromkeys(w for w in (*group, *below) if w != word))
    return {word: tuple(others) for word, others in table.items()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest = sorted(synonyms(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or "(?!)")


@lru_cache(maxsize=4096)
def known_words(text: str) -> tuple[str, ...]:
    """The words of the lexicon that stand in a text, longest first where they overlap."""
    return tuple(dict.fromkeys(_pattern().findall(normalise(text))))
