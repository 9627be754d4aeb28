"""The network of things as GraphML and GEXF: labels, types, dates, weights, colours, sizes and, where given, positions.

What one more article states changes only the elements of things that it speaks of: one element a line. Both writers
are ours because networkx's GEXF holds the day of writing.

http://graphml.graphdrawing.org/specification.html, https://gexf.net/schema.html (1.3).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from kg.harmless import xml_text
from kg.mappers.terms import ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.network import Edge, Network, Node

Value = str | int | float | bool | None
#: A place in the plane a thing, y downwards.
Positions = dict[str, tuple[float, float]]
#: What is measured of a thing in the network as a whole, by name.
Measured = Mapping[str, Mapping[str, int | float]]

# Name and type of what is told of nodes and edges, beside what the formats know themselves.
_OF_NODES = {
    "iri": "string",
    "kind": "string",
    "class": "string",
    "open": "boolean",
    "latitude": "double",
    "longitude": "double",
}
_OF_EDGES = {
    "relation": "string",
    "date": "string",
    "year": "integer",
    "detail": "string",
    "facts": "string",
    "articles": "string",
    "sentences": "string",
}
# What a reader of an attribute would take for its end or for a blank.
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def graphml(
    network: Network,
    colours: Mapping[str, str],
    positions: Positions | None = None,
    measured: Measured | None = None,
) -> str:
    """The network as GraphML. Sizes, colours and positions have the names that Gephi takes them by (r, g, b, x, y).

    Args:
        network: what is written.
        colours: a colour a kind of things, as "#0072b2".
        positions: where the things stand; left out where there are none.
        measured: further attributes of things, by IRI and name.
    """
    seen = {"label": "string", "size": "double", "r": "int", "g": "int", "b": "int"}
    seen |= {"x": "double", "y": "double"} if positions is not None else {}
    of_nodes = seen | _OF_NODES | _types(measured)
    of_edges = {"label": "string", "weight": "double"} | _OF_EDGES
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ]
    for domain, kinds in (("node", of_nodes), ("edge", of_edges)):
        for name, kind in kinds.items():
            type_ = "int" if kind == "integer" else kind
            lines.append(f' <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>')
    lines.append(' <graph id="network" edgedefault="directed">')
    sizes = _sizes(network)
    for iri, node in network.nodes.items():
        red, green, blue = _rgb(colours, node.kind)
        told: dict[str, Value] = {"label": node.label, "size": sizes[iri], "r": red, "g": green, "b": blue}
        if positions is not None:
            told["x"], told["y"] = positions[iri][0], -positions[iri][1]
        told |= _of_node(node) | _of_measures(measured, iri)
        lines.append(f"  <node id={_quoted(node_id(iri))}>{_data('node', told)}</node>")
    for edge in network.edges:
        ends = f"source={_quoted(node_id(edge.source))} target={_quoted(node_id(edge.target))}"
        of_edge: dict[str, Value] = {"label": edge.relation, "weight": float(edge.weight), **_of_edge(edge)}
        lines.append(f"  <edge id={_quoted(edge_id(edge))} {ends}>{_data('edge', of_edge)}</edge>")
    return "\n".join([*lines, " </graph>", "</graphml>", ""])


def gexf(
    network: Network,
    colours: Mapping[str, str],
    positions: Positions | None = None,
    measured: Measured | None = None,
) -> str:
    """The network as GEXF 1.3, with a timeline: an edge is there from the first day on that the articles give for it.

    Where only a year is known the timeline starts the edge on its first day; the attribute ``date`` keeps the year
    alone. Arguments as of :func:`graphml`.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">',
        " <meta>",
        "  <creator>smartcity-kg</creator>",
        "  <description>What news articles state between cities, people, bodies and awards</description>",
        " </meta>",
        ' <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">',
    ]
    for domain, kinds in (("node", _OF_NODES | _types(measured)), ("edge", _OF_EDGES)):
        lines.append(f'  <attributes class="{domain}" mode="static">')
        lines += [f'   <attribute id="{name}" title="{name}" type="{kind}"/>' for name, kind in kinds.items()]
        lines.append("  </attributes>")
    sizes = _sizes(network)
    lines.append("  <nodes>")
    for iri, node in network.nodes.items():
        red, green, blue = _rgb(colours, node.kind)
        # The schema has no order of these; networkx and Gephi read any.
        looks = f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
        if positions is not None:
            x, y = positions[iri]
            looks += f'<viz:position x="{x}" y="{-y}" z="0.0"/>'
        looks += f'<viz:size value="{sizes[iri]}"/>'
        name = f"id={_quoted(node_id(iri))} label={_quoted(node.label)}"
        lines.append(f"   <node {name}>{_attvalues(_of_node(node) | _of_measures(measured, iri))}{looks}</node>")
    lines += ["  </nodes>", "  <edges>"]
    for edge in network.edges:
        ends = f"source={_quoted(node_id(edge.source))} target={_quoted(node_id(edge.target))}"
        start = f" start={_quoted((edge.date + '-01-01')[:10])}" if edge.date else ""
        lines.append(
            f"   <edge id={_quoted(edge_id(edge))} {ends} kind={_quoted(edge.relation)}"
            f' label={_quoted(edge.relation)} weight="{float(edge.weight)}"{start}>{_attvalues(_of_edge(edge))}</edge>'
        )
    return "\n".join([*lines, "  </edges>", " </graph>", "</gexf>", ""])


def node_id(iri: str) -> str:
    """The name of a thing in a file: what its IRI ends in, in the letters that GraphML takes (NMTOKEN).

    >>> node_id("https://w3id.org/smartcity-kg/id/area/64.74"), node_id("list:Indeks Kota Lestari")
    ('area:64.74', 'list:Indeks_Kota_Lestari-14622b6e')
    """
    path = iri.removeprefix(ID).replace("/", ":", 1)
    plain = re.sub(r"[^A-Za-z0-9._:-]", "_", path)
    # Two names that differ only in letters that were left out stay two.
    return plain if plain == path else f"{plain}-{sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def edge_id(edge: Edge) -> str:
    """A name for an edge that stays the same whatever else is in the file."""
    return f"{node_id(edge.source)}:{edge.relation}:{node_id(edge.target)}"


def _of_node(node: Node) -> dict[str, Value]:
    latitude, longitude = node.place or (None, None)
    return {
        "iri": None if node.iri.startswith("list:") else node.iri,
        "kind": node.kind,
        "class": node.class_ or None,
        "open": node.open,
        "latitude": latitude,
        "longitude": longitude,
    }


def _types(measured: Measured | None) -> dict[str, str]:
    """The names of the measures and their types."""
    first = next(iter(measured.values()), {}) if measured else {}
    return {name: "integer" if isinstance(value, int) else "double" for name, value in first.items()}


def _of_measures(measured: Measured | None, iri: str) -> dict[str, Value]:
    return dict(measured[iri]) if measured else {}


def _of_edge(edge: Edge) -> dict[str, Value]:
    return {
        "relation": edge.relation,
        "date": edge.date or None,
        "year": int(edge.date[:4]) if edge.date else None,
        "detail": edge.detail or None,
        "facts": _joined(fact for fact, _ in edge.facts),
        "articles": _joined(article for _, article in edge.facts),
        "sentences": " | ".join(dict.fromkeys(passage.sentence for passage in edge.passages)) or None,
    }


def _joined(iris: Iterable[str]) -> str:
    return " ".join(sorted(set(iris)))


def _sizes(network: Network) -> dict[str, float]:
    """A diameter a thing: its area grows with the number of its links."""
    links = Counter(end for edge in network.edges for end in (edge.source, edge.target))
    return {iri: round(8 + 4 * links[iri] ** 0.5, 2) for iri in network.nodes}


def _rgb(colours: Mapping[str, str], kind: str) -> tuple[int, int, int]:
    colour = colours[kind].removeprefix("#")
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _told(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else xml_text(str(value))


def _data(domain: str, told: dict[str, Value]) -> str:
    return "".join(
        f'<data key="{domain}-{name}">{escape(_told(value), quote=False)}</data>'
        for name, value in told.items()
        if value is not None
    )


def _attvalues(told: dict[str, Value]) -> str:
    values = "".join(
        f'<attvalue for="{name}" value={_quoted(value)}/>' for name, value in told.items() if value is not None
    )
    return f"<attvalues>{values}</attvalues>"


def _quoted(value: Value) -> str:
    return f'"{escape(_told(value), quote=False).translate(_IN_ATTRIBUTES)}"'
