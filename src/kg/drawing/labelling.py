"""Names beside symbols on a map: none overlaps another or a symbol, and a line leads to those further off."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

HEIGHT = 15.0
# How far from its symbol a name may stand, in the order in which places are tried.
_AWAY = (4.0, 9.0, 15.0, 22.0, 30.0, 39.0, 49.0, 60.0, 72.0, 86.0, 102.0, 120.0, 140.0, 165.0)
_WAYS = 36
_PASSES = 12


@dataclass(frozen=True, slots=True)
class Symbol:
    """A circle on the map, and how wide its name is."""

    x: float
    y: float
    radius: float
    name_width: float


@dataclass(frozen=True, slots=True)
class Place:
    """A name's middle, and where the line to its symbol starts and ends; none where it stands beside it."""

    x: float
    y: float
    leader: tuple[float, float, float, float] | None


def placed(symbols: Sequence[Symbol], width: float, height: float) -> list[Place | None]:
    """A place for each name within the map, ``None`` where there is no room or no name.

    Greedily, the most crowded first, then each anew among the others until none finds a better place.

    The cost of a place is its distance, and more where its line crosses another line or a symbol. See Christensen,
    Marks and Shieber, "An Empirical Study of Algorithms for Point-Feature Label Placement" (1995).
    """
    import numpy as np

    if not symbols:
        return []
    named = [number for number, symbol in enumerate(symbols) if symbol.name_width > 0]
    circles = np.array([(s.x, s.y, s.radius) for s in symbols])
    offers = {number: _offers(symbols[number], circles, number, width, height) for number in named}
    near = np.hypot(circles[:, None, 0] - circles[None, :, 0], circles[:, None, 1] - circles[None, :, 1])
    # The most crowded first: they have the least choice.
    order = sorted(named, key=lambda i: (-float(np.exp(-near[i] / 60).sum()), i))
    chosen = np.full(len(symbols), -1)
    for turn in range(_PASSES):
        before = chosen.copy()
        for i in order:
            chosen[i] = -1
            boxes = np.array([offers[j][0][chosen[j]] for j in order if chosen[j] >= 0]).reshape(-1, 4)
            lines = np.array([offers[j][1][chosen[j]] for j in order if chosen[j] >= 0]).reshape(-1, 4)
            chosen[i] = _cheapest(*offers[i], boxes, lines)
        if turn and (before == chosen).all():
            break
    return [_place(*(part[chosen[i]] for part in offers[i])) if chosen[i] >= 0 else None for i in range(len(symbols))]


def _offers(
    symbol: Symbol, circles: Numbers, own: int, width: float, height: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Where a name may stand: boxes (left, top, right, bottom), their lines, and what each costs alone."""
    import numpy as np

    half = symbol.name_width / 2
    boxes, lines, costs = [], [], []
    others = np.delete(circles, own, axis=0)
    for away in _AWAY:
        for step in range(_WAYS):
            angle = 2 * pi * step / _WAYS
            reach = symbol.radius + away
            # The box touches the ring of this reach with the side that faces the symbol.
            x = symbol.x + cos(angle) * (reach + half)
            y = symbol.y + sin(angle) * (reach + HEIGHT / 2)
            left, top, right, bottom = x - half, y - HEIGHT / 2, x + half, y + HEIGHT / 2
            if left < 0 or top < 0 or right > width or bottom > height:
                continue
            apart = np.hypot(
                np.clip(circles[:, 0], left, right) - circles[:, 0], np.clip(circles[:, 1], top, bottom) - circles[:, 1]
            )
            if (apart < circles[:, 2] + 1.5).any():
                continue
            end = (min(max(symbol.x, left + 3), right - 3), min(max(symbol.y, top), bottom))
            length = max(((end[0] - symbol.x) ** 2 + (end[1] - symbol.y) ** 2) ** 0.5, 1e-6)
            start = (
                symbol.x + (end[0] - symbol.x) / length * symbol.radius,
                symbol.y + (end[1] - symbol.y) / length * symbol.radius,
            )
            line = (*start, *end)
            struck = int((_distance(line, others) < others[:, 2] + 1).sum()) if len(others) else 0
            sideways = 0.0 if step in (0, _WAYS // 2) else 1.5
            boxes.append((left, top, right, bottom))
            lines.append(line)
            gap = length - symbol.radius
            costs.append(gap + gap * gap / 90.0 + sideways + 30.0 * struck)
    return np.array(boxes).reshape(-1, 4), np.array(lines).reshape(-1, 4), np.array(costs)


def _cheapest(boxes: Numbers, lines: Numbers, costs: Numbers, others: Numbers, leaders: Numbers) -> int:
    """The best offer that overlaps no name chosen so far; -1 where there is none."""
    import numpy as np

    if not len(boxes):
        return -1
    if not len(others):
        return int(np.argmin(costs))
    gap = 1.5
    overlap = (
        (boxes[:, None, 0] < others[None, :, 2] + gap)
        & (others[None, :, 0] < boxes[:, None, 2] + gap)
        & (boxes[:, None, 1] < others[None, :, 3] + gap)
        & (others[None, :, 1] < boxes[:, None, 3] + gap)
    ).any(axis=1)
    crossed = _crosses(lines, leaders).sum(axis=1) * 70.0
    crossed += _strikes(lines, others).sum(axis=1) * 400.0 + _strikes(leaders, boxes).T.sum(axis=1) * 400.0
    total = np.where(overlap, np.inf, costs + crossed)
    best = int(np.argmin(total))
    return best if np.isfinite(total[best]) else -1


def _crosses(one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    """Which lines of the one cross which of the other."""

    def side(line: Numbers, x: Numbers, y: Numbers) -> Numbers:
        return (line[..., 2] - line[..., 0]) * (y - line[..., 1]) - (line[..., 3] - line[..., 1]) * (x - line[..., 0])

    a, b = one[:, None, :], other[None, :, :]
    first = side(a, b[..., 0], b[..., 1]) * side(a, b[..., 2], b[..., 3]) < 0
    second = side(b, a[..., 0], a[..., 1]) * side(b, a[..., 2], a[..., 3]) < 0
    return first & second


def _strikes(lines: Numbers, boxes: Numbers) -> NDArray[np.bool_]:
    """Which lines run through which boxes."""
    import numpy as np

    hit = np.zeros((len(lines), len(boxes)), dtype=bool)
    for share in np.linspace(0.0, 1.0, 9):
        x = (lines[:, 0] + (lines[:, 2] - lines[:, 0]) * share)[:, None]
        y = (lines[:, 1] + (lines[:, 3] - lines[:, 1]) * share)[:, None]
        hit |= (x > boxes[None, :, 0]) & (x < boxes[None, :, 2]) & (y > boxes[None, :, 1]) & (y < boxes[None, :, 3])
    return hit


def _distance(line: tuple[float, float, float, float], circles: Numbers) -> Numbers:
    """How far the middles of circles are from a line."""
    import numpy as np

    x1, y1, x2, y2 = line
    dx, dy = x2 - x1, y2 - y1
    share = np.clip(((circles[:, 0] - x1) * dx + (circles[:, 1] - y1) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
    return np.hypot(circles[:, 0] - x1 - share * dx, circles[:, 1] - y1 - share * dy)


def _place(box: Numbers, line: Numbers, _cost: Numbers) -> Place:
    x, y = float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2
    long = float(((line[0] - line[2]) ** 2 + (line[1] - line[3]) ** 2) ** 0.5)
    x1, y1, x2, y2 = (round(float(each), 1) for each in line)
    return Place(round(x, 1), round(y, 1), (x1, y1, x2, y2) if long > 7 else None)
