"""What a question says it does not ask about (不要总数, 不是移交的那批): its words are those of a wrong answer."""

import re

_NOT = r"(?:不是|不要|不算|不含|不包括|不问|请勿[与和]|别[跟和与])"
_ASIDE = re.compile(
    rf"\((?:而|可)?{_NOT}[^()]{{2,24}}\)"
    rf"|[,。?;](?:我|可|而)*(?:问的|要的|说的|指的)?{_NOT}[^,。?()吗呢]{{2,24}}[。?]?$"
    rf"|^(?:不算|不含)[^,。?]{{2,16}},")
_HOW = re.compile("[报查核](?:出来)?的|账面|计划|预计|实际")
"""How another figure of the same matter came about (不要账面报的): its words are those of the right sentence, too."""


def without_aside(norm: str) -> str:
    """A normalised question without what it sets aside."""
    return _ASIDE.sub(_blank, norm) or norm


def _blank(aside: re.Match[str]) -> str:
    if _HOW.search(aside.group()):
        return aside.group()
    return "?" if aside.group().startswith((",", "。", "?", ";")) else ""
