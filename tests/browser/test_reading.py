"""Ask, cite, click, highlight; neighbours, full text, what was understood; copying."""

import pytest

from tests.browser.fake_assistant import FakeAssistant

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(serve, visit):
    return visit(serve(FakeAssistant()))


def test_ask_cite_click_highlight(reader):
    reader.ask("老旧小区改造了多少？")
    assert "23个" in reader.texts("#current .body")[0]
    reader.tab.locator("#current .cite").first.click()
    reader.tab.wait_for_selector("#sources mark")
    assert reader.texts("#sources mark") == ["全年实施老旧小区改造23个，21个已经完工"]
    assert "民生保障" in reader.texts("#sources .path")[0]
    assert reader.tab.locator("#current .statement.lit").count() == 1


def test_every_marker_lights_its_own_quote(reader):
    reader.ask("青岩区和白沙区比较")
    for i in range(reader.tab.locator("#current .cite").count()):
        chip = reader.tab.locator("#current .cite").nth(i)
        quote = chip.get_attribute("data-quote")
        chip.click()
        reader.tab.wait_for_function(
            "q => document.querySelector('#sources mark')?.textContent === q", arg=quote)


def test_hover_shows_the_quote(reader):
    reader.ask("老旧小区")
    reader.tab.locator("#current .cite").first.hover()
    assert "21个已经完工" in reader.texts("#tip")[0]


def test_previous_and_next_item(reader):
    reader.ask("老旧小区")
    reader.tab.wait_for_selector("#sources mark")
    reader.tab.click("#sources .next")
    reader.tab.wait_for_function(
        "() => document.querySelector('#sources .item').textContent.startsWith('2.')")
    reader.tab.click("#sources .previous")
    reader.tab.wait_for_function(
        "() => document.querySelector('#sources .item').textContent.startsWith('1.')")


def test_full_text_and_back(reader):
    reader.ask("老旧小区")
    reader.tab.click("#sources [data-act=full]")
    reader.tab.wait_for_selector(".fulltext mark")
    whole = reader.tab.locator(".fulltext").text_content()
    notice = FakeAssistant().notices()[0]
    assert "".join(whole.split()) == "".join(notice.text.split())
    reader.tab.click("#sources .actions [data-act=cite]")
    reader.tab.wait_for_selector("#sources .walk .cite[aria-current]")


def test_copy_quotation_in_one_line(reader):
    reader.ask("老旧小区")
    reader.tab.click("#sources [data-act=copy]")
    copied = reader.tab.evaluate("navigator.clipboard.readText()")
    assert copied == ("“全年实施老旧小区改造23个，21个已经完工”（青岩区，"
                      "《中共云州市青岩区委关于巡视整改进展情况的通报》，二（一）1，2022-02）")


def test_copy_answer(reader):
    reader.ask("老旧小区")
    reader.tab.click("#current [data-act=copy]")
    copied = reader.tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("全年实施老旧小区改造23个") and "二（一）1" in copied


def test_comparison_is_a_table(reader):
    reader.ask("青岩区和白沙区比较")
    assert reader.texts("#current thead th[scope=col]") == ["", "青岩区", "白沙区"]
    assert reader.texts("#current tbody th[scope=row]") == ["改造数", "惠及", "合计"]
    assert "通报未提及" in reader.texts("#current tbody td")
    assert "4 句中 4 句的数字、日期、名称见于所引原文" in reader.texts("#current .verdict")[0]


def test_choices_are_buttons_that_ask(reader):
    reader.ask("第1项")
    reader.tab.locator("#current .choice").nth(1).click()
    reader.tab.wait_for_function(
        "() => document.querySelector('#current .asked')?.textContent === '白沙区的第1个问题'")


def test_refusal_says_what_was_searched(reader):
    reader.ask("火星区怎么样")
    shown = reader.texts("#current .refused")[0]
    assert "通报中未找到" in shown and "青岩区、白沙区，共5条" in shown
    assert reader.tab.locator("#current .cite").count() == 0
    reader.tab.locator("#current .nearest button").first.click()
    reader.tab.wait_for_selector("#sources mark")


def test_doubtful_statements_give_their_reason(reader):
    reader.ask("请核对")
    assert reader.texts("#current s.struck") == ["覆盖15个行政村。"]
    assert not reader.tab.locator("#current .why").first.is_visible()
    reader.tab.locator("#current .doubt.struck").click()
    assert reader.texts("#current .doubt.struck + .why") == ["数字与原文不符。"]
    assert reader.texts("#current .source-value") == ["原文：12个行政村"]
    assert reader.texts("#current .doubt.unverified") == ["未核实"]
    assert "3 句中 1 句的数字、日期、名称见于所引原文" in reader.texts("#current .verdict")[0]


def test_the_line_under_an_answer_says_what_it_does_not_mean(reader):
    reader.ask("老旧小区改造了多少？")
    assert "这不等于答对了" not in reader.texts("#current .verdict")[0]
    reader.tab.locator("#current .verdict summary").click()
    assert "这不等于答对了" in reader.texts("#current .verdict")[0]


def test_understood_line_opens(reader):
    reader.ask("老旧小区改造了多少？")
    reader.tab.locator("#current .understood summary").click()
    assert "青岩区的老旧小区改造了多少？" in reader.texts("#current .understood")[0]
    assert "检索 2 篇通报" in reader.texts("#current .understood")[0]


def test_library_shows_what_was_understood(reader):
    reader.tab.locator("#library .card").nth(1).click()
    reader.tab.wait_for_selector("#sources .notice-facts")
    facts = reader.texts("#sources .notice-facts")[0]
    assert "2021-03-01 至 2021-04-30" in facts and "没有发布日期" in facts
    reader.tab.locator("#sources .outline button", has_text="停车位").click()
    reader.tab.wait_for_selector("#sources .item")
    assert "1350" in reader.texts("#sources .item")[0]


def test_library_quotes_the_status_counts(reader):
    reader.tab.locator("#library .card").first.click()
    reader.tab.locator("#sources .notice-facts button").click()
    reader.tab.wait_for_selector("#sources mark")
    assert reader.texts("#sources mark") == ["3个问题中，已完成整改2个，正在整改1个。"]


def test_keys_walk_the_sources(reader):
    reader.ask("青岩区和白沙区比较")
    reader.tab.wait_for_selector("#sources .walk")
    reader.tab.evaluate("document.activeElement.blur()")
    for key, number in (("j", "[2]"), ("j", "[3]"), ("k", "[2]")):
        reader.tab.keyboard.press(key)
        reader.tab.wait_for_function(
            "n => document.querySelector('#sources [aria-current]')?.textContent === n",
            arg=number)
    assert reader.tab.locator("#current .cite.lit").inner_text() == "[2]"
