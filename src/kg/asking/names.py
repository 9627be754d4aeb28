"""What can be asked about by name: the people, awards, gatherings, bodies and programmes of a store, the dimensions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.asking.spelling import distance, tolerance
from kg.asking.vocabulary import words
from kg.gazetteer import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.store import Store

_NAMED = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?class ?thing ?label ?called WHERE {
  VALUES ?class { sc:Person sc:Award sc:Event sc:Programme }
  GRAPH ?article { ?thing a ?class ; rdfs:label ?label ; rdfs:label|sc:name|sc:nameVariant ?called }
} ORDER BY ?class ?thing ?label ?called"""
_BODIES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?label ?called WHERE {
  VALUES ?class { sc:Organization sc:Ministry sc:Agency }
  GRAPH ?article {
    ?fact sc:grantor|sc:organizer|sc:body|sc:recipient ?thing .
    ?thing a ?class ; rdfs:label ?label ; rdfs:label|sc:name|sc:acronym ?called
  }
} ORDER BY ?thing ?label ?called"""
_TEXTS = {
    "index": "SELECT DISTINCT ?text WHERE { GRAPH ?article { ?placement sc:list ?text } } ORDER BY ?text",
    "category": "SELECT DISTINCT ?text WHERE { GRAPH ?article { ?award sc:category ?text } } ORDER BY ?text",
    "place": "SELECT DISTINCT ?text WHERE { GRAPH ?article { ?event sc:place|sc:venue ?text } } ORDER BY ?text",
}
_DIMENSIONS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?label ?called WHERE {
  ?thing a sc:Dimension ; skos:prefLabel ?label ; skos:prefLabel|skos:altLabel ?called FILTER(LANG(?label) = "en")
} ORDER BY ?thing ?called"""
_KNOWN_AREAS = """
PREFIX id: <https://w3id.org/smartcity-kg/id/>
SELECT DISTINCT ?code WHERE {
  GRAPH ?article { ?fact sc:recipient|sc:area|sc:body ?of OPTIONAL { ?of sc:candidate|sc:ofArea ?other } }
  BIND(COALESCE(?other, ?of) AS ?area)
  GRAPH id:reference { ?area sc:code ?code }
}"""
#: What is found by a part of its name as well; the queries take these names so.
_PARTIAL = frozenset(("award", "event", "index", "programme"))
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """What words may mean: a concept ("area", "hand"), and for things the value that a parameter takes and a label.

    ``exactly`` is empty where the words are as they should be; else it says how they were taken for this: "read_as"
    for a misspelling, "only_one" for a name of several of which the graph knows one. ``also`` are other values that
    the same words fit less closely.
    """

    concept: str
    value: str = ""
    label: str = ""
    exactly: str = ""
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """Names as folded words, each with what it may mean. ``people`` are the labels of persons, as words and written."""

    meanings: dict[tuple[str, ...], tuple[Meaning, ...]] = field(default_factory=dict)
    people: dict[tuple[str, ...], str] = field(default_factory=dict)
    known_areas: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()  # the words of dimensions
    longest: int = 1

    @staticmethod
    def of(store: Store) -> Names:
        """The names of a store."""
        found: dict[tuple[str, ...], list[Meaning]] = {}
        made = Names()

        def enter(called: str, meaning: Meaning) -> None:
            known = found.setdefault(words(called), [])
            if all((each.concept, fold(each.value)) != (meaning.concept, fold(meaning.value)) for each in known):
                known.append(meaning)

        for class_, _, label, called in _texts(store, _NAMED):
            concept = class_.rpartition("#")[2].lower()
            enter(called, Meaning(concept, label, label))
            if concept == "person":
                made.people.setdefault(words(called), label)
            elif _YEAR.fullmatch(called.rpartition(" ")[2]):  # "Smart City Award" is asked for as well as that of 2017
                family = called.rpartition(" ")[0]
                enter(family, Meaning(concept, family, family))
        for _, label, called in _texts(store, _BODIES):
            enter(called, Meaning("organization", label, label))
        for concept, sparql in _TEXTS.items():
            for (name,) in _texts(store, sparql):
                enter(name, Meaning(concept, name, name))
        for thing, label, called in _texts(store, _DIMENSIONS):
            made.ordinary |= set(words(called))
            key = thing.rpartition("/")[2]
            enter(called, Meaning("dimension", key, label))
            enter(key, Meaning("dimension", key, label))
        made.known_areas = frozenset(code for (code,) in _texts(store, _KNOWN_AREAS))
        made.meanings = {phrase: tuple(each) for phrase, each in found.items() if phrase}
        made.longest = max(map(len, found), default=1)
        return made

    def person(self, phrase: tuple[str, ...]) -> Meaning | None:
        """The person whose name holds these words in this order ("Nur Arifin", "Plate"); the words where several do."""
        holding = sorted({label for known, label in self.people.items() if _within(phrase, known)})
        if not holding and len(phrase) > 1:  # "Johnny Plate": the first of those whose names have more between
            between = sorted({label for known, label in self.people.items() if _scattered(phrase, known)})
            return Meaning("person", between[0], between[0], "read_as", tuple(between[1:])) if between else None
        if not holding:
            return None
        if len(holding) == 1:
            return Meaning("person", holding[0], holding[0])
        written = " ".join(phrase)
        return Meaning("person", written, " / ".join(holding))

    def part(self, phrase: tuple[str, ...], *, anywhere: bool) -> tuple[Meaning, ...]:
        """The kinds of things whose names begin with these words, or hold them; the words themselves are the value."""
        concepts = {
            meaning.concept
            for known, meanings in self.meanings.items()
            if len(known) > len(phrase) and (known[: len(phrase)] == phrase or (anywhere and _within(phrase, known)))
            for meaning in meanings
            if meaning.concept in _PARTIAL
        }
        written = " ".join(phrase)
        return tuple(Meaning(concept, written, written) for concept in sorted(concepts))

    def fitting(self, phrase: tuple[str, ...]) -> tuple[str, ...]:
        """The people whose name this may be another writing of: initials stand for names, a letter may be doubled."""
        return tuple(
            sorted({label for known, label in self.people.items() if known != phrase and _fits(phrase, known)})
        )

    def near(self, phrase: tuple[str, ...]) -> Iterator[tuple[int, Meaning]]:
        """The meanings of names of as many words from which these differ by typing errors only, and by how many."""
        for known, meanings in self.meanings.items():
            errors = apart(phrase, known)
            if errors:
                for meaning in meanings:
                    yield errors, meaning


def apart(phrase: Sequence[str], known: Sequence[str]) -> int | None:
    """By how many typing errors two phrases of equally many words differ; None where they are too different."""
    if len(phrase) != len(known):
        return None
    total = 0
    beside = len(phrase) > 1  # the other words of a name vouch for a short one
    for word, other in zip(phrase, known, strict=True):
        if word == other:
            continue
        most = max(tolerance(word), int(beside and len(word) == 4))
        errors = distance(word, other, most) if most and not word.isdigit() else most + 1
        if errors > most or (errors > 1 and word[0] != other[0]):
            return None
        total += errors
    return total


def _within(phrase: tuple[str, ...], known: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(known[i : i + size] == phrase for i in range(len(known) - size + 1))


def _scattered(phrase: tuple[str, ...], known: tuple[str, ...]) -> bool:
    rest = iter(known)
    return all(word in rest for word in phrase)


def _fits(phrase: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if len(phrase) != len(known) or len(phrase) < 2:
        return False
    for word, other in zip(phrase, known, strict=True):
        initial = min(len(word), len(other)) == 1 and word[0] == other[0]
        if not initial and distance(word, other, 1) > (1 if len(word) > 4 else 0):
            return False
    return True


def _texts(store: Store, sparql: str) -> Iterator[tuple[str, ...]]:
    for row in store.select(sparql).rows:
        yield tuple("" if term is None else term.value for term in row)
