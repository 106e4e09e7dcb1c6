"""Question words as they are spoken, put into the written ones that the rules know."""

import re

_SPOKEN: tuple[tuple[str, str], ...] = (
    (r"几多|好多(?=钱|来着|$|[?。])", "多少"),
    (r"多少(?:个)?子儿", "多少钱"),
    (r"姓甚名谁|姓啥(?:名谁)?|叫(?:啥|么子|什么子)(?:名儿?)?(?=[?,。了呀啊呢]|来着|$)|叫啥名字?|啥名儿?字?", "叫什么名字"),
    (r"几时|多会儿|啥时候|(?:啥|什呢|什么|哪)辰光|哪会儿|什么时间|哪个时候|啥时|哪辰光|几月几(?:号|日)|哪年哪月(?:哪[日天])?", "什么时候"),
    (r"(?<![什怎那这多甚])么[子事]|啥子|什呢|什个|甚么|咩|啥玩意儿?|啥样", "什么"),
    (r"啥地方|哪(?:个)?地方|哪旮旯|哪搭", "哪里"),
    (r"咋个|咋(?=样)|咋(?=[整改办弄做搞回管治处])|怎个", "怎么"),
    (r"为(?:啥|么子|嘛)|凭啥|咋(?=[没不会就还这那])|什么缘故|啥缘故|什么原故", "为什么"),
    (r"啥", "什么"),
    (r"晓得", "知道"),
    (r"巡视[(（]巡察[)）]|巡察[(（]巡视[)）]|巡视(?:或|/)巡察", "巡视"),
    (r"(?:立|办|破)了(?P<n>多少|几)(?:个|件|起)?案(?:子)?", r"立案\g<n>件"),
    (r"(?<![\u4e00-\u9fff])冇|冇得?", "没有"),
    (r"一(?:共|总)拢共|拢共|满打满算|(?<!交)通共|一股脑儿?", "一共"),
    (r"(?<![\u4e00-\u9fff])头一(?=[个家条项])", "第一"),
)
_RULES = tuple((re.compile(pattern), word) for pattern, word in _SPOKEN)


def written(text: str) -> str:
    """A normalised question with dialect and colloquial question words in their written form."""
    for pattern, word in _RULES:
        text = pattern.sub(word, text)
    return text
