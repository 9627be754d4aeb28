"""Bodies by their head noun or by the name of a kind of agency, with the area or the name of their own behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import area_at
from kg.extraction.mentions.bodies import BodyReading
from kg.extraction.mentions.body_ends import body_end
from kg.extraction.mentions.names import label, run_end
from kg.extraction.mentions.offices import office_at
from kg.extraction.mentions.people import skip_titles
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document
    from kg.gazetteer.entities import Agency

_CONJUNCTIONS = words("conjunctions")
_UNITS = words("units")
_BY_SHORT_NAME = words("called-by-short-name")


def agency_at(
    doc: Document, phrases: Phrases, i: int, agency: tuple[int, Agency], limit: int, stop: frozenset[str]
) -> Mention | None:
    """A body of a known kind: "Dinas Kominfo Kota Bontang", "RSUD Melati Banua"; a hospital in general is none."""
    end, known = agency
    tokens = doc.tokens
    if end + 2 < limit and tokens[end].text == "(" and tokens[end + 2].text == ")":
        end += 3
    area = area_at(doc, phrases, end, limit) if end < limit and tokens[end].capital else None
    by_short_name = known.kind in _BY_SHORT_NAME
    name = _short_name(doc, phrases, i, agency[0], known) if by_short_name else known.long
    first = skip_titles(doc, end, limit) if by_short_name else end  # "RSUD dr. Melati Banua"
    if area is None and first < limit and tokens[first].capital and not _opens_office(doc, phrases, end, limit, stop):
        run = run_end(doc, phrases, first, limit, stop)
        cut = next((k for k in range(first, run) if area_at(doc, phrases, k, run)), run)
        if cut > first and tokens[end].lower not in doc.solo:
            name, end = f"{name} {doc.words(end, cut)}", cut
            area = area_at(doc, phrases, end, limit) if end < limit and tokens[end].capital else None
    if by_short_name and area is None and end == agency[0]:
        return None
    reading = BodyReading(name, "agency", area[1] if area else None, name)
    return Mention(Kind.BODY, i, area[0] if area else end, reading)


def _opens_office(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> bool:
    lower = doc.tokens[i].lower
    indexes = (phrases.roles, phrases.ministers, phrases.offices)
    may = any(lower in index.entries for index in indexes)
    return may and office_at(doc, phrases, i, limit, stop, doc.solo) is not None


def _short_name(doc: Document, phrases: Phrases, i: int, end: int, known: Agency) -> str:
    """A hospital or waterworks by the short form of its noun, where the article uses it: "RSUD", "PDAM"."""
    told = doc.words(i, end)
    if told.isupper():
        return told
    shorts = (s.upper() for s, a in phrases.gazetteer.agency_phrases.items() if a.long == known.long and " " not in s)
    return next((short for short in shorts if short in doc.text), told)


def body_at(doc: Document, phrases: Phrases, i: int, end: int, limit: int, stop: frozenset[str]) -> Mention:
    """A body by its head noun, its area included: "Dinas Perhubungan Kota Tarakan"."""
    tokens = doc.tokens
    stop_at = next(
        (
            k
            for k in range(i + 1, end)
            if (at := area_at(doc, phrases, k, end)) and not at[1].nickname and (at[0] == end or at[1].kind)
        ),
        end,
    )
    stop_at = max(stop_at, body_end(doc, phrases, i + 1, limit, stop, doc.solo), i + 1)
    while stop_at > i + 1 and (tokens[stop_at - 1].text == "," or tokens[stop_at - 1].lower in _CONJUNCTIONS):
        stop_at -= 1
    name = label(doc, i, stop_at)
    bracket = stop_at + 2 < limit and tokens[stop_at].text == "(" and tokens[stop_at + 2].text == ")"
    if bracket and not area_at(doc, phrases, stop_at + 1, limit):
        stop_at += 3
    area = area_at(doc, phrases, stop_at, limit) if stop_at < limit and tokens[stop_at].capital else None
    unit = tokens[i].lower in _UNITS
    if area and unit:
        return Mention(Kind.BODY, i, area[0], BodyReading(name, "agency", area[1], name))
    return Mention(Kind.BODY, i, stop_at, BodyReading(name, "agency" if unit else "organization", None, name))
