"""Names without a head that tells their kind: what stands beside them, or elsewhere in the article, tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.mentions.awards import no_award, prize_of_category, told_as_award, won_as
from kg.extraction.mentions.categories import like_category, opens_title
from kg.extraction.mentions.measures import CATEGORY_WORDS
from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases

_INTRODUCES = words("introduces-award")
_BY = words("given-by-bodies")
_DONE_BY_PERSONS = words("done-by-persons")
_SOURCES = words("sources-of-awards")
_THEMES = words("themes")
_SCHOOLS = words("schools")
_NUMBERED = words("local-units") | words("units-with-numbers") | _SCHOOLS
_SERIES = words("more-categories") - CATEGORY_WORDS
_IN_SERIES = 2  # ", dan": so many tokens between two categories of a series


def names_award(
    doc: Document, phrases: Phrases, sentence: Sentence, i: int, end: int, before: list[Mention] | None = None
) -> bool:
    """Whether a name is an award's: something beside it, or elsewhere in the article, tells so."""
    first, limit = sentence.first, sentence.last
    quoted = i > first + 1 and doc.tokens[i - 1].text in '“"‘'
    if doc.tokens[i - 1 - quoted].lower in _THEMES and i > first:
        return False
    edition = doc.tokens[end - 1].kind == "number" and len(doc.tokens[end - 1].text) == 4
    introduced = i > first and doc.tokens[i - 1].lower in _INTRODUCES and end - i > 1
    if introduced and doc.tells_of_awards and not no_award([t.lower for t in doc.tokens[i:end]]):
        return True
    last = before[-1] if before else None
    if edition and end - i > 1 and told_as_award(doc, phrases, i, end, first, limit, last):
        return True
    won = won_as(doc, phrases, i, end, last, person_words().given)
    return won or prize_of_category(doc, phrases, i, end, first, limit)


def names_giver(doc: Document, phrases: Phrases, sentence: Sentence, i: int, end: int, before: list[Mention]) -> bool:
    """Whether a name is that of a body because who holds or gives stands there: "yang dihelat Warta Kota Digital".

    A name with a given name in it, or one that stands alone as a person's, is none.
    """
    tokens = doc.tokens
    if i == sentence.first or any(_called(doc, t.lower) for t in tokens[i : max(end, i + 1)]):
        return False
    limit = sentence.last
    if end + 1 < limit and tokens[end].text in ",(" and phrases.roles.match(tokens, end + 1, limit):
        return False  # "dihelat Dasuki Rahman, Ketua Panitia"
    by = tokens[i - 1].lower in _BY
    last = before[-1] if before else None
    if by and last is not None and last.kind is Kind.AWARD and last.last == i - 1:
        return tokens[i - 1].lower in _SOURCES  # "menerima X Award 2024 dari Warta Kota"
    at = i - 2 if by else i - 1
    if by and at >= sentence.first and tokens[at].lower in phrases.lexicon.heads["award_generic"]:
        return True
    if at < sentence.first or tokens[at].lower in _DONE_BY_PERSONS:
        return False
    cues = phrases.lexicon.cues.get(tokens[at].lower, ())
    return any(c.sense == "hold" and c.voice == "passive" for c in cues)


def _called(doc: Document, word: str) -> bool:
    """Whether a person may be called by a word: a given name, or one that stands alone as a person's."""
    return word in person_words().given or word in doc.solo


def names_category(
    doc: Document, phrases: Phrases, sentence: Sentence, i: int, end: int, before: list[Mention]
) -> bool:
    """Whether a name is a category's: an English title, one more of a series, or a line's label."""
    tokens = doc.tokens
    if opens_title(doc, i, end):
        return True
    if not like_category(doc, phrases, i, end) or tokens[end - 1].kind == "number":
        return False
    last = before[-1] if before else None
    if last is not None and last.kind is Kind.CATEGORY and i - last.last <= _IN_SERIES:
        return all(tokens[k].lower in _SERIES for k in range(last.last, i))
    labelled = i == sentence.first and end + 1 < sentence.last and tokens[end].text == ":"
    return labelled and sentence.kind is not BlockKind.HEADLINE


def unit_by_number(doc: Document, i: int, end: int) -> bool:
    """Whether a name is of a school or another unit that has a number: "SDN 009", "SMPN 1 Tanete", "RW 06 Melati"."""
    tokens = doc.tokens
    if tokens[i].lower not in _NUMBERED or end < i + 2:
        return False
    return tokens[i].lower in _SCHOOLS or any(t.kind == "number" for t in tokens[i + 1 : end])
