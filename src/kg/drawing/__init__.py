"""Pictures: the graph, awards over the years, a map, the ontology; as SVG, PNG, a page of its own, or Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.drawing.area_map import area_map
from kg.drawing.awards import awards
from kg.drawing.class_diagram import class_diagram
from kg.drawing.document import document, size
from kg.drawing.dot import dot
from kg.drawing.graph import graph
from kg.drawing.page import page
from kg.drawing.png import png
from kg.drawing.timeline import timeline

if TYPE_CHECKING:
    from pathlib import Path

    from kg.drawing.document import Picture
    from kg.drawing.palette import Theme
    from kg.drawing.wording import Language

Format = Literal["svg", "png", "html", "dot"]
FORMATS: tuple[Format, ...] = ("svg", "png", "html", "dot")

__all__ = ["FORMATS", "Format", "area_map", "awards", "class_diagram", "draw", "graph", "timeline"]


def draw(
    picture: Picture, format_: Format, language: Language = "en", theme: Theme = "auto", font: Path | None = None
) -> bytes:
    """The picture as a file of this format. The same picture gives the same bytes.

    Args:
        picture: what one of this package's functions made of a network.
        format_: one of ``FORMATS``.
        language: of the page's own words.
        theme: light or dark; ``auto`` follows the reader's system, and is light in a png.
        font: a font file for a png.

    Raises:
        KgError: where a png cannot be drawn.
    """
    if format_ == "png":
        return png(document(picture, "dark" if theme == "dark" else "light"), *size(picture), font)
    if format_ == "html":
        return page(picture, language, theme).encode()
    return (document(picture, theme) if format_ == "svg" else dot(picture, language)).encode()
