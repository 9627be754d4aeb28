"""Text into tokens: words, numbers, web names and single marks, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Bounded repetitions only: no text can make the scan slower than linear.
_TOKEN = re.compile(
    # Few words have a full stop within them: only those may be web names.
    r"(?P<web>(?i:(?=[a-z0-9][a-z0-9-]{0,40}+\.)"
    r"[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9-]{1,30}){0,3}?\.(?:com|co|id|net|org|info|news|tv)(?![\w-])))"
    r"|(?P<number>\d+(?:[.,]\d+)*(?![\w-]))"
    r"|(?P<word>[^\W_]+(?:['’ʼ`´-][^\W_]+)*)"
    r"|(?P<mark>''|’’|‘‘|‘’|’‘|``|\S)"
)

OPENING_QUOTES = frozenset("“„«‘")
CLOSING_QUOTES = frozenset("”»’")
STRAIGHT_QUOTES = frozenset(('"', "''", "’’", "‘‘", "‘’", "’‘", "``"))


@dataclass(slots=True)
class Token:
    """One token; ``kind`` is ``word``, ``number``, ``web`` or ``mark``; ``lower`` is its case-folded text."""

    start: int
    end: int
    text: str
    lower: str
    kind: str
    capital: bool


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``, with offsets into ``text``.

    >>> [t.text for t in tokenize("Drs. H.M. Syarfi, Rabu (6/11/2019): 58,30")]
    ['Drs', '.', 'H', '.', 'M', '.', 'Syarfi', ',', 'Rabu', '(', '6', '/', '11', '/', '2019', ')', ':', '58,30']
    """
    limit = len(text) if end is None else end
    tokens = []
    for found in _TOKEN.finditer(text, start, limit):
        word = found.group()
        tokens.append(
            Token(
                found.start(),
                found.end(),
                word,
                word.lower().replace("’", "'"),
                found.lastgroup or "mark",
                word[0].isupper(),
            )
        )
    return tokens
