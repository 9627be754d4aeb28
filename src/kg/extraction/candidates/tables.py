"""Winners and scores in the rows of a table."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extraction.candidates.candidate import Candidate
from kg.extraction.mentions.measures import RankReading
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.language.numbers import decimal, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.lines import Line


def table(
    reading: Reading, rows: Sequence[Line], opens: Sentence | None, category: Mention | None
) -> Iterator[Candidate]:
    """The rows of a table: scores under the lists that its first row names, else a winner a row.

    ``opens`` is the sentence that makes it a table of winners, ``category`` what the heading above it says.
    """
    doc = reading.doc
    header: Sentence | None = None
    for line in rows:
        s = doc.sentence_at(line.first)
        if not any(m.kind is Kind.AREA for m in s.mentions):
            header = s
            continue
        if header is not None and (scores := list(columns(reading, s, header))):
            yield from scores
        elif opens is not None and (named := _all_areas(reading, s)):
            yield from (Candidate(m, s, opens, category) for m in named)
        elif opens is not None:
            yield cells(reading, s, opens, category)


def _all_areas(reading: Reading, s: Sentence) -> list[Mention]:
    """The areas of a row that holds one in each cell and nothing else: "Bogor | Serang | Tegal"."""
    areas = {(m.first, m.last): m for m in s.mentions if m.kind is Kind.AREA}
    found = [areas.get(cell) for cell in _cells_of(reading, s)]
    return [m for m in found if m is not None] if len(found) > 1 and None not in found else []


def columns(reading: Reading, s: Sentence, header: Sentence) -> Iterator[Candidate]:
    """The scores of a row under the lists that the table's first row names: "Daerah | IKDD 2023 | IKDD 2024"."""
    doc = reading.doc
    area = next(m for m in s.mentions if m.kind is Kind.AREA)
    names = _cells_of(reading, header)
    cells = _cells_of(reading, s)
    if len(names) != len(cells):
        return
    for (first, last), (top, bottom) in zip(cells, names, strict=True):
        named = next((m for m in header.mentions if m.kind is Kind.AWARD and top <= m.first < bottom), None)
        if named is None or last - first != 1 or doc.tokens[first].kind != "number":
            continue
        value = decimal(doc.tokens[first].text)
        if value is not None:
            score = (value, Mention(Kind.SCORE, first, last, value))
            yield Candidate(area, s, header, None, None, None, score, None, awarded=False, list=named)


def cells(reading: Reading, s: Sentence, opens: Sentence, above: Mention | None) -> Candidate:
    """The cells of a row: a whole number is the rank, a decimal the score, words that are no area the category."""
    doc = reading.doc
    area = next(m for m in s.mentions if m.kind is Kind.AREA)
    rank: Mention | None = None
    score: tuple[Decimal, Mention] | None = None
    category: Mention | None = None
    for first, last in _cells_of(reading, s):
        cell = doc.tokens[first:last]
        if len(cell) == 1 and rank is None and (place := _place_of(cell[0].text)) is not None:
            rank = Mention(Kind.RANK, first, last, RankReading(place, "rank"))
        elif len(cell) == 1 and cell[0].kind == "number":
            if (value := decimal(cell[0].text)) is not None:
                score = (value, Mention(Kind.SCORE, first, last, value))
        elif not first <= area.first < last and any(t.kind == "word" for t in cell):
            category = category or Mention(Kind.CATEGORY, first, last, doc.words(first, last))
    return Candidate(area, s, opens, category or above, rank, None, score)


def _cells_of(reading: Reading, s: Sentence) -> list[tuple[int, int]]:
    """Where each cell of a row begins and ends, with or without bars at the row's ends."""
    tokens = reading.doc.tokens
    bars = [i for i in range(s.first, s.last) if tokens[i].text == "|"]
    ends = [s.first - 1, *bars, s.last]
    return [(a + 1, b) for a, b in pairwise(ends) if a + 1 < b]


def _place_of(text: str) -> int | None:
    """The place that the cell of a table tells, in Arabic or Roman figures."""
    if text.isdigit():
        return int(text) if int(text) < 100 else None
    return ordinal(text, roman=True) if text.isupper() else None
