"""The ontology's class diagram: facts in the middle, between the things that they tie together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from kg.drawing.document import Entry, Picture, kind_entry, n
from kg.drawing.lettering import text_width
from kg.drawing.ontology import FACTS, ontology
from kg.drawing.palette import MARKS
from kg.drawing.wording import counted, kind_name, phrase

if TYPE_CHECKING:
    from kg.drawing.wording import Language
    from kg.network import Edge, Network

_COLUMN, _CHANNEL, _OUTSIDE = 236.0, 150.0, 64.0
_HEAD, _ROW, _GAP = 28.0, 17.0, 26.0
_INDENT, _CHILD_GAP = 24.0, 8.0
_ROUNDS = 40
#: Every fact has it, and a line from each would say no more than the legend does.
_UNDRAWN = "evidence"


@dataclass(slots=True)
class _Class:
    """A class's box: its properties that lead to classes, its properties with values in lines, its subclasses."""

    name: str
    links: dict[str, list[Edge]] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    children: list[_Class] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0
    width: float = _COLUMN
    outgoing: dict[str, float] = field(default_factory=dict)

    @property
    def height(self) -> float:
        """How high the class's own box is."""
        inner = len(self.links) * _ROW + len(self.values) * 15
        return _HEAD + inner + (7 if inner else 0)

    @property
    def tall(self) -> float:
        """How high it is with its subclasses below."""
        return self.height + sum(child.tall + _CHILD_GAP for child in self.children)

    def place(self, x: float, y: float, width: float) -> None:
        """Give the box and its subclasses their place."""
        self.x, self.y, self.width = x, y, width
        for row, name in enumerate(self.links):
            self.outgoing[name] = y + _HEAD + _ROW * row + 8
        below = y + self.height
        for child in self.children:
            below += _CHILD_GAP
            child.place(x + _INDENT, below, width - _INDENT)
            below += child.tall

    def family(self) -> list[_Class]:
        """The class and its subclasses."""
        return [self, *(each for child in self.children for each in child.family())]


def class_diagram(language: Language = "en", title: str = "") -> Picture:
    """The ontology that the package carries, as a picture: classes, subclasses, properties."""
    network, values = ontology(language)
    roots = _roots(network, values)
    columns = _columns(roots, network)
    classes = {each.name: each for root in roots for each in root.family()}
    _order(columns, classes, network)
    height = max(sum(root.tall for root in column) + _GAP * (len(column) - 1) for column in columns)
    numbers = {name: number for number, name in enumerate(network.nodes)}
    body = _lines(network, classes)
    for each in classes.values():
        body += _box(each, network, numbers, language)
    told = counted(
        language,
        **{
            "class": len(classes),
            "property": len({edge.relation for edge in network.edges} - {"subclass"}),
            "value": len({name for each in values.values() for name, _ in each}),
        },
    )
    return Picture(
        network,
        title or phrase("ontology", language),
        told,
        _COLUMN * 3 + _CHANNEL * 2 + _OUTSIDE,
        height,
        body,
        _legend(network, language),
        {each.name: (each.x + each.width / 2, each.y + each.height / 2) for each in classes.values()},
    )


def _roots(network: Network, values: dict[str, list[tuple[str, str]]]) -> list[_Class]:
    """The classes that are no subclass, each with its subclasses."""
    classes = {name: _Class(name, values=_wrapped(values[name])) for name in network.nodes}
    parents = {edge.source: edge.target for edge in network.edges if edge.relation == "subclass"}
    for edge in network.edges:
        if edge.relation != "subclass":
            classes[edge.source].links.setdefault(edge.relation, []).append(edge)
    for child in sorted(parents):
        classes[parents[child]].children.append(classes[child])
    return [classes[name] for name in network.nodes if name not in parents]


def _wrapped(values: list[tuple[str, str]]) -> list[str]:
    """Names of properties with values in lines that fit the box."""
    lines: list[str] = []
    for name, _ in values:
        if lines and text_width(f"{lines[-1]}, {name},", 10.5) < _COLUMN - 22:
            lines[-1] += f", {name}"
        else:
            lines += [name]
    return [f"{line}," for line in lines[:-1]] + lines[-1:]


def _columns(roots: list[_Class], network: Network) -> tuple[list[_Class], list[_Class], list[_Class]]:
    """Left, middle, right. Things that lead to each other stand on one side, so that no line has to pass the facts."""
    import networkx as nx

    root_of = {each.name: root.name for root in roots for each in root.family()}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(root.name for root in roots if root.name not in FACTS)
    for edge in network.edges:
        one, other = root_of[edge.source], root_of[edge.target]
        if one in graph and other in graph and edge.relation != _UNDRAWN:
            graph.add_edge(one, other)
    largest = max(nx.connected_components(graph), key=lambda part: (len(part), min(part)))
    facts = sorted((root for root in roots if root.name in FACTS), key=lambda root: FACTS.index(root.name))
    others = [root for root in roots if root.name not in FACTS]
    return [r for r in others if r.name not in largest], facts, [r for r in others if r.name in largest]


def _order(columns: tuple[list[_Class], ...], classes: dict[str, _Class], network: Network) -> None:
    """Swap boxes within their columns as long as that makes the lines shorter."""
    drawn = [edge for edge in network.edges if _is_drawn(edge, classes)]
    tallest = max(sum(root.tall for root in column) + _GAP * (len(column) - 1) for column in columns)

    def length() -> float:
        for number, column in enumerate(columns):
            free = tallest - sum(root.tall for root in column)
            gap = min(free / max(len(column) - 1, 1), 64.0)
            y = (free - gap * (len(column) - 1)) / 2
            for root in column:
                root.place(number * (_COLUMN + _CHANNEL), y, _COLUMN)
                y += root.tall + gap
        return sum(
            abs(classes[edge.source].outgoing[edge.relation] - classes[edge.target].y - classes[edge.target].height / 2)
            for edge in drawn
        )

    best = length()
    for _ in range(_ROUNDS):
        before = best
        for column in columns:
            for i in range(len(column)):
                for j in range(i):
                    column[i], column[j] = column[j], column[i]
                    if (now := length()) < best - 1e-6:
                        best = now
                    else:
                        column[i], column[j] = column[j], column[i]
        for each in classes.values():
            _sort_links(each, classes)
        best = length()
        if before - best < 1e-6:
            break
    length()


def _sort_links(each: _Class, classes: dict[str, _Class]) -> None:
    """A box's properties in the order in which their lines leave it."""

    def height(links: list[Edge]) -> float:
        targets = [classes[edge.target] for edge in links if _is_drawn(edge, classes)]
        return sum(target.y for target in targets) / len(targets) if targets else float("inf")

    each.links = dict(sorted(each.links.items(), key=lambda item: (height(item[1]), item[0])))


def _is_drawn(edge: Edge, classes: dict[str, _Class]) -> bool:
    family = {each.name for each in classes[edge.target].family()}
    return edge.relation not in {_UNDRAWN, "subclass"} and edge.source not in family


def _lines(network: Network, classes: dict[str, _Class]) -> list[str]:
    """Lines from properties to classes; those that come to a class spread over its side."""
    arriving: defaultdict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for number, edge in enumerate(network.edges):
        if _is_drawn(edge, classes):
            source, target = classes[edge.source], classes[edge.target]
            arriving[edge.target, _side(source, target)].append((source.outgoing[edge.relation], number))
    drawn = []
    numbers = {name: number for number, name in enumerate(network.nodes)}
    for (name, side), lines in arriving.items():
        target = classes[name]
        for rank, (y1, number) in enumerate(sorted(lines)):
            edge = network.edges[number]
            source = classes[edge.source]
            y2 = target.y + target.height * (rank + 1) / (len(lines) + 1)
            drawn.append(_line(source, target, side, y1, y2, number, network, numbers))
    return sorted(drawn)


def _side(source: _Class, target: _Class) -> str:
    """Which side of the target the line comes to."""
    if abs(source.x - target.x) < _COLUMN:
        return "outside"
    return "left" if source.x < target.x else "right"


def _line(
    source: _Class,
    target: _Class,
    side: str,
    y1: float,
    y2: float,
    number: int,
    network: Network,
    numbers: dict[str, int],
) -> str:
    edge = network.edges[number]
    kind = network.nodes[edge.target].kind
    if side == "outside":
        x1, x2 = source.x + source.width, target.x + target.width
        reach = max(x1, x2) + min(18 + abs(y1 - y2) / 9, _OUTSIDE - 6)
        path, tip = f"M{n(x1)} {n(y1)}C{n(reach)} {n(y1)} {n(reach)} {n(y2)} {n(x2 + 7)} {n(y2)}", -1
    else:
        x1 = source.x + (source.width if side == "left" else 0)
        x2 = target.x + (0 if side == "left" else target.width)
        tip = 1 if side == "left" else -1
        bend = abs(x2 - x1) * 0.5 * tip
        path = f"M{n(x1)} {n(y1)}C{n(x1 + bend)} {n(y1)} {n(x2 - bend)} {n(y2)} {n(x2 - 7 * tip)} {n(y2)}"
    told = escape(f"{edge.source} {edge.relation} {edge.target}\n{edge.passages[0].sentence}")
    return (
        f'<g class="edge k-{kind}" data-edge="{number}" data-ends="{numbers[edge.source]} {numbers[edge.target]}" '
        f'tabindex="0"><title>{told}</title><path class="hit" d="{path}"/><path class="stroke" d="{path}"/>'
        f'<path class="mark tip" d="M{n(x2)} {n(y2)}l{-8 * tip}-3.5v7Z"/>'
        f'<circle class="mark" cx="{n(x1)}" cy="{n(y1)}" r="2.6"/></g>'
    )


def _box(each: _Class, network: Network, numbers: dict[str, int], language: Language) -> list[str]:
    node = network.nodes[each.name]
    mark = MARKS.get(node.kind, "")
    x, y = each.x, each.y
    parts = [
        f'<g class="node k-{node.kind}" data-node="{numbers[each.name]}" tabindex="0">'
        f"<title>{escape(node.label)}</title>"
        f'<rect class="box" x="{n(x)}" y="{n(y)}" width="{n(each.width)}" height="{n(each.height)}" rx="7"/>',
        f'<path class="mark" transform="translate({n(x + 15)} {n(y + 14.5)})" d="{mark}"/>' if mark else "",
        f'<text class="strong" x="{n(x + (27 if mark else 12))}" y="{n(y + 18.5)}">{escape(node.label)}</text>',
    ]
    for name, at in each.outgoing.items():
        unseen = name == _UNDRAWN or all(edge.target in _upwards(each, network) for edge in each.links[name])
        aim = f' <tspan class="faint">→ {escape(each.links[name][0].target)}</tspan>' if unseen else ""
        parts.append(f'<text class="small" x="{n(x + 12)}" y="{n(at + 3.8)}">{escape(name)}{aim}</text>')
    base = y + _HEAD + _ROW * len(each.links) + 9
    parts += [
        f'<text class="faint small" x="{n(x + 12)}" y="{n(base + 15 * i)}">{escape(line)}</text>'
        for i, line in enumerate(each.values)
    ]
    parts.append("</g>")
    if each.children:
        foot, trunk = y + each.height, x + 12
        last = each.children[-1].y + _HEAD / 2
        arms = "".join(f"M{n(trunk)} {n(child.y + _HEAD / 2)}H{n(child.x)}" for child in each.children)
        parts.insert(
            0,
            f'<g class="k-{node.kind}"><path class="stroke thin" d="M{n(trunk)} {n(foot + 8)}V{n(last)}{arms}"/>'
            f'<path class="hollow" style="stroke-width:1.2" d="M{n(trunk)} {n(foot + 0.8)}l-5 7.5h10Z"/></g>',
        )
    return parts


def _upwards(each: _Class, network: Network) -> set[str]:
    """The class itself and what it is a subclass of."""
    return {each.name, *(e.target for e in network.edges if e.relation == "subclass" and e.source == each.name)}


def _legend(network: Network, language: Language) -> list[Entry]:
    kinds = {node.kind for node in network.nodes.values()}
    box = '<g class="k-fact"><rect class="box" x="-2" y="-6" width="18" height="12" rx="3"/></g>'
    entries = [Entry(phrase("fact", language), box, "fact")]
    entries += [
        kind_entry(kind, kind_name(kind, language))
        for kind in ("area", "organization", "person", "position", "award", "programme", "event", "work")
        if kind in kinds
    ]
    entries.append(
        Entry(
            kind_name("other", language),
            '<g class="k-other"><rect class="box" x="-2" y="-6" width="18" height="12" rx="3"/></g>',
            "other",
        )
    )
    triangle = '<g class="k-fact"><path class="stroke thin" d="M7 3V8"/><path class="hollow" d="M7-5l-5 7.5h10Z"/></g>'
    entries.append(Entry(phrase("subclass", language), triangle))
    entries.append(Entry(phrase("evidence", language), '<text class="small" x="3" y="4">→</text>'))
    return entries
