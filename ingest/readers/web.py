"""Saved web pages: the article without navigation, share bars and footers."""

import re

import trafilatura

from errors import UnreadableFile
from ingest.readers.plain import tidy

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|"
                   r"meta)\b", re.IGNORECASE | re.DOTALL)


def is_page(text: str, suffix: str) -> bool:
    """Whether a text is HTML, by its start or its file's name."""
    return bool(_PAGE.match(text[:4000])) or suffix in (".html", ".htm")


def read_html(text: str, name: str) -> str:
    """The article of a page, one paragraph a line."""
    text = re.sub(r"<br\s*/?>", "</p><p>", text, flags=re.IGNORECASE)
    article = trafilatura.extract(text, include_comments=False, include_tables=True,
                                  include_links=False, include_images=False, favor_recall=True,
                                  deduplicate=False, output_format="txt")
    if not article or len(article) < 40:
        raise UnreadableFile(f"{name} 里找不到正文,请另存网页全文或复制成 txt 后再导入。")
    article = tidy(article)
    return _with_title(text, article)


def _with_title(page: str, article: str) -> str:
    """Put the page's headline back when the extraction took it for navigation."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL | re.IGNORECASE) or re.search(
        r"<title[^>]*>(.*?)</title>", page, re.DOTALL | re.IGNORECASE)
    headline = re.sub(r"<[^>]+>|&nbsp;|\s+", " ", found.group(1)).strip() if found else ""
    headline = re.split(r"\s*[_|]\s*|\s+-\s+", headline)[0]
    if headline and "整改" in headline and headline not in article:
        return f"{headline}\n{article}"
    return article
