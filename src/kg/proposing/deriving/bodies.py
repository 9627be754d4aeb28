"""Bodies that quotes name, in their long form and with their area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Span
from kg.extraction.mentions.bodies import BodyReading
from kg.extraction.mentions.local_bodies import agency_at
from kg.extraction.structure.document import Kind
from kg.proposing.deriving.areas import reading_at
from kg.proposing.deriving.names import label_of

if TYPE_CHECKING:
    from kg.extraction.structure.document import Document, Mention
    from kg.facts import Organization
    from kg.proposing.deriving.ground import Ground


def organization_of(ground: Ground, place: Span) -> tuple[Organization, Span] | None:
    """The body that the words at a place name, and its words, which its area may make more; None for no name."""
    doc, first, last = ground.tokens(place)
    mention = _mentioned(ground, place, first, last) if doc is ground.reading.doc else None
    if mention is not None:
        start, end = doc.tokens[mention.first].start, doc.tokens[max(mention.last, last) - 1].end
        return ground.reading.organization(mention.value), Span(start, end)
    reading = _known(ground, place)
    if reading is not None:
        return ground.reading.organization(reading), place
    name = label_of(ground, place)
    return (ground.reading.organization(BodyReading(name)), place) if name else None


def _mentioned(ground: Ground, place: Span, first: int, last: int) -> Mention | None:
    """The body that the rule reader reads there, if it reads all of the words as one."""
    doc = ground.reading.doc
    for mention in doc.sentence_at(first).mentions if doc.sentences else ():
        if mention.kind is Kind.BODY and mention.first == first:
            rest = doc.tokens[mention.last : last]
            whole = not rest or (rest[0].text == "(" and rest[-1].text == ")") or _country(ground, doc, mention, last)
            return mention if whole else None
    return None


def _country(ground: Ground, doc: Document, mention: Mention, last: int) -> bool:
    """Whether but the country stands behind a body: "Kementerian Kominfo RI"."""
    return all(t.lower in ("ri", "republik", "indonesia") for t in doc.tokens[mention.last : last])


def _known(ground: Ground, place: Span) -> BodyReading | None:
    """A ministry, an agency or an area's government that is known by its words."""
    doc = ground.alone(place)
    if not doc.tokens:
        return None
    ministry = ground.phrases.ministries.match(doc.tokens, 0, len(doc.tokens))
    if ministry and not _goes_on(doc, ministry[0]):
        return BodyReading(ground.phrases.gazetteer.ministries[ministry[1]].name, "ministry")
    agency = ground.phrases.agencies.match(doc.tokens, 0, len(doc.tokens))
    if agency:
        found = agency_at(doc, ground.phrases, 0, agency, len(doc.tokens), ground.stop)
        if found and not _goes_on(doc, found.last):
            reading: BodyReading = found.value
            return reading
    area = reading_at(ground, place)
    if area and area[0].government and area[1].start <= place.start and area[1].end == place.end:
        return BodyReading("", "local-government", area[0], "government")
    return None


def _goes_on(doc: Document, at: int) -> bool:
    """Whether more of a name follows than brackets or the country."""
    inside = False
    for token in doc.tokens[at:]:
        inside = (inside or token.text == "(") and token.text != ")"
        if not inside and token.kind != "mark" and token.lower not in ("ri", "republik", "indonesia"):
            return True
    return False
