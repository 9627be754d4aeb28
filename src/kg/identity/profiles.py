"""Appearances that are one beyond doubt, taken together before anything is compared."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.identity import names, titles
from kg.identity.appearances import FOLLOWING
from kg.identity.comparing import Profile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.identity.appearances import Appearance


def gathered(
    appearances: Iterable[Appearance], alone: Collection[str] = ()
) -> list[tuple[Profile, tuple[Appearance, ...]]]:
    """The profiles of appearances of one kind, each with its appearances, sorted by their addresses.

    Args:
        appearances: of one kind.
        alone: addresses of appearances that somebody decided on, which are compared on their own.
    """
    by_key: defaultdict[tuple[str, ...], list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        key = () if appearance.address in alone else certain_key(appearance)
        by_key[key or ("", appearance.address)].append(appearance)
    groups = sorted(tuple(sorted(group)) for group in by_key.values())
    return [(profile(group), group) for group in groups]


def profile(group: Collection[Appearance]) -> Profile:
    """What several appearances of one thing say together."""
    traits: defaultdict[str, set[str]] = defaultdict(set)
    for appearance in group:
        for trait in appearance.traits:
            traits[trait.of].add(trait.value)
    kind = next(iter(group)).kind
    if kind == "person":
        traits["desk"] = {each for each in traits["office"] if not names.is_public(each.partition("@")[0])}
    said = {of: frozenset(values) for of, values in sorted(traits.items()) if values}
    # A person goes by the fullest name of each article: "Fauzan", a part of it, is many people's.
    told = [name for each in group for name in (each.names[:1] if kind == "person" else each.names)]
    every = frozenset(told if kind == "person" else [part for name in told for part in titles.apart(name)])
    return Profile(kind, every, said, frozenset(each.article for each in group))


def certain_key(appearance: Appearance) -> tuple[str, ...]:
    """What two appearances share only if they are one; empty where nothing is certain.

    A full name in the same offices, or with nothing else said; a title of one edition; an event's name and day; an
    award of one recipient in one category and year.
    """
    kind, said = appearance.kind, appearance.values
    if kind in FOLLOWING:
        return (kind, *(f"{trait.of} {trait.value}" for trait in appearance.traits)) if appearance.traits else ()
    if kind == "conferral":
        slots = ("recipient", "award", "edition", "dimension", "category", "rank", "alone")
        every = [",".join(sorted(said(of))) for of in slots]
        return (kind, *every)
    name = appearance.names[0]
    if kind == "person":
        offices = sorted((*said("office"), *said("area"), *said("head")))
        made = names.person_name(name)
        return (kind, " ".join(made.words), *offices) if made.full and (offices or not made.common) else ()
    if kind == "organization":
        return (kind, titles.renamed(titles.body(name).text), *sorted(said("area")))
    if kind == "event":
        where = sorted(said("place"))
        return (kind, titles.title(name).text, *said("day"), *said("edition"), *where) if said("day") else ()
    return (kind, titles.title(name).text, *sorted(said("edition")), *sorted(said("grantor")))
