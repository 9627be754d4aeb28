"""The network in Graphviz's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.drawing.layout import label_lines
from kg.drawing.svg import COLOURS, edge_name
from kg.drawing.wording import phrase

if TYPE_CHECKING:
    from kg.drawing.wording import Language
    from kg.network import Network


def dot(network: Network, language: Language = "en", title: str = "") -> str:
    """A ``digraph`` with labels, colours and, as tooltips, the sentences."""
    title = title or phrase("title", language)
    lines = [
        "digraph kg {",
        f"  label={_quoted(title)}; labelloc=t; overlap=false; splines=true;",
        '  node [shape=box, style="rounded", fontname="Helvetica", fontsize=11];',
        '  edge [fontname="Helvetica", fontsize=9];',
    ]
    for iri, node in network.nodes.items():
        text = "\n".join(label_lines(node.label)) + (f"\n+{node.hidden}" if node.hidden else "")
        lines.append(f"  {_quoted(iri)} [label={_quoted(text)}, color={_quoted(COLOURS[node.kind])}];")
    for edge in network.edges:
        told = "\n".join(f"{each.sentence} ({each.file})" for each in edge.passages)
        lines.append(
            f"  {_quoted(edge.source)} -> {_quoted(edge.target)} "
            f"[label={_quoted(edge_name(edge, language))}, tooltip={_quoted(told)}];"
        )
    if network.hidden:
        lines.append(f"  hidden [shape=plaintext, label={_quoted(phrase('hidden', language, hidden=network.hidden))}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
