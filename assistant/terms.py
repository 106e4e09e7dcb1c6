"""Words of questions and notices: content words, short forms, how far a text holds a word."""

from collections.abc import Collection

from assistant.lexicon import known_words, synonyms
from assistant.wording import grams, words

SHORT_FORM_WEIGHT = 0.6
SYNONYM_WEIGHT = 0.5


def token_weights(topic: str) -> dict[str, float]:
    """The tokens searched for a topic: its own, those of short forms and of synonyms."""
    weights = {g: 1.0 for part in topic.split() for g in grams(part)}
    for short in short_forms(topic):
        weights.setdefault(short, SHORT_FORM_WEIGHT)
    for word in (w for part in topic.split() for w in known_words(part)):
        for other in synonyms()[word]:
            for token in grams(other):
                if len(token) > 1:
                    weights.setdefault(token, SYNONYM_WEIGHT)
    return weights


def short_forms(topic: str) -> set[str]:
    """Short forms that Chinese makes of word runs: the first characters of two or three words.

    高新技术企业 gives 高企, 技企, 高技企; only those that a notice uses find anything.
    """
    forms = set()
    for run in topic.split():
        parts = [w for w in words(run) if len(w) > 1 and not w[0].isascii()]
        for i in range(len(parts)):
            for j in range(i + 1, min(i + 3, len(parts))):
                forms.add(parts[i][0] + parts[j][0])
    return forms


def support(word: str, body: str) -> float:
    """How far a compact text holds a word: 1 as it stands, else by its bigrams (at most 0.8)."""
    if word in body:
        return 1.0
    if any(other in body for other in synonyms().get(word, ())):
        return 0.9
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    if not pairs or word[0].isascii():
        return 0.0
    parts = words(word) if len(word) >= 4 else ()
    if len(parts) == 2 and _together(parts[0], parts[1], body):
        return 0.9
    if len(parts) > 1 and parts[0][0] + parts[-1][0] in body:
        return 0.8
    return 0.8 * sum(p in body for p in pairs) / len(pairs)


def _together(one: str, two: str, body: str) -> bool:
    """Whether a text holds two words near each other, whichever comes first (出租资产)."""
    if min(len(one), len(two)) < 2 or two not in body:
        return False
    place = body.find(one)
    while place >= 0:
        near = body[max(0, place - len(two) - BETWEEN) : place + len(one) + len(two) + BETWEEN]
        if two in near:
            return True
        place = body.find(one, place + 1)
    return False


BETWEEN = 3
"""Characters that may stand between the two words of a term."""


def content_words(text: str, dull: Collection[str] = ()) -> tuple[str, ...]:
    """The words of a query that carry content: of the lexicon, else two characters or a digit."""
    found: dict[str, None] = {}
    for part in text.split():
        known = known_words(part)
        found.update(dict.fromkeys(w for w in known if w not in dull))
        for word in words(part):
            telling = (len(word) > 1 or word.isdigit()) and word not in dull
            if telling and not any(word in k for k in known):
                found[word] = None
    return tuple(found)
