"""Event → quads: a named gathering."""

from __future__ import annotations

from kg.facts import Event
from kg.mappers.mapper import Mapper, Slot

MAPPER = Mapper(
    Event,
    {
        "name": Slot("name"),
        "date": Slot("date"),
        "venue": Slot("venue"),
        "place": Slot("place"),
        "organizers": Slot("organizer"),
        "attendees": Slot("attendee"),
    },
    lambda fact: (fact.name.value, fact.date and fact.date.value),
    lambda fact: fact.name.value,
    named=True,
)
