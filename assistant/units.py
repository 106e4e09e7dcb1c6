"""Units of Chinese figures: written forms, what each measures, and which may stand for which."""

import re
from collections.abc import Sequence
from decimal import Decimal

MEASURES = {  # written unit: canonical unit, factor
    "%": ("%", "1"), "‰": ("%", "0.1"), "成": ("%", "10"),
    "个百分点": ("百分点", "1"), "百分点": ("百分点", "1"),
    "元": ("元", "1"), "块钱": ("元", "1"), "元钱": ("元", "1"), "人民币": ("元", "1"),
    "公斤": ("公斤", "1"), "千克": ("公斤", "1"), "斤": ("公斤", "0.5"), "吨": ("公斤", "1000"),
    "克": ("公斤", "0.001"),
    "公里": ("米", "1000"), "千米": ("米", "1000"), "米": ("米", "1"), "里": ("米", "500"),
    "厘米": ("米", "0.01"), "毫米": ("米", "0.001"),
    "平方米": ("平方米", "1"), "平米": ("平方米", "1"), "平方公里": ("平方米", "1000000"),
    "平方千米": ("平方米", "1000000"), "亩": ("亩", "1"), "公顷": ("亩", "15"),
    "立方米": ("立方米", "1"), "方": ("立方米", "1"), "升": ("升", "1"),
    "小时": ("小时", "1"), "个小时": ("小时", "1"), "分钟": ("分钟", "1"),
    "天": ("天", "1"), "日": ("天", "1"), "个工作日": ("工作日", "1"), "工作日": ("工作日", "1"),
    "周": ("周", "1"), "个月": ("月", "1"), "年": ("年", "1"), "周年": ("年", "1"),
    "千瓦时": ("千瓦时", "1"), "千瓦": ("千瓦", "1"), "兆瓦": ("千瓦", "1000"),
    "人": ("人", "1"), "名": ("人", "1"), "位": ("人", "1"),
}
_CLASSIFIERS = (
    *"个项件起宗例条类点款种份篇本册部封期家所户处座栋幢套间层台辆艘架次场轮回批届级管剂针株棵头只羽尾口眼",
    *"盏根块片面幅张枚门堂课节班组队支团版页段句字步号路站桩床盘瓶箱袋筐大村镇乡县市国省",
    "吨位", "标段", "方面", "中全会",
)
_OTHERS = ("微克", "毫克", "人次", "户次", "家次", "车次", "件次", "项次", "批次", "场次", "例次", "美元", "欧元",
           "港元", "度", "倍", "岁", "分", "季度")
_ALIKE = tuple(map(frozenset, (
    (*"项件起宗例条类点款种大处", "方面"), "家户所", "次场轮期回届", "份本册部篇件项张封", "座栋幢处所",
    "张块面片幅枚", "台辆艘架套", "支组队班团",
)))
_COUNTS = frozenset(("人", *_CLASSIFIERS))
RATES = frozenset(("%", "百分点", "第", "大会", "中全会", "倍"))
WRITTEN = sorted({*MEASURES, *_OTHERS, *_CLASSIFIERS}, key=len, reverse=True)
"""Every unit as written, longest first."""


def measure(unit: str | None) -> tuple[str, Decimal]:
    """The canonical unit of a written one, and what one of it is worth in that."""
    name, factor = MEASURES.get(unit or "", (unit or "", "1"))
    return name, Decimal(factor)


def amount(value: Decimal, printed: Sequence[str], difference: bool = False) -> str:
    """A sum or difference of canonical values in the measure its terms are printed in.

    9420个, 3.2万元, 40.5公里; rates differ by 个百分点.
    """
    tail = re.sub(r"^[\d.,，．０-９]+", "", printed[0])
    if tail[:1] in ("万", "亿"):
        if all(p.endswith(tail) for p in printed):
            value /= {"万": 10**4, "亿": 10**8}[tail[0]]
        elif tail[1:] == "元" and abs(value) >= 10**8:  # 2.06亿元 and 5426万元
            value, tail = value / 10**8, "亿元"
        else:
            tail = tail[1:]
    tail = re.sub(r"^[余多]", "", tail)
    value /= measure(tail.lstrip("万亿"))[1]
    if difference and tail.startswith("%"):
        tail = "个百分点"
    return f"{value.normalize():f}{tail}"


def same_unit(a: str, b: str) -> bool:
    """Whether two canonical units may measure the same: 个 counts anything, a bare figure too."""
    if a == b:
        return True
    if not a or not b:
        return RATES.isdisjoint((a, b))
    if "个" in (a, b):
        return {a, b} <= _COUNTS
    return any(a in alike and b in alike for alike in _ALIKE)
