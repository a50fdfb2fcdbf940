"""A web page: its title, what nobody sees, and the element that holds its text among navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Dropped
from pipeline.read.characters import fold

if TYPE_CHECKING:
    from bs4 import Tag

UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "select", "button", "svg", "head")
ASIDE = ("nav", "header", "footer", "aside", "form")
BLOCKS = (
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "section",
    "article",
    "blockquote",
    "figure",
    "figcaption",
    "center",
    "pre",
    "hr",
    "main",
    "td",
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
STRUCTURE = (*BLOCKS, *HEADINGS, "tr", "th", "tbody", "thead", "body", "html")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
PROSE = 20
"""A block without links of at least so many characters, or with a full stop, is what a page is made for."""
BODY = 0.9
"""The body is the innermost element that holds this share of the prose."""


def title_of(soup: Tag) -> str:
    """The article's title: gov.cn pages state it apart from the site's name."""
    for name in ("ArticleTitle", "og:title"):
        meta = soup.find("meta", attrs={"name": name}) or soup.find("meta", attrs={"property": name})
        if meta is not None and str(meta.get("content") or "").strip():
            return fold(str(meta["content"]).strip())
    title = soup.find("title")
    return fold(re.split(r"[_|]|\s-\s", title.get_text())[0].strip()) if title is not None else ""


def clean(soup: Tag) -> None:
    """Take out what a reader of the page does not see."""
    from bs4 import Comment

    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(UNSEEN):
        tag.decompose()
    for tag in soup.find_all(style=HIDDEN):
        tag.decompose()


def body_of(tag: Tag) -> Tag:
    """The innermost element that holds nearly all prose; words that stand in an element beside its children keep it whole."""
    while True:
        total = _prose(tag)
        weights = [(_prose(child), child) for child in tag.find_all(True, recursive=False)]
        heaviest, child = max(weights, key=lambda pair: pair[0], default=(0, tag))
        loose = any(words.strip() for words in tag.find_all(string=True, recursive=False))
        if not total or loose or heaviest < BODY * total or child.name in ("p", "td", "tr", "tbody", "table", *HEADINGS):
            return tag
        tag = child


def _prose(tag: Tag) -> int:
    """How many characters of prose stand in the element: those of its blocks, each judged by itself."""
    from bs4 import Tag

    if tag.name in ASIDE:
        return 0
    count, words, linked = 0, "", 0
    for child in tag.children:
        if isinstance(child, Tag) and (child.name in STRUCTURE or child.name in ASIDE or holds_blocks(child)):
            count += _prose(child)
        elif isinstance(child, Tag):
            text = "".join(child.get_text().split())
            words += text
            linked += len(text) if child.name == "a" or child.find("a") is not None else 0
        else:
            words += "".join(str(child).split())
    prose = 2 * linked < len(words) and (len(words) >= PROSE or "。" in words or tag.find_parent("table") is not None)
    return count + (len(words) if prose else 0)


def navigation(page: Tag, body: Tag) -> Iterator[Dropped]:
    """The words around the body, a line a string: who published the page and when stands there too."""
    inside = {id(text) for text in body.find_all(string=True)}
    for text in page.find_all(string=True):
        if id(text) not in inside and text.strip():
            yield Dropped("furniture", fold(" ".join(text.split())), None, None, None, "网页导航")


def holds_blocks(tag: Tag) -> bool:
    return tag.find([*BLOCKS, *HEADINGS]) is not None
