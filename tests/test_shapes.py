"""Each shape case says what its name promises, in the words that were approved; and no demand is without a case."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import SH

from kg.validation import Report, validate, validate_files
from kg.validation.parsing import quads

HERE = Path(__file__).resolve().parent / "shapes"
ONTOLOGY = HERE.parent.parent / "ontology"
CASES = sorted(HERE.glob("*/*.ttl"))
APPROVING = bool(os.environ.get("KG_APPROVE"))


def case_id(path: Path) -> str:
    return str(path.relative_to(HERE).with_suffix(""))


@cache
def report_of(case: Path) -> Report:
    graph = Graph()
    for path in (HERE / "context.ttl", case):
        for subject, predicate, value, _ in quads(path):
            graph.add((subject, predicate, value))
    return validate(graph)


@cache
def graph_of(case: Path) -> Graph:
    return Graph().parse(HERE / "context.ttl").parse(case)


def printed(report: Report) -> str:
    """The report as it is approved."""
    return "".join(
        f"{issue.severity} {issue.focus} {issue.path or ''}\n  {issue.sentence('id')}\n  {issue.sentence('en')}\n"
        for issue in report.issues
    )


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_case(case: Path) -> None:
    report, approved = report_of(case), case.with_suffix(".report.txt")
    assert report.conforms == case.name.startswith("valid."), printed(report)
    if APPROVING and report.issues:
        approved.write_text(printed(report), encoding="utf-8")
    elif APPROVING:
        approved.unlink(missing_ok=True)
    expected = approved.read_text(encoding="utf-8") if approved.exists() else ""
    assert printed(report) == expected, "another report than the approved one: read it, then approve with KG_APPROVE=1"


def test_the_context_alone_conforms() -> None:
    assert validate_files([HERE / "context.ttl"]) == Report()


def test_every_demand_has_a_case_that_breaks_it() -> None:
    """Each message of the shapes stands in some report: a shape that nothing breaks may say nothing at all."""
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    demanded = {str(message) for message in shapes.objects(None, SH.message)}
    broken = {
        message for case in CASES for each in report_of(case).issues for message in (each.message_id, each.message_en)
    }
    assert demanded - broken == set()


def test_every_class_with_a_shape_has_a_valid_and_an_invalid_case() -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    named = {str(shape).rpartition("#")[2] for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    cross_cutting = {"Stated", "Labelled", "Described", "Located", "TextPosition", "TextQuote"}
    assert cross_cutting < named
    for name in named - cross_cutting:
        kinds = {case.name.partition(".")[0] for case in CASES if case.parent.name == name}
        assert kinds == {"valid", "invalid"}, f"tests/shapes/{name} needs both"


def test_every_demand_is_told_in_both_languages() -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    for shape in {shape for _, shape in shapes.subject_objects(SH.property)}:
        languages = sorted(str(getattr(message, "language", None)) for message in shapes.objects(shape, SH.message))
        assert languages == ["en", "id"], (shapes.value(shape, SH.path), languages)


def test_only_shacl_core_is_used() -> None:
    """One constraint in SPARQL costs more time than all the others together."""
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    beyond = {SH.sparql, SH.select, SH.ask, SH.rule, SH.js, SH.expression, SH.target, SH.prefixes}
    assert beyond.isdisjoint(shapes.predicates())


def test_the_shapes_are_well_formed_shapes() -> None:
    """By SHACL's own shapes for shapes."""
    import pyshacl
    from pyshacl import entrypoints

    own = Path(entrypoints.__file__).parent / "assets" / "shacl-shacl.ttl"
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    conforms, _, text = pyshacl.validate(shapes, shacl_graph=Graph().parse(own), max_validation_depth=60)
    assert conforms, text


PREFIXES = {
    "sc": "https://w3id.org/smartcity-kg/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}

Result = tuple[str, str, str, str]


def plain(graph: Graph, shapes: Graph) -> set[Result]:
    """What pySHACL itself reports with the shapes as they stand in the file; a path over several properties as ""."""
    import pyshacl

    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert isinstance(results, Graph)
    found = set()
    for each in results.subjects(RDF.type, SH.ValidationResult):
        path, severity = results.value(each, SH.resultPath), results.value(each, SH.resultSeverity)
        english = {
            str(message)
            for message in results.objects(each, SH.resultMessage)
            if getattr(message, "language", None) == "en"
        }
        focus = str(results.value(each, SH.focusNode))
        found.add((focus, str(path) if isinstance(path, URIRef) else "", english.pop(), str(severity)))
    return found


def quick(graph: Graph) -> set[Result]:
    found = set()
    for issue in validate(graph).issues:
        prefix, _, local = (issue.path or "").partition(":")
        path = PREFIXES[prefix] + local if local.isalnum() else ""
        found.add((issue.focus, path, issue.message_en, str(SH[issue.severity.capitalize()])))
    return found


@pytest.mark.parametrize("name", sorted({case.parent.name for case in CASES}))
def test_the_quick_way_reports_what_plain_pyshacl_reports(name: str) -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    compared = 0
    for case in HERE.glob(f"{name}/invalid.*.ttl"):
        graph = graph_of(case)
        assert quick(graph) == plain(graph, shapes), case.name
        compared += 1
    assert compared


def test_the_quick_way_reports_what_plain_pyshacl_reports_of_all_cases_together() -> None:
    graph = Graph()
    for case in CASES:
        graph += graph_of(case)
    found = plain(graph, Graph().parse(ONTOLOGY / "shapes.ttl"))
    assert len(found) > 20
    assert quick(graph) == found
