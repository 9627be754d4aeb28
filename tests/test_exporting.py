"""Exports: the same graph in every format and engine, the same bytes every time, readable, and only what is needed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

import sample_store
from kg.article import article_id
from kg.exporting import FORMATS, Format, export, selected, turtle
from kg.mappers import ID, SC, Quad, literal
from kg.store import Store

# rdflib 7 warns of its own use of what it is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset\\.|ConjunctiveGraph):DeprecationWarning")

GOLDEN = Path(__file__).parent / "golden"
OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdf": "xml"}
ONE_GRAPH = ("ttl", "nt", "rdf")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sample_store.store(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def quads(store: Store) -> list[Quad]:
    return selected(store)


def lines(quads: list[Quad], format_: str) -> set[str]:
    """What an export in this format has to say, as N-Quads lines."""
    return {f"{s} {p} {o}" + ("" if format_ in ONE_GRAPH else f" {g}") for s, p, o, g in quads}


@pytest.mark.parametrize("format_", FORMATS)
def test_oxigraph_reads_the_same_graph_back(quads: list[Quad], format_: Format) -> None:
    parsed = ox.parse(export(quads, format_), format=OXIGRAPH[format_])
    found = {str(each.triple) if format_ in ONE_GRAPH else str(each) for each in parsed}
    assert found == lines(quads, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_rdflib_reads_the_same_graph_back(quads: list[Quad], format_: Format) -> None:
    if format_ in ONE_GRAPH:
        graph = rdflib.Graph().parse(data=export(quads, format_), format=RDFLIB[format_])
        expected = rdflib.Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in quads), format="nt")
        assert isomorphic(graph, expected)
        assert len(graph) == len(lines(quads, format_))
        return
    dataset = rdflib.Dataset()
    dataset.parse(data=export(quads, format_).decode(), format=RDFLIB[format_])
    told = {(s.n3(), p.n3(), o.n3(), f"<{g}>") for s, p, o, g in dataset.quads()}
    wanted = rdflib.Dataset()
    wanted.parse(data=export(quads, "nq").decode(), format="nquads")
    assert told == {(s.n3(), p.n3(), o.n3(), f"<{g}>") for s, p, o, g in wanted.quads()}
    assert len(told) == len(lines(quads, format_))


@pytest.mark.parametrize("format_", FORMATS)
def test_the_order_of_the_quads_does_not_matter(quads: list[Quad], format_: Format) -> None:
    shuffled = random.Random(7).sample(quads, len(quads))
    assert export(shuffled, format_) == export(quads, format_)


def test_turtle_looks_as_approved(store: Store) -> None:
    written = export(selected(store, evidence=False), "ttl").decode()
    file = GOLDEN / "facts.ttl"
    assert written == file.read_text("utf-8")


def test_every_name_of_ours_is_short_in_turtle(quads: list[Quad]) -> None:
    body = [line for line in export(quads, "ttl").decode().splitlines() if not line.startswith("@")]
    assert not [line for line in body if "https://w3id.org/" in line]
    assert body[body.index("area:64.74") + 1] == "    a sc:City ;"


def test_the_words_can_be_left_out_and_nothing_else_goes(store: Store, quads: list[Quad]) -> None:
    without = selected(store, evidence=False)
    gone = set(quads) - set(without)
    assert gone
    assert all(quad.graph.endswith("/evidence>") for quad in gone)
    assert not [quad for quad in without if f"<{SC}evidence>" == quad.predicate]


def test_only_what_the_articles_speak_of_is_taken_from_the_reference(quads: list[Quad]) -> None:
    described = {quad.subject.removeprefix(f"<{ID}").rstrip(">") for quad in quads if quad.graph == f"<{ID}reference>"}
    assert {"area/64.74", "area/64", "area/33.22", "area/33", "dimension/economy"} <= described
    assert "area/11" not in described, "no article speaks of Aceh"


def test_one_more_article_changes_only_its_own_lines(tmp_path: Path) -> None:
    more = sample_store.quads()
    last = article_id(sample_store.TEXTS["lokakarya.txt"])
    less = [quad for quad in more if last not in str(quad.graph_name)]
    with_it = export(selected(sample_store.store(tmp_path / "more", more)), "nq").splitlines()
    without = export(selected(sample_store.store(tmp_path / "less", less)), "nq").splitlines()
    assert [line for line in with_it if last.encode() not in line] == without


def test_json_ld_is_compact(quads: list[Quad]) -> None:
    document = json.loads(export(quads, "jsonld"))
    facts = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    assert facts["id:placement/35.15-indeks-kota-lestari-2021-2021"] == {
        "@id": "id:placement/35.15-indeks-kota-lestari-2021-2021",
        "@type": "Placement",
        "label": "Kabupaten Sidoarjo dalam Indeks Kota Lestari 2021",
        "area": "id:area/35.15",
        "list": "Indeks Kota Lestari 2021",
        "rank": 4,
        "score": "78.25",
        "scope": "Jawa Timur",
        "withinTop": 25,
        "year": 2021,
    }


def test_json_ld_carries_the_published_context(quads: list[Quad], checkout: Path) -> None:
    published = json.loads((checkout / "ontology" / "context.jsonld").read_text("utf-8"))
    assert json.loads(export(quads, "jsonld"))["@context"] == published["@context"]


def test_the_published_context_has_a_term_for_all_of_the_ontology(checkout: Path) -> None:
    """Each class and property by its own name, and each property with the kind of value that its range says."""
    terms = json.loads((checkout / "ontology" / "context.jsonld").read_text("utf-8"))["@context"]
    ontology = rdflib.Graph().parse(checkout / "ontology" / "smartcity.ttl")
    kinds = {"date": "xsd:date", "decimal": "xsd:decimal", "anyURI": "xsd:anyURI"}
    for each in set(ontology.subjects(rdflib.RDF.type)):
        if not str(each).startswith(SC):
            continue
        name = str(each).removeprefix(SC)
        if (each, rdflib.RDF.type, rdflib.OWL.ObjectProperty) in ontology:
            assert terms[name] == {"@id": f"sc:{name}", "@type": "@id"}
            continue
        range_ = str(ontology.value(each, rdflib.RDFS.range) or "").rpartition("#")[2]
        assert terms[name] == ({"@id": f"sc:{name}", "@type": kinds[range_]} if range_ in kinds else f"sc:{name}")


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_every_format(text: str) -> None:
    quad = Quad(f"<{ID}work/x>", f"<{SC}name>", str(ox.Literal(text)), f"<{ID}article/ab>")
    for format_ in FORMATS:
        if format_ == "rdf" and not all(_in_xml(character) for character in text):
            continue
        ((found,)) = list(ox.parse(export([quad], format_), format=OXIGRAPH[format_]))
        assert isinstance(found.object, ox.Literal)
        assert found.object.value == text


def _in_xml(character: str) -> bool:
    """Whether XML 1.0 has the character, and keeps it as it is: it has few control characters, and reads CR as LF."""
    return character in "\t\n" or " " <= character <= "\ud7ff" or "\ue000" <= character not in "\ufffe\uffff"


@given(name=st.text(alphabet="abc.-_/:#%~()0 1é", min_size=1, max_size=8).filter(lambda name: " " not in name))
def test_any_iri_survives_turtle(name: str) -> None:
    quad = Quad(f"<{ID}area/{name}>", f"<{SC}name>", literal("x"), "")
    try:
        ox.NamedNode(f"{ID}area/{name}")
    except ValueError:
        return
    (found,) = ox.parse(turtle([quad]), format=ox.RdfFormat.TURTLE)
    assert str(found.subject) == quad.subject
    ((subject, _, _),) = rdflib.Graph().parse(data=turtle([quad]), format="turtle")
    assert subject.n3() == quad.subject


def test_an_empty_store_gives_an_empty_file(tmp_path: Path) -> None:
    assert export(selected(sample_store.store(tmp_path, [])), "ttl") == b""
