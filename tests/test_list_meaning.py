"""What lists state: who got what, at which place, with which score; and lists that give nothing."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extraction import extract
from kg.facts import Conferral, Fact, Person, Placement, Work
from kg.reading import read_text
from test_sentences import slot

HELD = "JAKARTA – Malam penganugerahan Nusantara Digital Award 2024 digelar di Jakarta, Senin (5/2/2024)."
LEADS = "Berikut para penerima penghargaan itu:"
AFTER = "Penilaian dilakukan oleh dewan juri yang terdiri atas akademisi dan praktisi selama tiga bulan."
AWARD = "Nusantara Digital Award 2024"
BONTANG, PALU, SABANG, SOLOK, SLEMAN = "64.74", "72.71", "11.72", "13.72", "34.04"


def facts(lines: str, leads: str = LEADS, first: str = HELD) -> list[Fact]:
    """The facts of an article of a paragraph, the line that leads to a list, the list, and a paragraph."""
    return list(extract(read_text(f"Kabar hari ini\n\n{first}\n\n{leads}\n\n{lines}\n\n{AFTER}\n", "a.txt")).facts)


def given(found: list[Fact], *names: str) -> list[tuple[Any, ...]]:
    """The slots of the awards; one name gives tuples of one."""
    return [tuple(slot(f, name) for name in names) for f in found if isinstance(f, Conferral)]


def placed(found: list[Fact]) -> list[tuple[Any, ...]]:
    """Area, rank and score of the placements."""
    return [(slot(f, "area"), slot(f, "rank"), slot(f, "score")) for f in found if isinstance(f, Placement)]


CATEGORIES = {
    "headings in capitals": (
        "KATEGORI KOTA SEDANG\n• Kota Bontang\n• Kota Palu\nKATEGORI KOTA KECIL\n• Kota Sabang\n• Kota Solok",
        [(BONTANG, "KOTA SEDANG"), (PALU, "KOTA SEDANG"), (SABANG, "KOTA KECIL"), (SOLOK, "KOTA KECIL")],
    ),
    "headings without the word category": (
        "Smart Economy\n• Kota Bontang\n• Kota Palu\nSmart Living\n• Kota Sabang\n• Kota Solok",
        [(BONTANG, "Smart Economy"), (PALU, "Smart Economy"), (SABANG, "Smart Living"), (SOLOK, "Smart Living")],
    ),
    "bullets over dashes": (
        "• Kategori Layanan\n– Kota Bontang\n– Kota Palu\n• Kategori Inovasi\n– Kota Sabang\n– Kota Solok",
        [(BONTANG, "Layanan"), (PALU, "Layanan"), (SABANG, "Inovasi"), (SOLOK, "Inovasi")],
    ),
    "a class and its names on one line": (
        "Klaster Kota: Bontang, Palu\nKlaster Kabupaten: Sleman, Belu",
        [
            (BONTANG, "Klaster Kota"),
            (PALU, "Klaster Kota"),
            (SLEMAN, "Klaster Kabupaten"),
            ("53.04", "Klaster Kabupaten"),
        ],
    ),
    "the category first": (
        "Smart Economy: Kota Bontang\nSmart Living: Kota Palu\nSmart Mobility: Kabupaten Sleman",
        [(BONTANG, "Smart Economy"), (PALU, "Smart Living"), (SLEMAN, "Smart Mobility")],
    ),
    "the category last": (
        "Kota Bontang – Smart Economy\nKota Palu – Smart Living\nKabupaten Sleman – Smart Mobility",
        [(BONTANG, "Smart Economy"), (PALU, "Smart Living"), (SLEMAN, "Smart Mobility")],
    ),
    "a table": (
        "| Kategori | Penerima |\n| Smart Economy | Kota Bontang |\n| Smart Living | Kota Palu |",
        [(BONTANG, "Smart Economy"), (PALU, "Smart Living")],
    ),
    "none": ("• Kota Bontang\n• Kota Palu", [(BONTANG, ""), (PALU, "")]),
}


@pytest.mark.parametrize("name", CATEGORIES)
def test_the_category_of_each_entry(name: str) -> None:
    lines, expected = CATEGORIES[name]
    found = facts(lines)
    assert given(found, "recipient", "category") == expected
    assert {award for (award,) in given(found, "award")} == {AWARD}
    assert placed(found) == []


@pytest.mark.parametrize(
    ("lines", "leads", "ranks"),
    [
        ("1. Kota Bontang\n2. Kota Palu\n3. Kota Sabang", LEADS, ["", "", ""]),
        ("a. Kota Bontang\nb. Kota Palu\nc. Kota Sabang", LEADS, ["", "", ""]),
        ("1. Kota Bontang\n2. Kota Palu", f"Berikut para pemenang {AWARD} secara berurutan:", [1, 2]),
        ("1. Kota Bontang\n2. Kota Palu", f"Berikut para pemenang {AWARD} menurut peringkat:", [1, 2]),
        ("Juara 1: Kota Bontang\nJuara 2: Kota Palu\nJuara 3: Kota Sabang", LEADS, [1, 2, 3]),
        ("• Terbaik I: Kota Bontang\n• Terbaik II: Kota Palu", LEADS, [1, 2]),
        ("• Kota Bontang (juara 1)\n• Kota Palu (juara 2)", LEADS, [1, 2]),
    ],
)
def test_an_order_is_a_place_only_where_words_say_so(lines: str, leads: str, ranks: list[int | str]) -> None:
    assert [rank for (rank,) in given(facts(lines, leads), "rank")] == ranks


@pytest.mark.xfail(
    strict=True, reason="below a heading that names the one area, the numbers of categories become places"
)
def test_numbered_categories_of_one_area_are_no_places() -> None:
    found = facts("PROVINSI BALI\n1. Kategori Layanan\n2. Kategori Inovasi")
    assert given(found, "recipient", "category", "rank") == [("51", "Layanan", ""), ("51", "Inovasi", "")]


def test_scores_in_brackets_are_placements_beside_the_awards() -> None:
    found = facts("• Kota Bontang (87,20)\n• Kota Palu (85,15)\n• Kota Sabang (83,40)")
    assert given(found, "recipient", "rank") == [(BONTANG, ""), (PALU, ""), (SABANG, "")]
    assert placed(found) == [(BONTANG, "", 87.2), (PALU, "", 85.15), (SABANG, "", 83.4)]


def test_scores_and_places() -> None:
    found = facts("1. Kota Bontang (87,20)\n2. Kota Palu (85,15)", f"Berikut para pemenang {AWARD} menurut peringkat:")
    assert given(found, "recipient", "rank") == [(BONTANG, 1), (PALU, 2)]
    assert placed(found) == [(BONTANG, 1, 87.2), (PALU, 2, 85.15)]


def test_a_person_with_an_office_accepts_for_the_area() -> None:
    found = facts("• Hendra Wijaya, Wali Kota Bontang\n• Sri Lestari, Bupati Sleman\n• Umar Said, Gubernur Bali")
    assert given(found, "recipient", "acceptor") == [
        (BONTANG, "Hendra Wijaya"),
        (SLEMAN, "Sri Lestari"),
        ("51", "Umar Said"),
    ]


@pytest.mark.xfail(
    strict=True, reason="a person before an office in brackets is taken for who won; the office is not read"
)
def test_a_person_with_an_office_in_brackets_accepts_for_the_area() -> None:
    found = facts("• Hendra Wijaya (Wali Kota Bontang)\n• Sri Lestari (Bupati Sleman)")
    assert given(found, "recipient", "acceptor") == [(BONTANG, "Hendra Wijaya"), (SLEMAN, "Sri Lestari")]


def test_an_area_with_its_holder_in_brackets_is_the_area() -> None:
    found = facts("• Sleman (Bupati Sri Lestari)\n• Badung (Bupati Made Arta)")
    assert given(found, "recipient") == [(SLEMAN,), ("51.03",)]


def test_recipients_of_all_kinds() -> None:
    found = facts(
        "• SMP Negeri 4 Bontang\n• RSUD Kota Mataram\n• Desa Sukamaju\n• Dinas Kesehatan Kabupaten Sleman\n"
        "• PT Air Bersih Nusantara\n• Puskesmas Karanganyar"
    )
    assert given(found, "recipient") == [
        ("SMP Negeri 4 Bontang",),
        ("RSUD Kota Mataram",),
        ("Desa Sukamaju",),
        ("Dinas Kesehatan Kabupaten Sleman",),
        ("PT Air Bersih Nusantara",),
        ("Puskesmas Karanganyar",),
    ]


def test_schools_at_their_places() -> None:
    found = facts("Juara 1: SD Negeri 2 Sleman\nJuara 2: SMP Harapan Bangsa\nJuara 3: SMA Negeri 1 Palu")
    assert given(found, "recipient", "rank") == [
        ("SD Negeri 2 Sleman", 1),
        ("SMP Harapan Bangsa", 2),
        ("SMA Negeri 1 Palu", 3),
    ]


@pytest.mark.xfail(
    strict=True, reason="a list of names that are no areas, bodies or persons known gives nothing at all"
)
def test_applications() -> None:
    found = facts("• Aplikasi Lapor Cepat\n• Aplikasi Sigap Warga\n• Aplikasi Antre Puskesmas")
    assert [f.recipient.value for f in found if isinstance(f, Conferral)] == [
        Work("Aplikasi Lapor Cepat"),
        Work("Aplikasi Sigap Warga"),
        Work("Aplikasi Antre Puskesmas"),
    ]


DECORATED = (
    "JAKARTA – Presiden menganugerahkan Satyalancana Karya Bhakti Praja Nugraha kepada kepala daerah, Senin (5/2/2024)."
)
DECORATION = "Berikut para penerima Satyalancana Karya Bhakti Praja Nugraha:"


@pytest.mark.parametrize(
    "lines",
    [
        "1. Wali Kota Bontang Hendra Wijaya\n2. Bupati Sleman Sri Lestari",
        "1. Hendra Wijaya (Wali Kota Bontang)\n2. Sri Lestari (Bupati Sleman)",
        "1. Hendra Wijaya, Wali Kota Bontang\n2. Sri Lestari, Bupati Sleman",
    ],
)
def test_a_decoration_is_the_persons_own(lines: str) -> None:
    found = [f for f in facts(lines, DECORATION, DECORATED) if isinstance(f, Conferral)]
    assert [(type(f.recipient.value), slot(f, "recipient")) for f in found] == [
        (Person, "Hendra Wijaya"),
        (Person, "Sri Lestari"),
    ]


def test_city_or_regency_by_the_heading() -> None:
    found = facts("KABUPATEN\n• Semarang\n• Bogor\nKOTA\n• Semarang\n• Bogor")
    assert given(found, "recipient") == [("33.22",), ("32.01",), ("33.74",), ("32.71",)]


def test_city_or_regency_by_the_class_on_the_line() -> None:
    found = facts("Kategori Kota: Semarang, Bogor\nKategori Kabupaten: Semarang, Bogor")
    assert given(found, "recipient") == [("33.74",), ("32.71",), ("33.22",), ("32.01",)]


STARTS = f"JAKARTA – Tahapan penilaian {AWARD} dimulai pekan ini."
AREAS = "• Kota Bontang\n• Kota Palu\n• Kabupaten Sleman"


@pytest.mark.parametrize(
    ("leads", "lines"),
    [
        (f"Berikut daftar nominasi {AWARD}:", AREAS),
        (f"Berikut finalis {AWARD}:", AREAS),
        (f"Berikut daftar peserta {AWARD}:", AREAS),
        ("Kepala daerah yang hadir dalam acara itu antara lain:", AREAS),
        (
            f"Penilaian {AWARD} memakai indikator berikut:",
            "• Kebijakan Kota Cerdas\n• Kesiapan Infrastruktur\n• Inovasi Daerah",
        ),
    ],
)
def test_lists_of_something_else_give_no_award(leads: str, lines: str) -> None:
    assert given(facts(lines, leads, STARTS), "recipient", "award") == []


def test_lists_of_organisers_and_of_a_programmes_members_give_no_award() -> None:
    organisers = facts("• Kota Bontang\n• Kota Palu", f"{AWARD} diselenggarakan bersama:", STARTS)
    members = facts(AREAS, "Berikut daerah yang mengikuti program Gerakan Desa Pintar 2024:", STARTS)
    partners = facts(AREAS, "Penyelenggaraannya menggandeng:", STARTS)
    assert given([*organisers, *members, *partners], "recipient", "award") == []


@pytest.mark.parametrize(
    ("leads", "lines"),
    [
        ("Penyelenggaraannya menggandeng:", "• Kementerian Dalam Negeri\n• Kota Ternate\n• Kota Solok"),
        ("Peserta acara:", "• Kota Ternate\n• Kota Solok"),
        ("Adapun nominasi yang belum menang:", "• Kota Ternate\n• Kota Solok"),
    ],
)
def test_a_second_list_of_something_else_adds_nothing(leads: str, lines: str) -> None:
    found = facts(f"{AREAS}\n\n{AFTER}\n\n{leads}\n\n{lines}")
    assert given(found, "recipient") == [(BONTANG,), (PALU,), (SLEMAN,)]


@pytest.mark.parametrize(
    "leads",
    [
        "Berikut peringkat Indeks Kota Hijau Nusantara 2024:",
        "Berikut sepuluh besar daerah menurut Indeks Kota Hijau Nusantara 2024:",
    ],
)
@pytest.mark.parametrize(
    ("lines", "scores"),
    [
        ("1. Kota Bontang (87,20)\n2. Kota Palu (85,15)", (87.2, 85.15)),
        ("1. Kota Bontang: 87,20\n2. Kota Palu: 85,15", (87.2, 85.15)),
        ("1. Kota Bontang\n2. Kota Palu", ("", "")),
    ],
)
def test_an_index_places_and_gives_no_award(leads: str, lines: str, scores: tuple[float | str, ...]) -> None:
    first = "JAKARTA – Lembaga Riset Kota merilis Indeks Kota Hijau Nusantara 2024 pada Senin (5/2/2024)."
    found = facts(lines, leads, first)
    assert given(found, "recipient") == []
    assert placed(found) == [(BONTANG, 1, scores[0]), (PALU, 2, scores[1])]


def test_an_index_with_prizes_beside_it_gives_awards_too() -> None:
    first = (
        "JAKARTA – Lembaga Riset Kota merilis Indeks Kota Hijau Nusantara 2024 pada Senin (5/2/2024). "
        "Para pemenang menerima trofi."
    )
    found = facts("1. Kota Bontang (87,20)\n2. Kota Palu (85,15)", "Berikut para pemenangnya:", first)
    assert given(found, "recipient", "award") == [
        (BONTANG, "Indeks Kota Hijau Nusantara 2024"),
        (PALU, "Indeks Kota Hijau Nusantara 2024"),
    ]
    assert [(area, score) for area, _, score in placed(found)] == [(BONTANG, 87.2), (PALU, 85.15)]


def test_numbered_headings_give_nothing() -> None:
    body = f"1. Kota Bontang\n\n{AFTER}\n\n2. Kota Palu\n\n{AFTER}"
    found = extract(read_text(f"Kabar hari ini\n\n{HELD}\n\n{body}\n", "a.txt")).facts
    assert given(list(found), "recipient") == []


def test_every_role_of_a_listed_award_has_words() -> None:
    for f in facts("Juara 1: Kota Bontang (87,20)\nJuara 2: Kota Palu (85,15)"):
        if isinstance(f, Conferral):
            assert f.recipient.evidence
            assert f.award.evidence
            assert f.rank is not None
            assert f.rank.evidence[0].quote in {"Juara 1", "Juara 2"}


def test_the_recipient_is_the_village_and_not_where_it_lies() -> None:
    found = facts("1. Sukarasa, Garut, Jawa Barat\n2. Kampung Sawah, Sleman\n3. Banyu Asri, Belu")
    assert given(found, "recipient") == [("Sukarasa",), ("Kampung Sawah",), ("Banyu Asri",)]


def test_lines_of_places_with_a_dash_stand_below_their_heading() -> None:
    found = facts(
        "A. KOTA\nPeringkat 1 – Bontang\nPeringkat 2 – Palu\nB. KABUPATEN\nPeringkat 1 – Sleman\nPeringkat 2 – Belu"
    )
    assert given(found, "recipient", "category", "rank")[:3] == [
        (BONTANG, "KOTA", 1),
        (PALU, "KOTA", 2),
        (SLEMAN, "KABUPATEN", 1),
    ]


def test_labels_that_lead_to_speech_or_to_no_winner_give_nothing() -> None:
    assert given(facts("Narahubung: Kota Bontang\nFoto: Kota Palu"), "recipient") == []
    assert (
        given(facts("Rundown acara\n• Kota Bontang\n• Kota Palu", "Berikut jadwal acaranya:", STARTS), "recipient")
        == []
    )
