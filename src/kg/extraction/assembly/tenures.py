"""Who holds which office: a person beside an office, in either order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.article import BlockKind, Role
from kg.extraction.assembly.holders import common_words, names_nobody, of_unfinished_body, own_name, without_portfolio
from kg.extraction.mentions.areas import AreaReading, of_kind
from kg.extraction.mentions.bodies import BodyReading
from kg.extraction.mentions.offices import AREA_KINDS, OF_BEFORE, OfficeReading
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Kind
from kg.facts import Area, Organization, Person, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.coreference.registry import Known
    from kg.extraction.structure.document import Mention, Sentence

_NOT_NOW = words("not-now")
_COUNTRY = words("country")
_PERSONS = frozenset((Kind.OFFICE, Kind.NAME, Kind.PERSON))
_BEHIND = 3  # small words between an office and the country that it is of


def tenures(reading: Reading) -> Iterator[Tenure]:
    """Every named person with an office, once a role; the fullest mention gives the body."""
    found: dict[tuple[int, str], Tenure] = {}
    common = common_words(reading.doc, [known.name for known in reading.people.known])
    for sentence in reading.doc.sentences:
        if sentence.kind is BlockKind.HEADLINE:
            continue
        for mention in (m for m in sentence.mentions if m.kind in _PERSONS):
            for known, named, office, rule in _told(reading, sentence, mention):
                if known is None or _not_in_office(reading, sentence, office) or without_portfolio(office):
                    continue
                if names_nobody(known.name, common) or of_unfinished_body(named, office):
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


def _tenure(reading: Reading, known: Known, mention: Mention, office: OfficeReading, rule: str) -> Tenure:
    doc = reading.doc
    evidence = doc.evidence(office.role_first, office.role_last)
    person: Role[Person] = reading.people.role(known, mention, rule)
    body: Role[Area | Organization] | None = None
    if office.behind in AREA_KINDS:
        area = office.area or _area_elsewhere(reading, known, office, office.behind)
        if area is not None:
            body = Role(reading.area(area), (evidence,), rule)
    elif office.body is not None and (named := _body(reading, known, office)) is not None:
        body = Role(reading.organization(named), (evidence,), rule)
    acting = Role(True, (evidence,), rule) if office.acting else None
    return Tenure(person, Role(office.role, (evidence,), rule), rule, body, acting)


def _body(reading: Reading, known: Known, office: OfficeReading) -> BodyReading | None:
    """The body of an office, completed by what the article tells elsewhere."""
    named = office.body
    named = own_name(named, office.role) if named is not None else None
    if named is None:
        return None
    if named.bare == OF_BEFORE:
        return _body_before(reading, office, named.name)
    if office.behind == "country":
        return _state(reading, known, office)
    if not named.name:
        return None
    if named.area is None and office.behind == "secretariat":
        other = next((o.body.area for o in known.offices if o.body and o.body.area), None)
        other = other or _area_elsewhere(reading, known, office, "city", "regency", "province")
        named = replace(named, area=other)
    return named


def _body_before(reading: Reading, office: OfficeReading, word: str) -> BodyReading | None:
    """The body spoken of before: "ketuanya", "sekretaris dinas itu"; the noun itself where none is named with it."""
    last: BodyReading | None = None
    for mention in reading.doc.mentions(Kind.BODY, Kind.OFFICE):
        if mention.first >= office.role_first:
            break
        body = mention.value if mention.kind is Kind.BODY else mention.value.body
        if isinstance(body, BodyReading) and body.name.lower().startswith(word) and body.bare != OF_BEFORE:
            last = body
    return last or (BodyReading(word) if word else None)


def _state(reading: Reading, known: Known, office: OfficeReading) -> BodyReading | None:
    """The republic of a president, unless the article ties the person or the office to another country or body."""
    others = [o for o in known.offices if o.role == office.role and o.behind != "country" and o.body is not None]
    if others:
        return others[0].body
    if (country := _country_behind(reading, office)) is not None:
        return country
    abroad = [m.value for m in reading.doc.mentions(Kind.OFFICE) if m.value.role == office.role]
    told = any(o.behind == "country" and reading.doc.tokens[o.role_last - 1].lower in _COUNTRY for o in known.offices)
    elsewhere = any(o.behind != "country" and o.holder is None for o in abroad)
    return office.body if told or not elsewhere else None


def _country_behind(reading: Reading, office: OfficeReading) -> BodyReading | None:
    """Another country some words behind an office: "Presiden baru Peru"."""
    tokens = reading.doc.tokens
    last = min(office.role_last + _BEHIND, len(tokens) - 1)
    for i in range(office.role_last, last):
        if (found := reading.phrases.abroad.match(tokens, i, len(tokens))) is not None:
            return BodyReading(reading.doc.words(i, found[0]), "organization")
        if tokens[i].capital or tokens[i].kind != "word":
            return None
    return None


def _area_elsewhere(reading: Reading, known: Known, office: OfficeReading, *kinds: str) -> AreaReading | None:
    """The area of an office named without one, of one of the kinds.

    From another office of the person, else from the sentence where it tells one only, else the one that the article
    speaks of most, the last before the office among equals.
    """
    for other in known.offices:
        if other.area is not None and other.behind in AREA_KINDS and other.behind in kinds:
            return other.area
    areas = reading.phrases.gazetteer.areas
    sentence = reading.doc.sentence_at(office.role_first)
    count: Counter[tuple[str, ...]] = Counter()
    last: dict[tuple[str, ...], AreaReading] = {}
    beside: set[tuple[str, ...]] = set()
    for mention in reading.doc.mentions(Kind.AREA, Kind.OFFICE, Kind.BODY):
        area = reading_of(mention) or getattr(getattr(mention.value, "body", None), "area", None)
        codes = tuple(c for c in area.codes if areas[c].kind in kinds) if area else ()
        if not area or not codes:
            continue
        count[codes] += 1
        if codes not in last or mention.first < office.role_first:
            last[codes] = of_kind(area, reading.phrases, areas[codes[0]].kind)
        if sentence.first <= mention.first < sentence.last:
            beside.add(codes)
    if len(beside) == 1:
        return last[beside.pop()]
    return last[max(count, key=lambda c: count[c])] if count else None


def _alone(reading: Reading, found: dict[tuple[int, str], Tenure]) -> Iterator[Tenure]:
    """In the order of the words."""
    yield from sorted(found.values(), key=lambda t: t.person.evidence[0].span.start)
