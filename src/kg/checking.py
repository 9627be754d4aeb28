"""A store's graphs, and files of RDF, held against the shapes as a build holds its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Article
from kg.mappers import REFERENCE, Quad, article_graphs, by_subject, reachable
from kg.validation import Report, validate, validate_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib import Graph

    from kg.store import Store


def validate_store(store: Store, only: Iterable[str] | None = None) -> Report:
    """Hold each article of a store, or only these, against the shapes, with what it reaches of the reference graph."""
    reference = by_subject(_quads(store, REFERENCE))
    reports = [validate(rdflib_graph([quad for quads in reference.values() for quad in quads]))]
    for article_id in store.articles() if only is None else only:
        quads = [quad for graph in article_graphs(article_id) for quad in _quads(store, graph)]
        graph = rdflib_graph([*quads, *reachable(quads, reference)])
        file = next(iter(store.files(article_id)), article_id)
        reports.append(validate(graph, article=Article(store.text(article_id), file)))
    return Report.of(reports)


def validate_rdf(paths: Sequence[Path], base: str = "", texts: Path | None = None) -> Report:
    """Hold RDF files against the shapes; with a folder of ``texts``, also every quote against the text it is from.

    Raises:
        KgError: where a file cannot be parsed; the error says where.
    """
    from kg.reading.texts import texts_in

    return validate_files(paths, base, None if texts is None else texts_in(texts))


def _quads(store: Store, graph: str) -> Iterator[Quad]:
    for quad in store.quads(graph):
        yield Quad(str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name))


def rdflib_graph(quads: Iterable[Quad]) -> Graph:
    """The quads as one rdflib graph in memory, their graphs' names left out: the form that pySHACL validates.

    >>> from kg.mappers.terms import literal, resource, sc
    >>> len(rdflib_graph([Quad(resource("area/64.74"), sc("name"), literal("Bontang"), resource("reference"))]))
    1
    """
    from rdflib import Graph
    from rdflib.plugins.parsers.ntriples import W3CNTriplesParser
    from rdflib.term import Node, URIRef

    graph = Graph(store="SimpleMemory")
    known: dict[str, Node] = {}
    parser = W3CNTriplesParser()

    def term(text: str) -> Node:
        """A term as it stands in N-Triples, each read once: most of a graph's terms stand in many triples."""
        if (node := known.get(text)) is None:
            if text.startswith("<") and "\\" not in text:
                node = URIRef(text[1:-1])
            else:
                parser.line = text
                node = parser.object()
            known[text] = node
        return node

    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
