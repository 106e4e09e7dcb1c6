"""Which level of each chapter holds the problems that the notice counts."""

import re
from typing import TYPE_CHECKING

from ingest.evidence import (
    MOST_LISTED,
    NEXT,
    OPENS_PROBLEM,
    ROOTS,
    is_aside,
    is_measure,
    is_problem,
    numbered_children,
    subtree,
)
from ingest.headings import is_deficiency
from ingest.markers import LABEL

if TYPE_CHECKING:
    from ingest.outline import Node

_PROBLEMS = re.compile(
    r"反馈|问题|整改(?:任务)?(?:的?落实|进展|完成)|整改情况|整改落实|整改到位|具体整改|集中整改|"
    r"逐项|逐条|对标对表")
_HANDED_CHAPTER = re.compile(r"^[^，。；]{0,8}(?:移[交送]|立行立改|边巡边改|交办)[^，。；]{0,12}(?:办理|处置|办结)(?:落实)?(?:情况)?$")
"""The heading of a chapter about matters handed over (移交事项办理情况)."""
_HOLDS = re.compile(r"问题(?:的|逐项|逐条|同步|集中)*(?:整改|办理|落实)(?:落实|进展|完成|到位|情况)*(?:[(（][^)）]*[)）])?$")
"""The end of a heading of a chapter that holds problems (办学治校方面问题整改情况)."""
_COUNTED = re.compile(r"问题(?:的?(?:整改|办理|落实|清单|台账|进展|完成|情况)+)?\s*[(（]共?\s*\d+\s*[个项条件][^)）]*[)）]$")
"""How the heading of a chapter ends that holds several problems (基本办结的问题（5个）)."""
_OF_A_CHAPTER = re.compile(
    r"^(?:关于|对照|落实)?(?:中央|[省市县区]委)?(?:巡[视察]组?|专项检查|选人用人|意识形态|移交|交办|反馈|指出|发现|具体|的|和|与|及|、|问题|意见|信访件?|线索)+"
    r"(?:逐项|逐条|集中|具体)?(?:整改|办理|处置|核查|查处)(?:落实|进展|完成)?(?:情况)?$")
"""The heading of a chapter that holds problems or letters, named by no one of them."""
ROWS = ("行", "序行", "码", "卡", "问题1", "第一个问题")
"""Families that open the rows of tables or carry the numbers of a list."""
_FEW = .2
_MOST_ROWS = .6
_MOST = .5
HANDED = re.compile(r"移[交送]|交办")
"""Words of a heading about matters handed over."""


def levels_of(text: str, roots: list["Node"]) -> dict[int, int | None]:
    """The level of the problems of each outermost item, by its identity; None where it holds none."""
    chosen = {id(r): problem_level(text, r) for r in roots if not is_aside(text, r)}
    own = [r for r in roots if r.marker and r.marker.family != "节"]
    if len(roots) > 1 and not any(numbered_children(r) for r in roots):
        chosen = _flat_list(text, roots)
    elif len(own) >= ROOTS and _named_at_top(own):
        deeper = [r for r in own if (chosen.get(id(r)) or 0) > r.depth]
        tables = {id(r): chosen[id(r)] for r in roots if r not in own and numbered_children(r) and id(r) in chosen}
        chosen = _flat_list(text, roots) | tables if len(deeper) <= _FEW * len(own) else chosen
    _alike(roots, chosen)
    for root in roots:
        if chosen.get(id(root), 0) is None:
            chosen[id(root)] = _told_level(text, root)
    _without_handed(roots, chosen)
    _without_bare(text, roots, chosen)
    if not any(v is not None for v in chosen.values()) and roots:
        chosen |= _fallback(text, roots)
    return chosen


def problem_level(text: str, root: "Node") -> int | None:
    """The deepest level of a section most of whose items name a problem; None if there is none."""
    by_level: dict[int, list[Node]] = {}
    for node in subtree(root):
        if node.marker and node.marker.family != "段":
            by_level.setdefault(node.depth, []).append(node)
    for level in sorted(by_level, reverse=True):
        nodes = by_level[level]
        likely = sum(is_problem(text, n) and not is_measure(n) for n in nodes)
        if likely >= max(1, len(nodes) * _MOST) and (level > root.depth or not numbered_children(root)):
            return level
    return None


def _alike(roots: list["Node"], chosen: dict[int, int | None]) -> None:
    """Give a section about problems, none of which is named as one, the level of the others."""
    found = {level: level > r.depth for r in roots if (level := chosen.get(id(r))) is not None}
    levels = {level for level, inner in found.items() if inner} or set(found)
    if len(levels) != 1:
        return
    (level,) = levels
    for root in roots:
        here = [n for n in subtree(root) if n.depth == level and n.marker]
        rows = all(n.marker.family in ROWS for n in here if n.marker)
        if chosen.get(id(root), level) is None and here and (rows or _PROBLEMS.search(root.heading)):
            chosen[id(root)] = level


def _without_handed(roots: list["Node"], chosen: dict[int, int | None]) -> None:
    """Leave out chapters about matters handed over, unless they are numbered as the problems are."""
    families = {id(r): {n.marker.family for n in subtree(r) if n.marker and n.depth == chosen.get(id(r))} for r in roots}
    handed = [r for r in roots if id(r) in chosen and _HANDED_CHAPTER.search(r.heading)]
    apart = {id(r) for r in handed}
    others = {family for r in roots if id(r) not in apart for family in families[id(r)]}
    for root in handed:
        if not families[id(root)] & others:
            chosen[id(root)] = None


def _without_bare(text: str, roots: list["Node"], chosen: dict[int, int | None]) -> None:
    """Leave out chapters that hold nothing, where others hold the problems."""
    if not any(level is not None and level > r.depth for r in roots if (level := chosen.get(id(r)))):
        return
    rows = [r for r in roots if r.marker and r.marker.family in ROWS and id(r) in chosen]
    listed = sum(is_deficiency(r.heading) for r in rows) >= _MOST_ROWS * len(rows)  # a table of problems
    for root in roots:
        row = root.marker and root.marker.family in ROWS and (listed or is_deficiency(root.heading))
        if not (root.children or row or LABEL.search(text, root.body_start, root.own_end)):
            chosen[id(root)] = None


def _told_level(text: str, root: "Node") -> int | None:
    """The level of the problems of a chapter that says it holds some, whatever they are called."""
    if not _HOLDS.search(root.heading) or NEXT.search(root.heading) or HANDED.search(root.heading):
        return None
    by_level: dict[int, list[Node]] = {}
    for node in subtree(root)[1:]:
        if node.marker and node.marker.family not in ("段", "【】", "节"):
            by_level.setdefault(node.depth, []).append(node)
    named = (level for level in sorted(by_level) if any(is_deficiency(n.heading) for n in by_level[level])
             and not any(n.heading.endswith("方面") for n in by_level[level]))
    return next(named, None)


def _named_at_top(roots: list["Node"]) -> bool:
    """Whether it is the outermost items that name what was found wrong, not those inside them."""
    listed = [r for r in roots if not NEXT.search(r.heading)]
    if any(sum(c.marker.family in OPENS_PROBLEM for c in r.children if c.marker) > 1 for r in listed):
        return False
    return sum(is_deficiency(r.heading) and not _COUNTED.search(r.heading)
               and not _OF_A_CHAPTER.match(r.heading) for r in listed) >= MOST_LISTED * len(listed)


def _flat_list(text: str, roots: list["Node"]) -> dict[int, int | None]:
    """One run of items without sections: all are problems where the headings of most say so."""
    listed = [r for r in roots if not is_aside(text, r)]
    likely = [r for r in listed if is_problem(text, r)]
    if len(likely) >= len(listed) * MOST_LISTED:
        families = {r.marker.family for r in likely if r.marker}
        likely = [r for r in listed if r.marker and r.marker.family in families]
    return {id(r): r.depth for r in likely}


def _fallback(text: str, roots: list["Node"]) -> dict[int, int | None]:
    """With no problem named anywhere, the longest section about problems lists them."""
    about = [r for r in roots if _PROBLEMS.search(r.heading) and not NEXT.search(r.heading)]
    if not about:
        return {}
    root = max(about, key=lambda r: r.end - r.start)
    levels = sorted({n.depth for n in subtree(root) if n.marker and n is not root})
    return {id(root): levels[-1] if levels else root.depth}
