"""Tables in other hands: pandas and pyarrow read what the views say, and the CSVW description tells what is in them."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pandas as pd  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

import sample_store
from kg.article import article_id
from kg.cli import main
from kg.errors import KgError
from kg.exporting.tables import Table, csv_file, csv_metadata, parquet_file
from kg.questions import ask, catalogue
from kg.store import Store

Kg = Callable[..., CompletedProcess[str]]
VIEWS = {question.name: question for question in catalogue() if "view" in question.tags}
NAMES = {*VIEWS, "evidence"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("built") / "store"
    sample_store.build(built)
    return built


@pytest.fixture(scope="module")
def exported(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    for format_ in ("csv", "parquet"):
        done = CliRunner().invoke(main, ["--store", str(folder), "export", str(out), "--format", format_])
        assert done.exit_code == 0, done.output
    return out


def test_there_is_a_file_a_view_and_one_for_the_words(exported: Path) -> None:
    expected = {f"{name}.{kind}" for name in NAMES for kind in ("csv", "parquet")} | {"csv-metadata.json"}
    assert {file.name for file in exported.iterdir()} == expected
    assert {"articles", "conferrals", "placements", "participations", "tenures", "events", "statements"} == set(VIEWS)


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_pandas_reads_from_csv_what_the_view_answers(exported: Path, folder: Path, name: str) -> None:
    frame = pd.read_csv(exported / f"{name}.csv", dtype=str, keep_default_na=False)
    with Store.open(folder, read_only=True) as store:
        answer = ask(store, VIEWS[name], evidence=False)
    assert list(frame.columns) == [*answer.columns, "fact"]
    expected = [[*("" if term is None else term.value for term in row.values), row.fact] for row in answer.rows]
    assert frame.to_numpy().tolist() == expected
    assert expected


@pytest.mark.parametrize("name", sorted(NAMES))
def test_parquet_has_the_same_table_with_types(exported: Path, name: str) -> None:
    typed = pq.read_table(exported / f"{name}.parquet")
    plain = pd.read_csv(exported / f"{name}.csv", dtype=str, keep_default_na=False)
    assert typed.column_names == list(plain.columns)
    texts = [["" if cell is None else str(cell).lower() for cell in typed[column].to_pylist()] for column in plain]
    assert texts == [[cell.lower() for cell in plain[column]] for column in plain]
    assert len(pd.read_parquet(exported / f"{name}.parquet")) == len(plain)


def test_the_types_are_those_of_the_columns(exported: Path) -> None:
    conferrals = pq.read_table(exported / "conferrals.parquet")
    assert {str(conferrals.schema.field(name).type) for name in ("rank", "year")} == {"int64"}
    assert date(2022, 11, 9) in conferrals["date"].to_pylist()
    placements = pq.read_table(exported / "placements.parquet").to_pylist()
    assert [(row["rank"], row["top"], row["score"]) for row in placements] == [(4, 25, 78.25)]
    assert set(pq.read_table(exported / "articles.parquet")["advertorial"].to_pylist()) <= {True, False}


def test_the_metadata_describes_every_column_of_every_file(exported: Path) -> None:
    """By the rules of CSV on the Web: files are found by name, columns are those of the header, in their order."""
    described = json.loads((exported / "csv-metadata.json").read_text("utf-8"))
    assert described["@context"] == "http://www.w3.org/ns/csvw"
    assert {table["url"] for table in described["tables"]} == {f"{name}.csv" for name in NAMES}
    known = {"string", "integer", "decimal", "date", "boolean", "anyURI"}
    for table in described["tables"]:
        frame = pd.read_csv(exported / table["url"], dtype=str, keep_default_na=False)
        columns = table["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == list(frame.columns)
        assert {column["datatype"] for column in columns} <= known
        for column in columns:
            cells = [cell for cell in frame[column["name"]] if cell]
            if column["datatype"] == "integer":
                assert [str(int(cell)) for cell in cells] == cells
            if column["datatype"] == "date":
                assert [date.fromisoformat(cell).isoformat() for cell in cells] == cells
            if column["datatype"] == "anyURI":
                assert all(cell.startswith("https://") for cell in cells)


def test_every_row_of_words_belongs_to_a_fact_of_a_view(exported: Path) -> None:
    words = pd.read_csv(exported / "evidence.csv")
    facts = {fact for name in VIEWS for fact in pd.read_csv(exported / f"{name}.csv")["fact"]}
    assert set(words["fact"]) == facts
    joined = pd.read_csv(exported / "conferrals.csv").merge(words, on=["fact", "article"])
    bontang = joined[(joined["recipient"] == "Kota Bontang") & (joined["property"] == "recipient")]
    assert set(bontang["quote"]) == {"Kota Bontang"}
    texts = {f"https://w3id.org/smartcity-kg/id/article/{article_id(t)}": t for t in sample_store.TEXTS.values()}
    assert all(texts[row.article][row.start : row.end] == row.quote for row in words.itertuples())


def test_without_evidence_there_are_no_words(kg: Kg, folder: Path, tmp_path: Path) -> None:
    assert kg("--store", str(folder), "export", "plain", "--format", "csv", "--no-evidence").returncode == 0
    assert {file.stem for file in (tmp_path / "plain").glob("*.csv")} == set(VIEWS)


def test_a_zip_holds_the_same_files_and_the_same_bytes_each_time(
    kg: Kg, folder: Path, tmp_path: Path, exported: Path
) -> None:
    for name in ("one.zip", "two.zip"):
        assert kg("--store", str(folder), "export", name, "--format", "csv").returncode == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == (exported / name).read_bytes()
        assert len(archive.namelist()) == len(NAMES) + 1


def test_a_file_named_after_a_view_holds_that_view(kg: Kg, folder: Path, tmp_path: Path, exported: Path) -> None:
    assert kg("--store", str(folder), "export", "events.csv").returncode == 0
    assert (tmp_path / "events.csv").read_bytes() == (exported / "events.csv").read_bytes()
    wrong = kg("--store", str(folder), "export", "graph.csv")
    assert wrong.returncode == 2
    assert "graph.csv: a csv file holds one table, and is named after it: articles, conferrals, " in wrong.stderr
    assert "kg export graph --format csv" in wrong.stderr


def test_an_area_has_its_own_rows_only(kg: Kg, folder: Path, tmp_path: Path) -> None:
    assert kg("--store", str(folder), "export", "part", "--format", "csv", "--area", "Sidoarjo").returncode == 0
    conferrals = pd.read_csv(tmp_path / "part" / "conferrals.csv")
    assert list(conferrals["recipient"]) == ["Kabupaten Sidoarjo"]
    words = pd.read_csv(tmp_path / "part" / "evidence.csv")
    assert not [quote for quote in words["quote"] if "Surabaya" in quote]


AWKWARD = Table(
    "awkward",
    {"en": "Awkward", "id": "Canggung"},
    {"text": "string", "number": "integer"},
    [['a "quoted", text\nin two lines', "1"], [None, None], ["semi;colon, Kota\tTaman ﬁ", "-7"]],
)


def test_awkward_texts_survive() -> None:
    frame = pd.read_csv(io.BytesIO(csv_file(AWKWARD)), dtype=str, keep_default_na=False)
    assert frame.to_numpy().tolist() == [[cell or "" for cell in row] for row in AWKWARD.rows]
    typed = pq.read_table(io.BytesIO(parquet_file(AWKWARD)))
    assert typed["text"].to_pylist() == [row[0] for row in AWKWARD.rows]
    assert typed["number"].to_pylist() == [1, None, -7]
    assert typed.schema.metadata == {b"title-en": b"Awkward", b"title-id": b"Canggung"}


def test_one_table_is_described_by_itself() -> None:
    described = json.loads(csv_metadata([AWKWARD]))
    assert (described["url"], len(described["tableSchema"]["columns"])) == ("awkward.csv", 2)


def test_without_pyarrow_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(KgError) as told:
        parquet_file(AWKWARD)
    assert "pip install 'smartcity-kg[parquet]'" in str(told.value)
    assert "--format csv" in str(told.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "--format", "csv"), "csv is several files, which stdout cannot hold. Name a folder or a .zip instead."),
        (("graph",), "graph is a folder's name, which tells no format. Choose one with --format: ttl, "),
        (("graph.docx",), "the extension '.docx' names no format. Choose one with --format: ttl, "),
        (("-",), "stdout has no extension. Choose one with --format: ttl, "),
        ((".", "--format", "ttl"), ". is a folder, and ttl is one file. Name a file, such as graph.ttl."),
        (("missing/graph.ttl",), "missing/graph.ttl cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_written_is_told(kg: Kg, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = kg("--store", str(folder), "export", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
