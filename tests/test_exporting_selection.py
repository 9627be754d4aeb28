"""Only some articles, only what concerns an area: nothing of others, nothing missing, and still a valid graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pyoxigraph as ox
import pytest

import sample_store
from kg.article import article_id
from kg.exporting import restricted, selected
from kg.mappers import ID, MAPPERS, SC, Quad, by_subject
from kg.store import Store

FACTS = {f"<{SC}{mapper.kind}>" for mapper in MAPPERS.values()} - {f"<{SC}Event>", f"<{SC}Programme>"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sample_store.store(tmp_path_factory.mktemp("sample"))


def facts(quads: list[Quad]) -> set[str]:
    return {quad.subject[1:-1].removeprefix(ID) for quad in quads if quad.object in FACTS}


def test_one_article_is_what_its_graphs_hold_and_the_reference_that_it_speaks_of(store: Store) -> None:
    article = article_id(sample_store.TEXTS["sidoarjo.txt"])
    quads = selected(store, articles=[article])
    graphs = {f"<{ID}article/{article}>", f"<{ID}article/{article}/evidence>"}
    assert {quad.graph for quad in quads} == {*graphs, f"<{ID}reference>"}
    assert {q for q in quads if q.graph in graphs} == {q for q in selected(store) if q.graph in graphs}
    areas = {quad.subject for quad in quads if quad.graph == f"<{ID}reference>" and "/area/" in quad.subject}
    assert areas == {f"<{ID}area/35.15>", f"<{ID}area/35>"}


def test_an_area_has_the_facts_in_which_it_has_a_part(store: Store) -> None:
    assert facts(selected(store, areas=[f"{ID}area/35.15"])) == {
        "conferral/35.15-anugerah-kota-pintar-2021-2021",
        "participation/35.15-gerakan-kota-pintar-nusantara-2021",
        "placement/35.15-indeks-kota-lestari-2021-2021",
        "tenure/agus-wijaya-bupati-35.15",
    }


def test_a_province_has_the_facts_of_what_lies_within_it_and_an_area_those_of_its_bodies(store: Store) -> None:
    surabaya = facts(selected(store, areas=[f"{ID}area/35.78"]))
    agency = "conferral/dinas-komunikasi-dan-informatika-kota-surabaya-anugerah-kota-pintar-2022-2022"
    assert surabaya == {"conferral/35.78-anugerah-kota-pintar-2021-2021", agency, "tenure/rina-kusuma"}
    province = facts(selected(store, areas=[f"{ID}area/35"]))
    assert province == surabaya | facts(selected(store, areas=[f"{ID}area/35.15"]))


def test_a_name_that_may_mean_the_area_is_among_its_facts_and_stays_open(store: Store) -> None:
    quads = selected(store, areas=[f"{ID}area/33.74"])
    assert facts(quads) == {"conferral/33.22-33.74-anugerah-kota-pintar-2022-2022-economy-2"}
    candidates = {quad.object for quad in quads if quad.predicate == f"<{SC}candidate>"}
    assert candidates == {f"<{ID}area/33.22>", f"<{ID}area/33.74>"}


def test_what_a_fact_refers_to_comes_with_it_and_all_its_words(store: Store) -> None:
    quads = selected(store, areas=[f"{ID}area/64.74"])
    described = by_subject(quads)
    assert f"<{ID}event/malam-anugerah-kota-pintar-2022-2022-11-09>" in described
    assert f"<{ID}person/sari-melati>" in described
    whole = by_subject(selected(store))
    for subject in described:
        # Whatever is taken is taken whole, but for other articles' share.
        graphs = {quad.graph for quad in described[subject]}
        assert described[subject] == [quad for quad in whole[subject] if quad.graph in graphs]
    named = {quad.object for quad in quads if quad.object.startswith(f"<{ID}")}
    known = {quad.subject for quad in quads} | {quad.graph for quad in quads}
    assert {each for each in named - known if "/evidence/" in each} == set()


def test_words_of_other_facts_stay_out(store: Store) -> None:
    quads = selected(store, areas=[f"{ID}area/33.74"])
    exact = {quad.object for quad in quads if quad.predicate.endswith("oa#exact>")}
    assert '"juara 2"' in exact
    assert not [words for words in exact if "Bontang" in words or "Rina" in words]


def test_an_area_without_facts_gives_nothing(store: Store) -> None:
    assert selected(store, areas=[f"{ID}area/11"]) == []


def test_a_restricted_store_answers_of_its_own_quads_only(store: Store) -> None:
    small = restricted(store, selected(store, areas=[f"{ID}area/33.74"]))
    (row,) = small.select("SELECT ?fact { ?fact a sc:Conferral }").rows
    assert row[0] == ox.NamedNode(f"{ID}conferral/33.22-33.74-anugerah-kota-pintar-2022-2022-economy-2")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("built") / "store"
    sample_store.build(built)
    return built


@pytest.mark.parametrize("choice", [("--area", "Bontang"), ("--area", "35"), ("--article", "tiga-juara.txt")])
def test_selecting_makes_nothing_invalid(
    kg: Callable[..., CompletedProcess[str]], folder: Path, tmp_path: Path, choice: tuple[str, str]
) -> None:
    """The sample is not without faults, so that what is refused is told; a part of it has no others."""
    assert kg("--store", str(folder), "export", "whole.trig").returncode == 0
    assert kg("--store", str(folder), "export", "part.trig", *choice).returncode == 0
    whole, part = (set(kg("validate", name).stdout.splitlines()) for name in ("whole.trig", "part.trig"))
    assert part <= whole
    assert 0 < (tmp_path / "part.trig").stat().st_size < (tmp_path / "whole.trig").stat().st_size


def test_names_that_mean_nothing_are_told(kg: Callable[..., CompletedProcess[str]], folder: Path) -> None:
    at = ("--store", str(folder), "export", "-", "--format", "nt")
    wrong = kg(*at, "--article", "kota-pintr.txt")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--article 'kota-pintr.txt': no article has this name or id." in wrong.stderr
    wrong = kg(*at, "--area", "Bontag")
    assert wrong.returncode == 2
    assert "Did you mean Kota Bontang?" in wrong.stderr
    empty = kg(*at, "--area", "Provinsi Aceh")
    assert (empty.returncode, empty.stdout) == (0, "")
    assert "Nothing in the store is stated about that: the export is empty." in empty.stderr


def test_an_article_can_be_named_by_file_id_or_iri(kg: Callable[..., CompletedProcess[str]], folder: Path) -> None:
    article = article_id(sample_store.TEXTS["lokakarya.txt"])
    outputs = {
        kg("--store", str(folder), "export", "-", "--format", "nq", "--article", name).stdout
        for name in ("lokakarya.txt", article, f"{ID}article/{article}", f"article:{article}")
    }
    (only,) = outputs
    assert "Yayasan Nagari" in only
