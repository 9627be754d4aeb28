"""The only place where stages are chained: read → extract → map → validate → store."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg import __version__, resources
from kg.article import Article
from kg.errors import KgError, Refused, fault
from kg.gazetteer import Gazetteer
from kg.mappers import REFERENCE, Quad, article_graphs, by_subject, map_facts, n_triples, reachable, reference_quads
from kg.sheets import Sheet, agreed
from kg.validation import Report, validate, validate_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rdflib import Graph

    from kg.facts import Facts
    from kg.store import Store
    from kg.validation import Issue


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """An article whose graphs are now in the store; ``warnings`` are what a person may want to look at.

    ``corrected`` says that its facts are not, or not all, those that reading it gives: a fact sheet has others.
    """

    file: str
    article: str
    facts: int
    near_misses: int
    warnings: tuple[Issue, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that was in the store already, made by the same rules and data, or ``corrected`` by a person."""

    file: str
    article: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Invalid:
    """An article that was not stored, because its graph does not conform to the shapes."""

    file: str
    article: str
    report: Report


Outcome = Stored | Unchanged | Invalid | Refused


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article that conforms to the shapes, as it would be stored."""

    sheet: Sheet
    quads: list[Quad]
    warnings: tuple[Issue, ...]


@dataclass(slots=True)
class BuildResult:
    """What became of each input, in the order in which they were read."""

    stored: list[Stored] = field(default_factory=list)
    unchanged: list[Unchanged] = field(default_factory=list)
    invalid: list[Invalid] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """File one more outcome."""
        match outcome:
            case Stored():
                self.stored.append(outcome)
            case Unchanged():
                self.unchanged.append(outcome)
            case Invalid():
                self.invalid.append(outcome)
            case Refused():
                self.refused.append(outcome)


def build(
    sources: Iterable[Path], store: Store, *, told: Callable[[Outcome], None] = lambda outcome: None
) -> BuildResult:
    """Read articles and store what they state. What is in the store already, made by the same rules, stays as it is.

    Each article enters the store whole and conforming or not at all, so that a build may be interrupted at any moment
    and run again. Where kg itself fails on an article, that article is refused and the others go on.

    Args:
        sources: files and folders; their order makes no difference to the graph.
        store: open for writing.
        told: called with each outcome as it comes.
    """
    from kg.extraction import extract

    result = BuildResult()
    for path, read in _read(sources):
        outcome = read if isinstance(read, Refused) else take(read, store, extract, path)
        result.add(outcome)
        told(outcome)
    return result


def extracted(sources: Iterable[Path]) -> Iterator[Sheet | Refused]:
    """What articles and fact sheets state, one article at a time; one on which kg itself fails is refused."""
    from kg.extraction import extract

    for path, read in _read(sources):
        yield read if isinstance(read, Refused) else _sheet(read, extract, path)


def articles(sources: Iterable[Path]) -> Iterator[Article | Sheet | Refused]:
    """The articles of files and folders, one at a time, in an order that does not depend on the order of sources."""
    return (read for _, read in _read(sources))


def _read(sources: Iterable[Path]) -> Iterator[tuple[Path, Article | Sheet | Refused]]:
    """Each article with the file that holds it."""
    from kg.reading import find_files, read_file

    for found in find_files(sorted(sources)):
        if isinstance(found, Refused):
            yield Path(found.file), found
        else:
            yield from ((found, read) for read in read_file(found))


def take(
    read: Article | Sheet, store: Store, extract: Callable[[Article], Facts], source: Path | None = None
) -> Stored | Unchanged | Invalid | Refused:
    """Take one article into the store.

    An article that is no longer valid under the rules of today, or on which kg itself fails, leaves the store: it holds
    what a new build would hold. A fact sheet takes the place of what was there if it is valid, and what a person
    corrected stays until another sheet of the article comes, or it is retracted.

    Args:
        read: an article, or its fact sheet.
        store: open for writing.
        extract: gives what an article states.
        source: the file that was read, for the report of a fault.
    """
    if isinstance(read, Sheet):
        return _take_sheet(read, store, extract, source or Path(read.article.file))
    corrected = store.corrected(read.id)
    if corrected or store.fingerprint(read.id) == fingerprint():
        return _left(read, store, corrected)
    source = source or Path(read.file)
    sheet = _sheet(read, extract, source)
    made = sheet if isinstance(sheet, Refused) else _made(sheet, source)
    if isinstance(made, _Ready):
        return _stored(made, store)
    store.retract(read.id)
    return made


def _take_sheet(
    claimed: Sheet, store: Store, extract: Callable[[Article], Facts], source: Path
) -> Stored | Unchanged | Invalid | Refused:
    sheet = _sheet(claimed, extract, source)
    made = sheet if isinstance(sheet, Refused) else _made(sheet, source)
    if not isinstance(made, _Ready):
        return made
    article = claimed.article
    if store.holds(made.quads, article.id):
        return _left(article, store, made.sheet.corrected)
    return _stored(made, store)


def _left(article: Article, store: Store, corrected: bool) -> Unchanged:
    if article.file not in store.files(article.id):
        store.add_file(article.id, article.file)
    return Unchanged(article.file, article.id, corrected)


def _stored(ready: _Ready, store: Store) -> Stored:
    facts, corrected = ready.sheet.facts, ready.sheet.corrected
    store.replace(facts.article, ready.quads)
    counted = len(facts.facts), len(facts.near_misses)
    return Stored(facts.article.file, facts.article.id, *counted, ready.warnings, corrected)


def _sheet(read: Article | Sheet, extract: Callable[[Article], Facts], source: Path) -> Sheet | Refused:
    """What an article states; of a fact sheet, what reading its article again gives counts as read, the rest not."""
    from kg.reading import read_again

    def made() -> Sheet | Refused:
        if isinstance(read, Article):
            return Sheet(extract(read), fingerprint())
        try:
            article = read_again(read.article)
        except Refused as refusal:
            return refusal
        return agreed(read, extract(article), fingerprint())

    return _guarded(made, read.file if isinstance(read, Article) else read.article.file, source)


def _made(sheet: Sheet, source: Path) -> _Ready | Invalid | Refused:
    article = sheet.article

    def checked() -> tuple[list[Quad], Report]:
        quads = map_facts(sheet.facts, Gazetteer.load(), sheet.pipeline, corrected=sheet.corrected)
        return quads, validate(rdflib_graph([*quads, *reachable(quads, _reference())]), article=article)

    made = _guarded(checked, article.file, source, "build")
    if isinstance(made, Refused):
        return made
    quads, report = made
    return _Ready(sheet, quads, report.issues) if report.conforms else Invalid(article.file, article.id, report)


def _guarded(make: Callable[[], T | Refused], file: str, source: Path, command: str = "extract") -> T | Refused:
    """What is made of an article, or its refusal where that fails by a fault of kg."""
    try:
        return make()
    except KgError:  # such as a broken installation, which no other article escapes
        raise
    except Exception as error:
        return fault(file, source, error, command)


def validate_store(store: Store) -> Report:
    """Hold each article of a store against the shapes, with what it reaches of the reference graph."""
    reference = by_subject(_quads(store, REFERENCE))
    reports = [validate(rdflib_graph([quad for quads in reference.values() for quad in quads]))]
    for article_id in store.articles():
        quads = [quad for graph in article_graphs(article_id) for quad in _quads(store, graph)]
        graph = rdflib_graph([*quads, *reachable(quads, reference)])
        file = next(iter(store.files(article_id)), article_id)
        reports.append(validate(graph, article=Article(store.text(article_id), file)))
    return Report.of(reports)


def validate_rdf(paths: Sequence[Path], base: str = "", texts: Path | None = None) -> Report:
    """Hold RDF files against the shapes; with a folder of ``texts``, also every quote against the text it is from.

    Raises:
        KgError: where a file cannot be parsed; the error says where.
    """
    from kg.reading.texts import texts_in

    return validate_files(paths, base, None if texts is None else texts_in(texts))


def _quads(store: Store, graph: str) -> Iterator[Quad]:
    for quad in store.quads(graph):
        yield Quad(str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name))


def rdflib_graph(quads: Iterable[Quad]) -> Graph:
    """The quads as one rdflib graph in memory, their graphs' names left out: the form that pySHACL validates."""
    from rdflib import Graph

    return Graph(store="SimpleMemory").parse(data=n_triples(quads), format="nt")


#: What decides which facts a text yields and how they are stored; everything else may change without a new build.
_DECISIVE_CODE = ("article.py", "facts.py", "gazetteer", "language", "reading", "extraction", "mappers")
_DECISIVE_DATA = ("data/gazetteer", "data/language", "ontology/dimensions.ttl", "ontology/shapes.ttl")


@cache
def fingerprint() -> str:
    """The version of kg with a digest of the rules and data that decide what a text yields, as ``0.1.0/3f0c…``."""
    package = Path(__file__).parent
    digest = sha256()
    for top in (*(package / each for each in _DECISIVE_CODE), *(resources.path(each) for each in _DECISIVE_DATA)):
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.suffix in {".py", ".csv", ".toml", ".ttl", ".txt"}:
                digest.update(f"{top.name}/{path.relative_to(top).as_posix()}\n".encode() + path.read_bytes())
    return f"{__version__}/{digest.hexdigest()[:16]}"


@cache
def _reference() -> dict[str, list[Quad]]:
    return by_subject(reference_quads(Gazetteer.load()))
