"""The problems that a notice marks with a status (基本完成) or a responsible body, in its table."""

import re

from assistant.answer import Bullets
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.wording import compact, normalise
from ingest.notice import Item, Notice

_STATUSES = ("基本完成", "阶段性完成", "长期坚持", "长期整改", "持续推进", "持续整改", "正在推进", "正在整改",
             "未完成", "尚未完成", "整改中", "已完成", "完成整改")
_STATUS_ASKED = re.compile(rf"(?:状态|标|写|注明|列为|属于|要)[^,。?]{{0,12}}?({'|'.join(_STATUSES)})")
_OPEN_ASKED = re.compile(r"(?:没|未|尚未|还没)有?(?:彻底|完全|全部)?(?:改完|做完|完成|整改完)")
_OPEN = tuple(s for s in _STATUSES if s not in ("已完成", "完成整改"))
_BODY_ASKED = re.compile(r"(?:责任|负责|牵头)(?:单位|部门)[^,。?]{0,4}?(?:写了?|是|为|有)的?([\u4e00-\u9fff]{2,14}?)的")
_LISTED = re.compile(r"哪(?:几|些|[两二三四五六七八九十])|都有|名单|列")
_CELL = re.compile(r"[\t\n|]|\s{2,}")
_STATUS_LABEL = re.compile(r"^(?:整改)?(?:状态|完成情况|进展情况)[:]")
_BODY_LABEL = re.compile(r"^(?:责任|负责|牵头)(?:单位|部门)[:]")
SHORT = 40
"""Characters of a cell that names a status or a body; longer ones tell what was done."""


def marked(question: Question, desk: Desk) -> Draft | None:
    """The problems of one unit with the mark asked for; None where no such list is asked for."""
    norm = normalise(question.asked)
    units = desk.units(question)
    if len(units) != 1 or not _LISTED.search(norm) or "问题" not in norm:
        return None
    notice = units[0].notice
    asked = [status for status in _STATUSES if status in norm]
    if _STATUS_ASKED.search(norm):
        said, wanted = "、".join(f"“{s}”" for s in asked), tuple(asked)
        found = [p for p in notice.problems if _status(notice, p) in wanted]
    elif body := _BODY_ASKED.search(norm):
        said = body.group(1)
        found = [p for p in notice.problems if said in _responsible(notice, p)]
    elif _OPEN_ASKED.search(norm):
        said = "没有完成"
        found = [p for p in notice.problems if _status(notice, p) in _OPEN]
    else:
        return None
    if not found:
        return None
    entries = tuple(desk.entry(notice, item) for item in found)
    lead = f"{units[0].name}通报标明{said}的有{len(found)}项(按条目计数,计算得出)"
    return Draft("outline", (Bullets(entries, lead),), focus=tuple(i.id for i in found))


def _cells(notice: Notice, item: Item) -> list[str]:
    """The short cells of an item: what tabs, bars, line ends or wide gaps set apart."""
    pieces = map(compact, _CELL.split(notice.text[item.start : item.end]))
    return [cell for cell in pieces if cell and len(cell) <= SHORT]


def _status(notice: Notice, item: Item) -> str:
    """The status that an item is marked with; "" for none."""
    cells = [_STATUS_LABEL.sub("", cell) for cell in _cells(notice, item)]
    return next((cell for cell in reversed(cells) if cell in _STATUSES), "")


def _responsible(notice: Notice, item: Item) -> str:
    """The body that an item is marked with: the labelled cell, else the last ones of a row."""
    cells = _cells(notice, item)
    labelled = [cell for cell in cells if _BODY_LABEL.match(cell)]
    return labelled[-1] if labelled else " ".join(cells[-2:]) if len(cells) > 2 else ""
