"""How wide a list is: "se-Jawa Timur", "peringkat 103 dunia", "tingkat nasional", "Indeks Digital Jawa Tengah"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.article import BlockKind, Role
from kg.extraction.candidates.positions import is_index
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document

_THAT = words("that")
_WIDE = words("wide-scopes")
_WIDE_WORDS = words("wide-scope-words")
_WORLDWIDE = words("worldwide")
_NATIONAL = words("national")
_COUNTED = words("counted-areas")
_COUNTRY = "Indonesia"
_WIDEST = 16  # tokens between a position and the words of its scope
_HEAD = 8  # tokens between the areas that a headline counts and where they lie
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def scope(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """How wide the list is: "se-Jawa Timur", "di Indonesia", "tingkat nasional", "dari 19 kabupaten di Sumbar".

    What stands after the position counts first, then what the clause says before it.
    """
    others = [x for x in s.mentions if x.kind in (Kind.RANK, Kind.TOP, Kind.SCORE) and x is not m]
    until = min((x.first for x in others if x.first >= m.last), default=s.last)
    since = max((x.last for x in others if x.last <= m.first), default=s.first)
    if (beside := _right_after(reading, s, m)) is not None:
        return beside
    for i in (*range(m.last, min(m.last + _WIDEST, until)), *range(max(m.first - _WIDEST, since), m.first)):
        found = _scope_at(reading, s, i)
        if found is not None and not (m.kind is Kind.SCORE and i < m.first):
            return found
    return None


def _right_after(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """The scope that stands bare behind a position: "peringkat 103 dunia", "ranking 11 nasional"."""
    if m.kind is Kind.SCORE or m.last >= s.last:
        return None
    doc, low = reading.doc, reading.doc.tokens[m.last].lower
    if low in _WORLDWIDE:
        return Role(doc.words(m.last, m.last + 1), (doc.evidence(m.last, m.last + 1),), "scope")
    if low in _NATIONAL:
        return Role(_COUNTRY, (doc.evidence(m.last, m.last + 1),), "scope-national")
    return _province_named(reading, s, m.last)


def _province_named(reading: Reading, s: Sentence, i: int) -> Role[str] | None:
    """The province that a token begins, as the scope."""
    if not _province_at(reading, s, i):
        return None
    m = next(x for x in s.mentions if x.first == i and x.kind is Kind.AREA)
    return Role(reading.doc.words(m.first, m.last), (reading.doc.of(m),), "scope")


def scope_of_lead(reading: Reading, lead: Sentence) -> Role[str] | None:
    """How wide a list is by the areas that its lead or the headline counts: "10 kota paling toleran di Indonesia"."""
    tokens = reading.doc.tokens
    headline = [x for x in reading.doc.sentences if x.kind is BlockKind.HEADLINE]
    for s in (lead, *headline):
        counted = [i for i in range(s.first + 1, s.last) if tokens[i].lower in _COUNTED and not _named(s, i)]
        for at in counted:
            for i in range(at + 1, min(at + _HEAD, s.last)):
                if (found := _scope_at(reading, s, i)) is not None:
                    return found
    return None


def _named(s: Sentence, i: int) -> bool:
    """Whether a token belongs to the name of an area or a list."""
    return any(m.first <= i < m.last and m.kind in (Kind.AREA, Kind.AWARD, Kind.OFFICE) for m in s.mentions)


def _scope_at(reading: Reading, s: Sentence, i: int) -> Role[str] | None:
    """The words of scope that begin at a token."""
    doc, tokens = reading.doc, reading.doc.tokens
    low, following = tokens[i].lower, tokens[i + 1] if i + 1 < s.last else None
    if low.startswith("se-") and tokens[i].text[3:4].isupper():
        end = _capitals_end(doc, i + 1, s.last)
        evidence = doc.article.evidence(tokens[i].start + 3, tokens[end - 1].end)
        return Role(evidence.quote, (evidence,), "scope")
    if following is None:
        return None
    if low in _WIDE_WORDS and following.lower in _NATIONAL:
        return Role(_COUNTRY, (doc.evidence(i, i + 2),), "scope-national")
    if low in {*_WIDE_WORDS, "di"} and following.lower in _WORLDWIDE:
        return Role(doc.words(i + 1, i + 2), (doc.evidence(i + 1, i + 2),), "scope")
    if low in ("tingkat", "level") and (province := _province_named(reading, s, i + 1)) is not None:
        return province
    counted = i > s.first and tokens[i - 1].lower in _COUNTED
    if counted and _in_apposition(doc, s, i - 1):
        return None
    wide = following.lower in _WIDE or (counted and _province_at(reading, s, i + 1))
    if low in ("di", "wilayah") and following.capital and wide:
        end = _capitals_end(doc, i + 2, s.last)
        return Role(doc.words(i + 1, end), (doc.evidence(i + 1, end),), "scope")
    return None


def _in_apposition(doc: Document, s: Sentence, i: int) -> bool:
    """Whether a noun only says what an area is: "Singkawang, kota di Kalimantan Barat, …", "kota di Jawa Timur itu"."""
    if any(doc.tokens[k].lower in _THAT for k in range(i + 2, min(i + 6, s.last))):
        return True
    return (
        i > s.first
        and doc.tokens[i - 1].text in ",("
        and any(m.kind is Kind.AREA and m.last == i - 1 for m in s.mentions)
    )


def _capitals_end(doc: Document, i: int, limit: int) -> int:
    """The token after the capitalised words that go on at a token."""
    while i < limit and doc.tokens[i].capital and doc.tokens[i].kind == "word":
        i += 1
    return i


def _province_at(reading: Reading, s: Sentence, i: int) -> bool:
    """Whether a province is named at a token."""
    m = next((x for x in s.mentions if x.first == i and x.kind is Kind.AREA), None)
    where = reading_of(m) if m is not None else None
    return where is not None and any(reading.phrases.gazetteer.areas[c].kind == "province" for c in where.codes)


def scope_of_list(reading: Reading, name: Role[str]) -> Role[str] | None:
    """How wide a list is by its name: "Indeks Daerah Digital Jawa Tengah 2024"."""
    if not is_index(name.value):
        return None
    words_of_name = [w for w in name.value.split() if not _YEAR.fullmatch(w)]
    for size in (3, 2, 1):
        tail = " ".join(words_of_name[-size:]) if len(words_of_name) > size + 1 else ""
        if not tail:
            continue
        codes = reading.phrases.gazetteer.area_phrases.get(tail.casefold(), ())
        province = any(reading.phrases.gazetteer.areas[c].kind == "province" for c in codes)
        if province or (tail.casefold() in _WIDE and tail.casefold() not in _NATIONAL):
            return Role(tail, name.evidence, "scope-in-name")
    return None


def scope_where_named(reading: Reading, name: Role[str]) -> Role[str] | None:
    """How wide a list that is only described is by the words beside its description, in another sentence."""
    if name.rule != "list-described-before":
        return None
    at = reading.doc.token_at(name.evidence[0].span.start)
    s = reading.doc.sentence_at(at)
    near = range(max(at - _HEAD, s.first), min(reading.doc.token_at(name.evidence[0].span.end) + _HEAD, s.last))
    return next((found for i in near if (found := _scope_at(reading, s, i)) is not None), None)
