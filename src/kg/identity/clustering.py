"""From pairs to things: which profiles are one, with every pair of a thing allowed to be one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.identity.appearances import FOLLOWING
from kg.identity.blocking import pairs
from kg.identity.comparing import Comparison, Profile, Reason, compare
from kg.identity.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: How much better than the next a name must fit that fits several things.
MARGIN: Final = 1.0
_WEAK: Final = frozenset(
    {
        "part-of-name",
        "initials",
        "misspelt-initials",
        "misspelt-within",
        "name-within",
        "same-short-name",
        "title-within",
        "acronym",
    }
)
#: Kinds of which an article tells each once: two of one article are two.
_TOLD_ONCE: Final = frozenset({"conferral", "event"})
_TOLD_APART: Final = Reason("told-apart", -6.0)
_DECISION: Final = 100.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two profiles, by their places, and what speaks for and against their being one."""

    one: int
    other: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which profiles are one thing: the places of each thing's, the links that made it, and links that are unsure."""

    members: tuple[tuple[int, ...], ...]
    joined: tuple[Link, ...]
    unsure: tuple[Link, ...]


def cluster(
    profiles: Sequence[Profile],
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
) -> Clusters:
    """Which profiles, all of one kind, are one thing. The result depends on the profiles alone, not on their order.

    Args:
        profiles: sorted, for the places in the result.
        same: pairs that somebody decided are one, whatever else is said.
        different: pairs that somebody decided are two.
    """
    forming = _Forming(profiles, different)
    for one, other in same:
        forming.join(Link(one, other, Comparison((Reason("decision", _DECISION),))), decided=True)
    compared = () if profiles[0].kind in FOLLOWING else pairs(profiles)
    links = [
        Link(one, other, comparison)
        for one, other in compared
        if (comparison := _compared(profiles[one], profiles[other])) is not None
    ]
    if not links:
        return forming.result(())
    stated = rules(profiles[0].kind)
    likely = [each for each in links if each.comparison.weight >= stated.unsure and not each.comparison.barred]
    sure = [each for each in likely if each.comparison.weight >= stated.sure]
    strong, weak = _parted(sure)
    for link in sorted(strong, key=_first):
        forming.join(link)
    forming.join_weak(weak)
    return forming.result(likely)


def _parted(links: Iterable[Link]) -> tuple[list[Link], list[Link]]:
    """Links whose names say as much as a name can, and those whose names fit several things."""
    strong: list[Link] = []
    weak: list[Link] = []
    for link in links:
        reasons = {reason.name for reason in link.comparison.reasons}
        (weak if reasons & _WEAK else strong).append(link)
    return strong, weak


def _compared(one: Profile, other: Profile) -> Comparison | None:
    """Two profiles held against each other; what one article tells of as two is two, but for spellings of one name."""
    found = compare(one, other)
    if found is None or one.articles.isdisjoint(other.articles):
        return found
    if one.kind in _TOLD_ONCE:
        return None
    told_as = {reason.name for reason in found.reasons}
    if told_as & {"same-sound", "same-common-name", "same-title", "same-words", "renamed", "initials"}:
        return found
    return Comparison((*found.reasons, _TOLD_APART), found.barred)


def _first(link: Link) -> tuple[float, int, int]:
    """Links in the order in which they are followed: the weightiest first, then by their places."""
    return -link.comparison.weight, link.one, link.other


class _Forming:
    """Things while they form; two become one where no pair across them is barred."""

    def __init__(self, profiles: Sequence[Profile], different: Iterable[tuple[int, int]]) -> None:
        self._profiles = profiles
        self._ends: defaultdict[int, list[Link]] = defaultdict(list)
        self._of = list(range(len(profiles)))
        self._members: dict[int, list[int]] = {place: [place] for place in range(len(profiles))}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in different:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._joined: list[Link] = []

    def join(self, link: Link, *, decided: bool = False) -> None:
        """Make one of the two things of a link, unless that is barred."""
        one, other = self._of[link.one], self._of[link.other]
        if one == other:
            return
        if self._kept_apart(one, other, decided=decided):
            return
        keep, give = min(one, other), max(one, other)
        for place in self._members[give]:
            self._of[place] = keep
        self._members[keep] = sorted((*self._members[keep], *self._members.pop(give)))
        self._joined.append(link)

    def join_weak(self, links: Iterable[Link]) -> None:
        """Join names that fit several things to the one that they fit best by a margin, strongest links first."""
        waiting = sorted(links, key=_first)
        for link in waiting:
            self._ends[link.one].append(link)
            self._ends[link.other].append(link)
        for link in waiting:
            if not self._fits_another(link):
                self.join(link)

    def _fits_another(self, link: Link) -> bool:
        """Whether one end of a link fits, nearly as well, a thing that cannot be the other end's."""
        for end, far in ((link.one, link.other), (link.other, link.one)):
            for rival in self._ends[end]:
                theirs = rival.other if rival.one == end else rival.one
                if self._of[theirs] in (self._of[end], self._of[far]):
                    continue
                near = rival.comparison.weight > link.comparison.weight - MARGIN
                if near and self._kept_apart(self._of[far], self._of[theirs]):
                    return True
        return False

    def _kept_apart(self, one: int, other: int, *, decided: bool = False) -> bool:
        """Whether any two members across two things are decided to be two, or cannot be one."""
        for mine in self._members[one]:
            for theirs in self._members[other]:
                if theirs in self._apart[mine]:
                    return True
                if not decided and _barred(self._profiles[mine], self._profiles[theirs]):
                    return True
        return False

    def result(self, likely: Iterable[Link]) -> Clusters:
        """The things as they are now, and the likely links between two of them."""
        unsure = [
            link
            for link in sorted(likely, key=_first)
            if self._of[link.one] != self._of[link.other]
            and not self._kept_apart(self._of[link.one], self._of[link.other])
        ]
        members = tuple(tuple(each) for _, each in sorted(self._members.items()))
        return Clusters(members, tuple(self._joined), tuple(unsure))


def _barred(one: Profile, other: Profile) -> bool:
    """Whether two profiles cannot be one: something bars it, or full names of theirs are not alike."""
    if one.kind in _TOLD_ONCE and not one.articles.isdisjoint(other.articles):
        return True
    found = compare(one, other)
    if found is not None:
        return found.barred
    return one.kind == "person" and _both_full(one, other)


def _both_full(one: Profile, other: Profile) -> bool:
    from kg.identity.names import person_name

    return all(any(person_name(name).full for name in profile.names) for profile in (one, other))
