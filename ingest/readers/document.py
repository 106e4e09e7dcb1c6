"""What every reader brings back."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Document:
    """The text of a file as it is to be quoted, and where it came from.

    ``pages`` are the offsets where pages start; ``front`` is the front matter of a Markdown file.
    """

    text: str
    format: str
    sha256: str
    pages: tuple[int, ...] = ()
    front: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
