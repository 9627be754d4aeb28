"""Facts from what a model proposes: every role from the words of its quote, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from kg.article import Role, Span
from kg.extraction.mentions.dimensions import dimension_of
from kg.extraction.mentions.office_readings import AREA_KINDS
from kg.extraction.structure.document import Kind
from kg.facts import BY_MODEL, Event, Participation, Programme, Statement, Tenure
from kg.proposing.awarding import conferrals, placements
from kg.proposing.deriving.areas import area_of, reading_at
from kg.proposing.deriving.bodies import organization_of
from kg.proposing.deriving.ground import Ground
from kg.proposing.deriving.names import label_of, town_of, venue_of
from kg.proposing.deriving.numbers import count_of, year_of
from kg.proposing.deriving.people import office_of, person_of
from kg.proposing.grounding import DERIVED, Item
from kg.proposing.parts import KEYS, area_role, day_role, organizations, year_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.article import Article
    from kg.extraction.mentions.office_readings import OfficeReading
    from kg.facts import Area, Fact, Mode, NearMiss, Organization
    from kg.proposing.answers import Answer, Proposed


def facts_of(article: Article, answer: Answer) -> tuple[tuple[Fact, ...], tuple[NearMiss, ...]]:
    """The facts that follow from an answer and the article's words, and what does not follow, each once."""
    ground = Ground.of(article)
    misses: list[NearMiss] = []
    of_type: dict[str, list[Proposed]] = {name: [] for name in KEYS}
    for each in answer.facts:
        of_type[each.fact_type].append(each)

    def made(kind: str, make: Callable[[Item], Fact | None]) -> Iterable[Fact]:
        worded = kind != "Statement"
        items = (Item(ground, each, KEYS[kind], misses, worded=worded) for each in of_type[kind])
        return filter(None, (make(item) for item in items if item.tied))

    facts: list[Fact] = [
        *conferrals(ground, of_type["Conferral"], answer.occasions, misses),
        *placements(ground, of_type["Placement"], misses),
        *made("Participation", _participation),
        *made("Tenure", _tenure),
        *made("Event", _event),
        *made("Statement", _statement),
        *made("Programme", _programme),
    ]
    return tuple(dict.fromkeys(facts)), tuple(misses)


def _participation(item: Item) -> Participation | None:
    area, programme = area_role(item), item.role("programme", label_of)
    if area is None or programme is None:
        return None
    return Participation(area, programme, BY_MODEL, year_role(item, [programme]))


def _tenure(item: Item) -> Tenure | None:
    person, place = item.role("person", person_of), item.place("role")
    if person is None or place is None:
        return None
    office = office_of(item.ground, place)
    if office is None or not office.role:
        item.derives_nothing("role", place)
        return None
    role = cast("Role[str]", item.made("role", place, office.role))
    acting = item.made("acting", place, True, rule=DERIVED) if office.acting else None
    return Tenure(person, role, BY_MODEL, _body(item, office, place), acting)


def _body(item: Item, office: OfficeReading, place: Span) -> Role[Area | Organization] | None:
    """Whose office it is: by the office's own words, completed by those that were quoted for it."""
    ground, quoted = item.ground, item.place("body")
    where = reading_at(ground, quoted) if quoted is not None else None
    more = () if quoted is None else (quoted,)
    if office.behind in AREA_KINDS:
        if office.area is not None:
            return item.made("body", place, ground.reading.area(office.area), rule=DERIVED)
        named = area_of(ground, quoted, office.behind) if quoted is not None else None
        if named is None or quoted is None:
            return None
        return item.made("body", quoted, named.area, *named.places, rule=DERIVED)
    if office.body is not None and (office.body.name or office.body.area is not None):
        body = office.body
        if body.area is None and where is not None:
            return item.made("body", place, ground.reading.organization(replace(body, area=where[0])), *more)
        return item.made("body", place, ground.reading.organization(body))
    if quoted is None:
        return None
    named_body = organization_of(ground, quoted)
    return item.made("body", named_body[1] if named_body else quoted, named_body[0] if named_body else None)


def _event(item: Item) -> Event | None:
    name = item.role("name", label_of)
    if name is None:
        return None
    years = [found[0] for words in name.evidence if (found := year_of(item.ground, words.span))]
    day = day_role(item, years, first_of_range=True)
    venue, place = item.role("venue", venue_of), item.role("place", town_of)
    if not (day or venue or place):
        return None
    return Event(
        name, BY_MODEL, day, venue, place, organizations(item, "organizers"), item.roles("attendees", Ground.words)
    )


def _statement(item: Item) -> Statement | None:
    """What was said: in quotation marks or not decides whether it is said directly, whatever was proposed."""
    spans = [span for place in item.places("text") if (span := _trimmed(item.ground, place)) is not None]
    if not spans or len(spans) != len(item.proposed.quotes.get("text", ())):
        return None
    item.near_to(spans)
    person = item.role("speaker", person_of)
    if person is None:
        return None
    text = " ".join(item.ground.words(span) for span in spans)
    evidence = tuple(item.ground.article.evidence(span.start, span.end) for span in spans)
    mode: Mode = "direct" if all(_quoted(item.ground, span) for span in spans) else "indirect"
    spoken = Role(text, evidence, "quoted")
    about = tuple(_about(item.ground, spans))
    return Statement(person, spoken, Role(mode, evidence, DERIVED), BY_MODEL, day_role(item), about)


_MARKS: Final = ' \t\r\n“”„«»"'
_ENDS: Final = " \t\r\n,;:"


def _trimmed(ground: Ground, place: Span) -> Span | None:
    """A passage without the quotation marks around it and the comma at its end."""
    text = ground.article.text
    start, end = place.start, place.end
    while start < end and text[start] in _MARKS + _ENDS:
        start += 1
    while end > start and text[end - 1] in _MARKS + _ENDS:
        end -= 1
    return Span(start, end) if end > start else None


def _quoted(ground: Ground, span: Span) -> bool:
    """Whether a passage stands within quotation marks."""
    doc = ground.reading.doc
    return any(
        doc.tokens[q.first].start <= span.start and span.end <= doc.tokens[q.last - 1].end for q in doc.quotations
    )


def _about(ground: Ground, spans: Sequence[Span]) -> Iterable[Role[str]]:
    """The programmes and awards that a passage names, as the rule reader reads them."""
    doc = ground.reading.doc
    for mention in doc.mentions(Kind.PROGRAMME, Kind.AWARD):
        where = Span(doc.tokens[mention.first].start, doc.tokens[mention.last - 1].end)
        if any(where in span for span in spans):
            yield ground.reading.text_role(mention, "named-in-passage")


def _programme(item: Item) -> Programme | None:
    name = item.role("name", label_of)
    purpose, elements = item.role("purpose", Ground.words), item.role("elements", count_of)
    dimensions = item.roles("dimensions", lambda ground, place: dimension_of(ground.words(place)))
    if name is None or not (purpose or elements or dimensions):
        return None
    return Programme(name, BY_MODEL, purpose, elements, dimensions)
