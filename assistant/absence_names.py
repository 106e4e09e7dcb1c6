"""Names asked for that a text does not give: of people, of members of a list, of places and firms."""

import re

from assistant.absence_case import Case
from assistant.people import CALLED, NAME, POST, SURNAMES
from assistant.wants import Want, holds, members
from assistant.wording import clauses, common_run
from ingest.markers import number_of

_HAN = "[\u4e00-\u9fff]"
_NUMERAL = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_MEASURE = "[个家项名条位所件种支人村座处起]"

_PERSON_ASKED = re.compile(
    rf"({POST}|负责人)(?:到底|是|叫|的)*(?:谁|哪[位个]|(?:什么|啥)(?=[名人,。?呀呢]|$)|姓名|名字)"
    rf"|({CALLED})(?:同志)?的?(?:姓名|名字|大名|全名|(?:到底)?叫(?:什么|啥)|姓(?:什么|啥))"
    rf"|(?:哪(?:一?位|个)|什么)({CALLED})(?=[,。?]|$)")
BY_NAME = re.compile(r"名字|姓名|全名|叫(?:什么|啥)|姓(?:什么|啥)")
"""How a question asks for a name, and not only for who it was."""
_PEOPLE_ASKED = re.compile(rf"{_NUMERAL}[名位][^,。?]{{0,20}}(?:是谁|叫什么|都有谁|分别是谁)"
                           r"|(?:人员|责任人|干部|领导)[^。]{0,8}名单")
_INSPECTORS = re.compile(r"巡[视察]组[^,。;]{0,6}组长")


def asks_person(asked: str) -> bool:
    """Whether a question asks who holds a post or who some people are: what two rules decide."""
    return bool(_PERSON_ASKED.search(asked) or _PEOPLE_ASKED.search(asked))


_OF_A_BODY = re.compile("(纪委|监委|组织部|宣传部|统战部|政法委|人大|政协)(?:常务)?副?(?:书记|部?长|主任|主席)")
"""A post of a body of its own: who is 县委书记 is not who is 县纪委书记."""


def unnamed_person(case: Case) -> str | None:
    """教授叫什么名字, where no name stands beside 教授."""
    found = _PERSON_ASKED.search(case.asked)
    if not found or _PEOPLE_ASKED.search(case.asked):
        return None
    post = next(filter(None, found.groups()))
    body = _OF_A_BODY.search(case.asked)
    if body and not re.search(rf"{body.group(1).rstrip('部')}[^,。;]{{0,8}}{post}", case.body):
        return f"{body.group()}的姓名"
    if post == "组长" and re.search(r"巡[视察]组", case.asked):  # not that of the group that rectifies
        return None if _INSPECTORS.search(case.body) else "巡视组组长的姓名"
    beside = (rf"{post}(?:同志)?[:、]?{NAME}|{NAME}(?:同志|等|的)?{post}|{post}(?:为|是|由){NAME}"
              rf"|{NAME}(?:同志)?(?:任|担任|兼任|为|是|出任|当)[^,。;]{{0,6}}{post}")
    held = post == "组长" and not BY_NAME.search(case.asked) and (
        re.search(r"(?:由|以).{2,30}(?:任|为).{0,8}组长", case.body)
        or holds(Want("person"), case.body))
    held = held or not BY_NAME.search(case.asked) and bool(re.search(
        rf"(?:书记|长|主任|主席|副职|领导)[^,。;]{{0,4}}(?:任|担任|兼任)[^,。;]{{0,6}}{post}", case.body))
    return None if held or re.search(beside, case.body) else f"{post}的姓名"


_PEOPLE_NAMED = re.compile(
    rf"[{SURNAMES}]某|(?<!{_HAN}){NAME}(?=、|同志|,|。|;|等|和|$)"
    rf"|[长记任员席理授家]{NAME}(?=、|同志|,|。|;|等|和|为|任|$)")


def unnamed_people(case: Case) -> str | None:
    """那3名干部是谁, where people are counted and none is named."""
    asked = _PEOPLE_ASKED.search(case.asked)
    return "相应的姓名" if asked and not _PEOPLE_NAMED.search(case.body) else None


_KINDS = "学校 公司 企业 药商 供应商 承包商 开发商 经销商 厂家 医院 单位 银行 机构 法院 事务所 村 社区 街道 镇 乡 小区 部门".split()
_KIND = f"({'|'.join(_KINDS)})"
_KIND_ASKED = re.compile(
    rf"(?:哪(?:一|几|两|些)?[家个所位]?|什么){_KIND}(?![级域])"
    rf"|{_KIND}(?:到底|究竟|的)?(?:叫(?:什么|啥)|名字|名称|是哪)")
_FIRM = r"公司|集团|厂|股份|银行|控股|城投|农投|国投|实业|科技|中心"
_KIND_NAMED = {
    **dict.fromkeys(("公司", "企业", "药商", "供应商", "承包商", "开发商", "经销商", "厂家"), _FIRM), "法院": "法院", "医院": "医院|卫生院|保健院",
    "学校": "学校|(?<!中)小学|(?<!小)中学|学院|大学|高中|校区|[一二三四五六七八九十]中(?!心)",
    "银行": "银行|农商行|信用社", "事务所": "事务所|公司|中心",
}
"""By what a text speaks of one of a kind."""
_VAGUE = tuple(
    "涉事 有关 相关 部分 全区 全县 全市 该 各 其他 家 所 个 名 这些 本 区属 县属 重点 问题 一批 某 多家 辖区 的 直属 下属 所属 "
    "基层 影子 子 分 总 空壳 僵尸 龙头 物业 新建 民办 公办 各类 中小 ” \"".split())
"""What stands before a kind where none of it is named (涉事学校)."""


def unnamed_kind(case: Case) -> str | None:
    """哪家公司, where the text speaks of none; 哪个学校, where it only speaks of 涉事学校."""
    found = _KIND_ASKED.search(case.asked)
    if not found:
        return None
    kind = found.group(1) or found.group(2)
    text, common = _about_the_figure(case), common_run(case.asked, case.body)
    text = _COUNTED_KIND.sub(" ", text)
    if len(common) > len(kind) and not common.endswith(kind):  # 污水处理厂 asked about names no firm
        text = text.replace(common, " ")
    if re.search(_LISTED_BEFORE.format(kind=kind), case.told) or re.search(_WITH_SEVERAL, case.told):
        return None
    if kind in _KIND_NAMED and not re.search(_KIND_NAMED[kind], text):
        return f"{kind}的名称"
    before = [case.told[: m.start()] for m in re.finditer(kind, case.told)]
    vague = before and "、" not in case.told and all(b.endswith(_VAGUE) for b in before) and not (
        kind == "单位" and _BODY.search(case.told))
    return f"{kind}的名称" if vague else None


_COUNTED_KIND = re.compile(rf"(?:\d+|[一两二三四五六七八九十]+)(?:家|个|所)[^,。;、“\"《]{{0,8}}?{_KIND}")
"""Things of a kind that are but counted (2家监理公司)."""


def _about_the_figure(case: Case) -> str:
    """The sentences that hold a figure of the question (剩下的8个在哪几所学校); all where none does."""
    said = [f for f in re.findall(r"\d+[\u4e00-\u9fff]", case.asked) if f[-1] not in "年月日号"]
    held = [s for s in re.split("[。;]", case.body) if any(f in s for f in said)]
    return "。".join(held) or case.body


_LISTED_BEFORE = r"(?:[”\"]|、[\u4e00-\u9fff]{{2,10}})[和等]?[\d一二两三四五六七八九十]+[家个所]{kind}"
"""Names in front of the number of things of a kind (图兰露天矿、宏远煤业2家企业)."""
_WITH_SEVERAL = r"分别[与和由][\u4e00-\u9fff]{2,10}、[\u4e00-\u9fff]{2,10}"
_BODY = re.compile("[\u4e00-\u9fff]{2,}(?:局|办|镇|乡|街道|公司|学院|医院|中心)(?![长,、])")
_THINGS_ASKED = re.compile(
    rf"(?:\d+|[一二两三四五六七八九十]+|[这那])[个处家条所座起项件批只宗款种]({_HAN}{{2,10}}?)"
    r"(?:到底|分别|都|各|具体)*(?:叫什么|是什么(?!问题|原因|时候|意思)|是哪(?:些|几)|名字|名称)")
_THINGS_COUNTED = re.compile(r"\d|[一两二三四五六七八九十][家个处所条座]")
_SAYING = r"[“\"][^”\"]{1,6}[”\"](?=[\u4e00-\u9fff]{0,2}(?:包保|机制|制度|管理|行动|工程|名单|模式|专班|服务|台账))"
"""What is put in quotes and names no thing (“一对一”包保)."""
_NAMING = re.compile(r"[“\"《:]|分别|包括|即|名为|[一二三四五]是|(?:[^,。;、\d]{2,12}、)+[^,。;、\d]{2,12}")


def unnamed_things(case: Case) -> str | None:
    """停招的5个专业叫什么, where the text counts such things beside no name."""
    found = _THINGS_ASKED.search(case.asked)
    if not found or re.search(r"人|干部|同志|领导", found.group(1)):
        return None
    noun = found.group(1)[-2:]
    number = re.search(r"\d+", found.group())
    counted = re.compile(rf"(?<!\d){number.group()}(?!\d)") if number else _THINGS_COUNTED
    near = case.near(lambda piece: noun in piece and counted.search(piece), 0 if number else 1, 1)
    named = not near or any(_NAMING.search(re.sub(_SAYING, "", text)) for text in near)
    return None if named else f"“{found.group(1)}”的名称"


_OTHERS_ASKED = re.compile(
    r"(?:另外|其余|其他|剩下的?)的?([两二三四五六七八九十\d]{1,2}[家个名位所项])[^?]{0,12}(?:是哪|是谁|叫什么|有哪)")
_SOME = re.compile(r"((?:[^,。;、\d]{2,14}、)*[^,。;、\d]{2,14})等(?:\d|[两二三四五六七八九十])")


def unlisted_others(case: Case) -> str | None:
    """另外4家是哪几家, where the text names no more than the question does (甲、乙等6家)."""
    found, some = _OTHERS_ASKED.search(case.asked), _SOME.search(case.body)
    if not (found and some):
        return None
    fresh = [name for name in some.group(1).split("、") if name[-4:] not in case.asked]
    return f"另外{found.group(1)}的名称" if len(fresh) < number_of(found.group(1)[:-1]) else None


_COUNTED = re.compile(rf"({_NUMERAL}){_MEASURE}")
_MEMBERS_ASKED = re.compile(
    rf"哪(?:几|些|[两三四五六七八九十\d]+)(?={_MEASURE}|[^\w]|$)|分别是|都是(?:什么|谁|哪)|都有(?:谁|哪|什么)"
    r"|具体(?:都)?(?:是|有)|是谁|叫什么|有哪些|名单|(?:[两三四五六七八九十]|\d+)[个项家条][^,。?]{0,10}(?:是什么|是啥)")
_WHICH = re.compile(r"哪([两二三四五六七八九十\d]+)(?:[个家项名条位所件种支人座处起]|方面|类)")
_TOLD = re.compile(
    r"(?:^|[,;。:])(?:(?:[一二三四五六七八九十]|一[个件项家处名位])是|第[一二三四五六七八九十],)")
"""A member of a list in a clause of its own (一是…, 第二,…)."""
_AND_SO_ON = re.compile(r"、[^,。]{2,20}等(?=[\d一二两三四五六七八九十]*(?:[家个所名位项件]|单位|部门|地))")


def unlisted_members(case: Case) -> str | None:
    """哪3个单位, where the text only counts them."""
    asked, body = case.asked, case.body
    if not _MEMBERS_ASKED.search(asked):
        return None
    which = _WHICH.search(asked)
    number = _number_asked(asked, body)
    pieces = [body[s:e] for s, e in clauses(body)]
    counts = [i for i, p in enumerate(pieces)
              if any(number_of(n) == number for n in _COUNTED.findall(p))]
    missing = f"这{number}项的具体名单"
    if which and number and not counts and max(map(members, pieces), default=0) < min(number, 4):
        return missing
    if not number or not counts:
        return None
    most = max(members(p) for i, p in enumerate(pieces) if any(-1 <= i - c <= 3 for c in counts))
    most = max(most, len(_TOLD.findall(body)), _alike(asked, body), _in_groups(pieces))
    said = bool(which) or any(number_of(n) == number for n in _COUNTED.findall(asked))
    listed = not said and any(map(_counts_itself, pieces)) or (
        most >= min(number, 6) or bool(_AND_SO_ON.search(body)) or number == 2 and most >= 1)
    return None if listed else missing


def _counts_itself(piece: str) -> bool:
    """Whether a clause names as many as it counts (甲、乙、丙3个小区)."""
    return any(number_of(n) == members(piece) > 1 for n in _COUNTED.findall(piece))


_GROUP = re.compile(r"[两二三四五六七八九]([个件项家名处])")


def _in_groups(pieces: list[str]) -> int:
    """How many members are named by twos and threes (甲、乙两件…;另两件即丙、丁)."""
    return sum(members(p) for p in pieces if _GROUP.search(p) and members(p) > 1)


_KIND_OF_MEMBERS = re.compile(
    r"(单位|公司|企业|学校|医院|村|社区|小区|部门|楼盘|项目)[^,。?]{0,6},?(?:具体|分别|都|各)?(?:是哪(?:几|些)|叫什么)")


def _number_asked(asked: str, body: str) -> int:
    """How many members are asked for, by the question or (那几家单位是哪几家) by the text; else 0."""
    which = _WHICH.search(asked)
    counted = map(number_of, [which.group(1)] if which else _COUNTED.findall(asked))
    number = next((n for n in counted if 1 < n <= 60), 0)
    kind = None if number else _KIND_OF_MEMBERS.search(asked)
    told = kind and re.search(
        rf"(\d{{1,2}}|[二两三四五六七八九十])[个家所座]{_HAN}{{0,8}}{kind.group(1)}", body)
    return number_of(told.group(1)) if told else number


_NAMED_BY = re.compile(
    rf"[二两三四五六七八九十\d]个[“\"]?({_HAN}{{1,3}}?)[”\"]?(?=分别|具体|是|都|指|[,。?]|$)")


def _alike(asked: str, body: str) -> int:
    """How many clauses begin with the word that a list is named by (三个再: 再压责任,再严标准…)."""
    named = _NAMED_BY.search(asked)
    return len(re.findall(rf"(?:^|[,;。:、(]){named.group(1)}", body)) if named else 0
