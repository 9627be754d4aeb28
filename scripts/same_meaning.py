"""What two RDF tools say is compared by what it means: blank nodes may have other labels, numbers other digits.

``1.0`` and ``1`` are one decimal, ``3.0E4`` and ``30000`` one double: Oxigraph, which keeps numbers by their value,
answers with the shortest form. SPARQL asks for equal values, not for equal digits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.validation.parsing import quads

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
ROWS = "urn:row:"
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
XSD = "http://www.w3.org/2001/XMLSchema#"


def term(node: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term of rdflib as one of pyoxigraph."""
    match node:
        case URIRef():
            return ox.NamedNode(str(node))
        case BNode():
            return ox.BlankNode(str(node))
        case Literal() if node.language:
            return ox.Literal(str(node), language=node.language)
        case Literal() if node.datatype:
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))
    return ox.Literal(str(node))


def canonical(of: Iterable[ox.Quad | ox.Triple]) -> ox.Dataset:
    """Quads with labels for their blank nodes that depend on the quads alone."""
    dataset = ox.Dataset(each if isinstance(each, ox.Quad) else ox.Quad(*each) for each in of)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def same(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, expected: Path) -> bool:
    """Whether an answer is the expected one; the order of its rows is not compared."""
    if isinstance(answer, ox.QueryTriples):
        return canonical(answer) == canonical(ox.parse(path=str(expected), base_iri=expected.as_uri()))
    if expected.suffix in {".ttl", ".rdf"}:
        wanted: Any = _result_set(expected)
    else:
        wanted = ox.parse_query_results(path=str(expected))
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer) == bool(wanted)
    if isinstance(wanted, ox.QueryBoolean | bool):
        return False
    if isinstance(wanted, ox.QuerySolutions):
        wanted = ([each.value for each in wanted.variables], [list(each) for each in wanted])
    columns, rows = wanted
    found = [{each.value: row[each] for each in answer.variables} for row in answer]
    given = [dict(zip(columns, row, strict=True)) for row in rows]
    return {each.value for each in answer.variables} == set(columns) and _solutions(found) == _solutions(given)


def _solutions(rows: list[dict[str, Any]]) -> ox.Dataset:
    """Rows as a graph, each row once with its count, so that blank nodes may have other labels."""
    counted: Counter[tuple[tuple[str, Any], ...]] = Counter(
        tuple((name, by_value(cell)) for name, cell in sorted(row.items()) if cell is not None) for row in rows
    )
    made = []
    for number, (row, count) in enumerate(counted.items()):
        node = ox.BlankNode(f"row{number}")
        made.append(ox.Quad(node, ox.NamedNode(f"{ROWS}count"), ox.Literal(count)))
        made += [ox.Quad(node, ox.NamedNode(f"{ROWS}is:{name}"), cell) for name, cell in row]
    return canonical(made)


def _result_set(file: Path) -> bool | tuple[list[str], list[list[Any]]]:
    """An answer written as RDF."""
    told = graph(file)
    if (said := told.value(None, RS.boolean)) is not None:
        return str(said) == "true"
    columns = sorted(str(each) for each in told.objects(None, RS.resultVariable))
    rows = []
    for solution in told.objects(None, RS.solution):
        cells = {
            str(told.value(each, RS.variable)): term(told.value(each, RS.value))
            for each in told.objects(solution, RS.binding)
        }
        rows.append([cells.get(each) for each in columns])
    return columns, rows


def graph(file: Path) -> Graph:
    """What a file holds, blank nodes and relative IRIs resolved against where it lies."""
    made = Graph()
    for subject, predicate, value, _ in quads(file, file.as_uri()):
        made.add((subject, predicate, value))
    return made


def by_value(term: Cell) -> Cell:
    """A literal as the shortest form of its value, where it is a number or a truth value; else the term as it is.

    >>> by_value(ox.Literal("1.50", datatype=ox.NamedNode(f"{XSD}decimal"))).value
    '1.5'
    """
    if not isinstance(term, ox.Literal):
        return term
    value, kind = term.value, term.datatype.value.removeprefix(XSD)
    try:
        match kind:
            case "decimal" | "integer":
                value = format(Decimal(value).normalize() + 0, "f")
            case "double" | "float":
                value = str(float(value))
            case "boolean":
                value = {"1": "true", "0": "false"}.get(value, value)
    except (ArithmeticError, ValueError):
        return term
    return term if value == term.value else ox.Literal(value, datatype=term.datatype)
