"""What is measured of the graph between things: graphs made by hand, whose figures can be counted on fingers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_store
from kg.analysis import bridges, measures, parts, say_bridge, say_part, say_shared, say_year, shared_awards, years
from kg.network import Edge, Network, Node, network


def graph(*links: tuple[str, str], relation: str = "received", years: list[int] | None = None) -> Network:
    """A network of areas (capital letters) and awards (small ones, "adipura 2021")."""
    names = {name for link in links for name in link}
    nodes = {name: Node(name, name, "area" if name[0].isupper() else "award") for name in sorted(names)}
    return Network(nodes, [Edge(one, other, relation, years=years or []) for one, other in sorted(set(links))])


TWO_PRIZES = graph(
    ("Bontang", "adipura 2021"),
    ("Semarang", "adipura 2021"),
    ("Bontang", "kalpataru 2022"),
    ("Semarang", "kalpataru 2022"),
    ("Malang", "kalpataru 2022"),
)


def test_areas_share_the_awards_that_both_received() -> None:
    assert [say_shared(each) for each in shared_awards(TWO_PRIZES)] == [
        "Bontang and Semarang received 2 awards in common: adipura 2021, kalpataru 2022.",
        "Bontang and Malang received 1 award in common: kalpataru 2022.",
        "Malang and Semarang received 1 award in common: kalpataru 2022.",
    ]
    assert say_shared(shared_awards(TWO_PRIZES)[0], "id") == (
        "Bontang dan Semarang sama-sama meraih 2 penghargaan: adipura 2021, kalpataru 2022."
    )


def test_an_award_told_without_its_year_is_not_counted_beside_its_edition() -> None:
    told_twice = graph(*((area, award) for area in ("Bontang", "Malang") for award in ("adipura", "adipura 2021")))
    (pair,) = shared_awards(told_twice)
    assert [award.label for award in pair.awards] == ["adipura 2021"]


def test_an_award_of_another_edition_is_another_award() -> None:
    assert shared_awards(graph(("Bontang", "adipura 2021"), ("Malang", "adipura 2022"))) == []


def test_only_what_was_received_is_shared() -> None:
    assert shared_awards(graph(("Bontang", "adipura"), ("Malang", "adipura"), relation="speaks-of")) == []


def test_a_name_that_may_be_city_or_regency_is_told_as_such() -> None:
    found = graph(("Bontang", "adipura"), ("Semarang", "adipura"))
    found.nodes["Semarang"].open = True
    (pair,) = shared_awards(found)
    assert say_shared(pair) == "Bontang and Semarang (city or regency) received 1 award in common: adipura."


def test_measures_of_a_chain() -> None:
    # A ─ b ─ C ─ d ─ E: between the ends of five lie 3, 4, 3 of the 6 pairs of others.
    found = measures(graph(("A", "b"), ("C", "b"), ("C", "d"), ("E", "d")))
    assert {iri: (each.degree, each.betweenness, each.shared_awards) for iri, each in found.items()} == {
        "A": (1, 0.0, 1),
        "b": (2, 0.5, 0),
        "C": (2, pytest.approx(4 / 6, abs=1e-6), 2),
        "d": (2, 0.5, 0),
        "E": (1, 0.0, 1),
    }


def test_a_bridge_and_what_falls_apart_without_it() -> None:
    found = bridges(graph(("A", "b"), ("C", "b"), ("C", "d"), ("E", "d"), ("X", "y")), 2)
    assert [each.thing.label for each in found] == ["C", "b"]
    assert say_bridge(found[0]) == (
        "67 % of the shortest ways between two other things in its part lead through C. "
        "Without C, 2 things would be apart from the rest: d, E."
    )
    assert say_bridge(found[1], "id") == (
        "50 % jalur terpendek antara dua hal lain di bagiannya melewati b. Tanpa b, 1 hal terputus dari selebihnya: A."
    )


def test_nobody_bridges_a_pair() -> None:
    assert bridges(graph(("A", "b")), 5) == []


def test_in_a_ring_nothing_falls_apart() -> None:
    found = bridges(graph(("A", "b"), ("C", "b"), ("C", "d"), ("A", "d")), 1)
    assert found[0].apart == ()
    # Two ways lead from b to d, and half of them through A: half of one of three pairs.
    assert say_bridge(found[0]) == "17 % of the shortest ways between two other things in its part lead through A."


def test_parts_are_told_with_the_most_linked_things_first() -> None:
    found = parts(graph(("A", "b"), ("C", "b"), ("D", "b"), ("X", "y")))
    assert [len(each.things) for each in found] == [4, 2]
    assert say_part(found[0]) == "4 things are linked with each other, and with nothing else: b, A, C (+1)."
    assert say_part(found[1], "id") == "2 hal terhubung satu sama lain, dan dengan hal lain tidak: X, y."


def test_years_count_awards_recipients_and_pairs() -> None:
    found = graph(("A", "b"), ("C", "b"), ("D", "b"), ("D", "e"))
    for edge in found.edges:
        edge.years = [2021] if edge.target == "b" else []
    found.edges[0].days = ["2022-01-05"]
    assert [tuple(each) for each in years(found)] == [(2021, 1, 3, 3, 3), (2022, 1, 1, 1, 0), (None, 1, 1, 1, 0)]
    assert say_year(years(found)[0]) == (
        "In 2021, 3 recipients received 1 award, 3 of them areas; 3 pairs of areas share one."
    )
    assert say_year(years(found)[2], "id") == (
        "Tanpa tahun, 1 penerima meraih 1 penghargaan, 1 di antaranya wilayah; 0 pasang wilayah berbagi penghargaan."
    )


links = st.lists(st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("uvwxyz")), min_size=1, max_size=20)


@given(links)
def test_measures_hold_for_every_graph(found: list[tuple[str, str]]) -> None:
    made = graph(*found)
    measured, together = measures(made), parts(made)
    assert list(measured) == sorted(made.nodes)
    assert sum(each.degree for each in measured.values()) == 2 * len(made.edges)
    assert sum(len(each.things) for each in together) == len(made.nodes)
    assert all(measured[node.iri].component == each.number for each in together for node in each.things)
    plain: nx.Graph[str] = nx.Graph(found)
    cuts = set(nx.articulation_points(plain))
    assert {each.thing.iri for each in bridges(made, 99) if each.apart} == cuts, (
        "a thing cuts exactly what networkx says"
    )
    for one, other, awards in shared_awards(made):
        assert {node.iri for node in awards} <= set(plain[one.iri]) & set(plain[other.iri])


@given(links, st.randoms())
def test_the_order_of_links_does_not_matter(found: list[tuple[str, str]], random: object) -> None:
    turned = list(found)
    random.shuffle(turned)  # type: ignore[attr-defined]
    one, other = graph(*found), graph(*turned)
    assert (measures(one), shared_awards(one), bridges(one, 9)) == (
        measures(other),
        shared_awards(other),
        bridges(other, 9),
    )


def test_what_the_sample_says_can_be_counted_in_its_articles(tmp_path: Path) -> None:
    # Of 2021 it went to Surabaya, Sidoarjo, Bontang; of 2022 to Bontang, Semarang (open), an agency and a work.
    found = network(sample_store.store(tmp_path), lambda text, start, end: "")
    assert [say_shared(each) for each in shared_awards(found)] == [
        "Kabupaten Sidoarjo and Kota Bontang received 1 award in common: Anugerah Kota Pintar 2021.",
        "Kabupaten Sidoarjo and Kota Surabaya received 1 award in common: Anugerah Kota Pintar 2021.",
        "Kota Bontang and Kota Surabaya received 1 award in common: Anugerah Kota Pintar 2021.",
        "Kota Bontang and Semarang (city or regency) received 1 award in common: Anugerah Kota Pintar 2022.",
    ]


def test_the_command_tells_tables_sentences_and_json(kg: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    sample_store.build(tmp_path / "kg-store")
    told = kg("stats", "--network", "--top", "2")
    assert told.returncode == 0, told.stderr
    assert "AREAS WITH AWARDS IN COMMON" in told.stdout
    assert "received 1 award in common" in told.stdout
    assert "hal terhubung satu sama lain" in kg("stats", "--network", "--lang", "id").stdout
    data = json.loads(kg("stats", "--network", "--json").stdout)
    assert set(data) == {"things", "links", "shared", "bridges", "linked", "parts", "years"}
    assert data["things"] == sum(part["things"] for part in data["parts"])
    assert [(row["one"], row["awards"]) for row in data["shared"][:1]] == [("Kabupaten Sidoarjo", 1)]


def test_a_store_without_links_has_nothing_to_tell(kg: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "kabar.txt").write_text("Kabar\nHujan turun di mana-mana.\n", "utf-8")
    assert kg("build", "kabar.txt").returncode == 0
    told = kg("stats", "--network")
    assert told.returncode == 0, told.stderr
    assert told.stdout.count("Nothing.") == 5
