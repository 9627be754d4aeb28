"""What a web page states of itself: headline, outlet, day and address, and what kind of page it says it is.

Dates are taken from the page's own statements only (meta elements, JSON-LD, ``<time>``), never guessed from an address
or from the text, because a day in the text is most often that of an event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.reading.days import decided, in_digits, readings, sole
from kg.reading.site import Site, title_parts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WEB: Final = ("http://", "https://")

_META: Final = {
    "headline": ("og:title", "twitter:title", "dc.title"),
    "outlet": ("publisher", "dc.publisher", "application-name", "article:publisher_name", "apple-mobile-web-app-title"),
    "date": (
        *("article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish-date"),
        *("dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "content_publisheddate", "date"),
        "originalpublicationdate",
    ),
    "url": ("og:url", "twitter:url"),
}
_ARTICLE: Final = re.compile(r"(?:News|Reportage|Analysis|Report|Blog)?Article|BlogPosting|LiveBlogPosting")
_AROUND_JSON: Final = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*\Z")
_MOST_NODES: Final = 5000
_MOST_NAMES: Final = 10

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states: the slots of a header, and what tells an article from other pages.

    ``beside`` are its other dates in digits, ``types`` the schema.org types of the page itself, ``articles`` the number
    of articles that it describes, ``kind`` its ``og:type``.
    """

    slots: dict[str, str]
    beside: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    articles: int = 0
    kind: str = ""


def stated(tree: HtmlElement) -> Stated:
    """Everything that a page states of itself; JSON-LD stands above meta elements."""
    page = _Page(tree)
    slots = {
        "headline": page.headline(),
        "outlet": page.outlet(),
        "date": page.date(),
        "url": page.url(),
    }
    types = {each for node in page.nodes for each in _types(node) if not _ARTICLE.fullmatch(each)}
    described = {str(node.get("headline") or node.get("url") or node.get("@id")) for node in page.articles}
    return Stated(
        {slot: value for slot, value in slots.items() if value},
        page.beside,
        frozenset(types),
        len(described),
        page.metas.get("og:type", "").strip().casefold(),
    )


@dataclass(slots=True)
class _Page:
    """A page's meta elements and JSON-LD, and what they come to."""

    tree: HtmlElement
    metas: dict[str, str] = field(init=False)
    nodes: list[Node] = field(init=False)
    named: dict[str, Node] = field(init=False)
    articles: list[Node] = field(init=False)
    beside: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.metas = _metas(self.tree)
        scripts = [*_linked_data(self.tree)]
        self.nodes = [node for script in scripts for node in _nodes(script)]
        every = [node for script in scripts for node in _every_node(script)]
        self.named = {}
        for node in every:
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                self.named.setdefault(name, node)
        self.articles = [node for node in self.nodes if _is_article(node)]
        fields = [value for node in every for value in node.values() if isinstance(value, str)]
        told = [*self.metas.values(), *fields, *_times(self.tree)]
        self.beside = tuple(dict.fromkeys(value for value in told if len(value) < 60 and in_digits(value)))

    @property
    def linked(self) -> Node:
        """The JSON-LD of the article itself: of several, the one that bears the page's headline or address."""
        own = {self.url(), *(_plain(text) for text in _texts(self.tree, "//h1"))} - {""}
        for node in self.articles:
            told = (node.get("headline"), node.get("url"), node.get("@id"), node.get("mainEntityOfPage"))
            if any(_plain(each) in own for each in told if isinstance(each, str)):
                return node
        return next(iter(self.articles), {})

    def headline(self) -> str:
        h1 = [*_texts(self.tree, "//article//h1 | //main//h1"), *_texts(self.tree, "//h1")]
        value = _first(
            self.linked.get("headline"),
            *(self.metas.get(name) for name in _META["headline"]),
            *h1,
            *_texts(self.tree, "//head/title"),
        )
        short = next((_plain(each) for each in h1 if _plain(each)), "")
        if short and value != short and title_parts(value)[0] == short:
            return short
        return self._site(value).without_site(value)

    def outlet(self) -> str:
        headline = self.headline()
        linked = self.linked
        sites = [node.get("name") for node in self.nodes if "WebSite" in _types(node)]
        section = [linked.get("articleSection"), self.metas.get("article:section")]
        authors = [self._name(linked.get("author")), self.metas.get("author")]
        named = [
            self.metas.get("og:site_name"),
            self._name(linked.get("publisher")),
            *sites,
            self._name(linked.get("isPartOf")),
            *(self.metas.get(name) for name in _META["outlet"]),
        ]
        no_outlets = [headline, *(each for each in section if isinstance(each, str))]
        site = self._site(headline)
        return site.outlet(
            [each for each in named if isinstance(each, str)],
            titles=[*_texts(self.tree, "//head/title"), self.metas.get("og:title", "")],
            never=[_plain(each) for each in no_outlets],
            authors=[_plain(each) for each in authors if each],
        )

    def date(self) -> str:
        candidates = [
            self.linked.get("datePublished"),
            *(self.metas.get(name) for name in _META["date"]),
            *self.tree.xpath('//*[@itemprop="datePublished"]/@content | //*[@itemprop="datePublished"]/@datetime'),
            *self.tree.xpath("//article//time/@datetime | //time[@pubdate]/@datetime"),
            *_texts(self.tree, "//article//time"),
        ]
        values = [_plain(each) for each in candidates if isinstance(each, str) and each.strip()]
        first = next((each for each in values if readings(each)), "")
        if not first:
            return next(iter(values), "")
        ways = readings(first)
        if sole(ways) or decided(ways, self.beside):
            return first
        days = {day for _, day in ways}  # the same day, stated once more in a form that leaves nothing open
        return next((each for each in values if sole(readings(each)) in days), first)

    def url(self) -> str:
        canonical = self.tree.xpath('//link[@rel="canonical"]/@href')
        url = self.articles[0].get("url") if len(self.articles) == 1 else None
        value = _first(*canonical, url, *(self.metas.get(name) for name in _META["url"]))
        return value if value.startswith(WEB) else ""

    def _site(self, headline: str) -> Site:
        return Site(self.url(), headline, _plain(self.metas.get("og:site_name", "")))

    def _name(self, value: object) -> str:
        """The name of who is meant: a string, a node, the first of several, or a node that is told elsewhere."""
        if isinstance(value, list):
            return next(filter(None, map(self._name, value[:_MOST_NAMES])), "")
        if isinstance(value, str):
            return value
        if not isinstance(value, dict):
            return ""
        node: Node = value
        if not node.get("name") and isinstance(at := node.get("@id"), str):
            node = self.named.get(at, {})
        name: object = node.get("name")
        if isinstance(name, list):
            name = next(iter(name), "")
        return name if isinstance(name, str) and _types(node) != ["Person"] else ""


def _plain(words: str | None) -> str:
    return " ".join((words or "").split())


def _first(*values: object) -> str:
    return next((_plain(each) for each in values if isinstance(each, str) and each.strip()), "")


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        if name and meta.get("content"):
            metas.setdefault(name, meta.get("content") or "")
    return metas


def _texts(tree: HtmlElement, path: str) -> list[str]:
    return [found.text_content() for found in tree.xpath(path)]


def _times(tree: HtmlElement) -> list[str]:
    return [*tree.xpath("//time/@datetime | //*[@itemprop]/@datetime"), *(_texts(tree, "//time"))]


def _linked_data(tree: HtmlElement) -> Iterator[object]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            yield json.loads(_AROUND_JSON.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: object) -> Iterator[Node]:
    """What a script describes: its own nodes, those of its graph, and the main one of a page."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        each = waiting.pop(0)
        seen += 1
        if isinstance(each, list):
            waiting[:0] = each[:_MOST_NODES]
        elif isinstance(each, dict):
            yield each
            waiting[:0] = [each[key] for key in ("@graph", "mainEntity") if key in each]


def _every_node(value: object) -> Iterator[Node]:
    """Every node of a script, those within others too."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        each = waiting.pop()
        seen += 1
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            yield each
            waiting += each.values()


def _types(node: Node) -> list[str]:
    types = node.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.fullmatch(each) for each in _types(node))
