"""What kind each item is: section, group, problem, part."""

import re
from typing import TYPE_CHECKING

from ingest.chapters import HANDED, ROWS, levels_of, problem_level
from ingest.evidence import (
    CONTACT,
    MOST_LISTED,
    OPENS_PROBLEM,
    PLANNED,
    ROOTS,
    WHOLE,
    is_aside,
    is_problem,
    subtree,
    tells_problem,
)
from ingest.headings import is_deficiency
from ingest.notice import ItemKind

if TYPE_CHECKING:
    from ingest.outline import Node

_HANDED_OVER = re.compile(r"(?:移[交送]|信访|线索|立行立改|选人用人).{0,16}(?:办理|处置|核查|"
                          r"查处|整改)(?:落实)?情况$")
_SAID = .7
"""Share of a row's heading in that of a problem from which it names the same."""
ODD = 1 / 3
"""Share of a run up to which its members that look like problems are sections as the others are."""
_LETTERS = re.compile(r"(?:[\u4e00-\u9fff]{0,6}移[交送]的?)?(?:信访件|信访|问题线索|线索|举报件|边巡边改|立行立改|选人用人专项检查反馈)[^,，。;；]{0,8}(?:\d|办理|事项)")


def kinds_of(text: str, nodes: list["Node"]) -> None:
    """Set ``kind`` of every numbered node and of what hangs below it."""
    roots = [n for n in nodes if n.parent is None and n.marker]
    chosen = levels_of(text, roots)
    for root in roots:
        _assign(text, root, chosen.get(id(root)))
    _as_their_run(roots)
    for node in nodes:
        if node.kind == "other" and not (node.parent or node.aside) and tells_problem(text, node):
            node.kind = "problem"
            node.heading = node.heading or _first_clause(text, node)
    headed = [n for n in nodes if n.heading and not (n.parent or n.marker or n.aside)
              and n.kind in ("other", "problem") and not is_aside(text, n)]
    if sum(n.kind == "problem" for n in headed) >= max(ROOTS, MOST_LISTED * len(headed)):
        for node in headed:
            node.kind = "problem"
    _told_again(nodes)


def _as_their_run(roots: list["Node"]) -> None:
    """Make sections of the few of a run that look like problems (2.逐项分解任务 among 1.高位推动部署, 3.总体进展情况)."""
    for run in _runs(roots):
        odd = [n for n in run if n.kind == "problem"]
        if len(odd) <= ODD * len(run) and not any(is_deficiency(n.heading) or n.children for n in odd):
            for node in odd:
                node.kind = "section"


def _runs(roots: list["Node"]) -> list[list["Node"]]:
    """The roots in runs of one family whose numbers go up one by one."""
    found: list[list[Node]] = []
    for node in roots:
        last = found[-1][-1].marker if found else None
        if last and node.marker and (node.marker.family, node.marker.number) == (last.family, last.number + 1):
            found[-1].append(node)
        else:
            found.append([node])
    return found


def _told_again(nodes: list["Node"]) -> None:
    """Make sections of the rows of a table that only lists problems told above it once more."""
    told = [n.heading for n in nodes if n.kind == "problem" and n.marker and n.marker.family not in ROWS]
    rows = [n for n in nodes if n.kind == "problem" and n.marker and n.marker.family in ("行", "序行")]
    again = [n for n in rows if any(_shared(n.heading, heading) >= _SAID for heading in told)]
    if len(told) >= len(rows) and len(again) >= max(2, MOST_LISTED * len(rows)):
        for node in rows:
            node.kind = "section"


def _shared(short: str, whole: str) -> float:
    """Share (0–1) of the bigrams of a heading that another holds."""
    pairs = {short[i : i + 2] for i in range(len(short) - 1)}
    return sum(p in whole for p in pairs) / len(pairs) if pairs else 0.0


def _first_clause(text: str, node: "Node") -> str:
    """The words a paragraph opens with, when they are short enough for a heading."""
    clause = re.split("[,，。;；]", text[node.start:node.own_end].strip(), maxsplit=1)[0]
    return clause if len(clause) <= 40 else ""


def _assign(text: str, node: "Node", level: int | None) -> None:
    """Set the kinds of a node and of what hangs below it; its problems are those of a level."""
    if not node.marker:
        return
    if level is not None and node.depth < level and not any(
            n.marker and (n.depth == level or n.marker.family == "段") for n in subtree(node)):
        own = _own_level(text, node)
        if own is None and is_problem(text, node) and node.parent and not _HANDED_OVER.search(node.heading):
            node.kind = "problem"
            for below in subtree(node)[1:]:
                below.kind = "part" if below.marker else below.kind
            return
        level = own
    node.kind = _kind(text, node, level)
    for child in node.children:
        _assign(text, child, level)


def _own_level(text: str, node: "Node") -> int | None:
    """The level of the problems of a group that is written otherwise than the rest of its chapter."""
    named = node.marker and node.marker.family in OPENS_PROBLEM or (
        is_deficiency(node.heading) and not node.heading.endswith("方面"))
    level = None if named else problem_level(text, node)
    return level if level is not None and level > node.depth else None


def _kind(text: str, node: "Node", level: int | None) -> ItemKind:
    """The kind of a numbered node, given the level of the problems around it."""
    family = node.marker.family if node.marker else ""
    if family == "段":
        return "problem"
    if any(n.marker and n.marker.family == "段" for n in node.children):
        return "group" if node.parent else "section"
    if level is None:
        return "contact" if node.parent is None and CONTACT.search(node.heading) else "section"
    if node.depth == level:
        whole = node.parent and WHOLE.search(node.parent.heading) and family not in OPENS_PROBLEM
        aside = _HANDED_OVER, CONTACT, PLANNED
        handed = not node.children and (any(form.search(node.heading) for form in aside)
                                        or _counts_letters(text, node))
        return "section" if whole or handed or family == "行" and _names_a_chapter(text, node) else "problem"
    if node.depth > level:
        return "part"
    return "group" if node.parent and any(n.depth == level and n.marker for n in subtree(node)) else "section"


def _names_a_chapter(text: str, node: "Node") -> bool:
    """Whether a row holds no more than the name of the rows below it (1 乡村振兴方面)."""
    return node.heading.endswith("方面") and not text[node.body_start:node.own_end].strip()


def _counts_letters(text: str, node: "Node") -> bool:
    """Whether an item of a chapter about what was handed over does no more than count it."""
    chapter = node.parent
    return (chapter is not None and bool(HANDED.search(chapter.heading))
            and bool(_LETTERS.match(text[node.body_start : node.own_end].strip() or node.heading)
                     or _LETTERS.match(node.heading)))
