"""RDF files against anybody's shapes: the verdict is pySHACL's own, with nothing of ours in between."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.validation.parsing import quads, quiet_literals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

_MODIFIERS = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of a validation, as SHACL has it: nodes and literals in Turtle, the path in SPARQL.

    ``messages`` holds each with its language, which may be "".
    """

    focus: str
    path: str
    value: str
    severity: str
    component: str
    shape: str
    messages: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str) -> str:
        """The finding in one line, with the message in the language where it has one, else in any.

        >>> messages = (("de", "Kein x"), ("en", "No x"))
        >>> Finding("<urn:a>", "<urn:p>", '"x"', "Violation", "…", "…", messages).sentence("en")
        '<urn:a> <urn:p>: No x, found "x"'
        """
        messages = dict(reversed(self.messages))
        said = messages.get(language) or next(iter(messages.values()), self.component)
        where = f"{self.focus} {self.path}".strip()
        return " ".join(f"{where}: {said}{f', found {self.value}' if self.value else ''}".split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What pySHACL says of a graph: whether it conforms, and its results, sorted."""

    conforms: bool
    findings: tuple[Finding, ...] = ()


def validate_against(paths: Iterable[Path], shapes: Path, base: str = "") -> Verdict:
    """Hold the graphs of RDF files, merged into one, against the shapes of another file.

    Nothing is inferred, imported or fetched.

    Raises:
        KgError: where a file cannot be parsed, or the shapes are none that can be used.
    """
    import pyshacl
    from rdflib import Graph

    with quiet_literals(), _offline():
        graph = Graph()
        for number, path in enumerate(paths):
            _fill(graph, path, base, str(number or ""))
        wanted = Graph()
        _fill(wanted, shapes, base, "")
        conforms, results, text = pyshacl.validate(graph, shacl_graph=wanted, inference="none", advanced=False)
    if not isinstance(results, Graph):
        said = " ".join((text or str(results)).split())
        raise KgError(f"{shapes}: its shapes cannot be used: {said[:500]} Mend them and validate again.")
    return Verdict(bool(conforms), tuple(sorted(_findings(results))))


def _fill(graph: Graph, path: Path, base: str, label: str) -> None:
    for subject, predicate, value, _ in quads(path, base, label=label):
        graph.add((subject, predicate, value))


@contextmanager
def _offline() -> Iterator[None]:
    """Shapes may hold SPARQL, and SPARQL may name graphs and servers anywhere: nothing is asked of them."""
    import socket

    from rdflib.plugins import sparql

    class Refusing(socket.socket):
        def __init__(self, *_: object, **__: object) -> None:
            raise KgError("The shapes would ask a server for data. Take SERVICE and FROM out of their queries.")

    before, loading = socket.socket, sparql.SPARQL_LOAD_GRAPHS
    socket.socket, sparql.SPARQL_LOAD_GRAPHS = Refusing, False  # type: ignore[misc]
    try:
        yield
    finally:
        socket.socket, sparql.SPARQL_LOAD_GRAPHS = before, loading  # type: ignore[misc]


def _findings(results: Graph) -> Iterator[Finding]:
    from rdflib import RDF
    from rdflib.namespace import SH

    for report in results.subjects(RDF.type, SH.ValidationReport):
        for node in results.objects(report, SH.result):  # not those inside sh:detail
            told = {str(name).rpartition("#")[2]: value for name, value in results.predicate_objects(node)}
            shown = {name: _shown(value) for name, value in told.items()}
            messages = results.objects(node, SH.resultMessage)
            yield Finding(
                focus=shown["focusNode"],
                path=_path(results, told["resultPath"]) if "resultPath" in told else "",
                value=shown.get("value", ""),
                severity=shown["resultSeverity"].rpartition("#")[2].rstrip(">"),
                component=shown["sourceConstraintComponent"].rpartition("#")[2].rstrip(">"),
                shape=shown["sourceShape"],
                messages=tuple(sorted((getattr(each, "language", "") or "", str(each)) for each in messages)),
            )


def _shown(node: Node) -> str:
    return node.n3()


def _path(graph: Graph, path: Node) -> str:
    """A SHACL path as a SPARQL path."""
    from rdflib import RDF, URIRef
    from rdflib.namespace import SH

    if isinstance(path, URIRef):
        return _shown(path)
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return f"^{_path(graph, inverse)}"
    if (alternatives := graph.value(path, SH.alternativePath)) is not None:
        return f"({'|'.join(_path(graph, each) for each in graph.items(alternatives))})"
    for name, sign in _MODIFIERS.items():
        if (inner := graph.value(path, SH[name])) is not None:
            return f"({_path(graph, inner)}){sign}"
    if (path, RDF.first, None) in graph:
        return "/".join(_path(graph, each) for each in graph.items(path))
    return _shown(path)
