"""Saved web pages: the article without navigation, hidden text, share bars and footers."""

import re

import trafilatura
from lxml import etree, html

from errors import UnreadableFile, UnsafeFile
from ingest.limits import PAGE_CHARACTERS, PAGE_TAGS
from ingest.readers.plain import tidy

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|"
                   r"meta)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:p|div|br|table|td|span|body|html|article|section|h[1-6])\b[^>]{0,2000}>",
                  re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[\w+/=\s%]+")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_UNSEEN_TAGS = ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg",
                "nav", "select", "button", "textarea", "audio", "video", "canvas", "dialog")
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|"
    r"opacity\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{3,}", re.IGNORECASE)
_MEDIA = re.compile(r"@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ADVERT = re.compile(r"(?:^|[\s_-])(?:ads?|advert\w*|guanggao|sponsor\w*|popup)(?:$|[\s_-])",
                     re.IGNORECASE)
_MOST_LINKS = .6
"""Share of an article's characters that may be links' own words."""
_SHORTEST = 40


def is_page(text: str, suffix: str) -> bool:
    """Whether a text is HTML, by its start or, with tags in it, by its file's name."""
    named = suffix in (".html", ".htm", ".xhtml", ".shtml")
    return bool(_PAGE.match(text[:4000])) or (named and bool(_TAG.search(text)))


def read_html(text: str, name: str) -> str:
    """The article of a page, one paragraph a line."""
    if _ENTITY.search(text[:100_000]):
        raise UnsafeFile(f"{name} 里有 XML 实体声明(可能是攻击文件),已拒绝,请在浏览器里重新另存网页。")
    text = _EMBEDDED.sub("", tidy(text))
    if len(text) > PAGE_CHARACTERS:
        raise UnsafeFile(f"{name} 的网页代码超过 {PAGE_CHARACTERS} 字,请只复制正文存成 txt 后再导入。")
    if len(re.findall("<[A-Za-z]", text)) > PAGE_TAGS:
        raise UnsafeFile(f"{name} 的网页标签超过 {PAGE_TAGS} 个,请只复制正文存成 txt 后再导入。")
    text = re.sub(r"<\?xml[^>]*>", "", text)
    text = re.sub(r"<br\s*/?>", "</p><p>", text, flags=re.IGNORECASE)
    try:
        page = html.document_fromstring(text)
        headline, links = _headline(page), _links(page)
        _drop_unseen(page)
        article = trafilatura.extract(
            page, include_comments=False, include_tables=True, include_links=False,
            include_images=False, favor_recall=True, deduplicate=False, output_format="txt")
    except (etree.LxmlError, ValueError, TypeError, AttributeError, AssertionError,
            RecursionError) as error:
        raise UnreadableFile(f"{name} 的网页代码已损坏,请重新另存网页或复制成 txt 后再导入。") from error
    article = tidy(article or "")
    lines = [line.strip(" -|\t") for line in article.split("\n")]
    linked = sum(len(line) for line in lines if line in links)
    if len(article) < _SHORTEST or linked > len(article) * _MOST_LINKS:
        raise UnreadableFile(f"{name} 里找不到正文(只有导航、链接或很少的文字),"
                             f"请另存网页全文或复制成 txt 后再导入。")
    if headline and "整改" in headline and headline not in article:
        return f"{headline}\n{article}"
    return article


def _headline(page: html.HtmlElement) -> str:
    """The page's headline, without the site's name."""
    for path in ("//h1", "//meta[@name='ArticleTitle']", "//title"):
        for found in page.xpath(path)[:1]:
            words = " ".join((found.get("content") or found.text_content()).split())
            if words := re.split(r"\s*[_|]\s*|\s+-\s+", words)[0].strip():
                return words
    return ""


def _links(page: html.HtmlElement) -> set[str]:
    """What the links of a page say."""
    return {" ".join(a.text_content().split()) for a in page.iter("a")} - {""}


def _drop_unseen(page: html.HtmlElement) -> None:
    """Take out what a reader does not see, and what is no article by its tag or class."""
    classes, identities = _hidden_selectors(page)
    unseen = [e for e in page.iter() if _is_unseen(e, classes, identities)]
    for element in unseen:
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()


def _is_unseen(element: html.HtmlElement, classes: set[str], identities: set[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN_TAGS:
        return True
    if element.get("hidden") is not None or _UNSEEN_STYLE.search(element.get("style", "")):
        return True
    named = element.get("class", "")
    return (not classes.isdisjoint(named.split()) or element.get("id") in identities
            or bool(_ADVERT.search(f"{named} {element.get('id', '')}")))


def _hidden_selectors(page: html.HtmlElement) -> tuple[set[str], set[str]]:
    """Classes and ids that the page's own style sheet hides on the screen."""
    classes: set[str] = set()
    identities: set[str] = set()
    for sheet in page.iter("style"):
        for selectors, rule in _RULE.findall(_MEDIA.sub("", sheet.text or "")):
            for selector in selectors.split(",") if _UNSEEN_STYLE.search(rule) else ():
                if found := re.fullmatch(r"\s*\w*([.#])([\w-]+)\s*", selector):
                    (classes if found[1] == "." else identities).add(found[2])
    return classes, identities
