"""The two graphs of one article while they are being made: its facts and local entities, and the evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kg.facts import Event, Participation, Programme
from kg.mappers.terms import ID, LABEL, OA, PROV, SKOS, TYPE, Quad, integer, literal, resource, sc, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.article import Article, Evidence, Role
    from kg.facts import Fact

EDITOR = "editor"
"""The path of whoever corrects facts: a person, whose name a sheet does not ask for."""

_HAS_SOURCE, _HAS_SELECTOR = f"<{OA}hasSource>", f"<{OA}hasSelector>"
_POSITION, _QUOTE = f"<{OA}TextPositionSelector>", f"<{OA}TextQuoteSelector>"
_START, _END, _EXACT = f"<{OA}start>", f"<{OA}end>", f"<{OA}exact>"
_ALT_LABEL = f"<{SKOS}altLabel>"
_YEAR = re.compile(r"\b(?:194[5-9]|19[5-9]\d|20\d\d)\b")


def article_graphs(article_id: str) -> tuple[str, str]:
    """The IRIs of an article's graphs: of its facts, which is the article's own IRI, and of the evidence."""
    return f"{ID}article/{article_id}", f"{ID}article/{article_id}/evidence"


def year_in(name: str) -> int | None:
    """The one year that a name holds, which is its edition; None where there is none or several.

    >>> year_in("Gerakan Menuju 100 Smart City 2019")
    2019
    """
    years = set(_YEAR.findall(name))
    return int(years.pop()) if len(years) == 1 else None


def name_without_year(name: str) -> str:
    """The slug of a name without its edition: what an award and its programme have in common."""
    return slug(_YEAR.sub(" ", name))


def _programme_name(fact: Participation | Programme) -> str:
    return (fact.programme if isinstance(fact, Participation) else fact.name).value


class ArticleGraph:
    """Collects the quads of one article. Adding the same thing twice, or in another order, changes nothing."""

    def __init__(self, article: Article, facts: Iterable[Fact]) -> None:
        self.article = article
        facts_iri, evidence_iri = article_graphs(article.id)
        self.iri, self.evidence_graph = f"<{facts_iri}>", f"<{evidence_iri}>"
        #: The events that the article states, by the slug of their names: what a conferral's event may refer to.
        self.events: defaultdict[str, list[tuple[Event, str]]] = defaultdict(list)
        #: The names of the programmes that the article states, by their slug without edition, shortest first.
        self.programmes: dict[str, str] = {}
        names = {_programme_name(fact) for fact in facts if isinstance(fact, Participation | Programme)}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            self.programmes[name_without_year(name)] = name
        self._quads: set[Quad] = set()
        self._names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    def know(self, fact: Fact, iri: str) -> None:
        """Take note of a fact's IRI, before any fact is written, so that others can refer to it."""
        if isinstance(fact, Event):
            self.events[slug(fact.name.value)].append((fact, iri))

    def add(self, subject: str, predicate: str, value: str) -> None:
        """State a triple in the graph of facts."""
        self._quads.add(Quad(subject, predicate, value, self.iri))

    def name(self, iri: str, name: str, variants: str = _ALT_LABEL) -> None:
        """Give an entity its name. Of several spellings one becomes its name, the others its ``variants``."""
        self._names[iri, variants].add(name)

    def evidence(self, subject: str, supports: str, role: Role[Any]) -> None:
        """State which words support a property of the subject, in the graph of evidence."""
        for words in role.evidence:
            self._add_evidence(subject, supports, words, role.rule, str(role.note))

    def _add_evidence(self, subject: str, supports: str, words: Evidence, rule: str, note: str) -> None:
        if words.article != self.article.id:
            raise ValueError(f"evidence of article {words.article} among the facts of {self.article.id}")
        start, end, graph = words.span.start, words.span.end, self.evidence_graph
        key = f"{words.article}|{start}|{end}|{supports}|{rule}" + (f"|{note}" if note else "")
        path = f"evidence/{sha256(key.encode()).hexdigest()[:16]}"
        iri, position, quote = f"<{ID}{path}>", f"<{ID}{path}/position>", f"<{ID}{path}/quote>"
        self._quads.add(Quad(subject, sc("evidence"), iri, graph))
        if (typed := Quad(iri, TYPE, sc("Evidence"), graph)) in self._quads:
            return
        self._quads.update(
            (
                typed,
                Quad(iri, _HAS_SOURCE, self.iri, graph),
                Quad(iri, _HAS_SELECTOR, position, graph),
                Quad(iri, _HAS_SELECTOR, quote, graph),
                Quad(iri, sc("supports"), supports, graph),
                Quad(iri, sc("rule"), literal(rule), graph),
                Quad(position, TYPE, _POSITION, graph),
                Quad(position, _START, integer(start), graph),
                Quad(position, _END, integer(end), graph),
                Quad(quote, TYPE, _QUOTE, graph),
                Quad(quote, _EXACT, literal(words.quote), graph),
            )
        )
        if note:
            self._quads.add(Quad(iri, sc("note"), literal(note), graph))

    def made_by(self, pipeline: str) -> None:
        """State which software made the graphs, and by which rules and data (its fingerprint)."""
        software, graph = resource("software/smartcity-kg"), self.evidence_graph
        self._quads.update(
            (
                Quad(graph, f"<{PROV}wasAttributedTo>", software, graph),
                Quad(graph, sc("pipeline"), literal(pipeline), graph),
                Quad(software, TYPE, f"<{PROV}SoftwareAgent>", graph),
                Quad(software, LABEL, literal("smartcity-kg"), graph),
            )
        )

    def read_by(self, reader: str, label: str, facts: Iterable[str]) -> None:
        """State which facts a reader found, where not the rules alone did."""
        agent, graph = resource(f"reader/{reader}"), self.evidence_graph
        found = [Quad(fact, f"<{PROV}wasAttributedTo>", agent, graph) for fact in facts]
        if found:
            self._quads.update(found)
            self._quads.update(
                (Quad(agent, TYPE, f"<{PROV}SoftwareAgent>", graph), Quad(agent, LABEL, literal(label), graph))
            )

    def corrected(self, facts: Iterable[str]) -> None:
        """State that a person had a hand in the graphs, and which facts are as that person put them."""
        editor, graph = resource(EDITOR), self.evidence_graph
        self._quads.update(Quad(subject, f"<{PROV}wasAttributedTo>", editor, graph) for subject in (graph, *facts))
        self._quads.update(
            (
                Quad(editor, TYPE, f"<{PROV}Person>", graph),
                Quad(editor, LABEL, literal("editor"), graph),
            )
        )

    def quads(self) -> list[Quad]:
        """Everything that was stated, sorted, each once."""
        for (iri, variants), spellings in self._names.items():
            # Whichever order the facts came in: mixed case before capitals, then by code point.
            name, *others = sorted(spellings, key=lambda spelling: (spelling.isupper(), spelling))
            self.add(iri, LABEL, literal(name))
            self.add(iri, sc("name"), literal(name))
            for other in others:
                self.add(iri, variants, literal(other))
        return sorted(self._quads)
