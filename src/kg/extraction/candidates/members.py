"""Who belongs to areas that are said to take part: told behind "adalah", or counted first and named afterwards.

"Daerah yang terpilih, sebut Budi, adalah A, B, dan C" names them in its predicate. "Lima daerah bergabung …" leaves
them to the sentences that follow; where these name exactly so many areas, they are meant.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.article import BlockKind
from kg.extraction.candidates.joining import area_of, joins_at, listed_from, programme_at
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind
from kg.language.numbers import cardinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Mention, Sentence

_AREA_NOUNS = words("area-nouns")
_MEMBERS = words("member-nouns")
_LEADS = words("equals") | words("for-example") | words("names-members") | {":"}
_AWARDED = words("awards-in-general") | words("winners") | words("nominees")
_GROWS = words("programme-grows")
_PLACES = words("places")
_SUBJECT = 8  # tokens between the noun for areas and the words of taking part
_NEXT = 2  # paragraphs in which counted members are named
_NUMERAL = 3  # tokens of a numeral: "dua puluh lima"
_ENTRY = 30  # tokens of a list's line
_FEWEST = 3  # so many are no accident


class Members(NamedTuple):
    """The members that a sentence names: its programme (``None``: the one spoken of), and where taking part is said."""

    areas: list[Mention]
    programme: tuple[int, int] | None
    joins: int


def told_members(reading: Reading, s: Sentence) -> Members | None:
    """The members that a sentence names behind "adalah" or a colon: "Satu-satunya kota yang turut serta adalah X"."""
    doc = reading.doc
    awarded = any(m.kind in (Kind.AWARD, Kind.RANK) for m in s.mentions) or not _AWARDED.isdisjoint(s.features)
    if awarded or len(s.mentions) > MOST_MENTIONS or _LEADS.isdisjoint(s.features):
        return None
    noun = next((i for i in range(s.first, s.last) if _noun(reading, s, i)), None)
    if noun is None or doc.quoted[noun]:
        return None
    joins = next((i for i in range(noun + 1, min(noun + _SUBJECT, s.last)) if joins_at(doc, i, s.last)), None)
    if joins is None:
        return None
    for lead in range(joins + 1, s.last - 1):
        if doc.tokens[lead].lower in _LEADS and (areas := listed_from(reading, s, lead + 1)):
            programme = next((p for i in range(noun, lead) if (p := programme_at(doc, s, i))), None)
            return Members(areas, programme, joins)
    return None


def _noun(reading: Reading, s: Sentence, i: int) -> bool:
    """Whether a token is the noun for areas, and no part of a name."""
    if reading.doc.tokens[i].lower not in _AREA_NOUNS:
        return False
    return not any(m.first <= i < m.last and m.kind is not Kind.CUE for m in s.mentions)


def number_counted(reading: Reading, s: Sentence) -> int | None:
    """How many areas a sentence counts: "25 daerah dinyatakan lolos"."""
    tokens = reading.doc.tokens
    for i in range(s.first + 1, s.last):
        if tokens[i].lower in _AREA_NOUNS | _MEMBERS:
            for first in range(max(i - _NUMERAL, s.first), i):
                told = [t.lower for t in tokens[first:i]]
                if (read := cardinal(told)) is not None and read[1] == len(told):
                    return read[0]
    return None


def grown(reading: Reading, s: Sentence) -> tuple[int, int] | None:
    """The programme that a sentence says to have grown by members: "peta Program X bertambah enam titik"."""
    tokens = reading.doc.tokens
    at = next((i for i in range(s.first, s.last) if tokens[i].lower in _GROWS and not reading.doc.quoted[i]), None)
    if at is None or number_counted(reading, s) is None:
        return None
    return next((p for i in range(s.first, at) if (p := programme_at(reading.doc, s, i))), None)


def counted_members(reading: Reading, s: Sentence, number: int) -> list[Mention]:
    """The areas that the paragraphs after a sentence name, where they are exactly as many as it counts."""
    doc = reading.doc
    found: dict[tuple[str, ...], Mention] = {}
    at = bisect_right(doc.sentences, s.first, key=lambda x: x.first)
    for other in doc.sentences[at:]:
        if other.block > s.block + _NEXT or len(found) > number:
            break
        for before, m in pairwise([None, *other.mentions]):
            where = reading_of(m) if m and m.kind is Kind.AREA and not doc.quoted[m.first] else None
            housed = before is not None and before.kind is Kind.VENUE  # "di Hotel X, Jakarta"
            if m and where is not None and not housed and doc.tokens[m.first - 1].lower not in _PLACES:
                found.setdefault(where.codes, m)
        if len(found) == number and other.block > s.block:
            break
    return list(found.values()) if len(found) == number >= _FEWEST else []


def entries(reading: Reading, s: Sentence) -> Iterator[Mention]:
    """The areas of the list that a sentence opens: "1. Kota X", "- Budi, Wali Kota Y", "Jawa: Kota X, Kota Y"."""
    doc = reading.doc
    block, found = s.block, 0
    at = bisect_right(doc.sentences, s.first, key=lambda x: x.first)
    for other in doc.sentences[at:]:
        if other.block > block + 1:
            break
        line = other.kind is BlockKind.ITEM or other.last - other.first <= 8
        colon = next((i for i in range(other.first, min(other.first + 6, other.last)) if doc.tokens[i].text == ":"), 0)
        if colon and (inside := [m for m in other.mentions if m.kind is Kind.AREA and m.first > colon]):
            yield from inside
            block = found = other.block
            continue
        if not line or other.last - other.first > _ENTRY:
            break
        named = [m for m in other.mentions if m.kind in (Kind.AREA, Kind.OFFICE) and area_of(m)]
        offices = [m for m in named if m.kind is Kind.OFFICE]
        if named and (other.block != found):
            found = other.block
            yield (offices or named)[0]
        elif not named and other.last - other.first > 3 and other.kind is not BlockKind.ITEM:
            break
        block = other.block
