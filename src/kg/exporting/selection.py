"""What an export holds: everything, or the facts of some articles or about some areas, with or without the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mappers import ID, MAPPERS, REFERENCE, Quad, article_graphs, by_graph, sc
from kg.mappers.merging import IDENTITY
from kg.mappers.reference import by_subject, reachable
from kg.mappers.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.store import Store

#: The classes whose instances are facts, as terms.
FACT_CLASSES = frozenset(sc(mapper.kind) for mapper in MAPPERS.values())
_REFERENCE, _IDENTITY = f"<{REFERENCE}>", f"<{IDENTITY}>"
_EVIDENCE, _WITHIN, _CANDIDATE, _OF_AREA = sc("evidence"), sc("within"), sc("candidate"), sc("ofArea")


def selected(
    store: Store, evidence: bool = True, articles: Collection[str] = (), areas: Collection[str] = ()
) -> list[Quad]:
    """The quads of an export, sorted: the articles' graphs, and of the reference only what they speak of.

    Args:
        store: where they come from.
        evidence: whether the evidence graphs are among them, which hold nothing that is a fact.
        articles: the ids of the only articles to take; all where none is named.
        areas: IRIs of areas. Only facts are taken in which one of them has a part: itself, an area within it, a body
            of it, or a name that may mean it. What these facts refer to is taken with them, and the words behind them.
    """
    graphs = {f"<{graph}>" for article in articles for graph in article_graphs(article)}
    reference: list[Quad] = []
    kept: list[Quad] = []
    for each in store.quads():
        quad = Quad(str(each.subject), str(each.predicate), str(each.object), str(each.graph_name))
        if quad.graph == _IDENTITY:
            continue
        if quad.graph == _REFERENCE:
            reference.append(quad)
        elif (evidence or not quad.graph.endswith("/evidence>")) and (not graphs or quad.graph in graphs):
            kept.append(quad)
    if areas:
        kept = _about(kept, reference, {f"<{area}>" for area in areas})
    return sorted({*kept, *reachable(kept, by_subject(reference))})


def restricted(store: Store, quads: Iterable[Quad]) -> Store:
    """These quads as a store of their own, in memory, beside the texts of the store that they come from."""
    import pyoxigraph as ox

    from kg.mappers import n_quads

    graph = ox.Store()
    graph.bulk_load(n_quads(quads), format=ox.RdfFormat.N_QUADS)
    return store.beside(graph)


def _about(quads: list[Quad], reference: list[Quad], areas: set[str]) -> list[Quad]:
    """Of the articles' quads those of facts that touch the areas, and of what these facts refer to."""
    touched = _touched([*quads, *reference], areas)
    found: list[Quad] = []
    graphs = by_graph(quads)
    for graph, inside in graphs.items():
        if graph.endswith("/evidence>"):
            continue
        subjects = by_subject(inside)
        facts = {
            subject
            for subject, said in subjects.items()
            if FACT_CLASSES & {quad.object for quad in said if quad.predicate == TYPE}
            and touched & {subject, *(quad.object for quad in said)}
        }
        if not facts:
            continue
        wanted, waiting = {graph}, {*facts, graph}
        while waiting:
            subject = waiting.pop()
            wanted.add(subject)
            waiting |= {quad.object for quad in subjects.get(subject, ())} - wanted
        found += (quad for quad in inside if quad.subject in wanted)
        found += _words(by_subject(graphs.get(f"{graph[:-1]}/evidence>", ())), wanted)
    return found


def _touched(quads: list[Quad], areas: set[str]) -> set[str]:
    """The areas, what lies within them, the names that may mean one of these, and the bodies that belong to one."""
    found = set(areas)
    for predicate in (_WITHIN, _CANDIDATE, _OF_AREA):
        links = [quad for quad in quads if quad.predicate == predicate]
        found |= {quad.subject for quad in links if quad.object in found}
    return found


def _words(evidence: dict[str, list[Quad]], subjects: set[str]) -> list[Quad]:
    """From a graph of evidence the words behind these subjects, and who made the graph."""
    found: list[Quad] = []
    for subject, said in evidence.items():
        if subject in subjects:
            found += said
            for quad in said:
                for words in evidence.get(quad.object, ()) if quad.predicate == _EVIDENCE else ():
                    found.append(words)
                    # The selectors stand under the evidence's own name.
                    if words.object.startswith(quad.object[:-1] + "/"):
                        found += evidence.get(words.object, ())
        elif subject.endswith("/evidence>") or subject.startswith(f"<{ID}software/"):
            found += said
    return found
