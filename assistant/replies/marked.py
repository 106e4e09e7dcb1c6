"""The problems that a notice marks with a status (基本完成) or a responsible body."""

import re

from assistant.answer import Bullets, Paragraph, Statement
from assistant.question import Question
from assistant.replies.desk import Desk, Draft
from assistant.replies.enumerated import run_on, told_whole
from assistant.statuses import Standing, heading_status, responsible_for, standing_of, status_of
from assistant.wants import DATED, list_size, members
from assistant.wording import compact, normalise
from ingest.markers import number_of
from ingest.notice import Item, Notice

_BODY_ASKED = re.compile(
    r"(?:责任|负责|牵头)(?:单位|部门|人|领导)[^,。?]{0,4}?(?:写了?|是|为|有)的?(?P<a>[\u4e00-\u9fff]{2,14}?)的"
    r"|(?:^|[,的里中由])(?P<d>(?:(?!由)[\u4e00-\u9fff]){2,14}?(?:[局部委办处科室厅院组]|中心|公司))(?:来|去)?(?:牵头|主责|负责)(?:整改|办理|落实)?的"
    r"|(?:^|[,的里中由])(?P<b>[\u4e00-\u9fff]{2,14}?)(?:当|做|担任|任|是)(?:了)?(?:责任|负责|牵头)(?:单位|部门|人|领导)"
    r"|由(?P<c>[\u4e00-\u9fff]{2,14}?)(?:来|去)?(?:牵头|负责|主责|承办)(?:整改)?的")
_EXCEPT = re.compile(r"[(]?(?:不[含包]括?|不算|除了?|排除|而不是|而非)[^,。;?()]*[)]?")
"""What a question leaves out (不含要长期坚持的)."""
_LISTED = re.compile(r"哪(?:几|些|[两二三四五六七八九十\d])|都有|都是|名单|列|有啥|是啥|分别是")
_ASIDE = re.compile(
    r"各|期限|时限|完成时间|(?:谁|哪个(?:单位|部门))?(?:牵头|负责)|谁|推迟到?|延期到?|(?:达到?|符合|按照?)?序时(?:进度)?|(?:赶|跟)上|(?:滞|落)后|公示表|^那|推着走|基本|阶段性|成效|长期|持续|常态|坚持|推进|正在|继续|抓紧|整改|完成|办结|销号|到位|彻底|完全|全部|已经?|尚未|还?没有?|未|改|完|做|好|抓|"
    r"被|放进|[这哪]?一?档|请|列?全|抓?下去|自己承认|表[一二三四]|还剩|剩下|到底|究竟|到?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?底?(?=还|写)|写着|现在|目前|至今|件事|一时|不了?|得|需要?|要|标(?:注|明|着)?|写|注明|列[入为]|后续(?:计划|安排|整改)|归为|归到|归入|划为|属于|状态|进度|算|当作|自己|说|承认|还?差一点|一类|类|"
    r"但|还|又|仍然?|公告|公示|没|问题|事项|任务|名称|分别|记者|核稿|写稿|研究|核对|备查|用(?=$|\W)|或者?|和|与|以及|通报|清单|名单|这些|那些|里面?|中|时|后|[个项条件的了是为有在把给只都]|台账|情况|表格?|\d+|[一二两三四五六七八九十]")
_MOVING = re.compile("推着走|还在推|在推|推进")
_BEHIND = re.compile("(?:没有?|未)[^,。?]{0,2}(?:赶上?|跟上?|达到?|按)[^,。?]{0,3}进度|(?:滞|落)后")
"""How a status, or a question, tells that a problem is behind its schedule."""
ROOM = 2
"""Characters of a topic that may be left beside words for how far something is."""


def marked(question: Question, desk: Desk) -> Draft | None:
    """The problems of one unit with the mark asked for; None where no such list is asked for."""
    norm, topic = _EXCEPT.sub("", normalise(question.asked)), _EXCEPT.sub("", normalise(question.topic))
    units = desk.units(question)
    asking = next((c for c in re.split("[,;。?]", topic) if standing_of(c)), topic)
    bare = len(re.sub(r"\W", "", _ASIDE.sub("", normalise(asking)))) <= ROOM
    named = re.search("问题|事项|任务|[项条]|件事", norm) or (
        bare and (question.quoted or not question.inherited) and standing_of(norm))
    if len(units) != 1 or not _LISTED.search(norm) or not named or question.refs:
        return None
    notice = units[0].notice
    if body := _BODY_ASKED.search(norm):
        said = next(filter(None, body.groups())).removeprefix(units[0].name)
        found = [p for p in notice.problems if said in responsible_for(notice, p)]
    elif bare:
        said, found = _standing(norm, notice)
    else:
        return None
    size = list_size(norm)
    found = found or _in_chapter(norm, notice) if bare else found
    dated, led = _DATED.search(norm), _LED.search(norm)
    told = _told(norm, notice, desk) if not found or dated or size and size != len(found) else None
    if not found or told and (not dated or _dates(told) > 1):
        return told
    of_all = re.search(r"\d[个项条件][^,。?]{0,6}[里中]", norm)  # 18个问题里: the number of all
    if size and size > len(found) and not (dated or of_all):  # the notice marks fewer than it counts
        return None
    entries = tuple(_with_mark(notice, item, desk) if dated else _with_body(notice, item, desk) if led and not body
                    else desk.entry(notice, item) for item in found)
    lead = f"{units[0].name}通报标明{said}的有{len(found)}项(按条目计数,计算得出)"
    return Draft("outline", (Bullets(entries, lead),), focus=tuple(i.id for i in found))


def _with_mark(notice: Notice, item: Item, desk: Desk) -> Statement:
    """An item in a list, with the piece of it that tells its status and more (未达序时进度,延至9月)."""
    entry, mark = desk.entry(notice, item), status_of(notice, item)
    for piece in reversed(list(_PIECE.finditer(notice.text, item.body_start, item.end))):
        if mark and mark in compact(piece.group()) and len(compact(piece.group())) > len(mark) + ROOM:
            told = desk.book.quote(notice, piece.start(), piece.end())
            return Statement(f"{entry.text}——{told.text}", entry.citations + told.citations)
    return entry


def _dates(told: Draft) -> int:
    """How many dates a list gives that a notice tells in one place."""
    return sum(len(DATED.findall(s.text)) for b in told.blocks if isinstance(b, Paragraph) for s in b.statements)


def _with_body(notice: Notice, item: Item, desk: Desk) -> Statement:
    """An item in a list, with the piece of it that tells who is responsible."""
    entry = desk.entry(notice, item)
    piece = next((p for p in _PIECE.finditer(notice.text, item.body_start, item.end) if _LED.search(p.group())), None)
    if piece is None:
        return entry
    told = desk.book.quote(notice, piece.start(), piece.end())
    return Statement(f"{entry.text}——{told.text}", entry.citations + told.citations)


_LED = re.compile("牵头|(?:责任|负责)(?:单位|部门|人|领导)|谁负责")
"""Who sees to something, in questions and in notices."""
_DATED = re.compile("什么时候|何时|几月|哪[年月天]|多久|期限|时限|推迟|延[期后到至]")
_PIECE = re.compile(r"[^\t\n。|｜]+")
"""A cell or a sentence."""


def _standing(norm: str, notice: Notice) -> tuple[str, list[Item]]:
    """How the standing asked for is called, and the problems that stand so."""
    if (asked := standing_of(norm)) is None:
        return "", []
    marks = {p.id: status_of(notice, p) for p in notice.problems}
    held = {w for w in marks.values() if w and w in norm}
    words = {w for w in held if not any(w in other for other in held - {w})}
    if _BEHIND.search(norm):  # 没赶上进度, whatever the notice calls it
        words = {w for w in marks.values() if _BEHIND.search(w)} or words
    if asked == "open" and not words and _MOVING.search(norm):  # 还在推着走的, beside those of long standing
        moving = {w for w in marks.values() if "推进" in w}
        words = {w for w in moving if standing_of(w) != "lasting"} or moving
    if words:
        said = "、".join(f"“{w}”" for w in sorted(words))
        return said, [p for p in notice.problems if marks[p.id] in words]
    wanted: tuple[Standing, ...] = (asked,) if asked != "open" else ("basic", "lasting", "open")
    return _CALLED[asked], [p for p in notice.problems if standing_of(marks[p.id]) in wanted]


def _in_chapter(norm: str, notice: Notice) -> list[Item]:
    """What a chapter of its own lists as standing so (三、需长期推进的整改事项), where no problem is marked."""
    asked = standing_of(norm)
    held = [(standing_of(heading_status(i)), notice.children(i)) for i in notice.items if i.kind in ("section", "group")]
    return next(([c for c in children if c.heading] for standing, children in held
                 if standing and standing == asked and len(children) > 1 and any(c.heading for c in children)), [])


def _told(norm: str, notice: Notice, desk: Desk) -> Draft | None:
    """The sentence that lists what stands as asked for (长期坚持的2个问题为:…); None without one."""
    asked, size = standing_of(norm), list_size(norm)
    told = [(s, found) for s in desk.library.sentences(notice) if asked
            for form, parted in _LISTS if (found := form.search(compact(s.text)))
            and standing_of(found["head"]) == asked and re.search(_OF_THEM, found.groupdict().get("tail") or found["head"])
            and (re.search(parted, found["list"]) or _OPENED.search(s.text) and len(run_on(s, notice, desk)) > 1)]
    sized = [(s, f) for s, f in told if size and number_of((re.findall(_NUMBER, f["head"]) or ["0"])[0]) == size]
    if not told or size and not sized and not any(members(f["list"]) >= size for _, f in told):
        return None
    return told_whole((sized or told)[0][0], notice, desk, size)


_NUMBER = r"[一二两三四五六七八九十]{1,2}|\d{1,2}"
_OPENED = re.compile(r"[:：]|一是")
"""How a sentence opens a list that goes on behind it."""
_OF_THEM = r"问题|事项|任务|[项个件条]|[没未].*的"
_LISTS = tuple((re.compile(form), parted) for form, parted in (
    (r"^(?:[\u4e00-\u9fff]{2,4}[:：])?(?P<head>[^:：,，。]{2,24}?(?:问题|事项|任务)?)(?:分别)?(?:为|是|包括|有|即|如下)?[:：,，](?P<list>.{8,})", "、|二是"),
    (r"(?P<list>[^,，;；。:：]{2,60}(?:、|和)[^,，;；。:：]{2,24}?)(?P<head>(?:" + _NUMBER + r")[个项件条][^,，;；。:：]{0,16})", "、|和"),
    (r'(?P<head>[^,;。:"]{2,16})的(?P<list>(?:"[^"]{2,30}"[、和及与]?){2,})(?P<tail>这?(?:' + _NUMBER + ")[个项件条])", '""|"[、和及与]"'),
    (r"(?P<head>[^,，;；。:：（）()]{2,24})[（(](?P<list>[^（）()]+、[^（）()]+)[）)]", "、")))
"""How a sentence lists what stands so (behind its name, before its number, in brackets), and what parts it."""
_CALLED: dict[Standing, str] = {"done": "已经完成", "basic": "基本完成", "lasting": "需长期坚持或持续推进",
                                "open": "没有完成"}
