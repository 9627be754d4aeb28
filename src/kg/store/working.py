"""The graph that a writer works in: begun from the newest state, or gone on with where the last writer was killed."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.gazetteer import Gazetteer
from kg.mappers import REFERENCE, Quad, n_quads, n_triples, reference_quads
from kg.store.folder import DamagedError, damaged, telling_damage
from kg.store.states import begin, broken_seal, remove, seal, states

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Working(NamedTuple):
    """The graph in ``work/``; ``changed`` where it is not the newest state, ``resumed`` where a writer was killed."""

    graph: ox.Store
    changed: bool
    resumed: bool


def working(folder: Path, format_: int) -> Working:
    """The graph to write to, with the reference graph of today.

    Args:
        folder: the store's, locked.
        format_: that of its ``store.json``; 0 where it has none, since it was never finished.

    Raises:
        StoreError: where it is damaged.
        OSError: where it cannot be written.
    """
    work = folder / "work"
    if format_ == 1 and (folder / "graph" / "CURRENT").exists() and not work.exists():
        (folder / "graph").rename(work)
    if work.exists():
        if graph := _resumed(folder, needed=format_ > 0 and not states(folder)):
            return Working(graph, changed=True, resumed=True)
        remove(work)  # it broke with its writer; the newest state is whole
    newest = next(iter(states(folder)), None)
    if newest is None and format_ > 1:
        raise damaged(folder, "its graph is missing")
    if newest is not None and (wrong := broken_seal(newest, whole=True)):
        raise damaged(folder, wrong)
    begin(folder)
    with telling_damage(folder):
        graph = ox.Store(str(work))
        stated = seal(newest) if newest else None
        changed = _keep_reference(graph, stated.reference if stated else None)
    return Working(graph, changed=changed or newest is None, resumed=False)


def _resumed(folder: Path, *, needed: bool) -> ox.Store | None:
    """The graph that a killed writer left; None where it is broken and there is another to begin from."""
    try:
        with telling_damage(folder):
            graph = ox.Store(str(folder / "work"))
            _keep_reference(graph, None)
            return graph
    except DamagedError:
        if needed:
            raise
        return None


def _keep_reference(graph: ox.Store, held: str | None) -> bool:
    """Write the gazetteer's graph where the graph holds none, or another; whether it was written.

    Args:
        graph: to be written to.
        held: the digest of what it holds; None where that is not known.
    """
    if held is None:
        lines = (f"{quad} .\n" for quad in graph.quads_for_pattern(None, None, None, ox.NamedNode(REFERENCE)))
        held = _digest("".join(sorted(lines)))
    if held == reference_digest():
        return False
    graph.update(replacement([REFERENCE], reference_quads(Gazetteer.load())))
    return True


@cache
def reference_digest() -> str:
    """The digest of the reference graph of today."""
    return _digest(n_quads(reference_quads(Gazetteer.load())))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def replacement(graphs: Sequence[str], quads: Sequence[Quad], beside: Sequence[Quad] = ()) -> str:
    """One update request that puts these quads in the place of everything in these graphs, and others beside."""
    drops = "".join(f"DROP SILENT GRAPH <{graph}>;\n" for graph in graphs)
    by_graph = {f"<{graph}>": [quad for quad in quads if quad.graph == f"<{graph}>"] for graph in graphs}
    for quad in beside:
        by_graph.setdefault(quad.graph, []).append(quad)
    inserts = "".join(f"GRAPH {graph} {{\n{n_triples(stated)}}}\n" for graph, stated in by_graph.items())
    return f"{drops}INSERT DATA {{\n{inserts}}}"
