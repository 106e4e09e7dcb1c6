"""Text → outline: the items of a notice, found by evidence, that partition it exactly."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ingest.belief import HEADED, LED, believed, is_tag, opens_paragraph, with_named, without_echoes
from ingest.closing import with_annexes, with_closing_heads, with_table_heads
from ingest.frame import Block, framed
from ingest.headings import is_headline, named
from ingest.kinds import kinds_of
from ingest.levels import Ranked, ranked
from ingest.markers import (
    UNNUMBERED,
    Marker,
    compact,
    inline_markers,
    is_row,
    line_markers,
    with_followers,
    with_told_problems,
)
from ingest.notice import Item, ItemKind, Span
from ingest.parallel import pair, with_lists
from ingest.symbols import with_bare_sections, with_plain_rows, with_signed_sections, with_symbols
from ingest.tables import parted
from ingest.unnumbered import with_unnumbered

FLAT_LINE = 1500
"""A line longer than this, holding most of the text, means that line breaks were lost."""
FEW_LINES = 8
NOTES = ("(1)", "⑴", "1)", "①", "一是")
"""Families that number the notes below a table."""
LONG_PART = 30
"""Characters above which the first sentence of a part is its text, not its heading."""
_LEAD = re.compile(r"\s*([^。；：\n\d]{6,40})。\s*(?=[^\n]{60})")
_RUN_IN = re.compile(r"\s*([^，。；：,;:\n\d]{4,16})。\s*(?=[^\n]{30})")
_NO_WORDS = re.compile(r"[\d\s.,%％|｜]*$", re.MULTILINE)
"""The rest of a row of figures."""
_COUNTS = re.compile(r"(?:截[至止]|目前|总体|到目前)[^。\n]{0,60}(?:整改|问题|任务|完成)[^\n]*\d")


@dataclass
class Node:
    """An item in the making; ``aside`` are the paragraphs behind a table of problems."""

    start: int
    end: int
    kind: ItemKind
    marker: Marker | None = None
    parent: "Node | None" = None
    level: int = 1
    depth: int = 0
    ordinal: int = 0
    own_end: int = 0
    heading: str = ""
    body_start: int = 0
    aside: bool = False
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """The items of a text, its furniture, the marker families found (outermost first)."""

    items: tuple[Item, ...]
    furniture: tuple[Span, ...]
    levels: tuple[str, ...]
    warnings: tuple[str, ...]


def outline(text: str) -> Outline:
    """The outline of one notice's text."""
    blocks, behind = parted(text, framed(text))
    found, warnings = _markers(text, [b for b in blocks if b.role == "body"], behind)
    found = with_unnumbered(text, found, blocks, behind)
    nodes, furniture = _nodes(text, blocks, found, behind)
    seen: Counter[tuple[int, str]] = Counter()
    for node in nodes:
        _link(node)
        place = (id(node.parent), node.marker.family if node.marker else "")
        seen[place] += 1
        node.ordinal = seen[place]
    for node in nodes:
        named(text, node)
    _with_leads(text, [n for n in nodes if n.kind == "other" and not n.parent and not n.aside])
    for node in nodes:
        if node.aside and not node.heading and (lead := _RUN_IN.match(text, node.start, node.own_end)):
            node.heading, node.body_start = lead.group(1), lead.end()
    kinds_of(text, nodes)
    pair(text, nodes)
    for node in nodes:
        if node.kind == "part" and len(node.heading) > LONG_PART and node.marker:
            node.heading, node.body_start = "", node.marker.end
    levels = list(dict.fromkeys(r.marker.family for r in sorted(found, key=lambda r: r.depth)))
    if not any(n.kind == "problem" for n in nodes):
        warnings.append("没有认出编号的问题,按段落收录")
    return Outline(_items(nodes), tuple(furniture), tuple(levels), tuple(dict.fromkeys(warnings)))


def _with_leads(text: str, paragraphs: list[Node]) -> None:
    """Name the paragraphs of a text without headings that open with a short sentence each."""
    leads = {id(p): lead for p in paragraphs if not p.heading
             and (lead := _LEAD.match(text, p.start, p.own_end))}
    if len(leads) < max(HEADED, LED * len(paragraphs)):
        return
    for paragraph in paragraphs:
        if lead := leads.get(id(paragraph)):
            paragraph.heading, paragraph.body_start = lead.group(1), lead.end()


def _markers(text: str, body: list[Block], behind: frozenset[int]) -> tuple[list[Ranked], list[str]]:
    """The believed markers of the body blocks; ``behind`` are the starts of those behind tables."""
    at_lines = [m for b in body for m in line_markers(text, b.start, b.end)
                if (m.family != "序行" or is_row(text, m))
                and not (b.start in behind and m.family in NOTES)
                and not is_tag(text, m) and not (m.family == "行" and _NO_WORDS.match(text, m.end))
                and (m.family != "短句" or opens_paragraph(text, m.start))]
    spans = [(b.start, b.end) for b in body]
    at_lines = with_signed_sections(text, with_symbols(text, at_lines, spans), spans)
    at_lines = with_lists(text, at_lines, spans)
    at_lines = with_plain_rows(text, with_bare_sections(text, at_lines, spans), spans)
    at_lines = with_annexes(text, with_closing_heads(text, at_lines, spans), spans)
    at_lines = with_table_heads(text, at_lines, spans)
    at_lines = with_told_problems(text, at_lines, spans)
    at_lines = with_named(text, with_followers(text, at_lines), body)
    if is_flat(text):
        inline = [m for b in body for m in inline_markers(text, b.start, b.end)]
        flat = ranked(without_echoes(inline), strict=True)
        if len(flat[0]) > len(ranked(believed(text, at_lines), strict=False)[0]):
            return flat
    return ranked(believed(text, at_lines), strict=False)


def is_flat(text: str) -> bool:
    """Whether most of the text stands in lines too long, or too few, to be paragraphs."""
    lines = [line for line in text.split("\n") if line.strip()]
    least = FLAT_LINE if len(lines) > FEW_LINES else FLAT_LINE // 6
    return sum(len(line) for line in lines if len(line) > least) > len(text) * .6


def _nodes(text: str, blocks: list[Block], found: list[Ranked],
           behind: frozenset[int]) -> tuple[list[Node], list[Span]]:
    """Items and furniture in reading order; together they leave no gap."""
    nodes: list[Node] = []
    furniture: list[Span] = []
    stack: list[Node] = []
    least: int | None = None
    for block in blocks:
        if block.role == "furniture":
            furniture.append(Span(block.start, block.end, text[block.start:block.end].strip()[:40]))
            continue
        inside = [r for r in found if block.start <= r.marker.start < block.end]
        if block.role != "body":
            stack, least = [], None
            nodes.append(Node(block.start, block.end, block.role))
            continue
        goes_on = inside and inside[0].marker.number > 1 and not text[block.start:inside[0].marker.start].strip()
        if block.start in behind and not goes_on:  # what follows a table begins at the top again
            stack, least = [], None
        if least is None and inside:  # behind a signature an annex begins at the top again
            least = min(r.level for r in inside)
        inside = [replace(r, level=max(0, r.level - (least or 0))) for r in inside]
        made = _body(text, block, inside, stack, bool(found), nodes)
        if block.start in behind:
            for node in made:
                node.kind = "other" if node.kind == "opening" else node.kind
                node.aside = not node.marker
        nodes += made
    return nodes, furniture


def _body(text: str, block: Block, inside: list[Ranked], stack: list[Node], numbered: bool,
          before: list[Node]) -> list[Node]:
    """The items of one body block; ``stack`` holds the items still open above it."""
    nodes: list[Node] = []
    first = inside[0].marker.start if inside else block.end
    if text[block.start:first].strip() or not inside:
        lead = Node(block.start, first, "opening")
        if stack:
            lead = Node(block.start, first, "other", None, stack[-1], stack[-1].level + 1)
            nodes.append(lead)
        elif numbered and not any(n.marker for n in before):
            nodes.append(lead)
        else:
            nodes += _paragraphs(text, block.start, first)
        begin = first
    else:
        begin = block.start
    for position, here in enumerate(inside):
        del stack[here.level:]
        end = inside[position + 1].marker.start if position + 1 < len(inside) else block.end
        start = begin if position == 0 else here.marker.start
        parent = stack[-1] if stack else None
        node = Node(start, end, "section", here.marker, parent, len(stack) + 1,
                    here.depth)
        stack.append(node)
        nodes.append(node)
        last = position + 1 == len(inside) or inside[position + 1].level < here.level
        if last and parent and (cut := _counts_at(text, node)):
            node.end = cut
            nodes.append(Node(cut, end, "other", None, parent, node.level))
    return nodes


def _counts_at(text: str, node: Node) -> int | None:
    """Where a paragraph of overall counts follows the last item of its section."""
    body = text[node.start:node.end]
    for line in re.finditer(r"\n\s*(?=\S)", body):
        if _COUNTS.match(body, line.end()) and "\n" not in body[line.end():].strip():
            return node.start + line.end()
    return None


def _paragraphs(text: str, start: int, end: int) -> list[Node]:
    """Plain paragraphs, for texts without numbers; a short line goes with what follows it."""
    starts = [at for m in re.finditer(r"(?:\A|\n)[^\S\n]*(?=\S)", text[start:end])
              if opens_paragraph(text, at := start + m.end()) or not m.start()]
    if not starts:
        return [Node(start, end, "other")]
    nodes: list[Node] = []
    for begin, stop in zip(starts, [*starts[1:], end], strict=True):
        line = text[begin:stop].strip()
        previous = text[nodes[-1].start:nodes[-1].end].strip() if nodes else ""
        if nodes and is_headline(previous) and not is_headline(line):
            nodes[-1].end = stop
        else:
            nodes.append(Node(begin, stop, "other"))
    if nodes:
        nodes[0].start = start
        if not is_headline(text[nodes[0].start:nodes[0].end].strip()):
            nodes[0].kind = "opening"
    return nodes


def _link(node: Node) -> None:
    """Hang the node below its parent; the parents' ends grow with it."""
    node.own_end = node.end
    if node.parent:
        node.parent.children.append(node)
    above = node.parent
    while above:
        above.end = max(above.end, node.end)
        above = above.parent


def _address(node: Node) -> str:
    """The path of numbers from the top, as 二(一)5(15)."""
    names = {"title": "标题", "opening": "开头", "contact": "联系方式", "signature": "落款"}
    if not node.marker:
        own = names.get(node.kind, f"第{node.ordinal}段" if not node.parent else "段")
    elif node.marker.family in UNNUMBERED:
        own = f"【{node.ordinal}】"
    else:
        own = compact(node.marker.text)
    above = node.parent
    while above and above.marker and own.startswith(compact(above.marker.text) + "."):
        above = above.parent  # 2.1 names the 2 it stands in itself
    return (_address(above) if above else "") + own


def _items(nodes: list[Node]) -> tuple[Item, ...]:
    ids = {id(n): f"i{k:03d}" for k, n in enumerate(nodes, 1)}
    seen: dict[str, int] = {}
    items = []
    for node in nodes:
        address = _address(node)
        seen[address] = seen.get(address, 0) + 1
        if seen[address] > 1:
            address = f"{address}·{seen[address]}"
        marker = node.marker
        items.append(Item(
            id=ids[id(node)], parent=ids[id(node.parent)] if node.parent else None,
            level=node.level, kind=node.kind, marker=marker.text.strip() if marker else "",
            number=(marker.number or None) if marker else None, heading=node.heading,
            address=address, start=node.start, body_start=node.body_start,
            own_end=node.own_end, end=node.end, leaf=not node.children))
    return tuple(items)
