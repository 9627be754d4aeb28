"""A winner on a list, and what the words beside it tell: label, score, kind of area."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import decimal

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading

_LABEL_WORDS = words("label-words")
_FIRST_PLACES = words("first-places")
_UNITS = words("points")
_KINDS = {word: kind for kind in ("city", "regency") for word in words(f"told-of-{kind}")}
_SCORES_IN_BRACKETS = words("scores-in-brackets")


def label(reading: Reading, first: int, last: int) -> Mention | None:
    """The words before a colon as a category, rank words and a marker left out."""
    tokens = reading.doc.tokens
    if last - first > 2 and len(tokens[first].text) == 1 and tokens[first + 1].text in ".)":
        first += 2  # "B. Smart Living"
    while first < last and (tokens[first].lower in _LABEL_WORDS or tokens[first].kind != "word"):
        if tokens[first].lower == "dimensi":
            break
        first += 1
    last = next((i for i in range(first + 1, last) if tokens[i].text == "("), last)
    while last > first and tokens[last - 1].kind == "mark":
        last -= 1
    if last <= first or tokens[first].lower in _FIRST_PLACES:
        return None
    return Mention(Kind.CATEGORY, first, last, reading.doc.words(first, last))


def agency_or_work(reading: Reading, m: Mention) -> bool:
    """Whether a mention is an agency or an application, which may receive an award as an area does."""
    if m.kind is Kind.BODY:
        return getattr(m.value, "kind", "") == "agency"
    return m.kind is Kind.NAME and reading.doc.words(m.first, m.last) in reading.works


def score_after(reading: Reading, area: Mention, last: int, *, bare: bool = False) -> tuple[Decimal, Mention] | None:
    """The score after a recipient: "Surabaya (67,03)", "Surabaya, 126 poin".

    ``bare`` tells that the words above speak of scores, so that a whole number in brackets is one: "Bali (99)".
    """
    tokens = reading.doc.tokens
    i = area.last
    pointed = _pointed(reading, i + (i < last and tokens[i].text in ",(–-:"), last)
    if pointed is not None:
        return pointed
    if i < last and tokens[i].text in "(–-:":
        i += 1
    elif not (i < last and "," in tokens[i].text and tokens[i].kind == "number"):
        return None
    while i < last and tokens[i].lower in _SCORES_IN_BRACKETS:
        i += 1
    if i >= last or tokens[i].kind != "number":
        return None
    closed = bare and tokens[i - 1].text == "(" and i + 1 < last and tokens[i + 1].text == ")"
    value = decimal(tokens[i].text) if closed or set(tokens[i].text) & set(",.") else None
    return (value, Mention(Kind.SCORE, i, i + 1, value)) if value is not None else None


def _pointed(reading: Reading, i: int, last: int) -> tuple[Decimal, Mention] | None:
    """A number that says that it counts points: "126 poin"."""
    tokens = reading.doc.tokens
    counts = i + 1 < last and tokens[i].kind == "number" and tokens[i + 1].lower in _UNITS
    value = decimal(tokens[i].text) if counts else None
    return (value, Mention(Kind.SCORE, i, i + 1, value)) if value is not None else None


def class_hint(reading: Reading, category: Mention | None) -> str | None:
    """The kind of area that a category is for: "kategori kota", "predikat kota terinovatif" are for cities."""
    if category is None:
        return None
    told = {_KINDS[t.lower] for t in reading.doc.tokens[category.first : category.last] if t.lower in _KINDS}
    return told.pop() if len(told) == 1 else None
