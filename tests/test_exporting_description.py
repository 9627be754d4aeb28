"""The description of a whole export: its counts are those that a query counts, its sources the articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

import sample_store
from kg.article import article_id
from kg.exporting import description, export, selected
from kg.exporting.description import DATASET
from kg.mappers import ID, Quad

Kg = Callable[..., CompletedProcess[str]]
THIS = rdflib.URIRef(DATASET)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    return selected(sample_store.store(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="module")
def described(quads: list[Quad]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=export(description(quads), "nt"), format="nt")


def counted(quads: list[Quad], query: str) -> list[tuple[str, int]]:
    store = ox.Store()
    store.load(export(quads, "nt"), format=ox.RdfFormat.N_TRIPLES)
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return sorted((str(row[0].value), int(row[1].value)) for row in found)


def partition(described: rdflib.Graph, kind: str, counted_by: rdflib.URIRef) -> list[tuple[str, int]]:
    return sorted(
        (str(described.value(part, VOID[kind])), int(str(described.value(part, counted_by))))
        for part in described.objects(THIS, VOID[f"{kind}Partition"])
    )


def test_counts_are_those_that_a_query_gives(quads: list[Quad], described: rdflib.Graph) -> None:
    by_class = counted(quads, "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class")
    by_property = counted(quads, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    assert partition(described, "class", VOID.entities) == by_class
    assert partition(described, "property", VOID.triples) == by_property
    totals = {str(p).rpartition("#")[2]: int(str(o)) for p, o in described.predicate_objects(THIS) if str(o).isdigit()}
    assert totals["triples"] == len(export(quads, "nt").splitlines()) == sum(count for _, count in by_property)
    assert (totals["classes"], totals["properties"]) == (len(by_class), len(by_property))
    for name, variable in (("distinctSubjects", "?s"), ("distinctObjects", "?o")):
        ((_, expected),) = counted(quads, f"SELECT ('n' AS ?n) (COUNT(DISTINCT {variable}) AS ?c) {{ ?s ?p ?o }}")
        assert totals[name] == expected


def test_it_tells_title_licence_and_sources_in_both_languages(described: rdflib.Graph) -> None:
    assert set(described.objects(THIS, RDF.type)) == {VOID.Dataset, DCAT.Dataset}
    for property_ in (DCTERMS.title, DCTERMS.description, DCTERMS.rights):
        assert {text.language for text in described.objects(THIS, property_)} == {"id", "en"}  # type: ignore[attr-defined]
    assert described.value(THIS, DCTERMS.license) == rdflib.URIRef("https://spdx.org/licenses/MIT")
    articles = {rdflib.URIRef(f"{ID}article/{article_id(text)}") for text in sample_store.TEXTS.values()}
    assert set(described.objects(THIS, DCTERMS.source)) == articles


def test_the_version_is_another_for_other_content(quads: list[Quad]) -> None:
    def version(of: list[Quad]) -> set[str]:
        return {quad.object for quad in description(of) if quad.predicate.endswith("dcat#version>")}

    assert version(quads) == version(quads[::-1]) != version(quads[1:])


def test_whole_exports_have_it_in_a_graph_of_its_own_and_parts_do_not(kg: Kg, tmp_path: Path) -> None:
    sample_store.build(tmp_path / "store")
    at = ("--store", "store", "export", "-", "--format")
    whole = kg(*at, "nq").stdout
    graphs = {str(quad.graph_name.value) for quad in ox.parse(whole.encode(), format=ox.RdfFormat.N_QUADS)}
    assert DATASET in graphs
    assert kg(*at, "ttl").stdout.split("\n\n")[1] == "# Dataset"
    assert "<dataset>\n    a dcat:Dataset ;\n    a void:Dataset ;" in kg(*at, "ttl", "--no-evidence").stdout
    assert "dataset" not in kg(*at, "nt", "--area", "Bontang").stdout
    (tmp_path / "whole.nq").write_text(whole, "utf-8")
    assert "dataset" not in kg("validate", "whole.nq").stdout


def test_nothing_has_no_description() -> None:
    assert description([]) == []
