"""The single things that one question asks for, each a question of its own."""

import re
from dataclasses import replace

from assistant.question import Question, topic_of
from assistant.wants import wants_of
from assistant.wording import normalise


def parts(question: Question) -> tuple[Question, ...]:
    """The single questions of one that asks several things (找回几个?在哪两个城市设了支部?)."""
    pieces = [p for p in re.split(r"[,;?!。、]|(?:又|还)(?=[^,。?]{0,8}(?:多少|几|哪))", normalise(question.asked))
              if p and ASK_WORD.search(p)]
    if len(pieces) < 2 or question.english:
        return ()
    return tuple(replace(question, asked=p, text=p, topic=topic_of(p), wants=wants, quoted=(),
                         own_topics=()) for p in pieces if (wants := wants_of(p)))


ASK_WORD = re.compile(r"多少|几(?!个(?:区|县|市|地方|单位))(?=[个位家所名件条项次套户处份人趟辆亩天成场期年月])|哪|什么|谁|怎么|何时|是否|有没有|多大|多高|多久|多长")
