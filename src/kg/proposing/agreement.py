"""What two readers found in one article: facts of both, facts of one alone, roles in which they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.facts import BY_BOTH, Area, Fact, Office, Organization, Person, Work, roles, slug
from kg.proposing.parts import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact as two readers have it; one of them may have none. ``differing`` are the roles with other values."""

    model: Fact | None
    rules: Fact | None
    differing: tuple[str, ...] = ()


def compared(by_model: Sequence[Fact], by_rules: Sequence[Fact]) -> Iterator[Compared]:
    """Every fact of either reader, those of the model first: facts are the same where their keys are."""
    left: dict[tuple[object, ...], list[Fact]] = {}
    for fact in by_rules:
        left.setdefault(key(fact), []).append(fact)
    for fact in by_model:
        same = left.get(key(fact), [])
        other = min(same, key=lambda each: len(_differing(fact, each)), default=None)
        if other is None:
            yield Compared(fact, None)
        else:
            same.remove(other)
            yield Compared(fact, other, _differing(fact, other))
    yield from (Compared(None, fact) for facts in left.values() for fact in facts)


def marked(by_model: Sequence[Fact], by_rules: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a model, those that the rules found too with the rule that says so."""
    both = [each.model for each in compared(by_model, by_rules) if each.model is not None and each.rules is not None]
    return tuple(replace(fact, rule=BY_BOTH) if any(fact is each for each in both) else fact for fact in by_model)


def key(fact: Fact) -> tuple[object, ...]:
    """What makes a fact this one: its type and the values of its keys; of a statement, where its words begin."""
    kind = type(fact).__name__
    if kind == "Statement":
        text = getattr(fact, "text")  # noqa: B009 - a statement has one
        return kind, _plain(getattr(fact, "speaker").value), tuple(text.value.split()[:5])  # noqa: B009
    return (kind, *(_plain(getattr(fact, name).value) for name in KEYS[kind]))


def _differing(one: Fact, other: Fact) -> tuple[str, ...]:
    """The roles in which two facts have other values."""

    def values(fact: Fact) -> dict[str, set[object]]:
        found: dict[str, set[object]] = {}
        for name, role in roles(fact):
            found.setdefault(name, set()).add(_plain(role.value))
        return found

    first, second = values(one), values(other)
    return tuple(name for name in {**first, **second} if first.get(name) != second.get(name))


def _plain(value: object) -> object:
    """A value as two readers can be held against each other by: areas by code, names without marks and capitals."""
    match value:
        case Area():
            return value.codes
        case Person() | Organization() | Work():
            return slug(value.name)
        case Office():
            return slug(value.title)
        case str():
            return slug(value)
        case _:
            return value
