"""Days as Indonesian newsrooms write them: "Rabu (6/11/2019)", "12-14 Desember 2018", "Jumat (14/12)".

Day comes before month, except in ISO dates and the English "November 6, 2019". The weekday is a checksum: a date that
contradicts it, or that no calendar has, keeps its words and says what is wrong with it, but yields no day.

Every date has a digit, so only the surroundings of digits are looked at, each with patterns of bounded length: the
time is linear in the length of the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.article import Span
from kg.language.calendar import patterns, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.language.calendar import Patterns

Precision = Literal["day", "month", "year", "day-without-year"]
Problem = Literal["date-contradicts-weekday", "impossible-date"]

FIRST_YEAR, LAST_YEAR = 1000, 2099
"""Years outside these are misprints ("6 November 2109")."""

_DIGITS = re.compile(r"[0-9]+")
_LOOK_BACK = 72  # more than the longest weekday prefix: "Rabu sampai dengan Kamis malam kemarin, tanggal ("
_LEAP_YEAR = 2000  # a day without a year may be 29 February
_TWO_DIGIT_PIVOT = 70  # "69" is 2069, "70" is 1970, as in POSIX but for one year
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text. ``span`` covers weekday, brackets and date, but not "hari", "tanggal", "malam" or "lalu" beside them.

    ``start`` is the day, or the first of a range whose last day is ``end``; both are ``None`` where the words do not
    give a whole day, or give a wrong one (``problem``). ``year``, ``month``, ``day`` and ``weekday`` (Monday is 0) are the
    first day's as written; the fields that begin with ``last_`` are the last day's where a range is written.
    ``note`` says in English how the day came from the words, or what is wrong with it.
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
    note: str
    surface: str
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    last_weekday: int | None = None


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Every date of ``text`` whose words lie between ``start`` and ``end``, in order, none overlapping another.

    Bare years, weekdays without a date and months without a year are no dates. Neither are numbers of laws and letters,
    scores, fractions, times and places named after a day ("Universitas 17 Agustus 1945").

    >>> [(m.surface, str(m.start)) for m in find_dates("kata Dasuki, Kamis (7/11/2019), sehari sesudah 6 November 2019")]
    [('Kamis (7/11/2019)', '2019-11-07'), ('6 November 2019', '2019-11-06')]
    >>> [(m.problem, m.note) for m in find_dates("Rabu (7/11/2019)")]
    [('date-contradicts-weekday', 'Rabu (7/11/2019): 7 November 2019 is a Thursday')]
    """
    stop = len(text) if end is None else min(end, len(text))
    return [_judge(text[w.start : w.end], Span(w.start, w.end), w) for w in _joined(text, start, stop) if w.firm]


def resolve(mention: DateMention, year: int) -> DateMention:
    """A day without a year, put in the year that other words state; its weekday is checked. Other mentions stay as they are.

    >>> [sabtu] = find_dates("Balikpapan, Sabtu (9/9).")
    >>> resolve(sabtu, 2023).note
    'Sabtu (9/9), year 2023 → 2023-09-09, weekday agrees'
    >>> resolve(sabtu, 2022).problem
    'date-contradicts-weekday'
    """
    if mention.precision != "day-without-year" or mention.problem:
        return mention
    first = (year, mention.month, mention.day)
    last = None
    if mention.last_month is not None:
        turn_of_year = (mention.last_month, mention.last_day) < (mention.month, mention.day)
        last = (year + turn_of_year, mention.last_month, mention.last_day)
    written = _Written(0, 0, 0, first, last, mention.weekday, mention.last_weekday, True)
    return _judge(mention.surface, mention.span, written, said=f"{mention.surface}, year {year}")


_Parts = tuple[int | None, int | None, int | None]  # year, month, day


class _Written(NamedTuple):
    """What is written at one place, not yet held against the calendar."""

    start: int  # of the weekday, where there is one
    end: int
    near_start: int  # of the last of two weekdays: "Rabu sampai Jumat (8/11/2019)" is a Friday
    first: _Parts
    last: _Parts | None
    weekday: int | None
    last_weekday: int | None
    firm: bool  # "6/11" alone is not: it needs a weekday, or an end of the range that is firm


def _joined(text: str, start: int, stop: int) -> Iterator[_Written]:
    """The written dates, two that are the ends of a range ("30 November–2 Desember 2021") made one."""
    held: _Written | None = None
    for written in _scan(text, start, stop):
        if held is not None:
            whole = _as_range(text, held, written)
            if whole is not None:
                held = whole
                continue
            yield _alone(held)
        held = written
    if held is not None:
        yield _alone(held)


def _alone(written: _Written) -> _Written:
    """Of two weekdays before one day the last one is its own."""
    if written.last is not None or written.last_weekday is None:
        return written
    return written._replace(start=written.near_start, weekday=written.last_weekday, last_weekday=None)


def _as_range(text: str, left: _Written, right: _Written) -> _Written | None:
    """One range from its two ends, or ``None`` where they are two dates."""
    if left.last or right.last or right.last_weekday is not None or not (left.firm or right.firm):
        return None
    if not patterns().between.fullmatch(text, left.end, right.start):
        return None
    (y1, m1, d1), (y2, m2, d2) = left.first, right.first
    if None in (m1, d1, m2, d2) or (y1 is not None and y2 is None):
        return None
    turn_of_year = (m1, d1) > (m2, d2)  # type: ignore[operator]
    if y1 is None and y2 is not None:
        y1 = y2 - turn_of_year
    if y1 == y2 and turn_of_year:
        return None
    if y1 is not None and y2 is not None and y1 > y2:
        return None
    last_weekday = right.weekday if right.weekday is not None else left.last_weekday
    return left._replace(
        end=right.end, first=(y1, m1, d1), last=(y2, m2, d2), last_weekday=last_weekday, firm=True
    )


def _scan(text: str, start: int, stop: int) -> Iterator[_Written]:
    """Every place that is written like a date, from left to right."""
    known = patterns()
    past = start  # no date reaches back behind this
    for digits in _DIGITS.finditer(text, start, stop):
        at, length = digits.start(), digits.end() - digits.start()
        if at < past or length > 4 or length == 3 or not _detached(text, at, past):
            continue
        if length == 4:
            found = _iso(text, at, past, stop, known) or _month_and_year(text, digits, past, known)
        else:
            found = (
                _named(text, at, past, stop, known)
                or _numeric(text, at, past, stop, known)
                or _english(text, at, past, stop, known)
            )
        if found is None:
            continue
        past = found.end
        if found.first != _NOTHING:
            yield found


_NOTHING: _Parts = (None, None, None)  # written like a date, but part of a name: nothing in it is looked at again


def _detached(text: str, at: int, past: int) -> bool:
    """Whether a date may begin here: not inside a word, a longer number, a path or a chain of numbers."""
    if at == 0:
        return True
    before = text[at - 1]
    if before.isalnum() or before in "_/\\@#=+%":
        return False
    if at - 1 == past:  # joined to the date before it
        return True
    further = text[at - 2] if at > 1 else " "
    if before == "-":
        return further.isspace()
    return before not in ".,:–—" or not further.isdigit()


def _named(text: str, at: int, past: int, stop: int, known: Patterns) -> _Written | None:
    """ "6 November 2019", "12-14 Desember 2018", "6th of November"."""
    found = known.named.match(text, at, stop)
    if found is None:
        return None
    name = found["month"]
    month, short = known.months[name.casefold()]
    year = _number(found["year"])
    first, last = _days(found, month, year)
    firm = year is not None or (not short and name[0].isupper())
    written = _surrounded(text, at, found.end(), past, stop, first, last, firm, known)
    if written.weekday is None and known.named_after.search(text, max(past, at - _LOOK_BACK), at):
        return written._replace(first=_NOTHING)
    return written


def _numeric(text: str, at: int, past: int, stop: int, known: Patterns) -> _Written | None:
    """ "6/11/2019", "23-24/11/2022", "06-11-2019", "6.11.2019", "6/11"."""
    slashed = known.slashed.match(text, at, stop)
    found = slashed or known.dashed.match(text, at, stop)
    if found is None or known.numbering.search(text, max(past, at - _LOOK_BACK), at):
        return None
    digits = found["year"] or ""
    first, last = _days(found, int(found["month"]), _short_year(digits))
    plausible = int(found["month"]) <= 12 and max(int(found["day"]), int(found["to"] or 0)) <= 31
    # Without a weekday, a misprint is believed to be a date only where it is written like nothing else.
    firm = len(digits) == 4 and (plausible or slashed is not None) or len(digits) == 2 and plausible and slashed is not None
    written = _surrounded(text, at, found.end(), past, stop, first, last, firm, known)
    anchored = written.weekday is not None or (plausible and known.near.search(text, max(past, at - _LOOK_BACK), at))
    if anchored:
        return written._replace(firm=True)
    return written if slashed or firm else None


def _iso(text: str, at: int, past: int, stop: int, known: Patterns) -> _Written | None:
    """ "2019-11-06"."""
    found = known.iso.match(text, at, stop)
    if found is None or known.numbering.search(text, max(past, at - _LOOK_BACK), at):
        return None
    first = (int(found["year"]), int(found["month"]), int(found["day"]))
    return _surrounded(text, at, found.end(), past, stop, first, None, True, known)


def _english(text: str, at: int, past: int, stop: int, known: Patterns) -> _Written | None:
    """ "November 6, 2019"."""
    before = known.month_before.search(text, max(past, at - _LOOK_BACK), at)
    found = before and known.day_and_year.match(text, at, stop)
    if not before or not found:
        return None
    month, _ = known.months[before["month"].casefold()]
    first, last = _days(found, month, int(found["year"]))
    return _surrounded(text, before.start("month"), found.end(), past, stop, first, last, True, known)


def _month_and_year(text: str, digits: re.Match[str], past: int, known: Patterns) -> _Written | None:
    """ "Mei 2017", "Juli sampai November 2017"."""
    before = known.month_before.search(text, max(past, digits.start() - _LOOK_BACK), digits.start())
    after = text[digits.end() : digits.end() + 1]
    if before is None or after.isalnum() or after in ("/", "%"):
        return None
    year = int(digits[0])
    month, _ = known.months[before["month"].casefold()]
    if before["from"] is None:
        return _Written(before.start(), digits.end(), before.start(), (year, month, None), None, None, None, True)
    first, _ = known.months[before["from"].casefold()]
    if first > month:
        first_year = year - 1
    else:
        first_year = year
    return _Written(
        before.start(), digits.end(), before.start(), (first_year, first, None), (year, month, None), None, None, True
    )


def _days(found: re.Match[str], month: int, year: int | None) -> tuple[_Parts, _Parts | None]:
    """The first and the last day of a match, both of one month."""
    to = _number(found["to"])
    return (year, month, int(found["day"])), None if to is None else (year, month, to)


def _surrounded(
    text: str, at: int, end: int, past: int, stop: int, first: _Parts, last: _Parts | None, firm: bool, known: Patterns
) -> _Written:
    """The date with the weekday and the brackets around it."""
    start = near_start = at
    weekday = last_weekday = None
    bracketed = False
    before = known.weekday_before.search(text, max(past, at - _LOOK_BACK), at)
    if before is not None and _is_weekday(before["last"] or before["weekday"], before["beside"], known):
        start = near_start = before.start()
        weekday = known.weekdays[plain(before["weekday"])]
        bracketed = before["open"] is not None
        if before["last"] is not None:
            last_weekday, near_start = known.weekdays[plain(before["last"])], before.start("last")
    elif past < at and text[at - 1] in "([":
        bracketed = text[end : end + 1] in (")", "]")
        start = near_start = at - bracketed
    if bracketed:
        closing = known.closing.match(text, end, stop)
        end = closing.end() if closing else end
    elif weekday is None:
        after = known.weekday_after.match(text, end, stop)
        if after is not None:
            weekday, end = known.weekdays[plain(after["weekday"])], after.end()
    return _Written(start, end, near_start, first, last, weekday, last_weekday, firm or weekday is not None)


def _is_weekday(name: str, beside: str, known: Patterns) -> bool:
    """Whether the word is a weekday here: "minggu" and "Minggu lalu" are weeks, "sun" is no Indonesian."""
    if name[0].islower() and (len(name) <= 4 or plain(name) == "minggu"):
        return plain(name) == "rabu"
    return plain(name) != "minggu" or not known.after_week.match(beside)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _short_year(digits: str) -> int | None:
    """ "19" is 2019."""
    if not digits:
        return None
    if len(digits) != 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _TWO_DIGIT_PIVOT else 1900)


def _judge(surface: str, span: Span, written: _Written, said: str | None = None) -> DateMention:
    """What is written, held against the calendar and the weekdays."""
    year, month, day = written.first
    last_year, last_month, last_day = written.last or _NOTHING
    said = said or surface
    precision: Precision = "day" if day is not None else "month"
    if day is not None and year is None:
        precision = "day-without-year"

    start = end = None
    problem: Problem | None = None
    fault = _impossible(written.first) or (_impossible(written.last) if written.last else None)
    if fault is None and written.last and None not in written.last and written.last < written.first:  # type: ignore[operator]
        fault = "the last day comes before the first"
    if fault is None and written.last and year is None and last_month == month and last_day < day:  # type: ignore[operator]
        fault = "the last day comes before the first"
    if fault is not None:
        problem, note = "impossible-date", f"{said}: {fault}"
    elif precision == "month":
        note = f"{said}: a month, no day"
    elif precision == "day-without-year":
        note = f"{said}: no year"
    else:
        start, end = _day(written.first), _day(written.last)
        checks = [(d, w) for d, w in ((start, written.weekday), (end, written.last_weekday)) if d and w is not None]
        wrong = next((d for d, w in checks if d.weekday() != w), None)
        if wrong is not None:
            problem, start, end = "date-contradicts-weekday", None, None
            note = f"{said}: {wrong.day} {_MONTHS[wrong.month - 1]} {wrong.year} is a {_WEEKDAYS[wrong.weekday()]}"
        else:
            agreement = ("", ", weekday agrees", ", weekdays agree")[len(checks)]
            note = f"{said} → {start}{f' to {end}' if end else ''}{agreement}"
    return DateMention(
        span, start, end, year, month, day, written.weekday, problem, precision, note, surface,
        last_year, last_month, last_day, written.last_weekday,
    )  # fmt: skip


def _day(parts: _Parts | None) -> date | None:
    if parts is None or None in parts:
        return None
    return date(*parts)  # type: ignore[arg-type]


def _impossible(parts: _Parts) -> str | None:
    """Why no calendar has this date, in English, or ``None`` where one has."""
    year, month, day = parts
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the year {year} is a misprint"
    if month is None or not 1 <= month <= 12:
        return f"there is no month {month}"
    if day is not None and not 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]:
        return f"{_MONTHS[month - 1]}{f' {year}' if year else ''} has no day {day}"
    return None
