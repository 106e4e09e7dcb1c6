"""The tests of one statement against its sources: facts, names, base, polarity, content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.figures import Fact, facts, fold, plain, same
from assistant.judge_base import CLAUSE, clause_at, comparable, context, rival_of, stripped
from assistant.judge_source import Places, Source
from assistant.judge_text import coverage, grams, letters, people, quoted, weight
from assistant.units import RATES

COVERED = 0.44
"""Least content coverage of a statement by its source (0–1); measured on the judge's corpus."""
COVERED_BY_FACTS = 0.2
"""The same, where a telling figure, date or title of the statement stands in the source."""

_ALL = re.compile(r"全部|全都|悉数|无一例外|所有|全面完成|100\s?%|百分之百|清零")
_ALL_SOURCE = re.compile(
    r"全部|全都|全面|全数|全体|都|均|悉数|所有|100\s?%|百分之百|清零|完毕|一律|各|逐|整体|全(?![区县市省国镇年])"
)
_NOT = re.compile(
    r"(?:未|没有?|不予|拒绝)(?:能|曾|被|获)?(?:完成|整改|解决|落实|办结|到位|通过|查处|处理|处分|发现|出台|召开|开展|建成"
    r"|化解|追究|立案|收回|追回|达到|达标|执行|下放|制定|印发|使用|开工|验收)|没有|从未|并未|尚未|尚无|无一"
)
_NOT_SOURCE = re.compile(r"未|没|无|不|拒|除")
_UP = re.compile(r"增长|增加|上升|提高|提升|新增|上涨|增幅|高于|多于")
_DOWN = re.compile(r"下降|减少|降低|压减|下滑|降幅|缩减|精简|低于|少于|压缩")


@dataclass(frozen=True)
class Doubt:
    """Why a statement fails: contradicted by its source, or just not borne out by it."""

    kind: Literal["contradicted", "unsupported"]
    reason: str
    source_value: str = ""


def doubts(text: str, sources: Sequence[Source], places: Places, context: str = "") -> list[Doubt]:
    """Everything wrong with the statement, worst first; nothing when its sources bear it out.

    ``context`` is the lead, row label and column header that a cell is read with.
    """
    text = fold(text)
    home = places.named(context)
    bare = bool(context) and len(letters(text)) < 4
    if len(sources) == 1 and not bare and not home - {sources[0].district} and (
            sources[0].holds(text)):
        return []
    found = _district_doubts(text, sources, places, home) + _altered_quotation(text, sources)
    bound = _Binding(text, sources, places, home)
    found += _fact_doubts(text, bound)
    found += _word_doubts(text, bound)
    if not found:
        found += _base_doubts(text, bound)
    if not found:
        found += _content_doubts(text, sources, places)
    if not found and bare:
        found += _cell_doubts(text, fold(context), bound)
    return sorted(found, key=lambda d: d.kind != "contradicted")


class _Binding:
    """Which of the sources speak for a stretch of the statement: those of the district named."""

    def __init__(self, text: str, sources: Sequence[Source], places: Places,
                 home: frozenset[str]) -> None:
        self.sources, self.places, self._home = list(sources), places, home
        self._mentions = [(at, name) for at, name in places.mentions(text)
                          if any(s.district == name for s in sources)]
        self._breaks = [m.end() for m in re.finditer(r"[,。;]", text)]
        self._text = text

    def at(self, offset: int) -> list[Source]:
        """The sources of the districts that the stretch at ``offset`` is about."""
        begin = max((b for b in self._breaks if b <= offset), default=0)
        end = min((b for b in self._breaks if b > offset), default=len(self._text))
        here = {n for at, n in self._mentions if begin <= at < offset}
        if not here:
            before = [(at, n) for at, n in self._mentions if at < offset]
            here = {before[-1][1]} if before else {n for at, n in self._mentions if at < end}
            if before and len(self._joined(before)) > 1:
                here = self._joined(before)
        here = here or set(self._home)
        return [s for s in self.sources if s.district in here] or self.sources

    def _joined(self, before: list[tuple[int, str]]) -> set[str]:
        """The districts named together (甲区和乙区分别…) just before a figure."""
        last = before[-1][0]
        start = max((b for b in self._breaks if b <= last), default=0)
        return {n for at, n in before if at >= start}


def _altered_quotation(text: str, sources: Sequence[Source]) -> list[Doubt]:
    """A source's own words with a figure exchanged, even for one that stands elsewhere in them."""
    words = re.sub(r"^[^:,。;]{1,20}:", "", text).strip().rstrip("。;")
    shape, figures = _FIGURE.sub("#", words), _FIGURE.findall(words)
    if not figures or len(letters(shape)) < QUOTATION:
        return []
    theirs = []
    for source in sources:
        held = fold(source.text)
        masked, every = _FIGURE.sub("#", held), _FIGURE.findall(held)
        for found in re.finditer(re.escape(shape), masked):
            first = masked[: found.start()].count("#")
            theirs.append(every[first : first + len(figures)])
    if not theirs or figures in theirs:
        return []
    ours, other = next((a, b) for a, b in zip(figures, theirs[0], strict=True) if a != b)
    return [Doubt("contradicted", f"数字{ours}与出处不符,出处为{other}", other)]


_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
QUOTATION = 8
"""Letters from which words that a source has alike, figures aside, are a quotation of it."""


def _district_doubts(text: str, sources: Sequence[Source], places: Places,
                     home: frozenset[str]) -> list[Doubt]:
    held = {s.district for s in sources}
    missing = [n for n in (places.named(text) or home) - held
               if not any(n in s.text for s in sources)]
    return [Doubt("unsupported", f"所引的是{'、'.join(sorted(held))}的通报,不是{name}的")
            for name in sorted(missing)]


def _fact_doubts(text: str, bound: _Binding) -> list[Doubt]:
    found = []
    for fact in facts(text):
        sources = bound.at(fact.start)
        if fact.soft or any(bears(fact, s) for s in sources) or _counts_districts(
                text, fact, bound.sources):
            continue
        value = _other_value(text, fact, sources)
        if not value and _counts_parts(text, fact):
            continue
        label = {"number": "数字", "date": "日期", "name": "名称"}[fact.kind]
        if value:
            found.append(Doubt("contradicted", f"{label}{fact.text}与出处不符,出处为{value}", value))
        else:
            found.append(Doubt("unsupported", f"出处中没有{label}{fact.text}"))
    return found


def _counts_parts(text: str, fact: Fact) -> bool:
    """Whether a small written number just counts what the statement lists (甲、乙和丙三家)."""
    if fact.kind != "number" or fact.text[0].isdigit() or fact.unit in RATES:
        return False
    lists = re.split(r"[。;:]", text)
    lists += [clause for part in lists for clause in re.split(r"[,]|分别", part)]
    parts = {len(re.split(r"[、,]|以及|[和与及]", part)) for part in lists}
    return fact.value == 2 or fact.value in parts


def _counts_districts(text: str, fact: Fact, sources: Sequence[Source]) -> bool:
    """Whether a number counts the districts that the sources are of (三个区, 五份通报)."""
    return bool(re.match(r"[区县市]|地区|通报|单位", text[fact.end:])) and (
        fact.value == len({s.district for s in sources}))


def bears(fact: Fact, source: Source) -> bool:
    """Whether the source states the fact somewhere."""
    for other, window in source.facts:
        if same(fact, other) and _year_fits(fact, other, window, source):
            return True
    if any(same(fact, other) and fact.date[0] in (None, other.date[0])
           for other in source.setting):
        return True
    if fact.kind == "name":
        return source.holds(fact.name)
    if fact.kind == "date":
        return False
    written = fact.text.replace(" ", "")
    return re.search(rf"(?<![\d.]){re.escape(written)}(?![\d.]*\d|[万亿])", source.tight) is not None


def _year_fits(fact: Fact, other: Fact, window: str, source: Source) -> bool:
    if fact.kind != "date" or fact.date[0] is None or other.date[0] is not None:
        return True
    running = source.year_before(other, window)
    return running == fact.date[0] if running else fact.date[0] in source.years or not source.years


def _other_value(text: str, fact: Fact, sources: Sequence[Source]) -> str:
    """The value the sources give for what the statement puts this fact to; "" if none does."""
    best, value = 0.0, ""
    clause = clause_at(text, fact.start)
    for source in sources:
        for other, window in source.facts:
            if not comparable(fact, other):
                continue
            near = context(text, fact, window, other)
            share = weight(grams(clause) & grams(clause_at(window, other.start)))
            score = near + share + 4 * _slip(fact.text, other.text) + (
                0.5 if window.strip() in source.quote else 0)
            if score > best and (near >= 2 or share >= 1):
                best, value = score, other.text
    return value


def _slip(one: str, other: str) -> float:
    """How alike two figures are written (0–1), as a slip of the pen leaves them; 2 for the same digits."""
    a, b = (re.sub(r"[^\d一二三四五六七八九十]", "", text) for text in (one, other))
    return 2.0 if a and sorted(a) == sorted(b) else SequenceMatcher(None, a, b).ratio()


def _word_doubts(text: str, bound: _Binding) -> list[Doubt]:
    """Quotations and names of persons that do not stand in the sources that speak there."""
    found = [Doubt("unsupported", f"出处中没有“{words}”的原话") for at, words in quoted(text)
             if plain(words) and not any(s.holds(words) or plain(words) in plain(s.about)
                                         for s in bound.at(at))]
    found += [Doubt("unsupported", f"出处中没有人名{name}") for at, name in people(text)
              if not any(name in s.text for s in bound.at(at))]
    return found


def _base_doubts(text: str, bound: _Binding, bare: bool = False) -> list[Doubt]:
    """A figure that stands in the source, but for something else (已完成10个 of 已完成35个)."""
    if "分别" in text:
        return []
    for fact in facts(text):
        if fact.soft or fact.kind != "number" or not (fact.unit or bare):
            continue
        held = [(other, source.text) for source in bound.at(fact.start)
                for other in facts(source.text, nested=True) if other.kind == "number"]
        rival = rival_of(text, fact, held, bound.places)
        if rival:
            return [Doubt("contradicted", f"出处中此处的数字是{rival.text},不是{fact.text}",
                          rival.text)]
    return []


def _cell_doubts(text: str, context: str, bound: _Binding) -> list[Doubt]:
    """A bare figure must be the figure of what its column, row or lead says."""
    metric = bound.places.without(context).replace("。", "")
    if not facts(text) or weight(grams(metric)) < 1:
        return []
    if found := _base_doubts(f"{metric}{text}", bound, bare=True):
        return found
    held = [w for s in bound.sources for f, w in s.facts if any(same(g, f) for g in facts(text))]
    if held and not any(grams(metric) & grams(w) for w in (*held, *(s.about for s in bound.sources))):
        return [Doubt("unsupported", f"出处中的{text.strip()}说的不是{metric}")]
    return []


def _content_doubts(text: str, sources: Sequence[Source], places: Places) -> list[Doubt]:
    """What is said, beyond its facts, must be what the sources say."""
    body = stripped(text, places)
    whole = "\n".join(f"{s.text}\n{s.about}" for s in sources)
    telling = [f for f in facts(text) if _telling(f)]
    needed = COVERED_BY_FACTS if telling else COVERED
    if coverage(body, whole) < needed:
        return [Doubt("unsupported", "所引段落没有说到这一点")]
    for clause in CLAUSE.findall(body):
        if len(letters(clause)) >= 6 and not facts(clause) and coverage(clause, whole) < 0.15:
            return [Doubt("unsupported", f"所引段落没有说到“{clause.strip()}”")]
    for fact in telling:
        windows = [w for s in sources for f, w in s.facts if same(fact, f)]
        if windows and not any(_meets(body, w) for w in windows):
            return [Doubt("unsupported", f"出处中的{fact.text}说的是另一件事")]
    return _polarity_doubts(body, sources)


def _telling(fact: Fact) -> bool:
    """Whether a fact is so particular that finding it in a passage means something."""
    if fact.kind != "number":
        return fact.kind == "name" or bool(fact.date[2] or fact.date[0] and fact.date[1])
    return not fact.soft and fact.value is not None and len(str(fact.value).strip("0.")) >= 2


def _meets(text: str, window: str) -> bool:
    """Whether two sentences share a content word beyond the words of every notice."""
    shared = grams(text) & grams(window)
    return weight(shared) >= 0.75 or len(letters(text) & letters(window)) >= 3 or len(
        letters(text)) < 3


def _polarity_doubts(text: str, sources: Sequence[Source]) -> list[Doubt]:
    """全部, 未 and 增/减 must be the source's own."""
    for clause in re.split(r"[,。;]", text):
        if not clause.strip():
            continue
        window = max((w for s in sources for w in s.windows), default="",
                     key=lambda w: _closeness(clause, w))
        for word, source_word in ((_ALL, _ALL_SOURCE), (_NOT, _NOT_SOURCE)):
            stated = word.search(clause)
            if stated and not source_word.search(window):
                return [Doubt("unsupported", f"出处没有说“{stated[0]}”")]
        near = _nearest_clause(clause, window)
        if _UP.search(clause) and _DOWN.search(near) and not _UP.search(near) or (
                _DOWN.search(clause) and _UP.search(near) and not _DOWN.search(near)):
            return [Doubt("contradicted", "增减方向与出处相反", near.strip())]
    return []


def _closeness(clause: str, window: str) -> float:
    figures = sum(any(same(f, g) for g in facts(window)) for f in facts(clause) if not f.soft)
    return coverage(clause, window) + figures


def _nearest_clause(clause: str, window: str) -> str:
    return max(CLAUSE.findall(window), default="", key=lambda c: _closeness(clause, c))
