"""Fact sheets in the store and on the command line: a correction stays, until another sheet comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from conftest import ROOT
from kg.article import Article
from kg.extraction import extract
from kg.outcomes import Invalid, Stored, Unchanged
from kg.pipeline import build, fingerprint, take
from kg.reading import read_file
from kg.sheets import Sheet, read_sheet, sheet_data, sheet_text
from kg.store import Store

Kg = Callable[..., CompletedProcess[str]]
SIBOLGA = ROOT / "data" / "articles" / "04-sibolga-2018.txt"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store")


def back(text: str) -> Sheet:
    """The one article of a sheet."""
    (read,) = read_sheet(text, "sheet.json")
    assert isinstance(read, Sheet), str(read)
    return read


def sibolga() -> Sheet:
    (article,) = read_file(SIBOLGA)
    assert isinstance(article, Article)
    return Sheet(extract(article), fingerprint())


def corrected() -> Sheet:
    raw = sheet_data(sibolga())
    del raw["facts"][0]
    return back(json.dumps({"articles": [raw]}))


def test_a_correction_stays_until_another_sheet_comes_or_the_article_is_retracted(store: Store) -> None:
    found, mended = sibolga(), corrected()
    assert isinstance(take(found.article, store, extract), Stored)
    plain = store.n_quads()
    assert isinstance(take(mended, store, extract), Stored)
    changed = store.n_quads()
    assert changed != plain
    assert take(mended, store, extract) == Unchanged(SIBOLGA.name, found.article.id, corrected=True)
    assert take(found.article, store, extract) == Unchanged(SIBOLGA.name, found.article.id, corrected=True)
    assert store.n_quads() == changed
    assert isinstance(take(found, store, extract), Stored)
    assert store.n_quads() == plain
    assert take(found, store, extract) == Unchanged(SIBOLGA.name, found.article.id)
    take(mended, store, extract)
    store.retract(found.article.id)
    take(found.article, store, extract)
    assert store.n_quads() == plain


def test_a_sheet_of_another_version_is_held_against_what_is_read_today(store: Store) -> None:
    """What both give is kg's; what only the sheet has, or has no more, a person stands for."""
    today = sibolga()
    older = replace(today, pipeline="0.0.1/old")
    assert isinstance(take(back(sheet_text([older])), store, extract), Stored)
    assert store.fingerprint(older.article.id) == fingerprint()
    assert not store.corrected(older.article.id)
    older = replace(older, facts=replace(older.facts, facts=older.facts.facts[:1]))
    assert isinstance(take(back(sheet_text([older])), store, extract), Stored)
    assert store.corrected(older.article.id)


def test_a_forged_award_is_told_as_a_persons_by_the_store_and_its_answers(kg: Kg, tmp_path: Path) -> None:
    text = sheet_text([sibolga()])
    (tmp_path / "sheet.json").write_text(text.replace('"Smart City", "rule"', '"Anugerah Palsu", "rule"'), "utf-8")
    assert "1 as corrected in a fact sheet" in kg("build", "sheet.json").stderr
    query = (
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?award { ?fact prov:wasAttributedTo [] ; sc:award ?award }"
    )
    (tmp_path / "by-hand.rq").write_text(query, "utf-8")
    assert "anugerah-palsu" in kg("query", "by-hand.rq").stdout


def test_article_and_corrected_sheet_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    dumps = set()
    for name in ("00.json", "zz.json"):
        folder = tmp_path / name[:2]
        folder.mkdir()
        (folder / name).write_text(sheet_text([corrected()]), "utf-8")
        (folder / SIBOLGA.name).write_bytes(SIBOLGA.read_bytes())
        with Store.open(tmp_path / f"store-{name}") as made:
            result = build([folder], made)
            assert not result.refused
            assert len(result.stored) + len(result.unchanged) == 2
            dumps.add(made.n_quads())
    assert len(dumps) == 1


def test_a_correction_that_is_not_valid_leaves_what_was_there(store: Store) -> None:
    found = sibolga()
    take(found.article, store, extract)
    before = store.n_quads()
    raw = sheet_data(found)
    raw["facts"][0]["roles"]["rank"] = {"value": 0, "words": "Pemko Sibolga"}
    outcome = take(back(json.dumps({"articles": [raw]})), store, extract)
    assert isinstance(outcome, Invalid)
    assert store.n_quads() == before


def test_from_the_article_to_the_sheet_to_the_graph(kg: Kg, tmp_path: Path) -> None:
    assert kg("extract", str(SIBOLGA), "-o", "sheet.json").returncode == 0
    sheet = tmp_path / "sheet.json"
    assert kg("--store", "a", "build", str(SIBOLGA)).returncode == 0
    assert kg("--store", "b", "build", "sheet.json").returncode == 0
    with Store.open(tmp_path / "a", read_only=True) as a, Store.open(tmp_path / "b", read_only=True) as b:
        assert a.n_quads() == b.n_quads()
    assert kg("extract", "sheet.json", "--json").stdout == sheet.read_text("utf-8")
    assert kg("extract", "sheet.json").stdout == kg("extract", str(SIBOLGA)).stdout

    text = sheet.read_text("utf-8")
    sheet.write_text(
        "\ufeff" + text.replace('"value": "ICE BSD City"', '"value": "ICE BSD"').replace("\n", "\r\n"), "utf-8"
    )
    done = kg("--store", "a", "build", "sheet.json", "--json")
    assert done.returncode == 0, done.stderr
    shown = kg("extract", "sheet.json", "--explain", "--lang", "id").stdout
    assert "    venue: ICE BSD — “ICE BSD City”\n      aturan by-hand" in shown
    assert "    aturan by-hand: diubah orang dalam lembar fakta\n" in shown
    kept = kg("--store", "a", "build", str(SIBOLGA))
    assert kept.stderr == "0 stored (0 facts), 1 unchanged (1 as corrected in a fact sheet).\n"
    assert kg("--store", "a", "validate").returncode == 0

    sheet.write_text(text.replace('"quote": "ICE BSD City"', '"quote": "ICE PIK City"'), "utf-8")
    done = kg("--store", "a", "build", "sheet.json")
    assert done.returncode == 3
    assert "refused: sheet.json: line " in done.stderr
    assert "the words “ICE PIK City” do not occur in 04-sibolga-2018.txt" in done.stderr
    sheet.write_bytes(b"\xff{}")
    assert "sheet.json: it is no whole UTF-8 (byte 1). Save it again as UTF-8." in kg("build", "sheet.json").stderr
