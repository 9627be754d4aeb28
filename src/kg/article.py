"""An article as it was read: its text, which never changes afterwards, and its parts.

Offsets are code points of :attr:`Article.text`: the decoded file (BOM dropped, line ends as they are); for HTML and
JSONL, of the text that the reader composed, which the store keeps beside the graph. Law 1 holds by construction:
an :class:`Evidence` is made by slicing the text, in :meth:`Article.evidence`, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Generic, TypeVar

from kg.notes import Note

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, ``start`` inclusive, ``end`` exclusive, in code points."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that state something: ``article.text[span.start:span.end] == quote``."""

    article: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Role(Generic[T_co]):
    """One value of a fact, the words that state it, and the rule that derived it.

    ``value`` is normalised (a date, a code, a name without titles); the raw words are in ``evidence``. ``note`` says
    how the value came from the words, e.g. "Rabu (6/11/2019) → 2019-11-06, weekday agrees"; as a string it reads the
    same in every language.
    """

    value: T_co
    evidence: tuple[Evidence, ...]
    rule: str
    note: Note | str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a role without words: {self.value!r} ({self.rule})")


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day of publication in digits that nothing decides, such as "10/7/2025": its words, and each reading by order.

    ``readings`` pairs the order of the digits ("DMY", "MDY", "YMD") with the day that they then mean.
    """

    evidence: Evidence
    readings: tuple[tuple[str, date], ...]


class BlockKind(StrEnum):
    """What a block of an article is; facts are read from headline, paragraphs and list items only."""

    HEADLINE = "headline"
    SECTION = "section"  # "Bontang", "Home » Daerah", "SIARAN PERS"
    DATELINE = "dateline"  # "Kaltimtoday.co, Bontang - "
    BYLINE = "byline"  # "Laporan Wartawan …", "Editor: DW"
    DATE = "date"  # "Jumat, 25 November 2022", "Diterbitkan 20/10/2023 08.15 WITA"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one entry of a list, its bullet or number included
    LINK = "link"  # "Baca juga: …"
    CAPTION = "caption"  # "Foto: …"
    MARK = "mark"  # "[HMS | RIR | RWT | ADV]", "(Adv/yos)", "(*)"
    METADATA = "metadata"  # front matter, the header lines composed for HTML and JSONL
    BOILERPLATE = "boilerplate"  # copyright lines, "Follow us"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article of one kind; blocks are in order and do not overlap."""

    kind: BlockKind
    span: Span


def article_id(text: str) -> str:
    """The id of an article with this text: the first 16 hex digits of its SHA-256 (UTF-8).

    >>> article_id("Bontang")
    '4d6a33149ad2c4fc'
    """
    return sha256(text.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """A news article. ``file`` is the name of the file it came from, without folders.

    ``open_day`` stands where ``published`` is empty because its words could mean several days.
    """

    text: str
    file: str
    blocks: tuple[Block, ...] = ()
    headline: Role[str] | None = None
    outlet: Role[str] | None = None
    dateline: Role[str] | None = None
    published: Role[date] | None = None
    advertorial: Role[bool] | None = None
    url: Role[str] | None = None
    initials: tuple[Role[str], ...] = ()
    open_day: OpenDay | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", article_id(self.text))

    @property
    def sha256(self) -> str:
        """The whole SHA-256 of the text, in hex."""
        return sha256(self.text.encode("utf-8")).hexdigest()

    def evidence(self, start: int, end: int) -> Evidence:
        """The words from ``start`` to ``end``.

        Raises:
            ValueError: where the span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no words at {start}:{end} in {self.file} ({len(self.text)} characters)")
        return Evidence(self.id, Span(start, end), self.text[start:end])
