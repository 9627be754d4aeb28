"""A picture before it has a format: what is drawn, how large, its title, and the legend; and the SVG document of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from kg.drawing.lettering import BOLD, text_width
from kg.drawing.palette import MARKS, Theme, stylesheet
from kg.harmless import xml_text

if TYPE_CHECKING:
    from kg.network import Network

MARGIN = 28.0
# So wide is a picture in which title and legend have their own size; on a wider one they grow with it.
_COMMON = 1500.0


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
    head, inner, below, grown = _head(picture)
    width, height = inner + 2 * MARGIN, below + picture.height + MARGIN
    left = MARGIN + (inner - picture.width) / 2
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
        f'<g class="head" transform="translate({n(MARGIN)} {n(MARGIN)}) scale({n(grown)})">',
        *head,
        "</g>",
        f'<g class="picture" transform="translate({n(left)} {n(below)})">',
        *picture.body,
        "</g>",
        "</svg>",
    ]
    return xml_text("\n".join(parts)) + "\n"


def size(picture: Picture) -> tuple[float, float]:
    """How wide and high the document is: the picture, its margins, title and legend."""
    _, inner, below, _ = _head(picture)
    return round(inner + 2 * MARGIN, 1), round(below + picture.height + MARGIN, 1)


def _head(picture: Picture) -> tuple[list[str], float, float, float]:
    """Title and legend, how wide picture and head are together, where the picture begins, how much the head grew."""
    sizes = [text_width(entry.name) + 44 for entry in picture.legend]
    grown = round(min(max(picture.width / _COMMON, 1.0), 2.5), 1)
    needed = max(min(sum(sizes), 820.0), *sizes, text_width(picture.title, 19, BOLD), text_width(picture.told), 320.0)
    inner = max(picture.width, needed * grown)
    head = [
        f'<text class="title" y="12">{escape(picture.title)}</text>',
        f'<text class="faint" y="33">{escape(picture.told)}</text>',
    ]
    x, y = 0.0, 57.0
    for entry, wide in zip(picture.legend, sizes, strict=True):
        if x and (x + wide - 20) * grown > inner:
            x, y = 0.0, y + 24
        kind = f' k-{entry.kind}" data-kind="{entry.kind}' if entry.kind else ""
        head.append(
            f'<g class="legend{kind}" transform="translate({n(x)} {n(y)})">'
            f'<rect class="hit" x="-4" y="-11" width="{n(wide - 10)}" height="22"/>'
            f'{entry.sample}<text x="21" y="4">{escape(entry.name)}</text></g>'
        )
        x += wide
    return head, inner, MARGIN + (y + 32) * grown, grown


def n(number: float) -> str:
    """A number as short as it can be, to a tenth."""
    return f"{round(number, 1) + 0.0:g}" if abs(number) < 1e5 else f"{number:.0f}"
