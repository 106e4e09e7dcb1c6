"""Lines of pages: running heads out, wrapped lines joined into paragraphs."""

import re
from collections import Counter
from collections.abc import Callable
from unicodedata import east_asian_width

from ingest.markers import LABEL, marker_at

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·─\s]*\d{1,4}[-—–·─\s]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共?\s*\d+\s*页)?|"
    r"\d+\s*/\s*\d+)\s*")
_PAGE_MARK = re.compile(r"\s*(?:[-—–─]\s*\d{1,4}\s*[-—–─]|第\s*\d+\s*页(?:\s*[,，"
                        r"/]?\s*共?\s*\d+\s*页)?)\s*")
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
    shapes: set[str] = set()
    for _ in range(2 if len(pages) >= 3 else 0):
        edges: Counter[str] = Counter()
        for lines in pages:
            if kept := body(lines, shapes):
                edges.update({_shape(kept[0]), _shape(kept[-1])})
        shapes |= {shape for shape, count in edges.items() if count >= max(3, len(pages) * .5)}
    return shapes


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
    measure, full = _measure([line for lines in pages for line in lines if line.strip()])
    text, starts, previous = "", [], ""
    for lines in pages:
        first = True
        for line in lines:
            words = line.strip()
            if text:
                apart = not words or not previous or _opens(words) or (
                    measure(previous) < full * .9)
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


def _measure(lines: list[str]) -> tuple[Callable[[str], int], int]:
    """How these lines were measured when they were wrapped, and how long a full one is."""
    best: tuple[int, Callable[[str], int], int] = (-1, len, 0)
    for measure in (len, _width):
        lengths = sorted((measure(line.rstrip()) for line in lines), reverse=True)
        full = lengths[len(lengths) // 50] if lengths else 0
        near = sum(abs(length - full) <= 2 for length in lengths)
        if near > best[0]:
            best = (near, measure, full)
    return best[1], best[2]


def _width(line: str) -> int:
    """Columns that a line takes: two for a wide character."""
    return sum(2 if east_asian_width(c) in "WF" or c in "“”‘’…—" else 1 for c in line)


def _opens(line: str) -> bool:
    """Whether a line starts a paragraph by its marker or label."""
    marker = marker_at(line, 0)
    return bool(LABEL.match(line)) or bool(
        marker and marker.family not in ("行", "1)", "关于", "一是") and not (
            marker.family in ("1.", "1、", "(1)") and line[marker.end:marker.end + 1].isdigit()))
