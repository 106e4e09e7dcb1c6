"""What a question asks for that the text shown does not say, by the kind of thing it is.

Each rule takes the normalised question and the normalised text, and returns what is missing as a
refusal names it, or None.
"""

import re
from collections.abc import Callable

from assistant.evidence import DULL
from assistant.focus import focus_words
from assistant.terms import content_words, support
from assistant.wants import Want, holds, wants_of
from assistant.wording import clauses, common_run, compact
from ingest.markers import number_of

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅白邹孟"
    "熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常康牛樊葛邢齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪"
    "梅童凌毕裴霍涂苗谷盛曲翁冉骆蓝路辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农卓古吉缪简车芦麦褚娄窦戚岑景卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬"
    "仇栾隋商刁沙荣巫寇桑郎甄仲虞敖巩佘池查麻苑迟邝方于任费施温单项丛")
"""Surnames, without those that as often begin another word behind a post (书记成立, 组长向)."""
_NAME = rf"[{SURNAMES}](?:(?![局原任副党委的等和与及因])[\u4e00-\u9fff]){{1,2}}"
_ROLES = (
    "教授|组长|书记|专家|局长|主任|院长|校长|部长|主席|董事长|总经理|经理|[区县市镇]长|老师|负责人|法人|同志|干部|院士|博士|医生|律师|执笔人|老板"
    "|讲师|会计|所长|站长|科长|处长|[馆行队厂社场园庭台股班排]长")
_NAME_ASKED = re.compile(
    rf"({_ROLES})(?:同志)?的?(?:姓名|名字|大名|全名|(?:到底)?叫什么|姓什么)|(?:哪(?:位|个|一位)|什么)({_ROLES})(?=[,。?]|$)")


def unnamed_person(asked: str, body: str) -> str | None:
    """教授叫什么名字, where no name stands beside 教授."""
    found = _NAME_ASKED.search(asked)
    if not found:
        return None
    role = found.group(1) or found.group(2)
    if role == "组长" and re.search(r"巡[视察]组", asked):  # not that of the group that rectifies
        return None if re.search(r"巡[视察]组[^,。;]{0,6}组长", body) else "巡视组组长的姓名"
    beside = (rf"{role}(?:同志)?[:、]?{_NAME}|{_NAME}(?:同志|等|的)?{role}|{role}(?:为|是|由){_NAME}"
              rf"|{_NAME}(?:同志)?(?:任|担任|兼任|为|是|出任|当)[^,。;]{{0,6}}{role}")
    return None if re.search(beside, body) else f"{role}的姓名"


_PEOPLE_ASKED = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十])(?:名|位)[^,。?]{0,20}(?:是谁|叫什么|都有谁|分别是谁)")
_NAMED = re.compile(rf"[{SURNAMES}]某|(?<![\u4e00-\u9fff]){_NAME}(?=、|同志|,|。|;|等|和|$)|[长记任员席理授家](?:{_NAME})(?=、|同志|,|。|;|等|和|为|任|$)")


def unnamed_people(asked: str, body: str) -> str | None:
    """那3名干部是谁, where people are counted and none is named."""
    if not _PEOPLE_ASKED.search(asked) or _NAMED.search(body):
        return None
    return "相应的姓名"


_OTHERS_ASKED = re.compile(
    r"(?:另外|其余|其他|剩下的?)的?([两二三四五六七八九十\d]{1,2}(?:家|个|名|位|所|项))[^?]{0,12}(?:是哪|是谁|叫什么|有哪)")
_SOME = re.compile(r"((?:[^,。;、\d]{2,14}、)*[^,。;、\d]{2,14})等(?:\d|[两二三四五六七八九十])")


def unlisted_others(asked: str, body: str) -> str | None:
    """另外4家是哪几家, where the text names no more than the question does (甲、乙等6家)."""
    found, some = _OTHERS_ASKED.search(asked), _SOME.search(body)
    if not (found and some):
        return None
    fresh = [name for name in some.group(1).split("、") if name[-4:] not in asked]
    return f"另外{found.group(1)}的名称" if len(fresh) < number_of(found.group(1)[:-1]) else None


_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(asked), re.compile(given), name) for asked, given, name in (
        (r"文号|发文字号|文件编号", r"[〔\[(]\d{4}[〕\])]\s*\d+\s*号|\d{4}年第?\d+号", "文号"),
        (r"号码|(?:电话|热线)号?(?:是|为)?(?:多少|几号)", r"\d{5,}|\d{3,4}-\d", "号码"),
        (r"几点(?:到|开|关|钟|上|下|起)|(?:接待|上班|开放|办公|营业)时间", r"\d\s*[:点时]|[上下]午", "时刻"),
        (r"哪一?个?国家?的?(?:人|专家|$|[?。])|国籍|什么国家",
         r"(?:[美英德法俄日韩意]|加拿大|澳大利亚)国?(?:人|籍|专家|的|$)|籍", "国籍"),
        (r"多宽|宽度?(?:是|有|为)?多少|多深", r"\d\s*(?:米|公里|厘米|公分)", "尺寸"),
        (r"哪一?条(?:街|巷|马路)|门牌号?|具体(?:位置|地点|地址)", r"[\u4e00-\u9fff]{2}[路街巷村镇]|门牌|社区|小区|大道", "地点"),
        (r"(?:明|后|昨|前)天|今[晚早]|下个?(?:周|礼拜|星期)", r"(?:明|后|昨|前)天|今[晚早]|下周", "情况,通报说的都是已经发生的事"),
        (r"[件起封][^,。?]{0,8}(?:反映|说|讲|告)的?(?:都|各)?是?什么", r"反映|关于|[\"“:]|即|分别|有关", "内容"),
        (r"死了?(?:多少|几)|伤亡|遇难", r"死|亡|遇难", "伤亡情况"),
        (r"多大(?:年纪|岁数)|几岁|年龄(?:是|有)?多", r"\d+\s*岁|年龄", "年龄"),
    ))
"""What a question asks for by a word of its own, the form it must have, and its name."""


def missing_form(asked: str, body: str) -> str | None:
    """A number of its own form (a document's, a telephone's, an hour, a width) that is not there."""
    for pattern, given, name in _FORMS:
        if pattern.search(asked) and not given.search(body):
            return f"相应的{name}"
    return None


def _around(body: str, wanted: Callable[[str], bool], before: int, after: int) -> list[str]:
    """The clauses that hold what is wanted, each with some before and behind it, compact."""
    pieces = [body[s:e] for s, e in clauses(body)]
    return [compact("".join(pieces[max(0, i - before) : i + after + 1]))
            for i, piece in enumerate(pieces) if wanted(piece)]


_PART = re.compile(
    r"(?:(?<![县区市镇乡村校场院园站局])里面?|里头|当中|中间|其中|(?<=[\u4e00-\u9fff])中),?(?:属于|是)?"
    r"([^,。?里中的]{2,10}?)(?:的|人员)?(?:占|有)了?(?:多少|几(?!个区|年))")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十]+(?:个|名|人|家|户|项|件)")


def other_part(asked: str, body: str) -> str | None:
    """A part of a whole (其中女同志有多少), where no clause with a figure speaks of that part."""
    found = _PART.search(asked)
    words = content_words(found.group(1)) if found else ()
    if not (found and words):
        return None
    near = _around(body, lambda piece: bool(_FIGURE.search(piece)), 1, 0)
    spoken_of = any(support(word, text) >= HALF for text in near for word in words)
    return None if spoken_of else f"“{found.group(1)}”的数字"


HALF = 0.4
"""Support from which a text speaks of a word: half of its bigrams."""
_YEAR = re.compile(r"20\d\d(?=年)|今年|去年")
_ONE_YEAR = re.compile(r"(20\d\d)[年届](?!以来|起|至今|底前|前)")


def other_year(asked: str, body: str, own_year: str) -> str | None:
    """A figure asked of one year, where the clause that fits best is of another.

    ``own_year`` is the year that the text calls 今年.
    """
    years = set(_ONE_YEAR.findall(asked))
    if len(years) != 1 or re.search(r"20\d\d年(?:以来|起|至今)", asked):
        return None
    year = years.pop()
    relative = {"今年": own_year, "去年": str(int(own_year) - 1) if own_year else ""}
    told = {relative.get(y, y) for y in _YEAR.findall(body)}
    words = content_words(_YEAR.sub(" ", asked))
    best, dated, current = 0.0, False, False
    for start, end in clauses(body):
        piece = body[start:end]
        current = current or bool(_YEAR.search(piece))
        fit = sum(support(word, compact(piece)) for word in words)
        if re.search(r"\d", _YEAR.sub("", piece)) and fit > best:
            best, dated = fit, current
    return f"{year}年的情况" if dated and year not in told else None


_EXACT_DAY = re.compile(r"哪一?[天日]|几号|是哪一?年")
SPOKEN_OF = 0.25
"""Share of a question's words from which the clauses around a date tell what it asks about."""


def undated(asked: str, body: str) -> str | None:
    """The very day asked for, where no date stands beside what happened on it."""
    if not _EXACT_DAY.search(asked):
        return None
    beside = [word for word in focus_words(asked) if len(word) > 1]
    told = content_words(asked, DULL)
    near = _around(body, lambda piece: holds(Want("date"), piece) > 0, 1, 2)
    happened = any(support(word, text) >= HALF for text in near for word in beside)
    meant = any(sum(support(w, text) for w in told) >= SPOKEN_OF * len(told) for text in near)
    return None if happened or meant or not beside else "相应的时间"


NOT_OF_IT = 0.12
"""Share of a question's words up to which the clauses around a sum are about something else."""
_MONEYISH = re.compile(r"(?:总|共)?(?:投资|资金|经费|金额|款项?|多少钱)(?:额|总额)?$")
_SUM = re.compile(r"\d\s*[万亿]?余?(?:元|美元)|\d\s*[万亿](?=[,。;、)余多]|$)")


def other_sum(asked: str, body: str) -> str | None:
    """A sum asked for, where the sums shown are of something else."""
    if not any(want.kind == "money" for want in wants_of(asked)):
        return None
    told = tuple(w for w in content_words(asked, DULL) if not _MONEYISH.match(w))
    near = _around(body, lambda piece: bool(_SUM.search(piece)), 2, 0)
    meant = any(sum(support(w, text) for w in told) > NOT_OF_IT * len(told) for text in near)
    focus = [word for word in focus_words(asked) if not _MONEYISH.match(word)]
    spoken_of = any(support(word, compact(body)) >= HALF for word in focus)
    return None if meant or spoken_of else "相应的金额"


_KIND_ASKED = re.compile(
    r"哪(?:一|几|两|些)?(?:家|个|所)?(公司|企业|法院|医院|银行|事务所)|(公司|企业|法院|医院|银行|事务所|施工单位)(?:到底|究竟|的)?(?:叫什么|名字|名称|是哪)")
_KIND_NAMED = {
    "公司": r"公司|集团|厂|股份|银行|控股|城投|农投|国投|实业|科技|中心", "法院": "法院", "医院": "医院|卫生院|保健院",
    "银行": "银行|农商行|信用社", "事务所": "事务所|公司|中心",
}


def unnamed_kind(asked: str, body: str) -> str | None:
    """哪家公司, where the text speaks of no company at all."""
    found = _KIND_ASKED.search(asked)
    if not found:
        return None
    kind = found.group(1) or found.group(2)
    common = common_run(asked, body)
    if len(common) > len(kind) and not common.endswith(kind):  # 污水处理厂 asked about names no firm
        body = body.replace(common, " ")
    named = _KIND_NAMED.get(kind, _KIND_NAMED["公司"])
    return None if re.search(named, body) else f"{kind}的名称"


_THINGS_ASKED = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+|[这那])(?:个|处|家|条|所|座|起|项|件|批|只|宗|款|种)([\u4e00-\u9fff]{2,10}?)"
    r"(?:到底|分别|都|各|具体)*(?:叫什么|是什么(?!问题|原因|时候|意思)|是哪(?:些|几)|名字|名称)")
_COUNTS = re.compile(r"\d|[一两二三四五六七八九十](?:家|个|处|所|条|座)")
_NAMING = re.compile(r"[“\"《:]|分别|包括|即|名为|[一二三四五]是")


def unnamed_things(asked: str, body: str) -> str | None:
    """停招的5个专业叫什么, where the text counts such things beside no name."""
    found = _THINGS_ASKED.search(asked)
    if not found or re.search(r"人|干部|同志|领导", found.group(1)):
        return None
    noun = found.group(1)[-2:]
    near = _around(body, lambda piece: noun in piece and bool(_COUNTS.search(piece)), 1, 1)
    listed = re.compile(r"(?:[^,。;、\d]{2,12}、)+[^,。;、\d]{2,12}")
    if not near or any(_NAMING.search(text) or listed.search(text) for text in near):
        return None
    return f"“{found.group(1)}”的名称"


def absent(asked: str, body: str, own_year: str) -> str | None:
    """The first thing asked for that the text lacks; None if nothing is."""
    return (unnamed_person(asked, body) or unnamed_people(asked, body)
            or unlisted_others(asked, body) or missing_form(asked, body) or other_part(asked, body)
            or other_year(asked, body, own_year) or undated(asked, body)
            or other_sum(asked, body) or unnamed_kind(asked, body)
            or unnamed_things(asked, body))
