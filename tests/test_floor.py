"""The quality floor: what the extraction has once reached, by view, it keeps reaching."""

from __future__ import annotations

import importlib.util
import tomllib
from functools import cache
from types import ModuleType

import pytest

from conftest import ROOT
from kg.evaluation import VIEWS, evaluate

FLOOR: dict[str, dict[str, dict[str, float]]] = tomllib.loads((ROOT / "tests" / "floor.toml").read_text("utf-8"))
WHAT = [(name, view, what) for name, views in FLOOR.items() for view, each in views.items() for what in each]


@cache
def raising() -> ModuleType:
    """`make floor`: which sets are measured, and how figures are rounded."""
    spec = importlib.util.spec_from_file_location("raise_floor", ROOT / "scripts" / "raise_floor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def reached(name: str) -> dict[str, dict[str, float]]:
    articles, gold = raising().SETS[name]
    figures: dict[str, dict[str, float]] = raising().figures(evaluate(articles, gold))
    return figures


@pytest.mark.parametrize(("name", "view", "what"), WHAT, ids=["-".join(each) for each in WHAT])
def test_no_figure_falls(name: str, view: str, what: str) -> None:
    floor, figure = FLOOR[name][view][what], reached(name)[view][what]
    if figure > floor + 0.005:
        print(f"{name} {view} {what} is {figure:.3f} now, the floor {floor:.3f}: raise it with `make floor`")  # noqa: T201
    articles, gold = (path.relative_to(ROOT) for path in raising().SETS[name])
    assert figure >= floor, f"see what is missed: kg evaluate {articles} {gold} --details"


def test_every_set_has_a_floor() -> None:
    assert list(FLOOR) == list(raising().SETS)


@pytest.mark.parametrize("name", FLOOR)
def test_every_view_has_a_floor_that_can_be_missed(name: str) -> None:
    assert set(FLOOR[name]) == {*VIEWS, "ALL", "MEAN"}
    assert all(0 < floor <= 1 for each in FLOOR[name].values() for floor in each.values())


def test_what_make_floor_writes_reads_back() -> None:
    assert tomllib.loads(raising().written(FLOOR)) == FLOOR


def test_the_page_on_quality_shows_the_floor() -> None:
    assert raising().table(FLOOR) in (ROOT / "docs" / "quality.md").read_text("utf-8")
