"""The parts of an index, one a line, for the one area that the lead speaks of: "Institusi .... 4,82"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.candidates.cells import score_of
from kg.extraction.candidates.entries import parts_of
from kg.extraction.candidates.positions import is_index
from kg.extraction.candidates.ranked_lists import Standing
from kg.extraction.candidates.surroundings import label
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.extraction.structure.lists import listings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.lists import Listing

_BACK = 6
"""So many sentences back may the index and its area be told."""
_FEWEST = 3
"""So few parts are no list of them."""


def sub_scores(reading: Reading) -> Iterator[Standing]:
    """The scores of an area in the parts of an index, where every line is a part and its score."""
    for listing in listings(reading.doc):
        if listing.inline or len(listing.entries) < _FEWEST:
            continue
        found = list(_of_list(reading, listing))
        if len(found) == len(listing.entries):
            yield from found


def _of_list(reading: Reading, listing: Listing) -> Iterator[Standing]:
    """The lines that hold a part without an area, and its score."""
    told = _owner(reading, listing)
    if told is None:
        return
    area, lead = told
    for entry in listing.entries:
        cells = parts_of(reading, entry)
        s = reading.doc.sentence_at(entry.first)
        named = any(m.kind in (Kind.AREA, Kind.OFFICE) and entry.first <= m.first < entry.last for m in s.mentions)
        part = label(reading, cells[0].first, cells[0].last) if len(cells) == 2 else None
        score = score_of(reading, cells[1]) if len(cells) == 2 else None
        if named or part is None or score is None:
            return
        yield Standing(area, s, lead, None, score, part)


def _owner(reading: Reading, listing: Listing) -> tuple[Mention, Sentence] | None:
    """The only area that the sentences before a list name, and the one of them that names the index."""
    before = [x for x in reading.doc.body() if x.last <= listing.entries[0].first]
    for s in reversed(before[-_BACK:]):
        index = any(m.kind is Kind.AWARD and is_index(reading.in_full(str(m.value))) for m in s.mentions)
        index = index or any(s.first <= m.first < s.last for m in reading.instruments)
        areas = [m for m in s.mentions if m.kind is Kind.AREA]
        if index and len({m.value.codes for m in areas}) == 1:
            return areas[0], s
    return None
