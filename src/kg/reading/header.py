"""What a header states about an article: the keys that people use for headline, outlet, day and address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
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
    if text:
        text += "\n"
        body = _without_headline(body, given.get("headline"))
    return _composed(text + body, file, given, len(text), beside)


def recompose(text: str, file: str) -> Iterator[Article]:
    """The articles that a composed text may have been made of, the likeliest first.

    What a source stated as what is no longer in the text: the second of three lines may be the outlet or the day.

    >>> ways = list(recompose("Bontang Raih Trofi\\n\\nKota Bontang meraih trofi.", "a.html"))
    >>> len(ways), ways[0].headline.rule, ways[-1].headline.rule
    (5, 'header-headline', 'headline')
    """
    head, gap, _ = text.partition("\n\n")
    lines = head.split("\n")
    if gap and len(lines) <= len(KEYS) and all(line and line == " ".join(line.split()) for line in lines):
        for slots in sorted(combinations(KEYS, len(lines)), key=lambda slots: _unlikely(slots, lines)):
            given, start = {}, 0
            for slot, line in zip(slots, lines, strict=True):
                given[slot] = Given(line, Span(start, start + len(line)))
                start += len(line) + 1
            yield _composed(text, file, given, start + 1)
    yield _composed(text, file, {}, 0)


def _unlikely(slots: tuple[str, ...], lines: list[str]) -> int:
    """How many lines are an address and should not be, or the other way round."""
    pairs = zip(slots, lines, strict=True)
    return sum((slot == "url") != line.startswith(("http://", "https://")) for slot, line in pairs)


def _composed(text: str, file: str, given: dict[str, Given], start: int, beside: tuple[str, ...] = ()) -> Article:
    """The article of a composed text whose story begins at ``start``."""
    header = (Block(BlockKind.METADATA, Span(0, start - 2)),) if given else ()
    return tell_apart(text, file, unwrap(text, split_lines(text, start)), given=given, header=header, beside=beside)


def _without_headline(body: str, headline: Given | None) -> str:
    lines = split_lines(body)
    if headline and len(lines) > 1 and " ".join(body[lines[0].start : lines[0].end].split()) == headline.value:
        return body[lines[1].start :]
    return body
