"""The areas of the gazetteer: complete, consistent, and ambiguous where their names are."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import Gazetteer, fold

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


# Folding


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_case_does_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("KOTA  BONTANG", "kota bontang"),
        ("Kota\u00a0Bontang\n", "kota bontang"),
        ("Bau–Bau", "bau-bau"),
        ("Bau\u2011Bau", "bau-bau"),
        ("Mu’awanah", "mu'awanah"),
        ("Muʼawanah", "mu'awanah"),
        ("Bon\u00adtang", "bontang"),
        ("Pare\u2010Pare", "pare-pare"),
    ],
)
def test_typographic_signs_become_plain(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_dash_between_words_is_not_a_hyphen() -> None:
    assert fold("Bontang—Samarinda") != fold("Bontang-Samarinda")


# Areas


def test_all_of_indonesia_is_there(gazetteer: Gazetteer) -> None:
    counts = Counter(area.kind for area in gazetteer.areas.values())
    assert counts == {"province": 38, "city": 98, "regency": 416}
    jakarta = Counter(area.kind for area in gazetteer.areas.values() if area.parent == "31")
    assert jakarta == {"city": 5, "regency": 1}


def test_every_city_and_regency_lies_in_its_province(gazetteer: Gazetteer) -> None:
    for area in gazetteer.areas.values():
        if area.kind == "province":
            assert area.parent is None
        else:
            assert area.parent is not None
            assert gazetteer.areas[area.parent].kind == "province"
            assert area.code.startswith(f"{area.parent}.")


def test_the_code_tells_the_kind(gazetteer: Gazetteer) -> None:
    # Kemendagri numbers cities from 71 within a province.
    for area in gazetteer.areas.values():
        _, _, number = area.code.partition(".")
        expected = "province" if not number else "city" if int(number) > 70 else "regency"
        assert area.kind == expected, area


def test_every_area_is_somewhere_in_indonesia(gazetteer: Gazetteer) -> None:
    for area in gazetteer.areas.values():
        assert -11.5 <= area.lat <= 6.5, area
        assert 94.5 <= area.lon <= 141.5, area
        assert area.seat, area


def test_wakatobi_lies_in_indonesia_and_not_in_africa(gazetteer: Gazetteer) -> None:
    assert gazetteer.areas["74.07"].name == "Wakatobi"
    assert gazetteer.areas["74.07"].lon == pytest.approx(123.5389)


def test_the_provinces_of_papua_have_their_new_codes(gazetteer: Gazetteer) -> None:
    papua = {code: area.name for code, area in gazetteer.areas.items() if code.startswith("9") and len(code) == 2}
    assert papua == {
        "91": "Papua",
        "92": "Papua Barat",
        "93": "Papua Selatan",
        "94": "Papua Tengah",
        "95": "Papua Pegunungan",
        "96": "Papua Barat Daya",
    }
    assert gazetteer.areas["94.04"].name == "Mimika"


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("64.74", "Kota Bontang"),
        ("14.08", "Kabupaten Siak"),
        ("13.07", "Kabupaten Lima Puluh Kota"),
        ("32", "Provinsi Jawa Barat"),
        ("21", "Provinsi Kepulauan Riau"),
        ("31", "DKI Jakarta"),
        ("34", "Daerah Istimewa Yogyakarta"),
        ("31.71", "Kota Administrasi Jakarta Pusat"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu"),
        ("34.01", "Kabupaten Kulon Progo"),
        ("72.09", "Kabupaten Tojo Una-Una"),
        ("73.10", "Kabupaten Pangkajene dan Kepulauan"),
    ],
)
def test_labels_read_as_newspapers_write_them(gazetteer: Gazetteer, code: str, label: str) -> None:
    assert gazetteer.areas[code].label == label


def test_labels_are_unique_and_names_carry_no_kind(gazetteer: Gazetteer) -> None:
    assert len({area.label for area in gazetteer.areas.values()}) == len(gazetteer.areas)
    for area in gazetteer.areas.values():
        assert not area.name.startswith(("Kota ", "Kabupaten ", "Kab. ", "Provinsi ")), area


# Ambiguity


def test_twenty_eight_names_are_ambiguous_and_stay_so(gazetteer: Gazetteer) -> None:
    names: dict[str, set[str]] = {}
    for area in gazetteer.areas.values():
        names.setdefault(fold(area.name), set()).add(area.code)
    shared = {name: codes for name, codes in names.items() if len(codes) > 1}
    assert len(shared) == 28
    kinds = {name: {gazetteer.areas[code].kind for code in codes} for name, codes in shared.items()}
    assert sum({"city", "regency"} <= each for each in kinds.values()) == 26
    assert {name for name, each in kinds.items() if "province" in each} == {"bengkulu", "gorontalo", "jambi"}
    for name, codes in shared.items():
        assert set(gazetteer.area_phrases[name]) >= codes


@pytest.mark.parametrize(
    ("surface", "codes"),
    [
        ("Bontang", ("64.74",)),
        ("Gorontalo", ("75", "75.01", "75.71")),
        ("Semarang", ("33.22", "33.74")),
        ("Jambi", ("15", "15.71")),
        ("Banjar", ("32.79", "63.03")),
        ("Mura", ("16.05", "62.12")),
        ("Kota Santri", ("32.78", "33.26", "35.12", "35.14", "35.17", "35.25")),
        ("Kulonprogo", ("34.01",)),
        ("kulon progo", ("34.01",)),
        ("Pangkep", ("73.10",)),
        ("LIMAPULUH KOTA", ("13.07",)),
        ("Jogja", ("34.71",)),
        ("Yogyakarta", ("34.71",)),
        ("DIY", ("34",)),
        ("D.I. Yogyakarta", ("34",)),
        ("Jakarta", ("31",)),
        ("DKI", ("31",)),
        ("Daerah Khusus Ibu Kota Jakarta", ("31",)),
        ("Jabar", ("32",)),
        ("Kep. Riau", ("21",)),
        ("Babel", ("19",)),
        ("Solo", ("33.72",)),
        ("Bau–Bau", ("74.72",)),
        ("Palangkaraya", ("62.71",)),
        ("Pematang Siantar", ("12.72",)),
        ("Tanjung Pinang", ("21.72",)),
        ("PALI", ("16.12",)),
        ("Kota Pahlawan", ("35.78",)),
        ("Serambi Mekah", ("11",)),
    ],
)
def test_a_surface_gives_every_area_it_may_denote(gazetteer: Gazetteer, surface: str, codes: tuple[str, ...]) -> None:
    assert gazetteer.area_phrases[fold(surface)] == codes


@pytest.mark.parametrize(
    "surface", ["Tasik", "Kota", "Kabupaten", "Kota Cerdas", "Kota Pintar", "Kota Kecil", "Mitra", ""]
)
def test_what_names_no_area_gives_none(gazetteer: Gazetteer, surface: str) -> None:
    assert fold(surface) not in gazetteer.area_phrases


def test_every_name_leads_back_to_its_area(gazetteer: Gazetteer) -> None:
    for area in gazetteer.areas.values():
        assert area.code in gazetteer.area_phrases[fold(area.name)]
        assert area.code in gazetteer.seats[fold(area.seat)]


def test_the_towns_of_government_are_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.seats["tenggarong"] == ("64.02",)
    assert gazetteer.seats["sarilamak"] == ("13.07",)


def test_ordinary_words_are_marked(gazetteer: Gazetteer) -> None:
    assert {"batu", "puncak", "malang", "metro", "solo"} <= gazetteer.ordinary_words
    assert "bontang" not in gazetteer.ordinary_words
    assert gazetteer.ordinary_words <= gazetteer.area_phrases.keys() | gazetteer.seats.keys()


# Nicknames


@pytest.mark.parametrize(
    ("nickname", "code"),
    [
        ("Kota Taman", "64.74"),
        ("Kota Pahlawan", "35.78"),
        ("Kota Kembang", "32.73"),
        ("Kota Hujan", "32.71"),
        ("Kota Daeng", "73.71"),
        ("Kota Atlas", "33.74"),
        ("Kota Santri Pancasila", "35.12"),
        ("Kota Minyak", "64.71"),
        ("Kota Tepian", "64.72"),
        ("Bumi Angling Dharma", "35.22"),
        ("Negeri Berbilang Kaum", "12.73"),
        ("Serambi Mekkah", "11"),
        ("Kota Gudeg", "34.71"),
        ("Kota Bengawan", "33.72"),
    ],
)
def test_customary_nicknames(gazetteer: Gazetteer, nickname: str, code: str) -> None:
    assert gazetteer.nicknames[fold(nickname)] == code
    assert nickname in gazetteer.nicknames_of(code)


def test_a_shared_nickname_is_not_decided(gazetteer: Gazetteer) -> None:
    assert fold("Kota Apel") not in gazetteer.nicknames
    assert "Kota Apel" in gazetteer.nicknames_of("35.73")
    assert "Kota Apel" in gazetteer.nicknames_of("35.79")


def test_spellings_and_acronyms_are_no_nicknames(gazetteer: Gazetteer) -> None:
    assert not {"jogja", "jabar", "kulonprogo", "solo"} & gazetteer.nicknames.keys()


def test_nicknames_come_from_all_islands(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.nicknames) > 80
    provinces = {code[:2] for code in gazetteer.nicknames.values()}
    assert {code[0] for code in provinces} == set("12356789")


def test_asking_for_an_area_that_does_not_exist(gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError):
        gazetteer.nicknames_of("99.99")


# Against the corpus


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this checkout")
def test_every_area_code_of_the_gold_exists(gazetteer: Gazetteer) -> None:
    codes: set[str] = set()
    for file in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        for view, slot in (("conferrals", "recipient"), ("placements", "area"), ("participations", "area")):
            for fact in gold[view]:
                values = fact[slot] if isinstance(fact[slot], list) else [fact[slot]]
                codes.update(value for value in values if value[:2].isdigit())
    assert len(codes) > 50
    assert codes <= gazetteer.areas.keys()
