"""The graph that is drawn: things as nodes, what the articles state between them as edges, each with its sentences."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.mappers.terms import GEO, ID, OA, SC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.store import Store

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
#: What kinds of things are told apart by colour and mark, and the classes of each.
KINDS = {
    "area": ("City", "Regency", "Province", "AmbiguousArea"),
    "person": ("Person",),
    "organization": ("Organization", "Ministry", "LocalGovernment", "Agency"),
    "award": ("Award",),
    "event": ("Event",),
    "programme": ("Programme",),
    "work": ("Work",),
    "position": ("Position",),
    "list": (),
}
_KIND_OF = {class_: kind for kind, classes in KINDS.items() for class_ in classes}

# Of each class of facts: which role leads to which, and what the edge is called. None is the fact itself.
_EDGES: dict[str, tuple[tuple[str | None, str | None, str], ...]] = {
    "Conferral": (
        ("recipient", "award", "received"),
        ("grantor", "award", "granted"),
        ("presenter", "award", "handed-over"),
        ("acceptor", "recipient", "accepted-for"),
        ("award", "event", "given-at"),
    ),
    "Placement": (("area", "list", "placed-in"),),
    "Participation": (("area", "programme", "takes-part-in"),),
    "Tenure": (("person", "body", "holds-office"),),
    "Event": (("organizer", None, "organizes"),),
    "Statement": (("speaker", "about", "speaks-of"),),
}
_DAY, _YEAR = ("date", "observedOn"), ("year", "edition")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, and the file's name."""

    file: str
    sentence: str


@dataclass(slots=True)
class Node:
    """A thing. ``open`` where the text leaves open which area is meant; ``hidden`` neighbours are not drawn.

    ``class_`` is its class's name in the ontology ("City"; empty for a list), ``place`` an area's latitude and
    longitude.
    """

    iri: str
    label: str
    kind: str
    open: bool = False
    hidden: int = 0
    class_: str = ""
    place: tuple[float, float] | None = None


@dataclass(slots=True)
class Edge:
    """What the articles state between two things, and in which sentences.

    ``facts`` are the facts that it stands for, each with the article that states it; ``days`` and ``years`` are when
    these say that it was, sorted. Facts without a day or a year add none.
    """

    source: str
    target: str
    relation: str
    passages: list[Passage] = field(default_factory=list)
    detail: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How often the articles state it: each fact once an article."""
        return len(self.facts)

    @property
    def date(self) -> str:
        """When it was first so, as a day or else a year ("2022-11-09", "2022"); empty where no article tells.

        >>> Edge("a", "b", "received", years=[2021, 2022], days=["2022-11-09"]).date
        '2021'
        """
        return min((*self.days, *map(str, self.years)), key=lambda when: (when[:4], -len(when)), default="")


@dataclass(slots=True)
class Network:
    """Nodes by IRI, edges in a fixed order, and how many things were left out."""

    nodes: dict[str, Node]
    edges: list[Edge]
    hidden: int = 0
    centre: str | None = None


def network(store: Store, sentence: Callable[[str, int, int], str]) -> Network:
    """Everything in the store that has a link to something else.

    Args:
        store: what is drawn.
        sentence: gives the sentence of a text that the characters from start to end stand in.
    """
    facts, labels, classes, words, places = _read(store)
    texts = _Texts(store, sentence)
    edges: dict[tuple[str, str, str], Edge] = {}
    nodes: dict[str, Node] = {}
    for (graph, fact), roles in sorted(facts.items()):
        for class_ in sorted(roles.get(_TYPE, ())):
            for source_role, target_role, relation in _EDGES.get(class_.removeprefix(SC), ()):
                for source in _ends(roles, source_role, fact):
                    for target in _ends(roles, target_role, fact):
                        edge = edges.setdefault((source, target, relation), Edge(source, target, relation))
                        edge.detail = edge.detail or _detail(relation, roles, labels)
                        _note(edge, fact, graph, roles)
                        supporting = {f"{SC}{role or 'name'}" for role in (source_role, target_role)}
                        for passage in texts.passages(words[graph, fact], supporting, graph):
                            if passage not in edge.passages:
                                edge.passages.append(passage)
                        for iri in (source, target):
                            nodes.setdefault(iri, _node(iri, labels, classes, places))
    return Network(dict(sorted(nodes.items())), [edges[key] for key in sorted(edges) if key[0] != key[1]])


def around(whole: Network, iri: str, depth: int) -> Network:
    """The part of a network that can be reached from a thing in so many steps.

    Raises:
        KgError: where the thing has no links.
    """
    if iri not in whole.nodes:
        raise KgError(f"{iri.removeprefix(ID)} has no links to draw. 'kg show' tells what is known of it.")
    distance = _distances(whole, iri, depth)
    part = _restricted(whole, set(distance))
    part.centre = iri
    return part


def limited(whole: Network, most: int) -> Network:
    """At most so many things: those nearest to the centre, then those with the most links; the rest is counted."""
    if len(whole.nodes) <= most:
        return whole
    degree: defaultdict[str, int] = defaultdict(int)
    for edge in whole.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    distance = _distances(whole, whole.centre, len(whole.nodes)) if whole.centre else {}
    ordered = sorted(whole.nodes, key=lambda iri: (distance.get(iri, 0), -degree[iri], iri))
    part = _restricted(whole, set(ordered[:most]))
    part.hidden = len(whole.nodes) - most
    return part


def _restricted(whole: Network, kept: set[str]) -> Network:
    nodes = {iri: replace(node, hidden=0) for iri, node in whole.nodes.items() if iri in kept}
    beyond: defaultdict[str, set[str]] = defaultdict(set)
    for edge in whole.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in kept and other not in kept:
                beyond[one].add(other)
    for iri, others in beyond.items():
        nodes[iri].hidden = len(others)
    edges = [edge for edge in whole.edges if edge.source in kept and edge.target in kept]
    return Network(nodes, edges, whole.hidden, whole.centre)


def _distances(whole: Network, start: str, depth: int) -> dict[str, int]:
    import networkx as nx

    graph = nx.Graph((edge.source, edge.target) for edge in whole.edges)
    return dict(nx.single_source_shortest_path_length(graph, start, cutoff=depth))


Roles = dict[str, list[str]]
Words = list[tuple[str, int, int]]
Subjects = dict[tuple[str, str], defaultdict[str, list[str]]]


def _read(
    store: Store,
) -> tuple[
    dict[tuple[str, str], Roles], dict[str, str], dict[str, set[str]], dict[tuple[str, str], Words], dict[str, Roles]
]:
    """Facts by article and IRI, labels, classes, the places of each fact's words, and where on earth areas are."""
    subjects: defaultdict[tuple[str, str], defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[str, str] = {}
    classes: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, Roles] = defaultdict(dict)
    for quad in store.quads():
        graph, subject, predicate, value = (
            str(term.value)  # type: ignore[union-attr]
            for term in (quad.graph_name, quad.subject, quad.predicate, quad.object)
        )
        subjects[graph, subject][predicate].append(value)
        if predicate == _LABEL:
            labels[subject] = min(value, labels.get(subject, value))
        elif predicate == _TYPE:
            classes[subject].add(value.removeprefix(SC))
        elif predicate in (f"{GEO}lat", f"{GEO}long"):
            places[subject][predicate] = [value]
    words: defaultdict[tuple[str, str], Words] = defaultdict(list)
    facts = {}
    for (graph, subject), said in subjects.items():
        if graph.endswith("/evidence"):
            article = graph.removesuffix("/evidence")
            for evidence in said.get(f"{SC}evidence", ()):
                words[article, subject] += _places(graph, subjects[graph, evidence], subjects)
        elif any(class_.removeprefix(SC) in _EDGES for class_ in said.get(_TYPE, ())):
            facts[graph, subject] = {predicate: sorted(values) for predicate, values in said.items()}
    return facts, labels, classes, words, places


def _places(graph: str, evidence: Roles, subjects: Subjects) -> Iterator[tuple[str, int, int]]:
    for selector in evidence.get(f"{OA}hasSelector", ()):
        position = subjects[graph, selector]
        if position.get(f"{OA}start"):
            yield evidence[f"{SC}supports"][0], int(position[f"{OA}start"][0]), int(position[f"{OA}end"][0])


def _ends(roles: Roles, role: str | None, fact: str) -> list[str]:
    if role is None:
        return [fact]
    values = roles.get(f"{SC}{role}", [])
    return [f"list:{value}" for value in values] if role == "list" else values


def _detail(relation: str, roles: Roles, labels: dict[str, str]) -> str:
    """What the edge says beyond its name: the office, the rank, the category."""
    told = {
        "holds-office": ("position",),
        "received": ("category", "rank"),
        "placed-in": ("rank", "withinTop", "score"),
    }
    values = [
        ("#" if role == "rank" else "≤ " if role == "withinTop" else "") + labels.get(value, value)
        for role in told.get(relation, ())
        for value in roles.get(f"{SC}{role}", [])[:1]
    ]
    return ", ".join(values)


def _note(edge: Edge, fact: str, article: str, roles: Roles) -> None:
    """Take down that an article's fact is behind the edge, and when it says that it was."""
    if (fact, article) in edge.facts:
        return
    edge.facts.append((fact, article))
    edge.days = sorted({*edge.days, *(day for role in _DAY for day in roles.get(f"{SC}{role}", ()))})
    edge.years = sorted({*edge.years, *(int(year) for role in _YEAR for year in roles.get(f"{SC}{role}", ()))})


def _node(iri: str, labels: dict[str, str], classes: dict[str, set[str]], places: dict[str, Roles]) -> Node:
    if iri.startswith("list:"):
        return Node(iri, iri.removeprefix("list:"), "list")
    known = [class_ for class_ in sorted(classes.get(iri, ())) if class_ in _KIND_OF]
    place = places.get(iri, {})
    return Node(
        iri,
        labels.get(iri, iri.removeprefix(ID)),
        _KIND_OF[known[0]] if known else "list",
        "AmbiguousArea" in classes.get(iri, ()),
        class_=known[0] if known else "",
        place=(float(place[f"{GEO}lat"][0]), float(place[f"{GEO}long"][0])) if len(place) == 2 else None,
    )


class _Texts:
    """Finds sentences, and reads each text and file name only once."""

    def __init__(self, store: Store, sentence: Callable[[str, int, int], str]) -> None:
        self._store, self._sentence = store, sentence
        self._known: dict[str, tuple[str, str]] = {}

    def passages(self, words: Iterable[tuple[str, int, int]], supporting: set[str], graph: str) -> list[Passage]:
        """The sentences that support these properties, in their order; all of the fact's where none does."""
        places = sorted({(start, end) for property_, start, end in words if property_ in supporting})
        if graph not in self._known:
            article = graph.removeprefix(f"{ID}article/")
            files = self._store.files(article)
            self._known[graph] = (files[0] if files else article, self._store.text(article))
        file, text = self._known[graph]
        found = [self._sentence(text, start, end) for start, end in places]
        return [Passage(file, each) for each in dict.fromkeys(found)]
