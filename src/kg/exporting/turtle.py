"""Turtle and TriG for people: facts first, by class, each subject a paragraph; the same graph gives the same bytes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.exporting.prefixes import LITERAL, PREFIXES, compact
from kg.mappers import by_graph
from kg.mappers.terms import ID, LABEL, SC, TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.mappers.terms import Quad

# What a reader looks for first stands first. Grouped by what IRIs say, since a class may be told by one article only.
_KINDS = (
    "dataset",
    "conferral",
    "placement",
    "participation",
    "tenure",
    "event",
    "statement",
    "programme",
    "award",
    "person",
    "position",
    "organization",
    "work",
    "area",
    "dimension",
    "article",
    "evidence",
)
_RANK = {kind: (number, kind.capitalize()) for number, kind in enumerate(_KINDS)}
_OTHERS = (len(_KINDS), "Others")
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?\d*\.\d+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}


class _Writer:
    """Writes terms, and remembers which prefixes they took."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.relative = False

    def term(self, term: str) -> str:
        if term.startswith("<"):
            return self._iri(term[1:-1])
        match = LITERAL.fullmatch(term)
        if match is None or not match["datatype"]:
            return term
        text, datatype = match["text"], match["datatype"]
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(text[1:-1]):
            return text[1:-1]
        return f"{text}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        short = compact(iri)
        if short:
            self.used.add(short[0])
            return f"{short[0]}:{short[1]}"
        path = iri.removeprefix(ID)
        if path != iri and re.fullmatch(r"[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)*", path):
            self.relative = True
            return f"<{path}>"
        return f"<{iri}>"

    def header(self) -> str:
        base = f"@base <{ID}> .\n" if self.relative else ""
        return base + "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(self.used))

    def paragraphs(self, quads: Iterable[Quad]) -> list[str]:
        """One a subject, by kind; a comment names each kind."""
        subjects: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for quad in quads:
            subjects[quad.subject][quad.predicate].add(quad.object)
        written, group = [], ""
        for (_, name), _, subject in sorted((_group(subject), subject[:-1], subject) for subject in subjects):
            comment = f"# {name}\n\n" if name != group else ""
            written.append(comment + self._paragraph(subject, subjects[subject]))
            group = name
        return written

    def _paragraph(self, subject: str, said: dict[str, set[str]]) -> str:
        # A line holds one statement and ends like every other, so that another statement changes no line but its own.
        lines = [self.term(subject)]
        for predicate in sorted(said, key=_predicate_order):
            name = "a" if predicate == TYPE else self.term(predicate)
            lines += (f"{name} {value} ;" for value in sorted(map(self.term, said[predicate]), key=_value_order))
        return "\n    ".join([*lines, "."]) + "\n"


def turtle(quads: Iterable[Quad]) -> str:
    """The union of the quads' graphs as Turtle."""
    writer = _Writer()
    body = "\n".join(writer.paragraphs(quads))
    return f"{writer.header()}\n{body}" if body else writer.header()


def trig(quads: Iterable[Quad]) -> str:
    """The quads as TriG, one block a graph: an article's facts, its evidence, …, the reference last."""
    graphs = by_graph(quads)
    writer, blocks = _Writer(), []
    for graph in sorted(graphs, key=lambda graph: (graph == f"<{ID}reference>", graph)):
        paragraphs = "\n".join(writer.paragraphs(graphs[graph]))
        inside = re.sub(r"(?m)^(?=.)", "    ", paragraphs)
        blocks.append(f"{writer.term(graph)} {{\n{inside}}}\n")
    body = "\n".join(blocks)
    return f"{writer.header()}\n{body}" if body else writer.header()


def _group(subject: str) -> tuple[int, str]:
    return _RANK.get(re.split("[/>]", subject.removeprefix(f"<{ID}"))[0], _OTHERS)


def _predicate_order(predicate: str) -> tuple[int, str]:
    first = {TYPE: 0, LABEL: 1, f"<{SC}evidence>": 9}
    return first.get(predicate, 5), predicate


def _value_order(value: str) -> tuple[bool, int, str]:
    """Whole numbers by their size, everything else as text."""
    number = re.fullmatch(r"-?\d{1,18}", value) is not None
    return not number, int(value) if number else 0, value
