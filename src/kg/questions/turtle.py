"""The catalogue as RDF: each query a SHACL ``sh:SPARQLExecutable``, so that other tools can list, show and run it.

The form is that of SIB's sparql-examples (https://github.com/sib-swiss/sparql-examples): the query under
``sh:select`` (``sh:construct``, ``sh:ask``), its prefixes declared under ``sh:prefixes``, the question as
``rdfs:comment``, tags as ``schema:keywords``, an endpoint that answers it as ``schema:target``. Beyond it, parameters
are SHACL parameters (https://www.w3.org/TR/shacl-af/), whose path ends in the name of the variable to bind and whose
``skos:example`` is a term to bind, and the columns are a CSVW schema. ``queries/shapes.ttl`` holds all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.mappers.terms import XSD
from kg.questions.parameters import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph, Literal, URIRef

    from kg.questions.header import Form, Parameter, Question

QUERY = "https://w3id.org/smartcity-kg/query/"
PARAMETER = "https://w3id.org/smartcity-kg/parameter#"
CSVW = "http://www.w3.org/ns/csvw#"

_PREFIX = re.compile(r"^\s*PREFIX\s+(?P<prefix>[A-Za-z][\w.-]*):\s*<(?P<namespace>[^<>\s]+)>\s*$", re.I | re.M)
_HEADER = re.compile(r"^#\+.*\n", re.M)
_FORMS: dict[Form, tuple[str, str]] = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
}


def turtle(questions: Iterable[Question], target: str = "") -> str:
    """The questions as Turtle; the same questions give the same text.

    ``target`` is the address of a SPARQL endpoint that answers them, where there is one.

    Raises:
        QueryError: for a DESCRIBE, which SHACL has no executable for, an example that does not fit its parameter, or a
            prefix that two queries declare differently.
    """
    from rdflib import DCTERMS, RDFS, SDO, SH, SKOS, Graph, URIRef

    graph = Graph(bind_namespaces="none")
    bound = {"query": QUERY, "param": PARAMETER, "csvw": CSVW, "dcterms": DCTERMS, "rdfs": RDFS, "schema": SDO,
             "sh": SH, "skos": SKOS, "xsd": XSD}  # fmt: skip
    for prefix, namespace in bound.items():
        graph.bind(prefix, str(namespace))
    prefixes: dict[str, str] = {}
    for question in questions:
        _add(graph, question, URIRef(target) if target else None)
        for found in _PREFIX.finditer(question.sparql):
            if prefixes.setdefault(found["prefix"], found["namespace"]) != found["namespace"]:
                raise QueryError(f"{question.source}: another query declares the prefix {found['prefix']} differently.")
    _declare(graph, prefixes)
    return graph.serialize(format="turtle")


def _add(graph: Graph, question: Question, target: URIRef | None) -> None:
    from rdflib import DCTERMS, RDF, RDFS, SDO, SH, Literal, URIRef

    if question.form not in _FORMS:
        raise QueryError(f"{question.source}: SHACL has no executable for a {question.form}.")
    class_, predicate = _FORMS[question.form]
    node = URIRef(QUERY + question.name)
    for each in ("SPARQLExecutable", class_):
        graph.add((node, RDF.type, SH[each]))
    graph.add((node, SH[predicate], Literal(_HEADER.sub("", question.sparql).strip() + "\n")))
    graph.add((node, SH.prefixes, URIRef(QUERY.rstrip("/"))))
    for language, text in question.titles.items():
        graph.add((node, RDFS.label, Literal(text, lang=language)))
    for language, text in question.questions.items():
        graph.add((node, RDFS.comment, Literal(text, lang=language)))
    for tag in question.tags:
        graph.add((node, SDO.keywords, Literal(tag)))
    graph.add((node, DCTERMS.type, Literal(question.view)))
    if target is not None:
        graph.add((node, SDO.target, target))
    for order, parameter in enumerate(question.parameters, 1):
        each_node = URIRef(f"{node}/parameter/{parameter.name}")
        graph.add((node, SH.parameter, each_node))
        _add_parameter(graph, each_node, parameter, order)
    _add_columns(graph, node, question)


def _add_parameter(graph: Graph, node: URIRef, parameter: Parameter, order: int) -> None:
    from rdflib import RDF, SH, SKOS, XSD, Literal, URIRef

    graph.add((node, RDF.type, SH.Parameter))
    graph.add((node, SH.path, URIRef(PARAMETER + parameter.name)))
    graph.add((node, SH.order, Literal(order)))
    graph.add((node, SH.optional, Literal(parameter.optional)))
    if parameter.type in ("iri", "area"):
        graph.add((node, SH.nodeKind, SH.IRI))
        if parameter.type == "area":
            graph.add((node, SH["class"], URIRef("https://w3id.org/smartcity-kg/ontology#AdministrativeArea")))
    else:
        graph.add((node, SH.datatype, XSD[parameter.type]))
    if parameter.example:
        graph.add((node, SKOS.example, _rdflib(parameter)))


def _rdflib(parameter: Parameter) -> URIRef | Literal:
    from rdflib import Literal, URIRef

    bound = term(parameter, parameter.example)
    datatype = getattr(bound, "datatype", None)
    if datatype is None:
        return URIRef(bound.value)
    return Literal(bound.value, datatype=None if datatype.value == f"{XSD}string" else URIRef(datatype.value))


def _add_columns(graph: Graph, node: URIRef, question: Question) -> None:
    from rdflib import RDF, SH, XSD, Literal, URIRef

    if not question.columns:
        return
    schema = URIRef(f"{node}/columns")
    graph.add((node, URIRef(f"{CSVW}tableSchema"), schema))
    graph.add((schema, RDF.type, URIRef(f"{CSVW}Schema")))
    for order, (name, type_) in enumerate(question.columns.items(), 1):
        column = URIRef(f"{schema}/{name}")
        graph.add((schema, URIRef(f"{CSVW}column"), column))
        graph.add((column, RDF.type, URIRef(f"{CSVW}Column")))
        graph.add((column, URIRef(f"{CSVW}name"), Literal(name)))
        graph.add((column, URIRef(f"{CSVW}datatype"), XSD["anyURI" if type_ == "iri" else type_]))
        graph.add((column, SH.order, Literal(order)))


def _declare(graph: Graph, prefixes: dict[str, str]) -> None:
    from rdflib import OWL, RDF, SH, XSD, Literal, URIRef

    catalogue = URIRef(QUERY.rstrip("/"))
    graph.add((catalogue, RDF.type, OWL.Ontology))
    for prefix, namespace in prefixes.items():
        node = URIRef(f"{catalogue}/prefix/{prefix}")
        graph.add((catalogue, SH.declare, node))
        graph.add((node, RDF.type, SH.PrefixDeclaration))
        graph.add((node, SH.prefix, Literal(prefix)))
        graph.add((node, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))
