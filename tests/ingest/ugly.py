"""A corpus of ugly files, built by code, each with what must become of it."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from opencc import OpenCC

from tests.ingest.invented import LAYOUTS

TEXT = LAYOUTS["running"]
FACT = "开展专项整治2次"
"""What every readable file says."""
UNIT = "青岭"
"""The unit's name in TEXT; each file of the corpus gets another one."""


@dataclass(frozen=True)
class Ugly:
    """A file: its name, what makes its bytes of a notice's text, and what is expected.

    ``why`` stands in the reason of a refusal or in a warning of what was taken; ``stray`` must
    not stand in the text.
    """

    name: str
    make: Callable[[str], bytes]
    outcome: str = "ingested"
    why: str = ""
    stray: str = ""
    fact: str = FACT


def constant(data: bytes) -> Callable[[str], bytes]:
    """A file that holds the same whatever the notice says."""
    return lambda text: data


def page(text: str, head: str = "", before: str = "", after: str = "", inside: str = "") -> str:
    """A web page around the notice."""
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    return (f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>首页</a></nav>"
            f"{before}<article>{inside}{lines}</article>{after}"
            f"<footer>版权所有 京ICP备1号</footer></body></html>")


def full_width(text: str) -> str:
    """Digits and Latin letters twice as wide."""
    return re.sub("[0-9A-Za-z%]", lambda m: chr(ord(m.group()) + 0xFEE0), text)


def chinese_numerals(text: str) -> str:
    """Small numbers in running text written in Chinese."""
    return re.sub(r"(?<=[议治])(\d)(?=[次项])", lambda m: "零一二三四五六七八九"[int(m.group())], text)


def encoded(encoding: str, mark: bytes = b"") -> Callable[[str], bytes]:
    return lambda text: mark + text.encode(encoding)


def traditional(text: str) -> str:
    return str(OpenCC("s2tw").convert(text))


TEXTS = [
    Ugly("utf8.txt", encoded("utf-8")),
    Ugly("bom.txt", encoded("utf-8", codecs.BOM_UTF8)),
    Ugly("gbk.txt", encoded("gbk")),
    Ugly("gb18030.TXT", lambda t: (t + "㐀𠀀字。\n").encode("gb18030")),
    Ugly("big5.txt", lambda t: traditional(t).replace("笫", "第").encode("big5hkscs"),
         fact=traditional(FACT)),
    Ugly("utf16le-bom.txt", encoded("utf-16-le", codecs.BOM_UTF16_LE)),
    Ugly("utf16be-bom.txt", encoded("utf-16-be", codecs.BOM_UTF16_BE)),
    Ugly("utf16le.txt", encoded("utf-16-le")),
    Ugly("utf16be.txt", encoded("utf-16-be")),
    Ugly("utf16-without-ascii.txt", lambda t: re.sub(r"[\n -~]", "。", t).encode("utf-16-le"),
         fact="开展专项整治"),
    Ugly("utf32.txt", encoded("utf-32")),
    Ugly("hz.txt", lambda t: t.replace("笫", "第").encode("hz")),
    Ugly("false-bom.txt", encoded("gbk", codecs.BOM_UTF8)),
    Ugly("cut-in-a-character.txt", lambda t: (t + "末").encode()[:-1], why="损坏"),
    Ugly("crlf.txt", lambda t: t.replace("\n", "\r\n").encode()),
    Ugly("cr.txt", lambda t: t.replace("\n", "\r").encode("gbk")),
    Ugly("separators.txt", lambda t: t.replace("\n", "\u2029").encode()),
    Ugly("zero-width.txt", lambda t: t.replace("整治", "整\u200b\u2060治\ufeff").encode(),
         stray="\u200b"),
    Ugly("directions.txt", lambda t: t.replace("开展", "\u202e开\u2066展\u202c").encode(),
         stray="\u202e"),
    Ugly("controls.txt", lambda t: t.replace("整治", "整\x08\x7f治\x1b").encode(), stray="\x08"),
    Ugly("zero-bytes-inside.txt", lambda t: t.replace("治", "治\0", 3).encode(), stray="\0"),
    Ugly("tags.txt", lambda t: t.replace("治", "治\U000e0041").encode(), stray="\U000e0041"),
    Ugly("ocr-blanks.txt", lambda t: " ".join(t).replace(" \n ", "\n").encode(),
         fact=" ".join(FACT)),
    Ugly("full-width.txt", lambda t: full_width(t).encode(), fact="开展专项整治２次"),
    Ugly("numerals.txt", lambda t: chinese_numerals(t).encode(), fact="开展专项整治二次"),
    Ugly("traditional.txt", lambda t: traditional(t).encode(), fact=traditional(FACT)),
    Ugly("private-characters.txt", lambda t: ("\ue000\ue001" + t).encode(), why="无法识别"),
    Ugly("nothing-but-private.txt", constant("\ue000\ue123".encode() * 99), "refused", "乱码"),
    Ugly("replaced.txt", constant(("整改" + "\ufffd" * 5).encode() * 40), "refused", "乱码"),
    Ugly("mojibake.txt", lambda t: t.encode().decode("gb18030", "ignore").encode(), "refused",
         "乱码"),
    Ugly("latin-mojibake.txt", lambda t: t.encode().decode("latin-1").encode(), "refused", "乱码"),
    Ugly("some-mojibake.txt", lambda t: (t + t[:90].encode().decode("gb18030", "ignore")
                                         .replace("\n", "") + "\n").encode(), why="乱码"),
    Ugly("empty.txt", constant(b""), "refused", "空文件"),
    Ugly("blank.txt", constant(b" \r\n\t\n"), "refused", "空文件"),
    Ugly("only-a-bom.txt", constant(codecs.BOM_UTF8), "refused", "空文件"),
    Ugly("zeros.txt", constant(bytes(5000)), "refused", "空文件"),
    Ugly("wide-blanks.md", constant("\u3000\u200b\n\u3000".encode()), "refused", "没有可读的文字"),
    Ugly("punctuation.txt", constant("。,!——《》……".encode() * 20), "refused", "没有可读的文字"),
    Ugly("one-word.txt", constant("整改".encode()), "refused", "没有可读的文字"),
    Ugly("short.txt", constant("关于整改:区委召开会议3次。".encode()), why="可能不完整",
         fact="召开会议3次"),
    Ugly("english.txt", constant(b"The committee held three meetings. " * 9), why="没有汉字",
         fact="three meetings"),
    Ugly("story.txt", constant("从前有一座山,山里有一个人,他每天都在这里看书。".encode() * 9),
         why="没有提到巡视", fact="从前"),
    Ugly("furniture.txt", constant("首页\n网站地图\n【打印】【关闭】\n分享到:\n版权所有 京ICP备1号\n"
                                   .encode()), "refused", "没有正文"),
    Ugly("menu.txt", constant("要闻动态\n政务公开\n巡视整改\n互动交流\n".encode() * 6),
         why="没有成句", fact="巡视整改"),
    Ugly("binary.txt", constant(bytes(range(256)) * 40), "refused", "二进制|编码"),
    Ugly("one-line.txt", lambda t: t.replace("\n", "").encode()),
    Ugly("megabyte-on-a-line.txt", lambda t: (t.replace("\n", "") * 9000).encode()[:2 ** 20],
         why=""),
    Ugly("too-long.txt", lambda t: (t * 2100).encode(), "refused", "超过"),
    Ugly("50-megabytes.txt", constant("整改情况。\n".encode() * (50 * 2 ** 20 // 16)), "refused",
         "超过"),
    Ugly("markdown.md", lambda t: f"---\nnote: 摘\n---\n# {t}".encode(), stray="note:"),
    Ugly("endless-front.md", lambda t: f"---\n{t}".encode()),
    Ugly("table.csv", lambda t: ("序号,问题,情况\r\n" + "".join(
        f'{k},"{line}",=1+1\r\n' for k, line in enumerate(t.split("\n"), 1))).encode("gbk")),
    Ugly("unclosed.csv", lambda t: ('"' + t).encode()),
    Ugly("no-ending", encoded("utf-8")),
    Ugly("3.青岭区的通报", encoded("utf-8")),
    Ugly("program.exe", encoded("utf-8"), "refused", r"\.exe"),
]

PAGES = [
    Ugly("page.HTM", lambda t: page(t).encode(), stray="首页"),
    Ugly("declared-wrongly.html", lambda t: page(t, "<meta charset=gb2312>").encode()),
    Ugly("declared-utf8.html", lambda t: page(t, "<meta charset=utf-8>").encode("gb18030")),
    Ugly("called.txt", lambda t: page(t).encode(), stray="<p>"),
    Ugly("scripts.html", lambda t: page(t, "<script>隐患整治99次</script>", "<script>x</script>",
                                        inside="<script>隐患整治99次</script>").encode(),
         stray="整治99次"),
    Ugly("hidden.html", lambda t: page(
        t, "<style>@media print{.p{display:none}} .h, #k{display:none}</style>",
        inside="<p style='DISPLAY : none'>整治98次</p><p class='h'>整治98次</p><p id=k>整治98次</p>"
               "<p hidden>整治98次</p><!-- 整治98次 --><template>整治98次</template>"
               "<p style='font-size:0px'>整治98次</p><p class=p>屏幕可见的一句话。</p>").encode(),
         stray="整治98次"),
    Ugly("advertisement.html", lambda t: page(t, inside="<div class='ad box'>特价优惠九折</div>"
                                              ).encode(), stray="特价优惠"),
    Ugly("old-table-page.html", lambda t: (
        "<html><body><table><tr><td><a href=/>首页</a></td></tr><tr><td>"
        + t.replace("\n", "<br>") + "</td></tr></table></body></html>").encode("gbk")),
    Ugly("embedded-picture.html", lambda t: page(
        t, inside=f"<img src='data:image/png;base64,{'A' * 6_000_000}'>").encode()),
    Ugly("text-called.html", encoded("utf-8")),
    Ugly("refresh.html", constant(b"<html><head><meta http-equiv=refresh content='0;url=/x'>"
                                  b"</head><body></body></html>"), "refused", "正文"),
    Ugly("links-only.html", constant(("<html><body><ul>" + "".join(
        f"<li><a href=/{k}>关于第{k}次巡视整改情况的通报</a></li>" for k in range(40))
        + "</ul></body></html>").encode()), "refused", "正文"),
    Ugly("entities.html", lambda t: ("<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'>]>"
                                     + page(t)).encode(), "refused", "实体"),
    Ugly("tags.html", lambda t: page("整改<br>" * 200_000).encode(), "refused", "标签"),
    Ugly("unclosed-style.html", constant(b"<html><style>" + b".a{" * 900_000), "refused", "正文"),
    Ugly("deep.html", lambda t: page("<div>" * 50_000 + "整改" + "</div>" * 50_000).encode(),
         "refused", "正文|损坏"),
    Ugly("mail.mht", constant(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx"),
         "refused", "网页"),
    Ugly("mail.html", constant(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx"),
         "refused", "网页"),
]
