"""People in Chinese text: their surnames, the posts they hold, what else they are spoken of by."""

from functools import lru_cache

import jieba
import jieba.posseg

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白"
    "邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景卜冷晏席卫"
    "米柏宗瞿桂佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄仲虞敖巩佘池查常费麻苑迟邝丛闻隆谌匡邸栗郦逯粟阙晁鞠宫"
)
AMBIGUOUS = frozenset("向文安季成游时司连任包")
"""Surnames that as often begin another word behind a post (书记成立, 书记任组长, 院长包案)."""
POSTS = tuple(
    "书记 组长 区长 县长 市长 旗长 镇长 乡长 主任 局长 院长 校长 部长 主席 董事长 总经理 经理".split())
"""The posts by which notices speak of one person."""
CALLINGS = tuple(
    "教授 专家 老师 负责人 法人 同志 干部 院士 博士 医生 律师 执笔人 老板 讲师 会计 所长 站长 科长 处长 馆长 行长 队长 厂长 "
    "社长 场长 园长 庭长 台长 股长 班长 排长".split())
"""What else a person is spoken of by: lesser posts and professions."""

POST = f"(?:{'|'.join(POSTS)})"
CALLED = f"(?:{'|'.join((*POSTS, *CALLINGS))})"
_GIVEN = r"(?:(?![局原任副党委的等和与及因])[\u4e00-\u9fff]){1,2}?"
_SURE = "".join(c for c in SURNAMES if c not in AMBIGUOUS)
NAME = f"[{_SURE}]{_GIVEN}"
"""A name, where its surname alone tells that it is one."""
ANY_NAME = f"[{SURNAMES}]{_GIVEN}"
"""The same with all surnames, where what stands beside it tells as well."""


SELDOM = 50
"""How often a word stands in the dictionary's count below which it is rather a given name."""


@lru_cache(maxsize=2048)
def is_person(name: str) -> bool:
    """Whether what looks like a name is none of other words (管负责, 施工方): 某 stands in it, or the dictionary lacks it."""
    if "某" in name:
        return True
    words = [(w.word, w.flag) for w in jieba.posseg.lcut(name)]
    if len(words) == 1:
        return words[0][1].startswith("nr") and name not in jieba.dt.FREQ or len(name) == 2
    (first, _), (given, flag) = words[0], words[1]  # 周建国: a surname and a word that is seldom or a name elsewhere
    return len(words) == 2 and len(first) == 1 and (flag[:2] in ("nr", "ns", "nz") or jieba.dt.FREQ.get(given, 0) < SELDOM)
