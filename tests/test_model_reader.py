"""`kg --reader model` as a user sees it: recorded answers, two builds alike, what is shown of both readers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.reader_options import Price, Reading
from kg.proposing.endpoint import Endpoint
from kg.proposing.reader import ModelReader, Usage
from kg.proposing.record import Record
from kg.proposing.request import Asking
from kg.store import Store
from model_server import Sent, message, serving
from test_model_law import CONFERRAL, OCCASION, TEXT, answer

OTHER = "Judul\n\nSIAK - Bupati Siak Raden Wijil hadir.\n"
TENURE = {"words": "Bupati Siak Raden Wijil", "person": "Raden Wijil", "role": "Bupati Siak"}
TOLD = {TEXT: answer(occasions=[OCCASION], conferrals=[CONFERRAL]), OTHER: answer(tenures=[TENURE])}


def told(data: dict[str, Any], _: int) -> Sent:
    """The answer to the article that a request holds."""
    shown = data["messages"][1]["content"]
    return message(TOLD[OTHER] if "SIAK" in shown else TOLD[TEXT])


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


def graph(store: Path) -> bytes:
    """Everything in a store, in one order."""
    with Store.open(store) as opened:
        return "\n".join(sorted(map(str, opened.quads()))).encode()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles, what a model answered to them, and the store that was built of it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "berita").mkdir()
    (folder / "berita" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "berita" / "b.txt").write_text(OTHER, "utf-8")
    with serving(told) as served:
        options = (*asking(folder / "answers"), "--endpoint", served.url)
        done = kg("--store", folder / "first", "build", folder / "berita", *options)
    assert done.exit_code == 0, done.output
    assert "2 stored" in done.output
    assert "2 answers, 8000 tokens in, 200 out" in done.output
    return folder


@pytest.fixture
def articles(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built / "berita", tmp_path / "berita")


@pytest.fixture
def answers(built: Path, tmp_path: Path) -> Path:
    """The recorded answers, with the store that was built from them beside them."""
    shutil.copytree(built / "first", tmp_path / "first")
    return shutil.copytree(built / "answers", tmp_path / "answers")


def asking(folder: Path) -> tuple[object, ...]:
    return ("--reader", "model", "--answers", folder, "--model", "tiny")


def test_two_builds_from_one_record_give_the_same_bytes_and_ask_nobody(
    articles: Path, answers: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(answers, elsewhere)
    for store, record in (("one", answers), ("two", elsewhere)):
        built = kg("--store", tmp_path / store, "build", articles, "--reader", "model", "--answers", record)
        assert built.exit_code == 0, built.output
    assert graph(tmp_path / "one") == graph(tmp_path / "two") == graph(tmp_path / "first")


def test_what_was_read_already_calls_nobody(articles: Path, answers: Path, tmp_path: Path) -> None:
    with serving(told) as served:
        again = kg("--store", tmp_path / "first", "build", articles, *asking(answers), "--endpoint", served.url)
        assert "2 unchanged" in again.output
        changed = kg("--store", tmp_path / "first", "build", articles, "--reader", "rules")
        assert "2 stored" in changed.output
        back = kg("--store", tmp_path / "first", "build", articles, *asking(answers), "--endpoint", served.url)
        assert "2 stored" in back.output
        assert served.asked == []


def test_another_answer_is_read_anew(articles: Path, answers: Path, tmp_path: Path) -> None:
    [record] = [path for path in answers.glob("*.json") if "Bupati Siak" in path.read_text()]
    data = json.loads(record.read_text())
    record.write_text(json.dumps(data | {"content": answer()}), "utf-8")
    built = kg("--store", tmp_path / "first", "build", articles, "--reader", "model", "--answers", answers)
    assert "1 stored (0 facts), 1 unchanged" in built.output


def test_a_missing_answer_refuses_the_article_and_what_the_store_has_of_it_stays(
    articles: Path, answers: Path, tmp_path: Path
) -> None:
    before = graph(tmp_path / "first")
    for record in answers.glob("[0-9a-f]*.json"):
        if "Bupati Siak" in record.read_text():
            record.unlink()
    built = kg("--store", tmp_path / "first", "build", articles, "--reader", "model", "--answers", answers)
    assert built.exit_code == 3
    assert "refused: b.txt: no answer of tiny to it is recorded in" in built.output
    assert graph(tmp_path / "first") == before


def test_the_rules_read_what_has_no_answer_only_where_asked_for(articles: Path, answers: Path, tmp_path: Path) -> None:
    for record in answers.glob("[0-9a-f]*.json"):
        if "Bupati Siak" in record.read_text():
            record.unlink()
    options = ("--reader", "model", "--answers", answers, "--fallback", "rules")
    built = kg("--store", tmp_path / "mixed", "build", articles, *options)
    assert built.exit_code == 0, built.output
    assert "2 stored" in built.output
    assert "2 unchanged" in kg("--store", tmp_path / "mixed", "build", articles, *options).output
    with serving(told) as served:
        asked = kg("--store", tmp_path / "mixed", "build", articles, *options, "--endpoint", served.url)
    assert "1 stored (1 facts), 1 unchanged" in asked.output


def test_several_articles_are_asked_about_at_once_with_the_same_result(
    articles: Path, answers: Path, tmp_path: Path
) -> None:
    with serving(told) as served:
        kg(
            "--store",
            tmp_path / "two",
            "build",
            articles,
            *asking(tmp_path / "r"),
            "--endpoint",
            served.url,
            "--jobs",
            4,
        )
    assert len(served.asked) == 2
    assert graph(tmp_path / "two") == graph(tmp_path / "first")


def test_an_interrupted_build_asks_again_only_for_what_is_missing(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Record.keep

    def interrupted(self: Record, *given: Any) -> None:
        if list(self.folder.glob("[0-9a-f]*.json")):
            raise KeyboardInterrupt
        kept(self, *given)

    with serving(told) as served:
        options = (*asking(tmp_path / "r"), "--endpoint", served.url)
        with monkeypatch.context() as patched:
            patched.setattr(Record, "keep", interrupted)
            stopped = kg("--store", tmp_path / "s", "build", articles, *options)
        assert stopped.exit_code == 2
        assert "Interrupted after 1 articles" in stopped.output
        resumed = kg("--store", tmp_path / "s", "build", articles, *options)
        assert resumed.exit_code == 0
        assert "1 stored (1 facts), 1 unchanged" in resumed.output
    assert len(served.asked) == 3


def test_the_graph_says_who_read_a_fact_and_whether_the_rules_found_it_too(answers: Path, tmp_path: Path) -> None:
    query = tmp_path / "by.rq"
    query.write_text(
        "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX sc: <https://w3id.org/smartcity-kg/ontology#> "
        "SELECT ?class ?reader { ?fact a ?class ; prov:wasAttributedTo ?reader "
        "FILTER(STRSTARTS(STR(?class), STR(sc:))) }"
    )
    asked = kg("--store", tmp_path / "first", "query", query, "--format", "csv")
    rows = {
        tuple(cell.rpartition("/")[2].rpartition("#")[2] for cell in row.split(",")) for row in asked.output.split()
    }
    assert {("Conferral", "model-tiny"), ("Tenure", "model-tiny"), ("Tenure", "rules")} <= rows


def unsupported(export: Path, texts: Mapping[str, str]) -> tuple[int, list[str]]:
    """How much evidence an export holds, and what of it does not stand in its article: read by another tool than kg."""
    import pyoxigraph as ox

    found: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=str(export), format=ox.RdfFormat.N_QUADS):
        predicate = quad.predicate.value.rpartition("#")[2]
        found.setdefault(quad.subject.value, {}).setdefault(predicate, []).append(quad.object.value)
    wrong, checked = [], 0
    for name, about in found.items():
        for source in about.get("hasSource", ()):
            selected = {key: value for each in about["hasSelector"] for key, value in found[each].items()}
            start, end, quote = int(selected["start"][0]), int(selected["end"][0]), selected["exact"][0]
            checked += 1
            if texts[found[source]["file"][0]][start:end] != quote:
                wrong.append(name)
    return checked, wrong


def test_every_stored_role_points_at_words_of_its_article_as_the_export_has_them(answers: Path, tmp_path: Path) -> None:
    assert kg("--store", tmp_path / "first", "export", tmp_path / "all.nq").exit_code == 0
    checked, wrong = unsupported(tmp_path / "all.nq", {"a.txt": TEXT, "b.txt": OTHER})
    assert checked > 5
    assert wrong == []


def test_both_readers_are_held_against_each_other(articles: Path, answers: Path) -> None:
    shown = kg("extract", articles / "b.txt", "--reader", "both", "--answers", answers)
    assert "Tenure (both)" in shown.output
    assert "both: 1, both, differing: 0, model alone: 0, rules alone: 0" in shown.output
    shown = kg("extract", articles / "a.txt", "--reader", "both", "--answers", answers, "--lang", "id")
    assert "Statement (hanya aturan)" in shown.output
    data = json.loads(kg("extract", articles, "--reader", "both", "--answers", answers, "--json").output)
    assert [each["file"] for each in data] == ["a.txt", "b.txt"]
    assert data[1]["facts"][0]["found_by"] == ["model", "rules"]


def test_a_sheet_of_the_model_builds_as_the_model_read_it(articles: Path, answers: Path, tmp_path: Path) -> None:
    options = ("--reader", "model", "--answers", answers)
    assert kg("extract", articles, *options, "-o", tmp_path / "sheet.json").exit_code == 0
    built = kg("--store", tmp_path / "sheets", "build", tmp_path / "sheet.json", *options)
    assert "2 stored" in built.output
    assert "corrected" not in built.output
    assert graph(tmp_path / "sheets") == graph(tmp_path / "first")


def test_near_misses_and_rules_are_told_and_explained(articles: Path, answers: Path) -> None:
    shown = kg("extract", articles / "a.txt", "--reader", "model", "--answers", answers, "--explain")
    assert "Conferral (model-and-rules)" in shown.output
    assert "proposed by a language model, found in the text, and found by the rules too" in shown.output
    assert "the words as they stand" in shown.output


def test_what_a_model_would_be_asked_can_be_seen_without_asking(articles: Path, tmp_path: Path) -> None:
    shown = kg("extract", articles, *asking(tmp_path / "none"), "--requests", tmp_path / "out")
    assert shown.exit_code == 0
    request = json.loads((tmp_path / "out" / "b.request.json").read_text())
    assert request["messages"][1]["content"] == "Judul\n\nSIAK - Bupati Siak Raden Wijil hadir."
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--reader", "model"], "--answers DIR"),
        (["--answers", "x"], "add --reader model"),
        (["--reader", "model", "--answers", "x"], "Give --model NAME"),
        (["--reader", "model", "--answers", "x", "--model", "m", "--parameter", "hot"], "NAME=VALUE"),
        (["--reader", "model", "--answers", "x", "--model", "m", "--price", "much"], "IN:OUT"),
        (
            ["--reader", "model", "--answers", "x", "--model", "m", "--endpoint", "https://a.example/v1"],
            "--send-to a.example",
        ),
    ],
)
def test_what_is_missing_is_said(options: list[str], told: str, articles: Path) -> None:
    ended = kg("extract", articles, *options)
    assert ended.exit_code == 2
    assert told in ended.output


def test_the_help_says_plainly_that_texts_leave_the_machine() -> None:
    for command in ("build", "extract", "evaluate"):
        assert "THE TEXTS OF THE ARTICLES ARE SENT THERE" in " ".join(kg(command, "--help").output.split())


def test_a_record_that_was_meddled_with_is_not_read(articles: Path, answers: Path) -> None:
    record = next(answers.glob("[0-9a-f]*.json"))
    for content in ("{}", "no json", json.dumps({"request": "0"})):
        record.write_text(content)
        ended = kg("extract", articles, "--reader", "model", "--answers", answers)
        assert ended.exit_code == 2
        assert record.name in ended.output
        assert "ask for it again" in ended.output


def test_what_asking_takes_is_told_with_money_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    model = ModelReader(Asking("tiny"), Record(Path("none")), Endpoint("http://localhost:1/v1"))
    model.usage = Usage(answered=3, tokens_in=2_000_000, tokens_out=500_000)
    reading = Reading("model", model, price=Price(0.5, 1.5), model=model, begun=0.0)
    monkeypatch.setattr("kg.cli.reader_options.time.monotonic", lambda: 60.0)
    assert reading.told(3, 12) == "3 answers, 2000000 tokens in, 500000 out, cost 1.7500, about 3 min left"
    assert reading.told() == "3 answers, 2000000 tokens in, 500000 out, cost 1.7500"
