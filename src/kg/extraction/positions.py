"""What belongs to a position: whose it is, in which list, how wide that is, of which year, with which score."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.ceremony import bare_name
from kg.extraction.document import Kind, Mention, Sentence
from kg.extraction.parties import modifies
from kg.extraction.rules import Rules, words
from kg.extraction.scanner import reading_of
from kg.facts import Area

if TYPE_CHECKING:
    from kg.extraction.reading import Reading

_THAT = words("that")
_WIDE = words("wide-scopes")
_LONGEST = 9  # words in the name of a list
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def owner(reading: Reading, s: Sentence, m: Mention) -> Role[Area] | None:
    """The area that a position is of: the nearest before it that no preposition takes away, else one after the verb."""
    rules = Rules.load("placement-area")
    before = rules.each(reading.doc, s, (s.first, m.last), nearest=True)
    after = rules.each(reading.doc, s, (m.first, s.last))
    for rule, match in chain(before, after):
        area = match.mentions("area")[0]
        where = reading_of(area)
        if match.mentions("position")[0] is m and where is not None and not modifies(reading, area):
            return Role(reading.area(where, reading.hint(s)), (reading.doc.of(area),), rule.name)
    return None


def list_name(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """What the list is of: words right after "25 besar", an award or index in the sentence, else in the one before."""
    doc = reading.doc
    for rule, match in Rules.load("placement-list").holding(doc, s, (m.first, s.last)):
        named = match.places("list")
        if not named or match.mentions("position")[0] is not m:
            continue
        first, last = named[0].first, _end_of_name(reading, s, named[0].first, match.last)
        if not 0 < last - first <= _LONGEST or (last - first == 1 and doc.tokens[first].lower in {"nasional", *_THAT}):
            continue
        evidence = doc.evidence(first, last)
        return _nominees(reading, s, m, first, last) or Role(doc.words(first, last), (evidence,), rule.name)
    around = [x for x in s.mentions if x.kind in (Kind.AWARD, Kind.PROGRAMME)]
    if around:
        return reading.text_role(around[0], "list-named")
    earlier = [x for x in doc.mentions(Kind.AWARD, Kind.PROGRAMME) if x.first < m.first]
    return reading.text_role(_as_in_the_lead(reading, earlier), "list-named-before") if earlier else None


def _end_of_name(reading: Reading, s: Sentence, first: int, last: int) -> int:
    """Where the words of a name end before a verb, a mark, or "se-Jawa Timur"."""
    tokens = reading.doc.tokens
    verbs = {x.first for x in s.mentions if x.kind is Kind.CUE and any(c.voice for c in x.value)}
    for i in range(first, last):
        if i in verbs or tokens[i].kind not in ("word", "number") or tokens[i].lower.startswith("se-"):
            return i
    return last


def _nominees(reading: Reading, s: Sentence, m: Mention, first: int, last: int) -> Role[str] | None:
    """The nominees of an award as a list: "masuk 10 besar nominasi"."""
    doc = reading.doc
    if doc.tokens[first].lower != "nominasi":
        return None
    evidence = doc.evidence(first, last)
    if last == first + 1 and (award := _award_near(reading, s, m)) is not None:
        return Role(f"{evidence.quote} {award.value}", (evidence, *award.evidence), "list-of-nominees", award.note)
    return Role(doc.words(first, last), (evidence,), "list-of-nominees")


def _award_near(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """The award of the sentence, else the last one named before it."""
    named = [x for x in s.mentions if x.kind is Kind.AWARD]
    named = named or [x for x in reading.doc.mentions(Kind.AWARD) if x.first < m.first][-1:]
    return reading.text_role(named[0], "list-of-nominees") if named else None


def _as_in_the_lead(reading: Reading, named: list[Mention]) -> Mention:
    """The list spoken of last, as it was named first: an edition named in passing is not the one spoken of."""
    names = [bare_name(reading.in_full(str(x.value))) for x in named]
    return named[names.index(names[-1])]


def scope(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """How wide the list is: "se-Jawa Timur", "di Indonesia", "tingkat nasional" is left out."""
    tokens = reading.doc.tokens
    for i in range(m.last, min(m.last + 16, s.last)):
        low = tokens[i].lower
        if low.startswith("se-") and tokens[i].text[3:4].isupper():
            end = i + 1
            while end < s.last and tokens[end].capital and tokens[end].kind == "word":
                end += 1
            start = tokens[i].start + 3
            evidence = reading.doc.article.evidence(start, tokens[end - 1].end)
            return Role(evidence.quote, (evidence,), "scope")
        if low == "di" and i + 1 < s.last and tokens[i + 1].capital and tokens[i + 1].lower in _WIDE:
            end = i + 2
            while end < s.last and tokens[end].capital and tokens[end].kind == "word":
                end += 1
            return Role(reading.doc.words(i + 1, end), (reading.doc.evidence(i + 1, end),), "scope")
    return None


def year_beside(reading: Reading, s: Sentence, m: Mention) -> Role[int] | None:
    """The year that the clause itself gives: "pada 2022 masih berada di peringkat ke-37", "posisi kedua tahun 2024"."""
    tokens = reading.doc.tokens
    before = [x for x in s.mentions if x.kind in (Kind.RANK, Kind.TOP) and x.last <= m.first]
    start = before[-1].last if before and m.kind is not Kind.SCORE else s.first
    for span in ((m.first, s.last), (start, m.last)):
        for rule, match in Rules.load("placement-year").each(reading.doc, s, span):
            year, told = match.places("year")[0], match.mentions("position")[0]
            if told is m and tokens[year.first].kind == "number" and len(tokens[year.first].text) == 4:
                return reading.year_in(year.first, year.last, rule.name)
    return None


def year_in_name(reading: Reading, name: Role[str]) -> Role[int] | None:
    """The year that the words of a name hold: "Gerakan Menuju Smart City 2022"."""
    for e in name.evidence:
        found = _YEAR.search(e.quote)
        if found:
            start = e.span.start + found.start()
            return Role(int(found.group()), (reading.doc.article.evidence(start, start + 4),), "year-in-name")
    return None
