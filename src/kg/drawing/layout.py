"""Where each node stands: springs within each connected part, boxes pushed apart, the parts side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.drawing.lettering import label_lines, text_width

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from kg.network import Network, Node

    Points = NDArray[np.float64]

LINE = 15.0
_PADDING = 9.0
_MARK = 16.0
_GAP = (44.0, 24.0)
# How far apart two linked things are wanted, sideways and up; the first where they are few.
_FEW, _ROOMY, _DENSE = 14, (215.0, 118.0), (150.0, 84.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place: its middle, its size, and its label in lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    def overlaps(self, other: Box) -> bool:
        """Whether the two boxes share any point."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


def layout(network: Network) -> tuple[dict[str, Box], float, float]:
    """A box for each node, none of which overlap, and the width and height that hold them all; always the same."""
    import networkx as nx

    graph = _graph(network, network.nodes)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    placed = [_part(part, network) for part in parts]
    return _side_by_side(placed)


def _size(node: Node) -> tuple[float, float, tuple[str, ...]]:
    lines = label_lines(node.label)
    badge = text_width(f"+{node.hidden}") + 6 if node.hidden else 0.0
    width = max(map(text_width, lines)) + _MARK + 2 * _PADDING + badge
    return round(width, 1), LINE * len(lines) + 2 * _PADDING - 5, lines


def _graph(network: Network, kept: Collection[str]) -> nx.Graph[str]:
    """The things to keep and their links, in an order that depends on nothing else."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(kept))
    ends = {(edge.source, edge.target) for edge in network.edges if edge.source in kept and edge.target in kept}
    graph.add_edges_from(sorted(ends))
    return graph


def _part(part: list[str], network: Network) -> dict[str, Box]:
    """One connected part, its upper left corner at the origin."""
    import networkx as nx
    import numpy as np

    sizes = {iri: _size(network.nodes[iri]) for iri in part}
    if len(part) == 1:
        points = np.zeros((1, 2))
    else:
        graph = _graph(network, set(part))
        spring = nx.spring_layout(graph, iterations=50, seed=7)
        points = _relaxed(np.array([spring[iri] for iri in part], dtype=float), graph, part)
        # Labels are wider than high, so the picture is too; among few things lines have room for their names.
        points *= np.array(_ROOMY if len(part) <= _FEW else _DENSE)
    boxes = np.array([sizes[iri][:2] for iri in part])
    points = _apart(points, boxes)
    points = points - (points - boxes / 2).min(axis=0)
    return {
        iri: Box(round(float(x), 1), round(float(y), 1), *sizes[iri]) for iri, (x, y) in zip(part, points, strict=True)
    }


def _relaxed(points: Points, graph: nx.Graph[str], part: list[str]) -> Points:
    """Stress majorization: things as far apart as they are links apart; the longest way lies from left to right.

    Gansner, Koren and North, "Graph Drawing by Stress Majorization" (2004).
    """
    import networkx as nx
    import numpy as np

    index = {iri: number for number, iri in enumerate(part)}
    wanted = np.zeros((len(part), len(part)))
    for iri, lengths in nx.all_pairs_shortest_path_length(graph):
        for other, length in lengths.items():
            wanted[index[iri], index[other]] = length
    # A thing with many links needs more room around it than one with two.
    links = np.array([max(graph.degree(iri), 1) for iri in part], dtype=float)
    crowd = np.maximum(np.sqrt(np.add.outer(links, links)) / 3.2, 1.0)
    wanted = wanted * np.where(wanted == 1, crowd, 1.0)
    weights = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    solved = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(120):
        between = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
        pull = np.divide(weights * wanted, between, out=np.zeros_like(wanted), where=between > 1e-9)
        points = solved @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned = points @ axes.T
    # The first thing by name stands to the upper left: a mirror image would be as good, but another picture.
    return np.asarray(turned * np.where(turned[0] > 0, -1.0, 1.0))


def _apart(points: Points, boxes: Points) -> Points:
    """Push boxes apart until none overlap: each pair along the way that is shorter."""
    import numpy as np

    count = len(points)
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2 + np.array(_GAP)
    upper = np.triu(np.ones((count, count), dtype=bool), 1)
    # Where two share a place there is no way to push: a hair's breadth by rank gives one.
    points = points + np.arange(count)[:, None] * 1e-3
    for step in range(4000):
        apart = points[:, None, :] - points[None, :, :]
        over = need - np.abs(apart)
        clash = (over > 0.01).all(axis=2) & upper
        if not clash.any():
            return points
        first, second = np.nonzero(clash)
        depth = over[first, second]
        axis = (depth[:, 1] <= depth[:, 0]).astype(int)
        row = np.arange(len(first))
        way = np.where(apart[first, second, axis] >= 0, 1.0, -1.0)
        push = way * (depth[row, axis] / 2 + 0.05)
        moved = np.zeros_like(points)
        hits = np.zeros_like(points)
        np.add.at(moved, (first, axis), push)
        np.add.at(moved, (second, axis), -push)
        np.add.at(hits, (first, axis), 1)
        np.add.at(hits, (second, axis), 1)
        points = points + moved / np.maximum(hits, 1)
        if step % 100 == 99:
            points = points * 1.1  # a crowd that pushes in circles gets more room
    return points


def _side_by_side(parts: list[dict[str, Box]]) -> tuple[dict[str, Box], float, float]:
    """The parts packed, the largest first, each as high as it can stand; the whole about as high as wide."""
    room = 40.0
    sizes = [
        (
            max(box.x + box.width / 2 for box in part.values()) + room,
            max(box.y + box.height / 2 for box in part.values()) + room,
        )
        for part in parts
    ]
    widest = max([width for width, _ in sizes] + [(sum(w * h for w, h in sizes) * 1.15) ** 0.5, 640.0])
    found: dict[str, Box] = {}
    # The lower border of what is placed: from x on, down to y.
    skyline = [(0.0, 0.0)]
    for part, (width, height) in zip(parts, sizes, strict=True):
        x, y = min(
            ((left, _ground(skyline, left, width)) for left, _ in skyline if left + width <= widest + 0.1),
            key=lambda spot: (spot[1], spot[0]),
        )
        for iri, box in part.items():
            found[iri] = Box(round(box.x + x, 1), round(box.y + y, 1), box.width, box.height, box.lines)
        after = max(level for level in skyline if level[0] <= x + width)[1]
        kept = [level for level in skyline if level[0] < x or level[0] > x + width]
        skyline = sorted([*kept, (x, y + height), (x + width, after)])
    right = max(box.x + box.width / 2 for box in found.values())
    return found, right, max(box.y + box.height / 2 for box in found.values())


def _ground(skyline: list[tuple[float, float]], left: float, width: float) -> float:
    """How far down everything reaches between left and left + width."""
    ends = [*(x for x, _ in skyline[1:]), float("inf")]
    return max(y for (x, y), end in zip(skyline, ends, strict=True) if x < left + width and end > left)
