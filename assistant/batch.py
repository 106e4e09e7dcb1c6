"""Many questions at once: each asked after its earlier turns, its answer as a plain record."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.answer import Answer, Citation, Turn
from assistant.assistant import Assistant
from assistant.evaluation import gold_held, single_district

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


def retrieval(assistant: Assistant, questions: Iterable[Mapping[str, Any]],
              tell: Callable[[], None] | None = None) -> dict[str, float]:
    """hit@k of the store's search on single-district questions, as they are asked.

    A hit is a passage among the first k that holds a gold quote.
    """
    asked = [q for q in questions if single_district(q)]
    hits = dict.fromkeys(DEPTHS, 0)
    for question in asked:
        found = assistant.store.search(question["turns"][0], max(DEPTHS))
        held = [gold_held(question, hit.passage.text) for hit in found]
        for depth in DEPTHS:
            hits[depth] += any(held[:depth])
        if tell:
            tell()
    figures = {f"hit@{k}": round(n / max(len(asked), 1), 4) for k, n in hits.items()}
    return {"retrieval_questions": len(asked), **figures}
