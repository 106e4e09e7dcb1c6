"""The sentence that an answer begins with: the best, unless one close behind it fits the question better."""

import re

from assistant.heads import asked_nouns, counting, is_noun
from assistant.question import Question
from assistant.ranking import Scored
from assistant.wants import SUM_ASKED, Want, hard_fit, list_size, members
from assistant.wording import compact

CLOSE = 1.5
"""Points behind the best from which a sentence that lists all that is asked for is still as good."""
COUNTS, TERM = 3.0, 5
"""The same for one that counts the very noun asked for, a term of so many characters."""
SAME_PROBLEM = 9.0
"""The same for one of the best sentence's own problem that alone holds the answer type wanted."""
_COUNTED = ("count", "money", "percent")


def leading(pool: list[Scored], question: Question, terms: tuple[str, ...]) -> Scored:
    """The sentence of the pool (best first, not empty) to answer with; ``terms`` are the query's."""
    best = _first(pool, question.wants, list_size(question.asked))
    return _counted(best, pool, question, terms)


def _first(pool: list[Scored], wants: tuple[Want, ...], size: int = 0) -> Scored:
    """The best sentence, unless a close one alone holds the answer type, or the list, wanted."""
    best = pool[0]
    if size and members(compact(best.sentence.text)) < size:
        for scored in pool[1:]:
            if best.score - scored.score < CLOSE and members(compact(scored.sentence.text)) >= size:
                return scored
    held = hard_fit(wants, best.sentence.text)
    if held >= 0.5:
        return best
    for scored in pool[1:]:
        gap = best.score - scored.score
        same = scored.sentence.home == best.sentence.home
        if gap < (SAME_PROBLEM if same else CLOSE) and hard_fit(wants, scored.sentence.text) > held:
            return scored
    return best


def _counted(best: Scored, pool: list[Scored], question: Question, terms: tuple[str, ...]) -> Scored:
    """The best sentence, unless a close one alone counts the very noun asked for."""
    nouns = asked_nouns(question.asked) or tuple(t for t in terms if is_noun(t))[-1:]
    if not nouns or question.english or not any(w.kind in _COUNTED for w in question.wants):
        return best

    def counts(scored: Scored) -> bool:
        return any(counting(noun).search(compact(scored.sentence.text)) for noun in nouns)

    if counts(best):
        plain = all(t in nouns and len(t) >= THING or _CAME_IN.fullmatch(t) for t in terms)
        return _most(best, pool, nouns, terms) if plain and _TOTAL.search(question.asked) else best
    room = COUNTS if max(map(len, nouns)) >= TERM else CLOSE
    return next((s for s in pool if best.score - s.score <= room and counts(s)), best)


def _most(best: Scored, pool: list[Scored], nouns: tuple[str, ...], terms: tuple[str, ...]) -> Scored:
    """Of the sentences that count the noun and say as much of what is asked as the best, the one with the highest count."""
    def count(scored: Scored) -> int:
        told = (counting(noun).search(compact(scored.sentence.text)) for noun in nouns)
        return max((int(n) for t in told if t for n in re.findall(r"\d+", t.group())), default=0)

    def says(scored: Scored) -> int:
        return sum(t in compact(scored.sentence.text) for t in terms)

    alike = [s for s in pool if best.score - s.score <= TOTAL and says(s) >= says(best)]
    return max(alike, key=count, default=best)


THING = 3
"""Characters from which a noun names a thing (信访件), not a deed (立案)."""
TOTAL = 4.0
"""Points behind the best from which a sentence with a higher count still tells the whole that is asked for."""
_CAME_IN = re.compile("一共|总共|总数|收到|受理|接到|加起来|合计")
"""What a question says of all of a thing beside the thing."""
_TOTAL = re.compile(f"{SUM_ASKED}|一共|总共|总数|共(?:有|收到|受理|移交|交办)?(?:了)?多少")
