"""Plain text and Markdown: encodings, stray characters, front matter."""

import codecs
import re

from charset_normalizer import from_bytes

from errors import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE,
    "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_COMMON = frozenset(










                                            "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
                    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前"
                    "外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
                    "區國會為這對們來時個發動後學過說產種於經進現實體機當點業應開還關與內數質氣問題變條結處黨視導組織領巡视整改反馈情况")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of bytes in any Chinese encoding, and a warning where some bytes were damaged."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    try:
        text = data.decode("utf-8")
        _check(text, name)
        return text, ()
    except UnicodeDecodeError:
        pass
    if wide := _utf16(data):
        return wide, ()
    candidates = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            candidates.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    if candidates and (best := max(candidates, key=_likeness)) and _likeness(best) > .05:
        _check(best, name)
        return best, ()
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") < len(text) * .01 and _likeness(text) > .05:
            return text, (f"有 {text.count(chr(0xfffd))} 处字节损坏,已用 \ufffd 代替",)
    guess = from_bytes(data).best()
    if guess is None or _likeness(str(guess)) < .02:
        raise UnreadableFile(f"{name} 不是文本文件或编码无法识别,请另存为 UTF-8 后再导入。")
    return str(guess), (f"编码按 {guess.encoding} 猜测",)


def _check(text: str, name: str) -> None:
    """Refuse what decodes but is no text."""
    controls = sum(ord(c) < 32 and c not in "\t\n\r\f\x0b" for c in text)
    if controls > len(text) * .002 + 1:
        raise UnreadableFile(f"{name} 是二进制文件,请换成 txt、md、html、docx 或 pdf。")


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of its Latin characters is zero."""
    if data.count(0) < len(data) * .02:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, errors="ignore")
        if _likeness(text) > .1:
            return text
    return ""


def _likeness(text: str) -> float:
    """Share of the characters that Chinese prose is mostly made of."""
    return sum(c in _COMMON for c in text) / max(1, len(text))


def tidy(text: str) -> str:
    """The text as it will be quoted: line ends unified, invisible characters out, nothing else."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0c", "\n")
    return _INVISIBLE.sub("", text).replace("\x00", "")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between --- at the top of a Markdown file, and the text below."""
    text = tidy(text)
    found = _FRONT.match(text)
    if not found:
        return {}, text
    pairs = (line.split(":", 1) for line in found.group(1).split("\n") if ":" in line)
    front = {k.strip(): v.strip().strip("'\"") for k, v in pairs if not k.startswith((" ", "#"))}
    return front, text[found.end():].lstrip("\n")
