"""The graph on disk: the only reader and writer of graphs in a store's folder.

A store is one folder: ``store.json`` (its format), ``graph/`` (the quads, embedded Oxigraph), ``articles/<id>.txt``
(the texts that the evidence points into, to the last line end). One process writes at a time; what is asked for
while somebody writes is told so. An article enters, is replaced or leaves in one request, so that an interruption at
any moment leaves each article whole or absent.
"""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.article import article_id
from kg.errors import QueryError, StoreError
from kg.mappers import (
    EDITOR,
    ID,
    PROV,
    REFERENCE,
    SC,
    Quad,
    article_graphs,
    literal,
    n_quads,
    n_triples,
    reference_quads,
    sc,
)
from kg.store.federation import refuse_service
from kg.store.folder import damaged, read_manifest, release_lock, take_lock, telling_damage, write_manifest, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from kg.article import Article

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_PREFIXES = {"sc": SC}


class Solutions(NamedTuple):
    """The answer to a SELECT: the names of its columns, and rows of RDF terms (None where unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class Store:
    """A store on disk, open until :meth:`close` or the end of its ``with`` block."""

    def __init__(self, folder: Path, graph: ox.Store, lock: int | None) -> None:
        self.folder, self._graph, self._lock = folder, graph, lock

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Store:
        """The store in this folder; made where there is none yet, unless it shall only be read.

        Raises:
            StoreError: where there is none to read, the folder holds something else, another process writes to it,
                it comes from a newer version, or it is damaged.
        """
        manifest = read_manifest(folder)
        if manifest is None and read_only:
            raise StoreError(f"There is no store at {folder}. Build one: kg --store {folder} build SOURCE")
        if read_only:
            return cls._open_to_read(folder)
        return cls._open_to_write(folder, manifest)

    @classmethod
    def _open_to_read(cls, folder: Path) -> Store:
        lock = take_lock(folder, shared=True)
        try:
            with telling_damage(folder):
                graph = ox.Store.read_only(str(folder / "graph"))
                whole = graph.contains_named_graph(ox.NamedNode(REFERENCE))
        finally:
            release_lock(lock)
        if not whole:
            raise damaged(folder, "its reference graph is missing")
        return cls(folder, graph, None)

    @classmethod
    def _open_to_write(cls, folder: Path, manifest: dict[str, object] | None) -> Store:
        try:
            (folder / "articles").mkdir(parents=True, exist_ok=True)
            if manifest is None:
                write_manifest(folder, "")
        except OSError as error:
            raise StoreError(f"{folder} cannot be written: {error.strerror}. Choose another folder: --store") from None
        lock = take_lock(folder, shared=False)
        try:
            with telling_damage(folder):
                store = cls(folder, ox.Store(str(folder / "graph")), lock)
                store._keep_reference(str((manifest or {}).get("reference", "")))
        except BaseException:
            release_lock(lock)
            raise
        return store

    def _keep_reference(self, digest: str) -> None:
        """Write the gazetteer's graph where the store is new or the gazetteer is another than when it was made."""
        from kg.gazetteer import Gazetteer

        quads = reference_quads(Gazetteer.load())
        now = sha256(n_quads(quads).encode()).hexdigest()[:16]
        whole = self._graph.contains_named_graph(ox.NamedNode(REFERENCE))
        if digest and not whole:
            raise damaged(self.folder, "its reference graph is missing")
        if digest != now:
            self._graph.update(_replacement([REFERENCE], quads))
            write_manifest(self.folder, now)

    def close(self) -> None:
        """Write everything to disk and let go of the folder."""
        if self._lock is not None:
            with telling_damage(self.folder):
                self._graph.flush()
            release_lock(self._lock)
            self._lock = None
        del self._graph

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    def replace(self, article: Article, quads: Iterable[Quad]) -> None:
        """Store the article's text and its two graphs, in place of what was there of it, in one request.

        The same text under several file names is one article: the names known before are kept beside the new one.
        """
        facts, evidence = article_graphs(article.id)
        known = [Quad(f"<{facts}>", sc("file"), literal(file), f"<{facts}>") for file in self.files(article.id)]
        write_whole(self._text_path(article.id), article.text.encode("utf-8"))
        with telling_damage(self.folder):
            self._graph.update(_replacement([facts, evidence], sorted({*quads, *known})))

    def add_file(self, article_id: str, file: str) -> None:
        """State that a stored article's text was met under this file name too."""
        facts, _ = article_graphs(article_id)
        with telling_damage(self.folder):
            self._graph.add(
                ox.Quad(ox.NamedNode(facts), ox.NamedNode(f"{SC}file"), ox.Literal(file), ox.NamedNode(facts))
            )

    def retract(self, article_id: str) -> None:
        """Take the article's two graphs and its text out of the store; nothing happens where it is not there."""
        with telling_damage(self.folder):
            self._graph.update("".join(f"DROP SILENT GRAPH <{graph}>;\n" for graph in article_graphs(article_id)))
        self._text_path(article_id).unlink(missing_ok=True)

    def articles(self) -> list[str]:
        """The ids of the stored articles, sorted."""
        found = self.select("SELECT ?a { GRAPH ?a { ?a a sc:Article } }").rows
        return sorted(str(term.value).removeprefix(f"{ID}article/") for (term,) in found if term is not None)

    def files(self, article_id: str) -> list[str]:
        """The file names under which the article was read, sorted; empty where it is not stored."""
        facts = ox.NamedNode(article_graphs(article_id)[0])
        with telling_damage(self.folder):
            found = self._graph.quads_for_pattern(facts, ox.NamedNode(f"{SC}file"), None, facts)
            return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.Literal))

    def fingerprint(self, article_id: str) -> str | None:
        """Which pipeline the article's graphs were made by; None where it is not stored."""
        graph = ox.NamedNode(article_graphs(article_id)[1])
        with telling_damage(self.folder):
            found = self._graph.quads_for_pattern(graph, ox.NamedNode(f"{SC}pipeline"), None, graph)
            return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)

    def corrected(self, article_id: str) -> bool:
        """Whether a person corrected the article's facts, in a fact sheet."""
        graph = ox.NamedNode(article_graphs(article_id)[1])
        agent, editor = ox.NamedNode(f"{PROV}wasAttributedTo"), ox.NamedNode(f"{ID}{EDITOR}")
        with telling_damage(self.folder):
            return any(self._graph.quads_for_pattern(graph, agent, editor, graph))

    def holds(self, quads: Iterable[Quad], article_id: str) -> bool:
        """Whether the article's graphs hold these quads and nothing else but the names of further files."""
        stored: set[ox.Quad] = set()
        with telling_damage(self.folder):
            for graph in article_graphs(article_id):
                stored.update(self._graph.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        given = set(ox.parse(n_quads(quads), format=ox.RdfFormat.N_QUADS))
        return given <= stored and all(quad.predicate.value == f"{SC}file" for quad in stored - given)

    def find(self, name: str) -> list[str]:
        """The ids of the stored articles that a person may mean by an id, the start of one, an IRI or a file name."""
        wanted = name.removeprefix(f"{ID}article/")
        ids = self.articles()
        if wanted in ids:
            return [wanted]
        by_file = [each for each in ids if name in self.files(each)]
        return by_file or [each for each in ids if len(wanted) >= 4 and each.startswith(wanted)]

    def text(self, article_id_: str) -> str:
        """The article's text, as it was read.

        Raises:
            StoreError: where it is not stored, or is no longer what it was.
        """
        path = self._text_path(article_id_)
        try:
            text = path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise StoreError(f"There is no article {article_id_} in {self.folder}. 'kg stats' lists them.") from None
        except (OSError, ValueError) as error:
            raise damaged(self.folder, f"{path.name} cannot be read ({error})") from None
        if article_id(text) != article_id_:
            raise damaged(self.folder, f"the text {path.name} was altered, its quotes no longer point at their words")
        return text

    def _text_path(self, article_id: str) -> Path:
        return self.folder / "articles" / f"{article_id}.txt"

    # Questions

    def query(
        self, sparql: str, substitutions: Mapping[str, Term] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask any SPARQL query over all graphs; the default graph is their union.

        Args:
            sparql: the query; ``sc:`` needs no PREFIX.
            substitutions: a term for each of these variables (without ``?``), bound, never pasted into the text. A
                variable can be bound where a SELECT query gives it as a column.

        Raises:
            QueryError: where it does not parse, or would call another server (SERVICE).
        """
        refuse_service(sparql)
        bound: dict[ox.Variable, Term | ox.Triple] = {ox.Variable(n): t for n, t in (substitutions or {}).items()}
        with self._answering():
            return self._graph.query(sparql, prefixes=_PREFIXES, use_default_graph_as_union=True, substitutions=bound)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Say in a sentence what Oxigraph reports of a query or of the store, when it is asked and row by row."""
        try:
            with telling_damage(self.folder):
                yield
        except RuntimeError as error:
            raise QueryError(f"The query cannot be answered: {error}") from None
        except SyntaxError as error:
            raise QueryError(f"The query does not parse: {error.msg}") from None

    def select(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> Solutions:
        """The answer to a SELECT query, whole. Arguments and errors as in :meth:`query`."""
        answer = self.query(sparql, substitutions)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("A SELECT query is needed here.")
        columns = tuple(variable.value for variable in answer.variables)
        with self._answering():
            rows = [tuple(_term(solution[i]) for i in range(len(columns))) for solution in answer]
        return Solutions(columns, rows)

    def construct(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query. Arguments and errors as in :meth:`query`."""
        answer = self.query(sparql, substitutions)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("A CONSTRUCT or DESCRIBE query is needed here.")
        with self._answering():
            return list(answer)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one graph by its IRI, in no particular order."""
        with telling_damage(self.folder):
            yield from self._graph.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else None)

    def n_quads(self) -> str:
        """The whole store as sorted N-Quads text: the same articles give the same bytes."""
        return "".join(sorted(f"{quad} .\n" for quad in self.quads()))


def _term(term: Term | ox.Triple | None) -> Term | None:
    return None if isinstance(term, ox.Triple) else term


def _replacement(graphs: Sequence[str], quads: Sequence[Quad]) -> str:
    """One update request that puts these quads in the place of everything in these graphs."""
    drops = "".join(f"DROP SILENT GRAPH <{graph}>;\n" for graph in graphs)
    inserts = "".join(
        f"GRAPH <{graph}> {{\n{n_triples(quad for quad in quads if quad.graph == f'<{graph}>')}}}\n" for graph in graphs
    )
    return f"{drops}INSERT DATA {{\n{inserts}}}"
