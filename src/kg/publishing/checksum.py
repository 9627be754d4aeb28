"""When two copies of a graph are the same: as sorted N-Triples, whatever order and spelling of numbers they have."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING

from kg.mappers.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox


def canonical(content: bytes, media_type: str = "application/n-triples") -> list[str]:
    r"""The triples of a document as N-Triples lines, sorted, each once, the values of literals in one spelling.

    Servers may keep values instead of spellings: ``007`` comes back as ``7``, ``true`` as ``1``.

    Raises:
        ValueError: where it is no RDF of this media type.

    >>> number = b'<a:s> <a:p> "%s"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    >>> canonical(number % b"007") == canonical(number % b"7")
    True
    >>> canonical(b'<a:s> <a:p> "7" .') == canonical(number % b"7")
    False
    """
    import pyoxigraph as ox

    format_ = ox.RdfFormat.N_TRIPLES if media_type == "text/plain" else ox.RdfFormat.from_media_type(media_type)
    if format_ is None:
        raise ValueError(f"{media_type} is no RDF")
    return sorted({_line(quad) for quad in ox.parse(content, format=format_)})


def checksum(lines: Iterable[str]) -> str:
    """The SHA-256 of a graph's canonical lines, in hexadecimal; the order of the lines does not matter.

    >>> checksum(["b", "a"]) == checksum(["a", "b"]) != checksum(["a"])
    True
    """
    return sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()


def _line(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {_canonical(quad.object)} ."


def _canonical(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    import pyoxigraph as ox

    if not isinstance(term, ox.Literal):
        return str(term)
    if term.language is not None:
        return str(ox.Literal(term.value, language=term.language.lower()))
    value, type_ = term.value.strip(), term.datatype.value.removeprefix(XSD)
    if type_ == "boolean":
        value = {"1": "true", "0": "false"}.get(value, value)
    elif type_ in ("integer", "decimal"):
        try:
            number = Decimal(value)
        except InvalidOperation:
            return str(term)
        value = f"{number:f}" if number else "0"
        if "." in value:
            value = value.rstrip("0").rstrip(".")
    else:
        return str(term)
    return str(ox.Literal(value, datatype=term.datatype))
