"""The Gradio front end: components and wiring, no logic of its own.

    python ui.py        serves the notices of the settings on http://127.0.0.1:7860

Programs ask through the one public endpoint: ``gradio_client.Client(url).predict(question,
districts, api_name="/ask")`` gives the JSON of :meth:`assistant.answer.Answer.to_dict`.
"""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported

import gradio as gr
from gradio.events import api

from errors import AssistantError
from page.chat import Chat
from page.events import Engine, Page
from page.logs import Observed, to_lines
from page.serving import check, launch_options
from settings import Settings, settings

if TYPE_CHECKING:
    from assistant import Assistant

PAGE = Path(__file__).resolve().parent / "page"
ACTS = "'ask','stop','rate','cite','item','full','notice','hello','language','clear'"
PRIVATE: dict[str, Any] = {
    "api_visibility": "private", "show_progress": "hidden", "trigger_mode": "multiple"}


def build(assistant: Engine, config: Settings | None = None) -> gr.Blocks:
    """The page over an assistant, not yet launched."""
    config = config or settings()
    assistant = Observed(assistant, config.log_questions)
    page = Page(assistant, question_limit=config.question_limit,
                upload_mb=config.upload_limit_mb)
    demo: gr.Blocks = gr.Blocks(
        title="通报问答", fill_width=True, analytics_enabled=False, delete_cache=(3600, 3600))
    with demo:
        token = gr.State("")
        with gr.Column(elem_id="page"):
            bar = _html("bar")
            with gr.Row(elem_id="desk"):
                with gr.Column(elem_id="left", elem_classes="rail"):
                    notices = _html("library")
                    add = gr.UploadButton("添加通报", elem_id="add", file_count="multiple",
                                          visible=config.uploads,
                                          size="sm")
                    news = _html("news")
                with gr.Column(elem_id="middle"):
                    with gr.Column(elem_id="talk"):
                        past = _html("past")
                        current = _html("current")
                    composer = _html("composer")
                with gr.Column(elem_id="right", elem_classes="rail"):
                    source = _html("sources")
        drawn = [token, bar, notices, add, news, past, current, composer, source]
        _wire_frame(page, token, bar, drawn)
        _wire_chat(page, token, bar, [past, current, source], config)
        _wire_sources(page, token, bar, source)
        _wire_upload(page, token, add, [news, notices, bar, current])
        api(_ask_endpoint(assistant), api_name="ask",
            concurrency_limit=config.concurrent_answers)
    return demo


def _html(name: str) -> gr.HTML:
    """A part of the page. The script sends every click as one of ``ACTS`` by the bar."""
    script = (PAGE / "script.js").read_text(encoding="utf-8")
    bind = f"window.noticePage.bind('{name}', element, trigger, watch); /* {ACTS} */"
    return gr.HTML("", elem_id=name, apply_default_css=False,
                   head=f"<script>{script}</script>", js_on_load=bind)


def _wire_frame(page: Page, token: gr.State, bar: gr.HTML, drawn: list[Any]) -> None:
    def draw(chat: Chat) -> tuple[Any, ...]:
        add = gr.update(label=chat.texts("add"))
        return (chat.token, page.bar(chat), page.library(chat), add, page.upload_hint(chat),
                page.past(chat), page.current(chat), page.composer(chat),
                page.panel(chat))

    def hello(event: gr.EventData) -> tuple[Any, ...]:
        return draw(page.hello(event._data))

    def language(held: str) -> tuple[Any, ...]:
        return draw(page.switch_language(held))

    def clear(held: str) -> tuple[Any, ...]:
        return draw(page.clear(held))

    bar.hello(hello, None, drawn, queue=False, **PRIVATE)
    bar.language(language, token, drawn, queue=False, **PRIVATE)
    bar.clear(clear, token, drawn, queue=False, **PRIVATE)


def _wire_chat(page: Page, token: gr.State, bar: gr.HTML, parts: list[gr.HTML],
               config: Settings) -> None:
    def answer(held: str, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        chat = page.chat(held)
        for i, exchange in enumerate(page.ask(chat, event._data)):
            if exchange.state == "working":
                yield chat.token, page.past(chat) if i == 0 else gr.skip(), page.current(chat)

    def settle(held: str) -> tuple[Any, ...]:
        chat = page.chat(held)
        return page.current(chat), page.show_first(chat)

    def stop(held: str) -> None:
        page.stop(held)

    def rate(held: str, event: gr.EventData) -> None:
        page.rate(page.chat(held), event._data)

    # Gradio drops a question sent while it counts the last one as running, which it does a little
    # longer than the answer takes. So the page is told that the answer is over only afterwards.
    past, current, source = parts
    answering = bar.ask(answer, token, [token, past, current],
                        concurrency_limit=config.concurrent_answers,
                        **{**PRIVATE, "trigger_mode": "once"})
    answering.then(settle, token, [current, source], queue=False, **PRIVATE)
    bar.stop(stop, token, None, queue=False, **PRIVATE)
    bar.rate(rate, token, None, queue=False, **PRIVATE)


def _wire_sources(page: Page, token: gr.State, bar: gr.HTML, source: gr.HTML) -> None:
    for act in ("cite", "item", "full", "notice"):
        def show(held: str, event: gr.EventData, act: str = act) -> str:
            return page.show(page.chat(held), act, event._data)

        getattr(bar, act)(show, token, source, queue=False, **PRIVATE)


def _wire_upload(page: Page, token: gr.State, add: gr.UploadButton,
                 parts: list[gr.HTML]) -> None:
    def upload(held: str, files: list[str] | None) -> Iterator[tuple[Any, ...]]:
        chat = page.chat(held)
        for line in page.upload(chat, [Path(f) for f in files or ()]):
            yield line, gr.skip(), gr.skip(), gr.skip()
        yield gr.skip(), page.library(chat), page.bar(chat), page.current(chat)

    add.upload(upload, [token, add], parts, concurrency_limit=1, **PRIVATE)


def _ask_endpoint(assistant: Engine) -> Any:
    def ask(question: str, districts: list[str] | None = None) -> dict[str, Any]:
        """Answer one question; districts narrows the search. Returns Answer.to_dict()."""
        try:
            return assistant.ask(question, districts=districts or None).to_dict()
        except AssistantError as error:
            return {"question": question, "error": str(error)}

    return ask


def launch(demo: gr.Blocks, assistant: Engine, config: Settings,
           **more: Any) -> tuple[Any, str, str]:
    """Serve the page on the settings' address; nothing is loaded from anywhere else.

    Raises AssistantError where the settings would serve it unguarded, or the port is taken.
    """
    options = launch_options(assistant, config)
    demo.queue(max_size=config.queue_limit, default_concurrency_limit=config.concurrent_answers)
    sans = ["system-ui", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"]
    try:
        return demo.launch(
            server_name=config.host, server_port=config.port, quiet=True, share=False,
            max_file_size=f"{config.upload_limit_mb}mb", footer_links=[], run_history=False,
            enable_monitoring=False, ssr_mode=False, pwa=False, mcp_server=False,
            theme=gr.themes.Base(font=sans, font_mono=["monospace"]),
            css=(PAGE / "style.css").read_text(encoding="utf-8"),
            **options, **more)
    except OSError as error:
        raise AssistantError(
            f"端口 {config.port} 不能用,可能另一个程序正占着它:请停掉那个程序,或改 PORT。") from error


def main() -> int:
    """Open the store, take in what is new, serve."""
    from assistant import Assistant

    try:
        config = settings()
        check(config)
        with Assistant.open(config.store) as assistant:
            _serve(assistant, config)
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _serve(assistant: "Assistant", config: Settings) -> None:
    """Take in what is new and serve until interrupted; AssistantError as :func:`launch` does."""
    for entry in assistant.sync(config.notices, _progress).entries:
        if entry.outcome == "refused":
            sys.stderr.write(f"没有收进 {entry.file}: {entry.reason}\n")
    to_lines()
    demo = build(assistant, config)
    _, url, _ = launch(demo, assistant, config, prevent_thread_lock=True)
    threading.Thread(target=assistant.warm, daemon=True).start()
    sys.stdout.write(f"通报问答: {url}\n")
    sys.stdout.flush()
    demo.block_thread()


def _progress(done: int, total: int, label: str) -> None:
    """One line that overwrites itself: [####----] 12/40 label."""
    filled = 30 * done // max(total, 1)
    line = f"[{'#' * filled}{'-' * (30 - filled)}] {done}/{total} {label[:40]:<40}"
    sys.stderr.write(f"\r{line}" + ("\n" if done >= total else ""))
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
