"""The markers that open numbered items: what they look like, where they stand, what they count.

A family is one way of writing a marker (一、 or (1)). Both widths are read; nothing is replaced,
so offsets always refer to the text as printed.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

CN = "[一二三四五六七八九十百零〇]{1,5}"
BIG = "[壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3}"
STEM = "[甲乙丙丁戊己庚辛壬癸]"
NOUN = "(?:巡[视察])?(?:反馈|整改|具体|移交|专检|专项检查)?(?:问题|事项|任务|意见)"

FOUND = (r"(?:反馈(?:意见)?|巡[视察]组?(?:反馈)?)(?:首先|接着|最后|还|又|也|另|严肃|明确|同时)*(?:指出|提出|认为|发现|[点讲提说]到|批评|点名)[:：,，]?"
         r"|(?:又|还)(?:指出|发现|提出)[:：,，]?")
"""How a sentence opens that says what the inspectors found (巡察组还发现,…)."""

_PARTS = "(?:附?表|附件?|专[项检]?|补|自|移)"
"""What the code of a list's part begins with (表1-3, 附-2)."""
CODE = (rf"(?:[A-Za-z]{{1,4}}[-－–—.．]?|\d{{1,2}}[-－–—](?=[(（]?\d{{1,2}}[)）]?[ \u3000]*[\t|｜])|[Ⅰ-Ⅻ一二三四五六七八九十甲乙丙丁戊己庚辛][-－–—]"
        rf"|{_PARTS}\d{{0,2}}[-－–—.．]?)(?=[(（]?\d)")
"""The part of a code before its number (A, G-, Ⅱ-, 表1-)."""

_NO_COUNTS = r"(?![ \u3000\t]*\d+(?:[ \u3000\t]+\d+)+[ \u3000]*$)"
"""What no marker of a chapter stands before: the rest of a row of figures (第三章 5 5 0 0)."""

FAMILIES: dict[str, str] = {
    "节": r"(?!)",
    "【节】": r"【(?:后续|下一步|下步|意见|联系|监督|附|说明|总体|组织|概述|基本|前言|结语)[^】\n]{0,20}】",
    "第一部分": rf"[(（]?[第笫](?P<n>{CN}|\d{{1,2}})\s*(?:部分|单元|板块|[篇编卷辑]|类(?=[ \u3000、:：)）])|大?方面(?=[ \u3000,，、:：])[,，]?)"
              rf"[)）]?[、.．:：]?{_NO_COUNTS}",
    "第一章": rf"[(（]?[第笫](?P<n>{CN}|\d{{1,2}})\s*章[)）]?[、.．:：]?{_NO_COUNTS}",
    "第一节": rf"[(（]?[第笫](?P<n>{CN}|\d{{1,2}})\s*节[)）]?[、.．:：]?{_NO_COUNTS}",
    "表一": rf"(?:附?表|清单|方面|板块|部分|类别|专题|任务|模块|类型|领域|附?[编篇])(?P<n>{CN})(?=[ \u3000、:：])[、:：]?",
    "PART": r"(?:PART|Part)[.\s·]{0,2}(?P<n>\d{1,2})[、.．:：]?",
    "Ⅰ": r"(?P<n>[Ⅰ-Ⅻ])[、.．\s]",
    "壹、": rf"[(（]?(?P<n>{BIG})[)）]?(?:\s*[、.．]|[ \u3000]+(?=[\u4e00-\u9fff]))|[(（]{BIG}[)）]",
    "甲、": rf"【(?P<n>{STEM})】|[【(（]{STEM}[】)）]|{STEM}(?:\s*[、.．]|[类编篇组]?(?=[ \u3000]))",
    "一、": rf"(?P<n>{CN}|[—-](?=[、]))\s*[、.．](?!\d)",
    "(一)": rf"[(（﹙]\s*(?P<n>{CN})\s*[)）﹚][、.．]?",
    "㈠": r"(?P<n>[㈠-㈩])[、.．]?",
    "其一": rf"其(?P<n>{CN})[,，、:：\s]\s*",
    "问题1": rf"【?(?:(?:Issue|Problem|Item)\s*\d{{1,2}}\s*[/／|]\s*)?(?:{NOUN}|台账(?=\d)|{STEM}(?=\d)|(?:台账|问题)?[序编]号(?:\s*{STEM}[-—])?|(?P<l>(?:(?:整改|问题|任务)?清单|台账)第))\s*(?:(?:之[:：]?|[:：])\s*)?[(（]?(?P<n>\d{{1,3}}|{CN}|[①-⑳])[)）]?(?(l)[项条号])\s*(?:】[:：]?|[:：、.．｜|]|[—–]{{1,2}}|(?=\s)|【(?:反馈)?问题】)",
    "第一个问题": rf"[第笫](?P<n>\d{{1,2}}|{CN})个(?:具体)?问题\s*[:：]",
    "卡": rf"(?:(?:整改|问题|任务|销号|台账)(?:卡片?|单|表)|N[oO][.．:])\s*[(（]?\s*第?\s*(?P<n>\d{{1,3}}|{CN})\s*号?\s*[)）]?\s*(?:[:：]|(?=\n))",
    "问题1.1": rf"{NOUN}(?:{CN}|\d{{1,2}})之[(（]?(?P<n>{CN}|\d{{1,2}})[)）]?\s*[:：、]",
    "码": r"[〔【\[［]\s*(?P<p>[A-Za-z]{1,2}\d{1,2}[-－–—.．]|[\u4e00-\u9fffA-Za-z]{1,4}[·.．—-]?|\d{1,2}[-－–—.．])?(?P<n>\d{1,3})(?(p)|\s*号[\u4e00-\u9fff]{1,2})\s*[〕】\]］]",
    "序行": rf"(?:{CODE})?(?P<n>\d{{1,2}})[^\S\n]*\n(?=[^\n。;；]{{4,60}}(?:[。;；][^\n]{{0,80}})?\n)",
    "1 ": r"(?P<n>\d{1,2})[ \u3000]{1,2}(?=[\u4e00-\u9fff“][\u4e00-\u9fff“”、，,]{1,30}\**\s*$)",
    "1.1": r"\d{1,2}\.(?P<n>\d{1,2})(?![.\d%])(?=\s*[\u4e00-\u9fff“])(?!\s*[万亿元]|[个项件名人家公米吨倍平亩年月])",
    "1-1": r"(?P<o>[(（])?(?:\d{1,2}|[Ⅰ-Ⅻ])(?(o)[-－–—.．]|[-－–—])(?P<b>[(（])?(?P<n>\d{1,2})(?(b)[)）]|)(?(o)[)）]\s*|[ \u3000]+)(?=[\u4e00-\u9fff“《\"])",
    "1.1.1": r"\d{1,2}\.\d{1,2}\.(?P<n>\d{1,2})(?![.\d%])(?=\s*[\u4e00-\u9fff“]|\s+\d)",
    "A.": r"(?P<n>[A-Z])[.、．](?=\s*[【“\u4e00-\u9fff])",
    "A.1": r"(?:[A-Z]{1,2}[-－–—.．]?|[一二三四五六七八九十甲乙丙丁①-⑳][-－–—]|[专附补自移][-—]?|(?![第共约近超前后达至为有仅含各每逾满])[\u4e00-\u9fff](?=\d{1,2}[ \u3000]+[^\n]{4,40}$))(?P<n>\d{1,2})(?=[ \u3000、:：.．]+[【“\u4e00-\u9fff])[、:：.．]?",
    "1.": r"(?P<n>\d{1,3})\s*[.．](?!\s*\d)、?",
    "1、": r"(?P<n>\d{1,3}|[lI](?=、[\u4e00-\u9fff]))\s*、(?!\s*\d)",
    "⒈": r"(?P<n>[⒈-⒛])、?",
    "组行": rf"(?:[|｜]\s*)?(?P<n>{CN})\s*[|｜\t]",
    "行": rf"(?:[|｜]\s*)?(?:{CODE})?[(（]?(?P<n>\d{{1,3}})[)）]?\s*[|｜\t]",
    "(1)": r"[(（﹙〔〖【\[［]\s*(?P<n>\d{1,3}|[lI])\s*[)）﹚〕〗】\]］][、.．]?",
    "a)": r"(?P<n>[a-z])[)）](?=\s*[\u4e00-\u9fff“])",
    "⑴": r"(?P<n>[⑴-⒇])[、.．]?",
    "1)": r"(?P<n>\d{1,3})\s*[)）][、.．]?",
    "①": r"(?P<n>[①-⑳㉑-㉟])[、.．]?",
    "第一条": rf"[第笫](?P<n>{CN}|\d{{1,3}})\s*[条项](?![,，]|[^\s]{{0,8}}(?:规定|之))[、.．:：]?",
    "第一,": rf"(?:先|再|接着)?[讲说谈]?[第笫头](?P<n>{CN})(?:个(?:问题)?|[点条项]|件(?:事)?(?:[^,，。\n]{{0,3}}(?=[,，]))?|笔(?:账)?)?[,，、]",
    "之一": rf"之(?P<n>{CN})[,，、:：]",
    "一是": rf"(?P<n>{CN})是(?![否非])",
    "【】": r"[【〖](?!问|提问|记者|主持人|答)(?!(?:巡[视察]|反馈|存在的?|具体|主要){0,3}问题(?:表现|描述)?】)(?P<h>[^】〗\n]{2,80})[】〗]",
    "问:": rf"【(?:问(?:{CN}|\d{{1,2}})?(?:之{CN})?|提问|记者|主持人)】"
           r"|(?:问|提问|记者[^:：\n，。]{0,6}|主持人)[:：]|Q(?P<n>\d{0,2})\s*[:：.、｜|▍▎▏┃]\s*(?:记者[:：])?",
    "问题:": r"[【\[［](?:巡[视察]|反馈|存在的?|具体|主要){0,3}问题(?:表现|描述)?[】\]］][:：]?"
             r"|(?:巡[视察]|反馈|存在的?|具体|主要|负责|认领|整改|交办){0,3}问题(?:表现|描述)?[:：]|(?:反馈|存在)问题[ \u3000]+(?=\S)|(?:巡[视察]|反馈)(?:发现|指出)[:：]?[^\S\n]*$"
             r"|巡[视察](?:组)?(?:点出|指出|反馈|发现|提出)的问题\s*(?:——?|[:：])",
    "符号": r"(?!)",
    "方面": r"(?=在[^。，,\n]{4,40}方面[。:：])",
    "针对": r"(?=(?:在[^。，,\n]{2,12}方面[,，]\s*)?(?:"
            r"(?:针对|对于?)\s*[“\"「][^”\"」\n]{3,60}[”\"」]\s*(?:(?:等|的)?(?:突出)?问题)?(?:[,，]|的整改(?:落实|进展)?(?:情况)?[。:：,，])"
            rf"|针对[^。；;\n]{{4,60}}?的(?:问题|情况|现象)[,，]|{FOUND}))",
    "关于": r"(?=(?:关于|针对|对于)\s*[“\"「]?[^。\n]{2,90}(?:问题|方面)(?:的?整改(?:落实|进展)"
          r"?(?:情况)?)?"
            r"(?:[。:：”\s]|$))",
    "短句": r"(?=[^\n。;；:：!！?？|\t\d]{4,40}。(?:(?:[^\S\n]*\n\s*)?[^\n]{40,}|[^\S\n]*\n[^\S\n]*[^\n]{16,39}\n[^\S\n]*[^\n]{40,}))"
          r"|(?=[\u4e00-\u9fff“][^\n。;；!！?？|\t]{3,50}。[^\S\n]*\n\s*(?:——?|--)\s*[\u4e00-\u9fff“\d])",
    "题行": r"(?=[^\n。;；:：!！?？|\t]{4,30}[ \u3000]{2,}[^\n]{30,})",
    "段": r"(?!)",
    "标题": r"(?=[^\n。;；:：!！,，|\t]{4,24}\n\s*(?:[^\n]{40,}|(?:1\s*[.、．]|[(（]1[)）]|①)[^\n]{10,}|[^\n]{8,}\n\s*整改[^\n:：]{0,6}[:：]))",
}
"""Marker families, shallow to deep as notices mostly nest them."""

ROWS = ("组行", "行")
"""Families that number the rows of tables, whose first cell names the problem."""
UNNUMBERED = ("问:", "符号", "问题:", "节", "【节】", "【】", "方面", "针对", "关于", "短句", "题行", "标题", "段")
RANK = {name: rank for rank, name in enumerate(FAMILIES)}
PREFIX = r"(?:#{1,6}[^\S\n]+)?(?:\*\*|__)?(?:=+[^\S\n]*)?(?:[-*+•·●■◆▪★☆▲►◎○▍▌┃\u2190-\u245f\u2500-\u2bff\U0001F300-\U0001FAFF]\ufe0f?(?:[^\S\n]+|(?=问题\d)))?(?:\*\*|__)?"
_PATTERNS = {name: re.compile(pattern, re.MULTILINE) for name, pattern in FAMILIES.items()}
_PREFIX = re.compile(PREFIX)
_QUOTES = {"“": "”", "《": "》", "「": "」", "『": "』", "〈": "〉"}
_ENDS = "。!！?？;；:：\n\t  　”"

PROBLEM_COLUMN = r"(?:巡[视察])?(?:反馈|存在|发现|具体|主要)?的?问题(?:表述|描述|表现|内容)?"
"""The head of a table's column of problems."""

LABEL = re.compile(
    r"[【\[［〔〖]?(?:整改(?:落实|进展|完成|工作)*(?:的)?(?:情况|措施|成效|结果|成果|举措|进度|进展)|"
    r"(?:整改)?(?:落实|完成|进展|采取的?)(?:情况|措施)|整改落实|工作成效|整改|怎么改的?|改得(?:怎样|如何)|(?:成效|结果|措施|进展)(?=[】\]］〕〗]))\s*(?:[】\]］〕〗][:：]?|[:：→]|——)"
    r"|(?<=\n)整改(?:措施|成效|情况)[ \u3000]+(?=\S)"
    r"|(?<=\n)(?:反馈问题|怎么改的?|改得怎样|整改(?:措施|成效|情况)|(?:工作)?(?:措施|成效|办法|现状))\s*[|｜]"
    r"|(?<=[\n\u3000])(?:办法|现状|做法|结果|举措|措施|成效|(?:目前|当前)?进展(?:及(?:未完成)?原因)?)[:：]"
)
"""The words that open what was done about a problem (整改情况:)."""

DUTY_CELL = re.compile(
    r"[^\S\n]*[^，。；：,;:\n]{0,30}(?:局|部|委|办|厅|中心|处|科|室|组|公司|学院|[县区市镇乡]政府|完成|整改|坚持|销号|推进|办结)"
    r"(?:[(（][^)）\n]*[)）])?[^\S\n]*(?:\n|$)")
"""A line that holds who is in charge or how far it is: a table's cell, copied on a line of its own."""


@dataclass(frozen=True)
class Marker:
    """A marker found in a text: its family, its number (0: none) and where it stands."""

    family: str
    number: int
    start: int
    end: int
    text: str


def number_of(numeral: str) -> int:
    """The value of an Arabic, Chinese, circled or bracketed numeral; 0 if it is none."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral in ("l", "I", "—", "-"):  # a 1, as scanners misread it
        return 1
    if numeral in STEM[1:-1]:
        return STEM.index(numeral)
    if numeral.isascii() and numeral.isalpha():
        return ord(numeral.upper()) - ord("A") + 1
    total = digit = 0
    for char in numeral:
        value = 2 if char == "两" else int(unicodedata.numeric(char, 0))
        if value in (10, 100):
            total, digit = total + (digit or 1) * value, 0
        else:
            digit = value
    return total + digit


def compact(marker: str) -> str:
    """A marker as an address shows it: 一、 → 一, 1. → 1, （一） → (一), 一是 → 一是."""
    marker = re.sub(r"(?<=\S)【[^】]*】$", "", marker)
    plain = unicodedata.normalize("NFKC", marker) if marker[:1] not in "①②③④⑤⑥⑦⑧⑨⑩" else marker
    return re.sub(r"^[、.,:|#*【】-]+|[、.,:|#*【】-]+$", "", "".join(plain.split()))


def marker_at(text: str, offset: int, families: tuple[str, ...] = tuple(FAMILIES)) -> Marker | None:
    """The marker that stands at that offset, if one does."""
    for family in families:
        if found := _PATTERNS[family].match(text, offset):
            numeral = found.groupdict().get("n") or ""
            if family not in UNNUMBERED and not numeral:
                numeral = found.group().strip("()（）【】、.．类编篇组 ")
            number = number_of(numeral)
            if family in UNNUMBERED or number:
                return Marker(family, number, offset, found.end(), found.group())
    return None


def line_markers(text: str, start: int, end: int) -> list[Marker]:
    """The markers that open a line between two offsets, Markdown and list signs aside."""
    found = []
    for line in re.finditer(r"^[^\S\n]*(?=\S)", text[start:end], re.MULTILINE):
        offset = start + line.end()
        opens = _PREFIX.match(text, offset)
        at = opens.end() if opens else offset
        marker = marker_at(text, at)
        if marker and marker.end <= end and not LABEL.match(text, at):
            found.append(Marker(marker.family, marker.number, offset, marker.end, marker.text))
        if (cell := _ABOVE.match(text, at)) and cell.end() < end and (row := marker_at(text, cell.end(), ("行",))):
            found.append(row)
    return found


_ABOVE = re.compile(r"[^\t\n\d][^\t\n]{1,39}\t(?=\d{1,3}\t)")
"""The first cell of a row whose number stands behind it: the chapter of it and the rows below (类别 序号 …)."""
_HEADER = re.compile(r"^\s*(?:序号|编号|账号)(?:\s[^\n]{0,60})?$", re.MULTILINE)
_ROW = re.compile(r"[^\n]*\n[^\n。;；]{4,40}\n[^\n]{40,}")


def is_row(text: str, marker: Marker) -> bool:
    """Whether a number on a line of its own opens a row of a table that was copied cell by cell."""
    coded = not marker.text[:1].isdigit()
    return bool(coded or _HEADER.search(text, 0, marker.start) or _ROW.match(text, marker.end))


def among(markers: list[Marker], found: list[Marker]) -> list[Marker]:
    """The markers with others in the place of those that stand where they do."""
    taken = {m.start for m in found}
    return sorted((*(m for m in markers if m.start not in taken), *found), key=lambda m: m.start)


def with_followers(text: str, markers: list[Marker]) -> list[Marker]:
    """The markers and those that count on from them in the same line, each after a sentence."""
    found: list[Marker] = []
    for marker, after in zip(markers, [*markers[1:], None], strict=False):
        found.append(marker)
        if marker.family in UNNUMBERED or marker.family in ("一是", "序行", "组行", "行"):
            continue
        end = text.find("\n", marker.end)
        end = len(text) if end < 0 else end
        if after and after.family == marker.family and after.number == marker.number + 1:
            continue
        while following := _follower(text, found[-1], end):
            found.append(following)
    return found


def with_told_problems(text: str, markers: list[Marker], body: list[tuple[int, int]]) -> list[Marker]:
    """The markers, and each 一是…的问题, (1)针对“…”问题 within a paragraph, where a text tells its problems so."""
    taken = {m.start for m in markers}
    told = [Marker(family, number_of(m.group("n")), m.start("m"), m.end("m"), m.group("m"))
            for family, pattern in _TOLD.items() for start, end in body for m in pattern.finditer(text, start, end)
            if m.start("m") not in taken]
    return sorted((*markers, *told), key=lambda m: m.start) if len(told) >= TOLD else markers


TOLD = 4
"""Problems told within paragraphs (一是…的问题,已…) from which they are items."""
_TOLD = {
    "一是": re.compile(rf"(?<=[。；;：:\s])(?P<m>(?P<n>{CN})是)(?=[^，。；：,;:\n]{{4,40}}的问题[，,：:][^\n]{{10}})"),
    "(1)": re.compile(r"(?<=[。；;])\s*(?P<m>[(（](?P<n>\d{1,2})[)）])\s*(?=(?:针对|关于|对)[“\"「][^”\"」\n]{4,60}[”\"」]的?问题)"),
}


def openers(text: str, start: int, end: int) -> list[Marker]:
    """The sentences between two offsets that take up a problem by its name (针对“…”问题,…)."""
    pattern = _PATTERNS["针对"]
    stops = re.finditer(r"[。；;]\s*", text[start:end])
    return [Marker("针对", 0, at, at, "") for stop in stops
            if pattern.match(text, at := start + stop.end()) and at < end]


def _follower(text: str, marker: Marker, end: int) -> Marker | None:
    """The next number of a marker's family behind a sentence of its line."""
    for stop in re.finditer(r"[。；;！]\s*", text[marker.end:end]):
        offset = marker.end + stop.end()
        following = marker_at(text, offset, (marker.family,)) if offset < end else None
        if following and following.number == marker.number + 1:
            return following
    return None


def inline_markers(text: str, start: int, end: int) -> list[Marker]:
    """Everything between two offsets that could be a marker, for texts without lines."""
    quoted = _quoted_spans(text, start, end)
    starts = [s for s, _ in quoted]
    found: list[Marker] = []
    offset = start
    families = tuple(f for f in FAMILIES if f not in ("序行", "方面", "针对", "关于", "组行", "行", "一是", "第一条", "第一,", "之一", "A.", "问:", "【】", "短句", "题行", "标题"))
    while offset < end:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < quoted[index][1]:
            offset = quoted[index][1]
            continue
        marker = marker_at(text, offset, families)
        if marker and _stands_free(text, marker, start):
            found.append(marker)
            offset = marker.end
        else:
            offset += 1
    return found


def _stands_free(text: str, marker: Marker, start: int) -> bool:
    """Whether an inline marker can be one: not a part of a number, a word or a list of terms."""
    before = text[marker.start - 1] if marker.start > start else "\n"
    after = text[marker.end:marker.end + 1]
    if not after or after in "。,，、;；:：)）%％":
        return False
    if marker.family in ("一、", "壹、", "第一部分", "第一章", "第一节", "问题:", "问题1"):
        return before in _ENDS or before in "】)）"
    if before.isdigit() or before in ".．-—~～至第" or before.isascii() and before.isalpha():
        return False
    return not (after.isdigit() and marker.family in ("1.", "1、", "1)"))


def _quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    offset = start
    while offset < end:
        if closing := _QUOTES.get(text[offset]):
            close = text.find(closing, offset, min(end, offset + 200))
            if close > 0:
                spans.append((offset, close + 1))
                offset = close
        offset += 1
    return spans
