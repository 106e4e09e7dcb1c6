"""The noun whose number, sum or share a question asks for."""

import re
from functools import lru_cache
from itertools import pairwise

import jieba
import jieba.posseg

from assistant.lexicon import known_words, synonyms
from assistant.terms import short_forms
from assistant.wording import normalise

_ASKING = ("多少", "几")
_LINKS = frozenset("是 有 还有 只有 共有 达 达到 为 共 还剩 剩 了 到 到底 一共 总共 大概 现在 目前 分别 各 究竟 的 还 能 会 要".split())
_MEASURES = frozenset("家个件名户项条次处所场期批份套辆台亩位")
_DULL = frozenset(
    "专门 队伍 人手 比率 利息 频次 地方 人家 比例 金额 个人 案子 毛病 情况 问题 东西 事情 时候 数量 总数 人数 户数 数字 指标 事项 "
    "居民 市民 百姓 老百姓 饭钱 数据 时间 地区 单位 部门 群众 结果 上限 下限 标准 水平 面积 规模 总额 资金 经费 人次 比重".split())


@lru_cache(maxsize=2048)
def asked_nouns(text: str) -> tuple[str, ...]:
    """The nouns that 多少 counts: behind it (多少名教师), else before it (常住人口是多少).

    Only words of the dictionary or the lexicon: what a segmenter makes up of a slip tells nothing.
    """
    norm = normalise(text)
    words = [(w.word, w.flag) for w in jieba.posseg.lcut(norm)]
    known = known_words(norm)
    found: dict[str, None] = {}
    for i, (word, _) in enumerate(words):
        if not word.startswith(_ASKING) or word.startswith(("几月", "几号", "几年", "几成")) or (
                word[0] == "几" and words[i - 1 : i] and words[i - 1][0] == "等"):  # 某校等几所学校
            continue
        noun = _behind(words[i + 1 :])
        noun = _before(words[:i]) if noun is None else noun
        if noun:
            found[next((k for k in known if noun in k), noun)] = None
    return tuple(found)


def _behind(words: list[tuple[str, str]]) -> str | None:
    """The noun after the measure word; "" for one that tells nothing, None where none stands.

    The first of an enumeration tells nothing: a notice sums such things up (法官、检察官…).
    """
    for i, (word, flag) in enumerate(words):
        if i == 0 and len(word) == 2 and word[0] in _MEASURES and flag[0] not in "v":
            return None  # 多少家装了: the measure word glued to what follows it
        if flag[0] in "mq" or (len(word) == 1 and flag[0] != "x"):
            continue
        if words[i + 1 : i + 2] and words[i + 1][0] == "、":
            return ""
        if i == 0 and len(word) > 2 and word[0] in _MEASURES:
            word = word[1:]  # 多少份文件: the measure word glued to the noun
        return _telling(word, flag) if flag[0] in "nlj" else None
    return None


def _before(words: list[tuple[str, str]]) -> str:
    """The noun right before, linking words left aside."""
    for word, flag in reversed(words):
        if word in _LINKS:
            continue
        return _telling(word, flag) if flag[0] in "nlj" or flag == "eng" else ""
    return ""


def _telling(word: str, flag: str) -> str:
    named = flag in ("nr", "ns", "nrt", "nrfg")
    listed = bool(jieba.dt.FREQ.get(word)) or flag == "eng" or word in synonyms()
    moving = word.endswith(("来", "去", "回", "到", "掉", "完"))
    kept = len(word) > 1 and listed and not named and not moving and word not in _DULL
    return word if kept else ""


@lru_cache(maxsize=2048)
def counting(noun: str) -> re.Pattern[str]:
    """A figure right beside a noun or what stands for it (高新技术企业28家, 28家高企)."""
    forms = sorted({noun, *synonyms().get(noun, ()), *short_forms(noun)}, key=len, reverse=True)
    said = "|".join(map(re.escape, forms))
    return re.compile(
        rf"(?:{said})(?:数量?|总数)?(?:已经?|有|为|达到?|共|计|增至|增加到|降至|减少到)*\d"
        rf"|\d[\d.,万]*余?[{''.join(sorted(_MEASURES))}起支宗本轮张艘座]?的?(?:有效|现有)?(?:{said})")


def is_noun(text: str) -> bool:
    """Whether a run of characters ends in a noun of the dictionary and holds no stray particle."""
    words = [(w.word, w.flag) for w in jieba.posseg.lcut(text)]
    last, flag = words[-1] if words else ("", "x")
    return flag[0] in "nl" and last not in _DULL and bool(jieba.dt.FREQ.get(last)) and not any(
        w in ("了", "里", "给", "过") for w, _ in words)


def is_name(parts: tuple[str, ...]) -> bool:
    """Whether words hold one that the dictionary lacks: unknown, or cut into single characters."""
    loose = any(len(a) == len(b) == 1 for a, b in pairwise(parts))
    placed = any(w.flag in ("ns", "nz") and len(w.word) > 1 for w in jieba.posseg.lcut("".join(parts)))
    return loose or placed or any(len(w) > 1 and jieba.dt.FREQ.get(w, 0) < 3 for w in parts)
