"""A possible conferral or placement, as mentions, with the reasons for it and against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.extraction.structure.document import Mention, Sentence


class Reason(NamedTuple):
    """Why a candidate may hold, or may not: a name with a weight in ``weights.toml``, and the words that say so."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One recipient or placed area with what its surroundings tell of it; values are made in assembly.

    ``intro`` is the sentence that leads to it, its own where nothing else does. ``awarded`` tells an award from a mere
    position; ``list`` is the index that a column of a table is of.
    """

    recipient: Mention
    sentence: Sentence
    intro: Sentence
    category: Mention | None = None
    rank: Mention | None = None
    number: int | None = None  # the rank by counting on
    score: tuple[Decimal, Mention] | None = None
    hint: str | None = None  # the kind of area that the words around it speak of
    awarded: bool = True
    list: Mention | None = None
    award: Mention | None = None
    acceptor: Mention | None = None
    year: Mention | None = None  # of the edition, where it stands beside
    past: bool = False  # given on an earlier occasion
    rule: str = "listed"
    reasons: tuple[Reason, ...] = ()
