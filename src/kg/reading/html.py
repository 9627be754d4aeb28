"""Web pages: the story by trafilatura, the header from what the page itself states (:mod:`kg.reading.stated`)."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import Final

from kg.article import Article
from kg.errors import Refused
from kg.reading.header import compose
from kg.reading.no_article import Surroundings, too_little, why_no_article, without_surroundings
from kg.reading.stated import WEB, stated

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
        Refused: where the text is no HTML, holds no story, or is a page that leads to others, with the reason.
    """
    from lxml import etree
    from lxml.html import document_fromstring

    if not _MARKUP.search(text):
        raise Refused(file, "it holds no HTML", "Rename it to .txt if it is plain text.")
    try:
        tree = document_fromstring(_DECLARATION.sub("", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused(file, f"its HTML cannot be read ({error})", "Save the page again from the browser.") from None
    page = stated(tree)
    if url.startswith(WEB):
        page = replace(page, slots=page.slots | {"url": url})
    around = Surroundings.of(tree, page)
    body = _story(text)
    prose = around.prose(body)
    if too_little(prose, around):
        alone = _story(without_surroundings(deepcopy(tree), page))
        if len(own := around.prose(alone)) > len(prose):
            body, prose = alone, own
    if why := why_no_article(tree, prose, around, page):
        raise Refused(file, *why)
    if max(map(len, body.splitlines()), default=0) < _SHORTEST_STORY:
        raise Refused(file, "no story was found in the page", "Save the story's text as .txt instead.")
    return compose(page.slots, body, file, page.beside)


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
