"""The text of a PDF's pages, read in a process of its own, so that no file can hold up the app.

Run as a script by :mod:`ingest.readers.pdf`: the PDF on stdin; most pages, seconds of processor
time, bytes of memory and most characters as arguments; JSON on stdout: ``{"pages": [text, …],
"pictures": [bool, …]}`` or ``{"refused": "encrypted" | "damaged" | "pages", "count": n}``.
"""

import io
import json
import logging
import sys

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

try:
    import resource
except ImportError:  # not on Windows: the parent's time limit remains
    resource = None  # type: ignore[assignment]


def main() -> None:
    """Read, within the limits, and write the result."""
    most_pages, seconds, memory, characters = map(int, sys.argv[1:5])
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    logging.disable(logging.CRITICAL)
    try:
        found = _pages(sys.stdin.buffer.read(), most_pages, characters)
    except (FileNotDecryptedError, DependencyError):
        found = {"refused": "encrypted"}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            NotImplementedError, OverflowError, ZeroDivisionError, RecursionError):
        found = {"refused": "damaged"}
    sys.stdout.write(json.dumps(found))


def _pages(data: bytes, most: int, characters: int) -> dict[str, object]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": "encrypted"}
    if len(reader.pages) > most:
        return {"refused": "pages", "count": len(reader.pages)}
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > characters:
            break
    return {"pages": pages, "pictures": [_has_picture(page) for page in reader.pages]}


def _has_picture(page: PageObject) -> bool:
    """Whether a page shows an image, as every page of a scan does."""
    try:
        objects = page["/Resources"]["/XObject"].get_object()  # type: ignore[index]
        return any(o.get_object().get("/Subtype") == "/Image" for o in objects.values())
    except (KeyError, TypeError, AttributeError):
        return False


if __name__ == "__main__":
    main()
