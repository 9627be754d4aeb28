"""Ministries, agencies, offices and awards under the names that newsrooms give them."""

from __future__ import annotations

import pytest

from kg.gazetteer import Gazetteer, fold


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


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
