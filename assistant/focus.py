"""The focus of a question: the words right beside its question word (印了多少本 → 印)."""

import re
from functools import lru_cache

import jieba.posseg

from assistant.lexicon import known_words
from assistant.wording import normalise

_MEASURE = "[个位家所名件条项次套户处份人趟辆亩天成起场期批年本张回]"
_ASKED = re.compile(
    rf"几块钱|多少钱|(?:多少|几(?={_MEASURE}))(?:{_MEASURE})?|什么时候|为什么|怎么|哪(?:一|些|几)?(?:[个家位所天年条项名]|里|儿)?"
    r"|什么|谁|何时|多大|多高|多久|多长|第几|是否|有没有|号码|名字")
_SPLIT = re.compile(r"[,。;:?!、()\s]+")
_STOP = frozenset(
    "是 有 为 到 达 达到 共 占 叫 在 会 能 可以 要 想 问 请问 请 说 写 讲 看 知道 算 给 做 搞 弄 让 把 被 来 去 出 出来 人 时候 "
    "现在 目前 情况 问题 通报 整改 巡视 分别 各自 具体 一共 总共 到底 究竟 大概 涉及 包括 进行 开展 区里 全区 当地 单位 部门 地方 "
    "名字 东西 事情 里面 其中 最 更 多 少 高 低 大 小 数字 数量 还有 没有 成 定 家 个 次 月 年 日 万 亿 钱".split())
REACH = 2
"""Words on each side of the question word that belong to the focus."""


@lru_cache(maxsize=2048)
def focus_words(text: str) -> tuple[str, ...]:
    """The content words beside the question words of a text, at most two on each side."""
    found: dict[str, None] = {}
    pieces = [piece for piece in _SPLIT.split(normalise(text)) if piece]
    for i, piece in enumerate(pieces):
        for asked in _ASKED.finditer(piece):
            left = _content(piece[: asked.start()])[-REACH:]
            right = _content(piece[asked.end() :])[:REACH]
            if not left and not right and i:
                left = _content(pieces[i - 1])[-REACH:]
            found.update(dict.fromkeys((*left, *right)))
    return tuple(found)


def _content(text: str) -> list[str]:
    """The nouns, verbs and names of a text, in its order; words of the lexicon whole."""
    known = known_words(text)
    kept: dict[str, None] = {}
    for word, flag in ((w.word, w.flag) for w in jieba.posseg.lcut(text)):
        carries = flag[0] in "nvaljiz" or flag == "eng"
        if not carries or word in _STOP or (len(word) == 1 and flag[0] not in "vn"):
            continue
        kept[next((k for k in known if word in k and len(word) > 1), word)] = None
    return list(kept)
