"""Text as the matcher sees it: normalised copies, sentences, tokens. Quotes stay untouched."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

import jieba

from assistant.people import SURNAMES
from assistant.table_rows import is_head_next, is_row_end
from ingest.markers import DUTY_CELL

if TYPE_CHECKING:
    from opencc import OpenCC

jieba.setLogLevel(60)

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_INNER_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_ENDS = "。｡；;！!？?\n"
_OPEN, _CLOSE = "《（(“", "》）)”"
_LEAD = re.compile(
    rf"^\s*(?:[—-]{{2,}}\s*)?(?:(?:[改答问{SURNAMES}]|怎么改的?|改得怎样|反馈问题|点到|办法|做法|现状)\s*[:：|｜]\s*)?"
    r"(?:[:：①-⑳⑴-⒇]|[(（][\d一二三四五六七八九十]+[)）]|\d+[.、．](?!\d)|[一二三四五六七八九十]+、)?\s*"
    r"(?:(?:【?整改(?:落实|进展)?(?:情况|措施|结果|进展)】?|【整改】)\s*[:：]?\s*)?"
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十],)?\s*[:：]?\s*"
)
_MARKED = re.compile(
    r"\s*(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）]|\d{1,3}[.、．](?!\d)|[一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十\d]+[部项条]|[①-⑳㈠-㈩⑴-⒇⒈-⒛壹贰叁肆伍陆柒捌玖拾]|【|[—-]\s*\d)")
_RUN = re.compile(r"[a-z0-9]+(?:[.:/-][a-z0-9]+)*%?|[\u4e00-\u9fff]+")


@lru_cache(maxsize=1)
def _traditional() -> "OpenCC":
    from opencc import OpenCC  # loading it takes a moment: only when first needed

    return OpenCC("t2s")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """NFKC, lower case, straight quotes, no spaces beside Chinese, simplified script."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower()
    text = text.replace("“", '"').replace("”", '"').replace("笫", "第")
    text = _SPACES.sub(" ", _INNER_SPACE.sub("", text)).strip()
    return _traditional().convert(text)


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The (start, end) offsets of the sentences of ``text``, shifted by ``start``.

    Cut at 。；！？ and line ends outside brackets and quotation marks; white space, an item's
    marker and 一是 in front are left out of the span. Nothing but such leads is lost.
    """
    spans, begin, depth = [], 0, 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        if char == "\n" and _wrapped(text, i):
            continue
        if char in _ENDS and (depth == 0 or char == "\n" or i - begin > 200):
            spans.append((begin, i + 1))
            begin, depth = i + 1, 0
    spans.append((begin, len(text)))
    return [span for span in (_trim(text, s, e, start) for s, e in spans) if span]


_INDENT = re.compile(r"[ \t]{0,8}")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,8}[:：]")
_LABEL_LINE = re.compile(
    r"[【\[]?(?:(?:责任|负责|牵头)(?:单位|部门|领导|人)|(?:存在|反馈|具体|主要)?问题(?:表现|描述|表述)?|整改(?:举措|措施|成效|情况|落实|进展|时限|结果|状态)"
    r"|(?:工作)?成效|进展(?:情况|成效)?|完成(?:时限|情况)|怎么改的?)[】\]]?[:：]")
"""A label with a line of its own, which goes on with nothing."""
_BRACKET_LINE = re.compile(r"\s*[（(][^（）()\n]*[:：][^（）()\n]*[)）]\s*")
"""A line in brackets that names who is in charge (（责任领导：院长；整改状态：已完成）)."""
INDENTED = 34
"""Characters from which a line is full, so that an indented one below may go on with it."""
FIRST = 10
"""Characters from which the first line of an item may be wrapped: its heading took the rest."""


def _wrapped(text: str, i: int) -> bool:
    """Whether the line end at ``i`` only wraps a sentence (a scan, a PDF) and does not close it."""
    if is_row_end(text, i) or is_head_next(text, i):
        return False
    begin = text.rfind("\n", 0, i) + 1
    least = 20 if begin else FIRST
    indent = _INDENT.match(text, i + 1)
    if indent and indent.group():  # a hanging indent, where the line above is full
        least = INDENTED
        if _LABELLED.match(text, indent.end()):
            return False
    here = indent.end() if indent else i + 1
    if _LABEL_LINE.match(text, here) or _BRACKET_LINE.fullmatch(text, begin, i):
        return False
    return (i - begin >= least and bool(text[here : here + 1].strip()) and text[i - 1] not in "。｡.；;！!？?：:”》】〕］]"
            and not _MARKED.match(text[here : here + 12]) and not DUTY_CELL.match(text, here))


def unwrapped(text: str) -> str:
    """The text with a blank for every line end that only wraps a sentence, offset for offset."""
    return "".join(" " if c == "\n" and _wrapped(text, i) else c for i, c in enumerate(text))


def _trim(text: str, begin: int, end: int, shift: int) -> tuple[int, int] | None:
    piece = text[begin:end]
    lead = _LEAD.match(piece)
    if lead and lead.end() < len(piece.rstrip()):
        begin += lead.end()
    end = begin + len(text[begin:end].rstrip())
    return (begin + shift, end + shift) if re.search(r"\w", text[begin:end]) else None


def clauses(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The (start, end) offsets of the clauses of a sentence, cut at commas outside brackets."""
    spans, begin, depth = [], 0, 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        if char in ",，；;。:：" and depth == 0 and not text[i - 1 : i + 2].replace(",", "").isdigit():
            spans.append((begin + start, i + 1 + start))
            begin = i + 1
    if begin < len(text):
        spans.append((begin + start, len(text) + start))
    return spans


def grams(text: str) -> list[str]:
    """Search tokens: single characters and bigrams of Chinese runs, whole Latin/number runs."""
    tokens: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if run[0].isascii():
            tokens.append(run)
        else:
            tokens.extend(run)
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tokens


def shared_grams(a: str, b: str) -> float:
    """The share (0–1) of a's bigrams that stand in b."""
    left = {t for t in grams(a) if len(t) > 1}
    return len(left & set(grams(b))) / len(left) if left else 0.0


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The jieba words of the normalised text, punctuation left out."""
    return tuple(w for w in jieba.lcut(normalise(text)) if re.search(r"\w", w))


def figureless(text: str) -> list[str]:
    """The words of a text in their order, without its figures."""
    return [w for w in words(text) if not re.search(r"\d", w)]


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """The normalised text without any white space, for containment tests."""
    return _SPACES.sub("", normalise(text))


def common_run(a: str, b: str) -> str:
    """The longest run of characters that both texts hold."""
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return a[match.a : match.a + match.size]
