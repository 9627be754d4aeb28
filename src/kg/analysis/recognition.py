"""Who is recognised together: areas that received the same award, and the years in which awards were received."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.network import Edge, Network, Node

_RECEIVED = "received"


class Shared(NamedTuple):
    """Two areas, and the awards that both received, each of one edition; in whichever category."""

    one: Node
    other: Node
    awards: tuple[Node, ...]


class Year(NamedTuple):
    """A year's awards: how many, to how many recipients, how many of these areas, and pairs of areas that share one.

    ``year`` is None for what no article dates.
    """

    year: int | None
    awards: int
    recipients: int
    areas: int
    pairs: int


def shared_awards(network: Network) -> list[Shared]:
    """Pairs of areas that received an award in common, those with the most awards first.

    An area that the text leaves open ("Semarang", city or regency) stands for itself. An award that is told without
    its year is not counted beside its edition of a year, since it may be the same.
    """
    receivers: defaultdict[str, set[str]] = defaultdict(set)
    for edge in _received(network):
        if network.nodes[edge.source].kind == "area":
            receivers[edge.target].add(edge.source)
    common: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for award, areas in sorted(receivers.items()):
        for pair in combinations(sorted(areas, key=lambda iri: (network.nodes[iri].label, iri)), 2):
            common[pair].append(award)
    found = [
        Shared(network.nodes[one], network.nodes[other], _distinct([network.nodes[award] for award in awards]))
        for (one, other), awards in common.items()
    ]
    return sorted(
        found, key=lambda each: (-len(each.awards), each.one.label, each.other.label, each.one.iri, each.other.iri)
    )


def _distinct(awards: Sequence[Node]) -> tuple[Node, ...]:
    """The awards without those of no edition beside an edition of the same name ("Adipura" beside "Adipura 2021")."""
    editions = {award.label.rpartition(" ")[0] for award in awards if award.label.rpartition(" ")[2].isdecimal()}
    return tuple(award for award in awards if award.label not in editions)


def years(network: Network) -> list[Year]:
    """What was received in each year, in their order; last what no article dates.

    An award that its articles date into two years counts in both.
    """
    by_year: defaultdict[int | None, list[Edge]] = defaultdict(list)
    for edge in _received(network):
        when: set[int | None] = {*edge.years, *(int(day[:4]) for day in edge.days)}
        for year in when or {None}:
            by_year[year].append(edge)
    return [_year(network, year, by_year[year]) for year in sorted(by_year, key=lambda year: (year is None, year or 0))]


def _year(network: Network, year: int | None, edges: list[Edge]) -> Year:
    receivers: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if network.nodes[edge.source].kind == "area":
            receivers[edge.target].add(edge.source)
    pairs = {pair for areas in receivers.values() for pair in combinations(sorted(areas), 2)}
    return Year(
        year,
        len({edge.target for edge in edges}),
        len({edge.source for edge in edges}),
        len(set().union(*receivers.values())),
        len(pairs),
    )


def _received(network: Network) -> list[Edge]:
    return [edge for edge in network.edges if edge.relation == _RECEIVED]
