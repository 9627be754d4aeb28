"""The only place where stages are chained: read → extract → map → validate → store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from kg import __version__, resources
from kg.article import Article
from kg.checking import rdflib_graph
from kg.confinement import Exceeded, Worker
from kg.errors import KgError, Refused, fault, printable
from kg.gazetteer import Gazetteer
from kg.limits import Intake
from kg.mappers import Quad, by_subject, map_facts, reachable, reference_quads
from kg.outcomes import BuildResult, Invalid, Outcome, Stored, Unchanged
from kg.readers import Reader, RuleReader, ready_together
from kg.sheets import Sheet, agreed
from kg.store.settling import settle
from kg.validation import Report, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.facts import Facts
    from kg.store import Store
    from kg.validation import Issue


T = TypeVar("T")


_Maker = Callable[[Article | Sheet, Path], "_Ready | Invalid | Refused"]
_LIMITS = Intake()
_RULES = RuleReader()


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article that conforms to the shapes, as it would be stored."""

    article: Article
    facts: int
    near_misses: int
    quads: list[Quad]
    warnings: tuple[Issue, ...]
    corrected: bool


def build(
    sources: Iterable[Path],
    store: Store,
    *,
    date_order: str | None = None,
    told: Callable[[Outcome], None] = lambda outcome: None,
    limits: Intake = _LIMITS,
    reader: Reader = _RULES,
    jobs: int = 1,
) -> BuildResult:
    """Read articles and store what they state. What is in the store already, made by the same rules, stays as it is.

    Each article enters the store whole and conforming or not at all, so that a build may be interrupted at any moment
    and run again. Where kg itself fails on an article, or needs more time or memory than the limits let it have, that
    article is refused and the others go on.

    Args:
        sources: files and folders; their order makes no difference to the graph.
        store: open for writing.
        date_order: how days of publication in digits are read where nothing in a page decides: "DMY", "MDY", "YMD".
        told: called with each outcome as it comes.
        limits: what one file and one article may take.
        reader: turns an article into facts. An article that it cannot be ready for is refused, and what the store has
            of it stays.
        jobs: for how many articles it gets ready at the same time.
    """
    result = BuildResult()

    def needed(read: Article | Sheet) -> bool:
        return isinstance(read, Sheet) or not _is_there(read, store, reader)

    with _Hands(limits, date_order, reader) as hands:
        for path, read, ready in hands.readied(sources, jobs, needed):
            if isinstance(read, Refused) or isinstance(ready, Refused):
                outcome: Outcome = read if isinstance(read, Refused) else cast("Refused", ready)
            else:
                outcome = _take(read, store, partial(hands.made, ready), path, reader)
            result.add(outcome)
            told(outcome)
    settle(store)
    return result


def extracted(
    sources: Iterable[Path],
    limits: Intake = _LIMITS,
    date_order: str | None = None,
    reader: Reader = _RULES,
    jobs: int = 1,
) -> Iterator[Sheet | Refused]:
    """What articles and fact sheets state, one article at a time; refused are those that :func:`build` refuses.

    ``date_order``, ``reader`` and ``jobs`` are those of :func:`build`.
    """
    with _Hands(limits, date_order, reader) as hands:
        for path, read, ready in hands.readied(sources, jobs, lambda _: True):
            if isinstance(read, Refused) or isinstance(ready, Refused):
                yield read if isinstance(read, Refused) else cast("Refused", ready)
            else:
                yield hands.sheet(ready, read, path)


def articles(sources: Iterable[Path]) -> Iterator[Article | Sheet | Refused]:
    """The articles of files of our own, read in this process, in an order that does not depend on that of sources."""
    from kg.reading import read_sources

    return read_sources(sorted(sources))


class _Hands:
    """The processes that work on what strangers give: one reads files, another extracts, maps and checks.

    Neither can take the build along, whatever an article does to it, and both are there for many articles.
    """

    def __init__(self, limits: Intake, date_order: str | None, reader: Reader) -> None:
        self._limits, self._date_order, self._by = limits, date_order, reader
        self._reader = Worker(limits.reading, _ready_to_read)
        self._maker = Worker(limits.article, _ready_to_make)

    def __enter__(self) -> _Hands:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()
        self._maker.close()

    def readied(
        self, sources: Iterable[Path], jobs: int, needed: Callable[[Article | Sheet], bool]
    ) -> Iterator[tuple[Path, Article | Sheet | Refused, Reader | Refused]]:
        """Each article with the file that holds it, and the reader that is ready for it where one is needed."""
        reads = self.read(sources)
        while some := list(islice(reads, max(jobs, 1))):
            wanted = [
                self._article_of(read) if not isinstance(read, Refused) and needed(read) else None for _, read in some
            ]
            ready = ready_together(self._by, wanted)
            yield from ((path, read, one) for (path, read), one in zip(some, ready, strict=True))

    def _article_of(self, read: Article | Sheet) -> Article | Refused:
        """The article that a reader gets ready for: of a sheet, as reading it again gives it."""
        if isinstance(read, Article) or isinstance(self._by, RuleReader):
            return _article(read)
        from kg.reading import read_again

        try:
            return self._maker.run(read_again, read.article)
        except Refused as refusal:
            return refusal
        except Exceeded as exceeded:
            return self._too_much(read.article.file, exceeded)

    def read(self, sources: Iterable[Path]) -> Iterator[tuple[Path, Article | Sheet | Refused]]:
        """Each article with the file that holds it, in an order that does not depend on the order of sources."""
        from kg.reading import find_files
        from kg.reading.days import settled

        for found in find_files(sorted(sources)):
            if isinstance(found, Refused):
                yield Path(found.file), found
            else:
                for read in self._read_file(found):
                    yield found, settled(read, self._date_order) if isinstance(read, Article) else read

    def _read_file(self, path: Path) -> Iterator[Article | Sheet | Refused]:
        """The articles of one file; after one that takes too much, those behind it are read all the same."""
        from kg.reading import Step, steps

        step, each, left = Step(0, path.name), False, self._limits.overruns
        while True:
            try:
                for taken in self._reader.stream(partial(steps, each=each), path, self._limits, step):
                    step = taken
                    if step.read is not None:
                        yield step.read
                return
            except Exceeded as exceeded:
                if step.refusals.count >= self._limits.refusals and step.read is None and not each:
                    # It was one of several articles: read again one by one, they will show which.
                    each, step = True, replace(step, number=step.number - 1)
                    continue
                each = False
                behind_it = step.number and step.read is None  # the article that was begun is the one to blame
                if behind_it:
                    left -= 1
                    yield self._too_much(step.name, exceeded)
                if not behind_it or not left:
                    yield Refused(printable(path.name), f"what follows in it was not read: {exceeded}", _LEFT)
                    return

    def _too_much(self, file: str, exceeded: Exceeded) -> Refused:
        given = {"time": f"seconds={4 * self._limits.seconds}", "memory": f"memory={2 * self._limits.memory}"}
        help_ = f", or give it more: --limit {given[exceeded.what]}" if exceeded.what in given else ""
        return Refused(file, str(exceeded), f"Nothing of it was stored. Split it or make it simpler{help_}")

    def made(self, reader: Reader, read: Article | Sheet, source: Path) -> _Ready | Invalid | Refused:
        """An article as it would be stored."""
        try:
            return self._maker.run(_made_of, read, source, reader)
        except Exceeded as exceeded:
            return self._too_much(read.article.file if isinstance(read, Sheet) else read.file, exceeded)

    def sheet(self, reader: Reader, read: Article | Sheet, source: Path) -> Sheet | Refused:
        """What an article states, or its sheet as far as its words give it."""
        try:
            return self._maker.run(_sheet, read, source, reader)
        except Exceeded as exceeded:
            return self._too_much(_article(read).file, exceeded)


_LEFT = "Take out what comes after the last article that was read, and build again."


_TINY = "Judul\n\nBONTANG - Wali Kota Bontang Neni Moerniaeni menerima Adipura 2019."


def _ready_to_read() -> None:
    """Load what reading any article takes; what fails here fails in the worker too, and is told from there."""
    with suppress(Exception):
        from kg.reading import read_text

        read_text(_TINY, "a.txt")


def _ready_to_make() -> None:
    """Load what making any article's graph takes; what fails here fails in the worker too, and is told from there."""
    with suppress(Exception):
        from kg.reading import read_text

        _made_of(read_text(_TINY, "a.txt"), Path("a.txt"), _RULES)


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
    reader = _Given(extract)
    return _take(read, store, partial(_made_of, reader=reader), source or Path(_article(read).file), reader)


@dataclass(frozen=True, slots=True)
class _Given(RuleReader):
    """A reader that is a function."""

    extract: Callable[[Article], Facts]

    def read(self, article: Article) -> Facts:
        return self.extract(article)


def _take(read: Article | Sheet, store: Store, make: _Maker, source: Path, reader: Reader) -> Outcome:
    article = _article(read)
    if isinstance(read, Article) and _is_there(read, store, reader):
        return _left(article, store, store.corrected(article.id))
    made = make(read, source)
    if not isinstance(made, _Ready):
        if isinstance(read, Article):
            store.retract(article.id)
        return made
    if isinstance(read, Sheet) and store.holds(made.quads, article.id):
        return _left(article, store, made.corrected)
    store.replace(made.article, made.quads)
    counted = made.facts, made.near_misses
    return Stored(article.file, article.id, *counted, made.warnings, article.open_day, made.corrected)


def _is_there(article: Article, store: Store, reader: Reader) -> bool:
    """Whether the store has an article as a person corrected it, or as this reader would read it."""
    if store.corrected(article.id):
        return True
    return store.fingerprint(article.id) == _made_by(article, reader) and store.can_be_settled(article.id)


def _article(read: Article | Sheet) -> Article:
    return read.article if isinstance(read, Sheet) else read


def _left(article: Article, store: Store, corrected: bool) -> Unchanged:
    if article.file not in store.files(article.id):
        store.add_file(article.id, article.file)
    healed = not store.holds_text(article)
    if healed:
        store.keep_text(article)
    return Unchanged(article.file, article.id, corrected, healed)


def _made_of(read: Article | Sheet, source: Path, reader: Reader) -> _Ready | Invalid | Refused:
    """An article, or its sheet, as it would be stored."""
    sheet = _sheet(read, source, reader)
    return sheet if isinstance(sheet, Refused) else _made(sheet, source)


def _sheet(read: Article | Sheet, source: Path, reader: Reader) -> Sheet | Refused:
    """What an article states; of a fact sheet, what reading its article again gives counts as read, the rest not."""
    from kg.reading import read_again

    def made() -> Sheet | Refused:
        if isinstance(read, Article):
            return Sheet(reader.read(read), _made_by(read, reader))
        try:
            article = read_again(read.article)
        except Refused as refusal:
            return refusal
        return agreed(read, reader.read(article), _made_by(article, reader))

    return _guarded(made, _article(read).file, source)


def _made_by(article: Article, reader: Reader) -> str:
    """The fingerprint, with the reader's, and the order of dates that a user named where the article's day needs it."""
    rule = article.published.rule if article.published else ""
    told = rule.removeprefix("date-format-")
    return "/".join(filter(None, (fingerprint(), "" if told == rule else told, reader.fingerprint(article))))


def _made(sheet: Sheet, source: Path) -> _Ready | Invalid | Refused:
    article = sheet.article

    def checked() -> tuple[list[Quad], Report]:
        quads = map_facts(sheet.facts, Gazetteer.load(), sheet.pipeline, corrected=sheet.corrected)
        return quads, validate(rdflib_graph([*quads, *reachable(quads, _reference())]), article=article)

    made = _guarded(checked, article.file, source, "build")
    if isinstance(made, Refused):
        return made
    quads, report = made
    if not report.conforms:
        return Invalid(article.file, article.id, report)
    return _Ready(article, len(sheet.facts.facts), len(sheet.facts.near_misses), quads, report.issues, sheet.corrected)


def _guarded(make: Callable[[], T | Refused], file: str, source: Path, command: str = "extract") -> T | Refused:
    """What is made of an article, or its refusal where that fails by a fault of kg."""
    try:
        return make()
    except KgError:  # such as a broken installation, which no other article escapes
        raise
    except Exception as error:
        return fault(file, source, error, command)


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
