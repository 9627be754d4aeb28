"""Participation → quads: an area that takes part in a programme."""

from __future__ import annotations

from kg.facts import Participation
from kg.mappers import entities
from kg.mappers.mapper import Mapper, Slot

MAPPER = Mapper(
    Participation,
    {
        "area": Slot("area"),
        "programme": Slot("programme", entities.programme),
        "year": Slot("edition"),
    },
    lambda fact: (fact.area.value, fact.programme.value, fact.year and fact.year.value),
    lambda fact: f"{fact.area.value.label} dalam {fact.programme.value}",
)
