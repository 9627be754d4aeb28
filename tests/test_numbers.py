"""Numbers: many ways to write one value, what is no number, and every number that can be spelt."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.numbers import cardinal, decimal, integer, ordinal, roman_numeral

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "language/numbers.toml").read_text("utf-8"))

UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def spell(number: int) -> str:
    """A number below a billion in Indonesian words."""
    if number < 12:
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    for size, name in ((1_000_000, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh")):
        count, rest = divmod(number, size)
        if count:
            head = f"se{name}" if count == 1 and size != 1_000_000 else f"{spell(count)} {name}"
            return f"{head} {spell(rest)}" if rest else head
    raise AssertionError(number)


def grouped(number: int) -> str:
    """A number in digits with a dot before every three of them."""
    return f"{number:,}".replace(",", ".")


def cases(kind: str) -> list[Any]:
    """Every phrasing of one kind with its value; the phrasing is the test's id."""
    return [pytest.param(case["is"], written, id=written) for case in CASES[kind] for written in case["written"]]


def none(kind: str) -> list[Any]:
    """Every phrasing that is none of its kind."""
    return [pytest.param(written, id=written or "nothing") for written in CASES[f"not_{kind}"]["written"]]


@pytest.mark.parametrize(("value", "written"), cases("integer"))
def test_integer(value: int, written: str) -> None:
    assert integer(written) == value


@pytest.mark.parametrize("written", none("integer"))
def test_no_integer(written: str) -> None:
    assert integer(written) is None


@pytest.mark.parametrize(("value", "written"), cases("leading"))
def test_cardinal_at_the_beginning(value: list[int], written: str) -> None:
    assert cardinal(written.split()) == tuple(value)


@pytest.mark.parametrize("written", none("leading"))
def test_no_cardinal_at_the_beginning(written: str) -> None:
    assert cardinal(written.split()) is None


@pytest.mark.parametrize(("value", "written"), cases("ordinal"))
def test_ordinal(value: int, written: str) -> None:
    assert ordinal(written) == value


@pytest.mark.parametrize("written", none("ordinal"))
def test_no_ordinal(written: str) -> None:
    assert ordinal(written) is None


@pytest.mark.parametrize(("value", "written"), cases("roman"))
def test_roman_numeral_where_asked(value: int, written: str) -> None:
    assert roman_numeral(written) == ordinal(written, roman=True) == value
    assert ordinal(written) is None


@pytest.mark.parametrize("written", none("roman"))
def test_no_roman_numeral(written: str) -> None:
    assert roman_numeral(written) is None


@pytest.mark.parametrize(("value", "written"), cases("decimal"))
def test_decimal(value: str, written: str) -> None:
    assert str(decimal(written)) == value  # with as many decimals as are written


@pytest.mark.parametrize("written", none("decimal"))
def test_no_decimal(written: str) -> None:
    assert decimal(written) is None


def test_every_number_up_to_9999_is_read_back_from_its_words() -> None:
    assert [n for n in range(10_000) if integer(spell(n)) != n] == []


def test_every_position_up_to_999_is_read_back_from_its_words() -> None:
    assert [n for n in range(2, 1000) if ordinal("ke" + spell(n)) != n] == []


@given(st.integers(0, 999_999_999))
def test_every_number_is_read_back(number: int) -> None:
    words = spell(number).split()
    assert cardinal([*words, "daerah"]) == (number, len(words))
    assert integer(grouped(number)) == integer(str(number)) == number
    assert decimal(grouped(number)) == number


@given(st.integers(0, 99_999), st.integers(0, 99))
def test_every_score_is_read_back(whole: int, hundredths: int) -> None:
    assert decimal(f"{grouped(whole)},{hundredths:02}") == Decimal(f"{whole}.{hundredths:02}")


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    signs = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    tens, hundreds = (dict(zip("IVX", letters, strict=True)) for letters in ("XLC", "CDM"))
    digits = [int(digit) for digit in f"{number:04}"]
    written = "M" * digits[0]
    written += "".join(hundreds[sign] for sign in signs[digits[1]]) + "".join(tens[sign] for sign in signs[digits[2]])
    assert roman_numeral(written + signs[digits[3]]) == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = cardinal(text.split())
    assert found is None or (found[0] >= 0 and 1 <= found[1] <= len(text.split()))
    assert (position := ordinal(text, roman=True)) is None or position >= 1
