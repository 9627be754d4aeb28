"""Which words without a capital may open a mention: the many others are passed over without a further look."""

from __future__ import annotations

from functools import cache, lru_cache

from kg.extraction.mentions.areas import KINDS
from kg.extraction.mentions.categories import OPEN_CATEGORIES
from kg.extraction.mentions.english import english_roles
from kg.extraction.mentions.measures import OPEN_MEASURES
from kg.extraction.mentions.phrases import Phrases
from kg.extraction.mentions.venues import OPEN_VENUES
from kg.extraction.rules.book import words
from kg.language.numbers import begins_number

_DEPUTIES = words("deputies-of-theirs")


@lru_cache(maxsize=50_000)
def may_open(word: str) -> bool:
    """Whether a mention may begin with a word in lower case: a category, a measure, an office, an award, a cue.

    >>> may_open("peringkat"), may_open("bupati"), may_open("meraih"), may_open("bahwa")
    (True, True, True, False)
    """
    return word in _openers() or word.startswith("pem") or begins_number(word)


@cache
def _openers() -> frozenset[str]:
    phrases = Phrases.load()
    known = (phrases.roles, phrases.ministers, phrases.offices, english_roles(), phrases.heads, phrases.cues)
    words = {word for index in known for word in index.entries}
    return frozenset(words | OPEN_CATEGORIES | OPEN_MEASURES | OPEN_VENUES | set(KINDS) | _DEPUTIES | {"malam"})
