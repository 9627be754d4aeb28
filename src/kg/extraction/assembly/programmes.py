"""What the text says of a programme itself: its purpose, how many elements it has, which dimensions it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.mentions.dimensions import DIMENSION_WORDS, dimension_of
from kg.extraction.rules.book import Rules
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.facts import Programme
from kg.language.numbers import cardinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading

_FEWEST, _MOST = 2, 12


def programmes(reading: Reading) -> Iterator[Programme]:
    """The programme that the article names, with purpose, number of elements and dimensions where it states them."""
    doc = reading.doc
    named = [m for m in doc.mentions(Kind.PROGRAMME) if m.last - m.first > 1]
    if not named:
        return
    purpose: Role[str] | None = None
    elements: Role[int] | None = None
    dimensions: list[Role[str]] = []
    subject: Mention | None = None
    for s in doc.body():
        for rule, matches in Rules.load("programme").everywhere(doc, s):
            for match in matches:
                for found in match.places("purpose"):
                    last = _without_marks(reading, found.last)
                    if purpose is None and last - found.first > 2:
                        purpose = Role(doc.words(found.first, last), (doc.evidence(found.first, last),), rule.name)
                        subject = next((m for m in s.mentions if m.kind is Kind.PROGRAMME), None)
                for found in match.places("elements"):
                    value = cardinal([doc.tokens[found.first].lower])
                    if value and _FEWEST <= value[0] <= _MOST:
                        elements = elements or Role(value[0], (doc.evidence(match.first, match.last),), rule.name)
                        dimensions.extend(_named(reading, s, found.last, {d.value for d in dimensions}))
    if purpose is None and elements is None:
        return
    most = subject or named[0]
    yield Programme(reading.text_role(most, "programme"), "programme", purpose, elements, tuple(dimensions))


def _without_marks(reading: Reading, last: int) -> int:
    """The token after the last word, without the marks that end a sentence."""
    while reading.doc.tokens[last - 1].kind == "mark":
        last -= 1
    return last


def _named(reading: Reading, s: Sentence, first: int, known: set[str]) -> Iterator[Role[str]]:
    """The dimensions that a sentence names after its count."""
    tokens = reading.doc.tokens
    for m in s.mentions:
        if m.kind is Kind.CATEGORY and m.first >= first - 1 and isinstance(m.value, str):
            named = tokens[m.last - 1].lower in DIMENSION_WORDS or m.last - m.first > 1
            dimension = dimension_of(m.value) if named else None
            if dimension and dimension not in known:
                known.add(dimension)
                yield Role(dimension, (reading.doc.of(m),), "dimension-named")
