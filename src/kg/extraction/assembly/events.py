"""Named gatherings with their day, building, town and who holds and attends them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.grantors import joined
from kg.extraction.candidates.occasions import heads_a_part
from kg.extraction.candidates.whereabouts import town_after
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.facts import Event, Organization

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kg.extraction.assembly.ceremony import Ceremony
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document

_AT = words("where")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HOSTS = words("hosts")
_INDICES = words("indices") - {"rating"}
_THEY = words("they-who-attend")
_CALLED = words("calls-gathering")
_CALLS = words("gathers") - words("places") - words("held-in") | {"acara"}
_OPENS_PROGRAMME = words("opens-programme")
_PLACE_OF_IT = words("place-of-it")
_WITHIN = words("goes-on-in-name")
_JOINTS = words("joints")
_GATHERINGS = frozenset((Kind.EVENT, Kind.PROGRAMME, Kind.NAME, Kind.AWARD))
_BRACKET = 8  # tokens of an abbreviation in brackets
_OWNS = words("owns-occasion")
_AT_GATHERING = words("held-in")
_NEAR = 8  # tokens between a name that "acara" introduces and where it was held
_LONGEST = 24  # tokens of a gathering's name behind it


def events(reading: Reading, shared: Ceremony) -> Iterator[Event]:
    """Every gathering with a name and at least one of date, venue and place; the first such mention gives the roles."""
    doc = reading.doc
    made: dict[str, Event] = {}
    body = list(doc.body())
    for number, s in enumerate(body):
        for at, named in enumerate(s.mentions):
            if named.kind not in _GATHERINGS or not _gathering(reading, s, at) or doc.quoted[named.first]:
                continue
            m = _whole(reading, named, s)
            key = _edition(made, m.value)
            near = [s]
            if number + 1 < len(body) and _goes_on(reading, body[number + 1]):
                near.append(body[number + 1])
            found = _event(reading, m, s, near)
            if not (found.date or found.venue or found.place) and number + 1 < len(body):
                found = _told_next(reading, found, s, body[number + 1])
            if not (found.date or found.venue or found.place) and number:
                found = _told_before(reading, found, s, body[number - 1])
            before = made.get(key)
            if before is None:
                made[key] = found
            else:
                made[key] = Event(
                    before.name if len(before.name.value) >= len(found.name.value) else found.name,
                    before.rule,
                    before.date or found.date,
                    before.venue or found.venue,
                    before.place or found.place,
                    before.organizers or found.organizers,
                    before.attendees or found.attendees,
                )
    _add_ceremony(reading, made, shared, body)
    attendees = _attendees(reading)
    for event in made.values():
        holiday = event.name.value.casefold().startswith("hari ")
        if event.venue or event.place or (event.date and not holiday):
            if attendees and len(made) == 1:
                event = Event(event.name, event.rule, event.date, event.venue, event.place, event.organizers, attendees)  # noqa: PLW2901
            yield event


def _add_ceremony(reading: Reading, made: dict[str, Event], shared: Ceremony, body: Sequence[Sentence]) -> None:
    """Complete the gatherings made by the one at which the awards were given."""
    if shared.event is None or (shared.event.rule == "award-as-event" and _published(shared.event.value)):
        return
    key = _edition(made, shared.event.value)
    key = next((k for k in made if k.startswith(f"{key} ")), key)  # the same, by the beginning of its name
    before = made.get(key, Event(shared.event, "ceremony"))
    organizers = shared.grantors if shared.event.rule == "award-as-event" and key not in made else ()
    made[key] = Event(
        before.name,
        before.rule,
        before.date or shared.date,
        before.venue or shared.venue,
        before.place or shared.place,
        before.organizers or organizers or _host_told(reading, body),
    )


def _host_told(reading: Reading, body: Sequence[Sentence]) -> tuple[Role[Organization], ...]:
    """Who holds the gathering of the awards by a sentence that goes on about it: "Ajang itu hajatan X"."""
    return next((found for s in body if _about_gathering(reading, s) and (found := _organizers(reading, s))), ())


def _about_gathering(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence is about the gathering spoken of: "Pada ajang yang …", "Penghargaan ini digelar oleh X"."""
    if _goes_on(reading, s):
        return True
    opening = [t.lower for t in reading.doc.tokens[s.first : min(s.first + 2, s.last)]]
    held = any(m.kind is Kind.CUE and any(c.sense == "hold" for c in m.value) for m in s.mentions)
    spoken = len(opening) > 1 and opening[0] in words("awards-in-general") and opening[1] in words("that")
    within = len(opening) > 1 and opening[0] in _AT_GATHERING and opening[1] in words("gatherings")
    return (held and (spoken or within)) or (len(opening) > 1 and opening[0] == "yang" and opening[1] in _OWNS)


def _told_next(reading: Reading, event: Event, s: Sentence, following: Sentence) -> Event:
    """A gathering with the building that only the next sentence of its paragraph names, where that names no other."""
    others = any(m.kind in (Kind.EVENT, Kind.AWARD) for m in following.mentions)
    at = next((i for i, m in enumerate(following.mentions) if m.kind is Kind.VENUE), None)
    if following.block != s.block or others or at is None or reading.doc.quoted[following.mentions[at].first]:
        return event
    venue = reading.text_role(following.mentions[at], "venue")
    return replace(event, venue=venue, place=town_after(reading, following, at))


def _told_before(reading: Reading, event: Event, s: Sentence, earlier: Sentence) -> Event:
    """A gathering with day and building of the sentence before: "80 orang berkumpul di Hotel X. Mereka mengikuti Y"."""
    others = any(m.kind in (Kind.EVENT, Kind.AWARD) for m in earlier.mentions)
    follows = reading.doc.tokens[s.first].lower in _THEY
    if earlier.block != s.block or others or not follows or reading.doc.quoted[s.first]:
        return event
    day = next((m for m in earlier.mentions if m.kind is Kind.DATE), None)
    at = next((i for i, m in enumerate(earlier.mentions) if m.kind is Kind.VENUE), None)
    if at is None:
        return event
    venue = reading.text_role(earlier.mentions[at], "venue")
    date = reading.date(day, "event-day", first_of_range=True) if day else None
    return replace(event, date=date, venue=venue, place=town_after(reading, earlier, at))


def _published(name: str) -> bool:
    """Whether a name is that of an index, which is published and not held; a rating may be handed out."""
    return bool(_INDICES.intersection(name.casefold().split()))


def _whole(reading: Reading, m: Mention, s: Sentence) -> Mention:
    """A gathering's name with what goes on behind a bracketed abbreviation: "Bimbingan Teknis (Bimtek) Tahap II …"."""
    doc, end = reading.doc, m.last
    if m.kind is Kind.NAME:
        return replace(m, value=doc.words(m.first, m.last))
    if m.kind is not Kind.EVENT or not (end + 3 < s.last and doc.tokens[end].text == "("):
        return m
    close = next((i for i in range(end, min(end + _BRACKET, s.last)) if doc.tokens[i].text == ")"), None)
    end = close + 1 if close else s.last
    first = end
    while end < min(first + _LONGEST, s.last) and (doc.tokens[end].kind != "mark" or doc.tokens[end].text in "()&"):
        token = doc.tokens[end]
        goes_on = token.capital or token.kind != "word" or token.lower in _WITHIN
        if not goes_on or any(x.first == end and x.kind in (Kind.VENUE, Kind.DATE) for x in s.mentions):
            break
        end += 1
    while end > first and doc.tokens[end - 1].lower in _JOINTS:
        end -= 1
    return replace(m, last=end, value=doc.words(m.first, end)) if close and end - first > 1 else m


def _edition(made: dict[str, Event], name: str) -> str:
    """Under which name a gathering is known already: that of the same year, or of none; editions are kept apart."""
    bare, year = bare_name(name), _YEAR.search(name)
    for key, event in made.items():
        known = _YEAR.search(event.name.value)
        if bare_name(event.name.value) == bare and (not year or not known or year.group() == known.group()):
            return key
    return f"{bare} {year.group()}" if year else bare


def _gathering(reading: Reading, s: Sentence, at: int) -> bool:
    """Whether a mention names a gathering: by its head, or as an award that is held somewhere."""
    m = s.mentions[at]
    doc = reading.doc
    if m.kind is Kind.EVENT:
        return isinstance(m.value, str) and m.last - m.first > 1 and not heads_a_part(m, s)
    if (
        m.kind is Kind.PROGRAMME
        and m.first > 1
        and doc.tokens[m.first - 1].text in '“"'
        and doc.tokens[m.first - 2].lower in words("titled")
    ):
        return True
    if m.kind is Kind.PROGRAMME and m.first > s.first and doc.tokens[m.first - 1].lower in _OPENS_PROGRAMME:
        return doc.tokens[m.first].capital  # "malam penganugerahan Gerakan X", "puncak Gerakan X"
    if m.kind is Kind.NAME and m.first > s.first and doc.tokens[m.first - 1].lower in _CALLED:
        return m.last - m.first > 1 and _placed(doc, s, m)  # "acara Satu Dekade Zona Integritas di Hotel X"
    if m.kind is not Kind.AWARD or not isinstance(m.value, str):
        return False
    before = doc.tokens[m.first - 1].lower if m.first > s.first else ""
    if _published(reading.in_full(m.value)) and before not in _CALLS:
        return False
    held = any(c.kind is Kind.CUE and any(x.sense == "hold" for x in c.value) for c in s.mentions)
    return (before in words("gathers") or (held and before not in words("awards-in-general"))) and doc.tokens[
        m.first
    ].capital


def _placed(doc: Document, s: Sentence, m: Mention) -> bool:
    """Whether a building or a day shortly follows a name."""
    after = (x for x in s.mentions if x.first >= m.last and x.kind in (Kind.VENUE, Kind.DATE))
    return any(x.first - m.last <= _NEAR and not doc.quoted[x.first] for x in after)


def _goes_on(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence goes on about the gathering: "Acara tersebut digelar …", "Hajatan itu berlangsung …"."""
    tokens = reading.doc.tokens
    opening = [t.lower for t in tokens[s.first : min(s.first + 12, s.last)]]
    if (opening and opening[0].removesuffix("nya") in _HOSTS) or opening[:2] == ["tuan", "rumahnya"]:
        return True  # "Tuan rumahnya Pemerintah Kota Dumai"
    if opening and opening[0] in _PLACE_OF_IT:
        return True  # "Tempatnya di Hotel X, sedangkan harinya Selasa (14/12)"
    subject = bool(opening) and opening[0] in words("gatherings")
    held = any(m.kind is Kind.CUE and any(c.sense == "hold" for c in m.value) for m in s.mentions)
    return subject and (held or not words("that").isdisjoint(opening))


def _event(reading: Reading, m: Mention, s: Sentence, near: list[Sentence]) -> Event:
    day: Role[date] | None = None
    venue = place = None
    organizers: tuple[Role[Organization], ...] = ()
    doc = reading.doc
    for each in near:
        for position, other in enumerate(each.mentions):
            if doc.quoted[other.first]:
                continue
            if other.kind is Kind.DATE and day is None and not (each is s and _speech_between(reading, each, m, other)):
                day = reading.date(other, "event-day", first_of_range=True)
            elif other.kind is Kind.VENUE and venue is None:
                venue = reading.text_role(other, "venue")
                place = place or town_after(reading, each, position)
            elif (
                other.kind is Kind.AREA
                and place is None
                and doc.tokens[other.first - 1].lower in _AT
                and other.first > each.first
                and not (reading_of(other) or other.value).government
            ):
                place = Role(other.value.name, (doc.of(other),), "place")
        organizers = organizers or _organizers(reading, each)
        if place is None and venue is None:
            after = doc.tokens[m.last].lower if m.last < each.last and each is s else ""
            if after in _AT and m.last + 1 < s.last and doc.tokens[m.last + 1].capital:
                named = next((x for x in s.mentions if x.first == m.last + 1 and x.kind is Kind.NAME), None)
                if named:
                    venue = Role(doc.words(named.first, named.last), (doc.of(named),), "venue")
                    place = town_after(reading, s, s.mentions.index(named))
    if place is None and venue is None:
        place = _unlisted_town(reading, s)
    return Event(reading.text_role(m, "gathering"), "gathering", day, venue, place, organizers)


def _unlisted_town(reading: Reading, s: Sentence) -> Role[str] | None:
    """A town that is no city or regency, right after the verb of holding: "akan digelar di Takengon"."""
    doc = reading.doc
    held = [m.last for m in s.mentions if m.kind is Kind.CUE and any(c.sense == "hold" for c in m.value)]
    for m in s.mentions:
        at = m.kind is Kind.NAME and m.first - 1 in held and doc.tokens[m.first - 1].lower in _AT
        if at and m.last - m.first <= 2 and reading.people.at(m) is None and not doc.quoted[m.first]:
            return Role(doc.words(m.first, m.last), (doc.of(m),), "place")
    return None


def _speech_between(reading: Reading, s: Sentence, m: Mention, other: Mention) -> bool:
    from kg.extraction.coreference.registry import speaks

    low, high = sorted((m.first, other.first))
    return any(c.kind is Kind.CUE and low < c.first < high and speaks(c) for c in s.mentions)


def _organizers(reading: Reading, s: Sentence) -> tuple[Role[Organization], ...]:
    """Who holds the gathering, by the first rule that finds a body, with those joined to it."""
    for rule, matches in Rules.load("event").everywhere(reading.doc, s):
        for match in matches:
            for m in match.mentions("organizer"):
                if m.kind is Kind.BODY or m.value.government:
                    return joined(reading, s, m, rule.name)
    return ()


def _attendees(reading: Reading) -> tuple[Role[str], ...]:
    """Who came, in the article's words, where they name offices and how many hold them."""
    doc = reading.doc
    for s in doc.body():
        for rule, match in Rules.load("event-attendees").holding(doc, s):
            for found in match.places("attendees"):
                first, last = found.first, found.last
                while last > first and doc.tokens[last - 1].kind == "mark":
                    last -= 1
                told = doc.tokens[first:last]
                counted = any(t.kind == "number" for t in told) or rule.name == "attended-by"
                named = any(x.kind is Kind.OFFICE and x.value.holder for x in s.mentions)
                if last - first > 2 and counted and not named and words("offices").intersection(t.lower for t in told):
                    return (Role(doc.words(first, last), (doc.evidence(first, last),), rule.name),)
    return ()
