"""Where an item's heading ends and its text begins."""

import re
from typing import TYPE_CHECKING

from ingest.frame_lines import is_title
from ingest.markers import FOUND, LABEL

if TYPE_CHECKING:
    from ingest.outline import Node

FIGURES = 1
"""Figures that a heading may hold if it does not name what was found wrong."""
CELLS = 3
"""Cells of a row among which the one that names the problem is looked for."""
CATEGORY = 6
"""Characters up to which a row's first cell may be the kind of its problem."""
LONG_LINE = 200
SHORT_SENTENCE = 60
_SENTENCE = re.compile(r"[。!！?？;；](?=[”’》)）]*)[”’]?|[:：](?=\s*一是)|\s*(?=一是)|$")
_FIRST_CELL = re.compile(r"([^\t\n]{4,60})\t")
GAPPED = ("题行", "1-1", "A.1", "段")
"""Families whose titles two blanks may set apart from what was done."""
_FIRST_GAP = re.compile(r"([^\t\n。；;]{4,60}?)[ \u3000]{2,}(?=[^\n]{2})")
_CELLS = re.compile(r"[^\s。；;]{4,40}[ \u3000]{3,40}\S{2,80}[ \u3000]{3,40}\S")
"""A row of a table whose cells blanks set apart."""
_ITS_PROBLEM = re.compile(r"(?!对)[^,，。；;：:\n]{4,40}的问题(?=[,，][^\n]{10})")
"""What a sentence opens with that tells what was done about a problem (…不及时的问题,已建立台账)."""
_ABOUT = re.compile(
    r"\s*(?:关于|针对|对于)(?:[^。；;\n]{2,90}?问题|[“\"「][^”\"」\n]{2,60}[”\"」])[。:：]")
_TRAIL = " \t　\n。.;；:：*_"
_DEFICIENT = re.compile(
    r"问题|差距|不足|不够|不到位|不[强力实牢深高严全细足清明准紧齐好优佳畅顺良大彰]|不[敢会愿作]|薄弱|弱化|弱项|短板|缺[失位乏少陷]|"
    r"欠缺|滞后|缓慢|偏[弱低差软轻慢]|[虚疲]弱|隐患|漏洞|违规|违反|违纪|风险|失[管察守]|流失|腐败|形式主义|官僚主义|走过场|"
    r"多发|频发|时有发生|屡禁不止|宽松软|有偏差|不规范|不健全|不平衡|不及时|不重视|不精准|不扎实|不彻底|不纯|不均|未[^来]|没有|"
    r"脱节|引不进|留不住|率[低高]|老化|断档|悬空|空转|虚化|反弹|软弱|[弱低难慢差]$|"
    r"不聚焦|衰减|近亲繁殖|裙带|居高不下|松散|沉淀|闲置|空置|形同虚设|架空|缺口|打折扣|拖欠|垄断|一家独大|用不了|没收上来|造假|"
    r"浮在|代替|懒散|渔利|超负荷|超期|逾期|超概算|只有|才[有占]|偏[多大高]|一包了之|一刀切|两张皮|重[^,，。]{1,6}轻|沉睡|窄|挪用|套取|失真|推诿|缓办|"
    r"仅|[漏瞒虚谎]报|流于|乏力|盲区|优亲厚友|白条|粗放|趋利|而不|[光只][^,，。]{1,2}不|私自|较差|较多|较弱|不合理|不深入|不坚决|不落实|不充分|乱|超标准|超职数|青黄不接|文山会海|迟缓|不达标|不公开")
_STRONG_WORDS = re.compile(
    r"不折不扣|不断|不忘初心|毫不|不移|不懈|不松|不减|不变|绝不|决不|不让|不误|问题导向|不放过|打伞破网|"
    r"不贷|不等|不收手|不收兵|不获全胜|不留|不回潮|防范化解|问题(?:整改|清单|线索)(?:落实)?(?:工作)?$|无不|不敢腐|不能腐|不想腐")
_ACTION = re.compile(
    r"(?:[^,，。]{0,6})?(?:制定|出台|组织|召开|开展|加强|加快|加大|强化|完善|建立|健全|成立|印发|下发|严格|推进|推动|持续|深化|认真|"
    r"提高|提升|坚持|突出|聚焦|围绕|按照|根据|截至|已|全面|迅速|扎实|切实|进一步|优化|压实|压紧|明确|统筹|瞄准|举办|定期|落实|"
    r"重视|注重|细化|夯实)")
_NAMES_PROBLEM = re.compile(
    r"(?:在[^。，,\n]{2,12}方面[,，]\s*)?"
    r"(?:(?:针对|对于?)(?:(?:巡[视察]组?)?(?:反馈)?(?:指出|反映|发现|提出)的)?\s*(?:[“\"「]([^”\"」\n]+)(?![”\"」][\u4e00-\u9fff]{2,20}的(?:问题|情况|现象)[,，。:：])|([^。；;\n]+?)的(?:问题|情况|现象)[,，。:：])"
    rf"|(?:{FOUND})(?:我[区县市州旗镇局校院]|我们|我集团)?(?:[“\"「]([^”\"」\n]{{4,60}})[”\"」](?=[。；;，,])"
    r"|([^。；;\n]{4,60}?)(?=[。；;\n]|[,，](?:对此|现|我|经|已|据此|致使))|([^,，。；;\n]{4,40})))")
_TOLD = re.compile(r"\s*(?:【(?:反馈)?问题】|(?:反馈|存在)问题[ \u3000]|反馈指出[:：]|记者[:：])\s*")
_LABEL_BELOW = re.compile(r"(?:[^\w\s]\ufe0f?\s*)?(?:反馈了什么|反馈(?:的)?问题|问题是什么|巡[视察]指出)[?？]?\s*\n\s*|(?:反馈|存在)?问题(?:(?:表述|描述|表现)?[:：]|(?:表述|描述|表现)[ \u3000\t])\s*")
_TITLE_MARK = re.compile(r"^(?:标题\s*[:：]|[—-]{1,2})\s*")
_BAR = re.compile(r"[|｜\t]")


def named(text: str, node: "Node") -> None:
    """Set the node's heading and where its body starts."""
    node.body_start = node.marker.end if node.marker else node.start
    if node.kind == "title":
        node.heading = _title(text[node.start:node.end])
        node.body_start = node.end
    elif node.marker:
        if node.marker.family in ("【】", "【节】"):
            node.heading = node.marker.text.strip("【】〖〗")
            return
        begin = node.marker.end
        if node.marker.family == "针对" or node.marker.family == "段" and _NAMES_PROBLEM.match(text, begin):
            node.heading, node.body_start = _problem_named(text, begin), begin
            return
        if node.marker.family in ("组行", "行") and (bar := _BAR.search(text, begin, node.own_end)):
            cells = _BAR.split(text[begin:node.own_end])[:CELLS]
            kind = len(cells[0].strip()) <= CATEGORY  # 信贷管理 | 冒名贷款屡查屡有 | …
            wrong = next((c for c in cells if kind and is_deficiency(c.strip())), cells[0])
            node.heading = _first_sentence(wrong.strip())
            rest = begin + len(cells[0]) - len(cells[0].lstrip()) + len(node.heading) + 1
            cut = wrong == cells[0] and node.heading != wrong.strip()
            node.body_start = rest if cut else bar.end() if wrong == cells[0] else begin
            return
        if node.marker.family in ("问:", "问题:", "问题1", "PART", "A.", "A.1", "码", "卡"):  # which may have a line of its own
            begin += len(text[begin:node.own_end]) - len(text[begin:node.own_end].lstrip())
            if label := _LABEL_BELOW.match(text, begin):
                begin = label.end()
        if told := _TOLD.match(text[begin:node.own_end]):
            begin += told.end()
        if node.marker.family in GAPPED and (gap := _FIRST_GAP.match(text, begin, node.own_end)):
            node.heading, node.body_start = gap.group(1).strip(), gap.end()
            return
        words, node.body_start = heading_end(text, begin, node.own_end, bool(node.children))
        node.heading = text[begin:words].strip(" \t\n\u3000*_#=■◆●★◎")
    elif node.kind == "other":
        line = text[node.start:node.own_end].strip().split("\n")[0]
        if is_headline(line) and len(line) < len(text[node.start:node.own_end].strip()):
            node.heading = line.strip("#* ")
            node.body_start = text.index("\n", text.index(line, node.start)) + 1


def _first_sentence(cell: str) -> str:
    """What a long cell opens with, where that names what was found wrong; else all of it."""
    first, stop, _ = cell.partition("。")
    if not stop or not cell.strip("。")[len(first):]:
        return cell.rstrip("。")
    told = len(cell) > CELL and len(first) <= CELL and not re.search(r"\d", first)
    return first if told or is_deficiency(first) else cell


CELL = 30
"""Characters above which a cell holds more than a heading."""


def _title(block: str) -> str:
    """The title's own lines, without what stands below it (a meeting, a speaker)."""
    lines = [_TITLE_MARK.sub("", line.strip(" \t\u3000#*")) for line in block.split("\n")
             if line.strip(" \t\u3000#*")]
    last = next((i for i, line in enumerate(lines) if is_title(line)), len(lines) - 1)
    return "".join(lines[:last + 1])


def _problem_named(text: str, begin: int) -> str:
    """The problem that a sentence takes up by its name; "" if it names none."""
    found = _NAMES_PROBLEM.match(text, begin)
    return next(filter(None, found.groups()), "") if found else ""


def is_headline(line: str) -> bool:
    """Whether a line is short and unpunctuated, as a heading is."""
    return len(line) <= 40 and "\n" not in line and line[-1:] not in "。;；!！,，"


def heading_end(text: str, start: int, own_end: int, has_children: bool) -> tuple[int, int]:
    """Offsets where the heading's words and the heading with its punctuation end.

    ``start`` is behind the marker. Both are ``start`` when the item has no heading of its own.
    """
    own = text[start:own_end]
    line = own.split("\n", 1)[0]
    rest = own[len(line):].strip()
    if label := LABEL.search(line):
        line, rest = line[:label.start()], own[label.start():]
    if not line.strip(_TRAIL):
        return start, start
    if (cell := _FIRST_CELL.match(line)) or (
            (cell := _FIRST_GAP.match(line)) and (is_deficiency(cell.group(1)) or _CELLS.match(line))):
        return start + len(cell.group(1).rstrip(_TRAIL)), start + cell.end()
    if problem := _ITS_PROBLEM.match(line):
        return start + problem.end(), start + problem.end()
    first, _, more = line.partition("。")
    short = is_deficiency(first) or len(first.strip()) <= CELL and bool(LABEL.match(rest))
    told = short and not re.search(r"\d", first) and bool(re.search(r"\d", more))
    alone = has_children and not told or bool(LABEL.match(rest)) and not told or (bool(rest) and not _is_prose(line))
    if not alone or len(line.strip()) > LONG_LINE:
        found = _ABOUT.match(line) or _SENTENCE.search(line, len(line) - len(line.lstrip()) + 1)
        cut = line[:found.end()] if found else line
        if len(cut.strip()) > SHORT_SENTENCE and not _DEFICIENT.search(cut) or cut == line and (
                not has_children and len(line.strip()) > 2 * SHORT_SENTENCE):
            return start, start
        if not has_children and gives_figures(cut) and not is_deficiency(cut):
            return start, start  # what was done, not what it is called
        line = cut
    words = start + len(line.rstrip(_TRAIL))
    end = start + len(line)
    while end < own_end and text[end] in _TRAIL:
        end += 1
    return words, end


def _is_prose(line: str) -> bool:
    """Whether a lone line holds more than its heading."""
    if (about := _ABOUT.match(line)) and line[about.end():].strip(_TRAIL):
        return True
    found = _SENTENCE.search(line)
    rest = line[found.end():].strip() if found else ""
    unfinished = len(rest) > 4 and rest[-1] not in _TRAIL and bool(re.search(r"\d", rest)) and not is_deficiency(rest)
    return len(rest) > 20 or unfinished


def gives_figures(words: str) -> bool:
    """Whether words hold more figures than a heading does: they tell what was done."""
    return len(re.findall(r"\d+(?:\.\d+)?[%\u4e00-\u9fff]", words)) > FIGURES


def is_deficiency(heading: str) -> bool:
    """Whether a heading names what was found wrong rather than what was done."""
    plain = re.sub(r"[“\"《][^”\"》]{0,12}[”\"》]", "", _STRONG_WORDS.sub("", heading))
    if re.match(r"关于[“\"「].{4,60}[”\"」]$", heading):
        return True
    if re.search(r"问题(?:的?整改(?:落实|进展)?(?:情况)?)?\s*$|^(?:反馈)?问题(?!线索)", heading):
        return True
    if _ACTION.match(plain) and not re.search(_DEFICIENT.pattern + r"$", plain[-8:]):
        return False
    return len(plain) <= 160 and bool(_DEFICIENT.search(plain))
