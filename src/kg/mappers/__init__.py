"""Facts → quads: one mapper a fact type, deterministic names, no blank nodes, no clock.

:func:`map_facts` gives an article's two graphs (``id/article/<hash>`` with the facts and the local entities,
``…/evidence`` with the words for each role), :func:`reference_quads` the constant graph ``id/reference``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.article import Role
from kg.facts import BY_BOTH, BY_HAND, BY_MODEL, Area, Fact, roles
from kg.mappers import (
    conferral,
    entities,
    event,
    metadata,
    participation,
    placement,
    programme,
    statement,
    tenure,
)
from kg.mappers.article_graph import EDITOR, ArticleGraph, article_graphs
from kg.mappers.mapper import Mapper, assign_iris
from kg.mappers.reference import REFERENCE, by_graph, by_subject, reachable, reference_quads
from kg.mappers.terms import ID, PROV, SC, Quad, literal, n_quads, n_triples, sc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.facts import Facts
    from kg.gazetteer import Gazetteer

__all__ = [
    "EDITOR",
    "ID",
    "MAPPERS",
    "PROV",
    "REFERENCE",
    "SC",
    "Quad",
    "article_graphs",
    "by_graph",
    "by_subject",
    "literal",
    "map_facts",
    "n_quads",
    "n_triples",
    "reachable",
    "reference_quads",
    "sc",
]

#: The name of the model in the fingerprint of whoever read an article.
_MODEL = re.compile(r"/model/([a-z0-9-]+)/")

MAPPERS: Mapping[type[Fact], Mapper[Any]] = {
    each.fact_type: each
    for each in (
        conferral.MAPPER,
        placement.MAPPER,
        participation.MAPPER,
        tenure.MAPPER,
        event.MAPPER,
        statement.MAPPER,
        programme.MAPPER,
    )
}


def map_facts(
    facts: Facts, gazetteer: Gazetteer | None = None, pipeline: str = __version__, *, corrected: bool = False
) -> list[Quad]:
    """The quads of one article, sorted, each once; the same facts give the same quads in whatever order they come.

    Args:
        facts: what the article states.
        gazetteer: where given, a nickname of an area that the article uses ("Kota Taman") is stated with its words.
        pipeline: the fingerprint of the rules and data that found the facts, stated in the evidence graph.
        corrected: whether a person changed them; the evidence graph then says so, and names the facts that have the
            rule :data:`~kg.facts.BY_HAND`.

    Raises:
        ValueError: where a role's evidence belongs to another article.
    """
    graph = ArticleGraph(facts.article, facts.facts)
    metadata.write(graph, facts.article)
    graph.made_by(pipeline)
    iris = assign_iris(facts.facts, MAPPERS)
    for fact, iri in iris.items():
        graph.know(fact, iri)
    for fact, iri in iris.items():
        MAPPERS[type(fact)].write(graph, fact, iri)
    _attribute(graph, iris, pipeline)
    if corrected:
        graph.corrected(iri for fact, iri in iris.items() if fact.rule == BY_HAND)
    if gazetteer is not None:
        _write_nicknames(graph, facts, gazetteer)
    return graph.quads()


def _attribute(graph: ArticleGraph, iris: Mapping[Fact, str], pipeline: str) -> None:
    """State which facts a language model proposed, and which of them the rules found too."""
    named = _MODEL.search(pipeline)
    model = f"model-{named[1]}" if named else "model"
    by_model = [iri for fact, iri in iris.items() if fact.rule in (BY_MODEL, BY_BOTH)]
    graph.read_by(model, f"model reader{f' ({named[1]})' if named else ''}", by_model)
    graph.read_by("rules", "rule reader", (iri for fact, iri in iris.items() if fact.rule == BY_BOTH))


def _write_nicknames(graph: ArticleGraph, facts: Facts, gazetteer: Gazetteer) -> None:
    """State the nicknames that the article uses of the areas in its facts, each with the words."""
    areas = {role.value for fact in facts.facts for _, role in roles(fact) if isinstance(role.value, Area)}
    for area in areas:
        if area.ambiguous or area.codes[0] not in gazetteer.areas:
            continue
        iri = entities.value(graph, area, facts.facts[0])
        for nickname in gazetteer.nicknames_of(area.codes[0]):
            if found := re.search(rf"\b{re.escape(nickname)}\b", facts.article.text):
                graph.add(iri, sc("nickname"), literal(nickname))
                words = (facts.article.evidence(*found.span()),)
                graph.evidence(iri, sc("nickname"), Role(nickname, words, "nickname"))
