"""A graph against the shapes, by pySHACL; its results as issues with the words of the article."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.article import Evidence, Span
from kg.validation.parsing import quads
from kg.validation.report import ID, MISQUOTED_EN, MISQUOTED_ID, SC, Issue, Report, Severity, order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyshacl.shape import Shape
    from rdflib import Graph
    from rdflib.term import Node

    from kg.article import Article

OA = "http://www.w3.org/ns/oa#"

_SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")


def validate(graph: Graph, *, article: Article | None = None) -> Report:
    """Hold one article's graph against the shapes; the graph is not changed.

    Args:
        graph: the article's facts and evidence and what they reach of the reference graph. An rdflib graph in memory;
            ``Graph(store="SimpleMemory")`` is the fastest.
        article: where given, each issue shows the article's sentence, and every quote is held against the text.

    >>> from rdflib import RDF, Graph, URIRef
    >>> graph = Graph().add((URIRef(ID + "award/adipura"), RDF.type, URIRef(SC + "Award")))
    >>> [issue.message_en for issue in validate(graph).issues]
    ['Every thing has a label that is not empty', 'An award has a name']
    """
    from pyshacl.pytypes import SHACLExecutor

    executor = SHACLExecutor()
    results = [(shape, parts) for shape in _shapes() for _, _, parts in shape.validate(executor, graph)[1]]
    issues = {_issue(graph, shape.sg.graph, parts, article) for shape, parts in results}
    if article is not None:
        issues.update(_misquoted(graph, article))
    return Report(tuple(sorted(issues, key=order)))


@cache
def _shapes() -> tuple[Shape, ...]:
    """The shapes that have targets, parsed once: each property shape with those of the node shape that holds it.

    pySHACL validates a property shape of its own for all focus nodes at once, one inside a node shape for each node
    anew: the same results, four times faster. A test holds both against each other.
    """
    from pyshacl.shapes_graph import ShapesGraph
    from rdflib import RDF, Graph
    from rdflib.namespace import SH

    graph = Graph(store="SimpleMemory")
    for subject, predicate, value, _ in quads(resources.path("ontology/shapes.ttl")):
        graph.add((subject, predicate, value))
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    for shape, inner in list(graph.subject_objects(SH.property)):
        graph.remove((shape, SH.property, inner))
        for target in targets:
            for value in graph.objects(shape, target):
                graph.add((inner, target, value))
    # A node shape that held nothing but property shapes has nothing left to say.
    telling = {shape for shape, predicate in graph.subject_predicates() if predicate not in {RDF.type, *targets}}
    targeted = {shape for target in targets for shape in graph.subjects(target)}
    return tuple(shape for shape in ShapesGraph(graph).shapes if shape.node in targeted & telling)


# From pySHACL's results to issues


def _issue(graph: Graph, shapes: Graph, parts: Iterable[tuple[Any, Any, Any]], article: Article | None) -> Issue:
    from rdflib.namespace import SH

    # A part's object is a node, or a node with the graph that describes it.
    result = {predicate: each[1] if isinstance(each, tuple) else each for _, predicate, each in parts}
    messages = {each.language: str(each) for _, predicate, each in parts if predicate == SH.resultMessage}
    focus, path, value = result[SH.focusNode], result.get(SH.resultPath), result.get(SH.value)
    severity = str(result[SH.resultSeverity]).rpartition("#")[2].lower()
    evidence = _evidence(graph, focus, path, article)
    return Issue(
        severity=next((each for each in _SEVERITIES if each == severity), "violation"),
        message_id=messages["id"],
        message_en=messages["en"],
        focus=str(focus),
        label=_label(graph, focus),
        kind=_kind(graph, focus),
        path=None if path is None else _path(shapes, path),
        value=None if value is None else _label(graph, value) or _compact(value),
        evidence=evidence,
        passage=_passage(article.text, evidence[0].span) if article and evidence else "",
        file=_file(graph, evidence),
    )


def _misquoted(graph: Graph, article: Article) -> Iterator[Issue]:
    """Evidence whose quote is not what the article says at its position: SHACL cannot see the text."""
    from rdflib import RDF, URIRef

    for node in graph.subjects(RDF.type, URIRef(SC + "Evidence")):
        for said in _read_evidence(graph, node):
            span = said.span
            if said.article == article.id and article.text[span.start : span.end] != said.quote:
                yield Issue(
                    "violation",
                    MISQUOTED_ID,
                    MISQUOTED_EN,
                    str(node),
                    kind="Evidence",
                    path="oa:hasSelector/oa:exact",
                    value=said.quote,
                    passage=article.text[span.start : span.end],
                    file=article.file,
                )


# The words


def _evidence(graph: Graph, focus: Node, path: Node | None, article: Article | None) -> tuple[Evidence, ...]:
    """The words for a property of the node; else for the node; else for the facts that refer to it."""
    from rdflib import URIRef

    evidence, supports = URIRef(SC + "evidence"), URIRef(SC + "supports")
    has_selector = URIRef(OA + "hasSelector")
    nodes = {focus, *graph.subjects(has_selector, focus)}
    if not any(_read_evidence(graph, node) for node in nodes):
        nodes = set(graph.objects(focus, evidence))
        nodes = {node for node in nodes if (node, supports, path) in graph} or nodes
    if not nodes:
        for fact, predicate in graph.subject_predicates(focus):
            nodes |= {node for node in graph.objects(fact, evidence) if (node, supports, predicate) in graph}
    found = {said for node in nodes for said in _read_evidence(graph, node)}
    if article is not None:
        inside = [each for each in found if each.article == article.id and each.span.end <= len(article.text)]
        found = {article.evidence(each.span.start, each.span.end) for each in inside}
    return tuple(sorted(found, key=lambda each: (each.article, each.span)))


def _read_evidence(graph: Graph, node: Node) -> list[Evidence]:
    """What an evidence node says; nothing where it is malformed, which is an issue of its own."""
    from rdflib import URIRef

    start, end, exact = (URIRef(OA + name) for name in ("start", "end", "exact"))
    selectors = list(graph.objects(node, URIRef(OA + "hasSelector")))
    try:
        (source,) = graph.objects(node, URIRef(OA + "hasSource"))
        (first,) = (int(str(value)) for each in selectors for value in graph.objects(each, start))
        (last,) = (int(str(value)) for each in selectors for value in graph.objects(each, end))
        (quote,) = (str(value) for each in selectors for value in graph.objects(each, exact))
    except ValueError:
        return []
    return [Evidence(str(source).rpartition("/")[2], Span(first, last), quote)] if 0 <= first < last else []


def _passage(text: str, span: Span) -> str:
    """The sentence around a span, by its punctuation: enough to find the place, and never less than the words."""
    ends = [match.end() for match in re.finditer(r"[.!?][”\"’)]*(?=\s+[A-Z“\"])|\n+", text)]
    start = max((end for end in ends if end <= span.start), default=0)
    end = min((end for end in ends if end >= span.end), default=len(text))
    return " ".join(text[start:end].split())


def _file(graph: Graph, evidence: tuple[Evidence, ...]) -> str:
    from rdflib import URIRef

    if not evidence:
        return ""
    source = URIRef(f"{ID}article/{evidence[0].article}")
    return min((str(file) for file in graph.objects(source, URIRef(SC + "file"))), default="")


# Nodes in words


def _label(graph: Graph, node: Node) -> str:
    from rdflib import RDFS

    return min((str(label) for label in graph.objects(node, RDFS.label)), default="")


def _kind(graph: Graph, node: Node) -> str:
    from rdflib import RDF

    return min((str(each)[len(SC) :] for each in graph.objects(node, RDF.type) if str(each).startswith(SC)), default="")


def _path(shapes: Graph, path: Node) -> str:
    """A SHACL path as a SPARQL path with prefixes."""
    from rdflib import RDF, URIRef
    from rdflib.namespace import SH

    if isinstance(path, URIRef):
        return _compact(path)
    if (inverse := shapes.value(path, SH.inversePath)) is not None:
        return f"^{_path(shapes, inverse)}"
    if (alternatives := shapes.value(path, SH.alternativePath)) is not None:
        return "|".join(_path(shapes, each) for each in shapes.items(alternatives))
    if (path, RDF.first, None) in shapes:
        return "/".join(_path(shapes, each) for each in shapes.items(path))
    raise NotImplementedError(f"no SPARQL path for {list(shapes.predicate_objects(path))}")


_PREFIXES = {
    SC: "sc:",
    OA: "oa:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo:",
    ID: "",
}


def _compact(node: Node) -> str:
    """An IRI with its prefix (without any where it is a resource of ours); a literal as it stands."""
    text = str(node)
    for namespace, prefix in _PREFIXES.items():
        if text.startswith(namespace):
            return prefix + text[len(namespace) :]
    return text
