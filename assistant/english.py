"""Plain English questions put in Chinese, so that they are answered as the Chinese ones are."""

import re
from collections.abc import Callable, Mapping

from assistant.glossary import whole

_PLACES = r"(?:districts?|count(?:y|ies)|cit(?:y|ies)|units?|places?|notices?|ones?)"
_UNIT = r"(?P<unit>[\u4e00-\u9fff]{2,})"
_THING = r"(?P<thing>[a-z][a-z' -]*?)"
_KIND = r"(?: (?:new |autonomous )?(?:district|county|city|banner|area|zone))?"
_MOST = {"most": "多", "fewest": "少", "least": "少", "highest": "高", "lowest": "低", "largest": "大", "greatest": "大",
         "biggest": "大", "smallest": "小"}
_EARLY = {"first": "早", "earliest": "早", "last": "晚", "latest": "晚"}
_HANDED = r"(?:hand(?:ed)?|pass(?:ed)?|turn(?:ed)?|transfer(?:red)?|forward(?:ed)?)(?: (?:over|on))?"
_GROUP = r"(?:the )?(?:provincial |central |municipal )?(?:inspection (?:group|team)s?|inspectors)"
_COUNTED = re.compile(r"收入|支出|预算|[率额值量]$|人口|面积|债务|投资|gdp")
"""What is asked for by its figure, in Chinese."""
_LETTERS = re.compile(r"投诉|信访|来信|举报")
_OF_ALL = {"问题": "反馈问题", "措施": "整改措施"}
"""What a notice counts of itself, by its whole name."""


def in_chinese(norm: str, names: Mapping[str, str]) -> str | None:
    """A normalised English question in Chinese, units by their names; None where it is of no plain form.

    ``names`` holds the pinyin of the units. A question is put in Chinese whole or not at all.
    """
    for pinyin, name in names.items():
        norm = re.sub(rf"\b{pinyin}\b{_KIND}(?: ?\([^)]*\))?", name, norm)
    asked = re.sub(r"\s+", " ", norm).strip(" ?.")
    for pattern, said in _FORMS:
        if (found := pattern.fullmatch(asked)) and (told := said(found.groupdict())):
            return told
    return None


Form = Callable[[dict[str, str]], str | None]


def _inspected(said: dict[str, str]) -> str:
    return f"{'有几个' if said['many'] else '哪些'}区是{said['year']}年被巡视的?"


def _ranked(said: dict[str, str]) -> str | None:
    thing = whole(said["thing"])
    return f"哪个区的{_OF_ALL.get(thing, thing)}最{_MOST[said['most']]}?" if thing else None


def _earliest(said: dict[str, str]) -> str:
    return f"哪个区最{_EARLY[said['early']]}被巡视?"


def _handed(said: dict[str, str]) -> str | None:
    thing = whole(said["thing"])
    return f"{said['unit']}巡视移交的{'信访件' if _LETTERS.search(thing) else thing}有多少件?" if thing else None


def _valued(said: dict[str, str]) -> str | None:
    thing = whole(said["thing"])
    return f"{said['unit']}的{thing}是{'多少' if _COUNTED.search(thing) else '什么'}?" if thing else None


def _named(said: dict[str, str]) -> str | None:
    thing = whole(said["thing"])
    return f"{said['unit']}的{thing}是谁?" if thing else None


_FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple((re.compile(rule), said) for rule, said in (
    (rf"(?:(?P<many>how many)|which|what|name the|list (?:all )?the) {_PLACES}(?: that| which)?(?: were| was)? "
     r"inspected (?:in|during)(?: the year)? (?P<year>20\d\d)", _inspected),
    (rf"which {_PLACES} (?:has|have|had|shows?|lists?|reports?|received|got) the (?P<most>{'|'.join(_MOST)}) "
     rf"(?:number of )?{_THING}", _ranked),
    (rf"which {_PLACES} (?:was|were) (?:the )?(?:inspected (?:the )?)?(?P<early>{'|'.join(_EARLY)})(?: to be)?"
     r"(?: inspected)?", _earliest),
    (rf"how many {_THING} (?:did|has|have) {_GROUP} {_HANDED} to {_UNIT}", _handed),
    (rf"how many {_THING} (?:were|was|have been) {_HANDED} to {_UNIT}(?: by {_GROUP})?", _handed),
    (rf"what(?: is|'s| was| are| were) (?:the )?{_THING} (?:of|in|for) {_UNIT}", _valued),
    (rf"what(?: is|'s| was| are| were) {_UNIT}'s {_THING}", _valued),
    (rf"how (?:much|high|large) (?:is|was) (?:the )?{_THING} (?:of|in|for) {_UNIT}", _valued),
    (rf"who(?: is|'s| was) (?:the )?{_THING} (?:of|in) {_UNIT}", _named),
))
