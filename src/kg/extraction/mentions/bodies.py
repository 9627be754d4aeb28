"""Names of bodies in the text, and the marks by which an area or a person's name behind them is told from them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from kg import resources
from kg.extraction.mentions.areas import DIRECTIONS, AreaReading, area_at
from kg.extraction.mentions.people import person_words, skip_degrees, skip_titles
from kg.extraction.rules.book import words
from kg.language.calendar import patterns

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_SHORT_WORDS = "data/language/id/abbreviations.toml"
_WITHIN_UNITS = words("within-units")
_LOCAL_UNITS = words("local-units")
BodyKind = Literal["ministry", "local-government", "agency", "organization"]


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A body in its long form; ``bare`` leaves its area out."""

    name: str
    kind: BodyKind = "organization"
    area: AreaReading | None = None
    bare: str = ""


def name_beyond(
    doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str], solo: frozenset[str]
) -> Literal["", "perhaps", "surely"]:
    """Whether a person's name stands in apposition behind the comma at ``i``, so that a body's name ends at it.

    Surely, where a title opens the name or the article calls a person by a word of it again; perhaps, where it has two
    words or more and is not the second of a series ("Budi Santoso, Sri Wahyuni, dan Andi").
    """
    tokens = doc.tokens
    if i + 1 >= limit or tokens[i].text != ",":
        return ""
    first = skip_titles(doc, i + 1, limit)
    if first == i + 1 and (
        tokens[first].lower in person_words().degrees
        or tokens[first].lower in patterns().weekdays
        or phrases.roles.match(tokens, first, limit)
        or phrases.heads.match(tokens, first, limit)
        or area_at(doc, phrases, first, limit)
    ):
        return ""
    last = first
    while last < limit and tokens[last].capital and tokens[last].kind == "word" and tokens[last].lower not in stop:
        last += 1
    words = tokens[first:last]
    if not words or len(words[0].text) == 1 or (first > i + 1 and words[0].lower in person_words().degrees):
        return ""
    if first > i + 1 or any(t.lower in solo for t in words):
        return "surely"
    return "perhaps" if len(words) > 1 and not _series_of_names(doc, phrases, last, limit) else ""


def _series_of_names(doc: Document, phrases: Phrases, i: int, limit: int) -> bool:
    """Whether another bare name follows at ``i``: ", dan Andi", ", Siti Aminah"."""
    tokens = doc.tokens
    k = skip_degrees(doc, i, limit)
    if k < limit and tokens[k].text == ",":
        k += 1
    joined = k < limit and tokens[k].lower in ("dan", "serta")
    k += joined
    return (joined or k > i) and k < limit and tokens[k].capital and not phrases.roles.match(tokens, k, limit)


def in_series(doc: Document, i: int, limit: int, known: frozenset[str]) -> bool:
    """Whether the comma at ``i`` stands in a series like "Pemuda, Olahraga, dan Pariwisata"."""
    tokens = doc.tokens
    if tokens[i].text != ",":
        return False
    following = " ".join(t.lower for t in tokens[i + 1 : min(i + 5, limit)])
    if i + 1 >= limit or (tokens[i + 1].lower not in known and tokens[i + 1].lower != "dan"):
        return False
    return " dan " in f" {following} " and (tokens[i + 1].capital or tokens[i + 1].lower == "dan")


def area_ahead(doc: Document, phrases: Phrases, i: int, limit: int) -> int | None:
    """Where the area begins that ends a secretariat's office: "Asisten II Bidang Ekonomi Setda Kota Bitung"."""
    for k in range(i, min(i + 10, limit)):
        role = phrases.roles.match(doc.tokens, k, limit)
        if role and role[1].behind != "secretariat":
            return None
        if doc.tokens[k].capital and area_at(doc, phrases, k, limit):
            return k
        if not (doc.tokens[k].capital or doc.tokens[k].lower in _WITHIN_UNITS):
            return None
    return None


def village_end(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str], solo: frozenset[str]) -> int:
    """The token after a district's or village's name; what is left of the capitalised run is its head's name."""
    tokens = doc.tokens
    end = i
    while (
        end < limit
        and tokens[end].capital
        and tokens[end].kind == "word"
        and tokens[end].lower not in person_words().titles
    ):
        end += 1
    apposed = name_beyond(doc, phrases, end, limit, stop, solo)
    placed = end + 1 < limit and tokens[end].text == "," and area_at(doc, phrases, end + 1, limit)
    named_whole = bool(apposed) and end - i > 1 and tokens[i].lower in _LOCAL_UNITS
    if (
        apposed == "surely" or placed or named_whole
    ):  # "Camat Wara Barat, Kota Palopo", "Keuchik Gampong Baro, Zulkifli"
        return end
    again = next((k for k in range(i + 1, end) if tokens[k].lower in solo), None)
    if again is not None:
        return again
    given = next((k for k in range(i + 1, end - 1) if tokens[k].lower in person_words().given), None)
    if given is not None:
        return given
    if end - i < 2 or (apposed and end - i == 2):
        return end
    short = 2 if tokens[i + 1].lower in DIRECTIONS else 1
    return i + short if end - i < 4 else end - 2


def before_title(
    doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str], solo: frozenset[str]
) -> int | None:
    """The title, or the comma before a name, that ends a body's own name: "Melati Banua dr. Hj. …"."""
    k = i
    while k < limit and k - i < 5 and doc.tokens[k].kind == "word" and doc.tokens[k].lower not in person_words().titles:
        if not doc.tokens[k].capital:
            return None
        k += 1
    if i < k < limit and (
        doc.tokens[k].lower in person_words().titles or name_beyond(doc, phrases, k, limit, stop, solo)
    ):
        return k
    return None


def plain(words: str) -> str:
    """The words with customary short forms written out: "Humas" is Hubungan Masyarakat."""
    full = expansions()
    return " ".join(full.get(w.lower(), w) for w in words.split())


@cache
def expansions() -> dict[str, str]:
    """Customary short forms of words that bodies are named with, in lower case, written out."""
    found: dict[str, str] = tomllib.loads(resources.path(_SHORT_WORDS).read_text("utf-8"))["body_words"]
    return found
