"""One more article changes no line but its own, in every text format, and the order of reading changes nothing."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import sample_store
from kg.article import article_id
from kg.cli.passages import sentence
from kg.drawing.palette import LIGHT
from kg.exporting import FORMATS, description, export, selected
from kg.exporting.nanopublications import nanopublications
from kg.exporting.network_files import gexf, graphml, node_id
from kg.exporting.property_graph import admin_import, cypher, property_graph
from kg.exporting.quickstatements import quickstatements
from kg.mappers import ID
from kg.network import network
from kg.store import Store

FILES = sorted(sample_store.TEXTS)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, ...]], Store]:
    """A store of only these of the sample's articles."""
    content = sample_store.quads()
    made: dict[tuple[str, ...], Store] = {}

    def of(files: tuple[str, ...]) -> Store:
        if files not in made:
            ids = [article_id(sample_store.TEXTS[file]) for file in files]
            kept = [
                quad
                for quad in content
                if quad.graph_name == sample_store.REFERENCE or any(each in str(quad.graph_name) for each in ids)
            ]
            made[files] = sample_store.store(tmp_path_factory.mktemp("part"), kept)
        return made[files]

    return of


def is_part(less: list[str], more: list[str]) -> list[str]:
    """The lines that are not there any more, in their order; none where lines were only added between."""
    gone, place = [], 0
    for line in less:
        try:
            place = more.index(line, place) + 1
        except ValueError:
            gone.append(line)
    return gone


PAIRS = [
    (tuple(file for file in subset if file != added), subset)
    for size in (1, 2, 3, 5)
    for subset in itertools.combinations(FILES, size)
    for added in subset
]


def test_the_helper_tells_a_changed_line() -> None:
    assert is_part(["a", "c"], ["a", "b", "c"]) == []
    assert is_part(["a", "c"], ["a", "c,"]) == ["c"]
    assert is_part(["a", "b"], ["b", "a"]) == ["b"]
    assert is_part(["a", "c", "d"], ["a", "c,", "d"]) == ["c"]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("evidence", [True, False], ids=["evidence", "no-evidence"])
def test_rdf_formats(stores: Callable[[tuple[str, ...]], Store], format_: str, evidence: bool) -> None:
    for less, more in PAIRS:
        before, after = (export(selected(stores(each), evidence), format_) for each in (less, more))  # type: ignore[arg-type]
        old = before.decode().splitlines()
        if format_ == "rdf" and not less:
            continue  # XML has no empty document: what closes the root stands elsewhere
        assert is_part(old, after.decode().splitlines()) == []


def test_of_the_description_only_the_totals_change(stores: Callable[[tuple[str, ...]], Store]) -> None:
    totals = re.compile(r"void#(?!uriSpace)\w+> \"\d+\"\^\^|dcat#version> ")
    for less, more in PAIRS:
        if not less:
            continue
        before, after = (
            export(description(selected(stores(each))), "nq").decode().splitlines() for each in (less, more)
        )
        assert [line for line in is_part(before, after) if not totals.search(line)] == []
        article = f"terms/source> <{ID}article/{article_id(sample_store.TEXTS[(set(more) - set(less)).pop()])}> "
        assert [line for line in after if article in line]


def test_nanopublications_and_quickstatements(stores: Callable[[tuple[str, ...]], Store]) -> None:
    for less, more in PAIRS:
        before, after = (selected(stores(each)) for each in (less, more))
        assert is_part(nanopublications(before).splitlines(), nanopublications(after).splitlines()) == []
        drafts = [
            quickstatements(quads, lambda article, start, end: f"{article} {start}").splitlines()
            for quads in (before, after)
        ]
        assert is_part(*drafts) == []


def added_things(store: Store, files: tuple[str, ...]) -> set[str]:
    """The paths of everything that these articles speak of."""
    ids = [article_id(sample_store.TEXTS[file]) for file in files]
    quads = [quad for quad in store.quads() if any(each in str(quad.graph_name) for each in ids)]
    terms = {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    lists = {f"list:{q.object.value}" for q in quads if q.predicate.value.endswith("#list")}  # type: ignore[union-attr]
    return {term.removeprefix(ID) for term in terms} | lists


@pytest.mark.parametrize("write", [graphml, gexf])
def test_in_graph_files_only_elements_of_what_the_article_speaks_of_change(
    stores: Callable[[tuple[str, ...]], Store], write: Callable[..., str]
) -> None:
    element = re.compile(r'<(?:node|edge) id="([^"]*)"(?: source="([^"]*)" target="([^"]*)")?')
    for less, more in PAIRS:
        spoken_of = added_things(stores(more), tuple(set(more) - set(less)))
        before, after = (write(network(stores(each), sentence), LIGHT).splitlines() for each in (less, more))
        for line in is_part(before, after):
            found = element.search(line)
            assert found is not None, line
            names = {found[2], found[3]} if found[2] else {found[1]}
            assert names <= {node_id(each) for each in spoken_of}, line


def test_in_property_graphs_only_lines_of_what_the_article_speaks_of_change(
    stores: Callable[[tuple[str, ...]], Store],
) -> None:
    for less, more in PAIRS:
        spoken_of = added_things(stores(more), tuple(set(more) - set(less)))
        before, after = (property_graph(selected(stores(each))) for each in (less, more))
        for line in is_part(cypher(*before).splitlines(), cypher(*after).splitlines()):
            found = re.match(r"MERGE \(n:Resource \{key: '([^']*)'", line)
            assert found is not None, line
            assert found[1] in spoken_of
        old, new = (admin_import(*each) for each in (before, after))
        for line in is_part(*(files["nodes.csv"].decode().splitlines() for files in (old, new))):
            assert line.partition(",")[0] in spoken_of
        assert is_part(*(files["relationships.csv"].decode().splitlines() for files in (old, new))) == []
        assert old["import.sh"] == new["import.sh"]


def test_csv(tmp_path: Path, stores: Callable[[tuple[str, ...]], Store]) -> None:
    from kg.cli.export import tables
    from kg.exporting.tables import csv_files

    for less, more in PAIRS:
        before, after = (csv_files(tables(stores(each), evidence=True)) for each in (less, more))
        assert before.keys() == after.keys()
        for name in before:
            old, new = (list(csv.reader(io.StringIO(files[name].decode()))) for files in (before, after))
            assert is_part(list(map(str, old)), list(map(str, new))) == [], name
