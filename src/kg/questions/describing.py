"""One thing of the graph: what is said of it, and every fact it has a part in, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.mappers.terms import ID, SC, slug
from kg.questions.answering import Quotation, quotations
from kg.questions.parameters import resource

if TYPE_CHECKING:
    from kg.store import Store, Term

_PREFIXES = """
PREFIX id: <https://w3id.org/smartcity-kg/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_NAMED = """SELECT DISTINCT ?name ?thing ?property WHERE {
  VALUES ?property {
    rdfs:label sc:name sc:nickname sc:nameVariant sc:acronym sc:code skos:altLabel skos:prefLabel sc:file
  }
  ?thing ?property ?called .
  FILTER NOT EXISTS { GRAPH id:identity { ?thing a ?told } }
  FILTER(%s)
} ORDER BY ?thing ?property"""
_EXACTLY = "LCASE(STR(?called)) = LCASE(?name)"
_PARTLY = "CONTAINS(LCASE(STR(?called)), LCASE(?name))"
_LABEL = "SELECT DISTINCT ?thing ?label WHERE { ?thing rdfs:label|skos:prefLabel ?label } ORDER BY ?label"
_OWN = "SELECT DISTINCT ?thing ?property ?value WHERE { ?thing ?property ?value } ORDER BY ?property ?value"
_FACTS = "SELECT DISTINCT ?thing ?fact WHERE { ?fact ?role ?thing ; sc:evidence ?words } ORDER BY ?fact"
_STATED = """SELECT DISTINCT ?article ?fact WHERE {
  GRAPH ?article { ?fact a ?class }
  ?fact sc:evidence ?words
} ORDER BY ?fact"""
_SOURCES = """SELECT ?fact ?article (MIN(?name) AS ?file) (MIN(?by) AS ?outlet) WHERE {
  GRAPH ?article { ?fact a ?class . ?article sc:file ?name OPTIONAL { ?article sc:outlet ?by } }
} GROUP BY ?fact ?article ORDER BY ?file"""
_ROLES = """SELECT ?article ?fact ?property ?value WHERE {
  GRAPH ?article { ?fact ?property ?value }
} ORDER BY ?property ?value"""
_TIES = """SELECT DISTINCT ?thing ?tie ?verdict ?name ?article ?reason WHERE {
  GRAPH id:identity {
    ?mention sc:mentionOf ?thing .
    ?tie sc:between ?mention , ?other ; sc:verdict ?verdict ; sc:reason ?reason .
    FILTER(?other != ?mention)
    ?other rdfs:label ?name ; sc:inArticle ?article .
  }
} ORDER BY ?verdict ?name ?tie ?reason"""
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_HIDDEN = {_TYPE, "http://www.w3.org/2000/01/rdf-schema#label", f"{SC}evidence"}


@dataclass(frozen=True, slots=True)
class Property:
    """A property by its local name, and a value as a person reads it: a label, a text, a number."""

    name: str
    value: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What one article states of a fact, and in which words."""

    article: str
    file: str
    outlet: str
    roles: tuple[Property, ...]
    evidence: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Another mention that is the same thing, or perhaps is: its name, its article's file, the rules that say so."""

    verdict: str
    name: str
    file: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """A thing or a fact: its class, its label, what is said of it, and the facts that it has a part in."""

    iri: str
    class_: str
    label: str
    properties: tuple[Property, ...]
    sources: tuple[Source, ...] = ()
    facts: tuple[Description, ...] = ()
    alike: tuple[Alike, ...] = ()


def find(store: Store, name: str) -> str:
    """The IRI of the thing that a person means by an IRI, a label, a name, a nickname, a code, or a part of one.

    Raises:
        QueryError: where nothing is named so, or several things are; these are told.
    """
    from pyoxigraph import Literal

    iri = resource(name)
    if iri is not None:
        if not store.select(_OWN, {"thing": iri}).rows:
            raise QueryError(f"Nothing is known of {iri.value}. 'kg stats' tells what is in the store.")
        return iri.value
    for filter_ in (_EXACTLY, _PARTLY):
        rows = store.select(_PREFIXES + _NAMED % filter_, {"name": Literal(name)}).rows
        found: dict[str, set[str]] = {}
        for _, thing, property_ in rows:
            if thing is not None and property_ is not None:
                found.setdefault(thing.value, set()).add(property_.value.rpartition("#")[2])
        # What is labelled so goes first, then what has it for a name: the label of a fact names others.
        by_label = [thing for thing, properties in found.items() if "label" in properties]
        by_name = [thing for thing, properties in found.items() if properties != {"label"}]
        for choice in (by_label if filter_ is _EXACTLY else [], by_name, list(found)):
            if len(choice) == 1:
                return choice[0]
        if found:
            raise QueryError(f"{name!r} may be {_choices(store, list(found))}. Say which, by its label or IRI.")
    raise QueryError(f"Nothing in the store is called {name!r}. 'kg stats' tells what is in it.")


def _choices(store: Store, iris: list[str], most: int = 8) -> str:
    told = [f"{label(store, iri)} ({iri.removeprefix(ID).replace('/', ':', 1)})" for iri in iris[:most]]
    return ", ".join(told) + (f" or {len(iris) - most} others" if len(iris) > most else "")


def label(store: Store, iri: str) -> str:
    """What a person calls the thing; its IRI, shortened, where it has no label.

    A body that was renamed has a label of each name: it goes by the one that its IRI is made of.
    """
    from pyoxigraph import NamedNode

    rows = store.select(_PREFIXES + _LABEL, {"thing": NamedNode(iri)}).rows
    labels = [called.value for _, called in rows if called is not None]
    by_name = [each for each in labels if slug(each) == iri.rpartition("/")[2]] if len(labels) > 1 else labels
    return next(iter([*by_name, *labels]), iri.removeprefix(ID).removeprefix(SC))


def describe(store: Store, iri: str) -> Description:
    """All that the store knows of a thing. An article is described by every fact that it states."""
    from pyoxigraph import NamedNode

    thing = NamedNode(iri)
    own = [(property_, value) for _, property_, value in store.select(_OWN, {"thing": thing}).rows]
    is_article = any(value is not None and value.value == f"{SC}Article" for _, value in own)
    if is_article:
        facts = [fact for _, fact in store.select(_STATED, {"article": thing}).rows]
    else:
        facts = [fact for _, fact in store.select(_PREFIXES + _FACTS, {"thing": thing}).rows]
    described = tuple(_fact(store, fact.value) for fact in facts if fact is not None and fact != thing)
    return Description(
        iri,
        _class(own),
        label(store, iri),
        _properties(store, own),
        _sources(store, iri),
        tuple(sorted(described, key=lambda each: (each.class_, each.label, each.iri))),
        _alike(store, iri),
    )


def _alike(store: Store, iri: str) -> tuple[Alike, ...]:
    """The mentions that are the thing, or perhaps are, by the ties that say so."""
    from pyoxigraph import NamedNode

    reasons: dict[tuple[str, str, str, str], list[str]] = {}
    for _, *row in store.select(_PREFIXES + _TIES, {"thing": NamedNode(iri)}).rows:
        tie, verdict, name, article, reason = (each.value if each is not None else "" for each in row)
        reasons.setdefault((verdict, name, article, tie), []).append(reason)
    return tuple(
        Alike(verdict, name, ", ".join(store.files(article.removeprefix(f"{ID}article/"))), tuple(said))
        for (verdict, name, article, _), said in reasons.items()
    )


def _fact(store: Store, iri: str) -> Description:
    from pyoxigraph import NamedNode

    own = [(property_, value) for _, property_, value in store.select(_OWN, {"thing": NamedNode(iri)}).rows]
    return Description(iri, _class(own), label(store, iri), (), _sources(store, iri))


def _sources(store: Store, iri: str) -> tuple[Source, ...]:
    from pyoxigraph import NamedNode

    found = []
    for _, article, file, outlet in store.select(_SOURCES, {"fact": NamedNode(iri)}).rows:
        if article is None or file is None:
            continue
        words = quotations(store, iri, article.value)
        if not words:
            continue
        known: dict[str, Term] = {"fact": NamedNode(iri), "article": NamedNode(article.value)}
        said = [(property_, value) for _, _, property_, value in store.select(_ROLES, known).rows]
        roles = _properties(store, said)
        found.append(Source(article.value, file.value, outlet.value if outlet is not None else "", roles, words))
    return tuple(found)


def _properties(store: Store, said: list[tuple[Term | None, Term | None]]) -> tuple[Property, ...]:
    from pyoxigraph import NamedNode

    found = []
    for property_, value in said:
        if property_ is None or value is None or property_.value in _HIDDEN:
            continue
        name = property_.value.rpartition("#")[2].rpartition("/")[2]
        if isinstance(value, NamedNode):
            found.append(Property(name, label(store, value.value), value.value))
        else:
            found.append(Property(name, value.value))
    return tuple(found)


def _class(own: list[tuple[Term | None, Term | None]]) -> str:
    names = sorted(
        value.value.rpartition("#")[2].rpartition("/")[2]
        for property_, value in own
        if property_ is not None and value is not None and property_.value == _TYPE
    )
    return ", ".join(names)
