"""What became of every file offered, for people and for programs."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from ingest.notice import DateFact, Notice

Outcome = Literal[
    "ingested", "updated", "unchanged", "duplicate", "superseded", "removed", "skipped",
    "refused"]
LABELS: dict[str, str] = {
    "ingested": "新收录", "updated": "已更新", "unchanged": "未变", "duplicate": "重复",
    "superseded": "已有原文,摘编退居其后", "removed": "文件已不在,已移除",
    "skipped": "略过", "refused": "未收录"}


@dataclass(frozen=True)
class Entry:
    """One notice of one file: its outcome, why, and what was understood of it."""

    file: str
    outcome: Outcome
    reason: str = ""
    notice: Notice | None = None
    passages: int = 0

    @property
    def district(self) -> str:
        """The unit's name; "" when there is no notice."""
        return self.notice.district.name if self.notice else ""

    @property
    def items(self) -> int:
        """How many items the outline has."""
        return len(self.notice.items) if self.notice else 0

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready copy with English keys."""
        head = {"file": self.file, "outcome": self.outcome, "reason": self.reason}
        return head | (understood(self.notice) | {"passages": self.passages} if self.notice else {})


@dataclass(frozen=True)
class Report:
    """All entries of a run, in the order of the files."""

    entries: tuple[Entry, ...] = ()
    held: int = 0
    passages: int = 0
    seconds: float = field(default=0.0, compare=False)

    def count(self, outcome: Outcome) -> int:
        """How many entries ended that way."""
        return sum(e.outcome == outcome for e in self.entries)

    @property
    def offered(self) -> int:
        """How many files were offered; a file may hold several notices."""
        return len({e.file for e in self.entries if e.outcome != "removed"})

    @property
    def changed(self) -> bool:
        """Whether the run wrote anything."""
        return any(e.outcome in ("ingested", "updated", "removed") for e in self.entries)

    def to_json(self) -> str:
        """The report as JSON."""
        counts = {name: self.count(name) for name in LABELS}  # type: ignore[arg-type]
        return json.dumps({"counts": counts, "offered": self.offered, "held": self.held, "passages": self.passages,
                           "seconds": round(self.seconds, 2),
                           "files": [e.to_dict() for e in self.entries]},
                          ensure_ascii=False, indent=1)

    def to_text(self) -> str:
        """The report as lines for a terminal."""
        lines = [line for entry in self.entries for line in _lines(entry)]
        counts = [f"{label} {n}" for name, label in LABELS.items()
                  if (n := self.count(name))]  # type: ignore[arg-type]
        lines.append(f"共 {self.offered} 个文件:{','.join(counts) or '没有文件'};"
                     f"库中现有通报 {self.held} 份、段落 {self.passages} 个;用时 "
                     f"{self.seconds:.1f} 秒")
        return "\n".join(lines) + "\n"


def understood(notice: Notice) -> dict[str, Any]:
    """What was read from a notice, with plain values."""
    kinds = [i.kind for i in notice.items]
    furniture = sum(s.end - s.start for s in notice.furniture)
    place = notice.district
    return {
        "title": notice.title, "district": place.name, "city": place.city,
        "province": place.province, "aliases": list(place.aliases),
        "publisher": notice.publisher, "group": notice.group,
        "inspected": _printed(notice.inspected), "feedback": _printed(notice.feedback),
        "published": _printed(notice.published), "edition": notice.edition,
        "format": notice.format, "levels": list(notice.levels), "items": len(kinds),
        "problems": kinds.count("problem"), "parts": kinds.count("part"),
        "characters": len(notice.text), "covered": len(notice.text) - furniture,
        "furniture": [notice.text[s.start:s.end].strip() for s in notice.furniture],
        "warnings": list(notice.warnings)}


def _printed(fact: DateFact | None) -> str:
    if fact is None or not fact.value:
        return ""
    return fact.value + (f"—{fact.until}" if fact.until else "")


def _lines(entry: Entry) -> list[str]:
    """A file's lines: outcome first, then what was understood."""
    reason = f":{entry.reason}" if entry.reason else ""
    lines = [f"{entry.file}  {LABELS[entry.outcome]}{reason}"]
    if entry.notice is None or entry.outcome in ("unchanged", "removed", "duplicate"):
        return lines
    facts = understood(entry.notice)
    place = ",".join(filter(None, (facts["city"], facts["province"]))) or "省市未知"
    furniture = f"{len(facts['furniture'])} 处" if facts["furniture"] else "无"
    lines += [
        f"  标题 {facts['title']}" + ("(摘编)" if facts["edition"] == "digest" else ""),
        f"  单位 {facts['district'] or '未认出'}({place})  发布 {facts['publisher'] or '未注明'}",
        "  " + "  ".join(f"{label} {facts[name] or '未注明'}" for label, name in (
            ("巡视组", "group"), ("巡视", "inspected"), ("反馈", "feedback"),
            ("公布日期", "published"))),
        f"  层级 {' › '.join(facts['levels']) or '无编号'}",
        f"  条目 {facts['items']}  问题 {facts['problems']}  小项 {facts['parts']}  "
        + f"段落 {entry.passages}",
        f"  收录 {facts['covered']}/{facts['characters']} 字  去除页面杂项 {furniture}"]
    lines += [f"    - {' '.join(text.split())[:60]}" for text in facts["furniture"]]
    return lines + [f"  注意:{warning}" for warning in facts["warnings"]]
