"""Persons and offices that quotes name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.assembly.holders import common_words
from kg.extraction.mentions.areas import GOVERNMENTS, KINDS, area_at
from kg.extraction.mentions.english import english_roles
from kg.extraction.mentions.office_readings import OfficeReading
from kg.extraction.mentions.offices import office_at
from kg.extraction.mentions.people import name_at, names_nobody, person_words
from kg.facts import Office, Person
from kg.language.calendar import patterns

if TYPE_CHECKING:
    from kg.article import Span
    from kg.extraction.structure.document import Document
    from kg.proposing.deriving.ground import Ground

_LONGEST: Final = 8
_UNITS: Final = frozenset({"Dinas", "Badan", "Bidang", "Bagian"})


def person_of(ground: Ground, place: Span) -> Person | None:
    """The person whom the words at a place name, without titles and degrees; None where they name nobody."""
    doc, first, last = ground.tokens(place)
    name = name_at(doc, first, last)
    if name is None or doc.tokens[first].text in ",.":
        return None
    rest = [t for t in doc.tokens[name.after : last] if t.kind != "mark"]
    text = ground.words(place) if rest else " ".join(name.text.split())
    inner = {t.lower for t in doc.tokens[name.first + 1 : name.last]} if rest else set()
    if not all(t.capital for t in rest) or inner & person_words().titles:
        return None
    common = common_words(ground.reading.doc, [text])
    told = [word.lower().strip(".,") for word in text.split()]
    if len(told) > _LONGEST or any(map(_no_name, told)) or (len(told) == 1 and told[0] in common):
        return None
    if any(mark in text for mark in ',;:!?“”"()'):
        return None
    return Person(text, _variants(ground, text))


def _no_name(word: str) -> bool:
    """Whether no person is called so: a kind of area, a day of the week, an abstract noun."""
    return word in KINDS or word in GOVERNMENTS or word in patterns().weekdays or names_nobody(word)


def _variants(ground: Ground, name: str) -> tuple[str, ...]:
    """The other spellings by which the article calls a person, as far as the rule reader gathers them."""
    known = ground.reading.people.find(name)
    if known is None or name not in known.spellings:
        return ()
    person = known.person()
    return tuple(sorted({person.name, *person.variants} - {name}))


def office_of(ground: Ground, place: Span) -> OfficeReading | None:
    """The office that the words at a place name, with its body or area; None where they name none."""
    doc, first, last = ground.tokens(place)
    for k in range(first, last):
        found = office_at(doc, ground.phrases, k, last, ground.stop, frozenset())
        if found is not None:
            return _headed(_to_the_end(ground, doc, _without_holder(found[1]), last))
    return _english(ground, place)


def _to_the_end(ground: Ground, doc: Document, reading: OfficeReading, last: int) -> OfficeReading:
    """An office whose body is all that its words name, where the rule reader stops in the middle of its name."""
    body, first = reading.body, reading.role_last
    while first < last and doc.tokens[first].kind == "mark":
        first += 1
    if (
        body is None
        or body.area is not None
        or not body.name
        or first >= last
        or body.name.endswith(_words(doc, first, last))
    ):
        return reading
    end, area = last, None
    for k in range(first, last):
        found = area_at(doc, ground.phrases, k, last)
        if found is not None and found[0] == last and (k == first or found[1].kind is not None):
            end, area = k, found[1]
            break
    name = f"{body.name}{_words(doc, reading.role_last, end, joined=True)}"
    return replace(reading, role_last=last, area=area or reading.area, body=replace(body, name=name, area=area))


def _words(doc: Document, first: int, last: int, *, joined: bool = False) -> str:
    """The words between two tokens on one line; with the marks before them, where they go on a name."""
    if last <= first:
        return ""
    text = " ".join(doc.words(first, last).split())
    return text if not joined or text[0] in ",)" else f" {text}"


def _headed(reading: OfficeReading) -> OfficeReading:
    """ "Kepala" of a Dinas is its Kepala Dinas, whatever the Dinas is called."""
    kind = reading.body.name.split(" ")[0] if reading.role == "Kepala" and reading.body else ""
    return replace(reading, role=f"Kepala {kind}") if kind in _UNITS else reading


def titled(ground: Ground, place: Span) -> Office | None:
    """The office without a holder that the words at a place name."""
    reading = office_of(ground, place)
    if reading is None:
        return None
    return Office(reading.title if reading.body is not None else ground.words(place))


def _without_holder(reading: OfficeReading) -> OfficeReading:
    """An office whose words hold no person's name: what looks like one is its body's."""
    if reading.holder is None:
        return reading
    if reading.body is None or not reading.body.name:
        return replace(reading, holder=None)
    body = replace(reading.body, name=f"{reading.body.name} {' '.join(reading.holder.text.split())}")
    return replace(reading, holder=None, body=body)


def _english(ground: Ground, place: Span) -> OfficeReading | None:
    """ "Chairman Citiasia Inc": a role in English, with its body behind it."""
    from kg.extraction.mentions.bodies import BodyReading

    doc, first, last = ground.tokens(place)
    for k in range(first, last):
        found = english_roles().match(doc.tokens, k, last)
        if found is not None:
            body = BodyReading(" ".join(doc.words(found[0], last).split())) if found[0] < last else None
            return OfficeReading(found[1].role, found[1].behind, k, last, False, body, None, None, found[1].role)
    return None
