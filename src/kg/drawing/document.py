"""A picture before it has a format: what is drawn, how large, its title, and the legend; and the SVG document of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from kg.drawing.lettering import BOLD, text_width
from kg.drawing.palette import MARKS, Theme, stylesheet

if TYPE_CHECKING:
    from kg.network import Network

MARGIN = 28.0
_HEAD = 88.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a drawn sample, 24 wide around its left middle, and what it means."""

    name: str
    sample: str
    kind: str = ""


@dataclass(slots=True)
class Picture:
    """A picture of a network.

    ``body`` holds SVG elements within ``width`` × ``height``; an element with ``data-node`` or ``data-edge`` stands for
    the node or edge of this number in ``network``. ``told`` stands below the title.
    """

    network: Network
    title: str
    told: str
    width: float
    height: float
    body: list[str]
    legend: list[Entry] = field(default_factory=list)
    places: dict[str, tuple[float, float]] = field(default_factory=dict)


def kind_entry(kind: str, name: str) -> Entry:
    """The legend's line for a kind of things; in a page a click on it hides them."""
    return Entry(name, f'<path class="mark" transform="translate(7 0)" d="{MARKS.get(kind, MARKS["list"])}"/>', kind)


def document(picture: Picture, theme: Theme = "auto") -> str:
    """The picture as a standalone SVG document. The same picture gives the same bytes."""
    legend, inner = _legend(picture)
    width, height = size(picture)
    left, top = MARGIN + (inner - picture.width) / 2, height - MARGIN - picture.height
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kg{"" if theme == "auto" else " " + theme}" '
        f'viewBox="0 0 {n(width)} {n(height)}" width="{n(width)}" height="{n(height)}" role="img" '
        f'aria-label="{escape(picture.title)}">',
        f"<title>{escape(picture.title)}</title>",
        f"<style>{stylesheet(theme)}</style>",
        "<defs>",
        *(
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" '
            'markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
            f'<path class="{name}" d="M0 0.5L8 4 0 7.5Z"/></marker>'
            for name in ("tip", "tip-received")
        ),
        "</defs>",
        f'<rect class="ground" width="{n(width)}" height="{n(height)}"/>',
        f'<g class="head"><text class="title" x="{n(MARGIN)}" y="38">{escape(picture.title)}</text>'
        f'<text class="faint" x="{n(MARGIN)}" y="59">{escape(picture.told)}</text>',
        *(line for row in legend for line in row),
        "</g>",
        f'<g class="picture" transform="translate({n(left)} {n(top)})">',
        *picture.body,
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def size(picture: Picture) -> tuple[float, float]:
    """How wide and high the document is: the picture, its margins, title and legend."""
    legend, inner = _legend(picture)
    return inner + 2 * MARGIN, picture.height + 2 * MARGIN + _HEAD + 24 * (len(legend) - 1)


def _legend(picture: Picture) -> tuple[list[list[str]], float]:
    """The legend in rows, and how wide picture, legend and head are together."""
    sizes = [text_width(entry.name) + 44 for entry in picture.legend]
    inner = max(
        picture.width,
        min(sum(sizes), 720.0),
        *(size for size in sizes),
        text_width(picture.title, 19, BOLD),
        text_width(picture.told),
        320.0,
    )
    rows: list[list[str]] = [[]]
    x = 0.0
    for entry, size in zip(picture.legend, sizes, strict=True):
        if x and x + size - 20 > inner:
            rows.append([])
            x = 0.0
        kind = f' k-{entry.kind}" data-kind="{entry.kind}' if entry.kind else ""
        rows[-1].append(
            f'<g class="legend{kind}" transform="translate({n(MARGIN + x)} {n(82 + 24 * (len(rows) - 1))})">'
            f'<rect class="hit" x="-4" y="-11" width="{n(size - 10)}" height="22"/>'
            f'{entry.sample}<text x="21" y="4">{escape(entry.name)}</text></g>'
        )
        x += size
    return rows, inner


def n(number: float) -> str:
    """A number as short as it can be, to a tenth."""
    return f"{round(number, 1) + 0.0:g}" if abs(number) < 1e5 else f"{number:.0f}"
