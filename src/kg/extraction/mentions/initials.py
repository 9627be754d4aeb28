"""Short names and the initials that they are made of: "WBK" is "Wilayah Bebas dari Korupsi"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.structure.document import Document

_MOST_LETTERS = 12
_SMALL = 3
"""Words of so few letters ("dan", "of") may stand for none in the short name, as any in lower case may."""
_LONGEST = 14
"""So many tokens has a long name at most whose short one tells how far it reaches."""
_MOST_WORDS = 4
"""So many words is one contracted of at most that is no row of initials."""
SHORT = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][\w-]{1,11}")
_COUNTED = re.compile(r"([a-z])([2-4])")


def explained_end(doc: Document, i: int, limit: int) -> int | None:
    """The bracket after the name that begins at ``i`` where the short name in it has the initials of all its words.

    That tells how far a name reaches over small words: "Wilayah Bebas dari Korupsi (WBK)".
    """
    tokens = doc.tokens
    for k in range(i + 2, min(i + _LONGEST, limit - 2)):
        if tokens[k].text == "(":
            short = tokens[k + 1].text
            told = tokens[k + 2].text == ")" and SHORT.fullmatch(short) and short[0] == tokens[i].text[0]
            whole = told and tokens[k - 1].capital and letters_within(doc, i, k, letters_of(short)) is not None
            return k if whole else None
        if tokens[k].kind == "mark" and tokens[k].text not in ",&/-–":
            return None
    return None


def contracted(doc: Document, i: int, short: str) -> bool:
    """Whether a word is made of the beginnings of those before ``i``: "Bimbingan Teknis (Bimtek)"."""
    starts = range(max(i - _MOST_WORDS, 0), i - 1)
    return short[:1].isupper() and any(letters_within(doc, k, i, letters_of(short)) is not None for k in starts)


def letters_of(short: str) -> str:
    """The letters of a short name; one that a figure counts stands so many times.

    >>> letters_of("IKCI"), letters_of("TP2DD")
    ('ikci', 'tppdd')
    """
    counted = _COUNTED.sub(lambda m: m.group(1) * int(m.group(2)), short.casefold())
    return "".join(c for c in counted if c.isalpha())


def letters_within(doc: Document, start: int, end: int, letters: str) -> int | None:
    """How many letters of a short name stand within the words of the long one, where the words take up all of them.

    Each word takes its first letter, then what it can of the next ones; small words may take none, the last word must.
    """
    named = [t for t in doc.tokens[start:end] if t.kind != "mark"]
    long = [(part, t.capital and len(part) > _SMALL) for t in named for part in t.lower.split("-") if part]
    if not 1 < len(letters) <= _MOST_LETTERS or not long:
        return None
    reached = {0: 0}  # letters taken up → how many of them within words
    for at_word, (word, told) in enumerate(long, 1):
        taken = {} if told or at_word == len(long) else dict(reached)
        for at, cost in reached.items():
            for n in _taken(word, letters[at:]):
                taken[at + n] = min(taken.get(at + n, len(letters)), cost + n - 1)
        reached = taken
    return reached.get(len(letters))


def _taken(word: str, letters: str) -> list[int]:
    """How many of the next letters a word may take up: its first, and those that follow within it."""
    if not letters or not word.startswith(letters[0]):
        return []
    counts, at = [1], 1
    for n, letter in enumerate(letters[1:4], 2):
        at = word.find(letter, at) + 1
        if not at:
            break
        counts.append(n)
    return counts
