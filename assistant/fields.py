"""What every notice says of itself: dates, group, contacts, progress, each with its span."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.colloquial import written
from assistant.wording import clauses, normalise, sentences, unwrapped
from ingest.dates import dates_in, iso
from ingest.notice import DateFact, Item, Notice, parse_iso


@dataclass(frozen=True)
class FieldValue:
    """A value a notice states: how it is shown, where it stands, and a key to rank it by."""

    text: str
    start: int
    end: int
    key: float | None = None


@dataclass(frozen=True)
class Field:
    """A field of a notice: its label, the questions that ask for it, and how it is read."""

    name: str
    label: str
    asked: re.Pattern[str]
    read: Callable[[Notice], list[FieldValue]]


_PHONE = re.compile(
    r"(?:(?:联系|举报|监督|咨询)?(?:电话|方式|热线)|电话号码|tel|拨打?|致电|(?<=[请就])打|☎)[^\d\n]{0,8}?"
    r"((?:\(?0\d{2,3}\)?[-—–－ ]?)?(?:\d{7,8}|\d{4} \d{3,4})(?:[-转]\d+)?|1[3-9]\d{9}|0\d{9,11})", re.I)
_FAX = re.compile(r"传真[^\d\n]{0,8}?((?:\(?0\d{2,3}\)?[-—–－ ]?)?\d{7,8})")
_EMAIL = re.compile(r"(?:(?:电子)?(?:邮箱|信箱|邮件)[^A-Za-z0-9\n]{0,6})?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.A)
_POSTCODE = re.compile(r"(?:邮编|邮政编码)[^\d\n]{0,4}(\d{6})")
_ENVELOPE = re.compile(r"信封[^:：,，。\n“”\"]{0,8}(?:注明|标明|写明|标注)\s*[:：]?\s*[“\"]?([^”\"；;。)）\n]{2,40})")
_ADDRESS = re.compile(
    r"(?:邮政信箱|(?:通[讯信]|来信|邮寄|联系|办公|来访)?(?:地址|地点)|来信请寄)\s*[:]?\s*([^;。\n,]{6,60})")


def _contacts(notice: Notice) -> list[Item]:
    found = [i for i in notice.items if i.kind == "contact"]
    return found or [i for i in notice.items[-4:] if i.leaf]


def _reader(pattern: re.Pattern[str]) -> Callable[[Notice], list[FieldValue]]:
    def read(notice: Notice) -> list[FieldValue]:
        values: dict[str, FieldValue] = {}
        last = [i for i in notice.items[-4:] if i.leaf]
        for item in (*_contacts(notice), *last):
            if values and item in last and item.kind != "contact":
                break
            body = _ascii(notice.text[item.start : item.own_end])
            for m in pattern.finditer(body):
                start, end = item.start + m.start(), item.start + m.end()
                shown = notice.text[item.start + m.start(1) : item.start + m.end(1)].strip()
                values.setdefault(shown, FieldValue(shown, start, end))
        return list(values.values())

    return read


def _ascii(text: str) -> str:
    """The text with full-width forms made half-width, character for character."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


def _contact(notice: Notice) -> list[FieldValue]:
    values = []
    for label, pattern in (("电话", _PHONE), ("邮箱", _EMAIL), ("地址", _ADDRESS), ("邮编", _POSTCODE)):
        for v in _reader(pattern)(notice):
            values.append(FieldValue(f"{label}:{v.text}", v.start, v.end))
    return values


def _dated(pick: Callable[[Notice], DateFact | None]) -> Callable[[Notice], list[FieldValue]]:
    def read(notice: Notice) -> list[FieldValue]:
        fact = pick(notice)
        if not fact or not fact.value:
            return []
        day = parse_iso(fact.value)
        text = shown_date(notice, fact)
        return [FieldValue(text, fact.start, fact.end, float(day.toordinal()) if day else None)]

    return read


def signed(notice: Notice) -> DateFact | None:
    """The date under the signature; None where a notice has none."""
    for item in notice.items:
        if item.kind != "signature":
            continue
        for date in dates_in(notice.text[item.start : item.own_end]):
            if date.year and not date.until:
                return DateFact(iso(date.year, date.month, date.day), "",
                                item.start + date.start, item.start + date.end)
    return None


def _group(notice: Notice) -> list[FieldValue]:
    span = notice.group_span
    return [FieldValue(notice.group, span.start, span.end)] if span and notice.group else []


def _publisher(notice: Notice) -> list[FieldValue]:
    place = notice.text.rfind(notice.publisher) if notice.publisher else -1
    return [FieldValue(notice.publisher, place, place + len(notice.publisher))] if place >= 0 else []


def _gap(notice: Notice) -> list[FieldValue]:
    ended, told = notice.inspected, notice.feedback
    if not (ended and told):
        return []
    first, second = parse_iso(ended.until or ended.value), parse_iso(told.value)
    if not (first and second):
        return []
    days = (second - first).days
    text = f"{say_date(ended.until or ended.value)}至{say_date(told.value)},{days}天"
    start, end = min(ended.start, told.start), max(ended.end, told.end)
    return [FieldValue(text, start, end, float(days))]


def _stay(notice: Notice) -> list[FieldValue]:
    fact = notice.inspected
    first, last = (parse_iso(fact.value), parse_iso(fact.until)) if fact else (None, None)
    if not (fact and first and last):
        return []
    days = (last - first).days + 1
    text = f"{say_date(fact.value)}至{say_date(fact.until, fact.value)},{days}天"
    return [FieldValue(text, fact.start, fact.end, float(days))]


def shown_date(notice: Notice, fact: DateFact) -> str:
    """A date (or its range) in Chinese; as printed where the notice writes it 2023.08.15."""
    printed = notice.text[fact.start : fact.end].strip()
    if re.fullmatch(r"[\d./-]{6,10}", _ascii(printed)):
        return printed
    return say_date(fact.value) + (f"至{say_date(fact.until, fact.value)}" if fact.until else "")


def say_date(value: str, after: str = "") -> str:
    """An ISO date in Chinese (2021年4月1日); the year is left out when it is that of ``after``."""
    parts = value.split("-")
    units = ("年", "月", "日")
    said = [f"{int(p)}{u}" for p, u in zip(parts, units, strict=False)]
    if after and len(parts) > 1 and after.split("-")[0] == parts[0]:
        said = said[1:]
    return "".join(said)


_COUNT = r"(\d+)\s*(?:个|项|条|件)"
_DONE = re.compile(
    rf"(?:已|已经)?(?:完成整改|整改完成|全部完成整改|整改到位|完成|销号)(?:的)?(?:问题|任务)?\s*{_COUNT}|{_COUNT}[^,。;]{{0,6}}已?(?:经)?(?:完成整改|整改完成|整改到位)(?!\s*\d)")
_PARTS = re.compile(
    rf"(?:基本完成(?:整改)?|长期整改|正在(?:整改|推进)|持续整改|未完成(?:整改)?|尚未完成(?:整改)?|阶段性完成(?:整改)?|(?:取得)?(?:阶段性|初步|明显)(?:成效|进展)|长期坚持(?:整改)?|整改中|推进中|还有|还剩)\s*{_COUNT}")
_TOTAL = re.compile(rf"{_COUNT}(?:具体)?(?:整改)?(?:问题|任务|事项)")


@dataclass(frozen=True)
class Progress:
    """How many of a notice's problems were settled, as it says: counts and the sentence."""

    done: int
    total: int
    start: int
    end: int
    rate: str = ""


def progress_of(notice: Notice) -> Progress | None:
    """The counts of problems settled, from the notice's own summary sentence."""
    for item in notice.items:
        if item.kind in ("problem", "part", "contact", "signature"):
            continue
        text = unwrapped(notice.text[item.start : item.own_end])
        for m in re.finditer(r"[^。;\n]*[。;\n]?", text):
            sentence = _ascii(m.group(0))
            done = next((d for d in _DONE.finditer(sentence)
                         if not re.search(r"基本$|未$|性$", sentence[: d.start()])), None)
            if not done or not re.search(r"问题|整改|任务|销号|在改", sentence):
                continue
            number = int(next(filter(None, done.groups())))
            rest = sum(int(x) for x in _PARTS.findall(_until_other(sentence, done.end())))
            total = _total(notice, sentence[: done.start()], _ascii(text[: m.start()]), number, rest)
            if total >= number and (rest or total > number or "整改率" in sentence):
                start = item.start + m.start()
                return Progress(number, total, start, start + len(m.group(0).rstrip()),
                                _stated_rate(sentence, number / total))
    return None


def _stated_rate(sentence: str, share: float) -> str:
    """The rate that a sentence gives for the problems, not for its measures or letters."""
    rates = re.findall(r"(?:整改|完成|到位)率[^\d]{0,3}([\d.]+%)", sentence)
    return next((r for r in rates if abs(float(r[:-1]) - 100 * share) < 1), "")


def _until_other(sentence: str, start: int) -> str:
    """The rest of a count of problems, up to where another thing is counted (;巡视移交的…)."""
    return re.split(r"移交|信访|线索", sentence[start:])[0]


def _total(notice: Notice, before: str, earlier: str, done: int, rest: int) -> int:
    """How many problems there are: as the sentence says, as one above it says, or their sum."""
    if stated := [int(x) for x in _TOTAL.findall(before)]:
        return stated[-1]
    above = [n for x in _TOTAL.findall(earlier) if (n := int(x)) >= done + rest]
    if rest and above:
        return min(above)
    if rest:
        return done + rest
    return len(notice.problems) if len(notice.problems) >= done else 0


_STATED = re.compile(
    r"\d+\s*(?:个|项|条)(?:具体)?(?:整改)?(?:突出)?(?:问题|任务|事项)|(?:问题|任务|事项)(?:共|归并为|合并为|分为)?\s*\d+\s*(?:个|项|条)|细[分化](?:为|成)?\s*\d+\s*[个项]")
_SCALE = re.compile(r"[\d一二三四五六七八九十]+个?(?:大)?(?:方面|类)")
_OTHER_COUNT = re.compile(r"查摆|主题教育|审计|上轮|上一轮|回头看|线索|立行立改|自身|牵头")


def _counted(notice: Notice) -> list[FieldValue]:
    """How many problems the inspection found, in the notice's words, or counted by the outline."""
    for item in notice.items:
        if item.kind in ("problem", "part", "group", "contact", "signature", "title"):
            continue
        for start, end in sentences(notice.text[item.start : item.own_end], item.start):
            text = _ascii(notice.text[start:end])
            if not re.search(r"反馈|细化|分解|指出|巡[视察]", text):
                continue
            pieces = [(s, e) for s, e in clauses(text)
                      if (_STATED.search(text[s:e]) or _SCALE.search(text[s:e]))
                      and not _OTHER_COUNT.search(text[s:e])]
            stated = [int(n) for s, e in pieces for m in _STATED.finditer(text[s:e])
                      for n in re.findall(r"\d+", m.group(0))]
            if stated:
                begin, stop = start + pieces[0][0], start + pieces[-1][1]
                return [FieldValue(notice.text[begin:stop].strip(",，;；。 "), begin, stop,
                                   float(stated[-1]))]
    if not notice.problems:
        return []
    last, count = notice.problems[-1], len(notice.problems)
    return [FieldValue(f"通报未写明总数,正文逐条列出{count}个问题(计算得出)", last.start,
                       max(last.body_start, last.start + 1), float(count))]


def _progress(notice: Notice) -> list[FieldValue]:
    """How many problems were settled: the clauses of the notice's own summary that count them."""
    found = progress_of(notice)
    if not found:
        return []
    pieces = [(s, e) for s, e in clauses(notice.text[found.start : found.end], found.start)
              if re.search(r"完成|整改|销号|推进|坚持|成效", notice.text[s:e])
              and re.search(r"\d|[一二三四五六七八九十]", notice.text[s:e])
              and not re.search(r"信访|线索|移交|措施", notice.text[s:e])]
    start, end = (pieces[0][0], pieces[-1][1]) if pieces else (found.start, found.end)
    text = notice.text[start:end].strip(",，;；。 ")
    return [FieldValue(text, start, end, found.done / found.total)]


_WHEN = r"(?:时间|日期|什么时候|哪天|哪一天|哪日|何时|几号|几月|哪年|哪一年|哪个月|什么日子|哪一?日|(?<!第)几日)"

_TOLD = r"(?:告知|告诉|通知|知道|得知|拿到|收到|接到|听到)[^,。?]{0,6}(?:巡[视察]|检查)[^,。?]{0,4}(?:结果|结论|意见)"

FIELDS: tuple[Field, ...] = (
    Field("total", "反馈问题数", re.compile(
        r"(?:多少|几)(?:个|项|条)(?:具体)?(?:整改)?(?:问题|任务)|(?:细化|分解|梳理|归纳)[^,。]{0,8}(?:多少|几)(?:个|项|条)|(?:反馈|发现|指出)的?问题数?最[多少]|问题(?:总数|数量|(?:一共|总共|共)?有?(?:多少|几)(?:个|项))"),
        _counted),
    Field("progress", "整改完成情况", re.compile(
        r"(?:完成|改完|整改(?:完成|到位)|销号)(?:整改)?(?:了)?[^,。?]{0,6}(?:多少|几)(?:个|项|条)?|(?:多少|几)(?:个|项|条)?[^,。?]{0,6}(?:完成|改完|整改到位)|完成(?:率|情况|进度)"),
        _progress),
    Field("gap", "巡视结束到反馈的间隔", re.compile(r"(?:结束|巡视完).{0,8}反馈|反馈.{0,8}(?:间隔|相隔|隔了)|间隔.{0,10}反馈"), _gap),
    Field("stay", "巡视时长", re.compile(
        r"(?:巡[视察]|进驻|待|驻|停留)[^,。]{0,10}(?:时间|天数|多少天|时长|日子)[^,。]{0,6}(?:最长|最短|最久|多长|多久|更长)|(?:巡[视察]|进驻|待|驻)[^,。]{0,6}(?:多久|多长时间|多少天|几天|最久|最长|最短)"),
        _stay),
    Field("feedback", "反馈意见时间", re.compile(
        rf"反馈.{{0,12}}{_WHEN}|{_WHEN}.{{0,10}}{_TOLD}|{_TOLD}[^,。?]{{0,8}}{_WHEN}|{_WHEN}.{{0,14}}反馈|(?:最早|最先|最晚|最后|更早|更晚|(?:谁|哪个|哪家)[^,。?]{{0,6}}先).{{0,14}}反馈|反馈.{{0,8}}(?:更?[早晚]|先后)"),
        _dated(lambda n: n.feedback)),
    Field("signed", "落款日期", re.compile(
        rf"落的?款.{{0,12}}{_WHEN}|{_WHEN}.{{0,12}}(?:落款|落的)|通报.{{0,6}}落款|(?:最新|最早|最晚).{{0,8}}落款|^[^,。?]{{0,10}}落款[?。]*$|(?:末尾|结尾|最后|文末|文尾)[^,。?]{{0,4}}(?:署|签|写|落|标)[^,。?]{{0,4}}{_WHEN}"),
        _dated(signed)),
    Field("published", "公布日期", re.compile(
        rf"(?:公布|发布|公开|印发|登出|挂网|挂出|发出).{{0,12}}{_WHEN}"
        rf"|{_WHEN}.{{0,12}}(?:公布|发布|公开|发的|挂出)|通报.{{0,6}}日期|(?:最新|最早|最晚).{{0,8}}(?:公布|发布)"),
        _dated(lambda n: n.published)),
    Field("group", "巡视组", re.compile(
        r"(?:哪个|哪一个|第几|哪支|什么|哪些|几个|几)(?:省委|省里|中央|市委|区委|县委)?(?:的)?(?:第几)?(?:个)?巡[视察]组|巡[视察]组.{0,6}(?:是哪|是第几|名称|叫什么|分别是|各是)|(?:由)?谁(?:来)?巡[视察]的?|被(?:哪|谁).{0,6}巡[视察]|(?:哪一?个|什么)组(?:去|来|下来)?(?:查|巡|检查)|(?:来|派)(?:了|过|的)?[^,。?]{0,8}(?:第几|哪一?个?)组"),
        _group),
    Field("inspected", "巡视时间", re.compile(
        r"(?:巡[视察]|进驻|入驻)(?!整改|组[^进入对]|反馈|意见|发现|移交|工作).{0,10}(?:时间|什么时候|啥时候|何时|哪天|几月|日期|期间|起止|多久|从几)"
        r"|(?:什么时候|啥时候|何时|哪年|哪一年|哪天|几月|最早|最晚|最先|最后).{0,14}(?:(?:被|接受|进行|开展|开始)[^,。]{0,8}巡[视察](?!整改|反馈|组?反馈|组?移交)|进驻|入驻)"
        r"|巡[视察]组?(?:进驻|入驻).{0,6}(?:最早|最晚|先后)|巡[视察]组[^?]{0,8}(?:什么时候|何时|哪天)(?:来|进|到)"),
        _dated(lambda n: n.inspected)),
    Field("phone", "联系电话", re.compile(r"(?:联系|监督|举报|反映|整改|他们|它|区|县|校|的|^|[,、])[^,。]{0,6}电话|电话(?:是|号码|呢|多少)|打(?:哪个|什么)(?:电话|号)|热线(?:是|呢)|phone|telephone"), _reader(_PHONE)),
    Field("fax", "传真", re.compile(r"传真|fax"), _reader(_FAX)),
    Field("email", "电子邮箱", re.compile(r"邮箱|电子邮件|电邮|电子信箱|e-?mail", re.I), _reader(_EMAIL)),
    Field("postcode", "邮编", re.compile(r"邮编|邮政编码|postcode|zip code"), _reader(_POSTCODE)),
    Field("address", "通讯地址", re.compile(r"(?:通[讯信]|联系|来信|收信|收件|邮寄|寄信)?地址|邮政信箱|信?(?:寄|投|邮)(?:信)?(?:到|给|往|去)?(?:哪|什么|谁)|信[^,。]{0,6}(?:寄|投|邮)|寄信"), _reader(_ADDRESS)),
    Field("envelope", "信封注明", re.compile(r"信封[^?]{0,8}(?:注明|标明|写|标注)|注明(?:什么|哪)"), _reader(_ENVELOPE)),
    Field("contact", "联系方式", re.compile(r"联系方式|怎么(?:联系|反映|举报)|如何(?:联系|反映|举报)|(?:向哪|到哪|去哪|找谁|往哪)(?:里|儿)?(?:反映|举报|投诉|提意见)"), _contact),
)


_AROUND = re.compile(
    r"信封|注明|标明|标注|提|填|每家|每个?地方|的话|各该|该|(?<=哪)条?[路街]|日子|结果|结论|告知|拿到|署|签|没署|哪个组|组|查|去|文末|文尾|结尾|收信|收件|地方|手上|手里|手头|最后|末尾|表|找(?:出来|到)?|社会|归|管|来的?|指出来?|说明|标(?:出|明)|整理|汇总|做(?:个|张)表|逐家|逐个|逐一|依次|帮忙?|麻烦|留下?|改完|完成|到位|具体|没有|20\d\d年?|说一声|写信监督|告诉|跟|知道|写|信壳|信封|省里|检查|接待|通报|份|材料|更|比|省委|市委|中央|寄信|邮寄|寄|提|书面|材料|写|待|停留|驻|电话|邮箱|邮政|编码|邮编|地址|通信|通讯|来信|反馈|细化|分解|梳理|归纳|成|任务|具体|给|收到|自治区党委|区委|县委|党委|第[一二三四五六七八九十\d]+|巡[视察]组?|整改|进展|情况|通报|监督|公布|公开|发布|落款|接受|进行|开展|举报|反映|意见|建议|联系|问题"
    r"|进驻|入驻|开始|结束|几日|几月|进场|时间|日期|电子|号码|方式|群众|如果|可以|应该|想要?|想给|写信|发|打|被|的|是|在|从|到|由|和|与|及|都|对|把|向|给|列|全部?|年|月|日|天|号|有|没|了|要|我|你|最|区|县|市|先|后|早|晚|新|旧|多|间隔|长|短|结束|点|名|写明|没写|也|请|说明|这些|部门|单位|机关|官方|留|留下|哪|些|个|里|份|两|三|四|五|六|七|八|九|十|几|各|分别|一|条|些|它|他们|那|呢|吗|什么|怎么|多少|谁")


_SURE = re.compile(r"通[讯信]地址|收信的?地址|邮政编码|邮政信箱")
"""Words that only ever ask for a notice's own contacts, whatever is said beside them."""


def fields_asked(text: str, topic: str = "") -> tuple[Field, ...]:
    """The fields a question asks for; none when its topic asks of the notice's content."""
    norm = written(normalise(text))
    found = [f for f in FIELDS if f.asked.search(norm)]
    whole = normalise(topic)
    asking = [c for c in re.split(r"[,;。?!]", whole) if any(f.asked.search(c) for f in found)]
    if found and not _SURE.search(whole) and not of_the_notice(" ".join(asking) if asking else whole):
        return ()
    names = {f.name for f in found}
    for computed in ("gap", "stay"):
        if computed in names:
            kept = {computed, "inspected"} if re.search(r"几[号月日]|哪天|起止|从", norm) else {computed}
            found = [f for f in found if f.name in kept]
    if "group" in names and "inspected" not in names and re.search(
            r"(?:哪天|几号|什么时候|何时)[^,。?]{0,4}(?:到|至)", norm):
        found += [f for f in FIELDS if f.name == "inspected"]
    if "contact" in names:
        exact = [f for f in found if f.name in ("phone", "email", "postcode", "address")]
        found = exact or [f for f in found if f.name == "contact"]
    return tuple(found)


def of_the_notice(topic: str) -> bool:
    """Whether a topic says nothing but what a notice says of itself (dates, counts, contacts)."""
    words = normalise(topic)
    for field in FIELDS:
        words = field.asked.sub(" ", words)
    return len(re.sub(r"\W|完成|比例|整改率|占|率|按|算|全部|数字|时|写|已|例|高|低", "", _AROUND.sub("", words))) <= 1
