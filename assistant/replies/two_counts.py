"""Where a notice states one number of problems and lists another: which of them an answer gives."""

from assistant.answer import Bullets
from assistant.counts import told_apart
from assistant.fields import fields_asked
from assistant.question import Question
from assistant.replies.desk import Desk, Draft


def two_counts(question: Question, draft: Draft, desk: Desk) -> str:
    """The note that tells the two numbers apart under an answer that gives one of them; "" under any other."""
    lists = draft.kind == "outline"
    if not lists and (draft.kind not in ("profile", "aggregate") or not any(
            f.name == "total" for f in fields_asked(question.text, question.topic))):
        return ""
    said = []
    for unit in desk.units(question):
        apart = told_apart(unit.notice)
        if apart and (not lists or _listed(draft) == apart[1]):
            said.append(f"{unit.name}的通报自述{apart[0].key:.0f}项,正文逐条列出{apart[1]}项")
    if not said:
        return ""
    return f"{';'.join(said)}。" + ("这里列的是正文的条目。" if lists else "这里取通报自述的数。")


def _listed(draft: Draft) -> int:
    """How many entries the lists of a draft hold."""
    return sum(len(block.entries) for block in draft.blocks if isinstance(block, Bullets))
