"""Plain text: a line is a paragraph, unless the text is hard-wrapped."""

from __future__ import annotations

from kg.article import Article
from kg.reading.furniture import tell_apart
from kg.reading.lines import split_lines, unwrap


def read_plain(text: str, file: str) -> Article:
    """The article of a plain text.

    >>> read_plain("Bontang Raih Trofi\\nKABAR LONTAR, BONTANG - Kota Bontang meraih trofi.", "a.txt").outlet.value
    'Kabar Lontar'
    """
    return tell_apart(text, file, unwrap(text, split_lines(text)))
