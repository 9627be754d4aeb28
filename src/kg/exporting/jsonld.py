"""JSON-LD 1.1, compact under the published context, which each file carries: nothing has to be fetched to read one.

https://www.w3.org/TR/json-ld11/. One object a thing, one graph object a named graph. What separates two things is a
line of its own, so that one more thing changes no line of another.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.errors import ResourceError
from kg.exporting.prefixes import LITERAL
from kg.mappers import by_graph
from kg.mappers.terms import TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.mappers.terms import Quad

Value = str | int | bool | dict[str, str]

_ESCAPED = re.compile(r"\\U([0-9A-Fa-f]{8})")
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")


@cache
def context() -> dict[str, Any]:
    """The published context, ``ontology/context.jsonld``: its terms, by name.

    Raises:
        ResourceError: where the file is missing or malformed.
    """
    path = resources.path("ontology/context.jsonld")
    try:
        terms: dict[str, Any] = json.loads(path.read_text("utf-8"))["@context"]
    except (ValueError, KeyError, TypeError) as error:
        raise ResourceError(f"{path} is no JSON-LD context: {error}. Install the package again.") from None
    return terms


def jsonld(quads: Iterable[Quad]) -> str:
    """The quads as a JSON-LD document."""
    graphs = by_graph(quads)
    content = []
    for graph in sorted(graphs):
        nodes = [_indented(json.dumps(node, ensure_ascii=False, indent=1)) for node in _nodes(graphs[graph])]
        if graph:
            name = json.dumps(_iri(graph[1:-1]), ensure_ascii=False)
            nodes = [f' {{\n  "@id": {name},\n  "@graph": [\n{_listed(nodes)}  ]\n }}']
        content += nodes
    terms = ",\n".join(f"  {json.dumps(name)}: {json.dumps(meaning)}" for name, meaning in context().items())
    return f'{{\n "@context": {{\n{terms}\n }},\n "@graph": [\n{_listed(content)} ]\n}}\n'


def _indented(text: str) -> str:
    return re.sub("(?m)^", "   ", text)


def _listed(objects: Sequence[str]) -> str:
    return "\n,\n".join(objects) + "\n" if objects else ""


def text_of(literal: str) -> str:
    """The text of a literal in N-Triples, without its quotation marks, escapes, language and datatype.

    >>> text_of('"Kota \\\\"Taman\\\\""@id')
    'Kota "Taman"'

    Raises:
        ValueError: where it is no literal.
    """
    match = LITERAL.fullmatch(literal)
    if match is None:
        raise ValueError(f"no literal: {literal}")
    # N-Triples escapes as JSON does, but for \\U.
    as_json = _ESCAPED.sub(lambda found: json.dumps(chr(int(found[1], 16)))[1:-1], match["text"])
    return str(json.loads(as_json, strict=False))


def _nodes(quads: Iterable[Quad]) -> list[dict[str, Any]]:
    subjects: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        subjects[quad.subject][quad.predicate].add(quad.object)
    nodes = []
    for subject in sorted(subjects):
        node: dict[str, Any] = {"@id": _iri(subject[1:-1])}
        for predicate in sorted(subjects[subject]):
            values = sorted(subjects[subject][predicate])
            if predicate == TYPE:
                node["@type"] = _one_or_all([_name(value[1:-1]) for value in values])
            else:
                name = _name(predicate[1:-1])
                node[name] = _one_or_all([_value(value, _coercion(name)) for value in values])
        nodes.append(node)
    return nodes


def _one_or_all(values: list[Value]) -> Value | list[Value]:
    return values[0] if len(values) == 1 else values


@cache
def _terms() -> tuple[dict[str, str], dict[str, str]]:
    """What the context says, turned round: the names of IRIs, and the prefixes of namespaces."""
    prefixes = {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.endswith(("/", "#"))}
    names = {}
    for name, meaning in context().items():
        curie = meaning["@id"] if isinstance(meaning, dict) else meaning
        if not name.startswith("@") and name not in prefixes:
            prefix, _, local = curie.partition(":")
            names[prefixes[prefix] + local] = name
    return names, {iri: name for name, iri in prefixes.items()}


def _name(iri: str) -> str:
    """A property or class, as a term of the context where it has one."""
    return _terms()[0].get(iri) or _iri(iri)


def _iri(iri: str) -> str:
    for namespace, prefix in _terms()[1].items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _coercion(name: str) -> str:
    """The type that the context gives to a property's values."""
    meaning = context().get(name)
    return str(meaning.get("@type", "")) if isinstance(meaning, dict) else ""


def _value(term: str, coercion: str) -> Value:
    if term.startswith("<"):
        iri = _iri(term[1:-1])
        return iri if coercion == "@id" else {"@id": iri}
    text, match = text_of(term), LITERAL.fullmatch(term)
    if match is not None and match["language"]:
        return {"@language": match["language"], "@value": text}
    datatype = match["datatype"] if match is not None else None
    if not datatype or datatype == f"{XSD}string":
        return {"@value": text} if coercion else text
    if _iri(datatype) == coercion:
        return text
    # Native numbers and truth values only where reading them gives the very same term again.
    if not coercion and datatype == f"{XSD}integer" and re.fullmatch(r"0|-?[1-9]\d{0,14}", text):
        return int(text)
    if not coercion and datatype == f"{XSD}boolean" and text in ("true", "false"):
        return text == "true"
    return {"@type": _iri(datatype), "@value": text}
