"""The commands that ask, show, write and draw: what a person sees on stdout and stderr, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sample_store
from kg.cli import main
from kg.cli.presenting import markdown, table

Kg = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("stores") / "store"
    sample_store.build(made)
    return made


@pytest.fixture
def run(folder: Path) -> Kg:
    def call(*arguments: str, stdin: str = "") -> Result:
        return CliRunner().invoke(main, ["--store", str(folder), *arguments], input=stdin)

    return call


# query


def test_csv_has_a_header_line_and_a_row_a_fact_and_article(run: Kg) -> None:
    done = run("query", "conferrals", "--format", "csv")
    assert (done.exit_code, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 9
    (semarang,) = [row for row in rows if row["recipient"] == "Semarang"]
    assert (semarang["recipient_code"], semarang["rank"], semarang["date"]) == ("33.22", "2", "")
    joint = [row["grantor"] for row in rows if row["recipient"] == "Kota Bontang"]
    assert "Forum Kota Lestari; Kementerian Komunikasi dan Informatika" in joint


def test_json_keeps_types_and_gives_the_words(run: Kg) -> None:
    done = run("query", "handovers", "-p", "area=Bontang", "--format", "json", "--evidence")
    data = json.loads(done.stdout)
    assert (data["query"], data["parameters"]) == ("handovers", {"area": "Bontang"})
    (row,) = data["rows"]
    assert (row["presenter"], row["acceptor"]) == ("Menteri Komunikasi dan Informatika", "Sari Melati")
    words = {each["property"]: (each["quote"], each["file"]) for each in row["evidence"]}
    assert words["acceptor"] == ("Sari Melati", "kota-pintar.txt")
    (placement,) = json.loads(run("query", "placements", "--format", "json").stdout)["rows"]
    assert (placement["rank"], placement["score"], placement["category"]) == (4, 78.25, None)
    assert "evidence" not in placement


def test_a_table_shows_the_words_under_each_row(run: Kg) -> None:
    done = run("query", "officials-of-area", "-p", "area=Kota Bontang", "--evidence")
    assert "Sari Melati" in done.stdout
    assert "  · position: “Wali Kota” (kota-pintar.txt:" in done.stdout
    assert "https://" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_markdown_is_a_table(run: Kg) -> None:
    lines = run("query", "participations", "--format", "md").stdout.splitlines()
    assert lines[0] == "| article | area | area_code | programme | year |"
    assert "| Kabupaten Sidoarjo | 35.15 | Gerakan Kota Pintar Nusantara | 2021 |" in lines[2]


def test_a_query_comes_from_a_file_or_from_stdin(run: Kg, tmp_path: Path) -> None:
    sparql = "SELECT ?name WHERE { ?person a sc:Person ; sc:name ?name } ORDER BY ?name"
    (tmp_path / "people.rq").write_text(sparql)
    from_file = run("query", str(tmp_path / "people.rq"), "--format", "csv")
    assert from_file.stdout.splitlines()[:2] == ["name", "Agus Wijaya"]
    assert run("query", "-", "--format", "csv", stdin=sparql).stdout == from_file.stdout


def test_construct_gives_turtle_and_ask_a_word(run: Kg) -> None:
    done = run("query", "-", stdin="CONSTRUCT { ?p sc:name ?name } WHERE { ?p a sc:Programme ; sc:name ?name }")
    assert 'programme:gerakan-kota-pintar-nusantara\n    sc:name "Gerakan Kota Pintar Nusantara" ;' in done.stdout
    assert run("query", "-", stdin="ASK { ?p a sc:Work }").stdout == "true\n"


def test_no_rows_are_told_on_stderr(run: Kg) -> None:
    done = run("query", "awards-by-year", "-p", "year=1999")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "No rows.\n")
    assert len(run("query", "awards-by-year", "-p", "year=1999", "--format", "csv").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["conferals"], "There is no query 'conferals'. Did you mean conferrals"),
        (["awards-of-area"], "needs the parameter area"),
        (["awards-of-area", "-p", "area=Semarang"], "it may be Kabupaten Semarang (33.22) or Kota Semarang (33.74)"),
        (["awards-of-area", "-p", "aera=Bontang"], "has no parameter 'aera'. Did you mean 'area'?"),
        (["awards-of-area", "-p", "Bontang"], "-p takes key=value, not 'Bontang'"),
        (["nowhere/x.rq"], "nowhere/x.rq: it cannot be read as a query"),
        (["conferrals", "--format", "turtle"], "SELECT gives a table, no graph"),
    ],
)
def test_what_cannot_be_asked_is_told_and_ends_with_2(run: Kg, arguments: list[str], message: str) -> None:
    done = run("query", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "sparql", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT * {", "DROP ALL", ""]
)
def test_a_query_that_is_refused_ends_with_2(run: Kg, sparql: str) -> None:
    done = run("query", "-", stdin=sparql)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: stdin: ")


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--store", str(tmp_path / "none"), "query", "articles"])
    assert done.exit_code == 2
    assert "There is no store at" in done.stderr


# queries


def test_the_catalogue_needs_no_store(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--store", str(tmp_path / "none"), "queries"])
    assert done.exit_code == 0
    for view in ("articles", "conferrals", "placements", "participations", "tenures", "events", "statements"):
        assert f"\n{view} " in done.stdout
    data = {each["name"]: each for each in json.loads(CliRunner().invoke(main, ["queries", "--json"]).stdout)}
    assert data["handovers"]["parameters"] == [{"name": "area", "type": "area", "optional": True, "example": "Bontang"}]
    assert set(data["handovers"]["question"]) == {"id", "en"}


# show


def test_a_thing_is_shown_with_sentences_and_sources(run: Kg) -> None:
    done = run("show", "Kota Taman")
    assert done.stdout.startswith("Kota Bontang  (City, area:64.74)\n")
    assert "  within    Provinsi Kalimantan Timur" in done.stdout
    assert "  in kota-pintar.txt, Kabar Lontar\n" in done.stdout
    assert "    “Anugerah Kota Pintar 2021 diraih Kota Surabaya, Kabupaten Sidoarjo, dan Kota Bontang.”" in done.stdout
    data = json.loads(run("show", "area:64.74", "--json").stdout)
    assert len(data["facts"]) == 3
    assert all(source["sentences"] for fact in data["facts"] for source in fact["sources"])


def test_what_cannot_be_shown_is_told(run: Kg) -> None:
    assert "may be" in run("show", "Lestari").stderr
    done = run("show", "area:99.99")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Nothing is known of" in done.stderr


# stats


def test_the_counts_are_those_of_the_sample(run: Kg) -> None:
    data = json.loads(run("stats", "--json").stdout)
    assert data["articles"] == 5
    assert data["facts"] == {
        "Conferral": 8, "Event": 2, "Participation": 1, "Placement": 1, "Statement": 3, "Tenure": 5,
    }  # fmt: skip
    assert data["things"]["Person"] == 6
    assert (data["things"]["City"], data["things"]["Regency"], data["things"]["AmbiguousArea"]) == (3, 2, 1)
    assert "Conferral" in run("stats").stdout


# export and draw


@pytest.mark.parametrize("extension", ["ttl", "trig", "nt", "nq", "jsonld", "rdf", "svg", "html", "dot"])
def test_files_are_written_by_their_extension_and_always_the_same(run: Kg, tmp_path: Path, extension: str) -> None:
    command = "draw" if extension in ("svg", "html", "dot") else "export"
    first, second = tmp_path / f"a.{extension}", tmp_path / f"b.{extension}"
    for file in (first, second):
        assert run(command, str(file)).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert b"Anugerah Kota Pintar 2022" in first.read_bytes()
    assert run(command, "-", "--format", extension).stdout_bytes == first.read_bytes()


def test_the_export_leaves_the_words_out_on_demand(run: Kg) -> None:
    assert "sc:Evidence" in run("export", "-", "--format", "ttl").stdout
    assert "vidence" not in run("export", "-", "--format", "ttl", "--no-evidence").stdout


@pytest.mark.parametrize("command", ["export", "draw"])
def test_a_file_that_cannot_be_written_is_told(run: Kg, tmp_path: Path, command: str) -> None:
    assert "names no format" in run(command, str(tmp_path / "x.doc")).stderr
    extension = "ttl" if command == "export" else "svg"
    done = run(command, str(tmp_path / "missing" / f"x.{extension}"))
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_a_picture_around_a_thing_tells_what_it_leaves_out(run: Kg, tmp_path: Path) -> None:
    done = run(
        "draw", str(tmp_path / "x.svg"), "--around", "Kota Bontang", "--depth", "2", "--most", "3", "--lang", "id"
    )
    assert done.exit_code == 0
    assert "more things not drawn" in done.stderr
    written = (tmp_path / "x.svg").read_text("utf-8")
    assert "<title>Kota Bontang</title>" in written
    assert "hal lain tidak digambar" in written


@pytest.mark.parametrize("command", ["query", "queries", "show", "export", "draw", "stats"])
def test_every_command_helps_with_an_example(command: str) -> None:
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    assert f"kg {command}" in done.stdout or "kg --store" in done.stdout
    assert "Example" in done.stdout


# Tables


def test_long_cells_are_folded_and_the_table_stays_within_its_width() -> None:
    rows = [["Kota Bontang", "Penghargaan untuk kota yang menerapkan tata kelola pintar dengan baik sekali " * 2]]
    printed = table(["area", "award"], rows, 60)
    assert max(map(len, printed.splitlines())) <= 60
    assert " ".join(printed.split()).count("menerapkan") == 2


def test_too_many_columns_become_a_list_of_what_is_set() -> None:
    columns = [f"column_{i}" for i in range(12)]
    printed = table(columns, [[f"value {i} of a row" if i != 3 else "" for i in range(12)]] * 2, 60)
    assert "column_11  value 11 of a row" in printed
    assert "column_3" not in printed


def test_markdown_escapes_what_would_end_a_cell() -> None:
    assert markdown(["a"], [["x|y\nz"]]).splitlines()[-1] == "| x\\|y z |"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_where_stdout_takes_no_more_it_is_told_in_a_sentence() -> None:
    for arguments in (["queries"], ["queries", "--turtle"], ["--help"]):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-c", "import sys; from kg.cli import main; sys.exit(main())", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                timeout=60,
                check=False,
            )
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
        assert "could not be written" in done.stderr
