"""Every prompt, one file each: a header (purpose, inputs, version), then its messages.

``load("answer").render(question=…, …)`` gives the messages for a chat model. Inputs are put in
in one pass, so that text from a notice can never be taken for a placeholder.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

REFUSAL = "【通报未提及】"
"""What a model replies, and nothing else, when the evidence does not answer the question."""
FENCE_OPEN, FENCE_CLOSE = "<<<通报原文 {key}>>>", "<<<原文完 {key}>>>"

_FOLDER = Path(__file__).resolve().parent
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Prompt:
    """A prompt: what it is for, the inputs it needs, its version and its two messages."""

    name: str
    purpose: str
    inputs: tuple[str, ...]
    version: int
    system: str
    human: str

    def render(self, **inputs: str) -> list[tuple[str, str]]:
        """The (role, text) messages; ValueError when the inputs are not exactly those named."""
        if set(inputs) != set(self.inputs):
            raise ValueError(f"prompt {self.name} takes {sorted(self.inputs)}, got {sorted(inputs)}")
        values = {**inputs, "refusal": REFUSAL}
        return [(role, _PLACEHOLDER.sub(lambda m: values[m[1]], text))
                for role, text in (("system", self.system), ("human", self.human))]

    @property
    def lines(self) -> tuple[str, ...]:
        """The prompt's own sentences, which no reply may repeat."""
        text = _PLACEHOLDER.sub("\n", self.system.replace("{{refusal}}", REFUSAL))
        return tuple(s for s in re.split(r"[。\n]", text) if len(s) >= 12)


@lru_cache
def load(name: str) -> Prompt:
    """The prompt of that name; FileNotFoundError when there is none."""
    text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    _, header, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in header.strip().splitlines())
    _, system, human = re.split(r"(?m)^# (?:system|human)\n", body)
    return Prompt(fields["name"], fields["purpose"], tuple(fields["inputs"].split(", ")),
                  int(fields["version"]), system.strip(), human.strip())


def names() -> tuple[str, ...]:
    """The names of all prompts."""
    return tuple(sorted(p.stem for p in _FOLDER.glob("*.md")))


def fenced(key: str, about: str, text: str) -> str:
    """A stretch of a notice as data: fenced, with its key; its own fences are made harmless."""
    inside = re.sub(r"<{2,}", "‹", re.sub(r">{2,}", "›", f"{about}\n{text}"))
    return f"{FENCE_OPEN.format(key=key)}\n{inside}\n{FENCE_CLOSE.format(key=key)}"
