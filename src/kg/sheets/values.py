"""A role's value in a sheet: a text, a number, or an object with its kind; and back."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal, cast, get_args, get_origin

from kg.facts import Area, Office, Organization, OrganizationKind, Person, Work
from kg.gazetteer import Gazetteer, fold
from kg.sheets.located import Fault, Located

_ORGANIZATIONS: Final = get_args(OrganizationKind)
_NAMED: Final = {Person: "name", Work: "name", Office: "title"}
_FORMS: Final = {
    Area: '"Kota Bontang" or {"kind": "Area", "codes": ["64.74"]}',
    Person: '{"kind": "Person", "name": "…"}',
    Organization: f'{{"kind": "{"|".join(_ORGANIZATIONS)}", "name": "…"}}',
    Office: '{"kind": "Office", "title": "…"}',
    Work: '{"kind": "Work", "name": "…"}',
    str: "a text in quotes",
    int: "a whole number, such as 2",
    bool: "true or false",
    date: 'a day, such as "2019-11-06"',
    Decimal: 'a number in quotes, such as "78.250"',
}


def value_data(value: object) -> object:
    """A value as JSON holds it.

    >>> value_data(Area(("64.74",), "Kota Bontang"))
    {'kind': 'Area', 'codes': ('64.74',), 'label': 'Kota Bontang'}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__, **asdict(value)}  # an organization has a kind of its own
    return str(value) if isinstance(value, date | Decimal) else value


def value_of(raw: object, types: tuple[Any, ...], line: int) -> object:
    """The value that JSON holds, which has one of these types.

    A text is enough where one type is possible, or where it is the name or code of an area. Codes and label of an
    area have to agree.

    Raises:
        Fault: where it has none of the types, or names an area that is not there or could be several.
    """
    if isinstance(raw, Located):
        return _entity(raw, types, line)
    if isinstance(raw, str) and Area in types and (len(types) == 1 or _codes(raw)):
        return _area_named(raw, line)
    for each in types:
        if (made := _plain(raw, each, alone=len(types) == 1)) is not None:
            return made
    raise _unfit(raw, types, line)


def _plain(raw: object, wanted: object, *, alone: bool) -> object:
    """A text, number or truth as a value of the type wanted; None where it is none."""
    if get_origin(wanted) is Literal:
        return raw if raw in get_args(wanted) else None
    if wanted in (bool, int):
        return raw if type(raw) is wanted else None
    if not isinstance(raw, str) or not raw.strip():
        return None
    try:
        match wanted:
            case type() if wanted is str:
                return raw
            case type() if wanted is date:
                return date.fromisoformat(raw) if len(raw) == len("2019-11-06") else None
            case type() if wanted is Decimal:
                number = Decimal(raw)
                return number if number.is_finite() else None
            case _:
                named = next((each for each in (*_NAMED, Organization) if each is wanted), None)
                return named(raw) if alone and named else None
    except (ValueError, InvalidOperation):
        return None


def _entity(raw: Located, types: tuple[Any, ...], line: int) -> object:
    kind = raw.get("kind")
    if Organization in types and kind in _ORGANIZATIONS:
        area = raw.get("area")
        return Organization(
            _text(raw, "name"),
            cast("OrganizationKind", kind),
            None if area is None else cast("Area", value_of(_of_kind_area(area), (Area,), raw.line)),
            _text(raw, "acronym") if raw.get("acronym") is not None else None,
        )
    if Area in types and kind == "Area":
        return _area(raw)
    if Person in types and kind == "Person":
        return Person(_text(raw, "name"), tuple(_texts(raw, "variants")))
    for each, key in _NAMED.items():
        if each in types and kind == each.__name__:
            return cast("type[Work] | type[Office]", each)(_text(raw, key))
    raise _unfit(raw, types, line)


def _of_kind_area(area: object) -> object:
    """The area within an organization, which needs not say that it is one."""
    return Located(area.line, [*area.items(), ("kind", "Area")]) if isinstance(area, Located) else area


def _area(raw: Located) -> Area:
    codes, areas = tuple(sorted(set(_texts(raw, "codes")))), Gazetteer.load().areas
    if unknown := [code for code in codes if code not in areas]:
        raise Fault(raw.line, f"no area has the code {unknown[0]}")
    if not codes:
        raise Fault(raw.line, 'an area has "codes"')
    label = _text(raw, "label") if "label" in raw or len(codes) > 1 else areas[codes[0]].label
    if not set(codes) <= {*_codes(label)}:
        them = " and ".join(f"{areas[code].label} has the code {code}" for code in codes)
        raise Fault(raw.line, f'{them}, and the label says "{label}". Write the whole value as "{label}"')
    return Area(codes, label)


def _area_named(name: str, line: int) -> Area:
    codes, areas = _codes(name), Gazetteer.load().areas
    if not codes:
        raise Fault(line, f'there is no area "{name}". Write its name, such as "Kota Bontang", or its code')
    if len(codes) > 1:
        either = " or ".join(f'"{areas[code].label}"' for code in codes)
        raise Fault(line, f'"{name}" may be several areas: write {either}')
    return Area(codes, areas[codes[0]].label)


def _codes(name: str) -> tuple[str, ...]:
    """The codes of the areas that a label, name or code may mean; a whole label, and a code, mean one."""
    gazetteer = Gazetteer.load()
    if name in gazetteer.areas:
        return (name,)
    key = fold(name)
    labelled = tuple(code for code, area in gazetteer.areas.items() if fold(area.label) == key)
    return labelled or gazetteer.area_phrases.get(key, ())


def _text(raw: Located, key: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Fault(raw.line, f'"{key}" has to be a text in quotes')
    return value


def _texts(raw: Located, key: str) -> list[str]:
    values = raw.get(key, [])
    if not isinstance(values, list) or not all(isinstance(each, str) and each.strip() for each in values):
        raise Fault(raw.line, f'"{key}" has to be a list of texts: ["…", "…"]')
    return values


def _unfit(raw: object, types: tuple[Any, ...], line: int) -> Fault:
    import json

    forms = [
        " or ".join(f'"{each}"' for each in get_args(kind)) if get_origin(kind) is Literal else _FORMS[kind]
        for kind in types
    ]
    shown = json.dumps(raw, ensure_ascii=False)
    return Fault(line, f"the value {shown} does not fit here: write {', or '.join(forms)}")
