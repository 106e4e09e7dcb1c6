"""The single things that one question asks for, each a question of its own."""

import re
from dataclasses import replace

from assistant.question import Question, superlative_of, topic_of, wants_measured
from assistant.wants import wants_of
from assistant.wording import normalise


def parts(question: Question) -> tuple[Question, ...]:
    """The single questions of one that asks several things (找回几个?在哪两个城市设了支部?)."""
    pieces = [p for p in re.split(r"[,;?!。、]|(?:又|还)(?=[^,。?]{0,8}(?:多少|几|哪))", normalise(question.asked))
              if p and _ASK_WORD.search(p)]
    if len(pieces) < 2 or question.english:
        return ()
    return tuple(replace(question, asked=p, text=p, topic=topic_of(p), wants=wants, quoted=(),
                         own_topics=()) for p in pieces if (wants := wants_of(p)))


_ASK_WORD = re.compile(r"多少|几(?!个(?:区|县|市|地方|单位))(?=[个位家所名件条项次套户处份人趟辆亩天成场期年月])|哪|什么|谁|怎么|何时|是否|有没有|多大|多高|多久|多长")


def aspects(question: Question) -> tuple[Question, ...]:
    """The parts of a question that ranks or sums units by several things (线索一共多少,留置几人).

    What stands before them is what all of them are about.
    """
    pieces = [p for p in re.split(r"[,;?!。、]", normalise(question.asked)) if _ASK_WORD.search(p)]
    if len(pieces) < 2 or question.english or not any(map(superlative_of, pieces)):
        return ()
    asked = [replace(question, asked=p, text=p, wants=wants_of(p), quoted=(), own_topics=())
             for p in pieces]
    lead = normalise(question.asked).split(asked[0].asked)[0]
    told = question.topic.split()
    about = [t for t in told if t in lead]
    own = [[t for t in told if t in part.asked and t not in about] for part in asked]
    if not all(own):
        return ()
    return tuple(
        replace(part, topic=" ".join((*about, *words)), superlative=superlative_of(part.asked),
                wants=wants_measured(part.wants, part.asked))
        for part, words in zip(asked, own, strict=True))
