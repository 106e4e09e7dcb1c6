"""The sentences of one unit's notice that answer a question, or the finding that it is silent."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.companions import WHOLE, Beginning
from assistant.confidence import judged
from assistant.excerpts import Excerpt, excerpt, finished
from assistant.features import Query
from assistant.finding import DULL, Finding, own, role_in, text_around
from assistant.lead import leading
from assistant.library import Library, Unit
from assistant.neighbours import follows, of_the_period, referred_to, telling
from assistant.outcome import outcome
from assistant.question import Question
from assistant.question_parts import parts
from assistant.ranking import Ranker, Scored
from assistant.sentence_index import APART, SCRAP
from assistant.short_turns import made_whole
from assistant.terms import content_words, support
from assistant.theme import themed
from assistant.wants import (
    LEFT,
    LEFT_TOLD,
    MEASURED,
    anchored,
    anchors_of,
    hard_fit,
    list_size,
    members,
)
from assistant.wording import compact, normalise, shared_grams
from ingest.notice import Notice

_DUTY = re.compile(r"[(（]?(?:牵头|责任|承办)[^，,。;；]{0,40}[)）]?。?|[(（](?:牵头|责任|承办|负责)[^（）()]{0,80}[)）]。?|[^，,。;；:：\d\t｜|]{1,11}[部科室处局办组股心司][\t｜|][^，,。;；]{0,24}")
_DUTY_ASKED = re.compile(r"牵头|责任|负责|承办|哪个(?:部门|科室|单位)|谁|状态|时限|什么时候|期限")
"""A sentence that is a table's last cells (工程管理部 2023年4月 已完成), and questions that ask for them."""
PART_ROOM = 60
"""Characters over the budget that further parts of a question may take."""
CELL_PART_ROOM = 40
_TELLS = re.compile(r"\d[\d.]*[万亿]?[件个项人名户元家条][^\d]*[,，;；][^\d]*\d")
"""A heading that is a sentence with figures (问题线索38件,已了结33件)."""
_RATES = re.compile(r"[\u4e00-\u9fff]{2}率")
FAR, NEARER = 0.35, 0.3
"""Coverage up to which a share found is likely another's, and by how much a count must be nearer."""
PART_COVERED = 0.45
BRIEF = 110
"""Characters of an answer up to which what came of a problem is told behind it."""
REST, CELL_REST = 24, 10
"""Characters of a sentence that are shown rather than cut off, in an answer and in a cell."""
CONTINUED = 60
"""Sentences up to this many characters are shown where they go on with the one before."""
_GOES_ON = re.compile(r"其中|其余|剩余|余下|剩下|还有\d")
_NOW = re.compile(r"现在|如今|目前|眼下|现已|现为|最新")
_DONE_ASKED = re.compile(
    r"(?:修好|改好|改完|完成|解决|化解|办结|还清|还上|清偿|清退|退了|退回|追回|处置|盘活|消除|补上|补齐|落实|兑现|恢复|腾退|拆除?|建成|交付|整改)了?(?:多少|几|没有?|吗)")
"""How a question asks what has been done by now."""
_NONE_LEFT = re.compile(r"(?:已|均|全部|全额)[^,。;]{0,14}(?:全部|全额)?(?:发放|支付|兑付|付清|清偿|清退|退还|上缴|清零|消除|化解|办结|到位)|清零")
"""How a notice tells that nothing is left."""
BECAME = re.compile(r"(?:降|升|增|减|提高|提升|压缩|缩短|扩大)[^,，。;；\d]{0,3}(?:到|至|为)\s*\d")
"""How a sentence tells what a figure has become."""
_DOUBT = re.compile(r"到底|还是|两个数|矛盾|不一致|前后|究竟")

ECHO = 6.0
"""What a sentence gains that says all that the answer on another unit said."""
POOL = 12
"""Sentences, the best, that an answer is made of."""
LIKELY, CELL_LIKELY, ELSEWHERE = .02, .08, .12
"""Chance from which a sentence is told beside the first: one of its problem, such a one in a cell, one of another problem."""
MOST = 3
"""Sentences of one answer."""


class EvidenceFinder:
    """Finds what each unit says to a question."""

    def __init__(self, library: Library, ranker: Ranker) -> None:
        self.library = library
        self.ranker = ranker

    def query(self, question: Question) -> Query:
        """The search query of a question."""
        text = f"{question.background} {question.text}".strip()
        terms = content_words(question.topic, DULL)
        if not (terms or question.inherited):
            terms = content_words(question.topic)
        return Query(text, question.topic, terms, question.wants,
                     question.favoured, question.tied, question.background, anchors_of(question.asked), question.english,
                     tuple(compact(q) for q in question.quoted if len(q) <= 16),
                     role_in(question), list_size(question.asked), made_whole(question))

    def find(self, question: Question, unit: Unit, budget: int = 170,
             notice: Notice | None = None) -> Finding:
        """The excerpts (at most ``budget`` characters) of the unit's notice that answer best.

        A figure asked for (办结率, 债务总额) may not be given as such: where what is found hardly
        tells of what it is of, sentences are found as if no figure were wanted.
        """
        return judged(own(question, unit), self._found(question, unit, budget, notice), self.library, self.ranker)

    def _found(self, question: Question, unit: Unit, budget: int, notice: Notice | None) -> Finding:
        found = self._find(question, unit, budget, notice)
        rates, said = _RATES.findall(question.topic), compact(found.text)
        counts = tuple(w for w in question.wants if w.kind not in MEASURED)
        share = any(w.kind == "percent" for w in question.wants) and not rates
        told = max(found.coverage, found.item_coverage) if share else found.coverage
        sure = told > FAR or any(r in said for r in rates) or (
            bool(question.superlative) and not rates)
        if sure or len(counts) == len(question.wants):
            return found
        other = self._find(replace(question, wants=counts), unit, budget, notice)
        if other.coverage < found.coverage + NEARER:
            return found
        first, had = (max(f.excerpts, key=lambda e: e.scored.score).home for f in (other, found))
        if budget < WHOLE and not rates and first == had:
            return found  # the figure is of the very problem
        return replace(other, excerpts=tuple(e for e in other.excerpts if e.home == first))

    def _find(self, question: Question, unit: Unit, budget: int, notice: Notice | None) -> Finding:
        notice = notice or unit.notice
        question = self._put(question, unit, notice)
        query = self.query(question)
        return self._told(question, unit, notice, self.ranker.rank(query, notice), query.terms, budget)

    def _put(self, question: Question, unit: Unit, notice: Notice) -> Question:
        """The question as it is put to one notice of a unit."""
        return themed(own(question, unit), notice, self.ranker.coverage, DULL)

    def echoing(self, question: Question, finding: Finding, said: str, budget: int) -> Finding:
        """What a unit says most like what another said (``said``), where that is none of what was found."""
        ranked = [replace(s, score=s.score + ECHO * shared_grams(said, s.sentence.text)) for s in finding.ranked]
        ranked.sort(key=lambda s: -s.score)
        asked = self._put(question, finding.unit, finding.notice)
        other = self._told(asked, finding.unit, finding.notice, ranked, self.query(asked).terms, budget)
        first = max(other.excerpts, key=lambda e: e.scored.score, default=None)
        shown = first is None or any(e.scored.sentence == first.scored.sentence for e in finding.excerpts)
        return finding if shown else other

    def _told(self, question: Question, unit: Unit, notice: Notice, ranked: list[Scored],
              terms: tuple[str, ...], budget: int) -> Finding:
        chosen = self._choose(question, self._pool(question, ranked), ranked, terms, budget)
        chosen = self._completed(question, notice, chosen, budget)
        chosen = [finished(e, REST if budget >= WHOLE else CELL_REST) for e in chosen]
        text = " ".join(c.scored.sentence.text + " " + c.scored.sentence.context for c in chosen)
        whole = text_around(notice, chosen)
        body = compact(text)
        return Finding(
            unit, notice, tuple(chosen), tuple(ranked),
            coverage=self.ranker.coverage(terms, text),
            item_coverage=self.ranker.coverage(terms, text + whole),
            fit=max((c.scored.fit for c in chosen), default=0.0),
            cosine=max((c.scored.cosine for c in chosen), default=0.0),
            answering=max((c.scored.answering for c in chosen), default=0.0),
            missing=tuple(t for t in terms if support(t, body) < 0.5),
        )

    def accompanied(self, question: Question, finding: Finding, budget: int = 170) -> Finding:
        """The finding, with the sentences that are likely needed beside the one it begins with."""
        beginning = None if role_in(question) else self.beginning(question, finding, budget)
        if beginning is None:  # nothing found, or a post, which the clause alone tells that says who holds it
            return finding
        chance = {s.sentence: float(p) for s, p in zip(beginning.candidates, beginning.chances(), strict=True)}
        have = {e.scored.sentence for e in finding.excerpts}
        here = LIKELY if budget >= WHOLE else CELL_LIKELY
        more = [s for s in beginning.candidates if s.sentence not in have
                and chance[s.sentence] >= (here if beginning.holds(s) else ELSEWHERE)]
        if not more:
            return finding
        entries: list[tuple[float, Scored, Excerpt | None]] = [
            (chance.get(e.scored.sentence, 1.0), e.scored, e) for e in finding.excerpts]
        entries += [(chance[s.sentence], s, None) for s in more]
        chosen: list[Excerpt] = []
        used, room = 0, max(budget, sum(e.end - e.start for e in finding.excerpts))
        for _, scored, part in sorted(entries, key=lambda entry: -entry[0]):
            part = part or excerpt(scored, beginning.terms, question.wants, max(60, room - used), self.ranker.weight)
            if len(chosen) < MOST and used + part.end - part.start <= room:
                chosen.append(part)
                used += part.end - part.start
        timely = of_the_period(chosen, question)
        chosen = [e for e in chosen if e in timely or e in finding.excerpts]
        return replace(finding, excerpts=tuple(sorted(
            chosen, key=lambda e: (not beginning.holds(e.scored), e.start))))

    def beginning(self, question: Question, finding: Finding, budget: int) -> Beginning | None:
        """The sentence that a finding begins with, and what its companions are weighed by; None of nothing."""
        if not finding.excerpts:
            return None
        asked = self._put(question, finding.unit, finding.notice)
        terms, pool = self.query(asked).terms, self._pool(asked, finding.ranked)
        shown = {e.scored.sentence for e in finding.excerpts}
        first = leading(pool, asked, terms) if pool else None
        if first is None or first.sentence not in shown:
            first = max((e.scored for e in finding.excerpts), key=lambda s: s.score)
        return Beginning(asked, terms, first, pool, finding.ranked, finding.notice, self.ranker, budget)

    def _pool(self, question: Question, ranked: Sequence[Scored]) -> list[Scored]:
        """The best sentences that an answer may be made of."""
        duty = bool(_DUTY_ASKED.search(question.asked))
        return [s for s in ranked if self._of_the_content(s)
                and (not s.sentence.heading or _TELLS.search(s.sentence.text))
                and (duty or not _DUTY.fullmatch(s.sentence.text))][:POOL]

    def _of_the_content(self, scored: Scored) -> bool:
        """Whether a sentence is no scrap and stands in what a notice is about."""
        return len(scored.sentence.text) >= SCRAP and self.library.item(scored.sentence).kind not in APART

    def with_outcome(self, question: Question, finding: Finding) -> Finding:
        """The finding, with the sentence that tells what came of the problem where that is asked for."""
        told = outcome(question, finding.notice, finding.excerpts, finding.ranked)
        if told is None or sum(e.end - e.start for e in finding.excerpts) > BRIEF:
            return finding
        more = excerpt(told, self.query(question).terms, question.wants, BRIEF, self.ranker.weight)
        return replace(finding, excerpts=(*finding.excerpts, more))

    def narrowed(self, question: Question, finding: Finding, scored: Scored,
                 budget: int = 110) -> Finding:
        """The finding with one sentence of its notice in the place of what was chosen."""
        query = self.query(own(question, finding.unit))
        only = excerpt(scored, query.terms, question.wants, budget, self.ranker.weight)
        text = scored.sentence.text + " " + scored.sentence.context
        return replace(finding, excerpts=(only,), fit=scored.fit, cosine=scored.cosine, answering=scored.answering,
                       coverage=self.ranker.coverage(query.terms, text))

    def _choose(self, question: Question, pool: list[Scored], ranked: list[Scored],
                terms: tuple[str, ...], budget: int) -> list[Excerpt]:
        if not pool:
            return []
        first = leading(pool, question, terms)
        role = role_in(question)
        chosen = [excerpt(first, terms, question.wants, budget, self.ranker.weight, role)]
        used = chosen[0].end - chosen[0].start
        if any(w.kind == "list" for w in question.wants):
            chosen += self._rest_of(first, ranked, budget - used)
            used = sum(e.end - e.start for e in chosen)
        if before := referred_to(first, ranked):
            chosen.append(before)
            used += before.end - before.start
        rated = any(w.kind == "percent" for w in question.wants)
        if more := self._continued(question, first, ranked):
            chosen.append(more)
            used += more.end - more.start
        doubtful = bool(_DOUBT.search(question.asked))
        for scored in pool:
            if scored is first:
                continue
            same = scored.sentence.home == first.sentence.home
            gap = abs(first.score - scored.score)
            have = compact(" ".join(c.scored.sentence.text for c in chosen))
            gain = self.ranker.gain(terms, compact(scored.sentence.text), have)
            wanted = scored.fit >= first.fit
            if any(scored is c.scored for c in chosen):
                continue
            near = wanted and scored.fit > 0 and (
                rated or scored.lexical > 0.5 * first.lexical)
            near = near or (not question.wants and gap < 4.0
                            and bool(re.search(r"\d", scored.sentence.text)))
            runs_on = same and follows(first, scored) and anchored(
                anchors_of(question.asked), compact(scored.sentence.text)) > 0
            completes = same and gain > 0.15 and wanted and scored.fit > 0
            if not (runs_on or completes or (same and (near and gap < 4.0 or gap < 1.6))
                    or (gain > 0.2 and gap < 2.5 and wanted and not question.favoured)
                    or (doubtful and wanted and gap < 4.0)):
                continue
            extra = excerpt(scored, terms, question.wants, max(60, budget - used),
                            self.ranker.weight, role)
            if used + extra.end - extra.start > budget or len(chosen) >= 3:
                continue
            chosen.append(extra)
            used += extra.end - extra.start
        chosen = of_the_period(telling(chosen, question.wants), question)
        return sorted(chosen, key=lambda e: (e.home != chosen[0].home, e.start))

    def _completed(self, question: Question, notice: Notice, chosen: list[Excerpt],
                   budget: int) -> list[Excerpt]:
        """The excerpts, and one more for each part of the question that they leave open."""
        cell = budget < WHOLE
        room = budget + (CELL_PART_ROOM if cell else PART_ROOM) - sum(
            e.end - e.start for e in chosen)
        left = (question,) if LEFT.search(normalise(question.asked)) else ()
        for part in (parts(question) or left) if chosen else ():
            said = compact(" ".join(notice.text[e.start : e.end] for e in chosen))
            terms = content_words(part.topic, DULL)
            answered = hard_fit(part.wants, said) >= 0.5 and (
                not terms or self.ranker.coverage(terms, said) >= PART_COVERED)
            rest = bool(LEFT.search(part.asked))
            if rest and LEFT_TOLD.search(said) or answered and not rest:
                continue
            homes = {e.home for e in chosen}
            asked = replace(part, units=question.units, background=question.topic,
                            favoured=frozenset(e.item_id for e in chosen))
            pool = [s for s in self.ranker.rank(self.query(asked), notice)
                    if not s.sentence.heading and self._of_the_content(s)]
            pool = [s for s in pool if rest and s.sentence.home in homes] or pool[:6]
            best = next((s for s in pool if hard_fit(part.wants, s.sentence.text) > 0
                         and (not rest or LEFT_TOLD.search(compact(s.sentence.text)))), None)
            if rest and best is None:  # nothing is left
                best = next((s for s in pool if s.sentence.home in homes
                             and _NONE_LEFT.search(compact(s.sentence.text))), None)
            if best is None or best.sentence.home not in homes and (
                    cell or self.ranker.coverage(terms, best.sentence.text) < PART_COVERED):
                continue
            extra = excerpt(best, terms, part.wants, max(60, min(room, 100)),
                            self.ranker.weight)
            inside = any(e.start <= extra.start and extra.end <= e.end for e in chosen)
            if not inside and extra.end - extra.start <= room:
                chosen = [e for e in chosen if not (extra.start <= e.start and e.end <= extra.end)]
                chosen.append(extra)
                room -= extra.end - extra.start
        return sorted(chosen, key=lambda e: (e.home != chosen[0].home, e.start)) if chosen else []

    def _continued(self, question: Question, first: Scored,
                   ranked: list[Scored]) -> Excerpt | None:
        """The next sentence, where it goes on with the same thing (其中…, 其余…) or lists it."""
        here = first.sentence
        after = min((s for s in ranked if s.sentence.home == here.home
                     and not s.sentence.heading and s.sentence.start >= here.end),
                    key=lambda s: s.sentence.start, default=None)
        if after is None or after.sentence.start - here.end > 4:
            return None
        text, size = after.sentence.text, list_size(question.asked)
        goes_on = question.wants and _GOES_ON.match(text) and len(text) <= CONTINUED
        newer = (_NOW.search(text) and not _NOW.search(here.text)
                 or BECAME.search(text) and not BECAME.search(here.text))
        asked = normalise(question.asked)
        goes_on = goes_on or bool((_NOW.search(asked) or _DONE_ASKED.search(asked)) and newer
                                  and re.search(r"\d", text))
        lists = size and members(compact(here.text)) < size <= members(compact(text))
        if not (goes_on or lists):
            return None
        return Excerpt(after, after.sentence.start, after.sentence.end)

    def _rest_of(self, first: Scored, ranked: list[Scored], budget: int) -> list[Excerpt]:
        """The other parts of a sentence cut at semicolons: a list runs on through them."""
        here = first.sentence
        near = sorted((s for s in ranked if s is not first and not s.sentence.heading
                       and s.sentence.home == here.home), key=lambda s: s.sentence.start)
        rest, end, last = [], here.end, here.text[-1:]
        for scored in near:
            sentence = scored.sentence
            if last in ";；" and 0 <= sentence.start - end <= 4 and sentence.end - end <= budget:
                rest.append(Excerpt(scored, sentence.start, sentence.end))
                end, last = sentence.end, sentence.text[-1:]
        return rest
