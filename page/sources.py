"""The source panel: a notice's own text with the quoted span lit, its path and neighbours."""

from dataclasses import dataclass

from assistant.answer import Citation
from assistant.citing import trimmed
from ingest.notice import Item, Notice

from .chat import Exchange
from .markup import Html, button, el, join
from .texts import Texts

HEADING_CHARS = 60


@dataclass(frozen=True)
class Place:
    """What the panel shows: an item of a notice, a span to light, and where that came from.

    ``exchange`` and ``turn`` name the answer whose sources can be walked, ``citation`` the one
    shown, if it is one.
    """

    notice: Notice
    item: Item
    span: tuple[int, int] | None = None
    exchange: Exchange | None = None
    turn: int = -1
    citation: Citation | None = None


def leaves(notice: Notice) -> list[Item]:
    """The items that have text of their own beyond their heading line, in reading order."""
    return [i for i in notice.items if i.leaf or notice.text[i.body_start:i.own_end].strip()]


def empty(words: Texts, message: str = "sources_empty") -> Html:
    """The panel before anything was opened."""
    return _panel(words, el("p", words(message), class_="quiet"))


def source(place: Place, words: Texts) -> Html:
    """An item in its notice, opened by a citation, a link or a neighbour."""
    notice, item = place.notice, place.item
    start, end = place.span or (item.start, item.start)
    beyond = place.span and (start < item.start or end > item.own_end)
    return _panel(
        words,
        _walk(place, words),
        el("div", _badge(notice, words), el("strong", notice.district.name),
           el("span", item.address, class_="address"), class_="where"),
        el("p", button(notice.title, "notice", data_notice=notice.id), _dated(notice, words),
           _page(place.citation, words), class_="from"),
        _path(notice, item, words),
        el("blockquote", _own_text(place, item), class_="item", tabindex="0", lang="zh"),
        el("p", words("cut"), class_="quiet") if beyond else None,
        _neighbours(notice, item, words),
        _actions(place, words),
    )


def lit(text: str, start: int, end: int, span: tuple[int, int] | None) -> Html:
    """``text[start:end]`` untouched, with the part of ``span`` inside it marked, but for white space at its ends."""
    if span is None:
        return join(text[start:end])
    a, b = max(start, span[0]), min(end, span[1])
    if a >= b or not text[a:b].strip():
        return join(text[start:end])
    a, b = trimmed(text, a, b)
    return join(text[start:a], el("mark", text[a:b]), text[b:end])


def _own_text(place: Place, item: Item) -> Html:
    """An item's own text without blank lines around heading and body, its heading set off, the span lit."""
    text, head = place.notice.text, min(max(item.body_start, item.start), item.own_end)
    start, end = trimmed(text, item.start, item.own_end)
    if not item.heading or head <= start or head - item.start > 2 * HEADING_CHARS:
        return lit(text, start, end, place.span)
    if head >= end:
        return el("strong", lit(text, start, end, place.span))
    above, below = trimmed(text, start, head)[1], trimmed(text, head, end)[0]
    apart = "\n" if "\n" in text[above:below] else text[above:below]
    return join(el("strong", lit(text, start, above, place.span)), apart,
                lit(text, below, end, place.span))


def full(place: Place, words: Texts) -> Html:
    """The whole notice, item by item; what was left out of the search is shown as such."""
    notice = place.notice
    parts: list[Html] = []
    at = 0
    for item in sorted(notice.items, key=lambda i: i.start):
        parts.append(_furniture(notice, at, item.start, place.span, words))
        chosen = " chosen" if item.id == place.item.id else ""
        parts.append(el("section", _own_text(place, item), class_=item.kind + chosen))
        at = max(at, item.own_end)
    parts.append(_furniture(notice, at, len(notice.text), place.span, words))
    back = button(words("back"), "cite" if place.citation else "item", "action", **_sent(place))
    return _panel(
        words,
        el("div", back, class_="actions full-bar"),
        el("div", _badge(notice, words), el("strong", notice.title), class_="where"),
        el("div", parts, class_="item fulltext", tabindex="0", lang="zh"),
    )


def _furniture(notice: Notice, start: int, end: int, span: tuple[int, int] | None,
               words: Texts) -> Html:
    if not notice.text[start:end].strip():
        return Html("")
    return el("section", el("span", words("furniture"), class_="tag"),
              lit(notice.text, start, end, span), class_="furniture")


def _panel(words: Texts, *children: Html | None) -> Html:
    return el("section", el("h2", words("sources"), class_="rail-title"), children,
              class_="panel", aria_label=words("sources"))


def _walk(place: Place, words: Texts) -> Html | None:
    if place.exchange is None or place.exchange.answer is None:
        return None
    chips = [
        button(f"[{c.number}]", "cite", "cite", data_turn=place.turn, data_number=c.number,
               data_quote=c.quote, data_where=f"{c.district} {c.address}",
               aria_label=words("cite_label", n=c.number, where=f"{c.district} {c.address}"),
               aria_current="true" if c == place.citation else None)
        for c in place.exchange.answer.citations
    ]
    return el("nav", chips, class_="walk", aria_label=words("of_answer")) if chips else None


def _badge(notice: Notice, words: Texts) -> Html:
    return el("span", words(notice.edition), class_=f"badge {notice.edition}")


def _dated(notice: Notice, words: Texts) -> Html | None:
    if not notice.published or not notice.published.value:
        return None
    return el("span", f"{words('published')} {notice.published.value}", class_="date")


def _page(citation: Citation | None, words: Texts) -> Html | None:
    if citation is None or citation.page is None:
        return None
    return el("span", words("page", n=citation.page), class_="date")


def _path(notice: Notice, item: Item, words: Texts) -> Html | None:
    above = notice.path(item)[:-1]
    if not above:
        return None
    steps = [
        el("li", button(heading(notice, i), "item", data_notice=notice.id, data_item=i.id))
        for i in above
    ]
    return el("nav", el("ol", steps), class_="path", aria_label=words("levels"))


def heading(notice: Notice, item: Item) -> str:
    """An item's marker and heading on one line, cut when long."""
    line = item.heading or notice.text[item.start:item.body_start].strip()
    if not line:
        line = notice.text[item.start:item.own_end].strip()
    line = " ".join(line.split())
    if item.marker and not line.startswith(item.marker):
        line = item.marker + line
    return line if len(line) <= HEADING_CHARS else line[:HEADING_CHARS] + "…"


def _neighbours(notice: Notice, item: Item, words: Texts) -> Html:
    order = leaves(notice)
    before = [i for i in order if i.start < item.start]
    after = [i for i in order if i.start > item.start]
    return el(
        "div",
        _neighbour(notice, before[-1] if before else None, "previous", "‹ ", "", words),
        _neighbour(notice, after[0] if after else None, "next", "", " ›", words),
        class_="neighbours",
    )


def _neighbour(notice: Notice, item: Item | None, name: str, before: str, after: str,
               words: Texts) -> Html:
    if item is None:
        return el("button", f"{before}{words(name)}{after}", type="button", disabled=True,
                  class_=f"action {name}")
    return button(f"{before}{words(name)}{after}", "item", f"action {name}",
                  data_notice=notice.id, data_item=item.id, title=heading(notice, item))


def _actions(place: Place, words: Texts) -> Html:
    copy = button(words("copy_citation"), "copy", "action", data_copy=quotation(place),
                  data_done=words("copied"), data_failed=words("copy_failed"))
    whole = button(words("full_text"), "full", "action", **_sent(place))
    return el("div", copy, whole, class_="actions")


def _sent(place: Place) -> dict[str, object]:
    """The data of a button that leads back to this place."""
    data: dict[str, object] = {"data_notice": place.notice.id, "data_item": place.item.id}
    if place.span:
        data |= {"data_start": place.span[0], "data_end": place.span[1]}
    if place.citation:
        data |= {"data_turn": place.turn, "data_number": place.citation.number}
    return data


def quotation(place: Place) -> str:
    """One line to carry away: “quote” (district, title, address, date)."""
    notice, item = place.notice, place.item
    start, end = place.span or (item.start, item.own_end)
    quote = " ".join(notice.text[start:end].split())
    date = notice.published.value if notice.published else ""
    date = date or (notice.feedback.value if notice.feedback else "")
    where = [notice.district.name, f"《{notice.title}》", item.address, date]
    return f"“{quote}”（{'，'.join(filter(None, where))}）"
