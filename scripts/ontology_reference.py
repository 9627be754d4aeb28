"""The ontology as its page tells it: classes, properties, shapes, with examples and the queries that use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SDO, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.questions import Question, catalogue

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = "https://w3id.org/smartcity-kg/ontology"
NAMESPACE = f"{ONTOLOGY}#"
SHAPES = "https://w3id.org/smartcity-kg/shapes#"
FILES = ("smartcity.ttl", "shapes.ttl", "dimensions.ttl", "alignment.ttl")
LANGUAGES = ("en", "id")
_ALIGNED = {RDFS.subClassOf: "is a", RDFS.subPropertyOf: "is a", SKOS.closeMatch: "is nearly"}

Texts = dict[str, str]


@dataclass(frozen=True)
class Constraint:
    """What a shape asks of a path, as its message says, and whether it only warns."""

    path: str
    messages: Texts
    warning: bool


@dataclass(frozen=True)
class Shape:
    """A node shape: what it is for, and its constraints."""

    name: str
    targets: tuple[str, ...]
    constraints: tuple[Constraint, ...]


@dataclass
class Term:
    """A class or property: where it belongs, what others call it, what uses it."""

    name: str
    labels: Texts
    comments: Texts
    parents: list[str]
    aligned: list[tuple[str, str]]
    domain: list[str] = field(default_factory=list)
    range: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Dimension:
    """A dimension of a smart city: its names, and what else it is called."""

    name: str
    labels: Texts
    comments: Texts
    others: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """Everything that the page tells."""

    about: dict[str, Texts]
    classes: list[Term]
    properties: list[Term]
    shapes: list[Shape]
    dimensions: list[Dimension]
    queries: dict[str, Question]


@cache
def reference() -> Reference:
    """The ontology, its shapes, alignment and dimensions, and the queries, read from their files."""
    graph = _graph("smartcity.ttl")
    shapes = _shapes(_graph("shapes.ttl"))
    queries = {each.name: each for each in catalogue()}
    classes = [_term(graph, each) for each in _declared(graph, OWL.Class)]
    properties = [
        _term(graph, each)
        for each in sorted(_declared(graph, OWL.ObjectProperty) + _declared(graph, OWL.DatatypeProperty))
    ]
    for term in (*classes, *properties):
        term.shapes = [each.name for each in shapes if term.name in _named_by(each)]
        term.queries = [name for name, each in queries.items() if term.name in used_by(each)]
    for term in classes:
        term.examples = _examples(graph, term.name)
    return Reference(_about(graph), classes, properties, shapes, _dimensions(_graph("dimensions.ttl")), queries)


def used_by(query: Question) -> list[str]:
    """The classes and properties that a query names, sorted."""
    return sorted(set(re.findall(r"\bsc:([A-Za-z]\w*)", query.sparql)))


def _graph(name: str) -> Graph:
    return Graph().parse(ROOT / "ontology" / name)


def _declared(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(NAMESPACE))


def _term(graph: Graph, iri: URIRef) -> Term:
    alignment = _graph("alignment.ttl")
    aligned = [
        (relation, _short(alignment, other))
        for predicate, relation in _ALIGNED.items()
        for other in sorted(alignment.objects(iri, predicate))
    ]
    above = (RDFS.subClassOf, RDFS.subPropertyOf)
    return Term(
        iri.removeprefix(NAMESPACE),
        _texts(graph, iri, RDFS.label),
        _texts(graph, iri, RDFS.comment),
        _linked(graph, iri, *above),
        aligned,
        _linked(graph, iri, RDFS.domain, SDO.domainIncludes),
        _linked(graph, iri, RDFS.range, SDO.rangeIncludes),
    )


def _linked(graph: Graph, subject: URIRef, *predicates: URIRef) -> list[str]:
    return sorted({_short(graph, other) for each in predicates for other in graph.objects(subject, each)})


def _about(graph: Graph) -> dict[str, Texts]:
    """What is said of the ontology itself: property → language ("" for none) → values."""
    about: dict[str, Texts] = {}
    for predicate, value in sorted(graph.predicate_objects(URIRef(ONTOLOGY))):
        texts = about.setdefault(_short(graph, predicate), {})
        language = value.language or "" if isinstance(value, Literal) else ""
        texts[language] = f"{texts[language]}, {value}" if language in texts else str(value)
    return about


def _shapes(graph: Graph) -> list[Shape]:
    found = []
    for iri in sorted(graph.subjects(RDF.type, SH.NodeShape)):
        targets = [
            _short(graph, target)
            for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
            for target in sorted(graph.objects(iri, kind))
        ]
        constraints = [
            Constraint(
                _path(graph, graph.value(each, SH.path)),
                _texts(graph, each, SH.message),
                graph.value(each, SH.severity) == SH.Warning,
            )
            for each in graph.objects(iri, SH.property)
        ]
        constraints.sort(key=lambda each: (each.path, sorted(each.messages.items())))
        found.append(Shape(str(iri).removeprefix(SHAPES), tuple(targets), tuple(constraints)))
    return found


def _path(graph: Graph, path: Node | None) -> str:
    if isinstance(path, BNode):
        return "/".join(_short(graph, each) for each in Collection(graph, path))
    return _short(graph, path)


def _named_by(shape: Shape) -> set[str]:
    """The classes and properties that a shape is for, or asks something of."""
    names = {*shape.targets, *(part for each in shape.constraints for part in each.path.split("/"))}
    return {name.removeprefix("sc:") for name in names if name.startswith("sc:")}


def _examples(graph: Graph, name: str) -> list[str]:
    """What the shape cases that conform say of an instance, the fullest; else what the ontology gives as an example."""
    own, all_ = ROOT / "tests" / "shapes" / name, ROOT / "tests" / "shapes"
    for files in (own.glob("valid*.ttl"), all_.glob("*/valid*.ttl"), all_.glob("context.ttl")):
        texts = (file.read_text("utf-8") for file in sorted(files))
        blocks = [block for text in texts for block in re.findall(r"^<.*?\.$", text, re.MULTILINE | re.DOTALL)]
        found = [block for block in blocks if re.match(rf"<\S+> a sc:{name}\b", block)]
        if found:
            return [max(found, key=lambda block: (block.count(";"), -len(block)))]
    return [str(each) for each in sorted(graph.objects(URIRef(NAMESPACE + name), SKOS.example))]


def _dimensions(graph: Graph) -> list[Dimension]:
    return [
        Dimension(
            str(each).rsplit("/", 1)[-1],
            _texts(graph, each, SKOS.prefLabel),
            _texts(graph, each, SKOS.definition),
            tuple(
                sorted({str(o) for o in graph.objects(each, SKOS.altLabel)}, key=lambda word: (word.casefold(), word))
            ),
        )
        for each in sorted(graph.subjects(RDF.type, SKOS.Concept))
    ]


def _texts(graph: Graph, subject: Node, predicate: URIRef) -> Texts:
    found = [each for each in graph.objects(subject, predicate) if isinstance(each, Literal)]
    return {str(each.language): str(each) for each in sorted(found)}


def _short(graph: Graph, term: Node | None) -> str:
    return term.n3(graph.namespace_manager) if isinstance(term, URIRef) else str(term)


# The page as Markdown


def markdown() -> Iterator[str]:
    """The page for readers of the repository: a diagram, then each term with everything that belongs to it."""
    found = reference()
    yield "# The ontology\n"
    yield f"{found.about['dcterms:description']['en']}\n\n*{found.about['dcterms:description']['id']}*\n"
    version = found.about["owl:versionInfo"][""]
    yield f"Namespace `{NAMESPACE}`, prefix `sc:`, version {version}, MIT licence. The files:"
    yield ",\n".join(f"[{name}](../../ontology/{name})" for name in FILES) + "."
    yield "The same as one [page for the browser](ontology.html), which works without a network.\n"
    yield "![The classes, which is a kind of which, and the properties between them](../images/ontology.svg)\n"
    yield "## Classes\n"
    for each in found.classes:
        yield from _markdown_term(each, [term for term in found.properties if f"sc:{each.name}" in term.domain])
    yield "## Properties\n"
    for each in found.properties:
        yield from _markdown_term(each, [])
    yield "## Shapes\n"
    yield "What an article's graph must be like to enter the store ([`kg validate`](cli.md#kg-validate)).\n"
    for shape in found.shapes:
        yield f"### `:{shape.name}`\n\nFor {', '.join(f'`{each}`' for each in shape.targets)}.\n"
        yield "| of | asks | meminta |\n| --- | --- | --- |"
        for one in shape.constraints:
            kind = " (a warning)" if one.warning else ""
            english, indonesian = (_cell(one.messages[language]) for language in LANGUAGES)
            yield f"| `{_cell(one.path)}` | {english}{kind} | {indonesian} |"
        yield ""
    yield "## Dimensions\n"
    yield "| dimension | in Indonesian | in English | also called |\n| --- | --- | --- | --- |"
    for dimension in found.dimensions:
        names = " | ".join(dimension.labels[language] for language in ("id", "en"))
        yield f"| `{dimension.name}` | {names} | {_cell(', '.join(dimension.others))} |"
    yield "\n## Queries\n"
    yield "| query | asks | with |\n| --- | --- | --- |"
    for name, query in found.queries.items():
        terms = ", ".join(f"`sc:{each}`" for each in used_by(query))
        yield f"| [`{name}`](queries.md#{name}) | {_cell(query.questions.get('en', ''))} | {terms} |"
    yield ""


def _markdown_term(term: Term, properties: list[Term]) -> Iterator[str]:
    yield f"### `sc:{term.name}`{'' if term.name[0].isupper() else ' (property)'}\n"
    yield f"**{term.labels['en']}**: {term.comments['en']}\n\n**{term.labels['id']}**: {term.comments['id']}\n"
    rows = {
        "is a": ", ".join(f"`{each}`" for each in term.parents),
        "of": ", ".join(f"`{each}`" for each in term.domain),
        "value": ", ".join(f"`{each}`" for each in term.range),
        "properties": ", ".join(f"[`sc:{each.name}`](#sc{each.name.lower()}-property)" for each in properties),
        "elsewhere": ", ".join(f"{relation} `{other}`" for relation, other in term.aligned),
        "shapes": ", ".join(f"[`:{each}`](#{each.lower()})" for each in term.shapes),
        "queries": ", ".join(f"[`{each}`](queries.md#{each})" for each in term.queries),
    }
    yield from (f"- {name}: {said}" for name, said in rows.items() if said)
    yield ""
    for example in term.examples:
        yield f"```turtle\n{example}\n```\n" if example.startswith("<") else f"Example: {example}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
