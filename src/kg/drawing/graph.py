"""The network itself: things in boxes, lines between them, named where there is room."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.drawing.document import Entry, Picture, kind_entry, n
from kg.drawing.layout import LINE, Box, layout
from kg.drawing.lettering import shortened, text_width
from kg.drawing.palette import MARKS
from kg.drawing.wording import counted, edge_name, kind_name, phrase
from kg.network import KINDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.drawing.wording import Language
    from kg.network import Edge, Network

    Boxes = NDArray[np.float64]

# Beyond so many edges their names are told only when pointed at.
_NAMED_EDGES = 150
# How far a line may bend, in parts of its length, in the order in which bends are tried.
_BENDS = (0.05, -0.05, 0.12, -0.12, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42)


def graph(network: Network, language: Language = "en", title: str = "") -> Picture:
    """The network as a picture in which no two labels overlap."""
    boxes, width, height = layout(network) if network.nodes else ({}, 0.0, 24.0)
    told = counted(language, thing=len(network.nodes), link=len(network.edges))
    if network.hidden:
        told += f" · {phrase('hidden', language, hidden=network.hidden)}"
    body = [*_edges(network, boxes, language), *_nodes(network, boxes, language)]
    if not network.nodes:
        body = [f'<text x="0" y="16">{escape(phrase("empty", language))}</text>']
    return Picture(
        network,
        title or phrase("title", language),
        told,
        width,
        height,
        body,
        _legend(network, language),
        {iri: (box.x, box.y) for iri, box in boxes.items()},
    )


def _legend(network: Network, language: Language) -> list[Entry]:
    count = {kind: sum(node.kind == kind for node in network.nodes.values()) for kind in KINDS}
    entries = [kind_entry(kind, f"{kind_name(kind, language)} {count[kind]}") for kind in KINDS if count[kind]]
    if any(edge.relation == "received" for edge in network.edges):
        line = '<g class="edge"><path class="received" d="M-2 0H16" marker-end="url(#tip-received)"/></g>'
        entries.append(Entry(phrase("received", language), line))
    if any(node.open for node in network.nodes.values()):
        box = '<g class="k-area open"><rect class="box" x="-2" y="-6" width="18" height="12" rx="4"/></g>'
        entries.append(Entry(phrase("open", language), box))
    if any(node.hidden for node in network.nodes.values()):
        entries.append(Entry(phrase("beyond", language), '<text class="faint small" x="-2" y="4">+7</text>'))
    return entries


def _nodes(network: Network, boxes: dict[str, Box], language: Language) -> list[str]:
    drawn = []
    for number, (iri, node) in enumerate(network.nodes.items()):
        box = boxes[iri]
        left, top = box.x - box.width / 2, box.y - box.height / 2
        classes = f"node k-{node.kind}" + (" open" if node.open else "") + (" centre" if iri == network.centre else "")
        first = box.y - (len(box.lines) - 1) * LINE / 2 + 4
        lines = "".join(
            f'<tspan x="{n(left + 25)}" y="{n(first + i * LINE)}">{escape(line)}</tspan>'
            for i, line in enumerate(box.lines)
        )
        badge = (
            f'<text class="faint small end" x="{n(left + box.width - 8)}" y="{n(box.y + 4)}">+{node.hidden}</text>'
            if node.hidden
            else ""
        )
        told = node.label + (f" ({phrase('open', language)})" if node.open else "")
        drawn.append(
            f'<g class="{classes}" data-node="{number}" tabindex="0"><title>{escape(told)}</title>'
            f'<rect class="box" x="{n(left)}" y="{n(top)}" width="{n(box.width)}" height="{n(box.height)}" rx="9"/>'
            f'<path class="mark" transform="translate({n(left + 14)} {n(box.y)})" d="{MARKS[node.kind]}"/>'
            f"<text>{lines}</text>{badge}</g>"
        )
    return drawn


def _edges(network: Network, boxes: dict[str, Box], language: Language) -> list[str]:
    """Lines first, then their names, so that no line strikes through a name."""
    import numpy as np

    numbers = {iri: number for number, iri in enumerate(network.nodes)}
    seen: dict[frozenset[str], int] = {}
    taken = list(boxes.values())
    all_boxes = np.array([(box.x, box.y, box.width, box.height) for box in taken]).reshape(-1, 4)
    drawn, names = [], []
    for number, edge in enumerate(network.edges):
        pair = frozenset((edge.source, edge.target))
        nth = seen[pair] = seen.get(pair, -1) + 1
        others = all_boxes[[i for i, iri in enumerate(boxes) if iri not in pair]]
        path, middle, room = _curve(boxes[edge.source], boxes[edge.target], nth, others)
        received = edge.relation == "received"
        look = ' class="received" marker-end="url(#tip-received)"' if received else ' marker-end="url(#tip)"'
        ends = f"{numbers[edge.source]} {numbers[edge.target]}"
        drawn.append(
            f'<g class="edge" data-edge="{number}" data-ends="{ends}" tabindex="0">'
            f'<title>{escape(sentences(edge, network, language))}</title><path class="hit" d="{path}"/>'
            f'<path{look} d="{path}"/></g>'
        )
        if len(network.edges) <= _NAMED_EDGES and (name := _short_name(edge, language)):
            text = _name(name, middle, room, taken)
            if text:
                names.append(f'<g class="edge" data-edge="{number}" data-ends="{ends}">{text}</g>')
    return drawn + names


def sentences(edge: Edge, network: Network, language: Language) -> str:
    """What an edge says in one line, and below it the sentences that state it."""
    said = "\n".join(f"“{each.sentence}” ({each.file})" for each in edge.passages)
    source, target = network.nodes[edge.source].label, network.nodes[edge.target].label
    return f"{source} {edge_name(edge, language)} {target}\n{said}".strip()


def _short_name(edge: Edge, language: Language) -> str:
    """What is written on the line: of a received award only the rank, for its colour tells the rest."""
    if edge.relation == "received":
        return next((each for each in edge.detail.split(", ") if each.startswith("#")), "")
    if edge.relation in {"holds-office", "placed-in"}:
        return shortened(edge_name(edge, language), 30)
    return edge_name(edge, language).split(" (")[0]


def _name(name: str, middle: tuple[float, float], room: float, taken: list[Box]) -> str:
    """The name on the edge, where there is room for it; otherwise it is told when pointed at."""
    width = text_width(name, 10.5) + 4
    if width > room:
        return ""
    for shift in (0.0, -13.0, 13.0, -26.0, 26.0):
        box = Box(middle[0], middle[1] + shift, width, 13.0, ())
        if not any(box.overlaps(other) for other in taken):
            taken.append(box)
            return f'<text class="small middle" x="{n(box.x)}" y="{n(box.y + 3.5)}">{escape(name)}</text>'
    return ""


def _curve(source: Box, target: Box, nth: int, others: Boxes) -> tuple[str, tuple[float, float], float]:
    """A bent line from border to border, its middle, and how wide a text may be that leaves its ends free.

    Of several bends, the one that runs through the fewest other boxes; of these the slightest. Further lines between
    the same two things bend apart.
    """
    import numpy as np

    dx, dy = target.x - source.x, target.y - source.y
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    found: list[tuple[int, int, tuple[float, ...]]] = []
    share = np.linspace(0.04, 0.96, 24)[:, None]
    for rank, part in enumerate(_BENDS):
        bend = part * length + 44 * ((nth + 1) // 2) * (1 if nth % 2 == 0 else -1)
        cx, cy = (source.x + target.x) / 2 - dy / length * bend, (source.y + target.y) / 2 + dx / length * bend
        x1, y1 = _border(source, cx, cy, 0)
        x2, y2 = _border(target, cx, cy, 3)
        x = (1 - share) ** 2 * x1 + 2 * share * (1 - share) * cx + share**2 * x2
        y = (1 - share) ** 2 * y1 + 2 * share * (1 - share) * cy + share**2 * y2
        hit = (np.abs(x - others[:, 0]) < others[:, 2] / 2 + 3) & (np.abs(y - others[:, 1]) < others[:, 3] / 2 + 3)
        struck = int(hit.any(axis=0).sum())
        found.append((struck, rank, (x1, y1, cx, cy, x2, y2)))
        if struck == 0:
            break
    x1, y1, cx, cy, x2, y2 = min(found)[2]
    middle = ((x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4)
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    room = (long - 26) * long / max(abs(x2 - x1), 1.0)
    return f"M{n(x1)} {n(y1)}Q{n(cx)} {n(cy)} {n(x2)} {n(y2)}", middle, room


def _border(box: Box, x: float, y: float, away: float) -> tuple[float, float]:
    """Where the line from a box's middle towards a point leaves the box."""
    dx, dy = x - box.x, y - box.y
    if dx == dy == 0:
        return box.x, box.y
    scale = min(
        (box.width / 2 + away) / abs(dx) if dx else float("inf"),
        (box.height / 2 + away) / abs(dy) if dy else float("inf"),
    )
    return box.x + dx * scale, box.y + dy * scale
