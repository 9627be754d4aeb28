"""Days that a page states of itself: read where something decides between day and month, left open where nothing does.

Prose is Indonesian and writes the day first. Metadata is written by programs, which write either first; so a day that
is all digits counts only where it has one reading, by the calendar, a weekday beside it, or another date of its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from kg.article import Article, OpenDay, Role
from kg.language.calendar import patterns, plain
from kg.language.dates import find_dates
from kg.notes import Note

Readings = tuple[tuple[str, date], ...]
"""The days that words may mean, each with the order of its digits; the order is empty where a month has its name."""

_DIGITS = re.compile(r"(?<![\w/.:-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/]|[.:-]\d)")
_YEAR_FIRST = re.compile(r"(?<![\w/.:-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?![/.-]?\d)")
_UNBROKEN = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}\S*)?\s*")  # ISO 8601 without its marks
_WORD = re.compile(r"[^\W\d_]+(?:['’‘`ʼ][^\W\d_]+)*")
_SHORT: Final = 48  # no date is longer
_OF_CLOCKS: Final = frozenset(("wib", "wita", "wit", "gmt", "utc", "am", "pm", "pukul", "jam", "t", "z"))
_PIVOT: Final = 70  # "69" is 2069, "70" is 1970
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def readings(words: str) -> Readings:
    """What a stated day may mean: several days where day and month could be exchanged, none where it is no day.

    >>> [f"{order} {day}" for order, day in readings("10/7/2025")]
    ['DMY 2025-07-10', 'MDY 2025-10-07']
    >>> [readings(words)[0][1].isoformat() for words in ("7/25/2025", "2025-07-10", "Kamis, 10/7/2025", "10 Juli 2025")]
    ['2025-07-25', '2025-07-10', '2025-07-10', '2025-07-10']
    """
    if found := _UNBROKEN.fullmatch(words) or _YEAR_FIRST.search(words):
        year, month, day = (int(found[at]) for at in ((1, 2, 3) if found.re is _UNBROKEN else (1, 3, 4)))
        return _fitting(words, [("YMD", year, month, day)])
    for mention in find_dates(words):
        if not _DIGITS.search(mention.surface) and mention.start and mention.precision == "day":
            return (("", mention.start),)
    if not (digits := _DIGITS.search(words)):
        return ()
    first, second, last = int(digits[1]), int(digits[3]), int(digits[4])
    year = last if len(digits[4]) == 4 else _whole(last)
    tried = [("DMY", year, second, first), ("MDY", year, first, second)]
    if len(digits[1]) == len(digits[4]) == 2:
        tried.append(("YMD", _whole(first), second, last))
    return _fitting(words, tried)


def sole(found: Readings) -> date | None:
    """The day where all readings agree on one."""
    days = {day for _, day in found}
    return days.pop() if len(days) == 1 else None


def decided(found: Readings, beside: Iterable[str]) -> tuple[date, str] | None:
    """The one reading in the order that other dates of the page are written in, and the words that show the order.

    >>> decided(readings("10/7/2025"), ["25/7/2025"])
    (datetime.date(2025, 7, 10), '25/7/2025')
    >>> decided(readings("10/7/2025"), ["25/7/2025", "7/26/2025"]) is None
    True
    """
    shown: dict[str, str] = {}
    for words in beside:
        if not _is_date(words):
            continue
        orders = [order for order, _ in readings(words)]
        if len(orders) == 1:
            shown[orders[0]] = min(" ".join(words.split()), shown.get(orders[0], "~"))
    days = [(day, shown[order]) for order, day in found if order in shown]
    return days[0] if len(shown) == 1 and len(days) == 1 else None


def _is_date(words: str) -> bool:
    """Whether a field is a date in digits and nothing else: in a headline the newsroom writes, and not its program."""
    if len(words) > _SHORT or not _DIGITS.search(words):
        return False
    known = patterns().weekdays
    return all(plain(word) in known or plain(word) in _OF_CLOCKS for word in _WORD.findall(words))


def in_digits(words: str) -> bool:
    """Whether the words hold a date whose month is a number after or before the day, such as "10/7/2025"."""
    return _DIGITS.search(words) is not None


def left_open(day: OpenDay) -> Note:
    """What a person is told of a day that was left out."""
    ways = {found: order for order, found in reversed(day.readings)}
    first, *others = sorted(ways)
    return Note.of(
        "open-day",
        said=" ".join(day.evidence.quote.split()),
        first=f"{first} ({ways[first]})",
        others=", ".join(f"{other} ({ways[other]})" for other in others),
    )


def settled(article: Article, order: str | None) -> Article:
    """The article with its open day read in the order that a user names; as it is where that does not settle it."""
    open_day = article.open_day
    day = dict(open_day.readings).get(order) if open_day and order else None
    if open_day is None or day is None:
        return article
    note = Note.of("day-in-order", said=open_day.evidence.quote, start=str(day), order=str(order))
    return replace(article, published=Role(day, (open_day.evidence,), f"date-format-{order}", note), open_day=None)


def _whole(year: int) -> int:
    return year + (2000 if year < _PIVOT else 1900)


def _fitting(words: str, tried: list[tuple[str, int, int, int]]) -> Readings:
    """Those of the days that the calendar has, and that fall on the weekday where one stands beside them."""
    known = patterns().weekdays
    weekdays = {known[name] for word in _WORD.findall(words) if (name := plain(word)) in known}
    found: list[tuple[str, date]] = []
    for order, year, month, day in tried:
        try:
            made = date(year, month, day)
        except ValueError:
            continue
        if _FIRST_YEAR <= year <= _LAST_YEAR and (len(weekdays) != 1 or made.weekday() in weekdays):
            found.append((order, made))
    return tuple(found)
