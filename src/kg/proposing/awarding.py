"""Conferrals and placements from what a model proposes, with what their occasion gives them and the order of places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.article import Role, Span
from kg.extraction.mentions.dimensions import dimension_of
from kg.facts import BY_MODEL, Conferral, Office, Organization, Person, Placement, Recipient, Work
from kg.notes import Note
from kg.proposing.deriving.areas import area_of
from kg.proposing.deriving.bodies import organization_of
from kg.proposing.deriving.names import award_of, category_of, label_of, scope_of, town_of, venue_of
from kg.proposing.deriving.numbers import count_of, rank_of, score_of, tells_order, year_of
from kg.proposing.deriving.people import person_of, titled
from kg.proposing.grounding import Item
from kg.proposing.parts import KEYS, area_role, day_role, organizations, year_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kg.facts import NearMiss
    from kg.proposing.answers import Proposed
    from kg.proposing.deriving.ground import Ground


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What all awards of one giving share, and where its words stand."""

    date: Role[date] | None = None
    event: Role[str] | None = None
    venue: Role[str] | None = None
    place: Role[str] | None = None
    grantors: tuple[Role[Organization], ...] = ()
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A fact whose place among others may follow from their order: where it stands, and where its rank is told."""

    fact: Conferral | Placement
    at: int
    told: Span | None
    series: tuple[Any, ...] = field(default=())


def conferrals(
    ground: Ground, proposed: Sequence[Proposed], occasions: Mapping[str, Proposed], misses: list[NearMiss]
) -> Iterator[Conferral]:
    """The awards given, as far as their words give them."""
    given = {name: _occasion(Item(ground, each, (), misses)) for name, each in occasions.items()}
    made: list[_Ranked] = []
    for each in proposed:
        occasion = given.get(each.choices.get("occasion", ""), _Occasion())
        item = Item(ground, each, KEYS["Conferral"], misses, occasion.places)
        if item.tied and (fact := _conferral(item, occasion)) is not None:
            key = (fact.award.value, fact.category.value if fact.category else None)
            made.append(_Ranked(fact, _at(item, fact.recipient), item.place("rank", told=False), key))
    for ranked in _in_order(ground, made):
        if isinstance(ranked, Conferral):
            yield ranked


def _occasion(item: Item) -> _Occasion:
    event = item.role("event", label_of)
    years = [found[0] for words in (event.evidence if event else ()) if (found := year_of(item.ground, words.span))]
    day = day_role(item, years)
    venue, place = item.role("venue", venue_of), item.role("place", town_of)
    named = [role.evidence[0].span for role in (event, day, venue, place) if role is not None]
    return _Occasion(day, event, venue, place, organizations(item, "grantors"), (*item.near, *named))


def _conferral(item: Item, occasion: _Occasion) -> Conferral | None:
    award = item.role("award", award_of)
    recipient = _recipient(item)
    if award is None or recipient is None:
        return None
    category = item.role("category", category_of)
    dimension = dimension_of(category.value) if category is not None else None
    year = year_role(item, [award])
    if year is None and occasion.date is not None:
        day = occasion.date
        year = Role(day.value.year, day.evidence, "year-of-date", day.note)
    return Conferral(
        recipient,
        award,
        BY_MODEL,
        category,
        Role(dimension, category.evidence, "dimension-of-category") if category is not None and dimension else None,
        _rank(item),
        year,
        occasion.date,
        _presenter(item),
        item.role("acceptor", person_of),
        occasion.grantors,
        occasion.event,
        occasion.venue,
        occasion.place,
    )


def _recipient(item: Item) -> Role[Recipient] | None:
    said = item.proposed.choices.get("recipient_is", "area")
    place = item.place("recipient")
    if place is None:
        return None
    ground = item.ground
    value: Recipient | None = None
    where: tuple[Span, ...] = (place,)
    if said == "person":
        value = person_of(ground, place)
    elif said == "work":
        name = label_of(ground, place)
        value = Work(name) if name else None
    elif said == "body":
        named_body = organization_of(ground, place)
        value, where = (named_body[0], (named_body[1],)) if named_body else (None, where)
    else:
        named = area_of(ground, place, said)
        value, where = (named.area, named.places) if named else (None, where)
    return item.made("recipient", where[0], value, *where[1:])


def _presenter(item: Item) -> Role[Person | Office] | None:
    """Who handed it over: a person, else an office whose words are all that the text tells."""
    place = item.place("presenter")
    if place is None:
        return None
    office = titled(item.ground, place)
    return item.made("presenter", place, office or person_of(item.ground, place))


def _rank(item: Item) -> Role[int] | None:
    """The rank that the words write; words that only tell an order are counted later."""
    place = item.place("rank")
    if place is None:
        return None
    number = rank_of(item.ground, place)
    if number is None and tells_order(item.ground, place):
        return None
    return item.made("rank", place, number)


def placements(ground: Ground, proposed: Sequence[Proposed], misses: list[NearMiss]) -> Iterator[Placement]:
    """The positions and scores, as far as their words give them."""
    made: list[_Ranked] = []
    for each in proposed:
        item = Item(ground, each, KEYS["Placement"], misses)
        if not item.tied:
            continue
        area, list_ = area_role(item), item.role("list", award_of)
        if area is None or list_ is None:
            continue
        category = item.role("category", category_of)
        fact = Placement(
            area,
            list_,
            BY_MODEL,
            category,
            _rank(item),
            item.role("top", count_of),
            item.role("score", score_of),
            item.role("scope", scope_of),
            year_role(item, [list_]),
        )
        told = item.place("rank", told=False)
        key = (fact.list.value, category.value if category else None)
        made.append(_Ranked(fact, _at(item, fact.area), told, key))
    for ranked in _in_order(ground, made):
        if isinstance(ranked, Placement) and (ranked.rank or ranked.top or ranked.score):
            yield ranked


def _at(item: Item, role: Role[Any]) -> int:
    """Where a fact stands in the text: at whom it is about, if its own words name them, else at its own words."""
    named = role.evidence[0].span
    return named.start if item.words is None or named in item.words else item.words.start


def _in_order(ground: Ground, made: Sequence[_Ranked]) -> Iterator[Conferral | Placement]:
    """The facts with the ranks that follow from the order in which they are told, where words say so."""
    ranks: dict[int, Role[int]] = {}
    for series in dict.fromkeys(each.series for each in made):
        of_series = sorted((n for n, each in enumerate(made) if each.series == series), key=lambda n: made[n].at)
        shared = [made[n].told for n in of_series]
        before, counted = 0, set[Span]()
        for n in of_series:
            each = made[n]
            written = each.fact.rank
            several = each.told is not None and shared.count(each.told) > 1
            if each.told is None or not tells_order(ground, each.told) or (written is not None and not several):
                before = written.value if written is not None else before
                continue
            first = each.told not in counted and written is not None
            before = written.value if first and written is not None else before + 1
            counted.add(each.told)
            evidence = (ground.article.evidence(each.told.start, each.told.end),)
            ranks[n] = Role(before, evidence, "rank-by-order", Note.of("counted-in-words"))
    for n, each in enumerate(made):
        yield replace(each.fact, rank=ranks[n]) if n in ranks else each.fact
