"""Tenure → quads: a person seen in an office."""

from __future__ import annotations

from kg.facts import Tenure
from kg.mappers import entities
from kg.mappers.conferral import name_of
from kg.mappers.mapper import Mapper, Slot


def _label(fact: Tenure) -> str:
    parts = [fact.person.value.name, fact.role.value]
    if fact.body:
        parts.append(name_of(fact.body.value))
    return ", ".join(parts)


MAPPER = Mapper(
    Tenure,
    {
        "person": Slot("person"),
        "role": Slot("position", entities.position),
        "body": Slot("body"),
        "acting": Slot("acting"),
        "date": Slot("observedOn"),
    },
    lambda fact: (fact.person.value, fact.role.value, fact.body and fact.body.value),
    _label,
)
