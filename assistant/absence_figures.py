"""Figures and dates asked for that a text does not give, or gives of something else."""

import re

from assistant.absence_case import HALF, Case
from assistant.absence_names import BY_NAME, asks_person
from assistant.figures import facts
from assistant.finding import DULL
from assistant.focus import focus_words
from assistant.heads import asked_nouns, is_noun
from assistant.people import POST
from assistant.terms import content_words, support
from assistant.wants import DATED, LEFT, LEFT_TOLD, Want, holds, uncounted
from assistant.wording import clauses, compact, normalise

COVERED = 0.3
"""Share of a question's telling words from which an answer need not use its very noun."""
_TYPES = {
    "money": "金额", "percent": "比例", "date": "时间", "span": "时长", "person": "姓名",
    "reason": "原因",
}
"""Answer types without which a sentence is no answer, and how a refusal names them."""
NO_REASON = f"相应的{_TYPES['reason']}"
"""What is missing where all but the reason is told."""
_EXACT_UNITS = frozenset(
    "亩 公里 平方米 公斤 吨 米 立方米 小时 个月 人 名 位 户 张 万元 亿元 所 岁 票 床 辆 本 份 期 座 栋 台 艘 篇 口".split())
_SCALED = re.compile(r"\d\s*[万亿](?!余?[人件个次份条户亩管平吨立千公米株册只头套辆台张本字斤羽尾场名家])")
_REASON_ASIDE = re.compile(
    r"(?:为什么|为何|为啥|原因|怎么回事).*(?:多少|几[个件家名人次条份])"
    r"|(?:多少|几[个件家名人次条份处]).*[,;?](?:又|都)?(?:为什么|为何|为啥|是?什么原因)")
"""A reason that is asked beside a figure (还有几处没改,为什么), which is worth telling without it."""
_UNNAMED = re.compile(
    rf"(?:负责|分管|主要|领导|有关|相关|责任|党员|干部|班子|老|新|各位|当事)同志|{POST}任{POST}")
"""People who are spoken of and not named."""


def named_kind(wants: tuple[Want, ...]) -> str:
    """How a refusal names the kind of answer that is wanted (相应的金额); "" where it is none of those."""
    kind = next((w.kind for w in wants if w.kind in _TYPES or w.kind == "count"), None)
    return f"相应的{_TYPES.get(kind, '数量')}" if kind else ""


def missing_figure(case: Case) -> str | None:
    """多少钱, where no figure is of any type asked for; one numeric type stands for another."""
    numeric = [w for w in case.wants if w.kind in ("money", "percent", "count", "span")]
    if not numeric or any(_has(want, case.text) for want in numeric):
        return None
    return f"相应的{_TYPES.get(numeric[0].kind, '数量')}"


def missing_type(case: Case) -> str | None:
    """什么时候, 为什么, 哪家公司, where the text holds no date, no reason, no firm."""
    numeric = any(w.kind in ("money", "percent", "count", "span") for w in case.wants)
    aside = numeric and _REASON_ASIDE.search(case.asked)
    for want in case.wants:
        if want.kind == "org" and case.coverage >= 0.5 and not (
                _has(want, case.text) or "、" in case.text or "“" in case.text):
            return "相应的单位名称"
        if want.kind == "person" and asks_person(case.asked):
            continue  # unnamed_person and unnamed_people decide
        if want.kind == "reason" and (aside or LEFT.search(case.asked) and LEFT_TOLD.search(case.told)):
            continue
        by_name = want.kind == "person" and BY_NAME.search(case.asked)
        said = _UNNAMED.sub("", case.text) if by_name else case.text
        if want.kind in ("date", "person", "reason") and not _has(want, said):
            return f"相应的{_TYPES[want.kind]}"
    return None


def _has(want: Want, text: str) -> bool:
    body = normalise(text)
    if want.kind == "money":
        return any(f.unit in ("元", "美元") for f in facts(text)) or bool(_SCALED.search(text))
    if want.kind == "count":
        said = body if want.unit else DATED.sub("", body)
        return holds(want, said) >= (0.9 if want.unit in _EXACT_UNITS else 0.3)
    return holds(want, body) > 0


def other_counted(case: Case) -> str | None:
    """那两所学校有多少学位, where the text tells of all that is asked about but of no 学位."""
    if case.english or case.coverage < WHOLLY or not any(w.kind == "count" for w in case.wants):
        return None
    told = compact(case.around)
    unsaid = (n for n in asked_nouns(case.asked) if support(n, told) < 0.5 and support(n, case.whole) == 1.0)
    return next((f"相应的{noun}数" for noun in unsaid), None)


WHOLLY = 2 / 3
"""Share of a question's telling words from which a text tells of all but the noun that is counted."""
_YEARS_ASKED = re.compile(r"20\d\d(?=[年届])")
_ONE_YEAR = re.compile(r"(20\d\d)[年届](?!以来|起|至今|底前|前)")
_SINCE = re.compile(r"20\d\d年(?:以来|起|至今)")
_YEAR = re.compile(r"20\d\d(?=年)|今年|去年")
_YEAR_BEFORE = re.compile(r"上年|同期|去年")
"""Words for the year before one that is named (2023年上半年167份,比上年同期的238份下降)."""


def other_year(case: Case) -> str | None:
    """2021年搞了多少场, where the item never names 2021, or the figure shown is of another year."""
    said = normalise(case.around + case.item)
    for year in _YEARS_ASKED.findall(case.asked):
        if year not in said and year not in case.years:
            return f"{year}年的情况"
    years = set(_ONE_YEAR.findall(_COMPARED.sub("", case.asked)))
    if len(years) != 1 or _SINCE.search(case.asked):
        return None
    year = years.pop()
    relative = {"今年": case.year, "去年": str(int(case.year) - 1) if case.year else ""}
    body = case.body if re.search(r"20\d\d年(?:底|末)", case.asked) else _AIMED.sub("", case.body)
    told = {relative.get(y, y) for y in _YEAR.findall(body)}
    if _YEAR_BEFORE.search(case.body):
        told |= {str(int(y) - 1) for y in told if y.isdigit()}
    return f"{year}年的情况" if year not in told and _best_is_dated(case) else None


_COMPARED = re.compile(r"(?:比|较|同)20\d\d年")
"""The year that the one asked about is held against."""
_AIMED = re.compile(r"20\d\d年(?:底|末)?(?:之)?前")
"""A year by whose end something is to be done."""


def not_come_yet(case: Case) -> str | None:
    """到2025年底实际有了多少, where the notice is older and can only tell of a plan."""
    if not _ACTUAL.search(case.asked) or not case.year.isdigit() or not case.wants:
        return None
    for year, rest in _WHEN.findall(case.asked):
        later = int(year) > int(case.year) or int(year) == int(case.year) and _LATE.search(rest) and _PLANNED.search(case.body)
        if later:
            return f"{year}年的实际情况"
    return None


_ACTUAL = re.compile(r"实际|最后|最终|真的|到底(?:有|是|达)")
_WHEN = re.compile(r"(20\d\d)年([^,。?]{0,10})")
_LATE = re.compile("底|全年|末|秋|冬|下半年")
_PLANNED = re.compile("计划|预计|力争|争取|目标|底前|将于|拟")


def other_rank(case: Case) -> str | None:
    """处级干部被查多少, where the text counts those of another rank."""
    asked = _RANKS.findall(case.asked)
    told = _RANKS.findall(case.body)
    numeric = any(w.kind == "count" for w in case.wants)
    return f"“{asked[0]}干部”的数字" if numeric and asked and told and not set(asked) & set(told) else None


_RANKS = re.compile(r"[厅局处科]级(?=(?:以上|以下)?(?:领导)?(?:干部|人员|$|[,。?]|领导|被|有))")


def other_measured(case: Case) -> str | None:
    """PM10的浓度是多少, where no clause that names it gives it a figure."""
    if case.english or not any(w.kind in ("count", "percent", "money") for w in case.wants):
        return None
    for token in re.findall(r"(?<![a-z])[a-z]{2,}\d+(?:\.\d+)?", case.asked):
        near = case.near(re.compile(re.escape(token)).search, 0, 0)
        if near and not any(re.search(r"\d", text.replace(token, "").replace("pm2.5", "")) for text in near):
            return f"“{token.upper()}”的数字"
    return None


def of_one_alone(case: Case) -> str | None:
    """X一家被罚了多少, where the text gives but the sum for several."""
    if not _ALONE.search(case.asked) or not any(w.kind == "money" for w in case.wants):
        return None
    near = case.near(_SUM.search, 1, 0)
    return "其中单独一个的金额" if near and all(_TOGETHER.search(text) for text in near) else None


_ALONE = re.compile(r"单独|光这|仅这|单这|(?:公司|厂|企业|学校|医院)一家|这一(?:段|家|所|处|个)(?:就|花|被|罚|投)")
_TOGETHER = re.compile(r"合计|总投资|总共|等[\d一二两三四五六七八九十]+[家所处个]|[\u4e00-\u9fff]、[\u4e00-\u9fff]")


def _best_is_dated(case: Case) -> bool:
    """Whether the clause with a figure that fits best stands behind a year, be it whichever."""
    words = content_words(_YEAR.sub(" ", case.asked))
    best, dated, current = 0.0, False, False
    for start, end in clauses(case.body):
        piece = case.body[start:end]
        current = current or bool(_YEAR.search(piece))
        fit = sum(support(word, compact(piece)) for word in words)
        if re.search(r"\d", _YEAR.sub("", piece)) and fit > best:
            best, dated = fit, current
    return dated


_DAY_DONE = re.compile(r"(?:哪一?[天日年]|几号|几月)[^,。?]{0,8}的[?。]*$")


_HANDED_BY = re.compile(r"巡[视察]组?[^,。?]{0,4}(?:移交|转交|转来|交办|转给)")
_OTHERS_HANDED = re.compile(r"环保|生态环境|环境保护|督察组|12345|热线|市长")


def other_sender(case: Case) -> str | None:
    """巡视组移交了多少信访件, where the text counts letters that came from elsewhere."""
    if not _HANDED_BY.search(case.asked) or not any(w.kind == "count" for w in case.wants):
        return None
    told = case.near(re.compile(r"\d+\s*(?:余)?[件条封]").search, 1, 0)
    elsewhere = told and not re.search("巡[视察]", case.told) and _OTHERS_HANDED.search(compact(case.around))
    return "巡视移交的数字" if elsewhere else None


def only_aimed_at(case: Case) -> str | None:
    """是哪一天开工的, where every date shown is one that is aimed at."""
    if not _DAY_DONE.search(case.asked):
        return None
    near = case.near(lambda piece: holds(Want("date"), piece), 1, 0)
    return "相应的时间" if near and all(_PLANNED.search(text) for text in near) else None


NOT_OF_IT = 0.12
"""Share of a question's words up to which the clauses around a sum are about something else."""
ANSWERED = 0.5
"""The bi-encoder's cosine from which the sentence with the sum is about what is asked, whatever its words."""
_MONEYISH = re.compile(r"(?:总|共)?(?:投资|资金|经费|金额|款项?|多少钱)(?:额|总额)?$")
_SUM = re.compile(r"\d\s*[万亿]?余?(?:元|美元)|\d\s*[万亿](?=[,。;、)余多]|$)")


def other_sum(case: Case) -> str | None:
    """一共赔了多少补偿款, where the sums shown are of something else."""
    if case.english or case.sure or case.answering >= ANSWERED or not any(want.kind == "money" for want in case.wants):
        return None
    told = tuple(w for w in content_words(case.asked, DULL) if not _MONEYISH.match(w))
    near = case.near(_SUM.search, 2, 0)
    meant = any(sum(support(w, text) for w in told) > NOT_OF_IT * len(told) for text in near)
    focus = [word for word in focus_words(case.asked) if not _MONEYISH.match(word)]
    spoken_of = any(support(word, case.told) >= HALF for word in focus)
    return None if meant or spoken_of else "相应的金额"


_MONEY_WORD = re.compile(r"资金|经费|费用|钱$|款$|花|投入|财政")


def other_purpose(case: Case) -> str | None:
    """整改花了多少钱, where the sum shown was not spent on the rectification itself."""
    terms = content_words(case.topic, DULL)
    subject = any(w in ("整改", "巡视") for w in content_words(case.topic))
    if not subject or case.inherited or not all(_MONEY_WORD.search(t) for t in terms):
        return None
    wants_sum = any(w.kind == "money" for w in case.wants)
    return "整改所花的资金" if wants_sum and "整改" not in case.text else None


_DEED = re.compile(
    r"(?:一共|总共)?((?!一共|总共|共)[\u4e00-\u9fff]{2})了(?:多少|几)(?:人次|[个件名家条起项次份亩套所处位户])([\u4e00-\u9fff]{2,6})[?。]*$")


def other_deed(case: Case) -> str | None:
    """移交了多少件, where the notice counts the same things done otherwise."""
    asked = _DEED.search(case.asked)
    if not asked or case.inherited:
        return None
    verb, noun = asked.groups()
    told = compact(case.around)
    missing = (verb in case.whole and support(noun, told) >= 1.0 and verb[0] not in told
               and support(verb, told) < 0.5)
    return f"{verb}的{noun}" if missing else None


_AMOUNT_HEAD = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:一共|总共|大概|现在|目前)?(?:是|有|达到?|为)(?:了)?多少[?。呢啊呀]*$"
    r"|多少(?!来着|了|呀)([\u4e00-\u9fff]{2,5})[?。呢啊]*$")


def other_amount(case: Case) -> str | None:
    """常住人口是多少, where neither the text nor the notice speaks of 人口."""
    asked = _AMOUNT_HEAD.search(case.asked)
    if not asked or any(w.kind in ("percent", "money") or w.unit for w in case.wants):
        return None
    head = uncounted(asked.group(1) or asked.group(2))
    if not is_noun(head):
        return None
    unlike = case.coverage < COVERED and (case.inherited or case.cosine < 0.4)
    if len(head) >= 4 and unlike and support(head[-4:], case.whole) < 0.5:
        return f"“{head}”"
    counted = asked.group(2) == head and len(head) <= 3 and not head.endswith(("钱", "款"))
    where = compact(case.around) if len(head) == 2 else case.whole
    missing = counted and not case.inherited and support(head, where) < 0.5
    return f"相应的{head}数" if missing else None
