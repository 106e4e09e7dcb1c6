"""A whole item: its problem, its measures as a list, its figures."""

import re

from assistant.answer import Block, Bullets, Choice, Paragraph, Statement
from assistant.figures import facts
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.desk import SILENT, Desk, Draft, heading_of, note
from assistant.replies.item_names import HEADING, by_subject, named
from assistant.wording import clauses, compact, sentences
from ingest.notice import Item, Notice

LENGTH = 420
"""Characters of measures shown of one item; the rest is one click away."""
CANDIDATES = 12
FEW = 4
"""Up to this many children of a group are shown with their measures, not by heading alone."""
LONG = 50
"""Sentences longer than this are cut down to their facts when an item is shortened."""
TERSE = 14
"""Shorter sentences announce a measure rather than state one: left out when shortening."""
_FACT = re.compile(r"\d|《|“")


def section(question: Question, desk: Desk) -> Draft | None:
    """The item or items that a number or title names; None when there is none."""
    units = desk.units(question)
    found = [(unit, item) for unit in units for item in named(question, unit)]
    if not found and question.refs and question.units:
        return _missing(question, desk)
    found = found or _described(question, desk)
    if not found and len(units) == 1:
        found = [(units[0], item) for item in by_subject(question, units[0], desk.finder)]
    if not found:
        return None
    if len(found) > (4 if question.units else 1):
        return _ask_which(question, found, desk)
    blocks: list[Block] = []
    length = max(160, LENGTH // len(found))
    for unit, item in found:
        lead = unit.name if len({u.name for u, _ in found}) > 1 else ""
        listed = any(ref.chapter for ref in question.refs)
        blocks.extend(_whole(unit.notice, item, desk, length, lead, listed))
    return Draft("section", tuple(blocks), focus=tuple(i.id for _, i in found))


def _described(question: Question, desk: Desk) -> list[tuple[Unit, Item]]:
    """The problem that 民主生活会不够辣那条 means: the one whose text answers best."""
    units = desk.units(question)
    if len(units) != 1 or question.inherited:
        return []
    quoting = [i for q in question.quoted if len(q) >= HEADING for i in units[0].notice.problems
               if compact(q) in compact(units[0].notice.text[i.start : i.end])]
    if len(quoting) == 1 or not question.titles:
        return [(units[0], i) for i in quoting[:1]]
    finding = desk.finder.find(question, units[0])
    if not finding.found or finding.item_coverage < DESCRIBED:
        return []
    path = finding.notice.path(finding.notice.item(finding.excerpts[0].item_id))
    problem = next((i for i in path if i.kind == "problem" and i.heading), None)
    return [(units[0], problem)] if problem else []


DESCRIBED = 0.5
"""Share of a description's telling words that the item it means holds."""


def _whole(notice: Notice, item: Item, desk: Desk, length: int, lead: str,
           listed: bool = False) -> list[Block]:
    """The item's heading and its measures; what it holds by headings alone where ``listed`` or much."""
    # A part without a heading of its own stands under that of the item it is in.
    headed = [*notice.path(item)[-2:-1], item] if not item.heading else [item]
    quotes = [desk.book.quote(notice, i.start, max(i.body_start, i.start + 1), heading_of(i))
              for i in headed]
    head = Statement("".join(q.text for q in quotes) + "。", tuple(n for q in quotes for n in q.citations))
    blocks: list[Block] = [Paragraph((head,), lead)]
    children = notice.children(item)
    if listed and len(children) == 1:  # of a chapter that holds but one group, what that holds
        children = (*children, *notice.children(children[0]))
    many = len(children) > FEW or (listed or item.kind == "section") and len(children) > 1
    if many and item.kind in ("group", "section") and all(c.heading for c in children):
        entries = tuple(desk.book.quote(notice, c.start, max(c.body_start, c.start + 1),
                                        heading_of(c)) for c in children)
        return [*blocks, Bullets(entries)]
    groups = [g for part in (item, *children, *_answering(notice, item)) if (g := _measures(notice, part))]
    entries = tuple(desk.book.quote(notice, s, e) for s, e in _pick(notice, groups, length))
    if entries:
        blocks.append(Bullets(entries))
    return blocks


def _answering(notice: Notice, item: Item) -> list[Item]:
    """What a second list of the same numbers tells was done about a problem."""
    return [i for i in notice.items if i.kind == "section" and item.kind == "problem" and i.heading
            and (i.heading, i.number) == (item.heading, item.number)]


def _measures(notice: Notice, item: Item) -> list[tuple[int, int]]:
    begin = max(item.body_start, item.start)
    if item.kind == "part":
        begin = item.start
    return sentences(notice.text[begin : item.own_end], begin)


def _unannounced(notice: Notice, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences without those that only announce the next one (强化规范管理。)."""
    behind = [*spans[1:], None]
    return [span for span, after in zip(spans, behind, strict=True)
            if after is None or span[1] - span[0] >= TERSE or not _ANNOUNCES.match(notice.text, *span)
            or notice.text[span[1] : after[0]].strip()]


_ANNOUNCES = re.compile(r"(?:进一步)?(?:强化|加强|优化|完善|压实|提升|提高|深化|规范|健全|严格|聚焦|突出|坚持|加大|狠抓|注重)[\u4e00-\u9fff]{2,9}[。;；]?$")
"""A sentence that says no more than what is paid heed to."""


def _pick(notice: Notice, groups: list[list[tuple[int, int]]],
          length: int) -> list[tuple[int, int]]:
    """The sentences to show, in order: all if they fit, else of each part its most telling."""
    spans = [span for group in groups for span in group]
    if sum(e - s for s, e in spans) <= length:
        return _unannounced(notice, spans)
    short = [[_trim(notice, span) for span in _unannounced(notice, group)] for group in groups]
    firsts = [max(group, key=lambda s: _weight(notice, s)) for group in short if group]
    rest = sorted((s for group in short for s in group if s not in firsts),
                  key=lambda s: _weight(notice, s), reverse=True)
    chosen: list[tuple[int, int]] = []
    used = 0
    for span in (*firsts, *rest):
        size = span[1] - span[0]
        if (used + size <= length and size >= TERSE) or not chosen:
            chosen.append(span)
            used += size
    return sorted(chosen)


def _trim(notice: Notice, span: tuple[int, int]) -> tuple[int, int]:
    """A long sentence cut down to the run of clauses that holds its facts."""
    start, end = span
    if end - start <= LONG:
        return span
    pieces = [(s, e) for s, e in clauses(notice.text[start:end], start)
              if _FACT.search(notice.text[s:e])]
    if not pieces or pieces[-1][1] - pieces[0][0] < LONG // 2:
        return span
    return pieces[0][0], pieces[-1][1]


def _weight(notice: Notice, span: tuple[int, int]) -> float:
    """Facts per character of a sentence: figures, 《titles》, and dates for a little."""
    text = notice.text[span[0] : span[1]]
    worth = {"number": 1.0, "name": 1.5, "date": 0.3}
    found = sum(worth[f.kind] for f in facts(text) if not f.soft)
    return (found + 0.2) / (40 + span[1] - span[0])


def _missing(question: Question, desk: Desk) -> Draft:
    unit = desk.units(question)[0]
    asked = "、".join(f"第{r.number}{r.chapter or '项'}" for r in question.refs)
    total = len(unit.notice.problems)
    text = f"{unit.name}的{SILENT}{asked}:正文共列{total}个问题,没有这个编号。"
    return Draft("refusal", (note(text),), refused=True,
                 searched=f"检索了{unit.name}通报的全部条目编号")


def _ask_which(question: Question, found: list[tuple[Unit, Item]], desk: Desk) -> Draft:
    """The candidates for an ambiguous number, each cited, to choose from."""
    shown = found[:CANDIDATES]
    choices = tuple(
        Choice(f"{unit.name} {item.address} {item.heading[:24]}",
               f"{unit.name}“{item.heading[:40]}”的整改情况")
        for unit, item in shown)
    entries = []
    for unit, item in shown:
        number = desk.book.cite(unit.notice, item.start, max(item.body_start, item.start + 1))
        entries.append(Statement(f"{unit.name}:{heading_of(item)}", (number,)))
    return Draft("choice", (Bullets(tuple(entries), "这个编号对应多个条目,请选择一个"),),
                 choices=choices, focus=tuple(i.id for _, i in found))
