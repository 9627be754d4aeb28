"""A query of a stranger ends: within its time and memory, whatever it asks, whatever file it comes from."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sample_store
from kg.asking import refuse_long
from kg.cli import main
from kg.cli.bounded import _size
from kg.errors import QueryError
from kg.limits import QUERY_NESTING, QUERY_TEXT, Limits, looking_through

Kg = Callable[..., Result]
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells the memory of a process")
POSIX = pytest.mark.skipif(os.name != "posix", reason="other systems have other devices")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("limits") / "store"
    sample_store.build(made)
    return made


@pytest.fixture
def run(folder: Path) -> Kg:
    def call(*arguments: str, stdin: str | bytes = "", store: Path = folder) -> Result:
        return CliRunner().invoke(main, ["--store", str(store), *arguments], input=stdin)

    return call


def is_told(done: Result, *words: str) -> None:
    """It could not run, and says why in a sentence."""
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    for word in words:
        assert word in done.stderr


# Time, memory, nesting


@pytest.mark.parametrize("given", [CROSS, f"ASK {{ {{ {CROSS} }} FILTER(?n = 0) }}"])
def test_a_query_without_end_is_ended_at_its_time(run: Kg, given: str) -> None:
    begun = time.monotonic()
    is_told(run("query", "-", "--timeout", "0.5", stdin=given), "stdin: it took longer than 0.5 seconds", "--timeout")
    assert time.monotonic() - begun < 4


@LINUX
@pytest.mark.parametrize("order", ["", "ORDER BY ?i"])
def test_rows_beyond_memory_end_it_and_the_memory_is_given_back(run: Kg, order: str) -> None:
    held = resident()
    rows = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} {order}"
    is_told(run("query", "-", "--memory", "64", stdin=rows), "more than 64 MiB of memory", "--memory")
    assert resident() - held < 50_000_000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_brackets_are_nested_no_deeper_than_anybody_needs(run: Kg) -> None:
    deep = QUERY_NESTING - 1
    assert run("query", "-", stdin=f"ASK {'{' * deep}{'}' * deep}").stdout == "true\n"
    for bracket, end in ("{}", "()", "[]"):
        is_told(run("query", "-", stdin=f"ASK {{ {bracket * 2300}{end * 2300} }}"), "nested more than 200 deep")


def test_what_breaks_the_engine_breaks_nothing_else(run: Kg) -> None:
    is_told(run("query", "-", stdin=f"ASK {{ FILTER({'!' * 200_000}1) }}"), "stdin: the process", "fewer brackets")


def test_named_queries_are_held_to_the_same_time(run: Kg) -> None:
    is_told(run("query", "articles", "--timeout", "0"), "--timeout")
    assert run("query", "articles", "--timeout", "20", "--memory", "512").exit_code == 0


# Odd terms


@pytest.mark.parametrize(
    "given",
    [
        "SELECT ('many'^^<http://www.w3.org/2001/XMLSchema#integer> AS ?x) {}",
        f"SELECT ('{'9' * 6000}'^^<http://www.w3.org/2001/XMLSchema#integer> AS ?x) {{}}",
        "SELECT ('much'^^<http://www.w3.org/2001/XMLSchema#decimal> AS ?x) {}",
        "SELECT ('no IRI' AS ?fact) (1 AS ?article) {}",
        "SELECT (BNODE() AS ?fact) {}",
    ],
)
def test_terms_that_are_not_what_they_seem_are_given_as_they_are(run: Kg, given: str) -> None:
    done = run("query", "-", "--format", "json", "--evidence", stdin=given)
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_text_that_is_taken_for_another_form_gives_no_wrong_answer(run: Kg) -> None:
    given = "#\r SELECT * { BIND('''\n ASK ''' AS ?x) }"
    is_told(run("query", "-", stdin=given), "An ASK query is needed")


# Where a query comes from


@POSIX
@pytest.mark.parametrize(
    ("file", "what"), [("/dev/zero", "a device"), ("/proc/kmsg", "no file on a disk"), ("/proc/self/maps", "no file")]
)
def test_devices_are_no_queries(run: Kg, tmp_path: Path, file: str, what: str) -> None:
    if not Path(file).exists():
        pytest.skip(f"there is no {file} here")
    link = tmp_path / "link.rq"
    link.symlink_to(file)
    begun = time.monotonic()
    is_told(run("query", file), what)
    is_told(run("query", str(link)), what)
    assert time.monotonic() - begun < 2


@POSIX
def test_pipes_folders_and_links_to_nothing_are_no_queries(run: Kg, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.rq")
    (tmp_path / "dir.rq").mkdir()
    (tmp_path / "loop.rq").symlink_to("loop.rq")
    begun = time.monotonic()
    is_told(run("query", str(tmp_path / "pipe.rq")), "it is a pipe", "kg query -")
    is_told(run("query", str(tmp_path / "dir.rq")), "it is a folder")
    is_told(run("query", str(tmp_path / "loop.rq")), "cannot be read as a query")
    is_told(run("query", f"{tmp_path}/{'x' * 4000}.rq"), "cannot be read as a query")
    assert time.monotonic() - begun < 2


def test_files_and_stdin_are_read_up_to_the_size_of_a_query(run: Kg, tmp_path: Path) -> None:
    file = tmp_path / "x.rq"
    with file.open("wb") as sparse:
        sparse.truncate(3 * 1024**3)
    is_told(run("query", str(file)), "more than 1,048,576 bytes")
    is_told(run("query", "-", stdin=b"#" * (QUERY_TEXT + 1)), "stdin: it has more than 1,048,576 bytes")
    file.write_bytes(b"")
    is_told(run("query", str(file)), "it is empty")
    file.write_bytes(b"ASK {} # \xff")
    is_told(run("query", str(file)), "no UTF-8 text")
    is_told(run("query", "-", stdin=file.read_bytes()), "stdin: it is no UTF-8 text")
    file.write_bytes(b"\xef\xbb\xbfASK {}")
    assert run("query", str(file)).stdout == "true\n"


# What else is typed


def test_a_question_is_no_book(run: Kg) -> None:
    for long in ("siapa " * 201, "x" * 2001, "Siapa wali kota Bontang? " * 700):
        begun = time.perf_counter()
        with pytest.raises(QueryError, match="The question has more than"):
            refuse_long(long)
        assert time.perf_counter() - begun < 0.05
        is_told(run("ask", long), "The question has more than", "kg extract")
    is_told(run("ask", "Kapan?", "--about", "x " * 300), "--about")


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "NAME"],
        ["draw", "-", "--format", "dot", "--around", "NAME"],
        ["export", "-", "--format", "nt", "--area", "NAME"],
        ["export", "-", "--format", "nt", "--article", "NAME"],
        ["retract", "NAME"],
        ["query", "NAME"],
        ["query", "awards-of-area", "-p", "area=NAME"],
    ],
)
def test_names_are_bounded_in_every_command(run: Kg, arguments: list[str]) -> None:
    for name in ("x" * 5000, "x\0", "x\udcff"):
        begun = time.monotonic()
        is_told(run(*(each.replace("NAME", name) for each in arguments)))
        assert time.monotonic() - begun < 2


# A damaged store


@pytest.mark.parametrize("place", [0.1, 0.4, 0.7, 0.95])
def test_a_damaged_store_ends_in_time_too(run: Kg, folder: Path, tmp_path: Path, place: float) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    for file in sorted((broken / "graph").glob("*.sst")):
        content = bytearray(file.read_bytes())
        for at in range(int(len(content) * place), min(len(content), int(len(content) * place) + 40)):
            content[at] ^= 0xFF
        file.write_bytes(content)
    for arguments in (["query", "conferrals", "--timeout", "5"], ["query", "-", "--timeout", "5"]):
        done = run(*arguments, stdin="SELECT * { ?s ?p ?o }", store=broken)
        assert done.exit_code in (0, 2)
        assert done.exception is None or isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("command", ["stats", "stats --network", "export a.nq", "draw a.svg", "validate", "retract a"])
def test_what_looks_through_a_whole_store_ends_in_time_too(
    run: Kg, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("kg.store.Store.open", endless)
    monkeypatch.setattr("kg.cli.bounded.looking_through", lambda size: Limits(0.3, 2**29))
    done = run(*command.split())
    is_told(done)
    assert "took longer" in done.output
    assert "kg doctor" in done.output


def test_a_large_store_may_take_long_and_a_file_that_only_claims_to_be_large_may_not(tmp_path: Path) -> None:
    assert looking_through(10**9).seconds > 24 * 3600
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(10**12)
    assert _size(tmp_path) < 10**6
