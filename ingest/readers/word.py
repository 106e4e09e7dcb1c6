"""Word documents: paragraphs and tables in reading order, changes accepted, numbers written out."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from errors import UnreadableFile
from ingest.readers.package import opened, tree
from ingest.readers.plain import tidy
from ingest.readers.word_numbers import Numbering

_UNSEEN = frozenset({
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sectPr", "rt",
    "x:Fallback", "commentReference", "footnoteReference", "endnoteReference"})
"""Elements whose text a reader of the accepted document does not see."""
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag",
                       "x:AlternateContent", "x:Choice"})


def read_docx(data: bytes, name: str) -> str:
    """The text of a .docx file, one paragraph a line, a table's cells joined by " | "."""
    archive = opened(data, name)
    held = {n.lower(): n for n in archive.namelist()}
    main = held.get("word/document.xml") or next(
        (n for k, n in sorted(held.items()) if k.startswith("word/document") and k.endswith(".xml")), "")
    if not main:
        raise UnreadableFile(f"{name} 缺少正文(word/document.xml),已损坏,请重新另存为 .docx。")

    def part(path: str) -> Element | None:
        return tree(archive, held[path], name) if path in held else None
    try:
        body = tree(archive, main, name).find("body")
        numbers = Numbering(part("word/numbering.xml"), part("word/styles.xml"))
        lines = [] if body is None else list(_Reader(numbers).lines(body))
    except RecursionError as error:
        raise UnreadableFile(f"{name} 的内部嵌套过深,无法读取,请重新另存为 .docx。") from error
    return tidy("\n".join(lines))


class _Reader:
    """Walks a document's blocks; holds what a deleted paragraph mark or a text box leaves over."""

    def __init__(self, numbers: Numbering) -> None:
        self.numbers = numbers
        self.carried = ""
        self.boxes: list[Element] = []

    def lines(self, container: Element) -> Iterator[str]:
        """The lines of the blocks in a container."""
        for block in container:
            if block.tag == "p":
                yield from self._paragraph(block)
            elif block.tag == "tbl":
                yield from self._rows(block)
            elif block.tag in _WRAPPERS:
                yield from self.lines(block)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        text = self.carried + self._text(paragraph)
        self.carried = ""
        mark = paragraph.find("pPr/rPr")
        if mark is not None and (mark.find("del") is not None or mark.find("moveFrom") is not None):
            self.carried = text
        else:
            label = self.numbers.label(paragraph) if text.strip() else ""
            yield label + text
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            yield from self.lines(box)

    def _text(self, element: Element) -> str:
        """What the runs of a paragraph show."""
        found = []
        for child in element:
            if child.tag == "txbxContent":
                self.boxes.append(child)
            elif child.tag == "t":
                found.append(child.text or "")
            elif child.tag in _BREAKS:
                page = child.get("type") in ("page", "column")
                found.append("" if page else _BREAKS[child.tag])
            elif child.tag not in _UNSEEN and not (child.tag == "r" and _is_hidden(child)):
                found.append(self._text(child))
        return "".join(found)

    def _rows(self, table: Element) -> Iterator[str]:
        for row in table:
            if row.tag in _WRAPPERS:
                yield from self._rows(row)
            elif row.tag == "tr" and row.find("trPr/del") is None:
                cells = (" ".join(filter(None, (t.strip().replace("\n", " ") for t in self.lines(c))))
                         for c in _cells(row))
                yield " | ".join(cells)


def _cells(row: Element) -> Iterator[Element]:
    """The cells that begin in this row, not those that reach down into it."""
    for cell in row:
        if cell.tag in _WRAPPERS:
            yield from _cells(cell)
        elif cell.tag == "tc":
            merge = cell.find("tcPr/vMerge")
            if merge is None or merge.get("val") == "restart":
                yield cell


def _is_hidden(run: Element) -> bool:
    hidden = run.find("rPr/vanish")
    return hidden is not None and hidden.get("val", "1") not in ("0", "false", "off")
