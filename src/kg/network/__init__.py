"""The graph between things: nodes, and edges that carry the sentences which state them. Pictures, graph files and analysis read it."""

from __future__ import annotations

from kg.network.model import KINDS, Edge, Network, Node, Passage, around, limited, network

__all__ = ["KINDS", "Edge", "Network", "Node", "Passage", "around", "limited", "network"]
