"""The corpus's Word documents, PDFs, archives and other binaries."""

import io
import zipfile
import zlib

from pypdf import PdfReader, PdfWriter

from tests.ingest.files_made import (
    bare_docx,
    compound,
    paragraph,
    paragraphs,
    pdf,
    word,
    zipped,
)
from tests.ingest.invented import FAULTS
from tests.ingest.ugly import TEXT, Ugly, constant, encoded, page

_BOMB = bytes(300 * 2 ** 20)
_LAUGHS = "<!DOCTYPE w [" + "<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{k} '{f'&a{k - 1};' * 10}'>" for k in range(1, 10)) + "]>"


def lines_of(text: str) -> list[list[str]]:
    """The text on pages of thirty lines."""
    lines = [line[i:i + 30] for line in text.split("\n") for i in range(0, len(line), 30)]
    return [lines[i:i + 30] for i in range(0, len(lines), 30)]


def encrypted_pdf(text: str, user: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(lines_of(text)))))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def scanned_pdf() -> bytes:
    """Pages that show nothing but a page number."""
    return pdf([[f"{k}"] for k in range(1, 5)]).replace(
        b"/Resources<<", b"/Resources<</XObject<</I<</Subtype/Image>>>>")


def heavy_pdf() -> bytes:
    """A page whose content unpacks to a hundred megabytes of nothing."""
    packed = zlib.compress(b"q Q " * 25_000_000, 9)
    whole = pdf([["整"]])
    start = whole.index(b"stream\n", whole.index(b"/Contents")) + 7
    end = whole.index(b"\nendstream", start)
    head = whole[:start - 7]
    at = head.rindex(b"<</Length")
    return (head[:at] + f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
            + packed + whole[end:])


def tracked(text: str) -> bytes:
    """Insertions, deletions, moves, hidden text and a deleted paragraph mark."""
    body = paragraphs(text.replace("开展专项整治2次。", "甲乙丙"))
    made = ('<w:r><w:t>开展</w:t></w:r><w:del><w:r><w:delText>零星</w:delText></w:r></w:del>'
            '<w:ins><w:r><w:t>专项</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移走</w:t></w:r>'
            '</w:moveFrom><w:hyperlink><w:r><w:t>整治</w:t></w:r></w:hyperlink><w:r><w:rPr>'
            '<w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>2次。</w:t>'
            '</w:r></w:sdtContent></w:sdt>')
    return bare_docx(body.replace("<w:t>整改情况:甲乙丙", f"<w:t>整改情况:</w:t></w:r>{made}<w:r><w:t>"))


def merged(text: str) -> bytes:
    """A paragraph whose end was deleted with changes tracked."""
    head, tail = text.split("开展专项整治2", 1)
    return bare_docx(paragraphs(head)[:-len("</w:p>")] + "</w:p>"
                     + paragraph("开展专项", "<w:rPr><w:del/></w:rPr>") + paragraphs("整治2" + tail))


def boxed(text: str) -> bytes:
    box = (f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('框中文字')}"
           f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('重复文字')}"
           "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>")
    return bare_docx(paragraphs(text) + box)


def macros(text: str) -> bytes:
    made = io.BytesIO(word(text.split("\n")))
    with zipfile.ZipFile(made) as source:
        parts = {n: source.read(n).replace(
            b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
            for n in source.namelist()}
    return zipped({**parts, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0Shell"})


def tabled(text: str) -> bytes:
    head = text.split("一、组织", 1)[0]
    rows = [["序号", "反馈问题", "整改情况"], *(
        [str(k), fault, f"开展专项整治{k}次"] for k, fault in enumerate(FAULTS, 1))]
    return word(head.strip().split("\n"), rows)


WORDS = [
    Ugly("plain.docx", lambda t: word(t.split("\n"))),
    Ugly("table.docx", tabled, fact="2 | 招商引资质效不高 | 开展专项整治2次"),
    Ugly("macros.docm", macros, stray="Shell"),
    Ugly("macros.docx", macros),
    Ugly("docx.txt", lambda t: word(t.split("\n"))),
    Ugly("docx.zip", lambda t: word(t.split("\n"))),
    Ugly("tracked.docx", tracked, stray="零星"),
    Ugly("moved.docx", tracked, stray="移走"),
    Ugly("hidden-run.docx", tracked, stray="隐藏"),
    Ugly("merged.docx", merged),
    Ugly("text-box.docx", boxed, fact="框中文字", stray="重复文字"),
    Ugly("laughs.docx", lambda t: bare_docx(paragraph("&a9;"), _LAUGHS), "refused", "实体"),
    Ugly("outside-entity.docx", lambda t: bare_docx(
        paragraph("&x;"), "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        "refused", "实体"),
    Ugly("bomb.docx", constant(zipped({"word/document.xml": _BOMB})), "refused", "压缩炸弹"),
    Ugly("large-part.docx", constant(zipped({
        "word/document.xml": bytes(40 * 2 ** 20)})), "refused", "上限"),
    Ugly("deep.docx", constant(bare_docx("<w:ins>" * 50_000 + "</w:ins>" * 50_000)), "refused",
         "嵌套"),
    Ugly("without-document.docx", constant(zipped({
        "[Content_Types].xml": b"", "word/styles.xml": b""})), "refused", "缺少正文"),
    Ugly("truncated.docx", lambda t: word(t.split("\n"))[:-900], "refused", "已损坏"),
    Ugly("broken-xml.docx", constant(zipped({"word/document.xml": b"<w:document"})), "refused",
         "已损坏"),
    Ugly("password.docx", constant(compound("EncryptedPackage")), "refused", "密码"),
    Ugly("text.docx", encoded("utf-8"), "refused", "不是真正的"),
    Ugly("old.doc", constant(compound("WordDocument")), "refused", r"另存为 \.docx"),
    Ugly("old.xls", constant(compound("Workbook")), "refused", "CSV"),
    Ugly("sheets.xlsx", constant(zipped({"xl/workbook.xml": b"", "xl/worksheets/1.xml": b"",
                                         "xl/worksheets/2.xml": b""})), "refused", "CSV"),
    Ugly("slides.pptx", constant(zipped({"ppt/presentation.xml": b""})), "refused", "PDF"),
    Ugly("official.ofd", constant(zipped({"OFD.xml": b""})), "refused", "OFD"),
    Ugly("rich.rtf", constant(b"{\\rtf1\\ansi \\'d5\\'fb}"), "refused", r"另存为 \.docx"),
    Ugly("rich.txt", constant(b"{\\rtf1\\ansi \\'d5\\'fb}"), "refused", r"另存为 \.docx"),
    Ugly("text.doc", encoded("utf-8"), "refused", r"另存为 \.docx"),
]

PDFS = [
    Ugly("plain.pdf", lambda t: pdf(lines_of(t))),
    Ugly("PLAIN.PDF", lambda t: b"\n\n" + pdf(lines_of(t))),
    Ugly("pdf.txt", lambda t: pdf(lines_of(t))),
    Ugly("owner-only.pdf", lambda t: encrypted_pdf(t, "")),
    Ugly("password.pdf", lambda t: encrypted_pdf(t, "secret"), "refused", "密码"),
    Ugly("scan.pdf", constant(scanned_pdf()), "refused", "扫描件"),
    Ugly("one-scanned-page.pdf", lambda t: pdf([*lines_of(t), []]), why="第 2 页"),
    Ugly("truncated.pdf", constant(pdf(lines_of(TEXT))[:300]), "refused", "PDF"),
    Ugly("only-a-head.pdf", constant(b"%PDF-1.7\n"), "refused", "PDF"),
    Ugly("page.pdf", lambda t: page(t).encode(), "refused", "网页"),
    Ugly("heavy.pdf", constant(heavy_pdf()), "refused", r"heavy\.pdf"),
    Ugly("loop.pdf", constant(pdf([["整"]]).replace(b"/Kids[7 0 R]", b"/Kids[2 0 R]")), "refused",
         r"loop\.pdf"),
]

PICTURES = [Ugly(name, constant(data + bytes(64)), "refused", why) for name, data, why in (
    ("photo.jpg", b"\xff\xd8\xff\xe0", "图片"), ("photo.txt", b"\xff\xd8\xff\xe0", "图片"),
    ("picture.png.md", b"\x89PNG\r\n\x1a\n", "图片"), ("scan.tif", b"II*\0", "图片"),
    ("photo.webp", b"RIFF0000WEBP", "图片"), ("bitmap.docx", b"BM\x10\0", "图片"),
    ("film.mp4", b"\0\0\0\x18ftypmp42", "视频"), ("program.txt", b"\x7fELF", "程序"),
    ("program.html", b"MZ\x90\0", "程序"), ("pack.7z", b"7z\xbc\xaf\x27\x1c", "压缩包"),
    ("pack.zip", b"Rar!\x1a\x07", "压缩包"), ("pack.txt", b"\x1f\x8b\x08", "压缩包"))]
