"""Word, PDF and zip files made in memory, whole and damaged."""

import io
import zipfile

from docx import Document as new_docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(paragraphs: list[str], rows: list[list[str]] = ()) -> bytes:
    document = new_docx()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(pages: list[list[str]]) -> bytes:
    """A small PDF whose font maps codes to characters, as word processors write them."""
    chars = sorted({c for page in pages for line in page for c in line})
    code = {c: k + 1 for k, c in enumerate(chars)}
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" \
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    for c in chars:
        cmap += f"1 beginbfchar <{code[c]:04X}> <{c.encode('utf-16-be').hex()}> endbfchar\n"
    cmap += "endcmap end end"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count "
        f"{len(pages)}/Kids[{' '.join(f'{7 + 2 * k} 0 R' for k in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[4 0 "
        "R]/ToUnicode 6 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/S/CIDSystemInfo<</Registry(A)/Ordering(I)"
        "/Supplement 0>>/FontDescriptor 5 0 R/DW 1000>>",
        "<</Type/FontDescriptor/FontName/S/Flags 4/FontBBox[0 0 1 1]/ItalicAngle 0/Ascent 1"
        "/Descent 0/CapHeight 1/StemV 1>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream"]
    for k, page in enumerate(pages):
        shown = "".join(f"1 0 0 1 50 {800 - 20 * y} Tm "
                        f"<{''.join(f'{code[c]:04X}' for c in line)}> Tj\n"
                        for y, line in enumerate(page) if line)
        stream = f"BT /F1 10 Tf {shown}ET"
        objects += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Resources<</Font<</F1 3 0 "
                    f"R>>>>"
                    f"/Contents {8 + 2 * k} 0 R>>",
                    f"<</Length {len(stream)}>>stream\n{stream}\nendstream"]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{o:010d} 00000 n \n" for o in offsets)
    return out + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
                  f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n"
                  "%%EOF").encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of those members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def bare_docx(body: str, doctype: str = "", **parts: bytes) -> bytes:
    """A .docx of that body XML and nothing that python-docx would add."""
    document = (f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document xmlns:w="{WORD}" '
                f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                f"<w:body>{body}</w:body></w:document>")
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(),
                   **{f"word/{k}.xml": v for k, v in parts.items()}})


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def paragraphs(text: str) -> str:
    """The lines of a text, a paragraph each."""
    return "".join(paragraph(line) for line in text.split("\n"))


def compound(*streams: str) -> bytes:
    """The start of an OLE compound file that names those streams, as old Office writes it."""
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
            + b"".join(s.encode("utf-16-le") + bytes(64) for s in streams) + bytes(2048))


def locked(archive: bytes) -> bytes:
    """The archive with the sign of a password on every member."""
    data = bytearray(archive)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)
