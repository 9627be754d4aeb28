"""The page on adding a rule is true: its rule, added to the others, does what the page says."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from kg import resources
from kg.errors import ResourceError
from kg.extraction import extract
from kg.extraction.rules.book import Rules
from kg.facts import Participation
from test_sentences import article_of, holds

PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")


@cache
def block(kind: str, number: int = 0) -> str:
    """A code block of the page."""
    found: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return found[number]


RULE = tomllib.loads(block("toml"))["rule"][0]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the language's data, which is read instead of the project's own; its file of rules."""
    shutil.copytree(ROOT / "data" / "language", tmp_path / "data" / "language")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    Rules.load.cache_clear()
    yield tmp_path / "data" / "language" / "id" / "rules" / "participation.toml"
    Rules.load.cache_clear()


def taking_part(text: str) -> list[Participation]:
    return [fact for fact in extract(article_of(text)).facts if isinstance(fact, Participation)]


def test_without_the_rule_its_sentence_says_nothing() -> None:
    assert taking_part(RULE["matches"][0]["text"]) == []


def test_the_rule_on_the_page_reads_what_the_page_says(rules: Path) -> None:
    rules.write_text(f"{rules.read_text('utf-8')}\n{block('toml')}", "utf-8")
    for each in RULE["matches"]:
        facts = taking_part(each["text"])
        slots = {name: value for name, value in each.items() if name not in ("text", "count")}
        assert len(facts) == each["count"]
        assert any(holds(fact, slots) for fact in facts)
        assert {fact.rule for fact in facts} == {RULE["name"]}
    for text in RULE["misses"]:
        assert taking_part(text) == []


def test_a_mistake_is_told_as_the_page_shows_it(rules: Path) -> None:
    wrong = block("toml").replace(") (dalam|oleh) programme:PROGRAMME", "")
    rules.write_text(f"{rules.read_text('utf-8')}\n{wrong}", "utf-8")
    with pytest.raises(ResourceError) as error:
        taking_part(RULE["matches"][0]["text"])
    assert str(error.value) == block("text").strip()
