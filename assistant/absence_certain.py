"""What a text so surely lacks that no likeness of its words to the question's makes up for it.

These rules decide alone: the network that weighs the others' doubts has not learned from them.
"""

import re
from collections.abc import Callable

from assistant.absence_case import Case
from assistant.people import NAME, SURNAMES
from assistant.wording import clauses, compact
from ingest.markers import number_of

_NUMERAL = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_COUNTED_ASKED = re.compile(
    rf"(?<![第\d.年月一二三四五六七八九十]){_NUMERAL}[个家项件条名位起所处座户种笔](?![月多])(?:(?!以上|里|为什么)[^,。?\d]){{0,14}}?,?"
    r"(?:具体|分别|到底|都|各|究竟)*(?:是|反映|叫|在|属于|来自|说|指|涉及)?的?(?:都|分别|具体)*(?:是|叫)?"
    r"(?:哪(?!一?[天日年]|个?月|儿?来|个(?:部门|单位|领导))|什么(?!时候|时间|原因|程度|情况)|谁)")
_COUNTED = re.compile(rf"(?<![\d.]){_NUMERAL}[个家项件条名位人起所处座户种笔类大不宗]")
_JOINED = re.compile(r"[^,。;、\d]{2,16}、[^,。;、\d]{2,16}")
_FIGURED = re.compile(r"^(?:其中|分别|主要)?(?:涉及|为|是)?[^,。;、\d完]{2,10}\d+[^,。;、\d]{1,3}、")
_NAMING = re.compile(r"[“\"《:(]|某|分别|即|[一二]是|一[件个家名所]|主要是|[^,。;\d]{2,10}[和与][^,。;\d]{2,10}")
_TELLING = re.compile(r"因|由于|涉及|反映|为(?!民|了)")
_GOING_ON = re.compile(
    r"[^,。;]{0,3}(?:即|分别|[一二]是|一[件个家名所]|其中|包括|主要|为|由|均|涉及|反映|具体|[“\"《(:]|[^,。;、]{2,14}、[^,。;、]{2,14}(?:、|等|和))")
_LISTING = re.compile(r"[一二三四]是|其[一二三]|[①②③]|《")
_QUOTED = re.compile(r"[“\"]([^”\"]{1,12})[”\"]")
FOUR, THREE = 4, 3
"""Members that a list without its number shows at most before it is taken for the one asked for; in front of it, and elsewhere."""


def unlisted_counted(case: Case) -> str | None:
    """没办结的那8件是什么事, 剩下的6家是哪些公司, where the text only counts them or not even that."""
    asked = next(reversed(list(_COUNTED_ASKED.finditer(case.asked))), None)
    number = number_of(asked.group(1)) if asked and not case.english else 0
    if asked is None or not number or number == 1 and not case.asked[: asked.start()].endswith("那"):
        return None
    matter = "什么" in asked.group() and "叫" not in asked.group()
    pieces = [case.body[start:end] for start, end in clauses(case.body)]
    counting = [i for i, piece in enumerate(pieces) if any(number_of(n) == number for n in _COUNTED.findall(piece))]
    told = _listed_at_all(pieces, number) if not counting else any(_listed_at(pieces, i, number, matter, case.asked) for i in counting)
    return None if told else f"这{number}项具体是什么" if matter else f"这{number}项的具体名单"


def _listed_at_all(pieces: list[str], number: int) -> bool:
    """Whether some clause lists about as many as asked for, or people or titles are named."""
    most = max((piece.count("、") + 1 for piece in pieces if _JOINED.search(piece)), default=0)
    text = "".join(pieces)
    return most >= min(number, THREE) or "某" in text or len(_LISTING.findall(text)) > 1


def _listed_at(pieces: list[str], i: int, number: int, matter: bool, asked: str) -> bool:
    """Whether the clause that counts names what it counts, or those around it do."""
    before = pieces[i - 1] if i else ""
    if _JOINED.search(before) and before.count("、") + 1 >= min(number, FOUR):
        return True
    behind = (piece for piece in pieces[i + 1 : i + 3] if _GOING_ON.match(piece))
    return any(_names(piece, matter, asked) for piece in (pieces[i], *behind))


def _names(piece: str, matter: bool, asked: str) -> bool:
    """Whether a clause names something; what it quotes from the question (“黑名单”) is nothing new."""
    plain = _QUOTED.sub(lambda m: m.group(1) if m.group(1) in asked else m.group(), piece)
    found = _JOINED.search(plain) or _NAMING.search(plain) or _FIGURED.search(plain)
    return bool(found or matter and _TELLING.search(plain))


_ROLE_ASKED = re.compile(
    r"(?:会计|专干|出纳|干部|员|师|工|村民|司机|老师|老板|人|官|科长|支书|负责人)[^,。?]{0,12}(?:叫什么|叫啥|姓什么|姓啥|的名字)"
    r"|[那名位][^。?]{0,14}叫(?:什么|啥)(?:名字|名)?[?。]*$|[那这]一?[名位个](?:[^,。?]{2,14})?[人员部长](?:到底|究竟)?是谁[?。]*$")
_SOMEBODY = re.compile(
    rf"某|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:、|同志|任|为|等|,|。|和|被|因|受)|[长记任员师理授席计]{NAME}|[“\"《]|公司|厂|学校|学院|医院|集团")
"""What may be the name of somebody, or of a body that is asked for by 叫什么."""


def unnamed_role(case: Case) -> str | None:
    """那个低保专干叫什么, where the text names nobody."""
    return "相应的姓名" if _ROLE_ASKED.search(case.asked) and not _SOMEBODY.search(case.body) else None


_OFFICE_ASKED = re.compile("什么(?:官|职务|职位|级别)|原来?(?:任|的)?职务")
_OFFICE = re.compile("书记|长|主任|经理|副|主席|局|职务|委员|干部|级")


def unnamed_office(case: Case) -> str | None:
    """原来当的什么官, where the text speaks of no post."""
    return "相应的职务" if _OFFICE_ASKED.search(case.asked) and not _OFFICE.search(case.body) else None


_HOW_MUCH = "(?:多少|几)(?:个?亿|万|钱|元|块|金额|款|税)?(?:[?。的]|$)"
_SUM = re.compile(r"\d[\d.,]*\s*[万亿]?余?元|\d\s*[万亿]")
_GAINS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple((re.compile(asked), re.compile(told)) for asked, told in (
    (rf"罚款?[了过掉]?{_HOW_MUCH}", "罚|违约|扣"),
    (rf"(?:贪污?|受贿|行贿|挪用|侵占|侵吞)[^,。?]{{0,3}}{_HOW_MUCH}",
     "贪|贿|挪用|侵|收受|涉案|套取|骗|违纪|赃|非法|好处费|回扣|红包|礼金|涉及|退缴"),
    (r"涉案[^,。?]{0,6}(?:金额|多少钱)|案[^,。?]{0,4}涉及?[^,。?]{0,6}(?:金额|多少钱)", "涉|案|违规|非法|骗|套取|赃|贿|回扣"),
    (rf"(?:赚|盈利|挣|收益|利润)[^,。?]{{0,4}}{_HOW_MUCH}", "收|益|利润|盈|产值|营|销售|分红|赚|挣|报酬|卖"),
    (rf"税[^,。?]{{0,3}}{_HOW_MUCH}|(?:多少|几)[^,。?]{{0,3}}税[?。]*$", "税"),
))
"""How a question asks for the sum of a deed, and by which words a text tells of such a one."""


def other_gain(case: Case) -> str | None:
    """受贿了多少钱, 一年能赚多少钱, where no sum shown is one of a bribe or of a gain."""
    told = next((told for asked, told in _GAINS if asked.search(case.asked)), None)
    if told is None or case.english:
        return None
    return None if any(told.search(near) for near in case.near(_SUM.search, 1, 1)) else "相应的金额"


_ONE_ASKED = re.compile(
    r"([\u4e00-\u9fff]{3,})一(?:家|所|校|个(?:乡|镇|村|区|县|街道))(?!公司|企业)|([\u4e00-\u9fff]{3,}?(?:公司|厂|医院|卫生院))(?!等)[^,。?]{0,20}被罚")
_SEVERAL = re.compile(r"等[\d一二两三四五六七八九十]+[家所个]|[\u4e00-\u9fff]、[\u4e00-\u9fff]")
SHORT = 3
"""Characters at the end of a name by which a text may call it."""


def one_of_several(case: Case) -> str | None:
    """X一家罚了多少, where the text names X but among several (X等3家), with a figure for all of them."""
    asked = _ONE_ASKED.search(compact(case.asked))
    if not asked or not any(want.kind in ("money", "count") for want in case.wants):
        return None
    end = next(filter(None, asked.groups()))[-SHORT:]
    figure = _SUM if any(want.kind == "money" for want in case.wants) else re.compile(r"\d")
    naming = case.near(lambda piece: end in compact(piece), 0, 0)
    among = any(map(_SEVERAL.search, naming)) and not any(map(figure.search, naming))
    return "其中单独一个的数字" if among else None


_EACH_ASKED = re.compile("单个[^,。?]{1,8}(?:多少|几)")
_TOTAL = re.compile("总|合计|共")


def each_of_several(case: Case) -> str | None:
    """单个签约额是多少, where every sum shown is one of all of them."""
    near = case.near(_SUM.search, 1, 0) if _EACH_ASKED.search(case.asked) else []
    return "单个的数字" if near and all(_TOTAL.search(text) for text in near) else None


_MOST_ASKED = re.compile("最(?:多|高|大|少|低|小|长)的?(?:[那是])?(?:一[位个家户笔项]|那[位个家]|个人)")


def of_the_most(case: Case) -> str | None:
    """交得最多的一位交了多少, where the text tells of no most."""
    alone = _MOST_ASKED.search(case.asked) and case.wants and not case.english
    return "其中最突出的一个" if alone and "最" not in case.body else None


_WHOLE_YEAR = re.compile("(20\\d\\d)年全年")
_PART_OF_YEAR = re.compile("上半年|[一二三]季度|\\d+[-至]\\d+月")


def whole_year(case: Case) -> str | None:
    """2022年全年花了多少, where the text tells only of half a year."""
    asked = _WHOLE_YEAR.search(case.asked)
    if not asked or not case.wants or "上半年" in case.asked:
        return None
    year = asked.group(1)
    whole = rf"全年(?!任务|目标|计划)|{year}年(?!上半年|\d|[一前]?[一二三四]季度|全年(?:任务|目标|计划))"
    return f"{year}年全年的情况" if _PART_OF_YEAR.search(case.body) and not re.search(whole, case.body) else None


_ACTUAL = re.compile("实际|最后|最终|真的")
_LATE = re.compile(r"(20\d\d)年[^,。?]{0,10}?(底|全年|末|秋|冬|下半年|1[0-2]月)")


def later_than_told(case: Case) -> str | None:
    """2025年12月实际是多少, 2024年秋季实际还剩几个, where the notice of that year does not come to it."""
    asked = _LATE.search(case.asked) if _ACTUAL.search(case.asked) and case.wants else None
    if asked is None or asked.group(1) != case.year:
        return None
    year, late = asked.groups()
    told = rf"(?:{year}年|(?<!20\d\d年)(?<!\d)){late}(?!任务|目标|计划|前|之前)"
    return None if re.search(told, case.body) else f"{year}年的实际情况"


_RANK = re.compile("[厅局处科县股乡]级(?=(?:以上|以下)?(?:领导)?(?:干部|人员|$|[,。?]|领导|被|有))")
_LEVELS = (("初中", "小学"), ("小学", "初中"), ("高中", "初中"), ("附属中学", "附属小学"), ("附属小学", "附属中学"))
_ANY_LEVEL = re.compile("中小学|义务教育|(?<!附属)中学")


def other_level(case: Case) -> str | None:
    """处级干部有几个, where the text tells nobody's rank; 初中大班额还有多少, where it counts those of primary schools."""
    ranks = _RANK.findall(case.asked) if any(want.kind == "count" for want in case.wants) else []
    if ranks and not re.search("[厅局处科县股乡]级", compact(case.around)):
        return f"“{ranks[0]}”的数字"
    missing = (asked for asked, told in _LEVELS if asked in case.asked and told not in case.asked
               and told in case.told and asked not in case.told and not _ANY_LEVEL.search(case.told))
    return next((f"“{level}”的情况" for level in missing), None)


_STATISTICS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(asked), re.compile(told), name) for asked, told, name in (
        ("gdp|生产总值", "gdp|生产总值", "生产总值"),
        ("公共预算收入|财政收入", "预算收入|财政收入|税", "财政收入"),
        ("常住人口|户籍人口|总人口|人口数", "人口", "人口"),
        ("门诊量", "门诊", "门诊量"),
        ("在校(?:学生|生)", "在校|在读|学生", "在校学生数"),
        ("注册用户", "用户|注册|会员", "用户数"),
        ("编外(?:护士|人员|教师|职工)", "编外|聘用|合同制|临聘|劳务", "编外人员数"),
        ("债务率", "债务率|负债率", "债务率"),
        ("房价", "房价|均价|元/平", "房价"),
        ("(?:住宿|摊位|停车|物业|水|电|学)费[^,。?]{0,4}(?:涨|降|一[吨度年月]|[是要收]?多少|[是要收]?几)|停车[^,。?]{0,4}收费", "住宿费|摊位|停车|物业费|水费|水价|电费|学费|收费", "收费标准"),
    ))
"""Figures that people ask for of any place, by what words a text tells of them, and their names."""


def unsaid_statistic(case: Case) -> str | None:
    """GDP增长多少, 门诊量多少, where the text says no word of it."""
    around = compact(f"{case.text} {case.around}").lower()
    unsaid = (name for asked, told, name in _STATISTICS if asked.search(case.asked) and not told.search(around))
    return next(unsaid, None) if re.search("多少|几|怎么收", case.asked) else None


def recommended(case: Case) -> str | None:
    """有什么好吃的推荐: what no notice does."""
    return "推荐" if re.search("推荐(?:几|一|个|些|下|吗|[?。]|$)", case.asked) and "推荐" not in case.body else None


CERTAIN: tuple[Callable[[Case], str | None], ...] = (
    unlisted_counted, unnamed_role, unnamed_office, other_gain, one_of_several, each_of_several, of_the_most,
    whole_year, later_than_told, other_level, unsaid_statistic, recommended,
)
"""Every such rule."""
