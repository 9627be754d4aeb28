"""Days as Indonesian newsrooms write them: "Rabu (6/11/2019)", "12-14 Desember 2018", "Jumat (14/12)".

Day comes before month, except in ISO dates and the English "November 6, 2019". The weekday is a checksum: a date that
contradicts it, or that no calendar has, keeps its words and says what is wrong with it, but yields no day.

Every date has a digit, so only the surroundings of digits are looked at, each with patterns of bounded length: the
time is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.article import Span
from kg.language.calendar import patterns, plain
from kg.language.written_dates import LAST_YEAR, DateMention, Parts, Written, is_reversed, judged
from kg.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.language.calendar import Patterns

__all__ = ["DateMention", "find_dates", "resolve"]

_DIGITS = re.compile(r"[0-9]+")
_LOOK_BACK = 72  # more than the longest weekday prefix: "Rabu sampai dengan Kamis malam kemarin, tanggal ("
_NEWS_YEARS = range(1900, LAST_YEAR + 1)  # "Mei 1500" is a month and a count
_TWO_DIGIT_PIVOT = 70  # "69" is 2069, "70" is 1970


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Every date of ``text`` whose words lie between ``start`` and ``end``, in order, none overlapping another.

    Bare years, weekdays without a date and months without a year are no dates. Neither are numbers of laws and letters,
    scores, fractions, times and places named after a day ("Universitas 17 Agustus 1945").

    >>> [(m.surface, str(m.start)) for m in find_dates("Kamis (7/11/2019), sehari sesudah 6 November 2019")]
    [('Kamis (7/11/2019)', '2019-11-07'), ('6 November 2019', '2019-11-06')]
    >>> [(m.problem, str(m.note)) for m in find_dates("Rabu (7/11/2019)")]
    [('date-contradicts-weekday', 'Rabu (7/11/2019): 7 November 2019 is a Thursday')]
    """
    stop = len(text) if end is None else min(end, len(text))
    return [judged(text[w.start : w.end], Span(w.start, w.end), w) for w in _joined(text, start, stop) if w.firm]


def resolve(mention: DateMention, year: int) -> DateMention:
    """A day without a year, put in the year that other words state, and its weekday checked.

    Of a range it is the first day's year. Every other mention comes back as it is.

    >>> [sabtu] = find_dates("Balikpapan, Sabtu (9/9).")
    >>> resolve(sabtu, 2023).note.told("id")
    'Sabtu (9/9), tahun 2023 → 2023-09-09, harinya cocok'
    >>> resolve(sabtu, 2022).problem
    'date-contradicts-weekday'
    """
    if mention.precision != "day-without-year" or mention.problem or mention.month is None:
        return mention
    first = Parts(year, mention.month, mention.day)
    last = None
    if mention.last_month is not None:
        last = Parts(year, mention.last_month, mention.last_day)
        if is_reversed(first, last):  # over the turn of the year
            last = last._replace(year=year + 1)
    written = Written(0, 0, 0, first, last, mention.weekday, mention.last_weekday, True)
    return judged(mention.surface, mention.span, written, said=Note.of("in-year", said=mention.surface, year=year))


class _Place(NamedTuple):
    """A number in the text, and how far from it one may look."""

    text: str
    at: int
    past: int  # no date reaches back behind this
    stop: int
    known: Patterns

    def here(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.at, self.stop)

    def before(self, pattern: re.Pattern[str], at: int | None = None) -> re.Match[str] | None:
        at = self.at if at is None else at
        return pattern.search(self.text, max(self.past, at - _LOOK_BACK), at)


def _joined(text: str, start: int, stop: int) -> Iterator[Written]:
    """The written dates, two that are the ends of a range ("30 November–2 Desember 2021") made one."""
    held: Written | None = None
    for written in _scan(text, start, stop):
        whole = held and _as_range(text, held, written, stop)
        if held and not whole:
            yield _alone(held)
        held = whole or written
    if held:
        yield _alone(held)


def _alone(written: Written) -> Written:
    """Of two weekdays before one day the last one is its own."""
    if written.last is not None or written.last_weekday is None:
        return written
    return written._replace(start=written.near_start, weekday=written.last_weekday, last_weekday=None)


def _as_range(text: str, left: Written, right: Written, stop: int) -> Written | None:
    """One range from its two ends, or ``None`` where they are two dates."""
    first, last = left.first, right.first
    if left.last or right.last or right.last_weekday is not None or not (left.firm or right.firm):
        return None
    if not patterns().between.fullmatch(text, left.end, right.start):
        return None
    if not (first and last and first.day and last.day) or (first.year and not last.year):
        return None
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year - is_reversed(first, last))
    if first.year is not None and is_reversed(first, last):
        return None
    last_weekday = right.weekday if right.weekday is not None else left.last_weekday
    end = right.end
    if "(" in text[left.start : left.end] and ")" not in text[left.start : end]:  # "Selasa-Kamis (30/11-2/12/2021)"
        closing = patterns().closing.match(text, end, stop)
        end = closing.end() if closing else end
    return left._replace(end=end, first=first, last=last, last_weekday=last_weekday, firm=True)


def _scan(text: str, start: int, stop: int) -> Iterator[Written]:
    """Every place that is written like a date, from left to right."""
    known = patterns()
    past = start
    for digits in _DIGITS.finditer(text, start, stop):
        at, length = digits.start(), digits.end() - digits.start()
        if at < past or length not in (1, 2, 4) or not _detached(text, at, past):
            continue
        place = _Place(text, at, past, stop, known)
        found = (
            _iso(place) or _month_and_year(place, digits)
            if length == 4
            else _named(place) or _numeric(place) or _english(place)
        )
        if found is None:
            continue
        past = found.end
        if found.first is not None:
            yield found


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


def _named(place: _Place) -> Written | None:
    """ "6 November 2019", "12-14 Desember 2018", "6th of November"."""
    found = place.here(place.known.named)
    if found is None:
        return None
    name = found["month"]
    month, short = place.known.months[name.casefold()]
    year = _number(found["year"])
    # "6 may" and "12 des" are too weak alone.
    firm = year is not None or (not short and name[0].isupper())
    written = _surrounded(place, place.at, found.end(), _days(found, month, year), firm=firm)
    if written.weekday is None and place.before(place.known.named_after):
        return written._replace(first=None)
    return written


def _numeric(place: _Place) -> Written | None:
    """ "6/11/2019", "23-24/11/2022", "06-11-2019", "6.11.2019", "6/11"."""
    slashed = place.here(place.known.slashed)
    found = slashed or place.here(place.known.dashed)
    if found is None or place.before(place.known.numbering):
        return None
    digits, month = found["year"] or "", int(found["month"])
    days = [int(found["day"]), int(found["to"] or found["day"])]
    plausible = 1 <= month <= 12 and min(days) >= 1 and max(days) <= 31
    # Alone, "6-11-19" may be anything, and "45/13/2019" is a misprint but "45-13-2019" no date at all.
    firm = bool(digits) and (plausible or len(digits) > 2) if slashed else plausible and len(digits) == 4
    written = _surrounded(place, place.at, found.end(), _days(found, month, _whole_year(digits)), firm=firm)
    if not written.firm and plausible and place.before(place.known.near):
        written = written._replace(firm=True)
    return written if slashed or written.firm else None


def _iso(place: _Place) -> Written | None:
    """ "2019-11-06"."""
    found = place.here(place.known.iso)
    if found is None or place.before(place.known.numbering):
        return None
    days = (Parts(int(found["year"]), int(found["month"]), int(found["day"])), None)
    return _surrounded(place, place.at, found.end(), days)


def _english(place: _Place) -> Written | None:
    """ "November 6, 2019"."""
    found = place.here(place.known.day_and_year)
    before = found and place.before(place.known.month_before)
    if not before or not found:
        return None
    month, _ = place.known.months[before["month"].casefold()]
    return _surrounded(place, before.start("month"), found.end(), _days(found, month, int(found["year"])))


def _month_and_year(place: _Place, digits: re.Match[str]) -> Written | None:
    """ "Mei 2017", "Juli sampai November 2017"."""
    after, year = place.text[digits.end() : digits.end() + 1], int(digits[0])
    if after.isalnum() or after in ("/", "%") or year not in _NEWS_YEARS or not place.text[place.at - 1].isspace():
        return None
    before = place.before(place.known.month_before)
    if before is None:
        return None
    start, end = before.start(), digits.end()
    month, _ = place.known.months[before["month"].casefold()]
    if before["from"] is None:
        return Written(start, end, start, Parts(year, month, None))
    first, _ = place.known.months[before["from"].casefold()]
    return Written(start, end, start, Parts(year - (first > month), first, None), Parts(year, month, None))


def _days(found: re.Match[str], month: int, year: int | None) -> tuple[Parts, Parts | None]:
    """The first and the last day of a match, both of one month."""
    last = _number(found["to"])
    return Parts(year, month, int(found["day"])), None if last is None else Parts(year, month, last)


def _surrounded(place: _Place, at: int, end: int, days: tuple[Parts, Parts | None], *, firm: bool = True) -> Written:
    """The date that is written from ``at`` to ``end``, with the weekday and the brackets around it."""
    text, known = place.text, place.known
    start = near_start = at
    weekday = last_weekday = None
    bracketed = False
    before = place.before(known.weekday_before, at)
    if before is not None and _is_weekday(before["last"] or before["weekday"], before["beside"], known):
        start = near_start = before.start()
        weekday = known.weekdays[plain(before["weekday"])]
        bracketed = before["open"] is not None
        if before["last"] is not None:
            last_weekday, near_start = known.weekdays[plain(before["last"])], before.start("last")
    elif at > place.past and text[at - 1] in "([":
        bracketed = end < place.stop and text[end] in ")]"
        start = near_start = at - bracketed
    if bracketed:
        closing = known.closing.match(text, end, place.stop)
        end = closing.end() if closing else end
    elif weekday is None:
        after = known.weekday_after.match(text, end, place.stop)
        if after is not None:
            weekday, end = known.weekdays[plain(after["weekday"])], after.end()
    return Written(start, end, near_start, *days, weekday, last_weekday, firm or weekday is not None)


def _is_weekday(name: str, beside: str, known: Patterns) -> bool:
    """Whether the word is a weekday here: "minggu" and "Minggu lalu" are weeks, "sun" and "mon" are no Indonesian."""
    word = plain(name)
    if word == "minggu":
        return name[0].isupper() and not known.after_week.match(beside)
    return name[0].isupper() or len(word) > 3


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _whole_year(digits: str) -> int | None:
    """ "19" is 2019."""
    if len(digits) == 2:
        return int(digits) + (2000 if int(digits) < _TWO_DIGIT_PIVOT else 1900)
    return int(digits) if digits else None
