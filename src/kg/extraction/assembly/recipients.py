"""Who receives an award: the mention that says so, or whoever an office, a pronoun or "kota itu" stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.article import Role
from kg.extraction.candidates.parties import area_offices, is_unit, unit_spoken_of
from kg.extraction.candidates.prizes import personal
from kg.extraction.candidates.surroundings import agency_or_work, class_hint
from kg.extraction.mentions.areas import GOVERNMENTS, KINDS
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.facts import Organization, Work
from kg.language.lexicon import AWARDING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.extraction.candidates.act import Awarding
    from kg.extraction.candidates.candidate import Candidate
    from kg.extraction.coreference.context import Reading
    from kg.facts import Recipient

_KINDS = KINDS | {word: kind for word, kind in GOVERNMENTS.items() if kind}
_WHERE = words("places") | words("open")


class Received(NamedTuple):
    """Who receives in an act, and the act with whoever only accepts for them."""

    recipients: Sequence[Role[Recipient]]
    act: Awarding


def received(
    reading: Reading,
    act: Awarding,
    award: Role[str] | None,
    winners: Collection[Recipient],
    topic: Role[Recipient] | None,
) -> Received:
    """Who receives in an act: those named, else the first of those for whom its other words stand.

    ``award`` is the one that the article is about, ``winners`` won before in it, and ``topic`` is the last of them.
    """
    offices = area_offices(act)
    if act.pronoun and (person := _person_before(reading, act)):
        act = replace(act, acceptors=(person,))
    if named := [_named(reading, m, act) for m in act.recipients]:
        return Received(named, act)
    if own := _own_honour(reading, act, award):
        return Received(own, replace(act, acceptors=()))
    others = (
        _behind_offices(reading, act, offices, winners)
        or _spoken_of_before(reading, act, topic)
        or _behind_pronoun(reading, act)
    )
    if not others and not offices and (alone := _acceptor_alone(reading, act)):
        return Received(alone, replace(act, acceptors=()))
    return Received(others, act)


def _own_honour(reading: Reading, act: Awarding, award: Role[str] | None) -> list[Role[Recipient]]:
    """The persons who accept an award that is a person's own by its title: "Pemimpin Daerah Peduli Data"."""
    titles = [m.value for p in act.prizes for m in (p.category, p.award) if m and isinstance(m.value, str)]
    if award is not None and not any(p.award for p in act.prizes):
        titles.append(award.value)
    if not any(personal(title) for title in titles):
        return []
    persons = ((m, reading.people.at(m)) for m in act.acceptors)
    return [reading.people.role(known, m, act.rule) for m, known in persons if known]


def _behind_offices(
    reading: Reading, act: Awarding, offices: Sequence[Mention], winners: Collection[Recipient]
) -> list[Role[Recipient]]:
    """Whom the office-holders who accept stand for, each once, by the office named last."""
    if act.plural:
        return []
    found = [role for m in offices if (role := _office_stands_for(reading, m, act.rule, winners))]
    return list({role.value: role for role in reversed(found)}.values())[::-1]


def _spoken_of_before(reading: Reading, act: Awarding, topic: Role[Recipient] | None) -> list[Role[Recipient]]:
    """Whom "kota itu" means: the area or unit of that kind named last, else the last winner."""
    meant = (_topic(reading, act) or topic) if act.topic else None
    return [replace(meant, rule="spoken-of-before")] if meant else []


def _behind_pronoun(reading: Reading, act: Awarding) -> list[Role[Recipient]]:
    """The area of the person who is meant by "ia menerima …"."""
    areas = (office_area(reading, m, act.rule) for m in area_offices(act)) if act.pronoun else ()
    return [role for role in areas if role]


def _acceptor_alone(reading: Reading, act: Awarding) -> list[Role[Recipient]]:
    """A person without an office who accepts an award that the act names: it is their own."""
    if not act.acceptors or act.plural or act.sense not in AWARDING:
        return []
    person = act.acceptors[0]
    known = reading.people.at(person)
    if known is None or known.offices or not any(p.category or p.award for p in act.prizes):
        return []
    return [reading.people.role(known, person, act.rule)]


def _person_before(reading: Reading, act: Awarding) -> Mention | None:
    """Whom "ia menerima …" means: the last office-holder named before in the same paragraph or the one above."""
    found = [
        m
        for s in reading.doc.body()
        for m in s.mentions
        if m.kind is Kind.OFFICE and m.value.holder and m.last <= act.first and act.sentence.block - s.block <= 1
    ]
    return found[-1] if found else None


def _topic(reading: Reading, act: Awarding) -> Role[Recipient] | None:
    """The area that "kota itu" means: the last named before, of the kind that the words say."""
    doc = reading.doc
    heads = unit_spoken_of([act.words[i] for i in range(act.first, act.trigger.first)])
    if heads:
        units = [
            m
            for s in doc.body()
            for m in s.mentions
            if m.kind in (Kind.BODY, Kind.NAME) and m.last <= act.first and doc.tokens[m.first].lower in heads
        ]
        return replace(_named(reading, units[-1], act), rule="spoken-of-before") if units else None
    kind = next(
        (
            _KINDS[w]
            for i, w in sorted(act.words.items())
            if (w in _KINDS and i < act.trigger.first and not doc.tokens[i].capital)
            or (w in _KINDS and i == act.sentence.first)
        ),
        None,
    )
    if kind == "city" and any(act.words.get(i) == "ibu" and act.words.get(i + 1) == "kota" for i in act.words):
        kind = None
    areas = reading.phrases.gazetteer.areas
    for m in reversed(act.sentence.mentions):  # "Wali Kota Jambi … yang diperoleh kotanya"
        if m.kind is Kind.OFFICE and m.last <= act.first and m.value.area is not None and m.value.behind in AREA_KINDS:
            evidence = doc.evidence(m.value.role_first, m.value.role_last)
            return Role(reading.area(m.value.area), (evidence,), "spoken-of-before")
    for m in reversed(
        [
            m
            for s in doc.body()
            for m in s.mentions
            if m.kind is Kind.AREA and m.last <= act.first and s is not act.sentence
        ]
    ):
        codes = m.value.codes
        if doc.tokens[m.first - 1].lower in _WHERE:
            continue
        if kind is None or any(areas[c].kind == kind for c in codes):
            area = reading.area(m.value, kind)
            return Role(area, (doc.of(m),), "spoken-of-before")
    return None


def _named(reading: Reading, m: Mention, act: Awarding) -> Role[Recipient]:
    """Who is named as the recipient of an act."""
    doc = reading.doc
    if m.kind is Kind.AREA:
        return Role(reading.area(m.value, _hint(reading, act)), (doc.of(m),), act.rule)
    if m.kind is Kind.BODY:
        return Role(reading.organization(m.value), (doc.of(m),), act.rule)
    name = doc.words(m.first, m.last)
    if name in reading.acronyms:
        return Role(Organization(reading.acronyms[name], acronym=name), (doc.of(m),), act.rule)
    if (known := reading.people.at(m)) is not None and not agency_or_work(reading, m):
        return reading.people.role(known, m, act.rule)
    return _unit_or_work(reading, m, act.rule)


def _hint(reading: Reading, act: Awarding) -> str | None:
    """The kind of area that the sentence of an act counts, else the one that its categories are for."""
    classes = {class_hint(reading, p.category) for p in act.prizes}
    return reading.hint(act.sentence) or (classes.pop() if len(classes) == 1 else None)


def _unit_or_work(reading: Reading, m: Mention, rule: str) -> Role[Recipient]:
    """Whatever else has a name: a unit of a body, else a work."""
    name = reading.doc.words(m.first, m.last)
    return Role(Organization(name) if is_unit(reading, m) else Work(name), (reading.doc.of(m),), rule)


def _office_stands_for(
    reading: Reading, m: Mention, rule: str, winners: Collection[Recipient]
) -> Role[Recipient] | None:
    """Whom an office-holder accepts for: the agency that won and that they head, else the area."""
    office: OfficeReading = m.value
    if office.body is not None and office.behind not in AREA_KINDS:
        own = reading.organization(office.body)
        if own in winners:
            return Role(own, (reading.doc.evidence(office.role_first, office.role_last),), rule)
    return office_area(reading, m, rule)


def office_area(reading: Reading, m: Mention, rule: str) -> Role[Recipient] | None:
    """The area that an office-holder stands for: "Bupati Bojonegoro", "Sekda Kota Gorontalo"."""
    office: OfficeReading = m.value
    area = office.area
    if area is None:
        known = reading.people.at(m)
        area = next((o.area for o in known.offices if o.area), None) if known else None
    if area is None:
        return None
    return Role(reading.area(area), (reading.doc.evidence(office.role_first, office.role_last),), rule)


def on_list(reading: Reading, w: Candidate, award: Role[str] | None) -> Role[Recipient]:
    """Who is named on a list; an office stands for its area, unless the award is its holder's own."""
    doc, m = reading.doc, w.recipient
    area = reading_of(m)
    holder = reading.people.at(m) or (reading.people.at(w.acceptor) if w.acceptor is not None else None)
    if m.kind is Kind.OFFICE and holder is not None:
        titles = [str(x.value) for x in (w.award, w.category) if x is not None]
        if award is not None and w.award is None:
            titles.append(award.value)
        if any(personal(title) for title in titles):
            return reading.people.role(holder, w.acceptor or m, w.rule)
    if m.kind is Kind.OFFICE and area is not None:
        return Role(reading.area(area, w.hint), (doc.evidence(m.value.role_first, m.value.role_last),), w.rule)
    if m.kind is Kind.AREA and area is not None:
        return Role(reading.area(area, w.hint), (doc.of(m),), w.rule)
    if m.kind is Kind.BODY:
        return Role(reading.organization(m.value), (doc.of(m),), w.rule)
    if m.kind in (Kind.PERSON, Kind.NAME, Kind.OFFICE) and (known := reading.people.at(m)) is not None:
        return reading.people.role(known, m, w.rule)
    return _unit_or_work(reading, m, w.rule)
