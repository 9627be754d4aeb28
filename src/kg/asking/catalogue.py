"""The questions of the query catalogue themselves: filled in to be told, and taken when asked in their own words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.asking.names import Meaning
from kg.asking.reading import read
from kg.asking.vocabulary import words
from kg.questions import catalogue, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.asking.names import Names

_PLACE = re.compile(r"\{(\w+)\}")
_CONCEPT = {"integer": "year", "date": "day", "iri": "iri", "area": "area"}


def worded(query: str, labels: Mapping[str, str], language: str) -> str:
    """The question of a query with these values in it; what it lacks is filled with an example.

    >>> worded("handovers", {"area": "Kota Bontang"}, "en")
    'Who handed over the awards to Kota Bontang, and who received them?'
    """
    question = named(query)
    text = question.questions[language]
    told = set(_PLACE.findall(text))
    examples = {each.name: each.example for each in question.parameters}
    text = _PLACE.sub(lambda found: labels.get(found[1]) or examples.get(found[1], found[0]), text)
    beside = [f"{name}: {value}" for name, value in labels.items() if name not in told]
    return f"{text} ({', '.join(beside)})" if beside else text


def match(text: str, names: Names) -> tuple[str, dict[str, Meaning]] | None:
    """The query whose own question this is, with the values in their places; None where it is none's."""
    asked = " ".join(words(text))
    for query, pattern in _templates():
        found = pattern.fullmatch(asked)
        if found is None:
            continue
        types = {each.name: each.type for each in named(query).parameters}
        values = {}
        for name, written in found.groupdict().items():
            meaning = _value(types[name], written, names)
            if meaning is None:
                break
            values[name] = meaning
        else:
            return query, values
    return None


def _value(type_: str, written: str, names: Names) -> Meaning | None:
    if type_ == "string":
        return Meaning("text", written, written)
    items = read(written, names).items
    meanings = [each for item in items for each in item.meanings if each.concept == _CONCEPT[type_]]
    return meanings[0] if len(items) == len(meanings) == 1 else None


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The questions as patterns over folded words; those with the most fixed words first."""
    made = []
    for question in catalogue():
        for text in question.questions.values():
            parts = _PLACE.split(text)  # text, name, text, name, …
            pattern = " ".join(
                part if i % 2 == 0 else f"(?P<{part}>.+)"
                for i, part in enumerate(
                    " ".join(map(re.escape, words(each))) if i % 2 == 0 else each for i, each in enumerate(parts)
                )
                if part
            )
            made.append((-sum(len(words(each)) for each in parts[::2]), question.name, re.compile(pattern)))
    return tuple((name, pattern) for _, name, pattern in sorted(made, key=lambda each: each[:2]))
