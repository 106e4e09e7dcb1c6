"""Whether a text reads like a Chinese notice: garbled, near-empty and foreign texts are told."""

import re
import unicodedata
from collections import Counter

from errors import UnreadableFile

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公區國會為這對們來時個"
    "發動後學過說產種於經進現實體機當點業應開還關與內數質氣問題變條結處黨視導組織領巡视整改反馈情况")
"""Characters that Chinese prose of this kind is mostly made of (a fifth or more of any text)."""
_SAMPLE = 200_000
_GARBLED = .03
"""Likeness below which a text is not Chinese prose (notices: .09 to .2 a paragraph)."""
_ENOUGH = 30
"""Characters from which on a share says something."""
_FEWEST = 5
_FEW = 100
_STRANGE = .2
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SENTENCE = re.compile("[。；;!！?？]|[^\n]{30}")
_TOPIC = re.compile("巡[视視察]|整改|督[察查]|审计|審計|反[馈饋]")


def likeness(text: str) -> float:
    """Share of the characters beyond ASCII that Chinese prose is mostly made of."""
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f" and not c.isspace()]
    return sum(c in _COMMON for c in beyond) / len(beyond) if beyond else 0.0


def judged(text: str, name: str) -> tuple[str, ...]:
    """What a reader of the text should be warned of; UnreadableFile for one that says nothing."""
    words = sum(c.isalnum() for c in text)
    strange = sum(_is_strange(c) * n for c, n in Counter(text).items())
    if strange > words * _STRANGE:
        raise UnreadableFile(f"{name} 里有 {strange} 个无法识别的字符,是乱码,请用原编码重新保存,"
                             f"或另存为 UTF-8 后再导入。")
    if words < _FEWEST:
        raise UnreadableFile(f"{name} 里没有可读的文字(只有空白、标点或看不见的字符),"
                             f"扫描件请先做文字识别(OCR)。")
    if _is_garbled(text, _GARBLED):
        raise UnreadableFile(f"{name} 的文字不是通顺的中文(乱码或其他语言),请用原编码重新保存,"
                             f"或另存为 UTF-8 后再导入。")
    warnings = []
    if strange:
        warnings.append(f"有 {strange} 个无法识别的字符")
    if words < _FEW:
        warnings.append(f"只有 {words} 个字,可能不完整")
    if not _HAN.search(text):
        warnings.append("没有汉字,可能不是通报")
    elif not _TOPIC.search(text):
        warnings.append("没有提到巡视、巡察、审计或整改,可能不是整改通报")
    if not _SENTENCE.search(text):
        warnings.append("没有成句的文字,可能只是导航或目录")
    bad = [k for k, line in enumerate(text.split("\n"), 1) if _is_garbled(line, _GARBLED / 3)]
    if bad:
        warnings.append(f"第 {bad[0]} 行" + (f"等 {len(bad)} 行" if len(bad) > 1 else "") + "像是乱码")
    return tuple(warnings)


def _is_garbled(text: str, least: float) -> bool:
    beyond = sum(c > "\x7f" and c.isalnum() for c in text[:_SAMPLE])
    return beyond >= _ENOUGH and beyond > len(text[:_SAMPLE]) * .1 and likeness(text) < least


def _is_strange(character: str) -> bool:
    """Whether a character stands for something lost: replaced, private, unassigned."""
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cs")
