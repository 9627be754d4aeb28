"""The ontology as a network: its classes, which is a kind of which, and the properties from one to another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.mappers.terms import SC
from kg.network import KINDS, Edge, Network, Node, Passage

if TYPE_CHECKING:
    from kg.drawing.wording import Language

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OWL = "http://www.w3.org/2002/07/owl#"
FILE = "smartcity.ttl"
#: The classes whose instances are claims of an article, not things.
FACTS = ("Conferral", "Placement", "Participation", "Tenure", "Statement")
_KINDS = {
    **{class_: kind for kind, classes in KINDS.items() for class_ in classes},
    **dict.fromkeys(FACTS, "fact"),
    "AdministrativeArea": "area",
}

Said = defaultdict[str, defaultdict[str, list[str]]]


def ontology(language: Language = "en") -> tuple[Network, dict[str, list[tuple[str, str]]]]:
    """The classes as things, and properties between them as edges, each with its definition; read from the ontology.

    Returns:
        The network, in which ``subclass`` is an edge too, and each class's properties with values: name and type.

    >>> classes, values = ontology()
    >>> [edge.relation for edge in classes.edges if edge.source == "Tenure"]
    ['body', 'body', 'evidence', 'person', 'position']
    >>> values["Person"]
    [('name', 'string'), ('nameVariant', 'string')]
    """
    said, words = _read(language)
    classes = sorted(name for name, roles in said.items() if f"{_OWL}Class" in roles[_TYPE])
    nodes = {name: Node(name, name, _KINDS.get(name, "other"), class_=name) for name in classes}
    edges: list[Edge] = []
    values: dict[str, list[tuple[str, str]]] = {name: [] for name in classes}
    for name in classes:
        parents = [parent for parent in said[name][f"{_RDFS}subClassOf"] if parent in nodes]
        edges += [Edge(name, parent, "subclass", [Passage(FILE, words[name])]) for parent in parents]
    for name, roles in sorted(said.items()):
        sources = [each for each in (*roles[f"{_RDFS}domain"], *roles[f"{_SCHEMA}domainIncludes"]) if each in nodes]
        targets = [*roles[f"{_RDFS}range"], *roles[f"{_SCHEMA}rangeIncludes"]]
        for source in sources:
            for target in targets:
                if target in nodes:
                    edges.append(Edge(source, target, name, [Passage(FILE, words[name])]))
                elif f"{_OWL}DatatypeProperty" in roles[_TYPE]:
                    values[source].append((name, target.rsplit("#", 1)[-1]))
    edges.sort(key=lambda edge: (edge.source, edge.relation, edge.target))
    return Network(nodes, edges), values


def _read(language: Language) -> tuple[Said, dict[str, str]]:
    """What the ontology says of each of its terms, by local name, and the definitions in this language."""
    import pyoxigraph as ox

    from kg.resources import path

    said: Said = defaultdict(lambda: defaultdict(list))
    words: dict[str, str] = defaultdict(str)
    source = path(f"ontology/{FILE}")
    for quad in sorted(ox.parse(source.read_bytes(), ox.RdfFormat.TURTLE), key=str):
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(SC):
            continue
        name = subject.value.removeprefix(SC)
        if isinstance(value, ox.Literal):
            if predicate.value == f"{_RDFS}comment" and value.language == language:
                words[name] = value.value
        elif isinstance(value, ox.NamedNode):
            said[name][predicate.value].append(value.value.removeprefix(SC))
    return said, words
