"""RDF files into rdflib terms, by pyoxigraph: strict, quick, and it fetches nothing."""

from __future__ import annotations

import logging
import re
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.limits import MEBIBYTE, RDF_FILE

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


_ENTITY = re.compile(rb"<!ENTITY\s+(?:(%)\s+)?[^\s\"'>]+\s*(?:\"([^\"]*)\"|'([^']*)'|(\w+))?")
_LONGEST_REASON = 300  # a parser may quote the whole token that it stumbles over
_LONGEST_ENTITY = 256  # that of a namespace; what a hundred references to it make is still no bomb


def quads(path: Path, base: str = "", *, label: str = "") -> Iterator[tuple[Node, URIRef, Node, str]]:
    """The quads of a file as rdflib terms, with the graph's name ("" for the default graph, "_:x" for a blank node).

    Args:
        path: the file.
        base: the IRI that relative ones of the file start from.
        label: what its blank nodes' labels begin with, so that those of several files stay apart.

    Raises:
        KgError: where the file is missing, no regular file, too large, of an unknown kind, or cannot be parsed.
    """
    import pyoxigraph as ox
    from rdflib import URIRef

    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise KgError(f"{path}: not a kind of RDF file that can be validated. These can: {', '.join(FORMATS)}.")
    _refuse_unfit(path)
    try:
        if kind == "RDF_XML":
            _refuse_entities(path)
        for quad in ox.parse(path=str(path), format=getattr(ox.RdfFormat, kind), base_iri=base or None):
            name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(_term(quad.graph_name, label))
            named = f"_:{name}" if isinstance(quad.graph_name, ox.BlankNode) else name
            yield _term(quad.subject, label), URIRef(quad.predicate.value), _term(quad.object, label), named
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror or error}.") from None
    except MemoryError as error:
        if "buffer" not in str(error):
            raise
        raise KgError(f"{path}: it has a word or literal of over 16 MiB. Shorten that, and validate again.") from None
    except (SyntaxError, ValueError) as error:
        told = " ".join(str(getattr(error, "msg", error)).split())
        if len(told) > _LONGEST_REASON:
            told = told[:_LONGEST_REASON] + "…"
        advice = "Mend the file and validate again."
        if "No scheme found" in told and not base:
            advice = "It has relative IRIs: give the one that they start from with --base."
        raise KgError(f"{path}: not well-formed: {told}. {advice}") from None


def _refuse_unfit(path: Path) -> None:
    """Refuse what is no file, or none that can be held in memory, before a byte of it is read."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise KgError(f"{path}: there is no such file. Check its name.") from None
    except (OSError, ValueError) as error:
        raise KgError(f"{path}: cannot be read: {getattr(error, 'strerror', error)}.") from None
    if not stat.S_ISREG(status.st_mode):
        raise KgError(f"{path}: it is no regular file. Give a file.")
    if status.st_size > RDF_FILE:
        most = RDF_FILE // MEBIBYTE
        raise KgError(f"{path}: it is over {most} MiB. Split it, such as into a file for each article.")


def _refuse_entities(path: Path) -> None:
    """Refuse entities that a small file grows by beyond measure, or that stand in another file.

    Short ones, as RDF/XML has them for its namespaces, grow it by little.
    """
    for found in _ENTITY.finditer(path.read_bytes()):
        text = found[2] if found[2] is not None else found[3]
        if found[1] or found[4] or text is None or len(text) > _LONGEST_ENTITY or b"&" in text or b"%" in text:
            raise KgError(
                f"{path}: it declares an XML entity that is long, made of others, or in another file. "
                "Write its text in the place of each reference, and validate again."
            )


def _term(
    node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph, label: str
) -> URIRef | BNode | Literal:
    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef

    match node:
        case ox.NamedNode():
            return URIRef(node.value)
        case ox.BlankNode():
            return BNode(label + node.value)
        case ox.Literal() if node.language:
            return Literal(node.value, lang=node.language)
        case ox.Literal() if node.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return Literal(node.value)
        case ox.Literal():
            return Literal(node.value, datatype=URIRef(node.datatype.value), normalize=False)
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
