"""The occasion of the awards: its day, building, town, giver, told in the same sentence or in another."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extraction import extract
from kg.extraction.candidates.occasions import Occasion, occasions
from kg.extraction.coreference.context import Reading
from kg.extraction.mentions.phrases import Phrases
from kg.extraction.mentions.scanner import read
from kg.facts import Conferral
from kg.reading import read_text
from test_sentences import slot

WON = "Kota Bontang meraih Nusantara Digital Award 2024."
SHARED = ("date", "venue", "place", "grantors", "presenter", "acceptor", "event")


def awards(text: str, header: str = "Kabar hari ini") -> list[dict[str, Any]]:
    """Each award with what is told of its occasion."""
    found = [f for f in extract(read_text(f"{header}\n\n{text}\n", "a.txt")).facts if isinstance(f, Conferral)]
    names = ("award", "year", *SHARED)
    return [{name: value for name in names if (value := slot(f, name)) not in ("", [])} for f in found]


TOLD: dict[str, dict[str, Any]] = {
    "Kota Bontang menerima Nusantara Digital Award 2024 di Hotel Pelita Raya, Jakarta, Senin (5/2/2024).": {
        "date": "2024-02-05",
        "venue": "Hotel Pelita Raya",
        "place": "Jakarta",
    },
    f"{WON} Acara penyerahannya berlangsung di Hotel Pelita Raya, Jakarta, Senin (5/2/2024).": {
        "date": "2024-02-05",
        "venue": "Hotel Pelita Raya",
        "place": "Jakarta",
    },
    f"Malam Anugerah Nusantara Digital digelar di Balai Sudirman, Jakarta, Senin (5/2/2024). {WON}": {
        "date": "2024-02-05",
        "venue": "Balai Sudirman",
        "place": "Jakarta",
        "event": "Malam Anugerah Nusantara Digital",
    },
    f"{WON} Penghargaan itu diberikan oleh Kementerian Dalam Negeri.": {"grantors": ["Kementerian Dalam Negeri"]},
    f"{WON} Penghargaan itu diserahkan Menteri Dalam Negeri Budi Santosa kepada Wali Kota Bontang Hendra Wijaya di "
    "Jakarta, Senin (5/2/2024).": {
        "date": "2024-02-05",
        "place": "Jakarta",
        "presenter": "Budi Santosa",
        "acceptor": "Hendra Wijaya",
    },
    f"{WON} Trofinya diterima Wali Kota Bontang Hendra Wijaya di Hotel Pelita Raya, Jakarta, Senin (5/2/2024).": {
        "date": "2024-02-05",
        "venue": "Hotel Pelita Raya",
        "place": "Jakarta",
        "acceptor": "Hendra Wijaya",
    },
    "Kota Bontang meraih penghargaan pada Nusantara Digital Award 2024 yang digelar Majalah Kota Kita di Hotel Pelita "
    "Raya, Jakarta, Senin (5/2/2024).": {
        "date": "2024-02-05",
        "venue": "Hotel Pelita Raya",
        "place": "Jakarta",
        "grantors": ["Majalah Kota Kita"],
    },
    WON: {},
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_of_the_occasion(text: str) -> None:
    (found,) = awards(text)
    left = {name: value for name, value in found.items() if name in SHARED}
    if "event" not in TOLD[text]:
        left.pop("event", None)
    assert left == TOLD[text]


def test_the_climax_of_the_gathering_spoken_of_before() -> None:
    text = (
        f"{WON} Ajang itu diselenggarakan Kementerian Dalam Negeri. Puncaknya berlangsung di Jakarta, Senin (5/2/2024)."
    )
    (found,) = awards(text)
    assert (found["grantors"], found.get("date"), found.get("place")) == (
        ["Kementerian Dalam Negeri"],
        "2024-02-05",
        "Jakarta",
    )


def test_the_occasion_of_a_list_of_winners() -> None:
    found = awards(
        "Pengumuman pemenang Nusantara Digital Award 2024 berlangsung di Hotel Pelita Raya, Jakarta, "
        "Senin (5/2/2024).\n\n"
        "Berikut para pemenangnya:\n\n• Kota Bontang\n• Kota Palu\n• Kabupaten Sleman"
    )
    assert [(f["date"], f["venue"], f["place"]) for f in found] == [("2024-02-05", "Hotel Pelita Raya", "Jakarta")] * 3


@pytest.mark.parametrize(
    "speech",
    [
        '"Kami bersyukur," kata Wali Kota Bontang Hendra Wijaya di Bontang, Kamis (8/2/2024).',
        "Wali Kota Bontang Hendra Wijaya mengatakan pada Kamis (8/2/2024) bahwa penghargaan itu milik warga.",
        "Hal itu disampaikan Wali Kota Bontang Hendra Wijaya di Gedung Serbaguna, Bontang, Kamis (8/2/2024).",
        "Wali Kota Bontang Hendra Wijaya menyebut penghargaan itu sebagai pelecut, Kamis (8/2/2024).",
    ],
)
@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_when_and_where_somebody_spoke_is_not_when_and_where_it_was_given(speech: str, joint: str) -> None:
    (found,) = awards(f"{WON}{joint}{speech}")
    assert {"date", "venue", "place"}.isdisjoint(found)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Pada 2021, Kota Bontang juga menerima Anugerah Kota Sehat.", {"award": "Anugerah Kota Sehat", "year": 2021}),
        (
            "Tahun lalu, Kota Bontang meraih Nusantara Digital Award 2023.",
            {"award": "Nusantara Digital Award 2023", "year": 2023},
        ),
        (
            "Sebelumnya, kota itu memperoleh Anugerah Kota Sehat 2020 dari Kementerian Kesehatan.",
            {"award": "Anugerah Kota Sehat 2020", "year": 2020, "grantors": ["Kementerian Kesehatan"]},
        ),
    ],
)
def test_awards_of_earlier_years_have_nothing_of_todays_ceremony(told: str, expected: dict[str, Any]) -> None:
    now = (
        "Kota Bontang menerima Nusantara Digital Award 2024 dari Kementerian Dalam Negeri di Hotel Pelita Raya, "
        "Jakarta, Senin (5/2/2024)."
    )
    first, earlier = awards(f"{now}\n\n{told}")
    assert (first["date"], first["venue"], first["grantors"]) == (
        "2024-02-05",
        "Hotel Pelita Raya",
        ["Kementerian Dalam Negeri"],
    )
    assert earlier == expected


def test_what_is_only_planned_is_no_day_of_an_occasion() -> None:
    (found,) = awards(f"{WON} Penghargaan itu akan diserahkan pada Senin (5/2/2024) di Jakarta.")
    assert {"date", "place"}.isdisjoint(found)


def test_a_visit_before_is_not_the_occasion() -> None:
    (found,) = awards(
        "Kota Bontang menerima Nusantara Digital Award 2024 di Jakarta, Senin (5/2/2024).\n\n"
        "Panitia meninjau kota itu pada Rabu (10/1/2024) di Gedung Serbaguna, Bontang."
    )
    assert (found["date"], found["place"]) == ("2024-02-05", "Jakarta")
    assert "venue" not in found


@pytest.mark.parametrize("when", ["hari ini", "malam ini", "siang ini", "pagi ini", "sore ini"])
def test_this_day_is_the_pages_day(when: str) -> None:
    text = f"Kota Bontang menerima Nusantara Digital Award 2024 di Jakarta {when}."
    (found,) = awards(text, "Kabar hari ini\nSenin, 5 Februari 2024")
    assert found["date"] == "2024-02-05"
    (undated,) = awards(text)
    assert "date" not in undated


@pytest.mark.parametrize(
    "text",
    [
        "Kota Bontang kemarin menerima Nusantara Digital Award 2024 di Jakarta.",
        f'{WON} "Hari ini kami bergembira," kata Wali Kota Bontang Hendra Wijaya.',
        f"{WON} Hari ini warga kota itu berpesta.",
    ],
)
def test_another_day_or_another_matter_of_this_day_is_not_the_pages_day(text: str) -> None:
    (found,) = awards(text, "Kabar hari ini\nSenin, 5 Februari 2024")
    assert "date" not in found


def occasions_of(text: str, act: int | None = 0) -> list[Occasion]:
    """The sentences that speak of the occasion, where the sentence of this number gives the award."""
    phrases = Phrases.load()
    reading = Reading.of(read(read_text(f"Kabar hari ini\n\n{text}\n", "a.txt"), phrases), phrases)
    acts = set() if act is None else {list(reading.doc.body())[act].first}
    return occasions(reading, acts, ())


def test_each_occasion_has_its_reasons_and_reaches_the_line() -> None:
    found = occasions_of(f"{WON} Acara penyerahannya berlangsung di Jakarta. Cuaca kota itu cerah.")
    assert [sorted(r.name for r in o.reasons) for o in found] == [
        ["act", "award-named", "early", "prize"],
        ["ceremony", "early", "handing-over", "held", "near", "where-and-when"],
    ]
    assert all(o.weight >= 3 for o in found)


def test_what_somebody_says_or_plans_is_no_occasion() -> None:
    assert occasions_of("Wali Kota Bontang Hendra Wijaya mengatakan acara itu meriah.", None) == []
    assert occasions_of("Acara itu akan digelar bulan depan.", None) == []
