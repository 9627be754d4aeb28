"""The picture's network in Graphviz's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.drawing.lettering import label_lines
from kg.drawing.palette import LIGHT, LIGHT_GROUND, mixed
from kg.drawing.wording import edge_name
from kg.harmless import visible

if TYPE_CHECKING:
    from kg.drawing.document import Picture
    from kg.drawing.wording import Language


def dot(picture: Picture, language: Language = "en") -> str:
    """A ``digraph`` with labels, colours and, as tooltips, the sentences.

    ``pos`` gives each thing the place that it has in the picture, for ``neato -n``; other layouts take no notice.
    """
    network = picture.network
    title = f"{picture.title}\n{picture.told}"
    lines = [
        "digraph kg {",
        f"  label={_quoted(title)}; labelloc=t; overlap=false; splines=true;",
        '  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11];',
        f'  edge [fontname="Helvetica", fontsize=9, color={_quoted(LIGHT_GROUND["line"])}];',
    ]
    for iri, node in network.nodes.items():
        text = "\n".join(label_lines(node.label)) + (f"\n+{node.hidden}" if node.hidden else "")
        colour = LIGHT.get(node.kind, LIGHT_GROUND["ink"])
        look = f"color={_quoted(colour)}, fillcolor={_quoted(mixed(colour, LIGHT_GROUND['ground'], 0.09))}"
        x, y = picture.places.get(iri, (0.0, 0.0))
        place = f', pos="{x:.1f},{picture.height - y:.1f}"' if iri in picture.places else ""
        lines.append(f"  {_quoted(iri)} [label={_quoted(text)}, {look}{place}];")
    for edge in network.edges:
        told = "\n".join(f"{each.sentence} ({each.file})" for each in edge.passages)
        arrow = ", arrowhead=empty" if edge.relation == "subclass" else ""
        lines.append(
            f"  {_quoted(edge.source)} -> {_quoted(edge.target)} "
            f"[label={_quoted(edge_name(edge, language))}, tooltip={_quoted(told)}{arrow}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = visible(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
