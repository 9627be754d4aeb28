"""Days that quotes write, their weekday held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.language.dates import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.article import Span
    from kg.notes import Note
    from kg.proposing.deriving.ground import Ground


class Day(NamedTuple):
    """A day, or None where the words give none; their place, and how it came from them or what is wrong with them."""

    value: date | None
    place: Span
    note: Note


def day_of(ground: Ground, place: Span, years: Sequence[int] = (), *, first_of_range: bool = False) -> Day | None:
    """The day that the words at a place write; None where they write none.

    Args:
        ground: the article.
        place: where the words stand.
        years: those that the fact's own words tell, for a day without a year; after them, the article's.
        first_of_range: whether several days count by their first.
    """
    found = [each for each in ground.dates if each.span.overlaps(place)]
    if not found:
        return None
    within = [each for each in found if each.span in place] or found
    mention = within[0]
    if mention.start is None and mention.precision == "day-without-year" and mention.problem is None:
        resolved = (resolve(mention, year) for year in (*years, *ground.reading.years))
        mention = next((each for each in resolved if each.start is not None), mention)
    alone = mention.end is None or first_of_range
    return Day(mention.start if alone else None, mention.span, mention.note)
