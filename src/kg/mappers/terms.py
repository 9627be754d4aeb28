"""RDF terms as N-Triples text, made once and cached: the fastest form to write, and the one every parser reads.

A term is the string that stands in an N-Quads line (``<https://…>``, ``"Bontang"``,
``"2019"^^<http://www.w3.org/2001/XMLSchema#integer>``), a :class:`Quad` is four of them. A whole article becomes
one text without a single RDF object being made.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg import facts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

SC = "https://w3id.org/smartcity-kg/ontology#"
ID = "https://w3id.org/smartcity-kg/id/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


class Quad(NamedTuple):
    """Subject, predicate, object and graph, each as it stands in N-Quads."""

    subject: str
    predicate: str
    object: str
    graph: str


def n_quads(quads: Iterable[Quad]) -> str:
    """The quads as N-Quads text, in the order given.

    >>> n_quads([Quad(resource("area/64.74"), sc("name"), literal("Bontang"), resource("reference"))])
    '<https://w3id.org/smartcity-kg/id/area/64.74> <https://w3id.org/smartcity-kg/ontology#name> "Bontang" \
<https://w3id.org/smartcity-kg/id/reference> .\\n'
    """
    return "".join([f"{s} {p} {o} {g} .\n" for s, p, o, g in quads])


def n_triples(quads: Iterable[Quad]) -> str:
    """The same without the graphs: N-Triples text, which is also the body of a SPARQL ``INSERT DATA``."""
    return "".join([f"{s} {p} {o} .\n" for s, p, o, _ in quads])


@cache
def sc(name: str) -> str:
    """A class or property of the ontology: ``sc("recipient")``."""
    return f"<{SC}{name}>"


#: :func:`kg.facts.slug`, each text once.
slug = lru_cache(maxsize=65536)(facts.slug)


@lru_cache(maxsize=65536)
def resource(path: str) -> str:
    """A resource of ours by its path under ``id/``; the path is made of slugs, codes and hashes only."""
    return f"<{ID}{path}>"


# What N-Quads' canonical form escapes, and the line ends that a line-based reader could stumble over.
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0x85, 0x2028, 0x2029)} | {
    ord(char): escape
    for char, escape in {
        '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
    }.items()
}  # fmt: skip


@lru_cache(maxsize=65536)
def literal(text: str) -> str:
    r"""A plain literal.

    >>> print(literal('“Kota\nTaman” = "Bontang"'))
    "“Kota\nTaman” = \"Bontang\""
    """
    return f'"{text.translate(_ESCAPES)}"'


@lru_cache(maxsize=4096)
def integer(number: int) -> str:
    """An ``xsd:integer``; offsets too, as the store knows one kind of integer only."""
    return f'"{number:d}"^^<{XSD}integer>'


@lru_cache(maxsize=4096)
def decimal(number: Decimal) -> str:
    """An ``xsd:decimal`` in its shortest form, which is what the store gives back.

    >>> from decimal import Decimal
    >>> decimal(Decimal("78.250")), decimal(Decimal("1E+2"))
    ('"78.25"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"100"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    shortest = f"{number:f}"
    if "." in shortest:
        shortest = shortest.rstrip("0").rstrip(".")
    return f'"{"0" if shortest in ("-0", "") else shortest}"^^<{XSD}decimal>'


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """An ``xsd:date``."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


def boolean(value: bool) -> str:
    """An ``xsd:boolean``."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def any_uri(value: str) -> str:
    """An ``xsd:anyURI``: an address that an article gives for itself, never a name of ours."""
    return f"{literal(value)}^^<{XSD}anyURI>"
