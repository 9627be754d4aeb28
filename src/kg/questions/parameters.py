"""From what a person types to a typed term: parameters are bound as terms, never pasted into the text of a query."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.mappers.terms import ID, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal, NamedNode

    from kg.questions.header import Parameter, Question

_CODE = re.compile(r"\d\d(\.\d\d)?(_\d\d(\.\d\d)?)*")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|^`\\]+|urn:[^\s<>\"{}|^`\\]+")
_SHORT = re.compile(r"(?P<kind>[a-z]+)[:/](?P<rest>[a-z0-9._/-]+)")


def bind(question: Question, given: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """The terms of a question's parameters.

    Raises:
        QueryError: for a parameter that the question does not have, one that it needs and lacks, or a value that is
            not of its type.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, 1)
            has = f" Did you mean {near[0]!r}?" if near else f" It has: {', '.join(known) or 'none'}."
            raise QueryError(f"{question.name} has no parameter {name!r}.{has}")
    for parameter in question.parameters:
        if not parameter.optional and parameter.name not in given:
            example = f" -p {parameter.name}={parameter.example!r}" if parameter.example else ""
            raise QueryError(
                f"{question.name} needs the parameter {parameter.name} ({parameter.type})."
                + (f" For example:{example}" if example else "")
            )
    return {name: term(known[name], value) for name, value in given.items()}


def term(parameter: Parameter, value: str) -> NamedNode | Literal:
    """One value as a term of the parameter's type.

    Raises:
        QueryError: where the value is not of that type, and for an area's name that is unknown or means several.
    """
    from pyoxigraph import Literal, NamedNode

    value = value.strip()
    where = f"{parameter.name}={value!r}"
    match parameter.type:
        case "string":
            return Literal(value)
        case "integer":
            if not re.fullmatch(r"[+-]?\d{1,18}", value):
                raise QueryError(f"{where}: a whole number is expected, such as {parameter.example or '2022'}.")
            return Literal(str(int(value)), datatype=NamedNode(f"{XSD}integer"))
        case "date":
            try:
                return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(f"{XSD}date"))
            except ValueError:
                raise QueryError(f"{where}: a day is expected as year-month-day, such as 2022-11-24.") from None
        case "iri":
            found = resource(value)
            if found is None:
                raise QueryError(f"{where}: an IRI is expected, such as {parameter.example or ID + 'area/64.74'}.")
            return found
        case "area":
            return area(value, where)


def resource(value: str) -> NamedNode | None:
    """The IRI that is meant, in full, in angle brackets or short (``area:64.74``); None where it is no IRI.

    >>> resource("area:64.74").value
    'https://w3id.org/smartcity-kg/id/area/64.74'
    >>> resource("Kota Bontang") is None
    True
    """
    from pyoxigraph import NamedNode

    value = value.strip().removeprefix("<").removesuffix(">")
    if _IRI.fullmatch(value):
        return NamedNode(value)
    short = _SHORT.fullmatch(value)
    return NamedNode(f"{ID}{short['kind']}/{short['rest']}") if short else None


def area(value: str, where: str) -> NamedNode:
    """The area that is meant by an IRI, a code ("64.74"), a name, or a nickname of the gazetteer.

    Raises:
        QueryError: where nothing has this name (near names are told), or several areas have it (all are told).
    """
    from pyoxigraph import NamedNode

    if _CODE.fullmatch(value):
        return NamedNode(f"{ID}area/{value}")
    found = resource(value)
    if found is not None:
        return found
    from kg.gazetteer import Gazetteer, fold

    gazetteer = Gazetteer.load()
    names = dict(gazetteer.area_phrases) | {fold(each.label): (code,) for code, each in gazetteer.areas.items()}
    wanted = fold(re.sub(r"(?i)^kab\b\.?", "Kabupaten", value))
    codes = names.get(wanted, ())
    if len(codes) == 1:
        return NamedNode(f"{ID}area/{codes[0]}")
    if codes:
        candidates = " or ".join(f"{gazetteer.areas[code].label} ({code})" for code in codes)
        raise QueryError(f"{where}: it may be {candidates}. Give the full name or the code.")
    near = get_close_matches(wanted, names, 3, 0.75)
    labels = dict.fromkeys(gazetteer.areas[code].label for phrase in near for code in names[phrase])
    hint = f"Did you mean {' or '.join(labels)}?" if labels else "Give its name as in 'Kota Bontang', or its code."
    raise QueryError(f"{where}: no area has this name. {hint}")
