"""What a file is, by its content before its name, and what to save it as if it is not read."""

import re
from pathlib import PurePath

from errors import UnreadableFile

TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml",
                   ".csv", ".tsv"})
PACKED = frozenset({".docx", ".docm", ".pdf", ".zip"})
SUFFIXES = TEXTS | PACKED
"""File name endings that are read; other files are refused."""
READ = "txt、md、html、csv、docx 或 pdf"

_AS_WORD = "请用 Word 或 WPS 打开,另存为 .docx 后再导入。"
_AS_TABLE = "请用 Excel 或 WPS 打开,另存为 CSV(UTF-8)或粘贴到 .docx 后再导入。"
_AS_PDF = "请另存为 PDF 或 .docx 后再导入。"
_AS_TEXT = "请先用文字识别(OCR)转成 .docx 或 .txt 再导入。"
_UNPACK = "请改打包成 .zip,或解压后导入里面的文件。"
_OTHER = f"请换成 {READ}。"
_KINDS: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG", 0, "图片", _AS_TEXT), (b"\xff\xd8\xff", 0, "图片", _AS_TEXT),
    (b"GIF8", 0, "图片", _AS_TEXT), (b"II*\0", 0, "图片", _AS_TEXT), (b"MM\0*", 0, "图片", _AS_TEXT),
    (b"WEBP", 8, "图片", _AS_TEXT), (b"8BPS", 0, "图片", _AS_TEXT), (b"AT&TFORM", 0, "图片", _AS_TEXT),
    (b"ftyp", 4, "图片或视频", _AS_TEXT), (b"WAVE", 8, "声音文件", _OTHER), (b"ID3", 0, "声音文件", _OTHER),
    (b"OggS", 0, "声音文件", _OTHER), (b"\x1a\x45\xdf\xa3", 0, "视频", _OTHER),
    (b"7z\xbc\xaf\x27\x1c", 0, "7z 压缩包", _UNPACK), (b"Rar!", 0, "RAR 压缩包", _UNPACK),
    (b"\x1f\x8b", 0, "gzip 压缩包", _UNPACK), (b"BZh", 0, "bzip2 压缩包", _UNPACK),
    (b"\xfd7zXZ\0", 0, "xz 压缩包", _UNPACK), (b"\x28\xb5\x2f\xfd", 0, "zstd 压缩包", _UNPACK),
    (b"ustar", 257, "tar 压缩包", _UNPACK), (b"{\\rtf", 0, "RTF 文档", _AS_WORD),
    (b"%!PS", 0, "PostScript 文件", _AS_PDF), (b"\x7fELF", 0, "程序", _OTHER),
    (b"SQLite format 3", 0, "数据库", _OTHER), (b"\xca\xfe\xba\xbe", 0, "程序", _OTHER))
_BINARY: tuple[tuple[bytes, str], ...] = ((b"MZ", "程序"), (b"BM", "图片"), (b"\0asm", "程序"))
"""Openings that a text could have too; believed only beside zero bytes."""
_NAMED = {
    ".doc": ("旧版 Word 文档", _AS_WORD), ".wps": ("WPS 文档", _AS_WORD), ".dot": ("Word 模板", _AS_WORD),
    ".rtf": ("RTF 文档", _AS_WORD), ".odt": ("OpenDocument 文档", _AS_WORD),
    ".xls": ("旧版 Excel 表格", _AS_TABLE), ".xlsx": ("Excel 表格", _AS_TABLE),
    ".xlsm": ("Excel 表格", _AS_TABLE), ".et": ("WPS 表格", _AS_TABLE),
    ".ods": ("OpenDocument 表格", _AS_TABLE), ".ppt": ("演示文稿", _AS_PDF),
    ".pptx": ("演示文稿", _AS_PDF), ".ofd": ("OFD 版式文件", _AS_PDF), ".ceb": ("CEB 版式文件", _AS_PDF),
    ".caj": ("CAJ 文件", _AS_PDF), ".epub": ("电子书", _AS_PDF), ".pages": ("Pages 文稿", _AS_WORD),
    ".mht": ("单个文件网页", "请在浏览器里另存为“网页,全部”(.html)后再导入。"),
    ".mhtml": ("单个文件网页", "请在浏览器里另存为“网页,全部”(.html)后再导入。"),
    ".eml": ("邮件", "请把其中的通报另存为 .txt 或 .docx 后再导入。"),
    ".xml": ("XML 文件", _OTHER), ".json": ("数据文件", _OTHER)}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTAINERS = {"Excel 表格": _AS_TABLE, "PowerPoint 演示文稿": _AS_PDF, "OFD 版式文件": _AS_PDF,
               "电子书": _AS_PDF, "OpenDocument 文档": _AS_WORD,
               "OFFICE": _AS_WORD}
_MESSAGE = re.compile(rb"(?:^|\n)content-type:\s*multipart/", re.IGNORECASE)


def suffix_of(name: str) -> str:
    """The ending of a name in lower case; "" for what only looks like one (3.青岭区通报)."""
    suffix = PurePath(name).suffix.lower().rstrip()
    return suffix if re.fullmatch(r"\.[a-z0-9~_-]{1,10}", suffix) and not suffix[1:].isdigit() else ""


def refuse_by_content(data: bytes, name: str) -> None:
    """Raise UnreadableFile for content of a kind that is not read, whatever it is called."""
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(_old_office(data, name))
    for magic, at, kind, advice in _KINDS:
        if data[at:at + len(magic)] == magic:
            raise UnreadableFile(f"{name} 是{kind},{advice}")
    for magic, kind in _BINARY:
        if data.startswith(magic) and b"\0" in data[:2048]:
            raise UnreadableFile(f"{name} 是{kind},不是文档,{_OTHER}")
    if _MESSAGE.search(data[:2048]) and b"\0" not in data[:2048]:
        raise UnreadableFile(f"{name} 是{'、'.join(_NAMED['.mht'])}")


def refuse_by_name(name: str) -> None:
    """Raise UnreadableFile for a name whose ending is not one of a format that is read."""
    suffix = suffix_of(name)
    kind, advice = _NAMED.get(suffix, ("", ""))
    if kind:
        raise UnreadableFile(f"{name} 是{kind},{advice}")
    if suffix and suffix not in SUFFIXES:
        raise UnreadableFile(f"{name} 的格式({suffix})不能读,{_OTHER}")


def refuse_container(kind: str, name: str) -> None:
    """Raise UnreadableFile for a zip container that is neither Word nor an archive called .zip."""
    if kind in _CONTAINERS:
        label = "其他 Office 文件" if kind == "OFFICE" else kind
        raise UnreadableFile(f"{name} 是{label},不是 Word 文档,{_CONTAINERS[kind]}")
    if suffix_of(name) != ".zip":
        raise UnreadableFile(f"{name} 其实是压缩包,不是文档,请把扩展名改为 .zip,"
                             f"或解压后导入里面的文件。")
    raise UnreadableFile(f"{name} 是压缩包里的压缩包,不再展开,请解压后导入里面的文件。")


def _old_office(data: bytes, name: str) -> str:
    """Why a compound file is refused: a password, or which old program wrote it."""
    head = data[:1 << 20]
    for stream, reason in (
            ("EncryptedPackage", "有密码,请用原程序打开、去掉密码后另存为 .docx 再导入。"),
            ("WordDocument", f"是旧版 Word 文档(.doc),{_AS_WORD}"),
            ("Workbook", f"是旧版 Excel 表格(.xls),{_AS_TABLE}"),
            ("PowerPoint Document", f"是旧版演示文稿(.ppt),{_AS_PDF}")):
        if stream.encode("utf-16-le") in head or stream.encode("utf-16-le") in data[-(1 << 20):]:
            return f"{name} {reason}"
    return f"{name} 是旧版 Office 文件或加了密码,请去掉密码、另存为 .docx 后再导入。"
