"""What looks like a fact and is none: each reason with a sentence, and sentences that give no near miss."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.extraction import extract
from kg.facts import NearMiss
from kg.reading import read_text
from test_sentences import article_of

REASONS: dict[str, tuple[str, str, str]] = {
    "denied": ("Kota Tual gagal meraih Nusantara Digital Award 2022.", "conferral", "disangkal"),
    "planned": ("Kota Tual akan menerima Nusantara Digital Award 2022.", "conferral", "direncanakan"),
    "hoped": ("Kota Tual berharap meraih Nusantara Digital Award 2022.", "conferral", "diharapkan"),
    "proposed": ("Kota Tual diusulkan menerima Nusantara Digital Award 2022.", "conferral", "diusulkan"),
    "nominated": ("Kota Tual menjadi finalis penerima Nusantara Digital Award 2022.", "conferral", "nominasi"),
    "no-recipient": (
        "Menteri Dalam Negeri Bagus Wirawan menyerahkan Nusantara Digital Award 2022 kepada 37 daerah.",
        "conferral",
        "Nusantara Digital Award 2022",
    ),
    "no-award": ("Kabupaten Ngada menerima penghargaan di Jakarta.", "conferral", "Kabupaten Ngada"),
    "ungrounded": ("Kabupaten Bojongero meraih Nusantara Digital Award 2022.", "conferral", "Kabupaten Bojongero"),
    "ambiguous-area": ("Semarang meraih Nusantara Digital Award 2022.", "conferral", "Kota Semarang"),
    "no-speaker": (
        "“Air di kampung kami mati dua hari sekali,” demikian isi surat itu.",
        "statement",
        "Air di kampung",
    ),
    "date-contradicts-weekday": ("Pameran dibuka di Kota Tual, Senin (6/11/2019).", "date", "Senin (6/11/2019)"),
    "ambiguous-date": ("---\ndate: 10/7/2025\n---\nPameran dibuka di Kota Tual.\n", "date", "“10/7/2025”"),
    "impossible-date": ("Pameran dibuka di Kota Tual pada 31 Februari 2019.", "date", "31 Februari 2019"),
}


def missed(text: str) -> tuple[NearMiss, ...]:
    return extract(article_of(text)).near_misses


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_is_given_with_its_words(reason: str) -> None:
    text, fact_type, words = REASONS[reason]
    (miss,) = extract(read_text(text, "a.md")).near_misses if text.startswith("---") else missed(text)
    assert (miss.reason, miss.fact_type) == (reason, fact_type)
    assert words in miss.message_id
    assert all(each.quote in text for each in miss.evidence)
    assert miss.message_en != miss.message_id


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("Kota Tual batal menjadi peserta Program Desa Pintar.", "denied", "disangkal"),
        ("Kota Tual akan bergabung dalam Gerakan Menuju Smart City.", "planned", "direncanakan"),
        ("Kota Tual berharap menjadi satu dari 40 daerah dalam Program Desa Pintar.", "hoped", "diharapkan"),
        ("Kota Tual diusulkan menjadi peserta Program Desa Pintar.", "proposed", "diusulkan"),
    ],
)
def test_taking_part_is_missed_with_the_same_reasons(text: str, reason: str, words: str) -> None:
    (miss,) = missed(text)
    assert (miss.reason, miss.fact_type) == (reason, "participation")
    assert words in miss.message_id
    assert miss.evidence[0].quote.startswith("Kota Tual")


def test_every_reason_that_is_promised_is_tested() -> None:
    assert NearMiss.__doc__ is not None
    listed = NearMiss.__doc__.partition("is one of:")[2].rstrip(" .\n").replace("\n", " ").split(",")
    assert {each.strip() for each in listed} == set(REASONS)


@pytest.mark.parametrize(
    "text",
    [
        "Kota Tual meraih Nusantara Digital Award 2022.",
        "Kota Tual meraih Nusantara Digital Award 2022. Penghargaan itu diserahkan Menteri Dalam Negeri Bagus Wirawan.",
        "Penghargaan diserahkan Menteri Dalam Negeri Bagus Wirawan.",
        "“Kami terus berbenah untuk warga,” kata Wali Kota Tual Made Sukrawan.",
        "Ia membaca buku “Kota yang Kita Cintai Bersama” di perpustakaan.",
        "Kabupaten Sabu Raijua menjadi tujuan favorit peselancar.",
        "Warga Kota Tual menerima bantuan beras.",
    ],
)
def test_what_is_told_whole_or_is_something_else_is_no_near_miss(text: str) -> None:
    assert missed(text) == ()


def test_a_misspelt_area_is_told_with_those_it_may_be() -> None:
    (miss,) = missed("Kabupaten Bojonegoroo meraih Nusantara Digital Award 2022.")
    assert miss.reason == "ungrounded"
    assert miss.candidates == ("35.22",)
    assert "Kabupaten Bojonegoro" in miss.message_en


def test_an_award_whose_recipients_are_told_elsewhere_is_not_missed() -> None:
    text = (
        "Nusantara Digital Award 2022 diserahkan Menteri Dalam Negeri Bagus Wirawan di Jakarta. "
        "Nusantara Digital Award 2022 itu diterima Kota Tual."
    )
    assert missed(text) == ()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Near miss (conferral, ambiguous-area)\n    May be Kabupaten Semarang or Kota Semarang"),
        ("id", "Nyaris (conferral, ambiguous-area)\n    Bisa berarti Kabupaten Semarang atau Kota Semarang"),
    ],
)
def test_a_person_sees_reason_words_and_candidates(tmp_path: Any, language: str, expected: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Judul\n\nSemarang meraih Nusantara Digital Award 2022.\n", "utf-8")
    shown = CliRunner().invoke(main, ["extract", str(file), "--explain", "--lang", language], catch_exceptions=False)
    assert expected in shown.stdout
    assert "Kabupaten Semarang (33.22), Kota Semarang (33.74)" in shown.stdout
