"""A map of Indonesia: the areas that received awards, each symbol as large as their number."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from kg.drawing.awards import awards
from kg.drawing.document import Entry, Picture, n
from kg.drawing.graph import sentences
from kg.drawing.labelling import Place, Symbol, placed
from kg.drawing.lettering import text_width
from kg.drawing.wording import counted, phrase

if TYPE_CHECKING:
    from kg.drawing.wording import Language
    from kg.network import Edge, Network, Node

WIDTH = 1560.0
_SMALLEST, _GROWTH = 3.6, 4.2
# With so many areas on Java and Bali, where they lie closest, these are drawn once more, larger.
_CROWD = 10


@dataclass(frozen=True, slots=True)
class _Frame:
    """A part of the earth and where it lies in the picture, as wide as it: plate carrée, true at the equator."""

    name: str
    west: float
    east: float
    south: float
    north: float
    top: float = 0.0

    @property
    def scale(self) -> float:
        """Units of the picture for a degree."""
        return WIDTH / (self.east - self.west)

    @property
    def height(self) -> float:
        """How high it is in the picture."""
        return (self.north - self.south) * self.scale

    def holds(self, place: tuple[float, float]) -> bool:
        """Whether a place, latitude and longitude, lies in it."""
        return self.south < place[0] < self.north and self.west < place[1] < self.east

    def project(self, place: tuple[float, float]) -> tuple[float, float]:
        """Where a place is, from the frame's upper left corner."""
        return (place[1] - self.west) * self.scale, (self.north - place[0]) * self.scale


_WHOLE = _Frame("indonesia", 94.4, 141.6, -11.4, 6.8)
_CLOSE = _Frame("java", 104.95, 115.75, -8.95, -5.75, _WHOLE.height + 24)


def area_map(network: Network, language: Language = "en", title: str = "") -> Picture:
    """A map in which areas stand where they are, and a closer one of Java and Bali where many lie there.

    Where the text leaves open which area is meant, the symbol stands between the candidates, with a broken line.
    """
    given: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in network.edges:
        if edge.relation == "received":
            given[edge.source].append(edge)
    known = _places(network)
    areas = {iri: node for iri, node in network.nodes.items() if iri in given and iri in known}
    counts = {iri: len({fact for edge in given[iri] for fact, _ in edge.facts}) or len(given[iri]) for iri in areas}
    crowd = [iri for iri in areas if _CLOSE.holds(known[iri])]
    close = crowd if len(crowd) >= _CROWD else []
    frames = [(_WHOLE, list(areas), set(close)), *([(_CLOSE, close, set())] if close else [])]
    part = awards(replace(network, edges=[edge for edge in network.edges if edge.source in areas]))
    body, nameless, at = [], 0, {}
    for frame, shown, silent in frames:
        spots = _spread([(*frame.project(known[iri]), _radius(counts[iri])) for iri in shown])
        names = [_name(areas[iri], counts[iri]) if iri not in silent else "" for iri in shown]
        symbols = [
            Symbol(*spot, text_width(name, 11.5) + 3 if name else 0.0) for spot, name in zip(spots, names, strict=True)
        ]
        labels = placed(symbols, WIDTH, frame.height)
        nameless += sum(bool(name) and place is None for name, place in zip(names, labels, strict=True))
        items = list(zip(shown, symbols, labels, names, strict=True))
        body += [*_land(frame, frame is _WHOLE and bool(close), language), *_drawn(part, items, language), "</g>"]
        at.update({iri: (symbol.x, symbol.y + frame.top) for iri, symbol in zip(shown, symbols, strict=True)})
    return Picture(
        part,
        title or phrase("map", language),
        _told(network, given, areas, sum(counts.values()), nameless, language),
        WIDTH,
        _CLOSE.top + _CLOSE.height if close else _WHOLE.height,
        body,
        _legend(areas, counts, language),
        at,
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


def _radius(count: int) -> float:
    """The symbol's area grows with the count."""
    return _SMALLEST + _GROWTH * (math.sqrt(count) - 1)


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


def _name(node: Node, count: int) -> str:
    """A name as maps write it: cities bare, regencies and provinces marked; and how many awards, where several."""
    name = f"{node.label} ?" if node.open else node.label
    for long, short in (("Kota ", ""), ("Kabupaten ", "Kab. "), ("Provinsi ", "Prov. ")):
        if name.startswith(long):
            name = short + name.removeprefix(long)
            break
    return f"{name} {count}" if count > 1 else name


def _land(frame: _Frame, outlined: bool, language: Language) -> list[str]:
    """The frame's coasts, the beginning of its group; where the closer frame lies, if it is drawn."""
    from kg.resources import path

    coasts = json.loads(path("data/gazetteer/coasts.json").read_text("utf-8"))
    drawn = []
    for name, look in (("beside", "beside"), ("indonesia", "land")):
        rings = []
        for ring in coasts[name]:
            points = [frame.project((lat, lon)) for lon, lat in ring]
            if any(0 <= x <= WIDTH and 0 <= y <= frame.height for x, y in points):
                rings.append("M" + "L".join(f"{n(x)} {n(y)}" for x, y in points[:-1]) + "Z")
        drawn.append(f'<path class="{look}" d="{"".join(rings)}"/>')
    border = f'<rect width="{n(WIDTH)}" height="{n(frame.height)}"'
    parts = [
        f'<g transform="translate(0 {n(frame.top)})">',
        f'<clipPath id="{frame.name}">{border}/></clipPath><g clip-path="url(#{frame.name})">{"".join(drawn)}</g>',
    ]
    if frame is _CLOSE:
        parts.append(f'{border} rx="6" class="rule"/>')
        parts.append(f'<text class="strong halo" x="14" y="25">{escape(phrase("close", language))}</text>')
    if outlined:
        left, top = frame.project((_CLOSE.north, _CLOSE.west))
        right, bottom = frame.project((_CLOSE.south, _CLOSE.east))
        size = f'width="{n(right - left)}" height="{n(bottom - top)}"'
        parts.append(f'<rect class="leader" x="{n(left)}" y="{n(top)}" {size} rx="3"/>')
    return parts


def _drawn(part: Network, items: list[tuple[str, Symbol, Place | None, str]], language: Language) -> list[str]:
    """Lines below, then symbols, the larger first, then names."""
    lines = [
        '<path class="leader" d="M{} {}L{} {}"/>'.format(*map(n, place.leader))
        for _, _, place, _ in items
        if place and place.leader
    ]
    circles, written = [], []
    numbers = {iri: number for number, iri in enumerate(part.nodes)}
    for iri, symbol, place, name in sorted(items, key=lambda item: (-item[1].radius, item[0])):
        node = part.nodes[iri]
        told = "\n".join(sentences(edge, part, language) for edge in part.edges if edge.source == iri)
        look = "hollow" if node.open or node.class_ == "Province" else "symbol"
        classes = "node k-area" + (" open" if node.open else "")
        # A thing that is drawn twice is told and reached by the keys once: where its name stands.
        reach = f' tabindex="0"><title>{escape(f"{node.label}{chr(10)}{told}")}</title>' if name else ">"
        circles.append(
            f'<g class="{classes}" data-node="{numbers[iri]}"{reach}'
            f'<circle class="{look}" cx="{n(symbol.x)}" cy="{n(symbol.y)}" r="{n(symbol.radius)}"/></g>'
        )
        if place:
            written.append(
                f'<g class="name" data-node="{numbers[iri]}"><text class="halo middle" x="{n(place.x)}" '
                f'y="{n(place.y + 4)}">{escape(name)}</text></g>'
            )
    return [*lines, *circles, *written]


def _told(
    network: Network,
    given: dict[str, list[Edge]],
    areas: dict[str, Node],
    total: int,
    nameless: int,
    language: Language,
) -> str:
    """What the map shows, and what it cannot show."""
    told = [counted(language, area=len(areas), award=total)]
    others = [iri for iri in given if network.nodes[iri].kind != "area"]
    unplaced = [iri for iri in given if network.nodes[iri].kind == "area" and iri not in areas]
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
        entries.append(Entry(counted(language, award=count), circle))
    if any(node.class_ == "Province" for node in areas.values()):
        entries.append(
            Entry(phrase("province", language), '<g class="k-area"><circle class="hollow" cx="7" r="6"/></g>')
        )
    if any(node.open for node in areas.values()):
        circle = '<g class="k-area open"><circle class="hollow" cx="7" r="6"/></g>'
        entries.append(Entry(phrase("open", language), circle))
    return entries
