"""Publishing to SPARQL servers: two real ones by both protocols, and ones that refuse, break off, alter or lie."""

from __future__ import annotations

import json
import re
import shutil
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import sample_store
from graph_servers import GraphStore, Request, answering, breaking, free_port, oxigraph, virtuoso
from kg.cli import main
from kg.errors import KgError
from kg.exporting import selected
from kg.mappers.terms import ID, XSD, Quad, n_triples
from kg.publishing import Connection, Credentials, Server, credentials, discover, plan, publish
from kg.publishing.checksum import canonical, checksum
from kg.publishing.register import REGISTER
from kg.store import Store

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


class Way(NamedTuple):
    """A server, and how it is published to."""

    address: str
    options: tuple[str, ...] = ()
    user: str = ""

    @property
    def environment(self) -> dict[str, str | None]:
        return {"KG_PUBLISH_USER": self.user, "KG_PUBLISH_PASSWORD": "dba"} if self.user else {}


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
    """``kg publish`` with this store, to this address or way; no password but those given."""

    def call(store: Path, to: Way | str, *options: str, **environment: str) -> Result:
        way = to if isinstance(to, Way) else Way(to)
        bare = {"HOME": str(tmp_path), "NETRC": None, "KG_PUBLISH_TOKEN": None}
        arguments = ["--store", str(store), "publish", way.address, *way.options, *options]
        return CliRunner().invoke(main, arguments, env={**bare, **way.environment, **environment})

    return call


def server_of(way: Way, batch: int = 1000) -> Server:
    who = Credentials(way.user, "dba") if way.user else None
    connection = Connection([way.address], who, 30)
    asked = way.options[way.options.index("--query-url") + 1] if "--query-url" in way.options else None
    protocol = way.options[1] if way.options else "auto"
    return Server(connection, discover(connection, way.address, protocol, None, asked), batch)  # type: ignore[arg-type]


def _empty(way: Way) -> None:
    server = server_of(way)
    asked = server._ask(
        f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{ID}')) }}", "text/csv"
    )
    server.writer.drop([line.strip('"') for line in asked.body.decode().split()[1:]])


def held(way: Way) -> dict[str, list[str]]:
    """What an outsider finds on the server under our names, the register aside: each graph's canonical lines."""
    server = server_of(way)
    asked = server._ask(
        f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{ID}')) }}", "text/csv"
    )
    graphs = {line.strip('"') for line in asked.body.decode().split()[1:]} - {REGISTER}
    return {graph: server.read(graph) for graph in graphs}


def expected(store: Path, evidence: bool = True) -> dict[str, list[str]]:
    """What the store's export holds, each graph's canonical lines."""
    found: dict[str, list[Quad]] = {}
    with Store.open(store, read_only=True) as opened:
        for quad in selected(opened, evidence):
            found.setdefault(quad.graph.strip("<>"), []).append(quad)
    return {graph: canonical(n_triples(quads).encode()) for graph, quads in found.items()}


def summary(result: Result) -> dict[str, int]:
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    return {name: len(data[name]) for name in ("sent", "verified", "unchanged", "retracted", "differences")}


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


# What is checked after


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (lambda body: b"".join(body.splitlines(keepends=True)[:-1]), "missing: <"),
        (lambda body: body.replace(b"@id", b""), "not sent: <"),
    ],
    ids=["drops a line", "drops languages"],
)
def test_a_server_that_keeps_something_else_is_found_out(
    keep: Callable[[bytes], bytes], words: str, store: Path, run: Callable[..., Result]
) -> None:
    graphs = GraphStore(keep)
    with answering(graphs) as address:
        told = run(store, address, "--protocol", "gsp")
        assert told.exit_code == 1
        assert "is not on the server as it was sent" in told.stderr
        assert words in told.stderr
        again = run(store, address, "--protocol", "gsp", "--dry-run")
        assert "would send           0" not in again.stdout, "what was not verified is sent again"


def test_a_graph_store_alone_is_enough(store: Path, run: Callable[..., Result]) -> None:
    graphs = GraphStore()
    with answering(graphs) as address:
        assert summary(run(store, address, "--protocol", "gsp", "--json"))["differences"] == 0
        found = {graph: canonical(body) for graph, body in graphs.graphs.items() if graph != REGISTER}
        assert found == expected(store)
        assert summary(run(store, address, "--protocol", "gsp", "--json"))["sent"] == 0


# Who publishes


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


def _guarded(allowed: str, scheme: str, graphs: GraphStore) -> Callable[[Request], None]:
    def answer(request: Request) -> None:
        if request.headers.get("Authorization") == allowed:
            graphs(request)
            return
        request.body()
        graphs.authorizations.append(request.headers.get("Authorization"))
        request.reply(401, WWW_Authenticate=scheme)

    return answer


def test_basic_waits_until_it_is_asked_for_and_then_does_not_wait(store: Path, run: Callable[..., Result]) -> None:
    graphs = GraphStore()
    allowed = "Basic a290YTpyYWhhc2lhLTQxZjc="
    with answering(_guarded(allowed, 'Basic realm="kota"', graphs)) as address:
        told = run(store, address, "--protocol", "gsp", "--user", "kota", KG_PUBLISH_PASSWORD=SECRET)
    assert told.exit_code == 0, told.output
    assert graphs.authorizations[0] is None
    assert set(graphs.authorizations[1:]) == {allowed}, "no body is sent twice"


def test_a_token_goes_with_every_request(store: Path, run: Callable[..., Result]) -> None:
    graphs = GraphStore()
    with answering(_guarded(f"Bearer {SECRET}", "Bearer", graphs)) as address:
        told = run(store, address, "--protocol", "gsp", KG_PUBLISH_TOKEN=SECRET)
        assert told.exit_code == 0, told.output
        wrong = run(store, address, "--protocol", "gsp", KG_PUBLISH_TOKEN="lain")
    assert "does not let the token in (from $KG_PUBLISH_TOKEN)" in wrong.stderr


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_followed_to_another_host(status: int, store: Path, run: Callable[..., Result]) -> None:
    reached = GraphStore()
    with answering(reached) as elsewhere:
        to = elsewhere.replace("127.0.0.1", "localhost")

        def redirect(request: Request) -> None:
            request.body()
            request.reply(status, Location=f"{to}/store")

        with answering(redirect) as address:
            told = run(store, address, "--protocol", "gsp", KG_PUBLISH_TOKEN=SECRET)
    assert told.exit_code == 2
    assert f"sends its callers on to {to}/store. kg does not follow" in told.stderr
    assert reached.requests == []


def test_an_address_that_holds_a_password_is_refused_and_not_repeated(store: Path, run: Callable[..., Result]) -> None:
    told = run(store, f"http://dba:{SECRET}@127.0.0.1:9/")
    assert told.exit_code == 2
    assert "holds a user or password" in told.stderr
    assert SECRET not in told.output


def test_credentials_come_from_the_first_place_that_has_them(tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text(f"machine example.org login siti password {SECRET}\n")
    home = {"HOME": str(tmp_path)}
    both = home | {"KG_PUBLISH_USER": "dba", "KG_PUBLISH_PASSWORD": "p"}
    url = "https://example.org/store"
    assert credentials(url, both | {"KG_PUBLISH_TOKEN": "t"}) == Credentials(token="t", source="$KG_PUBLISH_TOKEN")
    assert credentials(url, both) == Credentials("dba", "p", source="$KG_PUBLISH_PASSWORD")
    assert credentials(url, home) == Credentials("siti", SECRET, source=str(tmp_path / ".netrc"))
    assert credentials("https://example.com/", home) is None
    assert SECRET not in repr(credentials(url, home))


@pytest.mark.parametrize(
    ("environment", "user", "words"),
    [
        ({"KG_PUBLISH_PASSWORD": SECRET}, "", "nobody to whom it belongs"),
        ({}, "dba", "There is no password for the user 'dba'"),
        ({"NETRC": "broken"}, "", "is no netrc file that can be used, see line 1"),
        ({"NETRC": "missing"}, "", "cannot be read"),
    ],
)
def test_half_of_a_password_is_told(
    environment: dict[str, str], user: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken").write_text(f"{SECRET} is no keyword\n")
    with pytest.raises(KgError, match=words.replace("$", r"\$")) as error:
        credentials("https://example.org", {"HOME": str(tmp_path)} | environment, user)
    assert SECRET not in str(error.value)


# What can go wrong


def _status(status: int, text: str) -> Callable[[Request], None]:
    def answer(request: Request) -> None:
        request.body()
        request.reply(status, text.encode(), Content_Type="text/html")

    return answer


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "refuses it (400): “no such luck”"),
        (403, "forbids it: “no such luck”"),
        (404, "would send"),
        (405, "does not take GET"),
        (500, "failed (500): “no such luck”"),
        (503, "goes on where it stopped, once the server is well"),
    ],
)
def test_a_refusal_is_told_in_its_words(status: int, words: str, store: Path, run: Callable[..., Result]) -> None:
    page = "<html><head><title>Oh</title></head><body><p>no such luck</p></body></html>"
    with answering(_status(status, page)) as address:
        told = run(store, address, "--protocol", "gsp", "--dry-run")
    assert words in told.output
    assert told.exit_code == (0 if status == 404 else 2)


def test_a_body_that_is_too_large_is_told_with_what_helps(store: Path, run: Callable[..., Result]) -> None:
    graphs = GraphStore()

    def small(request: Request) -> None:
        if int(request.headers.get("Content-Length") or 0) > 30_000:
            request.body()
            request.reply(413)
        else:
            graphs(request)

    with answering(small) as address:
        told = run(store, address, "--protocol", "gsp")
        assert told.exit_code == 2
        assert "bytes too much at once. Send fewer statements at a time: --batch" in told.stderr
        assert summary(run(store, address, "--protocol", "gsp", "--batch", "50", "--json"))["differences"] == 0


def test_a_server_that_is_not_there(store: Path, run: Callable[..., Result]) -> None:
    told = run(store, f"http://127.0.0.1:{free_port()}")
    assert told.exit_code == 2
    assert "cannot be reached: Connection refused. Is the server running, and is the address right?" in told.stderr


def test_a_server_that_takes_too_long(store: Path, run: Callable[..., Result]) -> None:
    def slow(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "application/n-triples")
        request.send_header("Content-Length", "100000")
        request.end_headers()
        for _ in range(100):  # each byte comes in time, the whole does not
            try:
                request.wfile.write(b" ")
                request.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    with answering(slow) as address:
        began = time.monotonic()
        told = run(store, address, "--protocol", "gsp", "--timeout", "0.5")
    assert told.exit_code == 2
    assert "did not answer within 0.5 seconds" in told.stderr
    assert time.monotonic() - began < 5


def test_a_page_that_is_no_rdf(store: Path, run: Callable[..., Result]) -> None:
    with answering(_status(200, "<html>Welcome</html>")) as address:
        told = run(store, address, "--protocol", "gsp")
        assert "gives back something that is no RDF" in told.stderr
        assert "speaks cannot be told: it answers no query" in run(store, address).stderr


def test_a_server_that_only_reads(store: Path, run: Callable[..., Result]) -> None:
    graphs = GraphStore()

    def reading(request: Request) -> None:
        if request.command == "GET":
            graphs(request)
        else:
            request.body()
            request.reply(405)

    with answering(reading) as address:
        told = run(store, address, "--protocol", "gsp")
    assert told.exit_code == 2
    assert "does not take PUT. It may be read-only" in told.stderr


@pytest.mark.parametrize("address", ["localhost:7878", "ftp://localhost/", "http://", "http://localhost:many/"])
def test_an_address_that_is_none(address: str, store: Path, run: Callable[..., Result]) -> None:
    told = run(store, address)
    assert told.exit_code == 2
    assert "is no address of a server" in told.stderr


def test_updates_need_somebody_to_ask(store: Path, run: Callable[..., Result]) -> None:
    told = run(store, "http://127.0.0.1:9/somewhere", "--protocol", "update")
    assert told.exit_code == 2
    assert "could not be verified. Give --query-url." in told.stderr


def test_a_name_that_no_iri_can_hold(store: Path, run: Callable[..., Result]) -> None:
    with oxigraph() as address:
        told = run(store, address, "--name", "Pers 2021")
    assert "'Pers 2021' cannot name a publication" in told.stderr


def test_an_empty_store_takes_nothing_back(store: Path, run: Callable[..., Result], tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    Store.open(empty).close()
    with oxigraph() as address:
        run(store, address)
        told = run(empty, address)
        assert told.exit_code == 2
        assert "There is nothing to publish" in told.stderr
        assert held(Way(address)) == expected(store)


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


# Checksums


triples = st.lists(
    st.builds(
        lambda s, p, o: f"<{ID}{s}> <{ID}{p}> {ox.Literal(o)} .",
        st.sampled_from("abc"),
        st.sampled_from("pqr"),
        st.text(st.characters(codec="utf-8"), max_size=8),
    ),
    max_size=12,
)


@given(triples, st.integers(0, 2**32))
def test_the_order_of_statements_does_not_matter(lines: list[str], seed: int) -> None:
    turned = [*lines, *lines[:2]]
    Random(seed).shuffle(turned)
    one, other = (canonical("\n".join(each).encode()) for each in (lines, turned))
    assert checksum(one) == checksum(other)
    assert checksum(reversed(one)) == checksum(one)


@given(triples, triples)
def test_other_statements_have_another_checksum(one: list[str], other: list[str]) -> None:
    first, second = canonical("\n".join(one).encode()), canonical("\n".join(other).encode())
    assert (checksum(first) == checksum(second)) == (first == second)


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
