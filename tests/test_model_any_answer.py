"""Whatever of the right form a model answers, nothing breaks; what is made of it is valid and stands in the text."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.facts import Facts, roles
from kg.outcomes import Stored
from kg.pipeline import take
from kg.proposing.answers import parsed
from kg.proposing.asked import schema
from kg.proposing.making import facts_of
from kg.reading import read_text
from kg.store import Store
from test_model_law import TEXT

ARTICLE = read_text(TEXT, "a.txt")
WORDS = TEXT.split()


def words_of_text(draw: random.Random) -> str:
    first = draw.randrange(len(WORDS))
    return " ".join(WORDS[first : first + draw.choice((1, 1, 2, 3, 5, 9, 20))])


def made_up(draw: random.Random) -> str:
    return draw.choice(
        ("", " ", "(", ")", "Kota Palu", "\u202e", "\x00", "2019", "Kota", "“”", "6/11", "K" * 3000, "()()")
    )


def answer(draw: random.Random) -> str:
    """An answer of the right form: quotes from the text, or not; choices by chance."""

    def value(form: dict[str, Any]) -> Any:
        if "$ref" in form:
            form = schema()["$defs"][form["$ref"].rpartition("/")[2]]
        if "anyOf" in form:
            return value(draw.choice(form["anyOf"]))
        match form["type"]:
            case "null":
                return None
            case "array":
                return [value(form["items"]) for _ in range(draw.choice((0, 1, 2, 4)))]
            case "object":
                return {name: value(each) for name, each in form["properties"].items()}
        return (
            draw.choice(form["enum"]) if "enum" in form else draw.choice((words_of_text, words_of_text, made_up))(draw)
        )

    return json.dumps(value(schema()))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_whatever_a_model_answers_what_is_made_of_it_stands_in_the_text(seed: int) -> None:
    facts, misses = facts_of(ARTICLE, parsed(answer(random.Random(seed))))
    for role in (role for fact in facts for _, role in roles(fact)):
        assert all(ARTICLE.text[e.span.start : e.span.end] == e.quote for e in role.evidence)
    assert all(miss.reason == "ungrounded" for miss in misses)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_model_answers_its_graph_is_valid(seed: int, tmp_path: Path) -> None:
    facts, misses = facts_of(ARTICLE, parsed(answer(random.Random(seed))))
    with Store.open(tmp_path / "store") as store:
        assert isinstance(take(ARTICLE, store, lambda article: Facts(article, facts, misses)), Stored)
