"""An article's lines while they are being told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.article import BlockKind, Span
from kg.reading.dateline import Dateline
from kg.reading.labels import DateLine
from kg.reading.lines import Line

OUTLET_RULES: Final = (
    *("byline-outlet", "dateline-outlet", "line-outlet", "date-line-outlet", "masthead-outlet"),
    *("closing-line-outlet", "headline-outlet", "copyright-outlet"),
)
"""The rules that find an outlet's name, the most telling first."""


@dataclass(slots=True)
class Given:
    """What a header states outside the story: the value and the place of its words."""

    value: str
    span: Span


@dataclass(slots=True)
class Page:
    """The lines of one article with the kind of each, while they are being told apart.

    ``view`` is the text with Markdown's marks blanked out, so that it has the same offsets.
    """

    text: str
    view: str
    lines: list[Line]
    kinds: list[BlockKind | None] = field(default_factory=list)
    dates: dict[int, DateLine] = field(default_factory=dict)
    outlets: dict[str, Span] = field(default_factory=dict)  # by rule, see OUTLET_RULES
    headline: Span | None = None
    dateline: Dateline | None = None
    dateline_at: int | None = None
    begins: int = 0  # the line where the story begins

    def name_outlet(self, rule: str, words: Span) -> None:
        """Note that ``rule`` found the outlet's name; the first place where a rule finds one counts."""
        self.outlets.setdefault(rule, words)

    def words(self, at: int) -> str:
        """The words of a line without marks of emphasis around them."""
        return self.view[self.lines[at].start : self.lines[at].end].strip()


def moved(span: Span, by: int) -> Span:
    """The span ``by`` code points further on."""
    return Span(span.start + by, span.end + by)
