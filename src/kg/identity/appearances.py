"""What identity is decided on: a thing as one article tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "position",
    "work",
    "list",
    "organization",
    "programme",
    "award",
    "person",
    "event",
    "tenure",
    "participation",
    "conferral",
]
#: The kinds in the order in which they are decided: what a later kind refers to is known by then.
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Kinds of which two are one where what they refer to is; nothing about them is weighed.
FOLLOWING: frozenset[Kind] = frozenset({"position", "work", "list", "tenure", "participation"})


@dataclass(frozen=True, slots=True, order=True)
class Trait:
    """Something that an article says of a thing and that helps to tell it from others.

    ``of`` is the trait's name in the rules ("office", "day"), ``value`` what is said: a text, a date, or the path of
    another thing of the article, which stands for whoever that turns out to be.
    """

    of: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Appearance:
    """A thing as one article tells of it.

    Args:
        article: the article's id.
        path: the thing's address in this article's graph, as ``person/johnny-g-plate``.
        kind: what it is.
        names: the names that the article gives it, the fullest first; of a fact, its label.
        traits: what the article says of it, sorted.
    """

    article: str
    path: str
    kind: Kind
    names: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()

    @property
    def address(self) -> str:
        """Which appearance this is, among those of all articles: ``<article>/<path>``."""
        return f"{self.article}/{self.path}"

    def values(self, of: str) -> frozenset[str]:
        """What the article says of one trait.

        >>> edition = (Trait("edition", "2019"),)
        >>> Appearance("a1", "award/adipura-2019", "award", ("Adipura 2019",), edition).values("edition")
        frozenset({'2019'})
        """
        return frozenset(trait.value for trait in self.traits if trait.of == of)
