"""A map of Indonesia: the areas that received awards, each symbol as large as their number."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from kg.drawing.awards import awards
from kg.drawing.document import Entry, Picture, n
from kg.drawing.graph import sentences
from kg.drawing.labelling import Place, Symbol, placed
from kg.drawing.lettering import text_width
from kg.drawing.wording import phrase

if TYPE_CHECKING:
    from kg.drawing.wording import Language
    from kg.network import Edge, Network, Node

WIDTH = 1560.0
_WEST, _EAST, _SOUTH, _NORTH = 94.5, 141.6, -12.4, 7.0
_SCALE = WIDTH / (_EAST - _WEST)
HEIGHT = (_NORTH - _SOUTH) * _SCALE
_SMALLEST, _GROWTH = 3.6, 2.6


def area_map(network: Network, language: Language = "en", title: str = "") -> Picture:
    """A map in which areas stand where they are; plate carrée, as wide as high at the equator, which runs through it.

    Where the text leaves open which area is meant, the symbol stands between the candidates, with a broken line.
    """
    given: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in network.edges:
        if edge.relation == "received":
            given[edge.source].append(edge)
    known = _places(network)
    areas = {iri: node for iri, node in network.nodes.items() if iri in given and iri in known}
    counts = {iri: len({fact for edge in given[iri] for fact, _ in edge.facts}) or len(given[iri]) for iri in areas}
    spots = _spread([(*_project(known[iri]), _radius(counts[iri])) for iri in areas])
    names = [f"{_name(node)}{f' {counts[iri]}' if counts[iri] > 1 else ''}" for iri, node in areas.items()]
    symbols = [Symbol(*spot, text_width(name, 11.5) + 3) for spot, name in zip(spots, names, strict=True)]
    labels = placed(symbols, WIDTH, HEIGHT)
    part = _part(network, set(areas))
    body = [_land(), *_drawn(part, symbols, labels, names, dict(zip(areas, range(len(areas)), strict=True)), language)]
    return Picture(
        part,
        title or phrase("map", language),
        _told(network, given, areas, sum(counts.values()), labels, language),
        WIDTH,
        HEIGHT,
        body,
        _legend(areas, counts, language),
        {iri: (symbol.x, symbol.y) for iri, symbol in zip(areas, symbols, strict=True)},
    )


def _places(network: Network) -> dict[str, tuple[float, float]]:
    """Where areas are; a name that may mean several stands in the middle of them."""
    found = {iri: node.place for iri, node in network.nodes.items() if node.place}
    open_ones = [iri for iri, node in network.nodes.items() if node.open and not node.place]
    if not open_ones:
        return found
    from kg.gazetteer import Gazetteer

    areas = Gazetteer.load().areas
    for iri in open_ones:
        codes = [areas[code] for code in iri.rsplit("/", 1)[-1].split("_") if code in areas]
        spots = [(area.lat, area.lon) for area in codes]
        if spots:
            found[iri] = (sum(lat for lat, _ in spots) / len(spots), sum(lon for _, lon in spots) / len(spots))
    return found


def _project(place: tuple[float, float]) -> tuple[float, float]:
    return (place[1] - _WEST) * _SCALE, (_NORTH - place[0]) * _SCALE


def _radius(count: int) -> float:
    """The symbol's area grows with the count."""
    return float(_SMALLEST + _GROWTH * (count**0.5 - 1) * 1.6)


def _spread(spots: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Symbols moved apart until none covers another's middle: neighbouring towns are closer than their symbols."""
    moved = [list(spot) for spot in spots]
    for _ in range(200):
        still = True
        for i, one in enumerate(moved):
            for other in moved[i + 1 :]:
                dx, dy = other[0] - one[0], other[1] - one[1]
                distance, need = (dx * dx + dy * dy) ** 0.5, one[2] + other[2] + 0.8
                if distance >= need:
                    continue
                still = False
                ux, uy = (dx / distance, dy / distance) if distance > 1e-6 else (1.0, 0.0)
                push = (need - distance) / 2 + 0.05
                for which, sign in ((one, -1), (other, 1)):
                    which[0] += sign * ux * push
                    which[1] += sign * uy * push
        if still:
            break
    return [(round(x, 1), round(y, 1), round(r, 1)) for x, y, r in moved]


def _name(node: Node) -> str:
    """A name as maps write it: cities bare, regencies and provinces marked."""
    for long, short in (("Kota ", ""), ("Kabupaten ", "Kab. "), ("Provinsi ", "Prov. ")):
        if node.label.startswith(long):
            return short + node.label.removeprefix(long)
    return f"{node.label} ?" if node.open else node.label


def _part(network: Network, areas: set[str]) -> Network:
    """The areas, their awards, and what was given: what the page tells of."""
    return awards(replace(network, edges=[edge for edge in network.edges if edge.source in areas]))


def _land() -> str:
    from kg.resources import path

    coasts = json.loads(path("data/gazetteer/coasts.json").read_text("utf-8"))
    drawn = []
    for name, look in (("beside", "beside"), ("indonesia", "land")):
        rings = []
        for ring in coasts[name]:
            points = [_project((lat, lon)) for lon, lat in ring]
            rings.append("M" + "L".join(f"{n(x)} {n(y)}" for x, y in points[:-1]) + "Z")
        drawn.append(f'<path class="{look}" d="{"".join(rings)}"/>')
    frame = f'<clipPath id="frame"><rect width="{n(WIDTH)}" height="{n(HEIGHT)}"/></clipPath>'
    return f'{frame}<g clip-path="url(#frame)">{"".join(drawn)}</g>'


def _drawn(
    part: Network,
    symbols: list[Symbol],
    labels: list[Place | None],
    names: list[str],
    ranks: dict[str, int],
    language: Language,
) -> list[str]:
    """Lines below, then symbols, the larger first, then names."""
    lines = [
        '<path class="leader" d="M{} {}L{} {}"/>'.format(*map(n, place.leader))
        for place in labels
        if place and place.leader
    ]
    circles, written = [], []
    numbers = {iri: number for number, iri in enumerate(part.nodes)}
    for iri, rank in sorted(ranks.items(), key=lambda each: (-symbols[each[1]].radius, each[0])):
        node, symbol, place = part.nodes[iri], symbols[rank], labels[rank]
        told = "\n".join(sentences(edge, part, language) for edge in part.edges if edge.source == iri)
        look = "hollow" if node.open or node.class_ == "Province" else "symbol"
        classes = "node k-area" + (" open" if node.open else "")
        title = escape(f"{node.label}\n{told}")
        circles.append(
            f'<g class="{classes}" data-node="{numbers[iri]}" tabindex="0"><title>{title}</title>'
            f'<circle class="{look}" cx="{n(symbol.x)}" cy="{n(symbol.y)}" r="{n(symbol.radius)}"/></g>'
        )
        if place:
            written.append(
                f'<g class="name" data-node="{numbers[iri]}"><text class="halo middle" x="{n(place.x)}" '
                f'y="{n(place.y + 4)}">{escape(names[rank])}</text></g>'
            )
    return [*lines, *circles, *written]


def _told(
    network: Network,
    given: dict[str, list[Edge]],
    areas: dict[str, Node],
    total: int,
    labels: list[Place | None],
    language: Language,
) -> str:
    """What the map shows, and what it cannot show."""
    told = [phrase("map-counts", language, areas=len(areas), awards=total)]
    others = [iri for iri in given if network.nodes[iri].kind != "area"]
    unplaced = [iri for iri in given if network.nodes[iri].kind == "area" and iri not in areas]
    nameless = sum(place is None for place in labels)
    for name, count in (("elsewhere", len(others)), ("unplaced", len(unplaced)), ("nameless", nameless)):
        if count:
            told.append(phrase(name, language, count=f"+{count}"))
    if network.hidden:
        told.append(phrase("hidden", language, hidden=network.hidden))
    return " · ".join([*told, phrase("coasts", language)])


def _legend(areas: dict[str, Node], counts: dict[str, int], language: Language) -> list[Entry]:
    most = max(counts.values(), default=1)
    entries = []
    for count in sorted({1, round((1 + most) / 2), most}):
        circle = f'<g class="k-area"><circle class="symbol" cx="7" r="{n(_radius(count))}"/></g>'
        entries.append(Entry(phrase("award" if count == 1 else "awards", language, count=count), circle))
    if any(node.class_ == "Province" for node in areas.values()):
        entries.append(
            Entry(phrase("province", language), '<g class="k-area"><circle class="hollow" cx="7" r="6"/></g>')
        )
    if any(node.open for node in areas.values()):
        circle = '<g class="k-area open"><circle class="hollow" cx="7" r="6"/></g>'
        entries.append(Entry(phrase("open", language), circle))
    return entries
