"""What a question asks for that the text shown does not say.

Each rule takes a :class:`Case` and returns what is missing, as a refusal names it, or None. Those
about names and about figures have modules of their own; :data:`RULES` is all of them, in order, but those
of :mod:`assistant.absence_certain`, which need no other opinion; :data:`EVERY` has these too.
"""

import re
from collections.abc import Callable

from assistant.absence_case import Case
from assistant.absence_certain import CERTAIN
from assistant.absence_figures import (
    COVERED,
    missing_figure,
    missing_type,
    not_come_yet,
    of_one_alone,
    only_aimed_at,
    other_amount,
    other_counted,
    other_deed,
    other_measured,
    other_purpose,
    other_rank,
    other_sender,
    other_sum,
    other_year,
)
from assistant.absence_names import (
    unlisted_members,
    unlisted_others,
    unnamed_kind,
    unnamed_people,
    unnamed_person,
    unnamed_things,
)
from assistant.heads import asked_nouns
from assistant.terms import support
from assistant.wording import compact, normalise, shared_grams

ALIKE = 0.36
"""Cosine from which question and answer are alike enough to do without the noun itself."""


OTHERWISE, TERM = 0.6, 3
"""Share of a question's telling words from which an answer may do without the very noun, though it
be a term of so many characters, which is rarely said in other words."""


def unheard_of(case: Case) -> str | None:
    """多少颗卫星, where the notice never says 卫星 and its text is little like the question."""
    if case.english or case.cosine >= ALIKE or case.coverage >= OTHERWISE:
        return None
    topic = normalise(case.topic)
    if _named_here(case):
        return None
    unknown = (n for n in asked_nouns(case.asked) if n in topic and support(n, case.whole) < 0.5
               and (case.coverage < COVERED or len(n) >= TERM))
    return next((f"“{noun}”" for noun in unknown), None)


def _named_here(case: Case) -> bool:
    """Whether the text names a thing that the question names in full (莲湖第一学校)."""
    return any(found[i:] in case.told for found in map(compact, _NAMED.findall(case.asked))
               for i in range(len(found) - NAME))


def told_elsewhere(case: Case) -> str | None:
    """梅岭头水厂二期总投资多少, where the item shown never names what the notice does elsewhere."""
    if case.english or case.inherited:
        return None
    here = compact(case.around + case.item)
    for endings in names_in(case.topic):
        named = next((run for run in endings if run in case.whole), "")
        if named and not re.search("[年月]", named) and case.whole.count(named) <= RARE and support(named, here) < 0.5:
            return f"“{named}”的这一内容"
    return None


def names_in(topic: str, endings: re.Pattern[str] | None = None) -> list[list[str]]:
    """What a topic says that ends as the names of places and bodies do (同康医院): the endings of each, the longest first."""
    return [[said[i:] for i in range(len(said) - NAME + 1)] for said in map(compact, (endings or _PLACE).findall(topic))]


_ENDS = "厂|公司|医院|小区|中学|小学|学校|学院|社区|街道|大桥|水库|大楼|广场|市场"
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{2,}}(?:{_ENDS}|党组(?!织)|局)")
SITE = re.compile(rf"[\u4e00-\u9fff]{{2,}}(?:{_ENDS}|断面|项目|园区|景区|码头|河|湖|滩|村|镇)")
"""How names of places end that tell which notice is meant."""
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{4,}?(?:厂|公司|医院|小区|中学|小学|学校|学院|社区|大桥|水库|大楼|广场|市场)|《[^》]{4,}》")
NAME, RARE = 4, 3
"""Characters from which what a question names is telling, and how often a notice says it at most."""


_PERSONAL = re.compile(
    r"(全名|全称|真名|国籍|(?<![掉去除解])职务|年纪|年龄|出生|籍贯|学历|哪里人|判(?:了|刑)|刑期|手机号|工资多少|家庭)")


def missing_particular(case: Case) -> str | None:
    """判了几年, where the text does not come to speak of such a thing."""
    asked = _PERSONAL.search(case.asked)
    return "这一内容" if asked and support(asked.group(1)[:2], case.told) < 1.0 else None


_CRIME = re.compile(r"犯(?:了|的)?(?:什么|哪)|罪名|什么罪")
_GUILT = re.compile(r"罪|犯|挪用|收受|受贿|贪污|侵占|违纪|违法|套取|敲诈|诈骗")


def missing_crime(case: Case) -> str | None:
    """犯了什么罪, where the text tells of no offence."""
    return "案情" if _CRIME.search(case.asked) and not _GUILT.search(case.told) else None


_PUNISHED_ASKED = re.compile(
    r"(?:处分|问责|追责|追究|查办|处罚|处理|免职|免|撤|判|抓|开除|双规|留置)(?:了|过|掉)?(?:的)?(?:是)?(?:哪些|哪几|哪个|谁|什么)[个名位]?(?:人|干部|领导|官员|责任人|[?。,]|$)"
    r"|(?:哪些|哪几|哪个|谁)[个名位]?(?:人|干部|领导|官员|责任人)?(?:被|受到?|挨)了?(?:处分|问责|追责|追究|处罚|处理|免|撤|判|抓|开除|留置)")
_PUNISHED = re.compile(
    r"处分|问责|追责|警告|诫勉|约谈|处理|免职|免去|撤职|撤销|开除|立案|留置|移送|判处|批评|谈话|追究|处罚|查处|调离|岗位|降级|记过|罚款")


def missing_punishment(case: Case) -> str | None:
    """处分了哪些干部, where the text does not tell that anybody was held to account."""
    if not _PUNISHED_ASKED.search(case.asked):
        return None
    return None if _PUNISHED.search(compact(case.around)) else "处分情况"


_ATTRIBUTE = re.compile(
    r"(?:担任|任|指的是|指|去了?|调到了?)个?什么(?!时候|原因|情况|问题|意思|样子)([\u4e00-\u9fff]{2,4})[?。]*$")


def missing_attribute(case: Case) -> str | None:
    """担任什么职务, where the text does not speak of a 职务."""
    asked = _ATTRIBUTE.search(case.asked)
    if not asked or any(w.kind == "title" for w in case.wants):
        return None
    nearest = max(case.text.split(), key=lambda said: shared_grams(case.asked, said), default="")
    return f"相应的{asked.group(1)}" if support(asked.group(1), compact(nearest)) < 0.5 else None


_PASSIVE = re.compile(r"谁(?:被|受到?了?)([\u4e00-\u9fff]{2})")


def other_treatment(case: Case) -> str | None:
    """谁被开除, where the text tells of nothing like 开除."""
    asked = _PASSIVE.search(case.asked)
    return "这一内容" if asked and support(asked.group(1), case.told) < 1.0 else None


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
        (r"死伤?了?(?:多少|几)|伤亡|遇难", r"死|亡|遇难", "伤亡情况"),
        (r"多大(?:年纪|岁数)|几岁|年龄(?:是|有)?多", r"\d+\s*岁|年龄", "年龄"),
    ))
"""What a question asks for by a word of its own, the form it must have, and its name."""


def missing_form(case: Case) -> str | None:
    """文号是多少, 几点开门, 路面多宽, where nothing of that form is there."""
    lacking = (name for asked, given, name in _FORMS
               if asked.search(case.asked) and not given.search(case.body))
    return next((f"相应的{name}" for name in lacking), None)


RULES: tuple[Callable[[Case], str | None], ...] = (
    other_year, not_come_yet, other_rank, other_sender, other_measured, of_one_alone, unheard_of, other_purpose, unnamed_person, unnamed_people, unnamed_kind,
    missing_form, missing_figure, only_aimed_at, missing_type, unlisted_members, unlisted_others, unnamed_things,
    missing_crime, missing_punishment, missing_attribute, missing_particular, other_treatment,
    other_deed, other_amount, other_counted, other_sum, told_elsewhere,
)
"""The rules that the network weighs, the more telling first: the first that finds something missing gives the reason."""
EVERY = (*RULES, *CERTAIN)


def absent(case: Case) -> str | None:
    """The first thing asked for that the text lacks; None if nothing is."""
    return next((missing for rule in EVERY if (missing := rule(case))), None)
