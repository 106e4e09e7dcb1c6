"""Questions about the rows of a table of figures: all of them, those past a limit, the first by a column."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Bullets, Check, Paragraph, Statement
from assistant.library import Unit
from assistant.question import Question
from assistant.replies.desk import Desk, Draft, join
from assistant.table_rows import Row, Table, bare, counted_in, tables_of
from assistant.terms import content_words, support
from assistant.wants import SUM_ASKED, unit_asked
from assistant.wording import common_run, compact, normalise

_EACH = re.compile(r"(?:各|每)(?:个|家|所)?(?!项|种|类|级|方面)|分别|哪(?:几|些)|逐(?:个|一)|列(?:出|举|一下)")
_ONE = re.compile(r"哪(?:一?[个家所处里儿]|几家|[\u4e00-\u9fff]{1,4}(?=[^,。?]{0,12}最))|谁")
_GAP = re.compile("差(?:了|距)?(?:多少|几)|相差")
_MOST = re.compile(r"最(?P<word>[多少高低大小好差])")
_LIMIT = re.compile(r"(?P<way>超过|多于|高于|不到|少于|低于|不足)(?P<a>\d+)|(?P<b>\d+)[\u4e00-\u9fff]{0,3}(?:及)?以(?P<side>上|下)")
_LOW = "少低小差"
_NUMBER = re.compile(r"^[\d,]+(?:\.\d+)?(?=%?$)")
TOLD = 0.5
"""Share of the telling words that the head, the title and the place of a table must hold."""
MOST = 12
"""Rows listed at most."""


@dataclass(frozen=True)
class _Column:
    """What the rows are held against: a column, the share that one is of another, or what is left of it."""

    name: str
    at: int
    of: int = 0
    left: bool = False

    def value(self, row: Row) -> Decimal | None:
        """A row's value; None where its cell holds no figure."""
        if self.left:
            done, all_of_it = _number(row.cells[self.at]), _number(row.cells[self.of])
            return all_of_it - done if done is not None and all_of_it is not None else None
        part, whole = _number(row.cells[self.at]), _number(row.cells[self.of]) if self.of else Decimal(100)
        return part * 100 / whole if part is not None and whole else None


def tabled(question: Question, unit: Unit, desk: Desk) -> Draft | None:
    """The rows of the unit's table that a question asks about; None where it asks about none."""
    norm = normalise(question.asked)
    most, limit = _MOST.search(norm), _LIMIT.search(norm)
    if not (_EACH.search(norm) or most and (_ONE.search(norm) or _GAP.search(norm))) or re.search(SUM_ASKED, norm):
        return None
    found = max(((_held(question, table, unit), table) for table in tables_of(unit.notice.text)
                 if len(table.rows) > 1 and all(row.is_plain for *_, row in table.rows)),
                key=lambda pair: pair[0], default=None)
    if not found or found[0] < TOLD:
        return None
    table = found[1]
    column = _column(norm, table)
    if most and column:
        return _first(question, table, column, most["word"], unit, desk)
    rows = [(s, e) for s, e, row in table.rows if not (limit and column) or _past(limit, column.value(row))]
    told = tuple(desk.book.quote(unit.notice, s, e) for s, e in rows[:MOST])
    return Draft("fact", (Bullets(told),), focus=_focus(unit, table)) if told else None


def _held(question: Question, table: Table, unit: Unit) -> float:
    """The share of a question's telling words that a table's head and place hold."""
    item = unit.notice.item_at(table.rows[0][0])
    place = "".join(i.heading for i in unit.notice.path(item)) if item else ""
    said = compact(table.title + place + "".join(table.heads) + "".join(row.cells[0] for *_, row in table.rows))
    words = [w for w in content_words(question.topic) if not re.search(r"\d", w) and not _LEFT_ASIDE.fullmatch(w)]
    kind = compact(table.heads[0])
    named = len(common_run(kind, normalise(question.asked))) > 1
    return sum(support(w, said) >= TOLD for w in words) / len(words) if words and (named or _of_table(question)) else 0.0


def _of_table(question: Question) -> bool:
    return bool(re.search("表", question.asked))


_LEFT_ASIDE = re.compile("[那这]?[附后列张]?表格?|后面|[里中]|还有|单位|部门|各自?|分别|多少|超过|不到|最.|大概|百分之|附件?|按照?|通报|那张|户数|件数|个数|数")


def _column(norm: str, table: Table) -> _Column | None:
    """The column that a question names by two characters of its head or more; the share of one where a rate is asked."""
    named = [(len(run), i) for i, head in enumerate(table.heads) if i
             and len(run := common_run(compact(bare(head)), norm)) > 1]
    rate = re.search(r"([\u4e00-\u9fff]{2})率|比例|占比|百分", norm)
    if rate and len(table.heads) > 2 and not any("率" in head or "比" in head for head in table.heads):
        part = next((i for i, head in enumerate(table.heads) if rate.group(1) and head.removeprefix("已").startswith(rate.group(1))), 0)
        return _Column(f"{bare(table.heads[part])}占{bare(table.heads[1])}的比例", part, 1) if part > 1 else None
    left = _LEFT.search(norm) and next((i for i, head in enumerate(table.heads) if i and _LEFT_HEAD.match(head)), 0)
    done = next((i for i, head in enumerate(table.heads) if i > 1 and _DONE_HEAD.match(head)), 0)
    if _LEFT.search(norm) and not left and done:
        return _Column(f"未{bare(table.heads[done]).removeprefix('已')}", done, 1, left=True)
    best = (1, left) if left else max(named, default=(0, 0))
    return _Column(bare(table.heads[best[1]]), best[1]) if best[1] else None


_LEFT = re.compile("还没|没有?[^,。?]{0,4}(?:掉|完成|办完|办结|销号)|未|还剩|剩下|还有[^,。?]{0,6}[没在未]|在办")
_DONE_HEAD = re.compile("已?(?:完成|办结|整改|处置|销号)")
_LEFT_HEAD = re.compile("[未剩余]|在办|正在|尚")
"""How a question, and the head of a column, speak of what is left."""


def _past(limit: re.Match[str], value: Decimal | None) -> bool:
    """Whether a value lies past the limit that a question sets."""
    if value is None:
        return False
    bound = Decimal(limit["a"] or limit["b"])
    if limit["way"]:
        return value > bound if limit["way"] in ("超过", "多于", "高于") else value < bound
    return value >= bound if limit["side"] == "上" else value <= bound


def _first(question: Question, table: Table, column: _Column, word: str, unit: Unit, desk: Desk) -> Draft | None:
    """The first row by a column, and the last where both ends or the gap are asked for."""
    ranked = sorted(((value, s, e, row) for s, e, row in table.rows if (value := column.value(row)) is not None),
                    key=lambda r: r[0], reverse=word not in _LOW)
    if len(ranked) < 2:
        return None
    (high, *_, first), (low, *_, last) = ranked[0], ranked[-1]
    ends = [ranked[0]]
    counted = "" if column.of and not column.left else unit_asked(question.wants)
    said = f"{column.name}最{word}的是{first.cells[0]}({_shown(first, column, counted)})"
    others = [w for w in _MOST.findall(normalise(question.asked)) if (w in _LOW) != (word in _LOW)]
    if others:
        ends.append(ranked[-1])
        said += f",最{others[0]}的是{last.cells[0]}({_shown(last, column, counted)})"
        if not column.of and re.search("差", question.asked):
            said += f",相差{abs(high - low).normalize():f}{counted_in(table.heads[column.at]) or counted}"
    told = [desk.book.quote(unit.notice, s, e) for _, s, e, _ in ends]
    numbers = tuple(n for t in told for n in t.citations)
    line = Statement(f"{said}(计算得出)。", numbers, Check("computed", "按表中所载数值排序"))
    return Draft("fact", (Paragraph((line,)), Paragraph(tuple(join(told)))), focus=_focus(unit, table))


def _shown(row: Row, column: _Column, unit: str) -> str:
    """A row's value as it is told, in the unit asked for, with what it is worked out of."""
    if not column.of:
        return row.cells[column.at] + (counted_in(row.heads[column.at]) or unit)
    part, whole = row.cells[column.at], row.cells[column.of]
    if column.left:
        return f"{column.value(row):f}{unit}:{whole}-{part}"
    share = (Decimal(part.replace(",", "")) * 100 / Decimal(whole.replace(",", ""))).quantize(Decimal("0.1"))
    return f"{share}%:{part}÷{whole}"


def _number(cell: str) -> Decimal | None:
    found = _NUMBER.match(compact(cell))
    return Decimal(found.group().replace(",", "")) if found else None


def _focus(unit: Unit, table: Table) -> tuple[str, ...]:
    item = unit.notice.item_at(table.rows[0][0])
    return (item.id,) if item else ()
