"""A short name for what is asked, in the question's own words and their order."""

import re

import jieba

from assistant.finding import DULL
from assistant.question import Question
from assistant.wants import uncounted
from assistant.wording import normalise

LABEL = 20
"""Chinese characters of a name for what is asked."""
BLANK = "相关内容"
"""The name where a question tells nothing of what it is about."""


def label(question: Question, blank: str = BLANK) -> str:
    """A short name for what is asked, to head a row or a column; ``blank`` where there is none."""
    told = _told(question)
    telling = [(joint, piece) for joint, piece in told if piece not in DULL]
    name = ""
    for joint, piece in telling or told:
        lead = f"{name}{joint if name else ''}"
        if _width(lead) + _width(piece) > LABEL:
            kept = _cut(piece, LABEL - _width(lead))
            return f"{f'{lead}{kept}' if kept else name or piece[:LABEL]}…"
        name = f"{lead}{piece}"
    return name or blank


def _told(question: Question) -> list[tuple[str, str]]:
    """The pieces of a question's topic that say something, each behind what joins it to the one before."""
    text, at, joint, known = normalise(question.text), 0, "", True
    found: list[tuple[str, str]] = []
    for piece in _in_order(question.topic.split(), text):
        place = text.find(piece, at)
        between = text[at:place] if known and place >= 0 else ""
        at, known = (place + len(piece), True) if place >= 0 else (at, False)
        counted = uncounted(piece) if _HOW_MANY.search(between) else piece
        joint = joint or _joint(between, counted or piece, question.english)
        shown = _bare(counted)
        for _, told in found:
            shown = _bare(shown.removeprefix(told))
        if shown and not any(shown in told for _, told in found):
            found.append((joint, shown))
            joint = "、" if piece[-1] in _STOPS else ""
    return found


def _in_order(pieces: list[str], text: str) -> list[str]:
    """The pieces of a topic with those that stand in the text in its order."""
    standing = iter(sorted((p for p in pieces if p in text), key=text.find))
    return [next(standing) if p in text else p for p in pieces]


def _joint(between: str, piece: str, english: bool) -> str:
    """What joins a piece of a topic to the one before, by what stands between them in the question."""
    if piece[0].isascii() and piece[0].isalpha():
        return " "
    if between.strip() in ("的", "和", "与", "及"):
        return between.strip()
    return "、" if english or piece[0] in _STOPS or any(stop in between for stop in _STOPS) else ""


_STOPS = ",;。?!:、"
_HOW_MANY = re.compile(r"(?:多少|几)\s*$")
_ENDS = re.compile(r"(?:[,;:、了]|(?<!目)的|(?<!求)是)+$")
_AROUND = frozenset("里 中 把 将 给 对 向 由 被 的 在 和 与 及 为 都 各 也 就 到 有 那 这 从 上 下 着 过 请 其中 那些 这些 分别".split())
"""Words that join a piece of a topic to what was asked of it."""
_ENGLISH = frozenset("who is of in a an at on by to or not did do it their they them there any me us tell about whose where when why".split())
"""English words that tell nothing of what is asked."""


def _bare(piece: str) -> str:
    """A piece of a topic without the words that only join it; "" where nothing is left."""
    if piece in _ENGLISH or piece.isascii() and piece in DULL:
        return ""
    words = jieba.lcut(_ENDS.sub("", piece.lstrip(_STOPS)))
    while words and (words[-1] in _AROUND or words[-1] in _STOPS):
        words.pop()
    while words and (words[0] in _AROUND or words[0] in _STOPS):
        words.pop(0)
    kept = _ENDS.sub("", "".join(words))
    return kept if len(kept) > 1 or kept.isdigit() else ""


def _width(text: str) -> int:
    """How much room a text takes, two letters as much as one Chinese character."""
    return len(text) - sum(c.isascii() and c.isalpha() for c in text) // 2


def _cut(piece: str, room: int) -> str:
    """As many whole words of a piece as there is room for."""
    kept = ""
    for word in jieba.lcut(piece):
        if _width(kept + word) > room:
            break
        kept += word
    kept = _ENDS.sub("", kept)
    return kept if len(kept) > 1 else ""
