"""Exports: the store's graphs as files for other tools. Sorted: one more article adds only its own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.exporting.description import description
from kg.exporting.jsonld import jsonld, text_of
from kg.exporting.prefixes import LITERAL
from kg.exporting.selection import restricted, selected
from kg.exporting.turtle import trig, turtle
from kg.harmless import xml_text
from kg.mappers import ID, Quad, literal, n_quads, n_triples

if TYPE_CHECKING:
    from collections.abc import Iterable

Format = Literal["ttl", "trig", "nt", "nq", "jsonld", "rdf"]
FORMATS: tuple[Format, ...] = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")

__all__ = ["FORMATS", "Format", "description", "export", "jsonld", "restricted", "selected", "trig", "turtle"]


def export(quads: Iterable[Quad], format_: Format) -> bytes:
    """The quads in an RDF format; ``ttl``, ``nt`` and ``rdf`` give the union of the graphs. Same quads, same bytes."""
    ordered = sorted(set(quads))
    match format_:
        case "ttl":
            return turtle(ordered).encode()
        case "trig":
            return trig(ordered).encode()
        case "nq":
            return n_quads(ordered).encode()
        case "nt":
            return n_triples(_union(ordered)).encode()
        case "jsonld":
            return jsonld(ordered).encode()
        case "rdf":
            return _rdf_xml(_union(ordered))


def _union(quads: Iterable[Quad]) -> list[Quad]:
    return sorted({quad._replace(graph="") for quad in quads})


def _rdf_xml(triples: Iterable[Quad]) -> bytes:
    import pyoxigraph as ox

    from kg.exporting.prefixes import PREFIXES

    held = (quad._replace(object=_for_xml(quad.object)) for quad in triples)
    parsed = ox.parse(n_triples(sorted(set(held))), format=ox.RdfFormat.N_TRIPLES)
    vocabularies = {prefix: namespace for prefix, namespace in PREFIXES.items() if not namespace.startswith(ID)}
    written = ox.serialize((each.triple for each in parsed), format=ox.RdfFormat.RDF_XML, prefixes=vocabularies)
    return written if written is not None else b""


def _for_xml(term: str) -> str:
    """The term without the characters that XML forbids, written raw or as an escape."""
    match = LITERAL.fullmatch(term)
    if match is None or ("\\" not in term and xml_text(term) == term):
        return term
    return literal(xml_text(text_of(match["text"]))) + term[match.end("text") :]
