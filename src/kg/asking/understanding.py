"""From a question to a named query with its parameters, or to the reason why not and what can be asked instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.asking.catalogue import match, worded
from kg.asking.patterns import VALUED, patterns
from kg.asking.reading import NOTHING, read, with_topic
from kg.asking.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.asking.names import Meaning, Names
    from kg.asking.patterns import Pattern
    from kg.asking.reading import Item, Reading

_NEAREST = 3
_CLAUSE = re.compile(r"([,.;:!?])\s+")


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the asker must know of how the question was taken: a key of the language's sayings, filled in."""

    key: str
    written: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A named query with the values of its parameters, as :func:`kg.questions.bind` takes them."""

    query: str
    parameters: Mapping[str, str]
    labels: Mapping[str, str]
    pattern: Pattern | None = None
    asked: tuple[str, ...] = ()  # the columns that the question asks for
    notes: tuple[Note, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # other values of a parameter that fit less

    def worded(self, language: str) -> str:
        """The query's own question, filled in."""
        return worded(self.query, self.labels, language)


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a question was taken: a choice, or else why there is none (a key of the sayings) and what comes near."""

    text: str
    language: str
    choice: Choice | None = None
    why: str = ""
    words: tuple[str, ...] = ()
    nearest: tuple[Choice, ...] = ()


def understand(text: str, names: Names, language: str | None = None) -> Understanding:
    """The named query that answers a question, with the names of a store.

    It must account for every word of the question: an unknown word, or one that no query can take together with the
    others, leaves the question not understood; so do two queries, or two things of a name, that fit equally well.
    """
    whole = _understand(text, names, language)
    if whole.choice is not None or whole.why == "unsure":
        return whole
    part = _after_chatter(text, names)
    if part:
        taken = _understand(part, names, language or whole.language)
        if taken.choice is not None:
            told = replace(taken.choice, notes=(*taken.choice.notes, Note("part", part)))
            return replace(taken, text=text, choice=told)
    return whole


def _after_chatter(text: str, names: Names) -> str:
    """What remains of a question when the clauses in which the asker speaks of himself are taken off its beginning."""
    rest = text
    while True:
        clause, mark, after = [*_CLAUSE.split(rest, maxsplit=1), "", ""][:3]
        concepts = frozenset[str]().union(*(item.concepts for item in read(clause, names).items))
        if not mark or "self" not in concepts or "negation" in concepts:
            return rest.strip() if rest != text else ""
        rest = after


def _understand(text: str, names: Names, language: str | None) -> Understanding:
    reading = read(text, names, language)
    exactly = match(text, names)
    if exactly and not exactly[1]:  # a question of the catalogue, word for word
        return Understanding(text, reading.language, Choice(exactly[0], {}, {}))
    found = list(_choices(reading, names))
    topical = with_topic(reading)
    if topical:
        found += _choices(topical, names)
    if found:
        best = min(rank for rank, _ in found)
        chosen = {
            (each.query, *sorted(each.parameters.items())): each for rank, each in reversed(found) if rank == best
        }
        if len(chosen) == 1:
            return Understanding(text, reading.language, next(iter(chosen.values())))
        same = tuple(reversed(chosen.values()))
        return Understanding(text, reading.language, why="unsure", nearest=same[: 2 * _NEAREST])
    if exactly:
        query, values = exactly
        parameters = {name: meaning.value for name, meaning in values.items()}
        labels = {name: meaning.label for name, meaning in values.items()}
        notes = tuple(Note(each.exactly, each.value, each.label) for each in values.values() if each.exactly)
        return Understanding(text, reading.language, Choice(query, parameters, labels, notes=notes))
    if reading.unknown:
        return Understanding(
            text, reading.language, why="unknown", words=reading.unknown, nearest=_nearest(topical or reading)
        )
    said = tuple(item.written for item in reading.items if NOTHING not in item.concepts)
    about = any(item.concepts & VALUED for item in reading.items)
    return Understanding(
        text,
        reading.language,
        why="apart" if about else "without_subject",
        words=said,
        nearest=_nearest(topical or reading),
    )


def _choices(reading: Reading, names: Names) -> list[tuple[tuple[int, int, int], Choice]]:
    """Every choice that accounts for the whole question, each with its rank: the least is the best."""
    found = []
    for pattern in patterns():
        for way in pattern.fits(reading.items):
            beyond = sum(meaning.concept in pattern.beyond for meaning in way)
            misread = sum(bool(meaning.exactly) for meaning in way)
            rank = (beyond, -len(pattern.needs), misread)
            found.append((rank, _choice(pattern, reading.items, way, names)))
    return found


def _choice(pattern: Pattern, items: Sequence[Item], way: Sequence[Meaning], names: Names) -> Choice:
    values = pattern.parameters(way)
    concepts = {meaning.concept for meaning in way}
    asked = [column for concept, columns in pattern.shows.items() if concept in concepts for column in columns]
    notes, also = [], {}
    for item, meaning in zip(items, way, strict=True):
        if meaning.exactly:
            notes.append(Note(meaning.exactly, item.written, meaning.label))
        if meaning.concept in pattern.beyond:
            notes.append(Note(f"beyond_{meaning.concept}", item.written))
    for name, meaning in values.items():
        if meaning.concept == "person":
            fitting = meaning.also or names.fitting(words(meaning.value))
            if fitting:
                also[name] = fitting
    return Choice(
        pattern.query,
        {name: meaning.value for name, meaning in values.items()},
        {name: meaning.label for name, meaning in values.items()},
        pattern,
        tuple(dict.fromkeys(asked)),
        tuple(dict.fromkeys(notes)),
        also,
    )


def _nearest(reading: Reading) -> tuple[Choice, ...]:
    """The queries that have most in common with the question, filled in with what was understood of it."""
    met: dict[str, Meaning] = {}
    for item in reading.items:
        for meaning in item.meanings:
            met.setdefault(meaning.concept, meaning)
    scored = []
    for place, pattern in enumerate(patterns()):
        common = sum(bool(need & met.keys()) for need in pattern.needs)
        valued = sum(bool(concepts & met.keys()) for concepts in pattern.bind.values())
        stray = len((met.keys() & VALUED) - pattern.known)
        missing = len(pattern.needs) - common
        if common:
            scored.append((-(2 * valued + common - missing - stray), place, pattern))
    near: dict[str, Choice] = {}
    for _, _, pattern in sorted(scored, key=lambda each: each[:2]):
        values = pattern.parameters(tuple(met.values()))
        near.setdefault(
            pattern.query,
            Choice(
                pattern.query,
                {name: meaning.value for name, meaning in values.items()},
                {name: meaning.label for name, meaning in values.items()},
                pattern,
            ),
        )
        if len(near) == _NEAREST:
            break
    return tuple(near.values())
