"""The ontology's page tells everything, in both languages, leads nowhere wrong, and needs no network."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as parser
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.questions import catalogue
from outside import program

ROOT = Path(__file__).resolve().parent.parent
NAMESPACE = "https://w3id.org/smartcity-kg/ontology#"
PAGE = ROOT / "docs" / "reference" / "ontology.html"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CHROMIUM += ["--disable-sync", "--no-first-run"]


@cache
def graph(name: str) -> Graph:
    return Graph().parse(ROOT / "ontology" / name)


def terms() -> list[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {term for kind in kinds for term in graph("smartcity.ttl").subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(NAMESPACE))


def local(terms: list[URIRef]) -> list[str]:
    return [re.split("[#/]", term)[-1] for term in terms]


def shapes() -> list[str]:
    return local([each for each in graph("shapes.ttl").subjects(RDF.type, SH.NodeShape) if isinstance(each, URIRef)])


def dimensions() -> list[str]:
    return local(
        [each for each in graph("dimensions.ttl").subjects(RDF.type, SKOS.Concept) if isinstance(each, URIRef)]
    )


@cache
def page() -> etree._Element:
    return parser.document_fromstring(PAGE.read_text("utf-8"))


def section(anchor: str) -> str:
    (found,) = page().xpath("//section[@id=$anchor]", anchor=anchor)
    return " ".join("".join(found.itertext()).split())


def test_every_class_and_property_stands_at_its_own_name_with_what_is_said_of_it() -> None:
    assert len(terms()) > 70
    for term in terms():
        told = section(term.removeprefix(NAMESPACE))
        for predicate in (RDFS.label, RDFS.comment):
            for text in graph("smartcity.ttl").objects(term, predicate):
                assert str(text) in told, f"{term} in {getattr(text, 'language', '')}"


def test_every_shape_stands_on_the_page_with_its_messages() -> None:
    assert len(shapes()) > 20
    shown = " ".join(section(f"shape-{name}") for name in shapes())
    for message in graph("shapes.ttl").objects(None, SH.message):
        assert str(message) in shown


def test_every_query_stands_on_the_page_and_beside_what_it_uses() -> None:
    known = {term.removeprefix(NAMESPACE) for term in terms()}
    for query in catalogue():
        told = section(f"query-{query.name}")
        assert query.questions["en"] in told
        assert query.questions["id"] in told
        for used in set(re.findall(r"\bsc:(\w+)", query.sparql)) & known:
            assert f"sc:{used}" in told
            assert query.name in section(used)


def test_every_dimension_stands_on_the_page() -> None:
    assert len(dimensions()) == 7
    for name in dimensions():
        assert section(f"dimension-{name}")


def test_every_class_has_an_example() -> None:
    classes = [term for term in terms() if (term, RDF.type, OWL.Class) in graph("smartcity.ttl")]
    bare = [each for each in local(classes) if not page().xpath("//section[@id=$each]/pre", each=each)]
    assert bare == []


def test_an_example_is_an_instance_that_the_shapes_take() -> None:
    example = page().xpath("//section[@id='Conferral']/pre")[0].text
    cases = (ROOT / "tests" / "shapes" / "Conferral").glob("valid*.ttl")
    assert any(example in case.read_text("utf-8") for case in cases)


def test_the_markdown_tells_the_same() -> None:
    text = (ROOT / "docs" / "reference" / "ontology.md").read_text("utf-8")
    headings = set(re.findall(r"^### `(\S+)`", text, re.MULTILINE))
    assert headings == {f"sc:{name}" for name in local(terms())} | {f":{name}" for name in shapes()}
    for query in catalogue():
        assert f"(queries.md#{query.name})" in text
    for name in dimensions():
        assert f"| `{name}` |" in text


def test_every_link_of_the_page_leads_somewhere() -> None:
    anchors = page().xpath("//@id")
    assert len(anchors) == len(set(anchors)), "each anchor once"
    for link in page().xpath("//a/@href | //link/@href"):
        if link.startswith("#"):
            assert link[1:] in anchors
        elif not re.match("https?:", link):
            assert (PAGE.parent / link).resolve().exists(), link


def test_the_page_loads_nothing() -> None:
    assert all(source.startswith("data:image/svg+xml,") for source in page().xpath("//@src"))
    assert page().xpath("//link[@rel='stylesheet'] | //script[@src] | //iframe | //object") == []
    assert re.search(r"url\(|@import", PAGE.read_text("utf-8").split("</style>")[0]) is None


def test_the_ontology_says_who_made_it_and_how_to_name_it() -> None:
    (ontology,) = graph("smartcity.ttl").subjects(RDF.type, OWL.Ontology)
    said = graph("smartcity.ttl")
    assert str(ontology) == NAMESPACE.rstrip("#")
    assert said.value(ontology, VANN.preferredNamespacePrefix) == Literal("sc")
    assert said.value(ontology, VANN.preferredNamespaceUri) == Literal(NAMESPACE)
    assert said.value(ontology, DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert said.value(ontology, URIRef("http://purl.org/dc/elements/1.1/creator"))
    version = said.value(ontology, OWL.versionInfo)
    assert said.value(ontology, OWL.versionIRI) == URIRef(f"{ontology}/{version}")
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in said.objects(ontology, predicate) if isinstance(text, Literal)} == {
            "id",
            "en",
        }


@pytest.mark.parametrize(
    ("choice", "seen", "hidden"),
    [
        ("en", "One award given", "Satu penghargaan"),
        ("id", "Satu penghargaan", "One award given"),
        ("both", "Satu penghargaan", ""),
    ],
)
def test_the_reader_chooses_a_language_and_no_request_leaves(choice: str, seen: str, hidden: str) -> None:
    chromium = program("chromium")
    from playwright.sync_api import sync_playwright

    requests: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        opened = browser.new_page()
        opened.on("request", lambda request: requests.append(request.url))
        opened.goto(PAGE.as_uri())
        opened.check(f"#choose-{choice}")
        told = opened.inner_text("#Conferral")
        pictures = opened.locator("img.diagram:visible").count()
        loaded = opened.evaluate("[...document.images].every(each => each.naturalWidth > 500)")
        browser.close()
    assert seen in told
    assert not hidden or hidden not in told
    assert pictures == 1
    assert loaded
    assert [url for url in requests if not url.startswith("data:")] == [PAGE.as_uri()]
