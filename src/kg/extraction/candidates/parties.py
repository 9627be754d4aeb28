"""Who takes part in an awarding act: units and areas as parties, who hands over, which bodies give."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import Awarding, governor
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.coreference.context import Reading

_SOMEBODY = words("somebody")
_THAT = words("that")
_STANDS_IN = words("stands-in")
_NO_GIVER = words("no-giver")
_GIVERS = words("givers")
_SCHOOLS = words("schools")
_UNITS = words("local-units") | _SCHOOLS
_SCHOOL_NAME = 6  # tokens of a school's name before its place
_SUPERLATIVES = words("superlatives")
_LONGEST_TOPIC = 8
_UNIT_NOUNS = {noun: words(f"units-{noun}") for noun in sorted(words("nouns-of-units"))}
_JOINED = words("joined-givers")


def unit_spoken_of(told: Sequence[str]) -> frozenset[str]:
    """The words with which the name of the unit spoken of may begin: "rumah sakit milik Pemerintah X itu".

    >>> "rsud" in unit_spoken_of(["rumah", "sakit", "itu"]), unit_spoken_of(["kota", "itu"])
    (True, frozenset())
    """
    if _UNIT_NOUNS.keys().isdisjoint(told):
        return frozenset()
    for noun, heads in _UNIT_NOUNS.items():
        at = next((k for k, word in enumerate(told) if word == noun), None)
        if at is not None and _THAT.intersection(told[at + 1 : at + _LONGEST_TOPIC]):
            return heads
    return frozenset()


def is_unit(reading: Reading, m: Mention) -> bool:
    """Whether a name is that of a village, a sub-district, a clinic or a school."""
    tokens = reading.doc.tokens
    named = m.kind is Kind.NAME and m.last - m.first > 1 and tokens[m.first].lower in _UNITS
    return named and reading.people.at(m) is None and tokens[m.last - 1].lower not in _SUPERLATIVES


def modifies(reading: Reading, m: Mention) -> bool:
    """Whether an area only says whose somebody is: "Tim sepak bola Kabupaten Jepara", "SDN 29 Kota Palu"."""
    tokens = reading.doc.tokens
    before = tokens[m.first - 1] if m.first else None
    if before is None or before.kind not in ("word", "number") or before.end + 1 != tokens[m.first].start:
        return False
    known = before.lower in reading.phrases.lexicon.function_words or before.lower in reading.phrases.cues.entries
    return (not known and before.lower in _SOMEBODY) or _of_school(reading, m)


def _of_school(reading: Reading, m: Mention) -> bool:
    """Whether an area ends the name of a school: "SD Harapan I Kota Palu"."""
    tokens = reading.doc.tokens
    for i in range(m.first - 1, max(m.first - _SCHOOL_NAME, -1), -1):
        if tokens[i].lower in _SCHOOLS:
            return True
        if not (tokens[i].capital or tokens[i].text.isdigit()):
            return False
    return False


def within_province(reading: Reading, before: Mention | None, m: Mention) -> bool:
    """Whether an area only says in which province the one before it lies: "Trenggalek, Jawa Timur"."""
    if before is None or before.kind is not Kind.AREA:
        return False
    inner, outer = reading_of(before), reading_of(m)
    areas = reading.phrases.gazetteer.areas
    return bool(
        inner and outer and m.first - before.last <= 1 and any(areas[c].parent in outer.codes for c in inner.codes)
    )


def _represented(reading: Reading, m: Mention) -> bool:
    """Whether somebody else stands in: "Gubernur X yang dalam hal ini diwakili oleh Asisten Y"."""
    tokens = reading.doc.tokens
    after = [t.lower for t in tokens[m.last : m.last + 6]]
    return (
        m.kind is Kind.OFFICE
        and "diwakili" in after
        and all(word in _STANDS_IN for word in after[: after.index("diwakili")])
    )


def givers(reading: Reading, made: Awarding, mentions: Sequence[Mention], *, marked: bool) -> Awarding:
    """The act with those among mentions that hand over or give; ``marked`` ones need "dari" or "oleh"."""
    for m in mentions:
        by = governor(reading.doc, m)
        joined = marked and bool(made.grantors) and m.kind is Kind.BODY and by in _JOINED
        barred = by in _NO_GIVER or (marked and by not in _GIVERS)
        if _represented(reading, m) or (barred and not joined):
            continue
        if m.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME):
            person = isinstance(m.value, OfficeReading) or reading.people.at(m)
            made = replace(made, presenters=(m,)) if person and not made.presenters else made
        elif _may_give(made, m):
            made = replace(made, grantors=(*made.grantors, m))
    return made


def _may_give(made: Awarding, m: Mention) -> bool:
    """Whether a mention is a body of no area, one that the verb stands before, or a government."""
    if m.kind is Kind.BODY:
        beside = m.first == made.trigger.last and made.sense in ("give", "reward")
        return beside or getattr(m.value, "area", None) is None
    return m.kind is Kind.AREA and bool(m.value.government)


def area_offices(made: Awarding) -> list[Mention]:
    """Acceptors whose office stands for an area ("Wali Kota Bontang")."""
    return [
        m
        for m in made.acceptors
        if m.kind is Kind.OFFICE and (m.value.behind in AREA_KINDS or m.value.area is not None)
    ]
