"""Texts that a scanner spaced out (整 改 情 况): parsed without the blanks, kept with them."""

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.metadata import Facts
from ingest.notice import DateFact, Span
from ingest.outline import Outline

_HAN = re.compile("[\u3400-\u9fff]")
_GAP = re.compile("[\u3400-\u9fff][ \t\u3000]+(?=[\u3400-\u9fff])")
_KEPT = re.compile(r"[^ \t\u3000]")
_SPACED = .2
"""Share of the characters with a blank behind them from which on the blanks are damage."""

Place = Callable[[int], int]
"""An offset in the text that was parsed → the offset in the text as printed."""


def closed_up(text: str) -> tuple[str, Place]:
    """The text without the blanks that a scanner put in, and the way back to its offsets."""
    if len(_GAP.findall(text)) <= len(_HAN.findall(text)) * _SPACED:
        return text, lambda offset: offset
    kept = [m.start() for m in _KEPT.finditer(text)]
    places = [0, *kept[1:], len(text)]
    return "".join(text[k] for k in kept), places.__getitem__


def placed_outline(shape: Outline, at: Place) -> Outline:
    """An outline with its offsets moved."""
    items = tuple(replace(i, start=at(i.start), body_start=at(i.body_start),
                          own_end=at(i.own_end), end=at(i.end)) for i in shape.items)
    return replace(shape, items=items, furniture=tuple(_span(s, at) for s in shape.furniture))


def placed_facts(known: Facts, at: Place) -> Facts:
    """Facts with their offsets moved."""
    return replace(known, group_span=known.group_span and _span(known.group_span, at),
                   inspected=_date(known.inspected, at), feedback=_date(known.feedback, at),
                   published=_date(known.published, at))


def _span(span: Span, at: Place) -> Span:
    return replace(span, start=at(span.start), end=at(span.end))


def _date(fact: DateFact | None, at: Place) -> DateFact | None:
    return fact and replace(fact, start=at(fact.start), end=at(fact.end))

