"""What every notice says of itself: dates, group, contacts, progress, each with its span."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.colloquial import written
from assistant.counts import counted, measures, measures_done, progress
from assistant.field_values import (
    ADDRESS,
    EMAIL,
    ENVELOPE,
    FAX,
    PERIOD,
    POSTCODE,
    FieldValue,
    contact_lines,
    dated,
    delay,
    gap,
    group,
    phones,
    reader,
    signed,
    stay,
)
from assistant.wording import normalise
from ingest.notice import Notice


@dataclass(frozen=True)
class Field:
    """A field of a notice: its label, the questions that ask for it, and how it is read."""

    name: str
    label: str
    asked: re.Pattern[str]
    read: Callable[[Notice], list[FieldValue]]


_WHEN = r"(?:时间|日期|什么时候|哪天|哪一天|哪日|何时|几号|几月|哪年|哪一年|哪个月|什么日子|哪一?日|(?<!第)几日)"

_TOLD = r"(?:告知|告诉|通知|知道|得知|拿到|收到|接到|听到)[^,。?]{0,6}(?:巡[视察]|检查)[^,。?]{0,4}(?:结果|结论|意见)"

FIELDS: tuple[Field, ...] = (
    Field("total", "反馈问题数", re.compile(
        r"(?:多少|几)(?:个|项|条)(?:具体)?(?:整改)?(?:问题|任务)|平均[^,。?]{0,8}多少(?:个)?问题|问题[^,。?]{0,3}比[^,。?]{1,8}(?:多|少)(?:多少|几)|(?:细化|分解|梳理|归纳)[^,。]{0,8}(?:多少|几)(?:个|项|条)|(?:反馈|发现|指出|具体)的?问题(?:[(（][^)）]{2,8}[)）])?数?(?:(?:哪|谁)[^,。?]{0,3})?最[多少]|具体(?:整改)?(?:问题|任务)[^,。?]{0,4}(?:多少|几)(?:个|项)|how many (?:specific |concrete )?(?:problems|issues|tasks)(?![^?]*(?:complet|resolv|fix|rectif|left|remain))|问题(?:总数|数量|(?:一共|总共|共)?有?(?:多少|几)(?:个|项))"
        r"|(?:反馈|通报|指出|点出|查出|发现)(?:了|的|出)*[^,。?]{0,4}问题(?:数量?|总数)?(?:加起来|合起来|加在一起|合计|总共|一共|总数|分别|各)[^,。?]{0,6}(?:多少|几)"
        r"|(?:多少|几)个(?:反馈|具体|巡[视察])的?问题|反馈(?:了|出)?(?:多少|几)个?(?:具体)?问题|被?(?:指出|点出|查出|找出)了?(?:多少|几)个?问题"),
        counted),
    Field("measures", "整改措施数", re.compile(
        r"(?:整改)?(?:措施|举措)[^,。?]{0,4}(?:多少|几)(?:条|项)|(?:多少|几)(?:条|项)(?:具体)?(?:的)?(?:整改)?(?:措施|举措)|整改(?:措施|举措)[^,。?]{0,3}最[多少]"),
        measures),
    Field("measures_done", "整改措施完成情况", re.compile(
        r"(?:措施|举措)[^。?]{0,14}(?:完成|落实|办成|到位)[^。?]{0,6}(?:多少|几|率|情况|进度)|(?:完成|落实)了?(?:多少|几)[条项]?(?:整改)?(?:措施|举措)"),
        measures_done),
    Field("progress", "整改完成情况", re.compile(
        r"(?:完成|改完|整改(?:完成|到位)|销号)(?:整改)?(?:了)?[^,。?]{0,8}(?:多少|几)(?:个|项|条)?|(?:多少|几)(?:个|项|条)?[^,。?]{0,6}(?:完成|改完|整改到位)|完成(?:率|情况|进度)|整改(?:工作)?(?:完成|落实|进展|推进)?(?:得|的)?(?:效果|成效|情况)?(?:怎么样|如何|咋样|怎样)|how many[^?]*(?:problems|issues)[^?]*(?:complet|rectif|resolv|fixed|solved|settled)"),
        progress),
    Field("gap", "巡视结束到反馈的间隔", re.compile(
        r"(?:结束|巡[视察]完).{0,8}反馈|反馈.{0,8}(?:间隔|相隔|隔了)|间隔.{0,10}反馈|巡[视察]组?(?:撤走|撤离|撤|走|离开|收队)[^,。?]{0,6}到[^,。?]{0,8}反馈"), gap),
    Field("delay", "反馈到公布的间隔", re.compile(
        r"(?:反馈|结果|意见)[^,。?]{0,12}(?:公布|公开|发布|通报|落款|对外)[^。?]{0,20}(?:多久|多长|间隔|隔了|拖|相隔|几天|多少天|最[长短久慢快])"), delay),
    Field("stay", "巡视时长", re.compile(
        r"(?:巡[视察]|进驻|待|驻|停留)[^,。]{0,12}(?:时间(?:跨度)?|天数|多少天|时长|日子)[^,。]{0,6}(?:最长|最短|最久|多长|多久|更长)|巡[视察][^,。]{0,12}(?:时间跨度|时长|天数)|(?:巡[视察]|进驻|待|驻)[^,。]{0,6}(?:多久|多长时间|多少天|几天|最久|最长|最短)"),
        stay),
    Field("feedback", "反馈意见时间", re.compile(
        rf"反馈.{{0,12}}{_WHEN}|{_WHEN}.{{0,10}}{_TOLD}|{_TOLD}[^,。?]{{0,8}}{_WHEN}|{_WHEN}.{{0,14}}反馈|(?:最早|最先|最晚|最后|更早|更晚|(?:谁|哪个|哪家)[^,。?]{{0,6}}先).{{0,14}}反馈|反馈.{{0,8}}(?:更?[早晚]|先后)|when[^?]{{0,50}}feedback|feedback[^?]{{0,20}}(?:when|date)"),
        dated(lambda n: n.feedback)),
    Field("signed", "落款日期", re.compile(
        rf"落的?款.{{0,12}}{_WHEN}|{_WHEN}.{{0,12}}(?:落款|落的)|通报.{{0,6}}落款|(?:最新|最早|最晚).{{0,8}}落款|^[^,。?]{{0,10}}落款[?。]*$|(?:末尾|结尾|最后|文末|文尾)[^,。?]{{0,4}}(?:署|签|写|落|标)[^,。?]{{0,4}}{_WHEN}"),
        dated(signed)),
    Field("published", "公布日期", re.compile(
        rf"(?:公布|发布|公开|印发|登出|挂网|挂出|发出).{{0,12}}{_WHEN}"
        rf"|{_WHEN}.{{0,12}}(?:公布|发布|公开|发的|挂出)|通报.{{0,6}}日期|(?:公布|发布|公开|印发|登出)[^,。?]{{0,3}}得?(?:最|更)[早晚先后]|(?:最新|最早|最晚).{{0,8}}(?:公布|发布)"),
        dated(lambda n: n.published)),
    Field("group", "巡视组", re.compile(
        r"(?:哪个|哪一个|第几|哪支|什么|哪些|几个|几)(?:省委|省里|中央|市委|区委|县委)?(?:的)?(?:第几)?(?:个)?巡[视察]组|巡[视察]组.{0,6}(?:是哪|是第几|名称|叫什么|分别是|各是)|(?:由)?谁(?:来)?巡[视察]的?|被(?:哪|谁).{0,6}巡[视察]|(?:哪一?个|什么)组(?:去|来|下来)?(?:查|巡|检查)|(?:来|派)(?:了|过|的)?[^,。?]{0,8}(?:第几|哪一?个?)组|(?<![\u4e00-\u9fff])哪一组"),
        group),
    Field("inspected", "巡视时间", re.compile(
        r"(?:巡[视察]|进驻|入驻)(?!整改|组[^进入对]|反馈|意见|发现|移交|工作).{0,10}(?:时间|什么时候|啥时候|何时|哪天|几月|日期|期间|起止|多久|从几)"
        r"|(?:什么时候|啥时候|何时|哪年|哪一年|哪天|几月|最早|最晚|最先|最后).{0,14}(?:(?:被|接受|进行|开展|开始)[^,。]{0,8}巡[视察](?!整改|反馈|组?反馈|组?移交|结果|结论|意见)|进驻|入驻)"
        r"|(?:谁|哪[一]?[个家边]|更|最)(?:先|早|晚|后)(?:被|接受|进行|开展|开始)[^,。?]{0,6}巡[视察](?!整改|反馈)"
        r"|巡[视察][^,。?]{0,14}(?:哪天|哪一天|几号|什么时候|何时)[^,。?]{0,3}(?:[进来]|走|撤|离开)"
        r"|(?:什么时候|啥时候|何时|哪年|哪一年|哪天|哪个月|几月)(?:来|去|被)?巡[视察](?:的|过|了)?(?:[?,。、]|$)"
        r"|(?:几|多少|哪些|哪几|哪)(?:个|家|份)?[^,。?]{0,6}(?:是|在)?20\d\d年(?:被|接受|进行)[^,。?]{0,8}巡[视察](?!整改)"
        r"|when (?:was|were|did)[^?]{0,60}inspect|when did the inspection|inspect[^?]{0,30}(?:take place|dates?|period)|(?:dates?|period) of[^?]{0,20}inspection"
        r"|巡[视察]组?(?:进驻|入驻).{0,6}(?:最早|最晚|先后)|巡[视察]组[^?]{0,8}(?:什么时候|何时|哪天)(?:来|进|到)"),
        dated(lambda n: n.inspected)),
    Field("phone", "联系电话", re.compile(r"电话|几点(?:能打|有人接|接听)|[打拨](?:哪个|什么|啥)号|热线(?:是|呢)|phone|telephone"), phones),
    Field("fax", "传真", re.compile(r"传真|fax"), reader(FAX)),
    Field("email", "电子邮箱", re.compile(r"邮箱|电子邮件|电邮|电子信箱|e-?mail", re.I), reader(EMAIL)),
    Field("postcode", "邮编", re.compile(r"邮编|邮政编码|postcode|zip code"), reader(POSTCODE)),
    Field("address", "通讯地址", re.compile(r"(?:通[讯信]|联系|来信|收信|收件|邮寄|寄信)?地址|邮政信箱|信?(?:寄|投|邮)(?:信)?(?:到|给|往|去)?(?:它们?|他们)?(?:哪|什么|谁)|信[^,。]{0,6}(?:寄|投|邮)|寄信|(?:往|去|到)哪(?:里|儿)?写信|(?:怎么|如何|怎样)[^,。?]{0,14}写信|写信[^,。?]{0,4}(?:到|往|去|给)?哪"), reader(ADDRESS)),
    Field("envelope", "信封注明", re.compile(r"信封[^?]{0,8}(?:注明|标明|写|标注)|注明(?:什么|哪)"), reader(ENVELOPE)),
    Field("period", "意见受理期限", re.compile(
        rf"(?:公示|公布|公开)(?:期限?|时间|期间)?[^,。?]{{0,4}}[到至][^,。?]{{0,6}}(?:{_WHEN}|为止)|(?:公示|受理|征求意见|接受监督|公告)(?:期限?|时间|期间)?[^,。?]{{0,4}}(?:到|至|截[止至]|是|为|有|从|多)[^,。?]{{0,6}}(?:{_WHEN}|多久|多长|几天|多少天)"
        rf"|(?:意见|监督)[^,。?]{{0,12}}(?:截[止至]|到)[^,。?]{{0,4}}{_WHEN}|公示期|受理期限|(?:意见|建议)[^,。?]{{0,10}}(?:期限|时间段)"
        rf"|(?:最[晚迟]|截[止至]|限期?)[^,。?]{{0,4}}{_WHEN}[^,。?]{{0,6}}(?:反映|反馈意见|提[^,。?]{{0,2}}(?:意见|建议|异议)|举报|监督)|(?:反映|提意见|提建议|举报)[^,。?]{{0,6}}(?:截[止至]|最[晚迟]|到)[^,。?]{{0,4}}{_WHEN}"
        r"|(?:什么|哪个?|多长)的?(?:期限|时限)[^,。?]{0,12}(?:反映|意见|举报|监督)"), reader(PERIOD)),
    Field("contact", "联系方式", re.compile(r"联系方式|(?:怎么|如何|怎样)(?:联系|反映|举报|投诉|(?:给|向|对)?[^,。?]{0,8}提[^,。?]{0,3}(?:意见|建议))|(?:向哪|到哪|去哪|找谁|往哪)(?:里|儿)?(?:反映|举报|投诉|提意见)|(?:什么|哪些?)(?:渠道|途径|方式)[^,。?]{0,6}(?:反映|反馈|举报|投诉|提意见|监督)"), contact_lines),
)


_NOTICE_WORDS = Path(__file__).with_name("notice_words.txt")
_NUMBERED = r"20\d\d年?|第[一二三四五六七八九十\d]+"


@lru_cache(maxsize=1)
def _around() -> re.Pattern[str]:
    """Words, years and ordinals that say nothing beside a field asked for, the longest first."""
    lines = _NOTICE_WORDS.read_text("utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join((_NUMBERED, *map(re.escape, longest))))


_STOPS = re.compile(r"[,;。?!]")
CONTACTS = ("phone", "fax", "email", "postcode", "address", "period", "contact")
"""Fields that a clause of a question asks for by itself (我要举报,打哪个号)."""
COUNTS = ("total", "measures", "measures_done", "progress")
"""Fields that count; of a thing spoken of before they are asked within it, not of the notice."""
_ANOTHER_ROUND = re.compile(r"20\d\d年(?:那[次轮]|上?一?轮)[^,。?]{0,6}巡|上一?[轮次][^,。?]{0,6}巡")
"""An inspection before this one, whose counts are no field of the notice."""
_SURE = re.compile(r"通[讯信]地址|收信的?地址|邮政编码|邮政信箱")
"""Words that only ever ask for a notice's own contacts, whatever is said beside them."""


def fields_asked(text: str, topic: str = "") -> tuple[Field, ...]:
    """The fields a question asks for; none when its topic asks of the notice's content."""
    norm = written(normalise(text))
    found = [f for f in FIELDS if f.asked.search(norm)]
    whole = normalise(topic)
    said, plain = (_STOPS.split(t.rstrip("?。!")) for t in (norm, whole.rstrip("?。!")))
    asking = [own for own, c in zip(plain, said if len(said) == len(plain) else plain, strict=True)
              if any(f.asked.search(c if f.name in CONTACTS else own) for f in found)]
    if found and not _SURE.search(whole) and not of_the_notice(" ".join(asking) if asking else whole):
        return ()
    names = {f.name for f in found}
    if names == {"progress"} and len(plain) > 1 and not of_the_notice(plain[0]):
        return ()  # 化债的年度计划,谁完成得最好: of the plan, not of the notice
    if _ANOTHER_ROUND.search(norm):
        found = [f for f in found if f.name not in COUNTS]
    names = {f.name for f in found}
    for computed in ("delay", "gap", "stay"):
        if computed in names:
            dates = {"inspected", "feedback", "signed", "published", "gap", "delay", "stay"} - {computed}
            if re.search(r"几[号月日]|哪天|起止|从", norm):
                dates -= {"inspected"}
            found = [f for f in found if f.name not in dates]
    if "period" in names and re.search("公[布开][^,。?]{0,4}[到至]", norm):  # 公布到哪天为止
        found = [f for f in found if f.name != "published"]
    if "measures_done" in names:  # 多少条措施,完成了多少: of the measures, not of the problems
        found = [f for f in found if f.name not in ("progress", "total")]
    if "group" in names and "inspected" not in names and re.search(
            r"(?:哪天|几号|什么时候|何时)[^,。?]{0,4}(?:到|至)", norm):
        found += [f for f in FIELDS if f.name == "inspected"]
    if "contact" in names:
        exact = [f for f in found if f.name in ("phone", "email", "postcode", "address")]
        found = exact or [f for f in found if f.name == "contact"]
    return tuple(found)


OFFICE = "[\u4e00-\u9fff]{1,9}?[室办组科处局部委]"
"""What the name of an office looks like (党委办公室)."""


def contact_asked(text: str) -> Field | None:
    """The way to reach someone that a question asks for, whoever it is to be reached."""
    norm = normalise(text)
    return next((f for f in FIELDS if f.name in CONTACTS and f.asked.search(norm)), None)


def of_the_notice(topic: str) -> bool:
    """Whether a topic says nothing but what a notice says of itself (dates, counts, contacts)."""
    words = normalise(topic)
    for field in FIELDS:
        words = field.asked.sub(" ", words)
    return len(re.sub(r"\W|完成|(?:整改)?到位|具体|问题|大约|大概|百分之几|比例|整改率|占|率|按|算|全部|数字|时|写|已|例|高|低", "", _around().sub("", words))) <= 1
