"""Areas that take part in a programme, by the rules of ``participation.toml``; what was said before fills gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.modality import TOLD
from kg.extraction.candidates.positions import year_in_name
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import Rule, Rules, words
from kg.extraction.rules.matching import Match
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.facts import Participation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading

_REACH = {"denied": 4}  # how many words further on a denial still holds


@dataclass(slots=True)
class _Before:
    """What the sentences before have spoken of."""

    area: Mention | None = None  # the last one that was not only a place
    programme: Role[str] | None = None  # the last one that areas were said to take part in
    block: int = 0  # where that was said


def participations(reading: Reading) -> Iterator[Participation]:
    """Every area with the programme it takes part in, as its words state it; each pair once."""
    doc = reading.doc
    before = _Before()
    seen: set[tuple[tuple[str, ...], str]] = set()
    for s in doc.body():
        for rule, match in _holding(reading, s, before):
            programme = _programme(reading, rule, match, before)
            if programme is None:
                continue
            before.programme, before.block = programme, s.block
            named = [m for m in match.mentions("area") if not doc.quoted[m.first]]
            for area in named or ([before.area] if before.area else []):
                if (found := reading_of(area)) is None:
                    continue
                value = reading.area(found, reading.hint(s))
                key = (value.codes, programme.value.casefold())
                if key not in seen:
                    seen.add(key)
                    role = Role(value, (doc.of(area),), rule.name)
                    yield Participation(role, programme, rule.name, _year(reading, s, programme))
        before.area = _topic(reading, s) or before.area


def _holding(reading: Reading, s: Sentence, before: _Before) -> list[tuple[Rule, Match]]:
    """The first rule that holds in a sentence, with each of its matches that nothing undoes."""
    doc = reading.doc
    if doc.tokens[s.last - 1].text == "?":
        return []
    undone: list[tuple[Match, str]] = []
    for rule, matches in Rules.load("participation").everywhere(doc, s):
        if rule.after and (before.programme is None or s.block - before.block > 1):
            continue
        stated = [match for match in matches if not doc.quoted[_at(match)]]
        if held := [(rule, match) for match in stated if _undone(reading, s, match) is None]:
            return held
        undone += [(match, reason) for match in stated if (reason := _undone(reading, s, match))]
    for match, reason in undone[:1]:
        told_id, told_en = TOLD[reason]
        reading.miss(
            "participation",
            reason,
            (doc.evidence(match.first, match.last),),
            f"Bukan keikutsertaan: {told_id}.",
            f"Does not take part: {told_en}.",
        )
    return []


def _at(match: Match) -> int:
    """The token at which the words of taking part begin."""
    return next((found.first for found in match.places("joins")), match.first)


def _undone(reading: Reading, s: Sentence, match: Match) -> str | None:
    """What undoes the words of taking part: a denial, plan or hope in the same breath before them."""
    doc, at = reading.doc, _at(match)
    for m in s.mentions:
        if m.kind is not Kind.CUE or any(doc.tokens[i].text == "," for i in range(m.last, at)):
            continue
        for cue in m.value:
            if cue.sense in TOLD and 0 <= at - m.last <= _REACH.get(cue.sense, 8):
                return str(cue.sense)
    return None


def _programme(reading: Reading, rule: Rule, match: Match, before: _Before) -> Role[str] | None:
    """The programme that the match names, describes or refers to."""
    doc = reading.doc
    for mention in match.mentions("programme"):
        return reading.text_role(mention, rule.name)
    for found in match.places("programme"):
        return Role(doc.words(found.first, found.last), (doc.evidence(found.first, found.last),), rule.name)
    if match.places("it"):
        earlier = [m for m in doc.mentions(Kind.PROGRAMME) if m.first < match.first]
        return reading.text_role(earlier[-1], "programme-named-before") if earlier else None
    return before.programme


def _topic(reading: Reading, s: Sentence) -> Mention | None:
    """The area that a sentence is about: the first one, or the area of the first office, unless it is only a place."""
    doc = reading.doc
    mains = (
        m
        for m in s.mentions
        if (m.kind is Kind.AREA or (m.kind is Kind.OFFICE and m.value.area))
        and doc.tokens[m.first - 1].lower not in words("places")
    )
    first = next(mains, None)
    return first if first is not None and not doc.quoted[first.first] else None


def _year(reading: Reading, s: Sentence, programme: Role[str]) -> Role[int] | None:
    """The year in the programme's name, else the one that the sentence gives by a rule of ``participation-year``."""
    doc = reading.doc
    if (named := year_in_name(reading, programme)) is not None:
        return named
    for rule, matches in Rules.load("participation-year").everywhere(doc, s):
        for match in matches:
            for told in match.places("year"):
                if (year := reading.year_in(told.first, told.last, rule.name)) is not None:
                    return year
            if not match.places("year"):
                days = ((m, reading.day(m)) for m in doc.mentions(Kind.DATE))
                for mention, day in days:
                    if day.start:
                        return Role(day.start.year, (doc.of(mention),), rule.name, doc.words(match.first, match.last))
    return None
