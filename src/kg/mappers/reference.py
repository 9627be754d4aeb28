"""The reference graph: areas and ministries of the gazetteer, and the dimensions. The same in every store."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import ResourceError
from kg.mappers.terms import GEO, ID, LABEL, TYPE, Quad, decimal, literal, resource, sc, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.gazetteer import Gazetteer

#: The IRI of the reference graph.
REFERENCE = f"{ID}reference"

_AREA_CLASS = {"province": "Province", "regency": "Regency", "city": "City"}


def reference_quads(gazetteer: Gazetteer) -> list[Quad]:
    """Every area, ministry and dimension as quads of the reference graph, sorted.

    Raises:
        ResourceError: where the dimensions are malformed.
    """
    graph = f"<{REFERENCE}>"
    return sorted(Quad(*triple, graph) for triple in {*_areas(gazetteer), *_ministries(gazetteer), *_dimensions()})


def _areas(gazetteer: Gazetteer) -> Iterable[tuple[str, str, str]]:
    for code, area in gazetteer.areas.items():
        iri = resource(f"area/{code}")
        yield iri, TYPE, sc(_AREA_CLASS[area.kind])
        yield iri, LABEL, literal(area.label)
        yield iri, sc("name"), literal(area.name)
        yield iri, sc("code"), literal(code)
        if area.parent:
            yield iri, sc("within"), resource(f"area/{area.parent}")
        yield iri, f"<{GEO}lat>", decimal(Decimal(str(area.lat)))
        yield iri, f"<{GEO}long>", decimal(Decimal(str(area.lon)))
        for nickname in gazetteer.nicknames_of(code):
            yield iri, sc("nickname"), literal(nickname)


def _ministries(gazetteer: Gazetteer) -> Iterable[tuple[str, str, str]]:
    for ministry in gazetteer.ministries.values():
        iri = resource(f"organization/{slug(ministry.name)}")
        yield iri, TYPE, sc("Ministry" if ministry.kind == "ministry" else "Organization")
        yield iri, LABEL, literal(ministry.name)
        yield iri, sc("name"), literal(ministry.name)


def _dimensions() -> Iterable[tuple[str, str, str]]:
    """The triples of ``ontology/dimensions.ttl``."""
    import pyoxigraph as ox

    path = resources.path("ontology/dimensions.ttl")
    try:
        for each in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(each.subject, ox.BlankNode) or isinstance(each.object, ox.BlankNode):
                raise ResourceError(f"{path} has a node without a name near {each.predicate}: give it an IRI.")
            yield str(each.subject), str(each.predicate), str(each.object)
    except SyntaxError as error:
        raise ResourceError(f"{path} is not Turtle: {error.msg}") from None


def reachable(quads: Iterable[Quad], reference: Mapping[str, list[Quad]]) -> list[Quad]:
    """The part of the reference that the quads speak of: their areas with what these lie in, dimensions, ministries.

    Args:
        quads: an article's quads, or any others.
        reference: the reference graph by subject, as :func:`by_subject` gives it.
    """
    found: list[Quad] = []
    waiting = {quad.object for quad in quads} | {quad.subject for quad in quads}
    seen: set[str] = set()
    while waiting:
        subject = waiting.pop()
        if subject in seen:
            continue
        seen.add(subject)
        described = reference.get(subject, [])
        found += described
        waiting.update(quad.object for quad in described)
    return sorted(found)


def by_graph(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    """The quads by their graph."""
    found: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        found[quad.graph].append(quad)
    return dict(found)


def by_subject(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    """The quads by their subject."""
    found: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        found[quad.subject].append(quad)
    return dict(found)
