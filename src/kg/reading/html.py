"""Web pages: the story by trafilatura, the header from what the page itself states.

Dates are taken from the page's own statements only (meta elements, JSON-LD, ``<time>``), never guessed from an address
or from the text, because a day in the text is most often that of an event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.article import Article
from kg.errors import Refused
from kg.reading.header import compose
from kg.reading.newsroom import newsroom

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META: Final = {
    "headline": ("og:title", "twitter:title", "dc.title"),
    "outlet": ("og:site_name", "publisher", "dc.publisher", "application-name", "article:publisher_name"),
    "date": (
        *(
            "article:published_time",
            "og:published_time",
            "datepublished",
            "publishdate",
            "pubdate",
            "publish-date",
            "dc.date",
        ),
        *(
            "dc.date.issued",
            "dcterms.created",
            "parsely-pub-date",
            "content_publisheddate",
            "date",
            "originalpublicationdate",
        ),
    ),
    "url": ("og:url", "twitter:url"),
}
_WEB: Final = ("http://", "https://")
_ARTICLE = re.compile(r"(?:News|Reportage|Analysis|Report|Blog)?Article|BlogPosting|LiveBlogPosting")
_TITLE_PARTS = re.compile(r"\s+[-–—|»·•]\s+")
_MARKUP = re.compile(r"<\s*(?:html|body|head|article|div|p|h1|!doctype)\b", re.IGNORECASE)
_SHORTEST_STORY: Final = 40  # a page of menus and buttons has no line as long as a sentence
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_html(text: str, file: str, url: str = "") -> Article:
    """The article of a web page; its text is composed of header lines and paragraphs, see :mod:`kg.reading.header`.

    Args:
        text: the page.
        file: the name that it goes by.
        url: the address that it was fetched from, which stands above the one that it states.

    Raises:
        Refused: where the text is no HTML, or holds no story.
    """
    from lxml import etree
    from lxml.html import document_fromstring

    if not _MARKUP.search(text):
        raise Refused(file, "it holds no HTML", "Rename it to .txt if it is plain text.")
    try:
        tree = document_fromstring(_DECLARATION.sub("", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused(file, f"its HTML cannot be read ({error})", "Save the page again from the browser.") from None
    body = _story(text)
    if max(map(len, body.splitlines()), default=0) < _SHORTEST_STORY:
        raise Refused(file, "no story was found in the page", "Save the story's text as .txt instead.")
    fetched = {"url": url} if url.startswith(_WEB) else {}
    return compose(_stated(tree) | fetched, body, file)


def _story(text: str) -> str:
    """The paragraphs of the story, a blank line between them."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are no use to the reader of a refusal
    found = trafilatura.extract(
        text, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
    )
    lines = (line.strip() for line in (found or "").splitlines())
    kept = [line for line in lines if line]
    story = ""
    for line in kept:
        listed = line.startswith("- ") and story.rpartition("\n")[2].startswith("- ")
        story += ("\n" if listed else "\n\n" if story else "") + line
    return story


def _stated(tree: HtmlElement) -> dict[str, str]:
    """Headline, outlet, date and address, each in the page's own words; JSON-LD stands above meta elements."""
    metas = _metas(tree)
    linked = next((node for node in _linked_data(tree) if _is_article(node)), {})
    publisher = linked.get("publisher")
    first: dict[str, list[Any]] = {
        "headline": [linked.get("headline")],
        "outlet": [metas.get("og:site_name"), publisher.get("name") if isinstance(publisher, dict) else publisher],
        "date": [linked.get("datePublished")],
        "url": [*tree.xpath('//link[@rel="canonical"]/@href'), linked.get("url")],
    }
    last: dict[str, list[Any]] = {
        "headline": [*_texts(tree, "//article//h1 | //main//h1"), *_texts(tree, "//h1"), *_texts(tree, "//head/title")],
        "outlet": [],
        "date": [
            *tree.xpath('//*[@itemprop="datePublished"]/@content | //*[@itemprop="datePublished"]/@datetime'),
            *tree.xpath("//article//time/@datetime | //time[@pubdate]/@datetime"),
            *_texts(tree, "//article//time"),
        ],
        "url": [],
    }
    stated: dict[str, str] = {}
    for slot, names in _META.items():
        candidates = [*first[slot], *(metas.get(name) for name in names), *last[slot]]
        value = next((" ".join(each.split()) for each in candidates if isinstance(each, str) and each.strip()), "")
        if slot == "headline":
            value = _without_site(value, metas.get("og:site_name", ""))
        if slot == "url" and not value.startswith(_WEB):
            value = ""
        if value:
            stated[slot] = value
    return stated


def _without_site(title: str, site: str) -> str:
    """A page's title without the name of the site at its end.

    >>> _without_site("Bontang Raih Trofi - Kabar Lontar", "Kabar Lontar")
    'Bontang Raih Trofi'
    """
    parts = [*_TITLE_PARTS.finditer(title)]
    if parts and (
        title[parts[-1].end() :].casefold() == site.casefold() or newsroom().is_outlet(title[parts[-1].end() :])
    ):
        return title[: parts[-1].start()]
    return title


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        if name and meta.get("content"):
            metas.setdefault(name, meta.get("content") or "")
    return metas


def _texts(tree: HtmlElement, path: str) -> list[str]:
    return [found.text_content() for found in tree.xpath(path)]


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            yield from _nodes(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph", []))


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(each, str) and _ARTICLE.fullmatch(each) for each in (types if isinstance(types, list) else [types])
    )
