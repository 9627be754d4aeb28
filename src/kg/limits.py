"""How much one input may take: every limit of kg in one place, with what each protects."""

from __future__ import annotations

from dataclasses import dataclass

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
ARTICLE = Limits(seconds=20, memory=1024 * MEBIBYTE)
"""One article, from its text to its checked graph."""

RDF_FILE = 256 * MEBIBYTE
"""The largest RDF file that is parsed and checked: in memory it takes some ten times as much."""


def parsing(size: int) -> Limits:
    """What RDF files of so many bytes together may take: :data:`PARSING`, and more for those that are large themselves.

    A small file that takes much is a bomb; a large one may be the export of a large store.
    """
    return Limits(PARSING.seconds + size / 100_000, PARSING.memory + 40 * size)
