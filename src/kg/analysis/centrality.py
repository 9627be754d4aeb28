"""Where things stand in the graph: how many others they are linked to, what hangs together, who holds it together.

Links count once, whatever their direction and however often they are stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.analysis.recognition import shared_awards

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from kg.network import Network, Node

# Beyond so many things betweenness is estimated from the ways that start at some of them, always the same ones.
_EXACT, _SAMPLE, _SEED = 2000, 500, 1


class Measures(NamedTuple):
    """What is measured of a thing.

    Attributes:
        degree: how many other things it is linked to.
        betweenness: the share of all pairs of other things whose shortest way leads through it (Freeman 1977,
            normalised); where several ways are equally short, each counts in part.
        component: the number of the part it belongs to, 1 for the largest.
        shared_awards: how many awards it received together with another area; 0 for what is no area.
    """

    degree: int
    betweenness: float
    component: int
    shared_awards: int


class Part(NamedTuple):
    """Things that are linked to each other, directly or through others, and to nothing else; the most linked first."""

    number: int
    things: tuple[Node, ...]


class Bridge(NamedTuple):
    """A thing through which others are linked.

    ``share`` of the shortest ways between two other things of its part lead through it; without it, the things in
    ``apart`` would no longer be linked to the larger rest of that part.
    """

    thing: Node
    share: float
    apart: tuple[Node, ...]
    estimated: bool = False


def measures(network: Network) -> dict[str, Measures]:
    """What is measured of each thing, by IRI, sorted: for tables, and as attributes of nodes in exports."""
    graph = _graph(network)
    between = _betweenness(graph)
    part = {node.iri: each.number for each in parts(network) for node in each.things}
    shared: dict[str, set[str]] = {}
    for pair in shared_awards(network):
        for area in (pair.one, pair.other):
            shared.setdefault(area.iri, set()).update(award.iri for award in pair.awards)
    return {
        iri: Measures(graph.degree(iri), round(between[iri], 6), part[iri], len(shared.get(iri, ())))
        for iri in network.nodes
    }


def parts(network: Network) -> list[Part]:
    """The parts that the graph falls into, the largest first."""
    import networkx as nx

    graph = _graph(network)
    found = [_by_degree(network, graph, component) for component in nx.connected_components(graph)]
    found.sort(key=lambda things: (-len(things), min(node.iri for node in things)))
    return [Part(number, things) for number, things in enumerate(found, 1)]


def bridges(network: Network, most: int) -> list[Bridge]:
    """The things through which most of the others are linked, by betweenness; those that link nothing are left out."""
    import networkx as nx

    graph = _graph(network)
    between = _betweenness(graph)
    whole = _pairs(len(graph))
    found = []
    for iri in sorted((iri for iri in between if between[iri] > 0), key=lambda iri: (-between[iri], iri))[:most]:
        part = nx.node_connected_component(graph, iri)
        rest = graph.subgraph(part - {iri})
        pieces = sorted(nx.connected_components(rest), key=lambda piece: (-len(piece), min(piece)))
        apart = _by_degree(network, graph, {other for piece in pieces[1:] for other in piece})
        share = min(1.0, between[iri] * whole / _pairs(len(part)))
        found.append(Bridge(network.nodes[iri], share, apart, len(graph) > _EXACT))
    return found


def _graph(network: Network) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in network.edges)
    return graph


def _betweenness(graph: nx.Graph[str]) -> Mapping[str, float]:
    import networkx as nx

    sample = None if len(graph) <= _EXACT else _SAMPLE
    found: Mapping[str, float] = nx.betweenness_centrality(graph, k=sample, seed=_SEED)
    return found


def _pairs(things: int) -> int:
    """How many pairs of other things one of so many things can stand between."""
    return (things - 1) * (things - 2) // 2


def _by_degree(network: Network, graph: nx.Graph[str], things: set[str]) -> tuple[Node, ...]:
    return tuple(network.nodes[iri] for iri in sorted(things, key=lambda iri: (-graph.degree(iri), iri)))
