"""Tables of places and scores, whose first row says what each column holds: "Kabupaten | Peringkat | Skor"."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kg.extraction.candidates.ranked_lists import Standing
from kg.extraction.mentions.areas import KINDS
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.language.numbers import decimal, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document

_PLACES = words("positions") | words("columns-of-places")
_SCORES = words("score-words") | words("columns-of-scores")
_NUMBERS = words("columns-of-numbers")
_FEWEST = 3
_PRIZES = words("winners") | words("awards-in-general")


def in_tables(reading: Reading) -> Iterator[Standing]:
    """The rows of every table whose header names a column of places or of scores."""
    doc = reading.doc
    lead: Sentence | None = None
    for barred, sentences in groupby(doc.sentences, key=lambda s: "|" in s.features):
        rows = list(sentences)
        if barred and lead is not None:
            yield from _of_table(reading, rows, lead)
        lead = rows[-1]


def _of_table(reading: Reading, rows: list[Sentence], lead: Sentence) -> Iterator[Standing]:
    """The rows below a header, each cell read as its column says."""
    doc = reading.doc
    header = [{t.lower for t in doc.tokens[a:b]} for a, b in _cells(doc, rows[0])]
    places = [k for k, told in enumerate(header) if told & _PLACES]
    scores = [k for k, told in enumerate(header) if told & _SCORES and k not in places]
    if len(places) > 1 or len(scores) > 1 or not (places or scores) or any(told & _PRIZES for told in header):
        return
    hint = next((KINDS[word] for told in header for word in sorted(told) if word in KINDS and len(told) == 1), None)
    places = places or _numbered(doc, rows, header, scores)
    for s in rows[1:]:
        cells = _cells(doc, s)
        area = next((m for m in s.mentions if m.kind is Kind.AREA), None)
        if area is None or len(cells) != len(header):
            continue
        rank = _place(doc, cells[places[0]]) if places else None
        score = _score(doc, cells[scores[0]]) if scores else None
        if rank or score:
            yield Standing(area, s, lead, rank, score, None, hint)


def _numbered(doc: Document, rows: list[Sentence], header: list[set[str]], scores: list[int]) -> list[int]:
    """The column that only numbers the rows, where they stand in the order of their scores: its numbers are places."""
    column = next((k for k, told in enumerate(header) if told & _NUMBERS), None)
    if column is None or not scores:
        return []
    cells = [_cells(doc, s) for s in rows[1:]]
    cells = [row for row in cells if len(row) == len(header)]
    numbers = [found[0] if (found := _place(doc, row[column])) else 0 for row in cells]
    values = [score[0] if (score := _score(doc, row[scores[0]])) else Decimal(0) for row in cells]
    falling = values == sorted(values, reverse=True) and len(values) >= _FEWEST
    return [column] if falling and numbers == list(range(1, len(numbers) + 1)) else []


def _cells(doc: Document, s: Sentence) -> list[tuple[int, int]]:
    """Where each cell of a row begins and ends."""
    bars = [i for i in range(s.first, s.last) if doc.tokens[i].text == "|"]
    return [(a + 1, b) for a, b in pairwise([s.first - 1, *bars, s.last]) if a + 1 < b]


def _place(doc: Document, cell: tuple[int, int]) -> tuple[int, int, int] | None:
    """The place that a cell holds."""
    text = doc.tokens[cell[0]].text
    number = int(text) if text.isdigit() and len(text) < 4 else ordinal(text, roman=True)
    return (number, cell[0], cell[0] + 1) if number and cell[1] - cell[0] == 1 else None


def _score(doc: Document, cell: tuple[int, int]) -> tuple[Decimal, Mention] | None:
    """The score that a cell holds."""
    value = decimal(doc.tokens[cell[0]].text) if doc.tokens[cell[0]].kind == "number" else None
    return (Decimal(value), Mention(Kind.SCORE, cell[0], cell[0] + 1, Decimal(value))) if value is not None else None
