"""What stands around the numbered body: title, page furniture, contact lines, signature."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.dates import aligned
from ingest.frame_lines import (
    DATE,
    META,
    TITLE_TOPIC,
    is_date_line,
    is_furniture,
    is_organisation,
    is_signed,
    is_title,
)
from ingest.markers import CODE

Role = Literal["title", "body", "contact", "signature", "furniture", "other"]

_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ 　](?=[\u4e00-\u9fff])")
_CONTACT = re.compile(
    r"(?:[（(]?[一二三四五六七八九\d]+[)）、.．]\s*|附[:：]\s*)?(?:"
    r"欢迎[^。]{0,40}(?:监督|意见|反映)|如(?:有|对)[^。]{0,40}(?:意见|建议|情况|问题)[^。]{0,"
    r"20}(?:反映|反馈|联系)|"
    r"(?:说明[:：])?对[^。]{0,20}(?:有异议|有意见)|(?:受理|联系)单位[:：]|联系(?:方式|电话|人|地址|单位|邮箱)|(?:监督|举报|反映|意见)(?:方式|渠道|途径)|"
    r"(?:监督|举报|咨询|受理|值班|办公)?(?:电话|邮箱|信箱)(?:\s*[:：]|\s+[\dA-Za-z(])|"
    r"(?:广大|各界|社会)?(?:干部)?群众[^。]{0,16}(?:对|有)[^。]{0,40}意见|(?:公告|公示|公布)期(?:"
    r"间|内|限|为|[:：])|"
    r"电子(?:邮[箱件]|信箱)|邮[政寄](?:信箱|地址|编码)|邮\s*编\s*[:：]|通[讯信]地址|来信|来访|"
    r"(?:办公|单位|收信|邮寄)?地\s*址\s*[:：]|传\s*真\s*[:：]|[Ee]-?mail|公开(?:期限|时间|期)[:："
    r"])")
_SEAL = re.compile(r"印\s*章|公章|盖章|[(（]章[)）]")
_INVITES = re.compile(r"^[^。]{0,60}(?:意见|看法|建议|监督|反映|质询|告诉|告知)[^。]{0,20}[。:]?$")
_INLINE_CONTACT = re.compile(
    r"(?<=[。!！;；\s])(?:欢迎|广大(?:干部)?群众|(?:干部)?群众如|(?:公布|公告|公示)期间|如(?:有|对)|联系电话|联系方式)"
    r"[^。\n]{0,60}(?:监督|意见|反映|反馈|联系|[:：]\s*[\d(])")
_INLINE_SIGNATURE = re.compile(
    rf"(?<=[。!！;；.A-Za-z\d\s])\s{{0,20}}(?:中共|中国共产党)[^。,，:：;；\s]{{2,36}}(?:委员会|委|党组)\s*{DATE}"
    rf"|(?<=[。!！;；.A-Za-z\d\s])\s{{0,20}}(?=[^\n]{{0,14}}[日号]|\d{{4}}[-/.]){DATE}[)）]?(?=\s*(?:$|【|\[|分享|打印|责任编辑|来源|上一|下一|\n))")
_INLINE_TITLE = re.compile(
    r"\s*[^\s。,，:：]{4,70}?(?:通报|公告|公示|公布|报告)(?=\s|根据|按照|近日|经|(?:19|20)\d\d年)")
_INLINE_META = re.compile(
    r"(?:\s*(?:发布|成文|公布)?(?:时间|日期|来源|作者|浏览(?:次数)?|字[号体])[:：]\s*(?:"
    rf"{DATE}(?:\s*\d\d?:\d\d(?::\d\d)?)?|[^\s。,，]{{1,24}}?(?:网站|网|局|部|办公室|报|台|委|[大中小\d])"
    r"(?=\s|根据|按照|近日|经|[一二三四五六七八九十]、|\d{4}年|$)))+\s*")


HEAD_LINES = 40
"""Lines among which a title is looked for."""
RUNNING = 10
"""Characters of a title that a PDF may repeat at the head of its pages."""
TELLING = 60
"""Characters from which a line of prose is the notice's text: a title below two of them is late."""
WEAK = 12
"""Characters from which a line below a title and prose may still be the notice's own title."""
SUBTITLES = 4
"""Lines below a title that may still belong to it: a meeting, a speaker, a date."""


@dataclass(frozen=True)
class Block:
    """A run of lines with one role; offsets in the text, end exclusive."""

    start: int
    end: int
    role: Role


def framed(text: str) -> list[Block]:
    """The text as blocks in order, without gaps; the body in one or more of them."""
    text = aligned(text)
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\n|[^\n]+\Z", text)]
    words = [_SPACED.sub("", text[s:e].strip().strip("*_")) for s, e in lines]
    roles: list[Role] = ["furniture" if is_furniture(w) else "body" for w in words]
    head = _head(words, roles)
    _running_heads(words, roles)
    _late_title(words, roles)
    _tail(words, roles, head)
    return _inline_tail(text, _inline_head(text, _blocks(lines, words, roles)))


def _head(words: list[str], roles: list[Role]) -> int:
    """Mark the title and what stands above the opening; returns the opening's line."""
    first = next((i for i, w in enumerate(words)
                  if re.match(r"#*\s*(?:[一壹1lIA][、.．]|[⒈㈠Ⅰ]|PART|Part|[【]?(?:记者|问)[】:：]|[(（][一1][)）]|第一|问题[1一]"
                              r"|1(?:\.1)?\s*(?![月日年个名项件家起人次亿万])[\u4e00-\u9fff]{2,20}$)", w)), len(words))
    above = [i for i in range(min(first, HEAD_LINES)) if words[i]]
    prose = [i for i in above if _is_prose(words[i]) and len(words[i]) > TELLING]
    plain = [i for i in above if _is_plain_title(words[i]) and roles[i] == "body"
             and not any(j < i and (j in prose or _breaks_off(words[j])) for j in above)]
    entitled = [i for i in above if is_title(words[i]) and "\t" not in words[i]]
    told = [i for i in above if _is_prose(words[i])]
    titles = [i for i in entitled if not (len(words[i]) < WEAK and any(entitled[0] < p < i for p in told))
              and not any(p < i for p in prose)] or [
        i for i in entitled if sum(p < i for p in prose) < 2] or [
        i for i in plain if TITLE_TOPIC.search(words[i])][:1] or plain[:1]
    title = titles[-1] if titles else -1
    opening = next((i for i in range(title + 1, first) if _is_prose(words[i])),
                   min(first, len(words) - 1))
    for i in range(opening):
        word = words[i]
        page = bool(META.search(word) or is_date_line(word)) and "。" not in word
        if i == title or (i == title - 1 and _opens_title(words, i)) or (
                0 <= title < i <= title + SUBTITLES and _is_subtitle(word)):
            roles[i] = "title"
        elif word and (page or (i < title and not _is_prose(word))):
            roles[i] = "furniture"
    return opening


def _running_heads(words: list[str], roles: list[Role]) -> None:
    """Mark the title where a PDF prints it again at the head of every page."""
    titles = {w for w, role in zip(words, roles, strict=True)
              if role == "title" and len(w) >= RUNNING}
    last = max((i for i, role in enumerate(roles) if role == "title"), default=len(words))
    for i in range(last + 1, len(words)):
        if words[i] in titles:
            roles[i] = "furniture"


def _late_title(words: list[str], roles: list[Role]) -> None:
    """Mark the title where it stands among the last lines, as in a copy of a file's back page."""
    if "title" in roles:
        return
    said = [i for i, w in enumerate(words) if w]
    for i in said[-LATE:]:
        if is_title(words[i]):
            roles[i] = "title"
            if roles[i - 1] == "body" and re.search("关于[^。]*$", words[i - 1]) and "。" not in words[i - 1]:
                roles[i - 1] = "title"


ROW = 4
"""Cells that may stand between a date and the number of a table's next row."""
LATE = 6
"""Last lines among which a title is looked for that the first ones lack."""


def _is_plain_title(word: str) -> bool:
    """Whether a short first line may be a title although it does not read like one."""
    return (4 <= len(word) <= 60 and word[-1] not in ",;，；、" and re.match(r"[\w“《(（【]", word) is not None
            and not re.search(r"[。:：>›|/]|\S\s{2,}\S+\s{2,}\S|^(?:根据|按照|经)|现将|有关规定|日至|邮编|邮箱|电话|[开进][展行]了|\d{4}年.*[,，]", word)
            and not META.search(word) and not is_date_line(word)
            and not re.search("首页|网站|导航", word))


def _breaks_off(word: str) -> bool:
    """Whether a line is the beginning of a sentence that goes on in the next one."""
    return len(word) >= 18 and bool(re.search(r"[,，、;；]", word)) and word[-1] not in "。!！?？:："


def _is_prose(word: str) -> bool:
    """Whether a line is running text, not a title or a page's header."""
    return (len(word) > 40 and not is_title(word) and bool(re.search("[。,，;；:：]", word))
            and not (META.search(word) and "。" not in word)) or word.endswith(("。", ":", "："))


def _opens_title(words: list[str], line: int) -> bool:
    """Whether a line is the name with which the title on the next line begins."""
    return is_organisation(words[line]) and not words[line + 1].startswith("中共")


def _is_subtitle(word: str) -> bool:
    """Whether a short line below the title belongs to it: a meeting, a speaker, a date."""
    return bool(re.match(r"[-—]{1,2}\S|[(（][^)）]*[)）]$", word)) or (
        2 <= len(word) <= 40 and not re.search("[。:：,，]", word) and not META.search(word)
        and not is_date_line(word))


def _tail(words: list[str], roles: list[Role], head: int) -> None:
    """Mark contact lines and signature, and what follows them."""
    total = sum(map(len, words)) or 1
    seen, at = 0, []
    for word in words:
        at.append(seen / total)
        seen += len(word)
    later = [i for i in range(head + 1, len(words)) if words[i] and at[i] > .4]
    date = next((i for i in later if is_signed(words[i])
                 or is_date_line(words[i]) and _closes(words, i)), None)
    _covering_letter(words, roles, head)
    end = len(words) if date is None else date + 1
    last_marker = max((i for i in range(head, end) if _numbered(words[i])), default=head)
    if date is not None:
        roles[date] = "signature"
        _signers(words, roles, date - 1)
    contact = next((i for i in later if last_marker <= i < end and roles[i] == "body"
                    and _CONTACT.match(words[i])), None)
    if contact is not None:
        _contacts(words, roles, contact, last_marker, end)
        if date is None:
            _unsigned(words, roles, contact)
    if date is not None:
        _afterwards(words, roles, date + 1)


def _covering_letter(words: list[str], roles: list[Role], head: int) -> None:
    """Mark the signature of a letter whose annex holds the notice's problems."""
    said = [i for i in range(head + 1, len(words)) if words[i] and not is_furniture(words[i])]
    for i, below in pairwise(said):
        if roles[i] == "body" and is_date_line(words[i]) and _ANNEX.match(words[below]):
            roles[i] = "signature"
            _signers(words, roles, i - 1)
            return


_CODE = re.compile(rf"(?:{CODE})?\d{{1,2}}")
ROWS = 3
"""Lines that hold a code alone from which an annex is a table copied cell by cell."""
_ANNEX = re.compile(r"附件?\s*\d?\s*(?:[:：]|$)")


def _contacts(words: list[str], roles: list[Role], first: int, last_marker: int, end: int) -> None:
    """Mark the contact lines from the first one on, and the invitation above it."""
    above = next((i for i in range(first - 1, last_marker, -1) if words[i]), last_marker)
    if above > last_marker and roles[above] == "body" and _INVITES.search(words[above]):
        roles[above] = "contact"
    for i in range(first, end):
        if words[i] and roles[i] == "body":
            fits = _CONTACT.match(words[i]) or _is_contact_detail(words[i])
            roles[i] = "contact" if fits else "other"


def _unsigned(words: list[str], roles: list[Role], contact: int) -> None:
    """Mark what follows the contact lines of a notice without a date."""
    tail = [i for i in range(contact, len(words)) if roles[i] == "other"]
    if tail and is_organisation(words[tail[0]]):
        roles[tail[0]] = "signature"
    for i in tail:
        if roles[i] == "other" and len(words[i]) <= 60 and "。" not in words[i]:
            roles[i] = "furniture"


def _afterwards(words: list[str], roles: list[Role], first: int) -> None:
    """Mark what follows the signature: contact lines, annexes, else the page's own."""
    annexed = False
    if annex := next((i for i in range(first, len(words)) if _ANNEX.match(words[i])), 0):
        rows = sum(_CODE.fullmatch(w) is not None for w in words[annex:])
        if rows >= ROWS:  # a table of more problems, copied cell by cell
            roles[annex:] = ["body"] * len(words[annex:])
            return
    for i in range(first, len(words)):
        annexed = annexed or words[i].startswith(("附件", "附:", "附表", "附录"))
        if _CONTACT.match(words[i]) and not is_furniture(words[i]):
            roles[i] = "contact"
        elif words[i]:
            prose = annexed and (words[i].startswith("附") or "。" in words[i])
            roles[i] = "other" if prose and not is_furniture(words[i]) else "furniture"


def _closes(words: list[str], date: int) -> bool:
    """Whether a date line closes the notice: a name or a full sentence stands above it."""
    above = next((words[i] for i in range(date - 1, -1, -1)
                  if words[i] and not _SEAL.search(words[i])), "")
    after = [w for w in words[date + 1:] if w]
    below = after[0] if after else ""
    cells = 2 * ROW + 1 if "序号" in words[:date] else ROW  # its head may be repeated between
    if any(w.isdecimal() and len(w) < 4 for w in after[:cells]):  # the number of a table's next row
        return False
    if any(len(w) > TELLING and not is_furniture(w) and not _CONTACT.match(w)
           for w in words[date + 1:]):
        return False
    closed = is_organisation(above) or (is_title(above) and date > len(words) // 2) or bool(_CONTACT.match(above)) or above[-1:] in "。!！"
    return closed and not re.match(r"[(（]?[一二三四五六七八九十]{1,3}[)）、]", below)


def _numbered(word: str) -> bool:
    found = re.match(r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|问题\d)", word)
    return bool(found) and not _CONTACT.match(word)


def _signers(words: list[str], roles: list[Role], line: int) -> None:
    names = 0
    while line > 0 and names < 3:
        if words[line] and not is_title(words[line]):
            if not is_organisation(words[line]) or roles[line] != "body":
                return
            roles[line] = "signature"
            names += 1
        line -= 1


def _is_contact_detail(word: str) -> bool:
    return bool(re.search(r"\d{3,4}[-—－]?\d{7,8}|1\d{10}|@|邮编|邮政编码|信箱|地址", word))


def _blocks(lines: list[tuple[int, int]], words: list[str], roles: list[Role]) -> list[Block]:
    """Runs of lines of one role; blank lines go with the block above them."""
    blocks: list[Block] = []
    for (start, end), word, role in zip(lines, words, roles, strict=True):
        if blocks and (not word or blocks[-1].role == role):
            blocks[-1] = Block(blocks[-1].start, end, blocks[-1].role)
        else:
            blocks.append(Block(start, end, role))
    return blocks


def _inline_head(text: str, blocks: list[Block]) -> list[Block]:
    """Title and page header that share the first line of the body, set apart."""
    if not blocks or blocks[0].role != "body":
        return blocks
    first = blocks[0]
    title = _INLINE_TITLE.match(text, 0, min(first.end, 120))
    if not title or not is_title(title.group()) or text[title.end():title.end() + 1] in "\n":
        return blocks
    pieces = [Block(0, title.end(), "title")]
    at = title.end()
    if meta := _INLINE_META.match(text, at, first.end):
        pieces.append(Block(at, meta.end(), "furniture"))
        at = meta.end()
    return [*pieces, Block(at, first.end, "body"), *blocks[1:]]


def _inline_tail(text: str, blocks: list[Block]) -> list[Block]:
    """Contact and signature that share the last line of the body, set apart."""
    last = max((i for i, b in enumerate(blocks) if b.role == "body"), default=-1)
    if last < 0 or any(b.role in ("contact", "signature") for b in blocks[last + 1:]):
        return blocks
    body = blocks[last]
    from_ = body.start + (body.end - body.start) * 2 // 3
    cuts: list[tuple[int, Role]] = []
    if found := _INLINE_CONTACT.search(text, from_, body.end):
        cuts.append((found.start(), "contact"))
    if found := _INLINE_SIGNATURE.search(text, from_, body.end):
        cuts.append((found.start(), "signature"))
        if text[found.end():body.end].strip():
            cuts.append((found.end(), "furniture"))
    pieces = []
    for (start, role), stop in zip([(body.start, body.role), *sorted(cuts)],
                                   [*(c for c, _ in sorted(cuts)), body.end], strict=True):
        if stop > start:
            pieces.append(Block(start, stop, role))
    return [*blocks[:last], *pieces, *blocks[last + 1:]]
