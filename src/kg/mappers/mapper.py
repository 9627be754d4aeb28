"""What one fact type's mapper says: which property each role becomes, and which roles make up the fact's IRI."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.facts import Area, Fact, Office, Organization, Person, Work, roles
from kg.mappers import entities
from kg.mappers.terms import ID, LABEL, TYPE, literal, sc, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.mappers.article_graph import ArticleGraph

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class Slot:
    """What a role becomes: a property of the ontology, and how its value becomes a term."""

    property: str
    term: Callable[[ArticleGraph, Any, Fact], str] = entities.value


@dataclass(frozen=True)
class Mapper(Generic[F]):
    """How the facts of one type become quads.

    ``identity`` gives the values that make up the IRI, so that two articles that state the same fact give it the same
    IRI. Where that leaves two facts of one article with one IRI, the roles in which they differ are added; a type that
    ``merges`` describes the thing that its name names, and several facts are then several descriptions of one thing.
    """

    fact_type: type[F]
    slots: Mapping[str, Slot]
    identity: Callable[[F], Iterable[object]]
    label: Callable[[F], str]
    named: bool = False  # whether ``label`` is the thing's own name
    merges: bool = False

    @property
    def kind(self) -> str:
        """The class's name in the ontology."""
        return self.fact_type.__name__

    def write(self, graph: ArticleGraph, fact: F, iri: str) -> None:
        """State the fact, what its values are, and the words for each."""
        graph.add(iri, TYPE, sc(self.kind))
        if self.named:
            graph.name(iri, self.label(fact))
        else:
            graph.add(iri, LABEL, literal(self.label(fact)))
        for name, role in roles(fact):
            slot = self.slots[name]
            supports = sc(slot.property)
            if not (self.named and slot.property == "name"):
                graph.add(iri, supports, slot.term(graph, role.value, fact))
            graph.evidence(iri, supports, role)


def key(value: object) -> str:
    """The part of an IRI that stands for a value.

    >>> key(Area(("33.22", "33.74"), "Semarang")), key(Person("Neni Moerniaeni")), key(True)
    ('33.22_33.74', 'neni-moerniaeni', 'true')
    """
    match value:
        case Area():
            return entities.area_key(value)
        case Organization() | Person() | Work():
            return slug(value.name)
        case Office():
            return slug(value.title)
        case date():
            return value.isoformat()
        case _:
            return slug(str(value))


#: What a fact states, without the words: its type, its IRI as far as its identity makes it, its roles' values.
Statement = tuple[type[Fact], str, tuple[tuple[str, object], ...]]


def assign_iris(facts: Iterable[Fact], mappers: Mapping[type[Fact], Mapper[Any]]) -> dict[Fact, str]:
    """An IRI for each fact, as a term, whatever the facts' order.

    Facts that state the same with other words are one fact with more evidence, and share an IRI; facts that state
    different things never do, unless their type merges.
    """
    stated: dict[Fact, Statement] = {}
    for fact in facts:
        path = f"{type(fact).__name__.lower()}/{'-'.join(_keys(mappers[type(fact)].identity(fact)))}"
        stated[fact] = (type(fact), path, tuple((name, role.value) for name, role in roles(fact)))
    paths = {statement: statement[1] for statement in stated.values()}
    for told_apart_by in (_differences, _digest):
        sharing = defaultdict(list)
        for statement, path in paths.items():
            if not mappers[statement[0]].merges:
                sharing[path].append(statement)
        for path, group in sharing.items():
            if len(group) > 1:
                paths |= {each: "-".join(filter(None, (path, told_apart_by(each, group)))) for each in group}
    return {fact: f"<{ID}{paths[statement]}>" for fact, statement in stated.items()}


def _keys(identity: Iterable[object]) -> list[str]:
    return [key(value) for value in identity if value is not None]


def _differences(statement: Statement, group: list[Statement]) -> str:
    """The values in which a statement differs from another of the group."""
    names = sorted({name for each in group for name, _ in each[2]})
    apart = [name for name in names if len({_of(each, name) for each in group}) > 1]
    return "-".join(key(value)[:60] for name in apart for value in _of(statement, name))


def _of(statement: Statement, name: str) -> tuple[object, ...]:
    return tuple(value for each, value in statement[2] if each == name)


def _digest(statement: Statement, group: list[Statement]) -> str:
    return sha256(repr(statement[2]).encode()).hexdigest()[:8]
