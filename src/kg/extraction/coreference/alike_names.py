"""Whether two names may be one person's: one a part of the other, shortened, blended, or a misprint of it."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

_MISPRINT = 0.86
"""How alike two words are of which one is a misprint of the other."""


@lru_cache(maxsize=4096)
def parts_of(text: str) -> tuple[str, ...]:
    """The words of a name, in lower case and without full stops."""
    return tuple(w.strip(".").lower().replace("’", "'") for w in text.replace(".", ". ").split() if w.strip("."))


def same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one lies within the other, letters doubled or dropped forgiven."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if min(len(x) for x in long) == 1 and len(short) == 1 and short[0] not in long and len(long[0]) == 1:
        return False  # "Masliani" is not "M. Fadli Aspar"
    if len(short) == 1 and len(long) > 1 and _blended(short[0], long):
        return True
    if len(short) == 1 and len(long) > 1 and len(short[0]) < 7 and short[0] not in long:
        # a lone short name is no misprint of another's: "Suardi" is not Teddy Sukardi
        return any(_shortened(short[0], y) or _transposed(short[0], y) for y in long) and len(short[0]) > 2
    if len(short) == 1 and len(short[0]) < 3:
        return len(short[0]) == 2 and short[0] == long[0]  # "Uu" of "Uu Hasan"
    return _each_has_its_own(short, long)


def _each_has_its_own(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word of a name is alike another one of a longer name: "M Musthofa" is not "M Rizal"."""
    if not {word[0] for word in short} <= {word[0] for word in long}:
        return False  # words that are alike begin alike
    left = list(long)
    whole = False  # initials alone make nobody: "Agustamdan" is not "Syusanty A Mansyur"
    for word in sorted(short, key=lambda x: (x not in long, -len(x))):
        like = next((y for y in left if word == y), None) or next((y for y in left if _alike(word, y)), None)
        if like is None:
            return False
        whole = whole or min(len(word), len(like)) > 1 or len(long) == 1
        left.remove(like)
    return whole


def _blended(short: str, long: tuple[str, ...]) -> bool:
    """Whether a name is made of how two others begin: "Jokowi" of Joko and Widodo."""
    return any(
        short == first[:k] + second[: len(short) - k]
        for first, second in pairwise(long)
        if first[:2] == short[:2]
        for k in range(max(2, len(short) - len(second)), min(len(first), len(short) - 2) + 1)
    )


def _shortened(x: str, y: str) -> bool:
    return len(x) >= 4 and len(y) > len(x) and y.startswith(x)  # "Risma" for Rismaharini


def _transposed(x: str, y: str) -> bool:
    """Whether two spellings hold the same letters: "Jhon" for John."""
    return len(x) == len(y) >= 4 and x[0] == y[0] and sorted(x) == sorted(y)


def _alike(x: str, y: str) -> bool:
    if x == y or x[0] != y[0]:
        return x == y
    if min(len(x), len(y)) == 1:
        return True
    if _shortened(x, y) or _transposed(x, y):
        return True
    if min(len(x), len(y)) < 5 or 2 * min(len(x), len(y)) < _MISPRINT * (len(x) + len(y)):
        return False  # no more letters than the shorter one has can be the same
    return SequenceMatcher(None, x, y).ratio() >= _MISPRINT
