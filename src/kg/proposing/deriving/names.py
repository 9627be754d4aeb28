"""Names that quotes give as they stand: awards, events, buildings, towns, lists, programmes, categories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extraction.mentions.areas import KINDS
from kg.extraction.rules.book import words
from kg.language.calendar import patterns

if TYPE_CHECKING:
    from kg.article import Span
    from kg.proposing.deriving.ground import Ground

_BRACKETED: Final = re.compile(r"\s*\([^()]{1,60}\)")
_MARKS: Final = " \t\n,.;:“”„\"'‘’«»"
_PRIZES: Final = words("awards-in-general")
_BUILDINGS: Final = words("venue-nouns")
_NATIONAL: Final = words("national")
_WIDE: Final = words("wide-scope-words")
_CATEGORIES: Final = words("category-words")
_COUNTRY: Final = "Indonesia"
_LONGEST: Final = 25
_NO_NAME: Final = re.compile(r"(?:\w{4,}|\))[.!?]\s+[A-Z]|,\s(?!dan\b|serta\b)[a-z]")
"""What stands in no name: the end of a sentence, a clause that goes on behind a comma."""


def label_of(ground: Ground, place: Span) -> str:
    """A name as a label: bracketed abbreviations out, a short name that the article explains in full.

    Words without a capital, and words of more than one sentence, are no name: "".
    """
    if not names(ground, place):
        return ""
    name = " ".join(_BRACKETED.sub("", ground.words(place)).split()).strip(_MARKS)
    return ground.reading.in_full(name)


def names(ground: Ground, place: Span) -> bool:
    """Whether words may be a name: they have a capital, hold no day and no half quotation, are of one sentence."""
    told = ground.words(place)
    words_told = [word.strip(_MARKS).lower() for word in told.split()]
    if not told or len(words_told) > _LONGEST or not any(c.isupper() for c in told) or _NO_NAME.search(told):
        return False
    if told.count("“") != told.count("”") or told.count('"') % 2:
        return False
    if all(word in KINDS or word in patterns().weekdays for word in words_told):
        return False
    return not any(each.start is not None and each.span in place for each in ground.dates)


def venue_of(ground: Ground, place: Span) -> str:
    """A building, which may have no name of its own: "gedung gabungan dinas"."""
    told = ground.words(place)
    if told.split()[0].lower() in _BUILDINGS and len(told.split()) <= _LONGEST:
        return " ".join(_BRACKETED.sub("", told).split()).strip(_MARKS)
    return label_of(ground, place)


def award_of(ground: Ground, place: Span) -> str:
    """An award's name without the noun that says what is given: "penghargaan Adipura"."""
    return _without_lead(label_of(ground, place), _PRIZES)


def category_of(ground: Ground, place: Span) -> str:
    """A category's name without the word "kategori"."""
    words = ground.words(place)
    return "" if len(words.split()) > _LONGEST else _without_lead(words.strip(_MARKS), _CATEGORIES)


def town_of(ground: Ground, place: Span) -> str:
    """A town; datelines have theirs in capitals."""
    name = label_of(ground, place)
    return name.title() if name.isupper() else name


def scope_of(ground: Ground, place: Span) -> str:
    """How wide a list is, without "se-": "Jawa Timur"; a national one is Indonesia's."""
    if len(ground.words(place).split()) > _LONGEST:
        return ""
    name = re.sub(r"^se-?\s?(?=[A-Z])", "", ground.words(place).strip(_MARKS))
    told = [word for word in name.split() if word.lower() not in _WIDE]
    if told and all(word.lower() in _NATIONAL for word in told):
        return _COUNTRY
    return " ".join(told) or name


def _without_lead(name: str, leads: frozenset[str]) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.islower() and first in leads else name
