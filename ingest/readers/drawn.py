"""Tables drawn with lines and characters (┌─┬─┐, +---+), whose cells run on over several lines."""

import re
from itertools import zip_longest

_RULE = re.compile(r"^\s*(?:[┌├└╔╠╚┏┣┗][─━═┬┼┴┐┤┘╦╬╩╗╣╝┳╋┻┓┫┛\s]+|\+(?:[-=]+\+)+)\s*$")
_ROW = re.compile(r"^\s*[│║┃|]")
_BAR = re.compile("[│║┃|]")
FEWEST = 3
"""Rules that a text must hold to be taken for a drawn table."""


def written_out(text: str) -> str:
    """The text with each row of its drawn tables on one line, cells joined by " | ", rules left out."""
    lines = text.split("\n")
    if sum(bool(_RULE.match(line)) for line in lines) < FEWEST:
        return text
    found: list[str] = []
    row: list[list[str]] = []
    for line in [*lines, ""]:
        if _ROW.match(line):
            row.append(_BAR.split(line.strip())[1:])
            continue
        if row:
            found.append(_joined(row))
            row = []
        if not _RULE.match(line):
            found.append(line)
    return "\n".join(found[:-1])


def _joined(row: list[list[str]]) -> str:
    """The cells of a row, each put together from its lines."""
    cells = ("".join(piece.strip() for piece in cell) for cell in zip_longest(*row, fillvalue=""))
    return " | ".join(cells).rstrip("| ")
