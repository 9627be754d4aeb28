"""The patterns by which dates are known, made from ``data/language/id/calendar.toml``.

Every pattern is meant to be matched at a digit, or searched in the few characters before one, and each repetition
in it is bounded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.errors import ResourceError

_FILE = "data/language/id/calendar.toml"
_APOSTROPHES = "'’‘`ʼ"
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"  # blanks, or one line break: a date never spans two blocks
_OPTIONAL_GAP = f"{_GAP}?"


@dataclass(frozen=True, slots=True)
class Patterns:
    """What :mod:`kg.language.dates` looks for; the names of the groups are in the patterns.

    ``months`` maps a case-folded spelling to its number and whether it is a short form, ``weekdays`` a case-folded
    spelling without apostrophes to its number (Monday is 0).
    """

    months: Mapping[str, tuple[int, bool]]
    weekdays: Mapping[str, int]
    named: re.Pattern[str]  # "12-14 Desember 2018", at the day
    slashed: re.Pattern[str]  # "23-24/11/2022", at the day
    dashed: re.Pattern[str]  # "06-11-2019", "6.11.2019", at the day
    iso: re.Pattern[str]  # "2019-11-06", at the year
    day_and_year: re.Pattern[str]  # "6, 2019" of "November 6, 2019", at the day
    month_before: re.Pattern[str]  # "Juli sampai November ", before a number
    weekday_before: re.Pattern[str]  # "Rabu sampai Jumat malam, tanggal (", before a date
    weekday_after: re.Pattern[str]  # " (Rabu)", after a date
    after_week: re.Pattern[str]  # " lalu": "Minggu lalu" is last week
    closing: re.Pattern[str]  # ")"
    near: re.Pattern[str]  # "kemarin (", before a day and month
    between: re.Pattern[str]  # "–", " hingga ": between the ends of a range
    numbering: re.Pattern[str]  # "Nomor ", before what is no date
    named_after: re.Pattern[str]  # "Universitas ", before a day that is a name


@cache
def patterns() -> Patterns:
    """The patterns of Indonesian dates.

    Raises:
        ResourceError: where the calendar is missing, is not TOML, or lacks a part.
    """
    try:
        calendar = tomllib.loads(resources.path(_FILE).read_text("utf-8"))
        return _made(calendar["months"], calendar["weekdays"], calendar["words"])
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{_FILE}: not valid TOML: {error}") from error
    except KeyError as error:
        raise ResourceError(f"{_FILE}: the part {error} is missing") from error


def plain(word: str) -> str:
    """The word in small letters and without apostrophes, as the keys of ``weekdays`` are.

    >>> plain("Jum’at")
    'jumat'
    """
    return re.sub(f"[{_APOSTROPHES}]", "", word).casefold()


def _made(
    month_names: Mapping[str, Mapping[str, list[str]]],
    weekday_names: Mapping[str, list[str]],
    words: Mapping[str, list[str]],
) -> Patterns:
    months = {
        name.casefold(): (int(number), kind == "short")
        for kind in ("names", "short")
        for number, names in month_names[kind].items()
        for name in names
    }
    weekdays = {plain(name): int(number) for number, names in weekday_names.items() for name in names}

    any_month = _one_of(months)
    full = _one_of(name for name, (_, is_short) in months.items() if not is_short)
    short = _one_of(name for name, (_, is_short) in months.items() if is_short)
    month = rf"(?P<month>{full}(?!\w)|(?P<short>{short})(?!\w))"
    dot = r"(?(short)\.?|)"  # "Nov. 2019"; after "Juni." a sentence ends
    weekday = _one_of(name for names in weekday_names.values() for name in names).replace("'", f"[{_APOSTROPHES}]")
    ordinal = "(?:st|nd|rd|th)?"
    until = rf"(?:{_OPTIONAL_GAP}[-–—]{_OPTIONAL_GAP}|{_GAP}{_one_of(words['range'])}{_GAP})"
    days_apart = rf"(?:{until}|{_OPTIONAL_GAP}&{_OPTIONAL_GAP}|{_GAP}{_one_of(words['and'])}{_GAP})"
    more_days = rf"(?:,{_OPTIONAL_GAP}[0-9]{{1,2}}){{0,5}},?"
    many_days = rf"(?:{more_days}(?:{days_apart}|/)(?P<to>[0-9]{{1,2}})(?![0-9]){ordinal})?"
    year = r"(?P<year>[0-9]{4}|(?:19|20)[0-9]{3})(?![0-9])"
    after_month = rf"(?:(?:{dot},?{_GAP}(?:(?:tahun|thn\.?){_GAP})?|[-/]){year})?"
    weekdays_apart = rf"(?:{until}|{_OPTIONAL_GAP}[/,&]{_OPTIONAL_GAP}|{_GAP}{_one_of(words['and'])}{_GAP})"
    the_day = _one_of(words["the_day"])
    dated = rf"(?:{the_day}{_OPTIONAL_GAP})?"
    bracket = rf"{_OPTIONAL_GAP}[(\[]{_OPTIONAL_GAP}"

    return Patterns(
        months=months,
        weekdays=weekdays,
        named=_compiled(
            rf"(?P<day>[0-9]{{1,2}})(?![0-9]){ordinal}{many_days}(?:{_GAP}of)?(?:{_GAP}|[-/])?"
            rf"{month}{after_month}"
        ),
        slashed=_compiled(
            rf"(?P<day>[0-9]{{1,2}})(?:{days_apart}(?P<to>[0-9]{{1,2}}))?[ ]?/[ ]?(?P<month>[0-9]{{1,2}})"
            rf"(?:[ ]?/[ ]?(?P<year>[0-9]{{2}}|[0-9]{{4}}|(?:19|20)[0-9]{{3}}))?(?![\w/%]|[.,:][0-9])"
        ),
        dashed=_compiled(
            r"(?P<day>[0-9]{1,2})(?P<to>(?!))?(?P<mark>[-–.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})"
            r"(?![\w/%]|[-–.,:][0-9])"
        ),
        iso=_compiled(
            r"(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})(?![0-9]|[-/.][\w])"
        ),
        day_and_year=_compiled(rf"(?P<day>[0-9]{{1,2}})(?![0-9]){ordinal}{many_days},?{_GAP}{year}(?!\w)"),
        month_before=_compiled(
            rf"(?<![\w-])(?<![0-9]\s)(?:(?P<from>{any_month})\.?{until})?{month}{dot},?{_GAP}"
            rf"(?:(?:tahun|thn\.?){_GAP})?\Z"
        ),
        weekday_before=_compiled(
            rf"(?<!\w)(?P<weekday>{weekday})(?!\w)(?:{weekdays_apart}(?P<last>{weekday})(?!\w))?"
            rf"(?P<beside>(?:,?{_GAP}{_one_of(words['beside_weekday'])}(?!\w)){{0,3}})"
            rf"(?:{_OPTIONAL_GAP}[,.])?(?:{_OPTIONAL_GAP}{the_day})?(?:{_OPTIONAL_GAP}(?P<open>[(\[]))?"
            rf"(?:{_OPTIONAL_GAP}{the_day})?{_OPTIONAL_GAP}\Z"
        ),
        weekday_after=_compiled(rf"{_OPTIONAL_GAP}\((?P<weekday>{weekday})\)"),
        after_week=_compiled(rf",?{_GAP}{_one_of(words['after_week'])}(?!\w)"),
        closing=_compiled(rf"{_OPTIONAL_GAP}[)\]]"),
        near=_compiled(rf"(?<!\w)(?:{_one_of(words['near'])}{bracket}{dated}|{the_day}{_GAP})\Z"),
        between=_compiled(until),
        numbering=_compiled(rf"(?<!\w){_one_of(words['numbering'])}{_OPTIONAL_GAP}:?{_OPTIONAL_GAP}\Z"),
        named_after=_compiled(rf"(?<!\w){_one_of(words['named_after'])}[^\S\n]{{1,3}}\Z"),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _one_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first; a blank in a name is any gap."""
    escaped = (r"\s".join(map(re.escape, name.split())) for name in sorted(set(names), key=lambda n: (-len(n), n)))
    return f"(?:{'|'.join(escaped)})"
