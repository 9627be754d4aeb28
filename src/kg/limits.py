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
