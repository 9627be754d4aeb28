"""The refusals of one file: so many are told one by one, the rest together. A file may hold a million bad lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.errors import Refused

_REASONS: Final = 5  # different reasons that are told of the rest
_OTHER: Final = "other reasons"


@dataclass(frozen=True, slots=True)
class Refusals:
    """How many articles of a file were refused; of those that were not told, how many, why, and which.

    >>> refusals = Refusals()
    >>> for number in range(1, 6):
    ...     refusals = refusals.and_one(Refused(f"a.jsonl#{number}", "it has no text"), most=2)
    >>> refusals.count, refusals.untold
    (5, 3)
    >>> print(refusals.rest("a.jsonl"))  # doctest: +NORMALIZE_WHITESPACE
    a.jsonl: 3 more of its articles are refused, from a.jsonl#3 to a.jsonl#5: it has no text (3).
    See each by name with --limit refusals=5
    """

    count: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    first: str = ""
    last: str = ""

    @property
    def untold(self) -> int:
        """How many were not told one by one."""
        return sum(times for _, times in self.reasons)

    def and_one(self, refused: Refused, most: int) -> Refusals:
        """With one more, which is told by itself where it is among the first ``most``."""
        if self.count < most:
            return replace(self, count=self.count + 1)
        times = dict(self.reasons)
        reason = refused.reason if refused.reason in times or len(times) < _REASONS else _OTHER
        times[reason] = times.get(reason, 0) + 1
        return Refusals(self.count + 1, tuple(times.items()), self.first or refused.file, refused.file)

    def rest(self, file: str) -> Refused:
        """The refusal of all that were not told."""
        reasons = ", ".join(f"{reason} ({times:,})" for reason, times in self.reasons)
        which = f"{self.first}" if self.untold == 1 else f"from {self.first} to {self.last}"
        articles = "article is" if self.untold == 1 else "of its articles are"
        return Refused(
            file,
            f"{self.untold:,} more {articles} refused, {which}: {reasons}",
            f"See each by name with --limit refusals={self.count}",
        )


NONE: Final = Refusals()
