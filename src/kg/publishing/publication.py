"""Bringing a server to what the store holds: what is missing is sent, what is gone is taken back, all is verified."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.mappers.terms import n_triples
from kg.publishing.checksum import canonical, checksum
from kg.publishing.register import REGISTER, Proof, Register, proof_lines, publication_line, read_register, shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.mappers.terms import Quad
    from kg.publishing.server import Server

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: graphs to send, as canonical lines; graphs that are there already; graphs to take back."""

    name: str
    register: Register
    send: dict[str, list[str]]
    unchanged: tuple[str, ...]
    retract: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph that the server does not hold as it was sent: sizes, and some statements of each side only."""

    graph: str
    sent: int
    found: int
    missing: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What was done. Graphs with differences were sent, but are not verified, and are sent again next time."""

    verified: list[str] = field(default_factory=list)
    retracted: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def plan(
    server: Server, quads: Iterable[Quad], name: str = "kg", *, retract: bool = True, verify_all: bool = False
) -> Plan:
    """What a server lacks, asked from the server; nothing is written.

    Args:
        server: where to publish.
        quads: what the server shall hold, every quad in a named graph.
        name: of the publication: graphs that an earlier publication of this name sent, and that are no longer among the
            quads, are to be taken back, unless another publication holds them too.
        retract: False to leave them there.
        verify_all: read back graphs that were verified before as well; else the server is only asked for their size.

    Raises:
        KgError: where there is nothing to publish, or the name is none.
        ServerError: where the server cannot be read.
    """
    publication_line(name)
    graphs = _by_graph(quads)
    if not graphs:
        raise KgError("There is nothing to publish: the store holds no article. Build it first: kg build SOURCE")
    register = read_register(server.read(REGISTER))
    proofs = {graph: Proof(len(lines), checksum(lines)) for graph, lines in graphs.items()}
    known = [graph for graph in graphs if register.proofs.get(graph) == proofs[graph]]
    there = set(_still_there(server, known, proofs, verify_all))
    ours = register.parts.get(name, set())
    gone = sorted(ours - graphs.keys()) if retract else []
    return Plan(
        name,
        register,
        {graph: lines for graph, lines in graphs.items() if graph not in there},
        tuple(graph for graph in graphs if graph in there),
        tuple(gone),
    )


def publish(server: Server, todo: Plan, batch: int, progress: Callable[[int, int], None] | None = None) -> Outcome:
    """Do what was planned. Interrupted at any moment, the next plan holds only what is left to do.

    Args:
        server: the server of the plan.
        todo: the plan.
        batch: about how many statements are sent before they are read back.
        progress: called with how many of how many graphs have been sent.

    Raises:
        ServerError: where the server fails or refuses; what was verified until then stays verified.
    """
    outcome = Outcome()
    register = todo.register
    before = register.lines()
    # A proof that is about to become untrue goes first; what is ours is told before it is sent.
    for graph in (*todo.send, *todo.retract):
        register.proofs.pop(graph, None)
    register.parts.setdefault(todo.name, set()).update(todo.send, todo.unchanged)
    if register.lines() != before:
        server.writer.replace({REGISTER: register.lines()})
    done = 0
    for group in _groups(todo.send, batch):
        server.writer.replace(group)
        right = []
        for graph, lines in group.items():
            found = server.read(graph)
            if checksum(found) == checksum(lines):
                right.append(graph)
            else:
                outcome.differences.append(_difference(graph, lines, found))
        new = {graph: Proof(len(group[graph]), checksum(group[graph])) for graph in right}
        register.proofs.update(new)
        server.writer.extend(REGISTER, [line for graph, proof in new.items() for line in proof_lines(graph, proof)])
        outcome.verified += right
        done += len(group)
        if progress is not None:
            progress(done, len(todo.send))
    _retract(server, todo, outcome)
    return outcome


def _retract(server: Server, todo: Plan, outcome: Outcome) -> None:
    if not todo.retract:
        return
    kept = shared(todo.register, todo.name, todo.retract)
    dropped = [graph for graph in todo.retract if graph not in kept]
    server.writer.drop(dropped)
    for graph in dropped:
        if left := server.read(graph):
            outcome.differences.append(_difference(graph, [], left))
        else:
            outcome.retracted.append(graph)
    todo.register.parts[todo.name] -= {*outcome.retracted, *kept}
    server.writer.replace({REGISTER: todo.register.lines()})


def _by_graph(quads: Iterable[Quad]) -> dict[str, list[str]]:
    """The graphs by IRI, each as canonical lines."""
    found: dict[str, list[Quad]] = {}
    for quad in sorted(set(quads)):
        found.setdefault(quad.graph.strip("<>"), []).append(quad)
    return {graph: canonical(n_triples(triples).encode()) for graph, triples in found.items()}


def _still_there(server: Server, graphs: Sequence[str], proofs: Mapping[str, Proof], verify_all: bool) -> Iterator[str]:
    """Those of the verified graphs that somebody else has not altered since, as far as is looked."""
    if verify_all:
        yield from (graph for graph in graphs if checksum(server.read(graph)) == proofs[graph].checksum)
    elif server.counts_graphs:
        counts = server.counts(graphs)
        yield from (graph for graph in graphs if counts.get(graph) == proofs[graph].size)
    else:
        yield from graphs


def _groups(graphs: Mapping[str, list[str]], batch: int) -> Iterator[dict[str, list[str]]]:
    """Graphs together as long as they fit into a batch; a larger one alone."""
    group: dict[str, list[str]] = {}
    size = 0
    for graph, lines in graphs.items():
        if group and size + len(lines) > batch:
            yield group
            group, size = {}, 0
        group[graph] = lines
        size += len(lines)
    if group:
        yield group


def _difference(graph: str, sent: Sequence[str], found: Sequence[str]) -> Difference:
    missing, added = sorted(set(sent) - set(found)), sorted(set(found) - set(sent))
    return Difference(graph, len(sent), len(found), tuple(missing[:_SHOWN]), tuple(added[:_SHOWN]))
