"""The catalogue of named queries: golden answers, the same in two engines, and the same again from its Turtle."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from pyshacl import validate
from rdflib import DCTERMS, RDF, RDFS, SDO, SH, SKOS, Graph, URIRef
from rdflib.term import Node

import catalogue_store
from kg.cli import main
from kg.cli.presenting import comma_separated, short
from kg.cli.query import is_number
from kg.errors import QueryError
from kg.pipeline import build
from kg.questions import Question, ask, bind, catalogue, named, parse, plain, turtle
from kg.questions.turtle import CSVW, PARAMETER, QUERY
from kg.store import Store, Term
from outside import program

# rdflib 7 warns of its own use of what it is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset\\.:DeprecationWarning")

ANSWERS = Path(__file__).parent / "golden" / "answers"
EACH_QUERY = pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return catalogue_store.store(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Iterator[Store]:
    """The articles that come with the project, built as a user builds them."""
    with Store.open(tmp_path_factory.mktemp("articles") / "store") as opened:
        build([checkout / "data" / "articles"], opened)
        yield opened


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[rdflib.Dataset]:
    """The sample in rdflib, asked over the union of its graphs."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="".join(f"{quad} .\n" for quad in catalogue_store.quads()), format="nquads")
    yield dataset
    dataset.close()


@pytest.fixture(scope="module")
def articles_elsewhere(articles: Store) -> Iterator[rdflib.Dataset]:
    """Those articles in rdflib."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=articles.n_quads(), format="nquads")
    yield dataset
    dataset.close()


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    """Every case of the golden answers: a query, and the parameters that its line after '?' names."""
    for file in sorted(ANSWERS.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("?"):
                pairs = [pair.strip().partition("=") for pair in line[1:].split(" ; ") if pair.strip()]
                yield file.stem, {name: value for name, _, value in pairs}


CASES = list(cases())
EACH_CASE = pytest.mark.parametrize(("name", "given"), CASES, ids=[f"{name}-{values}" for name, values in CASES])


def examples(question: Question) -> dict[str, str]:
    return {each.name: each.example for each in question.parameters}


def needed(question: Question) -> dict[str, str]:
    return {each.name: each.example for each in question.parameters if not each.optional}


def answered(store: Store, question: Question, given: dict[str, str]) -> str:
    answer = ask(store, question, given, evidence=False)
    rows = [["" if v is None else short(v.value) for v in row.values] for row in answer.rows]
    return comma_separated(answer.columns, rows, [[*map(is_number, row.values)] for row in answer.rows])


def test_there_are_thirty_competency_questions_and_more() -> None:
    assert len(catalogue()) >= 30


@EACH_QUERY
def test_every_query_gives_the_approved_answers(store: Store, question: Question) -> None:
    file = ANSWERS / f"{question.name}.txt"
    written = []
    for name, given in CASES:
        if name == question.name:
            line = " ; ".join(f"{key}={value}" for key, value in given.items())
            written.append(f"? {line}".rstrip() + "\n" + answered(store, question, given) + "\n")
    assert written, f"there is no case in {file}: write a line '? parameter=value', then approve"
    if os.environ.get("KG_APPROVE"):
        file.write_text("".join(written), "utf-8")
    assert "".join(written) == file.read_text("utf-8")
    assert any(len(each.splitlines()) > 2 for each in written), "no case has a row"


def test_no_approved_answer_outlives_its_query() -> None:
    assert {name for name, _ in CASES} == {question.name for question in catalogue()}


@EACH_CASE
def test_rdflib_gives_the_same_answers(
    store: Store, elsewhere: rdflib.Dataset, name: str, given: dict[str, str]
) -> None:
    assert_the_same(store, elsewhere, named(name), given)


@pytest.mark.parametrize(
    "question",
    # rdflib takes half a minute to compare every pair of articles; it does so over the sample.
    [question for question in catalogue() if question.name != "disagreements"],
    ids=lambda question: question.name,
)
def test_rdflib_gives_the_same_answers_over_the_articles_that_come_with_the_project(
    articles: Store, articles_elsewhere: rdflib.Dataset, question: Question
) -> None:
    assert_the_same(articles, articles_elsewhere, question, needed(question))


def assert_the_same(store: Store, elsewhere: rdflib.Dataset, question: Question, given: dict[str, str]) -> None:
    bound = {key: _rdflib(term) for key, term in bind(question, given).items()}
    theirs = elsewhere.query(question.sparql, initBindings=bound)
    rows = [tuple("" if row[column] is None else str(row[column]) for column in question.columns) for row in theirs]  # type: ignore[index, call-overload]
    ours = ask(store, question, given, evidence=False).rows
    assert rows == [tuple("" if v is None else v.value for v in row.values) for row in ours]


def _rdflib(term: ox.NamedNode | ox.Literal) -> URIRef | rdflib.Literal:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    plain_text = term.datatype.value.endswith("#string")
    return rdflib.Literal(term.value, datatype=None if plain_text else URIRef(term.datatype.value))


@EACH_QUERY
def test_the_example_of_every_query_finds_something_in_the_articles_that_come_with_it(
    articles: Store, question: Question
) -> None:
    for given in (examples(question), needed(question)):
        assert ask(articles, question, given, evidence=False).rows, given


@EACH_CASE
def test_every_row_of_a_fact_carries_its_words_from_the_rows_article(
    store: Store, name: str, given: dict[str, str]
) -> None:
    answer = ask(store, named(name), given)
    for row in answer.rows:
        if row.fact is None:
            continue
        assert row.evidence, f"no words for {row.fact}"
        values = dict(zip(answer.columns, map(plain, row.values), strict=True))
        for each in row.evidence:
            assert values.get("article", each.article) == each.article
            text = store.text(each.article.rpartition("/")[2])
            assert text[each.start : each.end] == each.quote


TYPES = {"string": str, "integer": int, "decimal": float, "date": str, "boolean": bool, "iri": str}


@EACH_QUERY
def test_every_value_is_of_its_columns_type(articles: Store, question: Question) -> None:
    for row in ask(articles, question, examples(question), evidence=False).rows:
        for (column, type_), value in zip(question.columns.items(), map(plain, row.values), strict=True):
            assert value is None or type(value) is TYPES[type_], column
            assert value is None or type_ != "date" or re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)), column


@EACH_QUERY
def test_every_query_speaks_both_languages_and_has_an_example_a_parameter(question: Question) -> None:
    assert set(question.titles) == set(question.questions) == {"id", "en"}
    assert question.titles["id"] != question.titles["en"]
    assert question.tags
    assert all(each.example for each in question.parameters)
    for text in question.questions.values():
        assert set(re.findall(r"\{(\w+)\}", text)) <= {each.name for each in question.parameters}


@EACH_QUERY
def test_a_view_has_the_columns_that_it_draws(question: Question) -> None:
    needed = {
        "map": any(name.endswith("code") for name in question.columns),
        "timeline": bool({"date", "year"} & set(question.columns)),
        "graph": len(question.columns) > 1,
        "table": True,
    }
    assert needed[question.view]
    assert ("lat" in question.columns) == ("long" in question.columns)


@EACH_QUERY
def test_every_declared_column_and_parameter_is_selected(store: Store, question: Question) -> None:
    selected = set(store.select(question.sparql, bind(question, examples(question))).columns)
    parameters = {each.name for each in question.parameters}
    assert set(question.columns) | parameters <= selected
    assert selected - set(question.columns) - parameters <= {"fact"}


# As RDF


@pytest.fixture(scope="module")
def written() -> str:
    return turtle(catalogue())


@pytest.fixture(scope="module")
def graph(written: str) -> Graph:
    return Graph().parse(data=written, format="turtle")


@pytest.fixture(scope="module")
def shapes(checkout: Path) -> Graph:
    return Graph().parse(checkout / "queries" / "shapes.ttl")


def test_the_catalogue_as_turtle_is_what_its_shapes_ask_for(graph: Graph, shapes: Graph) -> None:
    conforms, _, report = validate(graph, shacl_graph=shapes)
    assert conforms, report


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ('rdfs:label "Events"@en', 'rdfs:label "Evenements"@fr', "A title is needed in Indonesian and English."),
        ('dcterms:type "timeline"', 'dcterms:type "poster"', "The view is table, graph, map or timeline."),
        ("a sh:Parameter", "a sh:Shape", "A parameter has a path, a type, an order and an example."),
        ("a csvw:Column", "a csvw:Cell", "Each column has a name, a type and an order."),
        ("sh:select", "sh:ask", "A query has exactly one text, which fits its class."),
    ],
)
def test_a_catalogue_that_lacks_something_does_not_conform(
    written: str, shapes: Graph, was: str, becomes: str, message: str
) -> None:
    assert was in written
    broken = Graph().parse(data=written.replace(was, becomes, 1), format="turtle")
    conforms, _, report = validate(broken, shacl_graph=shapes)
    assert not conforms
    assert message in report


def test_the_turtle_is_the_same_each_time_and_has_no_blank_nodes(written: str, graph: Graph) -> None:
    assert turtle(reversed(catalogue())) == written
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_raptor_reads_the_turtle_as_rdflib_does(tmp_path: Path, written: str, graph: Graph) -> None:
    file = tmp_path / "queries.ttl"
    file.write_text(written, "utf-8")
    done = subprocess.run(
        [program("rapper"), "-q", "-i", "turtle", "-o", "ntriples", str(file)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert set(Graph().parse(data=done.stdout, format="nt")) == set(graph)


def test_the_turtle_holds_every_query(graph: Graph) -> None:
    found = {str(node).removeprefix(QUERY) for node in graph.subjects(RDF.type, SH.SPARQLExecutable)}
    assert found == {question.name for question in catalogue()}


@EACH_QUERY
def test_all_of_a_header_is_in_the_turtle(graph: Graph, question: Question) -> None:
    node = URIRef(QUERY + question.name)

    def texts(predicate: URIRef) -> dict[str, str]:
        return {each.language: str(each) for each in graph.objects(node, predicate)}  # type: ignore[attr-defined]

    def in_order(nodes: Iterable[Node], name: URIRef, *more: URIRef) -> list[list[str]]:
        rows = sorted(nodes, key=lambda each: int(str(graph.value(each, SH.order))))
        return [[str(graph.value(each, p)).rpartition("#")[2] for p in (name, *more)] for each in rows]

    assert texts(RDFS.label) == question.titles
    assert texts(RDFS.comment) == question.questions
    assert {str(each) for each in graph.objects(node, SDO.keywords)} == set(question.tags)
    assert str(graph.value(node, DCTERMS.type)) == question.view
    assert in_order(graph.objects(node, SH.parameter), SH.path, SH.optional) == [
        [each.name, str(each.optional).lower()] for each in question.parameters
    ]
    columns = graph.objects(node, URIRef(f"{CSVW}tableSchema") / URIRef(f"{CSVW}column"))
    assert in_order(columns, URIRef(f"{CSVW}name"), URIRef(f"{CSVW}datatype")) == [
        [name, "anyURI" if type_ == "iri" else type_] for name, type_ in question.columns.items()
    ]


@EACH_CASE
def test_a_query_taken_from_the_turtle_gives_the_same_answer(
    store: Store, graph: Graph, name: str, given: dict[str, str]
) -> None:
    taken = replace(named(name), sparql=str(graph.value(URIRef(QUERY + name), SH.select)))
    assert "#+" not in taken.sparql
    assert answered(store, taken, given) == answered(store, named(name), given)


@EACH_QUERY
def test_the_examples_in_the_turtle_are_terms_that_a_client_without_gazetteer_can_bind(
    articles: Store, written: str, question: Question
) -> None:
    own = ox.Store()
    own.load(written.encode(), format=ox.RdfFormat.TURTLE)

    def value(subject: ox.NamedNode, predicate: str) -> ox.NamedNode | ox.Literal:
        (quad,) = own.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        return quad.object

    bound: dict[str, Term] = {}
    for quad in own.quads_for_pattern(ox.NamedNode(QUERY + question.name), ox.NamedNode(str(SH.parameter)), None):
        assert isinstance(quad.object, ox.NamedNode)
        path = value(quad.object, str(SH.path)).value
        bound[path.removeprefix(PARAMETER)] = value(quad.object, str(SKOS.example))
    sparql = value(ox.NamedNode(QUERY + question.name), str(SH.select)).value
    theirs = articles.select(sparql, bound)
    assert theirs == articles.select(question.sparql, bind(question, examples(question)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("DESCRIBE ?x { ?x ?p ?o }", "no executable for a DESCRIBE"),
        ("PREFIX sc: <https://example.org/>\nASK { ?x a sc:City }", "another query declares the prefix sc differently"),
    ],
)
def test_what_cannot_be_written_as_turtle_is_told(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        turtle([named("events"), parse(text, "mine", "mine.rq")])


def test_kg_queries_gives_the_turtle_and_an_endpoint_where_one_is_named(written: str) -> None:
    assert CliRunner().invoke(main, ["queries", "--turtle"]).stdout == written
    done = CliRunner().invoke(main, ["queries", "--turtle", "--target", "https://example.org/sparql"])
    assert done.stdout.count("schema:target <https://example.org/sparql>") == len(catalogue())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json", "--turtle"], "Ask for one of them."),
        (["--target", "https://example.org/sparql"], "Add --turtle."),
        (["--turtle", "--target", "example"], "is no address of an endpoint"),
    ],
)
def test_kg_queries_tells_what_does_not_go_together(arguments: list[str], message: str) -> None:
    done = CliRunner().invoke(main, ["queries", *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


# Questions in plain words


QUESTIONS = tomllib.loads((Path(__file__).parent / "questions" / "others.toml").read_text("utf-8"))["question"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["text"][:60])
def test_the_query_noted_for_a_question_answers_it(articles: Store, question: dict[str, Any]) -> None:
    note = question.get("note", "")
    assert (question["query"] == "") == note.startswith("unanswerable: ")
    for choice in [question, *question.get("also", [])] if question["query"] else []:
        given = {name: str(value) for name, value in choice["parameters"].items()}
        rows = ask(articles, named(choice["query"]), given, evidence=False).rows
        assert bool(rows) != note.startswith("empty is right")
