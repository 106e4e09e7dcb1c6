"""A scripted stand-in for the engine, over invented notices, to try the page alone."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answer import (
    Answer,
    Bullets,
    Check,
    Choice,
    Citation,
    Delta,
    Event,
    Nearest,
    Paragraph,
    Statement,
    Step,
    Table,
    Turn,
)
from errors import QuestionError
from ingest.notice import DateFact, District, Item, Notice

MARKER = re.compile(r"^(?:([一二三四五六]、)|(（[一二三四五六]）)|(\d+\.)|(联系))")
LEVELS = {1: "section", 2: "group", 3: "problem", 4: "contact"}

CLOUD = """中共云州市青岩区委关于巡视整改进展情况的通报
根据省委统一部署，2021年3月1日至4月30日，省委第五巡视组对青岩区进行了巡视。
一、组织整改落实情况
区委成立领导小组，召开常委会议6次，制定整改措施58条。3个问题中，已完成整改2个，正在整改1个。
二、巡视反馈问题整改情况
（一）民生保障方面
1.老旧小区改造进度偏慢。整改情况：全年实施老旧小区改造23个，21个已经完工，惠及居民4810户。其余2个计划年底完成。
2.农村饮水管护不到位。整改情况：更换老化管网17.5公里，新建蓄水池4座，覆盖12个行政村。
（二）作风建设方面
3.会议文件偏多。整改情况：全区性会议同比减少31.5%，发文数量同比减少28.2%。
联系电话：0990-5550101；电子邮箱：qyzg@example.invalid
"""
SAND = """中共云州市白沙区委关于巡视整改进展情况的通报
根据省委统一部署，2021年5月6日至6月30日，省委第二巡视组对白沙区进行了巡视。
一、巡视反馈问题整改情况
1.老旧小区改造底数不清。整改情况：摸排登记老旧小区64个，完成改造40个，投入资金1.2亿元。
2.公共停车位不足。整改情况：新增公共停车位1350个，立体停车楼1座投入使用。
联系电话：0990-5550202
"""


def make_notice(text: str, name: str, *, edition: str = "original", source: str = "",
                warnings: tuple[str, ...] = ()) -> Notice:
    """A notice of one item per line, with the levels that its markers show."""
    key = f"n{abs(hash((text, name))) % 10**8}"
    rows, at = [], 0
    for line in text.splitlines(keepends=True):
        found = MARKER.match(line)
        level = next((i for i, g in enumerate(found.groups(), 1) if g), 0) if found else 0
        rows.append((at, at + len(line), level, found.group(0) if found else "", line))
        at += len(line)
    items, trail = [], []
    for i, (start, end, level, marker, line) in enumerate(rows):
        trail = [t for t in trail if t[1] < level] if level and level < 4 else []
        below = [r for r in rows[i + 1:]]
        stop = end
        for row in below:
            if not level or level >= 4 or row[2] == 0 or row[2] <= level:
                break
            stop = row[1]
        head = line.find("。") + 1 if level == 3 else len(line.rstrip("\n"))
        kind = LEVELS.get(level, "title" if i == 0 else "opening")
        item = Item(
            id=f"{key}-{i}", parent=trail[-1][0] if trail else None, level=min(level, 3),
            kind=kind, marker=marker, number=int(marker[:-1]) if level == 3 else None,
            heading=line[:head].strip() if level else "",
            address="".join(t[2] for t in trail) + marker.strip("、."), start=start,
            body_start=start + head, own_end=end, end=stop, leaf=stop == end)
        items.append(item)
        if 0 < level < 4:
            trail.append((item.id, level, marker.strip("、.")))
    return Notice(
        id=key, title=text.splitlines()[0], district=District(name, "云州市", "南河省"),
        text=text, items=tuple(items), publisher=f"中共云州市{name}委员会", group="省委第五巡视组",
        inspected=DateFact("2021-03-01", "2021-04-30"), feedback=DateFact("2021-07-15"),
        published=DateFact("2022-02"), edition=edition, digest_of="通报原文" if edition == "digest"
        else "", source=source or f"{name}.txt", warnings=warnings,
        levels=("一、", "（一）", "1."))


@dataclass
class Offered:
    """What became of an uploaded file."""

    file: str
    outcome: str
    reason: str = ""
    district: str = ""
    items: int = 0


@dataclass
class Report:
    """What became of all uploaded files."""

    entries: list[Offered] = field(default_factory=list)


class FakeAssistant:
    """Answers by the words of the question; ``reply`` overrides it."""

    def __init__(self, notices: Sequence[Notice] | None = None,
                 reply: Callable[[str], Answer] | None = None, makers: Sequence[str] = ("local",)):
        self._notices = list(notices) if notices is not None else [
            make_notice(CLOUD, "青岩区", edition="digest"),
            make_notice(SAND, "白沙区", warnings=("没有发布日期。",)),
        ]
        self._reply = reply
        self.makers = list(makers)
        self.asked: list[tuple[str, tuple[str, ...], tuple[str, ...] | None]] = []

    def notices(self) -> list[Notice]:
        return self._notices

    def notice(self, notice_id: str) -> Notice:
        for notice in self._notices:
            if notice.id == notice_id:
                return notice
        raise KeyError(notice_id)

    def cite(self, number: int, quote: str) -> Citation:
        """A citation of the first place where the quote stands."""
        for notice in self._notices:
            start = notice.text.find(quote)
            if start < 0:
                continue
            item = notice.item_at(start)
            assert item is not None
            return Citation(
                number, notice.id, notice.district.name, notice.title, item.marker, item.id,
                item.address, tuple(i.heading for i in notice.path(item)), quote,
                notice.text[item.start:item.own_end], start, start + len(quote), notice.source,
                notice.edition)
        raise ValueError(quote)

    def ask(self, question: str, history: Sequence[Turn] = (),
            districts: Sequence[str] | None = None) -> Answer:
        self.asked.append((question, tuple(t.question for t in history),
                           tuple(districts) if districts else None))
        if "坏了" in question:
            raise QuestionError("问题太长，请缩短后再问。")
        if self._reply:
            return self._reply(question)
        verified = Check("verified")
        if "比较" in question or "和" in question:
            return self._table(question)
        if "第1项" in question:
            return Answer(question, "choice", (Paragraph((Statement("第1项有两处，请选择。"),)),),
                          choices=(Choice("青岩区 1.", "青岩区的第1个问题"),
                                   Choice("白沙区 1.", "白沙区的第1个问题")))
        if "火星" in question:
            item = self._notices[0].items[6]
            near = Nearest(self._notices[0].id, item.id, "青岩区", item.address, item.heading,
                           item.start, item.end)
            return Answer(question, "refusal", (Paragraph((Statement(
                "通报中没有写到火星区。"),)),), refused=True, searched="青岩区、白沙区，共5条",
                nearest=(near,))
        if "核对" in question:
            return self._checked(question)
        return Answer(
            question, "fact", (Paragraph((Statement(
                "全年实施老旧小区改造23个，21个已经完工。", (1,), verified),)),),
            (self.cite(1, "全年实施老旧小区改造23个，21个已经完工"),),
            understood="青岩区 · 老旧小区",
            resolved_question="青岩区的老旧小区改造了多少？", searched="青岩区，3条",
            elapsed_ms=12.0)

    def _table(self, question: str) -> Answer:
        ok = Check("verified")
        head = ("", "青岩区", "白沙区")
        rows = (
            (Statement("改造数"), Statement("23个", (1,), ok), Statement("40个", (2,), ok)),
            (Statement("惠及"), Statement("4810户", (3,), ok), Statement("通报未提及")),
            (Statement("合计"), Statement("23+40=63个", (1, 2), Check(
                "computed", "23（青岩区）+40（白沙区）")), Statement("")),
        )
        cites = (self.cite(1, "全年实施老旧小区改造23个"), self.cite(2, "完成改造40个"),
                 self.cite(3, "惠及居民4810户"))
        return Answer(question, "compare", (Table(head, rows),), cites,
                      understood="青岩区、白沙区 · 老旧小区 · 比较", searched="2 篇通报",
                      elapsed_ms=85)

    def _checked(self, question: str) -> Answer:
        entries = (
            Statement("新建蓄水池4座。", (1,), Check("verified")),
            Statement("覆盖15个行政村。", (2,), Check("struck", "数字与原文不符。", "12个行政村")),
            Statement("群众满意度很高。", (), Check("unverified", "没有找到依据。")),
        )
        cites = (self.cite(1, "新建蓄水池4座"), self.cite(2, "覆盖12个行政村"))
        return Answer(question, "list", (Bullets(entries, lead="青岩区"),), cites,
                      maker="deepseek-chat", note="模型的一句话与原文不符，已划去。")

    def stream(self, question: str, history: Sequence[Turn] = (),
               districts: Sequence[str] | None = None, maker: str | None = None,
               cancelled: threading.Event | None = None) -> Iterator[Event]:
        answer = self.ask(question, history, districts)
        yield Step("understood", answer.understood or "一个问题")
        yield Step("searched", "检索 2 篇通报")
        if "慢" in question:
            yield Step("writing", "正在写")
            for i, piece in enumerate(("全年实施", "老旧小区", "改造23个，") * 40):
                if cancelled is not None and cancelled.wait(0.25):
                    return
                yield Delta(piece)
                if i == 2:
                    yield answer
        if "卡住" in question:
            time.sleep(30)
        yield answer

    def ingest(self, paths: list[Path], progress: Callable[[int, int, str], None]) -> Report:
        report = Report()
        for i, path in enumerate(paths):
            progress(i, len(paths), path.name)
            text = path.read_text(encoding="utf-8", errors="replace")
            if len(text) < 20:
                report.entries.append(Offered(path.name, "refused", "文件太短，不像一篇通报。"))
                continue
            name = re.search(r"市(\w{2}区)", text)
            notice = make_notice(text, name.group(1) if name else "无名区", source=path.name)
            self._notices.append(notice)
            report.entries.append(Offered(path.name, "ingested", "", notice.district.name,
                                          len(notice.problems)))
        progress(len(paths), len(paths), "")
        return report
