"""What the text says of a programme itself: its purpose, how many elements it has, which dimensions it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.dimensions import dimension_of
from kg.extraction.document import Kind, Mention, Sentence
from kg.facts import Programme
from kg.language.numbers import cardinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.reading import Reading

_PURPOSE = frozenset(("bertujuan", "dimaksudkan", "ditujukan", "tujuannya", "dijalankan"))
_ELEMENTS = frozenset(("elemen", "pilar", "dimensi", "unsur", "komponen", "ekosistem"))
_DIMENSIONS = frozenset(
    ["governance", "government", "branding", "economy", "living", "society", "environment", "people", "mobility"]
)


def programmes(reading: Reading) -> Iterator[Programme]:
    """The programme that the article names, with purpose, number of elements and dimensions where it states them."""
    doc = reading.doc
    named = [m for m in doc.mentions(Kind.PROGRAMME) if m.last - m.first > 1]
    if not named:
        return
    purpose = elements = None
    dimensions: list[Role[str]] = []
    subject: Mention | None = None
    for s in doc.body():
        purpose_at = next(
            (
                i
                for i in range(s.first, s.last)
                if doc.tokens[i].lower in _PURPOSE
                and doc.tokens[min(i + 1, s.last - 1)].lower
                in ("untuk", "membantu", "mendampingi", "agar", "membimbing")
            ),
            None,
        )
        here = next((m for m in s.mentions if m.kind is Kind.PROGRAMME), None)
        if (
            purpose is None
            and purpose_at is not None
            and (
                here is not None
                or any(doc.tokens[i].lower in ("gerakan", "program") for i in range(s.first, purpose_at))
            )
        ):
            start = purpose_at + 2 if doc.tokens[purpose_at + 1].lower in ("untuk", "agar") else purpose_at + 1
            end = _stop(reading, s)
            if end - start > 2:
                purpose = Role(doc.words(start, end), (doc.evidence(start, end),), "purpose")
                subject = here
        for i in range(s.first + 1, s.last):
            if doc.tokens[i].lower in _ELEMENTS:
                value = cardinal([doc.tokens[i - 1].lower])
                if value and 2 <= value[0] <= 12:
                    elements = elements or Role(value[0], (doc.evidence(i - 1, i + 1),), "element-count")
                    dimensions.extend(_named(reading, s, i, {d.value for d in dimensions}))
    if purpose is None and elements is None:
        return
    most = subject or named[0]
    yield Programme(reading.text_role(most, "programme"), "programme", purpose, elements, tuple(dimensions))


def _stop(reading: Reading, s: Sentence) -> int:
    end = s.last
    while end > s.first and reading.doc.tokens[end - 1].kind == "mark":
        end -= 1
    return end


def _named(reading: Reading, s: Sentence, first: int, known: set[str]) -> Iterator[Role[str]]:
    """The dimensions that a sentence names after its count."""
    tokens = reading.doc.tokens
    for m in s.mentions:
        if m.kind is Kind.CATEGORY and m.first >= first - 1 and isinstance(m.value, str):
            dimension = (
                dimension_of(m.value) if tokens[m.last - 1].lower in _DIMENSIONS or m.last - m.first > 1 else None
            )
            if dimension and dimension not in known:
                known.add(dimension)
                yield Role(dimension, (reading.doc.of(m),), "dimension-named")
