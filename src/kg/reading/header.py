"""What a header states about an article: the keys that people use for headline, outlet, day and address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.article import Article, Block, BlockKind, Span
from kg.reading.decoding import clean
from kg.reading.furniture import tell_apart
from kg.reading.lines import split_lines, unwrap
from kg.reading.page import Given

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("headline", "title", "judul"),
    "outlet": ("outlet", "source", "media", "publisher", "sumber", "sitename", "site_name"),
    "date": ("date", "published", "published_at", "publish_date", "pubdate", "tanggal"),
    "url": ("url", "link", "permalink", "canonical_url"),
}
"""The slots of a header and the keys that fill them, the first that is filled winning."""

SLOT_OF: Final = {key: slot for slot, keys in KEYS.items() for key in keys}


def compose(stated: Mapping[str, str], body: str, file: str, beside: tuple[str, ...] = ()) -> Article:
    """The article of a source that keeps its header apart from its text, such as a web page or a record.

    Its text is made of one line for each of headline, outlet, date and url that is ``stated``, a blank line, and the
    body; so every value can point at words. ``beside`` are further fields of the source, see
    :func:`~kg.reading.furniture.tell_apart`. A first line of the body that repeats the headline is left out.

    >>> stated = {"headline": "Bontang Raih Trofi", "date": "2019-11-07"}
    >>> article = compose(stated, "Kota Bontang meraih trofi.", "a.html")
    >>> article.text
    'Bontang Raih Trofi\\n2019-11-07\\n\\nKota Bontang meraih trofi.'
    >>> article.published.value.isoformat(), article.published.evidence[0].quote
    ('2019-11-07', '2019-11-07')

    Raises:
        Refused: where something of it is not Unicode.
    """
    given: dict[str, Given] = {}
    text = ""
    body = clean(body, file)
    for slot in KEYS:
        if value := " ".join(clean(stated.get(slot, ""), file).split()):
            given[slot] = Given(value, Span(len(text), len(text) + len(value)))
            text += value + "\n"
    header = (Block(BlockKind.METADATA, Span(0, len(text) - 1)),) if text else ()
    if text:
        text += "\n"
        body = _without_headline(body, given.get("headline"))
    start = len(text)
    text += body
    return tell_apart(text, file, unwrap(text, split_lines(text, start)), given=given, header=header, beside=beside)


def _without_headline(body: str, headline: Given | None) -> str:
    lines = split_lines(body)
    if headline and len(lines) > 1 and " ".join(body[lines[0].start : lines[0].end].split()) == headline.value:
        return body[lines[1].start :]
    return body
