"""Dates: many ways to write one day, what is no date, and what holds for every text."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.dates import DateMention, find_dates, resolve

HERE = Path(__file__).parent
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads((HERE / "language/dates.toml").read_text("utf-8"))
IN_ARTICLES: dict[str, list[list[str]]] = tomllib.loads((HERE / "language/dates-in-articles.toml").read_text("utf-8"))
ARTICLES = HERE.parent / "data/articles"

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def cases(kind: str) -> list[Any]:
    """Every phrasing of one kind with its case; the phrasing is the test's id."""
    return [pytest.param(case, written, id=written) for case in CASES[kind] for written in case["written"]]


def the_date(written: str) -> DateMention:
    """The one date of a phrasing, whose words are those between the braces."""
    before, brace, rest = written.partition("{")
    words, _, after = rest.partition("}") if brace else (before, "", "")
    text = before + words + after if brace else written
    found = find_dates(text)
    assert [mention.surface for mention in found] == [words]
    [mention] = found
    assert text[mention.span.start : mention.span.end] == words
    return mention


@pytest.mark.parametrize(("case", "written"), cases("day"))
def test_one_day(case: dict[str, Any], written: str) -> None:
    mention = the_date(written)
    assert (mention.start, mention.end, mention.precision, mention.problem) == (case["is"], None, "day", None)
    if not case.get("weekday", True):
        assert mention.weekday is None
    elif mention.weekday is not None:
        assert "weekday agrees" in str(mention.note)


@pytest.mark.parametrize(("case", "written"), cases("range"))
def test_several_days(case: dict[str, Any], written: str) -> None:
    mention = the_date(written)
    assert ([mention.start, mention.end], mention.precision, mention.problem) == (case["is"], "day", None)


@pytest.mark.parametrize(("case", "written"), cases("month"))
def test_a_month_is_no_day(case: dict[str, Any], written: str) -> None:
    mention = the_date(written)
    last = case.get("until", [None, None])
    assert (mention.precision, mention.start, mention.end, mention.day) == ("month", None, None, None)
    assert [mention.year, mention.month] == case["is"]
    assert [mention.last_year, mention.last_month] == last


@pytest.mark.parametrize(("case", "written"), cases("yearless"))
def test_a_day_without_a_year(case: dict[str, Any], written: str) -> None:
    mention = the_date(written)
    assert (mention.precision, mention.start, mention.end, mention.problem) == ("day-without-year", None, None, None)
    assert [mention.year, mention.month, mention.day] == [None, *case["is"]]
    assert [mention.last_month, mention.last_day] == case.get("until", [None, None])
    assert mention.weekday == case.get("weekday")


@pytest.mark.parametrize(("case", "written"), cases("problem"))
def test_a_date_that_cannot_be(case: dict[str, Any], written: str) -> None:
    mention = the_date(written)
    assert (mention.problem, mention.start, mention.end) == (case["is"], None, None)
    assert str(mention.note).startswith(f"{mention.surface}: ")


@pytest.mark.parametrize(("case", "written"), cases("none"))
def test_no_date(case: dict[str, Any], written: str) -> None:
    assert find_dates(written) == [], case["why"]
    assert find_dates(f"Pada acara itu {written} disebut.") == [], case["why"]


def test_the_note_names_both_sides_of_a_contradiction() -> None:
    assert str(the_date("Rabu (7/11/2019)").note) == "Rabu (7/11/2019): 7 November 2019 is a Thursday"
    assert str(the_date("Rabu-Jumat (23-24/11/2022)").note).endswith(": 24 November 2022 is a Thursday")
    assert str(the_date("31/4/2019").note) == "31/4/2019: April 2019 has no day 31"
    assert str(the_date("6/13/2019").note) == "6/13/2019: there is no month 13"
    assert str(the_date("6 November 2109").note) == "6 November 2109: the year 2109 is a misprint"


def test_two_dates_side_by_side_stay_two() -> None:
    text = "Kamis (7/11/2019) dan 6 November 2019 - 5 November 2019, lalu Selasa (26/8), Rabu (27/8)"
    assert [(m.surface, m.start) for m in find_dates(text)] == [
        ("Kamis (7/11/2019)", date(2019, 11, 7)),
        ("6 November 2019", date(2019, 11, 6)),
        ("5 November 2019", date(2019, 11, 5)),
        ("Selasa (26/8)", None),
        ("Rabu (27/8)", None),
    ]


def test_a_date_does_not_cross_the_blank_line_between_blocks() -> None:
    text = "Hari itu Kamis\n\n6 November 2019\n\nMei 2017"
    assert [m.surface for m in find_dates(text)] == ["6 November 2019", "Mei 2017"]


def test_only_the_asked_stretch_is_read() -> None:
    text = "Rabu (6/11/2019) dan Kamis (7/11/2019)"
    assert [m.surface for m in find_dates(text, 17)] == ["Kamis (7/11/2019)"]
    assert [m.surface for m in find_dates(text, 0, 17)] == ["Rabu (6/11/2019)"]
    assert [m.surface for m in find_dates(text, 5, 16)] == ["(6/11/2019)"]
    assert find_dates(text, 0, 11) == []


# --- a year from elsewhere ---------------------------------------------------------------------------------------


def test_a_year_from_elsewhere_gives_the_day_and_checks_the_weekday() -> None:
    saturday = the_date("Sabtu (9/9)")
    assert resolve(saturday, 2023).start == date(2023, 9, 9)
    assert resolve(saturday, 2023).precision == "day"
    wrong = resolve(saturday, 2022)
    assert (wrong.start, wrong.problem) == (None, "date-contradicts-weekday")
    assert str(wrong.note) == "Sabtu (9/9), year 2022: 9 September 2022 is a Friday"


def test_a_leap_day_needs_a_leap_year() -> None:
    assert resolve(the_date("29 Februari"), 2020).start == date(2020, 2, 29)
    assert resolve(the_date("29 Februari"), 2021).problem == "impossible-date"


def test_a_range_takes_the_year_of_its_first_day() -> None:
    turn = resolve(the_date("30 Desember–2 Januari"), 2021)
    assert (turn.start, turn.end) == (date(2021, 12, 30), date(2022, 1, 2))
    two_days = resolve(the_date("Rabu-Kamis (23-24/11)"), 2022)
    assert (two_days.start, two_days.end) == (date(2022, 11, 23), date(2022, 11, 24))
    assert resolve(the_date("Rabu-Jumat (23-24/11)"), 2022).problem == "date-contradicts-weekday"


@pytest.mark.parametrize("written", ["Rabu (6/11/2019)", "Mei 2017", "31 April", "Rabu (7/11/2019)"])
def test_other_mentions_take_no_year(written: str) -> None:
    assert resolve(the_date(written), 2023) == the_date(written)


# --- the articles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(path.name for path in ARTICLES.glob("*.txt")))
def test_every_date_of_an_article(file: str) -> None:
    text = (ARTICLES / file).read_text("utf-8")
    found = [
        [m.surface, m.problem or (str(m.start) + (f"/{m.end}" if m.end else "") if m.start else m.precision)]
        for m in find_dates(text)
    ]
    assert found == IN_ARTICLES[file]


# --- what holds for every date and every text --------------------------------------------------------------------

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
around = st.sampled_from(
    [("", ""), ("pada ", " lalu"), ("Jakarta, ", "."), ("kata dia, ", " malam"), ("12 kota, ", ", 5 kota"), ("(", "")]
)
styles = st.sampled_from(
    [
        "{weekday} ({d}/{m}/{y})",
        "{weekday}, {d} {month} {y}",
        "{weekday} malam ({d:02}/{m:02}/{y})",
        "{weekday} ({d}-{m}-{y})",
        "{d} {month} {y}",
        "{d:02}-{m:02}-{y}",
        "{y}-{m:02}-{d:02}",
        "{d}/{m}/{y}",
        "{d}.{m}.{y}",
    ]
)


def write(style: str, day: date, weekday: int | None = None) -> str:
    return style.format(
        weekday=WEEKDAYS[day.weekday() if weekday is None else weekday],
        d=day.day,
        m=day.month,
        y=day.year,
        month=MONTHS[day.month - 1],
    )


@given(days, styles, around)
def test_every_day_in_every_style_is_read_back(day: date, style: str, around: tuple[str, str]) -> None:
    before, after = around
    words = write(style, day)
    [mention] = find_dates(before + words + after)
    assert (mention.surface, mention.start, mention.problem) == (words, day, None)


@given(days, st.integers(1, 6))
def test_every_wrong_weekday_is_noticed(day: date, off: int) -> None:
    [mention] = find_dates(write("{weekday} ({d}/{m}/{y})", day, (day.weekday() + off) % 7))
    assert (mention.start, mention.problem) == (None, "date-contradicts-weekday")


@given(days, st.integers(1, 27))
def test_every_range_is_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    words = f"{write('{weekday}, {d} {month} {y}', first)} hingga {write('{weekday}, {d} {month} {y}', last)}"
    if last.year < 2100:
        [mention] = find_dates(words)
        assert (mention.surface, mention.start, mention.end, mention.problem) == (words, first, last, None)


@given(days, st.booleans())
def test_a_year_given_later_is_as_good_as_one_written(day: date, named: bool) -> None:
    style = "{weekday}, {d} {month}" if named else "{weekday} ({d}/{m})"
    [without] = find_dates(write(style, day))
    assert resolve(without, day.year).start == day


# Parts of dates, parted by "|"; "¶" is a line break.
PIECES = (
    "6|12|31|2019|20199|0|/|-|–|.|,| | |¶|(|)|Rabu|Minggu|Jum’at|November|Mei|Des.|"
    "hingga|s.d.|dan|tanggal|Nomor|Jalan|ke|th|of|lalu|é|٣"
)
pieces = st.sampled_from([piece.replace("¶", "\n") for piece in PIECES.split("|")])


@given(st.one_of(st.lists(pieces, max_size=30).map("".join), st.text(max_size=60)))
def test_mentions_are_words_of_the_text_in_order(text: str) -> None:
    past = 0
    for mention in find_dates(text):
        assert past <= mention.span.start < mention.span.end
        assert text[mention.span.start : mention.span.end] == mention.surface
        assert mention.surface.strip() == mention.surface
        assert (mention.start is not None) == (mention.precision == "day" and mention.problem is None)
        assert mention.end is None or (mention.start is not None and mention.start <= mention.end)
        past = mention.span.end


PERIODS = "1|1/|1 |1, |1 dan |1 ¶|12-|6/11/2019-|30 Mei - |Rabu, |Rabu, Rabu 1 |Rabu sampai dengan | |(|Mei - "
HOSTILE = f"""
from kg.language.dates import find_dates
for period in {PERIODS!r}.replace("¶", "\\n").split("|"):
    find_dates(period * (200_000 // len(period)) + "1")
"""


def test_hostile_text_takes_linear_time() -> None:
    # Quadratic behaviour on any of these 200,000 characters would take minutes to hours; linear is about ten seconds.
    subprocess.run([sys.executable, "-c", HOSTILE], check=True, timeout=90)
