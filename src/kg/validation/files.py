"""RDF files against the shapes, an article at a time where the files keep articles apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.validation.parsing import quads, quiet_literals
from kg.validation.report import ID, Report
from kg.validation.shacl import validate
from kg.validation.words import misplaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rdflib import Graph

    from kg.article import Article

_ARTICLE_GRAPH = re.compile(re.escape(ID) + r"article/([0-9a-f]+)(?:/evidence)?")


def validate_files(paths: Iterable[Path], base: str = "", texts: Mapping[str, Article] | None = None) -> Report:
    """Hold RDF files (.ttl, .trig, .nt, .nq, .jsonld, .rdf) against the shapes, all of them together.

    Where the files have a graph for each article, each article is validated by itself, with what it reaches of the
    other graphs: two sources may disagree. Nothing is fetched: a JSON-LD file must hold its context.

    Words are held against each other, and against the articles where their ``texts`` are given, by id: see
    :func:`~kg.validation.words.misplaced`.

    Args:
        paths: the files.
        base: the IRI that relative ones start from.
        texts: the articles that quotes are looked for in, by id.

    Raises:
        KgError: where a file is missing, of an unknown kind, or cannot be parsed; the error says where.
    """
    from rdflib import Graph

    articles: dict[str, Graph] = {}
    common = Graph()
    with quiet_literals():
        for number, path in enumerate(paths):
            for subject, predicate, value, name in quads(path, base, label=f"{number or ''}"):
                found = _ARTICLE_GRAPH.fullmatch(name)
                target = articles.setdefault(found[1], Graph()) if found else common
                target.add((subject, predicate, value))
    graphs = [("", common), *articles.items()]
    reports = [validate(common), Report(tuple(misplaced(graphs, texts)))]
    for graph in articles.values():
        _add_reached(graph, common)
        reports.append(validate(graph))
    return Report.of(reports)


def _add_reached(graph: Graph, common: Graph) -> None:
    """Add what the graph speaks of, from the graphs that articles share."""
    waiting = {*graph.subjects(), *graph.objects()}
    seen = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for triple in common.triples((node, None, None)):
            graph.add(triple)
            waiting.add(triple[2])
