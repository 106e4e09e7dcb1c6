"""How far each problem of a notice is, as the notice marks it: in its table, its line, its chapter."""

import re
from typing import Literal

from assistant.wording import compact, unwrapped
from ingest.notice import Item, Notice

Standing = Literal["done", "basic", "lasting", "open"]

_WORDS: tuple[tuple[Standing, str], ...] = (
    ("done", r"已(?:经)?(?:完成|办结|销号)(?:整改)?[,、]?(?:并|后)(?:长期|转入|持续|纳入|常态)"),
    ("basic", r"基本(?:完成|整改|到位|改完)|阶段性|大体(?:完成|改完)|初步(?:完成|见效)"),
    ("lasting", r"长期(?![借拖闲超得不占挂积存欠])|持续|常态|坚持(?!问题导向)|接续|一时(?:半会儿?)?改不(?:完|了)|慢慢改"),
    ("open", r"序时进度|进度(?:滞|落)后|(?:没有?|未)(?:赶|跟)上?[^,。]{0,2}进度|(?:没|未|尚未|还没)有?(?:彻底|完全|全部)?(?:改|做|整改|完成|办结|销号)(?:完|好|到位)?|(?:[正还仍]在|继续|抓紧)(?:推进|整改|办理|落实)"
             r"|推进中|整改中|进行中|在改|没有完成"),
    ("done", r"(?:已|全部)(?:经)?(?:全部)?(?:整改)?(?:完成|改完|办结|销号|到位|整改|解决)|整改完成|完成整改|整改到位|改完了|改好了|销号|^完成$|^办结$"),
)
"""How a status is worded, the telling first: 未完成 is not done, 基本完成 not all done."""
_CELL = re.compile(r"[\t\n|｜]|\s{2,}|[;；](?=[^;；:：]{0,6}(?:状态|部门|单位|时限)[:：])")
_LABELS = r"(?:整改|目前|当前)?(?:状态|进度|进展|完成情况|进展情况|改完没有|完成与否|改到哪一?步|改到什么程度)"
_LABEL = re.compile(rf"^(?:{_LABELS}[:]|[【\[〔]{_LABELS}[】\]〕][:]?)")
_LABELLED = re.compile(rf"(?:^|[\n。;；])\s*[【\[〔]?{_LABELS}(?:[】\]〕][:：]?|[:：])\s*([^,，。;；\n\d]{{2,12}})(?=[,，。;；\n]|$)")
"""A status behind its label, though more follows in its line (进度：未达序时进度，原定…)."""
_OPENING = re.compile(r"\n[ \u3000\t]*([^,，。;；:：\n\d]{2,8})[。;；]")
"""A status that a line begins with, before the figures that bear it out (已完成。漏损率由…)."""
_MARKS = "()（）[]〔〕【】<>。;； "
"""What stands around a status."""
_BRACKETED = re.compile(r"[(\[〔【<]([^()\[\]〔〕【】<>]{2,12})[)\]〕】>]")
_BODY_LABEL = re.compile(r"^[〖【〔\[(]?(?:责任|负责|牵头)(?:单位|部门|人|领导)[:]")
_COUNT = re.compile(r"[(（]?共?[\d一二三四五六七八九十]+[个项条件]?(?:问题)?[)）]?$")
_STATUS_WORDS = re.compile(
    "|".join(rule for _, rule in _WORDS) + r"|^[\W一二三四五六七八九十甲乙丙丁]*(?:部分|[章节编篇])?|第[一二三四五六七八九十]+(?:部分|[章节编篇])"
    r"|问题|事项|任务|清单|台账|整改|完成|推进|反馈|取得|成[效果]|进展|巩固|见效|巡[视察]|需要?|仍|已经?|正在|尚|并|的|[类项表]|[\W\d]")
BESIDE = 4
"""Characters that the heading of a chapter may hold beside words for how far its problems are."""
SHORT = 40
"""Characters of a cell that names a status or a body; longer ones tell what was done."""
LAST = 10
"""Characters of a sentence that closes a problem with no more than its status (正在推进。)."""
LAST_CELLS = 2
"""Cells at the end of an item whose first clause may be its status (未达序时进度,延至9月)."""
_OF_IT = re.compile(r"^(?:目前|现)?[,，]?(?:[该此本]|这一?个?|上述)(?:问题|项|事项|任务)")
_SAID_OF_IT = re.compile(r"(?<![^,。;；])(?:此项|[该此本](?:项)?问题|该项)(?:目前|现)?([^,。;；\d]{2,10})[。;；]")
"""The clause of a problem that tells its status (…才能交付,此项基本完成。), though more stands behind it."""
STATUS = 12
"""Characters of a status."""


def standing_of(words: str) -> Standing | None:
    """What a status means; None for words that are none."""
    return next((kind for kind, rule in _WORDS if re.search(rule, words)), None)


def status_of(notice: Notice, item: Item) -> str:
    """The status that a problem is marked with, as it is worded; "" for none.

    A cell or line of its own, brackets around it in its heading or at its end, or else the
    heading of the chapter it stands in (三、需长期坚持的问题).
    """
    text = unwrapped(notice.text[item.start : item.end])
    for place, cell in enumerate(reversed(_cells(notice, item))):
        plain = _LABEL.sub("", _LABEL.sub("", cell).strip(_MARKS))
        plain = re.split("[,(。]", plain)[0] if place < LAST_CELLS else plain
        if len(plain) <= STATUS and standing_of(plain) and not re.search(r"\d|^[一二三四五六七八九十]是", plain):
            return plain.strip(_MARKS)
    said = [m for m in (_LABELLED.findall(text) or _OPENING.findall(text)) if standing_of(m)]
    if said:
        return compact(said[-1]).strip(_MARKS)
    own = compact(text)
    last = _LABEL.sub("", own.rstrip("。;；").rsplit("。", 1)[-1].strip(_MARKS))
    of_it = _OF_IT.sub("", last)
    if len(of_it) <= LAST and standing_of(last) and not re.search(r"\d|^[一二三四五六七八九十]是", last):
        return of_it
    if told := [m for m in _SAID_OF_IT.findall(own) if standing_of(m)]:
        return str(told[-1])
    for found in (*_BRACKETED.findall(compact(item.heading)), *reversed(_BRACKETED.findall(own))):
        if standing_of(found) and not re.search(r"\d", found):
            return str(found)
    return _chapter(notice, item)


def _chapter(notice: Notice, item: Item) -> str:
    """The status that the heading of the chapter of a problem names; "" for none."""
    return next(filter(None, (heading_status(above) for above in reversed(notice.path(item)[:-1]))), "")


def heading_status(chapter: Item) -> str:
    """The status of all that stands in a chapter, as its heading names it; "" for none."""
    heading = _COUNT.sub("", re.sub(r"\([^()]*\)$", "", compact(chapter.heading)))
    named = re.search(r"问题|事项|任务|完成|整改", heading) and standing_of(heading)
    other = re.search(r"情况|工作|任务落实", heading) or len(_STATUS_WORDS.sub("", heading)) > BESIDE
    return heading if named and not other else ""


def responsible_for(notice: Notice, item: Item) -> str:
    """The body that an item is marked with: the labelled cell, else the last ones of a row."""
    cells = _cells(notice, item)
    labelled = [cell for cell in cells if _BODY_LABEL.match(cell)]
    return labelled[-1] if labelled else " ".join(cells[-2:]) if len(cells) > 2 else ""


def _cells(notice: Notice, item: Item) -> list[str]:
    """The short cells of an item: what tabs, bars, line ends or wide gaps set apart."""
    pieces = map(compact, _CELL.split(unwrapped(notice.text[item.start : item.end])))
    return [cell for cell in pieces if cell and len(cell) <= SHORT]
