"""What an item's own words say of it: that it names a problem, or tells of the work as a whole."""

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.belief import LABELS
from ingest.closing import CLOSING, is_annex
from ingest.headings import gives_figures, is_deficiency
from ingest.markers import FOUND, LABEL, PROBLEM_COLUMN

if TYPE_CHECKING:
    from ingest.outline import Node

_ORGANISED = re.compile(
    r"组织|领导|部署|站位|扛[起牢实稳]|总体|概况|基本情况|开展情况|工作情况|责任|认识|思想|"
    r"主要做法|推进情况")
WHOLE = re.compile(r"^(?:集中)?(?:整改)?(?:工作)?的?(?:总体|基本|组织|主体责任(?:履行|落实))?(?:推进|推动|领导|实施)?(?:情况|概况)?$")
NEXT = re.compile(r"下一步|下步|接下来|往后|下一阶段|下阶段|继续|后续|长效|今后|打算|持续|接续|"
                   r"努力方向|工作安排|工作计划|^剩下|硬骨头")
_ABOUT_ASIDE = re.compile(r"关于(?:巡[视察]|本次|此次)?(?:整改)?(?:工作)?的?(?:组织|总体|推动|领导)|关于[^，。]{0,8}移[交送][^，。]{2,16}办理")
"""How a paragraph of its own opens that tells of the work, or of matters handed over (关于整改的组织推动)."""
CONTACT = re.compile(r"联系方式|监督方式|意见反馈|公示期|监督电话")
_PROBLEM_OPENS = re.compile(
    r"(?:关于|围绕|针对|对于|就|对)(?!照|标)[^,，。]{3,80}[,，。]|[^,，。]{2,60}(?:的?问题|矛盾)"
    r"[^,，。]{0,8}[,，。]|"
    r"(?:在)?[^,，。]{2,14}方面[,，]|[^,，。]{0,4}巡[视察]组?(?:指出|提出|反映|认为|发现)|"
    r"[“\"「][^”\"」]{2,80}[”\"」].{0,8}(?:问题|方面)")
"""How an unnumbered paragraph opens that takes up one problem."""
OPENS_PROBLEM = ("符号", "题行", "问题:", "问题1", "第一个问题", "卡", "针对", "关于")
"""Marker families that name a problem by themselves."""
PLANNED = re.compile(r"^对(?:于)?\s*\d+\s*个[^,，。]{0,8}的?问题[,，]")
"""How a point of what comes next opens (对4个基本完成的问题,…)."""
_ABOUT_ALL = re.compile(r"介绍|总体|总账|多少问题|(?:怎么|怎样|如何)组织|基本情况|概况|还有(?:哪|什么|没)|谢谢|感谢|没有?改完|剩下|最后(?!一)|监督|有(?:什么)?意见|往哪|找谁")
"""Questions of an interview that are about the whole, or about what is left."""
_OF_THE_WHOLE = re.compile(r"整改|巡[视察](?!发现|指出)|主体责任")
"""Words of a paragraph's first sentence that is about the whole and not about one problem."""
_QUOTES = re.compile(r"^(?!.*(?:整改|巡[视察])).*[“\"][^”\"]{2,20}[”\"]")
"""How a heading puts what was found wrong (科研“重申报、轻结题”的欠账集中清理)."""
_COLUMN = re.compile(
    rf"(?:^|[\t|｜])\s*{PROBLEM_COLUMN}\s*(?:$|[\t|｜])", re.MULTILINE)
"""The head of a table's column of problems: each row below it is one."""
_LINE_LABEL = re.compile(r"^[^\S\n]*([【〖［\[][^】〗］\]\n\d]{2,8}[】〗］\]]|[\u4e00-\u9fff]{2,6}[:：](?=\S))", re.MULTILINE)
ROOTS = 3
MOST_LISTED = .6


def is_aside(text: str, root: "Node") -> bool:
    """Whether a top section is about organisation or what comes next."""
    if (not root.marker or root.marker.family in ("关于", "短句")) and _ABOUT_ASIDE.match(root.heading):
        return True
    if root.marker and root.marker.family in OPENS_PROBLEM:
        return False
    if root.marker and root.marker.family == "节" and not root.marker.text and re.search(f"^附|{CLOSING.pattern}", root.heading):
        return not is_annex(text, root.marker)
    if root.marker and root.marker.family == "问:":
        return _about_all(root)
    if LABEL.search(text, root.start, root.end) and any(
            LABEL.search(text, n.start, n.own_end) for n in subtree(root) if n is not root):
        return False
    title = root.heading
    if CONTACT.search(title) or PLANNED.match(title):
        return True
    below = numbered_children(root)
    if len(below) >= ROOTS and sum(n.marker.family in OPENS_PROBLEM and n.marker.family != "符号" for n in below
                                    if n.marker) >= MOST_LISTED * len(below):
        return False
    row = root.marker and root.marker.family in ("序行", "行")
    if row and is_deficiency(title):
        return False
    if NEXT.search(title) and not re.search(r"反馈问题|需(?:要)?(?:继续|长期|持续)|正在|(?:整改|坚持|推进)的?问题|^关于.{4,60}的问题$", title):
        return True
    sentence = root.marker and root.marker.family == "短句" and not _OF_THE_WHOLE.search(title)
    if row or sentence or is_deficiency(title) or not _ORGANISED.search(title):
        return False
    return not root.children or bool(WHOLE.search(title))


def is_measure(node: "Node") -> bool:
    """Whether an item below one that names a problem gives figures: what was done about it."""
    if node.marker and node.marker.family in ("序行", "行", *OPENS_PROBLEM):
        return False
    return (node.parent is not None and bool(node.parent.heading) and is_deficiency(node.parent.heading)
            and gives_figures(node.heading))


def is_problem(text: str, node: "Node") -> bool:
    """Whether a numbered item names a problem, or tells what was done about one."""
    if node.marker and node.marker.family == "问:":
        return not _about_all(node)
    if node.marker and (node.marker.family in OPENS_PROBLEM
                        or re.search("第.{1,3}(?:件|条|个问题|笔)", node.marker.text)
                        and node.marker.family == "第一,"):
        return True
    if node.marker and node.marker.family == "短句":
        return not _OF_THE_WHOLE.search(node.heading)
    table = node.parent.start if node.parent else 0
    if node.marker and node.marker.family in ("序行", "行") and _column_at(text, table) < node.start:
        return True
    own = text[node.start:node.own_end]
    told = re.match(FOUND, text[node.body_start:node.own_end].lstrip())
    return (bool(LABEL.search(own)) or is_deficiency(node.heading) or bool(told)
            or len(set(_LINE_LABEL.findall(own)) & _labels(text)) > 1)


@lru_cache(maxsize=64)
def _column_at(text: str, start: int) -> int:
    """Where the first column of problems behind an offset is headed; the text's length if none is."""
    found = _COLUMN.search(text, start)
    return found.start() if found else len(text)


@lru_cache(maxsize=4)
def _labels(text: str) -> frozenset[str]:
    """The words in brackets that open lines again and again: the fields of each problem (〖药方〗)."""
    found = Counter(_LINE_LABEL.findall(text))
    return frozenset(label for label, times in found.items() if times >= LABELS)


def _about_all(question: "Node") -> bool:
    """Whether a question of an interview is about the whole, or about what comes next."""
    return bool(_ABOUT_ALL.search(question.heading) or NEXT.search(question.heading))


def tells_problem(text: str, node: "Node") -> bool:
    """Whether an unnumbered paragraph is about one problem and its rectification."""
    own = text[node.start:node.own_end].strip()
    if NEXT.match(own) or re.match("[截目]", own):
        return False
    return bool(_PROBLEM_OPENS.match(own)
                or (node.heading and (LABEL.search(own) or is_deficiency(node.heading)
                                      or _QUOTES.search(node.heading))))


def numbered_children(node: "Node") -> list["Node"]:
    """The items of a node that a marker opens."""
    return [c for c in node.children if c.marker]


def subtree(node: "Node") -> list["Node"]:
    """The node and everything below it, in reading order."""
    return [node, *(n for child in node.children for n in subtree(child))]
