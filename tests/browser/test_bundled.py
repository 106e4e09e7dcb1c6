"""The main job on the bundled notices: every example question ends in sources that can be read."""

from pathlib import Path

import pytest

from assistant import Assistant
from page.frame import examples

pytestmark = pytest.mark.browser
NOTICES = Path(__file__).resolve().parents[2] / "notices"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    with Assistant.open(tmp_path_factory.mktemp("store")) as opened:
        opened.sync(NOTICES)
        yield opened


@pytest.fixture
def reader(assistant, serve, visit):
    return visit(serve(assistant))


def test_examples_are_answered_and_cited(reader, assistant):
    asked = [q for e in examples(assistant.notices()) for q in (e.question, e.then) if q]
    assert len(asked) >= 6
    for question in asked:
        reader.ask(question)
        assert reader.tab.locator("#current .refused").count() == 0, question
        chips = reader.tab.locator("#current .cite")
        assert chips.count() > 0, question
        chip = chips.last
        quote = chip.get_attribute("data-quote")
        chip.click()
        reader.tab.wait_for_function(
            "q => document.querySelector('#sources mark')?.textContent === q", arg=quote)


def test_library_lists_every_notice_as_a_digest(reader, assistant):
    count = len(assistant.notices())
    assert reader.tab.locator("#library .card").count() == count
    assert reader.texts("#library .badge") == ["摘编"] * count


def test_full_text_is_the_notices_own(reader, assistant):
    reader.tab.locator("#library .card").first.click()
    reader.tab.locator("#sources .outline button").nth(3).click()
    reader.tab.click("#sources [data-act=full]")
    reader.tab.wait_for_selector(".fulltext")
    shown = "".join(reader.tab.locator(".fulltext section").all_text_contents())
    whole = "".join(assistant.notices()[0].text.split())
    assert whole in "".join(shown.replace("页面附带内容，未入库", "").split())


def test_addresses_are_not_broken_on_a_phone(assistant, serve, visit):
    reader = visit(serve(assistant), width=380, height=800)
    reader.ask("各区的联系电话和电子邮箱")
    lines = reader.tab.locator("#current td .words").evaluate_all(
        "cells => cells.filter(c => c.textContent.includes('@')).map(c => c.getClientRects().length)")
    assert lines and set(lines) == {1}
