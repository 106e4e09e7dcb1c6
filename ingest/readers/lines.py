"""Lines of pages: running heads out, wrapped lines joined into paragraphs."""

import re
from collections import Counter

from ingest.markers import LABEL, marker_at

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·─\s]*\d{1,4}[-—–·─\s]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共?\s*\d+\s*页)?|\d+\s*/\s*\d+)\s*")
_PAGE_MARK = re.compile(r"\s*(?:[-—–─]\s*\d{1,4}\s*[-—–─]|第\s*\d+\s*页(?:\s*[,，/]?\s*共?\s*\d+\s*页)?)\s*")
_ENDS = "。!！?？;；:："
WIDEST = 80
"""Characters that a line of hard-wrapped text has at most."""


def unwrapped(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The paragraphs of a text that was wrapped at a fixed width, and its page starts.

    None for a text whose lines are its paragraphs.
    """
    lines = text.split("\n")
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 15 or lengths[-1] > WIDEST:
        return None
    width = lengths[int(len(lengths) * .9)]
    full = [line.rstrip() for line in lines if abs(len(line.rstrip()) - width) <= 2]
    if width < 15 or len(full) < len(lengths) * .4 or (
            sum(line[-1:] in _ENDS for line in full) > len(full) * .5):
        return None
    pages: list[list[str]] = [[]]
    for line in lines:
        if _PAGE_MARK.fullmatch(line):
            pages.append([])
        else:
            pages[-1].append(line)
    found, starts = joined([_stripped(p) for p in pages if any(x.strip() for x in p)])
    return found, starts if len(starts) > 1 else ()


def _stripped(lines: list[str]) -> list[str]:
    """A page without the blank lines around it."""
    kept = [i for i, line in enumerate(lines) if line.strip()]
    return lines[kept[0]:kept[-1] + 1]


def running(pages: list[list[str]]) -> set[str]:
    """First and last lines that come back on most pages, numbers aside."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for lines in pages:
        words = [line.strip() for line in lines if line.strip()]
        edges.update({_shape(w) for w in words[:2] + words[-2:]})
    return {shape for shape, count in edges.items() if count >= max(3, len(pages) * .5) and shape}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def body(lines: list[str], running: set[str]) -> list[str]:
    """A page's lines without running heads and page numbers."""
    kept = [line for line in lines if line.strip()]
    while kept and (_PAGE_NUMBER.fullmatch(kept[0]) or _shape(kept[0]) in running):
        kept = kept[1:]
    while kept and (_PAGE_NUMBER.fullmatch(kept[-1]) or _shape(kept[-1]) in running):
        kept = kept[:-1]
    return kept


def joined(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    """Paragraphs out of wrapped lines, and the offset of each page's first character."""
    lengths = sorted(len(line.rstrip()) for lines in pages for line in lines if line.strip())
    full = lengths[int(len(lengths) * .8)] * .85 if lengths else 0
    text, starts, previous = "", [], ""
    for lines in pages:
        first = True
        for line in lines:
            words = line.strip()
            if text:
                apart = not words or not previous or _opens(words) or _ends(previous, full)
                text += "\n" if apart else _between(text, words)
            if first:
                starts.append(len(text))
                first = False
            text += words
            previous = line.rstrip() if words else ""
        if first:
            starts.append(len(text))
    return text, tuple(starts)


def _between(text: str, words: str) -> str:
    """A space where two Latin words would run together."""
    latin = text[-1:].isascii() and text[-1:].isalpha() and words[:1].isascii() and words[:1].isalpha()
    return " " if latin and text[-40:].isascii() else ""


def _ends(line: str, full: float) -> bool:
    """Whether a line ends its paragraph: it stops well before the margin."""
    return len(line) < full * (.98 if line[-1:] in _ENDS else .8)


def _opens(line: str) -> bool:
    """Whether a line starts a paragraph by its marker or label."""
    marker = marker_at(line, 0)
    return bool(LABEL.match(line)) or bool(
        marker and marker.family not in ("行", "1)", "关于", "一是") and not (
            marker.family in ("1.", "1、", "(1)") and line[marker.end:marker.end + 1].isdigit()))
