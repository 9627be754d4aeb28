"""The graph for Neo4j: a script that can be read as Cypher and run by hand, and files that its importer takes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_store
from kg.article import article_id
from kg.exporting import selected
from kg.exporting.property_graph import (
    LISTS,
    TYPES,
    NodeOf,
    Relationship,
    admin_import,
    cypher,
    property_graph,
)
from kg.mappers import ID, Quad

Graph = tuple[list[NodeOf], list[Relationship]]


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    return selected(sample_store.store(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Graph:
    return property_graph(quads)


TOKEN = re.compile(
    r"""'(?:[^'\\]|\\(?:['\\]|u[0-9a-f]{4}))*'|[A-Za-z_]\w*|-?\d+\.\d+|-?\d+|->|\+=|\s+|[(){}\[\],:;=.-]"""
)


def tokens(line: str) -> list[str]:
    """The tokens of a line of Cypher; a character that belongs to none fails."""
    found, place = [], 0
    while place < len(line):
        match = TOKEN.match(line, place)
        assert match is not None, f"{line[place : place + 20]!r} in {line}"
        if not match[0].isspace():
            found.append(match[0])
        place = match.end()
    return found


class Database:
    """Runs the statements that a script of ours is made of."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[set[str], dict[str, Any]]] = {}
        self.links: dict[tuple[str, str, str], list[str]] = {}

    def run(self, script: str) -> None:
        first, *lines = script.splitlines()
        assert first == "CREATE CONSTRAINT resource_key IF NOT EXISTS FOR (n:Resource) REQUIRE n.key IS UNIQUE;"
        for line in lines:
            self.rest = tokens(line)
            if self.rest[0] == "MERGE":
                self.merge_node()
            else:
                self.merge_link()
            assert self.rest == [";"]

    def take(self, *expected: str) -> None:
        for token in expected:
            assert self.rest.pop(0) == token

    def value(self) -> Any:
        token = self.rest.pop(0)
        if token == "date":
            self.take("(")
            day = self.value()
            self.take(")")
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
            return ("date", day)
        if token == "[":
            values = []
            while self.rest[0] != "]":
                values.append(self.value())
                if self.rest[0] == ",":
                    self.take(",")
            self.take("]")
            return values
        if token in ("true", "false"):
            return token == "true"
        if token[0] == "'":
            inner = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), token[1:-1])
            return re.sub(r"\\(['\\])", r"\1", inner)
        return float(token) if "." in token else int(token)

    def key(self, name: str) -> str:
        self.take("(", name, ":", "Resource", "{", "key", ":")
        key = self.value()
        self.take("}", ")")
        assert isinstance(key, str)
        return key

    def merge_node(self) -> None:
        self.take("MERGE")
        labels, properties = self.nodes.setdefault(self.key("n"), (set(), {}))
        self.take("SET", "n")
        while self.rest[0] == ":":
            self.take(":")
            labels.add(self.rest.pop(0))
        self.take(",", "n", "+=", "{") if self.rest[0] == "," else self.take("+=", "{")
        while self.rest[0] != "}":
            name = self.rest.pop(0)
            self.take(":")
            properties[name] = self.value()
            if self.rest[0] == ",":
                self.take(",")
        self.take("}")

    def merge_link(self) -> None:
        self.take("MATCH")
        start = self.key("a")
        self.take(",")
        end = self.key("b")
        assert {start, end} <= self.nodes.keys()
        self.take("MERGE", "(", "a", ")", "-", "[", "r", ":")
        type_ = self.rest.pop(0)
        self.take("]", "->", "(", "b", ")")
        words: list[str] = []
        if self.rest[0] == "SET":
            self.take("SET", "r", ".", "words", "=")
            words = self.value()
        self.links[start, type_, end] = words


@pytest.fixture(scope="module")
def database(graph: Graph) -> Database:
    made = Database()
    made.run(cypher(*graph))
    return made


def test_running_the_script_twice_makes_nothing_twice(graph: Graph, database: Database) -> None:
    again = Database()
    again.run(cypher(*graph))
    again.run(cypher(*graph))
    assert (again.nodes, again.links) == (database.nodes, database.links)


def test_an_award_can_be_followed_from_the_article_to_the_city(database: Database) -> None:
    article = f"article/{article_id(sample_store.TEXTS['kota-pintar.txt'])}"
    conferral = f"conferral/64.74-anugerah-kota-pintar-2022-2022-governance@{article}"
    assert "recipient: Kota Bontang" in database.links[article, "STATES", conferral]
    assert (conferral, "RECIPIENT", "area/64.74") in database.links
    assert (conferral, "AWARD", "award/anugerah-kota-pintar-2022") in database.links
    assert ("area/64.74", "WITHIN", "area/64") in database.links
    labels, told = database.nodes[conferral]
    assert labels == {"Conferral"}
    assert told["date"] == ("date", "2022-11-09")
    assert (told["category"], told["year"]) == ("Tata Kelola Pintar", 2022)
    assert database.nodes["area/64.74"][1]["lat"] < 1
    assert database.nodes["area/64.74"][0] == {"City"}


def test_each_article_says_its_own_of_a_fact(database: Database) -> None:
    iri = f"{ID}conferral/64.74-anugerah-kota-pintar-2022-2022-governance"
    days = {told["date"][1] for _, told in database.nodes.values() if told["iri"] == iri}
    assert days == {"2022-11-09", "2022-11-10"}


def test_what_articles_share_is_one_node(database: Database) -> None:
    event = "event/malam-anugerah-kota-pintar-2022-2022-11-09"
    assert "Event" in database.nodes[event][0]
    assert [key for key in database.nodes if key.startswith("programme/")] == [
        "programme/gerakan-kota-pintar-nusantara"
    ]


def test_every_statement_of_the_graph_is_in_it(quads: list[Quad], database: Database) -> None:
    """Each triple of facts and things is a property, a label, a relationship or an alternative."""
    by_iri: dict[str, list[str]] = {}
    for key, (_, told) in database.nodes.items():
        by_iri.setdefault(told["iri"], []).append(key)
    linked = {(start, end.partition("@")[0]) for start, _, end in database.links}
    missing = []
    for subject, predicate, value, graph in quads:
        if graph.endswith("/evidence>"):
            continue
        nodes = [database.nodes[key] for key in by_iri[subject[1:-1]]]
        name = re.split("[#/]", predicate[1:-1])[-1]
        if name == "type":
            held = any(re.split("[#/]", value[1:-1])[-1] in labels for labels, _ in nodes)
        elif value.startswith("<"):
            held = any((key, value[1:-1].removeprefix(ID)) in linked for key in by_iri[subject[1:-1]])
        else:
            held = any(name in told for _, told in nodes)
        if not held:
            missing.append((subject, predicate, value))
    # Concepts of the scheme point at what the articles do not speak of.
    assert [each for each in missing if "skos" not in each[1]] == []


def test_a_property_always_has_the_same_type(database: Database) -> None:
    kinds = {"int": int, "double": (int, float), "boolean": bool, "date": tuple}
    for _, told in database.nodes.values():
        for name, value in told.items():
            expected = list if name in LISTS else kinds.get(TYPES.get(name, ""), str)
            assert isinstance(value, expected), (name, value)  # type: ignore[arg-type]


def test_the_importer_gets_the_same_nodes_and_relationships(graph: Graph, database: Database) -> None:
    files = {name: content.decode() for name, content in admin_import(*graph).items()}
    nodes = list(csv.DictReader(io.StringIO(files["nodes.csv"])))
    links = list(csv.DictReader(io.StringIO(files["relationships.csv"])))
    assert {row["key:ID"] for row in nodes} == database.nodes.keys()
    assert {(row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in links} == database.links.keys()
    columns = {column.partition(":")[0]: column for column in nodes[0]}
    for row in nodes:
        labels, told = database.nodes[row["key:ID"]]
        assert set(row[":LABEL"].split("|")) == labels | {"Resource"}
        assert {name for name, column in columns.items() if name not in ("key", "") and row[column]} == told.keys()
        for name, value in told.items():
            cell = row[columns[name]]
            assert columns[name] == name + (
                f":{TYPES[name]}" if name in TYPES else ":string[]" if name in LISTS else ""
            )
            if name in LISTS:
                assert cell.split("|") == value
            elif name in TYPES and TYPES[name] == "date":
                assert ("date", cell) == value
            else:
                assert cell == (str(value).lower() if isinstance(value, bool) else str(value))
    assert "--nodes=nodes.csv --relationships=relationships.csv" in files["import.sh"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_stand_in_a_script(text: str) -> None:
    made = Database()
    made.run(cypher([NodeOf("work/x", ["Work"], {"name": text, "nickname": [text, "b"]})], []))
    assert made.nodes == {"work/x": ({"Work"}, {"name": text, "nickname": [text, "b"]})}


def test_nothing_gives_an_empty_database(tmp_path: Path) -> None:
    made = Database()
    made.run(cypher(*property_graph([])))
    assert made.nodes == {}
    assert admin_import([], [])["relationships.csv"] == b":START_ID,:END_ID,:TYPE,words:string[]\r\n"
