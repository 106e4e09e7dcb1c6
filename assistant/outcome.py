"""What became of a problem: the sentence that tells it, where a question asks for that and only the problem was found."""

import re
from collections.abc import Sequence

from assistant.excerpts import Excerpt
from assistant.question import Question
from assistant.ranking import Scored
from assistant.wants import hard_fit
from assistant.wording import common_run, compact, normalise, sentences
from ingest.markers import LABEL
from ingest.notice import Item, Notice

ASKED = re.compile(
    r"后来|现在|如今|眼下|目前|最后|结果|(?:以|之|整改|返工|改造|处理|治理|清理)后|改了|改完|怎么样了?|到底|(?:退|还|追|收|补|发|给|罚|付|改|解决|处理|完工|完成)[^,。?]{0,6}(?:没有?|吗|了没|完|清|到|回|掉)|"
    r"(?:退|还|追回|收回|补发|清退|整改率|满意)")
"""How a question asks for what came of a problem."""
BEFORE = re.compile(r"(?:整改|巡[视察]|治理|改造)(?:之|以)?前|原来|当初|指出|查出|发现了?什么")
_STATES = re.compile(r"^[\W\d]*(?:(?:反馈|检查|巡[视察]组?)(?:指出|发现|点出|认为)|(?:存在|反馈|具体)?问题(?:表现|描述)?[】\]:：])")
"""How a sentence opens that states the problem."""


def outcome(question: Question, notice: Notice, chosen: Sequence[Excerpt], ranked: Sequence[Scored]) -> Scored | None:
    """The sentence that tells what came of the problem that alone was found; None where that is not asked for."""
    asked = normalise(question.asked)
    before = BEFORE.search(asked)
    if len({e.home for e in chosen}) != 1 or not ASKED.search(asked[before.end() :] if before else asked):
        return None
    home = chosen[0].home
    here = max(e.end for e in chosen)
    begins = next((at for at in (measures_begin(notice, notice.item(home)), _results_begin(notice, home)) if at and here <= at), None)
    if begins is None:
        return None
    behind = [s for s in ranked if s.sentence.home == home and s.sentence.start >= begins
              and not s.sentence.heading and re.search(r"\d", s.sentence.text)]
    told = {n for e in chosen for n in _SUM.findall(compact(e.scored.sentence.text))}
    same = [s for s in behind if told & set(_SUM.findall(compact(s.sentence.text)))]  # 63.8万元已全部退还
    same = same or [s for s in behind if any(len(common_run(name, compact(s.sentence.text))) >= NAME for e in chosen
                                              for name in _NAMES.findall(compact(e.scored.sentence.text)))]
    fitting = [s for s in behind if hard_fit(question.wants, s.sentence.text) > 0]
    return next(iter(same or fitting or behind), None)


_SUM = re.compile(r"\d[\d.,]*[万亿]?[\u4e00-\u9fff]")
_NAMES = re.compile("[\u4e00-\u9fff]{3,14}?(?:公司|集团|医院|学校|中学|小学|学院|工程|小区|合作社)")
NAME = 5
"""Characters in a row of a name by which two sentences speak of the same."""
_RESULT = re.compile("成效|成果|结果|改得|怎么样|进展")
"""What the label says that opens what came of the measures."""


def _results_begin(notice: Notice, home: str) -> int | None:
    """Where a problem's text goes on from the measures to what came of them; None without a label that says so."""
    item = notice.item(home)
    return next((label.start() for label in LABEL.finditer(notice.text, item.body_start, item.end)
                 if _RESULT.search(label.group()) and label.start() > item.body_start), None)


def measures_begin(notice: Notice, item: Item) -> int | None:
    """Where an item's text goes on from the problem to what was done: at its label, else behind its first sentences."""
    own = notice.text[item.body_start : item.own_end]
    label = LABEL.search(notice.text, item.body_start, item.own_end)
    if label and label.start() > item.body_start:
        return label.start()
    if item.kind == "problem" and item.own_end < item.end:
        return item.own_end  # the measures are items of their own
    spans = sentences(own, item.body_start)
    if len(spans) < 2:
        return None
    stating = [end for start, end in spans if _STATES.match(compact(notice.text[start:end]))]
    first = next((end for _, end in spans if notice.text[end - 1] in "。！？"), spans[0][1])
    return stating[-1] if stating else first
