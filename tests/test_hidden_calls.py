"""However a call to another server is written, no command makes it: a listener on loopback is never reached."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_store
from kg.cli import main
from kg.errors import QueryError
from kg.store import refuse_service


class Listener:
    """A server on loopback that counts who comes, and sends everybody away."""

    def __init__(self) -> None:
        self.reached = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.reached += 1
            caller.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hidden") / "store"
    sample_store.build(made)
    return made


SC = "https://w3id.org/smartcity-kg/ontology#"
# HERE stands for the listener's address; h: ends in a port, so that h:SERVICE is no IRI and falls into two words.
HEAD = f"PREFIX e: <HERE> PREFIX h: <http://h:9> PREFIX sc: <{SC}> "

WHAT_A_REVIEWER_SENT = [
    "PREFIX ex: <HERE> SELECT * { VALUES (?a ?b) {(1 2)} FILTER(?a<?b)SERVICEex:s#>\n{?x ?y ?z} }",
    "PREFIX ex: <HERE> ASK { VALUES (?a ?b) {(1 2)} FILTER(?a<?b)SERVICEex:s#>\n{?x ?y ?z} }",
    "PREFIX ex: <HERE> CONSTRUCT {<a:a> <a:b> ?x} { VALUES (?a ?b) {(1 2)} FILTER(?a<?b)SERVICEex:s#>\n{?x ?y ?z} }",
    f"PREFIX sc: <{SC}> SELECT * {{ ?g sc:headline ?h BIND(IRI(CONCAT('HEREleak?',ENCODE_FOR_URI(?h))) AS ?u) "
    "FILTER(?g<?h||1<2)SERVICE?u#>\n{?x ?y ?z} } LIMIT 3",
    f"PREFIX sc: <{SC}> SELECT * {{ ?g sc:headline ?h BIND(IRI(CONCAT('HEREleak?',ENCODE_FOR_URI(?h))) AS ?u) "
    "FILTER EXISTS { VALUES (?a ?b) {(1 2)} FILTER(?a<?b)SERVICE?u#>\n{?x ?y ?z} } } LIMIT 3",
    "SELECT * { \\u0053ERVICE <HERE> {?s ?p ?o} }",
]
BEFORE = [
    "",
    "VALUES ?u { <HERE> } ",
    "BIND(<HERE> AS ?u)",
    "VALUES (?a ?b) {(1 2)} FILTER(?a<?b)",
    "FILTER(1<2||<HERE>=?u)",
    "?s ?p 1",
    "?s ?p 1.",
    "?s ?p 1e0",
    "?s ?p true",
    "?s ?p 'a'",
    "?s ?p 'a'@en ",
    "?s ?p 'a'@en.",
    "?s ?p '''a''b'''",
    "BIND(''''a#''' AS ?a)",
    "BIND('' AS ?a)# '''\n",
    "BIND('it\\'s' AS ?a)#\r",
    "BIND('\\\\' AS ?a)",
    "?s ?p e:a.b.",
    "?s ?p e:a.",
    "?s ?p h:",
    "?s ?p e:.",
    "?s ?p e:\\#.",
    "OPTIONAL { ?s e:/^e:*|!e: ?o }",
    "?s (e:?) ?o.",
    "OPTIONAL{}",
    "{}",
    "# \x0b\x0c\x85\u2028\n",
    "OPTIONAL { <<( ?s ?p ?o )>> ?q ?r }",
    "?s ?p _:b.",
    "OPTIONAL { ?s ?p <HERE#it's> }",
    "FILTER(?s != <HERE>)",
    "\t",
]
WORDS = ["SERVICE", "service", "sErViCe", "\\u0053ERVICE", "SERV\\U00000049CE", "\\u+053ERVICE"]
AFTER = ["<HERE>{}", " SILENT <HERE> { ?x ?y ?z }", "?u#>\n{}", "e:s#>'\n{ ?x ?y ?z }", "#\n e: {}", "\r\n<HERE> {}"]
EVERY = WHAT_A_REVIEWER_SENT + [
    f"{HEAD}SELECT * {{ {before}{word}{after} }}"
    for i, (before, word, after) in enumerate(itertools.product(BEFORE, WORDS, AFTER))
    if word == "SERVICE" or i % 7 < 2  # each way to write the word with other ways to come to it and to go on
]
OTHERWISE = [
    "SELECT * FROM <HERE> { ?s ?p ?o }",
    "SELECT * FROM NAMED <HERE> { GRAPH <HERE> { ?s ?p ?o } }",
    "DESCRIBE <HERE>",
    "LOAD <HERE>",
    "LOAD SILENT <HERE> INTO GRAPH <HERE>",
    "SELECT * {} ; LOAD <HERE>",
    "ASK {} LOAD <HERE>",
    "INSERT DATA { <HERE> <HERE> <HERE> }",
    "BASE <HERE> DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
]


@pytest.fixture(scope="module")
def data(listener: Listener) -> ox.Store:
    """Data that every way to come to the word finds something in."""
    store, here = ox.Store(), ox.NamedNode(listener.address)
    things = [here, ox.NamedNode("http://h:9"), ox.NamedNode(f"{listener.address}a.b"), ox.NamedNode(f"{here.value}a")]
    things += [ox.NamedNode(f"{here.value}#")]
    texts = [ox.Literal(1), ox.Literal(True), ox.Literal("a"), ox.Literal("a", language="en"), ox.Literal("a''b")]
    every: list[ox.NamedNode | ox.Literal] = [*things, *texts, ox.Literal(1.0)]
    for each in every:
        store.add(ox.Quad(here, here, each))
    return store


def calls_out(store: ox.Store, query: str, listener: Listener) -> bool:
    """Whether Oxigraph itself, with nobody refusing, reaches the listener with this query."""
    before = listener.reached
    try:
        answer = store.query(query, prefixes={"sc": SC}, use_default_graph_as_union=True)
        if isinstance(answer, ox.QuerySolutions | ox.QueryTriples):
            list(answer)
    except (OSError, SyntaxError, RuntimeError, UnicodeEncodeError):
        pass
    return listener.reached > before


def refused(query: str) -> bool:
    try:
        refuse_service(query)
    except QueryError:
        return True
    return False


def test_hundreds_of_ways_to_hide_a_call_are_refused_by_the_command(
    listener: Listener, folder: Path, tmp_path: Path
) -> None:
    assert len(EVERY) >= 300
    before, file, run = listener.reached, tmp_path / "x.rq", CliRunner()
    for each in EVERY:
        query = each.replace("HERE", listener.address)
        file.write_bytes(query.encode())
        for arguments, stdin in ((["query", "-"], query), (["query", str(file)], "")):
            done = run.invoke(main, ["--store", str(folder), *arguments], input=stdin.encode())
            assert (done.exit_code, done.stdout) == (2, ""), query
            assert "SERVICE" in done.stderr, query
    assert listener.reached == before


def test_many_of_them_are_calls_that_oxigraph_would_make(data: ox.Store, listener: Listener) -> None:
    """The list above is about real calls, not about noise."""
    made = [calls_out(data, each.replace("HERE", listener.address), listener) for each in EVERY]
    assert made.count(True) >= 60


@pytest.mark.parametrize("query", OTHERWISE)
def test_neither_updates_nor_remote_graphs_reach_out(query: str, listener: Listener, folder: Path) -> None:
    before = listener.reached
    done = CliRunner().invoke(
        main, ["--store", str(folder), "query", "-"], input=query.replace("HERE", listener.address)
    )
    assert done.exit_code == (0 if query.startswith(("SELECT * FROM", "DESCRIBE")) else 2)
    assert listener.reached == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "QUERY"],
        ["ask", "Kapan?", "--about", "QUERY"],
        ["show", "QUERY"],
        ["draw", "-", "--format", "dot", "--around", "QUERY"],
        ["export", "-", "--format", "nt", "--area", "QUERY"],
        ["export", "-", "--format", "nt", "--article", "QUERY"],
        ["query", "awards-of-area", "-p", "area=QUERY"],
        ["query", "QUERY"],
    ],
)
def test_what_other_commands_take_is_never_a_call(arguments: list[str], listener: Listener, folder: Path) -> None:
    before = listener.reached
    for each in (WHAT_A_REVIEWER_SENT[0], "x' } SERVICE <HERE> {} #"):
        query = each.replace("HERE", listener.address)
        given_ = [each.replace("QUERY", query) for each in arguments]
        done = CliRunner().invoke(main, ["--store", str(folder), *given_])
        assert done.exit_code in (0, 2), done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
    assert listener.reached == before


PIECES = st.sampled_from(
    (
        *BEFORE,
        "'SERVICE'",
        '"SERVICE',
        "'''",
        '"""',
        "'",
        '"',
        "#",
        "\n",
        "\r",
        "\\",
        "\\'",
        "\\#",
        "\\.",
        "\\u0027",
        "<",
        ">",
        "<<",
        ">>",
        "{|",
        "|}",
        "{",
        "}",
        "(",
        ")",
        "?",
        "$",
        "?x",
        "@",
        "@en-",
        "_:b",
        ":",
        "e:",
        "h:",
        "a",
        ".",
        "..",
        "1",
        "-",
        "^",
        "%41",
        "\x00",
        "\x0b",
        "\x85",
        "\ufeff",
        "\u00a0",
        "\u0300",
        "\u00b7",
        "\U0001f600",
        "GRAPH ?g {",
        "OPTIONAL {",
        "MINUS {",
        "LATERAL {",
        "FILTER(",
        "BIND(",
        "VALUES ?v {",
        "e:a.b.",
        "<HERE>",
    )
)


@settings(max_examples=600, deadline=None)
@given(
    before=st.lists(PIECES, max_size=5).map("".join),
    word=st.sampled_from(WORDS),
    after=st.sampled_from(AFTER),
    rest=st.lists(PIECES, max_size=3).map("".join),
)
def test_whatever_oxigraph_would_call_is_refused(
    before: str, word: str, after: str, rest: str, data: ox.Store, listener: Listener
) -> None:
    query = f"{HEAD}SELECT * {{ {before}{word}{after} {rest} }}".replace("HERE", listener.address)
    assert refused(query) or not calls_out(data, query, listener)


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(st.one_of(PIECES, st.sampled_from((*WORDS, *AFTER))), max_size=9))
def test_whatever_passes_calls_nobody(parts: list[str], data: ox.Store, listener: Listener) -> None:
    query = f"{HEAD}SELECT * {{ {''.join(parts)} }}".replace("HERE", listener.address)
    assert refused(query) or not calls_out(data, query, listener)
