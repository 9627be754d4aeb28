"""What a model is asked for: of each fact type which roles, as quotes or choices; the schema of its answer.

What other words give already is not asked for: whether an office is acting, what a passage is about.

The schema is made from the fact types, so that a role that a fact type does not have cannot be asked for. It lets no
value through: every role is a quote of the article, or one of a fixed list of words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from kg.facts import Area
from kg.sheets.sheet import slots

Data = dict[str, Any]

AREA_KINDS: Final = ("city", "regency", "province", "area")
"""What an area may be said to be; ``area`` where the text leaves it open."""

DIMENSIONS: Final = ("governance", "branding", "economy", "living", "society", "environment", "mobility")


@dataclass(frozen=True, slots=True)
class Asked:
    """One list of an answer: its name, the fact type whose roles its items have, and those asked for.

    ``words`` says that an item also quotes the clause that states it; ``many`` are roles for which several quotes may
    be given though a fact has one value of them.
    """

    name: str
    fact_type: str
    roles: tuple[str, ...]
    words: bool = True
    many: tuple[str, ...] = ()


OCCASIONS: Final = Asked("occasions", "Conferral", ("date", "event", "venue", "place", "grantors"))
"""What holds for all awards of a ceremony is asked for once; each conferral names its occasion."""

ASKED: Final = (
    OCCASIONS,
    Asked(
        "conferrals",
        "Conferral",
        ("recipient", "award", "category", "dimension", "rank", "year", "presenter", "acceptor"),
    ),
    Asked("placements", "Placement", ("area", "list", "category", "rank", "top", "score", "scope", "year")),
    Asked("participations", "Participation", ("area", "programme", "year")),
    Asked("tenures", "Tenure", ("person", "role", "body")),
    Asked("events", "Event", ("name", "date", "venue", "place", "organizers", "attendees")),
    Asked("statements", "Statement", ("speaker", "mode", "text", "date"), words=False, many=("text",)),
    Asked("programmes", "Programme", ("name", "purpose", "elements", "dimensions")),
)

_QUOTE: Final[Data] = {"$ref": "#/$defs/quote"}
_NULL: Final[Data] = {"type": "null"}
_WORDS: Final[Data] = {"type": "string"}


@cache
def schema() -> Data:
    """The JSON schema of an answer, in the form that strict servers take: all keys needed, no others allowed.

    >>> list(schema()["properties"])[:3]
    ['occasions', 'conferrals', 'placements']
    >>> schema()["$defs"]["statements"]["properties"]["mode"]
    {'type': 'string', 'enum': ['direct', 'indirect']}
    """
    quoted = _object({"quote": _WORDS, "context": _WORDS})
    return {
        **_object({each.name: {"type": "array", "items": {"$ref": f"#/$defs/{each.name}"}} for each in ASKED}),
        "$defs": {"quote": {"anyOf": [_WORDS, quoted]}, **{each.name: _item(each) for each in ASKED}},
    }


def _item(asked: Asked) -> Data:
    """One fact, or one occasion."""
    found: Data = {"id": _WORDS} if asked is OCCASIONS else {}
    if asked.words:
        found["words"] = _WORDS
    if asked.name == "conferrals":
        found["occasion"] = {"anyOf": [_WORDS, _NULL]}
    for role in asked.roles:
        slot = slots(asked.fact_type)[role]
        found[role] = _role(role, slot.types, slot.many or role in asked.many, slot.required)
        if Area in slot.types and slot.required:
            others = ("body", "person", "work") if len(slot.types) > 1 else ()
            found[f"{role}_is"] = _one_of((*AREA_KINDS, *others))
    return _object(found)


def _role(name: str, types: tuple[Any, ...], many: bool, required: bool) -> Data:
    if many:
        return {"type": "array", "items": _QUOTE}
    if name == "dimension":
        return {"anyOf": [_one_of(DIMENSIONS), _NULL]}
    if get_origin(types[0]) is Literal:
        return _one_of(get_args(types[0]))
    return _QUOTE if required else {"anyOf": [_QUOTE, _NULL]}


def _one_of(words: tuple[str, ...]) -> Data:
    return {"type": "string", "enum": list(words)}


def _object(properties: Data) -> Data:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
