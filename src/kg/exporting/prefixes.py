"""Short names for IRIs: one prefix a kind of resource, those of the vocabularies, and a base for the rest."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.mappers.terms import GEO, ID, OA, PROV, SC, SKOS, XSD

_KINDS = (
    "area",
    "article",
    "award",
    "conferral",
    "dimension",
    "event",
    "evidence",
    "organization",
    "participation",
    "person",
    "placement",
    "position",
    "programme",
    "software",
    "statement",
    "tenure",
    "work",
)
#: Every prefix that an export may use.
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": GEO,
    "np": "http://www.nanopub.org/nschema#",
    "oa": OA,
    "prov": PROV,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sc": SC,
    "schema": "https://schema.org/",
    "skos": SKOS,
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
} | {kind: f"{ID}{kind}/" for kind in _KINDS}
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
#: A literal as it stands in N-Triples: its text in quotation marks, and a language or a datatype.
LITERAL = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*") (?:@(?P<language>[A-Za-z0-9-]+) | \^\^<(?P<datatype>[^>]*)>)?""",
    re.DOTALL | re.VERBOSE,
)
_IRI = re.compile(r"(?P<namespace>.*[/#])(?P<local>[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)")


@lru_cache(maxsize=65536)
def compact(iri: str) -> tuple[str, str] | None:
    """Prefix and local name of an IRI, where they are valid in Turtle, SPARQL and JSON-LD without escapes.

    >>> compact("https://w3id.org/smartcity-kg/id/area/64.74")
    ('area', '64.74')
    >>> compact("https://w3id.org/smartcity-kg/id/area/64.") is None
    True
    """
    match = _IRI.fullmatch(iri)
    prefix = _NAMESPACES.get(match["namespace"]) if match else None
    return (prefix, match["local"]) if match and prefix else None
