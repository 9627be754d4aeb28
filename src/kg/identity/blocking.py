"""Which things are held against each other at all, so that the cost grows with their number and not with its square."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.identity import names, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.identity.comparing import Profile

#: A block of more things than this says too little: its things meet in narrower blocks, or not at all.
LARGEST: Final = 200


def pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs, by their places, of which the two share a key; each once, in order.

    >>> from kg.identity.comparing import Profile
    >>> def person(name): return Profile("person", frozenset({name}), {}, frozenset())
    >>> list(pairs([person("Semuel A Pangerapan"), person("Neni"), person("Samuel Abrijani Pangarepan")]))
    [(0, 2)]
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for key in sorted(set(keys(profile))):
            blocks[key].append(place)
    found = {pair for members in blocks.values() if 1 < len(members) <= LARGEST for pair in combinations(members, 2)}
    yield from sorted(found)


def keys(profile: Profile) -> Iterator[str]:
    """The keys of a thing: two of one thing share at least one, whichever way its name is written."""
    if profile.kind == "conferral":
        for recipient in profile.values("recipient"):
            for award in profile.values("award"):
                yield f"{recipient}|{award}"
        return
    make = _of_person if profile.kind == "person" else _of_body if profile.kind == "organization" else _of_title
    for name in profile.names:
        yield from make(name, profile)


def _of_person(name: str, profile: Profile) -> Iterator[str]:
    """Two words' consonants together; of a one-word name, the word with what else is known."""
    parts = [names.skeleton(sound) for sound in names.person_name(name).sounds if len(sound) > 1]
    for one, other in combinations(parts, 2):
        yield f"{one} {other}"
    for part in parts:
        if len(parts) == 1:
            yield f"{part}|"
        for of in ("office", "area"):
            for value in profile.values(of):
                yield f"{part}|{value}"
    if len(parts) > 1:
        yield f"{parts[0]}|"


def _of_body(name: str, profile: Profile) -> Iterator[str]:
    yield titles.renamed(name)
    for word in _first_words(titles.body(name)):
        for area in profile.values("area") or {""}:
            yield f"{word}|{area}"


def _of_title(name: str, profile: Profile) -> Iterator[str]:
    """Two telling words together; what is given at the same time, for names that have little in common."""
    made = titles.title(name)
    yield made.text
    telling = sorted(made.telling)
    for one, other in combinations(telling[:6], 2):
        yield f"{one} {other}"
    if len(telling) == 1:
        yield from (f"{telling[0]}|{edition}" for edition in profile.values("edition") or {""})
    yield "".join(word[0] for word in made.words)
    if len(made.words) == 1:
        yield made.words[0]
    for of in ("given", "day"):
        for value in profile.values(of):
            yield f"{of}|{value}"


def _first_words(made: titles.Title) -> Iterable[str]:
    return (" ".join(made.words[:2]), " ".join(made.words[-2:]))
