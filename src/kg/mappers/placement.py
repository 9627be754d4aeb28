"""Placement → quads: a position or score in a list, where no award is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.facts import Placement
from kg.mappers.mapper import Mapper, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable


def _identity(fact: Placement) -> Iterable[object]:
    yield fact.area.value
    yield fact.list.value
    yield fact.year and fact.year.value
    yield fact.category and fact.category.value
    yield fact.rank and fact.rank.value
    yield fact.top and f"top {fact.top.value}"


def _label(fact: Placement) -> str:
    parts = [fact.list.value]
    if fact.category:
        parts.append(fact.category.value)
    if fact.rank:
        parts.append(f"peringkat {fact.rank.value}")
    if fact.top:
        parts.append(f"{fact.top.value} besar")
    if fact.score:
        parts.append(f"nilai {fact.score.value}")
    return f"{fact.area.value.label}: {', '.join(parts)}"


MAPPER = Mapper(
    Placement,
    {
        "area": Slot("area"),
        "list": Slot("list"),
        "category": Slot("category"),
        "rank": Slot("rank"),
        "top": Slot("withinTop"),
        "score": Slot("score"),
        "scope": Slot("scope"),
        "year": Slot("year"),
    },
    _identity,
    _label,
)
