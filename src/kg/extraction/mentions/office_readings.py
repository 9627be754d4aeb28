"""What is read of an office, and the words of one while it is being read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.extraction.mentions.holders import with_holder

if TYPE_CHECKING:
    from kg.extraction.mentions.areas import AreaReading
    from kg.extraction.mentions.bodies import BodyReading
    from kg.extraction.mentions.people import Name
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document
    from kg.language.phrases import PhraseIndex
    from kg.language.tokens import Token

OF_BEFORE = "of-before"
"""What ``bare`` says of a body that is named somewhere before."""
AREA_KINDS = {"city", "regency", "province"}


@dataclass(frozen=True, slots=True)
class OfficeReading:
    """An office: fixed role, what stands behind it, and the holder's name where it follows."""

    role: str
    behind: str
    role_first: int
    role_last: int  # the words of role, body and area
    acting: bool = False
    body: BodyReading | None = None
    area: AreaReading | None = None
    holder: Name | None = None
    title: str = ""  # long form of the office without a holder


@dataclass(frozen=True, slots=True)
class RoleTold:
    """The words of a role, from token ``first`` to ``end`` (exclusive), behind which body, area and holder are read."""

    doc: Document
    phrases: Phrases
    limit: int
    stop: frozenset[str]
    solo: frozenset[str]
    first: int
    acting: bool
    end: int
    role: str
    behind: str

    def token(self, i: int) -> Token | None:
        """The token at ``i``, where the sentence still reaches it."""
        return self.doc.tokens[i] if i < self.limit else None

    def capital(self, i: int) -> bool:
        """Whether a capitalised word stands at ``i``."""
        return i < self.limit and self.doc.tokens[i].capital

    def words(self, first: int, last: int) -> str:
        """The article's words between two tokens; none, where there are none."""
        return self.doc.words(first, last) if last > first else ""

    def known(self, index: PhraseIndex, i: int) -> tuple[int, Any] | None:
        """The longest phrase that an index knows at ``i``: (token after it, payload)."""
        return index.match(self.doc.tokens, i, self.limit) if i < self.limit else None

    def office(
        self, last: int, body: BodyReading | None, area: AreaReading | None = None, *, title: str = ""
    ) -> OfficeReading:
        """The office whose words end at ``last``; without another title, the role is its own."""
        return OfficeReading(
            self.role, self.behind, self.first, last, self.acting, body, area, title=title or self.role
        )

    def held(self, i: int, reading: OfficeReading) -> tuple[int, OfficeReading]:
        """The office with its holder's name, where one follows at ``i``: (token after both, reading)."""
        return with_holder(self.doc, self.phrases, i, self.limit, reading)
