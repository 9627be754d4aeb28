"""What is written of a day, held against the calendar and the weekdays."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.notes import Note

if TYPE_CHECKING:
    from kg.article import Span

Precision = Literal["day", "month", "year", "day-without-year"]
Problem = Literal["date-contradicts-weekday", "impossible-date"]

FIRST_YEAR, LAST_YEAR = 1000, 2099
"""Years outside these are misprints ("6 November 2109")."""

_LEAP_YEAR = 2000  # a day without a year may be 29 February


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    ``span`` covers weekday, brackets and date, but not "hari", "tanggal", "malam" or "lalu" before or after them;
    ``surface`` is the words in it. ``start`` is the day, or the first of a range whose last day is ``end``; both are
    ``None`` where the words do not give a whole day, or a wrong one (``problem``). ``year``, ``month``, ``day`` and
    ``weekday`` (Monday is 0) are the first day's as written; the fields that begin with ``last_`` are the last day's
    where a range is written. ``note`` says how the day came from the words, or what is wrong with it.
    """

    span: Span
    start: date | None
    end: date | None
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    problem: Problem | None
    precision: Precision
    note: Note
    surface: str
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    last_weekday: int | None = None


class Parts(NamedTuple):
    """Year, month and day as they are written."""

    year: int | None
    month: int
    day: int | None


class Written(NamedTuple):
    """What is written at one place, not yet held against the calendar."""

    start: int  # of the weekday, where there is one
    end: int
    near_start: int  # of the last of two weekdays: "Rabu sampai Jumat (8/11/2019)" is a Friday
    first: Parts | None  # None: a name made of a date
    last: Parts | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    firm: bool = True  # "6/11" alone is not: it needs a weekday, or an end of the range that is firm


def judged(surface: str, span: Span, written: Written, said: Note | None = None) -> DateMention:
    """What is written, held against the calendar and the weekdays."""
    first, last = written.first or Parts(None, 0, None), written.last
    start = end = None
    problem: Problem | None = None
    values: dict[str, str | int | Note] = {"said": said or surface}
    precision: Precision = "month" if first.day is None else "day-without-year" if first.year is None else "day"
    if fault := _fault(first, last):
        problem, note = "impossible-date", Note.of("impossible", fault=fault, **values)
    elif precision == "month":
        note = Note.of("month-only", **values)
    elif precision == "day-without-year":
        note = Note.of("no-year", **values)
    else:
        start, end = _day(first), last and _day(last)
        checks = [(d, w) for d, w in ((start, written.weekday), (end, written.last_weekday)) if d and w is not None]
        wrong = next((d for d, w in checks if d.weekday() != w), None)
        if wrong:
            problem, start, end = "date-contradicts-weekday", None, None
            month, weekday = _month(wrong.month), Note.of(f"weekday-{wrong.weekday()}")
            note = Note.of("other-weekday", day=wrong.day, month=month, year=wrong.year, weekday=weekday, **values)
        else:
            note = Note.of("days" if end else "day", start=str(start), end=str(end), **values)
            if checks:
                note = Note.of("weekday-agrees" if len(checks) == 1 else "weekdays-agree", told=note)
    first_parts, last_parts = (*first, written.weekday), (*(last or (None, None, None)), written.last_weekday)
    return DateMention(span, start, end, *first_parts, problem, precision, note, surface, *last_parts)


def _day(parts: Parts) -> date | None:
    year, month, day = parts
    return None if year is None or day is None else date(year, month, day)


def _month(number: int) -> Note:
    return Note.of(f"month-{number}")


def _fault(first: Parts, last: Parts | None) -> Note | None:
    """Why no calendar has these days, or ``None`` where one has."""
    fault = _impossible(first)
    if fault is None and last is not None:
        fault = _impossible(last)
        # Over the turn of a year that is not written the months may be reversed.
        if fault is None and is_reversed(first, last) and (first.year is not None or first.month == last.month):
            fault = Note.of("last-before-first")
    return fault


def is_reversed(first: Parts, last: Parts) -> bool:
    """Whether the last day comes before the first; a year that is not written is the other's."""
    years = (0, 0) if first.year is None or last.year is None else (first.year, last.year)
    return (years[1], last.month, last.day or 0) < (years[0], first.month, first.day or 0)


def _impossible(parts: Parts) -> Note | None:
    year, month, day = parts
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return Note.of("misprinted-year", year=year)
    if not 1 <= month <= 12:
        return Note.of("no-such-month", month=month)
    if day is not None and not 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]:
        named = Note.of("month-of-year", month=_month(month), year=year) if year else _month(month)
        return Note.of("no-such-day", month=named, day=day)
    return None
