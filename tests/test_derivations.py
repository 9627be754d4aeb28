"""Every name of a rule that travels with a fact means something, and a sentence shows it."""

from __future__ import annotations

import ast
import importlib.util
from functools import cache
from types import ModuleType

import pytest
from click.testing import CliRunner

from conftest import ROOT
from kg.cli import main
from kg.extraction.rules.derivations import derivations, explanation, patterns
from kg.facts import FACT_TYPES

# Where a call names a rule: the position of its argument, by the function's name.
RULE_OF = {"Role": 2, "text_role": 1, "date": 1, "year_in": 2, "report": 3, "add": 4, "joined": 3}
FACTS = {each.__name__ for each in FACT_TYPES}


@cache
def reference() -> ModuleType:
    """The script that writes docs/reference/rules.md: what it exercises, this test looks at."""
    spec = importlib.util.spec_from_file_location("rules_reference", ROOT / "scripts" / "rules_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named_in_code() -> set[str]:
    """The rule names that the extraction code writes out."""
    found = set()
    for file in (ROOT / "src" / "kg" / "extraction").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            arguments = [keyword.value for keyword in call.keywords if keyword.arg == "rule"]
            if called in FACTS:
                arguments += call.args
            elif called in RULE_OF:
                arguments += call.args[RULE_OF[called] :][:1]
            for argument in arguments:
                found |= {
                    each.value
                    for each in ast.walk(argument)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
                }
    return found


def test_every_rule_and_every_way_to_a_value_is_exercised_and_explained() -> None:
    idle, unexplained = reference().unexercised()
    assert idle == set(), "add a sentence to the rule, or to tests/sentences"
    assert unexplained == set(), "add a line to data/language/id/derivations.toml"


def test_every_name_that_code_writes_out_is_explained() -> None:
    assert len(named_in_code()) > 30
    assert named_in_code() <= {*derivations(), *patterns()}


def test_a_name_is_a_rule_or_another_way_but_not_both() -> None:
    assert set(patterns()) & set(derivations()) == set()


@pytest.mark.parametrize("name", derivations())
def test_each_way_to_a_value_is_told_in_both_languages(name: str) -> None:
    told = derivations()[name]
    assert set(told) == {"id", "en"}
    assert all(told.values())


def test_the_page_fails_where_a_rule_is_exercised_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    module = reference()
    seen = module.exercised().copy()
    del seen["year-in-name"]
    monkeypatch.setattr(module, "exercised", lambda: seen)
    with pytest.raises(module.UnexercisedError, match="exercised by no sentence: year-in-name"):
        next(module.page())


def test_a_name_that_nothing_explains_has_no_explanation() -> None:
    assert explanation("no-such-rule") == ""


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "rule ceremony-day: the day of the ceremony; Rabu (6/11/2019) → 2019-11-06, weekday agrees"),
        ("id", "aturan ceremony-day: hari penyerahan penghargaan; Rabu (6/11/2019) → 2019-11-06, harinya cocok"),
    ],
)
def test_explain_prints_rule_words_and_derivation(language: str, told: str) -> None:
    article = str(ROOT / "data" / "articles" / "01-bontang-2019.txt")
    shown = CliRunner().invoke(main, ["extract", article, "--explain", "--lang", language], catch_exceptions=False)
    lines = shown.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip() == told)
    assert lines[at - 1] == "    date: 2019-11-06 — “Rabu (6/11/2019)”"
    assert all(line.partition(": ")[2] for line in lines if line.startswith(("    rule ", "    aturan ")))
