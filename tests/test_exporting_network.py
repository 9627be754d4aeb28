"""GraphML and GEXF in networkx, with all that Gephi asks for: labels, types, weights, dates, colours, places."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_store
from kg.cli.passages import sentence
from kg.drawing.palette import LIGHT
from kg.exporting.network_files import gexf, graphml, node_id
from kg.mappers import ID
from kg.network import Edge, Network, Node, Passage, network

Kg = Callable[..., CompletedProcess[str]]
GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return network(sample_store.store(tmp_path_factory.mktemp("sample")), sentence)


@pytest.fixture(scope="module")
def placed(whole: Network) -> dict[str, tuple[float, float]]:
    return {iri: (10.0 * number, 5.0) for number, iri in enumerate(whole.nodes)}


def read_graphml(text: str) -> Any:
    return nx.parse_graphml(text, force_multigraph=True)


def read_gexf(text: str, tmp_path: Path) -> Any:
    file = tmp_path / "graph.gexf"
    file.write_text(text, "utf-8")
    return nx.read_gexf(file, version="1.3")


def ends(whole: Network) -> set[tuple[str, str, str]]:
    return {(node_id(e.source), node_id(e.target), e.relation) for e in whole.edges}


def test_networkx_reads_the_same_network_from_graphml(whole: Network, placed: dict[str, tuple[float, float]]) -> None:
    graph = read_graphml(graphml(whole, LIGHT, placed))
    assert {data["label"] for _, data in graph.nodes(data=True)} == {node.label for node in whole.nodes.values()}
    assert {(a, b, data["relation"]) for a, b, data in graph.edges(data=True)} == ends(whole)
    bontang = graph.nodes["area:64.74"]
    assert bontang["iri"] == f"{ID}area/64.74"
    assert (bontang["kind"], bontang["class"], bontang["open"]) == ("area", "City", False)
    assert (bontang["latitude"], bontang["longitude"]) == whole.nodes[f"{ID}area/64.74"].place
    assert (bontang["x"], bontang["y"]) == (placed[f"{ID}area/64.74"][0], -5.0)
    assert (bontang["r"], bontang["g"], bontang["b"]) == tuple(bytes.fromhex(LIGHT["area"][1:]))


def test_networkx_reads_the_same_network_from_gexf(
    whole: Network, placed: dict[str, tuple[float, float]], tmp_path: Path
) -> None:
    graph = read_gexf(gexf(whole, LIGHT, placed), tmp_path)
    assert {(a, b, data["relation"]) for a, b, data in graph.edges(data=True)} == ends(whole)
    assert {node: data["label"] for node, data in graph.nodes(data=True)} == {
        node_id(iri): node.label for iri, node in whole.nodes.items()
    }
    award = graph.nodes["award:anugerah-kota-pintar-2022"]
    assert (award["kind"], award["class"]) == ("award", "Award")
    assert tuple(award["viz"]["color"][channel] for channel in "rgb") == tuple(bytes.fromhex(LIGHT["award"][1:]))
    assert award["viz"]["position"] == {"x": placed[f"{ID}award/anugerah-kota-pintar-2022"][0], "y": -5.0, "z": 0.0}


def test_an_edge_tells_when_how_often_and_in_which_words(whole: Network, tmp_path: Path) -> None:
    for graph in (read_graphml(graphml(whole, LIGHT)), read_gexf(gexf(whole, LIGHT), tmp_path)):
        (edge,) = [
            data
            for _, _, data in graph.edges(nbunch=["area:64.74"], data=True)
            if data["relation"] == "received" and data["date"].startswith("2022")
        ]
        # Two articles state it, and disagree on the day.
        assert (edge["weight"], edge["date"], edge["year"]) == (2.0, "2022-11-09", 2022)
        assert len(edge["articles"].split()) == 2
        assert edge["facts"] == f"{ID}conferral/64.74-anugerah-kota-pintar-2022-2022-governance"
        assert "Kota Bontang meraih Anugerah Kota Pintar 2022 kategori Tata Kelola Pintar." in edge["sentences"]


def test_things_with_more_links_are_larger(whole: Network) -> None:
    graph = read_graphml(graphml(whole, LIGHT))
    sizes = {node: data["size"] for node, data in graph.nodes(data=True)}
    degrees = dict(graph.degree())
    assert [sizes[n] for n in sorted(sizes, key=lambda n: degrees[n])] == sorted(sizes.values())
    assert min(sizes.values()) > 0


def test_gexf_has_what_its_schema_asks_for(whole: Network, placed: dict[str, tuple[float, float]]) -> None:
    """The rules of GEXF 1.3's schema that a file like ours can break."""
    root = ElementTree.fromstring(gexf(whole, LIGHT, placed))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    graph = root[1]
    assert graph.attrib == {
        "mode": "dynamic",
        "defaultedgetype": "directed",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared: dict[str, set[str | None]] = {}
    for attributes in graph.findall(f"{GEXF}attributes"):
        assert {a.get("type") for a in attributes} <= {"string", "boolean", "double", "integer"}
        declared[str(attributes.get("class"))] = {a.get("id") for a in attributes}
        assert all(a.get("title") for a in attributes)
    nodes, edges = graph.findall(f"{GEXF}nodes/*"), graph.findall(f"{GEXF}edges/*")
    ids = [node.get("id") for node in nodes]
    assert len(ids) == len(set(ids)) == len(whole.nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges) == len(whole.edges)
    for node in nodes:
        assert {child.tag for child in node} == {f"{GEXF}attvalues", f"{VIZ}color", f"{VIZ}position", f"{VIZ}size"}
        assert {value.get("for") for value in node.iter(f"{GEXF}attvalue")} <= declared["node"]
        colour = node.find(f"{VIZ}color")
        assert colour is not None
        assert all(0 <= int(str(colour.get(channel))) <= 255 for channel in "rgb")
    for edge in edges:
        assert edge.get("source") in ids
        assert edge.get("target") in ids
        assert float(str(edge.get("weight"))) >= 1
        assert {value.get("for") for value in edge.iter(f"{GEXF}attvalue")} <= declared["edge"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", edge.get("start", "2000-01-01"))


def test_graphml_declares_every_key_once(whole: Network) -> None:
    root = ElementTree.fromstring(graphml(whole, LIGHT))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = [key.get("id") for key in root.findall(f"{space}key")]
    assert len(keys) == len(set(keys))
    assert {data.get("key") for data in root.iter(f"{space}data")} <= set(keys)


def test_graphml_names_things_in_the_letters_that_its_schema_takes(whole: Network) -> None:
    root = ElementTree.fromstring(graphml(whole, LIGHT))
    names = [each.get("id") for each in root.iter() if each.get("id")]
    assert all(re.fullmatch(r"[\w.:-]+", str(name)) for name in names)
    assert len(names) == len(set(names))
    assert node_id("list:Kota A") != node_id("list:Kota_A") != node_id("list:Kota-A")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(label=TEXT, sentence_=TEXT, name=TEXT)
def test_any_text_can_stand_in_a_graph_file(label: str, sentence_: str, name: str) -> None:
    one, other = f"{ID}area/1", f"list:{name}"
    made = Network(
        {one: Node(one, label, "area"), other: Node(other, name, "list")},
        [Edge(one, other, "placed-in", [Passage("a.txt", sentence_)], detail=label, facts=[("f", "a")])],
    )
    for text in (graphml(made, LIGHT), gexf(made, LIGHT, {one: (0, 0), other: (1, 1)})):
        root = ElementTree.fromstring(text)
        assert len([each for each in root.iter() if each.tag.endswith("}node")]) == 2
        # What XML can hold comes back; Python's parser alone turns a carriage return into a line feed.
        if all(character in "\t\n" or " " <= character not in "\x7f\ufffe\uffff" for character in label):
            assert any(label in (each.text, each.get("value")) or not label for each in root.iter())


def test_kg_places_things_as_the_picture_does_unless_told_otherwise(kg: Kg, tmp_path: Path) -> None:
    sample_store.build(tmp_path / "store")
    assert kg("--store", "store", "export", "placed.gexf").returncode == 0
    assert kg("--store", "store", "export", "bare.graphml", "--no-positions").returncode == 0
    assert kg("--store", "store", "export", "placed.graphml").returncode == 0
    root = ElementTree.parse(tmp_path / "placed.gexf").getroot()
    places = [(each.get("x"), each.get("y")) for each in root.iter(f"{VIZ}position")]
    assert len(set(places)) == len(places) == len(list(root.iter(f"{GEXF}node")))
    assert 'attr.name="x"' in (tmp_path / "placed.graphml").read_text("utf-8")
    assert 'attr.name="x"' not in (tmp_path / "bare.graphml").read_text("utf-8")


def test_things_carry_what_is_measured_of_them_unless_told_otherwise(kg: Kg, tmp_path: Path) -> None:
    sample_store.build(tmp_path / "store")
    at = ("--store", "store", "export")
    assert kg(*at, "measured.graphml").returncode == 0
    assert kg(*at, "measured.gexf").returncode == 0
    assert kg(*at, "bare.graphml", "--no-measures").returncode == 0
    read = nx.read_graphml(tmp_path / "measured.graphml", force_multigraph=True)
    for node, data in nx.read_gexf(tmp_path / "measured.gexf").nodes(data=True):
        assert data["degree"] == read.nodes[node]["degree"] == len(set(nx.all_neighbors(read, node)) - {node})
        assert 0 <= data["betweenness"] <= 1
        assert data["component"] >= 1
    assert "betweenness" not in (tmp_path / "bare.graphml").read_text("utf-8")


def test_without_evidence_edges_have_no_sentences_and_an_area_has_its_own_links(kg: Kg, tmp_path: Path) -> None:
    sample_store.build(tmp_path / "store")
    at = ("--store", "store", "export")
    assert kg(*at, "plain.graphml", "--no-evidence").returncode == 0
    plain = nx.read_graphml(tmp_path / "plain.graphml", force_multigraph=True)
    assert not [data for _, _, data in plain.edges(data=True) if "sentences" in data]
    assert kg(*at, "part.graphml", "--area", "Sidoarjo").returncode == 0
    part = nx.read_graphml(tmp_path / "part.graphml", force_multigraph=True)
    assert {node for node in part if node.startswith("area:")} == {"area:35.15"}
    assert {data["relation"] for _, _, data in part.edges(data=True)} == {
        "received", "placed-in", "takes-part-in", "holds-office",
    }  # fmt: skip
