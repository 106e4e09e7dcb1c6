"""Files of every format and encoding, and the ones that are refused."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from errors import UnreadableFile, UnsafeFile
from ingest import parse_file
from ingest.readers import read, read_bytes
from ingest.readers.glyphs import mended
from ingest.readers.lines import body, joined, running, unwrapped
from ingest.readers.plain import front_matter
from tests.ingest.files_made import pdf, word
from tests.ingest.invented import LAYOUTS, numbered

TEXT = LAYOUTS["running"]


@pytest.mark.parametrize("encoding", [
    "utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_encodings(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding), "a.txt").text == TEXT


def test_traditional_text_in_big5() -> None:
    text = "中共某區委關於巡視整改進展情況的通報\n根據省委統一部署,對該區進行了巡視,現予以公布。\n" * 5
    assert read_bytes(text.encode("big5"), "a.txt").text == text


def test_line_ends_and_invisible_characters_go_and_nothing_else() -> None:
    printed = "笫一 23 % ，“１”(a)\r\n二\u200b行\r三\ufeff"
    assert read_bytes(printed.encode(), "a.txt").text == "笫一 23 % ，“１”(a)\n二行\n三"


def test_front_matter_is_not_text() -> None:
    front, text = front_matter("---\nedition: 摘编\ndigest_of: 关于:整改\n---\n正文\n---\n")
    assert front == {"edition": "摘编", "digest_of": "关于:整改"}
    assert text == "正文\n---\n"


def test_a_page_gives_its_article_only(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line)
    page = (f"<!DOCTYPE html><html><head><meta charset=gbk><script>alert('x')</script></head><body>"
            f"<nav><a href=/>首页</a><a href=/n>新闻中心</a></nav><article>{body}</article>"
            f"<footer>版权所有 备案号 京ICP备1号</footer></body></html>")
    file = tmp_path / "page.html"
    file.write_bytes(page.encode("gb18030"))
    (notice,) = parse_file(file)
    assert len(notice.problems) == 6
    assert notice.format == "html"
    for stray in ("新闻中心", "alert", "备案号"):
        assert stray not in notice.text


def test_word_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word(TEXT.split("\n")))
    assert len(parse_file(file)[0].problems) == 6
    text = read_bytes(word(["前言"], [["序号", "问题"], ["1", "学习不够"]]), "t.docx").text
    assert text == "前言\n序号 | 问题\n1 | 学习不够"


def test_word_numbers_itself_as_word_shows_it() -> None:
    document = new_docx()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
        for k, (kind, shape) in enumerate((("chineseCounting", "%1、"), ("decimal", "(%2)"))))
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "组织"), (0, "问题"), (1, "甲"), (1, "乙"), (0, "下步"), (1, "丙")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    stream = io.BytesIO()
    document.save(stream)
    assert read_bytes(stream.getvalue(), "n.docx").text.split("\n") == [
        "一、组织", "二、问题", "(1)甲", "(2)乙", "三、下步", "(1)丙"]


def test_pdf_pages_lose_running_heads_and_wraps(tmp_path: Path) -> None:
    lines = [line[i:i + 30] for line in TEXT.split("\n") for i in range(0, len(line), 30)]
    pages = [["青岭区公报 内部", *lines[i:i + 12], f"— {i // 12 + 1} —"]
             for i in range(0, len(lines), 12)]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(pages))
    (notice,) = parse_file(file)
    assert len(notice.problems) == 6
    assert notice.text.split("\n")[1] == TEXT.split("\n")[1]
    assert "公报" not in notice.text
    assert len(notice.pages) == len(pages)
    assert notice.text[notice.pages[1]:].startswith(lines[12])


def test_running_heads_and_wrapped_lines_by_hand() -> None:
    pages = [["某报", f"{c}页正文开头的一行文字在这里", "第二行没有完就到了纸边于是折",
        f"{c}行了。", str(k)]
             for k, c in enumerate("甲乙丙丁", 1)]
    heads = running(pages)
    text, starts = joined([body(p, heads) for p in pages])
    assert "某报" not in text
    assert "于是折甲行了。" in text
    assert [text[s] for s in starts] == list("甲乙丙丁")


def test_hard_wrapped_text_is_joined_and_paragraphs_are_not() -> None:
    text = TEXT.replace("开展专项整治",
        "按照统一部署在全区范围内组织各镇街和部门分批分类开展专项整治" * 3)
    wrapped = [line[i:i + 36] for line in text.split("\n") for i in range(0, len(line), 36)]
    assert unwrapped(text) is None
    found = unwrapped("\n".join([*wrapped[:20], "— 1 —", *wrapped[20:]]))
    assert found is not None
    assert found[0] == text.strip()
    assert found[0][found[1][1]:].startswith(wrapped[20])


RAGGED = """中共澜浦经济技术开发区工委
关于市委巡察集中整改进展情况的通报
根据市委部署,2022年6月13日至8月5日,市委第一
巡察组对开发区党工委开展了巡察,9月23日反馈了
意见。问题按责任部门列示,数据截至2023年3月31
日。
1 经济发展局负责
1.1 关于“亩均效益评价流于形式,低效用地
处置不力”的问题
1.1.1 评价规上企业276家,D类31家差别化电
价加价0.3元每千瓦时。
1.2 关于“惠企政策兑现慢、门槛高”的问题
1.2.1 兑现资金9125万元,惠及企业198家,平均
兑现时间由68天压缩到15天。
电话:0596-7751203
邮箱:ljkfqdgw@163.example.com
"""


def test_lines_broken_at_no_fixed_width_are_joined_within_sentences() -> None:
    found = unwrapped(RAGGED)
    assert found
    lines = found[0].split("\n")
    assert "1.1 关于“亩均效益评价流于形式,低效用地处置不力”的问题" in lines
    assert "1.1.1 评价规上企业276家,D类31家差别化电价加价0.3元每千瓦时。" in lines
    assert "电话:0596-7751203" in lines and "1 经济发展局负责" in lines
    assert any("2022年6月13日至8月5日,市委第一巡察组对开发区党工委" in line for line in lines)


def test_cells_of_a_table_are_not_joined_to_the_sentence_above() -> None:
    rows = "\n".join(f"{n}\n学位供给不足,大班额问题突出\n新建学校{n}所,新增学位1620个,大班额由41个减至9个,占比降到2.1%\n"
                     f"县教育局、县财政局\n基本完成" for n in range(1, 7))
    found = unwrapped(f"序号\n反馈问题\n整改措施\n责任单位\n完成情况\n{rows}\n")
    assert found is None or "%县教育局" not in found[0]


def test_pdf_glyphs_become_characters() -> None:
    assert mended("⾸⻚ 2020 年 9 ⽉ , “ 扫⼀扫 ” 1 3 A B") == "首页2020年9月,“扫一扫”1 3 A B"


@pytest.mark.parametrize(("data", "name"), [
    (b"", "a.txt"), (b" \n ", "a.txt"), (b"\x89PNG\r\n", "a.txt"), (bytes(range(256)) * 9, "a.txt"),
    (b"%PDF-1.4\nbroken", "a.pdf"), (b"PK\x03\x04broken", "a.docx"), (b"no pdf", "a.pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.doc"), ("通报".encode(), "a.exe")])
def test_what_cannot_be_read_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableFile, match=name):
        read_bytes(data, name)


def test_a_zip_bomb_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(300 * 1024 * 1024))
    with pytest.raises(UnsafeFile, match=r"a\.docx"):
        read_bytes(stream.getvalue(), "a.docx")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="打不开"):
        read(tmp_path / "none.txt")


def test_numbers_are_written_as_their_family_does() -> None:
    assert [numbered(2, k) for k in ("一、", "①", "壹、")] == ["二、", "②", "贰、"]


def test_a_row_of_a_wrapped_table_opens_a_line_of_its_own() -> None:
    line = "区委坚持每半月调度一次重点事项的推进情况,对进度迟缓的单位当场约谈并限期整改"
    rows = ["1\t修复余下9处水毁渠道并完成竣工验收\t2025年9月底前\t区水利局和镇政府", "2\t化解余下13件积案\t2025年5月底前\t区信访局"]
    found = unwrapped("\n".join([*([line] * 20), "序号\t事项\t时限\t单位", *rows]))
    assert found and found[0].endswith("\n".join(rows))
