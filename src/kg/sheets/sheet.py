"""What a sheet says of one article, and which roles each of its parts may have."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

from kg.article import Article, Role
from kg.facts import FACT_TYPES, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.facts import Facts


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article's facts, with the fingerprint of the rules that found them.

    ``corrected`` says that it differs from what reading the text gives, which makes it a person's: what they changed or
    added has the rule :data:`~kg.facts.BY_HAND`, what they took out is gone.
    """

    facts: Facts
    pipeline: str
    corrected: bool = False

    @property
    def article(self) -> Article:
        """The article that states the facts."""
        return self.facts.article


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for roles: the types that a value may have, whether there may be several, whether it may be empty."""

    types: tuple[Any, ...]
    many: bool
    required: bool


FACT_TYPE: Final[Mapping[str, type[Fact]]] = {each.__name__: each for each in FACT_TYPES}
"""The fact types by the name that a sheet gives them."""


@cache
def slots(kind: str) -> Mapping[str, Slot]:
    """The roles that a fact of this kind has, or an "Article", by name.

    >>> {name: slot.required for name, slot in slots("Tenure").items()}
    {'person': True, 'role': True, 'body': False, 'acting': False, 'date': False}
    """
    made: type[Any] = FACT_TYPE.get(kind, Article)
    hints = get_type_hints(made)
    found = {}
    for field in fields(made):
        alternatives = _alternatives(hints[field.name])
        many = [each for each in alternatives if get_origin(each) is tuple]
        for role in (get_args(many[0])[0],) if many else alternatives:
            if get_origin(role) is Role:
                required = field.default is MISSING
                found[field.name] = Slot(_alternatives(get_args(role)[0]), bool(many), required)
    return found


def article_roles(article: Article) -> Iterator[tuple[str, Role[Any]]]:
    """What an article says of itself, by name."""
    for name in slots("Article"):
        value = getattr(article, name)
        for role in value if isinstance(value, tuple) else (value,):
            if role is not None:
                yield name, role


def _alternatives(hint: object) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
