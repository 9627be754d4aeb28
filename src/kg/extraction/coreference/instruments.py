"""What areas are measured with and has no word of an award in its name: a survey, an evaluation, its short name.

"Survei Penilaian Integritas (SPI) Tahun 2023", "Monitoring Center of Prevention", "MCP": none of them gives anything,
but the scores and the places of a text may be of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extraction.structure.document import Document, Sentence

_HEADS = words("instruments")
_SHORT = words("short-instruments")
_NONE_BEHIND = words("before-no-instrument")
_WITHIN = words("within-names") | words("conjunctions")
_GRADES = words("calls-grades")
_FEWEST, _FEWEST_OF_GRADES = 2, 4  # words of a name; "Predikat Sangat Baik" is a grade
_LONGEST = 10  # words of a name


def instruments(doc: Document, longs: Mapping[str, str]) -> tuple[Mention, ...]:
    """The instruments that an article names, long or short; ``longs`` are the short names that it explains."""
    measuring = {short.lower() for short, long in longs.items() if _measures(long)}
    opens = _HEADS | _SHORT | measuring
    return tuple(m for s in doc.sentences if s.says(opens) for m in _in(doc, s, longs))


def _in(doc: Document, s: Sentence, longs: Mapping[str, str]) -> Iterator[Mention]:
    """The instruments of a sentence, from left to right."""
    known = {i for m in s.mentions if m.kind in (Kind.AWARD, Kind.PROGRAMME) for i in range(m.first, m.last)}
    known |= {
        i for m in s.mentions if m.kind is Kind.EVENT for i in range(m.first + 1, m.last)
    }  # "Peluncuran MCP 2025"
    i = s.first
    while i < s.last:
        last = i + 1 if i in known else _end(doc, s, i, longs, known)
        if last > i and i not in known:
            yield Mention(Kind.AWARD, i, last, doc.words(i, last))
        i = max(last, i + 1)


def _end(doc: Document, s: Sentence, i: int, longs: Mapping[str, str], known: set[int]) -> int:
    """The token after the name that begins at a token, or the token itself where none does."""
    token = doc.tokens[i]
    minister = i > s.first and doc.tokens[i - 1].lower in _NONE_BEHIND
    if token.text.isupper() and not minister and (token.lower in _SHORT or _measures(longs.get(token.text, ""))):
        return _edition(doc, s, i + 1)
    if not token.capital or token.lower not in _HEADS:
        return i
    areas = {m.first for m in s.mentions if m.kind is Kind.AREA}
    last = end = i + 1
    while end < s.last and end - i < _LONGEST and end not in areas and (end not in known or i + 1 in known):
        if doc.tokens[end].capital and doc.tokens[end].kind == "word" and doc.tokens[end].lower != "tahun":
            last = end + 1
        elif doc.tokens[end].lower not in _WITHIN:
            break
        end += 1
    fewest = _FEWEST_OF_GRADES if token.lower in _GRADES else _FEWEST
    return _edition(doc, s, last) if last - i >= fewest else i


def _edition(doc: Document, s: Sentence, i: int) -> int:
    """The token after the edition that a name is followed by: "MCP 2022", "SPI Tahun 2023"."""
    at = i + 1 if i < s.last and doc.tokens[i].lower == "tahun" and doc.tokens[i].capital else i
    year = at < s.last and len(doc.tokens[at].text) == 4 and doc.tokens[at].text.startswith(("19", "20"))
    return at + 1 if year and doc.tokens[at].text.isdigit() else i


def _measures(long: str) -> bool:
    """Whether a long name is that of an instrument."""
    return long.casefold().split(" ", 1)[0] in _HEADS
