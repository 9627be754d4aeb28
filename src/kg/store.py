"""The graph on disk: the only reader and writer of graphs in a store's folder.

A store is one folder: ``store.json`` (its format), ``graph/`` (the quads, embedded Oxigraph), ``articles/<id>.txt``
(the texts that the evidence points into, to the last line end). One process writes at a time; what is asked for
while somebody writes is told so. An article enters, is replaced or leaves in one request, so that an interruption at
any moment leaves each article whole or absent.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.article import article_id
from kg.errors import QueryError, StoreError
from kg.mappers import ID, REFERENCE, SC, Quad, article_graphs, literal, n_quads, n_triples, reference_quads, sc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from kg.article import Article

Term = ox.NamedNode | ox.BlankNode | ox.Literal

FORMAT = 1
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
        manifest = _manifest(folder)
        if manifest is None and read_only:
            raise StoreError(f"There is no store at {folder}. Build one: kg --store {folder} build SOURCE")
        if read_only:
            return cls._open_to_read(folder)
        return cls._open_to_write(folder, manifest)

    @classmethod
    def _open_to_read(cls, folder: Path) -> Store:
        lock = _lock(folder, shared=True)
        try:
            with _damage(folder):
                graph = ox.Store.read_only(str(folder / "graph"))
                whole = graph.contains_named_graph(ox.NamedNode(REFERENCE))
        finally:
            _unlock(lock)
        if not whole:
            raise _damaged(folder, "its reference graph is missing")
        return cls(folder, graph, None)

    @classmethod
    def _open_to_write(cls, folder: Path, manifest: dict[str, object] | None) -> Store:
        try:
            (folder / "articles").mkdir(parents=True, exist_ok=True)
            if manifest is None:
                _write_manifest(folder, "")
        except OSError as error:
            raise StoreError(f"{folder} cannot be written: {error.strerror}. Choose another folder: --store") from None
        lock = _lock(folder, shared=False)
        try:
            with _damage(folder):
                store = cls(folder, ox.Store(str(folder / "graph")), lock)
                store._keep_reference(str((manifest or {}).get("reference", "")))
        except BaseException:
            _unlock(lock)
            raise
        return store

    def _keep_reference(self, digest: str) -> None:
        """Write the gazetteer's graph where the store is new or the gazetteer is another than when it was made."""
        from kg.gazetteer import Gazetteer

        quads = reference_quads(Gazetteer.load())
        now = sha256(n_quads(quads).encode()).hexdigest()[:16]
        whole = self._graph.contains_named_graph(ox.NamedNode(REFERENCE))
        if digest and not whole:
            raise _damaged(self.folder, "its reference graph is missing")
        if digest != now:
            self._graph.update(_replacement([REFERENCE], quads))
            _write_manifest(self.folder, now)

    def close(self) -> None:
        """Write everything to disk and let go of the folder."""
        if self._lock is not None:
            with _damage(self.folder):
                self._graph.flush()
            _unlock(self._lock)
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
        _write_whole(self._text_path(article.id), article.text.encode("utf-8"))
        with _damage(self.folder):
            self._graph.update(_replacement([facts, evidence], sorted({*quads, *known})))

    def add_file(self, article_id: str, file: str) -> None:
        """State that a stored article's text was met under this file name too."""
        facts, _ = article_graphs(article_id)
        with _damage(self.folder):
            self._graph.add(
                ox.Quad(ox.NamedNode(facts), ox.NamedNode(f"{SC}file"), ox.Literal(file), ox.NamedNode(facts))
            )

    def retract(self, article_id: str) -> None:
        """Take the article's two graphs and its text out of the store; nothing happens where it is not there."""
        with _damage(self.folder):
            self._graph.update("".join(f"DROP SILENT GRAPH <{graph}>;\n" for graph in article_graphs(article_id)))
        self._text_path(article_id).unlink(missing_ok=True)

    def articles(self) -> list[str]:
        """The ids of the stored articles, sorted."""
        found = self.select("SELECT ?a { GRAPH ?a { ?a a sc:Article } }").rows
        return sorted(str(term.value).removeprefix(f"{ID}article/") for (term,) in found if term is not None)

    def files(self, article_id: str) -> list[str]:
        """The file names under which the article was read, sorted; empty where it is not stored."""
        facts = ox.NamedNode(article_graphs(article_id)[0])
        with _damage(self.folder):
            found = self._graph.quads_for_pattern(facts, ox.NamedNode(f"{SC}file"), None, facts)
            return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.Literal))

    def fingerprint(self, article_id: str) -> str | None:
        """Which pipeline the article's graphs were made by; None where it is not stored."""
        graph = ox.NamedNode(article_graphs(article_id)[1])
        with _damage(self.folder):
            found = self._graph.quads_for_pattern(graph, ox.NamedNode(f"{SC}pipeline"), None, graph)
            return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)

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
            raise _damaged(self.folder, f"{path.name} cannot be read ({error})") from None
        if article_id(text) != article_id_:
            raise _damaged(self.folder, f"the text {path.name} was altered, its quotes no longer point at their words")
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
            substitutions: a term for each of these variables (without ``?``), bound, never pasted into the text.

        Raises:
            QueryError: where it does not parse, or would call another server (SERVICE).
        """
        refuse_service(sparql)
        bound: dict[ox.Variable, Term | ox.Triple] = {ox.Variable(n): t for n, t in (substitutions or {}).items()}
        try:
            with _damage(self.folder):
                return self._graph.query(
                    sparql, prefixes=_PREFIXES, use_default_graph_as_union=True, substitutions=bound
                )
        except SyntaxError as error:
            raise QueryError(f"The query does not parse: {error.msg}") from None

    def select(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> Solutions:
        """The answer to a SELECT query, whole. Arguments and errors as in :meth:`query`."""
        answer = self.query(sparql, substitutions)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("A SELECT query is needed here.")
        columns = tuple(variable.value for variable in answer.variables)
        with _damage(self.folder):
            rows = [tuple(_term(solution[i]) for i in range(len(columns))) for solution in answer]
        return Solutions(columns, rows)

    def construct(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query. Arguments and errors as in :meth:`query`."""
        answer = self.query(sparql, substitutions)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("A CONSTRUCT or DESCRIBE query is needed here.")
        with _damage(self.folder):
            return list(answer)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one graph by its IRI, in no particular order."""
        with _damage(self.folder):
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


# What a SERVICE keyword can hide in, and is none: a text, an IRI, a comment, a variable, a name with a prefix.
_TOKENS = re.compile(
    r"""'{3}(?:\\.|(?!'{3}).)*'{3} | "{3}(?:\\.|(?!"{3}).)*"{3} | '(?:\\.|[^'\\\n])*' | "(?:\\.|[^"\\\n])*"
      | <[^<>"{}|^`\\\s]*> | \#[^\n]* | [?$]\w+ | @[\w-]+ | [\w.-]*:[\w.:%\\-]* | (?P<word>\w+) | .""",
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00[0-9A-Fa-f]{6})")


def refuse_service(sparql: str) -> None:
    """Refuse a query that would call another server: answers come from this store alone.

    Raises:
        QueryError: where the query has a SERVICE clause.

    >>> refuse_service("SELECT ?service { ?s sc:service 'SERVICE' } # SERVICE")
    >>> refuse_service("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.QueryError: The query asks another server (SERVICE), ...
    """
    plain = _CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16)), sparql)
    for text in {sparql, plain}:
        for token in _TOKENS.finditer(text):
            if (token["word"] or "").upper() == "SERVICE":
                raise QueryError(
                    "The query asks another server (SERVICE), which kg refuses: answers come from this store alone. "
                    "Take the SERVICE clause out."
                )


# The folder


def _manifest(folder: Path) -> dict[str, object] | None:
    """The content of ``store.json``; None where the folder is missing or empty, so that a store can be made there."""
    try:
        content = (folder / "store.json").read_text("utf-8")
    except FileNotFoundError:
        if not folder.exists() or not any(folder.iterdir()):
            return None
        raise StoreError(
            f"{folder} is not a store of kg: it holds other things and no store.json. "
            "Choose another folder with --store, or an empty one."
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{folder} cannot be opened as a store: {error}. Choose another folder with --store."
        ) from None
    try:
        manifest = json.loads(content)
        version = int(manifest["format"])
    except (ValueError, KeyError, TypeError):
        raise _damaged(folder, "its store.json is not readable") from None
    if version > FORMAT:
        raise StoreError(
            f"The store at {folder} was made by a newer kg (format {version}, this one reads {FORMAT}). "
            "Install the newer kg, or build into another folder with --store."
        )
    return dict(manifest)


def _write_manifest(folder: Path, reference: str) -> None:
    content = json.dumps({"format": FORMAT, "reference": reference}, indent=2) + "\n"
    _write_whole(folder / "store.json", content.encode())


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, whenever the process ends."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _lock(folder: Path, *, shared: bool) -> int | None:
    """Hold the folder's lock, or tell that another process writes. None where the system has no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows: Oxigraph's own lock still keeps a second writer out
        return None
    try:
        lock = os.open(folder / "lock", os.O_RDONLY | os.O_CREAT, 0o644)
    except OSError:
        return None  # a store on a read-only medium, where nobody can write
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise _in_use(folder) from None
    return lock


def _unlock(lock: int | None) -> None:
    if lock is not None:
        with suppress(OSError):
            os.close(lock)


@contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """Say in a sentence what Oxigraph reports of a store that it cannot read or write."""
    try:
        yield
    except (FileNotFoundError, RuntimeError) as error:
        raise _damaged(folder, str(error).splitlines()[0]) from None
    except OSError as error:
        if "lock" in str(error).lower():
            raise _in_use(folder) from None
        raise StoreError(f"The store at {folder} cannot be used: {error}. Mend that and try again.") from None


def _in_use(folder: Path) -> StoreError:
    return StoreError(
        f"The store at {folder} is in use by another process that writes to it. "
        "Wait until it has ended, or work on another store: --store"
    )


def _damaged(folder: Path, what: str) -> StoreError:
    return StoreError(
        f"The store at {folder} is damaged: {what}. "
        f"Move the folder away and build again: kg --store {folder} build SOURCE"
    )
