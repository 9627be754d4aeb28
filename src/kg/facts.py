"""The fact types: what an article can state. Plain frozen data, no RDF and no text processing.

A fact is a set of roles; each role carries its words (:class:`kg.article.Role`). What the text leaves unsaid is
``None`` or an empty tuple. ``rule`` names the rule that found the fact as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from kg.article import Article, Evidence, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

BY_HAND: Final = "by-hand"
"""The rule of a role that a person changed or added in a fact sheet, and of a fact in which one changed anything."""

BY_MODEL: Final = "model"
"""The rule of a fact that a language model proposed, and that its words bear out."""
BY_BOTH: Final = "model-and-rules"
"""The rule of a fact that a language model proposed and the rules found too."""

Mode = Literal["direct", "indirect"]
OrganizationKind = Literal["ministry", "local-government", "agency", "organization"]


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area by Kemendagri code; several codes where the text leaves city or regency open.

    ``codes`` is sorted; ``label`` is "Kota Bontang", or the bare name ("Semarang") where ambiguous.
    """

    codes: tuple[str, ...]
    label: str

    @property
    def ambiguous(self) -> bool:
        """Whether the text leaves open which of several areas is meant."""
        return len(self.codes) > 1


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the fullest form of the name in the article, without titles and degrees.

    ``variants`` holds every other spelling or part seen in the article that denotes this person by name.
    """

    name: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """A body in its long form ("Dinas Komunikasi dan Informatika Kota Bontang"), with its area where it has one."""

    name: str
    kind: OrganizationKind = "organization"
    area: Area | None = None
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office without a named holder ("Menteri Komunikasi dan Informatika")."""

    title: str


@dataclass(frozen=True, slots=True)
class Work:
    """An application or other work that received an award ("Lentera Warga")."""

    name: str


Recipient = Area | Organization | Person | Work


@dataclass(frozen=True, slots=True)
class Conferral:
    """One award given to one recipient."""

    recipient: Role[Recipient]
    award: Role[str]
    rule: str
    category: Role[str] | None = None
    dimension: Role[str] | None = None  # governance, branding, economy, living, society, environment, mobility
    rank: Role[int] | None = None
    year: Role[int] | None = None
    date: Role[date] | None = None
    presenter: Role[Person | Office] | None = None
    acceptor: Role[Person] | None = None
    grantors: tuple[Role[Organization], ...] = ()
    event: Role[str] | None = None
    venue: Role[str] | None = None
    place: Role[str] | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """A position or score in a list or index, where no award is given."""

    area: Role[Area]
    list: Role[str]
    rule: str
    category: Role[str] | None = None
    rank: Role[int] | None = None
    top: Role[int] | None = None  # "25 besar" is an upper bound
    score: Role[Decimal] | None = None
    scope: Role[str] | None = None
    year: Role[int] | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """An area that takes part in a programme."""

    area: Role[Area]
    programme: Role[str]
    rule: str
    year: Role[int] | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person seen in an office. ``role`` has a fixed form ("Wali Kota", "Kepala Dinas")."""

    person: Role[Person]
    role: Role[str]
    rule: str
    body: Role[Area | Organization] | None = None
    acting: Role[bool] | None = None  # "Plt.", "Pj."
    date: Role[date] | None = None  # a day on which the text sees the person in office


@dataclass(frozen=True, slots=True)
class Event:
    """A named gathering with at least one of date, venue and place; ``date`` is its first day."""

    name: Role[str]
    rule: str
    date: Role[date] | None = None
    venue: Role[str] | None = None
    place: Role[str] | None = None
    organizers: tuple[Role[Organization], ...] = ()
    attendees: tuple[Role[str], ...] = ()  # "gubernur, wali kota serta bupati dari 25 kabupaten kota"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a named person said. Two parts of one interrupted quotation are one statement, two spans."""

    speaker: Role[Person]
    text: Role[str]
    mode: Role[Mode]
    rule: str
    date: Role[date] | None = None
    about: tuple[Role[str], ...] = ()  # programmes and awards that the passage names


@dataclass(frozen=True, slots=True)
class Programme:
    """What the text says of a programme itself: its purpose, how many elements it has, which dimensions it names."""

    name: Role[str]
    rule: str
    purpose: Role[str] | None = None
    elements: Role[int] | None = None
    dimensions: tuple[Role[str], ...] = ()


Fact = Conferral | Placement | Participation | Tenure | Event | Statement | Programme
FACT_TYPES: tuple[type[Fact], ...] = (Conferral, Placement, Participation, Tenure, Event, Statement, Programme)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Something that looks like a fact and is none, or not wholly: what, why, and the words.

    ``reason`` is one of: denied, planned, hoped, proposed, nominated, no-recipient, no-award, ungrounded,
    ambiguous-area, ambiguous-date, date-contradicts-weekday, impossible-date, no-speaker.
    """

    fact_type: str
    reason: str
    evidence: tuple[Evidence, ...]
    message_id: str
    message_en: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one article states, in the order of its words, and the near misses."""

    article: Article
    facts: tuple[Fact, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


def roles(fact: Fact) -> Iterator[tuple[str, Role[Any]]]:
    """Every filled role of a fact with its field name, in field order; a tuple of roles yields each.

    >>> from kg.article import Article
    >>> a = Article("Kota Bontang meraih Adipura.", "a.txt")
    >>> c = Conferral(Role(Area(("64.74",), "Kota Bontang"), (a.evidence(0, 12),), "r"),
    ...               Role("Adipura", (a.evidence(20, 27),), "r"), "r")
    >>> [name for name, _ in roles(c)]
    ['recipient', 'award']
    """
    for each in fields(fact):
        value = getattr(fact, each.name)
        if isinstance(value, Role):
            yield each.name, value
        elif isinstance(value, tuple):
            for item in value:
                yield each.name, item


def slug(text: str) -> str:
    """The text in lower-case ASCII words joined by hyphens, for identifiers; never empty.

    >>> slug("Mu’awanah, S.Sos.")
    'muawanah-s-sos'
    >>> slug("★")
    'x2605'
    """
    import re
    import unicodedata

    folded = unicodedata.normalize("NFKD", text).casefold().replace("'", "").replace("’", "").replace("ʼ", "")
    ascii_only = "".join(c for c in folded if not unicodedata.combining(c))
    made = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return made or "-".join(f"x{ord(c):x}" for c in text.strip()) or "x"
