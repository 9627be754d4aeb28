"""An article as the extractor sees it: tokens, sentences, quotations, and the typed mentions in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kg.article import BlockKind
from kg.language.phrases import PhraseIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, KeysView, Sequence

    from kg.article import Article, Evidence
    from kg.language.sentences import Quotation
    from kg.language.tokens import Token


MOST_MENTIONS = 120
"""A sentence with more mentions than this is no prose; what lies beyond is not paired, so that time stays linear."""


class Kind(StrEnum):
    """What a mention denotes."""

    AREA = "area"
    OFFICE = "office"  # with or without the name of its holder
    PERSON = "person"
    BODY = "body"
    AWARD = "award"
    EVENT = "event"
    PROGRAMME = "programme"
    VENUE = "venue"
    NAME = "name"  # a run of capitalised words of no known kind
    DATE = "date"
    RANK = "rank"
    TOP = "top"
    SCORE = "score"
    CATEGORY = "category"
    CUE = "cue"  # a word of the lexicon


NAMES = {kind: kind.name for kind in Kind}
"""The kinds as rules ask for them: "AREA"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` to ``last`` (exclusive) that denote something; ``value`` depends on the kind."""

    kind: Kind
    first: int
    last: int
    value: Any = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases that a sentence may hold word by word, with the words that they begin with."""

    phrases: tuple[str, ...]
    openings: frozenset[str]

    @staticmethod
    def of(phrases: Iterable[str]) -> Wording:
        """The phrases of a list of words, in lower case, their words one blank apart."""
        told = tuple(sorted(phrases))
        return Wording(told, frozenset(phrase.partition(" ")[0] for phrase in told))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (exclusive) with the kind of block they stand in and the block's number."""

    first: int
    last: int
    block: int
    kind: BlockKind
    mentions: list[Mention] = field(default_factory=list)
    features: frozenset[str] = frozenset()  # its words in lower case, senses ("<receive>") and kinds ("AREA")
    by_first: dict[int, Mention] = field(default_factory=dict)  # its mentions by their first token
    by_kind: dict[Kind, list[Mention]] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()  # its tokens that are numbers

    @staticmethod
    def read(tokens: Sequence[Token], first: int, last: int, block: int, kind: BlockKind) -> Sentence:
        """The sentence of these of the article's tokens, before its mentions are known."""
        own = tokens[first:last]
        numbers = tuple([i for i, token in enumerate(own, first) if token.kind == "number"])
        return Sentence(first, last, block, kind, features=frozenset([token.lower for token in own]), numbers=numbers)

    def told(self, mentions: list[Mention]) -> Sentence:
        """The sentence with its mentions; of its features it knew the words before."""
        by_kind: dict[Kind, list[Mention]] = {}
        for m in mentions:
            by_kind.setdefault(m.kind, []).append(m)
        senses = (cue.feature for m in by_kind.get(Kind.CUE, ()) for cue in m.value)
        features = self.features.union((NAMES[kind] for kind in by_kind), senses)
        first = {m.first: m for m in mentions}
        return Sentence(self.first, self.last, self.block, self.kind, mentions, features, first, by_kind, self.numbers)

    def says(self, features: frozenset[str] | KeysView[str]) -> bool:
        """Whether it holds one of some words, senses or kinds: so rules look for no more than it can tell."""
        return not features.isdisjoint(self.features)

    def says_phrase(self, tokens: Sequence[Token], wording: Wording) -> bool:
        """Whether its words, those of the article's ``tokens``, hold one of some phrases."""
        if not self.says(wording.openings):
            return False
        text = f" {' '.join(t.lower for t in tokens[self.first : self.last])} "
        return any(f" {phrase} " in text for phrase in wording.phrases)

    def of(self, kind: Kind) -> Sequence[Mention]:
        """Its mentions of a kind, in order."""
        return self.by_kind.get(kind, ())


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that was found in an article's words, before any fact."""

    article: Article
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)  # per token: inside a quotation of more than a few words
    introduced: PhraseIndex = field(default_factory=PhraseIndex)  # bodies that the article introduces by name
    solo: frozenset[str] = frozenset()  # words that stand alone where a person speaks, how newsrooms call one again
    told_persons: frozenset[str] = frozenset()  # names of areas that the article calls a person by: "kata Bima"
    told_areas: frozenset[str] = frozenset()  # names that the article gives an area with its kind: "Kabupaten Bone"
    called_awards: frozenset[str] = (
        frozenset()
    )  # names that it calls an award somewhere, in lower case, without edition
    tells_of_awards: bool = True  # whether it speaks of awards at all

    @property
    def first(self) -> int:
        """Where the first block begins, in characters of the article's text."""
        return self.article.blocks[0].span.start if self.article.blocks else 0

    @property
    def text(self) -> str:
        """The article's text from its first block to its last: of a long article only the part that is read."""
        return self.article.text[self.first : self.article.blocks[-1].span.end] if self.article.blocks else ""

    def words(self, first: int, last: int) -> str:
        """The article's own words from token ``first`` to ``last`` (exclusive)."""
        return self.article.text[self.tokens[first].start : self.tokens[last - 1].end]

    def evidence(self, first: int, last: int) -> Evidence:
        """The evidence that tokens ``first`` to ``last`` (exclusive) make."""
        return self.article.evidence(self.tokens[first].start, self.tokens[last - 1].end)

    def of(self, mention: Mention) -> Evidence:
        """The evidence that a mention makes."""
        return self.evidence(mention.first, mention.last)

    def body(self) -> Iterator[Sentence]:
        """The sentences of paragraphs and list items, without the headline."""
        headline = BlockKind.HEADLINE
        return (s for s in self.sentences if s.kind is not headline)

    def token_at(self, start: int) -> int:
        """The first token that begins at ``start`` or after it."""
        return bisect_left(self.tokens, start, key=lambda t: t.start)

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds a token."""
        return self.sentences[bisect_right(self.sentences, token, key=lambda s: s.first) - 1]

    def mentions(self, *kinds: Kind) -> Iterator[Mention]:
        """All mentions of the kinds, in order."""
        return (m for s in self.sentences for m in s.mentions if m.kind in kinds)


def between(mentions: list[Mention], first: int, last: int, *kinds: Kind) -> list[Mention]:
    """The mentions of the kinds that lie between two tokens."""
    return [m for m in mentions if m.first >= first and m.last <= last and (not kinds or m.kind in kinds)]
