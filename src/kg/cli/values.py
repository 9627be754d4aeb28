"""A role's value and words as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.article import Evidence

SAID = {
    "or": {"en": "or", "id": "atau"},
    "also": {"en": "also", "id": "juga"},
    "not named": {"en": "not named", "id": "tidak disebut namanya"},
    "yes": {"en": "yes", "id": "ya"},
    "no": {"en": "no", "id": "tidak"},
}
"""The words around values, by language."""


def words(evidence: tuple[Evidence, ...]) -> str:
    """The words of the article that state a role, in quotes."""
    return " … ".join(f"“{' '.join(each.quote.split())}”" for each in evidence)


def shown(value: object, say: Mapping[str, str]) -> str:
    """A value as a person reads it: "Kota Bontang (64.74)", "Neni Moerniaeni (also: Bunda Neni)"."""
    from kg.facts import Area, Office, Organization, Person, Work

    match value:
        case Area():
            codes = f" {say['or']} ".join(value.codes)
            return f"{value.label} ({codes})"
        case Person():
            return value.name + (f" ({say['also']}: {', '.join(value.variants)})" if value.variants else "")
        case Organization():
            return value.name + (f" ({value.acronym})" if value.acronym else "")
        case Work():
            return value.name
        case Office():
            return f"{value.title} ({say['not named']})"
        case bool():
            return say["yes" if value else "no"]
        case _:
            return " ".join(str(value).split())
