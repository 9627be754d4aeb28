"""Pictures of the graph: what the articles state between things, as SVG, a page of its own, or Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.drawing.dot import dot
from kg.drawing.page import page
from kg.drawing.svg import svg

if TYPE_CHECKING:
    from kg.drawing.wording import Language
    from kg.network import Network

Format = Literal["svg", "html", "dot"]
FORMATS: tuple[Format, ...] = ("svg", "html", "dot")

__all__ = ["FORMATS", "Format", "draw"]


def draw(picture: Network, format_: Format, language: Language = "en", title: str = "") -> str:
    """The network as a document of this format. The same network gives the same text."""
    return {"svg": svg, "html": page, "dot": dot}[format_](picture, language, title)
