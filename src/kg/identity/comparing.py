"""Two things held against each other: the reasons for and against their being one, and what they weigh together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.identity import names, titles
from kg.identity.appearances import KINDS
from kg.identity.rules import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.identity.appearances import Kind

#: What makes two names alike though they are more than two spellings of one name.
_TWO_NAMES: Final = (None, "renamed", "title-within", "misspelt-initials", "misspelt-within", "part-of-name")
Verdict = Literal["same", "perhaps", "apart"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a thing from the articles that certainly tell of it.

    Args:
        kind: what it is.
        names: every name it has.
        traits: what is said of each trait.
        articles: the articles that tell of it.
    """

    kind: Kind
    names: frozenset[str]
    traits: Mapping[str, frozenset[str]]
    articles: frozenset[str]

    def values(self, of: str) -> frozenset[str]:
        """What is said of one trait."""
        return self.traits.get(of, frozenset())


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for (weight above 0) or against (below 0) two things being one; ``name`` as in the rules."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All reasons, what they weigh together, and whether one of them bars that the two are one."""

    reasons: tuple[Reason, ...]
    barred: bool = False

    @property
    def weight(self) -> float:
        """The sum of all reasons."""
        return sum(reason.weight for reason in self.reasons)


def compare(one: Profile, other: Profile) -> Comparison | None:
    """The reasons for and against two things of one kind being one; None where even their names are not alike.

    >>> office = {"office": frozenset({"wali-kota@64.74"})}
    >>> def bontang(name): return Profile("person", frozenset({name}), office, frozenset())
    >>> found = compare(bontang("Neni Moerniaeni"), bontang("Neni Murniaeni"))
    >>> [(reason.name, reason.weight) for reason in found.reasons]
    [('same-sound', 5.0), ('office', 3.0)]
    """
    stated = rules(one.kind)
    reasons: list[Reason] = []
    if stated.name:
        how = name_likeness(one, other)
        if how is None:
            return None
        reasons.append(Reason(how, stated.name[how]))
    barred = False
    for of in {**stated.agree, **stated.differ, **stated.silent, **stated.barred}:
        mine, theirs = one.values(of), other.values(of)
        if not mine and not theirs:
            continue
        how_told = "silent" if not (mine and theirs) else "agree" if _agree(of, mine, theirs) else "differ"
        barred = barred or stated.barred.get(of) == how_told
        weight = getattr(stated, how_told).get(of, 0.0)
        if weight:
            reasons.append(Reason(of, weight))
    return Comparison(tuple(reasons), barred)


def _agree(of: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two articles can mean the same; heads agree unless one year has two places for one office."""
    if of != "head":
        return bool(mine & theirs)
    where = [dict(each.rsplit("@", 1)[::-1] for each in some) for some in (mine, theirs)]
    return all(where[0][year] == where[1][year] for year in where[0].keys() & where[1].keys())


def name_likeness(one: Profile, other: Profile) -> str | None:
    """The best reason that any two of their names give; None where no two are alike."""
    order = rules(one.kind).name
    best: str | None = None
    for mine in one.names:
        for theirs in other.names:
            how = _likeness(one.kind, mine, theirs)
            if how is not None and how in order and (best is None or order[how] > order[best]):
                best = how
    return best


def is_spelling(kind: Kind, one: str, other: str) -> bool:
    """Whether two names of one thing are one name written in two ways, shorter or longer, and not two names.

    >>> is_spelling("person", "Johny G Plate", "Johnny Gerard Plate")
    True
    >>> is_spelling("organization", "Kementerian Komunikasi dan Informatika", "Kementerian Komunikasi dan Digital")
    False
    """
    if kind not in rules_of_names():
        return True
    if kind == "person" and names.is_nickname(one) != names.is_nickname(other):
        return False
    return _likeness(kind, one, other) not in _TWO_NAMES


def rules_of_names() -> frozenset[Kind]:
    """The kinds whose names are compared: those of others are made of what they refer to."""
    return frozenset(kind for kind in KINDS if rules(kind).name)


def _likeness(kind: Kind, mine: str, theirs: str) -> str | None:
    if kind == "person":
        return names.likeness(names.person_name(mine), names.person_name(theirs))
    if kind == "organization":
        if titles.renamed(mine) == titles.renamed(theirs):
            return "same-title" if mine.casefold() == theirs.casefold() else "renamed"
        return titles.likeness(titles.body(mine), titles.body(theirs))
    return titles.likeness(titles.title(mine), titles.title(theirs))
