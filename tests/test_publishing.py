"""Publishing to two real SPARQL servers by each protocol: they hold what the store holds, and no more."""

from __future__ import annotations

import re
import shutil
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from click.testing import Result

import sample_store
from graph_servers import answering, breaking, oxigraph, virtuoso
from kg.exporting import selected
from kg.mappers.terms import ID, XSD
from kg.publishing import Connection, discover, plan, publish
from kg.publishing.checksum import canonical
from kg.publishing.register import REGISTER
from kg.store import Store
from published import Way, expected, held, publisher, server_of, summary

#: Less than the sample's larger graphs have, so that they have to be read back in parts.
MOST_ROWS = 60
SECRET = "rahasia-41f7"
LITERALS = (
    ox.Literal("“Hadiah ini milik warga” 😀\n\t\\ \u2028 \x07"),
    ox.Literal("kata " * 12_000),
    ox.Literal(""),
    ox.Literal("Tata Kelola", language="id"),
    ox.Literal("Governance", language="en-GB"),
    ox.Literal("2019-11-06", datatype=ox.NamedNode(f"{XSD}date")),
    ox.Literal("https://example.org/a?b=c&d=(e)", datatype=ox.NamedNode(f"{XSD}anyURI")),
    ox.Literal(True),
    ox.Literal(False),
    ox.Literal(-7),
    ox.Literal("78.25", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("-0.789306", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("100", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.NamedNode("https://example.org/kota?nama=Lima%20Puluh"),
)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback is nothing for a proxy that this machine may use."""
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture(scope="module")
def virtuoso_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), MOST_ROWS) as address:
        yield address


@pytest.fixture(params=["oxigraph", "oxigraph by its store", "oxigraph by updates", "virtuoso", "virtuoso by updates"])
def way(request: pytest.FixtureRequest) -> Iterator[Way]:
    """Each server by each protocol, empty."""
    if request.param.startswith("virtuoso"):
        address = request.getfixturevalue("virtuoso_address")
        found = Way(address, (), "dba")
        _empty(found)
        yield found if request.param == "virtuoso" else Way(f"{address}/sparql-auth", ("--protocol", "update"), "dba")
        return
    with oxigraph() as address:
        yield {
            "oxigraph": Way(address),
            "oxigraph by its store": Way(f"{address}/store", ("--protocol", "gsp", "--query-url", f"{address}/query")),
            "oxigraph by updates": Way(f"{address}/update", ("--protocol", "update")),
        }[request.param]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "kg-store"
    sample_store.build(folder)
    return folder


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """A store of the test's own."""
    return shutil.copytree(built, tmp_path / "kg-store")


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    return publisher(tmp_path)


def _empty(way: Way) -> None:
    server = server_of(way)
    asked = server._ask(
        f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{ID}')) }}", "text/csv"
    )
    server.writer.drop([line.strip('"') for line in asked.body.decode().split()[1:]])


def test_the_server_holds_what_the_store_holds(way: Way, store: Path, run: Callable[..., Result]) -> None:
    wanted = expected(store)
    told = run(store, way)
    assert told.exit_code == 0, told.output
    assert f"verified   {len(wanted):>7,} of them: sizes and checksums agree" in told.stdout
    assert max(map(len, wanted.values())) > MOST_ROWS, "some graph is larger than what Virtuoso gives at once"
    assert held(way) == wanted


def test_what_is_there_is_not_sent_again(way: Way, store: Path, run: Callable[..., Result]) -> None:
    first, second = (summary(run(store, way, "--json")) for _ in range(2))
    graphs = len(expected(store))
    assert first == {"sent": graphs, "verified": graphs, "unchanged": 0, "retracted": 0, "differences": 0}
    assert second == {"sent": 0, "verified": 0, "unchanged": graphs, "retracted": 0, "differences": 0}


def test_what_left_the_store_leaves_the_server_and_nothing_else_does(
    way: Way, store: Path, run: Callable[..., Result]
) -> None:
    run(store, way)
    foreign = "https://example.org/foreign"
    server_of(way).writer.replace(
        {foreign: ["<https://example.org/a> <https://example.org/b> <https://example.org/c> ."]}
    )
    with Store.open(store) as opened:
        opened.retract(opened.find("lokakarya.txt")[0])
    told = summary(run(store, way, "--json", "--no-retract"))
    assert (told["sent"], told["retracted"]) == (0, 0)
    dry = run(store, way, "--dry-run")
    assert "would retract        2 graphs" in dry.stdout
    assert summary(run(store, way, "--json")) | {"unchanged": 0} == {
        "sent": 0,
        "verified": 0,
        "unchanged": 0,
        "retracted": 2,
        "differences": 0,
    }
    assert held(way) == expected(store)
    assert len(server_of(way).read(foreign)) == 1


def test_without_evidence_the_evidence_is_taken_back(way: Way, store: Path, run: Callable[..., Result]) -> None:
    run(store, way)
    assert summary(run(store, way, "--no-evidence", "--json"))["retracted"] == 5
    assert held(way) == expected(store, evidence=False)


def test_a_graph_larger_than_a_batch_arrives_whole(way: Way, store: Path, run: Callable[..., Result]) -> None:
    assert summary(run(store, way, "--batch", "25", "--json"))["differences"] == 0
    assert held(way) == expected(store)


def test_every_kind_of_literal_comes_back_as_it_was(way: Way) -> None:
    lines = canonical("".join(f"<{ID}x> <{ID}p{i}> {term} .\n" for i, term in enumerate(LITERALS)).encode())
    server = server_of(way)
    server.writer.replace({f"{ID}literals": lines})
    assert server.read(f"{ID}literals") == lines


def test_numbers_are_compared_by_value(way: Way) -> None:
    server, line = server_of(way), f'<{ID}x> <{ID}p> "%s"^^<{XSD}integer> .'
    server.writer.replace({f"{ID}numbers": [line % "007"]})
    assert server.read(f"{ID}numbers") == [line % "7"]


def test_two_publications_share_a_server(way: Way, store: Path, run: Callable[..., Result], tmp_path: Path) -> None:
    run(store, way)
    other = tmp_path / "other"
    shutil.copytree(store, other)
    assert summary(run(other, way, "--name", "lain", "--json"))["sent"] == 0
    with Store.open(other) as opened:
        for each in opened.articles()[1:]:
            opened.retract(each)
    told = summary(run(other, way, "--name", "lain", "--json"))
    assert told["retracted"] == 0, "the first publication still holds them"
    assert set(held(way)) == set(expected(store))


def test_what_somebody_altered_on_the_server_is_sent_again(way: Way, store: Path, run: Callable[..., Result]) -> None:
    run(store, way)
    graph, lines = max(expected(store).items(), key=lambda each: len(each[1]))
    server = server_of(way)
    server.writer.replace({graph: lines[1:]})
    assert summary(run(store, way, "--json"))["sent"] == 1
    server.writer.replace({graph: [*lines[1:], f"<{ID}x> <{ID}p> <{ID}of-the-same-size> ."]})
    assert summary(run(store, way, "--json"))["sent"] == 0, "the sizes are the same"
    assert summary(run(store, way, "--verify-all", "--json"))["sent"] == 1
    assert held(way) == expected(store)


def test_a_dry_run_writes_nothing(way: Way, store: Path, run: Callable[..., Result]) -> None:
    told = run(store, way, "--dry-run")
    assert told.exit_code == 0, told.output
    assert f"would send     {len(expected(store)):>7,} graphs" in told.stdout
    assert held(way) == {}
    assert server_of(way).read(REGISTER) == []


@pytest.mark.parametrize("after", [0, 1, 4, 8])
def test_a_broken_transfer_goes_on_where_it_stopped(after: int, store: Path, run: Callable[..., Result]) -> None:
    options = ("--batch", "1", "--json")
    with oxigraph() as address:
        with answering(breaking(address, after)) as shaky:
            broken = run(store, shaky, *options)
        assert broken.exit_code == 2
        assert "broke off the connection" in broken.stderr
        assert "goes on where it stopped" in broken.stderr
        rest = summary(run(store, address, *options))
        # A graph was sent with the first PUT of each; the very first PUT is the register's.
        assert rest["unchanged"] == max(0, after - 1)
        assert rest["sent"] + rest["unchanged"] == len(expected(store))
        assert held(Way(address)) == expected(store)


def test_a_graph_that_was_broken_off_is_known_as_ours(store: Path, run: Callable[..., Result]) -> None:
    with oxigraph() as address:
        with answering(breaking(address, 3)) as shaky:
            run(store, shaky, "--batch", "1")
        with Store.open(store) as opened:
            for each in opened.articles()[1:]:
                opened.retract(each)
        run(store, address)
        assert held(Way(address)) == expected(store)


def test_a_password_is_asked_for_and_never_told(
    virtuoso_address: str, store: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    nobody = run(store, virtuoso_address)
    assert nobody.exit_code == 2
    assert "wants to know who publishes. Set $KG_PUBLISH_USER and $KG_PUBLISH_PASSWORD" in nobody.stderr
    wrong = run(store, virtuoso_address, KG_PUBLISH_USER="dba", KG_PUBLISH_PASSWORD=SECRET)
    assert wrong.exit_code == 2
    assert "does not let the user 'dba' in (from $KG_PUBLISH_PASSWORD)" in wrong.stderr
    assert SECRET not in wrong.output
    netrc = tmp_path / "hosts"
    netrc.write_text("machine 127.0.0.1 login dba password dba\n")
    assert run(store, virtuoso_address, "--dry-run", NETRC=str(netrc)).exit_code == 0


@pytest.mark.parametrize("named", ["", "/", "/store", "/query"])
def test_every_address_of_a_server_leads_to_its_graph_store(named: str) -> None:
    with oxigraph() as address:
        found = discover(Connection([address], None, 10), address + named)
        assert found == (f"{address}/store", None, f"{address}/query")


def test_the_address_for_updates_chooses_updates() -> None:
    with oxigraph() as address:
        found = discover(Connection([address], None, 10), f"{address}/update")
    assert found == (None, f"{address}/update", f"{address}/query")


def test_the_commands_of_the_manual_do_what_it_says(store: Path, run: Callable[..., Result], checkout: Path) -> None:
    manual = (checkout / "docs" / "publishing.md").read_text("utf-8")
    shown = re.findall(r"^kg publish (\S+) ?(.*)$", manual, re.MULTILINE)
    assert len(shown) > 5
    with oxigraph() as address:
        for url, options in shown:
            given = [each.replace("http://localhost:7878", address) for each in (url, *options.split())]
            told = run(store, *given)
            assert told.exit_code == 0, f"kg publish {' '.join(given)}\n{told.output}"


def test_a_plan_of_the_same_server_is_the_same(store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        quads = selected(opened)
    with oxigraph() as address:
        server = server_of(Way(address))
        turned = list(quads)
        Random(1).shuffle(turned)
        one, other = plan(server, quads), plan(server, turned)
        assert list(one.send) == list(other.send)
        steps: list[tuple[int, int]] = []
        publish(server, one, 100, lambda done, of: steps.append((done, of)))
        assert steps[-1] == (len(one.send), len(one.send))


def test_the_register_is_rdf_that_others_can_read(store: Path, run: Callable[..., Result]) -> None:
    asked = (
        "PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX void: <http://rdfs.org/ns/void#> "
        "SELECT (SUM(?n) AS ?all) "
        "{ GRAPH ?register { ?kg a void:Dataset ; dcterms:hasPart ?graph . ?graph void:triples ?n } }"
    )
    with oxigraph() as address:
        run(store, address)
        url = f"{address}/query?{urllib.parse.urlencode({'query': asked})}"
        request = urllib.request.Request(url, headers={"Accept": "text/csv"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            total = int(answer.read().split()[1])
    assert total == sum(map(len, expected(store).values()))
