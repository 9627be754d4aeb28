"""What is published to a server and what is found there, for the tests of ``kg publish``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result

from kg.cli import main
from kg.exporting import selected
from kg.mappers.terms import ID, Quad, n_triples
from kg.publishing import Connection, Credentials, Server, discover
from kg.publishing.checksum import canonical
from kg.publishing.register import REGISTER
from kg.store import Store


class Way(NamedTuple):
    """A server, and how it is published to."""

    address: str
    options: tuple[str, ...] = ()
    user: str = ""

    @property
    def environment(self) -> dict[str, str | None]:
        return {"KG_PUBLISH_USER": self.user, "KG_PUBLISH_PASSWORD": "dba"} if self.user else {}


def publisher(home: Path) -> Callable[..., Result]:
    """``kg publish`` of a store, to an address or way; no password but those given."""

    def call(store: Path, to: Way | str, *options: str, **environment: str) -> Result:
        way = to if isinstance(to, Way) else Way(to)
        bare = {"HOME": str(home), "NETRC": None, "KG_PUBLISH_TOKEN": None}
        arguments = ["--store", str(store), "publish", way.address, *way.options, *options]
        return CliRunner().invoke(main, arguments, env={**bare, **way.environment, **environment})

    return call


def server_of(way: Way, batch: int = 1000) -> Server:
    who = Credentials(way.user, "dba") if way.user else None
    connection = Connection([way.address], who, 30)
    asked = way.options[way.options.index("--query-url") + 1] if "--query-url" in way.options else None
    protocol = way.options[1] if way.options else "auto"
    return Server(connection, discover(connection, way.address, protocol, None, asked), batch)  # type: ignore[arg-type]


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
