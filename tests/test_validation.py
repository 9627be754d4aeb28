"""Graphs held against the shapes: what is stored conforms, what does not is told with the article's own words."""

from __future__ import annotations

import json
import logging
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.article import Article, Evidence, Role
from kg.errors import KgError
from kg.facts import (
    Area,
    Conferral,
    Event,
    Fact,
    Facts,
    Organization,
    Participation,
    Person,
    Placement,
    Programme,
    Statement,
    Tenure,
)
from kg.gazetteer import Gazetteer
from kg.mappers import Quad, map_facts, n_quads, n_triples, reference_quads
from kg.validation import FORMATS, Issue, Report, validate, validate_files

SC = "https://w3id.org/smartcity-kg/ontology#"
ID = "https://w3id.org/smartcity-kg/id/"
OA = "http://www.w3.org/ns/oa#"
WORDS = (
    "Wali Kota Bontang Wira Danu menerima Adipura 2019 kategori Kota Sedang di Balai Taman, Jakarta, Rabu (6/11/2019). "
    "Penghargaan diserahkan Sekar Arum dari Forum Kota pada Malam Kota. Bontang masuk 25 besar Indeks Kota dengan "
    'nilai 78,25. Bontang juga ikut Kota Hijau. "Ini milik warga," kata Wira. Semarang meraih Adipura 2019.'
)
ARTICLE = Article(WORDS, "bontang.txt")


def said(words: str) -> tuple[Evidence, ...]:
    start = WORDS.index(words)
    return (ARTICLE.evidence(start, start + len(words)),)


def facts() -> list[Fact]:
    """One fact of each type, and one of an ambiguous area."""
    bontang = Role(Area(("64.74",), "Kota Bontang"), said("Bontang"), "r")
    wira = Role(Person("Wira Danu", ("Wira",)), said("Wira Danu"), "r")
    forum = Role(Organization("Forum Kota"), said("Forum Kota"), "r")
    day = Role(date(2019, 11, 6), said("Rabu (6/11/2019)"), "r", "weekday agrees")
    adipura = Role("Adipura 2019", said("Adipura 2019"), "r")
    hall, town = Role("Balai Taman", said("Balai Taman"), "r"), Role("Jakarta", said("Jakarta"), "r")
    night = Role("Malam Kota", said("Malam Kota"), "r")
    green = Role("Kota Hijau", said("Kota Hijau"), "r")
    return [
        Conferral(
            bontang,
            adipura,
            "r",
            category=Role("Kota Sedang", said("Kota Sedang"), "r"),
            dimension=Role("environment", said("Adipura"), "r"),
            year=Role(2019, said("2019"), "r"),
            date=day,
            presenter=Role(Person("Sekar Arum"), said("Sekar Arum"), "r"),
            acceptor=wira,
            grantors=(forum,),
            event=night,
            venue=hall,
            place=town,
        ),
        Conferral(Role(Area(("33.22", "33.74"), "Semarang"), said("Semarang"), "r"), adipura, "r"),
        Placement(
            bontang,
            Role("Indeks Kota", said("Indeks Kota"), "r"),
            "r",
            top=Role(25, said("25 besar"), "r"),
            score=Role(Decimal("78.25"), said("78,25"), "r"),
        ),
        Participation(bontang, green, "r"),
        Tenure(wira, Role("Wali Kota", said("Wali Kota"), "r"), "r", body=bontang, date=day),
        Event(night, "r", date=day, venue=hall, place=town, organizers=(forum,)),
        Statement(
            wira,
            Role("Ini milik warga", said("Ini milik warga"), "r"),
            Role("direct", said('"Ini'), "r"),
            "r",
            about=(green,),
        ),
        Programme(green, "r", purpose=Role("milik warga", said("milik warga"), "r")),
    ]


@pytest.fixture(scope="module")
def reference() -> list[Quad]:
    return reference_quads(Gazetteer.load())


@pytest.fixture
def graph(reference: list[Quad]) -> Graph:
    """The article's graph as it is before it is stored, with the whole reference."""
    quads = map_facts(Facts(ARTICLE, tuple(facts())))
    return Graph().parse(data=n_triples([*quads, *reference]), format="nt")


def only(graph: Graph, kind: str) -> URIRef:
    """The first instance of a class."""
    return min(node for node in graph.subjects(RDF.type, URIRef(SC + kind)) if isinstance(node, URIRef))


def bontangs_conferral(graph: Graph) -> URIRef:
    found = graph.value(None, URIRef(SC + "recipient"), URIRef(ID + "area/64.74"))
    assert isinstance(found, URIRef)
    return found


def test_what_the_mappers_make_of_every_fact_type_conforms(graph: Graph) -> None:
    assert validate(graph, article=ARTICLE) == Report()


def test_the_reference_graph_conforms(reference: list[Quad]) -> None:
    areas = Graph().parse(data=n_triples(reference), format="nt")
    assert len(set(areas.subjects(URIRef(SC + "code")))) == 552
    assert validate(areas) == Report()


def test_validating_changes_nothing(graph: Graph) -> None:
    before = set(graph)
    validate(graph, article=ARTICLE)
    assert set(graph) == before


def test_a_graph_in_rdflibs_simple_store_is_as_good(graph: Graph) -> None:
    simple = Graph(store="SimpleMemory")
    graph.remove((None, URIRef(SC + "award"), None))
    simple += graph
    assert validate(simple) == validate(graph)
    assert not validate(simple).conforms


# A violation, told


def test_a_violation_names_node_property_value_and_the_sentence_of_the_article(graph: Graph) -> None:
    conferral = bontangs_conferral(graph)
    graph.set((conferral, URIRef(SC + "date"), Literal("Rabu (6/11/2019)")))
    report = validate(graph, article=ARTICLE)
    assert not report.conforms
    (issue,) = report.issues
    assert (issue.severity, issue.focus, issue.path, issue.value) == (
        "violation",
        str(conferral),
        "sc:date",
        "Rabu (6/11/2019)",
    )
    assert issue.evidence == said("Rabu (6/11/2019)")
    assert issue.passage.startswith("Wali Kota Bontang Wira Danu menerima Adipura 2019")
    assert issue.passage.endswith("Rabu (6/11/2019).")
    name = f"“{graph.value(conferral, RDFS.label)}” ({str(conferral).removeprefix(ID)})"
    assert issue.sentence("en") == (
        f"Conferral {name}, date: a date is a day of the calendar, such as 2019-11-06, found “Rabu (6/11/2019)”; "
        f"the article says (bontang.txt): “{issue.passage}”"
    )
    assert issue.sentence("id") == (
        f"Penganugerahan {name}, tanggal: tanggal adalah hari yang ada di kalender, misalnya 2019-11-06, "
        f"yang ada “Rabu (6/11/2019)”; kata artikel (bontang.txt): “{issue.passage}”"
    )


def test_without_the_article_the_quoted_words_are_shown(graph: Graph) -> None:
    graph.set((bontangs_conferral(graph), URIRef(SC + "year"), Literal(19)))
    (issue,) = validate(graph).issues
    assert issue.passage == ""
    assert issue.evidence == said("2019")
    assert issue.sentence("en").endswith("the article says (bontang.txt): “2019”")


def test_a_thing_without_evidence_of_its_own_is_told_by_the_fact_that_refers_to_it(graph: Graph) -> None:
    graph.remove((URIRef(ID + "award/adipura-2019"), URIRef(SC + "name"), None))
    (issue,) = validate(graph, article=ARTICLE).issues
    assert issue.message_id == "Penghargaan bernama"
    assert said("Adipura 2019")[0] in issue.evidence


def test_a_fact_without_evidence_is_refused(graph: Graph) -> None:
    tenure = only(graph, "Tenure")
    graph.remove((tenure, URIRef(SC + "evidence"), None))
    (issue,) = validate(graph, article=ARTICLE).issues
    assert (issue.focus, issue.message_en) == (str(tenure), "Every fact points at the words that state it")


def test_a_warning_is_told_and_forbids_nothing(graph: Graph) -> None:
    graph.add((bontangs_conferral(graph), URIRef(SC + "date"), Literal(date(2019, 11, 7))))
    report = validate(graph)
    assert [issue.severity for issue in report.issues] == ["warning"]
    assert report.conforms


def test_long_values_and_passages_are_shortened() -> None:
    issue = Issue("violation", "X", "X", ID + "award/a", value="b" * 500, passage="c" * 5000)
    assert len(issue.sentence("en")) < 500
    assert "…" in issue.sentence("id")


def test_the_order_of_triples_changes_nothing(graph: Graph) -> None:
    for predicate in ("award", "speaker", "name"):
        graph.remove((None, URIRef(SC + predicate), None))
    triples = sorted(graph)
    expected = validate(graph)
    assert len(expected.issues) > 10
    for seed in range(3):
        random.Random(seed).shuffle(triples)
        shuffled = Graph()
        for triple in triples:
            shuffled.add(triple)
        assert validate(shuffled) == expected


# Law 1, which SHACL cannot see


def test_a_quote_that_the_article_does_not_hold_there_is_a_violation(graph: Graph) -> None:
    quote = next(graph.subjects(URIRef(OA + "exact"), Literal("Wira Danu")))
    graph.set((quote, URIRef(OA + "exact"), Literal("Wira Dani")))
    (issue,) = validate(graph, article=ARTICLE).issues
    assert issue.message_en == "A quote equals the words of the article at its position"
    assert (issue.value, issue.passage) == ("Wira Dani", "Wira Danu")
    assert validate(graph).conforms, "without the article nobody can know"


def test_a_position_that_slipped_is_a_violation(graph: Graph) -> None:
    position = next(graph.subjects(RDF.type, URIRef(OA + "TextPositionSelector")))
    start, end = (int(str(graph.value(position, URIRef(OA + name)))) for name in ("start", "end"))
    graph.set((position, URIRef(OA + "start"), Literal(start + 1)))
    graph.set((position, URIRef(OA + "end"), Literal(end + 1)))
    assert not validate(graph, article=ARTICLE).conforms


def test_evidence_beyond_the_end_of_the_article_is_a_violation(graph: Graph) -> None:
    position = next(graph.subjects(RDF.type, URIRef(OA + "TextPositionSelector")))
    graph.set((position, URIRef(OA + "end"), Literal(10_000)))
    assert not validate(graph, article=ARTICLE).conforms


def test_evidence_of_another_article_is_not_held_against_this_one(graph: Graph) -> None:
    assert validate(graph, article=replace(ARTICLE, text="Lain.")).conforms


# Files


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_kind_of_file_gives_the_same_report(graph: Graph, tmp_path: Path) -> None:
    graph.remove((None, URIRef(SC + "speaker"), None))
    expected = validate(graph)
    assert [issue.message_en for issue in expected.issues] == ["A statement has exactly one speaker"]
    # What is N-Triples is N-Quads and TriG too: the default graph.
    names = {".ttl": "turtle", ".nt": "nt", ".nq": "nt", ".trig": "nt", ".rdf": "xml", ".jsonld": "json-ld"}
    assert set(names) == set(FORMATS)
    for suffix, format_name in names.items():
        graph.serialize(tmp_path / f"graph{suffix}", format=format_name, encoding="utf-8")
        assert validate_files([tmp_path / f"graph{suffix}"]) == expected, suffix


def test_several_files_are_one_graph(graph: Graph, tmp_path: Path) -> None:
    lines = sorted(graph.serialize(format="nt").splitlines(keepends=True))
    halves = [write(tmp_path, f"{i}.nt", "".join(lines[i::2])) for i in range(2)]
    assert validate_files(halves) == Report()
    assert not validate_files(halves[:1]).conforms


def test_articles_that_disagree_are_validated_one_by_one(reference: list[Quad], tmp_path: Path) -> None:
    """The same conferral on two days, by two articles: in quads each stands by itself, in triples it is a warning."""
    first = Conferral(
        Role(Area(("64.74",), "Kota Bontang"), said("Bontang"), "r"),
        Role("Adipura 2019", said("Adipura 2019"), "r"),
        "r",
        date=Role(date(2019, 11, 6), said("Rabu (6/11/2019)"), "r"),
    )
    other = Article("Kota Bontang menerima Adipura 2019 pada 7 November 2019.", "lain.txt")
    second = Conferral(
        Role(Area(("64.74",), "Kota Bontang"), (other.evidence(0, 12),), "r"),
        Role("Adipura 2019", (other.evidence(22, 34),), "r"),
        "r",
        date=Role(date(2019, 11, 7), (other.evidence(40, 55),), "r"),
    )
    quads = [*map_facts(Facts(ARTICLE, (first,))), *map_facts(Facts(other, (second,))), *reference]
    assert validate_files([write(tmp_path, "all.nq", n_quads(quads))]) == Report()
    (warning,) = validate_files([write(tmp_path, "all.nt", n_triples(quads))]).issues
    assert warning.severity == "warning"
    assert {each.quote for each in warning.evidence} == {"Rabu (6/11/2019)", "7 November 2019"}


def test_an_article_alone_may_not_lean_on_what_another_describes(reference: list[Quad], tmp_path: Path) -> None:
    """Taking one article back must not break another."""
    other = Article("Kota Bontang menerima Adipura 2019.", "lain.txt")
    second = Conferral(
        Role(Area(("64.74",), "Kota Bontang"), (other.evidence(0, 12),), "r"),
        Role("Adipura 2019", (other.evidence(22, 34),), "r"),
        "r",
    )
    dangling = [quad for quad in map_facts(Facts(other, (second,))) if "id/award/" not in quad.subject]
    quads = [*map_facts(Facts(ARTICLE, tuple(facts()))), *dangling, *reference]
    report = validate_files([write(tmp_path, "all.nq", n_quads(quads))])
    assert {issue.path for issue in report.issues} == {"sc:award", "rdf:type"}


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"tiada\.ttl: there is no such file"):
        validate_files([tmp_path / "tiada.ttl"])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(KgError, match=r"folder\.ttl: it is no regular file"):
        validate_files([tmp_path / "folder.ttl"])


def test_a_kind_of_file_that_is_not_rdf_is_told_which_are(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"graph\.csv: .*\.ttl, \.trig, \.nt, \.nq, \.jsonld, \.rdf"):
        validate_files([write(tmp_path, "graph.csv", "a,b")])


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.ttl", "@prefix a: <https://a.example/> .\na:x a:y .\n", 2),
        ("a.nt", "<https://a.example/x> <https://a.example/y> 'z' .\n", 1),
        ("a.nq", "\n<https://a.example/x> .\n", 2),
        ("a.rdf", "<rdf>\n<unclosed", None),
        ("a.jsonld", '{"@id": ', None),
        ("b.ttl", "<relative> a <x> .", 1),
    ],
)
def test_a_file_that_does_not_parse_says_where(tmp_path: Path, name: str, text: str, line: int | None) -> None:
    with pytest.raises(KgError, match=rf"{name}: not well-formed: .*{f'line {line} ' if line else ''}"):
        validate_files([write(tmp_path, name, text)])


def test_a_context_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    document = {"@context": "http://127.0.0.1:9/context.jsonld", "@id": "https://a.example/x", "@type": "T"}
    with pytest.raises(KgError, match=r"a\.jsonld"):
        validate_files([write(tmp_path, "a.jsonld", json.dumps(document))])


def test_quoted_triples_are_refused_not_ignored(tmp_path: Path) -> None:
    star = "<https://a.example/x> <https://a.example/y> <<( <https://a.example/x> <https://a.example/y> 1 )>> ."
    with pytest.raises(KgError, match=r"a\.ttl: not well-formed"):
        validate_files([write(tmp_path, "a.ttl", star)])


def test_ill_formed_literals_are_reported_not_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    triple = (
        f'<{ID}conferral/a> <{SC}date> "2019-13-45"^^<{XSD.date}> .\n<{ID}conferral/a> <{RDF.type}> <{SC}Conferral> .\n'
    )
    with caplog.at_level(logging.WARNING):
        report = validate_files([write(tmp_path, "a.nt", triple)])
    assert "2019-13-45" in {issue.value for issue in report.issues}
    assert not caplog.records


def test_nothing_to_validate_conforms(tmp_path: Path) -> None:
    assert validate_files([write(tmp_path, "empty.ttl", "")]) == Report()


def test_importing_it_loads_neither_rdflib_nor_pyshacl() -> None:
    program = "import sys, kg.validation; print(sorted({'rdflib', 'pyshacl', 'pyoxigraph'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_every_result_of_the_shapes_has_a_severity_that_issues_know() -> None:
    shapes = Graph().parse(Path(__file__).parent.parent / "ontology" / "shapes.ttl")
    assert set(shapes.objects(None, SH.severity)) <= {SH.Violation, SH.Warning, SH.Info}
