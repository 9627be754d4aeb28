"""The graph between things: nodes, edges and the sentences that state them; what pictures and graph files share."""

from __future__ import annotations

from kg.network.model import KINDS, Edge, Network, Node, Passage, around, limited, network

__all__ = ["KINDS", "Edge", "Network", "Node", "Passage", "around", "limited", "network"]
