"""Counts of the whole that a notice states: its problems, its measures, what is settled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.field_values import FieldValue, half_width
from assistant.wording import clauses, sentences, unwrapped
from ingest.notice import Notice

_COUNT = r"(\d+)\s*(?:个|项|条|件)"
_DONE = re.compile(
    rf"(?:已|已经)?(?:完成整改|整改完成|全部完成整改|整改到位|完成|销号|改完)(?:的)?(?:问题|任务)?\s*{_COUNT}|{_COUNT}[^,。;]{{0,6}}已?(?:经)?(?:完成整改|整改完成|整改到位)(?!\s*\d)")
_PARTS = re.compile(
    rf"(?:基本完成(?:整改)?|长期整改|正在(?:整改|推进)|持续整改|未完成(?:整改)?|尚未完成(?:整改)?|阶段性完成(?:整改)?|(?:取得)?(?:阶段性|初步|明显)(?:成效|进展)|长期坚持(?:整改)?|整改中|推进中|还有|还剩)\s*{_COUNT}")
_TOTAL = re.compile(rf"{_COUNT}(?:具体|小)?(?:整改)?(?:问题|任务|事项)")


@dataclass(frozen=True)
class Progress:
    """How many of a notice's problems were settled, as it says: counts and the sentence."""

    done: int
    total: int
    start: int
    end: int
    rate: str = ""

    @property
    def share(self) -> Decimal:
        """The share of the problems that is settled, in per cent."""
        return Decimal(self.done) * 100 / Decimal(self.total)

    @property
    def said(self) -> str:
        """The share as the notice states it, else as worked out (72.9%)."""
        return self.rate or f"{self.share:.1f}%"


def progress_of(notice: Notice) -> Progress | None:
    """The counts of problems settled, from the notice's own summary sentence.

    Of several the one whose whole the outline bears out, else the first: tasks are counted too (93项任务).
    """
    first, listed = None, len(notice.problems)
    for told in _summaries(notice):
        if told.total == listed and re.search(
                rf"(?<!\d){listed}(?!\d)", half_width(notice.text[told.start : told.end])):
            return told
        first = first or told
    return first


def _summaries(notice: Notice) -> Iterator[Progress]:
    """Every sentence outside the problems that counts what is settled of a whole."""
    for item in notice.items:
        if item.kind in ("problem", "part", "contact", "signature"):
            continue
        text = unwrapped(notice.text[item.start : item.own_end])
        for m in re.finditer(r"[^。;\n]*[。;\n]?", text):
            sentence = half_width(m.group(0))
            done = next((d for d in _DONE.finditer(sentence)
                         if not re.search(r"基本$|未$|性$", sentence[: d.start()])
                         and not _of_measures(sentence[: d.start()])), None)
            if not done or not re.search(r"问题|整改|任务|销号|在改", sentence):
                continue
            number = int(next(filter(None, done.groups())))
            rest = sum(int(x) for x in _PARTS.findall(_until_other(sentence, done.end())))
            total = _total(notice, sentence[: done.start()], half_width(text[: m.start()]), number, rest)
            if total >= number and (rest or total > number or "整改率" in sentence):
                part = sentence.rfind(";", 0, done.start()) + 1
                apart = part if _TOTAL.search(sentence, part, done.start()) else 0
                start = item.start + m.start() + apart
                yield Progress(number, total, start, item.start + m.start() + len(m.group(0).rstrip()),
                               _stated_rate(sentence, number / total))


def _of_measures(before: str) -> bool:
    """Whether a count stands in a part of its sentence that counts measures (131条措施完成118条)."""
    part = re.split("[;；]", before)[-1]
    return bool(re.search("措施|举措", part)) and not re.search("问题|事项", part)


def _stated_rate(sentence: str, share: float) -> str:
    """The rate that a sentence gives for the problems, not for its measures or letters."""
    rates = re.findall(r"(?:整改|完成|到位|落实)率[^\d]{0,3}([\d.]+%)", sentence)
    return next((r for r in rates if abs(float(r[:-1]) - 100 * share) < 1), "")


def _until_other(sentence: str, start: int) -> str:
    """The rest of a count of problems, up to where another thing is counted (;巡视移交的…)."""
    return re.split(r"移交|信访|线索|\d+\s*[条项](?:整改)?(?:措施|举措)", sentence[start:])[0]


def _total(notice: Notice, before: str, earlier: str, done: int, rest: int) -> int:
    """How many problems there are: as the sentence says, as one above it says, or their sum."""
    if stated := [int(x) for x in _TOTAL.findall(before)]:
        return stated[-1]
    above = [n for x in _TOTAL.findall(earlier) if (n := int(x)) >= done + rest]
    if rest and above:
        return min(above)
    if rest:
        return done + rest
    return len(notice.problems) if len(notice.problems) >= done else 0


_STATED = re.compile(
    r"\d+\s*(?:个|项|条)(?:具体)?(?:整改)?(?:突出)?(?:问题|任务|事项)|(?:问题|任务|事项)(?:共|归并为|合并为|分为)?\s*\d+\s*(?:个|项|条)|细[分化](?:为|成)?\s*\d+\s*[个项]")
_SCALE = re.compile(r"[\d一二三四五六七八九十]+个?(?:大)?(?:方面|类)")
_OTHER_COUNT = re.compile(r"查摆|主题教育|审计|上轮|上一轮|回头看|线索|立行立改|自身|牵头|专项检查")


def counted(notice: Notice) -> list[FieldValue]:
    """How many problems the inspection found, in the notice's words, or counted by the outline.

    Of several counts the one that the outline bears out, else the first.
    """
    told: list[FieldValue] = []
    first = notice.problems[0].start if notice.problems else len(notice.text)
    all_of_them = re.compile(rf"反馈[^,。;]{{0,4}}(?<!\d){len(notice.problems)}个(?:具体)?问题")
    for item in notice.items:
        if item.kind in ("problem", "part", "group", "contact", "signature", "title"):
            continue
        for start, end in sentences(notice.text[item.start : item.own_end], item.start):
            text = half_width(notice.text[start:end])
            if not re.search(r"反馈|细化|分解|指出|巡[视察]", text):
                continue
            pieces = [(s, e) for s, e in clauses(text)
                      if (_STATED.search(text[s:e]) or _SCALE.search(text[s:e]))
                      and (all_of_them.search(text[s:e]) or not _OTHER_COUNT.search(text[s:e]))]
            stated = [m.group(0) for s, e in pieces for m in _STATED.finditer(text[s:e])]
            if stated:
                begin, stop = start + pieces[0][0], start + pieces[-1][1]
                key = _of_problems(stated, len(notice.problems))
                value = FieldValue(notice.text[begin:stop].strip(",，;；。 "), begin, stop, float(key))
                if item.start < first or key == len(notice.problems):
                    told.append(value)
    if told:
        return [next((v for v in told if v.key == len(notice.problems)), told[0])]
    if progress := progress_of(notice):
        said = notice.text[progress.start : progress.end].strip(",，;；。 \n")
        return [FieldValue(said, progress.start, progress.end, float(progress.total))]
    if not notice.problems:
        return []
    last, count = notice.problems[-1], len(notice.problems)
    return [FieldValue(f"通报未写明总数,正文逐条列出{count}个问题(计算得出)", last.start,
                       max(last.body_start, last.start + 1), float(count))]


def told_apart(notice: Notice) -> tuple[FieldValue, int] | None:
    """The number of problems that a notice states and how many it lists, where these are not the same."""
    listed, told = len(notice.problems), next(iter(counted(notice)), None)
    return (told, listed) if told and listed and told.key != listed else None


def _of_problems(stated: list[str], listed: int) -> int:
    """Which of several counts (18个问题拆解为57项任务) is that of the problems."""
    numbers = [(int(n), "问题" in said) for said in stated for n in re.findall(r"\d+", said)]
    named = [n for n, problems in numbers if problems] or [n for n, _ in numbers]
    return listed if listed in (n for n, _ in numbers) else named[-1]


_MEASURES_TOLD = re.compile(r"(?:措施|举措)\s*(\d+)\s*(?:条|项|个)|(\d+)\s*(?:条|项|个)(?:具体)?(?:整改)?(?:措施|举措)")


def measures(notice: Notice) -> list[FieldValue]:
    """How many measures the unit laid down for all its problems."""
    for item in notice.items:
        if item.kind in ("problem", "part", "contact", "signature", "title"):
            continue
        text = half_width(unwrapped(notice.text[item.start : item.own_end]))
        for start, end in clauses(text, item.start):
            told = _MEASURES_TOLD.search(text[start - item.start : end - item.start])
            if told:
                shown = notice.text[start:end].strip(",，;；。 \n")
                return [FieldValue(shown, start, end, float(next(filter(None, told.groups()))))]
    return []


_CARRIED_OUT = r"(?<!基本)(?<!未)(?:完\s?成|落\s?实(?:到位)?|办成|到位|落地|见效)了?"


@lru_cache(maxsize=8)
def _carried_out(things: str) -> re.Pattern[str]:
    """How many of such things are done, counted as they are (128条措施完成113条, 86条措施中79条已经落实)."""
    return re.compile(
        rf"(?<!的)(?<!成)(?:(?:{things})\s*(?P<a>\d+)\s*(?P<of_a>[条项个])|(?P<b>\d+)\s*(?P<of_b>[条项个])(?:具体)?(?:整改)?(?:{things}))"
        rf"[^。;；]{{0,{BEHIND}}}?(?:{_CARRIED_OUT}(?:整改)?\s*(?P<done>\d+)|(?<!\d)(?P<done_of>\d+)(?=[条项个](?:已经?|全部)(?:完成|落实)))"
        r"\s*(?:(?(a)(?P=of_a))(?(b)(?P=of_b)))(?:[,，](?:完成|落实)率[\d.]+%)?")


BEHIND = 40
"""Characters behind a number of measures or tasks within which it is said how many are done."""


def carried_out(notice: Notice, things: str) -> Progress | None:
    """How many of its measures or tasks (``things``, a pattern) the unit has carried out; None where it does not say."""
    for item in notice.items:
        if item.kind in ("problem", "part", "contact", "signature", "title"):
            continue
        text = half_width(unwrapped(notice.text[item.start : item.own_end]))
        for told in _carried_out(things).finditer(text):
            whole, done = int(told["a"] or told["b"]), int(told["done"] or told["done_of"])
            if whole >= done:
                return Progress(done, whole, item.start + told.start(), item.start + told.end(),
                                _stated_rate(told.group(), done / whole))
    return None


MEASURES, TASKS = "措施|举措", "任务"
"""What a unit lays down for its problems, as patterns of the nouns."""


def measures_done(notice: Notice) -> list[FieldValue]:
    """How many of its measures the unit has carried out (128条措施完成113条,完成率88.3%)."""
    told = carried_out(notice, MEASURES)
    if not told:
        return []
    return [FieldValue(" ".join(notice.text[told.start : told.end].split()), told.start, told.end, told.done / told.total)]


def progress(notice: Notice) -> list[FieldValue]:
    """How many problems were settled: the clauses of the notice's own summary that count them."""
    found = progress_of(notice)
    if not found:
        return []
    pieces = [(s, e) for s, e in clauses(notice.text[found.start : found.end], found.start)
              if re.search(r"完成|整改|销号|推进|坚持|成效|\d[个项条]?(?:具体)?问题", notice.text[s:e])
              and re.search(r"\d|[一二三四五六七八九十]", notice.text[s:e])
              and not re.search(r"信访|线索|移交|措施", notice.text[s:e])]
    start, end = (pieces[0][0], pieces[-1][1]) if pieces else (found.start, found.end)
    text = notice.text[start:end].strip(",，;；。 ")
    return [FieldValue(text, start, end, found.done / found.total)]
