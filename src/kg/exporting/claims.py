"""A fact as one article states it, with what it refers to and the words behind it: what citing formats are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.exporting.jsonld import text_of
from kg.exporting.selection import FACT_CLASSES
from kg.mappers import REFERENCE, by_graph, by_subject, sc
from kg.mappers.terms import LABEL, OA, SKOS, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.mappers import Quad

#: Gives the sentence of an article, by its id, that the characters from start to end stand in.
Sentence = Callable[[str, int, int], str]

_HAS_SELECTOR, _EXACT = f"<{OA}hasSelector>", f"<{OA}exact>"
# What an event or a programme has that other facts only name; nothing is claimed of it.
_NAMING = frozenset({TYPE, LABEL, sc("name"), f"<{SKOS}altLabel>", sc("edition")})
_START, _END = f"<{OA}start>", f"<{OA}end>"


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact in one article.

    ``fact`` and ``article`` are terms. ``stated`` are the fact's own quads, ``things`` those of what is known of the
    things that it names, ``evidence`` those of its words; ``source`` are the article's own.
    """

    fact: str
    article: str
    stated: tuple[Quad, ...]
    things: Mapping[str, tuple[Quad, ...]]
    evidence: tuple[Quad, ...]
    source: tuple[Quad, ...]

    @property
    def kind(self) -> str:
        """The class of the fact, as its name in the ontology ("Conferral")."""
        return min(q.object for q in self.stated if q.predicate == TYPE and q.object in FACT_CLASSES)[1:-1].rpartition(
            "#"
        )[2]

    def values(self, name: str) -> list[str]:
        """The terms of a role of the fact, sorted: ``values("recipient")``."""
        return sorted(quad.object for quad in self.stated if quad.predicate == sc(name))

    def text(self, name: str) -> str | None:
        """The text of a role that is a literal; None where it is not stated."""
        return next((text_of(value) for value in self.values(name)), None)

    def of_article(self, name: str) -> str | None:
        """The text of something that the article says of itself ("headline"); None where it does not."""
        return next((text_of(quad.object) for quad in self.source if quad.predicate == sc(name)), None)

    def label(self, term: str) -> str:
        """The name of a thing that the fact refers to, or of the fact; without one, the end of its IRI."""
        said = self.stated if term == self.fact else self.things.get(term, ())
        labels = [text_of(quad.object) for quad in said if quad.predicate == LABEL]
        return min(labels, default=term[1:-1].rpartition("/")[2])

    def quotes(self) -> list[tuple[int, int, str]]:
        """The words behind the fact, in their order: where each begins and ends in the text, and the words."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for quad in self.evidence:
            if quad.predicate in (_START, _END, _EXACT):
                found[quad.subject[1:-1].rpartition("/")[0]][quad.predicate] = text_of(quad.object)
        return sorted({(int(each[_START]), int(each[_END]), each[_EXACT]) for each in found.values()})

    def sentences(self, sentence: Sentence) -> list[str]:
        """The sentences that state the fact, in their order, each once."""
        article = self.article[1:-1].rpartition("/")[2]
        return list(dict.fromkeys(sentence(article, start, end) for start, end, _ in self.quotes()))


def claims(quads: Iterable[Quad]) -> list[Claim]:
    """Every fact of every article among the quads, sorted by article and fact.

    An event or programme of which an article tells the name alone is none.
    """
    graphs = by_graph(quads)
    reference = by_subject(graphs.get(f"<{REFERENCE}>", ()))
    found = []
    for article in sorted(graphs):
        subjects = by_subject(graphs[article])
        words = by_subject(graphs.get(f"{article[:-1]}/evidence>", ()))
        for fact in sorted(subjects):
            stated = subjects[fact]
            is_fact = any(quad.predicate == TYPE and quad.object in FACT_CLASSES for quad in stated)
            if is_fact and not {quad.predicate for quad in stated} <= _NAMING:
                things = {
                    quad.object: (*subjects.get(quad.object, ()), *reference.get(quad.object, ()))
                    for quad in stated
                    if quad.object.startswith("<") and quad.predicate != TYPE
                }
                evidence = tuple(_words(words, fact))
                found.append(Claim(fact, article, tuple(stated), things, evidence, tuple(subjects.get(article, ()))))
    return found


def _words(evidence: Mapping[str, list[Quad]], fact: str) -> Iterable[Quad]:
    for quad in evidence.get(fact, ()):
        yield quad
        for about in evidence.get(quad.object, ()):
            yield about
            if about.predicate == _HAS_SELECTOR:
                yield from evidence.get(about.object, ())
