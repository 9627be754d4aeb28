"""How much one input may take: every limit of kg in one place, with what each protects."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: seconds by the clock, bytes of memory beyond what it starts with."""

    seconds: float
    memory: int


QUERY = Limits(seconds=30, memory=1024 * MEBIBYTE)
"""A SPARQL query of somebody else's."""
PARSING = Limits(seconds=60, memory=1024 * MEBIBYTE)
"""An RDF file of somebody else's, parsed and checked."""
LOOKING = Limits(seconds=120, memory=2048 * MEBIBYTE)
"""A question in plain words, or the look at one thing: what a damaged store may cost."""

QUERY_TEXT = MEBIBYTE
"""Bytes of a SPARQL text: what is read of a file, a device or a pipe before it is refused."""
QUERY_NESTING = 200
"""Brackets within brackets in a SPARQL text: some thousands overflow the engine's stack."""
QUESTION_CHARACTERS, QUESTION_WORDS = 2_000, 200
"""A question in plain words: each word is compared with every name of the store."""
NAME = 500
"""Characters of a name, an IRI or a selection on the command line: it is compared with every name that is known."""
VALUE = 2_000
"""Characters of a query's parameter."""
PATH = 4096
"""Characters of a path on the command line, as most systems have it."""


def _limit(default: int, unit: str, protects: str) -> int:
    """A limit of :class:`Intake`: its value, its unit, and what it protects, for ``--help``."""
    made: int = field(default=default, metadata={"unit": unit, "protects": protects})
    return made


@dataclass(frozen=True, slots=True)
class Intake:
    """What files and articles may take that are read, extracted and checked; what takes more is refused and told.

    >>> Intake.of(["seconds=60"]).article.seconds
    60
    """

    size: int = _limit(5, "MB", "the size of one article: a file, a line of .jsonl, a page of .warc")
    text: int = _limit(1_000_000, "letters", "the length of an article's text, without a page's markup")
    sheet: int = _limit(50, "MB", "the size of a fact sheet")
    articles: int = _limit(100_000, "articles", "how many articles one file may hold")
    seconds: int = _limit(15, "seconds", "the time for one article, reading it (a third) not counted")
    memory: int = _limit(640, "MiB", "the memory for one article")
    refusals: int = _limit(1_000, "articles", "how many refused articles of one file are told one by one, not together")
    overruns: int = _limit(3, "articles", "how many articles of one file may take too much before its rest is left")

    @staticmethod
    def of(settings: Iterable[str]) -> Intake:
        """The limits with some of them set, as "NAME=VALUE".

        Raises:
            KgError: where there is no limit of that name, or the value is no whole number above 0.
        """
        known = {each.name for each in fields(Intake)}
        made = Intake()
        for setting in settings:
            name, _, value = setting.partition("=")
            if name not in known:
                raise KgError(f"There is no limit {name!r}. The limits are {', '.join(sorted(known))}.")
            if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value)):
                raise KgError(f"The limit {name} has to be a whole number above 0, such as {name}=20.")
            made = replace(made, **{name: int(value)})
        return made

    @staticmethod
    def told() -> str:
        """A line for each limit: its name, what it is unless set, and what it is of."""
        return "\n".join(
            f"  {each.name:<9} {each.default:>6} {each.metadata['unit']:<8} {each.metadata['protects']}"
            for each in fields(Intake)
        )

    @property
    def bytes(self) -> int:
        """How many bytes an article may have."""
        return self.size * 1_000_000

    @property
    def article(self) -> Limits:
        """What one article may take, from its text to its checked graph."""
        return Limits(self.seconds, self.memory * MEBIBYTE)

    @property
    def reading(self) -> Limits:
        """What reading one article may take, from its bytes to its text and blocks."""
        return Limits(self.seconds / 3, self.memory * MEBIBYTE)


RDF_FILE = 256 * MEBIBYTE
"""The largest RDF file that is parsed and checked: in memory it takes some ten times as much."""


def parsing(size: int) -> Limits:
    """What RDF files of so many bytes together may take: :data:`PARSING`, and more for those that are large themselves.

    A small file that takes much is a bomb; a large one may be the export of a large store.
    """
    return Limits(PARSING.seconds + size / 100_000, PARSING.memory + 40 * size)
