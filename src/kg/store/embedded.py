"""The graph on disk: the only reader and writer of graphs in a store's folder.

A store is one folder: ``store.json`` (its format), ``graph/`` (the quads, embedded Oxigraph, in the newest state
of the store), ``articles/<id>.txt`` (the texts that the evidence points into, to the last line end). One process
writes at a time; who reads meanwhile is answered from the newest state. An article enters, is replaced or leaves in
one request, so that an interruption at any moment leaves each article whole or absent.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.article import article_id
from kg.errors import QueryError, StoreError
from kg.files import write_whole
from kg.mappers import EDITOR, ID, PROV, REFERENCE, SC, Quad, article_graphs, literal, sc
from kg.mappers.merging import IDENTITY
from kg.store.federation import refuse_service
from kg.store.folder import (
    FORMAT,
    DamagedError,
    damaged,
    is_written_to,
    read_format,
    release_lock,
    take_lock,
    telling_damage,
    unusable,
    write_manifest,
)
from kg.store.originals import SUFFIX, is_whole, keep, kept
from kg.store.states import (
    TEXTS,
    State,
    broken_seal,
    hold_newest,
    keep_for_readers,
    publish,
    remove,
    remove_leftovers,
    states,
)
from kg.store.working import reference_digest, replacement, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from kg.article import Article

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_PREFIXES = {"sc": SC}
#: What was written since makes who is who of before out of date.
_UNSETTLED = f"DELETE WHERE {{ GRAPH <{IDENTITY}> {{ <{IDENTITY}> <{SC}pipeline> ?digest }} }};\n"
#: Seconds after which readers see what a writer wrote meanwhile.
PUBLISHED_EVERY = 5.0
_PATIENCE, _PAUSE = 10.0, 0.05  # seconds that a reader waits for a store that is being made


class Solutions(NamedTuple):
    """The answer to a SELECT: the names of its columns, and rows of RDF terms (None where unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class Store:
    """A store on disk, open until :meth:`close` or the end of its ``with`` block."""

    def __init__(
        self,
        folder: Path,
        graph: ox.Store,
        *,
        state: State | None = None,
        lock: int | None = None,
        writes: bool = False,
    ) -> None:
        self.folder, self._graph, self._state, self._lock = folder, graph, state, lock
        self._writes, self._changed, self._broken, self._published = writes, False, False, time.monotonic()

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Store:
        """The store in this folder; made where there is none yet, unless it shall only be read.

        A store that is only read stays as it was at this moment, whoever writes meanwhile.

        Raises:
            StoreError: where there is none to read, the folder holds something else, another process writes to it
                and it shall be written, it comes from a newer version, or it is damaged.
        """
        format_ = read_format(folder)
        return cls.open_newest(folder, format_) if read_only else cls._open_to_write(folder, format_)

    @classmethod
    def open_newest(cls, folder: Path, format_: int = FORMAT) -> Store:
        """The newest state, to be read, whatever is the matter with ``store.json``. Errors as in :meth:`open`."""
        state = _state_to_read(folder, format_)
        try:
            with telling_damage(folder):
                if wrong := broken_seal(state.path):
                    raise damaged(folder, wrong)
                graph = ox.Store.read_only(str(state.path))
                if not graph.contains_named_graph(ox.NamedNode(REFERENCE)):
                    raise damaged(folder, "its reference graph is missing")
        except BaseException:
            state.release()
            raise
        return cls(folder, graph, state=state)

    @classmethod
    def _open_to_write(cls, folder: Path, format_: int) -> Store:
        lock = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = take_lock(folder, shared=False)
            remove_leftovers(folder)
            (folder / "articles").mkdir(exist_ok=True)
            begun = working(folder, format_)
            store = cls(folder, begun.graph, lock=lock, writes=True)
            store._changed = begun.changed
            if begun.resumed:
                store._remove_texts_without_graphs()
            if not states(folder):
                store.publish()
            if format_ != FORMAT:
                write_manifest(folder)
        except BaseException as error:
            release_lock(lock)
            if isinstance(error, OSError):
                what = f"{folder} cannot be written: {error.strerror or error}"
                raise StoreError(f"{what}. Mend that, or choose another folder: --store") from None
            raise
        return store

    def beside(self, graph: ox.Store) -> Store:
        """Another graph beside the texts of this store, for as long as this one is open."""
        return Store(self.folder, graph, state=State(self._state.path, None) if self._state else None)

    def publish(self) -> None:
        """Let readers see what was written so far.

        Raises:
            StoreError: where the disk is full; readers see what they saw before.
        """
        with self._telling():
            publish(self._graph, self.folder, reference_digest())
        self._changed, self._published = False, time.monotonic()

    def _wrote(self) -> None:
        self._changed = True
        if self._writes and time.monotonic() - self._published > PUBLISHED_EVERY:
            self.publish()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say in a sentence what goes wrong; a graph that broke is never published."""
        try:
            with telling_damage(self.folder):
                yield
        except DamagedError:
            self._broken = True
            raise

    def close(self) -> None:
        """Write everything to disk, let readers see it, and let go of the folder."""
        writes, self._writes = self._writes, False
        try:
            if writes and self._changed and not self._broken:
                self.publish()
            del self._graph
            if writes:
                remove(self.folder / "work")
        finally:
            release_lock(self._lock)
            self._lock = None
            if self._state is not None:
                self._state.release()

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
        facts, _ = article_graphs(article.id)
        known = [Quad(f"<{facts}>", sc("file"), literal(file), f"<{facts}>") for file in self.files(article.id)]
        every = sorted({*quads, *known})
        self.keep_text(article)
        self._keep_as_read(article.id, every)
        self.rename(article.id, every, "")

    def rename(self, article_id: str, quads: Iterable[Quad], digest: str) -> None:
        """Put an article's quads, with its things renamed, in the place of its graphs, in one request.

        Args:
            article_id: the article.
            quads: of its two graphs.
            digest: that of the renaming, for :meth:`renaming`; empty where things have the addresses they were read by.
        """
        graphs = article_graphs(article_id)
        state = Quad(f"<{graphs[0]}>", sc("renaming"), literal(digest), f"<{IDENTITY}>")
        with self._telling():
            begun = _without_renaming(article_id) + ("" if digest else _UNSETTLED)
            self._graph.update(begun + replacement(graphs, sorted(quads), [state] if digest else []))
        self._wrote()

    def renaming(self, article_id: str) -> str:
        """The digest of the renaming by which an article's graphs were made; empty where they are as they were read."""
        article = ox.NamedNode(article_graphs(article_id)[0])
        found = self._graph.quads_for_pattern(article, ox.NamedNode(f"{SC}renaming"), None, ox.NamedNode(IDENTITY))
        with self._telling():
            return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), "")

    def put_identity(self, quads: Iterable[Quad]) -> None:
        """Put these quads in the place of the graph that says who is who, but for the articles' renamings."""
        kept = [
            Quad(str(each.subject), str(each.predicate), str(each.object), f"<{IDENTITY}>")
            for each in self.quads(IDENTITY)
            if each.predicate.value == f"{SC}renaming"
        ]
        with self._telling():
            self._graph.update(replacement([IDENTITY], sorted({*quads, *kept})))
        self._wrote()

    def is_settled(self, digest: str) -> bool:
        """Whether identity was decided after whatever was last written, by the rules and decisions of this digest."""
        graph = ox.NamedNode(IDENTITY)
        with self._telling():
            stated = list(self._graph.quads_for_pattern(graph, ox.NamedNode(f"{SC}pipeline"), None, graph))
        return [quad.object for quad in stated] == [ox.Literal(digest)]

    def as_read(self, article_id: str) -> list[Quad]:
        """The quads of an article's graphs before identity gave its things their addresses.

        A store of before, whose graphs are as they were read, gets them kept by whoever writes to it next.
        """
        found = kept(self._as_read_path(article_id))
        if found is not None:
            return found
        quads = [
            Quad(str(each.subject), str(each.predicate), str(each.object), str(each.graph_name))
            for graph in article_graphs(article_id)
            for each in self.quads(graph)
        ]
        if self._writes:
            self._keep_as_read(article_id, quads)
        return quads

    def can_be_settled(self, article_id: str) -> bool:
        """Whether the article's graphs as they were read are there: in a file of their own, or still in the store."""
        return is_whole(self._as_read_path(article_id)) or not self.renaming(article_id)

    def _keep_as_read(self, article_id: str, quads: Iterable[Quad]) -> None:
        try:
            keep(self._as_read_path(article_id), quads)
        except OSError as error:
            raise unusable(self.folder, error.strerror or str(error)) from None

    def _as_read_path(self, article_id: str) -> Path:
        return self.folder / "articles" / f"{article_id}{SUFFIX}"

    def holds_text(self, article: Article) -> bool:
        """Whether the article's text lies in the store, as it was read."""
        return self.text_is_whole(article.id) is True

    def text_is_whole(self, article_id_: str) -> bool | None:
        """Whether the article's text is what was read; None where there is none."""
        try:
            return article_id(self._text_path(article_id_).read_bytes().decode("utf-8")) == article_id_
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return False

    def keep_text(self, article: Article) -> None:
        """Put the article's text into the store, in place of what was there of it."""
        try:
            write_whole(self._text_path(article.id), article.text.encode("utf-8"))
        except OSError as error:
            raise unusable(self.folder, error.strerror or str(error)) from None

    def add_file(self, article_id: str, file: str) -> None:
        """State that a stored article's text was met under this file name too."""
        facts, _ = article_graphs(article_id)
        stated = Quad(f"<{facts}>", sc("file"), literal(file), f"<{facts}>")
        self._keep_as_read(article_id, [*self.as_read(article_id), stated])
        with self._telling():
            self._graph.update(_UNSETTLED)
            self._graph.add(
                ox.Quad(ox.NamedNode(facts), ox.NamedNode(f"{SC}file"), ox.Literal(file), ox.NamedNode(facts))
            )
        self._wrote()

    def retract(self, article_id: str) -> None:
        """Take the article's two graphs and its text out of the store; nothing happens where it is not there."""
        with self._telling():
            drops = "".join(f"DROP SILENT GRAPH <{graph}>;\n" for graph in article_graphs(article_id))
            self._graph.update(drops + _without_renaming(article_id) + _UNSETTLED)
        self._remove_text(self._text_path(article_id))
        with suppress(OSError):  # what is left over is removed by the next writer
            self._as_read_path(article_id).unlink(missing_ok=True)
        self._wrote()

    def _remove_text(self, path: Path) -> None:
        try:
            if path.exists():
                keep_for_readers(self.folder, path)
                path.unlink()
        except OSError as error:
            raise unusable(self.folder, error.strerror or str(error)) from None

    def _remove_texts_without_graphs(self) -> None:
        """Take out what a killed writer left between an article's text and its graphs."""
        stored = set(self.articles())
        for path in (self.folder / "articles").glob("*.txt"):
            if path.stem not in stored:
                self._remove_text(path)
        for path in (self.folder / "articles").glob(f"*{SUFFIX}"):
            if path.name.removesuffix(SUFFIX) not in stored:
                path.unlink(missing_ok=True)

    def articles(self) -> list[str]:
        """The ids of the stored articles, sorted."""
        found = self.select("SELECT ?a { GRAPH ?a { ?a a sc:Article } }").rows
        return sorted(str(term.value).removeprefix(f"{ID}article/") for (term,) in found if term is not None)

    def graphs(self) -> list[str]:
        """The IRIs of all graphs, sorted."""
        with self._telling():
            return sorted(graph.value for graph in self._graph.named_graphs() if isinstance(graph, ox.NamedNode))

    def files(self, article_id: str) -> list[str]:
        """The file names under which the article was read, sorted; empty where it is not stored."""
        facts = ox.NamedNode(article_graphs(article_id)[0])
        with self._telling():
            found = self._graph.quads_for_pattern(facts, ox.NamedNode(f"{SC}file"), None, facts)
            return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.Literal))

    def fingerprint(self, article_id: str) -> str | None:
        """Which pipeline the article's graphs were made by; None where it is not stored."""
        graph = ox.NamedNode(article_graphs(article_id)[1])
        with self._telling():
            found = self._graph.quads_for_pattern(graph, ox.NamedNode(f"{SC}pipeline"), None, graph)
            return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)

    def corrected(self, article_id: str) -> bool:
        """Whether a person corrected the article's facts, in a fact sheet."""
        graph = ox.NamedNode(article_graphs(article_id)[1])
        agent, editor = ox.NamedNode(f"{PROV}wasAttributedTo"), ox.NamedNode(f"{ID}{EDITOR}")
        with self._telling():
            return any(self._graph.quads_for_pattern(graph, agent, editor, graph))

    def holds(self, quads: Iterable[Quad], article_id: str) -> bool:
        """Whether the article's graphs hold these quads and nothing else but the names of further files."""
        stored, given = set(self.as_read(article_id)), set(quads)
        return given <= stored and all(quad.predicate == sc("file") for quad in stored - given)

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
        path = self.folder / "articles" / f"{article_id}.txt"
        if self._state is not None and not path.exists():
            return self._state.path / TEXTS / path.name  # it left the store since this state
        return path

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
            with self._telling():
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
        with self._telling():
            yield from self._graph.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else None)

    def n_quads(self) -> str:
        """The whole store as sorted N-Quads text: the same articles give the same bytes."""
        return "".join(sorted(f"{quad} .\n" for quad in self.quads()))


def _without_renaming(article_id: str) -> str:
    """The request that forgets by which renaming an article's graphs were made."""
    article = article_graphs(article_id)[0]
    return f"DELETE WHERE {{ GRAPH <{IDENTITY}> {{ <{article}> <{SC}renaming> ?digest }} }};\n"


def _term(term: Term | ox.Triple | None) -> Term | None:
    return None if isinstance(term, ox.Triple) else term


def _state_to_read(folder: Path, format_: int) -> State:
    """The newest state; that of a store which somebody is just making is waited for."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        if state := hold_newest(folder):
            return state
        if format_ == 1 and (folder / "graph" / "CURRENT").exists():
            return State(folder / "graph", take_lock(folder, shared=True))
        if not is_written_to(folder) or time.monotonic() > deadline:
            break
        time.sleep(_PAUSE)
    if format_ > 1:
        raise damaged(folder, "its graph is missing")
    raise StoreError(f"There is no store at {folder}. Build one: kg --store {folder} build SOURCE")
