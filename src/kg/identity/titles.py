"""How alike two names of bodies, awards, programmes and events are, and why."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from rapidfuzz.distance import DamerauLevenshtein

from kg import resources
from kg.facts import slug

_BRACKETED: Final = re.compile(r"(\S.*\S) \(([^()]{2,})\)")


@dataclass(frozen=True, slots=True)
class Title:
    """A name as it is compared: its words without year, those that tell it from others, and its numbers."""

    words: tuple[str, ...]
    telling: frozenset[str]
    numbers: frozenset[str]

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)


@lru_cache(maxsize=65536)
def title(name: str) -> Title:
    """A name in the form in which it is compared; a name of idle words alone keeps them.

    >>> sorted(title("Malam Penghargaan Gerakan Menuju 100 Smart City 2017").telling)
    ['100', 'city', 'smart']
    """
    words = tuple(word for word in slug(name).split("-") if not _is_year(word))
    telling = frozenset(words) - _rules()["idle"]
    return Title(words, telling or frozenset(words), frozenset(word for word in words if word.isdigit()))


@lru_cache(maxsize=65536)
def body(name: str) -> Title:
    """A body's name in the form in which it is compared, its words as those that stand for them.

    >>> body("Dinas Komunikasi dan Informasi Kab. Bogor") == body("Dinas Komunikasi dan Informatika Kabupaten Bogor")
    True
    """
    text = f" {slug(name).replace('-', ' ')} "
    for kept, other in _rules()["words"]:
        text = text.replace(f" {other} ", f" {kept} ")
    made = title(text)
    return Title(made.words, frozenset(made.words), made.numbers)


def apart(name: str) -> tuple[str, ...]:
    """A name and the one that stands behind it in brackets, as two.

    >>> apart("Kota Tanpa Kumuh (Kotaku)"), apart("Adipura")
    (('Kota Tanpa Kumuh', 'Kotaku'), ('Adipura',))
    """
    found = _BRACKETED.fullmatch(name)
    return (found[1], found[2]) if found else (name,)


def renamed(name: str) -> str:
    """The latest name of a body that was renamed, else its own, folded.

    >>> renamed("Kementerian Komunikasi dan Informatika")
    'kementerian komunikasi dan digital'
    """
    folded = slug(name).replace("-", " ")
    latest: str = _rules()["renamed"].get(folded, folded)
    return latest


def likeness(one: Title, other: Title) -> str | None:
    """Why two names may be one thing's, by the name of the rule; None where they are not alike.

    >>> def alike(one, other): return likeness(title(one), title(other))
    >>> alike("Kota Cerdas", "kota cerdas 2019"), alike("Gerakan Menuju 100 Smart City", "Gerakan 100 Smart City")
    ('same-title', 'same-words')
    >>> alike("Indeks Kota Cerdas Indonesia", "IKCI"), alike("Smart City", "Smart City Nusantara")
    ('acronym', 'title-within')
    >>> alike("Adipura", "Adiwiyata"), alike("Gerakan 100 Smart City", "Gerakan 50 Smart City")
    (None, None)
    """
    if one.words == other.words:
        return "same-title"
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return None
    if one.telling == other.telling:
        return "same-words"
    if is_acronym(one, other) or is_acronym(other, one):
        return "acronym"
    if _misspelt(one.text, other.text):
        return "misspelt-title"
    if one.telling < other.telling or other.telling < one.telling:
        return "title-within"
    return None


def is_acronym(short: Title, long: Title) -> bool:
    """Whether the one word of the one name is made of the first letters of the other's."""
    if len(short.words) != 1 or len(long.words) < 3:
        return False
    letters = "".join(word[0] for word in long.words)
    without = "".join(word[0] for word in long.words if word not in ("dan", "di", "of", "the"))
    return short.words[0] in (letters, without)


def _misspelt(one: str, other: str) -> bool:
    """Whether two names differ as misspellings do: by one letter, of a long name by two."""
    longest = max(len(one), len(other))
    if longest < 8:
        return False
    most = 1 if longest < 40 else 2
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


@cache
def _rules() -> dict[str, Any]:
    stated = tomllib.loads(resources.path("data/identity/names.toml").read_text("utf-8"))
    return {
        "idle": frozenset(stated["title"]["idle"]),
        "words": [tuple(pair) for pair in stated["organization"]["words"]],
        "renamed": {each: names[0] for names in stated["organization"]["same"] for each in names},
    }
