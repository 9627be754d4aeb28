"""Raise tests/floor.toml, and its table in docs/quality.md, to what the extraction reaches today.

python scripts/raise_floor.py

A figure that fell stays as it was, and is told. To lower one is a decision of a person: edit the file, run this, and
say why in the commit.
"""

from __future__ import annotations

import math
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from kg.evaluation import Evaluation, evaluate

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ROOT / "tests" / "floor.toml"
PAGE = ROOT / "docs" / "quality.md"
SETS = {
    "corpus": (ROOT / "data" / "articles", ROOT / "tests" / "corpus" / "gold"),
} | {
    name: (ROOT / "tests" / "development" / name / "articles", ROOT / "tests" / "development" / name / "gold")
    for name in ("invented-1", "invented-2", "voices-a")
}
HEAD = """\
# The F1 that the extraction must reach, by view: over facts, and over slots. A lower figure fails tests/test_floor.py.
# `make floor` raises what has become better.
"""

Floor = Mapping[str, Mapping[str, float]]


def figures(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """F1 by view and over all, rounded down to three digits, so that a figure always reaches its own floor."""
    found = {view: {"facts": facts.f1, "slots": evaluation.slots[view].f1} for view, facts in evaluation.facts.items()}
    del found["articles"]["facts"]  # an article has one, found or not
    found["ALL"] = {"facts": evaluation.all_facts.f1, "slots": evaluation.all_slots.f1}
    found["MEAN"] = {"facts": evaluation.mean_facts, "slots": evaluation.mean_slots}
    return {view: {what: math.floor(f1 * 1000) / 1000 for what, f1 in each.items()} for view, each in found.items()}


def written(floors: Mapping[str, Floor]) -> str:
    """The floors as TOML."""
    lines = [HEAD]
    for name, floor in floors.items():
        lines.append(f"[{name}]")
        for view, each in floor.items():
            lines.append(f"{view} = {{ {', '.join(f'{what} = {f1:.3f}' for what, f1 in each.items())} }}")
        lines.append("")
    return "\n".join(lines)


def table(floors: Mapping[str, Floor]) -> str:
    """The floors as a Markdown table, between the marks that docs/quality.md holds."""
    rows = ["| | " + " | ".join(f"{name}, {what}" for name in floors for what in ("facts", "slots")) + " |"]
    rows.append("| --- |" + " ---: |" * (2 * len(floors)))
    for view in next(iter(floors.values())):
        cells = (floor[view].get(what) for floor in floors.values() for what in ("facts", "slots"))
        rows.append(f"| {view} | " + " | ".join("" if f1 is None else f"{f1:.3f}" for f1 in cells) + " |")
    return "\n".join(["<!-- floor: written by `make floor` -->", *rows, "<!-- end of floor -->"])


def main() -> None:
    """Measure the sets and write the higher of floor and figure."""
    before: Mapping[str, Floor] = tomllib.loads(FLOOR.read_text("utf-8")) if FLOOR.exists() else {}
    floors: dict[str, dict[str, dict[str, float]]] = {}
    for name, (articles, gold) in SETS.items():
        floors[name] = figures(evaluate(articles, gold))
        for view, each in floors[name].items():
            for what, reached in each.items():
                floor = before.get(name, {}).get(view, {}).get(what, 0.0)
                each[what] = max(floor, reached)
                if reached != floor:
                    verb = "raised to" if reached > floor else "stays, though today reaches only"
                    sys.stdout.write(f"{name} {view} {what}: {floor:.3f} {verb} {reached:.3f}\n")
    FLOOR.write_text(written(floors), "utf-8", newline="\n")
    marked = re.compile(r"<!-- floor: .*?<!-- end of floor -->", re.DOTALL)
    page, found = marked.subn(lambda _: table(floors), PAGE.read_text("utf-8"))
    if not found:
        sys.exit(f"{PAGE} has no place for the table: <!-- floor: --> and <!-- end of floor --> are missing")
    PAGE.write_text(page, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
