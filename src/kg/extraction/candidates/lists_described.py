"""Lists without a name of their own, told by what they rank: "daftar provinsi dengan infrastruktur terbaik 2025"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document, Mention, Sentence

_RANKED = words("counted-areas")
_CALLED = words("calls-descriptions")
_MOST = words("most-of-all")
_BREAKS = words("breaks-descriptions")
_FEWEST = 3  # words of a description that nothing calls a list
_LONGEST = 12  # words of a description
_BACK = 4  # sentences of the paragraph, and of the one before, that it is looked for in


def described(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """The description that a position is of: that of its sentence, else the last one of the paragraph before it."""
    doc = reading.doc
    own = [span for span in _spans(doc, s) if span[0] >= m.last or span[1] <= m.first]
    if own:
        nearest = min(own, key=lambda span: max(span[0] - m.last, m.first - span[1]))
        return _role(doc, nearest, "list-described")
    at = bisect_left(doc.sentences, s.first, key=lambda x: x.first)
    for other in reversed(doc.sentences[max(at - _BACK, 0) : at]):
        if s.block - other.block > 1:
            break
        if spans := list(_spans(doc, other)):
            return _role(doc, spans[-1], "list-described-before")
    return None


def _role(doc: Document, span: tuple[int, int], rule: str) -> Role[str]:
    return Role(doc.words(*span), (doc.evidence(*span),), rule)


def _spans(doc: Document, s: Sentence) -> Iterator[tuple[int, int]]:
    """The descriptions of a sentence: what is ranked, by what, and which of them stand on top."""
    named = {i for m in s.mentions if m.kind in (Kind.AREA, Kind.OFFICE, Kind.AWARD) for i in range(m.first, m.last)}
    i = s.first
    while i < s.last:
        last = _end(doc, s, i) if doc.tokens[i].lower in _RANKED and i not in named and not doc.quoted[i] else i
        called = i > s.first and doc.tokens[i - 1].lower in _CALLED
        if last > i and (called or last - i >= _FEWEST):  # "daerah tertinggi" alone says too little
            yield i - called, last
        i = max(last, i + 1)


def _end(doc: Document, s: Sentence, first: int) -> int:
    """The token after a description that begins at a token, or the token itself."""
    for i in range(first + 1, min(first + _LONGEST, s.last)):
        token = doc.tokens[i]
        if token.kind == "mark" or token.lower in _BREAKS:
            return first
        if token.lower == "paling" and i + 1 < s.last and doc.tokens[i + 1].kind == "word":
            return _edition(doc, s, i + 2)
        if token.lower in _MOST:
            return _edition(doc, s, i + 1)
    return first


def _edition(doc: Document, s: Sentence, i: int) -> int:
    """The token after the year that a description ends in."""
    year = i < s.last and len(doc.tokens[i].text) == 4 and doc.tokens[i].text.isdigit()
    return i + 1 if year and doc.tokens[i].text.startswith(("19", "20")) else i
