"""The measures by which one question ranks or sums units, each a question of its own."""

import re
from dataclasses import replace

from assistant.finding import DULL
from assistant.question import Question, superlative_of, wants_measured
from assistant.replies.ranked import SUM
from assistant.terms import content_words
from assistant.wants import MEASURED, Want, wants_of
from assistant.wording import normalise


def aspects(question: Question) -> tuple[Question, ...]:
    """The measures of a question that ranks or sums units by several (线索一共多少,其中立案多少).

    Each has the words of its own clause and of those before it; a clause that only ranks or compares
    (最多的比最少的多多少) is none. A sum that is asked for once is asked for all.
    """
    norm = normalise(question.asked)
    pieces = [p for p in re.split(r"[,;?!。、]|(?<=多少)(?=[\u4e00-\u9fff]{2,8}(?:多少|几))", norm) if _COUNTED.search(p)]
    summed = SUM.search(norm)
    if len(pieces) < 2 or question.english or "前后" in norm or not (summed or superlative_of(norm)):
        return ()
    known = content_words(question.topic, DULL)
    lead = norm.split(pieces[0])[0]
    held = tuple(w for w in known if w in lead)
    told: list[tuple[str, tuple[str, ...], tuple[Want, ...]]] = []
    for piece in pieces:
        own = tuple(w for w in known if w in piece and not _ORDER.search(w))
        wants = (*wants_of(piece), *([Want("money")] if _MONEY.search(piece) else ()))
        fresh = [w for w in own if not any(w in other or other in w for _, words, _ in told for other in words)]
        if told and not fresh and (_units(wants) <= _units(told[-1][2]) or _APART.search(piece)):
            told[-1] = (*told[-1][:2], tuple(dict.fromkeys((*told[-1][2], *wants))))
            continue
        told.append((piece, own, wants))
    parts, measures = [], {w.unit for _, _, counted in told for w in counted}
    for i, (piece, own, wants) in enumerate(told):
        thing = told[-1][1] if _BARE.search(piece) else ()  # 多少间、多少平方米办公用房: named behind the last of them
        about = dict.fromkeys((*held, *(told[0][1] if i else ()), *own, *(w for w in thing if w not in measures)))
        asked = lead + piece if not summed or superlative_of(piece) or SUM.search(piece) else f"{lead}{piece},合计"
        parts.append(replace(question, asked=asked, text=asked, topic=" ".join(about), quoted=(), own_topics=(),
                             superlative=superlative_of(asked) or question.superlative, wants=wants_measured(wants, piece)))
    return tuple(parts)


_MONEY = re.compile("多少[\u4e00-\u9fff]{0,4}(?:工资|租金|补贴|补助|债务|罚款|奖金|[账货工程欠]款|违约金)$")
_BARE = re.compile("(?:多少|几)[\u4e00-\u9fff]{1,3}$")
"""How a clause ends that leaves to another what it counts."""
_APART = re.compile("相差|差(?:了)?(?:多少|几)|差距|多出")
"""How a clause asks only how far what is ranked lies apart."""
_COUNTED = re.compile("多少|几(?!个(?:区|县|市|地方|单位))|谁|哪[个家里边]")
_ORDER = re.compile(r"^(?:[万亿]?元|最?[多少高低大小][的出]?|多出|相差|合计|总共|一共|加起来|.?得)$")


def _units(wants: tuple[Want, ...]) -> set[str]:
    """What the figures wanted are counted in: 元 for money, a measure word."""
    return {"元" if w.kind == "money" else w.unit or w.kind for w in wants if w.kind in MEASURED and (w.unit or w.kind != "count")}
