"""The part of the network that timeline and map show: who received which award."""

from __future__ import annotations

from dataclasses import replace

from kg.network import Network


def awards(network: Network) -> Network:
    """The awards, those who received them, and nothing else; what was left out stays counted."""
    edges = [edge for edge in network.edges if edge.relation == "received"]
    kept = {iri for edge in edges for iri in (edge.source, edge.target)}
    nodes = {iri: replace(node, hidden=0) for iri, node in network.nodes.items() if iri in kept}
    return Network(nodes, edges, network.hidden, network.centre if network.centre in kept else None)
