"""Roles that facts of several types have: areas, bodies, years, days, each from its quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.proposing.deriving.areas import area_of
from kg.proposing.deriving.bodies import organization_of
from kg.proposing.deriving.days import day_of
from kg.proposing.deriving.numbers import year_of
from kg.proposing.grounding import DERIVED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.article import Role
    from kg.facts import Area, Organization
    from kg.proposing.grounding import Item

KEYS: Final = {
    "Conferral": ("recipient", "award"),
    "Placement": ("area", "list"),
    "Participation": ("area", "programme"),
    "Tenure": ("person", "role"),
    "Event": ("name",),
    "Statement": ("speaker", "text"),
    "Programme": ("name",),
}
"""The roles without which a fact is none."""


def area_role(item: Item, name: str = "area") -> Role[Area] | None:
    """The area that a role's quote names, of the kind that words tell."""
    place = item.place(name)
    if place is None:
        return None
    named = area_of(item.ground, place, item.proposed.choices.get(f"{name}_is", "area"))
    if named is None:
        item.derives_nothing(name, place)
        return None
    return item.made(name, named.places[0], named.area, *named.places[1:], rule=DERIVED)


def organizations(item: Item, name: str) -> tuple[Role[Organization], ...]:
    """The bodies that a role's quotes name."""
    found: dict[str, Role[Organization]] = {}
    for place in item.places(name):
        named = organization_of(item.ground, place)
        role = item.made(name, named[1] if named else place, named[0] if named else None)
        if role is not None:
            found.setdefault(role.value.name, role)
    return tuple(found.values())


def year_role(item: Item, beside: Sequence[Role[str] | None] = ()) -> Role[int] | None:
    """The year that a quote tells, else the one within these names."""
    place = item.place("year")
    if place is not None:
        found = year_of(item.ground, place)
        if found is None:
            item.derives_nothing("year", place)
        else:
            return item.made("year", found[1], found[0])
    for role in filter(None, beside):
        for words in role.evidence:
            if (found := year_of(item.ground, words.span)) is not None:
                return item.made("year", found[1], found[0], rule="year-in-name")
    return None


def day_role(item: Item, years: Sequence[int] = (), *, first_of_range: bool = False) -> Role[date] | None:
    """The day that a quote writes; a near miss where it contradicts its weekday, or is none."""
    place = item.place("date")
    if place is None:
        return None
    day = day_of(item.ground, place, years, first_of_range=first_of_range)
    if day is None or day.value is None:
        item.derives_nothing("date", place)
        return None
    return item.made("date", day.place, day.value, rule=DERIVED, note=day.note)
