"""What values are derived against: one article as the rule reader reads its mentions, and its quotable words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.language.dates import find_dates
from kg.language.tokens import tokenize

if TYPE_CHECKING:
    from kg.article import Article, Span
    from kg.extraction.coreference.context import Reading
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document
    from kg.language.dates import DateMention
    from kg.proposing.anchoring import Anchors


@dataclass(frozen=True)
class Ground:
    """One article, ready to have values derived from its words."""

    anchors: Anchors
    reading: Reading

    @staticmethod
    def of(article: Article) -> Ground:
        """The ground of an article, or of a part of one."""
        from kg.extraction.coreference.context import Reading
        from kg.extraction.mentions.phrases import Phrases
        from kg.extraction.mentions.scanner import read
        from kg.proposing.anchoring import Anchors

        phrases = Phrases.load()
        return Ground(Anchors(article), Reading.of(read(article, phrases), phrases))

    @property
    def article(self) -> Article:
        """The article."""
        return self.anchors.article

    @property
    def phrases(self) -> Phrases:
        """The phrases that the rule reader knows."""
        return self.reading.phrases

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Every date of the article."""
        return tuple(find_dates(self.article.text))

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that belong to no name."""
        return self.phrases.lexicon.function_words

    def words(self, place: Span) -> str:
        """The words at a place, on one line."""
        return " ".join(self.article.text[place.start : place.end].split())

    def tokens(self, place: Span) -> tuple[Document, int, int]:
        """The document, and which of its tokens lie at a place; one of its own where the rule reader reads no words."""
        doc = self.reading.doc
        first = doc.token_at(place.start)
        last = first
        while last < len(doc.tokens) and doc.tokens[last].end <= place.end:
            last += 1
        if last > first and doc.tokens[first].start == place.start and doc.tokens[last - 1].end == place.end:
            return doc, first, last
        alone = self.alone(place)
        return alone, 0, len(alone.tokens)

    def alone(self, place: Span) -> Document:
        """The words at a place as a document of their own, in which nothing around them counts."""
        tokens = tokenize(self.article.text, place.start, place.end)
        names = frozenset(" ".join(t.lower for t in tokens[k:]) for k in range(len(tokens)))
        return replace(
            self.reading.doc,
            tokens=tokens,
            sentences=[],
            quotations=[],
            quoted=[False] * len(tokens),
            told_persons=frozenset(),
            told_areas=names,
        )
