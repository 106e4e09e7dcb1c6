"""Many questions at once: each asked after its earlier turns, its answer as a plain record."""

from collections.abc import Iterable
from typing import Any

from assistant.answer import Answer, Citation, Turn
from assistant.assistant import Assistant

CITED = ("number", "district", "notice", "item", "address", "quote", "passage", "start", "end",
         "source")


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
