"""A fact type is whole only with all its parts: class, shape, dataclass, extraction, mapper, corpus sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.facts import FACT_TYPES

NAMESPACE = "https://w3id.org/smartcity-kg/ontology#"
NAMES = [each.__name__ for each in FACT_TYPES]


def one_of(folder: Path, name: str) -> bool:
    """Whether the folder has a module for the fact type, in the singular or the plural."""
    return any((folder / f"{name.lower()}{ending}.py").is_file() for ending in ("", "s"))


@pytest.mark.parametrize("name", NAMES)
def test_its_class_is_in_the_ontology(checkout: Path, name: str) -> None:
    from rdflib import OWL, RDF, Graph, URIRef

    graph = Graph().parse(checkout / "ontology" / "smartcity.ttl")
    assert (URIRef(NAMESPACE + name), RDF.type, OWL.Class) in graph, (
        f"{name} is missing from ontology/smartcity.ttl: add `sc:{name} a owl:Class` with labels and comments"
    )


@pytest.mark.parametrize("name", NAMES)
def test_its_shape_is_among_the_shapes(checkout: Path, name: str) -> None:
    from rdflib import RDF, SH, Graph, URIRef

    graph = Graph().parse(checkout / "ontology" / "shapes.ttl")
    shapes = list(graph.subjects(SH.targetClass, URIRef(NAMESPACE + name)))
    assert any((shape, RDF.type, SH.NodeShape) in graph for shape in shapes), (
        f"no shape for {name} in ontology/shapes.ttl: add a sh:NodeShape with `sh:targetClass sc:{name}`"
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_has_an_extraction_file(checkout: Path, name: str) -> None:
    assert one_of(checkout / "src" / "kg" / "extraction" / "assembly", name), (
        f"no src/kg/extraction/assembly/{name.lower()}.py: what makes a {name} of what a text says belongs there"
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_has_a_mapper(checkout: Path, name: str) -> None:
    assert one_of(checkout / "src" / "kg" / "mappers", name), (
        f"no src/kg/mappers/{name.lower()}.py: the quads of a {name} are made there"
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_has_corpus_sentences(checkout: Path, name: str) -> None:
    assert (checkout / "tests" / "sentences" / f"{name.lower()}.toml").is_file(), (
        f"no tests/sentences/{name.lower()}.toml: sentences that state a {name}, and some that only look like it"
    )


@pytest.mark.parametrize("folder", ["extraction", "mappers"])
def test_contributing_tells_where_a_fact_type_goes(checkout: Path, folder: str) -> None:
    assert re.search(rf"src/kg/{folder}/", (checkout / "CONTRIBUTING.md").read_text()), f"src/kg/{folder}/"
