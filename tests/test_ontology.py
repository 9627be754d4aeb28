"""The vocabulary is closed: whatever is used is declared, whatever is declared is explained, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Node, URIRef
from rdflib.namespace import SH

ROOT = Path(__file__).resolve().parent.parent
NAMESPACE = "https://w3id.org/smartcity-kg/ontology#"
SHAPES = "https://w3id.org/smartcity-kg/shapes#"
DIMENSION = "https://w3id.org/smartcity-kg/id/dimension/"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}

#: How code and queries name a term: the whole IRI, sc:name, sc("name"), {SC}name, SC + "name", SC.name, SC["name"].
USES = re.compile(
    r"""smartcity-kg/ontology\#(?P<iri>[A-Za-z]\w*)
    | \bsc:(?P<prefixed>[A-Za-z]\w*)
    | \bsc\(\s*["'](?P<called>\w+)["']
    | \{SC\}(?P<formatted>[A-Za-z]\w*)
    | \bSC\s*\+\s*["'](?P<added>\w+)["']
    | \bSC\.(?P<attribute>[A-Za-z]\w*)
    | \bSC\[["'](?P<indexed>\w+)["']\]""",
    re.VERBOSE,
)
#: Terms that only look like ours, by file: store.py shows that a property called "service" is no SERVICE.
MADE_UP = {"store.py": {"service"}}
STRING_METHODS = {name for name in dir(str) if not name.startswith("_")}


def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology" / "smartcity.ttl")


def declared(graph: Graph) -> set[str]:
    """The local names of our classes and properties."""
    return {str(term)[len(NAMESPACE) :] for kind in KINDS for term in graph.subjects(RDF.type, kind)}


# The lint, as functions that name each mistake


def undeclared_in_text(text: str, known: set[str]) -> set[str]:
    used = {match[match.lastgroup] for match in USES.finditer(text) if match.lastgroup}
    methods = {match["attribute"] for match in USES.finditer(text) if match["attribute"] in STRING_METHODS}
    return used - known - methods


def undeclared_in_graph(graph: Graph, known: set[str]) -> set[str]:
    named = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    return {iri[len(NAMESPACE) :] for iri in named if iri.startswith(NAMESPACE)} - known


def unexplained(graph: Graph) -> set[str]:
    """Declared terms without exactly one label and one comment in each language, none of them empty."""

    def told(term: Node, predicate: URIRef) -> list[str]:
        return sorted(
            str(each.language) for each in graph.objects(term, predicate) if isinstance(each, Literal) and each
        )

    terms = {term for kind in KINDS for term in graph.subjects(RDF.type, kind)}
    return {str(term) for term in terms for each in (RDFS.label, RDFS.comment) if told(term, each) != ["en", "id"]}


@cache
def shacl_terms() -> set[str]:
    """The W3C's vocabulary, as pySHACL brings it along."""
    from pyshacl import entrypoints

    graph = Graph().parse(Path(entrypoints.__file__).parent / "assets" / "shacl.ttl")
    return {str(term) for term in graph.subjects() if str(term).startswith(str(SH))}


def unknown_shacl(graph: Graph) -> set[str]:
    """Terms in SHACL's namespace that SHACL does not define: sh:dataType is none, and checks nothing."""
    named = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    return {iri for iri in named if iri.startswith(str(SH))} - shacl_terms()


def sources() -> Iterator[Path]:
    yield from sorted((ROOT / "queries").glob("*.rq"))
    yield from sorted((ROOT / "src" / "kg").rglob("*.py"))


# What is in the project


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_code_and_queries_use_declared_terms_only(path: Path) -> None:
    unknown = undeclared_in_text(path.read_text(encoding="utf-8"), declared(ontology())) - MADE_UP.get(path.name, set())
    assert not unknown, f"{path.name} uses terms that ontology/smartcity.ttl does not declare"


@pytest.mark.parametrize("path", sorted((ROOT / "ontology").glob("*.ttl")), ids=lambda path: path.name)
def test_ontology_files_use_declared_terms_only(path: Path) -> None:
    graph = Graph().parse(path)
    assert undeclared_in_graph(graph, declared(ontology())) == set()
    assert unknown_shacl(graph) == set()


def test_every_term_is_explained_in_both_languages() -> None:
    assert unexplained(ontology()) == set()


def test_every_class_and_property_of_the_design_is_there() -> None:
    classes = """
        AdministrativeArea Province Regency City AmbiguousArea Organization Ministry LocalGovernment Agency Person
        Position Tenure Programme Award Conferral Placement Participation Event Statement Work Dimension Article
        Evidence Mention Tie
    """
    graph = ontology()
    assert {str(term)[len(NAMESPACE) :] for term in graph.subjects(RDF.type, OWL.Class)} == set(classes.split())


def test_shapes_speak_of_every_property_or_of_none_by_decision() -> None:
    """A property that no shape looks at can hold anything; these few may, each for a reason."""
    free = {
        "acronym",  # a text that adds to a name
        "nickname",
        "nameVariant",
        "note",  # prose about a derivation
        "pipeline",  # of a graph, not of a node with a class of ours
        "renaming",  # what the store keeps of its own work
    }
    shapes = Graph().parse(ROOT / "ontology" / "shapes.ttl")
    spoken = {str(term)[len(NAMESPACE) :] for triple in shapes for term in triple if str(term).startswith(NAMESPACE)}
    graph = ontology()
    properties = {
        str(term)[len(NAMESPACE) :] for kind in KINDS - {OWL.Class} for term in graph.subjects(RDF.type, kind)
    }
    assert properties - spoken == free


def test_shapes_refer_to_shapes_and_lists_that_exist() -> None:
    shapes = Graph().parse(ROOT / "ontology" / "shapes.ttl")
    used = {term for triple in shapes for term in triple[1:] if str(term).startswith(SHAPES)}
    assert used <= set(shapes.subjects())


def test_domains_ranges_and_superclasses_are_classes() -> None:
    graph = ontology()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        ours = {each for each in graph.objects(None, predicate) if str(each).startswith(NAMESPACE)}
        assert ours <= classes


# The dimensions


def dimensions() -> Graph:
    return Graph().parse(ROOT / "ontology" / "dimensions.ttl")


def key_of(label: str) -> set[str]:
    """The dimensions that bear this label, in whatever case."""
    graph = dimensions()
    return {
        str(concept).removeprefix(DIMENSION)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for concept, each in graph.subject_objects(predicate)
        if str(each).casefold() == label.casefold() and str(concept).startswith(DIMENSION)
    }


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("smart people", "society"),
        ("masyarakat cerdas", "society"),
        ("masyarakat pintar", "society"),
        ("sosial", "society"),
        ("smart society", "society"),
        ("tata kelola", "governance"),
        ("tata kelola pintar", "governance"),
        ("pemerintahan", "governance"),
        ("smart governance", "governance"),
        ("kualitas hidup", "living"),
        ("smart living", "living"),
        ("lingkungan", "environment"),
        ("ekonomi", "economy"),
        ("mobilitas", "mobility"),
        ("smart branding", "branding"),
    ],
)
def test_what_newsrooms_call_a_dimension_leads_to_it(label: str, key: str) -> None:
    assert key_of(label) == {key}


def test_the_dimensions_are_seven_with_one_preferred_name_a_language() -> None:
    graph = dimensions()
    concepts = {str(each).removeprefix(DIMENSION) for each in graph.subjects(RDF.type, URIRef(f"{NAMESPACE}Dimension"))}
    assert concepts == {"governance", "branding", "economy", "living", "society", "environment", "mobility"}
    for key in concepts:
        names = [each for each in graph.objects(URIRef(DIMENSION + key), SKOS.prefLabel) if isinstance(each, Literal)]
        assert sorted(str(name.language) for name in names) == ["en", "id"]


def test_no_label_belongs_to_two_dimensions_or_twice_to_one() -> None:
    graph = dimensions()
    labels = [
        (str(label).casefold(), label.language, str(concept))
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for concept, label in graph.subject_objects(predicate)
        if isinstance(label, Literal)
    ]
    assert len(labels) == len(set(labels))
    assert all(len(key_of(label)) == 1 for label, _, concept in labels if concept.startswith(DIMENSION))


# The alignment


def test_alignment_reaches_every_vocabulary_it_promises() -> None:
    graph = Graph().parse(ROOT / "ontology" / "alignment.ttl")
    objects = " ".join(str(each) for each in graph.objects())
    for vocabulary in (
        "https://schema.org/",
        "http://www.w3.org/ns/org#",
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/2004/02/skos/core#",
        "http://www.w3.org/ns/oa#",
        "https://saref.etsi.org/saref4city/",
    ):
        assert vocabulary in objects


# The lint itself: it catches what is planted


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a { ?a a sc:Confferal }",
        "?fact <https://w3id.org/smartcity-kg/ontology#Confferal> ?x",
        'graph.add(iri, sc("Confferal"), term)',
        'URIRef(f"{SC}Confferal")',
        'URIRef(SC + "Confferal")',
        "SC.Confferal",
        'SC["Confferal"]',
    ],
)
def test_lint_catches_an_undeclared_term_in_text(text: str) -> None:
    assert undeclared_in_text(text, declared(ontology())) == {"Confferal"}
    assert undeclared_in_text(text.replace("Confferal", "Conferral"), declared(ontology())) == set()


def test_lint_catches_digits_and_leaves_string_methods_alone() -> None:
    assert undeclared_in_text("sc:sha256 sc:sha512", declared(ontology())) == {"sha512"}
    assert undeclared_in_text("SC.encode() ; SC.rpartition('#')", declared(ontology())) == set()


def test_lint_catches_an_undeclared_term_in_a_graph() -> None:
    shape = "@prefix sc: <https://w3id.org/smartcity-kg/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
    assert undeclared_in_graph(Graph().parse(data=shape + "[] sh:path sc:recipent ."), declared(ontology())) == {
        "recipent"
    }


def test_lint_catches_sh_datatype_with_a_capital() -> None:
    shape = "@prefix sh: <http://www.w3.org/ns/shacl#> . [] sh:path sh:datatype ; sh:dataType sh:IRI ; sh:minCounts 1 ."
    assert unknown_shacl(Graph().parse(data=shape)) == {f"{SH}dataType", f"{SH}minCounts"}


def test_the_list_of_shacl_terms_holds_what_rdflib_knows_too() -> None:
    assert {f"{SH}datatype", f"{SH}minCount", f"{SH}lessThan", f"{SH}class", f"{SH}in"} <= shacl_terms()
    assert len(shacl_terms() & {f"{SH}{name}" for name in SH.__annotations__}) > 150


@pytest.mark.parametrize(
    "term",
    [
        'sc:x a owl:Class ; rdfs:label "x"@id , "x"@en ; rdfs:comment "x"@en .',
        'sc:x a owl:DatatypeProperty ; rdfs:label "x"@id ; rdfs:comment "x"@id , "x"@en .',
        'sc:x a owl:ObjectProperty ; rdfs:label "x"@id , "x"@en , "y"@en ; rdfs:comment "x"@id , "x"@en .',
        'sc:x a owl:ObjectProperty ; rdfs:label ""@id , "x"@en ; rdfs:comment "x"@id , "x"@en .',
    ],
)
def test_lint_catches_a_term_that_is_not_explained(term: str) -> None:
    prefixes = f"@prefix sc: <{NAMESPACE}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . "
    assert unexplained(Graph().parse(data=prefixes + term)) == {f"{NAMESPACE}x"}
