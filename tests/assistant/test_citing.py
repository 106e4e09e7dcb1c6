"""Citations: exact spans, numbered by first use, the same span once."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Bullets, Paragraph, Statement, Table
from assistant.citing import CitationBook, in_order, tidy
from assistant.library import Library
from tests.assistant.conftest import exact


def test_the_same_span_has_one_number(library: Library) -> None:
    book, notice = CitationBook(library), library.notices[0]
    first, second = book.cite(notice, 10, 20), book.cite(notice, 30, 40)
    assert (first, second, book.cite(notice, 10, 20)) == (1, 2, 1)
    assert book.cite(library.notices[1], 10, 20) == 3
    assert [c.number for c in book.citations] == [1, 2, 3]


@given(which=st.integers(0, 3), start=st.integers(0, 10**4), length=st.integers(1, 80))
def test_any_span_is_quoted_exactly(
        library: Library, which: int, start: int, length: int) -> None:
    notice = library.notices[which]
    start %= len(notice.text) - 1
    end = min(len(notice.text), start + length)
    book = CitationBook(library)
    book.cite(notice, start, end)
    (cite,) = book.citations
    assert cite.quote == notice.text[cite.start : cite.end]
    assert cite.quote.strip() == notice.text[start:end].strip()
    assert cite.quote == cite.quote.strip() or not cite.quote.strip()
    assert cite.district == notice.district.name and cite.notice_id == notice.id


def test_every_sentence_is_cited_with_the_item_it_stands_in(library: Library) -> None:
    for notice in library.notices:
        book = CitationBook(library)
        for sentence in library.sentences(notice):
            book.cite(notice, sentence.start, sentence.end)
        for cite, sentence in zip(book.citations, library.sentences(notice), strict=True):
            exact(library, cite)
            assert cite.item_id == sentence.item_id and cite.item and cite.source


def test_a_citation_leads_from_the_top_to_its_item(library: Library) -> None:
    notice = library.unit("云浦区").notice
    start = notice.text.index("化解大班额37个")
    book = CitationBook(library)
    book.cite(notice, start, start + 8)
    (cite,) = book.citations
    assert cite.item == "(1)" and cite.address == "二(一)1(1)"
    assert cite.path[-1] == "中小学大班额问题突出"
    assert cite.passage.startswith("(1)中小学大班额") and "85名" in cite.passage
    assert cite.published == "2021-12-20"


CITED = st.lists(st.integers(1, 6), max_size=4).map(lambda n: Statement("句", tuple(n)))


@given(cited=st.lists(CITED, min_size=1, max_size=6), split=st.integers(0, 6))
def test_numbers_run_from_one_in_reading_order(
        library: Library, cited: list[Statement], split: int) -> None:
    book, notice = CitationBook(library), library.notices[0]
    for start in range(6):
        book.cite(notice, start * 10, start * 10 + 5)
    blocks = (Paragraph(tuple(cited[:split])), Bullets(tuple(cited[split:])),
              Table(("", "甲"), ((Statement("行"), *cited[:1]),)))
    fresh, kept = in_order(blocks, book.citations)
    paragraph, bullets, table = fresh
    assert isinstance(paragraph, Paragraph) and isinstance(bullets, Bullets)
    said = [*paragraph.statements, *bullets.entries]
    used = list(dict.fromkeys(n for s in said for n in s.citations))
    assert used == [c.number for c in kept] == list(range(1, len(kept) + 1))
    for before, after in zip(cited, said, strict=True):
        old = [book.citations[n - 1].quote for n in before.citations]
        assert [kept[n - 1].quote for n in after.citations] == old
    assert isinstance(table, Table) and table.rows[0][1] == said[0]


def test_a_quotation_is_tidied_for_reading_only() -> None:
    assert tidy(" 新增学位\n2160个, ") == "新增学位2160个"  # wrapped by a scan
    assert tidy("WTO\nrules") == "WTO rules"
    assert tidy("措施如下:") == "措施如下"
