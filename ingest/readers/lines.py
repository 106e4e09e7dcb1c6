"""Lines of pages: running heads out, wrapped lines joined into paragraphs."""

import re
from collections import Counter
from collections.abc import Callable
from unicodedata import category, east_asian_width

from ingest.markers import DUTY_CELL, LABEL, marker_at

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·─\s]*\d{1,4}[-—–·─\s]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共?\s*\d+\s*页)?|"
    r"\d+\s*/\s*\d+)\s*")
_PAGE_MARK = re.compile(r"\s*(?:[-—–─]\s*\d{1,4}\s*[-—–─]|第\s*\d+\s*页(?:\s*[,，"
                        r"/]?\s*共?\s*\d+\s*页)?)\s*")
_ENDS = "。!！?？;；:："
_SHUT = "）)】]"
"""What may stand behind the end of a paragraph too (…。（已完成）)."""
_COMMAS = ",，、(（“《"
_PAIRS = ("“”", "《》", "（）", "()", "「」")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,6}[:：]")
_ROW = re.compile(r"\d{1,3}\t\S")
"""How a row of a table begins."""
WIDEST = 80
"""Characters that a line of hard-wrapped text has at most."""
NARROWEST = 30
"""Columns that its full lines have at least."""
FEWEST = 15
"""Lines by which a text can be told to be wrapped."""
CLOSED, OPEN, HALF = .95, .75, .4
"""Shares of a full line from which it goes on: behind a full stop, without one, behind a comma."""
NEARLY = .85
"""Share of a full line from which a line is full: numbers and signs are not parted."""


def unwrapped(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The paragraphs of a text that was wrapped at a fixed width, and its page starts.

    None for a text whose lines are its paragraphs.
    """
    lines = text.split("\n")
    if not _is_wrapped([line.rstrip() for line in lines if line.strip()]):
        return None
    pages: list[list[str]] = [[]]
    for line in lines:
        if _PAGE_MARK.fullmatch(line):
            pages.append([])
        else:
            pages[-1].append(line)
    found, starts = joined([_stripped(p) for p in pages if any(x.strip() for x in p)])
    return found, starts if len(starts) > 1 else ()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether most lines are as wide as the widest ones, and most of those break a sentence."""
    if len(lines) < FEWEST or max(map(len, lines)) > WIDEST:
        return False
    widths = list(map(_width, lines))
    full = sorted(widths)[int(len(widths) * .9)]
    long = [i for i, width in enumerate(widths[:-1]) if width >= full * NEARLY]
    broken = [i for i in long if lines[i][-1] not in _ENDS and not _opens(lines[i + 1].strip())]
    return full >= NARROWEST and len(long) >= len(lines) * .25 and len(broken) > len(long) * .5


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
    every = [line for lines in pages for line in lines if line.strip()]
    measure, full = _measure(every)
    indents = sum(map(_indented, every)) < len(every) * HALF
    text, starts, above = "", [], ""
    open_pairs = Counter[str]()  # of the paragraph so far
    for lines in pages:
        first = True
        for line in lines:
            words = line.strip()
            opens = bool(words) and (_opens(words) or _ROW.match(words) and "\t" in above or (
                indents and _indented(line) and above[-1:] in _ENDS + _SHUT))
            goes_on = bool(words and above) and not opens and _breaks_off(
                above, measure(above), full, any(n > 0 for n in open_pairs.values()))
            if text:
                text += _between(text, words) if goes_on else "\n"
            if first:
                starts.append(len(text))
                first = False
            text += words
            open_pairs = _opened(words, open_pairs if goes_on else Counter())
            above = line.rstrip() if words else ""
        if first:
            starts.append(len(text))
    return text, tuple(starts)


def _indented(line: str) -> bool:
    """Whether a line stands in as the first of a paragraph does."""
    return line.startswith(("\u3000", "    "))


def _opened(words: str, before: Counter[str]) -> Counter[str]:
    """How many brackets and quotation marks are open behind the words, by the pair."""
    return Counter({pair: before[pair] + words.count(pair[0]) - words.count(pair[1])
                    for pair in _PAIRS})


def _breaks_off(line: str, length: int, full: tuple[int, int], unclosed: bool) -> bool:
    """Whether a line goes on in the next; ``unclosed``: within brackets or quotation marks.

    ``full`` are the lengths of lines that are full and of the fullest.
    """
    if line[-1] in _ENDS:
        return length >= full[1] * CLOSED
    return length >= full[0] * (HALF if unclosed or line[-1] in _COMMAS else OPEN)


def _between(text: str, words: str) -> str:
    """A space where two Latin words would run together."""
    latin = text[-1:].isascii() and text[-1:].isalpha() and words[:1].isascii() and words[:1].isalpha()
    return " " if latin and text[-40:].isascii() else ""


def _measure(lines: list[str]) -> tuple[Callable[[str], int], tuple[int, int]]:
    """How these lines were measured when they were wrapped; how long full ones and the fullest are."""
    best: tuple[int, Callable[[str], int], tuple[int, int]] = (-1, len, (0, 0))
    for measure in (len, _width):
        lengths = sorted((measure(line.rstrip()) for line in lines), reverse=True)
        full = lengths[len(lengths) // 10] if lengths else 0
        fullest = lengths[len(lengths) // 50] if lengths else 0
        near = sum(abs(length - fullest) <= 2 for length in lengths)
        if near > best[0]:
            best = (near, measure, (full, fullest))
    return best[1], best[2]


def _width(line: str) -> int:
    """Columns that a line takes: two for a wide character."""
    return sum(2 if east_asian_width(c) in "WF" or c in "“”‘’…—" else 1 for c in line)


def _opens(line: str) -> bool:
    """Whether a line starts a paragraph by its marker or label."""
    marker = marker_at(line, 0)
    return bool(LABEL.match(line) or DUTY_CELL.match(line) or _LABELLED.match(line) or line[0] in "[【"
                or category(line[0]) == "So") or bool(
        marker and marker.family not in ("行", "1)", "关于", "一是") and not (
            marker.family in ("1.", "1、", "(1)") and line[marker.end:marker.end + 1].isdigit()))
