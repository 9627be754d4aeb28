"""JSON-LD, compact: one object a thing, one graph object a named graph."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.exporting.prefixes import LITERAL, PREFIXES, compact
from kg.mappers.terms import TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.mappers.terms import Quad

Value = str | int | bool | dict[str, str]

_ESCAPED = re.compile(r"\\U([0-9A-Fa-f]{8})")


def jsonld(quads: Iterable[Quad]) -> str:
    """The quads as a JSON-LD document."""
    graphs: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph].append(quad)
    used: set[str] = set()
    content = [
        {"@id": _iri(graph[1:-1], used), "@graph": _nodes(graphs[graph], used)} if graph else node
        for graph in sorted(graphs)
        for node in ([{}] if graph else _nodes(graphs[graph], used))
    ]
    document = {"@context": {prefix: PREFIXES[prefix] for prefix in sorted(used)}, "@graph": content}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _nodes(quads: Iterable[Quad], used: set[str]) -> list[dict[str, Any]]:
    subjects: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        subjects[quad.subject][quad.predicate].add(quad.object)
    nodes = []
    for subject in sorted(subjects):
        node: dict[str, Any] = {"@id": _iri(subject[1:-1], used)}
        for predicate in sorted(subjects[subject]):
            values = sorted(subjects[subject][predicate])
            if predicate == TYPE:
                node["@type"] = _one_or_all([_iri(value[1:-1], used) for value in values])
            else:
                node[_iri(predicate[1:-1], used)] = _one_or_all([_value(value, used) for value in values])
        nodes.append(node)
    return nodes


def _one_or_all(values: list[Value]) -> Value | list[Value]:
    return values[0] if len(values) == 1 else values


def _iri(iri: str, used: set[str]) -> str:
    short = compact(iri)
    if short is None:
        return iri
    used.add(short[0])
    return f"{short[0]}:{short[1]}"


def _value(term: str, used: set[str]) -> Value:
    if term.startswith("<"):
        return {"@id": _iri(term[1:-1], used)}
    match = LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"no RDF term: {term}")
    # N-Triples escapes as JSON does, but for \\U.
    as_json = _ESCAPED.sub(lambda found: json.dumps(chr(int(found[1], 16)))[1:-1], match["text"])
    text = str(json.loads(as_json, strict=False))
    if match["language"]:
        return {"@language": match["language"], "@value": text}
    datatype = match["datatype"]
    if not datatype or datatype == f"{XSD}string":
        return text
    # Native numbers and truth values only where reading them gives the very same term again.
    if datatype == f"{XSD}integer" and re.fullmatch(r"0|-?[1-9]\d{0,14}", text):
        return int(text)
    if datatype == f"{XSD}boolean" and text in ("true", "false"):
        return text == "true"
    return {"@type": _iri(datatype, used), "@value": text}
