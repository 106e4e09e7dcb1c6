"""What a question measures units by: words, units, words that a figure stands behind, its time."""

import re
from dataclasses import dataclass
from decimal import Decimal

import jieba

from assistant.figures import facts
from assistant.finding import Finding
from assistant.heads import asked_nouns, is_noun
from assistant.question import Question
from assistant.replies.changes import change
from assistant.terms import content_words
from assistant.wants import LEFT, anchors_of
from assistant.wording import normalise, words

_SHARE = re.compile(r"率(?![先领队])|比例|占比|比重|[升降增涨跌减]幅|[升降增涨跌减砍压]得(?!怎|如)|几成")
_MONEY = re.compile(r"(?:罚款|罚没款?|租金|工资|补贴)[^,。?]{0,14}(?:哪|谁|更|最)|多少(?:钱|[万亿](?![人件个户亩次])元?)|多少(?:[\u4e00-\u9fff]{0,4})(?:工资|租金)|(?:款|资金|金额|工资|经费)(?:加起来|一共|总共|合计|最[多少高低])")
_MOVED = r"(?:[减增升降涨压缩]|提高|下降|减少|增加|上升)"
_CHANGED = re.compile(
    rf"{_MOVED}[得了的]?(?:幅度|百分点)?最[多少大小快]|{_MOVED}[得了的]?(?:幅度|百分点)更?[多大快]|[升降涨跌增减]幅(?:度)?更[大小]"
    rf"|(?:谁|哪[一]?[个家边里])[^,。?]{{0,4}}{_MOVED}[得了]?(?:幅度)?更?[多大快]|{_MOVED}了(?:多少|几)")
_COUNTED = re.compile(r"(?:减少|增加|下降|上升|压减|压缩|[减增降升涨])了?(?:多少|几)[个名件家户辆亩所处份次]")
"""How a question asks for a change in a number of things."""
_FELL = re.compile(r"(?:[升降涨跌]|减少|增加|增长|提高|降低)[得了]?(?:幅度?)?最[多少大小快]|[升降增涨减]幅")
"""A change, of which a percentage tells as well as two figures do."""
_AMOUNT = re.compile(r"(?:数|金|款)额|钱数")
_MEASURED = re.compile(r"([亩宗件个家人户吨套项])数")
AIM = re.compile(r"(?<![列纳]入)(?<!按)计划(?!的)|预计|力争|拟(?:新|再)")
"""Words behind which all figures of a sentence are aims."""
OTHER_TIME = re.compile(r"目标|要求|确保|原来|原先|此前|巡[视察]前|同期(?!的?(?:下?降|增[长加]?|减少?|上?升|提高|压))")
_SHARES = frozenset("比例 占比 比重 百分比 百分之几 幅度".split())
"""Words for a share, which any share may be called by."""
_DONE_MOST = re.compile(
    r"([\u4e00-\u9fff]{1,2})(?:得|的(?:人数?|数量|金额|[件户个家]数|钱))(?:更|最|比较?)?[多少]")
_DONE_IN_ALL = re.compile(r"([\u4e00-\u9fff]{2})的?(?:[人件户个家起]?数|金额|数量)(?:合计|加|一共|总共|之和|总和|最|更|各|分别)")
_ADDED = re.compile(r"(新增|新建|新纳|清退|追回|处分|立案|移送)[\u4e00-\u9fff]{2}(?:总?数|总量)?[了是为]?(?:多少|几)")
_WHO_DOES = re.compile(r"(?:谁|哪[个家边])([\u4e00-\u9fff]{2})(?:的(?:更|比较)?|最)[多少]")
_DONE = re.compile(r"(?<=[各别都共])([\u4e00-\u9fff])了(?:多少|几)")
_FULL = {"开": "召开"}
"""Deeds whose one character stands in other deeds too (开展)."""
_BEFORE = re.compile(r"(?:整改|巡[视察]|治理|改造)(?:之|以)?前(?!后)|原来|原先|当初")
_AFTER = re.compile(r"(?:整改|治理|改造|清理|整治)(?:之|以)?后|现在|目前|如今|最新|最近")
_NO_ANCHOR = frozenset("起来 一共 总共 合计 各是 分别 相差 多出 总数".split())


@dataclass(frozen=True)
class Asked:
    """What a question measures by: its words, the units counted in, what the figure stands behind.

    ``deeds`` are what is done most or least (完成 of 完成得多), behind which it may stand too;
    ``told`` are figures that the question gives itself (56人以上的大班额), which answer nothing;
    ``share`` tells that a percentage is asked for, ``money`` a sum of money, ``left`` what is
    left of a whole, ``changed`` by how much something rose (1) or fell (-1), ``points`` that a rate did, ``aims`` what is planned or of another
    time, ``before`` what was before a change, ``after`` what is now; ``fell`` that a change is asked for;
    ``years`` are those it names, ``nouns`` what it counts.
    """

    terms: tuple[str, ...]
    units: tuple[str, ...]
    anchors: tuple[str, ...]
    deeds: tuple[str, ...] = ()
    told: tuple[tuple[Decimal | None, str], ...] = ()
    share: bool = False
    money: bool = False
    left: bool = False
    changed: int = 0
    points: bool = False
    aims: bool = False
    before: bool = False
    after: bool = False
    fell: bool = False
    years: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: Question, findings: list[Finding]) -> "Asked":
        """What is asked, as far as one of the findings gives such figures at all."""
        norm = normalise(question.asked)
        units = [w.unit for w in question.wants if w.kind == "count" and w.unit]
        if (sum_of := _AMOUNT.search(norm)) and "多少" not in norm[: sum_of.start()]:
            units = []
        moved, who = _CHANGED.search(norm), _WHO_DOES.findall(norm)
        units = [u for u in (*units, *_MEASURED.findall(norm)) if not u.endswith("百分点")]
        kinds = {w.kind for w in question.wants}
        said = f"{norm} {question.topic}"
        terms = tuple(t for t in content_words(question.topic) if t not in _SHARES and not t.isdigit())
        held = {f.unit for finding in findings for f in facts(finding.text)}
        points = "百分点" in norm and bool(moved)
        by_share = not points and bool(_SHARE.search(norm)) and "%" in held and not _COUNTED.search(norm) and not _in_points(findings, terms)
        way = 0 if not moved or by_share else -1 if re.search("[减降压缩少]", moved.group()) else 1
        changed = way if sum(bool(change(f, terms, way, points)) for f in findings) > 1 else 0
        relative = bool(_FELL.search(norm)) and not changed and "%" in held and not units
        return cls(
            terms, tuple(dict.fromkeys(units)),
            () if who else tuple(
                a for a in anchors_of(norm) if a in words(a) and a not in _NO_ANCHOR
                and a[-1] not in "得了到"),
            tuple(_FULL.get(a, a) for a in (
                a if jieba.dt.FREQ.get(a) else a[-1] for a in (
                    *_DONE_MOST.findall(norm), *_DONE_IN_ALL.findall(norm), *_ADDED.findall(norm), *_DONE.findall(norm), *who,
                    *(("现有",) if "现有" in norm else ())))),
            told=tuple((f.value, f.unit) for f in facts(question.asked) if f.kind == "number"),
            share=not changed and (relative or bool({"percent"} & kinds or "百分点" in norm) and not units or ("%" in held and bool(_SHARE.search(said)))),
            money="元" in held and not units and ("money" in kinds or bool(_MONEY.search(norm) or _AMOUNT.search(norm))),
            left=bool(LEFT.search(norm)),
            aims=bool(AIM.search(norm) or OTHER_TIME.search(norm) or _BEFORE.search(norm)),
            before=bool(_BEFORE.search(norm)) and not moved,
            after=bool(_AFTER.search(norm)), changed=changed, points=points, fell=bool(_FELL.search(norm)),
            years=tuple(re.findall(r"20\d\d年", norm)),
            nouns=asked_nouns(norm) or (() if who or not question.superlative or re.search("多少|几", norm) else _things(terms)))


def _things(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The last of the words, where it is a noun for things that can be counted (学位) and no measure (满意度)."""
    return tuple(t for t in terms if is_noun(t) and t[-1] not in "度率比值额款")[-1:]


def _in_points(findings: list[Finding], terms: tuple[str, ...]) -> bool:
    """Whether several findings tell of a rate from which and to which it moved, and none by what share."""
    rates = [change(f, terms) for f in findings]
    by_rate = sum(bool(r) and all(t.unit == "%" for t in r) for r in rates)
    return by_rate > 1 and not any(_BY_SHARE.search(f.text) for f in findings)


_BY_SHARE = re.compile(r"(?:下降|减少|增长|增加|上升|提高|压减|降低)了?\s*\d[\d.]*%")
