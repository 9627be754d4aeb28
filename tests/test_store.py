"""The store: whole articles or none, one writer, texts to the last line end, plain words where it cannot be used."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.article import Article
from kg.errors import QueryError, StoreError
from kg.facts import Conferral, Facts
from kg.mappers import ID, SC, map_facts, reference_quads
from kg.store import Store
from kg.store.states import leftovers, states
from kg.store.working import reference_digest
from made_facts import BONTANG, OTHER, TEXT, made_facts, other_facts, said
from stored_evidence import assert_every_quote_is_in_its_text


def put(store: Store, facts: Facts) -> str:
    store.replace(facts.article, map_facts(facts))
    return facts.article.id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


# What goes in comes out


def test_an_article_comes_back_with_its_text_and_its_quotes(folder: Path) -> None:
    with Store.open(folder) as store:
        ids = sorted([put(store, made_facts()), put(store, other_facts())])
    with Store.open(folder, read_only=True) as store:
        assert store.articles() == ids
        assert {store.text(each) for each in ids} == {TEXT, OTHER}
        assert store.files(other_facts().article.id) == ["lain.txt"]
        assert assert_every_quote_is_in_its_text(store) > 30
        assert store.files("0" * 16) == []
        assert store.fingerprint("0" * 16) is None


@settings(max_examples=30, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-text"
    article = Article(text, "a.txt")
    with Store.open(folder) as store:
        fact = Conferral(
            said(article, BONTANG, text), said(article, text, text), "r", category=said(article, text, text)
        )
        put(store, Facts(article, (fact,)))
        assert store.text(article.id) == text
        assert_every_quote_is_in_its_text(store)
        stored = store.select("SELECT ?c { ?f sc:category ?c }").rows
        assert (ox.Literal(text),) in stored
        store.retract(article.id)


def test_storing_again_changes_nothing_and_replaces_what_is_no_longer_said(folder: Path) -> None:
    facts = made_facts()
    with Store.open(folder) as store:
        put(store, facts)
        before = store.n_quads()
        put(store, facts)
        assert store.n_quads() == before
        put(store, Facts(facts.article, facts.facts[:1]))
        assert store.n_quads() != before
        assert not store.select("SELECT ?s { ?s a sc:Statement }").rows
        assert len(store.select("SELECT ?s { ?s a sc:Conferral }").rows) == 1


def test_two_orders_two_stores_the_same_bytes(tmp_path: Path) -> None:
    dumps = []
    batches = [made_facts("a.txt"), other_facts("b.txt"), made_facts("c.txt"), other_facts("a.txt")]
    for name, order in {"one": batches, "two": batches[::-1]}.items():
        with Store.open(tmp_path / name) as store:
            for facts in order:
                put(store, facts)
            dumps.append(store.n_quads())
    assert dumps[0] == dumps[1]
    assert dumps[0].count(f"<{SC}file>") == 4


def test_one_text_under_two_names_is_one_article_with_both(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, made_facts("b.txt"))
        put(store, made_facts("a.txt"))
        (article,) = store.articles()
        store.add_file(article, "c.txt")
        assert store.files(article) == ["a.txt", "b.txt", "c.txt"]
        put(store, made_facts("b.txt"))
        assert store.files(article) == ["a.txt", "b.txt", "c.txt"]


def test_retracting_takes_an_article_out_and_leaves_the_rest(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, other_facts())
        before = store.n_quads()
        article = put(store, made_facts())
        store.retract(article)
        assert store.n_quads() == before
        assert not (folder / "articles" / f"{article}.txt").exists()
        with pytest.raises(StoreError, match=article):
            store.text(article)
        store.retract(article)


def test_an_article_is_found_by_what_a_person_may_call_it(folder: Path) -> None:
    with Store.open(folder) as store:
        article, other = put(store, made_facts()), put(store, other_facts("buatan.txt"))
        for name in (article, article[:6], f"{ID}article/{article}"):
            assert store.find(name) == [article]
        assert store.find("buatan.txt") == sorted([article, other])
        assert store.find("tiada.txt") == []
        assert store.find("") == []


def test_a_failed_replacement_leaves_what_was_there(folder: Path) -> None:
    facts = made_facts()
    with Store.open(folder) as store:
        put(store, facts)
        before = store.n_quads()
        broken = [quad._replace(object="<no iri>") for quad in map_facts(facts)]
        with pytest.raises(SyntaxError):
            store.replace(facts.article, broken)
        assert store.n_quads() == before


def test_a_process_killed_while_writing_leaves_whole_articles(folder: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path\nfrom kg.store import Store\nfrom kg.mappers import map_facts\n"
        "from made_facts import made_facts, TEXT\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "for n in range(10**6):\n"
        "    facts = made_facts(text=TEXT + str(n))\n"
        "    store.replace(facts.article, map_facts(facts))\n"
        "    if n == 5: print('going', flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"going\n"
        writer.kill()
    with Store.open(folder) as store:
        ids = store.articles()
        assert len(ids) > 5
        facts_each = store.select(
            "SELECT ?a (COUNT(*) AS ?n) { GRAPH ?a { ?a a sc:Article . ?s ?p ?o } } GROUP BY ?a"
        ).rows
        assert len({count.value for _, count in facts_each if count}) == 1
        assert_every_quote_is_in_its_text(store)
        put(store, other_facts())


# Where it cannot be used


def test_no_store_to_read_says_how_to_make_one(folder: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at .*Build one: kg --store .* build SOURCE"):
        Store.open(folder, read_only=True)
    assert not folder.exists()


def test_a_folder_with_other_things_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "photo.png").write_bytes(b"x")
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"is not a store of kg.*--store"):
            Store.open(folder, read_only=read_only)
    assert [path.name for path in folder.iterdir()] == ["photo.png"]


def test_a_file_in_the_place_of_the_folder(folder: Path) -> None:
    folder.write_text("x")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="cannot be opened"):
            Store.open(folder, read_only=read_only)


def test_an_empty_folder_becomes_a_store(folder: Path) -> None:
    folder.mkdir()
    with Store.open(folder) as store:
        assert store.articles() == []


def test_a_store_of_a_newer_version(folder: Path) -> None:
    Store.open(folder).close()
    (folder / "store.json").write_text('{"format": 99}')
    with pytest.raises(StoreError, match=r"newer kg \(format 99"):
        Store.open(folder, read_only=True)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "x"}', "\0"])
def test_an_unreadable_manifest(folder: Path, content: str) -> None:
    Store.open(folder).close()
    (folder / "store.json").write_text(content)
    with pytest.raises(StoreError, match=r"damaged: its store\.json .*doctor.* move the folder away and build again"):
        Store.open(folder)


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_graph(folder: Path, pattern: str, read_only: bool) -> None:
    with Store.open(folder) as store:
        put(store, made_facts())
    for path in (folder / "graph").glob(f"*/{pattern}"):
        path.write_bytes(b"rubbish")
    with pytest.raises(StoreError, match=r"is damaged: .*build again"):
        Store.open(folder, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_graph_that_is_gone(folder: Path, read_only: bool) -> None:
    Store.open(folder).close()
    shutil.rmtree(folder / "graph")
    with pytest.raises(StoreError, match="is damaged"):
        Store.open(folder, read_only=read_only)


def test_an_altered_text_is_not_given_out(folder: Path) -> None:
    with Store.open(folder) as store:
        article = put(store, made_facts())
        path = folder / "articles" / f"{article}.txt"
        path.write_text("lain")
        with pytest.raises(StoreError, match="altered"):
            store.text(article)
        path.write_bytes(b"\xff\xfe")
        with pytest.raises(StoreError, match="cannot be read"):
            store.text(article)


def test_a_second_writer_is_told_and_readers_are_answered(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, made_facts())
    script = (
        "import sys\nfrom pathlib import Path\nfrom kg.store import Store\n"
        "from made_facts import made_facts, other_facts\nfrom kg.mappers import map_facts\n"
        "with Store.open(Path(sys.argv[1])) as store:\n"
        "    store.retract(made_facts().article.id)\n"
        "    store.replace(other_facts().article, map_facts(other_facts()))\n"
        "    print('open', flush=True); sys.stdin.read()\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match="in use by another process"):
            Store.open(folder)
        before = Store.open(folder, read_only=True)
        assert before.articles() == [made_facts().article.id]
        assert assert_every_quote_is_in_its_text(before) > 10
        writer.communicate()
    with Store.open(folder, read_only=True) as one, Store.open(folder, read_only=True) as two:
        assert one.articles() == two.articles() == [other_facts().article.id]
    assert before.text(made_facts().article.id) == TEXT
    before.close()


def test_what_is_written_is_seen_now_and_then_before_the_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.embedded.PUBLISHED_EVERY", 0.0)
    with Store.open(folder) as store:
        for facts in (made_facts(), other_facts()):
            put(store, facts)
            with Store.open(folder, read_only=True) as reading:
                assert reading.n_quads() == store.n_quads()
    assert len(states(folder)) == 1


def test_what_is_read_stays_until_nobody_reads_it(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, made_facts())
    with Store.open(folder, read_only=True) as reading:
        seen = reading.n_quads()
        for _ in range(2):
            with Store.open(folder) as store:
                store.retract(made_facts().article.id)
                put(store, other_facts())
        assert reading.n_quads() == seen
        assert reading.text(made_facts().article.id) == TEXT
        assert len(states(folder)) == 2
    with Store.open(folder) as store:
        put(store, made_facts())
    assert len(states(folder)) == 1
    assert leftovers(folder) == []
    assert not (folder / "work").exists()


def test_a_build_that_changes_nothing_leaves_the_state(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, made_facts())
    before = states(folder)
    Store.open(folder).close()
    assert states(folder) == before


def unfinished(folder: Path, what: str) -> None:
    folder.mkdir()
    if what == "articles":
        (folder / "articles").mkdir()
    elif what == "text":
        (folder / "articles").mkdir()
        (folder / "articles" / f"{'0' * 16}.txt").write_text("x")
    elif what == "graph":
        (folder / "graph" / "00000001.part.tmp").mkdir(parents=True)
        (folder / "graph" / "00000001.part.tmp" / "CURRENT").touch()
    elif what == "work":
        (folder / "work").mkdir()
        (folder / "work" / "CURRENT").touch()
        (folder / "work.part").mkdir()
    elif what == "temporary":
        (folder / ".kg-01234567.part").touch()


@pytest.mark.parametrize("what", ["nothing", "articles", "text", "graph", "work", "temporary"])
def test_making_a_store_that_was_interrupted_goes_on(folder: Path, tmp_path: Path, what: str) -> None:
    unfinished(folder, what)
    with pytest.raises(StoreError, match=r"There is no store at .*Build one"):
        Store.open(folder, read_only=True)
    with Store.open(folder) as store, Store.open(tmp_path / "undisturbed") as undisturbed:
        for each in (store, undisturbed):
            put(each, made_facts())
        assert store.n_quads() == undisturbed.n_quads()
    assert sorted(path.name for path in folder.iterdir()) == ["articles", "graph", "lock", "store.json"]


def test_somebody_elses_articles_are_no_unfinished_store(folder: Path) -> None:
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "berita.txt").write_text("x")
    with pytest.raises(StoreError, match="not a store of kg"):
        Store.open(folder)


def test_a_writer_goes_on_where_one_was_killed_even_if_its_graph_broke(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, made_facts())
    (folder / "work").mkdir()
    (folder / "work" / "CURRENT").write_text("rubbish")
    with Store.open(folder) as store:
        assert store.articles() == [made_facts().article.id]
        put(store, other_facts())
    with Store.open(folder, read_only=True) as store:
        assert len(store.articles()) == 2


def test_a_store_of_the_first_format_is_read_and_brought_to_date(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, made_facts())
    (state,) = states(folder)
    state.rename(folder / "old")
    (folder / "graph").rmdir()
    (folder / "old").rename(folder / "graph")
    (folder / "graph" / "seal.json").unlink()
    (folder / "store.json").write_text(json.dumps({"format": 1, "reference": "of another gazetteer"}))
    with Store.open(folder, read_only=True) as store:
        before = store.n_quads()
    Store.open(folder).close()
    with Store.open(folder, read_only=True) as store:
        assert store.n_quads() == before
        assert assert_every_quote_is_in_its_text(store) > 10
    assert json.loads((folder / "store.json").read_text()) == {"format": 2}


def test_another_gazetteer_takes_the_place_of_the_one_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(folder).close()
    with Store.open(folder, read_only=True) as store:
        before = store.n_quads()
    monkeypatch.setattr("kg.store.working.reference_quads", lambda gazetteer: reference_quads(gazetteer)[:50])
    reference_digest.cache_clear()
    with Store.open(folder) as store:
        assert len(store.n_quads().splitlines()) < 100
    monkeypatch.undo()
    reference_digest.cache_clear()
    Store.open(folder).close()
    with Store.open(folder, read_only=True) as store:
        assert store.n_quads() == before


# Questions


def test_questions_see_all_graphs_and_values_are_bound_not_pasted(folder: Path) -> None:
    with Store.open(folder) as store:
        put(store, made_facts())
    with Store.open(folder, read_only=True) as store:
        query = "SELECT ?name ?award ?none { ?f sc:recipient/sc:name ?name ; sc:award/sc:name ?award }"
        assert store.select(query, {"name": ox.Literal("Bontang")}) == (
            ("name", "award", "none"),
            [(ox.Literal("Bontang"), ox.Literal("Anugerah Pintar 2022"), None)],
        )
        assert store.select(query, {"name": ox.Literal('x" } #')}).rows == []
        with pytest.raises(QueryError, match=r"\?name"):
            store.select("SELECT ?f { ?f sc:name ?name }", {"name": ox.Literal("Bontang")})
        assert bool(store.query("ASK { ?s a sc:Statement }"))
        assert len(store.construct("CONSTRUCT { ?s a sc:Statement } WHERE { ?s a sc:Statement }")) == 1


def test_a_query_that_does_not_parse_or_is_of_another_kind(folder: Path) -> None:
    with Store.open(folder) as store:
        with pytest.raises(QueryError, match=r"does not parse: .*1:"):
            store.select("SELECT ?x {")
        with pytest.raises(QueryError, match="does not parse"):
            store.select("DROP ALL")
        with pytest.raises(QueryError, match="SELECT query is needed"):
            store.select("ASK {}")
        with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE"):
            store.construct("ASK {}")


def test_a_question_for_another_server_is_refused(folder: Path) -> None:
    with Store.open(folder) as store, pytest.raises(QueryError, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
