"""Ranks that are told without their word, after one that has it.

"Jakarta berada di peringkat 103 dunia, Medan 113, dan Makassar 114" goes on from area to area; "turun dari peringkat
112 pada 2024 menjadi 113" goes on from year to year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.extraction.mentions.measures import RankReading
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document

_POSITIONS = words("positions")
_BETWEEN = words("between-placed") | words("joints")
_BEFORE_NUMBER = words("before-number-of-place")
_BECAME = words("became")
_YEARS = words("around-year")
_WIDEST = 6  # tokens between one placed area and the next


class Following(NamedTuple):
    """A rank without its word, the one before it that has the word, and whose it is where it is another area's."""

    rank: Mention
    told: Mention
    area: Mention | None = None


def in_series(reading: Reading, s: Sentence) -> Iterator[Following]:
    """The ranks of a sentence that follow one with its word."""
    doc = reading.doc
    for m in s.mentions[:MOST_MENTIONS] if s.of(Kind.RANK) else ():
        if m.kind is not Kind.RANK or m.value.word not in _POSITIONS or not m.value.number or doc.quoted[m.first]:
            continue
        yield from _of_the_next(doc, s, m)
        if (later := _became(doc, s, m)) is not None:
            yield Following(later, m)


def _of_the_next(doc: Document, s: Sentence, m: Mention) -> Iterator[Following]:
    """The areas that follow, each with its number: ", Medan ke-112, sementara Makassar ke-115"."""
    end = m.last
    for area in (x for x in s.mentions if x.kind is Kind.AREA and x.first >= m.last):
        gap = [t.lower for t in doc.tokens[end : area.first]]
        if len(gap) > _WIDEST or not any(word in _BETWEEN for word in gap):
            return
        i = area.last
        while i < s.last and doc.tokens[i].lower in _BEFORE_NUMBER:
            i += 1
        number = _number(doc, s, i)
        if number is None or i - area.last > 3:
            return
        yield Following(Mention(Kind.RANK, i, i + 1, RankReading(number, m.value.word)), m, area)
        end = i + 1


def _became(doc: Document, s: Sentence, m: Mention) -> Mention | None:
    """The place that one that was left led to: "dari peringkat 112 pada 2024 menjadi 113", "dari posisi 115 ke 114"."""
    if m.first == s.first or doc.tokens[m.first - 1].lower != "dari":
        return None
    i = m.last
    while i < s.last and i - m.last < _WIDEST and doc.tokens[i].lower not in _BECAME:
        if doc.tokens[i].lower not in _YEARS and not (doc.tokens[i].kind == "number" and len(doc.tokens[i].text) == 4):
            return None
        i += 1
    if i >= s.last or doc.tokens[i].lower not in _BECAME:
        return None
    number = _number(doc, s, i + 1)
    return Mention(Kind.RANK, i + 1, i + 2, RankReading(number, m.value.word)) if number else None


def _number(doc: Document, s: Sentence, i: int) -> int | None:
    """The place that a bare token tells, where no noun behind it says that something else is counted."""
    if i >= s.last or any(x.first <= i < x.last and x.kind is not Kind.CUE for x in s.mentions):
        return None
    token, following = doc.tokens[i], doc.tokens[i + 1] if i + 1 < s.last else None
    number = int(token.text) if token.text.isdigit() and len(token.text) < 4 else None
    number = number or (ordinal(token.text) if token.lower.startswith("ke") else None)
    counts = following is not None and following.kind == "word" and following.lower not in _BETWEEN | _YEARS
    return None if counts else number
