"""Bare names that are persons' by the way in which they stand in a sentence: no office, no title tells it."""

from __future__ import annotations

from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence

_BEFORE_SUBJECT = words("before-a-subject")
_TELLS_MORE = words("tells-more")
_ENTERS = words("enters")
_FROM_THERE = words("from-there")
_BY_ROLE = words("speakers-by-role")
_OFFICES = words("offices-again")
_STAND_INS = words("stand-ins")
_MOST_BEFORE = 12
"""No more words than these tell what a person is before the name."""
_MOST_TOLD = 25
"""No more words than these stand between a subject and its verb of speaking."""


def speaks(cue: Mention) -> bool:
    """Whether a cue is a verb of speaking."""
    return any(c.sense.startswith("say") for c in cue.value)


def introduced(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether the way in which a bare name stands in its sentence makes it a person's."""
    if doc.tokens[mention.first].lower in person_words().occupations:
        return False  # "Ekonom Lembaga X, Rina Hasan, menilai"
    return (
        _subject_with_more(doc, sentence, mention)
        or _enters(doc, sentence, mention)
        or _between_commas(doc, sentence, mention)
        or _aged(doc, sentence, mention)
    )


def _between_commas(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether a full name between commas speaks: "Peserta asal Asmat, Rina Hasan, mengaku"."""
    tokens = doc.tokens
    end = mention.last
    if mention.last - mention.first < 2 or mention.first < sentence.first + 2 or end + 1 >= sentence.last:
        return False
    if tokens[mention.first - 1].text != "," or tokens[end].text != ",":
        return False
    before = {t.lower for t in tokens[max(sentence.first, mention.first - _MOST_BEFORE) : mention.first]}
    if not before & (_BY_ROLE | _OFFICES | _STAND_INS | person_words().occupations):
        return False  # "Salah satu warung, Sari Laut, menyebut"
    return any(m.first == end + 1 and m.kind is Kind.CUE and speaks(m) for m in sentence.mentions)


def _aged(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether an age stands behind the name: "Sulaiman, 58,", "Rina Hasan (47)"."""
    after = doc.tokens[mention.last : min(mention.last + 3, sentence.last)]
    return (
        len(after) == 3
        and (after[0].text, after[2].text) in ((",", ","), ("(", ")"))
        and after[1].text.isdecimal()
        and 10 < int(after[1].text) < 100
    )


def _subject_with_more(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name opens a sentence, more is told of it, and a verb of speaking follows: "Rina Hasan, pendiri
    X, mengatakan", "Adapun Rina Hasan yang memimpin X menyebut".
    """
    tokens = doc.tokens
    end = mention.last
    if mention.last - mention.first < 2 or end >= sentence.last or not _may_open(doc, sentence, mention):
        return False
    if tokens[end].text != "," and tokens[end].lower not in _TELLS_MORE:
        return False
    return any(
        m.kind is Kind.CUE and speaks(m) and 1 < m.first - end <= _MOST_TOLD and not doc.quoted[m.first]
        for m in sentence.mentions
    )


def _may_open(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether only joining words stand between the beginning of the sentence and the name."""
    opening = doc.tokens[sentence.first : mention.first]
    return len(opening) <= 6 and all(t.lower in _BEFORE_SUBJECT or t.text == "," for t in opening)


def _enters(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name ends a sentence that lets somebody enter: "Dari pusat, hadir Rina Hasan."."""
    tokens = doc.tokens
    before = tokens[mention.first - 1].lower if mention.first > sentence.first else ""
    closes = mention.last >= sentence.last or tokens[mention.last].text in ".,"
    return before in _ENTERS and closes and mention.last - mention.first > 1


def ends_apposition(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name before a verb of speaking only tells more of another: "Rina, pendiri X mengatakan"."""
    for m in sentence.mentions:
        if m.first >= mention.first:
            return False
        if m.kind in (Kind.NAME, Kind.PERSON) and _subject_with_more(doc, sentence, m):
            return True
    return False


def named_person(doc: Document, sentence: Sentence, at: int, organizations: frozenset[str]) -> bool:
    """Whether the mention ``at`` of a sentence is a person's name by a verb of speaking or by what stands beside it.

    ``organizations`` are the words that open the names of bodies.
    """
    mention = sentence.mentions[at]
    first = doc.tokens[mention.first].lower
    if mention.last - mention.first == 1 and first.endswith("nya"):
        return False  # "Nilainya ditaksir"
    return (
        introduced(doc, sentence, mention)
        or (first not in organizations and _beside_speaking(doc, sentence, at))
        or _called_so(doc, sentence, mention)
        or _with_occupation(doc, sentence, mention)
        or _behind_workplace(doc, sentence, at)
    )


def _beside_speaking(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether a verb of speaking stands right before or behind the name: "kata Rina", "Rina mengatakan"."""
    mention = sentence.mentions[at]
    before = sentence.mentions[at - 1] if at else None
    if before is not None and before.kind is Kind.CUE and before.last == mention.first and speaks(before):
        return True
    after = sentence.mentions[at + 1] if at + 1 < len(sentence.mentions) else None
    if after is None or after.kind is not Kind.CUE or after.first != mention.last or not speaks(after):
        return False
    return doc.tokens[mention.first - 1].lower not in _FROM_THERE and not ends_apposition(doc, sentence, mention)


def _called_so(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether a word says that a person's name follows: "bernama Rina"."""
    return mention.first > sentence.first and doc.tokens[mention.first - 1].lower in person_words().named


def _with_occupation(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name is told with what its bearer does: "Suharti (47), warga Kelurahan X, mengaku"."""
    tokens, end = doc.tokens, mention.last
    if mention.last - mention.first < 2 and not (
        mention.first == sentence.first
        and any(m.kind is Kind.CUE and m.first > mention.last and speaks(m) for m in sentence.mentions)
    ):
        return False
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 1].kind == "number":
        end += 3
    return end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].lower in person_words().occupations


def _behind_workplace(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether the name follows the body at which the person works, or the comma behind what the person is called."""
    mention = sentence.mentions[at]
    before = sentence.mentions[at - 1] if at else None
    body = before is not None and before.kind is Kind.BODY and before.last == mention.first
    if before is not None and body and before.first > sentence.first:
        # "pengajar Universitas X Ni Luh Y, menyebut"
        return doc.tokens[before.first - 1].lower in person_words().occupations
    return _apposed(doc, sentence, mention)


def _apposed(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name stands behind what the person is called: "Seorang pedagang, Sumiati,", "Istri X, Y,"."""
    words, tokens = person_words(), doc.tokens
    if mention.first < sentence.first + 2 or tokens[mention.first - 1].text != ",":
        return False
    if mention.last >= sentence.last or tokens[mention.last].text not in ",.":
        return False
    for k in range(mention.first - 2, max(sentence.first, mention.first - 7) - 1, -1):
        if tokens[k].kind != "word":
            return False
        called = tokens[k].lower in words.occupations or tokens[k].lower in words.kin
        if called and (k == sentence.first or not tokens[k].capital):
            return True
    return False
