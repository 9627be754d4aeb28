"""How a value came from its words is told in Indonesian as in English, and nothing is told in one language only."""

from __future__ import annotations

import ast
import pickle
import string
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import ResourceError
from kg.extraction import extract
from kg.facts import roles
from kg.language.dates import find_dates, resolve
from kg.notes import Note, told
from kg.reading import read_sources

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
MONTHS = ("Januari", "Mei", "Agustus", "Desember")
WEEKDAYS = ("Senin", "Kamis", "Minggu")
ENGLISH = (
    "agree",
    " is a ",
    "there is",
    "year",
    "month",
    "day",
    "misprint",
    "counted",
    "sentence",
    "August",
    "December",
)


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """The notes as they are written, by name."""
    return tomllib.loads((ROOT / "data" / "language" / "id" / "notes.toml").read_text("utf-8"))


def places(text: str) -> set[str]:
    """What is filled into a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", texts())
def test_each_note_says_the_same_in_both_languages(name: str) -> None:
    assert set(texts()[name]) == {"id", "en"}
    assert places(texts()[name]["id"]) == places(texts()[name]["en"])


def test_the_notes_are_those_that_the_code_makes() -> None:
    whole, beginnings = {"city", "regency", "province"}, []  # the kinds of areas are notes by their own names
    for file in (ROOT / "src" / "kg").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Note.of" and node.args:
                for part in ast.walk(node.args[0]):
                    match part:
                        case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
                            beginnings.append(beginning)
                        case ast.Constant(value=str(name)) if name.strip("-") == name:
                            whole.add(name)
    assert whole <= texts().keys()
    assert [name for name in texts().keys() - whole if not name.startswith(tuple(beginnings))] == []


@pytest.mark.parametrize(
    ("written", "year", "expected"),
    [
        ("Rabu (6/11/2019)", 0, "Rabu (6/11/2019) → 2019-11-06, harinya cocok"),
        ("12-14 Desember 2018", 0, "12-14 Desember 2018 → 2018-12-12 sampai 2018-12-14"),
        (
            "Rabu-Kamis (23-24/11/2022)",
            0,
            "Rabu-Kamis (23-24/11/2022) → 2022-11-23 sampai 2022-11-24, kedua harinya cocok",
        ),
        ("Sabtu (9/9)", 2023, "Sabtu (9/9), tahun 2023 → 2023-09-09, harinya cocok"),
        ("Sabtu (9/9)", 2022, "Sabtu (9/9), tahun 2022: 9 September 2022 adalah hari Jumat"),
        ("Sabtu (9/9)", 0, "Sabtu (9/9): tanpa tahun"),
        ("Mei 2017", 0, "Mei 2017: bulan tanpa tanggal"),
        ("Rabu (7/11/2019)", 0, "Rabu (7/11/2019): 7 November 2019 adalah hari Kamis"),
        ("31/4/2019", 0, "31/4/2019: April 2019 tidak memiliki tanggal 31"),
        ("31 Februari", 0, "31 Februari: Februari tidak memiliki tanggal 31"),
        ("6/13/2019", 0, "6/13/2019: tidak ada bulan ke-13"),
        ("6 November 2109", 0, "6 November 2109: tahun 2109 salah cetak"),
        ("14-12 Desember 2018", 0, "14-12 Desember 2018: hari terakhir mendahului hari pertama"),
    ],
)
def test_a_day_is_explained_in_indonesian(written: str, year: int, expected: str) -> None:
    (mention,) = find_dates(written)
    assert resolve(mention, year).note.told("id") == expected if year else mention.note.told("id") == expected


@given(
    day=st.integers(1, 40),
    month=st.sampled_from(MONTHS),
    year=st.integers(1900, 2099),
    weekday=st.sampled_from(("", *WEEKDAYS)),
)
def test_no_day_is_explained_half_in_english(day: int, month: str, year: int, weekday: str) -> None:
    for mention in find_dates(f"{weekday}, {day} {month} {year}".lstrip(", ")):
        note = mention.note.told("id")
        assert note.startswith(mention.surface)
        assert not any(word in note for word in ENGLISH)
        assert "{" not in note + str(mention.note)


def test_braces_among_the_words_stand_for_themselves() -> None:
    assert Note.of("no-year", said="{said} {0}").told("id") == "{said} {0}: tanpa tahun"


def test_a_note_can_be_sent_to_another_process() -> None:
    note = Note.of("weekday-agrees", told=Note.of("day", said="Rabu (6/11/2019)", start="2019-11-06"))
    assert pickle.loads(pickle.dumps(note)) == note
    assert hash(note) == hash(pickle.loads(pickle.dumps(note)))


@pytest.mark.parametrize("note", [Note.of("no-such-note"), Note.of("no-year")])
def test_a_note_that_has_no_text_is_named(note: Note) -> None:
    with pytest.raises(ResourceError, match=rf"notes\.toml: note '{note.name}' in 'id'"):
        note.told("id")


def test_what_is_noted_as_a_string_is_words_of_the_article_or_a_name() -> None:
    """Whatever else is noted has to be told in two languages."""
    seen = 0
    for article in read_sources([ROOT / "data" / "articles"]):
        found = extract(article)  # type: ignore[arg-type]
        for fact in found.facts:
            for _, role in roles(fact):
                seen += isinstance(role.note, Note)
                if isinstance(role.note, str) and role.note:
                    assert role.note.partition(" → ")[0] in found.article.text
    assert seen > 100


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Date not used: Rabu (7/11/2019): 7 November 2019 is a Thursday — "),
        ("id", "Tanggal tidak dipakai: Rabu (7/11/2019): 7 November 2019 adalah hari Kamis — "),
    ],
)
def test_a_contradicted_date_is_told_in_both_languages(tmp_path: Path, language: str, expected: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Judul\n\nBONTANG - Kota Bontang meraih Adipura 2019 pada Rabu (7/11/2019).\n", "utf-8")
    shown = CliRunner().invoke(main, ["extract", str(file), "--explain", "--lang", language], catch_exceptions=False)
    assert f"\n    {expected}" in shown.stdout


def test_english_is_what_a_note_reads_as_and_what_the_graph_holds() -> None:
    note = Note.of("day", said="6 November 2019", start=str(date(2019, 11, 6)))
    assert str(note) == told(note, "en") == "6 November 2019 → 2019-11-06"
    assert told("Neni → Neni Moerniaeni", "id") == "Neni → Neni Moerniaeni"
