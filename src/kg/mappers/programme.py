"""Programme → quads: what the text says of a programme itself."""

from __future__ import annotations

from kg.facts import Programme
from kg.mappers import entities
from kg.mappers.mapper import Mapper, Slot

MAPPER = Mapper(
    Programme,
    {
        "name": Slot("name"),
        "purpose": Slot("purpose"),
        "elements": Slot("elementCount"),
        "dimensions": Slot("dimension", entities.dimension),
    },
    lambda fact: (fact.name.value,),
    lambda fact: fact.name.value,
    named=True,
    merges=True,
)
