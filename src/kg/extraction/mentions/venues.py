"""Buildings and halls: "Dian Ballroom, Hotel Raffles", "Aula Kantor Bupati Batang", "kampus Universitas Riau"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import KINDS, area_at
from kg.extraction.mentions.names import label, run_end
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_AREA_IN_VENUE = words("area-in-venue")
_STREETS = words("streets")
_OF_INSTITUTIONS = words("institutions-in-venues")
_NOUNS = words("venue-nouns")
_BEFORE = words("before-venues")
_OFFICE_HOUSES = words("houses-of-offices")


def venue(doc: Document, phrases: Phrases, i: int, end: int) -> list[Mention]:
    """A building from ``i`` on; the street and the town behind it are no part of it: "Hotel Santika Jakarta"."""
    tokens = doc.tokens
    street = next((k for k in range(i + 1, end) if tokens[k].lower in _STREETS), None)
    if street is not None:
        return [Mention(Kind.VENUE, i, street, label(doc, i, street))]
    for k in range(i + 1, end):
        found = area_at(doc, phrases, k, end)
        if found and found[0] == end and k > i + 1 and not _named_after(doc, i, k):
            return [Mention(Kind.VENUE, i, k, label(doc, i, k)), Mention(Kind.AREA, k, end, found[1])]
    return [Mention(Kind.VENUE, i, end, " ".join(doc.words(i, end).split()))]


def _named_after(doc: Document, i: int, k: int) -> bool:
    """Whether the area at ``k`` is part of the building's name: "Kantor Bupati Batang", "Gedung DPRD Kota Bogor"."""
    tokens = doc.tokens
    before = tokens[k - 1].lower
    of_institution = any(t.lower in _OF_INSTITUTIONS for t in tokens[i + 1 : k] if tokens[k].lower in KINDS)
    return before in _AREA_IN_VENUE or before in _OF_INSTITUTIONS or of_institution


OPEN_VENUES = _NOUNS
"""What a building without a capital may begin with."""


def common_venue(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> list[Mention]:
    """A building whose noun has no capital: "di kampus Universitas Riau", "di gedung Bina Graha"."""
    tokens = doc.tokens
    if tokens[i].lower not in _NOUNS or i + 1 >= limit or not i or tokens[i - 1].lower not in _BEFORE:
        return []
    following = tokens[i + 1]
    end = run_end(doc, phrases, i + 1, limit, stop) if following.capital and following.kind == "word" else i
    bare = area_at(doc, phrases, i + 1, limit) if end > i else None
    if end <= i + 1 or phrases.ministries.match(tokens, i + 1, limit) or (bare and bare[0] >= end):
        return []
    if (
        phrases.heads.match(tokens, i + 1, limit)
        and (phrases.heads.match(tokens, i + 1, limit) or (0, ""))[1] == "venue"
    ):
        return []  # "halaman Balai Kota": the building that follows is the venue
    return venue(doc, phrases, i, end)


def joined(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions with a hall and the building that it is in as one: "Dian Ballroom, Hotel Raffles"."""
    found: list[Mention] = []
    for m in mentions:
        before = found[-1] if found else None
        if before is not None and _houses(doc, before, m):
            found[-1] = Mention(Kind.VENUE, before.first, m.last, label(doc, before.first, m.last))
            continue
        if m.kind is Kind.VENUE and before is not None and before.kind is Kind.VENUE:
            gap = doc.tokens[before.last : m.first]
            if not gap or [t.text for t in gap] == [","] or [t.lower for t in gap] == ["di"]:
                value = label(doc, before.first, m.last)
                found[-1] = Mention(Kind.VENUE, before.first, m.last, value)
                continue
        found.append(m)
    return found


def _houses(doc: Document, house: Mention, m: Mention) -> bool:
    """Whether a house's noun has its office right behind it: "di Kantor Wali Kota Batam"."""
    tokens = doc.tokens
    told = house.kind in (Kind.VENUE, Kind.BODY) and tokens[house.last - 1].lower in _OFFICE_HOUSES
    after = m.kind is Kind.OFFICE and m.first == house.last and m.value.holder is None
    return told and after and house.first > 0 and tokens[house.first - 1].lower in _BEFORE | _OFFICE_HOUSES
