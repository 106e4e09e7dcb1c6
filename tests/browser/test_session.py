"""What a visit keeps and does: narrowing, reload, stop, edit, languages, people, uploads."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

import ui
from errors import QuestionError
from tests.browser.fake_assistant import CLOUD, FakeAssistant, make_notice

pytestmark = pytest.mark.browser


@pytest.fixture
def engine():
    return FakeAssistant(makers=("local", "deepseek-chat"))


@pytest.fixture
def reader(engine, serve, visit):
    return visit(serve(engine))


def test_first_visit_offers_examples_from_the_library(reader, engine):
    shown = reader.texts(".example")
    assert len(shown) == 5
    assert any("青岩区" in s and "白沙区" in s for s in shown)
    reader.tab.locator(".example").last.click()
    reader.settle()
    assert reader.tab.input_value("#question") == "那青岩区呢?"
    reader.tab.press("#question", "Enter")
    reader.tab.wait_for_selector("#past .exchange")
    reader.settle()
    assert engine.asked[-1][:2] == ("那青岩区呢?", (engine.asked[0][0],))


def test_a_question_that_is_too_long_is_told_and_can_be_shortened(serve, visit):
    class Strict(FakeAssistant):
        def ask(self, question, *rest):
            raise QuestionError(f"问题有 {len(question)} 个字,太长了。")

    reader = visit(serve(Strict()))
    reader.ask("整改" * 300)
    assert "问题有 600 个字" in reader.texts("#current .reply")[0]
    reader.tab.press("#question", "ArrowUp")
    assert len(reader.tab.input_value("#question")) == 600


def test_ticks_narrow_the_search(reader, engine):
    reader.ask("一问")
    assert engine.asked[-1][2] is None
    reader.tab.locator(".tick").first.uncheck()
    reader.ask("二问")
    assert engine.asked[-1][2] == ("白沙区",)
    reader.tab.locator(".tick").nth(1).uncheck()
    assert "检索全部" in reader.texts(".narrow")[0]
    reader.tab.click("#library [data-act=all]")
    assert reader.tab.locator(".tick:checked").count() == 2


def test_reload_keeps_the_chat_and_its_sources(reader):
    reader.ask("老旧小区")
    reader.tab.reload()
    reader.tab.wait_for_selector("#current .cite")
    reader.tab.locator("#current .cite").click()
    reader.tab.wait_for_selector("#sources mark")
    assert reader.texts("#sources mark") == ["全年实施老旧小区改造23个，21个已经完工"]


def test_two_people_do_not_meet(engine, serve, visit):
    url = serve(engine)
    one, two = visit(url), visit(url)
    one.ask("第一个人的问题")
    two.ask("第二个人的问题")
    one.ask("再问")
    assert engine.asked[-1][1] == ("第一个人的问题",)
    assert "第一个人" not in two.tab.locator("body").inner_text()
    two.tab.reload()
    two.tab.wait_for_selector(".exchange")
    assert two.texts(".asked") == ["第二个人的问题"]


def test_new_chat_starts_over(reader, engine):
    reader.ask("老旧小区")
    reader.tab.click("[data-act=clear]")
    reader.tab.wait_for_selector(".welcome")
    reader.ask("再来")
    assert engine.asked[-1][1] == ()


def test_streamed_text_is_provisional_until_it_settles(reader):
    reader.ask("慢慢说", settled=False)
    reader.tab.wait_for_selector(".draft")
    assert "尚未核对" in reader.texts("#current")[0]
    reader.tab.wait_for_selector(".working .body .cite")
    reader.tab.wait_for_selector(".working .body + div .draft")
    reader.tab.keyboard.press("Escape")
    reader.tab.wait_for_selector("[data-state=stopped]")
    shown = reader.texts("#current")[0]
    assert "已停止" in shown and "尚未核对" not in shown
    assert reader.tab.locator("#current .body .cite").count() == 1


def test_reload_during_an_answer_leaves_a_page_that_works(reader):
    reader.ask("慢慢说", settled=False)
    reader.tab.wait_for_selector(".draft")
    reader.tab.reload()
    reader.tab.wait_for_selector("[data-state=stopped]")
    reader.ask("老旧小区")
    assert "23个" in reader.texts("#current .body")[0]


def test_no_question_is_lost_however_soon_it_follows(reader):
    """The next question is sent in the very moment in which the last answer is shown."""
    reader.tab.evaluate("""() => {
      let asked = 0;
      const next = () => {
        const state = document.querySelector('#current [data-state]')?.dataset.state;
        const shown = document.querySelectorAll('#talk .exchange').length;
        if (shown !== asked || asked === 20 || state === 'working') return;
        asked += 1;
        const box = document.querySelector('#question');
        box.value = `第${asked}问 老旧小区`;
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      };
      new MutationObserver(next).observe(
        document.querySelector('#talk'), { childList: true, subtree: true, attributes: true });
      next();
    }""")
    reader.tab.wait_for_function(
        "() => document.querySelectorAll('#talk .exchange').length === 20")
    reader.settle()
    assert reader.texts(".asked") == [f"第{i}问 老旧小区" for i in range(1, 21)]


def test_stop_ends_a_stalled_answer(reader):
    reader.ask("卡住了", settled=False)
    reader.tab.wait_for_selector(".steps li:has-text('检索 2 篇通报')")
    reader.tab.click(".send.stop")
    reader.tab.wait_for_selector("[data-state=stopped]", timeout=10_000)


def test_arrow_up_edits_and_replaces_the_last_question(reader, engine):
    reader.ask("老旧小曲")
    reader.tab.evaluate("document.activeElement.blur()")
    reader.tab.keyboard.press("/")
    reader.tab.keyboard.press("ArrowUp")
    assert reader.tab.input_value("#question") == "老旧小曲"
    reader.tab.fill("#question", "老旧小区")
    reader.tab.press("#question", "Enter")
    reader.tab.wait_for_function(
        "() => document.querySelector('#current .asked').textContent === '老旧小区'")
    reader.settle()
    assert reader.texts(".asked") == ["老旧小区"]
    assert engine.asked[-1][1] == ()


def test_retry_replaces_the_answer(reader, engine):
    reader.ask("老旧小区")
    reader.tab.click("#current .tools [data-act=ask]")
    reader.tab.wait_for_function("() => !document.querySelector('[data-state=working]')")
    reader.tab.wait_for_timeout(500)
    assert reader.texts(".asked") == ["老旧小区"]
    assert [a[0] for a in engine.asked] == ["老旧小区", "老旧小区"]


def test_rating_is_kept_with_the_answer(reader):
    reader.ask("老旧小区")
    reader.tab.click("[data-rating=like]")
    reader.tab.wait_for_timeout(300)
    reader.tab.reload()
    reader.tab.wait_for_selector("[data-rating=like][aria-pressed=true]")


def test_expected_errors_are_told(reader):
    reader.ask("坏了")
    assert "问题太长，请缩短后再问。" in reader.texts("#current .failed")[0]


def test_language_and_theme_switch_and_stay(reader):
    reader.ask("老旧小区")
    reader.tab.click("[data-act=language]")
    reader.tab.wait_for_selector("h1:has-text('Notice Q&A')")
    assert "In 1 of 1 statements all figures" in reader.texts("#current .verdict")[0]
    assert reader.tab.evaluate("document.documentElement.lang") == "en"
    reader.tab.click("[data-act=theme]")
    reader.tab.reload()
    reader.tab.wait_for_selector("h1:has-text('Notice Q&A')")
    assert reader.tab.evaluate("document.body.classList.contains('dark')")


def test_who_answers_can_be_chosen(reader, engine):
    seen = []
    stream = engine.stream
    engine.stream = lambda *a, maker=None, **k: (seen.append(maker), stream(*a, **k))[1]
    reader.tab.select_option("select.maker", "local")
    reader.ask("一问")
    reader.tab.select_option("select.maker", "deepseek-chat")
    reader.ask("二问")
    assert seen == ["local", "deepseek-chat"]


def test_upload_reports_every_file(reader, tmp_path):
    good = tmp_path / "新通报.txt"
    good.write_text(CLOUD.replace("青岩", "红柳"), encoding="utf-8")
    empty = tmp_path / "空.txt"
    empty.write_text("太短", encoding="utf-8")
    with reader.tab.expect_file_chooser() as chooser:
        reader.tab.click("#add")
    chooser.value.set_files([str(good), str(empty)])
    reader.tab.wait_for_selector(".upload ul")
    shown = reader.texts("#news .upload")[0]
    assert "新通报.txt" in shown and "已加入" in shown
    assert "文件太短，不像一篇通报。" in shown
    reader.tab.wait_for_selector("#library .card:has-text('红柳区')")
    assert "3 篇通报" in reader.texts(".counts")[0]


def test_empty_library_says_what_to_do(serve, visit):
    reader = visit(serve(FakeAssistant(notices=[])))
    assert "通报库是空的" in reader.texts(".welcome")[0]
    assert "添加通报" in reader.texts(".welcome")[0]


@pytest.mark.parametrize("width", [380, 800])
def test_narrow_screens_fold_into_tabs(engine, serve, visit, width):
    reader = visit(serve(engine), width=width, height=800)
    reader.ask("青岩区和白沙区比较")
    assert reader.tab.evaluate("document.documentElement.scrollWidth") <= width
    assert not reader.tab.locator("#left").is_visible()
    reader.tab.locator("#current .cite").first.click()
    reader.tab.wait_for_selector("#sources mark", state="visible")
    assert not reader.tab.locator("#talk").is_visible()
    reader.tab.click(".tab[data-tab=library]")
    assert reader.tab.locator("#library .card").first.is_visible()


def test_wide_table_scrolls_in_its_own_frame(serve, visit):
    from assistant.answer import Answer, Statement, Table

    columns = ("", *(f"第{i}区" for i in range(9)))
    row = tuple(Statement(f"内容{i}" * 4) for i in range(10))
    engine = FakeAssistant(reply=lambda q: Answer(q, "table", (Table(columns, (row,)),)))
    reader = visit(serve(engine), width=380, height=800)
    reader.ask("表")
    frame = reader.tab.locator(".frame")
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
    assert reader.tab.evaluate("document.documentElement.scrollWidth") <= 380


def test_public_api_is_ask_alone(engine, serve):
    client = pytest.importorskip("gradio_client").Client(serve(engine), verbose=False)
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/ask"}
    result = client.predict("老旧小区", ["青岩区"], api_name="/ask")
    assert result["citations"][0]["quote"] == "全年实施老旧小区改造23个，21个已经完工"
    assert engine.asked[-1][2] == ("青岩区",)


@pytest.mark.parametrize("path", [
    "settings.py", ".env", "page/script.js", "../shared", "/etc/passwd"])
def test_no_file_can_be_fetched(engine, serve, path):
    url = serve(engine)
    target = path if path.startswith("/") else str(Path(ui.__file__).parent / path)
    for route in ("gradio_api/file=", "file=", "static/../../", "assets/../../../"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{url}{route}{target}")
        assert refused.value.code in (403, 404)


def test_every_answer_carries_the_policy(engine, serve):
    headers = urllib.request.urlopen(serve(engine)).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_browser_itself_refuses_to_call_out(reader):
    reader.tab.evaluate("fetch('http://evil.invalid/x').catch(() => { window.refused = 1 })")
    reader.tab.wait_for_function("() => window.refused === 1")
    assert reader.outside == []


def test_notices_of_one_name_from_two_files_both_show(serve, visit):
    twice = [make_notice(CLOUD, "青岩区", source="甲.txt"),
             make_notice(CLOUD + "2022年1月\n", "青岩区", source="乙.txt")]
    reader = visit(serve(FakeAssistant(notices=twice)))
    assert reader.tab.locator("#library .card").count() == 2
