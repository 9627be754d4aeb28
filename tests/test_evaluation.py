"""How exact the extraction is: what counts as right, and that the figures are those of the corpus's own scorer."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from kg.cli import main
from kg.errors import KgError
from kg.evaluation import VIEWS, Counts, Evaluation, Miss, Value, evaluate, read_gold, score
from kg.evaluation.likeness import agrees, likeness

SCORER = ROOT.parent / "shared" / "corpus" / "score.py"
DEVELOPMENT = ROOT / "tests" / "development"
SETS = {
    "corpus": (ROOT / "data" / "articles", ROOT / "tests" / "corpus" / "gold"),
    "invented-1": (DEVELOPMENT / "invented-1" / "articles", DEVELOPMENT / "invented-1" / "gold"),
    "voices-a": (DEVELOPMENT / "voices-a" / "articles", DEVELOPMENT / "voices-a" / "gold"),
}


# What is right


@pytest.mark.parametrize(
    ("slot", "gold", "found"),
    [
        ("person", "Neni Moerniaeni", "dr. Hj. Neni Moerniaeni, Sp.OG."),
        ("person", "Neni Moerniaeni", "Neni"),
        ("speaker", "Mu’awanah", "Muawanah"),
        ("award", "Anugerah Kota Pintar 2022", "Kota Pintar 2022"),
        ("body", "Dinas Komunikasi dan Informatika Kota Bontang", "Dinas Kominfo dan Informatika Kota Bontang"),
        ("date", "2022-11-24", "2022-11-24"),
        ("rank", 2, "2.0"),
        ("score", 58.3, "58.30"),
        ("score", "58,3", "58.3"),
        ("recipient", ["33.74", "33.22"], "33.22"),
        ("grantor", ["Forum Kota Pintar Nusantara", None], "Forum Kota Pintar Nusantara"),
        ("advertorial", True, "true"),
        ("begins", "Hadiah ini bukan milik pemerintah", "“Hadiah ini bukan milik pemerintah kabupaten,” tetapi warga"),
        ("begins", "daerah lain akan menyusul segera", "kata dia, daerah lain akan menyusul segera tahun ini"),
    ],
)
def test_says_the_same(slot: str, gold: Value, found: str) -> None:
    assert agrees(slot, gold, found)


@pytest.mark.parametrize(
    ("slot", "gold", "found"),
    [
        ("person", "Neni Moerniaeni", "Sari Melati"),
        ("person", "Neni Moerniaeni", ""),
        ("date", "2022-11-24", "2022-11-25"),
        ("rank", 2, "20"),
        ("rank", None, "2"),
        ("score", 58.3, "58.31"),
        ("score", 58.3, "lima puluh"),
        ("recipient", "64.74", "64.7"),
        ("recipient", ["33.74", "33.22"], "33.75"),
        ("mode", "direct", "indirect"),
        ("advertorial", True, ""),
        ("begins", "Hadiah ini bukan milik pemerintah", "milik pemerintah kabupaten, hadiah ini bukan"),
        ("begins", "daerah lain akan menyusul segera", "tahun ini, kata dia, daerah lain akan menyusul segera"),
        ("venue", "Balai Kenanga", "Hotel Merpati"),
    ],
)
def test_says_something_else(slot: str, gold: Value, found: str) -> None:
    assert not agrees(slot, gold, found)


MAYOR: dict[str, Value] = {"person": "Sari Melati", "role": "Wali Kota", "body": "64.74"}
MAYOR_FOUND = {
    "article": "x",
    "person": "Sari Melati",
    "role": "Wali Kota",
    "body": "Kota Bontang",
    "body_code": "64.74",
}


def tenures(gold: list[dict[str, Value]], rows: list[dict[str, str]]) -> Evaluation:
    return score({"a": {"tenures": gold}}, {"tenures": {"a": rows}})


def test_all_right_has_no_miss() -> None:
    found = tenures([MAYOR], [MAYOR_FOUND])
    assert (found.facts["tenures"], found.slots["tenures"]) == (Counts(1, 1, 1), Counts(3, 3, 3))
    assert found.misses == []


def test_a_wrong_slot_costs_precision_and_recall() -> None:
    found = tenures([MAYOR], [MAYOR_FOUND | {"body_code": "64.72"}])
    assert (found.facts["tenures"], found.slots["tenures"]) == (Counts(1, 1, 1), Counts(2, 3, 3))
    assert [(miss.kind, miss.slot, miss.gold, miss.found) for miss in found.misses] == [
        ("wrong", "body", "64.74", "64.72")
    ]


def test_a_fact_that_is_not_found_misses_each_of_its_slots() -> None:
    found = tenures([MAYOR], [])
    assert (found.facts["tenures"], found.slots["tenures"]) == (Counts(0, 0, 1), Counts(0, 0, 3))
    assert [(miss.kind, miss.slot, miss.whole_fact) for miss in found.misses] == [
        ("missed", slot, True) for slot in ("person", "role", "body")
    ]


def test_a_fact_that_the_gold_does_not_know_costs_precision_only() -> None:
    found = tenures([MAYOR], [MAYOR_FOUND, MAYOR_FOUND | {"person": "Bagas Nugroho"}])
    assert (found.facts["tenures"], found.slots["tenures"]) == (Counts(1, 2, 1), Counts(3, 6, 3))
    assert [(miss.kind, miss.slot) for miss in found.misses] == [("spurious", None)]


def test_a_guess_where_the_text_says_nothing_costs_precision() -> None:
    found = tenures([MAYOR | {"body": None}], [MAYOR_FOUND])
    assert found.slots["tenures"] == Counts(2, 3, 2)
    assert [(miss.kind, miss.slot, miss.found) for miss in found.misses] == [("spurious", "body", "Kota Bontang")]


@pytest.mark.parametrize(("body", "counts"), [("", Counts(2, 2, 2)), ("64.74", Counts(3, 3, 3))])
def test_where_the_gold_leaves_it_open_value_and_empty_slot_are_both_right(body: str, counts: Counts) -> None:
    found = tenures([MAYOR | {"body": ["64.74", None]}], [MAYOR_FOUND | {"body_code": body}])
    assert found.slots["tenures"] == counts


def test_one_row_is_right_for_one_gold_fact_only_and_the_likest_is_taken() -> None:
    gold: list[dict[str, Value]] = [MAYOR | {"body": "64.72"}, MAYOR]
    found = tenures(gold, [MAYOR_FOUND])
    assert (found.facts["tenures"], found.slots["tenures"]) == (Counts(1, 1, 2), Counts(3, 3, 6))


def test_articles_without_gold_are_left_aside() -> None:
    found = score({"a": {"tenures": [MAYOR]}}, {"tenures": {"a": [MAYOR_FOUND], "b": [MAYOR_FOUND]}})
    assert found.all_facts == Counts(1, 1, 1)


def test_nothing_expected_and_nothing_found_is_perfect_and_nothing_expected_but_found_is_not() -> None:
    assert Counts().f1 == 1.0
    assert (Counts(0, 2, 0).precision, Counts(0, 2, 0).recall, Counts(0, 2, 0).f1) == (0.0, 1.0, 0.0)
    assert (Counts(1, 2, 4).precision, Counts(1, 2, 4).recall, Counts(1, 2, 4).f1) == (0.5, 0.25, 0.25 / 0.75)


# The command

ARTICLE = "Judul\n\nBONTANG - Wali Kota Bontang Sari Melati hadir.\n"
GOLD = {"article": {"dateline": "Bontang"}, "tenures": [MAYOR, MAYOR | {"person": "Bagas Nugroho"}]}


@pytest.fixture
def measured(tmp_path: Path) -> tuple[str, str]:
    """An article of which one fact of two is found, and its gold."""
    for folder in ("articles", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "gold" / "a.json").write_text(json.dumps(GOLD), "utf-8")
    return str(tmp_path / "articles"), str(tmp_path / "gold")


def test_the_table_gives_figures_a_view_and_leaves_the_store_alone(measured: tuple[str, str], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--store", str(tmp_path / "store"), "evaluate", *measured])
    assert (done.exit_code, done.stderr) == (0, "")
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()[2:]}
    assert rows["tenures"] == ["1.000", "0.500", "0.667", "1.000", "0.500", "0.667", "6"]
    assert rows["ALL"][6:] == ["7", "(1", "articles)"]
    assert not (tmp_path / "store").exists()


def test_details_tell_every_miss(measured: tuple[str, str]) -> None:
    done = CliRunner().invoke(main, ["evaluate", *measured, "--details"])
    assert done.stdout.splitlines()[:3] == [
        'a tenures.person: missed "Bagas Nugroho" (its fact is missed)',
        'a tenures.role: missed "Wali Kota" (its fact is missed)',
        'a tenures.body: missed "64.74" (its fact is missed)',
    ]


def test_json_holds_all_figures_and_with_details_the_misses(measured: tuple[str, str]) -> None:
    data = json.loads(CliRunner().invoke(main, ["evaluate", *measured, "--json", "--details"]).stdout)
    assert data["views"]["tenures"]["facts"] == {
        "precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3), "right": 1, "found": 1, "expected": 2,
    }  # fmt: skip
    assert data["all"]["slots"]["expected"] == 7
    assert [miss["slot"] for miss in data["misses"]] == ["person", "role", "body"]
    assert "misses" not in json.loads(CliRunner().invoke(main, ["evaluate", *measured, "--json"]).stdout)


def test_an_article_that_is_refused_is_told_and_has_missed_its_facts(measured: tuple[str, str]) -> None:
    articles, gold = map(Path, measured)
    (articles / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (gold / "b.json").write_text(json.dumps({"tenures": [MAYOR]}), "utf-8")
    done = CliRunner().invoke(main, ["evaluate", *measured, "--json"])
    assert done.exit_code == 3
    assert done.stderr.startswith("refused: b.txt: ")
    assert json.loads(done.stdout)["views"]["tenures"]["facts"]["recall"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("b.json", "{}", "No file of "),
        ("a.json", "{", "a.json cannot be read as JSON: "),
        ("a.json", "[]", "a.json holds no gold facts: an object is needed"),
        ("a.json", '{"tenures": ["Sari"]}', "a.json holds no gold facts: 'tenures' must be a list of objects"),
    ],
)
def test_gold_that_cannot_be_used_is_named(measured: tuple[str, str], file: str, text: str, told: str) -> None:
    gold = Path(measured[1])
    (gold / "a.json").unlink()
    (gold / file).write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["evaluate", *measured])
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_what_cannot_be_used_is_a_mendable_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="has the name of an article"):
        evaluate(tmp_path, tmp_path)


# The corpus's own scorer stays the judge


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    if not SCORER.exists():
        pytest.skip("the corpus's scorer is not here")
    spec = importlib.util.spec_from_file_location("corpus_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def same_figures(ours: Evaluation, theirs: Any, details: list[str]) -> None:
    """Every count of every view, every figure made of them, and every miss in its order."""
    facts, slots, all_facts, all_slots = theirs
    assert {view: (t.tp, t.predicted, t.gold) for view, t in facts.items()} == ours.facts
    assert {view: (t.tp, t.predicted, t.gold) for view, t in slots.items()} == ours.slots
    for counts, tally in [(ours.all_facts, all_facts), (ours.all_slots, all_slots)] + [
        (mine[view], yours[view]) for mine, yours in ((ours.facts, facts), (ours.slots, slots)) for view in VIEWS
    ]:
        assert (counts.precision, counts.recall, counts.f1) == tally.prf
    # As the scorer's command prints them.
    assert ours.mean_facts == sum(facts[v].prf[2] for v in VIEWS if v != "articles") / (len(VIEWS) - 1)
    assert ours.mean_slots == sum(slots[v].prf[2] for v in VIEWS) / len(VIEWS)
    told = [
        f"{m.article} {m.view} SPURIOUS FACT"
        if m.slot is None
        else f"{m.article} {m.view}.{m.slot} {m.kind.upper()}: gold={m.gold!r} got={m.found!r}"
        + ("  (whole fact missed)" if m.whole_fact else "")
        for m in ours.misses
    ]
    assert told == [line.split(": {")[0] if "SPURIOUS FACT" in line else line for line in details]


@pytest.mark.parametrize("name", SETS)
def test_every_figure_of_the_command_equals_the_scorers(
    judge: ModuleType, kg: Callable[..., subprocess.CompletedProcess[str]], name: str
) -> None:
    articles, gold = SETS[name]
    done = kg("evaluate", str(articles), str(gold), "--json", "--details")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    ours = Evaluation(
        data["articles"],
        facts={view: Counts(*(part["facts"][each] for each in Counts._fields)) for view, part in data["views"].items()},
        slots={view: Counts(*(part["slots"][each] for each in Counts._fields)) for view, part in data["views"].items()},
        misses=[Miss(**each) for each in data["misses"]],
    )
    read = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json"))}
    command = [sys.executable, "-c", "import sys; from kg.cli import main; sys.exit(main())"]
    details: list[str] = []
    theirs = judge.score(read, judge.run_kg(command, articles), details)
    same_figures(ours, theirs, details)
    shown = [data["all"]["slots"][each] for each in ("precision", "recall", "f1")]
    assert (*shown, data["mean"]["slots"]) == (*theirs[3].prf, ours.mean_slots)


def test_the_copied_gold_is_the_corpus(judge: ModuleType) -> None:
    gold = SCORER.parent / "gold"
    assert read_gold(gold) == read_gold(SETS["corpus"][1])


TEXTS = st.one_of(
    st.sampled_from(
        [
            *("", "64.74", "33", "ID", "Kota Bontang", "Sari Melati", "Hj. Sari Melati, M.Si.", "Sari", "M.M.", "é_è"),
            *(
                "Anugerah Kota Pintar 2022",
                "Kota Pintar 2022",
                "2022-11-24",
                "2",
                "2.0",
                "58,3",
                "58.30",
                "true",
                "False",
            ),
            *("kata dia hadiah ini milik warga", "Hadiah ini milik warga, bukan pemerintah", "direct", "1_000 %"),
        ]
    ),
    st.text(max_size=12),
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    TEXTS,
    st.none(),
    st.booleans(),
    st.integers(0, 3),
    st.sampled_from([58.3, 2.0]),
    st.lists(st.one_of(st.none(), TEXTS), max_size=3),
)
SLOTS = sorted({slot for view in VIEWS.values() for slot in view.slots})


@given(st.sampled_from(SLOTS), VALUES, TEXTS)
def test_any_two_values_are_as_alike_as_the_scorer_finds(judge: ModuleType, slot: str, gold: Value, found: str) -> None:
    assert agrees(slot, gold, found) == judge.agrees(slot, gold, found)
    if gold is not None:
        assert likeness(slot, gold, found) == judge.same(slot, gold, found)


@st.composite
def facts_and_rows(draw: Callable[[Any], Any]) -> tuple[str, list[dict[str, Any]], list[dict[str, str]]]:
    name = draw(st.sampled_from(list(VIEWS)))
    columns = [*VIEWS[name].slots, "recipient_code", "area_code", "body_code", "text"]
    facts = st.lists(st.fixed_dictionaries(dict.fromkeys(VIEWS[name].slots, VALUES)), max_size=3)
    rows = st.lists(st.fixed_dictionaries(dict.fromkeys(columns, TEXTS)), max_size=3)
    return name, draw(facts), draw(rows)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(facts_and_rows())
def test_any_facts_and_rows_count_as_the_scorer_counts(
    judge: ModuleType, drawn: tuple[str, list[dict[str, Any]], list[dict[str, str]]]
) -> None:
    name, facts, rows = drawn
    gold = {"a": {VIEWS[name].gold: facts}}
    details: list[str] = []
    theirs = judge.score(gold, {name: {"a": rows}}, details)
    same_figures(score(gold, {name: {"a": rows}}), theirs, details)
