"""The names of an article: which long one a short one stands for, and what holds whatever the names are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.coreference.names_table import NamesTable
from kg.extraction.mentions.phrases import Phrases
from kg.extraction.mentions.scanner import read
from kg.reading import read_text

TOLD = {
    "Anugerah itu dinamai Indeks Layanan Warga Nusantara (ILWN) 2021.": {"ILWN": "Indeks Layanan Warga Nusantara"},
    "Tim menyusun Peringkat Kota Hijau Lestari atau PKHL setiap tahun.": {"PKHL": "Peringkat Kota Hijau Lestari"},
    "Hasil Peringkat Kota Hijau Lestari, yang biasa disingkat PKHL, keluar.": {"PKHL": "Peringkat Kota Hijau Lestari"},
    "PKHL (Peringkat Kota Hijau Lestari) diumumkan kemarin.": {"PKHL": "Peringkat Kota Hijau Lestari"},
    "PKHL, kependekan dari Peringkat Kota Hijau Lestari, keluar.": {"PKHL": "Peringkat Kota Hijau Lestari"},
    "Lewat Nusantara Green City Awards (NGCA), kota itu diganjar.": {"NGCA": "Nusantara Green City Awards"},
    "Risetnya bernama Peta Kota dan Desa Tangguh (PKDT – PKT).": {"PKDT – PKT": "Peta Kota dan Desa Tangguh"},
    "Pusat Data dan Inovasi Kota (PDIK) merilisnya.": {"PDIK": "Pusat Data dan Inovasi Kota"},
    "Acara itu dihadiri Wali Kota (kiri) dan Ketua Panitia Lomba (Jakarta).": {},
    "Skornya naik (61,7) dan ada tiga kota (smart city) lagi.": {},
    "Lembaga itu menilai Kabupaten Siak (RIAU).": {},
    "Mereka datang dari Kabupaten Siak atau PKHL.": {},
}


def table(text: str) -> NamesTable:
    """The table of an article of one sentence."""
    return NamesTable.of(read(read_text(f"Kabar\n\n{text}", "a.txt"), Phrases.load()))


@pytest.mark.parametrize("text", TOLD)
def test_told(text: str) -> None:
    assert table(text).longs == TOLD[text]


def test_the_edition_of_the_short_name_holds() -> None:
    names = table("Hasil Indeks Layanan Warga Nusantara (ILWN) 2021 keluar, disusul ILWN 2022.")
    assert names.full("ILWN 2022") == "Indeks Layanan Warga Nusantara 2022"
    assert names.full("ILWN Tahun 2022") == "Indeks Layanan Warga Nusantara Tahun 2022"
    assert names.same("ILWN", "Indeks Layanan Warga Nusantara 2021")
    assert not names.same("ILWN 2021", "ILWN 2022")


def test_the_first_explanation_holds_and_none_goes_in_a_circle() -> None:
    names = table("Kota Hijau Lestari (KHL) dan Kelola Hutan Lindung (KHL) serta KHL Award (KA).")
    assert names.full("KHL") == "Kota Hijau Lestari"
    assert names.full("KA 2020") == "Kota Hijau Lestari Award 2020"


def test_a_word_of_the_long_name_is_not_said_twice() -> None:
    names = table("Penghargaan Nusantara Government Award (NGA) diserahkan.")
    assert names.full("NGA Award 2022") == "Nusantara Government Award 2022"


WORDS = st.text("ABCDEGHK", min_size=2, max_size=4)
LONGS = st.lists(st.sampled_from(["Kota", "Indeks", "dan", "Warga", "Award"]), min_size=1, max_size=4).map(" ".join)
TABLES = st.dictionaries(WORDS, LONGS, max_size=4).map(NamesTable)
NAMES = st.lists(WORDS | st.sampled_from(["2021", "-", "Award", "Kota", "Tahun"]), min_size=1, max_size=4).map(" ".join)


@given(TABLES, NAMES)
def test_what_is_full_stays(names: NamesTable, name: str) -> None:
    assert names.full(names.full(name)) == names.full(name)


@given(TABLES, NAMES, NAMES)
def test_same_is_mutual(names: NamesTable, one: str, other: str) -> None:
    assert names.same(one, one)
    assert names.same(one, names.full(one))
    assert names.same(one, other) == names.same(other, one)


@given(st.text(max_size=200))
def test_any_text_has_a_table(text: str) -> None:
    names = table(text.replace("\x00", "") + ".")
    for short, long in names.longs.items():
        assert names.full(short) == names.full(long)
