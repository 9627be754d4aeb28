"""Ranks, bounds, scores, counts and years that quotes write."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.article import Span
from kg.extraction.mentions.measures import measure_at
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind
from kg.language.numbers import cardinal, decimal, ordinal

if TYPE_CHECKING:
    from kg.proposing.deriving.ground import Ground

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPLIT_DECIMAL: Final = re.compile(r"(?<=\d),\s+(?=\d)")  # "58, 96" is a misprint of "58,96"
_IN_ORDER: Final = (
    (words("in-order") | words("next-in-order") | words("follows-in-order") | words("run-order") | words("run-then"))
    | words("run-below")
    | {"diekori", "mengekori", "disambung", "disusulnya", "dilanjutkan"}
)
_WORDED: Final = {"runner-up": 2, "runnerup": 2}


def rank_of(ground: Ground, place: Span) -> int | None:
    """The place that the words say: "juara 1", "terbaik II", "peringkat ketiga", "2." before an entry."""
    doc, first, last = ground.tokens(place)
    for k in range(first, last):
        found = measure_at(doc, k, last)
        if found is not None and found.kind is Kind.RANK:
            number: int | None = found.value.number
            return number
    told = [token.text for token in doc.tokens[first:last] if token.kind != "mark"]
    numbers = {number for word in told if (number := _rank(word)) is not None}
    if " ".join(told).lower() in _WORDED:
        return _WORDED[" ".join(told).lower()]
    whole = ordinal(" ".join(told), roman=True)
    return whole if whole is not None else numbers.pop() if len(numbers) == 1 else None


def _rank(word: str) -> int | None:
    number = ordinal(word, roman=True)
    if number is not None:
        return number
    counted = cardinal([word.lower()])
    return counted[0] if counted and 0 < counted[0] < 1000 else None


def tells_order(ground: Ground, place: Span) -> bool:
    """Whether the words at a place tell that those named are named in order: "disusul", "berturut-turut"."""
    return bool(_IN_ORDER.intersection(ground.words(place).lower().split()))


def count_of(ground: Ground, place: Span) -> int | None:
    """The one whole number among the words: "25 besar", "dua puluh besar", "enam"."""
    told = [t.lower for t in ground.tokens(place)[0].tokens[slice(*ground.tokens(place)[1:])]]
    found, k = [], 0
    while k < len(told):
        counted = cardinal(told[k:])
        if counted is not None:
            found.append(counted[0])
        k += counted[1] if counted is not None else 1
    return found[0] if len(found) == 1 else None


def score_of(ground: Ground, place: Span) -> Decimal | None:
    """The one number that the words write in digits: "58,30"."""
    told = _SPLIT_DECIMAL.sub(",", ground.words(place))
    found = [number for each in re.findall(r"\d[\d.,]*", told) if (number := decimal(each.rstrip(".,"))) is not None]
    return found[0] if len(found) == 1 else None


def year_of(ground: Ground, place: Span) -> tuple[int, Span] | None:
    """The one year among the words, and where it stands."""
    found = list(_YEAR.finditer(ground.article.text, place.start, place.end))
    if len({each[0] for each in found}) != 1:
        return None
    return int(found[0][0]), Span(*found[0].span())
