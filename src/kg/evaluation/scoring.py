"""Facts found against facts of the gold, view by view and slot by slot: what is right, missed, wrong or spurious."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.evaluation.likeness import Value, agrees, filled, likeness, optional

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A fact of the gold, or a row of a view, by slot.
GoldFact = dict[str, Value]
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """What of a view is compared. Facts are the same where all ``keys`` agree; without keys, an article has one."""

    gold: str
    keys: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """All slots, keys first."""
        return self.keys + self.others


VIEWS: Final[Mapping[str, View]] = {
    "conferrals": View(
        "conferrals",
        ("recipient", "award"),
        (
            *("category", "dimension", "rank", "year", "date", "presenter", "acceptor", "grantor"),
            *("event", "venue", "place"),
        ),
    ),
    "placements": View("placements", ("area",), ("list", "category", "rank", "top", "score", "scope", "year")),
    "participations": View("participations", ("area", "programme"), ("year",)),
    "tenures": View("tenures", ("person", "role"), ("body",)),
    "events": View("events", ("event",), ("date", "venue", "place", "organizer")),
    "statements": View("statements", ("speaker", "begins"), ("mode", "date")),
    "articles": View("article", (), ("outlet", "dateline", "published", "advertorial")),
}
_CODE_COLUMNS: Final = {"recipient": "recipient_code", "area": "area_code", "body": "body_code"}
_CODE: Final = re.compile(r"\d\d(\.\d\d)?|ID")


class Counts(NamedTuple):
    """How many were found, how many the gold expects, how many of the found are right."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """The share of the found that is right; where nothing was found, 1 if nothing was expected."""
        return self.right / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """The share of the expected that was found; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A slot that is not as the gold has it; or a whole fact (``slot`` is None) that the gold does not know.

    ``whole_fact`` tells that the slot is missed because its fact was not found at all.
    """

    article: str
    view: str
    kind: Literal["missed", "wrong", "spurious"]
    slot: str | None
    gold: Value
    found: str | Row
    whole_fact: bool = False


@dataclass(slots=True)
class Evaluation:
    """Counts of facts and slots by view, and every miss in the order of articles and views."""

    articles: int = 0
    facts: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(VIEWS, Counts()))
    slots: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(VIEWS, Counts()))
    misses: list[Miss] = field(default_factory=list)

    @property
    def all_facts(self) -> Counts:
        """The facts of all views together."""
        return _sum(self.facts)

    @property
    def all_slots(self) -> Counts:
        """The slots of all views together; its F1 is the headline figure."""
        return _sum(self.slots)

    @property
    def mean_facts(self) -> float:
        """The mean of the views' F1 over facts, so that long lists of recipients do not drown the rest."""
        f1 = [self.facts[name].f1 for name, view in VIEWS.items() if view.keys]
        return sum(f1) / len(f1)

    @property
    def mean_slots(self) -> float:
        """The mean of the views' F1 over slots."""
        return sum(counts.f1 for counts in self.slots.values()) / len(self.slots)


def score(gold: Mapping[str, Mapping[str, list[GoldFact]]], found: Mapping[str, Mapping[str, list[Row]]]) -> Evaluation:
    """Hold rows against gold facts, article by article.

    Args:
        gold: by article, then by the name of the facts in the gold file ("conferrals", "article").
        found: by view, then by article; articles without gold are left aside.

    >>> gold = {"a": {"tenures": [{"person": "Sari Melati", "role": "Wali Kota", "body": "64.74"}]}}
    >>> row = {"person": "Sari Melati", "role": "Wali Kota", "body": "Kota Bontang", "body_code": ""}
    >>> evaluation = score(gold, {"tenures": {"a": [row]}})
    >>> evaluation.facts["tenures"].f1, evaluation.slots["tenures"]
    (1.0, Counts(right=2, found=2, expected=3))
    """
    evaluation = Evaluation(len(gold))
    for article, facts in gold.items():
        for name, view in VIEWS.items():
            _score_view(evaluation, article, name, facts.get(view.gold, []), found.get(name, {}).get(article, []))
    return evaluation


def _score_view(evaluation: Evaluation, article: str, name: str, expected: list[GoldFact], rows: list[Row]) -> None:
    view = VIEWS[name]
    row_of = _aligned(view, expected, rows)
    if view.keys:
        evaluation.facts[name] = evaluation.facts[name].plus(Counts(len(row_of), len(rows), len(expected)))
    for number, fact in enumerate(expected):
        row = rows[row_of[number]] if number in row_of else None
        for slot in view.slots:
            want, got = fact.get(slot), _value(row, slot, fact.get(slot)) if row else ""
            if slot == "advertorial" and not agrees(slot, True, got):
                got = ""
            right = filled(want) and agrees(slot, want, got)
            expects = filled(want) and (right or not optional(want))
            evaluation.slots[name] = evaluation.slots[name].plus(Counts(right, filled(got), expects))
            if not right and (expects or filled(got)):
                kind: Literal["missed", "wrong", "spurious"] = (
                    "missed" if not filled(got) else "wrong" if filled(want) else "spurious"
                )
                evaluation.misses.append(Miss(article, name, kind, slot, want, got, row is None))
    for number, row in enumerate(rows):
        if view.keys and number not in row_of.values():
            values = sum(filled(row.get("text" if slot == "begins" else slot)) for slot in view.slots)
            evaluation.slots[name] = evaluation.slots[name].plus(Counts(0, values, 0))
            shown = {column: value for column, value in row.items() if value and column != "article"}
            evaluation.misses.append(Miss(article, name, "spurious", None, None, shown))


def _aligned(view: View, expected: Sequence[GoldFact], rows: Sequence[Row]) -> dict[int, int]:
    """Which row is which gold fact, one to one, the likest pairs first."""
    if not view.keys:
        return {0: 0} if expected and rows else {}
    pairs = []
    for number, fact in enumerate(expected):
        for place, row in enumerate(rows):
            held = {slot: (fact.get(slot), _value(row, slot, fact.get(slot))) for slot in view.slots}
            if all(agrees(key, *held[key]) or optional(held[key][0]) for key in view.keys):
                weight = sum(likeness(key, *held[key]) for key in view.keys)
                pairs.append((weight + sum(agrees(each, *held[each]) for each in view.others), number, place))
    row_of: dict[int, int] = {}
    for _, number, place in sorted(pairs, key=lambda pair: -pair[0]):
        if number not in row_of and place not in row_of.values():
            row_of[number] = place
    return row_of


def _value(row: Row, slot: str, gold: Value) -> str:
    """What of the row is held against the gold: the code where that is a code, the text where that is a beginning."""
    wanted = next((each for each in gold if each is not None), None) if isinstance(gold, list) else gold
    if slot in _CODE_COLUMNS and isinstance(wanted, str) and _CODE.fullmatch(wanted):
        return row.get(_CODE_COLUMNS[slot], "")
    return row.get("text" if slot == "begins" else slot, "")


def _sum(by_view: Mapping[str, Counts]) -> Counts:
    total = Counts()
    for counts in by_view.values():
        total = total.plus(counts)
    return total
