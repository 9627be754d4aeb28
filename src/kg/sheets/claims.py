"""What a sheet claims beside what its text gives: where both agree, kg has read it; the rest is a person's."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from kg.article import Role
from kg.facts import BY_HAND, Facts, roles
from kg.sheets.sheet import Sheet, article_roles, slots

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from kg.article import Article
    from kg.facts import Fact

_Key = tuple[str, str, "Hashable", "Hashable"]


def agreed(claimed: Sheet, found: Facts, pipeline: str) -> Sheet:
    """The claimed sheet, in which whatever reading the text gives too is as it was read.

    Value and words decide. Rules and notes are those of the reading, whatever the sheet has in their place: where it
    says the same as the reading, it *is* the reading.

    Args:
        claimed: a sheet as :func:`~kg.sheets.read_sheet` gives it.
        found: what reading its text gives now.
        pipeline: the fingerprint of that reading.

    >>> from kg.article import Article
    >>> from kg.facts import Event
    >>> article = Article("Malam Kota di Jakarta", "a.txt")
    >>> words = {"Malam Kota": article.evidence(0, 10), "Jakarta": article.evidence(14, 21)}
    >>> def event(place: str, rule: str) -> Event:
    ...     name, town = words["Malam Kota"], words["Jakarta"]
    ...     return Event(Role("Malam Kota", (name,), rule), rule, place=Role(place, (town,), rule))
    >>> found = Facts(article, (event("Jakarta", "gathering"),))
    >>> agreed(Sheet(Facts(article, (event("Jakarta", "x"),)), "0"), found, "1") == Sheet(found, "1")
    True
    >>> other = agreed(Sheet(Facts(article, (event("Bogor", "x"),)), "0"), found, "1")
    >>> other.corrected, [role.rule for _, role in roles(other.facts.facts[0])]
    (True, ['gathering', 'by-hand'])
    """
    article, changed = _article(claimed.article, found.article)
    left: dict[Hashable, list[Fact]] = defaultdict(list)
    for each in reversed(found.facts):
        left[frozenset(_keys(each).items())].append(each)
    facts = list(claimed.facts.facts)
    by_hand: dict[int, Fact] = {}
    for place, fact in enumerate(facts):
        if same := left.get(frozenset(_keys(fact).items())):
            facts[place] = same.pop()
        else:
            by_hand[place] = fact
    others = [each for some in left.values() for each in some]
    if not (changed or by_hand or others):
        return Sheet(found, pipeline)
    counterparts = _counterparts(by_hand, others)
    for place, fact in by_hand.items():
        facts[place] = _by_hand(fact, counterparts.get(place))
    return Sheet(Facts(article, tuple(facts), found.near_misses), pipeline, corrected=True)


def _article(claimed: Article, found: Article) -> tuple[Article, bool]:
    """The article with the metadata claimed, and whether any of it is a person's or was taken out."""
    read = {_key(name, role): role for name, role in article_roles(found)}
    mine = [(name, _key(name, role), role) for name, role in article_roles(claimed)]
    given: dict[str, Any] = {}
    for name, key, role in mine:
        made = read[key] if key in read else replace(role, rule=BY_HAND, note="")
        given[name] = (*given.get(name, ()), made) if slots("Article")[name].many else made
    empty = {name: () if slot.many else None for name, slot in slots("Article").items()}
    changed = Counter(key for _, key, _ in mine) != Counter(_key(*each) for each in article_roles(found))
    return replace(found, **(empty | given)), changed


def _counterparts(by_hand: Mapping[int, Fact], read: Sequence[Fact]) -> dict[int, Fact]:
    """For facts that a person changed, by place: the one that was read and has most in common with it, if any has."""
    having: defaultdict[_Key, list[int]] = defaultdict(list)
    for number, fact in enumerate(read):
        for key in _keys(fact):
            having[key].append(number)
    common = Counter(
        (place, number) for place, fact in by_hand.items() for key in _keys(fact) for number in having.get(key, ())
    )
    found: dict[int, Fact] = {}
    taken: set[int] = set()
    for place, number in sorted(common, key=lambda pair: (-common[pair], pair)):
        if place not in found and number not in taken:
            found[place] = read[number]
            taken.add(number)
    return found


def _by_hand(fact: Fact, counterpart: Fact | None) -> Fact:
    """A fact that a person changed or added: what it has in common with its counterpart is as it was read."""
    read = {} if counterpart is None else {_key(*each): each[1] for each in roles(counterpart)}

    def made(name: str, role: Role[Any]) -> Role[Any]:
        return read.get(_key(name, role)) or replace(role, rule=BY_HAND, note="")

    given: dict[str, Any] = {"rule": BY_HAND}
    for each in fields(fact):
        value = getattr(fact, each.name)
        if isinstance(value, Role):
            given[each.name] = made(each.name, value)
        elif isinstance(value, tuple):
            given[each.name] = tuple(made(each.name, role) for role in value)
    return replace(fact, **given)


def _keys(fact: Fact) -> Counter[_Key]:
    """What a fact says and by which words, in any order; of another type it says something else."""
    kind = type(fact).__name__
    return Counter(_key(f"{kind} {name}", role) for name, role in roles(fact))


def _key(name: str, role: Role[Any]) -> _Key:
    return name, type(role.value).__name__, role.value, _spans(role)


def _spans(role: Role[Any]) -> Hashable:
    return tuple(sorted((each.span.start, each.span.end) for each in role.evidence))
