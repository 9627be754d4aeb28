"""The weights of reasons, read from ``weights.toml``, and the line that a candidate must reach."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.extraction.candidates.candidate import Reason

_FILE = "data/language/id/weights.toml"


@dataclass(frozen=True, slots=True)
class Scales:
    """The weights of one kind of candidate by the names of reasons, and the sum from which a candidate stands."""

    weights: Mapping[str, float]
    line: float

    @staticmethod
    @cache
    def load(kind: str) -> Scales:
        """The scales of a kind, read once.

        >>> Scales.load("occasion").line
        3

        Raises:
            ResourceError: where the file is missing, is not TOML, or has no such kind.
        """
        try:
            read = tomllib.loads(resources.path(_FILE).read_text("utf-8"))[kind]
            return Scales({name: weight for name, weight in read.items() if name != "line"}, read["line"])
        except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
            raise ResourceError(f"{_FILE}: no weights for {kind!r}: {error}") from error

    def weight(self, reasons: Iterable[Reason]) -> float:
        """The sum of the reasons' weights."""
        return sum(self.weights[reason.name] for reason in reasons)
