"""One proposed fact against the article's words: where its quotes stand, and what of it stands nowhere.

A quote that exists is not enough. Short values (a rank, a year, a town) stand somewhere in any article, so that they
have to stand beside the fact's own words; and a fact whose own words stand nowhere needs its keys side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from kg.article import Role, Span
from kg.errors import printable
from kg.facts import Area, NearMiss, Office, Organization, Person, Work
from kg.proposing.answers import Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.article import Evidence
    from kg.notes import Note
    from kg.proposing.answers import Proposed
    from kg.proposing.deriving.ground import Ground

T = TypeVar("T")
Why = Literal["absent", "several", "far", "no-value"]

QUOTED: Final = "quoted"
"""The rule of a value that is its words, as they stand."""
DERIVED: Final = "read-from-quote"
"""The rule of a value that was made of its words."""

BY_CHANCE: Final = frozenset({"rank", "top", "score", "year", "scope", "role", "place", "elements"})
"""Roles whose values stand by chance in many an article."""

_PLACED_BY_CONTEXT: Final = frozenset({"scope", "place"})
"""Those of them that the text often tells once for all, elsewhere: longer words around them have to say where."""

_LONGEST_TOLD: Final = 80
_SAID: Final[dict[Why, tuple[str, str]]] = {
    "absent": ("kata-kata “{quote}” tidak ada di dalam teks", "the words “{quote}” do not stand in the text"),
    "several": (
        "“{quote}” ada di beberapa tempat, dan tidak jelas mana yang dimaksud",
        "“{quote}” stands in several places, and nothing tells which is meant",
    ),
    "far": ("“{quote}” berada jauh dari kata-kata faktanya", "“{quote}” stands far from the fact's own words"),
    "no-value": ("“{quote}” tidak memberi nilai untuk peran ini", "no value for this role follows from “{quote}”"),
}


@dataclass
class Item:
    """One proposed fact, or occasion, while it is held against the article's words.

    Args:
        ground: the article.
        proposed: what a model proposes.
        keys: the roles without which it is nothing.
        misses: where what does not follow from the words is noted.
        others: places that belong to the fact though it is not its own words: those of its occasion.
        worded: whether a clause is quoted that states it; of what somebody said, the words said are that.
    """

    ground: Ground
    proposed: Proposed
    keys: tuple[str, ...]
    misses: list[NearMiss]
    others: tuple[Span, ...] = ()
    worded: bool = True
    _named: list[Span] = field(default_factory=list)

    @cached_property
    def words(self) -> Span | None:
        """Where the clause stands that states the fact; of several places the nearest to its keys, else the first."""
        if not self.proposed.words:
            return None
        places = self.ground.anchors.places(self.proposed.words)
        keys = [places[0] for places in map(self._key_places, self.keys) if len(places) == 1]
        if len(places) > 1 and keys:
            return min(places, key=lambda place: (self.ground.anchors.distance(place, keys), place))
        return places[0] if places else None

    @cached_property
    def near(self) -> tuple[Span, ...]:
        """The places nearest to which the quotes of the fact are looked for."""
        if self.words is not None:
            return (self.words,)
        alone = [places[0] for places in map(self._key_places, self.keys) if len(places) == 1]
        return (*alone, *self.others)

    def _key_places(self, key: str) -> tuple[Span, ...]:
        quote = self.proposed.quote(key)
        return self.ground.anchors.places(quote.words) if quote is not None else ()

    @property
    def tied(self) -> bool:
        """Whether the fact hangs together: its own words stand in the article, or its keys side by side."""
        if self.words is not None or not self.worded:
            return True
        places = [place for key in self.keys if (place := self.place(key, told=False)) is not None]
        anchors = self.ground.anchors
        if len(places) == len(self.keys) and all(anchors.beside(each, places[:1]) for each in places[1:]):
            return True
        self._miss("words", Quote(self.proposed.words), "absent", self._evidence(places))
        return False

    def near_to(self, places: Sequence[Span]) -> None:
        """Look for what follows nearest to these places."""
        self.__dict__["near"] = tuple(places)

    def place(self, role: str, *, told: bool = True) -> Span | None:
        """Where a role's quote stands; None, and a near miss, where it stands nowhere, anywhere, or too far away."""
        quote = self.proposed.quote(role)
        return None if quote is None else self._place(role, quote, told)

    def places(self, role: str) -> list[Span]:
        """Where the quotes of a role that may have several stand."""
        quotes = self.proposed.quotes.get(role, ())
        return [place for quote in quotes if (place := self._place(role, quote, told=True)) is not None]

    def _place(self, role: str, quote: Quote, told: bool) -> Span | None:
        anchors = self.ground.anchors
        near = (*self.near, *self._named) or self.others
        place = anchors.anchored(quote, near)
        if place is None:
            if told:
                self._miss(role, quote, "several" if anchors.places(quote.words) else "absent", ())
            return None
        placed = role in _PLACED_BY_CONTEXT and bool(quote.context) and len(anchors.places(quote.context)) == 1
        if role in BY_CHANCE and not placed and not anchors.beside(place, (*self.near, *self._named, *self.others)):
            if told:
                self._miss(role, quote, "far", (self.ground.article.evidence(place.start, place.end),))
            return None
        if role in self.keys or role == "event":
            self._named.append(place)
        return place

    def role(self, name: str, value: Callable[[Ground, Span], T | None]) -> Role[T] | None:
        """A role with the value that follows from its quote; None, and a near miss, where none follows."""
        place = self.place(name)
        return None if place is None else self.made(name, place, value(self.ground, place))

    def roles(self, name: str, value: Callable[[Ground, Span], T | None]) -> tuple[Role[T], ...]:
        """The same of a role that may have several values, each once."""
        made = (self.made(name, place, value(self.ground, place)) for place in self.places(name))
        found: dict[Any, Role[T]] = {}
        for role in made:
            if role is not None:
                found.setdefault(role.value, role)
        return tuple(found.values())

    def made(
        self, name: str, place: Span, value: T | None, *more: Span, rule: str = "", note: Note | str = ""
    ) -> Role[T] | None:
        """A role of this value and these words; None, and a near miss, where there is no value."""
        if value is None or value == "":
            self.derives_nothing(name, place)
            return None
        evidence = self._evidence((place, *more))
        words = self.ground.words(place)
        shown = _shown(value)
        same = shown == words
        told = note or ("" if same else f"{words} → {shown}")
        return Role(value, evidence, rule or (QUOTED if same else DERIVED), told)

    def derives_nothing(self, role: str, place: Span) -> None:
        """Note that no value follows from the words at a place."""
        words = Quote(self.ground.article.text[place.start : place.end])
        self._miss(role, words, "no-value", self._evidence((place,)))

    def _evidence(self, places: Sequence[Span]) -> tuple[Evidence, ...]:
        return tuple(self.ground.article.evidence(each.start, each.end) for each in dict.fromkeys(places))

    def _miss(self, role: str, quote: Quote, why: Why, evidence: tuple[Evidence, ...]) -> None:
        told = printable(" ".join(quote.words.split()))
        told = told if len(told) <= _LONGEST_TOLD else f"{told[:_LONGEST_TOLD]}…"
        indonesian, english = (text.format(quote=told) for text in _SAID[why])
        miss = NearMiss(
            self.proposed.fact_type.lower(), "ungrounded", evidence, f"{role}: {indonesian}.", f"{role}: {english}."
        )
        if miss not in self.misses:
            self.misses.append(miss)


def _shown(value: object) -> str:
    """A value as a note tells it."""
    match value:
        case Area():
            return value.label
        case Person() | Organization() | Work():
            return value.name
        case Office():
            return value.title
        case _:
            return str(value)
