"""A line of a list, wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: tokens ``first`` (behind the marker) to ``last``, the marker's kind, its number if it has one.

    ``marker`` is the bullet itself, "1" for numbers, "a" for letters, "|" for the row of a table, ":", "?" and "("
    for what a label, a question and brackets join in running text, and empty for a line without any.
    """

    first: int
    last: int
    block: int
    marker: str
    number: int | None = None
