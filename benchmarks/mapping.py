"""Facts to N-Quads: kg's cached terms against rdflib's Graph.add, the same quads in one run.

    python benchmarks/mapping.py [ARTICLES]

Prints triples per second: of the whole mapper (facts to sorted N-Quads text), of the text alone (quads to N-Quads), of
pyoxigraph's quads, and of rdflib (terms, Graph.add, serialize), with the ratio to rdflib.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef

from kg.facts import Facts
from kg.mappers import Quad, map_facts, n_quads

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from made_facts import TEXT, made_facts


def main(articles: int) -> None:
    # Made-up articles that differ in their text, so that nothing but the vocabulary is shared between them.
    batch = [made_facts(f"{n}.txt", f"{TEXT}{n}") for n in range(articles)]
    mapped: list[list[Quad]] = [map_facts(facts) for facts in batch]
    triples = sum(map(len, mapped))
    print(f"{articles} articles, {triples} triples")
    rdflib = best(lambda: [with_rdflib(quads) for quads in mapped], 2)
    for name, seconds in {
        "kg, facts to N-Quads": best(lambda: [whole(facts) for facts in batch]),
        "kg, quads to N-Quads": best(lambda: [n_quads(quads) for quads in mapped]),
        "pyoxigraph, terms to N-Quads": best(lambda: [with_pyoxigraph(quads) for quads in mapped]),
        "rdflib, terms to N-Triples": rdflib,
    }.items():
        print(f"{name:30} {triples / seconds:12,.0f} triples/s {rdflib / seconds:7.1f} x rdflib")


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of several runs, in seconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        took.append(time.perf_counter() - start)
    return min(took)


def whole(facts: Facts) -> str:
    return n_quads(map_facts(facts))


def plain(term: str) -> tuple[str, str | None]:
    """The parts of a term's text: the value, and a literal's datatype ("" for none); None for an IRI."""
    if term.startswith("<"):
        return term[1:-1], None
    value, _, datatype = term.rpartition('"')
    return value[1:], datatype[3:-1]


def with_pyoxigraph(quads: list[Quad]) -> bytes:
    def term(text: str) -> ox.NamedNode | ox.Literal:
        value, datatype = plain(text)
        if datatype is None:
            return ox.NamedNode(value)
        return ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(value)

    made = [
        ox.Quad(ox.NamedNode(s[1:-1]), ox.NamedNode(p[1:-1]), term(o), ox.NamedNode(g[1:-1])) for s, p, o, g in quads
    ]
    return ox.serialize(made, format=ox.RdfFormat.N_QUADS) or b""


def with_rdflib(quads: list[Quad]) -> str:
    def term(text: str) -> URIRef | Literal:
        value, datatype = plain(text)
        if datatype is None:
            return URIRef(value)
        return Literal(value, datatype=URIRef(datatype)) if datatype else Literal(value)

    graph = Graph()
    for s, p, o, _ in quads:
        graph.add((URIRef(s[1:-1]), URIRef(p[1:-1]), term(o)))
    return graph.serialize(format="nt")


if __name__ == "__main__":
    logging.disable()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
