"""Where a server takes graphs, updates and queries: told, or found out from the one address that a user gave."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote, urlencode

from kg.errors import KgError
from kg.publishing.http import ServerError
from kg.secrecy import public

if TYPE_CHECKING:
    from kg.publishing.http import Connection

Protocol = Literal["auto", "gsp", "update"]


class Endpoints(NamedTuple):
    """The addresses of a server: its graph store (GSP), its updates and its queries; None where unknown or not used."""

    graphs: str | None
    update: str | None
    query: str | None


class _Layout(NamedTuple):
    server: str
    graphs: str
    update: str
    query: str


# What each server adds to its address for the three.
_LAYOUTS = (
    _Layout("Oxigraph", "/store", "/update", "/query"),
    _Layout("Fuseki", "/data", "/update", "/query"),
    _Layout("Virtuoso", "/sparql-graph-crud-auth", "/sparql-auth", "/sparql-auth"),
    _Layout("RDF4J, GraphDB", "/rdf-graphs/service", "/statements", ""),
)


def discover(
    connection: Connection, url: str, protocol: Protocol = "auto", update: str | None = None, query: str | None = None
) -> Endpoints:
    """The addresses to publish to, from a server's address or that of one of its endpoints.

    With ``gsp`` the URL is the graph store, with ``update`` it takes the updates unless ``update`` does; no server is
    asked.
    With ``auto`` the layouts of known servers are tried with ``ASK {}``, and the Graph Store Protocol is preferred.

    Raises:
        KgError: where it cannot be found out, or updates are to be sent but nobody to ask is known.
        ServerError: where the server cannot be reached, or wants to know who asks.
    """
    url = url.rstrip("/")
    if protocol == "gsp":
        known = [each for each in _LAYOUTS if url.endswith(each.graphs)]
        return Endpoints(url, None, query or next((_beside(url, each.graphs, each.query) for each in known), None))
    if protocol == "update" or (update and query):
        to = update or url
        known = [each for each in _LAYOUTS if to.endswith(each.update)]
        asked = query or next((_beside(to, each.update, each.query) for each in known), None)
        if asked is None:
            raise KgError(
                f"Where {public(to)} answers queries is not known, so what is sent could not be verified. "
                "Give --query-url."
            )
        return Endpoints(None, to, asked)
    return _tried(connection, url, query)


def graph_url(endpoint: str, graph: str) -> str:
    """The address of a graph in a graph store (indirect graph identification, SPARQL 1.1 GSP, 4.2).

    >>> graph_url("http://localhost:7878/store", "https://w3id.org/x")
    'http://localhost:7878/store?graph=https%3A%2F%2Fw3id.org%2Fx'
    """
    return f"{endpoint}{'&' if '?' in endpoint else '?'}graph={quote(graph, safe='')}"


def _tried(connection: Connection, url: str, query: str | None) -> Endpoints:
    named = [each for each in _LAYOUTS if any(name and url.endswith(name) for name in each[1:])]
    # An address that answers queries itself takes updates too, in Blazegraph, Virtuoso and a dataset of Fuseki's.
    if not named and "/repositories/" not in url and _answers(connection, query or url):
        return Endpoints(None, url, query or url)
    for layout in named or _LAYOUTS:
        own = next((name for name in layout[1:] if name and url.endswith(name)), "")
        base = url.removesuffix(own)
        asked = query or base + layout.query
        if _answers(connection, asked) and _holds_graphs(connection, base + layout.graphs):
            if own == layout.update:
                return Endpoints(None, url, asked)
            return Endpoints(base + layout.graphs, None, asked)
    raise KgError(
        f"What {public(url)} speaks cannot be told: it answers no query. Is the address right? If so, say which "
        "protocol it speaks: --protocol gsp for the Graph Store Protocol, or --protocol update with --query-url."
    )


def _beside(url: str, own: str, other: str) -> str:
    return url.removesuffix(own) + other


def _answers(connection: Connection, query: str) -> bool:
    """Whether an ASK is answered there; that the server is down, or wants to know who asks, is no matter of layout."""
    try:
        answer = connection.send(
            "GET", f"{query}?{urlencode({'query': 'ASK {}'})}", headers={"Accept": "application/sparql-results+json"}
        )
        return not {"boolean", "results"}.isdisjoint(json.loads(answer.body))  # Virtuoso may answer with a table
    except ServerError as error:
        if error.status in (0, 401, 403) or 300 <= error.status < 400:
            raise
        return False
    except (ValueError, TypeError):
        return False


def _holds_graphs(connection: Connection, endpoint: str) -> bool:
    """Whether a graph store is there: a graph that does not exist is 404, as is a store that does not, so ask for one
    that always exists, or for the method."""
    try:
        connection.send("HEAD", f"{endpoint}?default")
    except ServerError as error:
        return error.status not in (0, 404, 405)
    return True
