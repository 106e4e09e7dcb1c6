"""The page's pieces without a browser: escaping, highlighting, examples, colours."""

import re
import threading
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import QuestionError
from page import frame, library, markup, sources, texts
from page.chat import Shelf
from page.events import Page
from page.stream import pump
from tests.browser.fake_assistant import CLOUD, FakeAssistant, make_notice

STYLE = Path(markup.__file__).with_name("style.css").read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Collects the tags and the text of HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.data = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.data += data


@given(st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])))
def test_any_text_comes_back_as_text(value):
    read = Reader(markup.el("p", value, title=value))
    assert read.data == value
    assert read.tags == [("p", {"title": value})]


def test_lone_surrogates_can_be_sent():
    assert markup.text("a\ud800b\0").encode("utf-8") == "a\ufffdb\ufffd".encode()


@given(st.integers(-5, 400), st.integers(-5, 400))
def test_highlight_changes_no_letter(start, end):
    notice = make_notice(CLOUD, "青岩区")
    for item in notice.items:
        html = sources.lit(notice.text, item.start, item.own_end, (start, end))
        assert Reader(html).data == notice.text[item.start:item.own_end]


def test_white_space_is_not_lit_and_does_not_stand_around_an_item():
    text = "1.供水不足。\n\n  新建蓄水池4座。\n\n"
    notice = make_notice("题目\n", "青岩区")
    item = replace(notice.items[0], heading="1.供水不足。", start=0, body_start=9, own_end=len(text))
    notice = replace(notice, text=text, items=(item,))
    html = sources._own_text(sources.Place(notice, item, (0, 9)), item)
    assert html == "<strong><mark>1.供水不足。</mark></strong>\n新建蓄水池4座。"


def test_a_card_tells_the_problems_listed_from_the_number_stated():
    notice = make_notice(CLOUD.replace("制定整改措施58条。", "将巡视反馈意见细化为18个具体问题。"), "青岩区")
    words, english = texts.Texts(), texts.Texts("en")
    assert "3 项问题（通报自述 18 项）" in library.rail([notice], None, words)
    assert "3 problems (the notice states 18)" in library.rail([notice], None, english)
    told = library.understood(notice, words)
    assert "正文逐条列出 3 项 · 通报自述 18 项" in told and "细化为18个具体问题" in told
    agreeing = make_notice(CLOUD, "青岩区")
    assert "自述" not in library.rail([agreeing], None, words) + library.understood(agreeing, words)


def test_the_dates_of_cards_are_labelled():
    notice = make_notice(CLOUD, "青岩区")
    assert "发布 2022-02" in library.rail([notice], None, texts.Texts())
    undated = replace(notice, published=None)
    assert "反馈 2021-07-15（未写发布日期）" in library.rail([undated], None, texts.Texts())
    assert "Feedback 2021-07-15" in library.rail([undated], None, texts.Texts("en"))


def test_examples_come_from_the_library():
    found = frame.examples(FakeAssistant().notices())
    assert [e.kind for e in found] == ["fact", "item", "compare", "all", "follow"]
    assert frame.examples([]) == []


def test_the_status_shown_is_the_sentence_that_answers_count():
    notice = make_notice(CLOUD.replace("3个问题中", "\n　　3个问题中"), "青岩区")
    (link,) = [dict(attributes) for _, attributes in Reader(
        library.understood(notice, texts.Texts())).tags if "data-start" in attributes]
    shown = notice.text[int(link["data-start"]):int(link["data-end"])]
    assert shown == "3个问题中，已完成整改2个，正在整改1个。"
    silent = make_notice(CLOUD.replace("已完成整改2个，", ""), "青岩区")
    assert "data-start" not in library.understood(silent, texts.Texts())


def test_both_languages_have_every_word_with_the_same_blanks():
    for name, (zh, en) in texts._WORDS.items():
        assert zh and en, name
        assert sorted(re.findall(r"{\w+}", zh)) == sorted(re.findall(r"{\w+}", en)), name


def _colours(selector):
    block = re.search(re.escape(selector) + r" \{(.*?)\}", STYLE, re.S).group(1)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def _luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("selector", [":root", ".dark"])
def test_contrast_is_aa(selector):
    colours = _colours(selector)
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent", "doubt", "wrong")
             for ground in ("paper", "sheet", "rail", "grey-wash")]
    pairs += [("mark-ink", "mark"), ("ink", "accent-wash"), ("accent", "accent-wash"),
              ("sheet", "accent")]
    for ink, ground in pairs:
        light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])))[::-1]
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_shelf_forgets_the_least_used():
    shelf = Shelf(size=2)
    first, second = shelf.open("", "zh"), shelf.open("", "zh")
    assert shelf.open(first.token, "zh") is first
    third = shelf.open("", "zh")
    assert shelf.open(second.token, "zh") is not second
    assert len({first.token, second.token, third.token}) == 3


def test_shelf_never_opens_a_chat_under_a_name_it_did_not_give():
    shelf = Shelf()
    assert shelf.open("chosen", "zh").token != "chosen"


def test_a_pasted_book_is_refused_whole_and_not_kept():
    lengths = []

    class Strict(FakeAssistant):
        def ask(self, question, *rest):
            lengths.append(len(question))
            raise QuestionError("太长:请缩短。")

    page = Page(Strict(), question_limit=100, upload_mb=1)
    chat = page.hello({})
    *_, exchange = page.ask(chat, {"question": "整改" * 500_000})
    assert lengths == [1_000_000], "what is said of its length must be true"
    assert (exchange.state, exchange.error) == ("failed", "太长:请缩短。")
    assert 100 < len(exchange.question) < 1000 and len(page.current(chat)) < 10_000


def test_pump_carries_errors_and_ends_when_cancelled():
    def failing():
        yield 1
        raise ValueError("broken")

    got = pump(failing, threading.Event())
    assert next(got) == 1
    with pytest.raises(ValueError, match="broken"):
        next(got)
    cancelled, hold = threading.Event(), threading.Event()

    def stalling():
        yield 1
        hold.wait(60)

    stalled = pump(stalling, cancelled)
    assert next(stalled) == 1
    cancelled.set()
    assert list(stalled) == []
    hold.set()


def test_script_and_style_name_no_other_host():
    folder = Path(markup.__file__).parent
    for name in ("script.js", "style.css"):
        assert not re.search(r"https?://|[\"'(]//", (folder / name).read_text(encoding="utf-8"))
