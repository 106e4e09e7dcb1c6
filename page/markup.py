"""The one place where text becomes HTML.

Everything the page shows (notices, file names, questions, replies) is hostile text. An element is
built with :func:`el`; a child that is not itself built here is escaped, so forgetting to escape
is not possible.
"""

from collections.abc import Iterable
from html import escape


class Html(str):
    """Markup made by this module; any other string is text."""

    __slots__ = ()


Child = str | Iterable["Child"] | None
_VOID = frozenset({"input", "br", "hr"})


def text(value: object) -> Html:
    """Escape text; lone surrogates and NUL, which no browser can be sent, become U+FFFD."""
    if isinstance(value, Html):
        return value
    plain = str(value).replace("\0", "\ufffd")
    return Html(escape(plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")))


def join(*children: Child) -> Html:
    """Children one after the other; None and nested iterables allowed."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        parts.append(text(child) if isinstance(child, str) else join(*child))
    return Html("".join(parts))


def el(tag: str, *children: Child, **attributes: object) -> Html:
    """An element; children are escaped unless made here.

    ``class_`` and ``for_`` lose their underscore, others turn ``_`` into ``-``; True writes a
    bare attribute, None and False leave it out.
    """
    written = "".join(_attribute(k, v) for k, v in attributes.items()
                      if v is not None and v is not False)
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(*children)}</{tag}>")


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(value)}"'


def button(label: Child, act: str, class_: str = "link", **attributes: object) -> Html:
    """A button that sends ``act`` and its ``data_*`` attributes to the page's handlers."""
    return el("button", label, type="button", class_=class_, data_act=act, **attributes)
