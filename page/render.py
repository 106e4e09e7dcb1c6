"""Answers as HTML: statements with their markers and checks, lists, tables, refusals."""

from assistant.answer import LOCAL, Answer, Block, Bullets, Choice, Nearest, Paragraph, Statement

from .chat import Chat, Exchange
from .markup import Html, button, el, join
from .texts import Texts


def exchange(chat: Chat, turn: int) -> Html:
    """A question and what came of it, so far."""
    one = chat.exchanges[turn]
    last = turn == len(chat.exchanges) - 1
    return el(
        "article",
        el("div", el("span", chat.texts("you"), class_="who"),
           el("p", one.question, class_="asked", dir="auto"), class_="question"),
        _reply(one, turn, last=last, words=chat.texts),
        class_="exchange", data_state=one.state, data_turn=turn, data_question=one.question,
    )


def _reply(one: Exchange, turn: int, *, last: bool, words: Texts) -> Html:
    draft = el("div", el("span", words("provisional"), class_="tag"),
               el("p", one.draft, class_="draft", dir="auto")) if one.draft else None
    if one.state == "working":
        steps = [el("li", detail) for _, detail in one.steps] or [el("li", words("working"))]
        settled = [_block(b, one, turn, words) for b in one.answer.blocks] if one.answer else None
        return el("div", el("ol", steps, class_="steps", aria_label=words("steps")),
                  el("div", settled, class_="body") if settled else None, draft,
                  class_="reply working", role="status", aria_busy="true")
    tools = _tools(one, turn, last=last, words=words)
    if one.state == "failed":
        return el("div", el("p", el("strong", words("failed"), "："), one.error), tools,
                  class_="reply failed", role="alert")
    stopped = el("p", words("stopped"), class_="quiet") if one.state == "stopped" else None
    if one.answer is None:
        return el("div", draft, stopped, tools, class_="reply stopped")
    return join(answer(one, one.answer, turn, last=last, words=words), stopped)


def answer(one: Exchange, result: Answer, turn: int, *, last: bool, words: Texts) -> Html:
    """A finished answer: what was understood, its blocks, choices, verdict and tools."""
    body = [_block(block, one, turn, words) for block in result.blocks]
    return el(
        "div",
        el("p", el("span", words("refused"), class_="tag")) if result.refused else None,
        _understood(one, result, words),
        el("div", body, class_="body"),
        _refusal(result, words) if result.refused else None,
        _choices(result.choices, words),
        el("p", result.note, class_="note") if result.note else None,
        _verdict(result, words),
        _tools(one, turn, last=last, words=words),
        class_="reply refused" if result.refused else "reply",
    )


def _understood(one: Exchange, result: Answer, words: Texts) -> Html | None:
    rows: list[Html] = []
    if result.resolved_question and result.resolved_question != result.question:
        rows += [el("dt", words("resolved")), el("dd", result.resolved_question)]
    if result.searched and not result.refused:
        rows += [el("dt", words("searched")), el("dd", result.searched)]
    if one.steps:
        rows += [el("dt", words("steps")),
                 el("dd", el("ol", [el("li", detail) for _, detail in one.steps]))]
    line = (words("understood", s=result.understood) if result.understood
            else words("understood_plain"))
    if not rows:
        return el("p", line, class_="understood") if result.understood else None
    return el("details", el("summary", line), el("dl", rows), class_="understood")


def _block(block: Block, one: Exchange, turn: int, words: Texts) -> Html:
    if isinstance(block, Paragraph):
        lead = el("strong", block.lead, "：") if block.lead else None
        return el("p", lead, [statement(s, one, turn, words) for s in block.statements])
    if isinstance(block, Bullets):
        lead = el("p", el("strong", block.lead, "："), class_="lead") if block.lead else None
        entries = [el("li", statement(s, one, turn, words)) for s in block.entries]
        return join(lead, el("ol" if block.ordered else "ul", entries))
    head = el("tr", [el("th", column, scope="col") for column in block.columns])
    rows = [
        el("tr", [
            el("td" if i else "th", statement(cell, one, turn, words), scope=None if i else "row")
            for i, cell in enumerate(row)
        ])
        for row in block.rows
    ]
    table = el("table", el("caption", block.lead) if block.lead else None,
               el("thead", head), el("tbody", rows))
    return el("div", table, class_="frame", tabindex="0", role="region",
              aria_label=block.lead or words("table_label"))


def statement(one: Statement, exchange: Exchange, turn: int, words: Texts) -> Html:
    """A sentence or cell: its text, its markers, and its check where that is not plain."""
    state = one.check.state
    shown = el("s" if state == "struck" else "span", one.text, class_=f"words {state}")
    if state == "struck" and one.check.source_value:
        value = words("source_value", s=one.check.source_value)
        shown = join(shown, el("ins", value, class_="source-value"))
    markers = [marker(number, exchange, turn, words) for number in one.citations]
    doubt = _doubt(one, words) if state in ("unverified", "struck", "computed") else None
    return el("span", shown, markers, doubt, class_="statement")


def marker(number: int, exchange: Exchange, turn: int, words: Texts) -> Html:
    """The [1] chip: hovering shows the quote, clicking opens it in the source panel."""
    cited = exchange.citation(number)
    if cited is None:
        return Html("")
    where = f"{cited.district} {cited.address}".strip()
    return button(f"[{number}]", "cite", "cite", data_turn=turn, data_number=number,
                  data_where=where, data_quote=cited.quote,
                  aria_label=words("cite_label", n=number, where=where))


def _doubt(one: Statement, words: Texts) -> Html:
    reason = one.check.reason or words("no_reason")
    flag = button(words(one.check.state), "why", f"doubt {one.check.state}",
                  aria_expanded="false")
    return join(flag, el("span", reason, class_="why", hidden=True))


def _refusal(result: Answer, words: Texts) -> Html:
    searched = el("p", el("span", words("searched"), "：", class_="label"), result.searched,
                  class_="searched") if result.searched else None
    if not result.nearest:
        return join(searched)
    links = [el("li", _nearest(n), el("p", f"“{n.said}”", class_="said") if n.said else None) for n in result.nearest]
    return join(searched, el("div", el("p", words("nearest"), class_="label"), el("ul", links),
                             class_="nearest"))


def _nearest(item: Nearest) -> Html:
    label = " · ".join(filter(None, (f"{item.district} {item.address}".strip(), item.heading)))
    return button(label, "item", data_notice=item.notice_id, data_item=item.item_id,
                  data_start=item.start, data_end=item.end)


def _choices(choices: tuple[Choice, ...], words: Texts) -> Html | None:
    if not choices:
        return None
    buttons = [button(c.label, "ask", "choice", data_question=c.question) for c in choices]
    return el("div", el("p", words("choose"), class_="label"), buttons, class_="choices",
              role="group", aria_label=words("choose"))


def _verdict(result: Answer, words: Texts) -> Html:
    """What was checked of an answer, how much of it passed, and behind it what that means; who answered, how fast."""
    checked, good = result.counts
    maker = words("maker_local") if result.maker == LOCAL else result.maker
    seconds = max(result.elapsed_ms / 1000, 0.01)
    took = words("seconds", s=f"{seconds:.2f}") if result.elapsed_ms else None
    by = " · ".join(filter(None, (maker, took)))
    if not checked:
        return el("p", by, class_="verdict")
    line = el("summary", el("span", words("verdict", n=checked, m=good)), f" · {by}", title=words("verdict_means"))
    return el("details", line, el("p", words("verdict_means")),
              class_="verdict partly" if good < checked else "verdict")


def _tools(one: Exchange, turn: int, *, last: bool, words: Texts) -> Html:
    rate = [
        button(words(name), "rate", "tool", data_turn=turn, data_rating=name,
               aria_pressed="true" if one.rating == name else "false")
        for name in ("like", "dislike")
    ] if one.answer else None
    copy = button(words("copy"), "copy", "tool", data_copy=copied(one.answer),
                  data_done=words("copied"), data_failed=words("copy_failed")
                  ) if one.answer else None
    again = button(words("retry"), "ask", "tool", data_question=one.question, data_replace="1"
                   ) if last else None
    return el("div", copy, again, rate, class_="tools")


def copied(result: Answer) -> str:
    """An answer as it goes to the clipboard: its text, then one line per source."""
    lines = [f"[{c.number}] {c.district} {c.address}:“{c.quote}”" for c in result.citations]
    return "\n".join([result.text, "", *lines]).strip()
