"""The stages chained: an article enters whole and conforming or not at all, in any order, again and again."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from kg import pipeline
from kg.article import Article, Role
from kg.checking import validate_store
from kg.facts import Area, Conferral, Facts
from kg.mappers import map_facts
from kg.outcomes import Invalid, Outcome, Stored, Unchanged
from kg.pipeline import fingerprint, take
from kg.store import Store
from made_facts import BONTANG, OTHER, TEXT, made_facts, other_facts, said
from stored_evidence import assert_every_quote_is_in_its_text

MADE = {TEXT: made_facts, OTHER: other_facts}


def by_hand(article: Article) -> Facts:
    """The facts of the made-up articles; of any other article, none."""
    known = MADE.get(article.text)
    return replace(known(article.file), article=article) if known else Facts(article)


def article(text: str, file: str) -> Article:
    facts = by_hand(Article(text, file))
    return facts.article


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store")


def test_an_article_is_stored_checked_and_its_quotes_hold(store: Store) -> None:
    made = made_facts()
    outcome = take(made.article, store, lambda _: made)
    assert outcome == Stored("buatan.txt", made.article.id, len(made.facts), 0)
    assert assert_every_quote_is_in_its_text(store) > 30
    assert validate_store(store).issues == ()
    assert store.fingerprint(made.article.id) == fingerprint()


def test_taken_again_it_is_left_as_it_is_and_not_even_read_for_facts(store: Store) -> None:
    made = made_facts()
    take(made.article, store, lambda _: made)
    before = store.n_quads()

    def never(_: Article) -> Facts:
        raise AssertionError("an article that is there already is not extracted again")

    assert take(made.article, store, never) == Unchanged("buatan.txt", made.article.id)
    assert store.n_quads() == before
    take(Article(TEXT, "salinan.txt"), store, never)
    assert store.files(made.article.id) == ["buatan.txt", "salinan.txt"]


def test_other_rules_make_the_article_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_facts()
    monkeypatch.setattr(pipeline, "fingerprint", lambda: "0.0.1/old")
    take(made.article, store, lambda _: Facts(made.article, made.facts[:1]))
    monkeypatch.undo()
    assert isinstance(take(made.article, store, lambda _: made), Stored)
    assert store.fingerprint(made.article.id) == fingerprint()
    assert store.select("SELECT ?s { ?s a sc:Statement }").rows


WRONG = Article("Kota Bontang juara 0 Adipura 2019.", "salah.txt")


def wrong(article: Article) -> Facts:
    rank: Role[int] = said(article, 0, "juara 0")
    fact = Conferral(said(article, BONTANG, "Kota Bontang"), said(article, "Adipura", "Adipura"), "r", rank=rank)
    return Facts(article, (fact,))


def test_what_does_not_conform_is_not_stored_and_the_reason_shows_the_words(store: Store) -> None:
    before = store.n_quads()
    outcome = take(WRONG, store, wrong)
    assert isinstance(outcome, Invalid)
    assert store.n_quads() == before
    (issue,) = outcome.report.issues
    assert (issue.path, issue.value) == ("sc:rank", "0")
    assert "Kota Bontang juara 0 Adipura 2019." in issue.sentence("en")
    assert "peringkat" in issue.sentence("id").lower()


def test_what_no_longer_conforms_leaves_the_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.n_quads()
    monkeypatch.setattr(pipeline, "fingerprint", lambda: "0.0.1/old")
    take(WRONG, store, Facts)
    monkeypatch.undo()
    assert isinstance(take(WRONG, store, wrong), Invalid)
    assert store.n_quads() == before


def test_an_area_that_nobody_knows_does_not_enter(store: Store) -> None:
    text = Article("Kota Entah meraih Adipura.", "a.txt")
    fact = Conferral(said(text, Area(("99.99",), "Kota Entah"), "Kota Entah"), said(text, "Adipura", "Adipura"), "r")
    assert isinstance(take(text, store, lambda _: Facts(text, (fact,))), Invalid)


def test_an_altered_text_is_found_when_the_store_is_checked(store: Store) -> None:
    made = made_facts()
    take(made.article, store, lambda _: made)
    quads = map_facts(made, pipeline=fingerprint())
    moved = [q._replace(object=q.object.replace("Hotel Kenanga", "Hotel Melati")) for q in quads]
    store.replace(made.article, moved)
    report = validate_store(store)
    assert not report.conforms
    assert "Hotel Melati" in " ".join(issue.sentence() for issue in report.issues)


def test_the_fingerprint_is_of_the_rules_and_data_and_nothing_else() -> None:
    version, digest = fingerprint().split("/")
    assert version
    assert len(digest) == 16
    fingerprint.cache_clear()
    assert fingerprint() == f"{version}/{digest}"


# From files, with everything in its place


@pytest.fixture
def sources(tmp_path: Path, checkout: Path) -> list[Path]:
    made = tmp_path / "articles"
    made.mkdir()
    for path in sorted((checkout / "data" / "articles").glob("*.txt"))[:8]:
        (made / path.name).write_bytes(path.read_bytes())
    (made / "salinan.txt").write_bytes(sorted(made.glob("*.txt"))[0].read_bytes())
    return sorted(made.iterdir())


def test_two_builds_in_two_orders_in_two_stores_give_the_same_bytes(tmp_path: Path, sources: list[Path]) -> None:
    dumps = []
    shuffled = sources[:]
    random.Random(7).shuffle(shuffled)
    for name, order in {"one": sources, "two": shuffled, "three": [sources[0].parent]}.items():
        with Store.open(tmp_path / name) as made:
            for path in order if name == "two" else [None]:  # one by one, or all at once
                result = pipeline.build([path] if path else order, made)
                assert not result.invalid
                assert not result.refused
            dumps.append(made.n_quads())
            assert assert_every_quote_is_in_its_text(made)
    assert dumps[0] == dumps[1] == dumps[2]
    assert "salinan.txt" in dumps[0]


def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path, sources: list[Path]) -> None:
    with Store.open(tmp_path / "whole") as made:
        pipeline.build(sources, made)
        whole = made.n_quads()
    seen = []

    def interrupt(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with Store.open(tmp_path / "broken") as made:
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(sources, made, told=interrupt)
        assert 1 <= len(made.articles()) <= 3
        assert assert_every_quote_is_in_its_text(made)
        result = pipeline.build(sources, made)
        assert len(result.unchanged) >= 3
        assert made.n_quads() == whole
