"""Names of bodies in the text: where they end and an area or a person's name begins."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from kg import resources
from kg.extraction.mentions.areas import DIRECTIONS, KINDS, AreaReading, area_at
from kg.extraction.mentions.people import person_words, skip_degrees, skip_titles
from kg.extraction.rules.book import words
from kg.language.calendar import patterns

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_SHORT_WORDS = "data/language/id/abbreviations.toml"
_HYPHENED = re.compile(r"[a-z]-[A-Z]\w+")  # "e-Government"
_ROMAN = re.compile(r"[IVX]{1,4}|[A-H]")
_NAMED_FREELY = words("named-freely")
_CONJUNCTIONS = words("conjunctions")
_AGENCY_HEADS = words("units")
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


def body_end(
    doc: Document,
    phrases: Phrases,
    i: int,
    limit: int,
    stop: frozenset[str],
    solo: frozenset[str],
    behind: str = "body",
) -> int:
    """The token after the words of a body's name that begin at ``i``; a person's name may follow without a mark.

    The name ends before an area or a ministry, at a lower-case word, or where words begin that no body is named
    with. A word that stands alone elsewhere in the article ("Laksmi") is how newsrooms call a person again.
    """
    tokens = doc.tokens
    start = i
    known = phrases.lexicon.vocabulary
    if behind == "ministry" and (ends := _unit_of_ministry(doc, phrases, i, limit)):
        return ends
    if behind == "unit" and (ends := _unit_of_agency(doc, phrases, i, limit)):
        return ends
    whole = doc.introduced.match(tokens, i - 1, limit) if 0 < i < limit else None
    if whole and whole[0] > i and not (whole[0] < limit and in_series(doc, whole[0], limit, known)):
        return whole[0]
    while i < limit:
        token = tokens[i]
        if token.capital and (whole := doc.introduced.match(tokens, i, limit)):
            if i > start and phrases.ministries.match(tokens, i, limit):
                return i
            if _is_edition(doc, phrases, i, whole[0], limit):
                return whole[0] + 1
            return _up_to_title(doc, whole[0], limit)
        if token.lower in _CONJUNCTIONS or (token.text == "," and in_series(doc, i, limit, known)):
            if (
                i > start
                and i + 1 < limit
                and (tokens[i + 1].capital or tokens[i + 1].lower == "dan")
                and (tokens[i + 1].lower in known | {"dan"} or tokens[i + 1].lower in _expansions())
            ):
                i += 1
                continue
            break
        if token.text == "/" and i > start and i + 1 < limit and tokens[i + 1].capital:
            i += 1
            continue
        if (i > start or behind == "unit") and _HYPHENED.fullmatch(token.text):
            i += 1
            continue
        if token.kind != "word" or not token.capital:
            break
        if token.lower in person_words().titles and (
            len(token.text) > 1 or (i + 1 < limit and tokens[i + 1].text == ".")
        ):
            break
        if i > start and phrases.agencies.match(tokens, i, limit):
            break
        if token.text.isupper() and len(token.text) > 2 and (i + 1 >= limit or not tokens[i + 1].text.isupper()):
            i += 1  # "Ketua APDDI Kartika Wirahadi"
            continue
        at = area_at(doc, phrases, i, limit) if i > start else None
        proper = tokens[start].lower in _NAMED_FREELY and at is not None and at[1].kind is None
        if i > start and (phrases.ministries.match(tokens, i, limit) or (at and not proper and not at[1].nickname)):
            break
        if token.lower in solo and token.lower not in known:
            break
        if i > start + 1 and token.lower in person_words().given:
            break
        if token.lower in _expansions():
            i += 1
            continue
        if token.lower not in known and not phrases.heads.match(tokens, i, limit) and not _ROMAN.fullmatch(token.text):
            rest = i
            while (
                rest < limit
                and tokens[rest].capital
                and tokens[rest].kind == "word"
                and (
                    tokens[rest].lower not in stop
                    or tokens[rest].lower in known - KINDS.keys()
                    or (tokens[rest].lower in KINDS and not area_at(doc, phrases, rest, limit))  # "PT Sarana Kota X"
                )
                and tokens[rest].lower not in person_words().titles
                and not (rest > i and phrases.ministries.match(tokens, rest, limit))
            ):
                rest += 1
            if rest < limit and phrases.ministries.match(tokens, rest, limit):
                return rest
            if rest < limit and tokens[rest].lower in person_words().titles:
                return rest
            if _is_edition(doc, phrases, i, rest, limit):
                return rest + 1
            if i == start and i + 1 < limit and (at := area_at(doc, phrases, i + 1, limit)) and at[1].kind:
                return i + 1  # "Kepala Dislamotan Kota Bogor": an abbreviation that no list knows
            apposed = name_beyond(doc, phrases, rest, limit, stop, solo)
            if apposed == "surely":
                return rest  # "Rektor Universitas Teluk Segara, Prof. …"
            begins = solo | person_words().given
            later = next((k for k in range(i + 1, rest) if tokens[k].lower in begins), None)
            if later is not None:  # after an abbreviation the name begins at once: "Kepala LALP Ahmad Zainuri"
                abbreviated = i == start + 1 and tokens[start].text.isupper() and len(tokens[start].text) > 2
                return i if abbreviated else later
            if apposed and rest - i <= (3 if behind == "body" else 1):
                return rest  # "CEO Tambatan, Budi Santoso"
            if behind != "body" or rest - i <= 3:
                break
            return rest if tokens[rest - 3].lower in KINDS else rest - 2
        i += 1
    return i


def _is_edition(doc: Document, phrases: Phrases, first: int, i: int, limit: int) -> bool:
    """Whether the year at ``i`` ends the name of an award within a body's: "Dewan Juri Wahana Kota Award 2024"."""
    tokens = doc.tokens
    if i >= limit or tokens[i].kind != "number" or len(tokens[i].text) != 4:
        return False
    heads = phrases.lexicon.heads
    return any(tokens[k].lower in heads["award"] | heads["event"] for k in range(first, i))


def _up_to_title(doc: Document, i: int, limit: int) -> int:
    """Past one more word of a body's name where a person's title follows it: "Ketua ICI Sumatera Prof. X"."""
    tokens = doc.tokens
    follows = i + 2 < limit and tokens[i].capital and tokens[i].lower not in person_words().titles
    return i + 1 if follows and tokens[i + 1].lower in person_words().titles and tokens[i + 2].text == "." else i


def _unit_of_ministry(doc: Document, phrases: Phrases, i: int, limit: int) -> int | None:
    """Where a unit's name ends before its ministry: "Deputi Bidang Kelembagaan dan Tata Laksana Kementerian X"."""
    for k in range(i, min(i + 10, limit)):
        token = doc.tokens[k]
        if not token.capital and token.lower not in _CONJUNCTIONS and token.text not in ",/":
            return None
        if k > i and token.capital and phrases.ministries.match(doc.tokens, k, limit):
            return k
    return None


def _unit_of_agency(doc: Document, phrases: Phrases, i: int, limit: int) -> int | None:
    """Where a unit's name ends before its agency: "Kepala Bidang Pemasaran Dinas Pariwisata dan Kebudayaan"."""
    for k in range(i, min(i + 8, limit)):
        token = doc.tokens[k]
        if not token.capital and token.lower not in _CONJUNCTIONS and token.text not in ",/":
            return None
        if k > i and phrases.roles.match(doc.tokens, k, limit):
            return None  # "Kepala Dinas X Rina dan Kepala Dinas Y Bagas"
        if k > i and token.lower in _AGENCY_HEADS and phrases.agencies.match(doc.tokens, k, limit):
            return k
    return None


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
        if phrases.roles.match(doc.tokens, k, limit):
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
    expansions = _expansions()
    return " ".join(expansions.get(w.lower(), w) for w in words.split())


@cache
def _expansions() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(resources.path(_SHORT_WORDS).read_text("utf-8"))["body_words"]
    return found
