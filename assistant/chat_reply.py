"""A chat model's reply as blocks: sentences, bullets and tables, with its keys resolved."""

import re
from collections.abc import Iterator, Mapping

from assistant.answer import Block, Bullets, Paragraph, Statement, Table

MARKER = re.compile(r"[\[【〔［]\s*((?:[\w*#^-]+\s*[,\uff0c、;\uff1b ]\s*)*[\w*#^-]+)\s*[\]】〕］]", re.ASCII)
_KEY = re.compile(r"k[0-9a-z]{4,6}")
_END = r"。;!?\uff1b\uff01\uff1f"
_MARK = r"\s*[\[【][^\[\]【】]{1,60}[\]】]"
_SETTLED = re.compile(rf"\n|(?:[。;\uff1b\uff01\uff1f]|[!?](?![\[(]))(?:{_MARK})*")
_SENTENCE = re.compile(
    rf"(?:[^{_END}]|(?<=[A-Za-z0-9])[!?;])+[{_END}]*[”’)\uff09》]*(?:{_MARK})*[。;\uff1b]?"
)
_BULLET = re.compile(r"^\s*(?:[-*•·]|(?P<n>\d{1,2})[.、)])\s+")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_EMPHASIS = re.compile(r"\*\*([^*]*)\*\*|__([^_]*)__|(?m:^\s*#{1,6}\s+)|(?m:^\s*>\s?)")


def parse(text: str, keys: Mapping[str, int]) -> tuple[Block, ...]:
    """The blocks of a reply; ``keys`` gives the citation number of each valid key.

    A marker that points to nothing cites nothing.
    """
    lines = _EMPHASIS.sub(lambda m: m[1] or m[2] or "", text).splitlines()
    return tuple(_Parser(keys).blocks(lines))


def settled(text: str) -> str:
    """The part of an unfinished reply whose sentences are complete, markers included."""
    ends = [m.end() for m in _SETTLED.finditer(text)]
    while ends and re.match(r"\s*[\[【]", text[ends[-1]:]):
        ends.pop()  # a marker is still being written
    line = text.rfind("\n") + 1
    if text[line:].lstrip().startswith("|"):
        return _without_bare_head(text[:line])
    if ends and ends[-1] == len(text):
        ends.pop()  # its marker, or the rest of its line, may be still to come
    return _without_bare_head(text[:ends[-1]]) if ends else ""


def _without_bare_head(text: str) -> str:
    """The text without a table's first line at its end: the rule under it is yet to come."""
    lines = text.splitlines(keepends=True)
    bare = lines and lines[-1].lstrip().startswith("|") and (
        len(lines) < 2 or "|" not in lines[-2])
    return "".join(lines[:-1]) if bare else text


def shown(text: str, keys: Mapping[str, int]) -> str:
    """Provisional text for the page: keys as numbers, unknown keys gone."""
    def number(m: re.Match[str]) -> str:
        found = [keys[k] for k in _KEY.findall(m[1]) if k in keys]
        return "".join(f"[{n}]" for n in found)
    return MARKER.sub(lambda m: number(m) if _marks(m[1]) else m[0], text)


def _marks(inside: str) -> bool:
    """Whether what stands in brackets is meant as a marker: keys, or bare small numbers."""
    return bool(_KEY.search(inside)) or bool(re.fullmatch(
        r"\^?\d{1,2}(?:[\s,\uff0c、;\uff1b-]+\^?\d{1,2})*|[A-Za-z]{1,3}\d+", inside))


class _Parser:
    def __init__(self, keys: Mapping[str, int]) -> None:
        self._keys = keys

    def blocks(self, lines: list[str]) -> Iterator[Block]:
        at = 0
        while at < len(lines):
            line = lines[at]
            if "|" in line and at + 1 < len(lines) and _RULE.match(lines[at + 1]):
                end = at + 2
                while end < len(lines) and "|" in lines[end]:
                    end += 1
                yield self._table(lines[at], lines[at + 2:end])
                at = end
            elif mark := _BULLET.match(line):
                end = at
                while end < len(lines) and _BULLET.match(lines[end]):
                    end += 1
                entries = tuple(s for raw in lines[at:end]
                                for s in self._sentences(_BULLET.sub("", raw, count=1)))
                yield Bullets(entries, ordered=bool(mark["n"]))
                at = end
            else:
                statements = tuple(self._sentences(line))
                if statements:
                    yield Paragraph(statements)
                at += 1

    def _table(self, head: str, body: list[str]) -> Table:
        columns = tuple(MARKER.sub("", c) for c in _cells(head))
        rows = []
        for line in body:
            cells = [self._statement(c) for c in _cells(line)][:len(columns)]
            cells += [Statement("")] * (len(columns) - len(cells))
            rows.append(tuple(cells))
        return Table(columns, tuple(rows))

    def _sentences(self, line: str) -> Iterator[Statement]:
        for m in _SENTENCE.finditer(line.strip()):
            statement = self._statement(m[0])
            if re.search(r"\w", statement.text):
                yield statement

    def _statement(self, text: str) -> Statement:
        numbers: list[int] = []

        def take(m: re.Match[str]) -> str:
            if not _marks(m[1]):
                return m[0]
            parts = re.findall(r"[\w*#^-]+", m[1])
            numbers.extend(self._keys[part] for part in parts if part in self._keys)
            return ""

        body = MARKER.sub(take, text)
        return Statement(re.sub(r"\s+([。,;,;])", r"\1", body).strip(),
                         tuple(dict.fromkeys(numbers)))


def _cells(line: str) -> list[str]:
    return [c.strip() for c in line.strip().strip("|").split("|")]
