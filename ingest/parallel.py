"""Problems and what was done about them told in two lists of the same numbers, one below the other."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.markers import Marker, marker_at, number_of, with_followers

if TYPE_CHECKING:
    from ingest.outline import Node

_WRONG = r"(?:存在(?:的)?|主要|具体|反馈)?(?:的)?问题[:：]"
_DONE = r"(?:整改|落实)(?:措施|情况|落实情况|进展|成效|举措)?(?:及成效)?[:：]"
_LINE = re.compile(rf"^[^\S\n]*(?:{_WRONG}|{_DONE})[^\S\n]*(?=1[.．、]|[(（]1[)）]|①)", re.MULTILINE)
_CLOSES = re.compile(rf"\n\s*{_DONE}\s*$")
FEWEST = 2
"""Lines of each sort that hold such a list from which a text is taken to tell its problems so."""
LISTS = ("1.", "1、", "(1)", "①")


def with_lists(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and the numbers behind 存在问题: and 整改情况: where both open lists in their lines."""
    lines = [m for start, end in body for m in _LINE.finditer(text, start, end)]
    firsts = [found for m in lines if (found := marker_at(text, m.end(), LISTS))]
    wrong = sum("问题" in m.group() for m in lines)
    if min(wrong, len(firsts) - wrong) < FEWEST:
        return markers
    opened = {m.start() + len(m.group()) - len(m.group().lstrip()) for m in lines}
    kept = [m for m in markers if m.start not in opened]
    return with_followers(text, sorted((*kept, *firsts), key=lambda m: m.start))


def pair(text: str, nodes: list["Node"]) -> None:
    """Head each item of a second list with the problem of its number: it tells what was done about it."""
    for parent in nodes:
        listed = [c for c in parent.children if c.kind in ("problem", "section") and c.marker]
        cut = next((i for i, (a, b) in enumerate(pairwise(listed), 1)
                    if a.marker and b.marker and a.marker.family == b.marker.family and b.marker.number == 1
                    and _CLOSES.search(text, a.start, b.start)), None)
        if not cut:
            continue
        wrong = {n.marker.number: n for n in listed[:cut] if n.marker}
        for node in listed[cut:]:
            problem = wrong.get(node.marker.number) if node.marker else None
            if problem:
                node.kind = "section"
                node.heading = problem.heading or _words(text, problem)
                node.body_start = node.marker.end if node.marker else node.start
        for problem in listed[:cut]:
            problem.kind = "problem"
            problem.heading = problem.heading or _words(text, problem)
    _by_reference(text, nodes)
    _by_number(text, nodes)


_OF_NUMBER = re.compile(r"问题[:：]?")
LISTED, BARE = 4, 60
"""Problems that two such lists hold at least; characters up to which those of the first say no more than what is wrong."""


def _by_number(text: str, nodes: list["Node"]) -> None:
    """Head 第1项问题:… of a later chapter with the problem of that number, where the first list tells nothing but problems."""
    told = [n for n in nodes if n.kind == "problem" and n.marker and n.marker.family.startswith("第")
            and _OF_NUMBER.match(text, n.marker.end)]
    listed = [n for n in nodes if n.kind == "problem" and n.marker and told and n.end <= told[0].start
              and len(text[n.start : n.own_end].strip()) <= BARE]
    numbers = [n.marker.number for n in listed if n.marker]
    if len(told) < LISTED or numbers != [n.marker.number for n in told if n.marker]:
        return
    for node, problem in zip(told, listed, strict=True):
        opened = _OF_NUMBER.match(text, node.marker.end) if node.marker else None
        node.kind, node.heading = "section", problem.heading or _words(text, problem)
        node.body_start = opened.end() if opened else node.body_start


_REFERS = re.compile(r"针对第?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z])(?:个|项|条)?(?:问题|项)?$")


def _by_reference(text: str, nodes: list["Node"]) -> None:
    """Head what is told of 针对第1个问题 with the problem of that number in the list above it."""
    for node in nodes:
        refers = _REFERS.match(node.heading) if node.kind == "problem" and node.parent else None
        if not refers or not node.parent:
            continue
        number = number_of(refers["n"])
        listed = [n for n in nodes if n.end <= node.parent.start and n.marker and n.marker.number == number
                  and n.parent and n.parent is not node.parent and "问题" in n.parent.heading]
        if listed:
            node.heading = listed[-1].heading or _words(text, listed[-1])


def _words(text: str, node: "Node") -> str:
    """The first sentence of an item that has no heading, as it opens."""
    begin = node.marker.end if node.marker else node.start
    return re.split("[。;；,，]", text[begin:node.own_end].strip())[0]
