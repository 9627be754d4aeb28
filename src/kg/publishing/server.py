"""A server's graphs: replaced, extended, dropped and read back, by the Graph Store Protocol or by SPARQL Update."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlencode

from kg.publishing.checksum import canonical
from kg.publishing.endpoints import graph_url
from kg.publishing.http import ServerError
from kg.secrecy import public

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.publishing.endpoints import Endpoints
    from kg.publishing.http import Connection, Response

_RDF = "application/n-triples"
# A server that caps its answers gives a graph in 16, then 256 parts.
_FINEST = 2
_AT_ONCE = 100

_T = TypeVar("_T")


class Writer(Protocol):
    """How graphs are changed; ``batch`` is the most statements that one request carries."""

    def replace(self, graphs: Mapping[str, Sequence[str]]) -> None:
        """Put these graphs in the place of what the server holds under their names."""

    def extend(self, graph: str, lines: Sequence[str]) -> None:
        """Add statements to a graph."""

    def drop(self, graphs: Sequence[str]) -> None:
        """Take graphs away; one that is not there is no matter."""


class GraphStoreWriter:
    """The SPARQL 1.1 Graph Store HTTP Protocol: a request a graph, and one more for each further batch of it."""

    def __init__(self, connection: Connection, endpoint: str, batch: int) -> None:
        self._connection, self._endpoint, self._batch = connection, endpoint, batch

    def replace(self, graphs: Mapping[str, Sequence[str]]) -> None:
        """PUT each graph."""
        for graph, lines in graphs.items():
            if not lines:
                self.drop([graph])
            for number, part in enumerate(_parts(lines, self._batch)):
                self._send("POST" if number else "PUT", graph, part)

    def extend(self, graph: str, lines: Sequence[str]) -> None:
        """POST to the graph."""
        for part in _parts(lines, self._batch):
            self._send("POST", graph, part)

    def drop(self, graphs: Sequence[str]) -> None:
        """DELETE each graph."""
        for graph in graphs:
            try:
                self._connection.send("DELETE", graph_url(self._endpoint, graph))
            except ServerError as error:
                if error.status != 404:
                    raise

    def _send(self, method: str, graph: str, lines: Sequence[str]) -> None:
        body = "".join(f"{line}\n" for line in lines).encode()
        self._connection.send(method, graph_url(self._endpoint, graph), body, {"Content-Type": _RDF})


class UpdateWriter:
    """SPARQL 1.1 Update: small graphs share a request, so that it holds for all of them or for none."""

    def __init__(self, connection: Connection, endpoint: str, batch: int) -> None:
        self._connection, self._endpoint, self._batch = connection, endpoint, batch

    def replace(self, graphs: Mapping[str, Sequence[str]]) -> None:
        """CLEAR the graphs and INSERT DATA; more than a batch in as many requests as it takes."""
        clear = "".join(f"CLEAR SILENT GRAPH <{graph}> ;\n" for graph in graphs)
        pairs = [(graph, line) for graph, lines in graphs.items() for line in lines]
        if not pairs:
            self._send(clear)
        for number, part in enumerate(_parts(pairs, self._batch)):
            self._send(("" if number else clear) + _insert(part))

    def extend(self, graph: str, lines: Sequence[str]) -> None:
        """INSERT DATA into the graph."""
        for part in _parts([(graph, line) for line in lines], self._batch):
            self._send(_insert(part))

    def drop(self, graphs: Sequence[str]) -> None:
        """DROP the graphs; a server that keeps no empty graphs does the same for CLEAR."""
        for part in _parts(graphs, _AT_ONCE):
            self._send("".join(f"CLEAR SILENT GRAPH <{graph}> ;\nDROP SILENT GRAPH <{graph}> ;\n" for graph in part))

    def _send(self, update: str) -> None:
        self._connection.send("POST", self._endpoint, update.encode(), {"Content-Type": "application/sparql-update"})


class Server:
    """A server's graphs, changed through ``writer`` and read through its queries, else through its graph store."""

    def __init__(self, connection: Connection, endpoints: Endpoints, batch: int) -> None:
        self._connection, self.endpoints = connection, endpoints
        if endpoints.graphs is not None:
            self.writer: Writer = GraphStoreWriter(connection, endpoints.graphs, batch)
        elif endpoints.update is not None and endpoints.query is not None:
            self.writer = UpdateWriter(connection, endpoints.update, batch)
        else:
            raise ValueError("a graph store is needed, or addresses for both updates and queries")

    def read(self, graph: str) -> list[str]:
        """A graph as canonical N-Triples lines, sorted; empty where it is not there.

        Raises:
            ServerError: where the server refuses, or answers with something else.
        """
        if self.endpoints.graphs is not None and self.endpoints.query is None:
            return self._from_store(self.endpoints.graphs, graph)
        count = self.counts([graph]).get(graph, 0)
        if not count:
            return []
        lines: set[str] = set()
        for length in range(_FINEST + 1):
            starts = ["".join(each) for each in product("0123456789abcdef", repeat=length)]
            lines.update(line for start in starts for line in self._part(graph, start))
            if len(lines) >= count:
                break
        return sorted(lines)

    def counts(self, graphs: Sequence[str]) -> dict[str, int]:
        """How many statements these graphs have, without those that are not there.

        Raises:
            ServerError: where the server refuses, or answers with something else.
        """
        found: dict[str, int] = {}
        for part in _parts(graphs, _AT_ONCE):
            names = " ".join(f"<{graph}>" for graph in part)
            asked = (
                f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} VALUES ?g {{ {names} }} }} GROUP BY ?g"
            )
            answer = self._ask(asked, "application/sparql-results+json")
            try:
                for row in json.loads(answer.body)["results"]["bindings"]:
                    if "g" in row:
                        found[row["g"]["value"]] = int(row["n"]["value"])
            except (ValueError, KeyError, TypeError):
                raise ServerError(
                    f"{public(self.endpoints.query or '')} answers a SELECT with {answer.media_type}, not with results."
                ) from None
        return found

    @property
    def counts_graphs(self) -> bool:
        """Whether the server can be asked how large graphs are, without reading them."""
        return self.endpoints.query is not None

    def _part(self, graph: str, start: str) -> list[str]:
        """The statements of a graph whose subjects' SHA-1 starts so: parts that any server can tell without sorting."""
        part = f'FILTER(STRSTARTS(LCASE(SHA1(STR(?s))), "{start}"))' if start else ""
        asked = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o {part} }} }}"
        return self._triples(self._ask(asked, _RDF))

    def _from_store(self, endpoint: str, graph: str) -> list[str]:
        try:
            return self._triples(self._connection.send("GET", graph_url(endpoint, graph), headers={"Accept": _RDF}))
        except ServerError as error:
            if error.status == 404:
                return []
            raise

    def _triples(self, answer: Response) -> list[str]:
        try:
            return canonical(answer.body, answer.media_type)
        except (ValueError, SyntaxError) as error:
            why = self._connection.told(str(error))
            raise ServerError(
                f"The server gives back something that is no RDF ({why}). Is the address right?"
            ) from None

    def _ask(self, sparql: str, accept: str) -> Response:
        return self._connection.send(
            "POST",
            self.endpoints.query or "",
            urlencode({"query": sparql}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept},
        )


def _parts(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _insert(pairs: Sequence[tuple[str, str]]) -> str:
    by_graph: dict[str, list[str]] = {}
    for graph, line in pairs:
        by_graph.setdefault(graph, []).append(line)
    blocks = (f"GRAPH <{graph}> {{\n" + "\n".join(lines) + "\n}\n" for graph, lines in by_graph.items())
    return "INSERT DATA {\n" + "".join(blocks) + "}"
