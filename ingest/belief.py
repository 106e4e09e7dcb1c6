"""Which marker families of a text are believed to open its items."""

import re
from collections import Counter
from itertools import pairwise

from ingest.frame import Block
from ingest.headings import is_deficiency
from ingest.markers import FOUND, RANK, UNNUMBERED, Marker, marker_at, openers

LABELS = 3
"""Times from which the same words in brackets are a label of each problem, not a problem's name."""
HEADED = 4
"""Lines that look like headings from which an unnumbered text is taken to be cut by them."""
NAMED = 4
"""Sentences that name a problem from which a text without numbered problems is cut at them."""
LED = .6
"""Share of the paragraphs that open so from which their first sentences are headings."""
_ABOUT = re.compile(r"关于[^。；;\n]{4,60}的问题")


def believed(text: str, markers: list[Marker]) -> list[Marker]:
    """Line markers without the families that do not count or that only echo another."""
    numbered = [m for m in markers if m.family not in UNNUMBERED and m.family != "一是"]
    kept = {m.family for m in numbered if m.number == 1}
    if not _name_problems(text, [m for m in markers if m.family == "第一,"], alone=len(kept) == 1):
        kept.discard("第一,")  # points of a speech, not its problems
    if not any(RANK[f] < RANK["一是"] for f in kept):
        kept |= {"一是"} if _count(markers, "一是") >= 2 else set()
    else:
        kept.add("一是")
    for family in UNNUMBERED:
        bare = kept <= {"一是"}
        if family == "标题" and not (bare and _count(markers, family) >= HEADED or _head_lists(text, markers, kept)):
            continue
        if family == "题行" and not _cells(text, markers):
            continue
        levels = kept - {"一是", *UNNUMBERED}
        if family == "短句":
            markers, kept = _with_sentences(text, markers, kept, levels)
            continue
        if family == "关于" and len(levels) > 1:
            if len(about := [m for m in markers if m.family == family]) >= HEADED:
                markers = _in_bare_sections(text, markers, kept, about)
                kept |= {family} if _count(markers, family) >= HEADED else set()
        elif _count(markers, family) >= (1 if family == "节" else 2):
            kept.add(family)
    markers = _one_kind(text, [m for m in markers if m.family in kept])
    return _without_asides(text, without_echoes(markers))


def _with_sentences(text: str, markers: list[Marker], kept: set[str],
                    levels: set[str]) -> tuple[list[Marker], set[str]]:
    """The markers and the believed families, short sentences among them where they open problems."""
    sentences = [m for m in markers if m.family == "短句"]
    if named := _short_sentences(text, sentences):
        if len(levels) > 1:
            return _in_bare_sections(text, markers, kept, named), kept | {"短句"}
        return ([m for m in markers if m.family != "短句" or m in named],
                kept - {"方面", "针对", "关于"} | {"短句"})
    if levels and (apart := [m for m in sentences if _alone(text, m.start)]):
        markers = [m for m in _in_bare_sections(text, markers, kept, apart) if m.family != "短句" or m in apart]
        kept = kept | ({"短句"} if _count(markers, "短句") >= APART else set())
    return markers, kept


def _one_kind(text: str, markers: list[Marker]) -> list[Marker]:
    """The markers without those that look like others but tell of something else.

    Such are the 一是 of measures where problems are told by 一是关于…的问题 too, and the 【后续安排】
    or 〖疗效〗 that stands in problem after problem.
    """
    about = {m.start for m in markers if m.family == "一是" and _ABOUT.match(text, m.end)}
    labels = Counter(m.text for m in markers if m.family in ("【节】", "【】"))
    again = [m.text for m in markers if m.family == "【】" and labels[m.text] >= LABELS]
    numbered = any(m.family not in UNNUMBERED and m.family != "一是" for m in markers)
    opening = "" if numbered or not again else again[0]  # of the fields of each problem the first
    return [m for m in markers
            if not (m.family == "一是" and len(about) >= HEADED and m.start not in about)
            and not (m.family == "【节】" and labels[m.text] > 1)
            and not (m.family == "【】" and labels[m.text] >= LABELS and m.text != opening)]


_STATE = re.compile(r"【(?:已|基本|正在|长期|持续|需|未|阶段性|全部)*(?:完成|整改|办结|推进|坚持|销号|到位|解决|中)+】")
"""How far a problem is, in brackets."""


NUMBERED_TAGGED = ("第一个问题", "问题1", "一、", "(一)", "1.", "1、", "(1)")
"""Families that number what may stand below the tag that closes the item above."""


def is_tag(text: str, marker: Marker) -> bool:
    """Whether words in brackets close the paragraph above them (【已完成】)."""
    if not _STATE.fullmatch(marker.text):
        return False
    above = text[max(0, marker.start - 60):marker.start].rstrip(" \u3000")
    behind = text[marker.end:marker.end + 40]
    after = re.match(r"[^\S\n]*(?:\n\s*|$)", behind)
    if not after or not re.search(r"\S[^\S\n]*\n$", above):
        return False
    if re.match(r"[^\S\n]*(?:\n[^\S\n]*(?:\n|$)|$)", behind):
        return True
    below = marker_at(text, marker.end + after.end())
    return below is not None and below.family in NUMBERED_TAGGED


def _short_sentences(text: str, markers: list[Marker]) -> list[Marker]:
    """The short sentences that open paragraphs, if most name what was found wrong; else none."""
    if _wrong(text, markers) >= max(HEADED, LED * len(markers)):
        below = [m for m in markers if _below_blank(text, m.start)]
        return below if _wrong(text, below) == _wrong(text, markers) else markers
    apart = [m for m in markers if _alone(text, m.start)]
    for found, gap in ((apart, r"\n[^\S\n]*\n"), (markers, r"\n")):
        inside = text[found[0].start:found[-1].start] if found else ""
        paragraphs = sum(len(piece) >= PARAGRAPH for piece in re.split(gap, inside)) + 1
        if len(found) >= max(HEADED, ALIKE * paragraphs) and _wrong(text, found) >= SOME * len(found):
            return found
    return []


def _wrong(text: str, markers: list[Marker]) -> int:
    """How many short sentences name what was found wrong."""
    heads = [text[m.start:text.find("。", m.start)] for m in markers]
    return sum(is_deficiency(h) or bool(_QUOTED.search(h)) for h in heads)


def _alone(text: str, start: int) -> bool:
    """Whether a sentence has its line for itself, below a blank one."""
    return _LINE_APART.match(text, start) is not None and _below_blank(text, start)


def _below_blank(text: str, start: int) -> bool:
    """Whether a line stands below a blank one, or is the first."""
    return bool(re.search(r"\n[^\S\n]*\n[^\S\n]*$|^\s*$", text[max(0, start - 40):start]))


_LINE_APART = re.compile(r"[^\n。]*。[^\S\n]*\n")


_QUOTED = re.compile(r"[“\"][^”\"]{2,12}[”\"]")
APART = 2
"""Short sentences on lines of their own in a section about problems that holds no number from which they are believed."""
ALIKE, SOME, PARAGRAPH = .8, .4, 60
"""Share of the paragraphs (lines of so many characters) that open with a short sentence from which
fewer of these, at least that share, need name what was found wrong."""


def _in_bare_sections(text: str, markers: list[Marker], kept: set[str],
                      named: list[Marker]) -> list[Marker]:
    """The markers, of the sentences only those in sections about problems that hold no number."""
    family = named[0].family if named else ""
    others = [m for m in markers if m.family in kept and m.family not in UNNUMBERED and m.family != "一是"]
    outer = others[0].family if others else ""
    inside: set[int] = set()
    for marker, after in zip(others, [*others[1:], None], strict=True):
        end = after.start if after else len(text)
        heading = text[marker.end:text.find("\n", marker.end)].strip(" \u3000。;；:：")
        if marker.family != outer and is_deficiency(heading) and not heading.endswith("方面"):
            continue  # a problem itself
        apart = after is None or RANK[after.family] <= RANK[marker.family]  # no numbers in the section
        here = [m for m in named if marker.start < m.start < end]
        wrong = sum(is_deficiency(text[m.start:text.find("。", m.start)]) for m in here)
        told = apart and "问题" in heading and marker.family == outer
        if told or (len(here) > 1 and wrong >= len(here) / 2):
            inside |= {m.start for m in here}
    return [m for m in markers if m.family != family or m.start in inside]


def _head_lists(text: str, markers: list[Marker], kept: set[str]) -> bool:
    """Whether bare lines that name what was found wrong each head a list of the only numbers there are."""
    heads = [(m, after) for m, after in pairwise(markers) if m.family == "标题"]
    lists = sum(after.number == 1 and is_deficiency(text[m.start:text.find("\n", m.start)]) for m, after in heads)
    return len(kept - {"一是", *UNNUMBERED}) == 1 and lists >= HEADED


def _cells(text: str, markers: list[Marker]) -> bool:
    """Whether most of the lines that begin with a title and two blanks name what was found wrong."""
    heads = [re.split(r"[ \u3000]{2,}", text[m.start:m.start + 40])[0] for m in markers if m.family == "题行"]
    return sum(is_deficiency(h) or bool(_QUOTED.search(h)) for h in heads) >= max(HEADED, LED * len(heads))


def _count(markers: list[Marker], family: str) -> int:
    return sum(m.family == family for m in markers)


COUNTED_ON = 5
"""Spoken numbers (第一件, 第二件, …) that count on and never start again from which they are items."""


def _name_problems(text: str, markers: list[Marker], alone: bool) -> bool:
    """Whether most of the markers open with what was found wrong, and count on only once.

    ``alone`` tells that no other numbers are in the text.
    """
    numbers = [m.number for m in markers]
    if alone and len(numbers) >= COUNTED_ON and numbers == list(range(1, len(numbers) + 1)):
        return True
    opened = [re.split("[。;；]", text[m.end:m.end + 60])[0] for m in markers]
    wrong = sum(is_deficiency(words) or bool(re.search(FOUND, words)) for words in opened)
    starts = [m.start for m in markers if m.number == 1]
    chapters = [c.start() for c in _CHAPTER_OF_PROBLEMS.finditer(text)]
    again = len(starts) > 1 and len(markers) >= COUNTED_ON and len(chapters) >= len(starts) and wrong >= LED * len(markers)
    return wrong > len(markers) / 2 and (len(starts) == 1 or again)


_CHAPTER_OF_PROBLEMS = re.compile(r"^[^\S\n]*[(（]?[一二三四五六七八九十]{1,2}[)）]?[、.．]?[^\n。]{0,24}问题[^\n。]{0,10}$", re.MULTILINE)
"""The heading of a chapter that holds problems, in which spoken numbers may begin again."""


def _without_asides(text: str, markers: list[Marker]) -> list[Marker]:
    """Keep 一是 paragraphs only below the outermost numbers, or where they are all of an item.

    Elsewhere they are the prose of a problem, cut when it is long.
    """
    outermost = next((m.family for m in markers if m.family != "一是"), None)
    kept: list[Marker] = []
    above: Marker | None = None
    opens = False
    for marker, after in zip(markers, [*markers[1:], None], strict=False):
        if marker.family != "一是":
            above = marker
            opens = marker.family == outermost
        elif above and marker.number == 1 and not opens:
            counts_on = after and after.family == "一是" and after.number == 2
            opens = bool(counts_on) and "\n" not in text[above.end:marker.start].strip()
        if marker.family != "一是" or opens or above is None:
            kept.append(marker)
    return kept


def without_echoes(markers: list[Marker]) -> list[Marker]:
    """Drop unnumbered families of which each numbered item holds just one (1. … 问题:)."""
    for family in (f for f in UNNUMBERED if f not in ("节", "【节】")):
        spots = [i for i, m in enumerate(markers) if m.family == family]
        lone = [i for i in spots if i and markers[i - 1].family not in UNNUMBERED
                and (i + 1 == len(markers) or markers[i + 1].family != family
                     and not (family == "标题" and markers[i + 1].number == 1)
                     and not (family == "【】" and _begins_again(markers[i - 1], markers[i + 1])))]
        if spots and len(lone) > len(spots) * .6:
            markers = [m for m in markers if m.family != family]
    return markers


def _begins_again(above: Marker, below: Marker) -> bool:
    """Whether a list begins again: what stands between heads it."""
    return above.family == below.family and below.number == 1


def with_named(text: str, markers: list[Marker], body: list[Block]) -> list[Marker]:
    """The markers, and the sentences that open problems in a text that numbers none of them."""
    numbered = {m.family for m in markers if m.family not in UNNUMBERED and m.number == 1}
    named = [m for m in markers if m.family == "针对"]
    named += [m for b in body for m in openers(text, b.start, b.end)
              if m.start not in {n.start for n in named}]
    others = [m for m in markers if m.family != "针对"]
    if len(named) < NAMED or len(numbered - {"一是"}) > 1:
        return [m for m in others if m.family != "方面"]
    return sorted((*others, *named), key=lambda m: m.start)


def opens_paragraph(text: str, start: int) -> bool:
    """Whether a line goes on with none above: that is closed, or too short to have been broken."""
    above = text[:start].rstrip().rsplit("\n", 1)[-1].strip()
    if _ALONE.fullmatch(above) and not _CLOSING.match(above):
        return False  # the text of what the line above is called
    return len(above) < BROKEN or above[-1] in "。！？!?；;：:”）)〕】"


_ALONE = re.compile(r"[^\n。;；:：!！?？|\t\d]{4,40}。")
_CLOSING = re.compile(r"[该此本]问题|该项|目前")
"""How a sentence opens that closes a problem (该问题已完成整改。)."""
BROKEN = 30
"""Characters from which a line without an end may go on in the next."""
