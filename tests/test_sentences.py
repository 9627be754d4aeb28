"""One sentence, one expectation: what `extract` takes from a sentence, and what it must leave.

``tests/sentences/<fact type>.toml`` holds the cases::

    [[case]]
    text = "Kota Bontang meraih Adipura."
    facts = [{ recipient = "64.74", award = "Adipura", rank = "" }]

Of a fact only the named slots are compared; the number of facts of that type must agree. An area is given by its code
("33.22|33.74" where the text leaves it open), a person, body or office by its name, a day as in ISO 8601; ``""``
demands that the slot is empty, ``begins`` looks at the first words of a statement. A list under a slot of one value
means that any of them is right. ``facts = []``: the sentence must not match. ``known_failure`` gives the reason why a
case fails today; the test fails as soon as the case holds, so that the list only shrinks.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.article import Article, Role
from kg.extraction import extract
from kg.facts import FACT_TYPES, Area, Fact, slug
from kg.reading import read_text

FOLDER = Path(__file__).parent / "sentences"
AREAS = Path(__file__).parent.parent / "data" / "gazetteer" / "areas.csv"
TYPES = {each.__name__.lower(): each for each in FACT_TYPES}
FEWEST = {"positive": 150, "negative": 120, "unrelated": 200}


@dataclass(frozen=True)
class Case:
    """A sentence and the facts of one type that it states."""

    fact_type: type[Fact]
    text: str
    facts: tuple[dict[str, Any], ...]
    known_failure: str = ""
    unrelated: bool = False

    @property
    def name(self) -> str:
        """The test's id: fact type and the sentence's beginning."""
        return f"{'unrelated' if self.unrelated else self.fact_type.__name__.lower()}-{slug(self.text)[:80]}"


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file, in the order of the files."""
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            if file.stem == "unrelated":
                found.append(Case(TYPES["conferral"], each["text"], (), each.get("known_failure", ""), unrelated=True))
            else:
                facts = tuple(each["facts"])
                found.append(Case(TYPES[file.stem], each["text"], facts, each.get("known_failure", "")))
    return tuple(found)


def parameters() -> list[Any]:
    """The cases for pytest; those that are known to fail carry their reason."""
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(reason=case.known_failure, strict=True)] if case.known_failure else [],
        )
        for case in cases()
    ]


def article_of(text: str) -> Article:
    """An article whose whole story is the sentence, read as a file would be: a dateline before it is no part of it."""
    return read_text(f"Judul berita\n\n{text}\n", "kalimat.txt")


def plain(value: object) -> str | int | float:
    """A slot's value as the cases write it."""
    if isinstance(value, Area):
        return "|".join(value.codes)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if value is None:
        return ""
    if isinstance(value, str | int):
        return value
    return str(getattr(value, "name", None) or getattr(value, "title", value))


def slot(fact: Fact, name: str) -> Any:
    """The value of a slot in the form that the cases use: one value, or a list where the slot holds several."""
    found = getattr(fact, name)
    if isinstance(found, tuple):
        return [plain(role.value) for role in found]
    return plain(found.value if isinstance(found, Role) else found)


def holds(fact: Fact, expected: dict[str, Any]) -> bool:
    """Whether every slot that the expectation names has the value it gives."""
    for name, value in expected.items():
        if name == "begins":
            if not str(slot(fact, "text")).startswith(value):
                return False
            continue
        seen = slot(fact, name)
        if seen != value and not (isinstance(value, list) and not isinstance(seen, list) and seen in value):
            return False
    return True


def told(fact: Fact) -> dict[str, Any]:
    """A fact's filled slots, for the message of a failing test."""
    return {each.name: seen for each in fields(fact) if (seen := slot(fact, each.name)) not in ("", [])}


@pytest.mark.parametrize("case", parameters())
def test_a_sentence_states_exactly_its_facts(case: Case) -> None:
    found = [fact for fact in extract(article_of(case.text)).facts if isinstance(fact, case.fact_type)]
    left = list(found)
    missing = []
    for expected in case.facts:
        match = next((fact for fact in left if holds(fact, expected)), None)
        if match is None:
            missing.append(expected)
        else:
            left.remove(match)
    assert not missing and not left, (
        f"\n{case.text}\n"
        + "".join(f"  missing: {each}\n" for each in missing)
        + "".join(f"  found:   {told(each)}\n" for each in left)
    )


def test_there_are_enough_sentences_of_each_sort() -> None:
    counted = Counter("unrelated" if case.unrelated else "positive" if case.facts else "negative" for case in cases())
    assert all(counted[sort] >= least for sort, least in FEWEST.items()), counted


def test_every_fact_type_has_sentences_for_and_against() -> None:
    for name, fact_type in TYPES.items():
        of_type = [bool(case.facts) for case in cases() if case.fact_type is fact_type and not case.unrelated]
        assert set(of_type) == {True, False}, f"{name}.toml needs sentences that state a fact and some that do not"


def test_no_sentence_stands_twice() -> None:
    twice = [name for name, times in Counter(case.name for case in cases()).items() if times > 1]
    assert not twice


def test_slots_and_area_codes_exist() -> None:
    with AREAS.open(encoding="utf-8", newline="") as lines:
        codes = {row["code"] for row in csv.DictReader(lines)}
    for case in cases():
        names = {each.name for each in fields(case.fact_type)} | {"begins"}
        for expected in case.facts:
            assert set(expected) <= names, case.text
            for name in ("recipient", "area", "body"):
                value = expected.get(name, "")
                if isinstance(value, str) and value[:1].isdigit():
                    assert set(value.split("|")) <= codes, (case.text, value)


def test_the_sentences_come_from_every_part_of_the_country() -> None:
    islands = {"1": "Sumatra", "2": "Riau Islands", "3": "Java", "5": "Bali and Nusa Tenggara", "6": "Kalimantan"}
    islands |= {"7": "Sulawesi", "8": "Maluku", "9": "Papua"}
    seen = {
        str(value)[0]
        for case in cases()
        for expected in case.facts
        for name in ("recipient", "area", "body")
        if str(value := expected.get(name, ""))[:1].isdigit()
    }
    assert set(islands) - seen == set(), [islands[each] for each in set(islands) - seen]
