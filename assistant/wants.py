"""What kind of answer a question wants, and whether a sentence holds one."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.people import NAME, POST
from assistant.wording import normalise, words
from ingest.markers import number_of

WantKind = Literal[
    "count", "money", "percent", "date", "span", "person", "name", "title", "list", "reason",
    "place", "org", "rank",
]
MEASURED: frozenset[WantKind] = frozenset(("count", "money", "percent", "date", "span"))
"""The kinds of answers that are figures."""

_NUMBER = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)"
_FUZZ = r"(?:[余多]?[万亿]?[余多]?)"
_SAME = (
    "人名位个", "张床", "件起条个项宗份", "家个户所", "次场期轮趟回", "人号名位", "个处座所", "套户", "所家个", "项个条件",
    "条个项件", "份本张册", "趟次", "辆台", "亩", "公里", "天日", "年", "元", "票", "吨", "斤公斤",
)
_MEASURES = (
    "公里|平方米|公斤|万元|亿元|百分点|个月|小时|工作日|立方米|微克|米|元|人|名|位|个|件|起|条|项|宗|份|家|户|所|"
    "次|场|期|轮|处|座|套|本|张|册|趟|辆|台(?![区账阶])|亩|天|日|年(?![轻青级幼])|月|吨|斤|支|支|栋|幢|间|床|管|类|方面|批|对|村|岁|款|篇|级|步|块|盏|棵|株|班|组|部|首|种|门|节|人次|艘|口|宗|枚|面|扇|头|只|匹|羽|尾|眼|根|幅|架|列|顶|道|堂|课时|例|笔|袋|瓶|座|片|块|桩|拨|封|页|站|所"
)
_SUMS = "资金|预算|经费|投资|贷款|产值|销售额"
_DATE = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|初)?|\d{4}年(?:底|初|末|上半年|下半年|春|秋)?|\d{1,2}日"
DATED = re.compile(rf"(?<!\d)(?:{_DATE})")
"""A date, whose figures count nothing."""
_MONEY = rf"{_NUMBER}余?[万亿]?余?元|{_NUMBER}余?[万亿]"
_PEOPLE = "书记|长|主任|人|专家|手|干部|领导|代表"
"""The ends of words for people that a question can ask the names of."""
SUM_ASKED = r"合计|合(?:在)?一起|合起来|总和|加起来|加总|总计|相加|加(?:在)?一(?:块|起)|一共加|拢共加"
"""The words by which a question asks for a sum."""
LEFT = re.compile(
    r"(?:还剩|剩下?|没有?|尚未|未|还有)(?:[^,。?]{0,6}(?:多少|几)|[^,。?]{0,6}的[^,。?]{0,6}(?:多少|几))|(?:多少|几)[^,。?]{0,8}(?:没|未)"
    r"|(?:没有?|未)[^,。?]{0,3}[完结改付还][^,。?]{0,4}[最更][多少]|(?:没有?|未|剩下?|余下)[^,。?]{0,4}的?(?:那些|那几[个处家户件]|部分|怎么[办处])|(?:没有?|未|剩下?|余下|其余)[^,。?]{0,6}的(?:呢|是(?:什么|啥|怎么)|为什么|为何|卡在)|(?:没有?|未)(?:整?改|完成|办结|解决)[^,。?]{0,3}的[^。?]{0,12}(?:多少|几)")
"""How a question asks for what is left of a whole."""
LEFT_TOLD = re.compile(
    r"(?:还有|尚有|尚余|另有|仍有|[尚仍还]欠|剩余?|剩下|余下|其余|(?<![多年月])余|尚未|仍未|未(?=办|完成|整改|到位|付|还|清|解决|化解|销号|处置|兑|缴|支付|消化|归还|落实))[^,，。;；\d]{0,8}\d"
    r"|\d[\d.]*[^,，。;；\d]{1,6}(?:尚未|未|仍在|正在|没有)")
"""How a text tells what is left."""


@dataclass(frozen=True)
class Want:
    """An answer type: its kind, and for counts the measure word asked for ("" when open)."""

    kind: WantKind
    unit: str = ""


_RULES: tuple[tuple[WantKind, str], ...] = (
    ("money", r"(?:多少|几)[万亿]?(?:元|块钱|钱|资金|经费|款)|(?:花|掏|投|拨|付|罚)(?:了|掉)?(?:多少|几)(?![件家个名人成次天分小时年月])"
              r"|多少(?![个件项名家条份户笔])[^,。?]{0,6}(?:钱|款|资金|经费)(?!项目|问题|监管|线索|案)|罚款(?:加起来|合计|合起来|一共|总共|共|有|是)*多少(?![件家个次])|(?:产值|造价|租金|奖金|补偿|补助|赔偿|罚款|工资|营收|房价|票价|生产总值|gdp)[^,。?]{0,4}多少(?![件家个名人])|多少债|(?:投资|投入|花费?|补|罚|追回|清退|收缴)了?多少[万亿]|(?<!哪)几(?:块|毛)钱|(?:花|收|要|交|罚|付|值|卖|涨|降|补|省)[^,。?]{0,4}几(?:块|毛)(?:$|[?。])|(?:多少|几)个?亿|金额"
              rf"|(?:{_SUMS}|销售|收入|补贴)(?:各|分别)?(?:是|有|达|为|一共|总共|到)?(?:多少|多大)(?![件家个名人])|多少钱"),
    ("percent", r"(?:多大|多高|什么|多少)的?(?:比例|比重|占比)|占(?:了)?多(?!少?分)|百分之多少|(?:率|比例|比重|占比|幅度?|百分比).{0,12}(?:多少|多高|多大|几|如何|怎样|是什么)|几成|百分之几|占.{0,8}(?:多少|几)(?![分个家名人位户件所项条亩平座])"
                r"|(?:增长|下降|提高|上升|同比).{0,4}(?:多少|几)|完成率|(?:率|比例)(?:是|为|分别|各|呢|$)|(?:比例|比重|占比|率|[升降增涨跌减]幅)[^。?]{0,12}(?:哪个|谁|更|最|比一下)"),
    ("date", r"什么时候|啥时候|何时|哪天|哪一天|哪日|哪年|哪一年|几月|几号|几时|日期|时间(?:是|分别|表)|最迟|截止|多会儿|哪个月"),
    ("span", r"多久|多长时间|几天|几个月|几年|多少(?:天|年(?![轻青级幼])|个月|小时)|多快"),
    ("person", rf"姓名|{POST}的?(?:名字|大名)|(?:{_PEOPLE}|经理|同志|者|员|位|官|师|老板)[^。?]{{0,7}}叫(?:什么|啥)?名字"
               rf"|(?:{_PEOPLE}|校友)(?:叫|是)(?:什么|啥|谁)|谁(?:当|任|担任|带队)|哪位(?:领导|同志|干部)"),
    ("title", r"(?:什么|哪些|哪个|哪几个|啥|出台|印发|制定).{0,6}(?:文件|规定|办法|制度|方案|通知|意见|细则|禁令|条例|清单|规则)"
              r"|《"),
    ("reason", r"为什么|为何|为啥|原因|凭什么"),
    ("list", r"(?:[两三四五几]|\d)(?:位|名|个|家)[^,。?]{0,10}(?:是谁|分别|都是|叫什么)|哪些|哪几|哪[两三四五六七八九十\d]|分别是(?:什么|哪|谁)|具体(?:是|有|包括)|包括(?:什么|哪)|都有(?:谁|什么|啥)|几样|列(?:出|举)"),
    ("org", r"哪(?:家|个|几家)(?:机构|公司|单位|企业|事务所|学校|医院|银行|集团|协会)|什么(?:公司|机构|单位)|哪家(?!饭|店)"),
    ("name", r"哪家|哪个(?!区|县|市|更?[多少高低早晚长短大小]|最)|哪一(?!天|年|日)|哪里|哪儿|什么(?:公司|机构|单位|地方|平台|名字|名称|称号)|谁|叫(?:什么|啥)"),
)
_ENGLISH: tuple[tuple[WantKind, str], ...] = (
    ("money", r"how much (?:money|funding|was spent)|what amount|how many (?:yuan|rmb)"),
    ("percent", r"\b(?:rate|percentage|percent|share|proportion|ratio)\b"),
    ("date", r"\bwhen\b|what date|which (?:day|year|month)"),
    ("person", r"(?:^|[.,;?] *|and )who\b|who (?:is|was|are|were|leads?|led|heads?|chairs?) the"),
    ("count", r"how many|number of|how much"),
)
_PAID = re.compile(next(rule for kind, rule in _RULES if kind == "money"))
_COUNT = re.compile(rf"(?:多少|(?<![哪好那这等])(?<!年前)几(?!月|号|成|年|时)|若干)(?:个|来|多|余)?({_MEASURES})?(?![科])")
_FIGURE = re.compile(r"\d|[二两三四五六七八九十百]+[万亿]?余?(?:个|件|名|人|家|户|项|次|条|所|亩|公里|万|元|起|处|套|场|辆|座|台)")
_EVIDENCE = {
    "money": re.compile(_MONEY),
    "percent": re.compile(r"\d[\d.]*\s*%|百分之|\d成|[一二三四五六七八九]成|个百分点|率[^\d,。]{0,8}\d|倍"),
    "date": re.compile(rf"{_DATE}|(?:星期|周|礼拜)[一二三四五六日天]"),
    "span": re.compile(rf"{_NUMBER}(?:个?(?:多|余)?(?:小时|工作日|天|月|年|日|分钟|周))|提前|以内"),
    "person": re.compile(rf"(?:{POST}|长){NAME}(?=同志|任|主持|为|、|,|带|$)|{NAME}同志|{POST}任{POST}"),
    "title": re.compile(r"《[^》]+》|“[^”]{2,20}(?:制度|方案|办法|规定|禁令|条)”"),
    "reason": re.compile(
        r"因(?!此|地制宜|素|公|私|病|子|企|人)|由于|鉴于|受.{1,10}(?:影响|限制|制约|压力)|原因|导致|所致|造成|症结|源于|主要是|在于|嫌|怕|(?:没|未|还没)有?谈拢|联系不上|卡在|[须需要]等|与[^,。;]{2,14}有关"),
    "list": re.compile(r"、.*(?:、|和|及)|(?:》|”).{0,3}(?:《|“)|;|;"),
    "name": re.compile(r"[\u4e00-\u9fff]{2,}(?:公司|集团|事务所|中心|局|委|村|镇|街道|学院|大学|学校|医院|部|办|厅|院|社区|银行)|“|《"),
    "org": re.compile(r"[\u4e00-\u9fff]{2,}(?:公司|集团|事务所|银行|大学|学院|研究院|协会|医院|中心|厂|合作社)|(?:光电|电器|新材料|股份)"),
    "rank": re.compile(r"第[一二三四五六七八九十\d]+(?!次|届|批|轮|季)|首位|榜首|前列"),
    "place": re.compile(r"[\u4e00-\u9fff]{2,}(?:村|镇|街道|路|区|县|市|园|桥|河|湖|山|道)"),
}


_MEASURED = re.compile(r"最[多少高低大小长短]|排名|排序|数字|数量|(?:各自?|分别)[^,。?]*(?:程度|进展)|加起来|合计|相差|一样吗|[多少高低]还是|(?:哪个|谁|哪边)更?[多少高低大小]")


_SUM_OF = re.compile(rf"(?:金额|{_SUMS})(?:是|有|达|为|一共|总共|到)?$")
"""A sum, after which 多少 asks for money and not for a count."""


_PART_OF = re.compile(r"(?<!比)占了?$")
"""What 占多少 stands behind: a share or a number."""


def uncounted(noun: str) -> str:
    """A noun without the measure word in front of it (个码头 → 码头; 本科生 stays)."""
    first = words(noun)[0] if words(noun) else ""
    return noun.removeprefix(first) if re.fullmatch(_MEASURES, first) else noun


def wants_of(question: str) -> tuple[Want, ...]:
    """The answer types a question asks for, most telling first."""
    text = normalise(question)
    if english := [Want(kind) for kind, rule in _ENGLISH if re.search(rule, text)]:
        return tuple(english)
    if re.search(r"第几|排(?:在)?(?:第)?几", text):
        return (Want("rank"),)
    found = [Want(kind) for kind, rule in _RULES if re.search(rule, text)]
    if _MEASURED.search(text) and not any(w.kind in _HARD for w in found):
        found.append(Want("percent" if re.search(r"率|比例|比重|占比", text) else "count"))
    kinds = {w.kind for w in found}
    paid = [m.span() for m in _PAID.finditer(text)]
    for match in _COUNT.finditer(text):
        unit = match.group(1) or ""
        if unit in ("元", "万元", "亿元") or (unit in ("天", "年", "月", "个月", "小时", "日") and "span" in kinds):
            continue
        if "money" in kinds and (unit == "块" or re.match(r"[^,。?多几]{0,5}钱|亿", text[match.end():])):
            continue
        rest = text[match.end() : match.end() + 2]
        if unit == "项" and rest.startswith("目"):
            unit = "个"
        if match.group(0) == "多少" and re.match(r"钱|资金|万|亿|经费", rest):
            continue
        if not unit and any(s <= match.start() < e for s, e in paid):
            continue
        part = _PART_OF.search(text[: match.start()])
        if not unit and ("percent" in kinds and not part or _SUM_OF.search(text[: match.start()])):
            continue
        found.append(Want("count", unit))
    return tuple(dict.fromkeys(found))


def wants_measured(wants: tuple[Want, ...], asked: str) -> tuple[Want, ...]:
    """The wants of 哪家最多: units are asked for, so it is a figure that each must state."""
    kept = tuple(w for w in wants if w.kind not in ("org", "name"))
    if any(w.kind in MEASURED for w in kept):
        return kept
    return (*kept, Want("percent" if _BY_SHARE.search(asked) else "money" if _BY_MONEY.search(asked) else "count"))


_BY_MONEY = re.compile(r"(?:欠|花|付|的|罚|投)的?(?:钱|款|工资|资金|经费)[^,。?]{0,3}[更最]?[多少]")
"""How a question speaks of sums of money that are ranked."""
_BY_SHARE = re.compile(r"比例|比重|占比|率(?![先领队])|百分|[升降增涨跌减砍压][得幅]")


def fit(wants: tuple[Want, ...], sentence: str) -> float:
    """The share (0–1) of the wanted answer types that a sentence holds; 0 without wants."""
    if not wants:
        return 0.0
    text = normalise(sentence)
    return sum(holds(want, text) for want in wants) / len(wants)


_TITLE = re.compile(r"《[^》]*》")


def holds(want: Want, text: str) -> float:
    """How well (0–1) a normalised text holds what one want asks for."""
    if want.kind != "title":
        text = _TITLE.sub("", text)
    if want.kind != "count":
        return float(bool(_EVIDENCE[want.kind].search(text)))
    if not want.unit:
        return 0.8 * float(bool(_FIGURE.search(text)))
    text = re.sub(r"[一每]\w一\w", " ", text)
    kin = {want.unit} | {u for group in _SAME if want.unit in group for u in group}
    pattern = "|".join(sorted(map(re.escape, kin), key=len, reverse=True))
    if re.search(rf"{_NUMBER}{_FUZZ}(?:{pattern})", text):
        return 1.0
    return 0.4 * float(bool(_FIGURE.search(text)))


_ANCHOR = re.compile(
    r"([\u4e00-\u9fff]{2,6}?)(?:了|过|是|有|为|达到?|共|到|一共|总共|大概|分别|各)*(?:多少|(?<!等)几(?!月|号|成))")


def anchors_of(question: str) -> tuple[str, ...]:
    """The words right before 多少 (立案多少件 → 立案), behind which the answer's figure stands."""
    return tuple(m.group(1)[-2:] for m in _ANCHOR.finditer(normalise(question)))


def anchored(anchors: tuple[str, ...], text: str) -> float:
    """The share (0–1) of anchors that a normalised text follows up with a figure."""
    found = sum(bool(re.search(rf"{re.escape(a)}[^\d,。;]{{0,6}}\d", text)) for a in anchors)
    return found / len(anchors) if anchors else 0.0


def hard_fit(wants: tuple[Want, ...], sentence: str) -> float:
    """Like :func:`fit`, counting only the types without which a sentence is no answer."""
    return fit(tuple(w for w in wants if w.kind in _HARD), sentence)


_HARD = MEASURED | {"person", "org", "rank", "reason"}


_LISTED = re.compile(
    r"([二两三四五六七八九十]{1,2}|\d{1,2})(?:大|个|种|项|方面|类|名|位|家|条|级|张|处|所|件|份|支|样|点|步|本|批|不|坚持|强化)")
_LIST_ASKED = re.compile(r"哪|什么|分别|谁|具体|名单|都有|包括|列")


def unit_asked(wants: tuple[Want, ...]) -> str:
    """The unit of the figures asked for: 元 for money, the measure word of a count; "" if open."""
    if any(w.kind == "money" for w in wants):
        return "元"
    return next((w.unit for w in wants if w.kind == "count" and w.unit), "")


_WHICH = re.compile(r"哪([两二三四五六七八九十\d]{1,2})(?=[\u4e00-\u9fff])")
"""The number that a question asks the members of (17个问题里是哪5个)."""


def list_size(question: str) -> int:
    """How many members the list has that a question asks for (哪五个工作组: 5); 0 if not said."""
    text = normalise(question)
    found = _LISTED.findall(text) if _LIST_ASKED.search(text) else []
    sizes = [number_of(n) or 0 for n in (*_WHICH.findall(text), *found)]
    return next((n for n in sizes if 1 < n <= 20), 0)


def counted_things(question: str) -> int:
    """How many things a question speaks of by their number (三所学校); 0 if it gives none or several."""
    found = {number_of(n) or 0 for n in _LISTED.findall(normalise(question))}
    return found.pop() if len(found) == 1 else 0


def members(clause: str) -> int:
    """How many members a text lists: names joined by 、和, titles, 一是…二是…."""
    titles = len(re.findall(r"《", clause))
    joined = clause.count("、") + (1 if re.search(r"、.*(?:和|及|与|以及)", clause) else 0)
    pair = 2 if re.search(r"[\u4e00-\u9fff]{2,}(?:和|与|及)[\u4e00-\u9fff]{2,}", clause) else 0
    counted = len(re.findall(r"(?<![\u4e00-\u9fff])[一二三四五六七八九十]是", clause))
    quoted = len(re.findall(r"[“\"][^”\"]{2,14}[”\"](?=[、和及与“\"]|$)", clause)) + bool(quotes_run(clause))
    return max(titles, joined + 1 if joined else 0, pair, counted, quoted)


def quotes_run(clause: str) -> bool:
    """Whether quotations stand one behind the other, as the members of a list do."""
    return bool(re.search(r"[”\"](?:、|和|及|与)?[“\"]", clause))


_POST = re.compile(
    rf"(副?{POST})(?:分别|都|各自?)*(?:(?:是|叫|由)*(?:谁|什么名字|啥名字|哪位|什么)|的?(?:名字|姓名|大名))")


_POST_ALONE = re.compile(rf"(副?{POST})(?![\u4e00-\u9fff])")


def role_of(question: str, topic: str = "") -> re.Pattern[str] | None:
    """What a sentence that says who holds the post asked for looks like; None when none is.

    An English question that asks for a person names the post in its ``topic`` alone.
    """
    asked = _POST.search(normalise(question)) or _POST_ALONE.search(topic)
    if not asked:
        return None
    post = asked.group(1)
    alone = post if post.startswith("副") else rf"(?<!副){post}"
    return re.compile(
        rf"(?:任|担任|为|当)(?:双|共同)?{alone}|{alone}(?:是|为|由|有|分别)|{alone}{NAME}(?:同志|任|、|,|和|;|。|$)")
