"""Placements of what no position word tells: the lines of a list, the places of an order, bare scores."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.assembly.listed import KINDS
from kg.extraction.candidates.parties import modifies
from kg.extraction.candidates.positions import (
    as_in_the_lead,
    is_index,
    lists_before,
    named_in_full,
    of_smaller_unit,
    of_unit,
    year_beside,
    year_near,
    year_of_list,
)
from kg.extraction.candidates.scopes import scope, scope_of_lead, scope_of_list
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.facts import Area, Placement

if TYPE_CHECKING:
    from kg.extraction.candidates.ranked_lists import Standing
    from kg.extraction.coreference.context import Reading
    from kg.facts import Conferral

_PERCENT = words("percent")
_NO_OWNER = words("no-owner-of-place")
_JOINTS = words("joints")
_CLASS_MARKS = words("category-marks") | words("counted-areas")
_BACK = 4  # sentences of the paragraph that a class is looked for in
_FOR = words("to-category")
_PARTS = words("sub-indices")
_ENDS_PART = words("leads-to-score") | words("ends-programme") | {"malah", "justru"}


def standing(reading: Reading, each: Standing, conferrals: list[Conferral]) -> Placement | None:
    """An entry of a list or an order as a placement; beside an award it has the award's name."""
    doc = reading.doc
    evidence = doc.of(each.area)
    conferral = next((c for c in conferrals if evidence in c.recipient.evidence), None)
    name = conferral.award if conferral is not None else list_of(reading, each.lead, each.area.first)
    where = reading_of(each.area)
    if name is None or where is None or of_smaller_unit(reading, each.sentence, each.area):
        return None
    if each.score is None and not is_index(name.value):
        return None
    rank = Role(each.rank[0], (doc.evidence(*each.rank[1:]),), _order(each)) if each.rank else None
    score = Role(each.score[0], (doc.of(each.score[1]),), "score") if each.score else None
    category = reading.text_role(each.category, "category") if each.category is not None else None
    category = category or (conferral.category if conferral is not None else class_before(reading, each.sentence))
    area = Role(reading.area(where, each.hint or _kind_ranked(name)), (evidence,), "listed")
    name = in_full(reading, name)
    year = year_of_list(reading, name) or _year_of_lead(reading, each.lead)
    if conferral is not None:
        rank = conferral.rank or (rank if each.by_score else None)
    extent = scope_of_list(reading, name) or (scope_of_lead(reading, each.lead) if conferral is None else None)
    return Placement(area, name, "listed", category, rank, None, score, extent, year)


def _order(each: Standing) -> str:
    """How the place of an entry is told: by the number before its line, or by the order of the words."""
    return "rank-by-order" if each.rank and each.rank[1] == each.area.first else "rank-by-number"


def in_full(reading: Reading, name: Role[str]) -> Role[str]:
    """A list's name with the abbreviation before its year spelled out."""
    full = reading.in_full(name.value)
    return name if full == name.value else replace(name, value=full, note=f"{name.value} → {full}")


def _year_of_lead(reading: Reading, lead: Sentence) -> Role[int] | None:
    """The year that the lead of a list gives, or the sentences of the paragraph before it."""
    doc = reading.doc
    if (own := reading.year_in(lead.first, lead.last, "year-beside")) is not None or lead.first == 0:
        return own
    before = doc.sentence_at(lead.first - 1)
    at = doc.sentences.index(before)
    for s in reversed(doc.sentences[max(at - 2, 0) : at + 1]):
        told = s.block == before.block and any(x.kind is Kind.AWARD for x in s.mentions)
        if told and (year := reading.year_in(s.first, s.last, "year-beside")) is not None:
            return year
    return None


def _kind_ranked(name: Role[str]) -> str | None:
    """The kind of area that an index ranks by its name: "Indeks Kota Cerdas"."""
    own = name.value.casefold().split()
    return next((KINDS[w] for w in own if w in KINDS), None) if is_index(name.value) else None


def list_of(reading: Reading, lead: Sentence, before: int) -> Role[str] | None:
    """The list that a sentence names, else the index named last before, else the last list."""
    own = [m for m in lead.mentions if m.kind in (Kind.AWARD, Kind.PROGRAMME)]
    if own:
        return named_in_full(reading, own[-1], "list-named")
    if measured := [m for m in reading.instruments if lead.first <= m.first < lead.last]:
        return named_in_full(reading, measured[-1], "list-named")
    earlier = lists_before(reading, before)
    indices = [m for m in earlier if is_index(reading.in_full(str(m.value)))]
    return named_in_full(reading, as_in_the_lead(reading, indices or earlier), "list-named-before") if earlier else None


def scored(
    reading: Reading, s: Sentence, m: Mention, topic: Role[Area] | None, conferrals: list[Conferral]
) -> list[Placement]:
    """A bare number with decimals as the score of the area before it, else of the one spoken of."""
    doc = reading.doc
    smaller = any(of_smaller_unit(reading, s, x) for x in s.mentions if x.kind is Kind.AREA and x.last <= m.first)
    share = m.last < s.last and doc.tokens[m.last].lower in _PERCENT
    owner = None if of_unit(reading, s, m) else _owner(reading, s, m) or (None if smaller or share else topic)
    name = list_of(reading, s, m.first)
    if owner is None or name is None:
        return []
    conferral = next((c for c in conferrals if c.recipient.value == owner.value), None)
    year = year_near(reading, s, m) or year_beside(reading, s, m) or year_of_list(reading, name)
    extent = scope(reading, s, m) or scope_of_list(reading, name)
    found = Placement(owner, name, "position", None, None, None, Role(m.value, (doc.of(m),), "score"), extent, year)
    if conferral is not None and not is_index(name.value):
        return [replace(found, list=conferral.award, category=conferral.category)]
    return [replace(found, category=each) for each in _categories(reading, s, m)] or [found]


def _owner(reading: Reading, s: Sentence, m: Mention) -> Role[Area] | None:
    """The area before a number that no preposition takes away."""
    tokens = reading.doc.tokens
    for x in reversed([x for x in s.mentions if x.last <= m.first and x.kind in (Kind.AREA, Kind.OFFICE)]):
        where = reading_of(x)
        if of_smaller_unit(reading, s, x):
            return None
        if where is None or modifies(reading, x):
            continue
        if tokens[x.first - 1].lower not in _NO_OWNER:
            return Role(reading.area(where, reading.hint(s)), (reading.doc.of(x),), "area-in-position")
    return None


def _categories(reading: Reading, s: Sentence, m: Mention) -> list[Role[str]]:
    """The parts of an index that a bare score is of: "smart society dan smart living sama-sama membukukan 3,33"."""
    if (part := part_of_index(reading, s, m)) is not None:
        return [part]
    tokens = reading.doc.tokens
    found: list[Mention] = []
    scores = [x.last for x in s.mentions if x.kind is Kind.SCORE and x.last <= m.first]
    for x in reversed(
        [x for x in s.mentions if x.kind is Kind.CATEGORY and max(scores, default=0) <= x.first < m.first]
    ):
        gap = {t.lower for t in tokens[x.last : found[-1].first]} if found else set()
        if found and not gap <= _JOINTS:
            break
        found.append(x)
    return [Role(str(x.value), (reading.doc.of(x),), "category") for x in reversed(found)]


def part_of_index(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """The part of an index that the words beside a score name: "3,60 untuk baseline", "indikator quick wins … 3,65"."""
    doc, tokens = reading.doc, reading.doc.tokens
    parts = [i for i in range(s.first, m.first) if tokens[i].lower in _PARTS]
    if not parts:
        return None
    if m.last + 1 < s.last and tokens[m.last].lower in _FOR:
        end = m.last + 1
        while end < s.last and tokens[end].kind == "word" and tokens[end].lower not in _JOINTS and end - m.last < 5:
            end += 1
        return (
            Role(doc.words(m.last + 1, end), (doc.evidence(m.last + 1, end),), "category") if end > m.last + 1 else None
        )
    first = end = parts[-1] + 1
    while end < m.first and tokens[end].kind == "word" and tokens[end].lower not in _ENDS_PART and end - first < 3:
        end += 1
    told = any(x.kind is Kind.CATEGORY and x.first < m.first for x in s.mentions)
    if told or end <= first or tokens[first].lower in words("that"):
        return None
    return Role(doc.words(first, end), (doc.evidence(first, end),), "category")


def class_before(reading: Reading, s: Sentence) -> Role[str] | None:
    """The class of areas that the paragraph spoke of last: "Pada kelompok kota, X teratas. Di bawahnya Y"."""
    doc = reading.doc
    at = bisect_left(doc.sentences, s.first, key=lambda x: x.first)
    for other in reversed(doc.sentences[max(at - _BACK, 0) : at]):
        if other.block != s.block:
            break
        for m in reversed(other.mentions):
            marked = (
                m.kind is Kind.CATEGORY and {doc.tokens[m.first].lower, doc.tokens[m.first - 1].lower} & _CLASS_MARKS
            )
            if marked:
                return Role(str(m.value), (doc.of(m),), "category")
    return None
