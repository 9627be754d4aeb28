"""Reading grows with the text, not with its square: articles of megabytes are allowed and must not hang a build."""

from __future__ import annotations

import cProfile

import pytest

from kg.extraction import extract
from kg.reading import read_text


def calls(text: str) -> int:
    """How many calls reading the facts of a text takes: a measure of its cost that no busy machine can shift."""
    article = read_text("Judul berita\n\nBontang " + text, "a.txt")
    extract(article)  # what is loaded once is no cost of this text
    profile = cProfile.Profile()
    profile.runcall(extract, article)
    return int(sum(each.callcount for each in profile.getstats()))


@pytest.mark.parametrize(
    "passage",
    [
        "menerima ",
        "peringkat ke-4 ",
        "Wali Kota ",
        "“",
        "(",
        "Kota Bontang, ",
        "Menurut Neni, ",
        "kata Wali Kota Bontang ",
        "Kota Bontang meraih Smart City Award 2021. “Kami senang,” kata Wali Kota Bontang Neni Moerniaeni. ",
        "Bupati Siak Rosmala Hartanti meraih Adipura, Selasa (7/11/2023), di Hotel Pelita, Jakarta.\n\n",
    ],
)
def test_four_times_the_text_costs_about_four_times(passage: str) -> None:
    few, many = calls(passage * 100), calls(passage * 400)
    assert many < 7 * few, f"{few} calls for 100 times, {many} for 400 times {passage!r}"
