"""Which named query answers which kind of question: ``data/questions/patterns.toml``, read and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.asking.reading import NOTHING
from kg.asking.vocabulary import LANGUAGES
from kg.errors import QueryError, ResourceError
from kg.questions import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.asking.names import Meaning
    from kg.asking.reading import Item

#: Concepts whose words carry a value: what is asked for would be another without it.
VALUED = frozenset(
    "area province place person award event programme organization index dimension category role year day topic iri "
    "file".split()
)
#: What every question may have: nothing is asked or narrowed by it.
_ALWAYS = frozenset((NOTHING, "list"))
_MOST_COMBINATIONS = 400


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of asking a named query; the file itself says what each part means."""

    query: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str] = frozenset()
    bind: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()
    shows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answer: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        """Every concept that the pattern accounts for."""
        return self.may | self.beyond | _ALWAYS | frozenset[str]().union(*self.needs, *self.bind.values())

    def fits(self, items: Sequence[Item]) -> Iterator[tuple[Meaning, ...]]:
        """The ways to take the items, one meaning each, in which the pattern accounts for all of them."""
        known = self.known
        choices = [[each for each in item.meanings if each.concept in known] for item in items]
        ways = 1
        for choice in choices:
            ways *= len(choice)
        if not 0 < ways <= _MOST_COMBINATIONS:
            return
        for way in product(*choices):
            if self._bound_once(way) and _matched(self.needs, [meaning.concept for meaning in way]):
                yield way

    def parameters(self, way: Sequence[Meaning]) -> dict[str, Meaning]:
        """What the meanings give for each parameter."""
        return {
            name: next(meaning for meaning in way if meaning.concept in concepts)
            for name, concepts in self.bind.items()
            if any(meaning.concept in concepts for meaning in way)
        }

    def _bound_once(self, way: Sequence[Meaning]) -> bool:
        """Whether every parameter has at most one value, and each that must have one has it."""
        optional = {each.name for each in named(self.query).parameters if each.optional}
        for name, concepts in self.bind.items():
            values = {meaning.value for meaning in way if meaning.concept in concepts}
            if len(values) > 1 or (not values and name not in optional):
                return False
        return True


def _matched(needs: Sequence[frozenset[str]], concepts: Sequence[str]) -> bool:
    """Whether each need can have an item of its own."""
    if not needs:
        return True
    return any(
        concept in needs[0] and _matched(needs[1:], [*concepts[:i], *concepts[i + 1 :]])
        for i, concept in enumerate(concepts)
    )


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the file.

    Raises:
        ResourceError: where the file is malformed, a query or one of its parameters or columns does not exist, or a
            concept with a value would be dropped.
    """
    file = resources.path("data/questions/patterns.toml")
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file}: not valid TOML: {error}") from error
    return tuple(_pattern(f"{file.name}: pattern {number}", each) for number, each in enumerate(table["pattern"], 1))


def _pattern(where: str, table: Mapping[str, Any]) -> Pattern:
    made = Pattern(
        query=table["query"],
        needs=tuple(frozenset(each.split("|")) for each in table["needs"]),
        may=frozenset(table.get("may", ())),
        bind={name: frozenset(concepts.split("|")) for name, concepts in table.get("bind", {}).items()},
        beyond=frozenset(table.get("beyond", ())),
        shows={concept: tuple(columns) for concept, columns in table.get("shows", {}).items()},
        answer=table["answer"],
    )
    try:
        question = named(made.query)
    except QueryError as error:
        raise ResourceError(f"{where}: {error}") from error
    parameters = {each.name: each for each in question.parameters}
    if not set(made.bind) <= set(parameters):
        raise ResourceError(f"{where}: {made.query} has no parameter {sorted(set(made.bind) - set(parameters))}.")
    if missing := [name for name, each in parameters.items() if not each.optional and name not in made.bind]:
        raise ResourceError(f"{where}: nothing is bound to {missing}.")
    if lost := (made.known & VALUED) - made.beyond - frozenset[str]().union(*made.bind.values()):
        raise ResourceError(f"{where}: {sorted(lost)} would be dropped; bind them, or tell them as beyond.")
    if absent := {column for columns in made.shows.values() for column in columns} - set(question.columns):
        raise ResourceError(f"{where}: {made.query} has no column {sorted(absent)}.")
    if set(made.answer) != set(LANGUAGES):
        raise ResourceError(f"{where}: the answer must be there in each of {', '.join(LANGUAGES)}.")
    return made
