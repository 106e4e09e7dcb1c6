"""The judge: every statement of an answer, by either maker, against the passages it cites.

A statement is verified when its figures with unit and base, dates, names, 《titles》, quotations
and districts stand in the passages it cites, and these speak of what it says. What contradicts
its source is struck, with the source's value beside it; what has no source is unverified.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import (
    Answer,
    Block,
    Bullets,
    Check,
    Citation,
    Paragraph,
    Statement,
    Table,
)
from assistant.figures import facts, fold
from assistant.judge_claims import COVERED, Doubt, doubts
from assistant.judge_source import Places, Source
from assistant.judge_sums import unexplained
from assistant.judge_text import coverage, grams, letters, sanitised, weight

_ABSENT = re.compile(
    r"(?:未|没有|没|并未|均未|都未|都没有?)(?:明确|具体|单独|单)?(?:有|再)?(?:提及|提到|说明|写明|写到|写|载明|给出|列出|列明|涉及|公布"
    r"|披露|点名|单列|出现|记载|说|回答|收录|找到|检索到)|没有[^,。;]{0,30}(?:说法|记载|内容|信息)|无(?:法|从)(?:得知|确认|回答|判断)|资料(?:库)?中没有"
)
_TALK = re.compile(
    r"您好|你好|谢谢|感谢|以下|下面|如下|根据|上述|以上|所给|提供|综上所述|综上|总的来说|总之|需要说明的?是?|注[::]|希望|帮助|对您|有所"
    r"|如需|如果|欢迎|抱歉|详见|仅供参考|供参考|请|资料|通报|内容|整理|回答|问题|情况|各区|各地|两地|整理|来看|具体|进一步|了解|提问|继续|目前|收录|写的是?"
    r"|无法确定|是否写明|这一点|最接近的?"
)


_OF_THE_LIBRARY = re.compile(r"资料库没有收录[^,。;]{1,40}的通报,无法回答;目前收录的是[^。]*。")
"""What is said of the library itself, whose bodies (医院, 公司) are no places."""
_REGION = re.compile(r"(?:[\u4e00-\u9fff]{2,8}?(?:省|市|自治区|自治州|州|盟|地区))*")


class Judge:
    """Checks statements against a fixed set of evidence.

    ``districts`` are all districts the reader may hear of, so that one named without any
    evidence of it is noticed too.
    """

    def __init__(self, evidence: Iterable[Citation], districts: Iterable[str] = ()) -> None:
        self.evidence = {c.number: c for c in evidence}
        self._sources = {n: Source.of(c) for n, c in self.evidence.items()}
        names = {c.district for c in self.evidence.values() if c.district}
        self._places = Places(sorted({*names, *filter(None, districts)}))

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks with every statement checked; statements left without words are gone."""
        checked = (self._block(b) for b in blocks)
        return tuple(b for b in checked if not isinstance(b, Paragraph | Bullets) or _full(b))

    def _block(self, block: Block) -> Block:
        lead = sanitised(block.lead, urls=True).strip()
        if isinstance(block, Paragraph):
            return Paragraph(self._all(block.statements, lead), lead)
        if isinstance(block, Bullets):
            return Bullets(self._all(block.entries, lead), lead, block.ordered)
        columns = tuple(sanitised(c, urls=True).strip() for c in block.columns)
        rows = tuple(
            (self._label(row[0]), *(
                self.statement(cell, f"{column}。{row[0].text}")
                for column, cell in zip(columns[1:], row[1:], strict=True)))
            for row in block.rows
        )
        return Table(columns, rows, lead)

    def _all(self, statements: Sequence[Statement], lead: str) -> tuple[Statement, ...]:
        checked = (self.statement(s, lead) for s in statements)
        return tuple(s for s in checked if re.search(r"\w", s.text))

    def _label(self, cell: Statement) -> Statement:
        return self.statement(cell) if cell.citations else replace(
            cell, text=sanitised(cell.text, urls=True).strip())

    def statement(self, statement: Statement, context: str = "") -> Statement:
        """The statement, cleaned and checked; ``context`` is what it is read with."""
        shown = sanitised(statement.text, urls=True)
        numbers = tuple(dict.fromkeys(n for n in statement.citations if n in self._sources))
        computed = statement.check.state == "computed"
        check, numbers = self._check(fold(shown), numbers, fold(context), computed)
        return Statement(shown, numbers, check)

    def _check(self, text: str, numbers: tuple[int, ...], context: str,
               computed: bool) -> tuple[Check, tuple[int, ...]]:
        """The check of a statement and the citations it is left with."""
        cited = [self._sources[n] for n in numbers]
        if not cited and _OF_THE_LIBRARY.fullmatch(text):
            return Check(), ()
        if computed or "计算得出" in text:
            return self._computed(text, cited), numbers
        body = text
        if _ABSENT.search(text):
            body = _stated(text)
            if not self._places.named(body):
                context = f"{context} {' '.join(self._places.named(text))}"
            if not numbers and not self._claims(body):
                return self._absence(text), ()
        if not self._claims(body, cited=bool(numbers)):
            return Check(), numbers
        found = doubts(body, cited, self._places, context) if cited else []
        if cited and not found:
            return Check("verified"), numbers
        if context and not cited and len(letters(text)) < 4 and not facts(text):
            return Check(), ()
        better = self._find(body, context)
        if better:
            return Check("verified", "出处由核对补上"), better
        return (_verdict(found), numbers) if cited else (Check("unverified", "没有出处"), ())

    def _claims(self, text: str, cited: bool = False) -> bool:
        """Whether a text says what a notice must bear out (no greeting, lead-in or bare place)."""
        if any(not f.soft for f in facts(text)):
            return True
        bare = self._places.without(text)
        rest = letters(_TALK.sub("", bare))
        if _REGION.fullmatch(bare) or bare.rstrip().endswith(":") and len(rest) < 12:
            return False
        return len(rest) >= (2 if cited else 4)

    def _computed(self, text: str, cited: Sequence[Source]) -> Check:
        """Whether every result follows from figures that stand in the cited passages."""
        if not cited:
            return Check("unverified", "没有可供计算的出处")
        wrong = unexplained(text, cited)
        if wrong:
            return Check("unverified", f"{wrong[0].text}不能由所引数字算出")
        return Check("computed", "由所引数字计算得出")

    def _absence(self, text: str) -> Check:
        """未提及 stands unless the evidence of that district plainly speaks of the thing."""
        home = self._places.named(text)
        thing = "".join(re.split(r"[“”\"]", _ABSENT.split(text)[-1]))
        for name in home:
            thing = thing.replace(name, "")
        if weight(grams(thing)) < 2.5:
            return Check()
        for source in self._sources.values():
            if (not home or source.district in home) and any(
                    coverage(thing, window) > 0.8 for window in source.windows):
                return Check("unverified", f"{source.district}的通报提到了这一点")
        return Check()

    def _find(self, text: str, context: str) -> tuple[int, ...]:
        """The evidence that bears the statement out by itself; none when nothing does."""
        named = self._places.named(text) or self._places.named(context)
        telling = [f for f in facts(text) if not f.soft]
        best, number = 0.0, 0
        for n, source in self._sources.items():
            if named and source.district not in named:
                continue
            score = max((coverage(text, w) for w in source.windows), default=0.0)
            if score > best and (score >= COVERED or telling and score >= 0.3) and not doubts(
                    text, [source], self._places, context):
                best, number = score, n
        return (number,) if number else ()


def judge(answer: Answer, evidence: Iterable[Citation] = (),
          districts: Iterable[str] = ()) -> Answer:
    """The answer with every statement checked against its citations.

    An uncited statement gets its source from the citations or the further ``evidence``; those
    used are added to the answer's citations.
    """
    known = {c.number for c in answer.citations}
    spare = [c for c in evidence if c.number not in known]
    checker = Judge((*answer.citations, *spare), districts)
    blocks = checker.blocks(answer.blocks)
    used = {n for s in replace(answer, blocks=blocks).statements() for n in s.citations}
    added = tuple(c for c in spare if c.number in used)
    return replace(answer, blocks=blocks, citations=(*answer.citations, *added))


def _verdict(found: Sequence[Doubt]) -> Check:
    worst = found[0]
    if worst.kind == "contradicted":
        return Check("struck", worst.reason, worst.source_value)
    return Check("unverified", worst.reason)


def _full(block: Paragraph | Bullets) -> bool:
    return bool(block.statements if isinstance(block, Paragraph) else block.entries)


def _stated(text: str) -> str:
    """What a text states of a notice: the clauses that only say what is absent left out."""
    return "".join(part for part in re.findall(r"[^,。;()]+[,。;()]*", text)
                   if not _ABSENT.search(part))
