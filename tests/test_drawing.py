"""Pictures: labels that do not overlap, sentences behind every line, nothing from outside, the same every time."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_store
from kg.cli.passages import sentence
from kg.drawing import FORMATS, Format, draw, graph
from kg.drawing.layout import layout
from kg.drawing.wording import Language
from kg.errors import KgError
from kg.mappers import ID
from kg.network import Edge, Network, Node, Passage, around, limited, network

SVG = "{http://www.w3.org/2000/svg}"
BONTANG = f"{ID}area/64.74"


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return network(sample_store.store(tmp_path_factory.mktemp("sample")), sentence)


def drawn(network: Network, format_: Format, language: Language = "en", title: str = "") -> str:
    return draw(graph(network, language, title), format_, language).decode()


def named(picture: Network) -> set[tuple[str, str, str]]:
    labels = {iri: node.label for iri, node in picture.nodes.items()}
    return {(labels[edge.source], edge.relation, labels[edge.target]) for edge in picture.edges}


def test_what_the_articles_state_becomes_links(picture: Network) -> None:
    assert {
        ("Kota Bontang", "received", "Anugerah Kota Pintar 2022"),
        ("Menteri Komunikasi dan Informatika", "handed-over", "Anugerah Kota Pintar 2022"),
        ("Forum Kota Lestari", "granted", "Anugerah Kota Pintar 2022"),
        ("Kementerian Komunikasi dan Informatika", "granted", "Anugerah Kota Pintar 2022"),
        ("Sari Melati", "accepted-for", "Kota Bontang"),
        ("Sari Melati", "holds-office", "Kota Bontang"),
        ("Sari Melati", "speaks-of", "Gerakan Kota Pintar Nusantara"),
        ("Kabupaten Sidoarjo", "placed-in", "Indeks Kota Lestari 2021"),
        ("Kabupaten Sidoarjo", "takes-part-in", "Gerakan Kota Pintar Nusantara"),
        ("Yayasan Nagari", "organizes", "Lokakarya Data Terbuka"),
        ("Anugerah Kota Pintar 2022", "given-at", "Malam Anugerah Kota Pintar 2022"),
    } <= named(picture)


def test_every_link_carries_sentences_of_the_articles(picture: Network) -> None:
    texts = {file: " ".join(text.split()) for file, text in sample_store.TEXTS.items()}
    texts["salinan.txt"] = texts["tiga-juara.txt"]
    for edge in picture.edges:
        assert edge.passages
        assert all(passage.sentence in texts[passage.file] for passage in edge.passages)
    (link,) = [
        edge for edge in picture.edges if edge.source == BONTANG and edge.target.endswith("anugerah-kota-pintar-2022")
    ]
    assert {passage.file for passage in link.passages} == {"kota-pintar.txt", "salinan.txt"}


def test_the_kinds_and_what_is_left_open_are_known(picture: Network) -> None:
    kinds = {node.label: (node.kind, node.open) for node in picture.nodes.values()}
    assert kinds["Semarang"] == ("area", True)
    assert kinds["Kota Bontang"] == ("area", False)
    assert kinds["Lentera Warga"] == ("work", False)
    assert kinds["Menteri Komunikasi dan Informatika"] == ("position", False)


def test_the_neighbourhood_of_a_thing(picture: Network) -> None:
    near = around(picture, BONTANG, 1)
    assert {node.label for node in near.nodes.values()} == {
        "Kota Bontang", "Sari Melati", "Anugerah Kota Pintar 2021", "Anugerah Kota Pintar 2022",
    }  # fmt: skip
    hidden = {node.label: node.hidden for node in near.nodes.values()}
    assert (hidden["Kota Bontang"], hidden["Anugerah Kota Pintar 2021"], hidden["Sari Melati"]) == (0, 2, 1)
    assert len(near.nodes) < len(around(picture, BONTANG, 2).nodes) < len(picture.nodes)
    with pytest.raises(KgError, match="has no links to draw"):
        around(picture, f"{ID}area/11", 1)


def test_what_is_not_drawn_is_counted(picture: Network) -> None:
    part = limited(around(picture, BONTANG, 3), 5)
    assert len(part.nodes) == 5
    assert BONTANG in part.nodes
    assert part.hidden == len(around(picture, BONTANG, 3).nodes) - 5
    for format_ in ("svg", "html", "dot"):
        assert f"+{part.hidden} more things not drawn" in drawn(part, format_)
        assert "more things not drawn" not in drawn(picture, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_network_gives_the_same_picture(picture: Network, tmp_path: Path, format_: Format) -> None:
    again = network(sample_store.store(tmp_path, sample_store.quads()[::-1]), sentence)
    assert draw(graph(again), format_) == draw(graph(picture), format_)


names = st.sampled_from(["Kota Bontang", "Dinas Komunikasi dan Informatika Kota Surabaya", "Ia", "W" * 60, "Adipura"])


@given(labels=st.lists(names, min_size=1, max_size=30), data=st.data())
@settings(max_examples=25, deadline=None)
def test_no_two_labels_overlap(labels: list[str], data: st.DataObject) -> None:
    nodes = {f"n{i:02}": Node(f"n{i:02}", label, "area", hidden=i % 3) for i, label in enumerate(labels)}
    ends = st.tuples(st.sampled_from(sorted(nodes)), st.sampled_from(sorted(nodes)))
    links = data.draw(st.lists(ends, max_size=40))
    boxes, width, height = layout(Network(nodes, [Edge(a, b, "received") for a, b in links if a != b]))
    assert set(boxes) == set(nodes)
    for one, other in combinations(boxes.values(), 2):
        assert not one.overlaps(other)
    for box in boxes.values():
        assert box.x - box.width / 2 >= -0.2
        assert box.x + box.width / 2 <= width + 0.2
        assert box.y + box.height / 2 <= height + 0.2


def test_the_svg_is_well_formed_and_holds_every_label_and_sentence(picture: Network) -> None:
    root = ElementTree.fromstring(drawn(picture, "svg"))
    titles = {" ".join("".join(text.itertext()).split()) for text in root.iter(f"{SVG}title")}
    for node in picture.nodes.values():
        assert any(told.startswith(node.label) for told in titles)
    told = "\n".join(titles)
    for edge in picture.edges:
        assert all(passage.sentence in told for passage in edge.passages)
    assert len(root.findall(f".//{SVG}g[@data-kind]")) == len({node.kind for node in picture.nodes.values()})


def test_names_that_look_like_markup_stay_text() -> None:
    evil = '</script><script>alert("1")</script>&amp;'
    nodes = {"a": Node("a", evil, "area"), "b": Node("b", 'x" onload="y', "award")}
    hostile = Network(nodes, [Edge("a", "b", "received", [Passage("<f>.txt", evil)])])
    page = drawn(hostile, "html", title=evil)
    assert "<script>alert" not in page
    assert ' onload="' not in page
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert data["nodes"][0]["label"] == evil
    assert data["edges"][0]["passages"] == [{"file": "<f>.txt", "sentence": evil}]
    ElementTree.fromstring(drawn(hostile, "svg", title=evil))


def test_the_page_asks_nothing_of_a_network(picture: Network) -> None:
    page = drawn(picture, "html")
    assert "default-src 'none'" in page
    addresses = set(re.findall(r"(?:https?:)?//[A-Za-z][^\s\"'<>]*", page))
    assert addresses == {"http://www.w3.org/2000/svg"}, "a namespace is a name, all else would be a request"
    assert not re.search(r"<(?:link|img|iframe|script)[^>]*(?:src|href)=(?!\"data:)", page)
    assert not re.search(r"@import|url\((?!#)|fetch\(|XMLHttpRequest|WebSocket|sendBeacon", page)


@pytest.mark.parametrize(("language", "word"), [("en", "received"), ("id", "menerima")])
def test_pictures_speak_both_languages(picture: Network, language: str, word: str) -> None:
    text = drawn(picture, "dot", "id" if language == "id" else "en")
    assert f'label="{word}' in text


def test_an_empty_store_gives_a_picture_that_says_so() -> None:
    assert "There is nothing to draw yet." in drawn(Network({}, []), "svg")
    assert "There is nothing to draw yet." in drawn(Network({}, []), "html")
