"""What stands around a conversation: the top bar, the question box, the first visit."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import LOCAL
from ingest.notice import Notice

from .chat import Chat
from .markup import Html, button, el
from .texts import Texts

SHORT_HEADING = (6, 22)


@dataclass(frozen=True)
class Example:
    """A question for the first visit; ``then`` is put in the question box after it."""

    kind: str
    question: str
    then: str = ""


def bar(chat: Chat, notices: Sequence[Notice], makers: Sequence[str]) -> Html:
    """The top bar: name, counts, who answers, language, light or dark; tabs when narrow."""
    words = chat.texts
    problems = sum(len(n.problems) for n in notices)
    counts = [el("span", words("notices_count", n=len(notices)))]
    if problems:
        counts.append(el("span", words("problems_count", n=problems), title=words("problems_means")))
    tabs = [
        button(words(name), "tab", "tab", data_tab=tab,
               aria_pressed="true" if tab == "talk" else "false")
        for name, tab in (("library", "library"), ("chat", "talk"), ("sources", "sources"))
    ]
    return el(
        "header",
        el("div",
           el("h1", words("title")),
           el("p", counts, class_="counts"),
           el("div", _makers(chat, makers),
              button(words("new_chat"), "clear", "tool"),
              button(words("language"), "language", "tool"),
              button("◐", "theme", "tool", aria_label=words("theme"), title=words("theme")),
              class_="switches"),
           class_="bar-line"),
        el("nav", tabs, class_="tabs", aria_label=words("title")),
        class_="bar", data_chat=chat.token, data_language=chat.language,
    )


def _makers(chat: Chat, makers: Sequence[str]) -> Html:
    words = chat.texts
    names = {m: words("maker_local") if m == LOCAL else m for m in makers}
    if len(makers) < 2:
        return el("span", next(iter(names.values()), words("maker_local")), class_="maker")
    chosen = chat.maker or makers[-1]
    options = [el("option", name, value=m, selected=m == chosen) for m, name in names.items()]
    return el("label", el("span", words("maker"), class_="sr"),
              el("select", options, class_="maker", aria_label=words("maker")))


def composer(words: Texts) -> Html:
    """The question box. The script sends it; Enter asks, Shift+Enter breaks the line.

    It has no maxlength: a browser cuts what is pasted there without a word.
    """
    return el(
        "form",
        el("p", words("editing"), class_="editing", hidden=True),
        el("div",
           el("label", words("ask_label"), for_="question", class_="sr"),
           el("textarea", id="question", rows=1, placeholder=words("ask_hint"), dir="auto"),
           el("button", words("send"), type="submit", class_="send"),
           button(words("stop"), "stop", "send stop"),
           class_="box"),
        el("p", words("keys"), class_="keys", aria_hidden="true"),
        class_="composer",
    )


def welcome(words: Texts, notices: Sequence[Notice]) -> Html:
    """The first visit: what this is, and questions that work on the notices at hand."""
    if not notices:
        return el("div", el("h2", words("empty_library")), el("p", words("empty_library_todo")),
                  class_="welcome")
    cards = [
        el("li", button(
            [el("span", words(f"example_{e.kind}"), class_="label"), el("span", e.question),
             el("span", words("example_then", q=e.then), class_="quiet") if e.then else None],
            "ask", "example", data_question=e.question, data_then=e.then or None))
        for e in examples(notices)
    ]
    return el("div", el("h2", words("welcome")), el("p", words("welcome_note"), class_="quiet"),
              el("ul", cards, class_="examples"), class_="welcome")


def examples(notices: Sequence[Notice]) -> list[Example]:
    """Questions that show the range (a fact, an item, two places, all, a follow-up)."""
    names = list(dict.fromkeys(n.district.name for n in notices if n.district.name))
    if not names:
        return []
    first, second = names[0], names[1 % len(names)]
    found = [Example("fact", f"{first}的反馈意见是哪天反馈的?")]
    item = _short_problem(notices)
    if item:
        found.append(Example("item", f"{item[0]}“{item[1]}”是怎么整改的?"))
    if len(names) > 1:
        found += [
            Example("compare", f"{first}和{second}的巡视整改联系方式分别是什么?"),
            Example("all", "各地分别是哪个巡视组巡视的?"),
            Example("follow", f"{names[-1]}的联系电话是多少?", f"那{names[-2]}呢?"),
        ]
    return found


def _short_problem(notices: Sequence[Notice]) -> tuple[str, str] | None:
    low, high = SHORT_HEADING
    for notice in notices[::-1]:
        for item in notice.problems:
            heading = item.heading.strip().strip("。：:;；")
            if item.marker and heading.startswith(item.marker):
                heading = heading[len(item.marker):].strip()
            plain = not any(mark in heading for mark in "“”\"《》")
            if plain and low <= len(heading) <= high and notice.district.name:
                return notice.district.name, heading
    return None
