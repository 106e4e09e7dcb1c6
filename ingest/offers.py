"""Files offered: what folders and archives hold, each with the way to its bytes."""

import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from errors import IngestError, UnreadableFile, UnsafeFile
from ingest.limits import FILE_BYTES
from ingest.names import brief, shown, stored
from ingest.readers import content_of
from ingest.readers.formats import suffix_of
from ingest.readers.package import content, office_kind, opened

_HIDDEN = (".", "~$", "__MACOSX")
_DROPPINGS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Offer:
    """A file offered: where it is, the folder it mirrors ("" for a single file), its shown name.

    ``member`` is its name inside an archive; ``skip`` says why it is passed over; ``content``
    brings its bytes, ``path``'s by default, or raises :class:`errors.IngestError`.
    """

    path: Path
    origin: str
    name: str
    member: str = ""
    skip: str = ""
    content: Callable[[], bytes] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells files apart between runs; an archive's members have its key and a slash."""
        if self.origin:
            return self.origin, self.name
        return "", stored(resolved(self.path)) + (f"/{self.member}" if self.member else "")

    @property
    def is_container(self) -> bool:
        """Whether other files' names may begin with this one's."""
        return suffix_of(self.name) == ".zip" or (bool(self.origin) and _is(self.path, Path.is_dir))

    def load(self) -> bytes:
        """The file's bytes; IngestError says why there are none."""
        if self.content:
            return self.content()
        self._check_link()
        return content_of(self.path)

    def _check_link(self) -> None:
        """Refuse what is not there, folders and links that lead out of the folder offered."""
        if not exists(self.path):
            reason = "是失效的链接" if _is(self.path, Path.is_symlink) else "不存在"
            raise UnreadableFile(f"{brief(self.name)} {reason},请检查路径。")
        if self.origin and not stored(resolved(self.path)).startswith(self.origin.rstrip("/") + "/"):
            raise UnsafeFile(f"{brief(self.name)} 是指向文件夹之外的链接,已拒绝,请把文件本身放进来。")
        if _is(self.path, Path.is_dir):
            raise UnreadableFile(f"{brief(self.name)} 是打不开的文件夹或指向文件夹的链接,没有进入,"
                                 f"请检查权限或直接导入那个文件夹。")


def resolved(path: Path) -> Path:
    """The path without links; as it is where that cannot be told (a loop, an absurd name)."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; False for one that cannot be looked at."""
    return _is(path, Path.is_dir)


def exists(path: Path) -> bool:
    """Whether there is something at a path; False for one that cannot be looked at."""
    return _is(path, Path.exists)


def offers(paths: Iterable[Path]) -> Iterator[Offer]:
    """Every file under the paths; hidden files and read-me files of folders are to be skipped."""
    for path in paths:
        if is_folder(path):
            yield from _held(path)
        else:
            yield Offer(path, "", shown(path.name) or shown(str(path)))


def _held(folder: Path) -> Iterator[Offer]:
    """The files of a folder and of the folders in it, in the order of their names."""
    origin = stored(resolved(folder))
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        name = shown(path.relative_to(folder).as_posix()) if path != folder else "."
        is_link = _is(path, Path.is_symlink) and path != folder
        skip = _skipped(path.name) if path != folder else ""
        if skip or is_link or not is_folder(path):
            yield Offer(path, origin, name, skip=skip)
            continue
        try:
            waiting += sorted(path.iterdir(), reverse=True)
        except OSError:
            yield Offer(path, origin, name)


def _skipped(name: str) -> str:
    """Why a file of a folder is not taken for a notice; "" if it may be one."""
    if name.startswith(_HIDDEN) or name.lower() in _DROPPINGS:
        return "隐藏文件、临时文件或系统文件,不当作通报"
    if Path(name).stem == "README":
        return "说明文件,不当作通报"
    return ""


def unpacked(offer: Offer) -> list[Offer]:
    """The files of an archive; the offer itself for anything else, and for a damaged archive."""
    if suffix_of(offer.name) != ".zip" or offer.skip or offer.member:
        return [offer]
    try:
        archive = opened(offer.load(), brief(offer.name))
    except IngestError:
        return [offer]
    if office_kind(archive.namelist()) != "archive":
        return [offer]
    names: set[str] = set()
    found = [_member(offer, archive, info, names) for info in archive.infolist()
             if not info.is_dir()]
    if found:
        return found
    return [_refused(offer, "", UnreadableFile(
        f"{brief(offer.name)} 是空的压缩包,请换一个有内容的文件。"))]


def _member(offer: Offer, archive: zipfile.ZipFile, info: zipfile.ZipInfo,
            names: set[str]) -> Offer:
    """One file of an archive, or its refusal; ``names`` are those already taken."""
    printed = _member_name(info)
    member = shown(printed)
    whole = brief(f"{offer.name}/{member}")
    if re.match(r"[A-Za-z]:|/", printed) or ".." in PurePosixPath(printed).parts:
        return _refused(offer, member, UnsafeFile(
            f"{whole} 的路径指向压缩包之外,已拒绝,请重新打包。"))
    if stat.S_ISLNK(info.external_attr >> 16):
        return _refused(offer, member, UnsafeFile(
            f"{whole} 是压缩包里的链接,已拒绝,请把文件本身打包进来。"))
    if member in names:
        return _refused(offer, member, UnreadableFile(
            f"{whole} 在压缩包里重名,只收第一份,请改名后重新打包。"))
    names.add(member)
    skip = next(filter(None, map(_skipped, PurePosixPath(printed).parts)), "")
    return Offer(offer.path, offer.origin, f"{offer.name}/{member}", member, skip,
                 lambda: content(archive, info, whole, FILE_BYTES))


def _member_name(info: zipfile.ZipInfo) -> str:
    """A member's name as it was meant: archives of Chinese Windows do not say their encoding."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _refused(offer: Offer, member: str, error: IngestError) -> Offer:
    """An offer whose content is a refusal."""
    def content() -> bytes:
        raise error
    name = f"{offer.name}/{member}" if member else offer.name
    return Offer(offer.path, offer.origin, name, member, content=content)


def _is(path: Path, test: Callable[[Path], bool]) -> bool:
    """A test of a path; False where its name is too absurd to be tested."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False
