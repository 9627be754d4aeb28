"""Who is who: which mentions of which articles are one person, body, programme, award, event, conferral.

:func:`identify` decides it from all articles and from what people decided (:mod:`kg.identity.decisions`), by declared
rules whose reasons travel with the result. It knows nothing of RDF, and its result depends neither on the order nor on
the grouping in which articles came.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.identity.appearances import KINDS, Appearance, Kind, Trait
from kg.identity.clustering import Link, cluster
from kg.identity.comparing import Profile, Reason
from kg.identity.decisions import Decision
from kg.identity.profiles import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["KINDS", "Appearance", "Decision", "Identities", "Kind", "Reason", "Thing", "Tie", "Trait", "identify"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two appearances, by their addresses, that are one or perhaps one, and why."""

    one: str
    other: str
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> float:
        """What all reasons weigh together."""
        return sum(reason.weight for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the world: its address, its name, and every appearance that is it, with the reasons."""

    kind: Kind
    path: str
    name: str
    appearances: tuple[Appearance, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """All things, sorted by kind and address, and the ties that are likely but not sure."""

    things: tuple[Thing, ...]
    unsure: tuple[Tie, ...]

    def paths(self) -> dict[str, str]:
        """The address of the thing that each appearance is, by the appearance's address."""
        return {each.address: thing.path for thing in self.things for each in thing.appearances}


def identify(appearances: Iterable[Appearance], decisions: Iterable[Decision] = ()) -> Identities:
    """Which appearances are one thing.

    >>> office = (Trait("office", "menteri@kominfo"),)
    >>> plate = Appearance("a1", "person/johnny-g-plate", "person", ("Johnny G Plate",), office)
    >>> other = Appearance("a2", "person/johny-g-plate", "person", ("Johny G Plate",), office)
    >>> [(thing.path, len(thing.appearances)) for thing in identify([other, plate]).things]
    [('person/johnny-g-plate', 2)]
    """
    by_kind: defaultdict[Kind, list[Appearance]] = defaultdict(list)
    for appearance in sorted(set(appearances)):
        by_kind[appearance.kind].append(appearance)
    decided = sorted(set(decisions))
    known: dict[str, str] = {}
    things: list[Thing] = []
    unsure: list[Tie] = []
    for kind in KINDS:
        found = _of_kind([_resolved(each, known) for each in by_kind[kind]], decided)
        things += found.things
        unsure += found.unsure
        known |= found.paths()
    return Identities(tuple(things), tuple(unsure))


def _resolved(appearance: Appearance, known: Mapping[str, str]) -> Appearance:
    """The appearance with each thing that its traits name as what that thing turned out to be."""
    traits = {Trait(trait.of, _meant(trait.value, appearance.article, known)) for trait in appearance.traits}
    return Appearance(appearance.article, appearance.path, appearance.kind, appearance.names, tuple(sorted(traits)))


def _meant(value: str, article: str, known: Mapping[str, str]) -> str:
    """A trait's value with the path in it, after its last ``@`` if it has one, replaced by the thing's address."""
    before, at, path = value.rpartition("@")
    return f"{before}{at}{known.get(f'{article}/{path}', path)}"


def _of_kind(appearances: Sequence[Appearance], decisions: Sequence[Decision]) -> Identities:
    if not appearances:
        return Identities((), ())
    alone = {each.address for decision in decisions for each in appearances if decision.is_of(each)}
    groups = gathered(appearances, alone)
    profiles = [profile for profile, _ in groups]
    same, different = _decided(groups, decisions)
    found = cluster(profiles, same, different)
    addresses = [group[0].address for _, group in groups]

    def tie(link: Link) -> Tie:
        return Tie(addresses[link.one], addresses[link.other], link.comparison.reasons)

    ties: defaultdict[int, list[Tie]] = defaultdict(list)
    place_of = {place: number for number, places in enumerate(found.members) for place in places}
    for link in found.joined:
        ties[place_of[link.one]].append(tie(link))
    things = [
        _thing([each for place in places for each in groups[place][1]], ties[number])
        for number, places in enumerate(found.members)
    ]
    return Identities(_addressed(things), tuple(tie(link) for link in found.unsure))


def _decided(
    groups: Sequence[tuple[Profile, tuple[Appearance, ...]]], decisions: Sequence[Decision]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs of places that people decided are one, and those that are two."""
    same: list[tuple[int, int]] = []
    different: list[tuple[int, int]] = []
    for decision in decisions:
        ones = [place for place, (_, group) in enumerate(groups) if decision.one_is(group[0])]
        others = [place for place, (_, group) in enumerate(groups) if decision.other_is(group[0])]
        pairs = [(min(a, b), max(a, b)) for a in ones for b in others if a != b]
        (same if decision.same else different).extend(pairs)
    return sorted(set(same)), sorted(set(different))


def _thing(appearances: Sequence[Appearance], ties: Sequence[Tie]) -> Thing:
    """A thing under the name that most articles give it; of several, the longest, then by its letters."""
    counted: defaultdict[tuple[str, str], int] = defaultdict(int)
    for each in appearances:
        counted[each.names[0] if each.names else "", each.path] += 1
    (name, path), _ = min(counted.items(), key=lambda item: (item[0][0].isupper(), -item[1], -len(item[0][0]), item[0]))
    return Thing(appearances[0].kind, path, name, tuple(sorted(appearances)), tuple(ties))


def _addressed(things: Sequence[Thing]) -> tuple[Thing, ...]:
    """The things, each at an address of its own: of namesakes, all but the one with most articles get a longer one."""
    by_path: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        by_path[thing.path].append(thing)
    made: list[Thing] = []
    for path, sharing in by_path.items():
        ranked = sorted(sharing, key=lambda thing: (-len(thing.appearances), thing.appearances[0].address))
        made.append(ranked[0])
        made += [
            Thing(each.kind, f"{path}-{each.appearances[0].article[:8]}", each.name, each.appearances, each.ties)
            for each in ranked[1:]
        ]
    return tuple(sorted(made, key=lambda thing: thing.path))
