"""The library rail, what was understood of each notice, and the report of an upload."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Protocol

from assistant.citing import trimmed
from assistant.counts import progress_of, told_apart
from ingest.notice import DateFact, Item, Notice

from .markup import Html, button, el, join
from .sources import heading
from .texts import Texts


class Entry(Protocol):
    """What became of one offered file."""

    file: str
    outcome: str
    reason: str
    district: str
    items: int


def rail(notices: Sequence[Notice], chosen: Collection[str] | None, words: Texts) -> Html:
    """Every notice with its tick; ``chosen`` are the districts ticked, None means all."""
    cards = [_card(n, chosen is None or n.district.name in chosen, words) for n in notices]
    hint = el("p", el("span", words("narrow"), class_="narrow", data_none=words("narrow_none"),
                      data_some=words("narrow")),
              button(words("tick_all"), "all", "tool"), class_="quiet") if notices else None
    nothing = None if notices else el(
        "div", el("p", el("strong", words("empty_library"))), el("p", words("empty_library_todo")),
        class_="quiet")
    return el("section", el("h2", words("library"), class_="rail-title"), hint, nothing,
              el("ul", cards, class_="cards"), class_="panel", aria_label=words("library"))


def _card(notice: Notice, ticked: bool, words: Texts) -> Html:
    district = notice.district
    place = " ".join(filter(None, (district.province, district.city)))
    facts = [_count(notice, words), _date(notice, words)]
    edition = el("span", words(notice.edition), class_=f"badge {notice.edition}")
    tick = el("input", type="checkbox", class_="tick", data_district=district.name,
              checked=ticked, aria_label=words("tick", d=district.name))
    warning = el("span", "!", class_="warn", title=words("warnings"),
                 aria_label=words("warnings")) if notice.warnings else None
    opener = button(
        [el("span", el("strong", district.name or notice.title), edition, warning, class_="name"),
         el("span", place, class_="place") if place else None,
         el("span", [el("span", f) for f in facts if f], class_="facts")],
        "notice", "card", data_notice=notice.id,
        aria_label=words("open_notice", d=district.name or notice.title))
    return el("li", tick, opener)


def _count(notice: Notice, words: Texts) -> str:
    """How many problems a notice lists, and beside it how many it states where that is another number."""
    listed = len(notice.problems)
    if apart := told_apart(notice):
        return words("problems_apart", n=listed, m=f"{apart[0].key:.0f}")
    return (words("problems_count", n=listed) if listed
            else words("items_count", n=sum(i.leaf for i in notice.items)))


def _date(notice: Notice, words: Texts) -> str:
    for name in ("published", "feedback"):
        fact = getattr(notice, name)
        if fact and fact.value:
            return words(f"{name}_on", date=fact.value)
    return ""


def understood(notice: Notice, words: Texts) -> Html:
    """What the ingest read from a notice: its facts, counts, warnings and contents."""
    place = " ".join(filter(None, (notice.district.province, notice.district.city,
                                   notice.district.name)))
    kinds = Counter(i.kind for i in notice.items)
    items = " · ".join(f"{words('kind_' + kind)} {n}" for kind, n in kinds.items())
    rows: list[tuple[str, Html | str | None]] = [
        ("edition", join(words(notice.edition), f" · {words('digest_of')} {notice.digest_of}"
                         if notice.digest_of else "")),
        ("publisher", notice.publisher or words("not_stated")),
        ("group", notice.group or words("not_stated")),
        ("inspected", period(notice.inspected, words)),
        ("feedback", period(notice.feedback, words)),
        ("published", period(notice.published, words)),
        ("items", items),
        ("problems", _problems(notice, words)),
        ("status", _status(notice, words)),
        ("levels", " › ".join(notice.levels)),
        ("source", f"{notice.source} · {words('characters', n=len(notice.text))}"),
        ("warnings", el("ul", [el("li", w) for w in notice.warnings]) if notice.warnings
         else words("no_warnings")),
    ]
    facts = [join(el("dt", words(name)), el("dd", value)) for name, value in rows if value]
    outline = [_line(notice, item) for item in notice.items if item.kind != "title"]
    return el(
        "section",
        el("h2", words("understood_notice"), class_="rail-title"),
        el("p", el("strong", notice.title), class_="where"),
        el("p", place, class_="from"),
        el("dl", facts, class_="notice-facts"),
        el("h3", words("outline")),
        el("ol", outline, class_="outline"),
        class_="panel", aria_label=words("understood_notice"),
    )


def period(fact: DateFact | None, words: Texts) -> str:
    """A date or range as it was read; says so when the notice gives none."""
    if fact is None or not fact.value:
        return words("not_stated")
    return f"{fact.value} {words('to')} {fact.until}" if fact.until else fact.value


def _problems(notice: Notice, words: Texts) -> Html | None:
    """How many problems the notice lists, and the words in which it states another number."""
    apart = told_apart(notice)
    if not apart:
        return None
    told, listed = apart
    return join(words("problems_listed", n=listed), " · ", words("problems_stated", n=f"{told.key:.0f}"), " · ",
                _linked(notice, told.start, told.end, words))


def _status(notice: Notice, words: Texts) -> Html | None:
    """The sentence in which the notice itself counts what is done, as a link to its place."""
    found = progress_of(notice)
    return _linked(notice, found.start, found.end, words) if found else None


def _linked(notice: Notice, start: int, end: int, words: Texts) -> Html | None:
    """The notice's own words of a span, as a link to their place."""
    item = notice.item_at(start)
    if item is None:
        return None
    start, end = trimmed(notice.text, start, end)
    return button(notice.text[start:end], "item", data_notice=notice.id, data_item=item.id,
                  data_start=start, data_end=end, title=words("open_place"))


def _line(notice: Notice, item: Item) -> Html:
    return el("li", button(heading(notice, item), "item", data_notice=notice.id,
                           data_item=item.id), class_=f"l{min(max(item.level, 0), 5)}")


def progress(done: int, total: int, label: str, words: Texts) -> Html:
    """The bar of an upload under way."""
    return el("div", el("p", words("reading", label=label)),
              el("progress", value=done, max=max(total, 1), aria_label=words("add")),
              class_="upload", role="status")


def report(entries: Sequence[Entry], words: Texts) -> Html:
    """What became of every file offered, with the reason where it was not taken."""
    lines = [
        el("li", el("strong", e.file), " ",
           el("span", words.known("refused_file" if e.outcome == "refused" else e.outcome,
                                  e.outcome), class_=f"outcome outcome-{e.outcome}"),
           f" {e.district} {words('items_count', n=e.items)}" if e.district else None,
           el("span", e.reason, class_="why") if e.reason else None)
        for e in entries
    ]
    return el("div", el("p", words("added", n=len(entries))), el("ul", lines),
              button(words("dismiss"), "dismiss", "tool"), class_="upload", role="status")


def failed(why: str, words: Texts) -> Html:
    """An upload that ended in an error."""
    return el("div", el("p", words("upload_failed", why=why)),
              button(words("dismiss"), "dismiss", "tool"), class_="upload failed", role="alert")
