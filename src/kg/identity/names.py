"""How alike two names of persons are, and why."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from rapidfuzz.distance import DamerauLevenshtein

from kg import resources
from kg.facts import slug

_VOWELS: Final = re.compile(r"[aeiou]")
_DOUBLED: Final = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it is compared: its words by their sound, and whether each is only an initial."""

    sounds: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def common(self) -> bool:
        """Whether very many people have each of its words."""
        rules = _rules()
        return all(rules["shortened"].get(word, word) in rules["common"] for word in self.words)

    @property
    def full(self) -> bool:
        """Whether two words at least are more than an initial: enough to tell one person from most others."""
        return sum(len(word) > 1 for word in self.words) > 1


@lru_cache(maxsize=65536)
def person_name(name: str) -> Name:
    """A name in the form in which it is compared: without courtesies, old and new spelling alike.

    >>> person_name("H. Moch. Soekarno Djaja").sounds
    ('muhamad', 'sukarno', 'jaja')
    """
    rules = _rules()
    folded = slug(name.partition(",")[0]).replace("-", " ")  # degrees stand behind a comma
    words = rules["nicknames"].get(folded, folded).split()
    kept = [word for word in words if word not in rules["courtesies"]] or words
    return Name(tuple(_sound(word) for word in kept), tuple(kept))


def is_nickname(name: str) -> bool:
    """Whether a name is what everybody calls somebody who bears another.

    >>> is_nickname("Jokowi"), is_nickname("Joko Widodo")
    (True, False)
    """
    return slug(name).replace("-", " ") in _rules()["nicknames"]


@lru_cache(maxsize=65536)
def skeleton(sound: str) -> str:
    """The consonants of a word: what most misspellings leave as it is.

    >>> skeleton("semuel"), skeleton("samuel"), skeleton("aia")
    ('sml', 'sml', 'a')
    """
    return _VOWELS.sub("", sound) or sound[:1]


def likeness(one: Name, other: Name) -> str | None:
    """Why two names may be one person's, by the name of the rule; None where they are not alike.

    >>> def alike(one, other): return likeness(person_name(one), person_name(other))
    >>> alike("Neni Moerniaeni", "Neni Murniaeni"), alike("Johnny G Plate", "Johny Gerard Plate")
    ('same-sound', 'initials')
    >>> alike("Semuel A Pangerapan", "Samuel Abrijani Pangarepan"), alike("Neni", "Neni Moerniaeni")
    ('misspelt-initials', 'part-of-name')
    >>> alike("Budi Santoso", "Budi Hartono"), alike("Budi Santoso", "Budi Santoso")
    (None, 'same-common-name')
    """
    if one.sounds == other.sounds:
        if not one.full:
            return "same-short-name"
        if one.common and other.common:
            return "same-common-name"
        return "same-name" if one.words == other.words else "same-sound"
    if len(one.sounds) > len(other.sounds):
        one, other = other, one
    how = _aligned(one.sounds, other.sounds)
    if how is None:
        return None
    return _called(how, one)


def _called(how: _Alignment, shorter: Name) -> str:
    """The name of the rule for an alignment."""
    if how.left_over:
        within = "misspelt-within" if how.misspelt else "name-within"
        return within if shorter.full else "part-of-name"
    if how.initials:
        return "misspelt-initials" if how.misspelt else "initials"
    return "misspelt" if how.misspelt else "same-sound"


@dataclass(frozen=True, slots=True)
class _Alignment:
    """How the words of a shorter name find theirs in a longer one."""

    initials: int
    misspelt: int
    left_over: int


def _aligned(shorter: tuple[str, ...], longer: tuple[str, ...]) -> _Alignment | None:
    """Each word of the shorter name with one of the longer, in order; None where a word finds none."""
    initials = misspelt = at = 0
    for word in shorter:
        for place in range(at, len(longer)):
            how = _same_word(word, longer[place])
            if how is not None:
                initials += how == "initial"
                misspelt += how == "misspelt"
                at = place + 1
                break
        else:
            return None
    if misspelt > 1 and misspelt * 2 > len(shorter) + 1 and initials == 0:
        return None
    return _Alignment(initials, misspelt, len(longer) - len(shorter))


def _same_word(one: str, other: str) -> str | None:
    if one == other:
        return "same"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else None
    return "misspelt" if _near(one, other) else None


@lru_cache(maxsize=65536)
def _near(one: str, other: str) -> bool:
    """Whether two words differ as a misspelling does: by one letter in four, the first one kept."""
    length = max(len(one), len(other))
    if length < 4 or one[0] != other[0]:
        return False
    if skeleton(one) == skeleton(other) and length >= 5:
        return DamerauLevenshtein.distance(one, other, score_cutoff=2) <= 2
    return length >= 5 and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    rules = _rules()
    word = rules["shortened"].get(word, word)
    if len(word) == 1:
        return word
    word = re.sub(r"(?:ie|y)$", "i", word)  # Rudy and Rudi
    word = re.sub(r"^[ck]h(?=ai|ae|oi|us)|ch(?![aeiou])", "h", word)  # Choirul and Khoirul, Rachmi and Rahmi
    for written, sound in rules["letters"]:
        word = word.replace(written, sound)
    word = _DOUBLED.sub(r"\1", word)
    # A silent h within or at the end: Johnny and Jonny, Fatimah and Fatima.
    return re.sub(r"(?<=[a-z])h(?![aeiou])", "", word) or word


def is_public(role: str) -> bool:
    """Whether everybody knows who holds an office: its holder may have held quite another before.

    >>> is_public("wali-kota"), is_public("kepala-dinas")
    (True, False)
    """
    return role in _rules()["public"]


@cache
def _rules() -> dict[str, Any]:
    read = tomllib.loads(resources.path("data/identity/names.toml").read_text("utf-8"))
    stated = read["person"]
    return {
        "common": frozenset(stated["common"]),
        "public": frozenset(stated["public"]),
        "nicknames": stated["nicknames"],
        "courtesies": frozenset(stated["courtesies"]),
        "shortened": {each: forms[0] for forms in stated["shortened"] for each in forms},
        "letters": [tuple(pair) for pair in read["letters"]["written"]],
    }
