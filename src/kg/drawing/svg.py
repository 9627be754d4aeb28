"""The network as an SVG picture: labels in boxes, a colour and a mark for each kind, light and dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.drawing.layout import LINE, Box, layout, text_width
from kg.drawing.wording import kind_name, phrase, relation_name
from kg.network import KINDS

if TYPE_CHECKING:
    from kg.drawing.wording import Language
    from kg.network import Edge, Network

_MARGIN = 28.0
_LEGEND = 66.0
# Beyond so many edges their names are told only when pointed at.
_NAMED_EDGES = 150
#: Colours by Okabe and Ito, which the colour-blind can tell apart; the marks differ too.
COLOURS = {
    "area": "#0072b2",
    "person": "#e69f00",
    "organization": "#009e73",
    "award": "#d55e00",
    "event": "#cc79a7",
    "programme": "#56b4e9",
    "work": "#b8a800",
    "position": "#8a6d3b",
    "list": "#7f7f7f",
}
# Marks within 10 × 10, around the origin.
_MARKS = {
    "area": "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z",
    "person": "M-5-5H5V5H-5Z",
    "organization": "M0-5.5L5.5 4.5H-5.5Z",
    "award": "M0-6L1.8-2 6-1.9 2.8.9 3.9 5 0 2.6-3.9 5-2.8.9-6-1.9-1.8-2Z",
    "event": "M0-6L6 0 0 6-6 0Z",
    "programme": "M-3-5.2H3L6 0 3 5.2H-3L-6 0Z",
    "work": "M-1.8-5.5H1.8V-1.8H5.5V1.8H1.8V5.5H-1.8V1.8H-5.5V-1.8H-1.8Z",
    "position": "M0 5.5L5.5-4.5H-5.5Z",
    "list": "M-5-5H5V-2.6H-5ZM-5-1.2H5V1.2H-5ZM-5 2.6H5V5H-5Z",
}
_LIGHT = (
    "--ground:#ffffff;--ink:#1b1f24;--faint:#5c6670;--line:#9aa5b1;--box:#ffffff;--halo:#ffffff;"
    "--area:#0072b2;--position:#8a6d3b"
)
_DARK = (
    "--ground:#14181d;--ink:#eef1f4;--faint:#a3adb8;--line:#66717d;--box:#1e242b;--halo:#14181d;"
    "--area:#3d8fd1;--position:#b08d57"
)
STYLE = f"""
.kg{{{_LIGHT};background:var(--ground);font:12px "Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,sans-serif}}
@media (prefers-color-scheme:dark){{.kg:not(.light){{{_DARK}}}}}
.kg.dark{{{_DARK}}}
.kg text{{fill:var(--ink)}} .kg .faint{{fill:var(--faint)}} .kg .title{{font-size:17px;font-weight:600}}
.edge path{{fill:none;stroke:var(--line);stroke-width:1.4}} .edge .hit{{stroke:transparent;stroke-width:12}}
.edge text{{font-size:10.5px;fill:var(--faint);stroke:var(--halo);stroke-width:4;paint-order:stroke;text-anchor:middle}}
#tip path{{fill:var(--line)}} .node rect{{fill:var(--box);stroke-width:1.8}} .node.open rect{{stroke-dasharray:4 3}}
.node.centre rect{{stroke-width:3.4}} .node .badge{{font-size:10.5px;fill:var(--faint);text-anchor:end}}
.kg .legend .hit{{fill:transparent;stroke:none}}
""" + "".join(
    f".k-{kind} rect{{stroke:var(--{kind},{colour})}}.k-{kind} .mark{{fill:var(--{kind},{colour})}}\n"
    for kind, colour in COLOURS.items()
)


def svg(network: Network, language: Language = "en", title: str = "") -> str:
    """The picture as a standalone SVG document. The same network gives the same bytes."""
    boxes, width, height = layout(network) if network.nodes else ({}, 640.0, 60.0)
    title = title or phrase("title", language)
    whole = max(width + 2 * _MARGIN, _legend_width(network, language), text_width(title) * 1.5 + 2 * _MARGIN)
    tall = height + 2 * _MARGIN + _LEGEND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kg" viewBox="0 0 {_n(whole)} {_n(tall)}" '
        f'width="{_n(whole)}" height="{_n(tall)}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0.5L8 4 0 7.5Z"/></marker></defs>',
        f'<rect class="ground" width="{_n(whole)}" height="{_n(tall)}" style="fill:var(--ground)"/>',
        _head(network, language, title),
        f'<g class="picture" transform="translate({_n((whole - width) / 2)} {_n(_MARGIN + _LEGEND)})">',
        *_edges(network, boxes, language),
        *_nodes(network, boxes, language),
        "</g>" if network.nodes else f'<text x="0" y="20">{escape(phrase("empty", language))}</text></g>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(network: Network, language: Language, title: str) -> str:
    told = phrase("counts", language, nodes=len(network.nodes), edges=len(network.edges))
    if network.hidden:
        told += f" · {phrase('hidden', language, hidden=network.hidden)}"
    legend, x = [], _MARGIN + 6
    for kind in _kinds(network):
        name = f"{kind_name(kind, language)} {sum(node.kind == kind for node in network.nodes.values())}"
        legend.append(
            f'<g class="legend k-{kind}" data-kind="{kind}" transform="translate({_n(x)} 70)">'
            f'<rect class="hit" x="-10" y="-11" width="{_n(text_width(name) + 28)}" height="22"/>'
            f'<path class="mark" d="{_MARKS[kind]}"/><text x="11" y="4">{escape(name)}</text></g>'
        )
        x += text_width(name) + 34
    return (
        f'<g class="head"><text class="title" x="{_n(_MARGIN)}" y="34">{escape(title)}</text>'
        f'<text class="faint" x="{_n(_MARGIN)}" y="52">{escape(told)}</text>{"".join(legend)}</g>'
    )


def _kinds(network: Network) -> list[str]:
    present = {node.kind for node in network.nodes.values()}
    return [kind for kind in KINDS if kind in present]


def _legend_width(network: Network, language: Language) -> float:
    return 2 * _MARGIN + sum(text_width(f"{kind_name(kind, language)} 000") + 34 for kind in _kinds(network))


def _nodes(network: Network, boxes: dict[str, Box], language: Language) -> list[str]:
    drawn = []
    for number, (iri, node) in enumerate(network.nodes.items()):
        box = boxes[iri]
        left, top = box.x - box.width / 2, box.y - box.height / 2
        classes = f"node k-{node.kind}" + (" open" if node.open else "") + (" centre" if iri == network.centre else "")
        first = box.y - (len(box.lines) - 1) * LINE / 2 + 4
        lines = "".join(
            f'<tspan x="{_n(left + 25)}" y="{_n(first + i * LINE)}">{escape(line)}</tspan>'
            for i, line in enumerate(box.lines)
        )
        badge = (
            f'<text class="badge" x="{_n(left + box.width - 7)}" y="{_n(box.y + 4)}">+{node.hidden}</text>'
            if node.hidden
            else ""
        )
        told = node.label + (f" ({phrase('open', language)})" if node.open else "")
        drawn.append(
            f'<g class="{classes}" data-node="{number}" tabindex="0"><title>{escape(told)}</title>'
            f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(box.width)}" height="{_n(box.height)}" rx="9"/>'
            f'<path class="mark" transform="translate({_n(left + 14)} {_n(box.y)})" d="{_MARKS[node.kind]}"/>'
            f"<text>{lines}</text>{badge}</g>"
        )
    return drawn


def _edges(network: Network, boxes: dict[str, Box], language: Language) -> list[str]:
    numbers = {iri: number for number, iri in enumerate(network.nodes)}
    seen: dict[frozenset[str], int] = {}
    taken = list(boxes.values())
    drawn = []
    for number, edge in enumerate(network.edges):
        pair = frozenset((edge.source, edge.target))
        nth = seen[pair] = seen.get(pair, -1) + 1
        path, middle, room = _curve(boxes[edge.source], boxes[edge.target], nth)
        name = edge_name(edge, language)
        sentences = "\n".join(f"“{each.sentence}” ({each.file})" for each in edge.passages)
        told = f"{network.nodes[edge.source].label} {name} {network.nodes[edge.target].label}\n{sentences}".strip()
        drawn.append(
            f'<g class="edge" data-edge="{number}" tabindex="0" '
            f'data-ends="{numbers[edge.source]} {numbers[edge.target]}">'
            f'<title>{escape(told)}</title><path class="hit" d="{path}"/><path d="{path}" marker-end="url(#tip)"/>'
            f"{_name(name, middle, room, taken) if len(network.edges) <= _NAMED_EDGES else ''}</g>"
        )
    return drawn


def edge_name(edge: Edge, language: Language) -> str:
    """What an edge says: its relation, and rank or category; of an office, only which."""
    if edge.relation == "holds-office" and edge.detail:
        return edge.detail
    return relation_name(edge.relation, language) + (f" ({edge.detail})" if edge.detail else "")


def _name(name: str, middle: tuple[float, float], room: float, taken: list[Box]) -> str:
    """The name on the edge, where there is room for it; otherwise it is told when pointed at."""
    short = name if len(name) <= 34 else f"{name[:33].rstrip()}…"
    width = text_width(short) * 0.9
    if width > room:
        return ""
    for shift in (0.0, -13.0, 13.0):
        box = Box(middle[0], middle[1] + shift, width, 13.0, ())
        if not any(box.overlaps(other) for other in taken):
            taken.append(box)
            return f'<text x="{_n(box.x)}" y="{_n(box.y + 3.5)}">{escape(short)}</text>'
    return ""


def _curve(source: Box, target: Box, nth: int) -> tuple[str, tuple[float, float], float]:
    """A slightly bent line from border to border, its middle, and how wide a text may be that leaves its ends free."""
    dx, dy = target.x - source.x, target.y - source.y
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    bend = (0.06 * length + 22 * ((nth + 1) // 2)) * (1 if nth % 2 == 0 else -1)
    cx, cy = (source.x + target.x) / 2 - dy / length * bend, (source.y + target.y) / 2 + dx / length * bend
    x1, y1 = _border(source, cx, cy, 0)
    x2, y2 = _border(target, cx, cy, 3)
    middle = ((x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4)
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    room = (long - 26) * long / max(abs(x2 - x1), 1.0)
    return f"M{_n(x1)} {_n(y1)}Q{_n(cx)} {_n(cy)} {_n(x2)} {_n(y2)}", middle, room


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


def _n(number: float) -> str:
    """A number as short as it can be, to a tenth."""
    return f"{round(number, 1):g}" if abs(number) < 1e5 else f"{number:.0f}"
