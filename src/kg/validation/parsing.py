"""RDF files into rdflib terms, by pyoxigraph: strict, quick, and it fetches nothing."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef
    from rdflib.term import Node

#: What the ending of an RDF file's name says is in it, as pyoxigraph calls it.
FORMATS = {
    ".ttl": "TURTLE",
    ".trig": "TRIG",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
}


def quads(path: Path) -> Iterator[tuple[Node, URIRef, Node, str]]:
    """The quads of a file as rdflib terms, with the graph's IRI ("" for the default graph).

    Raises:
        KgError: where the file is missing, of an unknown kind, or cannot be parsed.
    """
    import pyoxigraph as ox
    from rdflib import URIRef

    if path.suffix.lower() not in FORMATS:
        raise KgError(f"{path}: not a kind of RDF file that can be validated. These can: {', '.join(FORMATS)}.")

    if not path.is_file():
        raise KgError(f"{path}: there is no such file. Check its name.")
    try:
        for quad in ox.parse(path=str(path), format=getattr(ox.RdfFormat, FORMATS[path.suffix.lower()])):
            name = quad.graph_name
            named = name.value if isinstance(name, ox.NamedNode) else ""
            yield _term(quad.subject), URIRef(quad.predicate.value), _term(quad.object), named
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror or error}.") from None
    except SyntaxError as error:
        raise KgError(f"{path}: not well-formed: {error.msg}. Mend the file and validate again.") from None


def _term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | BNode | Literal:
    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef

    match node:
        case ox.NamedNode():
            return URIRef(node.value)
        case ox.BlankNode():
            return BNode(node.value)
        case ox.Literal() if node.language:
            return Literal(node.value, lang=node.language)
        case ox.Literal() if node.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return Literal(node.value)
        case ox.Literal():
            return Literal(node.value, datatype=URIRef(node.datatype.value))
        case _:
            raise SyntaxError(f"a quoted triple ({node}), which the shapes know nothing of")


@contextmanager
def quiet_literals() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each literal that is none ("2019-13-45" as a date): it is reported."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
