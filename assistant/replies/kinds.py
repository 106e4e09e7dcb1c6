"""A thing counted by its kinds one behind the other (小学学位13050个、初中学位4200个): together they are all of it."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.finding import Finding
from assistant.replies.asked import Asked
from assistant.replies.measured import Figure
from assistant.units import amount
from assistant.wording import compact


def of_all_kinds(asked: Asked, finding: Finding, value: Figure | None) -> Figure | None:
    """The figure; where it counts but one kind of what is asked for, the sum of all that stand beside it."""
    if value is None or value.how or asked.left or asked.changed or asked.share:
        return value
    for noun in asked.nouns:
        kind = rf"([\u4e00-\u9fff]{{2,6}}){re.escape(noun)}(\d+)([\u4e00-\u9fff])"
        run = re.compile(rf"{kind}(?:[、和及]{kind})+")
        for excerpt in finding.excerpts:
            for found in run.finditer(compact(excerpt.scored.sentence.text)):
                told = re.findall(kind, found.group())
                counts, shown = [Decimal(n) for _, n, _ in told], [n + unit for _, n, unit in told]
                one_of_them = any(of[-2:] in term for of, *_ in told for term in asked.terms)
                if value.value in counts and len({unit for *_, unit in told}) == 1 and not one_of_them:
                    whole = sum(counts, Decimal(0))
                    return replace(value, value=whole, shown=amount(whole, shown), how="+".join(shown))
    return value
