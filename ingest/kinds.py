"""What kind each item is: which level holds the problems that the notice counts."""

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.belief import LABELS
from ingest.closing import CLOSING, is_annex
from ingest.headings import gives_figures, is_deficiency
from ingest.markers import FOUND, LABEL

from ingest.notice import ItemKind

if TYPE_CHECKING:
    from ingest.outline import Node

_ORGANISED = re.compile(
    r"组织|领导|部署|站位|扛[起牢实稳]|总体|概况|基本情况|开展情况|工作情况|责任|认识|思想|"
    r"主要做法|推进情况")
_WHOLE = re.compile(r"^(?:整改)?(?:工作)?的?(?:总体|基本|组织|主体责任(?:履行|落实))?(?:推进|推动|领导|实施)?(?:情况|概况)?$")
_NEXT = re.compile(r"下一步|下步|接下来|往后|下一阶段|下阶段|继续|后续|长效|今后|打算|持续|接续|"
                   r"努力方向|工作安排|工作计划|^剩下|硬骨头")
_PROBLEMS = re.compile(
    r"反馈|问题|整改(?:任务)?(?:的?落实|进展|完成)|整改情况|整改落实|整改到位|具体整改|集中整改|"
    r"逐项|逐条|对标对表")
_HANDED_OVER = re.compile(r"(?:移[交送]|信访|线索|立行立改|选人用人).{0,16}(?:办理|处置|核查|"
                          r"查处|整改)(?:落实)?情况$")
_HANDED_CHAPTER = re.compile(r"^[^，。；]{0,8}(?:移[交送]|立行立改|边巡边改|交办)[^，。；]{0,12}(?:办理|处置|办结)(?:落实)?(?:情况)?$")
"""The heading of a chapter about matters handed over (移交事项办理情况)."""
_ABOUT_ASIDE = re.compile(r"关于(?:巡[视察]|本次|此次)?(?:整改)?(?:工作)?的?(?:组织|总体|推动|领导)|关于[^，。]{0,8}移[交送][^，。]{2,16}办理")
"""How a paragraph of its own opens that tells of the work, or of matters handed over (关于整改的组织推动)."""
_CONTACT = re.compile(r"联系方式|监督方式|意见反馈|公示期|监督电话")
_PROBLEM_OPENS = re.compile(
    r"(?:关于|围绕|针对|对于|就|对)(?!照|标)[^,，。]{3,80}[,，。]|[^,，。]{2,60}(?:的?问题|矛盾)"
    r"[^,，。]{0,8}[,，。]|"
    r"(?:在)?[^,，。]{2,14}方面[,，]|[^,，。]{0,4}巡[视察]组?(?:指出|提出|反映|认为|发现)|"
    r"[“\"「][^”\"」]{2,80}[”\"」].{0,8}(?:问题|方面)")
"""How an unnumbered paragraph opens that takes up one problem."""
_OPENS_PROBLEM = ("符号", "题行", "问题:", "问题1", "卡", "针对", "关于")
"""Marker families that name a problem by themselves."""
_PLANNED = re.compile(r"^对(?:于)?\s*\d+\s*个[^,，。]{0,8}的?问题[,，]")
"""How a point of what comes next opens (对4个基本完成的问题,…)."""
_ABOUT_ALL = re.compile(r"介绍|总体|总账|多少问题|(?:怎么|怎样|如何)组织|基本情况|概况|还有(?:哪|什么|没)|谢谢|感谢|没有?改完|剩下|最后(?!一)|监督|有(?:什么)?意见|往哪|找谁")
"""Questions of an interview that are about the whole, or about what is left."""
_OF_THE_WHOLE = re.compile(r"整改|巡[视察](?!发现|指出)|主体责任")
"""Words of a paragraph's first sentence that is about the whole and not about one problem."""
_QUOTES = re.compile(r"^(?!.*(?:整改|巡[视察])).*[“\"][^”\"]{2,20}[”\"]")
"""How a heading puts what was found wrong (科研“重申报、轻结题”的欠账集中清理)."""
_COLUMN = re.compile(
    r"(?:^|[\t|｜])\s*(?:巡[视察])?(?:反馈|存在|发现|具体|主要)?(?:的)?问题(?:表述|描述|表现|内容)?\s*(?:$|[\t|｜])", re.MULTILINE)
"""The head of a table's column of problems: each row below it is one."""
_HOLDS = re.compile(r"问题(?:的|逐项|逐条|同步|集中)*(?:整改|办理|落实)(?:落实|进展|完成|到位|情况)*(?:[(（][^)）]*[)）])?$")
"""The end of a heading of a chapter that holds problems (办学治校方面问题整改情况)."""
_COUNTED = re.compile(r"问题(?:的?(?:整改|办理|落实|清单|台账|进展|完成|情况)+)?\s*[(（]共?\s*\d+\s*[个项条件][^)）]*[)）]$")
"""How the heading of a chapter ends that holds several problems (基本办结的问题（5个）)."""
_OF_A_CHAPTER = re.compile(
    r"^(?:关于|对照|落实)?(?:中央|[省市县区]委)?(?:巡[视察]组?|专项检查|选人用人|意识形态|移交|交办|反馈|指出|发现|具体|的|和|与|及|、|问题|意见|信访件?|线索)+"
    r"(?:逐项|逐条|集中|具体)?(?:整改|办理|处置|核查|查处)(?:落实|进展|完成)?(?:情况)?$")
"""The heading of a chapter that holds problems or letters, named by no one of them."""
_LINE_LABEL = re.compile(r"^[^\S\n]*([【〖［\[][^】〗］\]\n\d]{2,8}[】〗］\]]|[\u4e00-\u9fff]{2,6}[:：](?=\S))", re.MULTILINE)
_ROWS = ("行", "序行", "码", "卡", "问题1")
"""Families that open the rows of tables or carry the numbers of a list."""
_ROOTS = 3
_FEW = .2
_MOST = .5
_MOST_LISTED = .6
_SAID = .7
"""Share of a row's heading in that of a problem from which it names the same."""


def kinds_of(text: str, nodes: list["Node"]) -> None:
    """Set ``kind`` of every numbered node and of what hangs below it."""
    roots = [n for n in nodes if n.parent is None and n.marker]
    chosen = {id(r): _problem_level(text, r) for r in roots if not _is_aside(text, r)}
    if len(roots) > 1 and not any(_numbered_children(r) for r in roots):
        chosen = _flat_list(text, roots)
    elif len(own := [r for r in roots if r.marker and r.marker.family != "节"]) >= _ROOTS and _named_at_top(own):
        deeper = [r for r in own if (chosen.get(id(r)) or 0) > r.depth]
        chosen = _flat_list(text, roots) if len(deeper) <= _FEW * len(own) else chosen
    _alike(roots, chosen)
    for root in roots:
        if chosen.get(id(root), 0) is None:
            chosen[id(root)] = _told_level(text, root)
    _without_handed(roots, chosen)
    if any(level is not None and level > r.depth for r in roots if (level := chosen.get(id(r)))):
        for root in roots:
            row = root.marker and root.marker.family in _ROWS and is_deficiency(root.heading)
            if not (root.children or row or LABEL.search(text, root.body_start, root.own_end)):
                chosen[id(root)] = None
    if not any(v is not None for v in chosen.values()) and roots:
        chosen |= _fallback(text, roots)
    for root in roots:
        _assign(text, root, chosen.get(id(root)))
    for node in nodes:
        if node.kind == "other" and not (node.parent or node.aside) and _tells_problem(text, node):
            node.kind = "problem"
            node.heading = node.heading or _first_clause(text, node)
    headed = [n for n in nodes if n.heading and not (n.parent or n.marker or n.aside)
              and n.kind in ("other", "problem") and not _is_aside(text, n)]
    if sum(n.kind == "problem" for n in headed) >= max(_ROOTS, _MOST_LISTED * len(headed)):
        for node in headed:
            node.kind = "problem"
    _told_again(nodes)


def _told_again(nodes: list["Node"]) -> None:
    """Make sections of the rows of a table that only lists problems told above it once more."""
    told = [n.heading for n in nodes if n.kind == "problem" and n.marker and n.marker.family not in _ROWS]
    rows = [n for n in nodes if n.kind == "problem" and n.marker and n.marker.family in ("行", "序行")]
    again = [n for n in rows if any(_shared(n.heading, heading) >= _SAID for heading in told)]
    if len(told) >= len(rows) and len(again) >= max(2, _MOST_LISTED * len(rows)):
        for node in rows:
            node.kind = "section"


def _shared(short: str, whole: str) -> float:
    """Share (0–1) of the bigrams of a heading that another holds."""
    pairs = {short[i : i + 2] for i in range(len(short) - 1)}
    return sum(p in whole for p in pairs) / len(pairs) if pairs else 0.0


def _alike(roots: list["Node"], chosen: dict[int, int | None]) -> None:
    """Give a section about problems, none of which is named as one, the level of the others."""
    levels = {level for level in chosen.values() if level is not None}
    if len(levels) != 1:
        return
    (level,) = levels
    for root in roots:
        here = [n for n in _below(root) if n.depth == level and n.marker]
        rows = all(n.marker.family in _ROWS for n in here if n.marker)
        if chosen.get(id(root), level) is None and here and (rows or _PROBLEMS.search(root.heading)):
            chosen[id(root)] = level


def _without_handed(roots: list["Node"], chosen: dict[int, int | None]) -> None:
    """Leave out chapters about matters handed over, unless they are numbered as the problems are."""
    families = {id(r): {n.marker.family for n in _below(r) if n.marker and n.depth == chosen.get(id(r))} for r in roots}
    for root in roots:
        others = set().union(*(families[id(r)] for r in roots if not _HANDED_CHAPTER.search(r.heading)))
        if id(root) in chosen and _HANDED_CHAPTER.search(root.heading) and not families[id(root)] & others:
            chosen[id(root)] = None


def _told_level(text: str, root: "Node") -> int | None:
    """The level of the problems of a chapter that says it holds some, whatever they are called."""
    if not _HOLDS.search(root.heading) or _NEXT.search(root.heading) or _HANDED.search(root.heading):
        return None
    by_level: dict[int, list[Node]] = {}
    for node in _below(root)[1:]:
        if node.marker and node.marker.family not in ("段", "【】", "节"):
            by_level.setdefault(node.depth, []).append(node)
    named = (level for level in sorted(by_level) if any(is_deficiency(n.heading) for n in by_level[level])
             and not any(n.heading.endswith("方面") for n in by_level[level]))
    return next(named, None)


def _numbered_children(node: "Node") -> list["Node"]:
    return [c for c in node.children if c.marker]


def _named_at_top(roots: list["Node"]) -> bool:
    """Whether it is the outermost items that name what was found wrong, not those inside them."""
    listed = [r for r in roots if not _NEXT.search(r.heading)]
    if any(sum(c.marker.family in _OPENS_PROBLEM for c in r.children if c.marker) > 1 for r in listed):
        return False
    return sum(is_deficiency(r.heading) and not _COUNTED.search(r.heading)
               and not _OF_A_CHAPTER.match(r.heading) for r in listed) >= _MOST_LISTED * len(listed)


def _first_clause(text: str, node: "Node") -> str:
    """The words a paragraph opens with, when they are short enough for a heading."""
    clause = re.split("[,，。;；]", text[node.start:node.own_end].strip(), maxsplit=1)[0]
    return clause if len(clause) <= 40 else ""


def _is_aside(text: str, root: "Node") -> bool:
    """Whether a top section is about organisation or what comes next."""
    if (not root.marker or root.marker.family in ("关于", "短句")) and _ABOUT_ASIDE.match(root.heading):
        return True
    if root.marker and root.marker.family in _OPENS_PROBLEM:
        return False
    if root.marker and root.marker.family == "节" and not root.marker.text and re.search(f"^附|{CLOSING.pattern}", root.heading):
        return not is_annex(text, root.marker)
    if root.marker and root.marker.family == "问:":
        return _about_all(root)
    if LABEL.search(text, root.start, root.end) and any(
            LABEL.search(text, n.start, n.own_end) for n in _below(root) if n is not root):
        return False
    title = root.heading
    if _CONTACT.search(title) or _PLANNED.match(title):
        return True
    below = _numbered_children(root)
    if len(below) >= _ROOTS and sum(n.marker.family in _OPENS_PROBLEM and n.marker.family != "符号" for n in below
                                    if n.marker) >= _MOST_LISTED * len(below):
        return False
    row = root.marker and root.marker.family in ("序行", "行")
    if row and is_deficiency(title):
        return False
    if _NEXT.search(title) and not re.search(r"反馈问题|需(?:要)?(?:继续|长期|持续)|正在|(?:整改|坚持|推进)的?问题|^关于.{4,60}的问题$", title):
        return True
    sentence = root.marker and root.marker.family == "短句" and not _OF_THE_WHOLE.search(title)
    if row or sentence or is_deficiency(title) or not _ORGANISED.search(title):
        return False
    return not root.children or bool(_WHOLE.search(title))


def _problem_level(text: str, root: "Node") -> int | None:
    """The deepest level of a section most of whose items name a problem; None if there is none."""
    by_level: dict[int, list[Node]] = {}
    for node in _below(root):
        if node.marker and node.marker.family != "段":
            by_level.setdefault(node.depth, []).append(node)
    for level in sorted(by_level, reverse=True):
        nodes = by_level[level]
        likely = sum(_is_problem(text, n) and not _is_measure(n) for n in nodes)
        if likely >= max(1, len(nodes) * _MOST) and (level > root.depth or not _numbered_children(root)):
            return level
    return None


def _is_measure(node: "Node") -> bool:
    """Whether an item below one that names a problem gives figures: what was done about it."""
    if node.marker and node.marker.family in ("序行", "行", *_OPENS_PROBLEM):
        return False
    return (node.parent is not None and bool(node.parent.heading) and is_deficiency(node.parent.heading)
            and gives_figures(node.heading))


def _flat_list(text: str, roots: list["Node"]) -> dict[int, int | None]:
    """One run of items without sections: all are problems where the headings of most say so."""
    listed = [r for r in roots if not _is_aside(text, r)]
    likely = [r for r in listed if _is_problem(text, r)]
    if len(likely) >= len(listed) * _MOST_LISTED:
        families = {r.marker.family for r in likely if r.marker}
        likely = [r for r in listed if r.marker and r.marker.family in families]
    return {id(r): r.depth for r in likely}


def _fallback(text: str, roots: list["Node"]) -> dict[int, int | None]:
    """With no problem named anywhere, the longest section about problems lists them."""
    about = [r for r in roots if _PROBLEMS.search(r.heading) and not _NEXT.search(r.heading)]
    if not about:
        return {}
    root = max(about, key=lambda r: r.end - r.start)
    levels = sorted({n.depth for n in _below(root) if n.marker and n is not root})
    return {id(root): levels[-1] if levels else root.depth}


def _is_problem(text: str, node: "Node") -> bool:
    if node.marker and node.marker.family == "问:":
        return not _about_all(node)
    if node.marker and (node.marker.family in _OPENS_PROBLEM
                        or re.search("第.{1,3}(?:件|条|个问题|笔)", node.marker.text)
                        and node.marker.family == "第一,"):
        return True
    if node.marker and node.marker.family == "短句":
        return not _OF_THE_WHOLE.search(node.heading)
    table = node.parent.start if node.parent else 0
    if node.marker and node.marker.family in ("序行", "行") and (
            _COLUMN.search(text, table, node.start)):
        return True
    own = text[node.start:node.own_end]
    told = re.match(FOUND, text[node.body_start:node.own_end].lstrip())
    return (bool(LABEL.search(own)) or is_deficiency(node.heading) or bool(told)
            or len(set(_LINE_LABEL.findall(own)) & _labels(text)) > 1)


@lru_cache(maxsize=4)
def _labels(text: str) -> frozenset[str]:
    """The words in brackets that open lines again and again: the fields of each problem (〖药方〗)."""
    found = Counter(_LINE_LABEL.findall(text))
    return frozenset(label for label, times in found.items() if times >= LABELS)


def _about_all(question: "Node") -> bool:
    """Whether a question of an interview is about the whole, or about what comes next."""
    return bool(_ABOUT_ALL.search(question.heading) or _NEXT.search(question.heading))


def _tells_problem(text: str, node: "Node") -> bool:
    """Whether an unnumbered paragraph is about one problem and its rectification."""
    own = text[node.start:node.own_end].strip()
    if _NEXT.match(own) or re.match("[截目]", own):
        return False
    return bool(_PROBLEM_OPENS.match(own)
                or (node.heading and (LABEL.search(own) or is_deficiency(node.heading)
                                      or _QUOTES.search(node.heading))))


def _assign(text: str, node: "Node", level: int | None) -> None:
    """Set the kinds of a node and of what hangs below it; its problems are those of a level."""
    if not node.marker:
        return
    if level is not None and node.depth < level and not any(
            n.marker and (n.depth == level or n.marker.family == "段") for n in _below(node)):
        own = _own_level(text, node)
        if own is None and _is_problem(text, node) and node.parent and not _HANDED_OVER.search(node.heading):
            node.kind = "problem"
            for below in _below(node)[1:]:
                below.kind = "part" if below.marker else below.kind
            return
        level = own
    node.kind = _kind(text, node, level)
    for child in node.children:
        _assign(text, child, level)


def _own_level(text: str, node: "Node") -> int | None:
    """The level of the problems of a group that is written otherwise than the rest of its chapter."""
    named = node.marker and node.marker.family in _OPENS_PROBLEM or (
        is_deficiency(node.heading) and not node.heading.endswith("方面"))
    level = None if named else _problem_level(text, node)
    return level if level is not None and level > node.depth else None


def _kind(text: str, node: "Node", level: int | None) -> ItemKind:
    """The kind of a numbered node, given the level of the problems around it."""
    family = node.marker.family if node.marker else ""
    if family == "段":
        return "problem"
    if any(n.marker and n.marker.family == "段" for n in node.children):
        return "group" if node.parent else "section"
    if level is None:
        return "contact" if node.parent is None and _CONTACT.search(node.heading) else "section"
    if node.depth == level:
        whole = node.parent and _WHOLE.search(node.parent.heading) and family not in _OPENS_PROBLEM
        aside = _HANDED_OVER, _CONTACT, _PLANNED
        handed = not node.children and (any(form.search(node.heading) for form in aside)
                                        or _counts_letters(text, node))
        return "section" if whole or handed or family == "行" and _names_a_chapter(text, node) else "problem"
    if node.depth > level:
        return "part"
    return "group" if node.parent and any(n.depth == level and n.marker for n in _below(node)) else "section"


def _names_a_chapter(text: str, node: "Node") -> bool:
    """Whether a row holds no more than the name of the rows below it (1 乡村振兴方面)."""
    return node.heading.endswith("方面") and not text[node.body_start:node.own_end].strip()


def _counts_letters(text: str, node: "Node") -> bool:
    """Whether an item of a chapter about what was handed over does no more than count it."""
    chapter = node.parent
    return (chapter is not None and bool(_HANDED.search(chapter.heading))
            and bool(_LETTERS.match(text[node.body_start : node.own_end].strip() or node.heading)
                     or _LETTERS.match(node.heading)))


_HANDED = re.compile(r"移[交送]|交办")
_LETTERS = re.compile(r"(?:信访件|信访|问题线索|线索|举报件|边巡边改|立行立改|选人用人专项检查反馈)[^,，。;；]{0,8}(?:\d|办理|事项)")


def _below(node: "Node") -> list["Node"]:
    """The node and everything below it, in reading order."""
    return [node, *(n for child in node.children for n in _below(child))]
