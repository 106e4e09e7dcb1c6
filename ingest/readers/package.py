"""Zip containers, opened without trusting a byte of them: archives and Word documents."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from errors import UnreadableFile, UnsafeFile
from ingest.limits import ARCHIVE_MEMBERS, MB, UNPACKED_BYTES, UNPACKED_RATIO, XML_BYTES

_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError,
           EOFError, OSError, KeyError)
_DIRECTORY = ARCHIVE_MEMBERS * 1024
"""Bytes of the directory of an archive, above which it is not read."""


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The container; UnreadableFile if it is damaged, UnsafeFile if it is a bomb."""
    _check_directory(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise UnreadableFile(f"{name} 已损坏或不完整,请重新下载或另存。") from error
    members = archive.infolist()
    if len(members) > ARCHIVE_MEMBERS:
        raise UnsafeFile(f"{name} 里有 {len(members)} 个文件,超过 {ARCHIVE_MEMBERS} 个的上限,"
                         f"请分成几个压缩包。")
    size = sum(m.file_size for m in members)
    if size > UNPACKED_BYTES or size > max(len(data), MB) * UNPACKED_RATIO:
        raise UnsafeFile(f"{name} 解压后过大({size // MB} MB,疑似压缩炸弹),已拒绝,请只保留通报本身。")
    return archive


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, name: str,
            limit: int) -> bytes:
    """The bytes of one member, no more than ``limit`` of them."""
    info = archive.getinfo(member) if isinstance(member, str) else member
    if info.flag_bits & 1:
        raise UnreadableFile(f"{name} 有密码,请去掉密码后再导入。")
    try:
        with archive.open(info) as stream:
            data = stream.read(limit + 1)
    except (*_DAMAGE, RuntimeError) as error:
        raise UnreadableFile(f"{name} 已损坏或压缩方式不支持,请重新打包或直接导入里面的文件。"
                             ) from error
    if len(data) > limit:
        raise UnsafeFile(f"{name} 解压后超过 {limit // MB} MB 的上限,已拒绝,请拆分后再导入。")
    return data


def tree(archive: zipfile.ZipFile, part: str, name: str) -> ET.Element:
    """An XML part, its tags without their Word namespace; entities are refused."""
    data = content(archive, part, name, XML_BYTES)
    parser = ET.XMLParser(target=_WithoutEntities(name))
    try:
        parser.feed(data)
        root: ET.Element = parser.close()
    except (ET.ParseError, LookupError, ValueError) as error:
        raise UnreadableFile(f"{name} 里的 {part} 已损坏,请用 Word 打开后重新另存为 .docx。") from error
    for element in root.iter():
        element.tag = _local(element.tag)
        for key in [k for k in element.attrib if "}" in k]:
            element.attrib[_local(key)] = element.attrib.pop(key)
    return root


class _WithoutEntities(ET.TreeBuilder):
    """Builds a tree and refuses a document type, the only place where entities are declared."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def doctype(self, *_: object) -> None:
        """Called by the parser at a document type."""
        raise UnsafeFile(f"{self.name} 里有 XML 实体声明(可能是攻击文件),已拒绝,请重新另存为 .docx。")


def _local(tag: str) -> str:
    """``{…wordprocessingml…}p`` → ``p``; names of other namespaces → ``x:name``."""
    space, _, name = tag.rpartition("}")
    return name if not space or "wordprocessingml" in space or "/math" in space else f"x:{name}"


def _check_directory(data: bytes, name: str) -> None:
    """Refuse a directory of absurd size before it is read into objects."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_600))
    if end < 0 or end + 22 > len(data):
        raise UnreadableFile(f"{name} 已损坏或不完整,请重新下载或另存。")
    count, size = struct.unpack_from("<HI", data, end + 10)
    if size > _DIRECTORY:
        raise UnsafeFile(f"{name} 里的文件过多({count} 个),超过 {ARCHIVE_MEMBERS} 个的上限,"
                         f"请分成几个压缩包。")


def office_kind(names: Iterable[str]) -> str:
    """What a container is by the names in it: "docx", "archive", or another kind's name."""
    held = {n.replace("\\", "/").lower() for n in names}
    if any(n.startswith("word/") for n in held):
        return "docx"
    for mark, kind in (("xl/", "Excel 表格"), ("ppt/", "PowerPoint 演示文稿"),
                       ("ofd.xml", "OFD 版式文件"), ("meta-inf/container.xml", "电子书"),
                       ("content.xml", "OpenDocument 文档")):
        if any(n.startswith(mark) for n in held):
            return kind
    return "OFFICE" if "[content_types].xml" in held else "archive"
