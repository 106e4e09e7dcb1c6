"""Hostile text in notices, names, questions and replies is shown as text; nothing runs."""

import pytest

from assistant.answer import (
    Answer,
    Bullets,
    Check,
    Choice,
    Nearest,
    Paragraph,
    Statement,
    Table,
)
from tests.browser.fake_assistant import CLOUD, FakeAssistant, make_notice
from tests.browser.hostile import STRINGS

pytestmark = pytest.mark.browser
STRAY = ("#page img, #page script, #page iframe, #page svg[onload], #page object, #page embed,"
         "#page a, #page link, #page style, #page base, #page meta, #page x-a, #page video,"
         "#page form[action], #page [onerror], #page [onload], #page [onmouseover],"
         "#page [onfocus], #page [ontoggle], #page [style*=url]")


def unharmed(visitor):
    """Nothing ran, nothing was built, nothing was called (that, the fixture checks)."""
    visitor.tab.wait_for_timeout(200)
    assert visitor.tab.evaluate("window.pwned") is None
    assert visitor.tab.locator(STRAY).count() == 0


def shown(visitor, selector):
    return " ".join("\n".join(visitor.tab.locator(selector).all_text_contents()).split())


def plain(text):
    return " ".join(text.split())


def test_there_are_enough():
    assert len(set(STRINGS)) >= 30


def test_hostile_notice(serve, visit):
    text = CLOUD + "\n".join(f"{i}.{s}。整改情况：{s}" for i, s in enumerate(STRINGS, 4)) + "\n"
    notice = make_notice(text, STRINGS[0], source=STRINGS[2], warnings=tuple(STRINGS))
    visitor = visit(serve(FakeAssistant(notices=[notice])))
    unharmed(visitor)
    visitor.tab.locator("#library .card").click()
    visitor.tab.wait_for_selector("#sources .notice-facts")
    listed = shown(visitor, "#sources")
    assert all(plain(s) in listed for s in STRINGS)
    unharmed(visitor)
    visitor.tab.locator("#sources .outline button").last.click()
    visitor.tab.wait_for_selector("#sources .item")
    visitor.tab.click("#sources [data-act=full]")
    visitor.tab.wait_for_selector("#sources .fulltext")
    whole = shown(visitor, "#sources .fulltext")
    assert all(plain(s) in whole for s in STRINGS)
    unharmed(visitor)


def hostile_answer(question):
    """Every field that a model or an engine fills, filled with every string."""
    said = tuple(Statement(s, (), Check("struck", s, s)) for s in STRINGS)
    near = tuple(Nearest(s, s, s, s, s, 0, 1) for s in STRINGS)
    return Answer(
        question, "x", (Paragraph(said, lead=STRINGS[0]), Bullets(said, lead=STRINGS[1]),
                        Table(tuple(STRINGS[:3]), tuple(said[i:i + 3] for i in range(0, 30, 3)),
                              lead=STRINGS[3])),
        refused=True, understood=STRINGS[4], resolved_question=STRINGS[5], searched=STRINGS[6],
        nearest=near, choices=tuple(Choice(s, s) for s in STRINGS),
        maker=STRINGS[7], note=STRINGS[8])


def test_hostile_reply(serve, visit):
    visitor = visit(serve(FakeAssistant(reply=hostile_answer)))
    visitor.ask("问")
    body = shown(visitor, "#current")
    assert all(plain(s) in body for s in STRINGS)
    for opener in visitor.tab.locator("#current summary, #current .doubt").all()[:5]:
        opener.click()
    visitor.tab.locator("#current .nearest button").first.click()
    visitor.tab.wait_for_timeout(300)
    unharmed(visitor)


def test_hostile_citation(serve, visit):
    notice = make_notice(CLOUD + "4.甲" + "".join(STRINGS) + "\n", "青岩区")
    engine = FakeAssistant(notices=[notice])
    engine._reply = lambda q: Answer(q, "x", tuple(
        Paragraph((Statement(s, (i,), Check("verified")),)) for i, s in enumerate(STRINGS, 1)),
        tuple(engine.cite(i, s) for i, s in enumerate(STRINGS, 1)))
    visitor = visit(serve(engine))
    visitor.ask("问")
    for i, string in enumerate(STRINGS):
        chip = visitor.tab.locator("#current .cite").nth(i)
        chip.hover()
        chip.click()
        visitor.tab.wait_for_function(
            "q => document.querySelector('#sources mark')?.textContent === q", arg=string)
    unharmed(visitor)


def test_hostile_questions(serve, visit):
    visitor = visit(serve(FakeAssistant()))
    for string in STRINGS:
        visitor.ask(string)
    asked = visitor.tab.locator(".asked").all_text_contents()
    assert [plain(a) for a in asked] == [plain(s) for s in STRINGS]
    unharmed(visitor)


def test_hostile_file_names(serve, visit):
    class Offering(FakeAssistant):
        def ingest(self, paths, progress):
            report = super().ingest(paths, progress)
            for entry, name in zip(report.entries, STRINGS * 2, strict=False):
                entry.file = entry.reason = entry.district = name
            return report

    visitor = visit(serve(Offering()))
    files = [{"name": s.replace("/", "／"), "mimeType": "text/plain", "buffer": CLOUD.encode()}
             for s in STRINGS]
    with visitor.tab.expect_file_chooser() as chooser:
        visitor.tab.click("#add")
    chooser.value.set_files(files)
    visitor.tab.wait_for_selector(".upload ul", timeout=60_000)
    listed = shown(visitor, "#news")
    assert all(plain(s) in listed for s in STRINGS)
    unharmed(visitor)


@pytest.mark.parametrize("data", [
    {"turn": "-1", "number": "x"}, {"turn": "9" * 400, "number": "1"},
    {"notice": "../../etc/passwd", "item": "x", "start": "-5", "end": "nan"}, {},
])
def test_invented_clicks_open_nothing(data):
    from page.events import Page

    page = Page(FakeAssistant(), question_limit=100, upload_mb=1)
    chat = page.hello({})
    for act in ("cite", "item", "full", "notice"):
        assert "<mark>" not in page.show(chat, act, data)
    page.rate(chat, data)
