"""Many questions at once: each asked after its earlier turns, its answer as a plain record."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.answer import Answer, Citation, Turn
from assistant.assistant import Assistant
from assistant.evaluation import gold_held, single_district
from vectorstore import Hit

Search = Callable[[str, int], list[Hit]]

CITED = ("number", "district", "notice", "item", "address", "quote", "passage", "start", "end",
         "source")
DEPTHS = (1, 5)
"""hit@1 and hit@5."""


def answered(assistant: Assistant, turns: Iterable[str]) -> Answer:
    """The answer to the last turn, the ones before answered first."""
    history: list[Turn] = []
    for question in turns:
        history.append(Turn(question, assistant.ask(question, history)))
    answer = history[-1].answer
    assert answer is not None
    return answer


def record(identity: str, answer: Answer) -> dict[str, Any]:
    """An answer as a line of ANSWERS.jsonl."""
    return {
        "id": identity, "answer": answer.text, "refused": answer.refused,
        "citations": [_cited(c) for c in answer.citations], "elapsed_ms": answer.elapsed_ms,
    }


def _cited(citation: Citation) -> dict[str, Any]:
    return {name: getattr(citation, name) for name in CITED}


def retrieval(assistant: Assistant, questions: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """hit@k on single-district questions, as they are asked.

    A hit is a passage among the first k that holds a gold quote. "hit" is the assistant's search,
    which keeps to the districts that a question names; "store_hit" the bare store's.
    """
    asked = [q for q in questions if single_district(q)]
    searches: dict[str, Search] = {"hit": assistant.search, "store_hit": assistant.store.search}
    figures: dict[str, float] = {"retrieval_questions": len(asked)}
    for name, search in searches.items():
        ranks = [_rank(q, search(q["turns"][0], max(DEPTHS))) for q in asked]
        for depth in DEPTHS:
            share = sum(rank <= depth for rank in ranks) / max(len(ranks), 1)
            figures[f"{name}@{depth}"] = round(share, 4)
    return figures


def _rank(question: Mapping[str, Any], hits: Sequence[Hit]) -> float:
    """The place (from 1) of the first hit that holds a gold quote; infinity without one."""
    places = (n for n, hit in enumerate(hits, 1) if gold_held(question, hit.passage.text))
    return next(places, math.inf)
