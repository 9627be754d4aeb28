"""Where a quote stands in an article: letter by letter, or so but for blanks, quotation marks, hyphens, brackets.

A quote that stands in several places is found where its context says, else nearest to the words that it belongs to,
else nowhere. Nothing is ever found by likeness.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.article import Span
from kg.proposing.request import read_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.article import Article, Block
    from kg.proposing.answers import Quote

_PLAIN: Final = (
    dict.fromkeys("“”„«»‟″＂", '"')
    | dict.fromkeys("‘’‛ʻʼ`´′＇", "'")
    | dict.fromkeys("‐‑‒–—−－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", "")
)
_ENDING: Final = re.compile(r"(?<=[^\W\d_]{3})(?:nya|lah|kah|pun)(?!\w)")
"""What hangs on a word without being part of its name: "juara pertamanya"."""
_LONGEST_BRACKET: Final = 60
_ENTRY: Final = 160
"""Characters; a shorter paragraph that ends no sentence is an entry of a list or table, and has what leads it."""
_SENTENCE_ENDS: Final = (".", "!", "?", "”", '"')
_MOST_ENTRIES: Final = 60
_HEADINGS: Final = 3
_NEAR: Final = 200
"""Characters from the words of a fact within which a short value counts as standing beside them."""


@dataclass(frozen=True)
class Anchors:
    """The words of one article that can be quoted, ready to be searched."""

    article: Article

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that a model gets to see."""
        return tuple(read_blocks(self.article))

    @cached_property
    def _plain(self) -> _Form:
        return _Form.of(self.article.text)

    @cached_property
    def _without_brackets(self) -> _Form:
        return _Form.of(self.article.text, brackets=False)

    def places(self, words: str) -> tuple[Span, ...]:
        """Every place where words stand, in order; none that begins or ends within a word or a number.

        >>> from kg.article import Block, BlockKind
        >>> from kg.article import Article
        >>> text = "Kota Bontang (Kaltim) meraih Adipura 2010, bukan 10."
        >>> anchors = Anchors(Article(text, "a.txt", (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)))
        >>> anchors.places("10"), anchors.places("Bontang meraih")
        ((Span(start=49, end=51),), (Span(start=5, end=28),))
        """
        quote = "".join(_plain_of(each) for each in words)
        quote = " ".join(quote.split())
        if not quote:
            return ()
        return (
            self._whole(_exactly(self.article.text, words.strip()))
            or self._whole(self._plain.places(quote))
            or self._whole(self._without_brackets.places(quote))
        )

    def anchored(self, quote: Quote, near: Sequence[Span] = ()) -> Span | None:
        """The one place that a quote means: by its context, else the nearest to these words; None where none is.

        A quote that stands once needs neither.
        """
        places = self.places(quote.words)
        if len(places) > 1 and quote.context:
            around = self.places(quote.context)
            within = [place for place in places if any(place in each for each in around)]
            places = tuple(within) or places
        if len(places) < 2:
            return places[0] if places else None
        return min(places, key=lambda place: (self.distance(place, near), place)) if near else None

    def distance(self, place: Span, others: Sequence[Span]) -> int:
        """How many characters lie between a place and the nearest of others; 0 within or overlapping one."""
        return min(max(each.start - place.end, place.start - each.end, 0) for each in others)

    def beside(self, place: Span, others: Sequence[Span]) -> bool:
        """Whether a place is in the paragraph of one of these words, or leads its list, or is but a few words away."""
        if not others:
            return False
        number = self._block(place.start)
        return any(self._lead(each) <= number <= self._block(each.end - 1) for each in others) or (
            self.distance(place, others) <= _NEAR
        )

    def _lead(self, words: Span) -> int:
        """The paragraph in which words stand; of an entry of a list, the one that leads the list."""
        first = number = self._block(words.start)
        while number > 0 and first - number < _MOST_ENTRIES:
            span = self.blocks[number].span
            told = self.article.text[span.start : span.end].rstrip()
            if len(told) > _ENTRY or told.endswith(_SENTENCE_ENDS):
                break
            number -= 1
        return number

    def paragraph(self, place: Span) -> Span | None:
        """The paragraph, entry of a list or headline in which a place begins."""
        number = self._block(place.start)
        return self.blocks[number].span if number >= 0 else None

    def headings(self, place: Span) -> tuple[Span, ...]:
        """The paragraphs before that of a place that may head it, the nearest first: of a list, up to its lead."""
        number = self._block(place.start)
        first = min(self._lead(place), max(number - _HEADINGS, 0))
        return tuple(block.span for block in reversed(self.blocks[max(first, 0) : max(number, 0)]))

    def _block(self, at: int) -> int:
        return bisect_right(self.blocks, at, key=lambda block: block.span.start) - 1

    def _whole(self, found: Sequence[Span]) -> tuple[Span, ...]:
        """The places that cut no word or number, and lie in what a model gets to see."""
        return tuple(each for each in found if self._shown(each) and not _cuts(self.article.text, each))

    def _shown(self, place: Span) -> bool:
        first, last = self._block(place.start), self._block(place.end - 1)
        return first >= 0 and place.start < self.blocks[first].span.end and place.end <= self.blocks[last].span.end


@dataclass(frozen=True, slots=True)
class _Form:
    """A text with plain marks and single blanks, and for each of its characters where it stands in the text."""

    text: str
    at: tuple[int, ...]

    @staticmethod
    def of(text: str, *, brackets: bool = True) -> _Form:
        characters: list[str] = []
        at: list[int] = []
        i = 0
        while i < len(text):
            closing = -1 if brackets or text[i] != "(" else text.find(")", i, i + _LONGEST_BRACKET)
            if closing >= 0:
                i = closing + 1
                continue
            plain = " " if text[i].isspace() else _plain_of(text[i])
            if plain and not (plain == " " and characters and characters[-1] == " "):
                characters.append(plain)
                at.append(i)
            i += 1
        return _Form("".join(characters), tuple(at))

    def places(self, quote: str) -> list[Span]:
        return [Span(self.at[each.start], self.at[each.end - 1] + 1) for each in _exactly(self.text, quote)]


def _plain_of(character: str) -> str:
    return _PLAIN.get(character, character)


def _exactly(text: str, words: str) -> list[Span]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _cuts(text: str, place: Span) -> bool:
    """Whether a place begins or ends within a word ("Dina" of "Dinas") or a number ("58" of "58,96")."""
    return _joined(text, place.start) or (_joined(text, place.end) and not _ENDING.match(text, place.end))


def _joined(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if before in ".,/" and at > 1:
        return text[at - 2].isdigit() and after.isdigit()
    return after in ".,/" and before.isdigit() and at + 1 < len(text) and text[at + 1].isdigit()
