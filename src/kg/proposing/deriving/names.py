"""Names that quotes give as they stand: awards, events, buildings, towns, lists, programmes, categories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from kg.article import Span
    from kg.proposing.deriving.ground import Ground

_BRACKETED: Final = re.compile(r"\s*\([^()]{1,60}\)")
_MARKS: Final = " \t\n,.;:“”„\"'‘’«»"
_PRIZES: Final = words("awards-in-general")
_NATIONAL: Final = words("national")
_WIDE: Final = words("wide-scope-words")
_CATEGORIES: Final = words("category-words")
_COUNTRY: Final = "Indonesia"


def label_of(ground: Ground, place: Span) -> str:
    """A name as a label: bracketed abbreviations out, a short name that the article explains in full."""
    name = " ".join(_BRACKETED.sub("", ground.words(place)).split()).strip(_MARKS)
    return ground.reading.in_full(name)


def award_of(ground: Ground, place: Span) -> str:
    """An award's name without the noun that says what is given: "penghargaan Adipura"."""
    return _without_lead(label_of(ground, place), _PRIZES)


def category_of(ground: Ground, place: Span) -> str:
    """A category's name without the word "kategori"."""
    return _without_lead(" ".join(ground.words(place).split()).strip(_MARKS), _CATEGORIES)


def town_of(ground: Ground, place: Span) -> str:
    """A town; datelines have theirs in capitals."""
    name = label_of(ground, place)
    return name.title() if name.isupper() else name


def scope_of(ground: Ground, place: Span) -> str:
    """How wide a list is, without "se-": "Jawa Timur"; a national one is Indonesia's."""
    name = re.sub(r"^se-?\s?(?=[A-Z])", "", ground.words(place).strip(_MARKS))
    told = [word for word in name.split() if word.lower() not in _WIDE]
    if told and all(word.lower() in _NATIONAL for word in told):
        return _COUNTRY
    return " ".join(told) or name


def _without_lead(name: str, leads: frozenset[str]) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.islower() and first in leads else name
