"""Which items a question names: by number, by title, by its heading or what it is about."""

import re

from assistant.evidence import EvidenceFinder
from assistant.finding import DULL
from assistant.library import Unit
from assistant.question import ItemRef, Question, asks_whole
from assistant.terms import content_words, support
from assistant.wording import common_run, compact, normalise, shared_grams
from ingest.markers import STEM, number_of
from ingest.notice import Item, Notice

HEADING = 6
"""Characters from which a heading that stands in a question names its item."""
TITLE_MATCH = 0.72
NAMED = 0.85
"""Share of a heading's bigrams from which a question names it."""


def named(question: Question, unit: Unit) -> list[Item]:
    """The unit's items that the question's numbers fit, of the chapter that it names, or else its titles."""
    notice = unit.notice
    names = (q for q in (*question.quoted, *question.titles) if not (question.refs and _NUMBER_ALONE.fullmatch(q)))
    quoted = [i for q in names for i in by_title(q, notice)]
    numbered = [i for ref in question.refs for i in by_number(ref, notice)]
    for told_apart in (_marked_so, _below, _in_chapter, _hinted_at):
        numbered = told_apart(question, numbered, notice)
    if quoted and numbered:
        both = [i for i in numbered if i in quoted]
        inside = [i for i in numbered if any(a in quoted for a in notice.path(i)[:-1])]
        return list(dict.fromkeys(both or inside or quoted))
    return list(dict.fromkeys(numbered or quoted or by_heading(question, unit)))


_NUMBER_ALONE = re.compile(r"(?:问题|第|其|专项)?[\d一二三四五六七八九十]{1,3}(?:个问题|[项条个])?")
"""What stands in quotation marks and is a number, no title (“问题1”)."""


def _marked_so(question: Question, found: list[Item], notice: Notice) -> list[Item]:
    """Of several items of one number, those whose marker stands in the question (专项3, not 问题3)."""
    asked = compact(question.asked)
    said = [i for i in found if len(mark := compact(i.marker).strip(_AROUND)) >= MARKER
            and re.search(rf"{re.escape(mark)}(?![\d一二三四五六七八九十])", asked)]
    return said or found


_AROUND = ":：、.|｜〔〕【】[]()"
"""What stands around the number of a marker."""
MARKER = 3
"""Characters from which a marker tells items of one number apart."""


def _below(question: Question, found: list[Item], notice: Notice) -> list[Item]:
    """Of several items of one number, those below the numbers that a question goes down by (第三方面第2条第1点)."""
    numbers = [number_of(n) for n in _STEPS.findall(compact(question.asked))]
    if len(numbers) < 2:
        return found
    paths = [[a.number for a in notice.path(i)][-len(numbers):] for i in found]
    return [i for i, path in zip(found, paths, strict=True) if path == numbers] or found


_STEPS = re.compile(r"第\(?(\d{1,2}|[一二三四五六七八九十]{1,3})\)?(?:大?(?:部分|方面|类|项)|章|条|点|个)")


def _hinted_at(question: Question, found: list[Item], notice: Notice) -> list[Item]:
    """Of several items of one number, the one whose heading says what the question calls it by (矿山那条)."""
    if len(found) < 2 or len({i.number for i in found}) > 1:
        return found
    terms = [t for t in content_words(question.topic, DULL) if len(t) > 1 and not re.search(r"\d", t)
             and not _FRAME.search(t)]
    told = [max((support(t, compact(i.heading)) for t in terms), default=0.0) for i in found]
    best = max(told)
    return [i for i, held in zip(found, told, strict=True) if held == best] if best >= NAMED else found


def _in_chapter(question: Question, found: list[Item], notice: Notice) -> list[Item]:
    """Of several items of one number, those of the chapter that the question names (专项检查第3项)."""
    topic = _FRAME.sub("", compact(question.topic))
    shared = [max((len(common_run(topic, _FRAME.sub("", compact(a.heading))))
                   for a in notice.path(i)[:-1]), default=0) for i in found]
    best = max(shared, default=0)
    if len(found) < 2 or best < CHAPTER:
        return found
    return [i for i, run in zip(found, shared, strict=True) if run == best]


_FRAME = re.compile(r"问题|整改|方面|情况|反馈|通报")
CHAPTER = 3
"""Characters in a row by which a question names the heading of a chapter."""


def by_heading(question: Question, unit: Unit) -> list[Item]:
    """The problem whose whole heading stands in a question that asks what was done about it."""
    topic = _letters(question.topic)
    if not asks_whole(question):
        return []
    found = [(_named(_letters(i.heading), topic), i) for i in unit.notice.problems
             if len(_letters(i.heading)) >= HEADING]
    best = max((share for share, _ in found), default=0.0)
    return [i for share, i in found if share == best and share >= NAMED][:1]


def by_subject(question: Question, unit: Unit, finder: EvidenceFinder) -> list[Item]:
    """The problems whose headings say all that a question on the whole of something is about (招投标怎么整改的)."""
    asked = normalise(question.asked)
    if question.inherited or question.english or question.quoted or any(w.kind != "list" for w in question.wants):
        return []
    if not (asks_whole(question) or _HOW_IT_STANDS.search(asked)):
        return []
    terms = content_words(question.topic, DULL)
    heads = {i.id: compact(i.heading) for i in unit.notice.problems if i.heading}
    told = {i.id: finder.ranker.coverage(terms, heads[i.id]) for i in unit.notice.problems if i.heading}
    best = max(told.values(), default=0.0)
    found = [i for i in unit.notice.problems if told.get(i.id, 0.0) >= max(SUBJECT, best)]
    return found if len(found) <= ALIKE else []


_HOW_IT_STANDS = re.compile(r"(?:处置|整治|治理|工作|整改|解决|化解|建设|落实|推进|完成)?(?:情况|进展|进度|成效|效果)(?:如何|怎么?样|呢|吗|是)?[?。]*$|怎么?样了?[?。]*$|问题的?整改[?。]*$")
SUBJECT, ALIKE = 0.8, 2
"""Share of a question's telling words that a heading says which it is about, and how many such there may be."""


def _letters(text: str) -> str:
    """The text without punctuation, and without the words that frame a problem's title."""
    return re.sub(r"\W|^关于|(?:的)?问题(?:的整改(?:情况)?)?$", "", compact(text))


def _named(heading: str, topic: str) -> float:
    """How far (0–1) a topic names a heading, its length taken into account."""
    return 1.0 if heading in topic else shared_grams(heading, topic)


def by_number(ref: ItemRef, notice: Notice) -> list[Item]:
    """The items that a number fits: problems first, then the groups above them."""
    if ref.chapter:
        return _chapter(ref, notice)
    same = [i for i in notice.items if i.number == ref.number
            and (i.heading or (ref.part and i.kind == "part"))]
    if ref.part:
        above = {i.id: [a for a in notice.path(i)[:-1] if a.number == ref.part] for i in same}
        grouped = [i for i in same if any(a.kind == "group" for a in above[i.id])]
        same = grouped or [i for i in same if above[i.id]] or same
    if ref.shape:
        shaped = [i for i in same if _shape(i.marker) == ref.shape]
        same = shaped or same
    problems = [i for i in same if i.kind == "problem"]
    groups = [i for i in same if i.kind == "group" and i.level >= _problem_level(notice) - 1]
    if problems and ref.shape and any(_shape(i.marker) == ref.shape for i in problems):
        return problems
    if problems:
        apart = [g for g in groups if not any(p.parent == g.id for p in problems)]
        fitting = problems + (groups if apart and len(notice.problems) > len(problems) else [])
        return sorted(fitting, key=lambda i: i.start)
    inside = [i for i in same if ref.part and i.kind == "part"]
    return groups or inside or [i for i in same if i.kind == "group"]


def _chapter(ref: ItemRef, notice: Notice) -> list[Item]:
    """The chapter of a number: of 部分 among the outermost items, else among those above the problems."""
    outer = ref.chapter in ("部分", "章")
    held = {notice.path(p)[-2].id for p in notice.problems if len(notice.path(p)) > 1}
    same = [i for i in notice.items if i.number == ref.number and i.heading and i.kind in ("section", "group")]
    if ref.part:
        same = [i for i in same if any(a.number == ref.part for a in notice.path(i)[:-1])]
    above = [i for i in same if any(notice.path(p)[0].id == i.id for p in notice.problems) or i.level == 1]
    inner = [i for i in same if i.id in held or any(c.id in held for c in notice.children(i))]
    found = (above or inner) if outer and not ref.part else (inner or same)
    top = min((i.level for i in found), default=0)
    return [i for i in found if i.level == top][:1]


def _problem_level(notice: Notice) -> int:
    return min((i.level for i in notice.problems), default=0)


def _shape(marker: str) -> str:
    text = compact(marker)
    if re.search(r"\(\d+\)", text):
        return "(1)"
    if re.search(r"\([一二三四五六七八九十]+\)", text):
        return "(一)"
    if re.search(r"^\d+[.、]?", text):
        return "1."
    return "一、"


def by_title(title: str, notice: Notice) -> list[Item]:
    """The items whose heading a (partial) title names, best match first."""
    wanted = compact(title)
    if re.fullmatch(rf"[\d.]{{3,}}|\d+[-—]\d+|{STEM}[-—]?\d+|[a-z]{{1,2}}[-—]?\d+|[ivx]{{1,4}}[-—]\d+|[一二三四五六七八九十附表\d]+[-—]\d+|[\u4e00-\u9fff][·.]?\d{{1,2}}", wanted):  # a number of several parts: 2.1, 乙-03
        return [i for i in notice.items if compact(i.marker).strip(_AROUND).endswith(wanted)
                or not i.marker and re.match(rf"{re.escape(wanted)}(?![\d.])", compact(i.heading))][:1]
    if len(wanted) < 3:
        return []
    scored = []
    for item in notice.items:
        if item.kind not in ("problem", "group", "section", "part") or not item.heading:
            continue
        heading = compact(item.heading)
        if wanted in heading or (len(heading) >= 5 and heading in wanted):
            score = 1.0 + len(wanted) / (len(heading) + len(wanted))
        else:
            score = shared_grams(wanted, heading)
        if score >= TITLE_MATCH:
            scored.append((score + (0.1 if item.kind == "problem" else 0.0), item))
    scored.sort(key=lambda pair: -pair[0])
    return [item for score, item in scored[:1]]
