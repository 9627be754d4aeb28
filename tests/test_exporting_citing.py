"""Facts for others to cite: nanopublications, a page in schema.org's words, a draft for Wikidata."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import sample_store
from kg.article import article_id
from kg.cli.passages import sentence
from kg.errors import KgError
from kg.exporting import selected
from kg.exporting.claims import Sentence, claims
from kg.exporting.nanopublications import NP, nanopublications
from kg.exporting.quickstatements import items_from, quickstatements
from kg.exporting.schemaorg import schemaorg
from kg.mappers import ID, SC, Quad
from kg.mappers.terms import PROV
from kg.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:(Dataset\\.|ConjunctiveGraph):DeprecationWarning")
Kg = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sample_store.store(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def quads(store: Store) -> list[Quad]:
    return selected(store)


@pytest.fixture(scope="module")
def sentences(store: Store) -> Sentence:
    return lambda article, start, end: sentence(store.text(article), start, end)


# Nanopublications


@pytest.fixture(scope="module")
def published(quads: list[Quad]) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(data=nanopublications(quads), format="trig")
    return dataset


def parts(published: rdflib.Dataset) -> list[tuple[rdflib.term.Node, dict[str, rdflib.Graph]]]:
    """Each nanopublication with its four graphs, found as a reader finds them: from the head."""
    found = []
    for name, _, _, head in published.quads((None, rdflib.RDF.type, rdflib.URIRef(f"{NP}Nanopublication"), None)):
        assert isinstance(head, rdflib.URIRef)
        graphs = {"Head": published.graph(head)}
        for kind in ("Assertion", "Provenance", "PublicationInfo"):
            (part,) = graphs["Head"].objects(name, rdflib.URIRef(f"{NP}has{kind}"))
            assert isinstance(part, rdflib.URIRef)
            graphs[kind] = published.graph(part)
        found.append((name, graphs))
    return found


def test_there_is_one_a_fact_and_article(published: rdflib.Dataset, quads: list[Quad]) -> None:
    found = parts(published)
    assert len(found) == len(claims(quads)) == len({name for name, _ in found})
    graphs = [graph.identifier for _, each in found for graph in each.values()]
    assert len(graphs) == len(set(graphs)) == 4 * len(found)


def test_each_keeps_the_rules_of_nanopublications(published: rdflib.Dataset) -> None:
    """https://nanopub.net/guidelines/working_draft/: what the four graphs must hold and point at."""
    for name, graphs in parts(published):
        assert len(graphs["Head"]) == 4
        assert all(len(graph) > 0 for graph in graphs.values())
        assert list(graphs["Provenance"].predicate_objects(graphs["Assertion"].identifier))
        assert list(graphs["PublicationInfo"].predicate_objects(name))
        nodes = {term for graph in graphs.values() for triple in graph for term in triple}
        assert not [term for term in nodes if isinstance(term, rdflib.BNode)]


def test_provenance_leads_to_the_article_and_its_words(published: rdflib.Dataset, store: Store) -> None:
    exact, source = rdflib.URIRef("http://www.w3.org/ns/oa#exact"), rdflib.URIRef(f"{PROV}hadPrimarySource")
    for _, graphs in parts(published):
        provenance, assertion = graphs["Provenance"], graphs["Assertion"].identifier
        (article,) = provenance.objects(assertion, source)
        text = store.text(str(article).removeprefix(f"{ID}article/"))
        quotes = {str(quote) for quote in provenance.objects(None, exact)}
        assert quotes
        assert all(quote in text for quote in quotes)
        assert len(set(provenance.objects(assertion, rdflib.URIRef(f"{PROV}wasDerivedFrom")))) == len(
            set(provenance.objects(None, rdflib.URIRef(f"{SC}evidence")))
        )


def test_an_assertion_holds_its_fact_and_what_its_things_are_called(
    published: rdflib.Dataset, quads: list[Quad]
) -> None:
    fact = rdflib.URIRef(f"{ID}conferral/64.74-anugerah-kota-pintar-2022-2022-governance")
    said = [graphs["Assertion"] for _, graphs in parts(published) if (fact, None, None) in graphs["Assertion"]]
    days = {str(day) for graph in said for day in graph.objects(fact, rdflib.URIRef(f"{SC}date"))}
    assert days == {"2022-11-09", "2022-11-10"}, "each source by itself"
    for graph in said:
        assert graph.value(rdflib.URIRef(f"{ID}area/64.74"), rdflib.RDFS.label) == rdflib.Literal("Kota Bontang")
        facts = {subject for subject in graph.subjects() if "/conferral/" in str(subject)}
        assert facts == {fact}


def test_another_reading_has_another_name_and_the_same_the_same(quads: list[Quad]) -> None:
    def names(of: list[Quad]) -> set[str]:
        return set(re.findall(r"nanopublication/(\w+)/head", nanopublications(of)))

    changed = [quad._replace(object='"Tata Kelola"') if quad.predicate == f"<{SC}category>" else quad for quad in quads]
    assert names(quads) == names(list(reversed(quads)))
    with_category = sum(any(q.predicate == f"<{SC}category>" for q in claim.stated) for claim in claims(quads))
    assert len(names(quads) - names(changed)) == with_category > 0


def test_without_words_the_article_is_still_told(store: Store) -> None:
    text = nanopublications(selected(store, evidence=False))
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
    assert not [quad for quad in quads if "oa#exact" in str(quad.predicate)]
    sources = Counter(str(quad.graph_name) for quad in quads if "hadPrimarySource" in str(quad.predicate))
    assert set(sources.values()) == {1}


# schema.org


@pytest.fixture(scope="module")
def page(quads: list[Quad], sentences: Sentence) -> dict[str, dict[str, Any]]:
    document = json.loads(schemaorg(quads, sentences))
    assert document["@context"] == "https://schema.org"
    return {node["@id"].removeprefix(ID): node for node in document["@graph"]}


# Of schema.org's types those that we write, each with those of its and its parents' properties that we write.
THING = {"name", "alternateName", "identifier", "description", "url", "subjectOf"}
PLACE = THING | {"latitude", "longitude", "containedInPlace", "additionalProperty"}
WORK = THING | {"award", "creator", "inLanguage", "isPartOf", "mentions", "publisher", "text"}
ARTICLE = WORK | {"headline", "datePublished"}
BODY = THING | {"areaServed", "award", "parentOrganization"}
ALLOWED = {
    "City": PLACE,
    "State": PLACE,
    "AdministrativeArea": PLACE,
    "Person": THING | {"award", "hasOccupation"},
    "Occupation": THING | {"occupationLocation"},
    "Organization": BODY,
    "GovernmentOrganization": BODY,
    "Project": BODY,
    "CreativeWork": WORK,
    "Quotation": WORK,
    "NewsArticle": ARTICLE | {"dateline"},
    "AdvertiserContentArticle": ARTICLE,
    "Event": THING | {"startDate", "location", "organizer"},
    "PropertyValue": THING | {"value"},
}


def objects(value: object) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for each in value for found in objects(each)]
    if isinstance(value, dict):
        return [value, *(found for each in value.values() for found in objects(each))]
    return []


def test_only_what_schema_org_has_on_its_type_is_said(page: dict[str, dict[str, Any]]) -> None:
    for node in objects(list(page.values())):
        if "@type" in node:
            assert node.keys() - {"@id", "@type"} <= ALLOWED[node["@type"]], node
        else:
            assert set(node) == {"@id"}


def test_every_reference_leads_to_a_node_or_a_source(page: dict[str, dict[str, Any]]) -> None:
    told = {node["@id"] for node in objects(list(page.values())) if "@type" in node}
    assert {node["@id"] for node in objects(list(page.values()))} - told == set()


def test_a_place_has_its_awards_and_a_body_a_person_and_a_work_theirs(page: dict[str, dict[str, Any]]) -> None:
    (award_2022, _, *_) = sorted(page["area/64.74"]["additionalProperty"], key=lambda each: -len(each["value"]))
    assert award_2022["name"] == "penghargaan"
    assert award_2022["value"].startswith("Anugerah Kota Pintar 2022, Tata Kelola Pintar, 2022-11-")
    assert award_2022["description"].startswith("Kota Bontang meraih") or "jatuh ke tangan" in award_2022["description"]
    assert page["work/lentera-warga"]["award"] == "Anugerah Kota Pintar 2022, 2022"
    assert page["person/dewi-lestari"]["award"] == "Anugerah Insan Kota 2021, 2021"
    (office,) = [page["person/sari-melati"]["hasOccupation"]]
    assert (office["name"], office["occupationLocation"]["@id"]) == ("Wali Kota", f"{ID}area/64.74")
    placed = [each for each in page["area/35.15"]["additionalProperty"] if each["name"] == "peringkat"]
    assert [each["value"] for each in placed] == ["Indeks Kota Lestari 2021, peringkat 4, 25 besar, nilai 78.25, 2021"]


def test_an_article_names_what_it_speaks_of(page: dict[str, dict[str, Any]]) -> None:
    article = page[f"article/{article_id(sample_store.TEXTS['sidoarjo.txt'])}"]
    assert (article["@type"], article["headline"]) == ("NewsArticle", "Sidoarjo masuk 25 besar")
    assert {each["@id"].removeprefix(ID) for each in article["mentions"]} >= {"area/35.15", "person/agus-wijaya"}


def test_both_rdf_libraries_read_the_page_as_linked_data(quads: list[Quad], sentences: Sentence) -> None:
    """With schema.org's context replaced by what it says of our terms, since nothing is fetched."""
    document = json.loads(schemaorg(quads, sentences)) | {"@context": {"@vocab": "https://schema.org/"}}
    text = json.dumps(document)
    first = {str(each.triple) for each in ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD)}
    second = rdflib.Graph().parse(data=text, format="json-ld")
    assert len(first) == len(second) > 100
    assert not [term for triple in second for term in triple if isinstance(term, rdflib.BNode)]


# QuickStatements


def commands(text: str) -> list[list[str]]:
    return [re.sub(r" /\* .* \*/$", "", line).split("\t") for line in text.splitlines()]


VALUES = {
    "P585": r"\+\d{4}-(\d\d-\d\dT00:00:00Z/11|00-00T00:00:00Z/9)",
    "P1352": r"\d+",
    "P1001": r"\{area/\d\d(\.\d\d)?\}|Q\d+",
    "S854": r'"https?://[^"]+"',
    "S577": r"\+\d{4}-\d\d-\d\dT00:00:00Z/11",
    "S1476": r'id:"[^"]+"',
    "S1683": r'id:"[^"]+"',
}


def test_every_command_has_the_form_of_quickstatements(quads: list[Quad], sentences: Sentence) -> None:
    found = commands(quickstatements(quads, sentences))
    assert {command[1] for command in found} == {"P166", "P39", "P1344", "P664"}
    for subject, _, value, *rest in found:
        assert re.fullmatch(r"\{[a-z]+/[^{}\s]+\}", subject)
        assert re.fullmatch(r"\{[a-z]+/[^{}\s]+\}", value)
        assert len(rest) % 2 == 0
        for property_, told in zip(rest[::2], rest[1::2], strict=True):
            assert re.fullmatch(VALUES[property_], told), (property_, told)
        sources = [property_ for property_ in rest[::2] if property_.startswith("S")]
        assert "S1683" in sources, "every statement has its words"
        assert rest[::2] == [*(p for p in rest[::2] if p.startswith("P")), *sources], "sources stand last"


def test_an_award_with_its_day_and_its_sentences(quads: list[Quad], sentences: Sentence) -> None:
    draft = quickstatements(quads, sentences).splitlines()
    (line,) = [each for each in draft if each.startswith("{area/64.74}\tP166") and "2022-11-09" in each]
    assert "\tP585\t+2022-11-09T00:00:00Z/11\t" in line
    assert '\tS1476\tid:"Bontang Raih Anugerah Kota Pintar"' in line
    assert "Kota Bontang meraih Anugerah Kota Pintar 2022 kategori Tata Kelola Pintar." in line
    assert line.endswith(" /* Kota Bontang · Anugerah Kota Pintar 2022 */")
    years = [each for each in draft if each.startswith("{area/35.78}\tP166")]
    assert ["\tP585\t+2021-00-00T00:00:00Z/9\t" in each for each in years] == [True]


def test_what_is_open_is_no_statement(quads: list[Quad], sentences: Sentence) -> None:
    draft = quickstatements(quads, sentences)
    assert "33.22_33.74" not in draft
    assert "{area/35.15}\tP166" in draft


def test_items_fill_the_places_of_things(quads: list[Quad], sentences: Sentence) -> None:
    award = "award/anugerah-kota-pintar-2022"
    table = f"thing,item,note\narea/64.74,Q7,\n{ID}{award},Q9,x\nperson/a,,\n"
    items = items_from(table, "items.csv")
    assert items == {"area/64.74": "Q7", award: "Q9"}
    draft = quickstatements(quads, sentences, items)
    assert "Q7\tP166\tQ9\tP585" in draft
    assert "{area/64.74}" not in draft
    assert "{area/35.78}\tP166\t{award/anugerah-kota-pintar-2021}" in draft


def test_a_table_of_items_that_is_none_is_told() -> None:
    with pytest.raises(KgError, match=r"x\.csv: the first line must name the columns thing and item"):
        items_from("iri,qid\n", "x.csv")
    with pytest.raises(KgError, match=r"x\.csv:3: 'Bontang' is no Wikidata item; an item is such as Q42\."):
        items_from("thing,item\narea/11,Q1\narea/64.74,Bontang\n", "x.csv")


def test_the_command_writes_all_three(kg: Kg, tmp_path: Path) -> None:
    sample_store.build(tmp_path / "store")
    at = ("--store", "store", "export")
    (tmp_path / "items.csv").write_text("thing,item\narea/64.74,Q7\n", "utf-8")
    assert kg(*at, "draft.qs", "--items", "items.csv").returncode == 0
    assert "Q7\tP166\t{award/anugerah-kota-pintar-2021}" in (tmp_path / "draft.qs").read_text("utf-8")
    (tmp_path / "items.csv").write_text("thing,item\narea/64.74,7\n", "utf-8")
    wrong = kg(*at, "draft.qs", "--items", "items.csv")
    assert (wrong.returncode, "items.csv:2: '7' is no Wikidata item" in wrong.stderr) == (2, True)
    page = json.loads(kg(*at, "-", "--format", "schemaorg", "--article", "sidoarjo.txt").stdout)
    assert [node["@type"] for node in page["@graph"] if "headline" in node] == ["NewsArticle"]
    published = kg(*at, "-", "--format", "nanopub", "--area", "Sidoarjo").stdout
    assert published.count("a np:Nanopublication ;") == 4
