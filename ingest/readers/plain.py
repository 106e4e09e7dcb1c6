"""Plain text, Markdown and CSV: stray characters out, front matter read, rows written out."""

import csv
import html
import re

from errors import UnreadableFile

_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]")
"""What no reader sees: control, direction, joining, filling and tag characters."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST_FRONT = 20_000


def tidy(text: str) -> str:
    """The text as it will be quoted: line ends unified, invisible characters out, nothing else."""
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _ENDS.sub("\n", text)))


_TAG = re.compile(r"</?(?:p|br|strong|b|span|div|font|em)\b[^<>]{0,200}>", re.I)
_CODE = re.compile(rf"&(?:nbsp|[lr]dquo|mdash|hellip|ensp|emsp|middot|amp);|{_TAG.pattern}", re.I)
_BREAK = re.compile(r"<(?:br\s*/?|/p|/div)>(?=[^\n])", re.I)
_CODES = 5
"""Pieces of a page's code from which a text is one whose code was left in."""


def unescaped(text: str) -> str:
    """The text without the tags and entities that were copied with it from a page."""
    if len(_CODE.findall(text)) < _CODES:
        return text
    plain = _TAG.sub("", _BREAK.sub("\n", text))
    return html.unescape(plain).replace("\xa0", " ")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between --- at the top of a Markdown file, and the text below."""
    text = tidy(text)
    found = _FRONT.match(text[:_LONGEST_FRONT])
    if not found:
        return {}, text
    pairs = (line.split(":", 1) for line in found.group(1).split("\n") if ":" in line)
    front = {k.strip(): v.strip().strip("'\"") for k, v in pairs if not k.startswith((" ", "#"))}
    return front, text[found.end():].lstrip("\n")


def rows(text: str, suffix: str, name: str) -> str:
    """A table's rows as Word tables are read: cells joined by " | ", formulas as text."""
    text = tidy(text)
    head = text[:4000]
    separator = "\t" if suffix == ".tsv" else max(",;\t", key=head.count)
    try:
        found = list(csv.reader(text.split("\n"), delimiter=separator))
    except csv.Error as error:
        raise UnreadableFile(f"{name} 不是完好的 CSV 表格({error}),请重新另存为 CSV(UTF-8)。"
                             ) from error
    lines = (" | ".join(" ".join(cell.split()) for cell in row).rstrip("| ") for row in found)
    return "\n".join(line for line in lines if line)
