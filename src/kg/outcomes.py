"""What became of an input of a build: plain frozen data. Printing and exit codes are the caller's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import Refused

if TYPE_CHECKING:
    from kg.article import OpenDay
    from kg.validation import Issue, Report


@dataclass(frozen=True, slots=True)
class Stored:
    """An article whose graphs are now in the store; ``warnings`` are what a person may want to look at.

    ``open_day`` are the words of its day of publication where they could mean several days, so that it has none.
    ``corrected`` says that its facts are not, or not all, those that reading it gives: a fact sheet has others.
    """

    file: str
    article: str
    facts: int
    near_misses: int
    warnings: tuple[Issue, ...] = ()
    open_day: OpenDay | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that was in the store already, made by the same rules and data, or ``corrected`` by a person.

    ``healed`` where its text was missing from the store, or altered, and was put there again.
    """

    file: str
    article: str
    corrected: bool = False
    healed: bool = False


@dataclass(frozen=True, slots=True)
class Invalid:
    """An article that was not stored, because its graph does not conform to the shapes."""

    file: str
    article: str
    report: Report


Outcome = Stored | Unchanged | Invalid | Refused


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
