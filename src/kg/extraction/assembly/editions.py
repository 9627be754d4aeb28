"""Which edition of an award is told of: its year, and whether it is the one of the article's ceremony."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.assembly.ceremony import Ceremony, ceremony_day
from kg.extraction.candidates.grantors import joined
from kg.extraction.candidates.whereabouts import town
from kg.extraction.coreference.award_names import bare_name, within
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from kg.extraction.assembly.records import Record
    from kg.extraction.candidates.act import Awarding, Prize
    from kg.extraction.coreference.context import Reading

_BEFORE_YEAR = words("before-year")
_BEFORE_EDITIONS = words("before-editions-told")
_BETWEEN_YEARS = words("between-years-of-series")
_BEHIND = 3
_DIGITS = 4
_ANOTHER_TIME = words("another-time")


def apart(reading: Reading, act: Awarding, prize: Prize, shared: Ceremony) -> bool:
    """Whether a prize of an act is another award than the ceremony's, given on an occasion of its own."""
    if prize.award is None or shared.award is None:
        return False
    name, main = prize.award.value, shared.award.value
    another = bare_name(name) != bare_name(main) and not within(name, main)
    return another and not act.same_occasion and _another_occasion(reading, act, shared)


def of_another_year(reading: Reading, act: Awarding, shared: Ceremony) -> bool:
    """Whether an act gives a year that is not the ceremony's."""
    year = _own_year(reading, act)
    return year is not None and bool(shared.year) and year.value != shared.year


def year_behind(reading: Reading, prize: Prize) -> Role[int] | None:
    """The year right behind one of several prizes: "kategori Padapa pada 2015, kategori Wistara (2019)"."""
    tokens = reading.doc.tokens
    last = max((m.last for m in (prize.award, prize.category, prize.rank) if m is not None), default=None)
    if last is None:
        return None
    i = last
    while i < min(last + _BEHIND, len(tokens)) and tokens[i].lower in _BEFORE_EDITIONS:
        i += 1
    return reading.year_in(i, i + 1, "year-beside") if i < len(tokens) and len(tokens[i].text) == _DIGITS else None


def years_in_series(reading: Reading, act: Awarding) -> list[Role[int]]:
    """The years that an act gives one after the other: "diraih pada 2015, 2016, dan 2018"; a span of years is none."""
    tokens, s = reading.doc.tokens, act.sentence
    found: list[Role[int]] = []
    last = -1
    for i in range(act.trigger.last, s.last):
        if tokens[i].kind != "number" or len(tokens[i].text) != _DIGITS or reading.doc.quoted[i]:
            continue
        year = reading.year_in(i, i + 1, "year-beside")
        joined = all(tokens[k].lower in _BETWEEN_YEARS for k in range(last + 1, i)) if found else True
        if year is None or not joined:
            return found if len(found) > 1 else []
        found.append(year)
        last = i
    return found if len(found) > 1 else []


def own_occasion(reading: Reading, act: Awarding) -> Ceremony:
    """What an act of another occasion than the ceremony tells of that: its day, town and givers."""
    return Ceremony(
        date=ceremony_day(reading, act.sentence, [act]),
        place=town(reading, act.sentence),
        grantors=joined(reading, act.sentence, act.grantors[0], "grantor") if act.grantors else (),
    )


def year_of(reading: Reading, award: Role[str], r: Record, occasion: Ceremony) -> Role[int] | None:
    """The year of an award: in its name, in the words of its act, of its occasion's day, or in a name beside it."""
    if r.year is not None:
        return r.year
    own = _own_year(reading, r.act) if r.act is not None else None
    if r.past and own is not None:
        return own
    if (named := _in_name(reading, award)) is not None:
        return named
    if own is not None and (not r.of_ceremony or occasion.date is None):
        return own
    if occasion.date is not None:
        return Role(occasion.date.value.year, occasion.date.evidence, "year-of-date", occasion.date.note)
    return _named_elsewhere(reading, award, occasion) if r.of_ceremony else None


def _in_name(reading: Reading, award: Role[str]) -> Role[int] | None:
    """The year in the words that name an award."""
    for e in award.evidence:
        if found := re.search(r"\b(19|20)\d\d\b", e.quote):
            start = e.span.start + found.start()
            return Role(int(found.group()), (reading.doc.article.evidence(start, start + 4),), "year-in-name")
    return None


def _named_elsewhere(reading: Reading, award: Role[str], occasion: Ceremony) -> Role[int] | None:
    """The year with which an award, or the gathering at which it was given, is named anywhere in the article."""
    for m in reading.doc.mentions(Kind.AWARD, Kind.EVENT, Kind.PROGRAMME):
        year = reading.year_in(m.first, m.last, "year-in-name")
        if year and (
            bare_name(m.value if isinstance(m.value, str) else "") == bare_name(award.value)
            or (occasion.event and m.value == occasion.event.value)
        ):
            return year
    return None


def _own_year(reading: Reading, act: Awarding) -> Role[int] | None:
    """The year that the act's own words give: in the award's name, or "pada 2021"."""
    tokens = reading.doc.tokens
    for p in act.prizes:
        if p.award and (year := reading.year_in(p.award.first, p.award.last, "year-in-name")):
            return year
    for i in range(act.sentence.first, act.sentence.last - 1):
        if tokens[i].lower in _BEFORE_YEAR and tokens[i + 1].kind == "number" and len(tokens[i + 1].text) == 4:
            return reading.year_in(i + 1, i + 2, "year-beside")
    return None


def _another_occasion(reading: Reading, act: Awarding, shared: Ceremony) -> bool:
    """Whether an act of another award tells an occasion of its own: another day, building, gathering, giver or edition.

    What says nothing of its own belongs to the occasion that the article is about, if it stands near its sentences.
    """
    doc, s = reading.doc, act.sentence
    own = _own_year(reading, act)
    other = own is not None and shared.award is not None and str(own.value) not in shared.award.value
    if other and own is not None and own.value != shared.year:
        return True
    told = [m for m in s.mentions if not doc.quoted[m.first]]
    days = {day.start for m in told if m.kind is Kind.DATE and (day := reading.day(m)).start is not None}
    if days and shared.date is not None and shared.date.value not in days:
        return True
    venues = {doc.words(m.first, m.last) for m in told if m.kind is Kind.VENUE}
    if venues and shared.venue is not None and not any(v in shared.venue.evidence[0].quote for v in venues):
        return True
    givers = {reading.organization(m.value).name for m in act.grantors if m.kind is Kind.BODY}
    if givers and shared.grantors and givers.isdisjoint(role.value.name for role in shared.grantors):
        return True
    opening = {t.lower for t in doc.tokens[s.first : s.first + 2]}
    return bool(opening & _ANOTHER_TIME)
