"""The sentence of an article that words stand in, for showing them in their place."""

from __future__ import annotations

from functools import lru_cache

from kg.language.sentences import split
from kg.language.tokens import tokenize


def sentence(text: str, start: int, end: int) -> str:
    """The sentences that ``text[start:end]`` reaches into, line ends and repeated blanks made one blank.

    >>> sentence("Satu dua. Kota Bontang menang. Tiga.", 10, 22)
    'Kota Bontang menang.'
    """
    begin, finish = start, end
    for first, last in _sentences(text):
        if first < end and start < last:
            begin, finish = min(begin, first), max(finish, last)
    return " ".join(text[begin:finish].split())


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found, offset = [], 0
    for line in text.splitlines(keepends=True):
        tokens = tokenize(text, offset, offset + len(line))
        found += [(tokens[a].start, tokens[b - 1].end) for a, b in split(tokens, 0, len(tokens))[0]]
        offset += len(line)
    return tuple(found)
