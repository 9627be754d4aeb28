"""Make data/gazetteer/coasts.json: the coasts of Indonesia and of the land beside it, simplified for a picture.

Source: Natural Earth 1:10m, in the public domain, as TopoJSON in the npm package world-atlas:

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    .venv/bin/python scripts/build_coasts.py package/countries-10m.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parent.parent / "data" / "gazetteer" / "coasts.json"
WEST, SOUTH, EAST, NORTH = 93.0, -13.0, 143.0, 9.0
#: In degrees: how far a coast may move, and how large an island must be, in square degrees, to be kept.
TOLERANCE, SMALLEST = 0.014, 0.004

Point = tuple[float, float]


def main(source: Path) -> None:
    """Read the TopoJSON, cut it to the frame, simplify it, and write one ring a line."""
    topology = json.loads(source.read_text("utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    home: list[str] = []
    beside: list[str] = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country.get("arcs", [])]
        for rings in polygons:
            if not rings:
                continue
            ring = _within(_ring(rings[0], arcs))
            if len(ring) < 4 or _area(ring) < SMALLEST:
                continue
            kept = home if country["properties"]["name"] == "Indonesia" else beside
            kept.append(json.dumps([[round(x, 2), round(y, 2)] for x, y in _simplified(ring)], separators=(",", ":")))
    rows = {"indonesia": sorted(home), "beside": sorted(beside)}
    blocks = [f"{json.dumps(name)}:[\n" + ",\n".join(rings) + "\n]" for name, rings in rows.items()]
    TARGET.write_text("{" + ",\n".join(blocks) + "}\n", "utf-8")
    print(f"{TARGET.name}: {len(home)} islands, {len(beside)} pieces of land beside, {TARGET.stat().st_size} bytes")


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    steps = np.cumsum(np.array(arc), axis=0)
    places = steps * np.array(transform["scale"]) + np.array(transform["translate"])
    return [(float(x), float(y)) for x, y in places]


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return points


def _within(ring: list[Point]) -> list[Point]:
    """The ring cut to the frame, side by side (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        cut: list[Point] = []
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = sign * (one[axis] - limit) >= 0, sign * (other[axis] - limit) >= 0
            if inside:
                cut.append(one)
            if inside != next_inside:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                cut.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = cut
        if not ring:
            break
    return ring


def _area(ring: list[Point]) -> float:
    points = np.array(ring)
    x, y = points[:, 0], points[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def _simplified(ring: list[Point]) -> list[Point]:
    """Fewer points, none of the others further than TOLERANCE from the line (Douglas and Peucker 1973)."""
    points = np.array(ring)
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    # A ring has no ends: its point furthest from the first halves it.
    middle = int(np.argmax(np.linalg.norm(points - points[0], axis=1)))
    keep[middle] = True
    waiting = [(0, middle), (middle, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last <= first + 1:
            continue
        ends = points[last] - points[first]
        away = points[first + 1 : last] - points[first]
        length = float(np.hypot(*ends))
        far = np.abs(ends[0] * away[:, 1] - ends[1] * away[:, 0]) / length if length else np.hypot(*away.T)
        furthest = int(np.argmax(far))
        if far[furthest] > TOLERANCE:
            keep[first + 1 + furthest] = True
            waiting += [(first, first + 1 + furthest), (first + 1 + furthest, last)]
    return [(float(x), float(y)) for x, y in points[keep]]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
