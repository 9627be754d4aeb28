"""Places of several areas in one sentence, each area with the place of its own part of the sentence.

"Jawa Tengah (4,06) di peringkat empat, Banten (3,71) posisi keenam, dan posisi kesepuluh Lampung (3,34)": whether the
place stands before its area or behind it, a comma or a conjunction keeps them apart from the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extraction.candidates.ranked_lists import number_beside
from kg.extraction.candidates.surroundings import score_after
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading

_POSITIONS = words("positions")
_PARTS = words("between-placed")
_NO_OWNER = words("no-owner-in-part")


@dataclass(frozen=True, slots=True)
class Pair:
    """An area with its place and, where one is printed, its score."""

    area: Mention
    rank: Mention
    score: tuple[Decimal, Mention] | None


def paired(reading: Reading, s: Sentence) -> dict[int, Pair]:
    """The pairs of a sentence by the first token of the place; none unless every place has an area of its own."""
    if len(s.of(Kind.RANK)) < 2:
        return {}
    doc = reading.doc
    mentions = s.mentions[:MOST_MENTIONS]
    ranks = [m for m in mentions if m.kind is Kind.RANK and m.value.number and m.value.word in _POSITIONS]
    if len(ranks) < 2 or sum(m.kind is Kind.AREA for m in mentions) < 2 or doc.quoted[ranks[0].first]:
        return {}
    found: dict[int, Pair] = {}
    for first, last in _parts(reading, s):
        own = [m for m in ranks if first <= m.first < last]
        areas = [m for m in mentions if m.kind is Kind.AREA and first <= m.first < last]
        areas = [m for m in areas if not (m.first > s.first and doc.tokens[m.first - 1].lower in _NO_OWNER)]
        if not own:
            continue
        if len(own) > 1 or not areas or len(areas) > 2:
            return {}
        area = areas[-1] if areas[-1].last <= own[0].first else areas[0]
        score = score_after(reading, own[0], last) or score_after(reading, area, last)
        found[own[0].first] = Pair(area, own[0], score or _alone(reading, s, last))
    return found if len(found) > 1 else {}


def _parts(reading: Reading, s: Sentence) -> list[tuple[int, int]]:
    """Where the parts of a sentence begin and end: at what joins, outside brackets and mentions."""
    tokens = reading.doc.tokens
    inside = {i for m in s.mentions for i in range(m.first, m.last)}
    parts: list[tuple[int, int]] = []
    first, depth = s.first, 0
    for i in range(s.first, s.last):
        depth += (tokens[i].text == "(") - (tokens[i].text == ")")
        if depth <= 0 and i not in inside and tokens[i].lower in _PARTS:
            parts.append((first, i))
            first = i + 1
    parts.append((first, s.last))
    return [(a, b) for a, b in parts if a < b]


def _alone(reading: Reading, s: Sentence, i: int) -> tuple[Decimal, Mention] | None:
    """The score that a part of the sentence consists of: "Papua di peringkat ketiga, 81,47"."""
    behind = i + 1 < s.last and reading.doc.tokens[i].text == ","
    return number_beside(reading.doc, i + 1, s.last) if behind else None
