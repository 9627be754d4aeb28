"""Publishing to servers that refuse, alter, redirect or lie, or by somebody who may not: what is told, what is not."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import sample_store
from graph_servers import GraphStore, Request, answering, free_port, oxigraph
from kg.errors import KgError
from kg.publishing import Credentials, credentials
from kg.publishing.checksum import canonical
from kg.publishing.register import REGISTER
from kg.store import Store
from published import Way, expected, held, publisher, summary

SECRET = "rahasia-41f7"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback is nothing for a proxy that this machine may use."""
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


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
