"""Whether a notice really answers a question: what decides between answering and refusing."""

import re
from dataclasses import dataclass

from assistant.absence import absent
from assistant.evidence import DULL, Finding, own, shared_grams
from assistant.figures import facts
from assistant.heads import asked_nouns, is_noun
from assistant.question import Question
from assistant.terms import content_words, support
from assistant.wants import DATED, Want, holds, members, uncounted
from assistant.wording import clauses, common_run, compact, normalise, words
from ingest.markers import number_of

HARD = {
    "money": "金额", "percent": "比例", "date": "时间", "span": "时长", "person": "姓名",
    "reason": "原因",
}
"""Answer types without which a sentence is no answer, and how a refusal names them."""
EXACT_UNITS = frozenset(
    "亩 公里 平方米 公斤 吨 米 立方米 小时 个月 人 名 位 户 万元 亿元 所 岁 票 床 辆 本 份 期 座 栋 台 艘 篇 口".split())
COVERED = 0.3
"""Share of a question's telling words from which an answer need not use its very noun."""
ALIKE = 0.36
"""Cosine from which question and answer are alike enough to do without the noun itself."""
_MONEY_WORD = re.compile(r"资金|经费|费用|钱$|款$|花|投入|财政")
EQUAL = 0.94
"""Share of the strongest unit's score from which a unit answers a question as well as it."""
PHRASE = 5
"""Characters from which a run shared by question and answer counts as what was asked for."""
_ROLE = re.compile(
    r"(书记|[区县市镇]长|主任|组长|局长|院长|校长|部长|主席|董事长|总经理|经理|负责人)(?:是|叫|的)*(?:谁|什么|啥|名字|姓名|哪位|哪个)")
_NAME = r"[\u4e00-\u9fff]{2,3}"
_NAME_TAIL = r"(?:同志|任|担任|主持|为|、|,|,|;|。|和|与|及|带|亲自|第一|多次|先后|在|对|作|$)"
_REASON_ASIDE = re.compile(r"(?:为什么|为何|为啥|原因|怎么回事).*(?:多少|几[个件家名人次条份])")
"""A reason that is spoken of on the way to a figure (为了弄清…怎么回事,谈了多少人)."""
_NAME_ASKED = re.compile(r"名字|姓名|叫(?:什么|啥)|全名|姓什么")
_UNNAMED = re.compile(r"(?:负责|分管|主要|领导|有关|相关|责任|党员|干部|班子|老|新|各位|当事)同志")
"""People who are spoken of and not named."""
_COUNTED_LIST = re.compile(
    r"(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|家|项|名|条|位|所|件|种|支|人|村|座|处|起)")
_ASKS_MEMBERS = re.compile(
    r"哪(?:几|些|[两三四五六七八九十\d]+)(?=个|家|项|名|条|位|所|件|种|支|人|村|座|处|起|[^\w]|$)|分别是|都是(?:什么|谁|哪)|都有(?:谁|哪|什么)|具体(?:都)?(?:是|有)|是谁|叫什么|有哪些|名单"
    r"|(?:[两三四五六七八九十]|\d+)(?:个|项|家|条)[^,。?]{0,10}(?:是什么|是啥)")
_ATTRIBUTE = re.compile(r"(?:是|担任|任|属于|指的是|指|去了?|调到了?)(?:个)?什么([\u4e00-\u9fff]{2,4})[?。]*$")
_MEANING = re.compile(r"指的?是(?:什么|哪|啥)|什么意思|怎么回事")
_CRIME = re.compile(r"犯(?:了|的)?(?:什么|哪)|罪名|什么罪")
_GUILT = re.compile(r"罪|犯|挪用|受贿|贪污|侵占|违纪|违法|套取|敲诈|诈骗")
_KINDS = r"(学校|公司|企业|医院|单位|银行|机构|村|社区|街道|镇|乡|小区|部门)"
_NAMED_KIND = re.compile(
    rf"(?:哪(?:个|家|所|一个|一家|一所|位)|什么){_KINDS}(?![级域])|{_KINDS}(?:叫|名字|名称)(?:是)?什么")
_VAGUE = re.compile(
    r"(?:涉事|有关|相关|部分|全区|全县|全市|该|各|其他|家|所|个|名|这些|本|区属|县属|重点|问题|一批|某|多家|辖区|的|直属|下属|所属|基层|影子|子|分|总"
    r"|空壳|僵尸|龙头|物业|新建|民办|公办|各类|中小|[\"”])$")
_PERSONAL = re.compile(r"(全名|全称|真名|国籍|职务|年纪|年龄|出生|籍贯|学历|哪里人|判(?:了|刑)|刑期|手机号|工资多少|家庭)")
_DEED = re.compile(
    r"([\u4e00-\u9fff]{2})了(?:多少|几)(?:个|件|名|家|条|起|项|人次|次|份|亩|套|所|处|位|户)([\u4e00-\u9fff]{2,6})[?。]*$")
_PASSIVE = re.compile(r"谁(?:被|受到?了?)([\u4e00-\u9fff]{2})")
_AMOUNT_HEAD = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:一共|总共|大概|现在|目前)?(?:是|有|达到?|为)(?:了)?多少[?。呢啊呀]*$|多少(?!来着|了|呀)([\u4e00-\u9fff]{2,5})[?。呢啊]*$")


@dataclass(frozen=True)
class Verdict:
    """Whether to answer, and if not, what the notice fails to say."""

    ok: bool
    reason: str = ""


def answerable(question: Question, finding: Finding) -> Verdict:
    """Whether the excerpts of a finding answer the question put to one unit."""
    if not finding.found:
        return Verdict(False)
    text = finding.text
    for reason in (
        _off_topic(question, finding),
        _other_year(question, finding),
        _unheard_of(question, finding),
        _other_purpose(question, text),
        _unnamed_role(question, text),
        _missing_type(question, finding, text),
        _missing_members(question, text),
        _missing_attribute(question, finding, text),
        None if question.english else absent(normalise(question.asked), normalise(text),
                                             finding.notice.year),
    ):
        if reason is not None:
            return Verdict(False, reason)
    return Verdict(True)


def silent(question: Question, finding: Finding, best: Finding,
           others: tuple[Finding, ...] = ()) -> bool:
    """Whether a unit is silent on what others state, in a comparison."""
    if not finding.found:
        return True
    question = own(question, finding.unit)
    if (quoted := [q for q in question.quoted if len(q) <= 12]) and any(
            _quotes(quoted, f) for f in (finding, best, *others)):
        return not _quotes(quoted, finding)
    if best.coverage <= 0 and not question.english and finding.cosine < 0.25:
        return True
    if finding is best or best.coverage <= 0 or question.own_topics:
        return _off_topic(question, finding) is not None
    share = finding.coverage / best.coverage
    seconded = _seconded(finding, others)
    if not seconded and _unheard_of(question, finding) is not None:
        return True
    if share < 0.75 and not seconded and _never_named(question, finding, others):
        return True
    strongest = max(o.ranked[0].score for o in (best, *others) if o.ranked)
    if share >= 0.62 or finding.ranked[0].score >= EQUAL * strongest:
        return False
    if share >= 0.4 and finding.fit >= 0.8 and finding.cosine >= 0.75 * best.cosine:
        return False
    return not seconded


def _quotes(quoted: list[str], finding: Finding) -> bool:
    """Whether a finding or its items hold one of the phrases quoted in a question."""
    said = compact(_in_context(finding) + finding.item_text)
    return max(support(compact(q), said) for q in quoted) >= 0.6


def _never_named(question: Question, finding: Finding, others: tuple[Finding, ...]) -> bool:
    """Whether the notice never uses the phrase of the question that other answers are built on."""
    topic = compact(question.topic)
    shared = max((common_run(topic, compact(o.text)) for o in others), key=len, default="")
    if len(shared) < PHRASE:
        return False
    whole = compact(finding.notice.text)
    return any(support(word, whole) < 0.5 for word in words(shared) if len(word) > 1)


def _seconded(finding: Finding, others: tuple[Finding, ...]) -> bool:
    """Whether another unit's answer is worded alike: the same thing in other words."""
    mine = finding.text
    return any(shared_grams(mine, o.text) >= 0.25 for o in others if o is not finding)


def _in_context(finding: Finding) -> str:
    """What is shown, with the sentences it is of and the headings above them."""
    around = (e.scored.sentence.text + e.scored.sentence.context for e in finding.excerpts)
    return " ".join((finding.text, *around))


def _off_topic(question: Question, finding: Finding) -> str | None:
    top = finding.ranked[0].score
    if question.english or question.inherited:
        return None
    if finding.coverage < 0.15 and finding.cosine < 0.15 and top < 7.0:
        return ""
    if finding.coverage < 0.15 and top < 6.0:
        return ""
    if finding.coverage < 0.05 and finding.cosine < 0.2:
        return ""
    kinds = {finding.notice.item(e.item_id).kind for e in finding.excerpts}
    if finding.coverage < 0.15 and kinds == {"opening"}:
        return ""
    return None


def _unheard_of(question: Question, finding: Finding) -> str | None:
    """The noun asked for that the notice never uses, in a question little like its answer."""
    if question.english or finding.cosine >= ALIKE:
        return None
    if finding.coverage >= COVERED:
        return None
    topic = normalise(question.topic)
    whole = compact(finding.notice.text)
    for noun in asked_nouns(question.asked):
        if noun in topic and support(noun, whole) < 0.5:
            return f"“{noun}”"
    return None


def _other_year(question: Question, finding: Finding) -> str | None:
    """A year asked for that the item never names, where the clause shown is of another."""
    notice = finding.notice
    own = {f.value[:4] for f in (notice.published, notice.feedback, notice.inspected) if f}
    own |= {f.until[:4] for f in (notice.inspected,) if f and f.until}
    said = normalise(_in_context(finding) + finding.item_text)
    for year in re.findall(r"20\d\d(?=[年届])", normalise(question.asked)):
        if year in said or year in own:
            continue
        return f"{year}年的情况"
    return None


def _other_purpose(question: Question, text: str) -> str | None:
    """A sum asked of the rectification itself, which a sum for something else does not answer."""
    terms = content_words(question.topic, DULL)
    subject = [w for w in content_words(question.topic) if w in ("整改", "巡视")]
    if not subject or question.inherited or not all(_MONEY_WORD.search(t) for t in terms):
        return None
    wants_sum = any(w.kind == "money" for w in question.wants)
    return "整改所花的资金" if wants_sum and "整改" not in text else None


def _unnamed_role(question: Question, text: str) -> str | None:
    """区委书记是谁 wants a name behind the role, or somebody said to hold it."""
    norm = normalise(question.asked)
    asked = _ROLE.search(norm)
    if not asked:
        return None
    role, body = asked.group(1), normalise(text)
    named = re.search(rf"{role}(?![任为担兼主带等和同亲]){_NAME}{_NAME_TAIL}", body)
    held = role == "组长" and (re.search(rf"(?:由|以).{{2,30}}(?:任|担任|为).{{0,8}}{role}", body)
                             or holds(Want("person"), body))
    return None if named or held else f"{role}的姓名"


def _missing_type(question: Question, finding: Finding, text: str) -> str | None:
    """The first answer type wanted that the text lacks; one numeric type stands for another."""
    norm = normalise(question.asked)
    role = _ROLE.search(norm)
    numeric = [w for w in question.wants if w.kind in ("money", "percent", "count", "span")]
    aside = numeric and _REASON_ASIDE.search(norm)
    people = _UNNAMED.sub("", text) if _NAME_ASKED.search(norm) else text
    if numeric and not any(_has(w, text) for w in numeric):
        return f"相应的{HARD.get(numeric[0].kind, '数量')}"
    for want in question.wants:
        if want.kind == "org" and finding.coverage >= 0.5 and not _has(want, text) and "、" not in text and "“" not in text:
            return "相应的单位名称"
        if want.kind == "person" and role or want.kind == "reason" and aside:
            continue
        said = people if want.kind == "person" else text
        if want.kind in ("date", "person", "reason") and not _has(want, said):
            return f"相应的{HARD[want.kind]}"
    return None


def _has(want: Want, text: str) -> bool:
    if want.kind == "money":
        return any(f.unit in ("元", "美元") for f in facts(text)) or bool(
            re.search(r"\d\s*[万亿](?!余?[人件个次份条户亩管平吨立千公米株册只头套辆台张本字斤羽尾场名家])", text))
    if want.kind == "count":
        said = DATED.sub("", normalise(text)) if not want.unit else normalise(text)
        return holds(want, said) >= (0.9 if want.unit in EXACT_UNITS else 0.3)
    return holds(want, normalise(text)) > 0


def _missing_members(question: Question, text: str) -> str | None:
    """哪3个单位 wants a clause that lists members, not one that only counts them."""
    norm = normalise(question.asked)
    if not _ASKS_MEMBERS.search(norm) or question.english:
        return None
    which = re.search(r"哪([两二三四五六七八九十\d]+)(?:个|家|项|名|条|位|所|件|种|支|人|座|处|起|方面|类)", norm)
    counted = [number_of(n) for n in ([which.group(1)] if which else _COUNTED_LIST.findall(norm))]
    number = next((n for n in counted if 1 < n <= 60), 0)
    body = normalise(text)
    number = number or _number_told(norm, body)
    pieces = [body[s:e] for s, e in clauses(body)]
    counts = [i for i, p in enumerate(pieces)
              if any(number_of(n) == number for n in _COUNTED_LIST.findall(p))]
    if which and number and not counts and max(map(members, pieces), default=0) < min(number, 4):
        return f"这{number}项的具体名单"
    if not number or not counts:
        return None
    most = max(members(p) for i, p in enumerate(pieces) if any(-1 <= i - c <= 3 for c in counts))
    told = re.findall(r"(?:^|[,;。:])(?:(?:[一二三四五六七八九十]|一[个件项家处名位])是|第[一二三四五六七八九十],)", body)
    most = max(most, len(told), _alike(norm, body))
    if most >= min(number, 6) or re.search(r"、[^,。]{2,20}等", body) or (
            number == 2 and most >= 1):
        return None
    return f"这{number}项的具体名单"


def _alike(norm: str, body: str) -> int:
    """How many clauses begin with the word that a list is named by (三个再: 再压责任,再严标准…)."""
    named = re.search(r"[二两三四五六七八九十\d]个[“\"]?([\u4e00-\u9fff]{1,3})[”\"]?(?=分别|具体|是|都|指|[,。?]|$)", norm)
    return len(re.findall(rf"(?:^|[,;。:、(]){named.group(1)}", body)) if named else 0


_KIND_OF_MEMBERS = re.compile(
    r"(单位|公司|企业|学校|医院|村|社区|小区|部门|楼盘|项目)[^,。?]{0,6},?(?:具体|分别|都|各)?(?:是哪(?:几|些)|叫什么)")


def _number_told(norm: str, body: str) -> int:
    """How many members the text counts of the kind whose names are asked for (那几家单位是哪几家)."""
    kind = _KIND_OF_MEMBERS.search(norm)
    told = kind and re.search(
        rf"(\d{{1,2}}|[二两三四五六七八九十])(?:个|家|所|座)[\u4e00-\u9fff]{{0,8}}{kind.group(1)}", body)
    return number_of(told.group(1)) if told else 0


def _missing_attribute(question: Question, finding: Finding, text: str) -> str | None:
    """The attribute asked for (a post, a name, a deed) that the text does not give."""
    norm, body = normalise(question.asked), compact(text)
    if (asked := _PERSONAL.search(norm)) and support(asked.group(1)[:2], body) < 1.0:
        return "这一内容"
    if _CRIME.search(norm) and not _GUILT.search(body):
        return "案情"
    if asked := _ATTRIBUTE.search(norm):
        noun = asked.group(1)
        titled = any(w.kind == "title" for w in question.wants)
        if support(noun, body) < 0.5 and not titled:
            return f"相应的{noun}"
    if (asked := _PASSIVE.search(norm)) and support(asked.group(1), body) < 1.0:
        return "这一内容"
    return (_unnamed_kind(norm, body) or _other_deed(question, norm, finding)
            or _other_amount(question, norm, finding))


def _unnamed_kind(norm: str, body: str) -> str | None:
    """哪个学校, where the text only speaks of 涉事学校."""
    kind = _NAMED_KIND.search(norm)
    if not kind or "、" in body:
        return None
    noun = next(filter(None, kind.groups()))
    before = [body[: m.start()] for m in re.finditer(noun, body)]
    vague = bool(before) and all(_VAGUE.search(b) for b in before)
    return f"{noun}的名称" if vague else None


def _other_deed(question: Question, norm: str, finding: Finding) -> str | None:
    """移交了多少件, where the notice counts the same things done otherwise."""
    asked = _DEED.search(norm)
    if not asked or question.inherited:
        return None
    verb, noun = asked.group(1), asked.group(2)
    told = compact(_in_context(finding))
    used = verb in compact(finding.notice.text)
    missing = (used and support(noun, told) >= 1.0 and verb[0] not in told
               and support(verb, told) < 0.5)
    return f"{verb}的{noun}" if missing else None


def _other_amount(question: Question, norm: str, finding: Finding) -> str | None:
    """The noun whose amount is asked for (常住人口是多少), where neither text nor notice has it."""
    asked = _AMOUNT_HEAD.search(norm)
    if not asked or any(w.kind in ("percent", "money") or w.unit for w in question.wants):
        return None
    head = uncounted(asked.group(1) or asked.group(2))
    if not is_noun(head):
        return None
    whole = compact(finding.notice.text)
    unlike = question.inherited or finding.cosine < 0.4
    if (len(head) >= 4 and finding.coverage < COVERED and unlike
            and support(head[-4:], whole) < 0.5):
        return f"“{head}”"
    near = compact(_in_context(finding))
    if (asked.group(2) == head and len(head) <= 3 and not question.inherited
            and support(head, near if len(head) == 2 else whole) < 0.5
            and not head.endswith(("钱", "款"))):
        return f"相应的{head}数"
    return None
