"""The graph as Neo4j has it: nodes with labels and properties, relationships with a type.

A conferral, placement, participation, tenure or statement is a node once an article, because articles may differ about
it: its ``key`` is the fact's IRI and the article's id, its ``iri`` the fact's alone. Everything else is one node an
IRI; where articles give it several values of what has only one, the first is taken and ``alternatives`` holds the
others. ``(:Article)-[:STATES]->`` leads to the facts of an article, with the words; every other relationship is a
property of the ontology ("recipient" → ``RECIPIENT``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.exporting.jsonld import text_of
from kg.exporting.selection import FACT_CLASSES
from kg.harmless import visible
from kg.mappers import ID, SC, by_graph, by_subject, sc
from kg.mappers.terms import OA, TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.mappers import Quad

Value = str | int | float | bool | list[str]

_EVIDENCE, _SUPPORTS = sc("evidence"), sc("supports")
_EXACT, _HAS_SELECTOR = f"<{OA}exact>", f"<{OA}hasSelector>"
#: Properties that may have several values, in one article or over all: a list always, so that their type never changes.
LISTS = frozenset(
    "acronym altLabel alternatives attendee definition file initials nameVariant nickname prefLabel scopeNote".split()
)
# What several articles state is one thing where they say the same, and their facts are about it.
_SHARED = frozenset({sc("Event"), sc("Programme")})
#: Properties that are a day, a whole number, a decimal, a truth value.
TYPES = {
    "date": "date",
    "observedOn": "date",
    "published": "date",
    "edition": "int",
    "elementCount": "int",
    "rank": "int",
    "withinTop": "int",
    "year": "int",
    "score": "double",
    "lat": "double",
    "long": "double",
    "acting": "boolean",
    "advertorial": "boolean",
}
_NUMBERS = {"int": "integer", "double": "decimal"}


@dataclass(slots=True)
class NodeOf:
    """A node: its key, its labels, its properties."""

    key: str
    labels: list[str] = field(default_factory=list)
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship from the node of one key to that of another, and the words behind it, where it is a statement."""

    start: str
    type: str
    end: str
    words: tuple[str, ...] = ()


def property_graph(quads: Iterable[Quad]) -> tuple[list[NodeOf], list[Relationship]]:
    """The nodes by key, and the relationships, each once and sorted."""
    graphs = by_graph(quads)
    said: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    relations: set[Relationship] = set()
    pending: list[tuple[str, str, str]] = []
    for graph, inside in graphs.items():
        if graph.endswith("/evidence>"):
            continue
        subjects = by_subject(inside)
        facts = {
            subject
            for subject, described in subjects.items()
            if any(quad.predicate == TYPE and quad.object in FACT_CLASSES for quad in described)
        }
        words = _words(by_subject(graphs.get(f"{graph[:-1]}/evidence>", ())))

        own = {
            fact
            for fact in facts
            if not any(quad.predicate == TYPE and quad.object in _SHARED for quad in subjects[fact])
        }

        def key(term: str, own: set[str] = own, graph: str = graph) -> str:
            return _key(term) + (f"@{_key(graph)}" if term in own else "")

        for fact in facts:
            said[key(fact)]["iri"].add(fact)
            relations.add(Relationship(_key(graph), "STATES", key(fact), words.get(fact, ())))
        for quad in inside:
            node = said[key(quad.subject)]
            node["iri"].add(quad.subject)
            if quad.object.startswith("<") and quad.predicate != TYPE:
                pending.append((key(quad.subject), quad.predicate, key(quad.object)))
            else:
                node[quad.predicate].add(quad.object)
    known = {start: _node(start, properties) for start, properties in said.items()}
    relations |= {Relationship(start, _type(predicate), end) for start, predicate, end in pending if end in known}
    return [known[each] for each in sorted(known)], sorted(relations, key=lambda r: (r.start, r.type, r.end))


def cypher(nodes: Sequence[NodeOf], relationships: Sequence[Relationship]) -> str:
    """A Cypher script that makes the graph, and makes nothing twice when it is run again.

    One statement a line, for cypher-shell or Neo4j's browser (version 4.4 or later).
    """
    lines = ["CREATE CONSTRAINT resource_key IF NOT EXISTS FOR (n:Resource) REQUIRE n.key IS UNIQUE;"]
    for node in nodes:
        told = ", ".join(f"{_name(name)}: {_written(name, value)}" for name, value in node.properties.items())
        labels = "".join(f":{_name(label)}" for label in node.labels)
        lines.append(f"MERGE (n:Resource {{key: {_string(node.key)}}}) SET n{labels}, n += {{{told}}};")
    for each in relationships:
        words = f" SET r.words = {_list(each.words)}" if each.words else ""
        lines.append(
            f"MATCH (a:Resource {{key: {_string(each.start)}}}), (b:Resource {{key: {_string(each.end)}}}) "
            f"MERGE (a)-[r:{_name(each.type)}]->(b){words};"
        )
    return "\n".join(lines) + "\n"


def admin_import(nodes: Sequence[NodeOf], relationships: Sequence[Relationship]) -> dict[str, bytes]:
    """The files of ``neo4j-admin database import``: ``nodes.csv`` and ``relationships.csv``, and how to call it.

    Lists are separated by ``|``; where a text holds one, it becomes ``¦``.
    """
    from kg.exporting.tables import Table, csv_file

    names = sorted({"label", "iri", *LISTS, *TYPES, *_TEXTS})
    header = {"key:ID": "string", ":LABEL": "string"} | {
        f"{name}{_suffix(name)}": _NUMBERS.get(TYPES.get(name, ""), "string") for name in names
    }
    rows = [
        [node.key, "|".join(["Resource", *node.labels]), *(_cell(node.properties.get(name)) for name in names)]
        for node in nodes
    ]
    ends = {":START_ID": "string", ":END_ID": "string", ":TYPE": "string", "words:string[]": "string"}
    links: list[list[str | None]] = [
        [each.start, each.end, each.type, _cell(list(each.words)) if each.words else None] for each in relationships
    ]
    call = (
        "#!/bin/sh\n"
        "# Makes a new database of these files, as 'neo4j-admin' of Neo4j 5 does it; run it in this folder.\n"
        'exec neo4j-admin database import full "${1:-neo4j}" --array-delimiter="|" --multiline-fields=true \\\n'
        "  --nodes=nodes.csv --relationships=relationships.csv\n"
    )
    return {
        "nodes.csv": csv_file(Table("nodes", {}, header, rows)),
        "relationships.csv": csv_file(Table("relationships", {}, ends, links)),
        "import.sh": call.encode(),
    }


# Texts of one value a node.
_TEXTS = (
    "category code dateline headline list mode name notation outlet place purpose scope sha256 text url venue".split()
)


def _words(evidence: Mapping[str, list[Quad]]) -> dict[str, tuple[str, ...]]:
    """The words behind each subject, as "property: words", sorted."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, described in evidence.items():
        for quad in described:
            if quad.predicate != _EVIDENCE:
                continue
            about = evidence.get(quad.object, [])
            property_ = next((each.object[1:-1].removeprefix(SC) for each in about if each.predicate == _SUPPORTS), "")
            for selector in (each.object for each in about if each.predicate == _HAS_SELECTOR):
                for each in evidence.get(selector, ()):
                    if each.predicate == _EXACT:
                        found[subject].add(f"{property_}: {text_of(each.object)}")
    return {subject: tuple(sorted(words)) for subject, words in found.items()}


def _node(key: str, said: Mapping[str, set[str]]) -> NodeOf:
    node, others = NodeOf(key, sorted({_local(class_) for class_ in said.get(TYPE, ())})), []
    for predicate in sorted(said, key=_local):
        name = _local(predicate)
        if predicate == TYPE:
            continue
        if predicate == "iri":
            node.properties["iri"] = min(said[predicate])[1:-1]
            continue
        values = sorted(said[predicate])
        if name in LISTS:
            node.properties[name] = [text_of(value) for value in values]
        else:
            # One label of several spellings, the first, as everywhere.
            node.properties[name] = _typed(values[0])
            others += [f"{name}: {text_of(value)}" for value in values[1:]]
    if others:
        node.properties["alternatives"] = others
    return node


def _typed(literal: str) -> Value:
    text = text_of(literal)
    kind = re.search(rf"\^\^<{re.escape(XSD)}(\w+)>$", literal)
    match kind[1] if kind else "":
        case "integer":
            return int(text)
        case "decimal":
            return float(text)
        case "boolean":
            return text in ("true", "1")
        case _:
            return text


def _key(term: str) -> str:
    return term[1:-1].removeprefix(ID)


def _local(term: str) -> str:
    return re.split(r"[#/]", term.strip("<>"))[-1]


def _type(predicate: str) -> str:
    """A relationship's type, as Neo4j writes them: ``ofArea`` → ``OF_AREA``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", _local(predicate)).upper()


def _written(name: str, value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return _list(value)
    return f"date({_string(value)})" if TYPES.get(name) == "date" else _string(value)


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def _name(name: str) -> str:
    """A label, type or property's name, in backticks where it is no plain word."""
    return name if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) else "`" + _escaped(name).replace("`", "``") + "`"


def _string(text: str) -> str:
    return "'" + _escaped(text.replace("\\", "\\\\").replace("'", "\\'")) + "'"


def _escaped(text: str) -> str:
    # Some versions read \u0027 before they look for the ends of texts: in an article's own "\u" the u is told as code.
    text = text.replace("\\u", "\\\\u0075")
    return visible(re.sub(r"[\t\n\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text))


def _suffix(name: str) -> str:
    return ":string[]" if name in LISTS else f":{TYPES[name]}" if name in TYPES else ""


def _cell(value: Value | None) -> str | None:
    if isinstance(value, list):
        return "|".join(text.replace("|", "¦") for text in value)
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
