"""What a role's value becomes: a literal, or an entity that is described in the article's graph beside the facts.

Each function takes the graph, the value and the fact it belongs to, states what there is to say of the value and
gives the term for the triple's object. Areas with one code and dimensions are described in the reference graph.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.facts import Area, Conferral, Event, Office, Organization, Person, Work
from kg.mappers.article_graph import name_without_year, year_in
from kg.mappers.terms import ID, LABEL, TYPE, boolean, day, decimal, integer, literal, resource, sc, slug

if TYPE_CHECKING:
    from kg.facts import Fact, OrganizationKind
    from kg.mappers.article_graph import ArticleGraph

_ORGANIZATION_CLASS: dict[OrganizationKind, str] = {
    "ministry": "Ministry",
    "local-government": "LocalGovernment",
    "agency": "Agency",
    "organization": "Organization",
}


def value(graph: ArticleGraph, value: object, fact: Fact) -> str:
    """The term for any value whose type tells what it is; a text becomes a literal."""
    match value:
        case Area():
            return _area(graph, value)
        case Person():
            return _person(graph, value)
        case Organization():
            return _organization(graph, value)
        case Office():
            return position(graph, value.title, fact)
        case Work():
            return _named(graph, f"work/{slug(value.name)}", "Work", value.name)
        case _:
            return _plain(value)


def _plain(value: object) -> str:
    """The literal of a number, a day, a text."""
    match value:
        case bool():
            return boolean(value)
        case int():
            return integer(value)
        case Decimal():
            return decimal(value)
        case date():
            return day(value)
        case str():
            return literal(value)
        case _:
            raise TypeError(f"no RDF term for {value!r}")


def award(graph: ArticleGraph, name: str, fact: Fact) -> str:
    """An award by its name, with the edition that the name holds, its grantors and its programme."""
    iri = _edition(graph, f"award/{slug(name)}", "Award", name)
    if isinstance(fact, Conferral):
        for grantor in fact.grantors:
            graph.add(iri, sc("grantor"), value(graph, grantor.value, fact))
    if stated := graph.programmes.get(name_without_year(name)):
        graph.add(iri, sc("programme"), programme(graph, stated, fact))
    return iri


def programme(graph: ArticleGraph, name: str, fact: Fact) -> str:
    """A programme by its name."""
    return _edition(graph, f"programme/{slug(name)}", "Programme", name)


def event(graph: ArticleGraph, name: str, fact: Fact) -> str:
    """An event by its name: the one that the article describes under this name, nearest to the fact's date and place.

    An event that is only named is an event all the same; its words are those that name it.
    """
    described = graph.events.get(slug(name), [])
    if described:
        where = [getattr(fact, slot, None) for slot in ("date", "venue", "place")]

        def fit(candidate: tuple[Event, str]) -> tuple[int, str]:
            theirs = (candidate[0].date, candidate[0].venue, candidate[0].place)
            agree = sum(bool(a and b and a.value == b.value) for a, b in zip(where, theirs, strict=True))
            return -agree, candidate[1]

        return min(described, key=fit)[1]
    iri = _named(graph, f"event/{slug(name)}", "Event", name)
    if isinstance(fact, Conferral) and fact.event:
        graph.evidence(iri, sc("name"), fact.event)
    return iri


def about(graph: ArticleGraph, name: str, fact: Fact) -> str:
    """What a statement is about: a programme where the article has one of this name, else an award."""
    stated = graph.programmes.get(name_without_year(name))
    return programme(graph, stated, fact) if stated else award(graph, name, fact)


def position(graph: ArticleGraph, title: str, fact: Fact) -> str:
    """An office by its title."""
    return _named(graph, f"position/{slug(title)}", "Position", title)


def dimension(graph: ArticleGraph, key: str, fact: Fact) -> str:
    """One of the smart-city dimensions by its key."""
    return resource(f"dimension/{slug(key)}")


def _area(graph: ArticleGraph, area: Area) -> str:
    iri = resource(f"area/{area_key(area)}")
    if area.ambiguous:
        graph.add(iri, TYPE, sc("AmbiguousArea"))
        graph.add(iri, LABEL, literal(area.label))
        for code in area.codes:
            graph.add(iri, sc("candidate"), resource(f"area/{code}"))
    return iri


def area_key(area: Area) -> str:
    """The part of an IRI that stands for an area: ``64.74``, or ``33.22_33.74`` where two may be meant."""
    return "_".join(sorted(area.codes))


def _person(graph: ArticleGraph, person: Person) -> str:
    iri = resource(f"person/{slug(person.name)}")
    graph.add(iri, TYPE, sc("Person"))
    graph.name(iri, person.name, sc("nameVariant"))
    for variant in person.variants:
        if variant != person.name:
            graph.add(iri, sc("nameVariant"), literal(variant))
    return iri


def _organization(graph: ArticleGraph, body: Organization) -> str:
    iri = _named(graph, f"organization/{slug(body.name)}", _ORGANIZATION_CLASS[body.kind], body.name)
    if body.acronym:
        graph.add(iri, sc("acronym"), literal(body.acronym))
    if body.area:
        graph.add(iri, sc("ofArea"), _area(graph, body.area))
    return iri


def _edition(graph: ArticleGraph, path: str, kind: str, name: str) -> str:
    iri = _named(graph, path, kind, name)
    if year := year_in(name):
        graph.add(iri, sc("edition"), integer(year))
    return iri


def _named(graph: ArticleGraph, path: str, kind: str, name: str) -> str:
    iri = f"<{ID}{path}>"
    graph.add(iri, TYPE, sc(kind))
    graph.name(iri, name)
    return iri
