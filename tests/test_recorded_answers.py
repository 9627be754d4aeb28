"""The recorded answers of a large hosted language model to the sample articles: how exact, under which law, offline."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from kg.article import Article
from kg.evaluation import Evaluation, evaluate
from kg.outcomes import Outcome, Stored
from kg.pipeline import articles
from kg.proposing.answers import parsed
from kg.proposing.making import facts_of
from kg.proposing.reader import ModelReader, asking_of
from kg.proposing.record import Record
from test_model_reader import kg, unsupported

ANSWERS = ROOT / "data" / "answers"
SAMPLES = ROOT / "data" / "articles"
STALE = (
    "the request has changed: another prompt, schema, or reading of the file. Write the requests anew, and ask again"
)


@cache
def reader() -> ModelReader:
    record = Record(ANSWERS)
    return ModelReader(asking_of(record, "", strict=True, parameters=()), record)


@cache
def samples() -> tuple[Article, ...]:
    return tuple(each for each in articles([SAMPLES]) if isinstance(each, Article))


@cache
def measured() -> tuple[Evaluation, tuple[Outcome, ...]]:
    outcomes: list[Outcome] = []
    evaluation = evaluate(SAMPLES, ROOT / "tests" / "corpus" / "gold", told=outcomes.append, reader=reader())
    return evaluation, tuple(outcomes)


def test_every_sample_article_has_its_answer() -> None:
    missing = [
        each.file for each in samples() if any(reader().record.answer(r) is None for r in reader().requests(each))
    ]
    assert missing == [], STALE
    assert len(samples()) == 24


def test_every_article_is_stored() -> None:
    assert all(isinstance(each, Stored) for each in measured()[1])


def test_the_figures_are_reached() -> None:
    evaluation, _ = measured()
    assert evaluation.all_slots.f1 >= 0.96
    assert evaluation.all_slots.precision >= 0.97
    assert evaluation.slots["conferrals"].f1 >= 0.92


def test_the_page_tells_the_figures() -> None:
    page = (ROOT / "docs" / "model-reader.md").read_text("utf-8")
    [(f1, precision)] = re.findall(r"recorded \| (\d\.\d+) \((\d\.\d+)\)", page)
    slots = measured()[0].all_slots
    assert (slots.f1, slots.precision) == pytest.approx((float(f1), float(precision)), abs=0.005)


def test_whatever_is_stored_stands_in_its_article(tmp_path: Path) -> None:
    built = kg("--store", tmp_path / "store", "build", SAMPLES, "--reader", "model", "--answers", ANSWERS)
    assert built.exit_code == 0, built.output
    assert kg("--store", tmp_path / "store", "export", tmp_path / "all.nq").exit_code == 0
    checked, wrong = unsupported(tmp_path / "all.nq", {each.file: each.text for each in samples()})
    assert checked > 800
    assert wrong == []


@pytest.mark.parametrize("away", [5, 7])
def test_answers_to_one_article_give_next_to_nothing_in_another(away: int) -> None:
    """What stands in many an article by chance makes no fact. Neighbours tell of the same events, others do not."""
    proposed = made = 0
    for number, article in enumerate(samples()):
        other = samples()[(number + away) % len(samples())]
        content = reader().record.answer(reader().requests(article)[0])
        assert content is not None, STALE
        answer = parsed(content.content)
        proposed += len(answer.facts)
        made += len(facts_of(other, answer)[0])
    assert proposed > 400
    assert made <= proposed // 200


def test_records_name_what_answered_and_hold_no_machine() -> None:
    records = [json.loads(path.read_text("utf-8")) for path in ANSWERS.glob("[0-9a-f]*.json")]
    assert {each["model"] for each in records} == {"a large hosted language model"}
    assert all(each["finish_reason"] == "stop" for each in records)
