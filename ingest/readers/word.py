"""Word documents: paragraphs and tables in reading order, automatic numbers written out."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator

from docx import Document as open_docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from errors import UnreadableFile, UnsafeFile
from ingest.readers.plain import tidy

UNPACKED = 256 * 1024 * 1024
"""Bytes above which the unpacked document is refused."""
RATIO = 200
"""Times that a document may grow when unpacked."""
_CN = "零一二三四五六七八九十"


def read_docx(data: bytes, name: str) -> str:
    """The text of a .docx file, one paragraph a line, a table's cells joined by " | "."""
    _check(data, name)
    try:
        document = open_docx(io.BytesIO(data))
        numbers = _Numbering(document)
        lines = [line for block in document.iter_inner_content() for line in _lines(block, numbers)]
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise UnreadableFile(f"{name} 不是完好的 Word 文档,请重新另存为 .docx。") from error
    return tidy("\n".join(lines))


def _check(data: bytes, name: str) -> None:
    """Refuse bombs and other archives before anything is unpacked."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise UnreadableFile(f"{name} 已损坏,请重新下载或另存。") from error
    size = sum(e.file_size for e in entries)
    if size > UNPACKED or size > max(len(data), 1 << 20) * RATIO:
        raise UnsafeFile(f"{name} 解压后过大(疑似压缩炸弹),已拒绝。")
    if any(e.flag_bits & 1 for e in entries):
        raise UnreadableFile(f"{name} 有密码,请去掉密码后再导入。")
    if "word/document.xml" not in {e.filename for e in entries}:
        raise UnreadableFile(f"{name} 是压缩包或其他 Office 文件,不是 Word 文档,请换成 .docx。")


def _lines(block: Paragraph | Table, numbers: "_Numbering") -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield numbers.label(block) + block.text
        return
    for row in block.rows:
        cells: list[str] = []
        seen = None
        for cell in row.cells:
            if cell._tc is not seen:
                seen = cell._tc
                inner = (numbers.label(p) + p.text for p in cell.paragraphs)
                cells.append(" ".join(filter(None, (t.strip() for t in inner))))
        yield " | ".join(c.replace("\n", " ") for c in cells)


class _Numbering:
    """Counts the automatic numbers of a document's lists as Word would show them."""

    def __init__(self, document: WordDocument) -> None:
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        part = next((r.target_part for r in document.part.rels.values()
                     if r.reltype.endswith("/numbering")), None)
        if part is None:
            return
        root = part.element
        shapes = {a.get(qn("w:abstractNumId")): self._shape(a)
                  for a in root.findall(qn("w:abstractNum"))}
        for num in root.findall(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            self.levels[num.get(qn("w:numId"))] = shapes.get(link.get(qn("w:val")), {})

    @staticmethod
    def _shape(abstract) -> dict[int, tuple[str, str, int]]:  # type: ignore[no-untyped-def]
        shape = {}
        for level in abstract.findall(qn("w:lvl")):
            def value(tag: str, default: str, level=level) -> str:  # type: ignore[no-untyped-def]
                found = level.find(qn(tag))
                return default if found is None else found.get(qn("w:val"), default)
            shape[int(level.get(qn("w:ilvl")))] = (
                value("w:numFmt", "decimal"), value("w:lvlText", "%1."), int(value("w:start", "1")))
        return shape

    def label(self, paragraph: Paragraph) -> str:
        """The number that Word shows in front of a paragraph; "" for none."""
        found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is None and paragraph.style is not None:
            found = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = None if found is None else found.find(qn("w:numId"))
        if number is None or not paragraph.text.strip():
            return ""
        identity = number.get(qn("w:val"))
        depth = found.find(qn("w:ilvl"))
        level = 0 if depth is None else int(depth.get(qn("w:val")))
        shape = self.levels.get(identity, {})
        if level not in shape or shape[level][0] in ("bullet", "none"):
            return ""
        counts = self.counts[identity]
        counts[level] = counts.get(level, shape[level][2] - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        text = shape[level][1]
        for k in range(level + 1):
            kind = shape.get(k, ("decimal", "", 1))[0]
            text = text.replace(f"%{k + 1}", _printed(counts.get(k, 1), kind))
        return text


def _printed(number: int, kind: str) -> str:
    if "hinese" in kind or "ideograph" in kind or "apanese" in kind:
        tens, ones = divmod(number, 10)
        if number <= 10:
            return _CN[number]
        return (_CN[tens] if tens > 1 else "") + "十" + (_CN[ones] if ones else "")
    if kind == "decimalEnclosedCircle" and number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)
