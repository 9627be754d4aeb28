"""Who holds which office: a person beside an office, in either order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import BlockKind, Role
from kg.extraction.mentions.areas import AreaReading, of_kind
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Kind
from kg.facts import Area, Organization, Person, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.coreference.registry import Known
    from kg.extraction.structure.document import Mention, Sentence

_NOT_NOW = words("not-now")


def tenures(reading: Reading) -> Iterator[Tenure]:
    """Every named person with an office, once a role; the fullest mention gives the body."""
    found: dict[tuple[int, str], Tenure] = {}
    for sentence in reading.doc.sentences:
        if sentence.kind is BlockKind.HEADLINE:
            continue
        for mention in sentence.mentions:
            for known, named, office, rule in _told(reading, sentence, mention):
                if known is None or _not_in_office(reading, sentence, office):
                    continue
                made = _tenure(reading, known, named, office, rule)
                before = found.get((id(known), office.role))
                if before is None or (before.body is None and made.body is not None):
                    found[id(known), office.role] = made
    yield from _alone(reading, found)


def _told(
    reading: Reading, sentence: Sentence, mention: Mention
) -> Iterator[tuple[Known | None, Mention, OfficeReading, str]]:
    """Whom a mention gives which office: (person, the mention that names the person, office, rule)."""
    people = reading.people
    if mention.kind not in (Kind.OFFICE, Kind.NAME, Kind.PERSON):
        return
    known = people.at(mention)
    if mention.kind is Kind.OFFICE and mention.value.holder:
        yield known, mention, mention.value, "office-before-name"
    elif mention.kind is Kind.OFFICE and (holding := _holding(reading, sentence, mention)) is not None:
        yield people.at(holding[0]), holding[0], mention.value, holding[1]
    elif mention.kind is Kind.OFFICE and (called := people.called_by(mention)) is not None:
        yield called, mention, mention.value, "office-for-person"
    if known is not None:
        for office, rule in people.appositions(mention):
            yield known, mention, office, rule


def _holding(reading: Reading, sentence: Sentence, office: Mention) -> tuple[Mention, str] | None:
    """Whoever holds an office by a verb, with the rule: "Neni menjabat Wali Kota", "Ia menjabat Camat Waigeo"."""
    doc, known = reading.doc, None
    for rule, match in Rules.load("tenure-holding").each(doc, sentence, (sentence.first, office.last)):
        if match.mentions("office")[-1] is not office:
            continue
        if match.places("pronoun"):
            before = [m for m in doc.mentions(Kind.OFFICE, Kind.PERSON, Kind.NAME) if m.last <= sentence.first]
            holder = next((m for m in reversed(before) if reading.people.at(m)), None)
        else:
            holder = match.mentions("person")[0]
        if holder is not None and reading.people.at(holder):
            known = holder, rule.name  # the last of several is the nearest
    return known


def _not_in_office(reading: Reading, sentence: Sentence, office: OfficeReading) -> bool:
    """Whether somebody only wants the office or once had it: "calon bupati", "mantan wali kota"."""
    before = reading.doc.tokens[office.role_first - 1].lower if office.role_first > sentence.first else ""
    return before in _NOT_NOW


def _tenure(
    reading: Reading, known: Known, mention: Mention, office: OfficeReading, rule: str
) -> Tenure:
    doc = reading.doc
    evidence = doc.evidence(office.role_first, office.role_last)
    person: Role[Person] = reading.people.role(known, mention, rule)
    body: Role[Area | Organization] | None = None
    if office.behind in AREA_KINDS:
        area = office.area
        if area is None:
            area = _area_elsewhere(reading, known, office)
        if area is not None:
            body = Role(reading.area(area), (evidence,), rule)
    elif office.body is not None and office.body.name:
        named = office.body
        if named.area is None and office.behind in ("secretariat",):
            other = next((o.body.area for o in known.offices if o.body and o.body.area), None)
            named = type(named)(named.name, named.kind, other, named.bare)
        body = Role(reading.organization(named), (evidence,), rule)
    acting = Role(True, (evidence,), rule) if office.acting else None
    return Tenure(person, Role(office.role, (evidence,), rule), rule, body, acting)


def _area_elsewhere(reading: Reading, known: Known, office: OfficeReading) -> AreaReading | None:
    """The area of an office named without one: from another mention, else the last of the right kind before it."""
    for other in known.offices:
        if other.area is not None and other.behind in AREA_KINDS:
            return other.area
    last = None
    for mention in reading.doc.mentions(Kind.AREA, Kind.OFFICE):
        if mention.first > office.role_first and last is not None:
            break
        area = mention.value if mention.kind is Kind.AREA else mention.value.area
        if area is None:
            continue
        codes = tuple(c for c in area.codes if reading.phrases.gazetteer.areas[c].kind == office.behind)
        if codes:
            last = of_kind(area, reading.phrases, office.behind)
    return last


def _alone(reading: Reading, found: dict[tuple[int, str], Tenure]) -> Iterator[Tenure]:
    """In the order of the words."""
    yield from sorted(found.values(), key=lambda t: t.person.evidence[0].span.start)
