"""Many articles, one picture: what several tell of stands once, whatever the order in which they came."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.pipeline import build
from kg.store import Store
from kg.store.settling import DECISIONS, identities, settle
from kg.validation import validate_files

FEW = ("01", "05", "06", "11", "12")


@pytest.fixture(scope="module")
def samples(checkout: Path) -> list[Path]:
    return sorted((checkout / "data" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def whole(samples: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample articles."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    with Store.open(folder) as store:
        build(samples, store)
    return folder


def few(samples: list[Path]) -> list[Path]:
    return [path for path in samples if path.name[:2] in FEW]


def test_people_of_several_spellings_stand_once(whole: Path) -> None:
    with Store.open(whole, read_only=True) as store:
        people = {thing.name: thing for thing in identities(store).things if thing.kind == "person"}
    assert [name for name in people if "Plate" in name] == ["Johnny Gerard Plate"]
    assert [name for name in people if "Panger" in name or "Pangar" in name] == ["Samuel Abrijani Pangarepan"]
    assert [name for name in people if "awanah" in name] == ["Anna Mu'awanah"]
    assert len({each.article for each in people["Johnny Gerard Plate"].appearances}) == 4


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [("01", "12", 1), ("02", "03", 24), ("05", "06", 5), ("09", "10", 6)],
)
def test_two_articles_on_one_evening_share_its_awards(whole: Path, one: str, other: str, least: int) -> None:
    with Store.open(whole, read_only=True) as store:
        given = [{row[0] for row in _conferrals(store, number)} for number in (one, other)]
    assert len(given[0] & given[1]) >= least


def _conferrals(store: Store, number: str) -> list[tuple[object, ...]]:
    file = f"FILTER(STRSTARTS(?file, '{number}'))"
    rows = store.select(f"SELECT ?fact {{ GRAPH ?a {{ ?a sc:file ?file . ?fact a sc:Conferral }} {file} }}").rows
    return [tuple(str(term) for term in row) for row in rows]


def test_the_merged_graph_conforms_in_every_form(whole: Path, tmp_path: Path) -> None:
    for form in ("ttl", "trig", "nq"):
        path = tmp_path / f"graph.{form}"
        done = CliRunner().invoke(main, ["--store", str(whole), "export", str(path)])
        assert done.exit_code == 0, done.output
        assert validate_files([path]).conforms


def test_any_split_and_order_of_builds_gives_the_same_bytes(samples: list[Path], tmp_path: Path) -> None:
    chosen = few(samples)
    shuffler = random.Random(7)
    written = set()
    for turn in range(3):
        shuffled = shuffler.sample(chosen, len(chosen))
        cut = shuffler.randrange(1, len(chosen))
        folder = tmp_path / str(turn)
        for part in (shuffled[:cut], shuffled[cut:]):
            with Store.open(folder) as store:
                build(part, store)
        with Store.open(folder, read_only=True) as store:
            written.add(store.n_quads())
    assert len(written) == 1


def test_an_article_that_left_and_a_decision_that_was_undone_leave_no_trace(
    samples: list[Path], tmp_path: Path
) -> None:
    chosen = few(samples)
    with Store.open(tmp_path) as store:
        build(chosen, store)
        before = store.n_quads()
        taken = store.articles()[0]
        left = [path for path in chosen if path.name not in store.files(taken)]
        store.retract(taken)
        settle(store)
        with Store.open(tmp_path.parent / "without") as other:
            build(left, other)
            assert store.n_quads() == other.n_quads()
        build(chosen, store)
        assert store.n_quads() == before
    runner = CliRunner()
    told = ["--store", str(tmp_path), "link", "--different", "Johny G Plate", "Johnny Gerard Plate", "--why", "a test"]
    done = runner.invoke(main, told)
    assert done.exit_code == 0, done.output
    with Store.open(tmp_path) as store:
        assert (
            len([thing for thing in identities(store).things if thing.kind == "person" and "Plate" in thing.name]) == 2
        )
        (tmp_path / DECISIONS).unlink()
        build(chosen, store)
        assert store.n_quads() == before


def test_the_words_of_every_role_stay_with_their_article(whole: Path) -> None:
    asked = "SELECT ?article ?quote { GRAPH ?g { ?e oa:hasSource ?article ; oa:hasSelector/oa:exact ?quote } }"
    with Store.open(whole, read_only=True) as store:
        rows = store.select(f"PREFIX oa: <http://www.w3.org/ns/oa#> {asked}").rows
        assert len(rows) > 1000
        for article, quote in rows:
            assert article is not None
            assert quote is not None
            assert quote.value in store.text(article.value.rpartition("/")[2])


def test_show_tells_why_two_names_are_one(whole: Path) -> None:
    done = CliRunner().invoke(main, ["--store", str(whole), "show", "Johny G Plate"])
    assert done.exit_code == 0, done.output
    assert "Johnny Gerard Plate" in done.output.splitlines()[0]
    assert "names that sound the same" in " ".join(done.output.split())


def test_link_lists_what_is_unsure_and_what_was_made_one(whole: Path) -> None:
    runner = CliRunner()
    unsure = runner.invoke(main, ["--store", str(whole), "link", "--unsure"])
    assert unsure.exit_code == 0
    assert "~" in unsure.output
    mappings = runner.invoke(main, ["--store", str(whole), "link", "--sssom"])
    assert "kgid:person/johny-g-plate\towl:sameAs\tkgid:person/johnny-gerard-plate" in mappings.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--same", "Johny G Plate"], "Give --same A B"),
        (["--same", "Nobody Here", "Johny G Plate"], "No article tells of 'Nobody Here'"),
        (["--same", "Johny G Plate", "person:johny-g-plate"], "Both are person/johny-g-plate"),
    ],
)
def test_link_says_what_it_needs(whole: Path, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["--store", str(whole), "link", *arguments])
    assert done.exit_code == 2
    assert said in done.output


def test_a_store_of_before_is_settled_by_its_next_build(samples: list[Path], tmp_path: Path) -> None:
    chosen = few(samples)
    with Store.open(tmp_path) as store:
        build(chosen, store)
        merged = store.n_quads()
        for article in store.articles():  # as it was before identity stood beside the graphs
            store.rename(article, store.as_read(article), "")
            (tmp_path / "articles" / f"{article}.nq.gz").unlink()
        store.put_identity([])
    with Store.open(tmp_path) as store:
        build(chosen, store)
        assert store.n_quads() == merged
    with Store.open(tmp_path) as store:
        build(chosen, store)
        assert store.n_quads() == merged


def test_a_build_that_was_interrupted_before_it_settled_is_settled_by_the_next(
    samples: list[Path], tmp_path: Path
) -> None:
    chosen = few(samples)
    with Store.open(tmp_path / "whole") as store:
        build(chosen, store)
        merged = store.n_quads()

    def interrupted(_: object) -> None:
        if len(store.articles()) == len(chosen):
            raise KeyboardInterrupt

    with Store.open(tmp_path / "broken") as store, pytest.raises(KeyboardInterrupt):
        build(chosen, store, told=interrupted)
    with Store.open(tmp_path / "broken") as store:
        build(chosen, store)
        assert store.n_quads() == merged


@pytest.mark.parametrize("damage", [b"", b"no gzip", None])
def test_an_original_that_is_lost_or_damaged_is_made_again_by_the_next_build(
    samples: list[Path], tmp_path: Path, damage: bytes | None
) -> None:
    chosen = few(samples)
    with Store.open(tmp_path) as store:
        build(chosen, store)
        merged = store.n_quads()
        original = tmp_path / "articles" / f"{store.articles()[1]}.nq.gz"
    if damage is None:
        original.unlink()
    else:
        original.write_bytes(damage)
    with Store.open(tmp_path) as store:
        assert len(build(chosen, store).stored) == 1
        assert store.n_quads() == merged
