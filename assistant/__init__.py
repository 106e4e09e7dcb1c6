"""Question → evidence → answer → check: ``from assistant import Assistant``."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer import Answer, Turn
    from assistant.assistant import Assistant

__all__ = ["Answer", "Assistant", "Turn"]

_HOMES = {"Answer": "answer", "Assistant": "assistant", "Turn": "answer"}


def __getattr__(name: str) -> Any:
    """Load the engine and the store (about a second) only when they are asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'assistant' has no attribute '{name}'")
    return getattr(import_module(f"assistant.{_HOMES[name]}"), name)
