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
