"""Evidence for a chat model: chosen within a budget, fenced under opaque keys, and back again."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, Statement, Turn, mapped
from assistant.figures import facts, plain, same
from assistant.judge_source import windows
from assistant.judge_text import coverage
from prompts import fenced

_SALT = secrets.token_hex(8)
LONGEST = 1800
"""Most characters of one passage that a prompt carries; a longer one is cut around its quote."""


@dataclass(frozen=True)
class Evidence:
    """The citations a prompt carries, and the key each goes by."""

    citations: tuple[Citation, ...]
    keys: dict[str, int]

    @classmethod
    def within(cls, citations: Iterable[Citation], budget: int) -> "Evidence":
        """As many passages as ``budget`` characters hold, taken from each district in turn.

        The first passage of every district is kept, cut short if need be.
        """
        queues: dict[str, list[Citation]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for citation in citations:
            if (citation.notice_id, citation.passage) not in seen:
                seen.add((citation.notice_id, citation.passage))
                queues[citation.district].append(citation)
        share = max(200, budget // max(1, len(queues)))
        chosen: list[Citation] = []
        spent = 0
        for rank in range(max(map(len, queues.values()), default=0)):
            for queue in queues.values():
                if rank >= len(queue):
                    continue
                cut = _cut(queue[rank], min(LONGEST, share))
                if rank and spent + len(cut.passage) > budget:
                    continue
                chosen.append(replace(cut, number=len(chosen) + 1))
                spent += len(cut.passage)
        return cls(tuple(chosen), {_key(c): c.number for c in chosen})

    @property
    def text(self) -> str:
        """The passages, each fenced under its key with its district and headings."""
        by_number = {n: k for k, n in self.keys.items()}
        return "\n\n".join(
            fenced(by_number[c.number], " › ".join(filter(None, (c.district, *c.path, c.item))),
                   c.passage) for c in self.citations)

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts there is evidence of, in order."""
        return tuple(dict.fromkeys(c.district for c in self.citations))


def _key(citation: Citation) -> str:
    seed = f"{_SALT}{citation.notice_id}{citation.item_id}{citation.start}{citation.number}"
    return "k" + hashlib.sha256(seed.encode()).hexdigest()[:5]


def _cut(citation: Citation, limit: int) -> Citation:
    """The citation with its passage cut to ``limit`` characters around the quote."""
    if len(citation.passage) <= limit:
        return citation
    at = max(0, citation.passage.find(citation.quote))
    begin = max(0, min(at - limit // 4, len(citation.passage) - limit))
    return replace(citation, passage=citation.passage[begin:begin + limit])


def narrowed(answer: Answer, whole: Iterable[Citation]) -> Answer:
    """The answer with every citation on the sentence it rests on, numbered as first met.

    ``whole`` are the citations as retrieved; their full passages are put back.
    """
    passages = {(c.notice_id, c.item_id, c.start): c for c in whole}
    held = {c.number: c for c in answer.citations}
    made: dict[tuple[int, str], Citation] = {}

    def renumber(statement: Statement) -> Statement:
        numbers = []
        for n in statement.citations:
            quote = _window(statement.text, held[n])
            if (n, quote) not in made:
                cited = held[n]
                full = passages.get((cited.notice_id, cited.item_id, cited.start), cited)
                made[n, quote] = _at(replace(full, number=len(made) + 1), quote)
            numbers.append(made[n, quote].number)
        return replace(statement, citations=tuple(numbers))

    blocks = tuple(mapped(block, renumber) for block in answer.blocks)
    return replace(answer, blocks=blocks, citations=tuple(made.values()))


def _window(text: str, citation: Citation) -> str:
    """The sentence of the cited passage that says what the statement says."""
    stated = [f for f in facts(text) if not f.soft]

    def fit(window: str) -> float:
        borne = sum(any(same(f, g) for g in facts(window, nested=True)) for f in stated)
        return borne + coverage(text, window) + (0.01 if window.strip() in citation.quote else 0)

    pieces = (citation.passage[start:end] for start, end in windows(citation.passage))
    return max((p for p in pieces if plain(p)), key=fit, default=citation.quote)


def _at(citation: Citation, quote: str) -> Citation:
    """The citation moved to another quote of its passage."""
    old, new = citation.passage.find(citation.quote), citation.passage.find(quote)
    if min(old, new) < 0:
        return citation
    start = citation.start + new - old
    return replace(citation, quote=quote, start=start, end=start + len(quote))


def conversation(history: Sequence[Turn], limit: int = 1200) -> str:
    """The last turns as plain text for a prompt, newest kept when it gets long."""
    lines: list[str] = []
    for turn in list(history)[-3:]:
        said = "".join(s.text for s in turn.answer.statements())[:300] if turn.answer else ""
        lines.append(f"问:{turn.question}\n答:{said}")
    return "\n".join(lines)[-limit:] or "(无)"
