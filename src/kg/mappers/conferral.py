"""Conferral → quads: one award given to one recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.facts import Area, Conferral, Office
from kg.mappers import entities
from kg.mappers.mapper import Mapper, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.facts import Recipient


def _identity(fact: Conferral) -> Iterable[object]:
    yield fact.recipient.value
    yield fact.award.value
    yield fact.year and fact.year.value
    narrower = fact.dimension or fact.category
    yield narrower and narrower.value
    yield fact.rank and fact.rank.value


def name_of(value: Recipient | Office) -> str:
    """The name under which a label shows an entity."""
    if isinstance(value, Area):
        return value.label
    return value.title if isinstance(value, Office) else value.name


def _label(fact: Conferral) -> str:
    parts = [fact.award.value]
    if fact.category:
        parts.append(fact.category.value)
    if fact.rank:
        parts.append(f"peringkat {fact.rank.value}")
    return f"{name_of(fact.recipient.value)}: {', '.join(parts)}"


MAPPER = Mapper(
    Conferral,
    {
        "recipient": Slot("recipient"),
        "award": Slot("award", entities.award),
        "category": Slot("category"),
        "dimension": Slot("dimension", entities.dimension),
        "rank": Slot("rank"),
        "year": Slot("year"),
        "date": Slot("date"),
        "presenter": Slot("presenter"),
        "acceptor": Slot("acceptor"),
        "grantors": Slot("grantor"),
        "event": Slot("event", entities.event),
        "venue": Slot("venue"),
        "place": Slot("place"),
    },
    _identity,
    _label,
)
